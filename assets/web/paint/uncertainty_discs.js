/**
 * The uncertainty of places that are only near: discs of a stated radius on the ground, below the symbols, as one area in
 * one even tone. How many discs lie at a place does not show: darkness never stands for a number.
 *
 * Which discs there are follows from the period alone, not from the steps before it. In a step only the discs that come or
 * go are drawn, and of the raster only the pixels that they change.
 */
import { rgb } from "../data/colours.js";
import { DISC, NearSquares } from "../data/near_squares.js";
import { PixelSet } from "../data/pixel_set.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/in_view.js").InView} InView */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */

const EQUATOR_KM = 40075.017;
const LEAST_PX = 9; // stays visible around a symbol
const MOST_SHARE = 0.3; // of the shorter side of the map: larger discs would cover it
const SPACING = 1 / 10; // of the radius: of the discs in a square of this side the one of the earliest row is drawn
const LEAST_SPACING_PX = 3;
const LEAST_SQUARE_PX = 4;
const SIGN_PX = 7; // around cells with such places, where discs would be too large
const LINE_ALPHA = { area: 0.3, alone: 0.6 };

/** The area around places that are only near. */
export class UncertaintyDiscs {
  /** @param {Config} config */
  constructor(config) {
    /** @type {number} The radius on the ground. */
    this.km = config.near_km;
    this.area = new PixelSet();
    /** @type {Map<number, Int32Array>} Half the width of each row of pixels, by radius. */
    this.halves = new Map();
    this.turn = 0; // the number of the picture
    this.look = ""; // how the area was painted
    this.many = 0;
  }

  /**
   * Whether there is a disc in the last picture.
   * @returns {boolean}
   */
  get any() {
    return this.many > 0 || (this.bySquare !== null && this.bySquare.many > 0);
  }

