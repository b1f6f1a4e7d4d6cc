/** Symbols and marks in the raster: which there are, where each is drawn, and what lies under a point. */
import { Groupings } from "../data/grouping.js";
import { InView } from "../data/in_view.js";
import { MarkLayout } from "../data/mark_layout.js";
import { ALIKE, hasRoom, numberHalf, numberText, weightsOf } from "../data/mark_size.js";
import { SYMBOLS } from "../data/points.js";
import { MARKS, SIZES, TYPES } from "../data/style.js";
import { MarkStamps } from "./mark_stamps.js";
import { NumbersBeside } from "./numbers_beside.js";
import { Stamps } from "./stamps.js";
import { theme } from "./theme.js";
import { UncertaintyDiscs } from "./uncertainty_discs.js";

/** @typedef {import("../data/groups.js").Groups} Groups */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("../data/occupied.js").Segment} Segment */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {[string, number, number, number, number, boolean]} DrawnMark Kind, x, y, radius, incidents, has a number. */

const GUARD_PX = 60;
const TOLERANCE_PX = 4;
const MOST_MEMBERS = 24; // of a group whose symbols names keep clear of: with more it is nearly always a mark

/**
 * The symbols and marks of the rows in view.
 * @property {Stamps} stamps
 * @property {MarkStamps} marks
 * @property {NumbersBeside} numbers
 * @property {Groups} groups
 */
export class SymbolMarks {
  /**
   * @param {Store} store
   * @param {Config} config
   * @param {Raster} raster
   * @param {Content} content
   */
  constructor(store, config, raster, content) {
    Object.assign(this, { store, config, raster, content });
    this.groupings = new Groupings(store);
    this.discs = new UncertaintyDiscs(config);
    this.view = new InView();
    this.layout = new MarkLayout();
    this.isColoured = false; // whether districts are coloured below
    this.setSameSize(false);
    /** @type {Frame | null} */
    this.fitted = null;
  }

  /**
   * Draw all symbols in one size, or by the number killed.
   * @param {boolean} sameSize
   */
  setSameSize(sameSize) {
    /** @type {boolean} */
    this.sameSize = sameSize;
    /** @type {Float32Array} By size class. */
    this.weights = weightsOf(this.config.sizes.map((size) => size.radius), sameSize);
  }

  /**
   * Set the frame.
   * @param {Frame} frame
   */
  fit(frame) {
    /** @type {Frame} */
    this.frame = frame;
    this.fitted = null;
    this.discs.fit(frame, this.raster);
  }

  /** Make new stamps, for another theme, size or other fonts. */
  makeStamps() {
    const { config, frame, raster } = this;
    this.stamps = new Stamps(config, theme.palette, frame.ratio, raster.width);
    this.marks = new MarkStamps(config, theme.palette, frame.ratio, raster.width);
    this.numbers = new NumbersBeside(theme.palette, frame.ratio, raster.width, this.marks.digits);
  }

  /** Search the rows in view again the next time. */
  invalidate() {
    this.fitted = null;
    this.discs.forget();
  }

  /**
   * Draw the rows of the period after `fitView`, with the area around places that are only near below them.
   * @param {number[]} selected Rows.
   * @param {(layout: MarkLayout) => void} drawBelow Called with what will be drawn, before it is.
   */
  draw(selected, drawBelow) {
    const { view, layout, discs, raster } = this;
    view.pick(this.store, this.weights);
    layout.arrange(view, this.groups, { radii: this.stamps.radii, weights: this.weights, sameSize: this.sameSize });
    this._drawDiscs(discs.areTooLarge ? null : view);
    const chosen = this._chosen(selected);
    const beside = this._beside();
    drawBelow(layout);
    for (const { mark, number } of beside) this.numbers.drawLine(raster, mark, number);
    const small = [];
    for (let s = 0; s < view.shown; s++) {
      if (!layout.isMark[s]) continue;
      if (layout.radius[s] < MARKS.leastPx[0]) small.push(s); // may lie on the ring of another one
      else this._drawMark(s, chosen.has(-1 - s));
    }
    for (const s of small) this._drawMark(s, chosen.has(-1 - s));
    for (const { number, count } of beside) this.numbers.write(raster, number, count);
    for (const k of layout.singles) this._drawSymbol(k, chosen);
  }

