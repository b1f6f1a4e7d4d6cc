"use strict";
/**
 * Painter of how far a place that is only near may be off: a soft disc of a stated radius on the ground, below the
 * symbols. Discs are laid over each other in a coarse grid, which is then drawn smoothly: a disc may cover the screen.
 */
(function (atlas) {
  const CELL_PX = 3;
  const MIDDLE = 0.2;
  const EQUATOR_KM = 40075.017;
  const LEAST_PX = 9; // never smaller than what can be seen around a symbol

  class Near {
    constructor(config) {
      this.name = "near";
      this.km = config.near_km;
      this.inked = false;
    }

    paint(frame, context) {
      this.frame = frame;
      this.context = context;
      this.wide = Math.ceil(context.canvas.width / CELL_PX);
      this.high = Math.ceil(context.canvas.height / CELL_PX);
      const cells = this.wide * this.high;
      if (!this.sums || this.sums.length !== cells * 4) {
        this.sums = new Float32Array(cells * 4);
        this.image = new ImageData(this.wide, this.high);
        this.tile = new OffscreenCanvas(this.wide, this.high);
      }
      this.inked = true;
      this.clear();
    }

    clear() {
      if (!this.inked || !this.context) return;
      atlas.inked(this.context, false);
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
      this.inked = false;
    }

    /** The radius of a disc in pixels of the page at a place of the map in Web Mercator (0 to 1). */
    radius(y) {
      const { frame } = this;
      const stretch = Math.cosh((0.5 - y) * 2 * Math.PI); // of lengths by the projection: 1 / cos(latitude)
      return Math.max(LEAST_PX, (this.km * stretch * frame.world) / EQUATOR_KM);
    }

    /** Draw the discs of these rows, each `[row, colour]`. */
    draw(store, discs) {
      this.clear();
      if (!this.context || discs.length === 0) return;
      this.sums.fill(0);
      let any = false;
      for (const [row, colour] of discs) any = this._lay(store.x[row], store.y[row], colour) || any;
      if (any) this._show();
    }

    _lay(x, y, [red, green, blue]) {
      const { frame, sums, wide, high } = this;
      const scale = frame.ratio / CELL_PX;
      const radius = this.radius(y) * scale;
      const u = (x * frame.world - frame.left) * scale;
      const v = (y * frame.world - frame.top) * scale;
      const [left, right] = [Math.max(0, Math.ceil(u - radius)), Math.min(wide - 1, Math.floor(u + radius))];
      const [top, bottom] = [Math.max(0, Math.ceil(v - radius)), Math.min(high - 1, Math.floor(v + radius))];
      if (left > right || top > bottom) return false;
      const square = radius * radius;
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const far = ((column + 0.5 - u) ** 2 + (row + 0.5 - v) ** 2) / square;
          if (far >= 1) continue;
          const alpha = MIDDLE * (1 - far);
          const at = (row * wide + column) * 4;
          const rest = 1 - alpha;
          sums[at] = red * alpha + sums[at] * rest;
          sums[at + 1] = green * alpha + sums[at + 1] * rest;
          sums[at + 2] = blue * alpha + sums[at + 2] * rest;
          sums[at + 3] = alpha + sums[at + 3] * rest;
        }
      }
      return true;
    }

    _show() {
      const { sums, image, context, tile } = this;
      const { data } = image;
      for (let at = 0; at < sums.length; at += 4) {
        const alpha = sums[at + 3];
        data[at + 3] = alpha * 255;
        if (alpha === 0) continue;
        data[at] = sums[at] / alpha;
        data[at + 1] = sums[at + 1] / alpha;
        data[at + 2] = sums[at + 2] / alpha;
      }
      tile.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
      atlas.inked(context, true);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.imageSmoothingEnabled = true;
      context.drawImage(tile, 0, 0, this.wide * CELL_PX, this.high * CELL_PX);
      this.inked = true;
    }
  }

  atlas.Near = Near;
})((window.atlas = window.atlas || {}));
