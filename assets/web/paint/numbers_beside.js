/** Numbers of marks that have no room in their ring: each stands beside its mark, at the end of a line where it is further. */
import { numberHalf, numberText } from "../data/mark_size.js";
import { MARKS } from "../data/style.js";
import { stampOf } from "./stamps.js";

/** @typedef {import("../data/colours.js").Palette} Palette */
/** @typedef {import("./digits.js").Digits} Digits */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {import("./stamps.js").Stamp} Stamp */

const STEP_PX = 0.5; // between the dots of a line
const LINE_PX = 0.65;
const END_PX = 1.6;
const EDGE_PX = 0.9; // of the ground around the line
const LEAST_PX = 3; // of a line

/** The stamps of numbers beside marks in one theme. */
export class NumbersBeside {
  /**
   * @param {Palette} palette
   * @param {number} ratio Device pixels per pixel of the page.
   * @param {number} width Of the raster, in device pixels.
   * @param {Digits} digits
   */
  constructor(palette, ratio, width, digits) {
    Object.assign(this, { palette, ratio, width, digits });
    /** @type {Map<number, Stamp>} By half the width. */
    this.boxes = new Map();
    const dots = (most) =>
      [most + EDGE_PX, most].map((radius, k) =>
        stampOf(radius, ratio, width, (context) => disc(context, radius, k ? palette.badgeText : palette.symbolHalo)),
      );
    /** @type {Stamp[]} The ground around the line, and the line. */
    this.dots = dots(LINE_PX);
    /** @type {Stamp[]} Those of the end of a line that begins at no mark. */
    this.ends = dots(END_PX);
  }

  /**
   * Draw the line from the edge of a mark to its number; from a dot where the radius is 0.
   * @param {Raster} raster
   * @param {Point & {radius: number}} mark In pixels of the canvas.
   * @param {Point & {half: number}} number
   */
  drawLine(raster, mark, number) {
    const [dx, dy] = [number.x - mark.x, number.y - mark.y];
    const far = Math.hypot(dx, dy);
    const to = far * (1 - Math.min(number.half / Math.max(1e-9, Math.abs(dx)), MARKS.numberPx / Math.max(1e-9, Math.abs(dy))));
    if (to - mark.radius < LEAST_PX) return;
    [0, 1].forEach((k) => {
      if (mark.radius === 0) this._blit(raster, this.ends[k], mark.x, mark.y);
      for (let at = mark.radius; at <= to; at += STEP_PX) this._blit(raster, this.dots[k], mark.x + (dx * at) / far, mark.y + (dy * at) / far);
    });
  }

  _blit(raster, stamp, x, y) {
    const [u, v] = [Math.floor(x * this.ratio), Math.floor(y * this.ratio)];
    if (raster.holds(u, v, stamp.reach)) raster.blit(stamp, u, v);
  }

  /**
   * Write a number; returns whether it lies inside the raster.
   * @param {Raster} raster
   * @param {Point} at In pixels of the canvas.
   * @param {number} count
   * @returns {boolean}
   */
  write(raster, { x, y }, count) {
    const text = numberText(count);
    const half = numberHalf(text);
    if (!this.boxes.has(half)) this.boxes.set(half, this._box(half));
    const stamp = this.boxes.get(half);
    const [u, v] = [Math.floor(x * this.ratio), Math.floor(y * this.ratio)];
    if (!raster.holds(u, v, stamp.reach)) return false;
    raster.blit(stamp, u, v);
    this.digits.write(raster, text, MARKS.fontPx, u, v);
    return true;
  }

  _box(half) {
    const { palette } = this;
    return stampOf(half + 2, this.ratio, this.width, (context) => {
      context.beginPath();
      context.roundRect(-half, -MARKS.numberPx, 2 * half, 2 * MARKS.numberPx, MARKS.numberPx);
      context.fillStyle = palette.badge;
      context.fill();
      context.lineWidth = 1;
      context.strokeStyle = palette.badgeLine;
      context.stroke();
    });
  }
}

function disc(context, radius, colour) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}
