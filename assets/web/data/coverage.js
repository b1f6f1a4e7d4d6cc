/** What is surely taken on a canvas: a coarse picture, a bit for each cell, so that most boxes need no exact test. */

const CELL_PX = 2;

/** The cells that lie wholly in what is taken. */
export class Coverage {
  /**
   * @param {number} width Of the canvas, in pixels.
   * @param {number} height
   */
  constructor(width, height) {
    /** @type {number} */
    this.columns = Math.max(0, Math.ceil(width / CELL_PX));
    /** @type {number} */
    this.rows = Math.max(0, Math.ceil(height / CELL_PX));
    /** @type {number} In a row. */
    this.words = (this.columns + 31) >> 5;
    /** @type {Uint32Array} */
    this.bits = new Uint32Array(this.words * this.rows);
  }

  /**
   * Cover a box.
   * @param {number[]} box Left, top, right, bottom.
   */
  addBox([left, top, right, bottom]) {
    const first = Math.max(0, Math.ceil(top / CELL_PX));
    const last = Math.min(this.rows, Math.floor(bottom / CELL_PX));
    for (let row = first; row < last; row++) this._fill(row, left, right);
  }

  /**
   * Cover a circle.
   * @param {number} x
   * @param {number} y
   * @param {number} r
   */
  addCircle(x, y, r) {
    const first = Math.max(0, Math.ceil((y - r) / CELL_PX));
    const last = Math.min(this.rows, Math.floor((y + r) / CELL_PX));
    for (let row = first; row < last; row++) {
      const down = Math.max(Math.abs(row * CELL_PX - y), Math.abs((row + 1) * CELL_PX - y));
      const half = Math.sqrt(Math.max(0, r * r - down * down));
      this._fill(row, x - half, x + half);
    }
  }

  /**
   * Whether a box surely overlaps something.
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   * @returns {boolean}
   */
  hits(left, top, right, bottom) {
    const west = Math.max(0, Math.floor(left / CELL_PX));
    const east = Math.min(this.columns, Math.ceil(right / CELL_PX)) - 1;
    const north = Math.max(0, Math.floor(top / CELL_PX));
    const south = Math.min(this.rows, Math.ceil(bottom / CELL_PX));
    if (west > east) return false;
    const { words, bits } = this;
    const first = west >> 5;
    const last = east >> 5;
    const begin = -1 << (west & 31); // the bits of the first word from the left side on
    const end = -1 >>> (31 - (east & 31)); // those of the last word up to the right side
    for (let row = north * words, stop = south * words; row < stop; row += words) {
      if (first === last) {
        if ((bits[row + first] & begin & end) !== 0) return true;
        continue;
      }
      if ((bits[row + first] & begin) !== 0 || (bits[row + last] & end) !== 0) return true;
      for (let word = first + 1; word < last; word++) if (bits[row + word] !== 0) return true;
    }
    return false;
  }

  /** Cover the cells of a row that lie between two sides. */
  _fill(row, left, right) {
    const from = Math.max(0, Math.ceil(left / CELL_PX));
    const to = Math.min(this.columns, Math.floor(right / CELL_PX));
    const base = row * this.words;
    for (let column = from; column < to; column++) this.bits[base + (column >> 5)] |= 1 << (column & 31);
  }
}
