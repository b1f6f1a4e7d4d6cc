/**
 * The incidents of one place spread around it on demand, in a spiral by day from the middle outwards, with lines to the
 * place. This is the only case in which an incident is not drawn where it was reported.
 */
import { clearCanvas } from "./stack.js";
import { drawSymbol } from "./symbols.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */

const TURN = Math.PI * (3 - Math.sqrt(5));
const FIRST_PX = 20;
const APART_PX = 15;
const MOST = 150;
const REACH_PX = 7;

/** Painter of the incidents of one place, spread around it. */
export class Spread {
  /**
   * @param {Store} store
   * @param {Config} config
   */
  constructor(store, config) {
    this.name = "spread";
    this.sparse = true;
    this.store = store;
    this.config = config;
    /** @type {number[]} */
    this.rows = [];
  }

  /**
   * Spread the incidents of a place.
   * @param {number[]} rows Empty: put them back.
   */
  set(rows) {
    this.rows = rows.length > 1 ? [...rows].sort((a, b) => a - b).slice(0, MOST) : [];
    this._draw();
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
    this._draw();
  }

  /**
   * Row, position, and position of the place, of each incident in pixels of the canvas.
   * @returns {number[][]}
   */
  places() {
    const { frame, store, rows } = this;
    const x = store.x[rows[0]] * frame.world - frame.left;
    const y = store.y[rows[0]] * frame.world - frame.top;
    return rows.map((row, k) => {
      const far = FIRST_PX + APART_PX * (Math.sqrt(k + 1) - 1);
      return [row, x + far * Math.cos(k * TURN), y + far * Math.sin(k * TURN), x, y];
    });
  }

  /**
   * The row that lies under a point of the container; -1 for none.
   * @param {Point} at
   * @returns {number}
   */
  hit(at) {
    if (!this.rows.length || !this.frame) return -1;
    const x = at.x + this.frame.margin;
    const y = at.y + this.frame.margin;
    const found = this.places().find(([, u, v]) => Math.hypot(u - x, v - y) <= REACH_PX);
    return found ? found[0] : -1;
  }

  _draw() {
    const { context, frame, store } = this;
    if (!context) return;
    clearCanvas(context, frame, this.rows.length > 0);
    if (!this.rows.length) return;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    const places = this.places();
    context.lineWidth = 1;
    context.strokeStyle = theme.palette.badgeLine;
    context.beginPath();
    places.forEach(([, u, v, x, y]) => [context.moveTo(x, y), context.lineTo(u, v)]);
    context.stroke();
    for (const [row, u, v] of places) this._symbol(store.type(row), store.size(row), u, v);
  }

  _symbol(type, size, x, y) {
    const { context } = this;
    const given = this.config.types[type];
    context.save();
    context.translate(x, y);
    drawSymbol(context, {
      corners: given.corners, colour: given[theme.name], radius: 4.6, halo: theme.palette.symbolHalo,
      haloWidth: 1.2, hollow: size === 0,
    });
    context.restore();
  }
}
