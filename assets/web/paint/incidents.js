/** Painter of the incidents: the rows of the period as symbols, marks of several, or counts per cell, in one pixel buffer. */
import { DETAIL_LEVELS } from "../data/detail_levels.js";
import { Cells } from "./cells.js";
import { Content } from "./content.js";
import { DistrictHatching } from "./district_hatching.js";
import { DistrictNumbers } from "./district_numbers.js";
import { Raster } from "./raster.js";
import { SymbolMarks } from "./symbol_marks.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("../data/detail_levels.js").DetailLevel} DetailLevel */
/** @typedef {import("../data/served.js").Area} Area */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("../data/occupied.js").Extents} Extents */
/** @typedef {import("./labels.js").Labels} Labels */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {import("./symbol_marks.js").DrawnMark} DrawnMark */

/** @type {Extents} */
const NOTHING = { circles: [], boxes: [], lines: [] };

/**
 * Painter of the incidents.
 * @property {(content: Content) => void} onContent Called with what was drawn.
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
    this.hatching = new DistrictHatching(store, basemap);
    this.raster = new Raster();
    this.content = new Content();
    this.marks = new SymbolMarks(store, config, this.raster, this.content);
    this.cells = new Cells(store, config, this.raster, this.marks);
    this.numbers = new DistrictNumbers(store, this.marks.groupings);
    this.visible = true;
    /** @type {number[]} Rows. */
    this.selected = [];
    /** @type {DetailLevel[]} */
    this.levels = DETAIL_LEVELS;
    this.detailLevel = 0;
    this.isDragging = false; // the detail level does not change meanwhile
    this.hasStamps = false;
    this.onContent = () => {};
  }

  /**
   * Draw all symbols in one size, or by the number killed.
   * @param {boolean} sameSize
   */
  setSameSize(sameSize) {
    this.marks.setSameSize(sameSize);
  }

  /**
   * Whether all symbols have one size.
   * @returns {boolean}
   */
  get sameSize() {
    return this.marks.sameSize;
  }

  /**
   * Set whether districts are coloured below the marks.
   * @param {boolean} isColoured
   */
  setColoured(isColoured) {
    this.marks.isColoured = isColoured;
  }

  /**
   * Set the areas that no mark reaches across.
   * @param {Area[]} provinces
   * @param {Area[]} districts
   */
  setAreas(provinces, districts) {
    this.marks.groupings.setAreas(provinces, districts);
  }

  /** Search and count again the next time: the points are others. */
  pointsChanged() {
    /** @type {number | null} Incidents in view. */
    this.counted = null;
    this.marks.invalidate();
    this.arranged = null;
    this.cells.invalidate();
    this.hatching.select(this.selected);
  }

  /** Redraw the hatching the next time: the districts are others. */
  districtsChanged() {
    this.hatching.invalidate();
  }

  /** Write numbers in the fonts that were loaded. */
  fontsLoaded() {
    this.hasStamps = false;
    this.arranged = null;
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
    this.cells.fit(frame, resized);
    if (resized || this.theme !== theme.name || this.ratio !== frame.ratio) this.hasStamps = false;
    /** @type {string} */
    this.theme = theme.name;
    /** @type {number} */
    this.ratio = frame.ratio;
    this.hatching.fit(frame, this.raster);
    this.marks.fit(frame);
    this.numbers.fit(frame, this.raster);
    this.counted = this.arranged = null;
    this.draw();
  }

  /** Draw the rows of the period. */
  draw() {
    if (!this.frame) return;
    this._fitDetailLevel();
    this.raster.clear();
    this.content.clear();
    this.hatching.updateHatching(this.visible);
    const areMarks = this.visible && !this.inCells;
    if (areMarks) this.marks.fitView();
    this._arrangeNumbers();
    if (areMarks) this.marks.draw(this._selectedPoints(), (layout) => this.numbers.begin(true, layout));
    else if (this.visible) this.marks.drawNearOnly();
    else this.marks.drawNone();
    if (this.visible && this.inCells) this._drawCells();
    if (!areMarks) this.numbers.begin(this.visible, null);
    this.numbers.write();
    this.raster.flush(this.context);
    this.content.hatched = this.hatching.isDrawn;
    this.content.cells = this.visible && this.inCells;
    this.onContent(this.content);
  }

  /**
   * Set whether the user drags the map.
   * @param {boolean} on
   */
  setDragging(on) {
    this.isDragging = on;
    if (on || !this.frame) return;
    if ((this.inCells && this.cells.haveOtherDots()) || this._detailLevelFor() !== this.detailLevel) this.draw();
  }

  /**
   * Whether counts per cell are drawn in place of symbols and marks.
   * @returns {boolean}
   */
  get inCells() {
    return this.levels[this.detailLevel].cells;
  }

  /**
   * Rows of the symbol or mark under a point of the container, or of its block of cells.
   * @param {Point} at
   * @returns {number[]}
   */
  hit(at) {
    if (!this.visible || !this.frame) return [];
    const [x, y] = [at.x + this.frame.margin, at.y + this.frame.margin];
    return this.inCells ? this.cells.rowsAt(x, y) : this.marks.hit(x, y);
  }

  /**
   * The block of cells around a point of the container; null where none are drawn.
   * @param {Point} at
   * @returns {{left: number, top: number, side: number} | null} In pixels of the container.
   */
  blockAt(at) {
    if (!this.visible || !this.frame || !this.inCells) return null;
    return this.cells.blockAt(at.x + this.frame.margin, at.y + this.frame.margin);
  }

  /**
   * The mark under a point of the container; -1 for none.
   * @param {Point} at
   * @returns {number}
   */
  markAt(at) {
    if (!this.visible || !this.frame || this.inCells) return -1;
    return this.marks.markAt(at.x + this.frame.margin, at.y + this.frame.margin);
  }

  /**
   * The rows of the mark of a row in the period, or those at its place if it is in none.
   * @param {number} row
   * @returns {number[]}
   */
  togetherWith(row) {
    const rows = this.inCells ? [] : this.marks.togetherWith(row);
    return rows.length ? rows : this.atPlaceOf(row);
  }

  /**
   * What is drawn, in pixels of the container.
   * @returns {DrawnMark[]}
   */
  drawnMarks() {
    const numbers = this.numbers.drawn;
    return this.frame && this.visible && !this.inCells ? [...numbers, ...this.marks.drawn()] : numbers;
  }

  /**
   * What the marks, symbols and numbers of all rows that pass the filters may cover, whatever the period; names keep clear
   * of it.
   * @returns {Extents}
   */
  extents() {
    if (!this.visible || !this.hasStamps) return NOTHING;
    const [numbers, lines] = [this.numbers.extents(), this.numbers.lines().all];
    if (this.inCells) return { circles: [], boxes: numbers, lines };
    return { circles: this.marks.extents(), boxes: [...numbers, ...this.marks.boxes()], lines: [...lines, ...this.marks.lines().all] };
  }

  /**
   * What is drawn, in pixels of the canvas.
   * @returns {Extents}
   */
  cover() {
    if (!this.visible || !this.hasStamps) return NOTHING;
    const { margin } = this.frame;
    const lines = this.numbers.lines().drawn;
    const pills = this.numbers.pills.map(([, ...box]) => box.map((side) => side + margin));
    if (this.inCells) return { circles: [], boxes: pills, lines };
    const drawn = this.marks.drawn().filter(([kind]) => kind !== "beside");
    const circles = drawn.map(([, x, y, r]) => [x + margin, y + margin, r + 1]);
    return { circles, boxes: [...pills, ...this.marks.boxes()], lines: [...lines, ...this.marks.lines().drawn] };
  }

  /**
   * The provinces and the districts as grids.
   * @returns {{provinces: AreaGrid, districts: AreaGrid}}
   */
  grids() {
    return this.marks.groupings;
  }

  /**
   * Where the number of a district stands on the canvas; null if it has none in any period.
   * @param {number} district
   * @returns {number[] | null}
   */
  numberAt(district) {
    const found = this.visible && this.numbers.places.find((place) => place.district === district);
    return found ? [found.x, found.y] : null;
  }

  /**
   * What `extents` depends on beside the frame.
   * @returns {string}
   */
  get extentsKey() {
    return [this.visible, this.sameSize, this.detailLevel, this.store.filterNumber, this.marks.isColoured].join();
  }

  /**
   * The district whose number of incidents lies under a point of the container, or -1.
   * @param {Point} at
   * @returns {number}
   */
  numberedDistrictAt(at) {
    return this.visible ? this.numbers.hit(at) : -1;
  }

  /**
   * All rows of the period at the place of a row, in order.
   * @param {number} row
   * @returns {number[]}
   */
  atPlaceOf(row) {
    const { x, y } = this.store;
    return this._around(...this._screen(row), 1).filter((i) => x[i] === x[row] && y[i] === y[row]);
  }

  /** The rows of the period within a square around a point of the canvas, ascending. */
  _around(x, y, reach) {
    const { store, frame } = this;
    const at = (far, corner) => (far + corner) / frame.world;
    const rows = [];
    /** @type {[number, number, number, number]} */
    const box = [at(x - reach, frame.left), at(y - reach, frame.top), at(x + reach, frame.left), at(y + reach, frame.top)];
    store.grid.each(...box, (i) => {
      const [u, v] = this._screen(i);
      if (Math.abs(u - x) <= reach && Math.abs(v - y) <= reach && store.isIn(i)) rows.push(i);
    });
    return rows.sort((a, b) => a - b);
  }

  /** Where a row lies, in pixels of the page from the corner of the canvas. */
  _screen(i) {
    const { frame, store } = this;
    return [store.x[i] * frame.world - frame.left, store.y[i] * frame.world - frame.top];
  }

  /** Update the stamps and the detail level; the level not while the map is dragged. */
  _fitDetailLevel() {
    const detailLevel = this.isDragging && this.hasStamps ? this.detailLevel : this._detailLevelFor();
    if (this.hasStamps && detailLevel === this.detailLevel) return;
    if (!this.hasStamps) [this.marks, this.numbers].forEach((part) => part.makeStamps());
    this.hasStamps = true;
    this.detailLevel = detailLevel;
  }

  /** The level follows from all incidents in view, the share that passes the filters, and the length of the period. */
  _detailLevelFor() {
    const { store, frame } = this;
    this.counted ??= this.names.incidentCounts.within([0, 0, frame.width, frame.height], frame);
    const passed = store.n ? store.passing / store.n : 0;
    const dense = ((this.counted * passed * store.share) / (frame.width * frame.height)) * 1.2e6;
    return this.levels.findIndex((level) => dense <= level.upTo);
  }

  /** Find the places of the numbers of districts, once for each view and for what may lie in it. */
  _arrangeNumbers() {
    const key = this.extentsKey;
    if (this.arranged && this.arranged.frame === this.frame && this.arranged.key === key) return;
    /** @type {{frame: Frame, key: string} | null} What the places were found for. */
    this.arranged = { frame: this.frame, key };
    const areMarks = this.visible && !this.inCells;
    this.numbers.arrange(areMarks ? this.marks.extents() : [], areMarks ? this.marks : null);
  }

  /** Counts per cell, and the selected symbols above them. */
  _drawCells() {
    this.cells.draw(this.isDragging);
    for (const i of this._selectedPoints()) {
      const [x, y] = this._screen(i);
      this.marks.drawSelected(this.store.codes[i], x, y);
    }
  }

  _selectedPoints() {
    const { store } = this;
    return this.selected.filter((i) => i < store.n && store.precision(i) <= 1 && store.isIn(i));
  }
}

/** A share rounded to an eighth part of itself; 1 stays 1. */
const roughly = (share) => 1.125 ** Math.round(Math.log(Math.max(share, 1e-6)) / Math.log(1.125));
