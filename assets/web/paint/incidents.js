/** Painter of the incidents: the rows of the period as stamps in one pixel buffer. */
import { packedColour, rgb } from "../data/colours.js";
import { Density } from "../data/density.js";
import { DETAIL_LEVELS } from "../data/detail_levels.js";
import { greatest } from "../data/extremes.js";
import { InView } from "../data/in_view.js";
import { SYMBOLS } from "../data/points.js";
import { SIZES, TYPES } from "../data/style.js";
import { DistrictHatching } from "./district_hatching.js";
import { Raster } from "./raster.js";
import { Stamps } from "./stamps.js";
import { symbolExtents } from "./symbol_extents.js";
import { theme } from "./theme.js";
import { UncertaintyDiscs } from "./uncertainty_discs.js";

/** @typedef {import("../data/detail_levels.js").DetailLevel} DetailLevel */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./labels.js").Extents} Extents */
/** @typedef {import("./labels.js").Labels} Labels */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */

const GUARD_PX = 40;
const TOLERANCE_PX = 4;
const TOGETHER_PX = 3;
const ALIKE = 2; // the size class of all symbols where size has no meaning

/**
 * Painter of the incidents.
 * @property {(level: number) => void} onDetailLevel Called when the level changes.
 * @property {Uint8Array} drawn The symbol at each pixel, for rows that share one.
 */
export class Incidents {
  /**
   * @param {Store} store
   * @param {Config} config
   * @param {Basemap} basemap
   * @param {Labels} names
   */
  constructor(store, config, basemap, names) {
    this.name = "incidents";
    this.store = store;
    this.config = config;
    this.names = names;
    this.discs = new UncertaintyDiscs(config);
    this.hatching = new DistrictHatching(store, basemap, names);
    this.raster = new Raster();
    this.density = new Density();
    this.view = new InView();
    this.visible = true;
    this.sameSize = false;
    /** @type {number[]} Rows. */
    this.selected = [];
    /** @type {DetailLevel[]} */
    this.levels = DETAIL_LEVELS;
    this.detailLevel = 0;
    this.isDragging = false; // the detail level does not change meanwhile
    /** @type {Stamps | null} */
    this.stamps = null;
  }

  /** Search and count again the next time: the points are others. */
  pointsChanged() {
    /** @type {number | null} Incidents in view. */
    this.counted = null;
    this.viewed = this.placed = this.fresh = false;
    this.hatching.select(this.selected);
  }

  /** Redraw the hatching the next time: the districts are others. */
  districtsChanged() {
    this.hatching.invalidate();
  }

  /** Write numbers in the fonts that were loaded. */
  fontsLoaded() {
    this.stamps = null;
    if (this.frame) this.hatching.makeStamps();
  }

  /**
   * Mark these rows.
   * @param {number[]} rows
   */
  select(rows) {
    this.selected = rows;
    this.hatching.select(rows);
  }

