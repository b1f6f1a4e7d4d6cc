/**
 * How large each mark may be, and where numbers stand that have no room in their mark.
 *
 * Marks and the numbers of districts are taken in one order: that of the incidents, or else of those killed. What comes
 * first has its number at its place. A mark without room becomes small, and its number stands beside it.
 */
import { numberHalf, numberRadius, numberText } from "./mark_size.js";
import { Occupied } from "./occupied.js";
import { MARKS } from "./style.js";

/** @typedef {import("./spacing.js").Spacing} Spacing */

/**
 * A district with incidents that are known only to it.
 * @typedef {object} Numbered
 * @property {number} district
 * @property {number} count
 * @property {[number, number][]} spots Places for its number in Web Mercator, the best first.
 */

/**
 * What has room; lengths are in pixels of the level, places in Web Mercator.
 * @typedef {object} Rooms
 * @property {Float32Array} room The greatest radius of each mark.
 * @property {Map<number, [number, number]>} beside The middle of the number of a mark that has no room in it.
 * @property {Map<number, [number, number]>} districts The middle of the number of a district.
 * @property {Map<number, [number, number]>} lines Where the line to the number of a district begins, if it stands beside it.
 */

const ROUNDS = 3;
const MORE = 8; // symbols that may join a mark
const GAP_PX = 1; // around a number
const APART_PX = 7; // around one beside its district: the line to the name of a town may pass between two of them
const STEP_PX = 4; // between the distances at which a number is tried
const MARK_STEPS = 14; // how far a number stands from its mark at most
const DISTRICT_STEPS = 28; // the one with most incidents from its district; others in proportion to the root of theirs
const QUARTER = 8; // directions in a quarter of a turn
const [NOBODY, LATER, TAKEN] = [0, 1, 2]; // what a number would take
const LEADER_PX = 2; // between the points at which a line is looked at

/** @type {[number, number][]} Directions: right and left first, where a number lies closest. */
const DIRECTIONS = [];
for (let k = 0; k <= QUARTER; k++) {
  for (const way of [-k, 2 * QUARTER + k, k, 2 * QUARTER - k]) {
    DIRECTIONS.push([Math.cos((Math.PI * way) / (2 * QUARTER)), Math.sin((Math.PI * way) / (2 * QUARTER))]);
  }
}

/** Marks and numbers of districts in one order. */
export class MarkRoom {
  /**
   * @param {Spacing} spacing Its marks are moved.
   * @param {Float64Array} weight Of each mark.
   * @param {Numbered[]} districts Those with most incidents first.
   * @param {() => number[][]} symbols Circles that symbols may cover, in pixels of the level.
   */
  constructor(spacing, weight, districts, symbols) {
    const { many } = spacing.placed;
    Object.assign(this, { spacing, many, districts, listSymbols: symbols });
    /** @type {Map<number, number[][]>} From `_spotsOf`. */
    this.spots = new Map();
    /** @type {Float32Array} The radius that each mark needs for its number. */
    this.needed = Float32Array.from(many, (count) => numberRadius(count));
    /** @type {number[]} */
    this.order = Array.from(many.keys()).sort((a, b) => many[b] - many[a] || weight[b] - weight[a] || a - b);
  }

  /**
   * What symbols may cover, listed when it is first asked for.
   * @returns {Occupied}
   */
  get symbols() {
    if (this.listed === undefined) {
      this.listed = new Occupied();
      for (const [x, y, r] of this.listSymbols()) this.listed.addCircle(x, y, r);
    }
    return this.listed;
  }

  /**
   * Give room to all of them.
   * @param {Float32Array} whole The radius of each mark with all of its incidents.
   * @returns {Rooms}
   */
  give(whole) {
    this._rank();
    for (let round = 0; round < ROUNDS && this._small().length; round++) {
      if (!this.spacing.separate(this.room)) break; // what has room would be the same again
      this._rank();
    }
    this._clear();
    this._look();
    this._grow(whole);
    /** @type {Map<number, number[]>} The boxes of the numbers of small marks. */
    this.beside = new Map();
    /** @type {Map<number, [number, number]>} */
    this.lines = new Map();
    this._placeBeside();
    const { world } = this.spacing;
    const back = (places, middle) => new Map(Array.from(places, ([key, at]) => [key, middle(at).map((one) => one / world)]));
    const point = (at) => at;
    return { room: this.room, beside: back(this.beside, middleOf), districts: back(this.boxes, middleOf), lines: back(this.lines, point) };
  }

  /** Where the marks are now, in pixels. */
  _look() {
    const { placed, world } = this.spacing;
    /** @type {Float64Array} */
    this.x = placed.x.map((u) => u * world);
    /** @type {Float64Array} */
    this.y = placed.y.map((v) => v * world);
  }

