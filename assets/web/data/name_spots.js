/** Where the name of a town may stand: beside its mark, or some way off at the end of a line. */

/**
 * A place for a name.
 * @typedef {object} Spot
 * @property {number[]} box Left, top, right, bottom.
 * @property {number[][] | null} line From the mark to the name; null beside the mark.
 * @property {number} cost The place with the least is taken.
 */

/** @typedef {import("./occupied.js").Occupied} Occupied */
/** @typedef {import("./occupied.js").Taken} Taken */
/** @typedef {{x: number, y: number, r: number}} Mark */

const BESIDE_PX = 3; // from a mark to its own name
const OTHERS_PX = 6; // from any other mark: its own is by far the nearest
const OTHERS_AT_LINE_PX = 4; // where a line shows which one is its own
const FARS_PX = [8, 14, 21, 28]; // how long a line is
const FARTHER_PX = [...FARS_PX, 40, 55, 72, 90, 110]; // for the few names that must not be lost
const GHOST_PX = 2;
const UNSTEADY_PX = 9; // a place that a mark may take in another period costs as much as a line that is longer by this
const DIRECTIONS = 16;
const CROSSING_PX = 7; // crossing a mark costs as much as a line that is longer by this
const TURN_PX = 0.4; // and turning away from the right a little

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** How far along a direction the middle of a box is whose edge is at a distance from the origin. */
function reach(right, down, wide, high, distance) {
  const [toSide, toTop] = [(distance + wide) / (right || 1e-9), (distance + high) / (down || 1e-9)];
  if (toSide * down <= high) return toSide; // the nearest point lies on a side, not at a corner
  if (toTop * right <= wide) return toTop;
  const half = right * wide + down * high;
  return half + Math.sqrt(half * half - (wide * wide + high * high - distance * distance));
}

/**
 * The eight places beside a mark, the best first.
 * @param {Mark} mark
 * @param {number} width Of the name.
 * @param {number} height Of the name.
 * @returns {number[][]} Boxes: left, top, right, bottom.
 */
export function besides({ x, y, r }, width, height) {
  const far = r + BESIDE_PX;
  const aslant = far * Math.SQRT1_2; // so the corner of the name is as near as its sides are elsewhere
  const corners = [
    [x + far, y - height / 2], [x - far - width, y - height / 2], [x - width / 2, y - far - height], [x - width / 2, y + far],
    [x + aslant, y - aslant - height], [x + aslant, y + aslant], [x - aslant - width, y - aslant - height], [x - aslant - width, y + aslant],
  ];
  return corners.map(([left, top]) => [left, top, left + width, top + height]);
}

/**
 * The places at a distance from a mark, with the line that leads there.
 * @param {Mark} mark
 * @param {number} width Of the name.
 * @param {number} height Of the name.
 * @param {number} far The length of the line.
 * @returns {Spot[]}
 */
export function aways({ x, y, r }, width, height, far) {
  const spots = [];
  for (let k = 0; k < DIRECTIONS; k++) {
    const turn = (k % 2 ? -1 : 1) * Math.ceil(k / 2); // to the right first, then alternately up and down
    const angle = (turn * 2 * Math.PI) / DIRECTIONS;
    const [right, down] = [Math.cos(angle), Math.sin(angle)];
    const out = reach(Math.abs(right), Math.abs(down), width / 2, height / 2, r + far);
    const [u, v] = [x + out * right, y + out * down];
    const box = [u - width / 2, v - height / 2, u + width / 2, v + height / 2];
    const end = [clamp(x, box[0], box[2]), clamp(y, box[1], box[3])];
    const long = Math.hypot(end[0] - x, end[1] - y) || 1;
    const from = [x + ((end[0] - x) * r) / long, y + ((end[1] - y) * r) / long];
    spots.push({ box, line: [from, end], cost: long - r + Math.abs(turn) * TURN_PX });
  }
  return spots;
}

/**
 * Where names may be.
 * @typedef {object} Space
 * @property {Occupied} occupied What is on the map.
 * @property {Occupied} ghosts What may be on it in another period: names keep clear of it where they can, so that they stay
 *   while time plays.
 * @property {(box: number[]) => boolean} isInView
 */

/**
 * The best free place for a name; null if there is none.
 * @param {Mark} mark The mark of the place, or its dot.
 * @param {[number, number]} size Width and height of the name.
 * @param {Space} space
 * @param {Taken[]} own The shapes that stand for the place itself.
 * @param {number} [reach] How long its line may be: 0 for none, 1 as usual, 2 for a name that must not be lost.
 * @returns {Spot | null}
 */
export function bestSpot(mark, size, space, own, reach = 1) {
  const { occupied, ghosts, isInView } = space;
  const isFree = (box, gap) => isInView(box) && occupied.isFree(box, 2, gap, own);
  const free = besides(mark, size[0], size[1]).filter((box) => isFree(box, OTHERS_PX));
  const beside = free.find((box) => ghosts.isFree(box, GHOST_PX)) || free[0];
  if (beside) return { box: beside, line: null, cost: 0 };
  let best = null;
  for (const far of [[], FARS_PX, FARTHER_PX][reach]) {
    if (best && far >= best.cost) break;
    for (const spot of aways(mark, size[0], size[1], far)) {
      if ((best && spot.cost >= best.cost) || !isFree(spot.box, OTHERS_AT_LINE_PX)) continue;
      const unsteady = ghosts.isFree(spot.box, GHOST_PX) ? 0 : UNSTEADY_PX;
      const cost = spot.cost + unsteady + CROSSING_PX * occupied.crossings(spot.line[0], spot.line[1], own);
      if (cost < (best ? best.cost : Infinity)) best = { box: spot.box, line: spot.line, cost };
    }
  }
  return best;
}
