/**
 * What districts in colour and heat mean while the time bar moves: the classes of the length of the period, and the class
 * of each district from the incidents of the file. The bounds are made with the file, as the window makes them.
 */
import { periodText } from "./days.js";

/** @typedef {import("../data/changes.js").AreaClasses} AreaClasses */
/** @typedef {import("../data/changes.js").HeatClasses} HeatClasses */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./texts.js").IncidentTexts} IncidentTexts */
/** @typedef {import("./windows.js").Days} Days */

const NONE = -1, UNKNOWN = -2, OUTSIDE = -3;

/**
 * The classes of the periods of some lengths.
 * @typedef {object} LengthClasses
 * @property {number} days The longest of these periods; the scales are in the order of these.
 * @property {number[]} bounds The greatest value of each class but the last; of changes the bounds to either side of 0.
 * @property {string[]} classes
 * @property {string[]} from
 * @property {Object<string, string[]>} colours
 * @property {string} note
 */

/**
 * `colours.json`, as `geo.draw.web.offline_colours` writes it.
 * @typedef {object} Colours
 * @property {{measure: string, title: string, none_text: string, per: number[] | null, outside: number[], whole: AreaClasses,
 *   scales: LengthClasses[]} | null} districts
 *   ``per``: what the incidents of each district are divided by, 0 where it is not known; ``outside``: the districts beyond
 *   the filter by place; ``whole``: the classes in the whole period of the file.
 * @property {HeatClasses[] | null} heat In the order of the lengths.
 */

/** Gives the classes of districts and heat for a period. */
export class DistrictColours {
  /**
   * @param {Colours} colours
   * @param {Store} store With its points.
   * @param {IncidentTexts} content
   * @param {{whole: Days, covered: Days[]}} days Those of the file, and those that the data cover.
   */
  constructor(colours, store, content, days) {
    /** @type {Colours["districts"]} */
    this.districts = colours.districts;
    /** @type {Colours["heat"]} */
    this.heat = colours.heat;
    /** @type {IncidentTexts} */
    this.content = content;
    /** @type {Days} */
    this.whole = days.whole;
    /** @type {Days[]} */
    this.covered = days.covered;
    /** @type {boolean} */
    this.certain = store.certain;
    /** @type {Int32Array} First day of each row. */
    this.first = new Int32Array(store.n);
    for (let day = 0; day + 1 < store.before.length; day++) this.first.fill(store.day0 + day, store.before[day], store.before[day + 1]);
    /** @type {Int32Array} Last day of each row. */
    this.last = this.first.slice();
    store.lastingRows.forEach((row, k) => (this.last[row] = store.day0 + store.lastDays[k]));
  }

  /**
   * The classes of the heat.
   * @param {number} days The length of the period.
   * @returns {HeatClasses | null} Null without heat.
   */
  heatOf(days) {
    return this.heat ? scaleOf(this.heat, days) : null;
  }

  /**
   * The districts by class.
   * @param {Days} period
   * @param {number} days The length whose classes are used; that of the whole while the period grows.
   * @returns {AreaClasses | null} Null if districts are not coloured.
   */
  areasOf(period, days) {
    const { districts } = this;
    if (!districts) return null;
    if (period.join() === this.whole.join()) return districts.whole;
    const scale = scaleOf(districts.scales, days);
    const isChange = districts.measure === "change";
    const before = daysBefore(period);
    const isKnown = !this.whyNone(period);
    const values = isChange ? this._changes(period, before, isKnown) : this._values(period);
    const classed = isChange ? changeClass : classOf;
    const nothing = this._hasData(period) ? NONE : UNKNOWN;
    const of = values.map((value) => (Number.isNaN(value) ? UNKNOWN : value ? classed(value, scale.bounds) : nothing));
    for (const number of districts.outside) if (!values[number]) of[number] = OUTSIDE;
    const many = (wanted) => of.filter((number) => number === wanted).length;
    const compared = isKnown ? `Compared with ${periodText(before[0], before[1])}.` : this.whyNone(period);
    return {
      title: districts.title,
      classes: scale.classes,
      from: scale.from,
      counts: scale.classes.map((_, number) => many(number)),
      none: many(NONE),
      none_text: districts.none_text,
      none_at: isChange ? scale.classes.length / 2 : scale.classes.length,
      unknown: many(UNKNOWN),
      colours: scale.colours,
      of,
      note: isChange ? `${compared} ${scale.note}` : scale.note,
    };
  }

