"use strict";
/**
 * A pixel buffer into which prepared stamps are written, and which puts only what changed on its canvas.
 *
 * What changed is kept as one span of columns for each band of rows. Pixels are 0xAABBGGRR, not premultiplied.
 */
(function (atlas) {
  const BAND_BITS = 4;
  const BAND = 1 << BAND_BITS;

  /** One colour over another; the one below may be transparent in part. */
  function over(top, below) {
    const alpha = top >>> 24;
    const under = below >>> 24;
    if (under === 255) {
      const a = alpha + (alpha >> 7);
      const b = 256 - a;
      const rb = (Math.imul(top & 0xff00ff, a) + Math.imul(below & 0xff00ff, b)) >>> 8;
      const g = (Math.imul((top >> 8) & 0xff, a) + Math.imul((below >> 8) & 0xff, b)) & 0xff00;
      return (0xff000000 | (rb & 0xff00ff) | g) >>> 0;
    }
    const rest = (under * (255 - alpha)) / 255;
    const sum = alpha + rest;
    const mix = (shift) => Math.round((((top >>> shift) & 255) * alpha + ((below >>> shift) & 255) * rest) / sum);
    return ((Math.round(sum) << 24) | (mix(16) << 16) | (mix(8) << 8) | mix(0)) >>> 0;
  }

  class Raster {
    constructor() {
      this.width = 0;
      this.height = 0;
    }

    /** Take a size in device pixels; returns whether it changed. */
    fit(width, height) {
      if (width === this.width && height === this.height) return false;
      this.width = width;
      this.height = height;
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      const bands = (height >> BAND_BITS) + 1;
      this.low = new Int32Array(bands).fill(width);
      this.high = new Int32Array(bands).fill(-1);
      this.shownLow = new Int32Array(bands).fill(width);
      this.shownHigh = new Int32Array(bands).fill(-1);
      return true;
    }

    /** Forget all stamps; what is on the canvas stays until `flush`. */
    clear() {
      const { low, high, shownLow, shownHigh, width, height, pixels } = this;
      for (let band = 0; band < low.length; band++) {
        shownLow[band] = low[band];
        shownHigh[band] = high[band];
        if (high[band] >= low[band]) {
          const end = Math.min(height, (band + 1) << BAND_BITS);
          for (let y = band << BAND_BITS; y < end; y++) {
            pixels.fill(0, y * width + low[band], y * width + high[band] + 1);
          }
        }
        low[band] = width;
        high[band] = -1;
      }
    }

    /** Write a stamp with its centre at a pixel; the caller sees to it that the stamp lies inside. */
    blit(stamp, x, y) {
      const { pixels } = this;
      const { offsets, colours, solid, count } = stamp;
      const base = y * this.width + x;
      for (let k = 0; k < solid; k++) pixels[base + offsets[k]] = colours[k];
      for (let k = solid; k < count; k++) {
        const at = base + offsets[k];
        const below = pixels[at];
        pixels[at] = below === 0 ? colours[k] : over(colours[k], below);
      }
      this._touch(x, y, stamp.reach);
    }

    /** Bring the canvas up to date. */
    flush(context) {
      const { low, high, shownLow, shownHigh, image, height } = this;
      for (let band = 0; band < low.length; band++) {
        const from = Math.min(low[band], shownLow[band]);
        const to = Math.max(high[band], shownHigh[band]);
        shownLow[band] = this.width;
        shownHigh[band] = -1;
        if (to < from) continue;
        const top = band << BAND_BITS;
        context.putImageData(image, 0, 0, from, top, to - from + 1, Math.min(BAND, height - top));
      }
    }

    _touch(x, y, reach) {
      const { low, high } = this;
      const left = x - reach;
      const right = x + reach;
      const end = (y + reach) >> BAND_BITS;
      for (let band = (y - reach) >> BAND_BITS; band <= end; band++) {
        if (left < low[band]) low[band] = left;
        if (right > high[band]) high[band] = right;
      }
    }
  }

  atlas.Raster = Raster;
  atlas.over = over;
})((window.atlas = window.atlas || {}));
