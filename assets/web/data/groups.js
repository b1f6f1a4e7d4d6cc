/**
 * Groups of incidents that may be drawn as one mark: those of one area in one cell of the ground.
 *
 * Groups follow from the zoom level, the filters and the points, not from the period and not from the view: so a mark
 * stays where it is while time plays and the map is dragged. Its place is the mean of all its members. Groups of one area
 * that are too close for two marks are merged; marks of two areas are moved apart a little, but never into another area.
 */
import { growthFor, markRadius, numberRadius } from "./mark_size.js";
import { NearCells } from "./near_cells.js";
import { FIRST_AREA } from "./points.js";
import { MARKS, SIZES } from "./style.js";

/** @typedef {import("./area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("./store.js").Store} Store */

/**
 * What groups are made from.
 * @typedef {object} Grouping
 * @property {number} zoom Of the level, from `levelFor`.
 * @property {AreaGrid} areas
 * @property {boolean} whole One group an area, however large it is.
 * @property {Float32Array} weights By size class.
 * @property {Int32Array | null} rows Those to group; null for all.
 */

const ROUNDS = 24;
const FARTHEST_PX = 2 * MARKS.mostPx + MARKS.gapPx; // between the middles of two marks that could overlap
const SLACK_PX = 1e-3; // overlaps below it are none
const TINY_PX = 4; // the least radius of a mark, without a number

/**
 * The zoom of the level of cells for a zoom of the map: the coarser one, so that marks lie at least as far apart.
 * @param {number} zoom
 * @returns {number}
 */
export const levelFor = (zoom) => Math.floor(zoom * MARKS.levelsPerZoom + 1e-6) / MARKS.levelsPerZoom;

/**
 * The groups of one level.
 * @property {number} count
 * @property {Int32Array} of The group of each row; -1 for none.
 * @property {Int32Array} from Where the rows of each group begin in `rows`.
 * @property {Int32Array} rows Group by group, ascending.
 * @property {Float64Array} x The place of each mark in Web Mercator.
 * @property {Float64Array} y
 * @property {Float64Array} weight
 * @property {Int32Array} many Incidents of each group on all days.
 * @property {Int32Array} area -1 for none.
 * @property {Float32Array} room The greatest radius of each mark, in pixels.
 * @property {Float32Array} whole
 * @property {Float64Array} box West, north, east, south of the members of each group.
 */
export class Groups {
  /**
   * @param {Store} store
   * @param {Grouping} grouping
   */
  constructor(store, grouping) {
    /** @type {number} The width of the world in pixels at this level. */
    this.world = 256 * 2 ** grouping.zoom;
    /** @type {AreaGrid} */
    this.areas = grouping.areas;
    this.near = new NearCells();
    this._cut(store, grouping);
    this._merge();
    this._number(store);
    this.growth = growthFor(this.heaviest);
    this._settle(store);
    this._separate();
    this._limit();
  }

  /**
   * The weight of the heaviest group.
   * @returns {number}
   */
  get heaviest() {
    let most = 0;
    for (let g = 0; g < this.count; g++) if (this.weight[g] > most) most = this.weight[g];
    return most;
  }

  /** Group the rows by cell and area. */
  _cut(store, { areas, whole, weights, rows }) {
    const { x, y, mask, codes } = store;
    const scale = this.world / MARKS.cellPx;
    const of = new Int32Array(store.n).fill(-1);
    const n = rows === null ? store.n : rows.length;
    let slots = 64;
    while (slots < n * 2) slots *= 2;
    const table = new Int32Array(slots).fill(-1);
    const columns = new Int32Array(n);
    const lines = new Int32Array(n);
    const area = new Int32Array(n);
    const many = new Int32Array(n);
    const [sumX, sumY, weight] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    let count = 0;
    for (let k = 0; k < n; k++) {
      const i = rows === null ? k : rows[k];
      if (codes[i] >= FIRST_AREA || !(x[i] >= 0) || (mask !== null && mask[i] === 0)) continue;
      const a = areas.at(x[i], y[i]);
      const isWhole = whole && a >= 0;
      const c = isWhole ? -1 : (x[i] * scale) | 0;
      const r = isWhole ? -1 : (y[i] * scale) | 0;
      let h = Math.imul(c, 0x9e3779b1) ^ Math.imul(r, 0x85ebca6b) ^ Math.imul(a + 1, 0xc2b2ae35);
      h = (h ^ (h >>> 15)) & (slots - 1);
      let g = table[h];
      while (g >= 0 && (columns[g] !== c || lines[g] !== r || area[g] !== a)) {
        h = (h + 1) & (slots - 1);
        g = table[h];
      }
      if (g < 0) {
        g = table[h] = count++;
        columns[g] = c;
        lines[g] = r;
        area[g] = a;
      }
      of[i] = g;
      many[g]++;
      sumX[g] += x[i];
      sumY[g] += y[i];
      weight[g] += weights[codes[i] % SIZES];
    }
    const one = (column) => column.slice(0, count);
    Object.assign(this, { of, count, area: one(area), many: one(many), weight: one(weight), sumX: one(sumX), sumY: one(sumY) });
  }

