/** Where the name of a town may stand: beside its mark, or some way off at the end of a line. */
import { Routes, freeWays, trimmed } from "./routes.js";
import { Sight } from "./sight.js";

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
 * @property {number[]} view What is in view lies in it: left, top, right, bottom.
 * @property {Taken[]} [lines] Those to numbers, which the line to a name that must not be lost may cross.
 */

/**
 * The shapes that stand for the place itself.
 * @typedef {object} Own
 * @property {Taken[]} shapes
 * @property {Taken[]} above Numbers that hide the place: the line passes below them.
 * @property {Taken[]} ghosts
 */

const BESIDE_PX = 3; // from a mark to its own name
const CLEAR_PX = 11; // from any other mark, where there is room
const OTHERS_PX = 8; // from any other mark at least: its own is by far the nearest
const OTHERS_AT_LINE_PX = 4; // where a line shows which one is its own
const NAME_PX = 2; // from a name to other boxes
const LINE_PX = 3; // from a line to anything but its own mark
const FARS_PX = [5, 8, 14, 21, 28, 37, 47, 58, 70, 82, 95, 110]; // how long a line is
const FARTHER_PX = [5, 9, 15, 23, 33, 46, 62, 80, 100, 125, 155, 190]; // where no other is free
const LONGEST_PX = 200; // of any line, bent or not
const NARROW_PX = 1; // from such a line
const MOST_GAP_PX = 4; // from a line
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
  const toSide = (distance + wide) / (right || 1e-9);
  const toTop = (distance + high) / (down || 1e-9);
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

/** The line from the edge of a mark to a point. */
function lineTo({ x, y, r }, u, v) {
  const long = Math.hypot(u - x, v - y) || 1;
  return [[x + ((u - x) * r) / long, y + ((v - y) * r) / long], [u, v]];
}

/**
 * The place in a direction from a mark, with the line that leads there.
 * @param {Mark} mark
 * @param {[number, number]} size Width and height of the name.
 * @param {number} far The length of the line.
 * @param {[number, number]} direction Of length 1, to the right and down.
 * @returns {{box: number[], line: number[][], length: number}}
 */
export function away(mark, size, far, [right, down]) {
  const { x, y, r } = mark;
  const [width, height] = size;
  const out = reach(Math.abs(right), Math.abs(down), width / 2, height / 2, r + far);
  const [left, top] = [x + out * right - width / 2, y + out * down - height / 2];
  const [u, v] = [clamp(x, left, left + width), clamp(y, top, top + height)];
  return { box: [left, top, left + width, top + height], line: lineTo(mark, u, v), length: Math.hypot(u - x, v - y) - r };
}

/**
 * Directions, to the right first, then alternately up and down, and what turning there costs.
 * @param {number} many
 * @returns {{right: number, down: number, turn: number}[]}
 */
function directions(many) {
  return Array.from({ length: many }, (_, k) => {
    const turn = (k % 2 ? -1 : 1) * Math.ceil(k / 2);
    const angle = (turn * 2 * Math.PI) / many;
    return { right: Math.cos(angle), down: Math.sin(angle), turn: (Math.abs(turn) * TURN * DIRECTIONS) / many };
  });
}

/** How a place at the end of a line is searched at first, and where that finds none. */
const USUAL = { fars: FARS_PX, around: directions(DIRECTIONS), gap: LINE_PX };
const THOROUGH = { fars: FARTHER_PX, around: directions(MORE_DIRECTIONS), gap: NARROW_PX };
/** Where no straight line leads to a place: one with bends between what is taken. */
const WINDING = { gap: NARROW_PX, fromCircles: NARROW_PX };
/** At last it may touch the ring of a mark, not its number. */
const GRAZING = { gap: NARROW_PX, fromCircles: -2 };
const CELL_PX = 2; // of the ways of such lines
const FINE_PX = 1.5; // at last
const MOST_PARTS = 4;
const SHORTEST_PX = 5;
const BEND = 12; // what each costs, in pixels of length

/**
 * The best free place for a name; null if there is none.
 * @param {Mark} mark The mark of the place, or its dot.
 * @param {[number, number]} size Width and height of the name.
 * @param {Space} space
 * @param {Own} own
 * @param {boolean} [mayLead] Whether it may stand away at the end of a line.
 * @returns {Spot | null}
 */
