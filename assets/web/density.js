"use strict";
/**
 * The incidents as counts per square cell of the screen, where so many stand that their symbols would cover each other.
 *
 * The cells hold still on the screen; how many kilometres one is wide follows from the zoom, and the legend says it. A
 * step costs one addition for each row that comes or goes and one look a cell: nothing is sorted.
 */
(function (atlas) {
  const CELL_PX = 3;
  const FROM = [1, 2, 5, 10, 25, 100];
  const MOST = 255;

  class Density {
    constructor() {
      this.width = this.height = 0;
    }

    /** Take the size of the raster in device pixels and how many of them a pixel of the page has. */
    fit(raster, ratio) {
      this.side = Math.max(1, Math.round(CELL_PX * ratio));
      this.width = Math.ceil(raster.width / this.side);
      this.height = Math.ceil(raster.height / this.side);
      this.counts = new Uint32Array(this.width * this.height);
      this.cells = this.counted = null;
    }

    /**
     * The cell of each row, `view` being where the map lies in cells `{scale, left, top}`; -1 outside and for areas.
     *
     * NaN, the place of areas, is less than nothing and more than nothing alike: it falls through both tests.
     */
    place({ x, y, n }, { scale, left, top }) {
      const { width, height } = this;
      this.counted = null;
      if (!this.cells || this.cells.length !== n) this.cells = new Int32Array(n);
      const { cells } = this;
      for (let i = 0; i < n; i++) {
        const u = x[i] * scale - left;
        const v = y[i] * scale - top;
        cells[i] = u >= 0 && v >= 0 && u < width && v < height ? (v | 0) * width + (u | 0) : -1;
      }
    }

    /** Count the rows of the window without noting their cells: for a view that may be gone with the next frame. */
    sweep(store, { scale, left, top }) {
      const { counts, width, height } = this;
      const { x, y, mask, lo, hi } = store;
      this.counted = null;
      counts.fill(0);
      const add = (i, many) => {
        const u = x[i] * scale - left;
        const v = y[i] * scale - top;
        if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)] += many;
      };
      store.eachEarlier((i) => add(i, 1));
      if (mask === null) {
        for (let i = lo; i < hi; i++) {
          const u = x[i] * scale - left;
          const v = y[i] * scale - top;
          if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)]++;
        }
      } else for (let i = lo; i < hi; i++) if (mask[i] !== 0) add(i, 1);
      store.eachCut((i) => add(i, -1));
    }

    /** Count the rows of the window that pass the mask: from one window to the next only what comes and goes. */
    count(store) {
      const { counts, cells } = this;
      const { mask, lo, hi } = store;
      const before = this.counted;
      if (before === null || before.mask !== mask || Math.abs(lo - before.lo) + Math.abs(hi - before.hi) >= hi - lo) {
        counts.fill(0);
        this._add(mask, lo, hi, 1);
      } else {
        for (const [cell, many] of before.others) counts[cell] -= many;
        this._add(mask, before.lo, lo, -1);
        this._add(mask, lo, before.lo, 1);
        this._add(mask, before.hi, hi, 1);
        this._add(mask, hi, before.hi, -1);
      }
      const others = [];
      store.eachEarlier((i) => cells[i] >= 0 && others.push([cells[i], 1]));
      store.eachCut((i) => cells[i] >= 0 && others.push([cells[i], -1]));
      for (const [cell, many] of others) counts[cell] += many;
      this.counted = { mask, lo, hi, others };
    }

    /** Add so many for each row of a range that passes the mask. */
    _add(mask, from, to, many) {
      const { counts, cells } = this;
      if (mask === null) {
        for (let i = from; i < to; i++) {
          const cell = cells[i];
          if (cell >= 0) counts[cell] += many;
        }
      } else {
        for (let i = from; i < to; i++) {
          const cell = cells[i];
          if (cell >= 0) counts[cell] += many * mask[i];
        }
      }
    }

    /** Write the cells into the raster, each in the colour of its class. */
    draw(raster, colours) {
      const { counts, width, height, side } = this;
      const table = new Uint32Array(MOST + 1);
      for (let n = 1; n <= MOST; n++) table[n] = colours[atlas.densityClass(n)];
      const { pixels, width: wide } = raster;
      for (let row = 0, cell = 0; row < height; row++) {
        const top = row * side;
        const bottom = Math.min(top + side, raster.height);
        let [low, high] = [wide, -1];
        for (let column = 0; column < width; column++, cell++) {
          const n = counts[cell];
          if (n === 0) continue;
          const colour = table[n > MOST ? MOST : n];
          const left = column * side;
          const right = Math.min(left + side, wide);
          if (left < low) low = left;
          high = right - 1;
          for (let y = top; y < bottom; y++) for (let at = y * wide + left, end = y * wide + right; at < end; at++) pixels[at] = colour;
        }
        if (high >= 0) raster.touchBox(low, top, high, bottom - 1);
      }
    }
  }

  /** The class of a count: the last whose lower bound it reaches. */
  atlas.densityClass = function (count) {
    let number = 0;
    while (number + 1 < FROM.length && count >= FROM[number + 1]) number++;
    return number;
  };

  /** The bounds of the classes in words. */
  atlas.densityLabels = () =>
    FROM.map((from, k) => (k + 1 === FROM.length ? `${from}+` : from === FROM[k + 1] - 1 ? `${from}` : `${from}–${FROM[k + 1] - 1}`));

  atlas.DENSITY_PX = CELL_PX;
  atlas.Density = Density;
})((window.atlas = window.atlas || {}));
