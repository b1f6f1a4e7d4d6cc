/** How far one can see from a point between what is taken: for every direction the length of a line that keeps its distance. */

import { greatest } from "./extremes.js";

/** @typedef {import("./occupied.js").Taken} Taken */

/**
 * What a line keeps its distance from.
 * @typedef {object} Gaps
 * @property {number} gap From boxes.
 * @property {number} fromCircles Below 0 it may graze them.
 * @property {Set<Taken>} passed Shapes that do not count.
 */

const LINE_PX = 1; // half the width of a line that is taken
const SECTORS = 720; // a sector is 1.7 pixels wide where lines are longest; a shape closes all sectors that it touches
const TURN = 2 * Math.PI;
const EDGES = Array.from({ length: SECTORS + 1 }, (_, k) => (k * TURN) / SECTORS);
const RIGHT = Float64Array.from(EDGES, Math.cos);
const DOWN = Float64Array.from(EDGES, Math.sin);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
/** An angle between -π and π. */
const turned = (angle) => (angle > Math.PI ? angle - TURN : angle < -Math.PI ? angle + TURN : angle);
const sectorOf = (angle) => Math.floor((angle / TURN) * SECTORS);

/** The lines from one point. */
export class Sight {
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} start Lines begin at this distance from the point.
   * @param {number} reach No line is longer.
   */
  constructor(x, y, start, reach) {
    Object.assign(this, { x, y, start, reach });
    /** @type {Float64Array} How far a line may go, by sector. */
    this.free = new Float64Array(SECTORS).fill(reach);
  }

  /**
   * Keep lines clear of what is taken.
   * @param {Taken[]} shapes
   * @param {Gaps} gaps
   * @returns {Sight} Itself.
   */
  between(shapes, { gap, fromCircles, passed }) {
    for (const shape of shapes) {
      if (passed.has(shape)) continue;
      if (shape.line !== null) this._line(shape.line, LINE_PX + gap);
      else if (shape.r >= 0) this._circle(shape.x - this.x, shape.y - this.y, shape.r + fromCircles);
      else this._box(shape.box, gap);
    }
    return this;
  }

  /**
   * Let lines end in a box, in which the point lies or not.
   * @param {number[]} box
   * @returns {Sight} Itself.
   */
  within([left, top, right, bottom]) {
    const { x, y, reach, free } = this;
    if (x - reach >= left && y - reach >= top && x + reach <= right && y + reach <= bottom) return this;
    const leaves = (k) => {
      const aside = RIGHT[k] > 0 ? (right - x) / RIGHT[k] : (left - x) / RIGHT[k];
      const away = DOWN[k] > 0 ? (bottom - y) / DOWN[k] : (top - y) / DOWN[k];
      return Math.min(aside, away);
    };
    let before = leaves(0);
    for (let k = 0; k < SECTORS; k++) {
      const after = leaves(k + 1);
      free[k] = Math.min(free[k], Math.max(0, before, after));
      before = after;
    }
    return this;
  }

  /**
   * The length of the longest line.
   * @returns {number}
   */
  longest() {
    return greatest(this.free);
  }

  /**
   * Whether a line to a point is free.
   * @param {number} x
   * @param {number} y
   * @returns {boolean}
   */
  reaches(x, y) {
    const right = x - this.x;
    const down = y - this.y;
    const far = this.along([right, down]);
    return right * right + down * down <= far * far;
  }

  /**
   * How far a line in a direction may go.
   * @param {[number, number]} direction To the right and down.
   * @returns {number}
   */
  along([right, down]) {
    const angle = Math.atan2(down, right);
    return this.free[Math.min(SECTORS - 1, sectorOf(angle < 0 ? angle + TURN : angle))];
  }

  _circle(dx, dy, r) {
    const far = Math.hypot(dx, dy);
    if (r <= 0 || far - r >= this.reach) return;
    const half = far > r ? Math.asin(r / far) : Math.PI;
    const middle = Math.atan2(dy, dx);
    this._close(middle - half, middle + half, far - r, (k) => {
      const along = dx * RIGHT[k] + dy * DOWN[k];
      const across = dx * DOWN[k] - dy * RIGHT[k];
      const inside = r * r - across * across;
      if (inside < 0) return NaN;
      const deep = Math.sqrt(inside);
      return along + deep < this.start ? Infinity : along - deep;
    });
  }

  /** Both ends as circles, and between them the side that is nearer. */
  _line([x, y, u, v], half) {
    const [dx, dy, ex, ey] = [x - this.x, y - this.y, u - this.x, v - this.y];
    this._circle(dx, dy, half);
    this._circle(ex, ey, half);
    const long = Math.hypot(ex - dx, ey - dy);
    const off = (dx * ey - dy * ex) / (long || 1); // of the origin from the line, to its left or right
    const share = clamp(-(dx * (ex - dx) + dy * (ey - dy)) / (long * long || 1), 0, 1);
    const near = Math.hypot(dx + share * (ex - dx), dy + share * (ey - dy)) - half;
    if (near >= this.reach || long === 0) return;
    const from = Math.atan2(dy, dx);
    const turn = turned(Math.atan2(ey, ex) - from);
    const [normalX, normalY] = [(ey - dy) / long, (dx - ex) / long];
    const side = Math.max(0, Math.abs(off) - half) * Math.sign(off);
    this._close(from + Math.min(0, turn), from + Math.max(0, turn), near, (k) => {
      const across = normalX * RIGHT[k] + normalY * DOWN[k];
      const at = side / across;
      const beyond = (side + 2 * half * Math.sign(off)) / across;
      if (!(at >= 0)) return NaN;
      return beyond < this.start ? Infinity : at;
    });
  }

  _box([l, t, r, b], gap) {
    const [left, top, right, bottom] = [l - gap - this.x, t - gap - this.y, r + gap - this.x, b + gap - this.y];
    const near = Math.hypot(Math.max(left, 0, -right), Math.max(top, 0, -bottom));
    if (near >= this.reach) return;
    const middle = Math.atan2(top + bottom, left + right);
    let [first, last] = near > 0 ? [0, 0] : [-Math.PI, Math.PI];
    for (const [u, v] of near > 0 ? [[left, top], [right, top], [left, bottom], [right, bottom]] : []) {
      const turn = turned(Math.atan2(v, u) - middle);
      [first, last] = [Math.min(first, turn), Math.max(last, turn)];
    }
    this._close(middle + first, middle + last, near, (k) => {
      const toLeft = left / RIGHT[k];
      const toRight = right / RIGHT[k];
      const toTop = top / DOWN[k];
      const toBottom = bottom / DOWN[k];
      const enter = Math.max(Math.min(toLeft, toRight), Math.min(toTop, toBottom));
      const leave = Math.min(Math.max(toLeft, toRight), Math.max(toTop, toBottom));
      if (leave < 0 || enter > leave) return NaN;
      return leave < this.start ? Infinity : enter;
    });
  }

  /**
   * Close the sectors between two angles from where their edges enter a shape; from its nearest point where both edges miss it.
   * @param {number} from
   * @param {number} to
   * @param {number} near
   * @param {(edge: number) => number} enter How far an edge enters it; NaN: never; Infinity: only before lines begin.
   */
  _close(from, to, near, enter) {
    const { free, start } = this;
    const first = sectorOf(from);
    const last = Math.min(sectorOf(to), first + SECTORS - 1);
    let before = enter((first + 2 * SECTORS) % SECTORS);
    for (let k = first; k <= last; k++) {
      const after = enter((k + 1 + 2 * SECTORS) % SECTORS);
      const at = Number.isNaN(before) ? after : Number.isNaN(after) ? before : Math.min(before, after);
      const sector = (k + 2 * SECTORS) % SECTORS;
      free[sector] = Math.min(free[sector], Math.max(start, Number.isNaN(at) ? near : at));
      before = after;
    }
  }
}