export function bestSpot(mark, size, space, own, mayLead = false) {
  const beside = bestBeside(mark, size, space, own);
  if (!mayLead || (beside && beside.cost === 0)) return beside;
  const led = new Leader(mark, size, space, own);
  const lines = space.lines || [];
  return (
    led.straight(USUAL, beside) || led.straight(THOROUGH) || led.winding(WINDING) || led.winding(WINDING, lines) ||
    led.winding(GRAZING, lines, FINE_PX)
  );
}

/** The best place beside a mark. */
function bestBeside(mark, size, space, own) {
  const { occupied, ghosts, isInView } = space;
  let best = null;
  for (const box of besides(mark, size[0], size[1])) {
    if (!isInView(box) || !occupied.isFree(box, NAME_PX, OTHERS_PX, own.shapes)) continue;
    const close = occupied.isFree(box, NAME_PX, CLEAR_PX, own.shapes) ? 0 : CLOSE;
    const cost = close + (ghosts.isFree(box, GHOST_PX) ? 0 : UNSTEADY);
    if (best === null || cost < best.cost) best = { box, line: null, cost };
    if (cost === 0) break;
  }
  return best;
}

const ENTRIES = 6; // of an end
const FAR = 5; // of them the least cost that follows

/**
 * The ends of lines from a mark, from its middle: by length, then by direction the left and top of the name, where the line
 * ends, and the cost.
 */
function endsAround(r, [width, height], fars, around) {
  const ends = new Float64Array(fars.length * around.length * ENTRIES);
  let k = 0;
  for (const far of fars) {
    for (const { right, down, turn } of around) {
      const out = reach(Math.abs(right), Math.abs(down), width / 2, height / 2, r + far);
      const left = out * right - width / 2;
      const top = out * down - height / 2;
      const u = clamp(0, left, left + width);
      const v = clamp(0, top, top + height);
      ends[k++] = left;
      ends[k++] = top;
      ends[k++] = u;
      ends[k++] = v;
      ends[k++] = Math.hypot(u, v) - r + turn;
      ends[k++] = far;
    }
  }
  return ends;
}

/** Finds places for a name at the end of a line. */
class Leader {
  constructor(mark, size, space, own) {
    Object.assign(this, { mark, size, space, own });
    this.ghosts = { gap: 1, fromCircles: 1, passed: new Set(own.ghosts) };
  }

  /** The best place at the end of a straight line that crosses nothing else, if it is better than one beside the mark. */
  straight({ fars, around, gap }, other = null) {
    const { mark, size, space, own } = this;
    const { occupied, ghosts, view } = space;
    const { x, y, r } = mark;
    const longest = fars[fars.length - 1];
    const sightOf = (there, gaps) => new Sight(x, y, r, r + longest).between(there, gaps);
    const ends = endsAround(r, size, fars, around);
    let sight = null;
    let steady = null; // what is free in every period
    let best = other;
    for (let k = 0; k < ends.length; k += ENTRIES) {
      if (best && ends[k + FAR] >= best.cost) break;
      if (best && ends[k + 4] >= best.cost) continue;
      const left = x + ends[k];
      const top = y + ends[k + 1];
      const box = entered(left, top, size, occupied);
      if (box === null || !this._isFree(box)) continue;
      const [u, v] = [x + ends[k + 2], y + ends[k + 3]]; // where the line ends
      if (sight === null) {
        sight = sightOf(this._around(longest), { gap, fromCircles: gap, passed: new Set(own.shapes.concat(own.above)) }).within(view);
      }
      if (!sight.reaches(u, v)) continue;
      let cost = ends[k + 4] + this._closeness(box);
      if (best && cost >= best.cost) continue;
      if (steady === null) steady = sightOf(this._around(longest, ghosts), this.ghosts);
      if (!steady.reaches(u, v) || !ghosts.isFree(box, GHOST_PX)) cost += UNSTEADY;
      if (best === null || cost < best.cost) best = { box, line: lineTo(mark, u, v), cost };
    }
    return best;
  }

