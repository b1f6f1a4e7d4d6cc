/**
 * Ways of lines between what is taken: the shortest from some places to all others, with few bends.
 *
 * The search goes from cell to cell, the nearest first. Each cell keeps the last bend on the way to it, which is that of the
 * cell before it where the straight line from there is free (lazy Theta*).
 */

/** @typedef {import("./occupied.js").Occupied} Occupied */
/** @typedef {import("./occupied.js").Taken} Taken */

/**
 * What a line keeps its distance from.
 * @typedef {object} Distances
 * @property {number} gap From boxes and lines.
 * @property {number} fromCircles Below 0 it may graze them.
 * @property {Taken[]} passed Shapes that do not count.
 */

const LINE_PX = 1; // half the width of a line that is taken

/** When it is the turn of a cell at a length. */
const turnOf = (length) => Math.floor(length * 2);

/** Finds ways within a box. */
export class Routes {
  /**
   * @param {number[]} box Left, top, right, bottom, in pixels of the canvas.
   * @param {number} size The side of a cell.
   * @param {number} longest The length of no way is more.
   * @param {number} most Straight parts of a way.
   */
  constructor([left, top, right, bottom], size, longest, most) {
    Object.assign(this, { size, longest, most });
    /** @type {number} */
    this.left = Math.ceil(left / size) * size;
    /** @type {number} */
    this.top = Math.ceil(top / size) * size;
    /** @type {number} */
    this.columns = Math.max(0, Math.floor((right - this.left) / size));
    /** @type {number} */
    this.rows = Math.max(0, Math.floor((bottom - this.top) / size));
    const many = this.columns * this.rows;
    /** @type {Uint8Array} Whether no line may pass over the middle of a cell. */
    this.closed = new Uint8Array(many);
    /** @type {Uint8Array} Whether the way to a cell is known. */
    this.known = new Uint8Array(many);
    /** @type {Float32Array} The length of the way to each cell, in cells. */
    this.lengths = new Float32Array(many).fill(Infinity);
    /** @type {Int32Array} The last bend on this way, or its beginning; a cell itself where the way begins there. */
    this.bends = new Int32Array(many).fill(-1);
    /** @type {Uint8Array} Its straight parts. */
    this.parts = new Uint8Array(many);
    /** @type {number[][]} The cells that are reached, by length. */
    this.queue = [];
    this.turn = 0; // of those whose neighbours are reached now
    /** @type {Uint8Array} The ground of each cell: a line never leads to lower ground. */
    this.grounds = new Uint8Array(many);
  }

  /**
   * Close the cells whose middles are too close to what is taken.
   * @param {Taken[]} shapes
   * @param {Distances} distances
   * @returns {Routes} Itself.
   */
  between(shapes, { gap, fromCircles, passed }) {
    for (const shape of shapes) {
      if (passed.length && passed.indexOf(shape) >= 0) continue;
      const { box, line, x, y, r } = shape;
      if (line !== null) this._closeLine(line, gap + LINE_PX);
      else if (r < 0) this._closeBox(box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap);
      else this._closeCircle(x, y, r + fromCircles);
    }
    return this;
  }

  /**
   * Let ways begin at a point.
   * @param {number} x
   * @param {number} y
   * @param {number} [length] In pixels, which those that begin here have more.
   */
  begin(x, y, length = 0) {
    const cell = this.cellAt(x, y);
    if (cell >= 0 && this.closed[cell] === 0) this._reach(cell, cell, 0, length / this.size);
  }

