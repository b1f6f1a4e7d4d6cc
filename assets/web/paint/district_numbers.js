/**
 * The numbers of incidents that are known only to the district, each in a small box in its district.
 *
 * Their places follow from all rows that pass the filters, not from the period, so that names keep clear of them and they
 * stay where they are: the place of the name, or the free one closest to it, districts with the most incidents first.
 */
import { mercatorX, mercatorY } from "../data/mercator.js";
import { numberText } from "../data/mark_size.js";
import { Occupied } from "../data/occupied.js";
import { Digits } from "./digits.js";
import { stampOf } from "./stamps.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/grouping.js").Groupings} Groupings */
/** @typedef {import("../data/mark_layout.js").MarkLayout} MarkLayout */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {import("./stamps.js").Stamp} Stamp */
/** @typedef {import("./symbol_marks.js").DrawnMark} DrawnMark */
/** @typedef {{district: number, x: number, y: number, half: number}} Place In pixels of the canvas. */

const HALF_PX = 6; // of the height of a number
const FONT_PX = 9;
const GAP_PX = 1;
const LATTICE = 7; // places for a number across a district

/** The numbers of districts. */
export class DistrictNumbers {
  /**
   * @param {Store} store
   * @param {Basemap} basemap
   * @param {Groupings} groupings
   */
  constructor(store, basemap, groupings) {
    this.store = store;
    this.basemap = basemap;
    this.groupings = groupings;
    /** @type {[string, ...number[]][]} Text, left, top, right, bottom of each number. */
    this.pills = [];
    /** @type {number[]} The district of each number. */
    this.numbered = [];
    /** @type {DrawnMark[]} */
    this.drawn = [];
    /** @type {Place[]} Those with most incidents on all days first. */
    this.places = [];
    /** @type {Map<number, [number, number][]>} Places for a number by district, in Web Mercator. */
    this.spots = new Map();
  }

  /** Search for places again: the districts are others. */
  districtsChanged() {
    this.spots.clear();
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
   */
  arrange(circles) {
    const taken = new Occupied();
    for (const [x, y, r] of circles) taken.addCircle(x, y, r, true);
    const counts = this._countsOfAllDays();
    const order = Array.from(counts.keys()).filter((d) => counts[d] > 0).sort((a, b) => counts[b] - counts[a] || a - b);
    this.places = [];
    for (const district of order) {
      const half = this._half(numberText(counts[district]));
      const place = this._placeOf(district, half, taken);
      if (place === null) continue;
      taken.addBox(this._boxAt(place[0], place[1], half), true);
      this.places.push({ district, x: place[0], y: place[1], half });
    }
  }

  _countsOfAllDays() {
    const { mask, areaRows, areaSlots } = this.store;
    const counts = new Uint32Array(this.basemap.districts.length);
    for (let k = 0; k < areaRows.length; k++) {
      if (areaSlots[k] < counts.length && (mask === null || mask[areaRows[k]] !== 0)) counts[areaSlots[k]]++;
    }
    return counts;
  }

  /** The first free place of a district on the canvas, or else the first one at all. */
  _placeOf(district, half, taken) {
    const { frame } = this;
    let first = null;
    for (const [u, v] of this._spotsOf(district)) {
      const [x, y] = [u * frame.world - frame.left, v * frame.world - frame.top];
      if (x < half || y < HALF_PX || x > frame.width - half || y > frame.height - HALF_PX) continue;
      if (first === null) first = [x, y];
      if (taken.isFree(this._boxAt(x, y, half), GAP_PX)) return [x, y];
    }
    return first;
  }

  /** Places of the name and a lattice of places inside a district, the ones close to the name first. */
  _spotsOf(district) {
    if (this.spots.has(district)) return this.spots.get(district);
    const { labels, box } = this.basemap.districts[district];
    /** @type {[number, number][]} */
    const named = labels.map(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]);
    const [west, north, east, south] = box;
    /** @type {[number, number][]} */
    const lattice = [];
    for (let k = 0; k < LATTICE * LATTICE; k++) {
      const u = west + ((east - west) * ((k % LATTICE) + 0.5)) / LATTICE;
      const v = north + ((south - north) * (Math.floor(k / LATTICE) + 0.5)) / LATTICE;
      if (this.groupings.districts.at(u, v) === district) lattice.push([u, v]);
    }
    const [middle] = [...named, ...lattice, [west, north]];
    const far = ([u, v]) => Math.hypot(u - middle[0], v - middle[1]);
    const spots = [...named, ...lattice.sort((a, b) => far(a) - far(b))];
    this.spots.set(district, spots);
    return spots;
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
    for (const { district, x, y, half: most } of this.places) {
      const count = this.store.districtCount[district];
      if (count === 0) continue;
      const text = numberText(count);
      const half = Math.min(most, this._half(text));
      const isFree = (layout === null || layout.isFree(x, y, half + GAP_PX, HALF_PX + GAP_PX)) && this._isApart(x, y, half);
      this.drawn.push(["district", x - margin, y - margin, half, count, isFree]);
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
    this.digits.write(raster, text, FONT_PX, u, v);
    const [left, top, right, bottom] = this._boxAt(x - frame.margin, y - frame.margin, half);
    this.pills.push([text, left, top, right, bottom]);
    this.numbered.push(district);
  }

  /** Half the width of the box around a number, in pixels of the page. */
  _half(text) {
    return Math.ceil(Math.max(HALF_PX, this.digits.width(text, FONT_PX) / 2 + 3.5) * 2) / 2;
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
