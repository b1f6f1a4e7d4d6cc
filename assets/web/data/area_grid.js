/** Which area lies at a place: the outlines of areas as a grid of about 0.7 km, which is finer than the lines are known. */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("./served.js").Area} Area */

const SIDE = 2048;
const LEAST_SIDE = 1e-9;

/** A grid of the areas that lie at each cell. */
export class AreaGrid {
  /** @param {{rings: number[][]}[]} areas */
  constructor(areas) {
    const outlines = areas.map(({ rings }) => rings.map(inMercator));
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const rings of outlines) {
      for (const ring of rings) {
        for (let k = 0; k < ring.length; k += 2) {
          west = Math.min(west, ring[k]);
          east = Math.max(east, ring[k]);
          north = Math.min(north, ring[k + 1]);
          south = Math.max(south, ring[k + 1]);
        }
      }
    }
    /** @type {number} */
    this.west = west;
    /** @type {number} */
    this.north = north;
    /** @type {number} The side of a cell in Web Mercator. */
    this.step = Math.max(LEAST_SIDE, east - west, south - north) / SIDE;
    /** @type {Uint16Array} One more than the area of each cell; 0 for none. */
    this.cells = new Uint16Array(outlines.length ? SIDE * SIDE : 0);
    outlines.forEach((rings, area) => this._fill(rings, area + 1));
  }

  /**
   * The area at a place in Web Mercator (0 to 1); -1 for none.
   * @param {number} x
   * @param {number} y
   * @returns {number}
   */
  at(x, y) {
    const u = (x - this.west) / this.step;
    const v = (y - this.north) / this.step;
    return u >= 0 && v >= 0 && u < SIDE && v < SIDE && this.cells.length ? this.cells[(v | 0) * SIDE + (u | 0)] - 1 : -1;
  }

  /** Fill the cells whose middles lie inside the rings, by the even-odd rule. */
  _fill(rings, value) {
    /** @type {number[][]} Where the rings cross the middle of each row of cells. */
    const crossings = [];
    for (const ring of rings) this._cross(ring, crossings);
    crossings.forEach((columns, row) => {
      columns.sort((a, b) => a - b);
      for (let k = 0; k + 1 < columns.length; k += 2) {
        const from = Math.max(0, Math.ceil(columns[k] - 0.5));
        const to = Math.min(SIDE, Math.ceil(columns[k + 1] - 0.5));
        this.cells.fill(value, row * SIDE + from, row * SIDE + Math.max(from, to));
      }
    });
  }

  _cross(ring, crossings) {
    const { west, north, step } = this;
    const many = ring.length;
    for (let k = 0; k < many; k += 2) {
      const next = (k + 2) % many;
      const [u0, v0] = [(ring[k] - west) / step, (ring[k + 1] - north) / step];
      const [u1, v1] = [(ring[next] - west) / step, (ring[next + 1] - north) / step];
      const first = Math.max(0, Math.ceil(Math.min(v0, v1) - 0.5));
      const last = Math.min(SIDE, Math.ceil(Math.max(v0, v1) - 0.5));
      for (let row = first; row < last; row++) {
        if (crossings[row] === undefined) crossings[row] = [];
        crossings[row].push(u0 + ((row + 0.5 - v0) / (v1 - v0)) * (u1 - u0));
      }
    }
  }
}

function inMercator(ring) {
  const flat = new Float64Array(ring.length);
  for (let k = 0; k < ring.length; k += 2) {
    flat[k] = mercatorX(ring[k]);
    flat[k + 1] = mercatorY(ring[k + 1]);
  }
  return flat;
}
