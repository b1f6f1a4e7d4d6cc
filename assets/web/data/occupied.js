/** Boxes and circles on the map that are taken: names keep clear of them. They are found by the cells of a grid. */

/**
 * What is taken; a box has the radius -1.
 * @typedef {object} Taken
 * @property {number[]} box Left, top, right, bottom.
 * @property {number} x Of a circle.
 * @property {number} y Of a circle.
 * @property {number} r Of a circle.
 * @property {boolean} isMark Whether it belongs to incidents.
 */

const CELL_PX = 24;
const STRIDE = 4096; // cells in a row, negative ones included
const STEP_PX = 2; // between the points that stand for a line

/** @type {Taken[]} Made once: an empty list a call would cost as much as the look-up. */
const NONE = [];

const cellOf = (at) => Math.floor(at / CELL_PX) + STRIDE / 2;

/** From the edge of a shape to a box; below 0 where a box overlaps it. No destructuring: it is called most of all. */
function gapBetween(shape, other) {
  const { r, box } = shape;
  if (r < 0) return Math.max(other[0] - box[2], box[0] - other[2], other[1] - box[3], box[1] - other[3]);
  const right = Math.max(other[0] - shape.x, 0, shape.x - other[2]);
  const down = Math.max(other[1] - shape.y, 0, shape.y - other[3]);
  return Math.sqrt(right * right + down * down) - r;
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
    if (gapBetween(shape, box) < (shape.r < 0 ? gap : fromCircles) && own.indexOf(shape) < 0) return false;
  }
  return true;
}

/** What is taken on a map. */
export class Occupied {
  /** With nothing taken. */
  constructor() {
    /** @type {Map<number, Taken[]>} The shapes by cell. */
    this.cells = new Map();
  }

  /**
   * Take a box.
   * @param {number[]} box Left, top, right, bottom.
   * @param {boolean} [isMark] Whether it belongs to incidents.
   * @returns {Taken}
   */
  addBox(box, isMark = false) {
    return this._add({ box, x: 0, y: 0, r: -1, isMark });
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
    return this._add({ box: [x - r, y - r, x + r, y + r], x, y, r, isMark });
  }

  /**
   * Take a line.
   * @param {number[][]} line Its points.
   * @returns {Taken[]} Small boxes along it.
   */
  addLine(line) {
    /** @type {Taken[]} */
    const boxes = [];
    alongLine(line, (x, y) => boxes.push(this.addBox([x - 1, y - 1, x + 1, y + 1])) > 0);
    return boxes;
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

  _add(shape) {
    this._eachCell(shape.box, 0, (cell) => {
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
