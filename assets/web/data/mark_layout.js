/**
 * Which incidents in view are drawn as symbols and which as marks, in the period shown.
 *
 * A group is one mark if any two of its symbols would cover each other. Then, until nothing changes: a symbol that a mark
 * covers joins it if both are of one area, else its group becomes a mark at its own place; of two symbols of different
 * groups that cover each other, one group becomes a mark, which the other symbol joins if it is of the same area. Marks
 * never overlap: `Groups` has placed them for their greatest radius.
 */
import { greatest } from "./extremes.js";
import { ALIKE, markRadius } from "./mark_size.js";
import { NearCells } from "./near_cells.js";
import { MARKS, TYPES } from "./style.js";

/** @typedef {import("./groups.js").Groups} Groups */
/** @typedef {import("./in_view.js").InView} InView */

/**
 * How the marks and symbols look.
 * @typedef {object} Scale
 * @property {number[]} radii Of symbols by size class, in pixels.
 * @property {Float32Array} weights By size class.
 * @property {boolean} sameSize
 */

const longer = (array, length) => (array.length >= length ? array : new array.constructor(Math.ceil(length * 1.5)));
const WIDEST_NUMBER = 24; // half the box of a number, for `isFree`

/**
 * The marks and symbols of a step.
 * @property {Uint8Array} isMark By group in view.
 * @property {Float32Array} radius Of each mark.
 * @property {Int32Array} joined The mark that a row in view has joined; -1 for that of its group, or none.
 */
export class MarkLayout {
  /** Without marks until `arrange`. */
  constructor() {
    this.isMark = new Uint8Array(0);
    this.radius = new Float32Array(0);
    /** @type {number[]} Rows in view that are drawn as symbols. */
    this.singles = [];
    this.joined = new Int32Array(0);
    this.state = new Uint8Array(0);
    this.marks = new NearCells();
    this.symbols = new NearCells();
  }

  /**
   * Decide for the rows that were picked.
   * @param {InView} view
   * @param {Groups} groups
   * @param {Scale} scale
   */
  arrange(view, groups, scale) {
    /** @type {InView} */
    this.view = view;
    /** @type {Groups} */
    this.groups = groups;
    /** @type {Scale} */
    this.scale = scale;
    /** @type {number} */
    this.widest = greatest(scale.radii);
    const { shown } = view;
    this.isMark = longer(this.isMark, shown);
    this.radius = longer(this.radius, shown);
    this.joined = longer(this.joined, view.count);
    this.isMark.fill(0, 0, shown);
    this.joined.fill(-1, 0, view.count);
    const far = Math.max(MARKS.mostPx + this.widest, 2 * this.widest, MARKS.mostPx + WIDEST_NUMBER);
    this.marks.reset(shown, far);
    this.symbols.reset(view.count, far);
    /** @type {number[]} Groups of few incidents, which may be symbols. */
    this.waiting = [];
    for (let s = 0; s < shown; s++) {
      if (view.number[s] === 0) continue;
      if (view.number[s] > MARKS.singles || this._coverEachOther(s)) this._become(s);
      else this.waiting.push(s);
    }
    for (const s of this.waiting) view.each(s, (k) => this.symbols.add(k, view.px[k], view.py[k]));
    for (let again = true; again; ) again = this._settle();
    this._list();
  }

  /** The radius of the symbol of a row in view. */
  _symbol(k) {
    return this.scale.radii[this.scale.sameSize ? ALIKE : this.view.size(k)];
  }

  _coverEachOther(s) {
    const { px, py, head, next } = this.view;
    for (let a = head[s]; a >= 0; a = next[a]) {
      for (let b = next[a]; b >= 0; b = next[b]) if (this._cover(a, b, px, py)) return true;
    }
    return false;
  }

  _cover(a, b, px, py) {
    const least = MARKS.covers * (this._symbol(a) + this._symbol(b));
    return (px[a] - px[b]) ** 2 + (py[a] - py[b]) ** 2 < least * least;
  }

  /** A group becomes a mark. */
  _become(s) {
    const { view, groups } = this;
    this.isMark[s] = 1;
    this.radius[s] = markRadius(view.number[s], view.weight[s], groups.growth, groups.room[view.groups[s]]);
    this.marks.add(s, view.markX[s], view.markY[s]);
  }

  /** Turn what would be covered into marks; returns whether anything changed. */
  _settle() {
    const { view } = this;
    let changed = false;
    const left = [];
    for (const s of this.waiting) {
      if (this.isMark[s]) continue;
      view.each(s, (k) => {
        if (!this.isMark[s] && this.joined[k] < 0 && this._resolve(s, k)) changed = true;
      });
      if (!this.isMark[s]) left.push(s);
    }
    this.waiting = left;
    return changed;
  }