  /**
   * Paint for another view, size or theme.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
    const resized = this.raster.fit(context.canvas.width, context.canvas.height);
    if (resized) this.drawn = new Uint8Array(this.raster.width * this.raster.height);
    if (resized || this.ratio !== frame.ratio) this.density.fit(this.raster, frame.ratio);
    if (resized || this.theme !== theme.name || this.ratio !== frame.ratio) this.stamps = null;
    /** @type {string} */
    this.theme = theme.name;
    /** @type {number} */
    this.ratio = frame.ratio;
    this.hatching.fit(frame, this.raster);
    this.discs.fit(frame, this.raster);
    this.counted = null;
    this.viewed = this.placed = false;
    this.fresh = true;
    this.draw();
  }

  /** Draw the rows of the period. */
  draw() {
    if (!this.frame) return;
    this._fitDetailLevel();
    this.raster.clear();
    this.hatching.updateHatching(this.visible);
    const asSymbols = this.visible && !this._inCells();
    if (asSymbols) this._pick();
    this.hatching.drawNumbers(this.visible);
    if (asSymbols) this._stampAll();
    else if (this.visible) this._drawCells();
    this.raster.flush(this.context);
  }

  /**
   * Set whether the user drags the map.
   * @param {boolean} on
   */
  setDragging(on) {
    this.isDragging = on;
    if (!on && this.frame && this._detailLevelFor() !== this.detailLevel) this.draw();
  }

  /**
   * Rows of the symbols under a point of the container, those at one place together, small ones first.
   * @param {Point} at
   * @returns {number[]}
   */
  hit(at) {
    if (!this.visible || !this.frame) return [];
    const x = at.x + this.frame.margin;
    const y = at.y + this.frame.margin;
    const reach = greatest(this.stamps.radii) + TOLERANCE_PX;
    let [best, least] = [-1, Infinity];
    this._around(x, y, reach, (i, u, v) => {
      const far = Math.hypot(u - x, v - y);
      if (far <= this.stamps.radii[this._size(i)] + TOLERANCE_PX && far <= least) [best, least] = [i, far];
    });
    return best < 0 ? [] : this._together(best);
  }

  /**
   * What the symbols and numbers of all rows that pass the filters may cover, whatever the period; names keep clear of it.
   * @param {Frame} frame
   * @returns {Extents}
   */
  extents(frame) {
    if (!this.visible || !this.stamps) return { circles: [], boxes: [] };
    if (this.levels[this.detailLevel].dense) return { circles: [], boxes: this.hatching.extents() };
    const { circles, boxes } = symbolExtents(this.store, frame, (row) => this.stamps.radii[this._size(row)]);
    return { circles, boxes: [...boxes, ...this.hatching.extents()] };
  }

  /**
   * What `extents` depends on beside the frame.
   * @returns {string}
   */
  get extentsKey() {
    return [this.visible, this.sameSize, this.detailLevel, this.store.filterNumber].join();
  }

  /**
   * The district whose number of incidents lies under a point of the container, or -1.
   * @param {Point} at
   * @returns {number}
   */
  numberedDistrictAt(at) {
    return this.visible ? this.hatching.hit(at) : -1;
  }

  /**
   * All rows of the period at the place of a row, in order.
   * @param {number} row
   * @returns {number[]}
   */
  atPlaceOf(row) {
    const { x, y } = this.store;
    const rows = [];
    this._around(...this._screen(row), 1, (i) => x[i] === x[row] && y[i] === y[row] && rows.push(i));
    return rows.sort((a, b) => a - b);
  }

  _together(row) {
    const { store } = this;
    const [x, y] = this._screen(row);
    const rows = [];
    this._around(x, y, TOGETHER_PX, (i) => rows.push(i));
    return rows.sort((a, b) => store.size(a) - store.size(b) || a - b);
  }

  /** The rows of the period within a square around a point of the canvas, and where each lies. */
  _around(x, y, reach, visit) {
    const { store, frame } = this;
    const at = (far, corner) => (far + corner) / frame.world;
    /** @type {[number, number, number, number]} */
    const box = [at(x - reach, frame.left), at(y - reach, frame.top), at(x + reach, frame.left), at(y + reach, frame.top)];
    store.grid.each(...box, (i) => {
      const [u, v] = this._screen(i);
      if (Math.abs(u - x) <= reach && Math.abs(v - y) <= reach && store.isIn(i)) visit(i, u, v);
    });
  }

  /** Where a row lies, in pixels of the page from the corner of the canvas. */
  _screen(i) {
    const { frame, store } = this;
    return [store.x[i] * frame.world - frame.left, store.y[i] * frame.world - frame.top];
  }

  /** Search the rows in view, once for each view. */
  _view() {
    if (this.viewed) return;
    this.viewed = true;
    const { frame, raster } = this;
    const view = { scale: frame.world * frame.ratio, left: frame.left * frame.ratio, top: frame.top * frame.ratio };
    const guard = GUARD_PX * frame.ratio;
    this.view.fit(this.store, view, [guard, guard, raster.width - guard, raster.height - guard]);
  }

  /** Update the detail level, but not while the map is dragged. */
  _fitDetailLevel() {
    const { frame } = this;
    const detailLevel = this.isDragging && this.stamps ? this.detailLevel : this._detailLevelFor();
    if (this.stamps && detailLevel === this.detailLevel) return;
    this.detailLevel = detailLevel;
    this.stamps = new Stamps(this.config, theme.palette, frame.ratio, this.raster.width, detailLevel);
    this.onDetailLevel && this.onDetailLevel(detailLevel);
  }

  /** The level follows from all incidents in view, the share that passes the filters, and the length of the period. */
  _detailLevelFor() {
    const { store, frame } = this;
    this.counted ??= this.names.incidentCounts.within([0, 0, frame.width, frame.height], frame);
    const share = Math.min(1, Math.max(0, store.period[1] - store.period[0] + 1) / store.span);
    const passed = store.n ? store.passing / store.n : 0;
    const dense = ((this.counted * passed * share) / (frame.width * frame.height)) * 1.2e6;
    return this.levels.findIndex((level) => dense <= level.upTo);
  }

  _inCells() {
    return this.levels[this.detailLevel].cells === true;
  }

  /** Counts per cell, and the selected symbols above them. */
  _drawCells() {
    const view = this.density.view(this.frame);
    if (this.fresh) this.density.sweep(this.store, view);
    else {
      if (!this.placed) this.density.place(this.store, view);
      this.placed = true;
      this.density.count(this.store);
    }
    this.fresh = false;
    this.density.draw(this.raster, view, theme.palette.density.map(packedColour));
    this._stampSelected();
  }

  _size(row) {
    return this.sameSize ? ALIKE : this.store.size(row);
  }

  /** The code of the symbol of a row. */
  _symbol(row) {
    const code = this.store.codes[row];
    return this.sameSize ? code - (code % SIZES) + ALIKE : code;
  }

  /** Select the rows to draw, and draw the discs of places that are only near. */
  _pick() {
    this._view();
    this.view.pick(this.store);
    if (this.levels[this.detailLevel].dense) return;
    this.view.place(this.store);
    this.discs.draw(this.store, this._nearPlaces());
  }

  _stampAll() {
    if (this.levels[this.detailLevel].dense) this._stampRows();
    else this._stampPlaces();
    this._stampSelected();
  }

  /** One symbol a place, the largest; large ones first, so that none is hidden. */
  _stampPlaces() {
    const { view, raster, stamps } = this;
    const { px, py, picked, siteTop } = view;
    this._stampMixes();
    for (let site = 0; site < view.sites; site++) {
      const j = siteTop[site];
      raster.blit(stamps.symbols.get(this._symbol(picked[j])), px[j], py[j]);
    }
    this._stampBadges();
  }

  /**
   * A row of each place that is only near, with the colour of its type.
   * @returns {[number, number[]][]}
   */
  _nearPlaces() {
    const { picked, siteNear, sites } = this.view;
    const colours = this.config.types.map((type) => rgb(type[theme.name]));
    /** @type {[number, number[]][]} */
    const found = [];
    for (let site = 0; site < sites; site++) {
      if (siteNear[site] < 0) continue;
      const i = picked[siteNear[site]];
      found.push([i, colours[this.store.type(i)]]);
    }
    return found;
  }

  /** A ring with the share of each type around the symbols of places with several types. */
  _stampMixes() {
    const { px, py, picked, found, siteOf, siteCount, siteTop } = this.view;
    const mixes = new Map();
    for (let j = 0; j < found; j++) {
      const site = siteOf[j];
      if (siteCount[site] < 2) continue;
      let counts = mixes.get(site);
      if (counts === undefined) mixes.set(site, (counts = new Array(TYPES).fill(0)));
      counts[this.store.type(picked[j])]++;
    }
    for (const [site, counts] of mixes) {
      const j = siteTop[site];
      if (counts.filter(Boolean).length > 1) this.raster.blit(this.stamps.mix(this._size(picked[j]), counts), px[j], py[j]);
    }
  }

  /** Every row; the same symbol at the same pixel is written once. */
  _stampRows() {
    const { raster, drawn, view } = this;
    const { px, py, picked, bucket } = view;
    const { codes } = this.store;
    const stamps = this.stamps.symbols;
    const { width } = raster;
    const same = this.sameSize;
    let reach = 0;
    drawn.fill(0);
    for (let s = SIZES - 1; s >= 0; s--) {
      for (let j = bucket[s]; j < bucket[s + 1]; j++) {
        const code = codes[picked[j]] % SYMBOLS;
        const which = same ? code - s + ALIKE : code;
        const x = px[j];
        const y = py[j];
        const at = y * width + x;
        if (drawn[at] === which + 1) continue;
        drawn[at] = which + 1;
        const stamp = stamps.get(which);
        raster.blitSolid(stamp, at, x, y);
        if (stamp.reach > reach) reach = stamp.reach;
      }
    }
    raster.widen(reach);
  }

  _stampBadges() {
    const { view, frame } = this;
    const { px, py, picked, siteCount, siteTop } = view;
    for (let site = 0; site < view.sites; site++) {
      if (siteCount[site] < 2) continue;
      const j = siteTop[site];
      const shift = Math.round((this.stamps.radii[this._size(picked[j])] * 0.75 + 4) * frame.ratio);
      this.raster.blit(this.stamps.badge(siteCount[site]), px[j] + shift, py[j] - shift);
    }
  }

  _stampSelected() {
    const { store, frame, raster } = this;
    const guard = GUARD_PX * frame.ratio;
    for (const i of this.selected) {
      if (i >= store.n || store.precision(i) > 1 || !store.isIn(i)) continue;
      const [u, v] = this._screen(i).map((far) => Math.floor(far * frame.ratio));
      if (!raster.holds(u, v, guard)) continue;
      raster.blit(this.stamps.ring(this._size(i)), u, v);
      raster.blit(this.stamps.symbols.get(this._symbol(i)), u, v);
    }
  }
}
