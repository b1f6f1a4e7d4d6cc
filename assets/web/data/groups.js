/**
 * Groups of incidents that may be drawn as one mark: those of one area around a hot place.
 *
 * Groups follow from the zoom level, the filters and the points, not from the period and not from the view: so a mark
 * stays where it is while time plays and the map is dragged. Its place is the mean of all its members. Marks that would
 * overlap are moved apart a little, but never into another area; where that does not suffice, those of one area are merged.
 */
import { cellsOf, middlesOf } from "./cluster_cells.js";
import { MarkRoom } from "./mark_room.js";
import { apartAt, growthFor, markRadius, numberRadius } from "./mark_size.js";
import { Spacing } from "./spacing.js";
import { MARKS, SIZES } from "./style.js";

/** @typedef {import("./area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("./mark_room.js").Numbered} Numbered */
/** @typedef {import("./cluster_cells.js").Sums} Sums */
/** @typedef {import("./store.js").Store} Store */

/**
 * What groups are made from.
 * @typedef {object} Grouping
 * @property {number} zoom Of the level, from `levelFor`.
 * @property {AreaGrid} areas
 * @property {boolean} whole One group an area, however large it is.
 * @property {Float32Array} weights By size class.
 * @property {Int32Array | null} rows Those to group; null for all.
 * @property {Numbered[]} districts Those with numbers of their own, the largest first.
 */

