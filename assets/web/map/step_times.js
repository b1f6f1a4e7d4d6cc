/** How long the last steps of the time bar took: in the script, and until the frame that shows the step was handed on. */
const CAPACITY = 4096;

/**
 * The times of the last steps.
 * @property {() => void} postFrame Posts a message in the present frame.
 */
export class StepTimes {
  /** Without steps. */
  constructor() {
    /** @type {Float64Array} Milliseconds of each step in the script. */
    this.scripts = new Float64Array(CAPACITY);
    /** @type {Float64Array} Milliseconds of each step until its frame; NaN before that. */
    this.frames = new Float64Array(CAPACITY);
    this.began = new Float64Array(CAPACITY);
    this.steps = this.framed = 0;
    this.isWaiting = false;
    this._listen();
  }

  /** A step begins: ask for its frame now, which then follows the script at once and not a frame later. */
  begin() {
    if (!this.isWaiting) this._awaitFrame();
  }

  /**
   * Add a step after `begin`, which began and ended at these times of `performance.now`.
   * @param {number} began
   * @param {number} ended
   */
  add(began, ended) {
    const at = this.steps++ % CAPACITY;
    this.scripts[at] = ended - began;
    this.frames[at] = NaN;
    this.began[at] = began;
  }

  /**
   * Milliseconds of the last steps whose frames were handed on.
   * @returns {{script: number, frame: number}[]}
   */
  list() {
    const first = Math.max(0, this.framed - CAPACITY);
    return Array.from({ length: this.framed - first }, (_, k) => {
      const at = (first + k) % CAPACITY;
      return { script: this.scripts[at], frame: this.frames[at] };
    });
  }

  _awaitFrame() {
    this.isWaiting = true;
    requestAnimationFrame(this.postFrame);
  }

  /** A message that is posted in a frame arrives after the frame was handed on. */
  _listen() {
    const channel = new MessageChannel();
    let upTo = 0;
    this.postFrame = () => {
      upTo = this.steps;
      channel.port2.postMessage(0);
    };
    channel.port1.onmessage = () => {
      const now = performance.now();
      for (let step = this.framed; step < upTo; step++) this.frames[step % CAPACITY] = now - this.began[step % CAPACITY];
      this.framed = upTo;
      this.isWaiting = false;
      if (this.steps !== upTo) this._awaitFrame();
    };
  }
}