  /** Draw no symbols and marks, but the ground alone. */
  drawNone() {
    this._drawDiscs(null);
  }

  /** Draw the ground with the area around all places of the period that are only near, without searching rows in view. */
  drawNearOnly() {
    const { discs, store, isColoured } = this;
    this.fitted = null; // the discs of rows in view are gone
    discs.updateSquares(store, isColoured);
    this._showNear();
    if (discs.any && discs.areTooLarge) this.content.near = isColoured ? "close outline" : "close disc";
  }

  /**
   * Draw a row with the ring of what is selected, whatever else is drawn.
   * @param {number} kind Its code.
   * @param {number} x In pixels of the page from the corner of the canvas.
   * @param {number} y
   */
  drawSelected(kind, x, y) {
    this._ring(x, y, this._radius(kind % SIZES));
    this._stamp(this._code(kind), x, y);
  }

  /**
   * The mark under a point of the canvas, by its number in view; -1 for none, or where a symbol lies above it.
   * @param {number} x
   * @param {number} y
   * @returns {number}
   */
  markAt(x, y) {
    const { view, layout } = this;
    if (this._symbolAt(x, y, 0) >= 0) return -1;
    for (let s = 0; s < view.shown; s++) {
      if (layout.isMark[s] && Math.hypot(view.markX[s] - x, view.markY[s] - y) <= layout.radius[s] + 1) return s;
    }
    const { mark } = this._beside().find(({ number: n }) => Math.abs(n.x - x) <= n.half && Math.abs(n.y - y) <= MARKS.numberPx) ?? {};
    return mark ? mark.slot : -1;
  }

  /**
   * The rows of the symbol or mark under a point of the canvas, ascending.
   * @param {number} x
   * @param {number} y
   * @returns {number[]}
   */
  hit(x, y) {
    const mark = this.markAt(x, y);
    if (mark >= 0) return this.layout.rowsOf(mark);
    const k = this._symbolAt(x, y, TOLERANCE_PX);
    return k < 0 ? [] : [this.view.rows[k]];
  }

  /** The symbol under a point, or the closest one within a distance, as an index into the rows in view; -1 for none. */
  _symbolAt(x, y, tolerance) {
    const { view, layout } = this;
    let [best, least] = [-1, tolerance];
    for (const k of layout.singles) {
      const far = Math.max(0, Math.hypot(view.px[k] - x, view.py[k] - y) - this._radius(view.size(k)));
      if (far <= least) [best, least] = [k, far]; // of two symbols under the point the later one lies above
    }
    return best;
  }

  /**
   * The rows of the mark of a row in the period; none if it is drawn alone.
   * @param {number} row
   * @returns {number[]}
   */
  togetherWith(row) {
    const k = this.view.indexOf(row);
    const mark = k < 0 ? -1 : this.layout.markOf(k);
    return mark < 0 ? [] : this.layout.rowsOf(mark);
  }

  /**
   * What is drawn, in pixels of the container.
   * @returns {DrawnMark[]}
   */
  drawn() {
    const { view, layout, frame } = this;
    /** @type {DrawnMark[]} */
    const found = [];
    for (let s = 0; s < view.shown; s++) {
      if (!layout.isMark[s] || !this._holdsMark(s)) continue;
      const hasNumber = hasRoom(layout.radius[s], view.number[s]);
      found.push(["mark", view.markX[s] - frame.margin, view.markY[s] - frame.margin, layout.radius[s], view.number[s], hasNumber]);
    }
    for (const { number, count } of this._beside()) {
      found.push(["beside", number.x - frame.margin, number.y - frame.margin, number.half, count, true]);
    }
    for (const k of layout.singles) {
      if (!this._holds(view.px[k], view.py[k], this.stamps.symbols.get(this._code(view.kind[k])).reach)) continue;
      found.push(["symbol", view.px[k] - frame.margin, view.py[k] - frame.margin, this._radius(view.size(k)), 1, false]);
    }
    return found;
  }

