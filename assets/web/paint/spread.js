/**
 * The incidents of one place spread around it on demand, on a disc that covers the mark of the place, so that none is seen
 * twice: a few in a circle by day from the top, with lines to the place; many in a spiral by day from the middle outwards,
 * without lines, which would cross the symbols. This is the only case in which an incident is not drawn where it was
 * reported.
 */
import { greatest } from "../data/extremes.js";
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
/** So many incidents of a place are spread, the newest.
 * @type {number} */
export const MOST = 150;
const REACH_PX = 7;
const MOST_IN_CIRCLE = 12;
const CIRCLE_PX = 26;
const SYMBOL_PX = 4.6;
const CURRENT_PX = 8.5;
const EDGE_PX = 12; // of the disc, beyond the outermost symbol

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
    this.current = -1; // the row that is marked; -1 for none
    /** @type {() => void} Called when incidents are spread or put back. */
    this.onChange = () => {};
  }

  /**
   * Mark one of the spread incidents: the one that list and details show.
   * @param {number} row -1 for none.
   */
  mark(row) {
    if (row === this.current) return;
    this.current = row;
    if (this.rows.length) this._draw();
  }

  /**
   * Spread the incidents of a place.
   * @param {number[]} rows Empty: put them back.
   */
  set(rows) {
    this.rows = rows.length > 1 ? [...rows].sort((a, b) => a - b).slice(-MOST) : [];
    this._draw();
    this.onChange();
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
      const [far, turn] = this._offset(k);
      return [row, x + far * Math.cos(turn), y + far * Math.sin(turn), x, y];
    });
  }

  /**
   * How far the disc reaches around the place, in pixels; 0 where nothing is spread.
   * @returns {number}
   */
  get reach() {
    return this.rows.length ? greatest(this.rows.map((_row, k) => this._offset(k)[0])) + EDGE_PX : 0;
  }

  /** Distance and angle of the symbol with this number from the place. */
  _offset(k) {
    const { length } = this.rows;
    if (length > MOST_IN_CIRCLE) return [FIRST_PX + APART_PX * (Math.sqrt(k + 1) - 1), k * TURN];
    const far = Math.max(CIRCLE_PX, (length * (APART_PX + 2)) / (2 * Math.PI));
    return [far, (2 * Math.PI * k) / length - Math.PI / 2];
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
    this._disc(places);
    if (places.length <= MOST_IN_CIRCLE) this._lines(places);
    for (const [row, u, v] of places) {
      if (row === this.current) this._ring(u, v);
      this._symbol(store.type(row), store.size(row), u, v);
    }
  }

  /** The ground of the spread symbols. */
  _disc(places) {
    const { context } = this;
    const [[, , , x, y]] = places;
    circle(context, x, y, this.reach);
    context.fillStyle = theme.palette.home;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = theme.palette.badgeLine;
    context.stroke();
  }

  /** From the place, which is a dot, to each symbol. */
  _lines(places) {
    const { context } = this;
    context.beginPath();
    places.forEach(([, u, v, x, y]) => [context.moveTo(x, y), context.lineTo(u, v)]);
    context.stroke();
    circle(context, places[0][3], places[0][4], 2);
    context.fillStyle = theme.palette.badgeLine;
    context.fill();
  }

  _ring(x, y) {
    const { context } = this;
    circle(context, x, y, CURRENT_PX);
    context.lineWidth = 2;
    context.strokeStyle = theme.palette.select;
    context.stroke();
    context.lineWidth = 1;
  }

  _symbol(type, size, x, y) {
    const { context } = this;
    const given = this.config.types[type];
    context.save();
    context.translate(x, y);
    drawSymbol(context, {
      corners: given.corners, colour: given[theme.name], radius: SYMBOL_PX, halo: theme.palette.symbolHalo,
      haloWidth: 1.2, hollow: size === 0,
    });
    context.restore();
  }
}

function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
