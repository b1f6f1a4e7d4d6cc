/**
 * Incidents per square cell of a few pixels, for views in which symbols would cover each other.
 *
 * The cells do not move on the ground; their width in kilometres follows from the zoom, and the legend shows it. A step
 * costs one addition for each row that enters or leaves the period and one read a cell: nothing is sorted.
 */
import { CellCounts } from "./cell_counts.js";
import { shiftRows } from "./shift.js";

/** @typedef {import("./cell_dots.js").Dots} Dots */
/** @typedef {import("./mercator.js").MapPosition} MapPosition */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{pixels: Uint32Array, width: number, height: number, touchBox: Function}} PixelBuffer */
/** @typedef {{scale: number, left: number, top: number, right: number, down: number}} CellView The map in cells. */

/** @type {number} The side of a cell. */
export const CELL_PX = 3;
const FROM = [1, 2, 5, 10, 25, 100];
/** @type {number} Cells with fewer incidents have dots of their own size. */
export const FULL_FROM = 5;
const THIRDS = 3; // of the side of a cell, in which the sides of dots are given
const MOST = 255;
const BLOCK = 1; // cells around the one under the cursor, whose rows are shown with its own

/**
 * Counts of the rows of the period by cell of the screen.
 * @property {Uint32Array} counts By cell, row by row.
 * @property {number} width In cells.
 * @property {number} height In cells.
 * @property {Int32Array | null} cells The cell of each row; -1 for none.
 * @property {object | null} swept The view and period of the last `sweep`.
 */
export class Density {
  /** Without cells until `fit`. */
  constructor() {
    this.width = this.height = 0;
    this.cellCounts = new CellCounts();
  }

  /**
   * Adapt to the size of a raster.
   * @param {{width: number, height: number}} raster In device pixels.
   * @param {number} ratio Device pixels per pixel of the page.
   */
  fit(raster, ratio) {
    /** @type {number} Of a cell, in device pixels. */
    this.side = Math.max(1, Math.round(CELL_PX * ratio));
    this.width = Math.ceil(raster.width / this.side) + 1;
    this.height = Math.ceil(raster.height / this.side) + 1;
    this.counts = new Uint32Array(this.width * this.height);
    this.cells = this.swept = null;
    this.cellCounts.invalidate();
  }

  /**
   * The position of the map in cells, which are fixed to the ground, and the part of the first cell outside the view.
   * @param {MapPosition & {ratio: number}} position
   * @returns {CellView}
   */
  view({ world, ratio, left, top }) {
    const [west, north] = [left, top].map((at) => Math.round(at * ratio));
    const cells = (at) => Math.floor(at / this.side);
    const beyond = (at) => at - cells(at) * this.side;
    return {
      scale: (world * ratio) / this.side, left: cells(west), top: cells(north), right: beyond(west), down: beyond(north),
    };
  }

  /**
   * The block of cells around a point of the raster.
   * @param {CellView} view
   * @param {number} x In device pixels.
   * @param {number} y
   * @returns {number[]} Its first column and line, and those after its last ones.
   */
  blockAt({ right, down }, x, y) {
    const [column, line] = [Math.floor((x + right) / this.side), Math.floor((y + down) / this.side)];
    return [column - BLOCK, line - BLOCK, column + BLOCK + 1, line + BLOCK + 1];
  }

  /**
   * The rows of the period in a block of cells, ascending.
   * @param {Store} store
   * @param {CellView} view
   * @param {number[]} block From `blockAt`.
   * @returns {number[]}
   */
  rowsIn(store, { scale, left, top }, block) {
    const rows = [];
    const at = (cell, corner) => (cell + corner) / scale;
    store.grid.each(at(block[0], left), at(block[1], top), at(block[2], left), at(block[3], top), (i) => {
      const u = store.x[i] * scale - left;
      const v = store.y[i] * scale - top;
      if (u >= block[0] && v >= block[1] && u < block[2] && v < block[3] && store.isIn(i)) rows.push(i);
    });
    return rows.sort((a, b) => a - b);
  }

