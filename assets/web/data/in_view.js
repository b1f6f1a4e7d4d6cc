/**
 * The groups in view and their rows in the period.
 *
 * The rows of a view are searched once; a step reads these alone, however many there are elsewhere. A group in view has all
 * its rows, also those beside the view, so that its number does not depend on where the map is. Arrays grow when they are
 * too short and are reused otherwise.
 */
import { FIRST_AREA, SYMBOLS, withLatestEnds } from "./points.js";
import { lowerBound } from "./search.js";
import { SIZES, TYPES } from "./style.js";

/** @typedef {import("./groups.js").Groups} Groups */
/** @typedef {import("./points.js").LastingRows} LastingRows */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{scale: number, left: number, top: number}} PixelView The map on the screen, in pixels of the page. */

const FEW = 50_000; // up to so many rows a scan is as fast as sorting the rows in view

const longer = (array, length) => (array.length >= length ? array : new array.constructor(Math.ceil(length * 1.5)));

/**
 * The rows in view, selected for a period and counted by group.
 * @property {Int32Array} rows In view, ascending.
 * @property {Int32Array} slotOf The group of each, by its number in view.
 * @property {Int32Array} groups The groups in view, by that number.
 * @property {Int32Array} head The last row of each group in the period, as an index into `rows`; -1 for none.
 * @property {Int32Array} next The row before it.
 */
export class InView {
  /** Without rows until `fit`. */
  constructor() {
    for (const name of ["rows", "slotOf", "next", "groups", "head", "number"]) this[name] = new Int32Array(0);
    this.slots = new Int32Array(0);
    this.kind = new Uint8Array(0);
    this.px = new Float32Array(0);
    this.py = new Float32Array(0);
    this.markX = new Float32Array(0);
    this.markY = new Float32Array(0);
    this.weight = new Float32Array(0);
    this.near = new Int32Array(0);
    this.types = new Int32Array(0);
    this.count = this.shown = 0;
    /** @type {LastingRows[]} */
    this.lasting = [];
    /** @type {{lo: number, hi: number, earlier: number[], cut: number[]}} The rows of `pick`. */
    this.picked = { lo: 0, hi: 0, earlier: [], cut: [] };
  }

  /**
   * Search the groups that touch a part of the screen, and their rows.
   * @param {Store} store
   * @param {Groups} found
   * @param {PixelView} view
   * @param {number[]} box Left, top, right, bottom.
   */
  fit(store, found, view, box) {
    this._fitGroups(found, view, box);
    this._fitRows(store, found);
    this._project(store, view);
    this.lasting = store.lasting.map((group) => this._inView(group));
  }

  _fitGroups(found, view, sides) {
    const [low, high, right, bottom] = sides;
    const [west, east] = [low, right].map((u) => (u + view.left) / view.scale);
    const [north, south] = [high, bottom].map((v) => (v + view.top) / view.scale);
    const { box, x, y } = found;
    this.slots = longer(this.slots, found.count);
    this.slots.fill(-1);
    this.groups = longer(this.groups, found.count);
    let many = 0;
    for (let g = 0; g < found.count; g++) {
      const touches = box[4 * g] <= east && box[4 * g + 2] >= west && box[4 * g + 1] <= south && box[4 * g + 3] >= north;
      if (!touches && !(x[g] >= west && x[g] <= east && y[g] >= north && y[g] <= south)) continue;
      this.slots[g] = many;
      this.groups[many++] = g;
    }
    /** @type {number} Groups in view. */
    this.shown = many;
    for (const name of ["head", "number", "weight", "near", "markX", "markY"]) this[name] = longer(this[name], many);
    this.types = longer(this.types, many * TYPES);
    for (let s = 0; s < many; s++) {
      this.markX[s] = x[this.groups[s]] * view.scale - view.left;
      this.markY[s] = y[this.groups[s]] * view.scale - view.top;
    }
  }

  _fitRows(store, { from, rows: grouped, of }) {
    const { n } = store;
    const { groups, slots, shown } = this;
    let many = 0;
    for (let s = 0; s < shown; s++) many += from[groups[s] + 1] - from[groups[s]];
    /** @type {number} Rows in view. */
    this.count = many;
    this.rows = longer(this.rows, many);
    this.slotOf = longer(this.slotOf, many);
    const { rows, slotOf } = this;
    let k = 0;
    if (n <= FEW || many * 16 > n) {
      for (let i = 0; i < n; i++) if (of[i] >= 0 && slots[of[i]] >= 0) rows[k++] = i;
    } else {
      for (let s = 0; s < shown; s++) for (let j = from[groups[s]]; j < from[groups[s] + 1]; j++) rows[k++] = grouped[j];
      rows.subarray(0, many).sort();
    }
    for (let j = 0; j < many; j++) slotOf[j] = slots[of[rows[j]]];
  }