  /** Merge groups of one area that lie too close for two marks, the larger ones first. */
  _merge() {
    const { count, many, sumX, sumY, weight, near } = this;
    /** @type {number} From `growthFor`: the same for every period. */
    this.growth = growthFor(this.heaviest);
    near.reset(count, FARTHEST_PX / this.world);
    for (let g = 0; g < count; g++) near.add(g, sumX[g] / many[g], sumY[g] / many[g]);
    /** @type {Int32Array} The group into which each was merged; itself if it was not. */
    this.into = Int32Array.from({ length: count }, (_, g) => g);
    const { into } = this;
    const order = Array.from(into).sort((a, b) => many[b] - many[a] || a - b);
    for (const g of order) {
      if (into[g] !== g) continue;
      for (let other = this._closest(g); other >= 0; other = this._closest(g)) {
        near.remove(other);
        near.remove(g);
        into[other] = g;
        many[g] += many[other];
        sumX[g] += sumX[other];
        sumY[g] += sumY[other];
        weight[g] += weight[other];
        near.add(g, sumX[g] / many[g], sumY[g] / many[g]);
      }
    }
  }

  /** The radius of the mark of a group, in pixels, if all of its incidents are in the period. */
  _whole(g) {
    return markRadius(this.many[g], this.weight[g], this.growth);
  }

  /** The closest group of the same area whose mark would overlap that of a group; -1 for none. */
  _closest(g) {
    const { area, many, sumX, sumY } = this;
    const [x, y] = [sumX[g] / many[g], sumY[g] / many[g]];
    const own = this._whole(g) + MARKS.gapPx;
    let [best, least] = [-1, Infinity];
    this.near.some(x, y, (h) => {
      if (h === g || area[h] !== area[g]) return;
      const far = Math.hypot(sumX[h] / many[h] - x, sumY[h] / many[h] - y) * this.world;
      if (far < own + this._whole(h) && (far < least || (far === least && h < best))) [best, least] = [h, far];
    });
    return best;
  }

  /** Number the groups that are left, and list the rows of each. */
  _number({ x, y }) {
    const { into, of } = this;
    const number = new Int32Array(this.count).fill(-1);
    let count = 0;
    for (let g = 0; g < this.count; g++) if (into[g] === g) number[g] = count++;
    for (let g = 0; g < this.count; g++) {
      let root = g;
      while (into[root] !== root) root = into[root];
      number[g] = number[root];
    }
    const [area, many] = [new Int32Array(count), new Int32Array(count)];
    const [gx, gy, weight] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
    for (let g = 0; g < this.count; g++) {
      if (into[g] !== g) continue;
      area[number[g]] = this.area[g];
      gx[number[g]] = this.sumX[g] / this.many[g];
      gy[number[g]] = this.sumY[g] / this.many[g];
      weight[number[g]] = this.weight[g];
      many[number[g]] = this.many[g];
    }
    const from = new Int32Array(count + 1);
    const box = new Float64Array(4 * count);
    for (let g = 0; g < count; g++) box.set([Infinity, Infinity, -Infinity, -Infinity], 4 * g);
    for (let i = 0; i < of.length; i++) {
      if (of[i] < 0) continue;
      const g = (of[i] = number[of[i]]);
      from[g + 1]++;
      if (x[i] < box[4 * g]) box[4 * g] = x[i];
      if (y[i] < box[4 * g + 1]) box[4 * g + 1] = y[i];
      if (x[i] > box[4 * g + 2]) box[4 * g + 2] = x[i];
      if (y[i] > box[4 * g + 3]) box[4 * g + 3] = y[i];
    }
    for (let g = 0; g < count; g++) from[g + 1] += from[g];
    const next = from.slice();
    const rows = new Int32Array(from[count]);
    for (let i = 0; i < of.length; i++) if (of[i] >= 0) rows[next[of[i]]++] = i;
    delete this.into;
    delete this.sumX;
    delete this.sumY;
    Object.assign(this, { count, many, area, x: gx, y: gy, from, weight, box, rows });
  }