/**
 * The groups of one level.
 * @property {number} count
 * @property {Int32Array} of The group of each row; -1 for none.
 * @property {Int32Array} from Where the rows of each group begin in `rows`.
 * @property {Int32Array} rows Group by group, ascending.
 * @property {Float64Array} x The place of each mark in Web Mercator.
 * @property {Float64Array} y
 * @property {Float64Array} homeX The mean place of its members, from which it may be moved a little.
 * @property {Float64Array} homeY
 * @property {Float64Array} weight
 * @property {Int32Array} many Incidents of each group on all days.
 * @property {Int32Array} area -1 for none.
 * @property {Float32Array} room The greatest radius of each mark, in pixels.
 * @property {Map<number, [number, number]>} beside The middle of the number of a mark that has no room in it.
 * @property {Map<number, [number, number]>} districts The middle of the number of a district.
 * @property {Map<number, [number, number]>} lines Where the line to the number of a district begins, if it has one.
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
    /** @type {number} How far a mark may be moved from its mean place, in pixels. */
    this.shift = grouping.whole ? MARKS.wholeShiftPx : MARKS.shiftPx;
    const cells = cellsOf(store, grouping);
    this._placeCells(cells, store);
    this._gather(cells, middlesOf(cells, apartAt(grouping.zoom) / this.world));
    this._space(cells);
    this._list(store, cells);
    const room = new MarkRoom(this.spacing, this.weight, grouping.districts, () => this._symbols(store, grouping.weights));
    Object.assign(this, room.give(this.whole));
    delete this.spacing;
  }

  /** The place of each cell: the mean of its rows, or the row closest to it where that lies in another area. */
  _placeCells(cells, { x, y }) {
    const { area, many, sumX, sumY, of, count } = cells;
    cells.x = sumX.map((sum, c) => sum / many[c]);
    cells.y = sumY.map((sum, c) => sum / many[c]);
    const least = new Float64Array(count).fill(-1);
    let any = false;
    for (let c = 0; c < count; c++) {
      if (this.areas.at(cells.x[c], cells.y[c]) === area[c]) continue;
      least[c] = Infinity;
      any = true;
    }
    if (!any) return;
    const [meanX, meanY] = [cells.x.slice(), cells.y.slice()];
    for (let i = 0; i < of.length; i++) {
      const c = of[i];
      if (c < 0 || least[c] < 0) continue;
      const far = (x[i] - meanX[c]) ** 2 + (y[i] - meanY[c]) ** 2;
      if (far < least[c]) [cells.x[c], cells.y[c], least[c]] = [x[i], y[i], far];
    }
  }

  /** The sums and the places of groups of cells. */
  _gather(cells, { count, of }) {
    const [area, many] = [new Int32Array(count), new Int32Array(count)];
    const [sumX, sumY, weight] = [0, 0, 0].map(() => new Float64Array(count));
    for (let c = 0; c < cells.count; c++) {
      const g = of[c];
      area[g] = cells.area[c];
      many[g] += cells.many[c];
      sumX[g] += cells.sumX[c];
      sumY[g] += cells.sumY[c];
      weight[g] += cells.weight[c];
    }
    const homeX = sumX.map((sum, g) => sum / many[g]);
    const homeY = sumY.map((sum, g) => sum / many[g]);
    Object.assign(this, { count, area, many, weight, homeX, homeY, groupOf: of });
    this._settle(cells);
    this.x = homeX.slice();
    this.y = homeY.slice();
    /** @type {number} From `growthFor`: the same for every period. */
    this.growth = growthFor(weight.reduce((most, one) => Math.max(most, one), 0));
    /** @type {Float32Array} The radius of each mark if all of its incidents are in the period. */
    this.whole = Float32Array.from(many, (number, g) => markRadius(number, weight[g], this.growth));
  }

  /** A mean place that lies in another area, as in a bay of its own one: the place of the cell closest to it instead. */
  _settle(cells) {
    const { area, homeX, homeY, groupOf } = this;
    const outside = new Map();
    for (let g = 0; g < this.count; g++) {
      if (this.areas.at(homeX[g], homeY[g]) !== area[g]) outside.set(g, [homeX[g], homeY[g], Infinity]);
    }
    if (!outside.size) return;
    for (let c = 0; c < cells.count; c++) {
      const mean = outside.get(groupOf[c]);
      if (mean === undefined) continue;
      const far = (cells.x[c] - mean[0]) ** 2 + (cells.y[c] - mean[1]) ** 2;
      if (far < mean[2]) [homeX[groupOf[c]], homeY[groupOf[c]], mean[2]] = [cells.x[c], cells.y[c], far];
    }
  }

  /** Move marks apart, and merge those of one area of which the numbers still have no room. */
  _space(cells) {
    for (;;) {
      this.spacing = new Spacing(this, this.areas, this.world, this.shift);
      const needed = Float32Array.from(this.many, (number) => numberRadius(number));
      this.spacing.separate(this.whole);
      this.spacing.separate(needed);
      const merged = this._merged(needed);
      if (merged === null) return;
      const { x, y } = this;
      this._gather(cells, { count: merged.count, of: this.groupOf.map((g) => merged.of[g]) });
      merged.kept.forEach(([before, now]) => ([this.x[now], this.y[now]] = [x[before], y[before]]));
    }
  }

  /** Pairs of groups to merge, the smallest first: the new number of each group, and those that stay; null for no pair. */
  _merged(needed) {
    const { many, area } = this;
    const pairs = this.spacing.pairs(needed).filter(([g, h]) => area[g] === area[h]);
    if (!pairs.length) return null;
    const into = Int32Array.from(many, (_, g) => g);
    const busy = new Set();
    pairs.sort((a, b) => many[a[0]] + many[a[1]] - many[b[0]] - many[b[1]] || a[0] - b[0] || a[1] - b[1]);
    for (const [g, h] of pairs) {
      if (busy.has(g) || busy.has(h)) continue;
      busy.add(g).add(h);
      into[h] = g;
    }
    const of = new Int32Array(this.count);
    const kept = [];
    let count = 0;
    for (let g = 0; g < this.count; g++) {
      of[g] = into[g] === g ? count++ : of[into[g]];
      if (!busy.has(g)) kept.push([g, of[g]]);
    }
    return { count, of, kept };
  }

  /** List the rows of each group, and the box around them. */
  _list({ x, y }, cells) {
    const { count, groupOf } = this;
    const { of } = cells;
    const from = new Int32Array(count + 1);
    const box = new Float64Array(4 * count);
    for (let g = 0; g < count; g++) box.set([Infinity, Infinity, -Infinity, -Infinity], 4 * g);
    for (let i = 0; i < of.length; i++) {
      if (of[i] < 0) continue;
      const g = (of[i] = groupOf[of[i]]);
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
    delete this.groupOf;
    Object.assign(this, { of, from, box, rows });
  }

  /** What the symbols of small groups may cover, in pixels of the level. */
  _symbols({ x, y, codes }, weights) {
    const { from, rows, many, world } = this;
    const found = [];
    for (let g = 0; g < this.count; g++) {
      if (many[g] > MARKS.singles) continue;
      for (let k = from[g]; k < from[g + 1]; k++) {
        const i = rows[k];
        found.push([x[i] * world, y[i] * world, Math.sqrt(weights[codes[i] % SIZES])]);
      }
    }
    return found;
  }
}
