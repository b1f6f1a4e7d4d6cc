/** Where the name of an area may stand beside the places chosen for it: anywhere inside, or outside at the end of a line. */
import { comesFrom, entered, entriesOf } from "./name_spots.js";
import { Routes, freeWays, trimmed } from "./routes.js";

/** @typedef {import("./area_cells.js").AreaCells} AreaCells */
/** @typedef {import("./name_spots.js").Space} Space */
/** @typedef {(x: number, y: number) => number} Whose Whose ground a point of the canvas is: `OWN`, `OTHER` or `OUTSIDE`. */

/** @type {number} Ground of the area itself: a line leads from there to that of others or of none, and never back. */
export const OWN = 0;
/** @type {number} That of another area. */
export const OTHER = 1;
/** @type {number} That of none. */
export const OUTSIDE = 2;

/**
 * How ways out of an area are searched, in pixels.
 * @typedef {object} Search
 * @property {number} cell The side of a cell of the ways of lines.
 * @property {number} longest Of a line that enters no other area.
 * @property {number} longestAcross Of one that crosses others.
 * @property {number} parts Straight parts of a line at most.
 * @property {number} clear From the dot at which a line begins to the edge of its area.
 * @property {number} way From the middles of cells to what is taken: between them a line comes closer.
 * @property {number} dot Half of the free square around that dot, and its distance from what is taken.
 */

/** @type {Search} */
export const USUAL = { cell: 3, longest: 120, longestAcross: 190, parts: 3, clear: 5, way: 2.5, dot: 2.5 };
/** @type {Search} Where that finds none, once all other names stand. */
export const THOROUGH = { cell: 2, longest: 140, longestAcross: 200, parts: 5, clear: 2.5, way: 1.2, dot: 2 };

const CLOSEST_PX = 5; // between two places of a lattice
const MOST_PLACES = 400;
const START_PX = 2; // from the point of a mark or number at which it begins
const DEEP_PX = 12; // as far from the edge it is seen at once in which area it lies
const SHALLOW = 14; // what it costs to be closer, in pixels of length
const AT_MARK = 20; // what it costs to begin at a mark or number
const AROUND = Array.from({ length: 16 }, (_, k) => [Math.cos((k * Math.PI) / 8), Math.sin((k * Math.PI) / 8)]);
const BEND = 12; // what a bend costs
const ACROSS = 30; // what it costs to cross other areas
const EDGE_PX = 4; // from the name to the areas
const LINE_STEP_PX = 0.7;
const NAME_PX = 4; // from a name to what is taken
const LINE_PX = 1; // from a line

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

/** Whether a box is in view and free in every period. */
const isFree = ({ occupied, ghosts, isInView }, box, gap) => isInView(box) && occupied.isFree(box, gap) && ghosts.isFree(box, 1);

/**
 * An area whose name may be led out.
 * @typedef {object} Led
 * @property {number} index
 * @property {number[][]} places Points of the area.
 * @property {number[]} seen The box of what of it is in view.
 * @property {Whose} whose
 * @property {AreaCells} cells The areas of the canvas, in cells of the search.
 * @property {boolean} mayCross Whether lines may cross other areas.
 */

/**
 * Ways out of an area, and where the lines along them begin.
 * @typedef {object} WaysOut
 * @property {Routes} routes
 * @property {Map<number, number[]>} starts By cell: a point at the edge of a mark or number of the area. Elsewhere a line begins
 *   in the middle of the cell, with a dot.
 */

/**
 * Ways from free points of an area, or from its marks and numbers, to ground that belongs to no area.
 * @param {Led} area
 * @param {Space} space
 * @param {Search} search
 * @returns {WaysOut}
 */
export function waysOut({ index, places, seen, whose, cells, mayCross }, space, search) {
  const { way, dot } = search;
  const longest = mayCross ? search.longestAcross : search.longest;
  const [left, top, right, bottom] = space.view;
  const box = [Math.max(left, seen[0] - longest), Math.max(top, seen[1] - longest), Math.min(right, seen[2] + longest), Math.min(bottom, seen[3] + longest)];
  const routes = new Routes(box, search.cell, longest, search.parts);
  layGround(routes, index, cells, mayCross);
  for (const taken of [space.occupied, space.ghosts]) routes.between(taken.near(box), { gap: way, fromCircles: way, passed: [] });
  for (const [x, y] of places) {
    if (!isWellInside(x, y, search.clear, whose) || !isFree(space, [x - dot, y - dot, x + dot, y + dot], dot)) continue;
    routes.begin(x, y, isWellInside(x, y, DEEP_PX, whose) ? 0 : SHALLOW);
  }
  /** @type {Map<number, number[]>} */
  const starts = new Map();
  for (const shape of space.occupied.near(seen)) {
    const middle = [(shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2];
    if (!shape.isMark || whose(middle[0], middle[1]) !== OWN) continue;
    for (const [right, down] of AROUND) {
      const [edge, beyond] = [0, way + search.cell].map((far) => pointAt(shape, middle, right, down, far));
      const cell = routes.cellAt(beyond[0], beyond[1]);
      if (cell < 0 || routes.closed[cell] === 1 || routes.grounds[cell] !== OWN || routes.lengths[cell] < Infinity) continue;
      const line = [edge, routes.middleOf(cell)];
      if (!isWellInside(edge[0], edge[1], START_PX, whose) || crossings(line, whose) !== 0 || !space.occupied.isLineFree(line, LINE_PX, [shape])) continue;
      routes.begin(beyond[0], beyond[1], AT_MARK);
      starts.set(cell, edge);
    }
  }
  return { routes, starts };
}

/** Set the ground of each cell, and close that of other areas where lines may not cross it. */
function layGround(routes, index, cells, mayCross) {
  const { grounds, closed, columns, rows } = routes;
  const left = Math.round(routes.left / cells.size);
  const top = Math.round(routes.top / cells.size);
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      const there = cells.at(left + column, top + row);
      if (there === index) continue; // it is `OWN`, which is 0
      grounds[cell] = there === -1 ? OUTSIDE : OTHER;
      if (!mayCross && there !== -1) closed[cell] = 1;
    }
  }
}