  /** A mean place that lies in another area, as in a bay of its own one: the member closest to it instead. */
  _settle({ x, y }) {
    const { area, from, rows } = this;
    for (let g = 0; g < this.count; g++) {
      if (this.areas.at(this.x[g], this.y[g]) === area[g]) continue;
      let [best, least] = [rows[from[g]], Infinity];
      for (let k = from[g]; k < from[g + 1]; k++) {
        const far = (x[rows[k]] - this.x[g]) ** 2 + (y[rows[k]] - this.y[g]) ** 2;
        if (far < least) [best, least] = [rows[k], far];
      }
      [this.x[g], this.y[g]] = [x[best], y[best]];
    }
  }

  /** Groups whose mark overlaps that of a group, ascending. */
  _overlapping(g) {
    const { near, x, y, whole, world } = this;
    const found = [];
    near.some(x[g], y[g], (h) => {
      if (h !== g && Math.hypot(x[h] - x[g], y[h] - y[g]) * world < whole[g] + whole[h] + MARKS.gapPx - SLACK_PX) found.push(h);
    });
    return found.sort((a, b) => a - b);
  }

  /** Move marks of different areas apart, the smaller one further, within a limit and within their area. */
  _separate() {
    const { near, x, y, count } = this;
    /** @type {Float32Array} The radius of each mark if all of its incidents are in the period. */
    this.whole = Float32Array.from({ length: count }, (_, g) => this._whole(g));
    near.reset(count, FARTHEST_PX / this.world);
    for (let g = 0; g < count; g++) near.add(g, x[g], y[g]);
    /** @type {number[]} Groups that overlap another. */
    this.tight = [];
    for (let g = 0; g < count; g++) if (this._overlapping(g).length) this.tight.push(g);
    const home = [x.slice(), y.slice()];
    let active = new Set(this.tight);
    for (let round = 0; round < ROUNDS && active.size; round++) {
      const next = new Set();
      for (const g of Array.from(active).sort((a, b) => a - b)) {
        for (const h of this._overlapping(g)) {
          if (this._push(g, h, home)) [g, h].forEach((one) => next.add(one));
          this.tight.push(h);
        }
      }
      active = next;
    }
  }

  /** Push two marks apart; returns whether one has moved. */
  _push(g, h, home) {
    const { x, y, many, whole } = this;
    const far = Math.hypot(x[h] - x[g], y[h] - y[g]) * this.world;
    const missing = (whole[g] + whole[h] + MARKS.gapPx - far) * 1.02;
    const angle = far > 0 ? Math.atan2(y[h] - y[g], x[h] - x[g]) : g + h;
    const share = many[g] / (many[g] + many[h]);
    const moved = this._move(g, angle + Math.PI, missing * (1 - share), home);
    return this._move(h, angle, missing * share, home) || moved;
  }

  /** Move a mark by pixels of the level; returns whether it may be there. */
  _move(g, angle, far, home) {
    const u = this.x[g] + (far / this.world) * Math.cos(angle);
    const v = this.y[g] + (far / this.world) * Math.sin(angle);
    if (Math.hypot(u - home[0][g], v - home[1][g]) * this.world > MARKS.shiftPx) return false;
    if (this.areas.at(u, v) !== this.area[g]) return false;
    this.near.remove(g);
    [this.x[g], this.y[g]] = [u, v];
    this.near.add(g, u, v);
    return true;
  }

  /** The room of each mark. Where marks of two areas are still too close, the one with more incidents keeps more. */
  _limit() {
    const { many, x, y, world } = this;
    this.room = this.whole.slice();
    const { room } = this;
    const tight = [];
    for (const g of new Set(this.tight)) {
      for (const h of this._overlapping(g)) {
        const free = Math.hypot(x[h] - x[g], y[h] - y[g]) * world - MARKS.gapPx;
        if (many[g] > many[h] || (many[g] === many[h] && g < h)) tight.push([g, h, free]);
      }
    }
    tight.sort((a, b) => many[b[0]] - many[a[0]] || a[0] - b[0] || a[1] - b[1]);
    for (const [g, h, free] of tight) {
      if (room[g] + room[h] <= free) continue;
      const [needed, others] = [numberRadius(many[g]), numberRadius(many[h])];
      const left = needed + others <= free ? others : Math.min(others, Math.max(TINY_PX, free - needed));
      // A mark without a number may lie on the ring of another one, so that that keeps its number.
      const kept = Math.min(needed, free + MARKS.gapPx + MARKS.ringPx - TINY_PX);
      room[g] = Math.max(TINY_PX, Math.min(room[g], Math.max(free - left, kept)));
      room[h] = Math.max(TINY_PX, Math.min(room[h], free - room[g]));
    }
  }
}
