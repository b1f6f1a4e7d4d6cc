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
    /** @type {Stamp[]} The line and the ground around it. */
    this.dots = [LINE_PX + EDGE_PX, LINE_PX].map((radius, k) =>
      stampOf(radius, ratio, width, (context) => disc(context, radius, k ? palette.badgeText : palette.symbolHalo)),
    );
  }

  /**
   * Draw the line from the edge of a mark to its number.
   * @param {Raster} raster
   * @param {Point & {radius: number}} mark In pixels of the canvas.
   * @param {Point & {half: number}} number
   */
  drawLine(raster, mark, number) {
    const [dx, dy] = [number.x - mark.x, number.y - mark.y];
    const far = Math.hypot(dx, dy);
    const to = far * (1 - Math.min(number.half / Math.max(1e-9, Math.abs(dx)), MARKS.numberPx / Math.max(1e-9, Math.abs(dy))));
    if (to - mark.radius < LEAST_PX) return;
    for (const dot of this.dots) {
      for (let at = mark.radius; at <= to; at += STEP_PX) {
        const [u, v] = [mark.x + (dx * at) / far, mark.y + (dy * at) / far].map((one) => Math.floor(one * this.ratio));
        if (raster.holds(u, v, dot.reach)) raster.blit(dot, u, v);
      }
    }
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
