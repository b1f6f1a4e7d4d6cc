/**
 * A pixel buffer for stamps that copies only changed parts to its canvas.
 *
 * The changed parts are stored as one range of columns for each band of rows. Pixels are 0xAABBGGRR, not premultiplied.
 * Below the stamps there is a ground, which stays when the stamps are cleared: a background, and an area in one tone over it.
 */
import { shiftRows } from "../data/shift.js";

/** @typedef {import("../data/pixel_set.js").PixelSet} PixelSet */
/** @typedef {import("./stamps.js").Stamp} Stamp */

const BAND_BITS = 4;
const NONE_STALE = 0x7fff;

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

/** A translucent colour over another one, of which nothing may be there. */
const over = (top, below) => (below === 0 ? top : blend(top, below));

/**
 * Pixels with a ground, and which of them have changed.
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
    /** @type {Uint32Array | null} What lies below the stamps: the background, and an area over it. */
    this.ground = null;
    /** @type {Int16Array} First and last word of each row in which the ground is out of date. */
    this.stale = new Int16Array(2 * height);
    for (let row = 0; row < height; row++) [this.stale[2 * row], this.stale[2 * row + 1]] = [NONE_STALE, -1];
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
   * Replace a part of the background; it shows after `paintGround`.
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
      this.spoil(y, left >> 5, (right - 1) >> 5);
    }
  }

  /**
   * Shift the background by whole pixels; returns whether there is one.
   * @param {number} dx
   * @param {number} dy
   * @returns {boolean}
   */
  moveBackground(dx, dy) {
    if (this.background === null) return false;
    shiftRows(this.background, this.width, dx, dy);
    this.spoilAll();
    return true;
  }

  /**
   * Have words (32 pixels each) of a row painted by the next `paintGround`.
   * @param {number} row
   * @param {number} first
   * @param {number} last
   */
  spoil(row, first, last) {
    if (first < this.stale[2 * row]) this.stale[2 * row] = first;
    if (last > this.stale[2 * row + 1]) this.stale[2 * row + 1] = last;
  }

  /** Have the whole ground painted by the next `paintGround`. */
  spoilAll() {
    const last = (this.width - 1) >> 5;
    for (let row = 0; row < this.height; row++) this.spoil(row, 0, last);
  }

  /**
   * Paint the ground where it is stale: the background, and an area over it. There must be no stamps.
   * @param {PixelSet} area
   * @param {number} tint The translucent colour of the area (0xAABBGGRR); 0 for none.
   * @param {number} line That of its outline.
   */
  paintGround(area, tint, line) {
    const { stale, height } = this;
    for (let row = 0; row < height; row++) {
      const [first, last] = [stale[2 * row], stale[2 * row + 1]];
      if (last < first) continue;
      this.ground ??= new Uint32Array(this.pixels.length);
      this._paintRow(row, first, last, { area, tint, line });
      stale[2 * row] = NONE_STALE;
      stale[2 * row + 1] = -1;
    }
  }

  _paintRow(row, first, last, { area, tint, line }) {
    const { ground, background, width } = this;
    const at = row * width;
    const from = first << 5;
    const to = Math.min(width, (last + 1) << 5);
    if (background === null) ground.fill(0, at + from, at + to);
    else ground.set(background.subarray(at + from, at + to), at + from);
    if (tint !== 0) area.eachRun(row, first, last, (left, right) => this._tint(at + left, at + right, tint));
    area.eachEdge(row, first, last, (column) => (ground[at + column] = over(line, ground[at + column])));
    this.pixels.set(ground.subarray(at + from, at + to), at + from);
    this.touchBox(from, row, to - 1, row);
  }

  _tint(from, to, colour) {
    const { ground, background } = this;
    if (background === null) ground.fill(colour, from, to);
    else for (let at = from; at < to; at++) ground[at] = over(colour, ground[at]);
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
      pixels[at] = over(colours[k], pixels[at]);
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
