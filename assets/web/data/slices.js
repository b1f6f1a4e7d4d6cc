/** Long work in parts, between which the page can draw frames. */

const SLICE_MS = 10;
const LATEST_MS = 300; // on a busy machine frames come late: what is left then is done at once

/** Work that is done one after the other. */
export class Slices {
  /** @param {() => void} done Called when the work is complete. */
  constructor(done) {
    this.done = done;
    /** @type {Generator<void, void> | null} The rest of the work. */
    this.work = null;
    this.timer = 0; // of its next part
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
    clearTimeout(this.timer);
    const until = performance.now() + most;
    while (performance.now() < until) {
      if (!this.work.next().done) continue;
      this.work = null;
      return this.done();
    }
    this.timer = setTimeout(() => this._proceed(performance.now() < this.latest ? SLICE_MS : Infinity), 0);
  }
}
