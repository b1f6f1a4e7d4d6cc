/** A spatial index: the rows by cell of a grid over all points. */
const MOST_CELLS = 512; // along a side

/**
 * The rows of all cells in one array, cell by cell.
 * @property {number} west
 * @property {number} north
 * @property {number} side Cells along a side.
 * @property {number} step Side of a cell.
 */
export class Grid {
  /**
   * Sort the rows into cells.
   * @param {{x: Float32Array, y: Float32Array, n: number}} points In Web Mercator, 0 to 1; NaN for none.
   */
  constructor({ x, y, n }) {
    let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      if (x[i] < west) west = x[i];
      if (x[i] > east) east = x[i];
      if (y[i] < north) north = y[i];
      if (y[i] > south) south = y[i];
    }
    const side = Math.max(1, Math.min(MOST_CELLS, Math.ceil(Math.sqrt(n / 2))));
    const step = Math.max(east - west, south - north, 1e-9) / side;
    Object.assign(this, { west, north, side, step });
    /** @type {Int32Array} Where the rows of each cell begin. */
    this.from = new Int32Array(side * side + 1);
    const cells = cellsOf(x, y, n, this);
    for (let i = 0; i < n; i++) if (cells[i] >= 0) this.from[cells[i] + 1]++;
    for (let cell = 1; cell < this.from.length; cell++) this.from[cell] += this.from[cell - 1];
    const next = this.from.slice();
    this.rows = new Int32Array(this.from[side * side]);
    for (let i = 0; i < n; i++) if (cells[i] >= 0) this.rows[next[cells[i]]++] = i;
  }

  /**
   * Call back with the rows of all cells that a box touches.
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   * @param {(row: number) => void} visit
   */
  each(left, top, right, bottom, visit) {
    this._eachLine(left, top, right, bottom, (begin, end) => {
      for (let k = begin; k < end; k++) visit(this.rows[k]);
    });
  }

  /**
   * Call back with some of the rows that `each` would visit, evenly over the box.
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   * @param {number} step Of so many rows one is visited.
   * @param {(row: number) => void} visit
   */
  sample(left, top, right, bottom, step, visit) {
    let next = step / 2;
    this._eachLine(left, top, right, bottom, (begin, end) => {
      for (; next < end - begin; next += step) visit(this.rows[begin + Math.floor(next)]);
      next -= end - begin;
    });
  }

  /**
   * How many rows `each` would visit.
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   * @returns {number}
   */
  count(left, top, right, bottom) {
    let many = 0;
    this._eachLine(left, top, right, bottom, (begin, end) => (many += end - begin));
    return many;
  }

  /** The rows of one line of cells are contiguous. */
  _eachLine(left, top, right, bottom, visit) {
    const { west, north, side, from } = this;
    const [c0, c1] = [this._at(left - west), this._at(right - west)];
    const [r0, r1] = [this._at(top - north), this._at(bottom - north)];
    for (let r = r0; r <= r1; r++) visit(from[r * side + c0], from[r * side + c1 + 1]);
  }

  _at(far) {
    return Math.max(0, Math.min(this.side - 1, Math.floor(far / this.step)));
  }
}

/** The cell of each row; -1 where it has no point. */
function cellsOf(x, y, n, { west, north, side, step }) {
  const cells = new Int32Array(n);
  const scale = 1 / step;
  const last = side - 1;
  for (let i = 0; i < n; i++) {
    const u = (x[i] - west) * scale;
    const v = (y[i] - north) * scale;
    cells[i] = u >= 0 ? Math.min(last, v | 0) * side + Math.min(last, u | 0) : -1;
  }
  return cells;
}
