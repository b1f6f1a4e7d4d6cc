/** Numbers as stamps: each sign is a stamp of its own at a quarter of a pixel, so that no number needs one of its own. */
import { stampOf } from "./stamps.js";

/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stamps.js").Stamp} Stamp */

const QUARTERS = 4; // steps to which signs are placed within a pixel
const HALF_HEIGHT = 0.355; // of a digit, in its size
const SIGNS = "0123456789.kM";

/** The signs of numbers in one colour. */
export class Digits {
  /**
   * @param {number} ratio Device pixels per pixel of the page.
   * @param {number} width Of the raster, in device pixels.
   * @param {string} colour
   */
  constructor(ratio, width, colour) {
    this.ratio = ratio;
    this.rasterWidth = width;
    this.colour = colour;
    /** @type {Map<number, Map<string, number>>} The width of each sign by size. */
    this.widths = new Map();
    /** @type {Map<string, Stamp>} */
    this.stamps = new Map();
  }

  /**
   * The width of a number in pixels of the page.
   * @param {string} text
   * @param {number} size Of the letters.
   * @returns {number}
   */
  width(text, size) {
    const widths = this._widths(size);
    let wide = 0;
    for (const sign of text) wide += widths.get(sign);
    return wide;
  }

  /**
   * Write a number around the middle of a pixel.
   * @param {Raster} raster
   * @param {string} text
   * @param {number} size
   * @param {number} x Its column in the raster.
   * @param {number} y Its row.
   */
  write(raster, text, size, x, y) {
    const { ratio } = this;
    const widths = this._widths(size);
    let at = x + 0.5 - (this.width(text, size) / 2) * ratio;
    const down = y + Math.round(size * HALF_HEIGHT * ratio);
    for (const sign of text) {
      const quarters = Math.round(at * QUARTERS);
      const u = Math.floor(quarters / QUARTERS);
      raster.blit(this._stamp(sign, size, quarters - u * QUARTERS), u, down);
      at += widths.get(sign) * ratio;
    }
  }

  _widths(size) {
    if (!this.widths.has(size)) {
      const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      pen.font = font(size);
      this.widths.set(size, new Map([...SIGNS].map((sign) => [sign, pen.measureText(sign).width])));
    }
    return this.widths.get(size);
  }

  _stamp(sign, size, quarter) {
    const key = `${sign}${size}/${quarter}`;
    let stamp = this.stamps.get(key);
    if (stamp === undefined) {
      stamp = stampOf(size, this.ratio, this.rasterWidth, (context) => {
        context.font = font(size);
        context.fillStyle = this.colour;
        context.textAlign = "left";
        context.textBaseline = "alphabetic";
        context.fillText(sign, (quarter / QUARTERS - 0.5) / this.ratio, 0.5 / this.ratio);
      });
      this.stamps.set(key, stamp);
    }
    return stamp;
  }
}

const font = (size) => `600 ${size}px 'Atlas Sans', sans-serif`;
