/**
 * How large a cell's dot is, so that counts per cell paint about as much as marks of the same incidents would.
 *
 * Painted is the area times the contrast to the ground. What both would paint is estimated from a sample of the rows in view,
 * as large as the number at which marks give way to cells, or as a period holds on average if that is less. Marks are found
 * as for the map, without being moved and merged. The choice follows from the view, the filters and about the length of the
 * period: it does not change while time plays. With more incidents the dots stay as large, and cells paint more.
 */
import { cellsOf, middlesOf } from "./cluster_cells.js";
import { FULL_FROM, densityClass } from "./density.js";
import { greatest } from "./extremes.js";
import { apartAt, growthFor, markRadius, numberRadius, ringWidth } from "./mark_size.js";
import { FIRST_AREA } from "./points.js";
import { MARKS, SIZES } from "./style.js";

/** @typedef {import("./area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("./density.js").CellView} CellView */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {[number, number, number]} Dot Width and height, and what its last line lacks, in thirds of the side of a cell. */
/** @typedef {{few: Dot, full: Dot}} Dots Those of cells with few incidents, and of others. */

/**
 * What a choice depends on, beside the rows in view.
 * @typedef {object} Scene
 * @property {CellView} view
 * @property {number} width In cells.
 * @property {number} height In cells.
 * @property {number} zoom Of the level of marks.
 * @property {AreaGrid} areas
 * @property {boolean} whole One mark an area.
 * @property {number} share Of the rows that pass the filters: how many a period holds on average.
 * @property {Float32Array} weights By size class.
 * @property {number[]} contrasts Of the classes of cells, to the ground.
 * @property {{ring: number, text: number}} mark The contrasts of rings and numbers.
 */

/** @type {Dot[]} */
const SIDES = [
  [1, 1, 0], [2, 1, 0], [2, 2, 1], [2, 2, 0], [3, 2, 1], [3, 2, 0], [3, 3, 2], [3, 3, 1], [3, 3, 0],
  [4, 3, 0], [4, 4, 0], [5, 4, 0], [5, 5, 0], [6, 5, 0], [6, 6, 0], [7, 6, 0], [7, 7, 0], [8, 8, 0], [9, 9, 0], [10, 10, 0],
];
const WHOLE = 8; // the size that fills a cell
const APART = 3; // sizes between the dots of few and of more incidents
const ODD = 0.03; // what another difference costs, as the logarithm of a ratio
/** @type {[number, number][]} Sizes of the dots of few and of more incidents. */
const CHOICES = SIDES.flatMap((_, full) =>
  full > WHOLE ? [[full, full]] : Array.from({ length: full + 1 }, (_few, few) => [few, full]),
);
const SAMPLE = 65_000; // rows at most: about as many as there are where marks give way to cells
const CROWDED = 0.86; // where a mark stands for a whole district, some have no room for their number
const DIGIT_PX2 = 13; // painted for a digit
const FULL_MARK = 2.2; // incidents: with fewer there are symbols

/** @type {Dots} */
export const USUAL_DOTS = { few: [2, 2, 0], full: [3, 3, 0] };

/**
 * The dots for a view.
 * @param {Store} store
 * @param {Scene} scene
 * @returns {Dots}
 */
export function dotsFor(store, scene) {
  const counts = sampleOf(store, scene);
  const wanted = inkOfMarks(counts, scene);
  if (wanted === 0) return USUAL_DOTS;
  const painted = inkOfCells(counts, scene);
  let [best, least] = [CHOICES[0], Infinity];
  for (const choice of CHOICES) {
    const [few, full] = choice;
    const odd = full > WHOLE ? 0 : ODD * Math.abs(full - few - APART);
    const far = Math.abs(Math.log(painted(choice) / wanted)) + odd;
    if (far < least) [best, least] = [choice, far];
  }
  return { few: SIDES[best[0]], full: SIDES[best[1]] };
}

/** How many rows of the sample lie in each cell. */
function sampleOf({ x, y, n, mask, codes, passing, grid }, { view, width, height, share }) {
  const counts = new Uint16Array(width * height);
  const { scale, left, top } = view;
  /** @type {[number, number, number, number]} */
  const box = [left / scale, top / scale, (left + width) / scale, (top + height) / scale];
  const expected = (grid.count(...box) * share * passing) / Math.max(1, n);
  grid.sample(...box, Math.max(1, expected / SAMPLE) / share, (i) => {
    if (codes[i] >= FIRST_AREA || (mask !== null && mask[i] === 0)) return;
    const u = x[i] * scale - left;
    const v = y[i] * scale - top;
    if (u >= 0 && v >= 0 && u < width && v < height) counts[(v | 0) * width + (u | 0)]++;
  });
  return counts;
}

/** What marks and symbols would paint. */
function inkOfMarks(counts, { view, width, zoom, areas, whole, share, weights, mark }) {
  let n = 0;
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell] > 0) n++;
  const [x, y, many] = [new Float32Array(n), new Float32Array(n), new Uint16Array(n)];
  for (let cell = 0, k = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    const row = (cell / width) | 0;
    x[k] = (cell - row * width + 0.5 + view.left) / view.scale;
    y[k] = (row + 0.5 + view.top) / view.scale;
    many[k++] = counts[cell];
  }
  const points = { n, x, y, mask: null, codes: new Uint8Array(n) };
  const cells = cellsOf(/** @type {any} */ (points), { zoom, areas, whole, weights, rows: null, districts: [] });
  const apart = apartAt(zoom);
  const { count, of } = middlesOf(cells, apart / (256 * 2 ** zoom));
  const numbers = new Float64Array(count);
  for (let k = 0; k < n; k++) numbers[of[cells.of[k]]] += many[k];
  const weight = weights[2];
  const growth = growthFor((greatest(Array.from(numbers)) * weight) / share);
  let ink = 0;
  for (const number of numbers) {
    const radius = markRadius(number, number * weight, growth);
    const wide = ringWidth(radius, number);
    const ring = 2 * Math.PI * (radius - wide / 2) * wide;
    const digits = DIGIT_PX2 * Math.ceil(Math.log10(number + 1));
    const room = Math.min(1, apart / (2 * numberRadius(number / share) + MARKS.gapPx)) ** 2;
    ink += (ring * mark.ring + digits * mark.text) * (1 - Math.exp(-number / FULL_MARK)) * (whole ? CROWDED : room);
  }
  return ink;
}

/** What cells would paint, by the sizes of their dots. */
function inkOfCells(counts, { width, contrasts }) {
  const [inside, beside] = [[0, 0], [0, 0]]; // times contrast: cells, and those without a neighbour
  for (let cell = 0; cell < counts.length; cell++) {
    const many = counts[cell];
    if (many === 0) continue;
    const ink = contrasts[densityClass(many)];
    const which = many < FULL_FROM ? 0 : 1;
    const neighbours = (counts[cell - 1] > 0 ? 1 : 0) + (counts[cell + 1] > 0 ? 1 : 0) + (counts[cell - width] > 0 ? 1 : 0) + (counts[cell + width] > 0 ? 1 : 0);
    inside[which] += ink;
    beside[which] += (ink * (4 - neighbours)) / 4;
  }
  const area = ([wide, high, lacking]) => wide * high - lacking;
  return (sizes) =>
    sizes.reduce((sum, size, which) => {
      const dot = area(SIDES[size]);
      return sum + inside[which] * Math.min(9, dot) + beside[which] * Math.max(0, dot - 9);
    }, 0);
}