  _small() {
    return this.order.filter((g) => this.room[g] < this.needed[g]);
  }

  /** What has its number at its place: the radius needed for it, else that of a small mark; and the boxes of districts. */
  _rank() {
    const { needed, spacing, districts, many } = this;
    this._look();
    /** @type {Float32Array} */
    this.room = new Float32Array(needed.length).fill(MARKS.smallPx);
    /** @type {Map<number, number[]>} Left, top, right and bottom in pixels. */
    this.boxes = new Map();
    let next = 0;
    const upTo = (least) => {
      for (; next < districts.length && districts[next].count > least; next++) this._placeDistrict(districts[next]);
    };
    for (const g of this.order) {
      upTo(many[g]);
      const isFree = spacing.overlapping(g, needed).every((h) => this.room[h] < needed[h]);
      if (isFree && this._isClear(g, needed[g])) this.room[g] = needed[g];
    }
    upTo(-1);
  }

  /** Whether a mark of this radius stands clear of the numbers of districts. */
  _isClear(g, radius) {
    for (const box of this.boxes.values()) if (isWithin(box, this.x[g], this.y[g], radius + GAP_PX)) return false;
    return true;
  }

  /** The place of the number of a district: where no mark loses its own number, or else where only later ones do. */
  _placeDistrict(one) {
    let found = null;
    for (const box of this._spotsOf(one)) {
      if (this._others(box)) continue;
      const others = this._losing(box);
      if (others === TAKEN || (others === LATER && found !== null)) continue;
      found = box;
      if (others === NOBODY) break;
    }
    if (found !== null) this.boxes.set(one.district, found);
  }

  /** The places of the number of a district that no symbol may cover. */
  _spotsOf({ district, count, spots }) {
    let boxes = this.spots.get(district);
    if (boxes === undefined) {
      const { world } = this.spacing;
      const half = numberHalf(numberText(count));
      boxes = spots.map(([u, v]) => boxAt(u * world, v * world, half)).filter((box) => this.symbols.isFree(box, GAP_PX));
      this.spots.set(district, boxes);
    }
    return boxes;
  }

  /** Whether a box lies on the number of a district. */
  _others(box) {
    for (const other of this.boxes.values()) if (overlap(box, other)) return true;
    return false;
  }

  /** What a number in a box would take: a place that a mark has, only that of the number of a later mark, or nothing. */
  _losing(box) {
    const { x, y, spacing, room, needed } = this;
    let found = NOBODY;
    const isTaken = spacing.about((box[0] + box[2]) / 2 / spacing.world, (box[1] + box[3]) / 2 / spacing.world, (g) => {
      if (!isWithin(box, x[g], y[g], needed[g] + GAP_PX)) return false; // a mark needs no less than it has
      found = LATER;
      return isWithin(box, x[g], y[g], room[g] + GAP_PX);
    });
    return isTaken ? TAKEN : found;
  }

  /** A small mark that covers the number of another one goes to the closest place in its area where it does not. */
  _clear() {
    const { spacing, needed, room } = this;
    const { placed, world } = spacing;
    for (const g of this._small()) {
      const covers = (u, v) =>
        spacing.about(u, v, (h) => h !== g && room[h] >= needed[h] && spacing.farFrom(h, u, v) < needed[h] + room[g] - MARKS.ringPx);
      if (!covers(placed.x[g], placed.y[g])) continue;
      const [x, y] = [placed.homeX[g], placed.homeY[g]];
      for (let far = 2; far <= 2 * MARKS.shiftPx; far += 2) {
        const found = DIRECTIONS.map(([dx, dy]) => [x + (far / world) * dx, y + (far / world) * dy])
          .find(([u, v]) => spacing.areas.at(u, v) === placed.area[g] && !covers(u, v));
        if (found === undefined) continue;
        spacing.put(g, found[0], found[1]);
        break;
      }
    }
  }

  /** Marks with a number grow into free room. */
  _grow(whole) {
    const { spacing, needed, room, many } = this;
    for (const g of this.order) {
      if (room[g] < needed[g]) continue;
      let most = Math.max(whole[g], numberRadius(many[g] + MORE));
      spacing.about(spacing.placed.x[g], spacing.placed.y[g], (h) => {
        if (h !== g) most = Math.min(most, spacing.far(g, h) - room[h] - MARKS.gapPx);
      });
      for (const box of this.boxes.values()) {
        if (isWithin(box, this.x[g], this.y[g], most + GAP_PX)) most = gapOf(box, this.x[g], this.y[g]) - GAP_PX;
      }
      room[g] = Math.max(room[g], most);
    }
  }

