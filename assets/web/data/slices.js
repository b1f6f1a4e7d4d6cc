/** Long work in parts, one after each frame, so that none delays what the next frame shows. */

const SLICE_MS = 10;
const LATEST_MS = 600; // on a busy machine frames come late: what is left then is done at once

/** Work that is done one after the other. */
export class Slices {
  /** @param {() => void} done Called when the work is complete. */
  constructor(done) {
    this.done = done;
    /** @type {Generator<void, void> | null} The rest of the work. */
    this.work = null;
    this.frame = 0; // that its next part waits for
    this.timer = 0; // of its next part
    this.last = 0; // the timer of all that is left
    this.latest = 0; // when it is complete
  }

  /**
   * Begin with work, in place of any other that is under way.
   * @param {Generator<void, void>} work It may be left wherever it yields.
   * @param {boolean} [atOnce] Whether all of it is done now.
   */
  begin(work, atOnce = false) {
    this.work = work;
    this.latest = performance.now() + LATEST_MS;
    this._proceed(atOnce || document.hidden ? Infinity : SLICE_MS);
  }

  /** Do what is left of the work now. */
  finish() {
    if (this.work) this._proceed(Infinity);
  }

  /**
   * Whether something is left to do.
   * @returns {boolean}
   */
  get isUnderWay() {
    return this.work !== null;
  }

  _proceed(most) {
    this._unschedule();
    const until = performance.now() + most;
    while (performance.now() < until) {
      if (!this.work.next().done) continue;
      this.work = null;
      return this.done();
    }
    this.frame = requestAnimationFrame(() => (this.timer = setTimeout(() => this._proceed(SLICE_MS), 0)));
    this.last = setTimeout(() => this._proceed(Infinity), this.latest - performance.now());
  }

  _unschedule() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    clearTimeout(this.last);
  }
}