  /**
   * Call back with the cells that are reached, the nearest first, until the answer is false.
   * @param {(x: number, y: number, length: number, cell: number) => boolean} visit The middle of the cell, and the length of
   *   the way there in pixels.
   */
  spread(visit) {
    const { columns, rows, closed, known, lengths, bends, parts, queue, size, grounds } = this;
    for (let far = 0; far < queue.length; far++) {
      this.turn = far;
      const there = queue[far];
      if (there === undefined) continue;
      for (let k = 0; k < there.length; k++) {
        const cell = there[k];
        if (known[cell] === 1 || !this._settle(cell)) continue;
        if (turnOf(lengths[cell]) > far) {
          this._enqueue(cell); // it is further than it seemed
          continue;
        }
        known[cell] = 1;
        const row = Math.floor(cell / columns);
        const column = cell - row * columns;
        const length = lengths[cell];
        if (!visit(this.left + (column + 0.5) * size, this.top + (row + 0.5) * size, length * size, cell)) return;
        const bend = bends[cell];
        const across = (bend % columns) - column;
        const down = Math.floor(bend / columns) - row;
        const begin = lengths[bend];
        const ground = grounds[cell];
        for (let v = row > 0 ? -1 : 0; v <= 1 && row + v < rows; v++) {
          for (let u = column > 0 ? -1 : 0; u <= 1 && column + u < columns; u++) {
            const next = cell + v * columns + u;
            if (known[next] === 1 || closed[next] === 1 || grounds[next] < ground) continue;
            const sum = begin + Math.sqrt((across - u) * (across - u) + (down - v) * (down - v));
            if (sum < lengths[next]) this._reach(next, bend, parts[bend] + 1, sum);
          }
        }
      }
    }
  }

  /**
   * The points of the way to a cell: its beginning, its bends, and its end.
   * @param {number} cell
   * @returns {number[][]}
   */
  wayTo(cell) {
    const way = [this.middleOf(cell)];
    for (let at = cell; this.bends[at] !== at; at = this.bends[at]) way.push(this.middleOf(this.bends[at]));
    return way.reverse();
  }

  /**
   * The cell at a point; -1 out of the box.
   * @param {number} x
   * @param {number} y
   * @returns {number}
   */
  cellAt(x, y) {
    const column = Math.floor((x - this.left) / this.size);
    const row = Math.floor((y - this.top) / this.size);
    return column < 0 || row < 0 || column >= this.columns || row >= this.rows ? -1 : row * this.columns + column;
  }

  /**
   * The middle of a cell.
   * @param {number} cell
   * @returns {[number, number]}
   */
  middleOf(cell) {
    const row = Math.floor(cell / this.columns);
    return [this.left + (cell - row * this.columns + 0.5) * this.size, this.top + (row + 0.5) * this.size];
  }

  /** See that the way to a cell is free from its last bend on; else it bends in a cell beside it. Whether there is one. */
  _settle(cell) {
    const { columns, rows, known, lengths, parts, most, grounds } = this;
    if (this.bends[cell] === cell || this._isOpen(this.bends[cell], cell)) return true;
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    let [bend, least] = [-1, Infinity];
    for (let v = row > 0 ? -1 : 0; v <= 1 && row + v < rows; v++) {
      for (let u = column > 0 ? -1 : 0; u <= 1 && column + u < columns; u++) {
        const near = cell + v * columns + u;
        if (known[near] === 0 || parts[near] >= most || grounds[near] > grounds[cell]) continue;
        const sum = lengths[near] + Math.sqrt(u * u + v * v);
        if (sum < least) [bend, least] = [near, sum];
      }
    }
    if (bend < 0 || least * this.size > this.longest) {
      lengths[cell] = Infinity;
      return false;
    }
    this.bends[cell] = bend;
    lengths[cell] = least;
    parts[cell] = parts[bend] + 1;
    return true;
  }

  /** Whether a straight line between two cells is free. */
  _isOpen(from, to) {
    const { columns, closed, grounds } = this;
    const y = Math.floor(from / columns);
    const x = from - y * columns;
    const v = Math.floor(to / columns);
    const dx = to - v * columns - x;
    const dy = v - y;
    const steps = Math.max(Math.abs(dx), Math.abs(dy));
    let ground = grounds[from];
    for (let k = 1; k <= steps; k++) {
      const cell = (y + Math.round((dy * k) / steps)) * columns + x + Math.round((dx * k) / steps);
      if (closed[cell] === 1 || grounds[cell] < ground) return false;
      ground = grounds[cell];
    }
    return true;
  }

