/**
 * The squares of the ground with rows of the period that are only near, for views with very many rows.
 *
 * A square with such a row has a disc around its middle. One of which all eight neighbours have one has a box in its place,
 * as large as the square: what its disc would add is in the discs of the others. So a full area costs little, and a step
 * changes only the squares that come or go.
 */
import { CellCounts } from "./cell_counts.js";
import { FIRST_AREA, SYMBOLS } from "./points.js";
import { lowerBound } from "./search.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{world: number, left: number, top: number, ratio: number}} Position */
/** @typedef {{side: number, width: number, height: number, radius: (v: number) => number}} Size In device pixels. */
/** @typedef {(u: number, v: number, half: number, which: number, many: 1 | -1) => void} Change */

/** @type {number} What a square has; 0 for nothing. */
export const DISC = 1;
const BOX = 2;

/** Squares of a view. */
export class NearSquares {
  /**
   * @param {Store} store
   * @param {Position} position
   * @param {Size} size Of the squares and of the raster, and the radius of a disc at a row of pixels.
   */
  constructor(store, { world, left, top, ratio }, { side, width, height, radius }) {
    const beyond = Math.max(radius(0), radius(height)) + side;
    const first = (corner) => Math.floor((corner * ratio - beyond) / side);
    /** @type {number[]} */
    this.corner = [first(left), first(top)];
    /** @type {number} */
    this.columns = Math.ceil((width + 2 * beyond) / side) + 2;
    const lines = Math.ceil((height + 2 * beyond) / side) + 2;
    const middle = (k, corner, from) => Math.round((k + corner + 0.5) * side - from * ratio);
    /** @type {Int32Array} The middle of each column, in device pixels. */
    this.u = Int32Array.from({ length: this.columns }, (_, k) => middle(k, this.corner[0], left));
    /** @type {Int32Array} */
    this.v = Int32Array.from({ length: lines }, (_, k) => middle(k, this.corner[1], top));
    /** @type {Int32Array} The radius of the discs of each line. */
    this.reach = this.v.map(radius);
    /** @type {number} Half of a box. */
    this.half = Math.ceil(side / 2);
    /** @type {Int32Array} The rows that are only near, ascending. */
    this.rows = nearRows(store);
    /** @type {Int32Array} The square of each; -1 for none: the outermost ones have no neighbours. */
    this.squares = this._squaresOf(store, (world * ratio) / side);
    this.counts = new Uint32Array(this.columns * lines);
    this.cellCounts = new CellCounts();
    this.states = new Uint8Array(this.counts.length);
    /** @type {number} Squares with something. */
    this.many = 0;
    /** @type {{of: Uint8Array | null, mask: Uint8Array | null}} The mask of the store, and that of these rows. */
    this.masked = { of: null, mask: null };
  }

  /**
   * Count the rows of the period, and call back with what comes and what goes.
   * @param {Store} store
   * @param {Change} change
   */
  update(store, change) {
    this.cellCounts.count(/** @type {any} */ (this._among(store)), this.squares, this.counts);
    const { counts, states, columns, u, v, reach, half } = this;
    this.many = 0;
    for (let line = 1; line < v.length - 1; line++) {
      const end = line * columns + columns - 1;
      for (let at = line * columns + 1; at < end; at++) {
        const which = counts[at] === 0 ? 0 : this._isAmong(at) ? BOX : DISC;
        if (which !== 0) this.many++;
        const before = states[at];
        if (which === before) continue;
        const column = at - line * columns;
        if (before !== 0) change(u[column], v[line], before === DISC ? reach[line] : half, before, -1);
        if (which !== 0) change(u[column], v[line], which === DISC ? reach[line] : half, which, 1);
        states[at] = which;
      }
    }
  }

  _squaresOf({ x, y }, scale) {
    const { rows, columns, v, corner } = this;
    const [left, top, lines] = [corner[0], corner[1], v.length];
    const squares = new Int32Array(rows.length);
    for (let k = 0; k < rows.length; k++) {
      const column = Math.floor(x[rows[k]] * scale) - left;
      const line = Math.floor(y[rows[k]] * scale) - top;
      squares[k] = column > 0 && line > 0 && column < columns - 1 && line < lines - 1 ? line * columns + column : -1;
    }
    return squares;
  }

  /** Whether all neighbours of a square have rows. */
  _isAmong(at) {
    const { counts, columns } = this;
    const [above, below] = [at - columns, at + columns];
    return (
      counts[at - 1] > 0 && counts[at + 1] > 0 && counts[above] > 0 && counts[below] > 0 &&
      counts[above - 1] > 0 && counts[above + 1] > 0 && counts[below - 1] > 0 && counts[below + 1] > 0
    );
  }

  /** The period of a store, with these rows alone. */
  _among(store) {
    const { rows } = this;
    if (store.mask !== this.masked.of) {
      this.masked = { of: store.mask, mask: store.mask === null ? null : Uint8Array.from(rows, (i) => store.mask[i]) };
    }
    const among = (visit) => (i) => {
      const k = lowerBound(rows, i);
      if (rows[k] === i) visit(k);
    };
    return {
      mask: this.masked.mask, lo: lowerBound(rows, store.lo), hi: lowerBound(rows, store.hi),
      eachEarlier: (visit) => store.eachEarlier(among(visit)), eachOverrunning: (visit) => store.eachOverrunning(among(visit)),
    };
  }
}

/** @type {WeakMap<Uint8Array, Int32Array>} By the codes of the points. */
const found = new WeakMap();

function nearRows({ codes, n }) {
  let rows = found.get(codes);
  if (rows === undefined) {
    let many = 0;
    for (let i = 0; i < n; i++) if (codes[i] >= SYMBOLS && codes[i] < FIRST_AREA) many++;
    rows = new Int32Array(many);
    for (let i = 0, k = 0; k < many; i++) if (codes[i] >= SYMBOLS && codes[i] < FIRST_AREA) rows[k++] = i;
    found.set(codes, rows);
  }
  return rows;
}
