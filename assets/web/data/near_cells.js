/** Numbered points in square cells, to find those near a place. The cells are hashed, so that they may lie anywhere. */

/** Points by cell; memory is kept from one use to the next. */
export class NearCells {
  /** Without points until `reset`. */
  constructor() {
    this.side = 1;
    this.mask = 0;
    this.head = new Int32Array(1);
    this.next = new Int32Array(0);
    this.column = new Int32Array(0);
    this.row = new Int32Array(0);
  }

  /**
   * Remove all points.
   * @param {number} capacity The points have numbers below it.
   * @param {number} side Of a cell: how far `each` has to see.
   */
  reset(capacity, side) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    if (this.head.length < slots) this.head = new Int32Array(slots);
    if (this.next.length < capacity) {
      const room = Math.ceil(capacity * 1.5);
      this.next = new Int32Array(room);
      this.column = new Int32Array(room);
      this.row = new Int32Array(room);
    }
    this.head.fill(-1, 0, slots);
    this.mask = slots - 1;
    this.side = side;
  }

  /**
   * @param {number} point
   * @param {number} x
   * @param {number} y
   */
  add(point, x, y) {
    const column = Math.floor(x / this.side);
    const row = Math.floor(y / this.side);
    const slot = this._slot(column, row);
    this.column[point] = column;
    this.row[point] = row;
    this.next[point] = this.head[slot];
    this.head[slot] = point;
  }

  /** @param {number} point */
  remove(point) {
    const slot = this._slot(this.column[point], this.row[point]);
    const { head, next } = this;
    if (head[slot] === point) head[slot] = next[point];
    else {
      let at = head[slot];
      while (at >= 0 && next[at] !== point) at = next[at];
      if (at >= 0) next[at] = next[point];
    }
  }

  /**
   * Call back with the points of the cell of a place and of the eight around it, until one is answered with true.
   * @param {number} x
   * @param {number} y
   * @param {(point: number) => boolean | void} visit
   * @returns {boolean} Whether one was.
   */
  some(x, y, visit) {
    const column = Math.floor(x / this.side);
    const row = Math.floor(y / this.side);
    for (let r = row - 1; r <= row + 1; r++) {
      for (let c = column - 1; c <= column + 1; c++) {
        for (let at = this.head[this._slot(c, r)]; at >= 0; ) {
          const after = this.next[at];
          if (this.column[at] === c && this.row[at] === r && visit(at) === true) return true;
          at = after;
        }
      }
    }
    return false;
  }

  _slot(column, row) {
    const h = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
    return (h ^ (h >>> 15)) & this.mask;
  }
}
