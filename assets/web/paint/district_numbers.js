/**
 * The numbers of incidents that are known only to the district, each in a small box in its district.
 *
 * Their places follow from all rows that pass the filters, not from the period, so that names keep clear of them and they
 * stay where they are: the place of the name, or the free one closest to it, districts with the most incidents first.
 */
import { numberHalf, numberText } from "../data/mark_size.js";
import { Occupied } from "../data/occupied.js";
import { MARKS } from "../data/style.js";
import { Digits } from "./digits.js";
import { stampOf } from "./stamps.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/grouping.js").Groupings} Groupings */
/** @typedef {import("../data/mark_layout.js").MarkLayout} MarkLayout */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {import("./stamps.js").Stamp} Stamp */
/** @typedef {import("./symbol_marks.js").DrawnMark} DrawnMark */
/** @typedef {import("./symbol_marks.js").SymbolMarks} SymbolMarks */
/** @typedef {{district: number, x: number, y: number, half: number, from: Point | null}} Place In pixels of the canvas. */

const HALF_PX = MARKS.numberPx; // of the height of a number
const GAP_PX = 1;

/** The numbers of districts. */
export class DistrictNumbers {
  /**
   * @param {Store} store
   * @param {Groupings} groupings
   */
  constructor(store, groupings) {
    this.store = store;
    this.groupings = groupings;
    /** @type {[string, ...number[]][]} Text, left, top, right, bottom of each number. */
    this.pills = [];
    /** @type {number[]} The district of each number. */
    this.numbered = [];
    /** @type {DrawnMark[]} */
    this.drawn = [];
    /** @type {Place[]} Those with most incidents on all days first. */
    this.places = [];
  }

  /**
   * Set the frame and the raster.
   * @param {Frame} frame
   * @param {Raster} raster
   */
  fit(frame, raster) {
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Raster} */
    this.raster = raster;
  }

  /** Make new stamps, for another theme, size or other fonts. */
  makeStamps() {
    this.digits = new Digits(this.frame.ratio, this.raster.width, theme.palette.label.town);
    /** @type {Map<number, Stamp>} The boxes of numbers by half their width. */
    this.boxes = new Map();
  }

  /**
   * Find the place of each number for all rows that pass the filters.
   * @param {number[][]} circles What marks and symbols may cover at any time: horizontal and vertical place, and radius.
   * @param {SymbolMarks | null} marks Null if there are none.
   */
  arrange(circles, marks) {
    /** @type {SymbolMarks | null} */
    this.marks = marks;
    const taken = new Occupied();
    for (const [x, y, r] of circles) taken.addCircle(x, y, r, true);
    for (const box of marks ? marks.boxes() : []) taken.addBox(box, true);
    this.places = [];
    for (const { district, count, spots } of this.groupings.spots.numbered(this.store)) {
      const given = marks && marks.groups.districts.get(district);
      const half = numberHalf(numberText(count));
      const place = this._placeOf(given ? [given, ...spots] : spots, half, taken);
      if (place === null) continue;
      const [x, y] = place;
      taken.addBox(this._boxAt(x, y, half), true);
      this.places.push({ district, x, y, half, from: given && this._isAt(given, x, y) ? this._startOf(district) : null });
    }
  }

  _isAt([u, v], x, y) {
    return u * this.frame.world - this.frame.left === x && v * this.frame.world - this.frame.top === y;
  }

  /** Where the line to the number of a district begins; null for none. */
  _startOf(district) {
    const at = this.marks.groups.lines.get(district);
    return at === undefined ? null : { x: at[0] * this.frame.world - this.frame.left, y: at[1] * this.frame.world - this.frame.top };
  }

  /** The first free place on the canvas, or else the first one at all. */
  _placeOf(spots, half, taken) {
    const { frame } = this;
    let first = null;
    for (const [u, v] of spots) {
      const [x, y] = [u * frame.world - frame.left, v * frame.world - frame.top];
      if (x < half || y < HALF_PX || x > frame.width - half || y > frame.height - HALF_PX) continue;
      if (first === null) first = [x, y];
      if (taken.isFree(this._boxAt(x, y, half), GAP_PX)) return [x, y];
    }
    return first;
  }

  /**
   * Stamp the numbers of the period where no mark and no symbol lies; a district without room keeps its hatching alone.
   * @param {boolean} visible
   * @param {MarkLayout | null} layout The marks and symbols; null for none.
   */
  draw(visible, layout) {
    this.pills = [];
    this.numbered = [];
    this.drawn = [];
    if (!visible) return;
    const { margin } = this.frame;
    for (const { district, x, y, half: most, from } of this.places) {
      const count = this.store.districtCount[district];
      if (count === 0) continue;
      const text = numberText(count);
      const half = Math.min(most, numberHalf(text));
      const isFree = (layout === null || layout.isFree(x, y, half + GAP_PX, HALF_PX + GAP_PX)) && this._isApart(x, y, half);
      this.drawn.push(["district", x - margin, y - margin, half, count, isFree]);
      if (isFree && from) this.marks.numbers.drawLine(this.raster, { ...from, radius: 0 }, { x, y, half });
      if (isFree) this._stamp(district, text, x, y, half);
    }
  }

  _isApart(x, y, half) {
    const { margin } = this.frame;
    const [left, top, right, bottom] = this._boxAt(x - margin, y - margin, half);
    return !this.pills.some((pill) => left < pill[3] && right > pill[1] && top < pill[4] && bottom > pill[2]);
  }

  _stamp(district, text, x, y, half) {
    const { raster, frame, boxes } = this;
    if (!boxes.has(half)) boxes.set(half, stampOf(half + 2, frame.ratio, raster.width, (context) => box(context, half)));
    const stamp = boxes.get(half);
    const [u, v] = [Math.floor(x * frame.ratio), Math.floor(y * frame.ratio)];
    if (!raster.holds(u, v, stamp.reach)) return;
    raster.blit(stamp, u, v);
    this.digits.write(raster, text, MARKS.fontPx, u, v);
    const [left, top, right, bottom] = this._boxAt(x - frame.margin, y - frame.margin, half);
    this.pills.push([text, left, top, right, bottom]);
    this.numbered.push(district);
  }

  _boxAt(x, y, half) {
    return [x - half, y - HALF_PX, x + half, y + HALF_PX];
  }

  /**
   * The district whose number lies under a point of the container, or -1.
   * @param {Point} at
   * @returns {number}
   */
  hit({ x, y }) {
    const pill = this.pills.findIndex(([, left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom);
    return pill < 0 ? -1 : this.numbered[pill];
  }

  /**
   * The boxes of the numbers of all rows that pass the filters, whatever the period.
   * @returns {number[][]} Left, top, right, bottom in pixels of the canvas.
   */
  extents() {
    return this.places.map(({ x, y, half }) => this._boxAt(x, y, half + GAP_PX));
  }
}

function box(context, half) {
  context.beginPath();
  context.roundRect(-half, -HALF_PX, 2 * half, 2 * HALF_PX, 2.5);
  context.fillStyle = theme.palette.home;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = theme.palette.hatch;
  context.stroke();
}
