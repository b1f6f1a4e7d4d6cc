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
const STEP_PX = 4; // between the distances at which a number is tried
const FARTHEST = 14; // steps
const QUARTER = 8; // directions in a quarter of a turn
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
      this.spacing.separate(this.room);
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
    for (const box of this.boxes.values()) if (gapOf(box, this.x[g], this.y[g]) < radius + GAP_PX) return false;
    return true;
  }

  /** The place of the number of a district: where no mark loses its own, or else where only later ones do. */
  _placeDistrict({ district, count, spots }) {
    const { world } = this.spacing;
    const half = numberHalf(numberText(count));
    const free = spots
      .map(([u, v]) => boxAt(u * world, v * world, half))
      .filter((box) => this.symbols.isFree(box, GAP_PX) && !Array.from(this.boxes.values()).some((other) => overlap(box, other)));
    const found = free.find((box) => this._isFree(box, this.needed)) ?? free.find((box) => this._isFree(box, this.room));
    if (found) this.boxes.set(district, found);
  }

  _isFree(box, radii) {
    const { x, y } = this;
    return this.order.every((g) => gapOf(box, x[g], y[g]) >= radii[g] + GAP_PX);
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
      for (const box of this.boxes.values()) most = Math.min(most, gapOf(box, this.x[g], this.y[g]) - GAP_PX);
      room[g] = Math.max(room[g], most);
    }
  }

  /** Places beside, at the end of a line: for small marks, and for districts with many of those known only to a district. */
  _placeBeside() {
    const { many, districts, boxes, room, needed } = this;
    const least = districts.length ? districts[0].count * MARKS.districtShare : 0;
    const left = [
      ...districts.filter(({ district, count }) => count >= least && !boxes.has(district)).map((one) => ({ count: one.count, one })),
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
    const from = [this.x[g], this.y[g]];
    const half = numberHalf(numberText(this.many[g]));
    const own = this.room[g] + GAP_PX;
    const box = this._boxBeside(from, own, half, this.taken) ?? this._boxBeside(from, own, half, this.closed);
    if (box === null) return;
    this.beside.set(g, box);
    this._take(from, box);
  }

  _placeBesideDistrict({ district, count, spots }) {
    const { world } = this.spacing;
    const from = spots.map(([u, v]) => [u * world, v * world]).find(([x, y]) => this.taken.isFree([x, y, x, y], 2 * GAP_PX));
    const box = from ? this._boxBeside(from, 0, numberHalf(numberText(count)), this.taken) : null;
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

  /** The closest free box to a place, to which a line crosses nothing of what is closed; null for none. */
  _boxBeside([x, y], own, half, closed) {
    for (let step = 0; step <= FARTHEST; step++) {
      for (const [dx, dy] of DIRECTIONS) {
        const inside = Math.min(half / Math.max(1e-9, Math.abs(dx)), MARKS.numberPx / Math.max(1e-9, Math.abs(dy)));
        const to = own + step * STEP_PX;
        const box = boxAt(x + dx * (to + inside), y + dy * (to + inside), half);
        if (!this.taken.isFree(box, GAP_PX) || !this.symbols.isFree(box, GAP_PX)) continue;
        if (isOpen(closed, [x, y], [dx, dy], own, to)) return box;
      }
    }
    return null;
  }
}

/** Whether a line from one distance to another crosses nothing. */
function isOpen(closed, [x, y], [dx, dy], from, to) {
  for (let far = from + LEADER_PX; far <= to - LEADER_PX; far += LEADER_PX) {
    const [u, v] = [x + dx * far, y + dy * far];
    if (!closed.isFree([u, v, u, v], GAP_PX)) return false;
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

/** From a box to a point. */
function gapOf(box, x, y) {
  return Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
}
