/** How what is selected is outlined: a wide line in the colour of the halo, and a narrow one over it. */
import { theme } from "./theme.js";

/** @typedef {import("./symbols.js").AnyContext} AnyContext */

/** @type {[number, number]} Widths of the halo and of the line, in pixels of the page. */
const WIDTHS_PX = [5, 2.2];

/**
 * Stroke a path as selected; join and dashes of the lines are those of the context.
 * @param {AnyContext} context
 * @param {Path2D} path
 * @param {number} [px] A pixel of the page in units of the context.
 * @param {[number, number]} [widths] In pixels of the page.
 */
export function strokeSelected(context, path, px = 1, [halo, line] = WIDTHS_PX) {
  for (const [width, colour] of [[halo, theme.palette.selectHalo], [line, theme.palette.select]]) {
    context.lineWidth = width * px;
    context.strokeStyle = colour;
    context.stroke(path);
  }
}

/**
 * A circle as a path.
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @returns {Path2D}
 */
export function circle(x, y, radius) {
  const path = new Path2D();
  path.arc(x, y, radius, 0, 2 * Math.PI);
  return path;
}