  /**
   * Compute the cell of each row: -1 outside the view and for rows without a point, whose NaN fails all comparisons.
   * @param {Store} store
   * @param {CellView} view
   */
  place(store, view) {
    const { x, y, n } = store;
    const { scale, left, top } = view;
    const { width, height } = this;
    this.cellCounts.invalidate();
    if (!this.cells || this.cells.length !== n) this.cells = new Int32Array(n);
    const { cells } = this;
    for (let i = 0; i < n; i++) {
      const u = x[i] * scale - left;
      const v = y[i] * scale - top;
      cells[i] = u >= 0 && v >= 0 && u < width && v < height ? (v | 0) * width + (u | 0) : -1;
    }
  }

  /**
   * Count the rows of the period without storing their cells: for a view that may change with the next frame. Where
   * the map was only moved, the counts are shifted, and only cells that have come into view are counted.
   * @param {Store} store
   * @param {CellView} view
   * @returns {void}
   */
  sweep(store, view) {
    const { mask, lo, hi, from, to, certain } = store;
    const before = this.swept;
    this.cellCounts.invalidate();
    this.swept = Object.assign({ mask, from, to, certain, store: store.codes }, view);
    const same = before && ["scale", "mask", "from", "to", "certain", "store"].every((key) => before[key] === this.swept[key]);
    const boxes = same ? this._move(before.left - view.left, before.top - view.top) : null;
    if (boxes !== null) return boxes.forEach((box) => this._countBox(store, view, box));
    this.counts.fill(0);
    const all = [0, 0, this.width, this.height];
    const box = [view.left, view.top, view.left + this.width, view.top + this.height].map((at) => at / view.scale);
    if (store.grid.count(...box) * 8 < hi - lo) return this._countBox(store, view, all);
    store.eachEarlier((i) => this._countOne(store, view, all, i, 1));
    store.eachOverrunning((i) => this._countOne(store, view, all, i, -1));
    if (mask === null) this._countAll(store, view);
    else for (let i = lo; i < hi; i++) if (mask[i] !== 0) this._countOne(store, view, all, i, 1);
  }

