"use strict";
/**
 * The incidents as counts per square cell of the screen, where so many stand that their symbols would cover each other.
 *
 * The cells hold still on the screen; how many kilometres one is wide follows from the zoom, and the legend says it. A
 * step costs one addition a row of the window and one look a cell: nothing is sorted.
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
      this.counts = new Uint16Array(this.width * this.height);
      this.cells = null;
    }

    /**
     * The cell of each row, `view` being where the map lies in cells `{scale, left, top}`; -1 outside and for areas.
     *
     * NaN, the place of areas, is less than nothing and more than nothing alike: it falls through both tests.
     */
    place({ x, y, n }, { scale, left, top }) {
      const { width, height } = this;
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
      const { x, y, end, mask } = store;
      const to = store.certain ? store.window[1] - store.day0 : Infinity;
      counts.fill(0);
      const add = (i) => {
        const u = x[i] * scale - left;
        const v = y[i] * scale - top;
        if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)]++;
      };
      const [lo, hi] = store.eachEarlier(add);
      if (mask === null && to === Infinity) {
        for (let i = lo; i < hi; i++) {
          const u = x[i] * scale - left;
          const v = y[i] * scale - top;
          if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)]++;
        }
      } else for (let i = lo; i < hi; i++) if ((mask === null || mask[i] !== 0) && end[i] <= to) add(i);
    }

    /** Count the rows of the window that pass the mask. */
    count(store) {
      const { counts, cells } = this;
      const { mask } = store;
      counts.fill(0);
      const [lo, hi] = store.eachEarlier((i) => {
        if (cells[i] >= 0) counts[cells[i]]++;
      });
      if (store.certain) {
        const to = store.window[1] - store.day0;
        for (let i = lo; i < hi; i++) {
          const cell = cells[i];
          if (cell >= 0 && store.end[i] <= to) counts[cell] += mask === null ? 1 : mask[i];
        }
      } else if (mask === null) {
        for (let i = lo; i < hi; i++) {
          const cell = cells[i];
          if (cell >= 0) counts[cell]++;
        }
      } else {
        for (let i = lo; i < hi; i++) {
          const cell = cells[i];
          if (cell >= 0) counts[cell] += mask[i];
        }
      }
    }

    /** Write the cells into the raster, each in the colour of its class. */
    draw(raster, colours) {
      const { counts, width, height, side } = this;
      const table = new Uint32Array(MOST + 1);
      for (let n = 1; n <= MOST; n++) table[n] = colours[atlas.densityClass(n)];
      const { pixels } = raster;
      for (let row = 0, cell = 0; row < height; row++) {
        const top = row * side * raster.width;
        let any = false;
        for (let column = 0; column < width; column++, cell++) {
          const n = counts[cell];
          if (n === 0) continue;
          any = true;
          const colour = table[n > MOST ? MOST : n];
          const left = top + column * side;
          const end = Math.min(left + side, top + raster.width);
          for (let at = left; at < end; at++) pixels[at] = colour;
        }
        if (any) this._repeat(raster, row, top);
      }
    }

    /** The other lines of a row of cells are as its first. */
    _repeat(raster, row, top) {
      const lines = Math.min(this.side, raster.height - row * this.side);
      for (let line = 1; line < lines; line++) {
        raster.pixels.copyWithin(top + line * raster.width, top, top + raster.width);
      }
      raster.touchRows(row * this.side, row * this.side + lines - 1);
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
