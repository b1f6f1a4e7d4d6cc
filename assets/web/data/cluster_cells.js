/**
 * Incidents by small cells of the ground and area, and which cells are drawn together.
 *
 * The cells with the most incidents are the middles of groups, if none with more lies closer than `apartAt`; every other
 * cell belongs to the closest middle of its area. So a hot place is the middle of its mark, wherever lines of cells lie.
 */
import { apartAt } from "./mark_size.js";
import { NearCells } from "./near_cells.js";
import { FIRST_AREA } from "./points.js";
import { SIZES } from "./style.js";

/** @typedef {import("./groups.js").Grouping} Grouping */
/** @typedef {import("./store.js").Store} Store */

/**
 * Sums of rows by cell or by group.
 * @typedef {object} Sums
 * @property {number} count How many there are.
 * @property {Int32Array} area -1 for none.
 * @property {Int32Array} many Incidents.
 * @property {Float64Array} sumX Of the places in Web Mercator.
 * @property {Float64Array} sumY
 * @property {Float64Array} weight
 */

/**
 * The rows that may be drawn, by cell and area.
 * @param {Store} store
 * @param {Grouping} grouping
 * @returns {Sums & {of: Int32Array}} The cell of each row; -1 for none.
 */
export function cellsOf(store, { zoom, areas, whole, weights, rows }) {
  const { x, y, mask, codes } = store;
  const scale = (2 * 256 * 2 ** zoom) / apartAt(zoom);
  const of = new Int32Array(store.n).fill(-1);
  const n = rows === null ? store.n : rows.length;
  let slots = 64;
  while (slots < n * 2) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  const [columns, lines, area, many] = [0, 0, 0, 0].map(() => new Int32Array(n));
  const [sumX, sumY, weight] = [0, 0, 0].map(() => new Float64Array(n));
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
  return { count, of, area: one(area), many: one(many), sumX: one(sumX), sumY: one(sumY), weight: one(weight) };
}

/**
 * The group of each cell.
 * @param {Sums} cells
 * @param {number} apart How far they are at least apart, in Web Mercator.
 * @returns {{count: number, of: Int32Array}} Groups are numbered from the one with the fullest middle on.
 */
export function middlesOf({ count, area, many, sumX, sumY }, apart) {
  const x = sumX.map((sum, c) => sum / many[c]);
  const y = sumY.map((sum, c) => sum / many[c]);
  const near = new NearCells();
  near.reset(count, apart);
  const of = new Int32Array(count).fill(-1);
  const order = Array.from(of.keys()).sort((a, b) => many[b] - many[a] || y[a] - y[b] || x[a] - x[b] || area[a] - area[b]);
  const left = [];
  let groups = 0;
  for (const c of order) {
    const isNear = near.some(x[c], y[c], (m) => area[m] === area[c] && (x[m] - x[c]) ** 2 + (y[m] - y[c]) ** 2 < apart * apart);
    if (isNear) left.push(c);
    else {
      near.add(c, x[c], y[c]);
      of[c] = groups++;
    }
  }
  for (const c of left) {
    let [best, least] = [-1, Infinity];
    near.some(x[c], y[c], (m) => {
      const far = (x[m] - x[c]) ** 2 + (y[m] - y[c]) ** 2;
      if (area[m] === area[c] && (far < least || (far === least && of[m] < best))) [best, least] = [of[m], far];
    });
    of[c] = best;
  }
  return { count: groups, of };
}
