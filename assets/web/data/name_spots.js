/** Where the name of a town may stand: beside its mark, or some way off at the end of a line. */

/**
 * A place for a name.
 * @typedef {object} Spot
 * @property {number[]} box Left, top, right, bottom.
 * @property {number[][] | null} line Points from the mark to the name; null beside the mark.
 * @property {number} cost The place with the least is taken.
 */

/** @typedef {import("./occupied.js").Occupied} Occupied */
/** @typedef {import("./occupied.js").Taken} Taken */
/** @typedef {{x: number, y: number, r: number}} Mark */

/**
 * Where names may be.
 * @typedef {object} Space
 * @property {Occupied} occupied What is on the map.
 * @property {Occupied} ghosts What may be on it in another period: names keep clear of it where they can, so that they stay
 *   while time plays.
 * @property {(box: number[]) => boolean} isInView
 * @property {Taken[]} [lines] Those to numbers, which the line to a name that must not be lost may cross.
 */

/**
 * The shapes that stand for the place itself.
 * @typedef {object} Own
 * @property {Taken[]} shapes
 * @property {Taken[]} ghosts
 */

const BESIDE_PX = 3; // from a mark to its own name
const CLEAR_PX = 11; // from any other mark, where there is room
const OTHERS_PX = 8; // from any other mark at least: its own is by far the nearest
const OTHERS_AT_LINE_PX = 4; // where a line shows which one is its own
const LINE_PX = 3; // from a line to anything but its own mark
const FARS_PX = [5, 8, 14, 21, 28, 37, 47, 58, 70, 82, 95, 110]; // how long a line is
const FARTHER_PX = [5, 9, 15, 23, 33, 46, 62, 80, 100, 125, 155, 190]; // where no other is free
const NARROW_PX = 1; // from such a line
const BENDS_PX = [12, 22, 36, 54]; // from the mark to the bend of a line
const GHOST_PX = 2;
// In pixels by which another line is longer:
const UNSTEADY = 9; // a place that a mark may take in another period
const CLOSE = 5; // a place that is close to another mark
const TURN = 0.3; // turning away from the right a little
const DIRECTIONS = 24;
const MORE_DIRECTIONS = 72;

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
 * The place in a direction from a mark, with the line that leads there.
 * @param {Mark} mark
 * @param {[number, number]} size Width and height of the name.
 * @param {number} far The length of the line.
 * @param {[number, number]} direction Of length 1, to the right and down.
 * @returns {{box: number[], line: number[][], length: number}}
 */
export function away(mark, size, far, direction) {
  const { x, y, r } = mark;
  const [width, height] = size;
  const [right, down] = direction;
  const out = reach(Math.abs(right), Math.abs(down), width / 2, height / 2, r + far);
  const [u, v] = [x + out * right, y + out * down];
  const box = [u - width / 2, v - height / 2, u + width / 2, v + height / 2];
  const end = [clamp(x, box[0], box[2]), clamp(y, box[1], box[3])];
  const long = Math.hypot(end[0] - x, end[1] - y) || 1;
  return { box, line: [[x + ((end[0] - x) * r) / long, y + ((end[1] - y) * r) / long], end], length: long - r };
}

/**
 * Directions, to the right first, then alternately up and down, and what turning there costs.
 * @param {number} many
 * @returns {{direction: [number, number], turn: number}[]}
 */
function directions(many) {
  return Array.from({ length: many }, (_, k) => {
    const turn = (k % 2 ? -1 : 1) * Math.ceil(k / 2);
    const angle = (turn * 2 * Math.PI) / many;
    return { direction: [Math.cos(angle), Math.sin(angle)], turn: (Math.abs(turn) * TURN * DIRECTIONS) / many };
  });
}

/** How a place at the end of a line is searched at first, and where that finds none. */
const USUAL = { fars: FARS_PX, around: directions(DIRECTIONS), gap: LINE_PX };
const THOROUGH = { fars: FARTHER_PX, around: directions(MORE_DIRECTIONS), gap: NARROW_PX };
/** For a name that must not be lost: the line may touch the ring of a mark, not its number. */
const GRAZING = { fars: FARTHER_PX, around: THOROUGH.around, gap: NARROW_PX, fromCircles: -2 };
/** Between the numbers around a mark, across their lines. */
const BETWEEN = { fars: FARTHER_PX, around: directions(3 * MORE_DIRECTIONS), gap: NARROW_PX };
const BENT = { fars: [8, 21, 37, 58, 82, 110], around: directions(DIRECTIONS), gap: NARROW_PX };

