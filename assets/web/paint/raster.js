/**
 * A pixel buffer into which prepared stamps are written, and which puts only what changed on its canvas.
 *
 * What changed is kept as one span of columns for each band of rows. Pixels are 0xAABBGGRR, not premultiplied. Below the
 * stamps there may be a ground, which stays when they are forgotten.
 */
import { shiftRows } from "../data/shift.js";

const BAND_BITS = 4;
const BAND = 1 << BAND_BITS;

/** One colour over another; the one below may be transparent in part. */
export function blend(top, below) {
  const alpha = top >>> 24;
  const under = below >>> 24;
  let a = alpha + (alpha >> 7);
  let sum = 255;
  if (under !== 255) {
    sum = alpha + ((under * (255 - alpha)) >> 8);
    a = ((alpha << 8) / sum) | 0;
  }
  const b = 256 - a;
  const rb = (Math.imul(top & 0xff00ff, a) + Math.imul(below & 0xff00ff, b)) >>> 8;
  const g = (Math.imul((top >> 8) & 0xff, a) + Math.imul((below >> 8) & 0xff, b)) & 0xff00;
  return (sum << 24) | (rb & 0xff00ff) | g;
}

export class Raster {
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
    this.ground = null;
    const bands = (height >> BAND_BITS) + 1;
    this.low = new Int32Array(bands).fill(width);
    this.high = new Int32Array(bands).fill(-1);
    this.centreLow = new Int32Array(bands);
    this.centreHigh = new Int32Array(bands);
    this.shownLow = new Int32Array(bands).fill(width);
    this.shownHigh = new Int32Array(bands).fill(-1);
    return true;
  }

  /** Forget all stamps; what is on the canvas stays until `flush`. */
  clear() {
    const { low, high, shownLow, shownHigh, width, height, pixels, ground } = this;
    for (let band = 0; band < low.length; band++) {
      shownLow[band] = low[band];
      shownHigh[band] = high[band];
      if (high[band] >= low[band]) {
        const end = Math.min(height, (band + 1) << BAND_BITS);
        for (let y = band << BAND_BITS; y < end; y++) {
          const from = y * width + low[band];
          const to = y * width + high[band] + 1;
          if (ground === null) pixels.fill(0, from, to);
          else pixels.set(ground.subarray(from, to), from);
        }
      }
      low[band] = width;
      high[band] = -1;
    }
  }

  /**
   * Put a piece of ground in place of what was there, `pixels` row by row, or null where there shall be none any more;
   * to be called when no stamps are on it.
   */
  setGround(pixels, left, top, right, bottom) {
    const { width } = this;
    if (pixels === null && this.ground === null) return;
    this.ground ??= new Uint32Array(this.pixels.length);
    const wide = right - left;
    for (let y = top, k = 0; y < bottom; y++, k += wide) {
      const at = y * width + left;
      if (pixels === null) this.ground.fill(0, at, at + wide);
      else this.ground.set(pixels.subarray(k, k + wide), at);
      this.pixels.set(this.ground.subarray(at, at + wide), at);
    }
    this.touchBox(left, top, right - 1, bottom - 1);
  }

  /** Move the ground by so many pixels and leave empty what comes in; whether there is one. */
  moveGround(dx, dy) {
    const { ground, width, height, pixels } = this;
    if (ground === null) return false;
    shiftRows(ground, width, dx, dy);
    pixels.set(ground);
    this.touchBox(0, 0, width - 1, height - 1);
    return true;
  }

  /** Whether a stamp of a reach lies inside with its centre at a pixel. */
  holds(x, y, reach) {
    return x >= reach && y >= reach && x < this.width - reach && y < this.height - reach;
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
      pixels[at] = below === 0 ? colours[k] : blend(colours[k], below);
    }
    this.touchBox(x - stamp.reach, y - stamp.reach, x + stamp.reach, y + stamp.reach);
  }

  /** Write a stamp of one opaque colour; `widen` has to follow once all are written. */
  blitSolid(stamp, at, x, y) {
    const { pixels, low, high } = this;
    const { offsets, solid, colour } = stamp;
    for (let k = 0; k < solid; k++) pixels[at + offsets[k]] = colour;
    const band = y >> BAND_BITS;
    if (x < low[band]) low[band] = x;
    if (x > high[band]) high[band] = x;
  }

  /** Widen what changed, so far noted by centres alone, by the reach of the largest stamp. */
  widen(reach) {
    const { low, high, width } = this;
    const bands = (reach >> BAND_BITS) + 1;
    const { centreLow: fromLow, centreHigh: fromHigh } = this;
    fromLow.set(low);
    fromHigh.set(high);
    for (let band = 0; band < low.length; band++) {
      if (fromHigh[band] < fromLow[band]) continue;
      const last = Math.min(low.length - 1, band + bands);
      for (let near = Math.max(0, band - bands); near <= last; near++) {
        low[near] = Math.max(0, Math.min(low[near], fromLow[band] - reach));
        high[near] = Math.min(width - 1, Math.max(high[near], fromHigh[band] + reach));
      }
    }
  }

  /** Note that a box has changed, its sides inclusive. */
  touchBox(left, top, right, bottom) {
    for (let band = top >> BAND_BITS; band <= bottom >> BAND_BITS; band++) {
      if (left < this.low[band]) this.low[band] = left;
      if (right > this.high[band]) this.high[band] = right;
    }
  }

  /** Bring the canvas up to date. */
  flush(context) {
    const { low, high, shownLow, shownHigh, width } = this;
    let begin = 0;
    let left = width;
    let right = -1;
    for (let band = 0; band < low.length; band++) {
      const from = Math.min(low[band], shownLow[band]);
      const to = Math.max(high[band], shownHigh[band]);
      shownLow[band] = width;
      shownHigh[band] = -1;
      if (from === left && to === right) continue; // it goes with the bands above it, in one piece
      this._put(context, begin, band, left, right);
      [begin, left, right] = [band, from, to];
    }
    this._put(context, begin, low.length, left, right);
  }

  _put(context, begin, end, left, right) {
    if (right < left) return;
    const top = begin << BAND_BITS;
    const height = Math.min(this.height, end << BAND_BITS) - top;
    context.putImageData(this.image, 0, 0, left, top, right - left + 1, height);
  }
}