  _project({ x, y, codes }, view) {
    const { scale, left, top } = view;
    const { count, rows } = this;
    for (const name of ["px", "py", "kind", "next"]) this[name] = longer(this[name], count);
    const { px, py, kind } = this;
    for (let k = 0; k < count; k++) {
      px[k] = x[rows[k]] * scale - left;
      py[k] = y[rows[k]] * scale - top;
      kind[k] = codes[rows[k]];
    }
  }

  /** The rows of a group of lasting rows that lie in the view, by their index there. */
  _inView({ rows, ends }) {
    const ks = [];
    const last = [];
    let k = 0;
    for (let j = 0; j < rows.length && k < this.count; j++) {
      while (k < this.count && this.rows[k] < rows[j]) k++;
      if (this.rows[k] !== rows[j] || k === this.count) continue;
      ks.push(k);
      last.push(ends[j]);
    }
    return withLatestEnds(Int32Array.from(ks), Uint16Array.from(last));
  }

  /**
   * Count the rows in the period of the store by group, and list them.
   * @param {Store} store
   * @param {Float32Array} weights By size class.
   */
  pick(store, weights) {
    const { rows, shown } = this;
    this.head.fill(-1, 0, shown);
    this.number.fill(0, 0, shown);
    this.weight.fill(0, 0, shown);
    this.near.fill(0, 0, shown);
    this.types.fill(0, 0, shown * TYPES);
    const lo = lowerBound(rows, store.lo, this.count);
    const hi = lowerBound(rows, store.hi, this.count);
    /** @type {number[]} Rows that began before the period and last into it. */
    const earlier = [];
    this._eachEarlier(store, lo, (k) => earlier.push(k));
    this.picked = { lo, hi, earlier, cut: this._overrunning(store, lo, hi) };
    this._eachPicked((from, to) => this._take(from, to, weights));
  }

  /** Call back with the ranges of the rows in the period. */
  _eachPicked(visit) {
    const { lo, hi, earlier, cut } = this.picked;
    for (const k of earlier) visit(k, k + 1);
    let from = lo;
    for (const k of cut) {
      visit(from, k);
      from = k + 1;
    }
    visit(from, hi);
  }

  /**
   * Call back with the ranges of listed rows that are in the period, as indices into the list.
   * @param {Int32Array} listed Indices into `rows`, ascending.
   * @param {(from: number, to: number) => void} visit From one index to before another.
   */
  eachListed(listed, visit) {
    this._eachPicked((from, to) => visit(lowerBound(listed, from), lowerBound(listed, to)));
  }

  /** A loop of its own: calls cost as much as the work. */
  _take(lo, hi, weights) {
    const { slotOf, kind, number, weight, near, types, next, head } = this;
    for (let k = lo; k < hi; k++) {
      const s = slotOf[k];
      const code = kind[k];
      const symbol = code < SYMBOLS ? code : code - SYMBOLS;
      const type = (symbol / SIZES) | 0;
      number[s]++;
      weight[s] += weights[symbol - type * SIZES];
      types[s * TYPES + type]++;
      if (code >= SYMBOLS) near[s]++;
      next[k] = head[s];
      head[s] = k;
    }
  }

  _eachEarlier(store, lo, visit) {
    if (store.certain || store.isEmpty) return;
    for (const { rows, ends, latest } of this.lasting) {
      for (let j = lowerBound(rows, lo) - 1; j >= 0 && latest[j] >= store.from; j--) if (ends[j] >= store.from) visit(rows[j]);
    }
  }

  /** The rows that last beyond the period where they are left out, ascending. */
  _overrunning(store, lo, hi) {
    const cut = [];
    if (!store.certain) return cut;
    for (const { rows, ends } of this.lasting) {
      const end = lowerBound(rows, hi);
      for (let j = lowerBound(rows, lo); j < end; j++) if (ends[j] > store.to) cut.push(rows[j]);
    }
    return cut.sort((a, b) => a - b);
  }

  /**
   * Call back with the rows of a group in the period, as indices into `rows`.
   * @param {number} slot
   * @param {(k: number) => void} visit
   */
  each(slot, visit) {
    for (let k = this.head[slot]; k >= 0; k = this.next[k]) visit(k);
  }

  /**
   * The index of a row in `rows`; -1 if it is not in view.
   * @param {number} row
   * @returns {number}
   */
  indexOf(row) {
    const k = lowerBound(this.rows, row, this.count);
    return k < this.count && this.rows[k] === row ? k : -1;
  }

  /**
   * The size class of a row in view.
   * @param {number} k
   * @returns {number}
   */
  size(k) {
    return this.kind[k] % SIZES;
  }

  /**
   * Whether the place of a row in view is only near.
   * @param {number} k
   * @returns {boolean}
   */
  isNear(k) {
    return this.kind[k] >= SYMBOLS && this.kind[k] < FIRST_AREA;
  }
}
