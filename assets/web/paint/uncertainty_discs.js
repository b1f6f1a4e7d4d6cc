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
const SPACING = 1 / 24; // of the radius: discs closer than this are drawn once
const LINE_ALPHA = { area: 0.3, alone: 0.6 };

/** The area around places that are only near. */
export class UncertaintyDiscs {
  /** @param {Config} config */
  constructor(config) {
    /** @type {number} The radius on the ground. */
    this.km = config.near_km;
    this.area = new PixelSet();
    this.seen = new Uint32Array(0);
    this.turn = 0;
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
    /** @type {number} In device pixels. */
    this.spacing = Math.max(2, radius * frame.ratio * SPACING);
    /** @type {number} */
    this.columns = Math.ceil(raster.width / this.spacing) + 1;
    const places = this.columns * (Math.ceil(raster.height / this.spacing) + 1);
    if (this.seen.length < places) this.seen = new Uint32Array(places);
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
    /** @type {number[]} Left, top, right, bottom of the discs. */
    this.box = [raster.width - 1, raster.height - 1, 0, 0];
  }

  /**
   * Add the disc of a place.
   * @param {number} x In pixels of the page from the corner of the canvas.
   * @param {number} y
   */
  add(x, y) {
    const { raster, frame, box } = this;
    const u = Math.round(x * frame.ratio);
    const v = Math.round(y * frame.ratio);
    if (this._isDrawn(u, v)) return;
    const reach = Math.round(this.radius((y + frame.top) / frame.world) * frame.ratio);
    const from = Math.max(0, v - reach);
    const to = Math.min(raster.height - 1, v + reach);
    if (u + reach < 0 || u - reach >= raster.width || from > to) return;
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

  /** Whether there is a disc at this place already. */
  _isDrawn(u, v) {
    const { raster, spacing } = this;
    if (u < 0 || v < 0 || u >= raster.width || v >= raster.height) return false;
    const at = Math.floor(v / spacing) * this.columns + Math.floor(u / spacing);
    if (this.seen[at] === this.turn) return true;
    this.seen[at] = this.turn;
    return false;
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

/** A colour as a raster stores it, partly transparent. */
function translucent(colour, alpha) {
  const [red, green, blue] = rgb(colour);
  return ((Math.round(255 * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
