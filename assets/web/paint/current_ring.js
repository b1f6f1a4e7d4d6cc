/** Painter of a second ring around the one of several selected incidents that is shown in full; a spread place marks its own. */
import { circle, strokeSelected } from "./selection.js";
import { clearCanvas } from "./stack.js";

/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./spread.js").Spread} Spread */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

const RADIUS_PX = 17;

/** Painter of the ring around one incident. */
export class CurrentRing {
  /**
   * @param {Store} store
   * @param {Spread} spread
   */
  constructor(store, spread) {
    this.name = "current-ring";
    this.sparse = true;
    this.store = store;
    this.spread = spread;
    /** The row of the incident; -1 for none. */
    this.row = -1;
  }

  /**
   * Paint for another view, size or theme.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
    this.update();
  }

  /**
   * Bring the canvas up to date.
   * @returns {void}
   */
  update() {
    const { context, frame } = this;
    if (!frame) return;
    const ring = this._ring();
    clearCanvas(context, frame, ring !== null);
    if (!ring) return;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    strokeSelected(context, circle(...ring));
  }

  /**
   * Put the ring around an incident.
   * @param {number} row -1 for none.
   */
  show(row) {
    if (row === this.row) return;
    this.row = row;
    this.update();
  }

  /**
   * Where the incident lies: the middle and the radius in pixels of the page; null if it is not drawn there as a symbol.
   * @returns {[number, number, number] | null}
   */
  _ring() {
    const { frame, row, spread, store } = this;
    if (row < 0 || row >= store.n || store.precision(row) > 1 || !store.isIn(row) || spread.rows.includes(row)) return null;
    return [store.x[row] * frame.world - frame.left, store.y[row] * frame.world - frame.top, RADIUS_PX];
  }
}
