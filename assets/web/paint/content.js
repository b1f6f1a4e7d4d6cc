/** What a picture of the incidents holds, for the legend: types, sizes, and kinds of marks. */
import { SIZES, TYPES } from "../data/style.js";

/** @typedef {import("../data/in_view.js").InView} InView */

/** Types, sizes and kinds of marks that are drawn. */
export class Content {
  /** Empty. */
  constructor() {
    this.types = new Uint8Array(TYPES);
    this.sizes = new Uint8Array(SIZES);
    this.last = "";
    this.clear();
  }

  /** Nothing is drawn. */
  clear() {
    this.types.fill(0);
    this.sizes.fill(0);
    /** @type {boolean} */
    this.marks = false;
    /** @type {boolean} Whether a ring has several types. */
    this.mixed = false;
    /** @type {"" | "disc" | "outline" | "dashes"} How places that are only near are drawn. */
    this.near = "";
    /** @type {boolean} */
    this.hatched = false;
    /** @type {boolean} */
    this.cells = false;
  }

  /** @param {number} symbol Type and size class. */
  addSymbol(symbol) {
    const type = (symbol / SIZES) | 0;
    this.types[type] = 1;
    this.sizes[symbol - type * SIZES] = 1;
  }

  /**
   * @param {InView} view
   * @param {number} slot
   */
  addMark(view, slot) {
    let kinds = 0;
    for (let t = 0; t < TYPES; t++) {
      if (view.types[slot * TYPES + t] === 0) continue;
      this.types[t] = 1;
      kinds++;
    }
    this.marks = true;
    if (kinds > 1) this.mixed = true;
  }

  /**
   * Whether it differs from the last time.
   * @returns {boolean}
   */
  isNew() {
    const key = [this.types, this.sizes, this.marks, this.mixed, this.near, this.hatched, this.cells].join("/");
    if (key === this.last) return false;
    this.last = key;
    return true;
  }
}
