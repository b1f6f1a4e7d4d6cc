/** Where the name of an area may stand beside the places chosen for it: anywhere inside, or outside at the end of a line. */
import { Blocked } from "./blocked.js";
import { away } from "./name_spots.js";
import { Sight } from "./sight.js";

/** @typedef {import("./name_spots.js").Space} Space */
/** @typedef {{x: number, y: number, direction: [number, number], far: number}} Way Out of an area: from where, and how far. */
/** @typedef {(x: number, y: number) => "own" | "other" | "outside"} Whose Whose ground a point of the canvas is. */

const CLOSEST_PX = 5; // between two places of a lattice
const MOST_PLACES = 400;
const MOST_ORIGINS = 32; // of the lattice, for ways out
const RAYS = 8;
const RAY_STEP_PX = 6;
const SHORTEST_PX = 12; // from a point of an area to its edge: the point is seen to lie in it
const LONGEST_PX = 66;
const BEYOND_PX = [9, 20, 34, 50]; // from the edge to the name
const MOST_RAYS = 16;
const MOST_ORIGINS_ACROSS = 12;
const LONGEST_ACROSS_PX = 150; // of a line across other areas
/** What such a line keeps its distance from. */
const ACROSS_GAPS = { gap: 2, fromCircles: 2, passed: new Set() };
/** @type {[number, number][]} */
const DIRECTIONS_ACROSS = Array.from({ length: 48 }, (_, k) => [Math.cos((k * Math.PI) / 24), Math.sin((k * Math.PI) / 24)]);
const LINE_STEP_PX = 1.5;
const NAME_PX = 4; // from a name to what is taken
const LINE_PX = 3;
const DOT_PX = 2.5;

/**
 * Places in a box, those of a lattice that pass, the closest to a point first.
 * @param {number[]} box Left, top, right, bottom.
 * @param {number[]} near
 * @param {(x: number, y: number) => boolean} passes
 * @returns {number[][]}
 */
export function latticeIn([left, top, right, bottom], near, passes) {
  const [wide, high] = [right - left, bottom - top];
  if (!(wide > 0 && high > 0)) return [];
  const step = Math.max(CLOSEST_PX, Math.sqrt((wide * high) / MOST_PLACES));
  const [columns, rows] = [Math.max(1, Math.floor(wide / step)), Math.max(1, Math.floor(high / step))];
  const places = [];
  for (let k = 0; k < columns * rows; k++) {
    const x = left + (wide * ((k % columns) + 0.5)) / columns;
    const y = top + (high * (Math.floor(k / columns) + 0.5)) / rows;
    if (passes(x, y)) places.push([x, y, (x - near[0]) ** 2 + (y - near[1]) ** 2]);
  }
  return places.sort((one, other) => one[2] - other[2]);
}

const wider = ([left, top, right, bottom], by) => [left - by, top - by, right + by, bottom + by];

/** Whether a box is in view and free in every period. */
const isFree = ({ occupied, ghosts, isInView }, box, gap) => isInView(box) && occupied.isFree(box, gap) && ghosts.isFree(box, 1);

/**
 * The place outside an area, on ground that belongs to no other, for its name at the end of the shortest line from a free
 * point inside it; null if there is none.
 * @param {Way[]} ways
 * @param {[number, number]} size Width and height of the name.
 * @param {Space} space
 * @param {Whose} whose
 * @returns {{box: number[], line: number[][]} | null}
 */
export function spotOutside(ways, size, space, whose) {
  const { occupied, ghosts } = space;
  const blocked = blockedFor(ways, size, LONGEST_PX + BEYOND_PX[BEYOND_PX.length - 1], space);
  let best = null;
  for (const { x, y, direction, far } of ways) {
    for (const beyond of BEYOND_PX) {
      const { box, line, length } = away({ x, y, r: 0 }, size, far + beyond, direction);
      if (best && length >= best.length) break;
      if (blocked.isAt(box[0], box[1]) || !isFree(space, box, NAME_PX) || !cornersOf(box).every(([u, v]) => whose(u, v) === "outside")) continue;
      if (!staysOut(line, whose) || !occupied.isLineFree(line, LINE_PX) || !ghosts.isLineFree(line, 1)) continue;
      best = { box, line, length };
      break;
    }
  }
  return best;
}

/**
 * The shortest ways from free points of an area to ground that belongs to no other area.
 * @param {number[][]} places Points of the area.
 * @param {Space} space
 * @param {Whose} whose
 * @returns {Way[]}
 */
export function waysOut(places, space, whose) {
  const found = [];
  for (const [x, y] of originsIn(places, space, MOST_ORIGINS)) {
    for (let ray = 0; ray < RAYS; ray++) {
      const angle = (ray * 2 * Math.PI) / RAYS;
      /** @type {[number, number]} */
      const direction = [Math.cos(angle), Math.sin(angle)];
      const far = wayOut(x, y, direction, whose);
      if (far >= SHORTEST_PX && far < LONGEST_PX) found.push({ x, y, direction, far });
    }
  }
  return found.sort((one, other) => one.far - other.far).slice(0, MOST_RAYS);
}