  /**
   * What marks and symbols may cover in any period: the place and radius of each mark, and those of the symbols of small
   * groups.
   * @returns {number[][]} In pixels of the canvas.
   */
  extents() {
    const { view, groups, frame, store } = this;
    const circles = [];
    const seen = new Set();
    for (let s = 0; s < view.shown; s++) {
      const g = view.groups[s];
      if (groups.many[g] > 1) circles.push([view.markX[s], view.markY[s], groups.room[g] + 1]);
      if (groups.many[g] > MOST_MEMBERS) continue;
      for (let k = groups.from[g]; k < groups.from[g + 1]; k++) {
        const i = groups.rows[k];
        const [x, y] = [store.x[i] * frame.world - frame.left, store.y[i] * frame.world - frame.top];
        const radius = this._radius(store.size(i)) + 1;
        const key = (Math.round(x) * 16384 + Math.round(y)) * 256 + Math.round(radius * 4);
        if (!seen.has(key)) circles.push([x, y, radius]);
        seen.add(key);
      }
    }
    return circles;
  }

  /** The marks without room for their number and where it stands beside them, in pixels of the canvas. */
  _beside() {
    const { view, layout, groups, frame } = this;
    const found = [];
    for (let slot = 0; groups.beside.size && slot < view.shown; slot++) {
      const count = view.number[slot];
      if (!layout.isMark[slot] || hasRoom(layout.radius[slot], count)) continue;
      const place = groups.beside.get(view.groups[slot]);
      if (place === undefined) continue;
      const number = { x: place[0] * frame.world - frame.left, y: place[1] * frame.world - frame.top, half: numberHalf(numberText(count)) };
      if (!layout.isFree(number.x, number.y, number.half - 1, MARKS.numberPx - 1)) continue; // on a symbol of the period
      found.push({ mark: { slot, x: view.markX[slot], y: view.markY[slot], radius: layout.radius[slot] }, number, count });
    }
    return found;
  }

  /**
   * The numbers beside their marks that are drawn.
   * @returns {(Point & {half: number})[]} In pixels of the canvas.
   */
  numbersBeside() {
    return this._beside().map(({ number }) => number);
  }

  /**
   * What numbers beside their marks may cover in any period.
   * @returns {number[][]} Left, top, right, bottom in pixels of the canvas.
   */
  boxes() {
    const { groups, frame } = this;
    return Array.from(groups.beside, ([g, [u, v]]) => {
      const [x, y, half] = [u * frame.world - frame.left, v * frame.world - frame.top, numberHalf(numberText(groups.many[g]))];
      return [x - half - 1, y - MARKS.numberPx - 1, x + half + 1, y + MARKS.numberPx + 1];
    });
  }

  /**
   * The lines from marks to the numbers beside them: those drawn, and those of any period.
   * @returns {{drawn: Segment[], all: Segment[]}} In pixels of the canvas.
   */
  lines() {
    const { groups, frame } = this;
    const at = (u, v) => [u * frame.world - frame.left, v * frame.world - frame.top];
    return {
      drawn: this._beside().map(({ mark, number }) => [[mark.x, mark.y], [number.x, number.y]]),
      all: Array.from(groups.beside, ([g, [u, v]]) => [at(groups.x[g], groups.y[g]), at(u, v)]),
    };
  }

