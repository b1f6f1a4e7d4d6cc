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
const STEP_PX = 5; // between the squares that stand for a line

const cellOf = (at) => Math.floor(at / CELL_PX) + STRIDE / 2;

/** From the edge of a shape to a box; below 0 where a box overlaps it. No destructuring: it is called most of all. */
function gapBetween(shape, other) {
  const { r, box } = shape;
  if (r < 0) return Math.max(other[0] - box[2], box[0] - other[2], other[1] - box[3], box[1] - other[3]);
  const right = Math.max(other[0] - shape.x, 0, shape.x - other[2]);
  const down = Math.max(other[1] - shape.y, 0, shape.y - other[3]);
  return Math.sqrt(right * right + down * down) - r;
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
   * Take a line from one point to another.
   * @param {number[]} from
   * @param {number[]} to
   */
  addLine(from, to) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP_PX));
    for (let k = 0; k <= steps; k++) {
      const x = from[0] + ((to[0] - from[0]) * k) / steps;
      const y = from[1] + ((to[1] - from[1]) * k) / steps;
      this.addBox([x - 1, y - 1, x + 1, y + 1]);
    }
  }

  /**
   * Whether a box keeps its distance from all that is taken.
   * @param {number[]} box Left, top, right, bottom.
   * @param {number} gap From boxes.
   * @param {number} [fromCircles] From circles.
   * @param {Taken[]} [own] Shapes that do not count.
   * @returns {boolean}
   */
  isFree(box, gap, fromCircles = gap, own = []) {
    const free = (shape) => gapBetween(shape, box) >= (shape.r < 0 ? gap : fromCircles) || own.indexOf(shape) >= 0;
    return this._every(box, Math.max(gap, fromCircles), free);
  }

  /**
   * How many marks and dots a line crosses; Infinity if it crosses another box.
   * @param {number[]} from
   * @param {number[]} to
   * @param {Taken[]} own Shapes that do not count.
   * @returns {number}
   */
  crossings(from, to, own) {
    const crossed = new Set();
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP_PX));
    for (let k = 0; k <= steps; k++) {
      const x = from[0] + ((to[0] - from[0]) * k) / steps;
      const y = from[1] + ((to[1] - from[1]) * k) / steps;
      this._every([x, y, x, y], 1, (shape) => {
        if (gapBetween(shape, [x, y, x, y]) < 1 && own.indexOf(shape) < 0) crossed.add(shape);
        return true;
      });
    }
    let count = 0;
    crossed.forEach(({ r, isMark }) => (count += isMark || r >= 0 ? 1 : Infinity));
    return count;
  }

  /**
   * The mark on which, or within a gap around which, a point lies; that with the nearest centre.
   * @param {number} x
   * @param {number} y
   * @param {number} gap
   * @returns {Taken | null}
   */
  markAt(x, y, gap) {
    /** @type {Taken | null} */
    let found = null;
    let nearest = Infinity;
    this._every([x, y, x, y], gap, (shape) => {
      const far = Math.hypot(shape.x - x, shape.y - y);
      if (!shape.isMark || shape.r < 0 || far > shape.r + gap || far >= nearest) return true;
      found = shape;
      nearest = far;
      return true;
    });
    return found;
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
