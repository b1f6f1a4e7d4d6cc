"use strict";
/**
 * Painter of the heat: incidents per 1,000 km² from a Gaussian kernel of fixed width in kilometres.
 *
 * Counts are binned in a fixed Mercator grid and smoothed with the width that the kernel has at each latitude, so that
 * the picture depends neither on the zoom nor on the size of the window. Its classes are fixed as well.
 */
(function (atlas) {
  const WEST = 58, EAST = 77, SOUTH = 22.5, NORTH = 38.5;
  const COLUMNS = 300;
  const FINE = 3;
  const EARTH_KM = 40075.017;

  class Heat {
    constructor(store, config) {
      this.name = "heat";
      this.store = store;
      this.bandwidth = config.heat.bandwidth_km;
      this.classes = config.heat.classes;
      this.visible = false;
      this._grid();
    }

    paint(frame, context) {
      this.frame = frame;
      this.context = context;
      this.update();
    }

    update() {
      if (!this.frame) return;
      const { context } = this;
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (this.inked) context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      this.inked = this.visible;
      if (!this.visible) return;
      this._bin();
      this._smooth();
      this._colour();
      this._show();
    }

    /** Incidents per 1,000 km² at a place. */
    at(lon, lat) {
      const column = Math.floor((atlas.mercatorX(lon) - this.x0) / this.step);
      const row = Math.floor((atlas.mercatorY(lat) - this.y0) / this.step);
      return this.density[row * COLUMNS + column];
    }

    _grid() {
      this.x0 = atlas.mercatorX(WEST);
      this.y0 = atlas.mercatorY(NORTH);
      this.step = (atlas.mercatorX(EAST) - this.x0) / COLUMNS;
      this.rows = Math.ceil((atlas.mercatorY(SOUTH) - this.y0) / this.step);
      const cells = this.rows * COLUMNS;
      this.counts = new Float32Array(cells);
      this.half = new Float32Array(cells);
      this.density = new Float32Array(cells);
      this.tile = new OffscreenCanvas(COLUMNS * FINE, this.rows * FINE);
      this.image = new ImageData(COLUMNS * FINE, this.rows * FINE);
      this.cellKm = Float64Array.from({ length: this.rows }, (_, r) => this._cellKm(r));
      this.kernels = Array.from(this.cellKm, (km) => kernel(this.bandwidth / km));
    }

    _cellKm(row) {
      const y = this.y0 + (row + 0.5) * this.step;
      const lat = 2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2;
      return this.step * EARTH_KM * Math.cos(lat);
    }

    _bin() {
      const { store, counts, rows } = this;
      store.catchUp();
      counts.fill(0);
      for (let k = 0; k < store.shown; k++) {
        const i = store.rows[k];
        const column = Math.floor((store.x[i] - this.x0) / this.step);
        const row = Math.floor((store.y[i] - this.y0) / this.step);
        if (column >= 0 && column < COLUMNS && row >= 0 && row < rows) counts[row * COLUMNS + column]++;
      }
    }

    /** Along the rows, then along the columns; empty cells give nothing and cost nothing. */
    _smooth() {
      const { counts, half, density, rows, kernels, cellKm } = this;
      half.fill(0);
      density.fill(0);
      for (let r = 0; r < rows; r++) {
        spread(counts, half, r * COLUMNS, 1, COLUMNS, kernels[r]);
      }
      for (let r = 0; r < rows; r++) {
        const weights = kernels[r];
        const per = 1000 / (cellKm[r] * cellKm[r]);
        for (let d = 1 - weights.length; d < weights.length; d++) {
          const to = r + d;
          if (to < 0 || to >= rows) continue;
          const w = weights[Math.abs(d)] * per;
          for (let c = 0, a = r * COLUMNS, b = to * COLUMNS; c < COLUMNS; c++, a++, b++) density[b] += half[a] * w;
        }
      }
    }

    /** The classes on a grid three times as fine, between whose cells the density is interpolated. */
    _colour() {
      const out = new Uint32Array(this.image.data.buffer);
      const colours = atlas.palette.heat.map(packed);
      const { density, classes, rows } = this;
      const wide = COLUMNS * FINE;
      out.fill(0);
      for (let r = 0; r < rows - 1; r++) {
        for (let c = 0; c < COLUMNS - 1; c++) {
          const k = r * COLUMNS + c;
          const [a, b, d, e] = [density[k], density[k + 1], density[k + COLUMNS], density[k + COLUMNS + 1]];
          if (a < classes[0] && b < classes[0] && d < classes[0] && e < classes[0]) continue;
          for (let v = 0; v < FINE; v++) {
            const left = a + ((d - a) * v) / FINE;
            const right = b + ((e - b) * v) / FINE;
            const at = (r * FINE + v + 1) * wide + c * FINE + 1;
            for (let u = 0; u < FINE; u++) {
              const value = left + ((right - left) * u) / FINE;
              let level = -1;
              while (level + 1 < classes.length && value >= classes[level + 1]) level++;
              if (level >= 0) out[at + u] = colours[level];
            }
          }
        }
      }
      this.tile.getContext("2d", { willReadFrequently: true }).putImageData(this.image, 0, 0);
    }

    _show() {
      const { context, frame, tile } = this;
      const x = (this.x0 * frame.world - frame.left) * frame.ratio;
      const y = (this.y0 * frame.world - frame.top) * frame.ratio;
      const scale = this.step * frame.world * frame.ratio;
      context.globalAlpha = atlas.palette.heatAlpha;
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = "high";
      context.drawImage(tile, x, y, COLUMNS * scale, this.rows * scale);
      context.globalAlpha = 1;
    }
  }

  /** One side of a Gaussian that is cut at three widths; both sides together sum to one. */
  function kernel(width) {
    const reach = Math.ceil(3 * width);
    const side = Array.from({ length: reach + 1 }, (_, d) => Math.exp((-d * d) / (2 * width * width)));
    const sum = side.reduce((total, w, d) => total + (d ? 2 * w : w), 0);
    return Float32Array.from(side, (w) => w / sum);
  }

  function spread(from, to, base, stride, length, weights) {
    for (let c = 0; c < length; c++) {
      const value = from[base + c * stride];
      if (value === 0) continue;
      const low = Math.max(0, c - weights.length + 1);
      const high = Math.min(length - 1, c + weights.length - 1);
      for (let t = low; t <= high; t++) to[base + t * stride] += value * weights[Math.abs(t - c)];
    }
  }

  function packed(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  }

  atlas.Heat = Heat;
})((window.atlas = window.atlas || {}));