/**
 * The best free place for a name; null if there is none.
 * @param {Mark} mark The mark of the place, or its dot.
 * @param {[number, number]} size Width and height of the name.
 * @param {Space} space
 * @param {Own} own
 * @param {number} [weight] 1 if it may stand away at the end of a line, 2 if that line may have a bend.
 * @returns {Spot | null}
 */
export function bestSpot(mark, size, space, own, weight = 0) {
  const beside = bestBeside(mark, size, space, own);
  if (weight === 0 || (beside && beside.cost === 0)) return beside;
  const straight = bestAway(mark, size, space, own, USUAL, beside) || bestAway(mark, size, space, own, THOROUGH);
  if (straight || weight < 2) return straight;
  const bent = bestBent(mark, size, space, own);
  if (bent) return bent;
  for (const crossed of space.lines?.length ? [space.lines, []] : [[]]) {
    const spot = crossed.length && (bestAway(mark, size, space, own, BETWEEN, null, crossed) || bestBent(mark, size, space, own, crossed));
    const found = spot || bestAway(mark, size, space, own, GRAZING, null, crossed);
    if (found) return found;
  }
  return null;
}

/** The best place beside a mark. */
function bestBeside(mark, size, space, own) {
  const { occupied, ghosts, isInView } = space;
  let best = null;
  for (const box of besides(mark, size[0], size[1])) {
    if (!isInView(box) || !occupied.isFree(box, 2, OTHERS_PX, own.shapes)) continue;
    const close = occupied.isFree(box, 2, CLEAR_PX, own.shapes) ? 0 : CLOSE;
    const cost = close + (ghosts.isFree(box, GHOST_PX) ? 0 : UNSTEADY);
    if (best === null || cost < best.cost) best = { box, line: null, cost };
    if (cost === 0) break;
  }
  return best;
}

/** The best place at the end of a line that crosses nothing, if it is better than one beside the mark. */
function bestAway(mark, size, space, own, search, other = null, crossed = []) {
  const { occupied, ghosts, isInView } = space;
  const { fars, around, gap, fromCircles = gap } = search;
  const passed = own.shapes.concat(crossed);
  let best = other;
  for (const far of fars) {
    if (best && far >= best.cost) break;
    for (const { direction, turn } of around) {
      const { box, line, length } = away(mark, size, far, direction);
      let cost = length + turn;
      if ((best && cost >= best.cost) || !isInView(box) || !occupied.isFree(box, 2, OTHERS_AT_LINE_PX, own.shapes)) continue;
      if (!occupied.isLineFree(line, gap, passed, fromCircles)) continue;
      if (!occupied.isFree(box, 2, OTHERS_PX, own.shapes)) cost += CLOSE;
      if (!ghosts.isFree(box, GHOST_PX) || !ghosts.isLineFree(line, 1, own.ghosts)) cost += UNSTEADY;
      if (best === null || cost < best.cost) best = { box, line, cost };
    }
  }
  return best;
}

/** The nearest place at the end of a line that leaves the mark between others and bends then. */
function bestBent(mark, size, space, own, crossed = []) {
  const { x, y, r } = mark;
  const passed = own.shapes.concat(crossed);
  const beyond = { shapes: [], ghosts: own.ghosts }; // behind the bend its own mark is in the way, too
  let best = null;
  for (const { direction } of THOROUGH.around) {
    const [right, down] = direction;
    for (const far of BENDS_PX) {
      const from = [x + r * right, y + r * down];
      const bend = [x + (r + far) * right, y + (r + far) * down];
      if (!space.occupied.isLineFree([from, bend], NARROW_PX, passed)) break;
      const least = best && { box: best.box, line: best.line, cost: best.cost - far };
      const spot = bestAway({ x: bend[0], y: bend[1], r: 0 }, size, space, beyond, BENT, least, crossed);
      if (spot !== least) best = { box: spot.box, line: [from, ...spot.line], cost: spot.cost + far };
    }
  }
  return best;
}
