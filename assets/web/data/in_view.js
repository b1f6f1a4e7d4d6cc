/**
 * The rows in view that are in the period, by size and by place.
 *
 * The rows of a view are searched once; a step reads these alone, however many there are elsewhere. Arrays grow when they
 * are too short and are reused otherwise.
 */
import { withLatestEnds } from "./points.js";
import { lowerBound } from "./search.js";
import { SIZES } from "./style.js";

/** @typedef {import("./points.js").LastingRows} LastingRows */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{scale: number, left: number, top: number}} PixelView The map on the screen, in device pixels. */

const FEW = 50_000; // up to so many rows a scan is as fast as the grid

const longer = (array, length) => (array.length >= length ? array : new array.constructor(Math.ceil(length * 1.5)));

/** The rows in view, selected for a period and grouped by place. */
export class InView {
  /** Without rows until `fit`. */
  constructor() {
    /** @type {Int32Array} In view, ascending. */
    this.rows = new Int32Array(0);
    this.picked = new Int32Array(0);
    this.px = new Int16Array(0);
    this.py = new Int16Array(0);
    this.scratch = new Int32Array(0);
    this.bucket = new Int32Array(SIZES + 1);
    this.cursor = new Int32Array(SIZES + 1);
    this.siteOf = new Int32Array(0);
    this.siteCount = new Int32Array(0);
    this.siteTop = new Int32Array(0);
    this.siteNear = new Int32Array(0);
    this.table = new Int32Array(16);
    this.count = this.found = this.sites = 0;
    /** @type {LastingRows[]} */
    this.lasting = [];
  }

  /**
   * Search the rows that lie in a part of the screen.
   * @param {Store} store
   * @param {PixelView} view
   * @param {number[]} box Left, top, right, bottom.
   */
  fit(store, view, [low, high, right, bottom]) {
    const { x, y, n } = store;
    const [west, east] = [low, right].map((u) => (u + view.left) / view.scale);
    const [north, south] = [high, bottom].map((v) => (v + view.top) / view.scale);
    const within = (i) => x[i] >= west && y[i] >= north && x[i] < east && y[i] < south; // false for NaN
    this.count = 0;
    if (n > FEW && store.grid.count(west, north, east, south) * 16 < n) {
      store.grid.each(west, north, east, south, (i) => (this.count += within(i) ? 1 : 0));
      const rows = (this.rows = longer(this.rows, this.count));
      let k = 0;
      store.grid.each(west, north, east, south, (i) => within(i) && (rows[k++] = i));
      rows.subarray(0, k).sort();
    } else {
      for (let i = 0; i < n; i++) this.count += within(i) ? 1 : 0;
      const rows = (this.rows = longer(this.rows, this.count));
      for (let i = 0, k = 0; k < this.count; i++) if (within(i)) rows[k++] = i;
    }
    /** @type {PixelView} */
    this.view = view;
    this.lasting = store.lasting.map((group) => this._inView(group));
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
   * Select the rows in the period of the store, grouped by size class: `picked[bucket[s]]` to `picked[bucket[s + 1]]`;
   * and compute the pixel of each (`px`, `py`).
   * @param {Store} store
   */
  pick(store) {
    const { rows, bucket } = this;
    const { mask, codes } = store;
    const lo = lowerBound(rows, store.lo, this.count);
    const hi = lowerBound(rows, store.hi, this.count);
    this.scratch = longer(this.scratch, hi - lo + this.lasting.reduce((sum, group) => sum + group.rows.length, 0));
    const { scratch } = this;
    let found = 0;
    bucket.fill(0);
    const take = (k) => {
      const i = rows[k];
      if (mask !== null && mask[i] === 0) return;
      scratch[found++] = i;
      bucket[codes[i] % SIZES]++;
    };
    this._eachEarlier(store, lo, take);
    const cut = this._overrunning(store, lo, hi);
    for (let k = lo; k < hi; k++) {
      const i = rows[k];
      if ((mask !== null && mask[i] === 0) || (cut !== null && cut.has(k))) continue;
      scratch[found++] = i;
      bucket[codes[i] % SIZES]++;
    }
    this._sort(codes, found);
    this._project(store);
  }

  _eachEarlier(store, lo, visit) {
    if (store.certain || store.isEmpty) return;
    for (const { rows, ends, latest } of this.lasting) {
      for (let j = lowerBound(rows, lo) - 1; j >= 0 && latest[j] >= store.from; j--) if (ends[j] >= store.from) visit(rows[j]);
    }
  }

  _overrunning(store, lo, hi) {
    if (!store.certain) return null;
    const cut = new Set();
    for (const { rows, ends } of this.lasting) {
      const end = lowerBound(rows, hi);
      for (let j = lowerBound(rows, lo); j < end; j++) if (ends[j] > store.to) cut.add(rows[j]);
    }
    return cut;
  }

  _sort(codes, found) {
    const { bucket, cursor, scratch } = this;
    this.picked = longer(this.picked, found);
    const { picked } = this;
    let at = 0;
    for (let s = 0; s < SIZES; s++) {
      const many = bucket[s];
      bucket[s] = cursor[s] = at;
      at += many;
    }
    bucket[SIZES] = at;
    for (let j = 0; j < found; j++) {
      const i = scratch[j];
      picked[cursor[codes[i] % SIZES]++] = i;
    }
    this.found = found;
  }

  _project({ x, y }) {
    const { picked, found } = this;
    const { scale, left, top } = this.view;
    const px = (this.px = longer(this.px, found));
    const py = (this.py = longer(this.py, found));
    for (let j = 0; j < found; j++) {
      px[j] = x[picked[j]] * scale - left;
      py[j] = y[picked[j]] * scale - top;
    }
  }

  /**
   * Group the picked rows by place: `siteOf[j]` is the number of the place, large symbols first; for each place
   * `siteCount`, its largest symbol `siteTop`, and a row that is only near or -1 in `siteNear`.
   * @param {Store} store
   */
  place(store) {
    const { found, bucket } = this;
    for (const name of ["siteOf", "siteCount", "siteTop", "siteNear"]) this[name] = longer(this[name], found);
    let slots = 16;
    while (slots < found * 2) slots *= 2;
    if (this.table.length < slots) this.table = new Int32Array(slots);
    this.table.fill(-1, 0, slots);
    this.sites = 0;
    for (let s = SIZES - 1; s >= 0; s--) for (let j = bucket[s]; j < bucket[s + 1]; j++) this._place(store, j, slots - 1);
  }

  _place(store, j, most) {
    const { table, picked, siteOf, siteCount, siteTop, siteNear } = this;
    const { x, y } = store;
    const i = picked[j];
    let h = (Math.imul(x[i] * 2 ** 30, 0x9e3779b1) ^ Math.imul(y[i] * 2 ** 30, 0x85ebca6b)) >>> 0;
    h = (h ^ (h >>> 15)) & most;
    let site = table[h];
    while (site >= 0) {
      const other = picked[siteTop[site]];
      if (x[other] === x[i] && y[other] === y[i]) break;
      h = (h + 1) & most;
      site = table[h];
    }
    if (site < 0) {
      site = table[h] = this.sites++;
      siteTop[site] = j;
      siteCount[site] = 0;
      siteNear[site] = -1;
    }
    siteOf[j] = site;
    siteCount[site]++;
    if (siteNear[site] < 0 && store.precision(i) === 1) siteNear[site] = j;
  }
}
