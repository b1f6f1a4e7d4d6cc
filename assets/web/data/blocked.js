/** Where a box of one size cannot stand: a coarse picture of the places of its corner, so that most need no exact test. */

/** @typedef {import("./occupied.js").Taken} Taken */

const CELL_PX = 2;
const LINE_PX = 1; // half the width of a line
const EXACT = 1e-6; // what only touches may be free

/** The places of the upper left corner of a box that are surely taken. What is not may be taken still. */
export class Blocked {
  /**
   * @param {number[]} places Left, top, right, bottom of what the box may lie in.
   * @param {[number, number]} size Width and height of the box.
   */
  constructor(places, size) {
    const [left, top, right, bottom] = places;
    const [width, height] = size;
    /** @type {number} */
    this.left = left;
    /** @type {number} */
    this.top = top;
    /** @type {number} */
    this.width = width;
    /** @type {number} */
    this.height = height;
    /** @type {number} */
    this.columns = Math.max(0, Math.floor((right - width - left) / CELL_PX) + 1);
    /** @type {number} */
    this.rows = Math.max(0, Math.floor((bottom - height - top) / CELL_PX) + 1);
    /** @type {Uint8Array} */
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /**
   * Block the places that are too close to what is taken.
   * @param {Taken[]} shapes
   * @param {number} gap From boxes and lines.
   * @param {number} fromCircles
   * @param {Taken[]} [own] Shapes that do not count.
   * @returns {Blocked} Itself.
   */
  by(shapes, gap, fromCircles, own = []) {
    for (const shape of shapes) {
      if (own.indexOf(shape) >= 0) continue;
      if (shape.line !== null) this._line(shape.line, gap + LINE_PX);
      else if (shape.r >= 0) this._circle(shape, shape.r + fromCircles);
      else this._box(shape.box, gap);
    }
    return this;
  }

  /**
   * Whether a place is surely taken, or out of what the box may lie in.
   * @param {number} left
   * @param {number} top
   * @returns {boolean}
   */
  isAt(left, top) {
    const column = Math.floor((left - this.left) / CELL_PX);
    const row = Math.floor((top - this.top) / CELL_PX);
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return true;
    return this.cells[row * this.columns + column] === 1;
  }

  _box([left, top, right, bottom], gap) {
    this._eachRow(top - gap, bottom + gap, (from) => this._fill(from, left - gap, right + gap));
  }

  _circle({ x, y }, r) {
    this._eachRow(y - r, y + r, (from) => {
      const down = Math.max(from + CELL_PX - y, y - from - this.height, 0);
      const half = Math.sqrt(Math.max(0, r * r - down * down));
      if (half > 0) this._fill(from, x - half, x + half);
    });
  }

  /** In each row the part of the line that is beside the box for all places of the row. */
  _line([x, y, u, v], gap) {
    this._eachRow(Math.min(y, v) - gap, Math.max(y, v) + gap, (from) => {
      const [high, low] = [from + CELL_PX - gap, from + this.height + gap];
      const [start, end] = v === y ? [0, 1] : [(high - y) / (v - y), (low - y) / (v - y)];
      const [first, last] = [Math.max(0, Math.min(start, end)), Math.min(1, Math.max(start, end))];
      if (first > last) return;
      const [one, other] = [x + first * (u - x), x + last * (u - x)];
      this._fill(from, Math.min(one, other) - gap, Math.max(one, other) + gap);
    });
  }

  /** Call back with the tops of the rows of places at which the box lies beside what is between two heights. */
  _eachRow(top, bottom, visit) {
    const first = Math.max(0, Math.ceil((top - this.height - this.top + EXACT) / CELL_PX));
    const last = Math.min(this.rows, Math.floor((bottom - this.top - EXACT) / CELL_PX));
    for (let row = first; row < last; row++) visit(this.top + row * CELL_PX);
  }

  /** Block the places of a row at which the box overlaps what is between two sides. */
  _fill(from, left, right) {
    const first = Math.max(0, Math.ceil((left - this.width - this.left + EXACT) / CELL_PX));
    const last = Math.min(this.columns, Math.floor((right - this.left - EXACT) / CELL_PX));
    const row = Math.round((from - this.top) / CELL_PX) * this.columns;
    if (first < last) this.cells.fill(1, row + first, row + last);
  }
}
