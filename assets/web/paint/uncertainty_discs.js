/**
 * The uncertainty of places that are only near: discs of a stated radius on the ground, below the symbols, as one area in
 * one even tone. How many discs lie at a place does not show: darkness never stands for a number.
 */
import { rgb } from "../data/colours.js";
import { PixelSet } from "../data/pixel_set.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */

const EQUATOR_KM = 40075.017;
const LEAST_PX = 9; // stays visible around a symbol
const MOST_SHARE = 0.3; // of the shorter side of the map: larger discs would cover it
const SPACING = 1 / 10; // of the radius: discs closer than this are drawn once
const LEAST_SPACING_PX = 3;
const BLOCK = 1 / 4; // of the radius: a disc with others in all eight blocks around it adds nothing to their union
const TURNS = Array.from({ length: 16 }, (_, k) => [Math.cos((k * Math.PI) / 8), Math.sin((k * Math.PI) / 8)]);
const LINE_ALPHA = { area: 0.3, alone: 0.6 };

/** The area around places that are only near. */
export class UncertaintyDiscs {
  /** @param {Config} config */
  constructor(config) {
    /** @type {number} The radius on the ground. */
    this.km = config.near_km;
    this.area = new PixelSet();
    /** @type {{side: number, columns: number, seen: Uint32Array}} Places that have a disc. */
    this.places = { side: 1, columns: 0, seen: new Uint32Array(0) };
    /** @type {{side: number, columns: number, seen: Uint32Array}} Blocks that have one. */
    this.blocks = { side: 1, columns: 0, seen: new Uint32Array(0) };
    this.turn = 0;
    /** @type {number[]} Columns and rows of the middles, one after the other. */
    this.middles = [];
    /** @type {Map<number, Int32Array>} Half the width of each row of pixels, by radius. */
    this.halves = new Map();
    this.any = false; // whether there is one in the last picture
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
    const map = Math.min(frame.width, frame.height) - 2 * frame.margin;
    const radius = this.radius((frame.top + frame.height / 2) / frame.world);
    /** @type {boolean} Whether a disc would cover much of the map, so that symbols get dashes in its place. */
    this.areTooLarge = radius > MOST_SHARE * map;
    const device = radius * frame.ratio;
    this._fitGrid(this.places, Math.max(LEAST_SPACING_PX * frame.ratio, device * SPACING));
    this._fitGrid(this.blocks, Math.max(2, device * BLOCK));
  }

  /** A grid of cells of a size over the raster and one cell around it. */
  _fitGrid(grid, side) {
    grid.side = side;
    grid.columns = Math.ceil(this.raster.width / side) + 3;
    const cells = grid.columns * (Math.ceil(this.raster.height / side) + 3);
    if (grid.seen.length < cells) grid.seen = new Uint32Array(cells);
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

  /** Begin a picture without discs. */
  begin() {
    const { raster } = this;
    if (this.any || this.area.width !== raster.width || this.area.height !== raster.height) this.area.fit(raster.width, raster.height);
    this.turn++;
    this.any = false;
    this.middles.length = 0;
    /** @type {number[]} Left, top, right, bottom of the discs. */
    this.box = [raster.width - 1, raster.height - 1, 0, 0];
  }

  /**
   * Add the disc of a place.
   * @param {number} x In pixels of the page from the corner of the canvas.
   * @param {number} y
   */
  add(x, y) {
    const { raster, frame, places, blocks, turn } = this;
    const u = Math.round(x * frame.ratio);
    const v = Math.round(y * frame.ratio);
    if (u >= 0 && v >= 0 && u < raster.width && v < raster.height) {
      const at = cellAt(places, u, v);
      if (places.seen[at] === turn) return;
      places.seen[at] = turn;
      blocks.seen[cellAt(blocks, u, v)] = turn;
    }
    this.middles.push(u, v);
  }

  /** Add the pixels of all discs to the area. */
  _fill() {
    const { middles } = this;
    for (let k = 0; k < middles.length; k += 2) if (!this._isWithin(middles[k], middles[k + 1])) this._fillDisc(middles[k], middles[k + 1]);
  }

  /** Whether there are discs all around a place, so that its own lies within them. */
  _isWithin(u, v) {
    const { raster, blocks, turn } = this;
    if (u < 0 || v < 0 || u >= raster.width || v >= raster.height) return false;
    const { seen, columns } = blocks;
    const at = cellAt(blocks, u, v);
    for (let row = at - columns; row <= at + columns; row += columns) {
      if (seen[row - 1] !== turn || seen[row] !== turn || seen[row + 1] !== turn) return false;
    }
    return true;
  }

  /** Whether a circle lies in the area at sixteen places: then its disc adds about a pixel at most. */
  _isCovered(u, v, radius) {
    if (!this.any) return false;
    for (const [right, down] of TURNS) if (!this.area.has(Math.round(u + right * radius), Math.round(v + down * radius))) return false;
    return true;
  }

  _fillDisc(u, v) {
    const { raster, frame, box } = this;
    const reach = Math.round(this.radius((v / frame.ratio + frame.top) / frame.world) * frame.ratio);
    const from = Math.max(0, v - reach);
    const to = Math.min(raster.height - 1, v + reach);
    if (u + reach < 0 || u - reach >= raster.width || from > to || this._isCovered(u, v, reach - 1)) return;
    const halves = this._halves(reach);
    for (let row = from; row <= to; row++) {
      const half = halves[row < v ? v - row : row - v];
      this.area.add(row, u - half, u + half + 1);
    }
    this.any = true;
    box[0] = Math.max(0, Math.min(box[0], u - reach));
    box[1] = Math.min(box[1], from);
    box[2] = Math.min(raster.width - 1, Math.max(box[2], u + reach));
    box[3] = Math.max(box[3], to);
  }

  _halves(reach) {
    if (!this.halves.has(reach)) {
      this.halves.set(reach, Int32Array.from({ length: reach + 1 }, (_, k) => Math.round(Math.sqrt(reach * reach - k * k))));
    }
    return this.halves.get(reach);
  }

  /**
   * Write the area into the raster.
   * @param {boolean} asOutline Its outline alone, so that it does not tint the colours below.
   */
  write(asOutline) {
    this._fill();
    if (!this.any) return;
    const { raster, area, box } = this;
    const { near, nearAlpha } = theme.palette;
    const line = translucent(near, asOutline ? LINE_ALPHA.alone : LINE_ALPHA.area);
    if (!asOutline) raster.useTint(translucent(near, nearAlpha));
    for (let row = box[1]; row <= box[3]; row++) {
      const at = row * raster.width;
      if (!asOutline) area.eachRun(row, (from, to) => raster.tint(at + from, at + to));
      area.eachEdge(row, (column) => raster.dot(at + column, line));
    }
    raster.touchBox(box[0], box[1], box[2], box[3]);
  }
}

/** The cell of a pixel, beside one cell of margin. */
const cellAt = ({ side, columns }, u, v) => (Math.floor(v / side) + 1) * columns + Math.floor(u / side) + 1;

/** A colour as a raster stores it, partly transparent. */
function translucent(colour, alpha) {
  const [red, green, blue] = rgb(colour);
  return ((Math.round(255 * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
