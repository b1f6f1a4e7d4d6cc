/** Marks that would overlap are moved apart a little, but never into another area. */
import { NearCells } from "./near_cells.js";
import { MARKS } from "./style.js";

/** @typedef {import("./area_grid.js").AreaGrid} AreaGrid */

const ROUNDS = 16;
const FARTHEST_PX = 2 * MARKS.mostPx + MARKS.gapPx; // between the middles of two marks that could overlap
const SLACK_PX = 1e-3; // overlaps below it are none
const TURNS = [0, 0.7, -0.7, 1.4, -1.4]; // from the straight way, where that is closed

/**
 * What is moved; the places are in Web Mercator.
 * @typedef {object} Placed
 * @property {number} count
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} homeX The mean places.
 * @property {Float64Array} homeY
 * @property {Int32Array} many Incidents; the mark with fewer of them moves further.
 * @property {Int32Array} area
 */

/** Places of marks that keep a distance from each other. */
export class Spacing {
  /**
   * @param {Placed} placed Its places are changed.
   * @param {AreaGrid} areas
   * @param {number} world The width of the world in pixels.
   * @param {number} shift How far a mark may be moved from its mean place, in pixels.
   */
  constructor(placed, areas, world, shift) {
    Object.assign(this, { placed, areas, world, shift });
    const { count, x, y } = placed;
    this.near = new NearCells();
    this.near.reset(count, FARTHEST_PX / world);
    for (let g = 0; g < count; g++) this.near.add(g, x[g], y[g]);
  }

  /**
   * The distance between two marks.
   * @param {number} g
   * @param {number} h
   * @returns {number} In pixels.
   */
  far(g, h) {
    const { x, y } = this.placed;
    return Math.hypot(x[h] - x[g], y[h] - y[g]) * this.world;
  }

  /**
   * The marks that overlap another one or come closer than the least gap, ascending.
   * @param {number} g
   * @param {Float32Array} radii
   * @returns {number[]}
   */
  overlapping(g, radii) {
    const { x, y } = this.placed;
    const found = [];
    this.near.some(x[g], y[g], (h) => {
      if (h !== g && this.far(g, h) < radii[g] + radii[h] + MARKS.gapPx - SLACK_PX) found.push(h);
    });
    return found.sort((a, b) => a - b);
  }

  /**
   * The distance of a mark from a place.
   * @param {number} g
   * @param {number} u
   * @param {number} v
   * @returns {number} In pixels.
   */
  farFrom(g, u, v) {
    const { x, y } = this.placed;
    return Math.hypot(u - x[g], v - y[g]) * this.world;
  }

  /**
   * Call back with the marks close enough to a place to overlap one there, whatever their size, until one is answered
   * with true.
   * @param {number} u
   * @param {number} v
   * @param {(h: number) => boolean | void} visit
   * @returns {boolean} Whether one was.
   */
  about(u, v, visit) {
    return this.near.some(u, v, visit);
  }

  /**
   * All pairs of marks that overlap, the smaller number first.
   * @param {Float32Array} radii
   * @returns {[number, number][]}
   */
  pairs(radii) {
    /** @type {[number, number][]} */
    const found = [];
    for (let g = 0; g < this.placed.count; g++) {
      for (const h of this.overlapping(g, radii)) if (h > g) found.push([g, h]);
    }
    return found;
  }

  /**
   * Move marks that overlap apart, the one with fewer incidents further, as far as they may; returns whether any has moved.
   * @param {Float32Array} radii
   * @returns {boolean}
   */
  separate(radii) {
    let hasMoved = false;
    let active = new Set();
    for (const pair of this.pairs(radii)) pair.forEach((g) => active.add(g));
    for (let round = 0; round < ROUNDS && active.size; round++) {
      const next = new Set();
      for (const g of Array.from(active).sort((a, b) => a - b)) {
        for (const h of this.overlapping(g, radii)) {
          if (this._push(g, h, radii)) [g, h].forEach((one) => next.add(one));
        }
      }
      active = next;
      if (next.size) hasMoved = true;
    }
    return hasMoved;
  }

  /** Push two marks apart; returns whether one has moved. */
  _push(g, h, radii) {
    const { x, y, many } = this.placed;
    const far = this.far(g, h);
    const missing = radii[g] + radii[h] + MARKS.gapPx - far;
    if (missing <= SLACK_PX) return false;
    const angle = far > 0 ? Math.atan2(y[h] - y[g], x[h] - x[g]) : g + h;
    const share = many[g] / (many[g] + many[h]);
    const moved = this._move(g, angle + Math.PI, missing * 1.02 * (1 - share));
    return this._move(h, angle, missing * 1.02 * share) || moved;
  }

  /** Move a mark by pixels; returns whether it has found a place. */
  _move(g, angle, far) {
    const { x, y } = this.placed;
    const step = far / this.world;
    for (const turn of TURNS) {
      const [u, v] = [x[g] + step * Math.cos(angle + turn), y[g] + step * Math.sin(angle + turn)];
      if (this.mayBe(g, u, v)) {
        this.put(g, u, v);
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a mark may be at a place: close to its mean place, and in its area.
   * @param {number} g
   * @param {number} u
   * @param {number} v
   * @returns {boolean}
   */
  mayBe(g, u, v) {
    const { homeX, homeY, area } = this.placed;
    return Math.hypot(u - homeX[g], v - homeY[g]) * this.world <= this.shift && this.areas.at(u, v) === area[g];
  }

  /**
   * Put a mark at a place.
   * @param {number} g
   * @param {number} u
   * @param {number} v
   */
  put(g, u, v) {
    this.near.remove(g);
    [this.placed.x[g], this.placed.y[g]] = [u, v];
    this.near.add(g, u, v);
  }
}