  /** What becomes of a symbol that something covers; returns whether something does. */
  _resolve(s, k) {
    const { view } = this;
    const { px, py, markX, markY } = view;
    const x = px[k];
    const y = py[k];
    const own = this._symbol(k);
    let mark = -1;
    this.marks.some(x, y, (m) => {
      const least = this.radius[m] + own - MARKS.ringPx; // it may touch the ring, not the number
      if ((markX[m] - x) ** 2 + (markY[m] - y) ** 2 >= least * least) return false;
      mark = m;
      return true;
    });
    if (mark >= 0) {
      if (this._area(mark) === this._area(s)) this._join(k, mark);
      else this._turn(s);
      return true;
    }
    let other = -1;
    this.symbols.some(x, y, (b) => {
      if (b === k || view.slotOf[b] === s || this.joined[b] >= 0 || !this._cover(k, b, px, py)) return false;
      other = b;
      return true;
    });
    if (other < 0) return false;
    const t = view.slotOf[other];
    const [into, row] = this._isHeavier(s, t) ? [s, other] : [t, k];
    const isAlike = this._area(s) === this._area(t);
    this._turn(into);
    if (isAlike) this._join(row, into);
    return true;
  }

  _area(s) {
    return this.groups.area[this.view.groups[s]];
  }

  /** Whether the first of two groups has more incidents in the period, or else over all days. */
  _isHeavier(s, t) {
    const { number, groups } = this.view;
    const { from } = this.groups;
    const all = (slot) => from[groups[slot] + 1] - from[groups[slot]];
    return number[s] !== number[t] ? number[s] > number[t] : all(s) !== all(t) ? all(s) > all(t) : s < t;
  }

  /** The symbols of a group become one mark. */
  _turn(s) {
    if (this.isMark[s]) return;
    this.view.each(s, (k) => this.joined[k] < 0 && this.symbols.remove(k));
    this._become(s);
  }

  /** A row leaves its group and joins a mark. */
  _join(k, mark) {
    const { view, scale, groups } = this;
    const s = view.slotOf[k];
    if (!this.isMark[s]) this.symbols.remove(k);
    this.joined[k] = mark;
    const type = Math.floor(view.kind[k] / scale.weights.length) % TYPES;
    const weight = scale.weights[view.size(k)];
    for (const [slot, sign] of [[s, -1], [mark, 1]]) {
      view.number[slot] += sign;
      view.weight[slot] += sign * weight;
      view.types[slot * TYPES + type] += sign;
      if (view.isNear(k)) view.near[slot] += sign;
    }
    this.radius[mark] = markRadius(view.number[mark], view.weight[mark], groups.growth, groups.room[view.groups[mark]]);
  }

  /** List the symbols, the large ones first. */
  _list() {
    const { view } = this;
    this.singles = [];
    for (const s of this.waiting) {
      view.each(s, (k) => {
        if (this.joined[k] < 0) this.singles.push(k);
      });
    }
    this.singles.sort((a, b) => this._symbol(b) - this._symbol(a) || a - b);
  }

  /**
   * The mark of a row in view; -1 if it is drawn alone.
   * @param {number} k
   * @returns {number}
   */
  markOf(k) {
    if (this.joined[k] >= 0) return this.joined[k];
    return this.isMark[this.view.slotOf[k]] ? this.view.slotOf[k] : -1;
  }

  /**
   * Whether a box touches no mark and no symbol.
   * @param {number} x Its middle in pixels of the page.
   * @param {number} y
   * @param {number} wide How far it reaches to each side.
   * @param {number} high How far it reaches up and down.
   * @returns {boolean}
   */
  isFree(x, y, wide, high) {
    const { view } = this;
    const touches = (u, v, radius) => Math.max(0, Math.abs(u - x) - wide) ** 2 + Math.max(0, Math.abs(v - y) - high) ** 2 < radius * radius;
    if (this.marks.some(x, y, (s) => touches(view.markX[s], view.markY[s], this.radius[s] + 1))) return false;
    return !this.symbols.some(x, y, (k) => touches(view.px[k], view.py[k], this._symbol(k) + 1));
  }

  /**
   * The rows of a mark, ascending.
   * @param {number} mark
   * @returns {number[]}
   */
  rowsOf(mark) {
    const { view, joined } = this;
    const found = [];
    view.each(mark, (k) => joined[k] < 0 && found.push(view.rows[k]));
    for (const s of this.joinedFrom()) view.each(s, (k) => joined[k] === mark && found.push(view.rows[k]));
    return found.sort((a, b) => a - b);
  }

  /**
   * The groups in view of which rows may have joined a mark of another one.
   * @returns {number[]}
   */
  joinedFrom() {
    const { view, joined } = this;
    const slots = [];
    for (let s = 0; s < view.shown; s++) {
      for (let k = view.head[s]; k >= 0; k = view.next[k]) {
        if (joined[k] < 0) continue;
        slots.push(s);
        break;
      }
    }
    return slots;
  }
}
