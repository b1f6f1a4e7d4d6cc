/**
 * The incidents as typed arrays sorted by first day, the rows of a period, and the counts of areas.
 *
 * A period is a range of rows, read from a table of days, plus the few rows that began before it and last into it. A step
 * neither allocates nor reads rows outside the period.
 */
import { Grid } from "./grid.js";
import { COUNTRY, FIRST_AREA, NO_AREA, SYMBOLS, columns, grouped } from "./points.js";
import { lowerBound } from "./search.js";
import { SIZES, TYPES } from "./style.js";

/** @typedef {import("./points.js").LastingRows} LastingRows */

/**
 * The incidents and their period.
 * @property {number} n Number of rows.
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {Uint32Array} before Rows that begin before each day.
 * @property {Uint32Array} lastingRows
 * @property {Uint16Array} lastDays
 * @property {Uint32Array} areaRows
 * @property {Uint16Array} areas
 * @property {Uint8Array} codes Precision, type and size of each row.
 * @property {object | null} counted The rows of areas that were counted last.
 */
export class Store {
  /** Without rows until `load`. */
  constructor() {
    this.filterNumber = 0; // another one when other rows pass the filters
    this.certain = false; // whether a row must lie in the period with all its days
    this.load(new ArrayBuffer(0), 0, 0, 0);
  }

  /**
   * Replace the points; all rows pass until a mask is set.
   * @param {ArrayBuffer} buffer Packed points.
   * @param {number} day0 The day number that their days count from.
   * @param {number} districts Number of districts.
   * @param {number} provinces Number of provinces.
   */
  load(buffer, day0, districts, provinces) {
    Object.assign(this, columns(buffer));
    /** @type {number} The day number that days count from. */
    this.day0 = day0;
    /** @type {Uint8Array | null} */
    this.mask = null;
    /** @type {number} Rows that pass the mask. */
    this.passing = this.n;
    /** @type {LastingRows[]} */
    this.lasting = grouped(this);
    this.districtCount = new Int32Array(districts);
    /** @type {Int32Array} The last is for no province. */
    this.provinceCount = new Int32Array(provinces + 1);
    /** @type {Uint16Array} */
    this.areaSlots = this._slots();
    this.slotCount = new Int32Array(districts + provinces + 2);
    this.beginning = new Int32Array(this.slotCount.length);
    this.counted = this._grid = null;
    this.filterNumber++;
    this.setPeriod(0, -1);
  }

  /**
   * The spatial index of the rows, made at the first use.
   * @returns {Grid}
   */
  get grid() {
    if (this._grid === null) this._grid = new Grid(this);
    return this._grid;
  }

  /**
   * Set which rows pass the filters.
   * @param {ArrayBuffer} buffer One byte a row.
   * @returns {boolean} False, and nothing is changed, if the length is not that of the points.
   */
  setMask(buffer) {
    if (buffer.byteLength !== this.n) return false;
    const mask = new Uint8Array(buffer);
    let passed = 0;
    for (let i = 0; i < this.n; i++) passed += mask[i];
    this.mask = passed === this.n ? null : mask; // null: all rows pass
    this.passing = passed;
    this.filterNumber++;
    return true;
  }

  /**
   * Days from the first row to the last.
   * @returns {number}
   */
  get span() {
    return this.n ? this.before.length - 1 - this._dayOf(0) : 1;
  }

  /**
   * Set the period, both days inclusive, and count its areas.
   * @param {number} first A day number.
   * @param {number} last A day number.
   */
  setPeriod(first, last) {
    /** @type {[number, number]} First and last day number, inclusive. */
    this.period = [first, last];
    /** @type {number} First day of the period, counted from `day0`. */
    this.from = first - this.day0;
    /** @type {number} Last day of the period, counted from `day0`. */
    this.to = last - this.day0;
    /** @type {boolean} */
    this.isEmpty = last < first;
    /** @type {number} First row that begins in the period. */
    this.lo = this._rowsBefore(this.from);
    /** @type {number} First row that begins after the period. */
    this.hi = this.isEmpty ? this.lo : this._rowsBefore(this.to + 1);
    this._countAreas();
  }

  /**
   * The share of the days from the first row to the last that the period has, 0 to 1.
   * @returns {number}
   */
  get share() {
    return Math.min(1, Math.max(0, this.period[1] - this.period[0] + 1) / this.span);
  }

  // ---- one row

  /**
   * The index of the type of a row.
   * @param {number} i
   * @returns {number}
   */
  type(i) {
    return Math.floor(this.codes[i] / SIZES) % TYPES;
  }

  /**
   * The size class of a row.
   * @param {number} i
   * @returns {number}
   */
  size(i) {
    return this.codes[i] % SIZES;
  }

  /**
   * 0 exact, 1 near, 2 district, 3 province, 4 country.
   * @param {number} i
   * @returns {number}
   */
  precision(i) {
    return Math.floor(this.codes[i] / SYMBOLS);
  }

  /**
   * The district or province of a row that is known to no point.
   * @param {number} i
   * @returns {number}
   */
  area(i) {
    const k = lowerBound(this.areaRows, i);
    return this.areaRows[k] === i ? this.areas[k] : NO_AREA;
  }

  /**
   * Whether a row passes the mask and is in the period.
   * @param {number} i
   * @returns {boolean}
   */
  isIn(i) {
    if (this.isEmpty || i >= this.hi || !this._passes(i)) return false;
    if (i < this.lo) return !this.certain && this._lastDay(i) >= this.from;
    return !this.certain || this._lastDay(i) <= this.to;
  }

