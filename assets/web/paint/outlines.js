/** Whether names lie inside areas: a grid of the areas answers for most boxes; their outlines, which take far longer, for the rest. */
import { useMapCoordinates } from "./paths.js";

/** @typedef {import("../data/area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

const FINE_PX = 1.5;
const ACROSS = [0, 0.25, 0.5, 0.75, 1];
const DOWN = [0, 0.5, 1];

/** The outlines of areas in a frame. */
export class Outlines {
  /** Without answers until a frame is set. */
  constructor() {
    /** @type {Map<Path2D, Map<string, boolean>>} Answers for one zoom, which do not change while the map is only moved. */
    this.held = new Map();
  }

  /**
   * Set the frame, and a canvas to ask.
   * @param {Frame} frame
   * @param {Context} context
   */
  fit(frame, context) {
    if (!this.frame || frame.world !== this.frame.world) this.held.clear();
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
  }

  /**
   * The area of a grid at a point of the canvas; -1 for none.
   * @param {AreaGrid} grid
   * @param {number} x
   * @param {number} y
   * @returns {number}
   */
  areaAt(grid, x, y) {
    const { world, left, top } = this.frame;
    return grid.at((x + left) / world, (y + top) / world);
  }

  /**
   * Whether a grid is as exact as the outlines, as far as can be seen.
   * @param {AreaGrid} grid
   * @returns {boolean}
   */
  isFine(grid) {
    return grid.step * this.frame.world < FINE_PX;
  }

  /**
   * Whether a box lies in one area of a grid (-1: in none), as far as fifteen points of it tell.
   * @param {AreaGrid} grid
   * @param {number[]} box
   * @param {number} index
   * @returns {boolean}
   */
  isWithin(grid, [left, top, right, bottom], index) {
    const isAt = (u, v) => this.areaAt(grid, left + (right - left) * u, top + (bottom - top) * v) === index;
    return ACROSS.every((u) => DOWN.every((v) => isAt(u, v)));
  }

  /**
   * The answer of `holds`, which is kept.
   * @param {Path2D} path
   * @param {number[]} box
   * @param {number} gap
   * @returns {boolean}
   */
  heldBy(path, box, gap) {
    const { left, top } = this.frame;
    let held = this.held.get(path);
    if (!held) this.held.set(path, (held = new Map()));
    const key = [box[0] + left, box[1] + top, box[2] + left, box[3] + top, gap].map(Math.round).join();
    let answer = held.get(key);
    if (answer === undefined) held.set(key, (answer = this.holds(path, box, gap)));
    return answer;
  }

  /**
   * Whether a box and a gap around it lie in an area; nine points of it are tested.
   * @param {Path2D} path
   * @param {number[]} box
   * @param {number} gap
   * @returns {boolean}
   */
  holds(path, [left, top, right, bottom], gap) {
    const { frame, context } = this;
    context.save();
    useMapCoordinates(context, frame);
    const across = [left - gap, right + gap, (left + right) / 2];
    const down = [top - gap, bottom + gap, (top + bottom) / 2];
    const inside = (x, y) => context.isPointInPath(path, x * frame.ratio, y * frame.ratio);
    const held = across.every((x) => down.every((y) => inside(x, y)));
    context.restore();
    return held;
  }
}