  /**
   * Set the frame and the raster; there are no discs until `fitRows`.
   * @param {Frame} frame
   * @param {Raster} raster
   */
  fit(frame, raster) {
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Raster} */
    this.raster = raster;
    const map = Math.min(frame.width, frame.height) - 2 * frame.margin;
    const radius = this.radius((frame.top + frame.height / 2) / frame.world);
    /** @type {boolean} Whether a disc would cover much of the map, so that symbols get dashes and cells discs close around. */
    this.areTooLarge = radius > MOST_SHARE * map;
    /** @type {number} The side of the squares with one disc each, in device pixels. */
    this.spacing = Math.max(LEAST_SPACING_PX, radius * SPACING) * frame.ratio;
    this._reset(0);
  }

  /** The points are others. */
  forget() {
    if (this.bySquare) this._reset(0);
  }

  /**
   * The radius of a disc in pixels of the page at a place of the map in Web Mercator (0 to 1).
   * @param {number} y
   * @returns {number}
   */
  radius(y) {
    const stretch = Math.cosh((0.5 - y) * 2 * Math.PI); // scale factor of Web Mercator: 1 / cos(latitude)
    return Math.max(LEAST_PX, (this.km * stretch * this.frame.world) / EQUATOR_KM);
  }

  /**
   * Take the rows in view that may have a disc; there are no discs until `update`.
   * @param {InView} view
   */
  fitRows(view) {
    const { frame, raster } = this;
    this._reset(view.count);
    const { rows, u, v, reach } = this;
    let many = 0;
    for (let k = 0; k < view.count; k++) {
      if (!view.isNear(k)) continue;
      const [x, y] = [Math.round(view.px[k] * frame.ratio), Math.round(view.py[k] * frame.ratio)];
      const far = Math.round(this.radius((y / frame.ratio + frame.top) / frame.world) * frame.ratio);
      if (x + far < 0 || y + far < 0 || x - far >= raster.width || y - far >= raster.height) continue;
      [rows[many], u[many], v[many], reach[many]] = [k, x, y, far];
      many++;
    }
    this.rows = rows.subarray(0, many);
    this._fitSquares();
  }

  /** Remove all discs, and make room for so many. */
  _reset(room) {
    const { raster } = this;
    /** @type {Int32Array} The row in view of each disc that may be drawn, ascending. */
    this.rows = new Int32Array(room);
    /** @type {Int32Array} The column of its middle. */
    this.u = new Int32Array(room);
    /** @type {Int32Array} The row of pixels of its middle. */
    this.v = new Int32Array(room);
    /** @type {Int32Array} */
    this.reach = new Int32Array(room);
    /** @type {Int32Array} The picture in which it was last drawn. */
    this.drawn = new Int32Array(room);
    /** @type {Int32Array} The discs of the last picture. */
    this.shown = new Int32Array(room);
    /** @type {number} How many they are. */
    this.many = 0;
    this.turn++; // no disc was drawn in the picture before
    /** @type {NearSquares | null} In place of the discs of rows where counts per cell are drawn. */
    this.bySquare = null;
    this.area.fit(raster.width, raster.height);
    raster.spoilAll();
  }

  /** Number the squares of the ground that a disc may lie in. */
  _fitSquares() {
    const { raster, spacing, rows, u, v } = this;
    const beside = this.reach.reduce((most, reach) => Math.max(most, reach), 0);
    const across = (side) => Math.ceil((side + 2 * beside) / spacing) + 1;
    const columns = across(raster.width);
    /** @type {Int32Array} The square of each disc. */
    this.square = new Int32Array(rows.length);
    for (let disc = 0; disc < rows.length; disc++) {
      this.square[disc] = Math.floor((v[disc] + beside) / spacing) * columns + Math.floor((u[disc] + beside) / spacing);
    }
    /** @type {Int32Array} The picture in which a square last had a disc. */
    this.seen = new Int32Array(rows.length ? columns * across(raster.height) : 0);
    /** @type {Int32Array} The disc of each square in that picture. */
    this.discOf = new Int32Array(this.seen.length);
    /** @type {Int32Array} The squares that have one. */
    this.squares = new Int32Array(rows.length);
  }

  /**
   * Draw the discs of the rows that were picked, and paint the ground of the raster.
   * @param {InView | null} view Null for no discs.
   * @param {boolean} asOutline The outline of the area alone, so that it does not tint the colours below.
   */
  update(view, asOutline) {
    if (this.bySquare !== null) this._reset(0);
    this.turn++;
    const count = view === null ? 0 : this._choose(view);
    this._exchange(count);
    this._paint(asOutline);
  }

  /**
   * Draw the area around all rows of the period that are only near, by squares of the ground, and paint the ground of the
   * raster: for views with very many rows. Where discs are too large, an area close around these rows is their sign.
   * @param {Store} store
   * @param {boolean} asOutline
   */
  updateSquares(store, asOutline) {
    const { frame, raster, spacing } = this;
    if (this.bySquare === null) {
      this._reset(0);
      const side = this.areTooLarge ? LEAST_SQUARE_PX * frame.ratio : Math.max(LEAST_SQUARE_PX * frame.ratio, spacing);
      const px = (v) => (this.areTooLarge ? SIGN_PX : this.radius((v / frame.ratio + frame.top) / frame.world));
      const radius = (v) => Math.round(px(v) * frame.ratio);
      this.bySquare = new NearSquares(store, frame, { side, width: raster.width, height: raster.height, radius });
    }
    this.bySquare.update(store, (u, v, half, which, many) => {
      if (which === DISC) this._changeDisc(u, v, half, many);
      else this._changeBox(u, v, half, many);
    });
    this._paint(asOutline);
  }

  _paint(asOutline) {
    this.area.settle((row, first, last) => this._spoil(row, first, last));
    const { near, nearAlpha } = theme.palette;
    const look = [near, nearAlpha, asOutline].join();
    if (look !== this.look) this.raster.spoilAll();
    this.look = look;
    const line = translucent(near, asOutline ? LINE_ALPHA.alone : LINE_ALPHA.area);
    this.raster.paintGround(this.area, asOutline ? 0 : translucent(near, nearAlpha), line);
  }

  /** The squares of the rows that were picked, and the earliest row of each; returns how many squares. */
  _choose(view) {
    const { square, seen, discOf, squares, turn } = this;
    let count = 0;
    view.eachListed(this.rows, (from, to) => {
      for (let disc = from; disc < to; disc++) {
        const at = square[disc];
        if (seen[at] !== turn) {
          seen[at] = turn;
          discOf[at] = disc;
          squares[count++] = at;
        } else if (disc < discOf[at]) discOf[at] = disc;
      }
    });
    return count;
  }

  /** Add the discs that come and remove those that go. */
  _exchange(count) {
    const { drawn, squares, discOf, shown, turn } = this;
    for (let k = 0; k < count; k++) {
      const disc = discOf[squares[k]];
      if (drawn[disc] !== turn - 1) this._change(disc, 1);
      drawn[disc] = turn;
    }
    for (let k = 0; k < this.many; k++) if (drawn[shown[k]] !== turn) this._change(shown[k], -1);
    for (let k = 0; k < count; k++) shown[k] = discOf[squares[k]];
    this.many = count;
  }

  /** Add a disc to the area, or remove it. */
  _change(disc, many) {
    this._changeDisc(this.u[disc], this.v[disc], this.reach[disc], many);
  }

  _changeDisc(u, v, reach, many) {
    const { raster, area } = this;
    const halves = this._halves(reach);
    const to = Math.min(raster.height - 1, v + reach);
    for (let row = Math.max(0, v - reach); row <= to; row++) {
      const half = halves[row < v ? v - row : row - v];
      area.change(row, u - half, u + half + 1, many);
    }
  }

  _changeBox(u, v, half, many) {
    const to = Math.min(this.raster.height - 1, v + half);
    for (let row = Math.max(0, v - half); row <= to; row++) this.area.change(row, u - half, u + half + 1, many);
  }

  _halves(reach) {
    if (!this.halves.has(reach)) {
      this.halves.set(reach, Int32Array.from({ length: reach + 1 }, (_, k) => Math.round(Math.sqrt(reach * reach - k * k))));
    }
    return this.halves.get(reach);
  }

  /** Words of a row have changed: with them the outline in those around. */
  _spoil(row, first, last) {
    const { area, raster } = this;
    const [left, right] = [Math.max(0, first - 1), Math.min(area.words - 1, last + 1)];
    const to = Math.min(area.height - 1, row + 1);
    for (let near = Math.max(0, row - 1); near <= to; near++) raster.spoil(near, left, right);
  }
}

/** A colour as a raster stores it, partly transparent. */
function translucent(colour, alpha) {
  const [red, green, blue] = rgb(colour);
  return ((Math.round(255 * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