  // ---- the period

  /**
   * Call back with the rows that began before the period and last into it.
   * @param {(row: number) => void} visit
   */
  eachEarlier(visit) {
    if (this.certain || this.isEmpty) return;
    const { from, lo } = this;
    for (const { rows, ends, latest } of this.lasting) {
      for (let k = lowerBound(rows, lo) - 1; k >= 0 && latest[k] >= from; k--) {
        if (ends[k] >= from && this._passes(rows[k])) visit(rows[k]);
      }
    }
  }

  /**
   * Call back with the rows that begin in the period but last beyond it, where `certain` excludes them.
   * @param {(row: number) => void} visit
   */
  eachOverrunning(visit) {
    if (!this.certain) return;
    const { lo, hi, to } = this;
    for (const { rows, ends } of this.lasting) {
      const end = lowerBound(rows, hi);
      for (let k = lowerBound(rows, lo); k < end; k++) if (ends[k] > to && this._passes(rows[k])) visit(rows[k]);
    }
  }

  /**
   * Call back with every row of the period that passes the mask, symbols and areas alike.
   * @param {(row: number) => void} visit
   */
  eachInPeriod(visit) {
    const { mask, lo, hi } = this;
    this.eachEarlier(visit);
    const cut = new Set();
    this.eachOverrunning((i) => cut.add(i));
    for (let i = lo; i < hi; i++) if ((mask === null || mask[i] !== 0) && !(cut.size && cut.has(i))) visit(i);
  }

  /**
   * Rows of the period that are known to an area only: `precision` 2 with a district, 3 with a province, or 4.
   * @param {number} precision
   * @param {number} area The index of the district or province.
   * @returns {number[]}
   */
  rowsOf(precision, area) {
    const { districtCount, provinceCount, areaRows, areaSlots } = this;
    const base = precision === 2 ? 0 : districtCount.length;
    const slot = base + (precision === COUNTRY ? provinceCount.length : area);
    return Array.from(areaRows.filter((i, k) => areaSlots[k] === slot && this.isIn(i)));
  }

  /**
   * How many rows of the period can be drawn as symbols.
   * @returns {number}
   */
  countSymbols() {
    let shown = 0;
    this.eachInPeriod((i) => (shown += this.codes[i] < FIRST_AREA ? 1 : 0));
    return shown;
  }

  // ---- inside

  _passes(i) {
    return this.mask === null || this.mask[i] !== 0;
  }

  _rowsBefore(day) {
    return this.before[Math.max(0, Math.min(this.before.length - 1, day))];
  }

  _dayOf(i) {
    return lowerBound(this.before, i + 1) - 1;
  }

  _lastDay(i) {
    const k = lowerBound(this.lastingRows, i);
    return this.lastingRows[k] === i ? this.lastDays[k] : this._dayOf(i);
  }

  /** The index at which each row of an area is counted: districts first, then provinces, the country last. */
  _slots() {
    const { codes, areas, districtCount, provinceCount } = this;
    const districts = districtCount.length;
    const last = provinceCount.length - 1;
    return Uint16Array.from(this.areaRows, (i, k) => {
      const precision = Math.floor(codes[i] / SYMBOLS);
      if (precision === 2 && areas[k] !== NO_AREA) return areas[k];
      return precision === COUNTRY ? districts + last + 1 : districts + Math.min(areas[k], last);
    });
  }

  /** Count the rows of areas that begin in the period, from the counts of the period before where that is cheaper. */
  _countBeginning() {
    const { mask, areaRows, beginning, counted } = this;
    const end = lowerBound(areaRows, this.hi);
    const begin = lowerBound(areaRows, this.lo, end);
    if (counted === null || counted.mask !== mask || Math.abs(begin - counted.begin) + Math.abs(end - counted.end) >= end - begin) {
      beginning.fill(0);
      this._addAreas(begin, end, 1);
    } else {
      this._addAreas(counted.begin, begin, -1);
      this._addAreas(begin, counted.begin, 1);
      this._addAreas(counted.end, end, 1);
      this._addAreas(end, counted.end, -1);
    }
    this.counted = { mask, begin, end };
  }

  _addAreas(from, to, many) {
    const { mask, areaRows, areaSlots, beginning } = this;
    if (mask === null) for (let k = from; k < to; k++) beginning[areaSlots[k]] += many;
    else for (let k = from; k < to; k++) beginning[areaSlots[k]] += many * mask[areaRows[k]];
  }

  _countAreas() {
    const { areaRows, areaSlots, slotCount, codes } = this;
    this._countBeginning();
    slotCount.set(this.beginning);
    const add = (i, many) => {
      if (codes[i] >= FIRST_AREA) slotCount[areaSlots[lowerBound(areaRows, i)]] += many;
    };
    this.eachEarlier((i) => add(i, 1));
    this.eachOverrunning((i) => add(i, -1));
    const { districtCount, provinceCount } = this;
    const districts = districtCount.length;
    for (let d = 0; d < districts; d++) districtCount[d] = slotCount[d];
    for (let p = 0; p < provinceCount.length; p++) provinceCount[p] = slotCount[districts + p];
    /** @type {number} */
    this.countryCount = slotCount.length ? slotCount[slotCount.length - 1] : 0;
  }
}