/** How far it is to where an area ends; Infinity if another one begins there. */
function wayOut(x, y, [right, down], whose) {
  for (let far = RAY_STEP_PX; far < LONGEST_PX; far += RAY_STEP_PX) {
    const there = whose(x + far * right, y + far * down);
    if (there !== "own") return there === "outside" ? far : Infinity;
  }
  return Infinity;
}

/**
 * A free point of an area, from which lines may cross other areas.
 * @typedef {object} Outlook
 * @property {number} x
 * @property {number} y
 * @property {Float64Array} fars How far it is in each direction to ground that belongs to no area; Infinity: too far.
 * @property {Sight | null} sight Where lines are free, once it is needed.
 */

/**
 * The points of an area from which its name may be led across other areas.
 * @param {number[][]} places Points of the area.
 * @param {Space} space
 * @param {Whose} whose
 * @returns {Outlook[]}
 */
export function outlooks(places, space, whose) {
  return originsIn(places, space, MOST_ORIGINS_ACROSS).map(([x, y]) => {
    const fars = Float64Array.from(DIRECTIONS_ACROSS, (direction) => wayAcross(x, y, direction, whose, LONGEST_ACROSS_PX - BEYOND_PX[0]));
    return { x, y, fars, sight: null };
  });
}

/**
 * The place outside an area, on ground that belongs to no other, for its name at the end of the shortest line that may cross
 * other areas on its way; null if there is none.
 * @param {Outlook[]} from
 * @param {[number, number]} size Width and height of the name.
 * @param {Space} space
 * @param {Whose} whose
 * @returns {{box: number[], line: number[][]} | null}
 */
export function spotAcross(from, size, space, whose) {
  const blocked = blockedFor(from, size, LONGEST_ACROSS_PX, space);
  let best = null;
  for (const outlook of from) {
    const { x, y, fars } = outlook;
    for (let k = 0; k < fars.length; k++) {
      const shortest = fars[k] + BEYOND_PX[0];
      if (shortest >= (best ? best.length : LONGEST_ACROSS_PX)) continue;
      for (const beyond of BEYOND_PX) {
        const { box, line, length } = away({ x, y, r: 0 }, size, fars[k] + beyond, DIRECTIONS_ACROSS[k]);
        if (best && length >= best.length) break;
        if (blocked.isAt(box[0], box[1])) continue;
        if (outlook.sight === null) outlook.sight = sightFrom(x, y, space);
        if (shortest >= outlook.sight.along(DIRECTIONS_ACROSS[k])) break;
        if (!outlook.sight.reaches(line[1][0], line[1][1]) || !isFree(space, box, NAME_PX)) continue;
        if (!cornersOf(box).every(([u, v]) => whose(u, v) === "outside") || !staysOut(line, whose, true)) continue;
        best = { box, line, length };
        break;
      }
    }
  }
  return best;
}

/** Where lines from a point that may cross other areas are free. */
function sightFrom(x, y, { occupied }) {
  return new Sight(x, y, 0, LONGEST_ACROSS_PX).between(occupied.near(wider([x, y, x, y], LONGEST_ACROSS_PX)), ACROSS_GAPS);
}

/** Where a name has no room, as far as lines from some points reach. */
function blockedFor(points, size, reach, { occupied, ghosts, view }) {
  const [aside, down] = size.map((side) => reach + side);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    [left, top, right, bottom] = [Math.min(left, x - aside), Math.min(top, y - down), Math.max(right, x + aside), Math.max(bottom, y + down)];
  }
  const around = [Math.max(view[0], left), Math.max(view[1], top), Math.min(view[2], right), Math.min(view[3], bottom)];
  if (!points.length || around[0] >= around[2] || around[1] >= around[3]) return new Blocked([0, 0, 0, 0], size);
  return new Blocked(around, size).by(occupied.near(around), NAME_PX, NAME_PX).by(ghosts.near(around), 1, 1);
}

/** Up to as many free ones of places, evenly taken. */
function originsIn(places, space, most) {
  const every = Math.ceil(places.length / most);
  return places.filter(([x, y], k) => k % every === 0 && isFree(space, wider([x, y, x, y], DOT_PX), DOT_PX));
}

/** How far it is to ground that belongs to no area; Infinity if it is further than a limit, or the area ends too soon. */
function wayAcross(x, y, [right, down], whose, limit) {
  if (whose(x + SHORTEST_PX * right, y + SHORTEST_PX * down) !== "own") return Infinity;
  for (let far = SHORTEST_PX; far < limit; far += RAY_STEP_PX) if (whose(x + far * right, y + far * down) === "outside") return far;
  return Infinity;
}

/** Whether a line leaves its area once and enters no other one, or ends outside all of them if it may cross others. */
function staysOut([from, to], whose, mayCross = false) {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / LINE_STEP_PX);
  let isOut = false;
  for (let k = 0; k <= steps; k++) {
    const there = whose(from[0] + ((to[0] - from[0]) * k) / steps, from[1] + ((to[1] - from[1]) * k) / steps);
    if (there === "other" ? !mayCross || isOut : isOut && there === "own") return false;
    isOut = there === "outside";
  }
  return isOut;
}

function cornersOf([left, top, right, bottom]) {
  return [left, (left + right) / 2, right].flatMap((x) => [[x, top], [x, bottom]]);
}
