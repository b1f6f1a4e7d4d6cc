/** Boxes, circles and lines on the map that are taken: names keep clear of them. They are found by the cells of a grid. */
import { Coverage } from "./coverage.js";

/** @typedef {number[][]} Segment Two points. */
/**
 * What incidents cover, in pixels of the canvas.
 * @typedef {object} Extents
 * @property {number[][]} circles Horizontal and vertical place of the centre, and radius.
 * @property {number[][]} boxes Left, top, right, bottom.
 * @property {Segment[]} lines To numbers that stand beside.
 */

/**
 * What is taken; a box and a line have the radius -1.
 * @typedef {object} Taken
 * @property {number[]} box Left, top, right, bottom.
 * @property {number[] | null} line Both ends of a straight line: x, y, x, y.
 * @property {number} x Of a circle.
 * @property {number} y Of a circle.
 * @property {number} r Of a circle.
 * @property {boolean} isMark Whether it belongs to incidents.
 * @property {number} stamp Of the last visit to it.
 */

const CELL_PX = 24;
const STRIDE = 4096; // cells in a row, negative ones included
const LINE_PX = 1; // half the width of a line
const STEP_PX = 2; // between the points that stand for a line
const CORNER = Math.SQRT1_2; // what is so much closer along both sides keeps no distance from a corner

/** @type {Taken[]} Made once: an empty list a call would cost as much as the look-up. */
const NONE = [];

const cellOf = (at) => Math.floor(at / CELL_PX) + STRIDE / 2;

/** The box of a cell. */
function boxOf(cell) {
  const [left, top] = [((cell % STRIDE) - STRIDE / 2) * CELL_PX, (Math.floor(cell / STRIDE) - STRIDE / 2) * CELL_PX];
  return [left, top, left + CELL_PX, top + CELL_PX];
}

/** From the edge of a shape to a box; below 0 where a box overlaps it. No destructuring: it is called most of all. */
function gapBetween(shape, other) {
  const { r, box } = shape;
  if (r < 0) return Math.max(other[0] - box[2], box[0] - other[2], other[1] - box[3], box[1] - other[3]);
  const right = Math.max(other[0] - shape.x, 0, shape.x - other[2]);
  const down = Math.max(other[1] - shape.y, 0, shape.y - other[3]);
  return Math.sqrt(right * right + down * down) - r;
}

/** Whether a straight line and a gap around it touch a box: what is left of the line is clipped by each side of the box. */
function meets([x, y, u, v], box, gap) {
  const [dx, dy] = [u - x, v - y];
  let [from, to] = [0, 1];
  for (let side = 0; side < 4; side++) {
    const isDown = side % 2 === 1;
    const sign = side < 2 ? 1 : -1;
    const step = (isDown ? dy : dx) * sign;
    const out = (box[side] - (isDown ? y : x)) * sign - gap;
    if (step === 0 && out > 0) return false;
    if (step > 0) from = Math.max(from, out / step);
    else if (step < 0) to = Math.min(to, out / step);
    if (from > to) return false;
  }
  return true;
}

/** Call back along a line until the answer is false; returns the last answer. */
function alongLine(line, visit) {
  for (let k = 1; k < line.length; k++) {
    const [x, y] = line[k - 1];
    const [u, v] = line[k];
    const steps = Math.max(1, Math.ceil(Math.hypot(u - x, v - y) / STEP_PX));
    for (let step = 0; step <= steps; step++) if (!visit(x + ((u - x) * step) / steps, y + ((v - y) * step) / steps)) return false;
  }
  return true;
}

/** Whether a box keeps its distances from shapes. A plain loop, as in `isFree`: this is most of the work of placing names. */
function areFree(shapes, box, gap, fromCircles, own) {
  for (let k = 0; k < shapes.length; k++) {
    const shape = shapes[k];
    if (gapBetween(shape, box) >= (shape.r < 0 ? gap : fromCircles)) continue;
    if ((shape.line === null || meets(shape.line, box, gap + LINE_PX)) && own.indexOf(shape) < 0) return false;
  }
  return true;
}

/** What is taken on a map. */
export class Occupied {
  /**
   * With nothing taken.
   * @param {number} [width] Of the canvas: within it most boxes that are not free are known without an exact test.
   * @param {number} [height]
   */
  constructor(width = 0, height = 0) {
    /** @type {Map<number, Taken[]>} The shapes by cell. */
    this.cells = new Map();
    /** @type {Coverage} What boxes and circles surely take. */
    this.coverage = new Coverage(width, height);
    this.stamp = 0; // of the last visit to shapes
  }

  /**
   * Take a box.
   * @param {number[]} box Left, top, right, bottom.
   * @param {boolean} [isMark] Whether it belongs to incidents.
   * @returns {Taken}
   */
  addBox(box, isMark = false) {
    this.coverage.addBox(box);
    return this._add({ box, line: null, x: 0, y: 0, r: -1, isMark, stamp: 0 });
  }

  /**
   * Take a circle.
   * @param {number} x
   * @param {number} y
   * @param {number} r
   * @param {boolean} [isMark] Whether it belongs to incidents.
   * @returns {Taken}
   */
  addCircle(x, y, r, isMark = false) {
    this.coverage.addCircle(x, y, r);
    return this._add({ box: [x - r, y - r, x + r, y + r], line: null, x, y, r, isMark, stamp: 0 });
  }

