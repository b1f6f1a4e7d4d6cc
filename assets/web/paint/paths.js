/** Outlines in degrees as paths of a canvas, and the transform that draws them in a frame. */
import { mercatorX, mercatorY } from "../data/mercator.js";

/** @typedef {import("../data/served.js").Area} Area */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

/**
 * An area with a path in place of its rings.
 * @typedef {object} DrawnArea
 * @property {string} name
 * @property {number[][]} labels Places of the name: longitude, latitude, and the room there in degrees.
 * @property {string} [kind]
 * @property {Path2D} path
 * @property {number[]} box West, north, east, south in Web Mercator, 0 to 1.
 */

// Paths have pixels of zoom 8 around a middle point as their unit, so that single precision suffices.
const UNIT = 256 * 2 ** 8;
const MIDDLE = [0.6875, 0.412];
const PIECE = 40; // corners of a piece of a line
const WIDEST_PX = 6; // how far the widest line reaches to each side

/**
 * Lines or rings as a path.
 * @param {number[][]} lines Longitudes and latitudes in turn.
 * @param {boolean} closed
 * @returns {Path2D}
 */
export function pathOf(lines, closed) {
  const path = new Path2D();
  for (const line of lines) {
    for (let k = 0; k < line.length; k += 2) {
      const x = (mercatorX(line[k]) - MIDDLE[0]) * UNIT;
      const y = (mercatorY(line[k + 1]) - MIDDLE[1]) * UNIT;
      if (k) path.lineTo(x, y);
      else path.moveTo(x, y);
    }
    if (closed) path.closePath();
  }
  return path;
}

/** West, north, east and south of rings of degrees, in Web Mercator (0 to 1). */
function boxOf(rings) {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const ring of rings) {
    for (let k = 0; k < ring.length; k += 2) {
      west = Math.min(west, ring[k]);
      east = Math.max(east, ring[k]);
      south = Math.min(south, ring[k + 1]);
      north = Math.max(north, ring[k + 1]);
    }
  }
  return [mercatorX(west), mercatorY(north), mercatorX(east), mercatorY(south)];
}

/**
 * An area with its rings as a path and a bounding box, and without their coordinates, which take much memory.
 * @param {Area} area
 * @returns {DrawnArea}
 */
export function drawable({ rings, ...others }) {
  return { ...others, path: pathOf(rings, true), box: boxOf(rings) };
}

/**
 * The paths of several areas as one.
 * @param {{path: Path2D}[]} areas
 * @returns {Path2D}
 */
export function union(areas) {
  const all = new Path2D();
  areas.forEach((area) => all.addPath(area.path));
  return all;
}

const pen = /** @type {Context} */ (document.createElement("canvas").getContext("2d"));

/**
 * Tells whether a place lies in an area.
 * @param {Path2D} path Of the area.
 * @param {number} lon
 * @param {number} lat
 * @returns {boolean}
 */
export function isIn(path, lon, lat) {
  return pen.isPointInPath(path, (mercatorX(lon) - MIDDLE[0]) * UNIT, (mercatorY(lat) - MIDDLE[1]) * UNIT);
}

/** Lines in short pieces, of which only those in view are stroked: that takes a fraction of the time of whole lines. */
export class Lines {
  /**
   * @param {number[][]} lines Longitudes and latitudes in turn.
   * @param {boolean} closed
   */
  constructor(lines, closed) {
    /** @type {{piece: Path2D, box: number[]}[]} */
    this.pieces = lines.flatMap((line) => piecesOf(closed && line.length ? [...line, line[0], line[1]] : line));
  }

  /**
   * The pieces that touch a box of the paths' coordinates, as one path.
   * @param {number[]} box West, north, east, south.
   * @returns {Path2D}
   */
  within([west, north, east, south]) {
    const path = new Path2D();
    for (const { piece, box } of this.pieces) {
      if (box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north) path.addPath(piece);
    }
    return path;
  }
}

function piecesOf(line) {
  const pieces = [];
  for (let from = 0; from + 2 < line.length; from += 2 * PIECE) {
    const part = line.slice(from, from + 2 * PIECE + 2);
    const [west, north, east, south] = boxOf([part]);
    const [left, right] = [west, east].map((x) => (x - MIDDLE[0]) * UNIT);
    const [top, bottom] = [north, south].map((y) => (y - MIDDLE[1]) * UNIT);
    pieces.push({ piece: pathOf([part], false), box: [left, top, right, bottom] });
  }
  return pieces;
}

/**
 * Set the transform of a context to the coordinates of the paths.
 * @param {Context | OffscreenCanvasRenderingContext2D} context
 * @param {Frame} frame
 * @returns {number} The size of a pixel of the page in these coordinates.
 */
export function useMapCoordinates(context, frame) {
  const scale = (frame.world * frame.ratio) / UNIT;
  const left = (MIDDLE[0] * frame.world - frame.left) * frame.ratio;
  const top = (MIDDLE[1] * frame.world - frame.top) * frame.ratio;
  context.setTransform(scale, 0, 0, scale, left, top);
  return frame.ratio / scale;
}

/**
 * A box of the canvas, `[left, top, width, height]`, in the coordinates of the paths, with a margin for wide lines.
 * @param {Frame} frame
 * @param {number[]} box
 * @param {number} px The size of a pixel of the page, as `useMapCoordinates` gives it.
 * @returns {number[]}
 */
export function pathBox(frame, [left, top, width, height], px) {
  const x = (at) => ((at / frame.ratio + frame.left) / frame.world - MIDDLE[0]) * UNIT;
  const y = (at) => ((at / frame.ratio + frame.top) / frame.world - MIDDLE[1]) * UNIT;
  const more = WIDEST_PX * frame.ratio * px;
  return [x(left) - more, y(top) - more, x(left + width) + more, y(top + height) + more];
}
