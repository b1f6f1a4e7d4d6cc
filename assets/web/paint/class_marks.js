/** Marks on the colour of a class, which tell classes apart where colours cannot: lines, dots and crossed lines. */
import { useMapCoordinates } from "./paths.js";
import { theme } from "./theme.js";

/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

const SIDE_PX = { lines: 4, cross: 6, dots: 6 };

/**
 * Fill a path with the marks of its class.
 * @param {Context} context
 * @param {Frame} frame
 * @param {Path2D} path
 * @param {string} marks Some of `lines`, `dots`, `cross`, separated by blanks.
 */
export function fillWithMarks(context, frame, path, marks) {
  for (const kind of marks.split(" ").filter(Boolean)) fillWithPattern(context, frame, path, pattern(context, kind, frame.ratio));
}

/**
 * Fill a path with a pattern whose tiles are in pixels of the canvas.
 * @param {Context} context
 * @param {Frame} frame
 * @param {Path2D} path
 * @param {CanvasPattern} tiles
 */
export function fillWithPattern(context, frame, path, tiles) {
  context.save();
  useMapCoordinates(context, frame);
  context.clip(path, "evenodd");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = tiles;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function pattern(context, kind, ratio) {
  const side = Math.round(SIDE_PX[kind] * ratio);
  const tile = new OffscreenCanvas(side, side);
  const pen = tile.getContext("2d", { willReadFrequently: true });
  pen.strokeStyle = pen.fillStyle = theme.palette.spotInk;
  pen.globalAlpha = 0.52;
  pen.lineWidth = Math.max(1, Math.round(ratio));
  pen.beginPath();
  if (kind === "dots") {
    pen.arc(side / 2, side / 2, 0.9 * ratio, 0, 2 * Math.PI);
    pen.fill();
    return context.createPattern(tile, "repeat");
  }
  // Level and upright lines: districts with incidents that are known to no point are hatched with diagonals.
  [pen.moveTo(0, side / 2), pen.lineTo(side, side / 2)];
  if (kind === "cross") [pen.moveTo(side / 2, 0), pen.lineTo(side / 2, side)];
  pen.stroke();
  return context.createPattern(tile, "repeat");
}
