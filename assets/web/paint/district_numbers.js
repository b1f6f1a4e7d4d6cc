/**
 * The numbers of incidents that are known only to the district, each in a small box in its district.
 *
 * Their places follow from all rows that pass the filters, not from the period, so that names keep clear of them and they
 * stay where they are: the place of the name, or the free one closest to it, districts with the most incidents first.
 */
import { mercatorX, mercatorY } from "../data/mercator.js";
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
/** @typedef {import("../data/occupied.js").Segment} Segment */
/** @typedef {{district: number, count: number, x: number, y: number, half: number, from: Point | null}} Place In pixels of the canvas. */

const HALF_PX = MARKS.numberPx; // of the height of a number
const GAP_PX = 1;
const SLACK_PX = 0.01; // of rounding
const NAME_PX = 50; // half the width of the name of a province

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
    /** @type {Place[]} */
    this.chosen = [];
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
    const numbered = this.groupings.spots.numbered(this.store).map((one) => ({ ...one, half: numberHalf(numberText(one.count)) }));
    const given = new Map(numbered.map((one) => [one, marks ? this._given(one) : null]));
    const names = this._roomForNames(taken);
    const isClear = (one) => given.get(one) !== null && names.isFree(this._boxAt(given.get(one).x, given.get(one).y, one.half), GAP_PX);
    const first = numbered.filter(isClear);
    const second = numbered.filter((one) => given.get(one) !== null && !isClear(one));
    for (const one of [...first, ...second, ...numbered.filter((one) => given.get(one) === null)]) {
      const place = this._placeOf(one, given.get(one), taken, names);
      if (place === null) continue;
      taken.addBox(this._boxAt(place.x, place.y, one.half), true);
      const { district, count, half } = one;
      this.places.push(Object.assign({ district, count, half }, place));
    }
    this.places.sort((a, b) => b.count - a.count);
  }

  /** Where the number of a district has room among the groups, if that is on this canvas, and where its line begins. */
  _given({ district, half }) {
    const at = this.marks.groups.districts.get(district);
    const from = this.marks.groups.lines.get(district);
    const place = at && this._onCanvas(at);
    return place && this._isOn(place.x, place.y, half) ? { ...place, from: from ? this._onCanvas(from) : null } : null;
  }

  _onCanvas([u, v]) {
    const { world, left, top } = this.frame;
    return { x: u * world - left, y: v * world - top };
  }

  _isOn(x, y, half) {
    const { width, height } = this.frame;
    return x >= half && y >= HALF_PX && x <= width - half && y <= height - HALF_PX;
  }

  /** Where the names of provinces may stand at the overview: numbers of districts leave it free if they can. */
  _roomForNames(taken) {
    const names = new Occupied();
    if (this.frame.zoom >= MARKS.districtsFromZoom) return names;
    for (const { labels } of this.groupings.given.provinces) {
      for (const [lon, lat, room] of labels) {
        const { x, y } = this._onCanvas([mercatorX(lon), mercatorY(lat)]);
        const box = [x - NAME_PX, y - HALF_PX, x + NAME_PX, y + HALF_PX];
        if ((room / 360) * this.frame.world < 2 * NAME_PX || !this._isOn(x, y, NAME_PX) || !taken.isFree(box, GAP_PX)) continue;
        names.addBox(box);
        break;
      }
    }
    return names;
  }

  /** The given place if it is free, else the first free one on the canvas, or else the first one at all. */
  _placeOf({ district, half, spots }, given, taken, names) {
    const isFree = ({ x, y }, gap) => taken.isFree(this._boxAt(x, y, half), gap);
    const isClear = ({ x, y }) => names.isFree(this._boxAt(x, y, half), GAP_PX);
    const isGiven = given !== null && isFree(given, -SLACK_PX);
    if (isGiven && isClear(given)) return given;
    const onCanvas = (places) => places.map((at) => this._onCanvas(at)).filter(({ x, y }) => this._isOn(x, y, half));
    const there = onCanvas(spots);
    let free = there.filter((at) => isFree(at, GAP_PX));
    if (!free.length && !isGiven && there.length) free = onCanvas(this.groupings.spots.finer(district)).filter((at) => isFree(at, GAP_PX));
    const found = free.find(isClear) ?? (isGiven ? given : free[0]) ?? given ?? there[0];
    return found === undefined ? null : { from: null, ...found };
  }

  /**
   * Choose the numbers of the period that no mark and no symbol covers, and draw their lines, before any mark is drawn; a
   * district without room keeps its hatching alone.
   * @param {boolean} visible
   * @param {MarkLayout | null} layout The marks and symbols; null for none.
   */
  begin(visible, layout) {
    this.pills = [];
    this.numbered = [];
    this.drawn = [];
    this.chosen = [];
    if (!visible) return;
    const { margin } = this.frame;
    const beside = layout === null ? [] : this.marks.numbersBeside();
    for (const { district, x, y, half: most, from } of this.places) {
      const count = this.store.districtCount[district];
      if (count === 0) continue;
      const half = Math.min(most, numberHalf(numberText(count)));
      const isClear = layout === null || layout.isFree(x, y, half - SLACK_PX, HALF_PX - SLACK_PX);
      const isFree = isClear && this._isApart(x, y, half, beside);
      this.drawn.push(["district", x - margin, y - margin, half, count, isFree]);
      if (isFree) this._choose({ district, count, x, y, half, from });
    }
  }

  _choose(place) {
    const { margin } = this.frame;
    const { district, count, x, y, half, from } = place;
    this.chosen.push(place);
    this.pills.push([numberText(count), ...this._boxAt(x - margin, y - margin, half)]);
    this.numbered.push(district);
    if (from) this.marks.numbers.drawLine(this.raster, { ...from, radius: 0 }, place);
  }

  /** Write the numbers that were chosen. */
  write() {
    for (const { count, x, y, half } of this.chosen) this._stamp(numberText(count), x, y, half);
  }

  /** Whether a number lies on no other one of a district or beside a mark. */
  _isApart(x, y, half, beside) {
    const { margin } = this.frame;
    if (beside.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < 2 * HALF_PX)) return false;
    const [left, top, right, bottom] = this._boxAt(x - margin, y - margin, half);
    return !this.pills.some((pill) => left < pill[3] && right > pill[1] && top < pill[4] && bottom > pill[2]);
  }

  _stamp(text, x, y, half) {
    const { raster, frame, boxes } = this;
    if (!boxes.has(half)) boxes.set(half, stampOf(half + 2, frame.ratio, raster.width, (context) => box(context, half)));
    const stamp = boxes.get(half);
    const [u, v] = [Math.floor(x * frame.ratio), Math.floor(y * frame.ratio)];
    if (!raster.holds(u, v, stamp.reach)) return;
    raster.blit(stamp, u, v);
    this.digits.write(raster, text, MARKS.fontPx, u, v);
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
   * The lines to numbers that stand outside their district: those of the period, and those of all rows that pass the filters.
   * @returns {{drawn: Segment[], all: Segment[]}} In pixels of the canvas.
   */
  lines() {
    const segments = (places) => places.filter(({ from }) => from !== null).map(({ x, y, from }) => [[from.x, from.y], [x, y]]);
    return { drawn: segments(this.chosen), all: segments(this.places) };
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