  /**
   * Take a line.
   * @param {number[][]} line Its points.
   * @returns {Taken[]} Its straight parts.
   */
  addLine(line) {
    return line.slice(1).map(([u, v], k) => {
      const [x, y] = line[k];
      const box = [Math.min(x, u) - LINE_PX, Math.min(y, v) - LINE_PX, Math.max(x, u) + LINE_PX, Math.max(y, v) + LINE_PX];
      return this._add({ box, line: [x, y, u, v], x: 0, y: 0, r: -1, isMark: false, stamp: 0 });
    });
  }

  /**
   * Take what incidents cover.
   * @param {Extents} extents
   * @returns {Taken[]} What stands for its lines.
   */
  addExtents({ circles, boxes, lines }) {
    circles.forEach(([x, y, r]) => this.addCircle(x, y, r, true));
    boxes.forEach((box) => this.addBox(box, true));
    return lines.flatMap((line) => this.addLine(line));
  }

  /**
   * Whether a box keeps its distance from all that is taken.
   * @param {number[]} box Left, top, right, bottom.
   * @param {number} gap From boxes.
   * @param {number} [fromCircles] From circles.
   * @param {Taken[]} [own] Shapes that do not count.
   * @returns {boolean}
   */
  isFree(box, gap, fromCircles = gap, own = NONE) {
    if (own.length === 0 && fromCircles >= 0) {
      const near = Math.min(gap, fromCircles) * CORNER;
      if (this.coverage.hits(box[0] - near, box[1] - near, box[2] + near, box[3] + near)) return false;
    }
    const reach = Math.max(gap, fromCircles);
    const [left, right] = [cellOf(box[0] - reach), cellOf(box[2] + reach)];
    const bottom = cellOf(box[3] + reach);
    for (let row = cellOf(box[1] - reach); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const there = this.cells.get(row * STRIDE + column);
        if (there !== undefined && !areFree(there, box, gap, fromCircles, own)) return false;
      }
    }
    return true;
  }

  /**
   * Whether a line keeps its distance from all that is taken.
   * @param {number[][]} line Its points.
   * @param {number} gap From boxes.
   * @param {Taken[]} [own] Shapes that do not count.
   * @param {number} [fromCircles] From circles; below 0 it may graze them.
   * @returns {boolean}
   */
  isLineFree(line, gap, own = NONE, fromCircles = gap) {
    const box = [0, 0, 0, 0];
    return alongLine(line, (x, y) => {
      box[0] = box[2] = x;
      box[1] = box[3] = y;
      return this.isFree(box, gap, fromCircles, own);
    });
  }

  /**
   * The shapes in the cells that a box touches, each once.
   * @param {number[]} box
   * @returns {Taken[]}
   */
  near(box) {
    const stamp = ++this.stamp;
    /** @type {Taken[]} */
    const found = [];
    this._every(box, 0, (shape) => {
      if (shape.stamp !== stamp) found.push(shape);
      shape.stamp = stamp;
      return true;
    });
    return found;
  }

  /**
   * The marks on which, or within a gap around which, a point lies; that with the nearest centre first.
   * @param {number} x
   * @param {number} y
   * @param {number} gap
   * @returns {Taken[]}
   */
  marksAt(x, y, gap) {
    /** @type {Set<Taken>} */
    const found = new Set();
    const far = (shape) => Math.hypot(shape.x - x, shape.y - y);
    this._every([x, y, x, y], gap, (shape) => {
      if (shape.isMark && shape.r >= 0 && far(shape) <= shape.r + gap) found.add(shape);
      return true;
    });
    return [...found].sort((one, other) => far(one) - far(other));
  }

  /**
   * The boxes of incidents on which, or within a gap around which, a point lies.
   * @param {number} x
   * @param {number} y
   * @param {number} gap
   * @returns {Taken[]}
   */
  boxesAt(x, y, gap) {
    const point = [x, y, x, y];
    return this.near(point).filter((shape) => shape.isMark && shape.r < 0 && gapBetween(shape, point) < gap);
  }

  _add(shape) {
    this._eachCell(shape.box, 0, (cell) => {
      if (shape.line !== null && !meets(shape.line, boxOf(cell), LINE_PX)) return true;
      const there = this.cells.get(cell);
      if (there === undefined) this.cells.set(cell, [shape]);
      else there.push(shape);
      return true;
    });
    return shape;
  }

  _every(box, gap, holds) {
    return this._eachCell(box, gap, (cell) => {
      const there = this.cells.get(cell);
      return there === undefined || there.every(holds);
    });
  }

  /** Call back with the cells that a box and a gap around it touch, until the answer is false. */
  _eachCell(box, gap, visit) {
    const left = cellOf(box[0] - gap);
    const right = cellOf(box[2] + gap);
    const bottom = cellOf(box[3] + gap);
    for (let row = cellOf(box[1] - gap); row <= bottom; row++) {
      for (let column = left; column <= right; column++) if (!visit(row * STRIDE + column)) return false;
    }
    return true;
  }
}