  /** Places beside, at the end of a line: for small marks, and for districts; the fewer incidents, the shorter the line. */
  _placeBeside() {
    const { many, districts, boxes, room, needed } = this;
    const left = [
      ...districts.filter(({ district }) => !boxes.has(district)).map((one) => ({ count: one.count, one })),
      ...this._small().map((g) => ({ count: many[g], g })),
    ].sort((a, b) => b.count - a.count); // stable: districts first
    if (!left.length) return;
    /** @type {Occupied} */
    this.taken = new Occupied();
    /** @type {Occupied} What no line may cross: it may pass below a mark with a number of its own. */
    this.closed = new Occupied();
    for (const g of this.order) {
      this.taken.addCircle(this.x[g], this.y[g], room[g]);
      if (room[g] < needed[g]) this.closed.addCircle(this.x[g], this.y[g], room[g]);
    }
    for (const box of boxes.values()) [this.taken, this.closed].forEach((one) => one.addBox(box));
    for (const { g, one } of left) {
      if (one) this._placeBesideDistrict(one);
      else this._placeBesideMark(g);
    }
  }

  _placeBesideMark(g) {
    const box = this._boxBeside([this.x[g], this.y[g]], this.room[g] + GAP_PX, this.many[g], MARK_STEPS, GAP_PX);
    if (box === null) return;
    this.beside.set(g, box);
    this._take([this.x[g], this.y[g]], box);
  }

  /** The line begins at a free point of the district, or else below a mark that has its number. */
  _placeBesideDistrict({ district, count, spots }) {
    const { spacing, taken, closed, districts, symbols } = this;
    const points = spots.map(([u, v]) => [u * spacing.world, v * spacing.world]).filter(([x, y]) => symbols.isFree([x, y, x, y], GAP_PX));
    const steps = Math.round(DISTRICT_STEPS * Math.sqrt(count / districts[0].count));
    const isClear = (occupied) => ([x, y]) => occupied.isFree([x, y, x, y], 2 * GAP_PX);
    const from = points.find(isClear(taken)) ?? points.find(isClear(closed));
    const box = from ? this._boxBeside(from, 0, count, steps, APART_PX) : null;
    if (box === null) return;
    this.boxes.set(district, box);
    this.lines.set(district, from);
    this._take(from, box);
  }

  _take(from, box) {
    for (const one of [this.taken, this.closed]) {
      one.addBox(box);
      one.addLine([from, middleOf(box)]);
    }
  }

  /** The closest free box to a place, to which a line crosses no mark, or else none without a number; null for none. */
  _boxBeside(from, own, count, steps, gap) {
    const half = numberHalf(numberText(count));
    return this._boxAround(from, own, half, steps, gap, this.taken) ?? this._boxAround(from, own, half, steps, gap, this.closed);
  }

  /** The closest free box to a place, to which a line crosses nothing of what is closed; null for none. */
  _boxAround([x, y], own, half, steps, gap, closed) {
    let open = DIRECTIONS.map((direction) => ({ direction, far: own + LEADER_PX }));
    for (let step = 0; step <= steps && open.length; step++) {
      const to = own + step * STEP_PX;
      const left = [];
      for (const way of open) {
        if (!isOpen(closed, [x, y], way, to - LEADER_PX)) continue;
        left.push(way);
        const [dx, dy] = way.direction;
        const inside = Math.min(half / Math.max(1e-9, Math.abs(dx)), MARKS.numberPx / Math.max(1e-9, Math.abs(dy)));
        const box = boxAt(x + dx * (to + inside), y + dy * (to + inside), half);
        if (this.taken.isFree(box, gap) && this.symbols.isFree(box, gap)) return box;
      }
      open = left;
    }
    return null;
  }
}

/** Whether a way that is open up to a distance crosses nothing up to another one. */
function isOpen(closed, [x, y], way, to) {
  const [dx, dy] = way.direction;
  const point = [0, 0, 0, 0];
  for (; way.far <= to; way.far += LEADER_PX) {
    point[0] = point[2] = x + dx * way.far;
    point[1] = point[3] = y + dy * way.far;
    if (!closed.isFree(point, GAP_PX)) return false;
  }
  return true;
}

/** Left, top, right and bottom of a number around a place. */
function boxAt(x, y, half) {
  return [x - half, y - MARKS.numberPx, x + half, y + MARKS.numberPx];
}

function middleOf(box) {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** Whether two boxes come closer than the least gap. */
function overlap(a, b) {
  return a[0] < b[2] + GAP_PX && b[0] < a[2] + GAP_PX && a[1] < b[3] + GAP_PX && b[1] < a[3] + GAP_PX;
}

/** Whether a point is closer to a box than a distance; most are far away. */
function isWithin(box, x, y, far) {
  if (x <= box[0] - far || x >= box[2] + far || y <= box[1] - far || y >= box[3] + far) return false;
  return gapOf(box, x, y) < far;
}

/** From a box to a point. */
function gapOf(box, x, y) {
  return Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
}