  /** Count all rows that begin in the period; a loop of its own, because variables shared with a closure are slow. */
  _countAll(store, view) {
    const { x, y, lo, hi } = store;
    const { scale, left, top } = view;
    const { counts, width, height } = this;
    for (let i = lo; i < hi; i++) {
      const u = x[i] * scale - left;
      const v = y[i] * scale - top;
      if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)]++;
    }
  }

  /** Count the rows of the period in a box of cells: left, top, right, bottom. */
  _countBox(store, view, box) {
    const [left, right] = [box[0], box[2]].map((u) => (u + view.left) / view.scale);
    const [top, bottom] = [box[1], box[3]].map((v) => (v + view.top) / view.scale);
    store.grid.each(left, top, right, bottom, (i) => {
      if (store.isIn(i)) this._countOne(store, view, box, i, 1);
    });
  }

  _countOne(store, view, box, i, many) {
    const u = store.x[i] * view.scale - view.left;
    const v = store.y[i] * view.scale - view.top;
    if (u >= box[0] && v >= box[1] && u < box[2] && v < box[3]) this.counts[(v | 0) * this.width + (u | 0)] += many;
  }

  /** Shift the counts by whole cells; returns the boxes of cells that have come in, or null if none stay. */
  _move(dx, dy) {
    const { counts, width, height } = this;
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) return null;
    shiftRows(counts, width, dx, dy);
    const [west, east] = [Math.max(0, dx), width + Math.min(0, dx)];
    const beside = dx > 0 ? [0, 0, west, height] : [east, 0, width, height];
    const across = dy > 0 ? [west, 0, east, dy] : [west, height + dy, east, height];
    return [beside, across].filter((box) => box[0] < box[2] && box[1] < box[3]);
  }

  /**
   * Count the rows of the period that pass the mask, by the cells of `place`.
   * @param {Store} store
   */
  count(store) {
    this.swept = null;
    this.cellCounts.count(store, this.cells, this.counts);
  }

  /**
   * Write the cells into the raster, each as a dot in the colour of its class; larger counts lie above.
   * @param {PixelBuffer} raster
   * @param {CellView} view
   * @param {number[]} colours By class, 0xAABBGGRR.
   * @param {Dots} dots
   */
  draw(raster, view, colours, { few, full }) {
    const sizes = [few, full].flatMap((dot) => this._turned(dot));
    if (full[0] <= THIRDS) this._drawWhere(raster, view, colours, sizes, () => true);
    else colours.forEach((_, which) => this._drawWhere(raster, view, colours, sizes, (n) => densityClass(n) === which));
  }

  /**
   * A dot in the four cells of a block, in device pixels: width and height, where it begins in its cell, and the width and
   * height of the corner that it lacks. One that is not square lies in two of them and stands in the others, each away from
   * the middle of the block: so there are no stripes.
   */
  _turned([wide, high, lacking]) {
    const corner = lacking > 0 ? [lacking, 1].map((thirds) => Math.round((thirds * this.side) / THIRDS)) : [0, 0];
    const px = (thirds) => Math.max(1, Math.round((thirds * this.side) / THIRDS));
    const begin = (size, isLast) => (size > this.side ? -((size - this.side) >> 1) : isLast ? this.side - size : 0);
    return [0, 1, 2, 3].map((at) => {
      const [isRight, isBelow] = [(at & 1) === 1, at > 1];
      const [w, h] = isRight === isBelow ? [px(wide), px(high)] : [px(high), px(wide)];
      const isSquare = w === h;
      return [w, h, begin(w, isRight && !isSquare), begin(h, isBelow && !isSquare), ...corner];
    });
  }

  _drawWhere(raster, { left: west, top: north, right, down }, colours, sizes, isMeant) {
    const { counts, width, height, side } = this;
    const table = new Uint32Array(MOST + 1);
    for (let n = 1; n <= MOST; n++) table[n] = isMeant(n) ? colours[densityClass(n)] : 0;
    const { pixels, width: wide, height: high } = raster;
    for (let row = 0, cell = 0; row < height; row++) {
      let [low, last, begin, end] = [wide, -1, high, -1];
      for (let column = 0; column < width; column++, cell++) {
        const n = counts[cell];
        if (n === 0) continue;
        const colour = table[n > MOST ? MOST : n];
        if (colour === 0) continue;
        const dot = sizes[(n < FULL_FROM ? 0 : 4) + ((row + north) & 1) * 2 + ((column + west) & 1)];
        const [x, y] = [column * side - right + dot[2], row * side - down + dot[3]];
        const left = x < 0 ? 0 : x;
        const top = y < 0 ? 0 : y;
        const beyond = x + dot[0] < wide ? x + dot[0] : wide;
        const bottom = y + dot[1] < high ? y + dot[1] : high;
        if (beyond <= left || bottom <= top) continue;
        if (left < low) low = left;
        if (beyond > last) last = beyond;
        if (top < begin) begin = top;
        if (bottom > end) end = bottom;
        const whole = y + dot[1] - dot[5];
        const short = x + dot[0] - dot[4];
        for (let v = top; v < bottom; v++) {
          const to = v * wide + (v >= whole && short < beyond ? short : beyond);
          for (let at = v * wide + left; at < to; at++) pixels[at] = colour;
        }
      }
      if (end > begin) raster.touchBox(low, begin, last - 1, end - 1);
    }
  }
}

/**
 * The class of a count: the last whose lower bound it reaches.
 * @param {number} count
 * @returns {number}
 */
export function densityClass(count) {
  let number = 0;
  while (number + 1 < FROM.length && count >= FROM[number + 1]) number++;
  return number;
}

/** @type {() => string[]} The bounds of the classes as text. */
export const densityLabels = () =>
  FROM.map((from, k) => (k + 1 === FROM.length ? `${from}+` : from === FROM[k + 1] - 1 ? `${from}` : `${from}–${FROM[k + 1] - 1}`));
