/** Incidents by cells of about 4 km, whatever the period: names and the detail level stay put while time plays. */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("./mercator.js").MapPosition} MapPosition */

// A square of 19° on a side around the two provinces, in cells of about 4 km.
const CELLS = 512;
const WEST = mercatorX(58);
const NORTH = mercatorY(38.5);
const STEP = 19 / 360 / CELLS;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** Counts of all rows of a store by cell. */
export class CoarseCounts {
  /** Without rows. */
  constructor() {
    this.counts = new Uint32Array(CELLS * CELLS);
  }

  /**
   * Count all rows of a store.
   * @param {{x: Float32Array, y: Float32Array, n: number}} points In Web Mercator, 0 to 1.
   */
  count({ x, y, n }) {
    this.counts.fill(0);
    for (let i = 0; i < n; i++) {
      const column = Math.floor((x[i] - WEST) / STEP);
      const row = Math.floor((y[i] - NORTH) / STEP);
      const at = row * CELLS + column;
      if (column >= 0 && column < CELLS && row >= 0 && row < CELLS) this.counts[at]++;
    }
  }

  /**
   * The sum over the cells that a box of the canvas touches.
   * @param {number[]} box Left, top, right, bottom in pixels of the page.
   * @param {MapPosition} frame
   * @returns {number}
   */
  within(box, frame) {
    const column = (px) => clamp(Math.floor(((px + frame.left) / frame.world - WEST) / STEP), 0, CELLS - 1);
    const row = (px) => clamp(Math.floor(((px + frame.top) / frame.world - NORTH) / STEP), 0, CELLS - 1);
    let sum = 0;
    for (let r = row(box[1]); r <= row(box[3]); r++) {
      for (let c = column(box[0]); c <= column(box[2]); c++) sum += this.counts[r * CELLS + c];
    }
    return sum;
  }
}