  /**
   * Why no change is shown for a period; empty where it is, and where no change is asked for.
   * @param {Days} period
   * @returns {string}
   */
  whyNone(period) {
    if (!this.districts || this.districts.measure !== "change" || period.join() === this.whole.join()) return "";
    const before = daysBefore(period);
    if (before[0] < this.whole[0]) return "No change is shown: the equal period before is not in this file.";
    return this._isCovered(period) && this._isCovered(before) ? "" : "No change is shown: the data do not cover all these days and the equal period before.";
  }

  // ---- inside

  _changes(period, before, isKnown) {
    const now = this._counts(period);
    const past = this._counts(before);
    return now.map((count, district) => (isKnown ? count - past[district] : NaN));
  }

  /** The figure of each district; NaN where it is not known. */
  _values(period) {
    const { measure, per } = this.districts;
    if (measure === "killed") return this._killed(period);
    const counts = this._counts(period);
    return per ? counts.map((count, district) => (per[district] ? roundedRate(count / per[district]) : NaN)) : counts;
  }

  _counts(period) {
    const counts = this._zeros();
    this._each(period, (district) => counts[district]++);
    return counts;
  }

  _killed(period) {
    const [sums, known, all] = [this._zeros(), this._zeros(), this._zeros()];
    this._each(period, (district, row) => {
      const killed = this.content.killed[row];
      all[district]++;
      if (killed === null) return;
      known[district]++;
      sums[district] += killed;
    });
    return sums.map((sum, district) => (all[district] && !known[district] ? NaN : sum));
  }

  _zeros() {
    return new Array(this.districts.whole.of.length).fill(0);
  }

  _each([first, last], visit) {
    const { content, certain } = this;
    for (let row = 0; row < this.first.length; row++) {
      const [from, to] = [this.first[row], this.last[row]];
      const isIn = certain ? from >= first && to <= last : from <= last && to >= first;
      if (isIn && content.district[row] >= 0) visit(content.district[row], row);
    }
  }

  /** Whether the data cover all days of a period. */
  _isCovered([first, last]) {
    return this.covered.some(([from, to]) => from <= first && to >= last);
  }

  /** Whether the data cover any day of a period; also where they say nothing of their days. */
  _hasData([first, last]) {
    return !this.covered.length || this.covered.some(([from, to]) => from <= last && to >= first);
  }
}

/** The equal period before one. */
function daysBefore([first, last]) {
  return [first - (last - first + 1), first - 1];
}

/**
 * The scale of a length: the first of those that reach so far, else the last.
 * @template {{days: number}} T
 * @param {T[]} scales
 * @param {number} days
 * @returns {T}
 */
export function scaleOf(scales, days) {
  return scales.find((scale) => scale.days >= days) || scales[scales.length - 1];
}

/** The class of an amount: the first whose bound it does not exceed. */
function classOf(value, bounds) {
  const number = bounds.findIndex((bound) => value <= bound);
  return number < 0 ? bounds.length : number;
}

/** The class of a change: falls from the greatest to the least, then rises from the least to the greatest. */
function changeClass(value, bounds) {
  const size = classOf(Math.abs(value), bounds);
  return value < 0 ? bounds.length - size : bounds.length + 1 + size;
}

/**
 * A rate as it is written, so that a figure never belongs to another class than its digits say.
 * @param {number} rate
 * @returns {number}
 */
export function roundedRate(rate) {
  if (rate > 0 && rate < 0.01) return Number(rate.toFixed(1 - Math.floor(Math.log10(rate))));
  return Number(rate.toFixed(rate < 10 ? 2 : rate < 100 ? 1 : 0));
}
