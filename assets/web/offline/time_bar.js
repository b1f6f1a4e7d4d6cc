/** The time bar: a histogram by type with a period that is dragged, stepped and played. */
import { TYPES } from "../data/style.js";
import { button, element } from "../panels/dom.js";
import { theme } from "../paint/theme.js";
import { monthName, monthStart, partsOf, periodText } from "./days.js";
import { barsOf, dailyCounts } from "./histogram.js";
import { lengthsWithin, moved, playedLength, playedStep, resized, withEnd } from "./windows.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./windows.js").Days} Days */

const STEP_MS = 90; // between the steps of playing
const BAR_PX = 5; // the least width of a bar
const BAR_DAYS = [1, 7, 14, 30, 91, 182, 365];
const AXIS_PX = 17;
const GRIP_PX = 14; // from an end of the period within which it is dragged
const LABEL_PX = 58;
const MONTHS = [1, 3, 6, 12, 24, 60, 120];
const WHOLE = "whole";
const FROM_START = "from start";
const OWN = "own";

/** The bar with its buttons. */
export class TimeBar {
  /**
   * @param {Store} store With its points.
   * @param {Config} config
   * @param {Days} whole The days that the bar covers.
   * @param {(period: Days) => void} onChange Called with the period that is chosen.
   */
  constructor(store, config, whole, onChange) {
    this.config = config;
    this.whole = whole;
    this.onChange = onChange;
    /** @type {Days} */
    this.period = [...whole];
    this.fromStart = false;
    /** @type {Float32Array[]} */
    this.daily = dailyCounts(store, whole);
    this._makeControls();
    /** @type {HTMLCanvasElement} */
    this.canvas = element("canvas", "offline-bars");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "slider");
    this.canvas.setAttribute("aria-label", "Period. Arrow keys move it, with Shift its last day; Home shows all.");
    /** @type {HTMLElement} */
    this.box = element("section", "offline-time", null, [this.row, this.canvas]);
    this.box.setAttribute("aria-label", "Time");
    this._listen();
    this._tell();
  }

  /**
   * Show a period.
   * @param {Days} period
   */
  set(period) {
    if (period.join() === this.period.join()) return;
    /** @type {Days} */
    this.period = period;
    this._tell();
    this.onChange(period);
  }

  /** Draw again: the theme or the size has changed. */
  redraw() {
    const { clientWidth: wide, clientHeight: high } = this.canvas;
    if (!wide || !high) return;
    const ratio = window.devicePixelRatio || 1;
    [this.canvas.width, this.canvas.height] = [Math.round(wide * ratio), Math.round(high * ratio)];
    const context = this.canvas.getContext("2d");
    context.scale(ratio, ratio);
    const styles = getComputedStyle(this.box);
    /** @type {Object<string, string>} */
    this.colours = Object.fromEntries(["text", "soft", "line", "panel", "focus"].map((name) => [name, styles.getPropertyValue(`--${name}`)]));
    this._drawBars(context, wide, high - AXIS_PX);
    this._drawAxis(context, wide, high);
    this._drawPeriod(context, high - AXIS_PX);
  }

  /**
   * Begin to play, or stop.
   * @returns {void}
   */
  toggle() {
    if (this.timer) return this.stop();
    if (this.fromStart && this.period[1] >= this.whole[1]) this.set(resizedFromStart(this.whole));
    else if (this.period.join() === this.whole.join()) this.set(this._first(playedLength(this.whole)));
    else if (this.period[1] >= this.whole[1]) this.set(this._first(this.period[1] - this.period[0] + 1));
    this.timer = setInterval(() => this._playStep(), STEP_MS);
    this._showPlaying();
  }

  /** Stop playing. */
  stop() {
    clearInterval(this.timer);
    /** @type {number | undefined} */
    this.timer = undefined;
    this._showPlaying();
  }

  /**
   * Move by whole periods, or by a step where the period grows from the start.
   * @param {number} direction 1 or -1.
   */
  step(direction) {
    this.stop();
    const [first, last] = this.period;
    if (this.fromStart) this.set(withEnd(this.period, 1, last + direction * this._growth(), this.whole));
    else this.set(moved(this.period, direction * (last - first + 1), this.whole));
  }

  // ---- inside

  _makeControls() {
    /** @type {HTMLButtonElement} */
    this.play = button("offline-button offline-play", "▶", "Play", () => this.toggle());
    const back = button("offline-button", "‹", "The period before", () => this.step(-1));
    const on = button("offline-button", "›", "The next period", () => this.step(1));
    /** @type {HTMLElement} */
    this.choice = element("select", "offline-select");
    this.choice.setAttribute("aria-label", "Length of the period");
    this.choice.addEventListener("change", () => this._choose(this.choice.value));
    /** @type {HTMLElement} */
    this.words = element("strong", "offline-period");
    /** @type {HTMLElement} */
    this.row = element("div", "offline-controls", null, [back, this.play, on, this.choice, this.words]);
    this._fillChoice();
  }

  _fillChoice() {
    const lengths = lengthsWithin(this.whole).map((days) => [String(days), days === 1 ? "1 day" : `${days} days`]);
    const names = [[WHOLE, "whole period"], ...lengths, [FROM_START, "growing from the start"], [OWN, "own period"]];
    this.choice.replaceChildren(...names.map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      option.hidden = value === OWN;
      return option;
    }));
  }

  _choose(value) {
    this.stop();
    this.fromStart = value === FROM_START;
    if (value === WHOLE) this.set([...this.whole]);
    else if (this.fromStart) this.set([this.whole[0], this.period[1]]);
    else this.set(this.period.join() === this.whole.join() ? this._last(Number(value)) : resized(this.period, Number(value), this.whole));
    this._tell();
  }

  _first(days) {
    return moved([this.whole[0], this.whole[0] + days - 1], 0, this.whole);
  }

  _last(days) {
    return moved([this.whole[1] - days + 1, this.whole[1]], 0, this.whole);
  }

  _growth() {
    return Math.max(1, playedStep(this.whole, this.whole));
  }

  _playStep() {
    if (this.period[1] >= this.whole[1]) return this.stop();
    if (this.fromStart) this.set(withEnd(this.period, 1, this.period[1] + this._growth(), this.whole));
    else this.set(moved(this.period, playedStep(this.period, this.whole), this.whole));
  }

  _showPlaying() {
    this.play.textContent = this.timer ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", this.timer ? "Pause" : "Play");
  }

  /** Say which period is chosen, and draw it. */
  _tell() {
    const [first, last] = this.period;
    const words = periodText(first, last);
    const days = last - first + 1;
    this.words.textContent = words;
    const isWhole = this.period.join() === this.whole.join();
    const offered = lengthsWithin(this.whole).includes(days) ? String(days) : OWN;
    this.choice.value = this.fromStart ? FROM_START : isWhole ? WHOLE : offered;
    for (const [name, value] of [["valuemin", this.whole[0]], ["valuemax", this.whole[1]], ["valuenow", last], ["valuetext", words]]) {
      if (this.canvas) this.canvas.setAttribute(`aria-${name}`, String(value));
    }
    if (this.canvas) this.redraw();
  }

  _x(day) {
    const [first, last] = this.whole;
    return ((day - first) / (last - first + 1)) * this.canvas.clientWidth;
  }

  _day(x) {
    const [first, last] = this.whole;
    return Math.floor(first + (x / this.canvas.clientWidth) * (last - first + 1));
  }

  _drawBars(context, wide, high) {
    const days = this.whole[1] - this.whole[0] + 1;
    const width = BAR_DAYS.find((each) => (each / days) * wide >= BAR_PX) || BAR_DAYS[BAR_DAYS.length - 1];
    const { bars, most } = barsOf(this.daily, width);
    const step = (width / days) * wide;
    for (let k = 0; k < bars[0].length; k++) {
      let below = 0;
      for (let type = 0; type < TYPES; type++) {
        const tall = (bars[type][k] / (most || 1)) * (high - 4);
        context.fillStyle = this.config.types[type][theme.name];
        context.fillRect(k * step, high - below - tall, Math.max(step - 1, 1), tall);
        below += tall;
      }
    }
  }

  _drawAxis(context, wide, high) {
    const { soft, line } = this.colours;
    context.fillStyle = line;
    context.fillRect(0, high - AXIS_PX, wide, 1);
    context.font = "11px 'Atlas Sans', sans-serif";
    context.fillStyle = soft;
    const perMonth = 30.44 * (wide / (this.whole[1] - this.whole[0] + 1));
    const every = MONTHS.find((months) => months * perMonth >= LABEL_PX) || MONTHS[MONTHS.length - 1];
    const [year, month] = partsOf(this.whole[0]);
    for (let at = Math.ceil((12 * year + month) / every) * every; ; at += every) {
      const day = monthStart(Math.floor(at / 12), at % 12);
      if (day > this.whole[1]) break;
      const x = this._x(day);
      if (day < this.whole[0]) continue;
      context.fillRect(x, high - AXIS_PX, 1, 4);
      const text = every >= 12 ? `${Math.floor(at / 12)}` : `${monthName(at)} ${at % 12 && every < 12 && x > LABEL_PX ? "" : Math.floor(at / 12)}`.trim();
      if (x + context.measureText(text).width < wide) context.fillText(text, x + 3, high - 4);
    }
  }

  _drawPeriod(context, high) {
    const { panel, focus } = this.colours;
    const [from, to] = [this._x(this.period[0]), this._x(this.period[1] + 1)];
    context.globalAlpha = 0.72;
    context.fillStyle = panel;
    context.fillRect(0, 0, from, high);
    context.fillRect(to, 0, this.canvas.clientWidth - to, high);
    context.globalAlpha = 1;
    context.strokeStyle = context.fillStyle = focus;
    context.lineWidth = 1.5;
    context.strokeRect(Math.max(0.75, from), 0.75, Math.min(this.canvas.clientWidth - 0.75, to) - Math.max(0.75, from), high - 1.5);
    for (const x of [Math.max(2.5, from), Math.min(this.canvas.clientWidth - 2.5, to)]) {
      context.beginPath();
      context.roundRect(x - 2.5, high / 2 - 11, 5, 22, 2.5);
      context.fill();
    }
  }

  // ---- dragging and keys

  _listen() {
    const { canvas } = this;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    canvas.addEventListener("pointerdown", (event) => this._begin(event));
    canvas.addEventListener("pointermove", (event) => this._drag(event));
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (this.dragged = null));
    canvas.addEventListener("keydown", (event) => this._key(event));
  }

  _begin(event) {
    this.stop();
    const x = event.offsetX;
    const [from, to] = [this._x(this.period[0]), this._x(this.period[1] + 1)];
    const inside = Math.min(GRIP_PX, (to - from) / 3);
    const isWhole = this.period.join() === this.whole.join();
    let part = "middle";
    if (x < from + inside && x > from - GRIP_PX) part = "first";
    else if (x > to - inside && x < to + GRIP_PX) part = "last";
    else if (isWhole) part = "new";
    else if (x < from || x > to) this._centre(this._day(x));
    if (part !== "last") this.fromStart = false;
    /** @type {{part: string, x: number, period: Days, day: number} | null} What is dragged. */
    this.dragged = { part, x, period: this.period, day: this._day(x) };
    this.canvas.setPointerCapture(event.pointerId);
  }

  _centre(day) {
    const half = Math.floor((this.period[1] - this.period[0]) / 2);
    this.set(moved(this.period, day - half - this.period[0], this.whole));
  }

  _drag(event) {
    if (!this.dragged) return;
    const { part, x, period, day } = this.dragged;
    const now = this._day(event.offsetX);
    if (part === "first") this.set(withEnd(period, 0, now, this.whole));
    else if (part === "last") this.set(withEnd(period, 1, now, this.whole));
    else if (part === "middle") this.set(moved(period, this._day(event.offsetX) - this._day(x), this.whole));
    else if (Math.abs(event.offsetX - x) > 4) this.set(withEnd(withEnd(this.whole, 0, Math.min(day, now), this.whole), 1, Math.max(day, now), this.whole));
  }

  _key(event) {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction && event.shiftKey) this.set(withEnd(this.period, 1, this.period[1] + direction, this.whole));
    else if (direction) this.step(direction);
    else if (event.key === "Home") this._choose(WHOLE);
    else if (event.key === " ") this.toggle();
    else return;
    event.preventDefault();
  }
}

/** The first day alone, from which the period grows. */
function resizedFromStart([first]) {
  return [first, first];
}