  /** Search the groups and rows in view, once for each view and each grouping. */
  fitView() {
    const { frame, store, discs } = this;
    const groups = this.groupings.at(frame, this.isColoured, this.weights);
    if (this.fitted === frame && this.groups === groups) return;
    this.groups = groups;
    this.fitted = frame;
    const middle = (frame.top + frame.height / 2) / frame.world;
    const reach = discs.areTooLarge ? 0 : Math.max(0, discs.radius(middle) - GUARD_PX);
    const box = [-reach, -reach, frame.width + reach, frame.height + reach];
    this.view.fit(store, groups, { scale: frame.world, left: frame.left, top: frame.top }, box);
    if (!discs.areTooLarge) discs.fitRows(this.view);
  }

  /** Paint the area around the places of a view that are only near; null for none. */
  _drawDiscs(view) {
    const { discs, isColoured } = this;
    discs.update(view, isColoured);
    this._showNear();
  }

  _showNear() {
    if (this.discs.any) this.content.near = this.isColoured ? "outline" : "disc";
  }

  /** Whether a stamp around a point of the canvas lies inside. */
  _holds(x, y, reach) {
    const { ratio } = this.frame;
    return this.raster.holds(Math.floor(x * ratio), Math.floor(y * ratio), reach);
  }

  _holdsMark(s) {
    const { view, marks, layout } = this;
    return this._holds(view.markX[s], view.markY[s], marks.reach(layout.radius[s]));
  }

  _drawMark(s, isSelected) {
    const { view, layout, marks, raster, frame, content } = this;
    if (!this._holdsMark(s)) return;
    const radius = layout.radius[s];
    const at = [Math.floor(view.markX[s] * frame.ratio), Math.floor(view.markY[s] * frame.ratio), radius];
    const isNear = this.discs.areTooLarge && view.near[s] > 0;
    if (isSelected) this._ring(view.markX[s], view.markY[s], radius);
    marks.draw(raster, at, view.number[s], view.types, s * TYPES, isNear);
    content.addMark(view, s, marks.write(raster, at, view.number[s]));
    if (isNear) content.near = "dashes";
  }

  _drawSymbol(k, chosen) {
    const { view, content } = this;
    const code = this._code(view.kind[k]);
    if (chosen.has(view.rows[k])) this._ring(view.px[k], view.py[k], this._radius(view.size(k)));
    if (!this._stamp(code, view.px[k], view.py[k])) return;
    content.addSymbol(view.kind[k] % SYMBOLS);
    if (code >= SYMBOLS) content.near = "dashes";
  }

  /** The radius of a symbol of a size class, in pixels of the page. */
  _radius(size) {
    return this.stamps.radii[this.sameSize ? ALIKE : size];
  }

  /** The code of the symbol of a row: without its size where that has no meaning, and near only where it gets dashes. */
  _code(kind) {
    const symbol = kind % SYMBOLS;
    const code = this.sameSize ? symbol - (symbol % SIZES) + ALIKE : symbol;
    return kind >= SYMBOLS && this.discs.areTooLarge ? code + SYMBOLS : code;
  }

  /** Stamp a symbol at a point of the canvas; returns whether it lies inside. */
  _stamp(code, x, y) {
    const stamp = this.stamps.symbols.get(code);
    if (!this._holds(x, y, stamp.reach)) return false;
    const { ratio } = this.frame;
    this.raster.blit(stamp, Math.floor(x * ratio), Math.floor(y * ratio));
    return true;
  }

  _ring(x, y, radius) {
    const stamp = this.stamps.ring(radius);
    const { ratio } = this.frame;
    if (this._holds(x, y, stamp.reach)) this.raster.blit(stamp, Math.floor(x * ratio), Math.floor(y * ratio));
  }

  /** The selected symbols as rows, and the marks that hold selected rows as -1 - number. */
  _chosen(selected) {
    const { view, layout } = this;
    const found = new Set();
    for (const i of selected) {
      const k = view.indexOf(i);
      if (k < 0) continue;
      const mark = layout.markOf(k);
      found.add(mark < 0 ? i : -1 - mark);
    }
    return found;
  }
}
