"use strict";
/** Which incidents lie around a point of the map, whatever the view. */
(function (atlas) {
  /** The rows by cell of a grid over all places. */
  class Grid {
    constructor({ x, y, n }) {
      let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
      for (let i = 0; i < n; i++) {
        if (x[i] < west) west = x[i];
        if (x[i] > east) east = x[i];
        if (y[i] < north) north = y[i];
        if (y[i] > south) south = y[i];
      }
      Object.assign(this, { west, north, side: Math.max(1, Math.min(512, Math.ceil(Math.sqrt(n / 2)))) });
      this.step = Math.max(east - west, south - north, 1e-9) / this.side;
      this.from = new Int32Array(this.side * this.side + 1);
      for (let i = 0; i < n; i++) if (x[i] === x[i]) this.from[this._cell(x[i], y[i]) + 1]++;
      for (let cell = 1; cell < this.from.length; cell++) this.from[cell] += this.from[cell - 1];
      const next = this.from.slice();
      this.rows = new Int32Array(this.from[this.from.length - 1]);
      for (let i = 0; i < n; i++) if (x[i] === x[i]) this.rows[next[this._cell(x[i], y[i])]++] = i;
    }

    /** The rows of the cells that a box of the map touches. */
    each(left, top, right, bottom, visit) {
      const [c0, c1] = [this._at(left - this.west), this._at(right - this.west)];
      const [r0, r1] = [this._at(top - this.north), this._at(bottom - this.north)];
      for (let r = r0; r <= r1; r++) {
        const end = this.from[r * this.side + c1 + 1];
        for (let k = this.from[r * this.side + c0]; k < end; k++) visit(this.rows[k]);
      }
    }

    _at(far) {
      return Math.max(0, Math.min(this.side - 1, Math.floor(far / this.step)));
    }

    _cell(x, y) {
      return this._at(y - this.north) * this.side + this._at(x - this.west);
    }
  }

  atlas.Grid = Grid;
})((window.atlas = window.atlas || {}));
