/** What a picture of the incidents holds, for the legend: types, sizes, and kinds of marks. */
import { SIZES, TYPES } from "../data/style.js";

/** @typedef {import("../data/in_view.js").InView} InView */

/** Types, sizes and kinds of marks that are drawn. */
export class Content {
  /** Empty. */
  constructor() {
    this.types = new Uint8Array(TYPES);
    this.sizes = new Uint8Array(SIZES);
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
    /** @type {boolean} Whether a mark has a dot in place of its number. */
    this.dots = false;
    /** @type {"" | "disc" | "outline" | "dashes" | "close disc" | "close outline"} How places that are only near are drawn. */
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
   * @param {boolean} hasNumber Whether its number is in it.
   */
  addMark(view, slot, hasNumber) {
    let kinds = 0;
    for (let t = 0; t < TYPES; t++) {
      if (view.types[slot * TYPES + t] === 0) continue;
      this.types[t] = 1;
      kinds++;
    }
    if (hasNumber) this.marks = true;
    else this.dots = true;
    if (kinds > 1) this.mixed = true;
  }

  /**
   * Take over another one; returns whether it differs.
   * @param {Content} other
   * @returns {boolean}
   */
  copy(other) {
    const before = this.key;
    this.types.set(other.types);
    this.sizes.set(other.sizes);
    const { marks, mixed, dots, near, hatched, cells } = other;
    Object.assign(this, { marks, mixed, dots, near, hatched, cells });
    return this.key !== before;
  }

  /**
   * Add what another one holds; returns whether that is new.
   * @param {Content} other
   * @returns {boolean}
   */
  add(other) {
    const before = this.key;
    for (let t = 0; t < TYPES; t++) this.types[t] |= other.types[t];
    for (let s = 0; s < SIZES; s++) this.sizes[s] |= other.sizes[s];
    this.marks = this.marks || other.marks;
    this.mixed = this.mixed || other.mixed;
    this.dots = this.dots || other.dots;
    this.near = other.near || this.near;
    this.hatched = this.hatched || other.hatched;
    this.cells = other.cells;
    return this.key !== before;
  }

  /**
   * All of it as text.
   * @returns {string}
   */
  get key() {
    return [this.types, this.sizes, this.marks, this.mixed, this.dots, this.near, this.hatched, this.cells].join("/");
  }
}