/** The point in a direction from the middle of a shape, at a distance from its edge. */
function pointAt({ r, box }, [x, y], right, down, far) {
  const toEdge = r >= 0 ? r : Math.min((box[2] - x) / Math.max(1e-9, Math.abs(right)), (box[3] - y) / Math.max(1e-9, Math.abs(down)));
  return [x + right * (toEdge + far), y + down * (toEdge + far)];
}

/**
 * The place outside an area, on ground that belongs to no other, for its name at the end of the shortest line that leads there;
 * null if there is none.
 * @param {WaysOut} ways
 * @param {[number, number][]} sizes Width and height of the name in each of its forms.
 * @param {Space} space
 * @param {Whose} whose
 * @returns {{box: number[], line: number[][], form: number, hasDot: boolean} | null}
 */
export function spotOutside({ routes, starts }, sizes, space, whose) {
  const { occupied, ghosts } = space;
  const entries = sizes.map(entriesOf);
  const isLineFree = (line) => occupied.isLineFree(line, LINE_PX) && ghosts.isLineFree(line, LINE_PX);
  const isFreeTo = freeWays(routes, isLineFree);
  let best = null;
  routes.spread((x, y, far, cell) => {
    if (best && far >= best.cost) return false;
    if ((cell & 1) === 1 || routes.grounds[cell] !== OUTSIDE) return true;
    let line = null;
    let crossed = 0;
    for (let form = 0; form < sizes.length; form++) {
      for (const { right, down, side } of entries[form]) {
        const box = entered(x + right, y + down, sizes[form], occupied);
        if (box === null || !isOutside(box, whose) || !isFree(space, box, NAME_PX)) continue;
        if (line === null) {
          if (!isFreeTo(cell)) return true;
          line = routes.wayTo(cell);
          crossed = crossings(line, whose);
          if (crossed < 0) return true;
        }
        const cost = far + BEND * (line.length - 2) + (crossed > 0 ? ACROSS : 0);
        if ((best && cost >= best.cost) || !comesFrom(side, line[line.length - 2], box)) continue;
        best = { box, line, form, side, cost, start: starts.get(routes.cellAt(line[0][0], line[0][1])) };
      }
    }
    return true;
  });
  if (!best) return null;
  const { box, form, side, start } = best;
  const mayStand = (one) => comesFrom(side, one[one.length - 2], box) && crossings(one, whose) >= 0 && isLineFree(one);
  const line = trimmed(best.line, mayStand);
  return { box, form, line: start ? [start, ...line] : line, hasDot: !start };
}

/** Whether all that is within a distance of a point belongs to its area, as far as eight points tell. */
function isWellInside(x, y, far, whose) {
  const aslant = far * Math.SQRT1_2;
  for (const [u, v] of [[far, 0], [-far, 0], [0, far], [0, -far], [aslant, aslant], [-aslant, aslant], [aslant, -aslant], [-aslant, -aslant]]) {
    if (whose(x + u, y + v) !== OWN) return false;
  }
  return true;
}

/** Whether a box and a gap around it lie on ground that belongs to no area, as far as twelve points tell. */
function isOutside([left, top, right, bottom], whose) {
  for (const gap of [EDGE_PX, 0]) {
    for (const x of [left - gap, (left + right) / 2, right + gap]) {
      if (whose(x, top - gap) !== OUTSIDE || whose(x, bottom + gap) !== OUTSIDE) return false;
    }
  }
  return true;
}

/** How many points of a line lie in other areas; -1 if it leads back from other ground. */
function crossings(line, whose) {
  let kind = OWN;
  let crossed = 0;
  for (let part = 1; part < line.length; part++) {
    const [x, y] = line[part - 1];
    const [u, v] = line[part];
    const steps = Math.ceil(Math.hypot(u - x, v - y) / LINE_STEP_PX);
    for (let k = 0; k <= steps; k++) {
      const there = whose(x + ((u - x) * k) / steps, y + ((v - y) * k) / steps);
      if (there < kind) return -1;
      if (there === OTHER) crossed++;
      kind = there;
    }
  }
  return crossed;
}
