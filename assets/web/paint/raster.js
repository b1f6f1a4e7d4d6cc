/**
 * A pixel buffer for stamps that copies only changed parts to its canvas.
 *
 * The changed parts are stored as one range of columns for each band of rows. Pixels are 0xAABBGGRR, not premultiplied.
 * Below the stamps there may be a background, which stays when the stamps are cleared.
 */
import { shiftRows } from "../data/shift.js";

/** @typedef {import("./stamps.js").Stamp} Stamp */

const BAND_BITS = 4;
const BAND = 1 << BAND_BITS;

/**
 * One colour over another (source-over); the one below may be partly transparent.
 * @param {number} top 0xAABBGGRR
 * @param {number} below 0xAABBGGRR
 * @returns {number}
 */
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

/**
 * Pixels with a background, and which of them have changed.
 * @property {number} width In device pixels.
 * @property {number} height In device pixels.
 * @property {Uint32Array} pixels Row by row.
 */
export class Raster {
  /** Without pixels until `fit`. */
  constructor() {
    this.width = 0;
    this.height = 0;
  }

  /**
   * Set the size in device pixels; returns whether it changed.
   * @param {number} width
   * @param {number} height
   * @returns {boolean}
   */
  fit(width, height) {
    if (width === this.width && height === this.height) return false;
    this.width = width;
    this.height = height;
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    /** @type {Uint32Array | null} */
    this.background = null;
    /** @type {Uint32Array | null} The background under the tint. */
    this.tinted = null;
    const bands = (height >> BAND_BITS) + 1;
    /** @type {Int32Array} First changed column of each band. */
    this.low = new Int32Array(bands).fill(width);
    /** @type {Int32Array} Last changed column of each band. */
    this.high = new Int32Array(bands).fill(-1);
    /** @type {Int32Array} Copy of `low`, for `widen`. */
    this.centreLow = new Int32Array(bands);
    /** @type {Int32Array} Copy of `high`, for `widen`. */
    this.centreHigh = new Int32Array(bands);
    /** @type {Int32Array} First column of each band that differs on the canvas. */
    this.shownLow = new Int32Array(bands).fill(width);
    /** @type {Int32Array} Last column of each band that differs on the canvas. */
    this.shownHigh = new Int32Array(bands).fill(-1);
    return true;
  }

  /** Remove all stamps; the canvas does not change until `flush`. */
  clear() {
    const { low, high, shownLow, shownHigh, width, height, pixels, background } = this;
    for (let band = 0; band < low.length; band++) {
      shownLow[band] = low[band];
      shownHigh[band] = high[band];
      if (high[band] >= low[band]) {
        const end = Math.min(height, (band + 1) << BAND_BITS);
        for (let y = band << BAND_BITS; y < end; y++) {
          const from = y * width + low[band];
          const to = y * width + high[band] + 1;
          if (background === null) pixels.fill(0, from, to);
          else pixels.set(background.subarray(from, to), from);
        }
      }
      low[band] = width;
      high[band] = -1;
    }
  }

  /**
   * Replace a part of the background, which must have no stamps on it.
   * @param {Uint32Array | null} pixels Row by row; null clears it.
   * @param {number} left
   * @param {number} top
   * @param {number} right Exclusive.
   * @param {number} bottom Exclusive.
   */
  setBackground(pixels, left, top, right, bottom) {
    const { width } = this;
    if (pixels === null && this.background === null) return;
    this.background ??= new Uint32Array(this.pixels.length);
    const wide = right - left;
    for (let y = top, k = 0; y < bottom; y++, k += wide) {
      const at = y * width + left;
      if (pixels === null) this.background.fill(0, at, at + wide);
      else this.background.set(pixels.subarray(k, k + wide), at);
      this.pixels.set(this.background.subarray(at, at + wide), at);
    }
    this._tintBox(left, top, right, bottom);
    this.touchBox(left, top, right - 1, bottom - 1);
  }

  /**
   * Shift the background by whole pixels; returns whether there is one.
   * @param {number} dx
   * @param {number} dy
   * @returns {boolean}
   */
  moveBackground(dx, dy) {
    const { background, width, height, pixels } = this;
    if (background === null) return false;
    shiftRows(background, width, dx, dy);
    if (this.tinted !== null) {
      shiftRows(this.tinted, width, dx, dy);
      for (let at = 0; at < background.length; at++) if (background[at] === 0) this.tinted[at] = this.tintColour;
    }
    pixels.set(background);
    this.touchBox(0, 0, width - 1, height - 1);
    return true;
  }

  /**
   * Set the translucent colour of `tint`.
   * @param {number} colour 0xAABBGGRR
   */
  useTint(colour) {
    if (this.background === null) this.tinted = null;
    else if (this.tinted === null || this.tintColour !== colour) this.tinted = new Uint32Array(this.pixels.length);
    else return;
    /** @type {number} */
    this.tintColour = colour;
    this._tintBox(0, 0, this.width, this.height);
  }

  _tintBox(left, top, right, bottom) {
    const { tinted, background, tintColour, width } = this;
    if (tinted === null) return;
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left, end = y * width + right; at < end; at++) {
        tinted[at] = background[at] === 0 ? tintColour : blend(tintColour, background[at]);
      }
    }
  }

  /**
   * Lay the tint over a run of the background that has no stamps yet: copied, because it is the same in every picture.
   * @param {number} from Index of a pixel.
   * @param {number} to
   */
  tint(from, to) {
    if (this.tinted === null) this.pixels.fill(this.tintColour, from, to);
    else this.pixels.set(this.tinted.subarray(from, to), from);
  }

  /**
   * Lay a translucent colour over a pixel.
   * @param {number} at Index of the pixel.
   * @param {number} colour 0xAABBGGRR
   */
  dot(at, colour) {
    const below = this.pixels[at];
    this.pixels[at] = below === 0 ? colour : blend(colour, below);
  }

  /**
   * Whether a stamp that reaches so far from its centre lies inside.
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @returns {boolean}
   */
  holds(x, y, reach) {
    return x >= reach && y >= reach && x < this.width - reach && y < this.height - reach;
  }

  /**
   * Write a stamp with its centre at a pixel; it must lie inside.
   * @param {Stamp} stamp
   * @param {number} x
   * @param {number} y
   */
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

  /**
   * Write a stamp of one opaque colour; call `widen` after the last one.
   * @param {Stamp} stamp
   * @param {number} at Index of the pixel.
   * @param {number} x
   * @param {number} y
   */
  blitSolid(stamp, at, x, y) {
    const { pixels, low, high } = this;
    const { offsets, solid, colour } = stamp;
    for (let k = 0; k < solid; k++) pixels[at + offsets[k]] = colour;
    const band = y >> BAND_BITS;
    if (x < low[band]) low[band] = x;
    if (x > high[band]) high[band] = x;
  }

  /**
   * Widen the changed ranges, which hold centres only, by the reach of the largest stamp.
   * @param {number} reach
   */
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

  /**
   * Mark a box as changed, sides inclusive.
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   */
  touchBox(left, top, right, bottom) {
    for (let band = top >> BAND_BITS; band <= bottom >> BAND_BITS; band++) {
      if (left < this.low[band]) this.low[band] = left;
      if (right > this.high[band]) this.high[band] = right;
    }
  }

  /**
   * Copy the changed parts to the canvas.
   * @param {CanvasRenderingContext2D} context
   */
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
      if (from === left && to === right) continue; // in one piece with the bands above
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