  /** The best place at the end of a line that may have bends. */
  winding({ gap, fromCircles }, crossed = [], cell = CELL_PX) {
    const { space, own, size } = this;
    const { occupied, ghosts } = space;
    const passed = own.shapes.concat(own.above, crossed);
    const entries = entriesOf(size);
    const routes = this._routes({ gap, fromCircles, passed }, cell);
    const isLineFree = (line) => occupied.isLineFree(line, gap, passed, fromCircles);
    const isFreeTo = freeWays(routes, isLineFree);
    let best = null;
    routes.spread((x, y, far, at) => {
      if (best && far >= best.cost) return false;
      if (far < SHORTEST_PX || (at & 1) === 1) return true;
      for (const { right, down, side } of entries) {
        const box = entered(x + right, y + down, size, occupied);
        if (box === null || !this._isFree(box)) continue;
        const least = far + this._closeness(box);
        if (best && least >= best.cost) continue;
        if (!isFreeTo(at)) return true;
        const way = this._lineOf(routes.wayTo(at));
        if (!comesFrom(side, way[way.length - 2], box)) continue;
        const line = trimmed(way, (one) => comesFrom(side, one[one.length - 2], box) && isLineFree(one));
        const isSteady = ghosts.isFree(box, GHOST_PX) && ghosts.isLineFree(line, 1, own.ghosts);
        const cost = least + BEND * (line.length - 2) + (isSteady ? 0 : UNSTEADY);
        if (best === null || cost < best.cost) best = { box, line, cost };
      }
      return true;
    });
    return best;
  }

  /** Ways from the mark to wherever its line may lead. */
  _routes(gaps, size) {
    const { x, y, r } = this.mark;
    const far = r + LONGEST_PX;
    const [left, top, right, bottom] = this.space.view;
    const box = [Math.max(left, x - far), Math.max(top, y - far), Math.min(right, x + far), Math.min(bottom, y + far)];
    const routes = new Routes(box, size, LONGEST_PX, MOST_PARTS).between(this.space.occupied.near(box), gaps);
    for (let v = y - r; v <= y + r; v += size) {
      for (let u = x - r; u <= x + r; u += size) if (Math.hypot(u - x, v - y) <= r) routes.begin(u, v);
    }
    return routes;
  }

  /** The line along a way, from the edge of the mark. */
  _lineOf(way) {
    const { x, y, r } = this.mark;
    const [u, v] = way[0];
    const long = Math.hypot(u - x, v - y) || 1;
    return [[x + ((u - x) * r) / long, y + ((v - y) * r) / long], ...way.slice(1)];
  }

  _isFree(box) {
    const { occupied, isInView } = this.space;
    return isInView(box) && occupied.isFree(box, NAME_PX, OTHERS_AT_LINE_PX, this.own.shapes);
  }

  /** What it costs to be close to another mark. */
  _closeness(box) {
    return this.space.occupied.isFree(box, NAME_PX, OTHERS_PX, this.own.shapes) ? 0 : CLOSE;
  }

  /** The shapes around the mark that lines up to a length may meet. */
  _around(long, occupied = this.space.occupied) {
    const { x, y, r } = this.mark;
    const far = r + long + MOST_GAP_PX;
    return occupied.near([x - far, y - far, x + far, y + far]);
  }
}

/**
 * Where a line may enter the box of a name: the left and top of the box from there, and the side: 0 left, 1 top, 2 right,
 * 3 bottom.
 * @param {[number, number]} size Width and height of the name.
 * @returns {{right: number, down: number, side: number}[]}
 */
export function entriesOf([width, height]) {
  const sides = [[0, -height / 2, 0], [-width, -height / 2, 2]];
  for (const share of [0.15, 0.5, 0.85]) sides.push([-width * share, -height, 3], [-width * share, 0, 1]);
  return sides.map(([right, down, side]) => ({ right, down, side }));
}

/**
 * The box of a name whose left and top are at a place; null where that is surely taken.
 * @param {number} left
 * @param {number} top
 * @param {[number, number]} size
 * @param {Occupied} occupied
 * @returns {number[] | null}
 */
export function entered(left, top, size, occupied) {
  const right = left + size[0];
  const bottom = top + size[1];
  const isTaken = occupied.coverage.hits(left - NAME_PX, top - NAME_PX, right + NAME_PX, bottom + NAME_PX);
  return isTaken ? null : [left, top, right, bottom];
}

/**
 * Whether a line that enters a box at a side comes from beyond this side.
 * @param {number} side
 * @param {number[]} from Where its last part begins.
 * @param {number[]} box
 * @returns {boolean}
 */
export function comesFrom(side, from, box) {
  const at = from[side % 2];
  return side < 2 ? at < box[side] : at > box[side];
}