  _reach(cell, bend, parts, length) {
    if (parts > this.most || length * this.size > this.longest) return;
    this.lengths[cell] = length;
    this.bends[cell] = bend;
    this.parts[cell] = parts;
    this._enqueue(cell);
  }

  /** A cell that is nearer than those whose turn it is comes next. */
  _enqueue(cell) {
    const at = Math.max(this.turn, turnOf(this.lengths[cell]));
    const there = this.queue[at];
    if (there === undefined) this.queue[at] = [cell];
    else there.push(cell);
  }

  /** Close the cells of a row whose middles lie between two sides. */
  _closeRow(row, left, right) {
    const from = Math.max(0, Math.ceil((left - this.left) / this.size - 0.5));
    const to = Math.min(this.columns, Math.floor((right - this.left) / this.size + 0.5));
    if (from < to) this.closed.fill(1, row * this.columns + from, row * this.columns + to);
  }

  /** Call back with the rows whose middles lie between two heights: the row, and its height. */
  _eachRow(top, bottom, visit) {
    const first = Math.max(0, Math.ceil((top - this.top) / this.size - 0.5));
    const last = Math.min(this.rows, Math.floor((bottom - this.top) / this.size + 0.5));
    for (let row = first; row < last; row++) visit(row, this.top + (row + 0.5) * this.size);
  }

  _closeBox(left, top, right, bottom) {
    this._eachRow(top, bottom, (row) => this._closeRow(row, left, right));
  }

  _closeCircle(x, y, r) {
    if (r <= 0) return;
    this._eachRow(y - r, y + r, (row, at) => {
      const half = Math.sqrt(Math.max(0, r * r - (at - y) * (at - y)));
      this._closeRow(row, x - half, x + half);
    });
  }

  /** In each row the part of the line that is as high as the row, or closer to it than the gap. */
  _closeLine([x, y, u, v], gap) {
    this._eachRow(Math.min(y, v) - gap, Math.max(y, v) + gap, (row, at) => {
      const [start, end] = v === y ? [0, 1] : [(at - gap - y) / (v - y), (at + gap - y) / (v - y)];
      const [first, last] = [Math.max(0, Math.min(start, end)), Math.min(1, Math.max(start, end))];
      const [one, other] = [x + first * (u - x), x + last * (u - x)];
      this._closeRow(row, Math.min(one, other) - gap, Math.max(one, other) + gap);
    });
  }
}

/**
 * Tells whether the way to a cell may be drawn. Most ways share their bends, so the answer is kept for each.
 * @param {Routes} routes
 * @param {(line: number[][]) => boolean} isFree Whether a line may be.
 * @returns {(cell: number) => boolean}
 */
export function freeWays(routes, isFree) {
  /** @type {Map<number, boolean>} */
  const bends = new Map();
  const isFreeTo = (cell) => {
    const bend = routes.bends[cell];
    if (bend === cell) return true;
    if (!bends.has(bend)) bends.set(bend, isFreeTo(bend));
    return bends.get(bend) && isFree([routes.middleOf(bend), routes.middleOf(cell)]);
  };
  return isFreeTo;
}

/**
 * A line without the bends that it does not need.
 * @param {number[][]} line Its points.
 * @param {(line: number[][]) => boolean} isFree Whether a line may be drawn.
 * @returns {number[][]}
 */
export function trimmed(line, isFree) {
  let points = line;
  for (let k = 1; k < points.length - 1; ) {
    const shorter = points.filter((_, at) => at !== k);
    if (isFree(shorter)) points = shorter;
    else k++;
  }
  return points;
}
