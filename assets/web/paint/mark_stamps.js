/**
 * The marks of several incidents: a disc in the colour of the ground, a ring with the share of each type, and the number.
 *
 * The disc is a stamp by radius. The ring is drawn pixel by pixel from a list by radius with the angle of each pixel, so that
 * a step of time makes no new pictures, whatever the shares are.
 */
import { packedColour } from "../data/colours.js";
import { digitSize, hasRoom, numberText, ringWidth } from "../data/mark_size.js";
import { TYPES } from "../data/style.js";
import { Digits } from "./digits.js";
import { blend } from "./raster.js";
import { stampOf } from "./stamps.js";
import { drawDashes } from "./symbols.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/colours.js").Palette} Palette */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stamps.js").Stamp} Stamp */
/** @typedef {{offsets: Int32Array, alphas: Uint8Array, angles: Uint8Array}} Ring The pixels of a ring. */

const TURN = 180; // steps of the angle
const LEAST = 10; // steps of a type that is there
const HALO_PX = 1.1;
const STEPS = 2; // radii are rounded to half a pixel
const DOT_PX = 1.1;
const DASH_PX = 2.6; // beyond the mark: the dashes of incidents that are only near

/** The stamps of marks in one theme. */
export class MarkStamps {
  /**
   * @param {Config} config
   * @param {Palette} palette
   * @param {number} ratio Device pixels per pixel of the page.
   * @param {number} width Of the raster, in device pixels.
   */
  constructor(config, palette, ratio, width) {
    Object.assign(this, { palette, ratio, width });
    this.digits = new Digits(ratio, width, palette.badgeText);
    /** @type {number[]} By type. */
    this.colours = config.types.map((type) => packedColour(type[theme.name]));
    /** @type {number} */
    this.ground = packedColour(palette.badge);
    /** @type {Stamp[]} By twice the radius. */
    this.discs = [];
    /** @type {Map<number, Ring>} By radius and width, in half pixels. */
    this.rings = new Map();
    /** @type {Stamp[]} By twice the radius. */
    this.dashes = [];
    this.table = new Uint32Array(TURN);
    /** @type {Stamp} In place of a number. */
    this.dot = stampOf(DOT_PX, ratio, width, (context) => circle(context, DOT_PX, palette.badgeText));
  }

  /**
   * How far a mark reaches from its middle, in device pixels.
   * @param {number} radius
   * @returns {number}
   */
  reach(radius) {
    return Math.ceil((radius + DASH_PX + 1) * this.ratio) + 2;
  }

  /**
   * Draw a mark; it must lie inside the raster.
   * @param {Raster} raster
   * @param {number[]} at Its middle in device pixels, and its radius in pixels of the page.
   * @param {number} count
   * @param {Int32Array} types Incidents by type; from `first` on.
   * @param {number} first
   * @param {boolean} isNear Whether it gets the dashes of places that are only near.
   */
  draw(raster, [x, y, radius], count, types, first, isNear) {
    const which = Math.round(radius * STEPS);
    const width = Math.round(ringWidth(radius, count) * STEPS);
    raster.blit((this.discs[which] ??= this._disc(which / STEPS)), x, y);
    const key = which * 64 + width;
    if (!this.rings.has(key)) this.rings.set(key, this._ringOf(which / STEPS, width / STEPS));
    this._ring(raster, this.rings.get(key), x, y, types, first);
    if (isNear) raster.blit((this.dashes[which] ??= this._dashesOf(which / STEPS)), x, y);
  }

  /**
   * Write the number of a mark, or a dot where it has no room; returns whether it has.
   * @param {Raster} raster
   * @param {number[]} at Its middle in device pixels, and its radius in pixels of the page.
   * @param {number} count
   * @returns {boolean}
   */
  write(raster, [x, y, radius], count) {
    if (!hasRoom(radius, count)) {
      raster.blit(this.dot, x, y);
      return false;
    }
    this.digits.write(raster, numberText(count), digitSize(radius, count), x, y);
    return true;
  }

  _disc(radius) {
    const { palette } = this;
    return stampOf(radius + HALO_PX + 1, this.ratio, this.width, (context) => {
      circle(context, radius + HALO_PX, palette.symbolHalo);
      circle(context, radius, palette.badge);
    });
  }

  _dashesOf(radius) {
    const { palette } = this;
    return stampOf(radius + DASH_PX + 2, this.ratio, this.width, (context) =>
      drawDashes(context, radius + DASH_PX, palette.near, palette.symbolHalo),
    );
  }

  /** The pixels of a ring, each with its cover and its angle from the top clockwise. */
  _ringOf(radius, wide) {
    const outer = radius * this.ratio;
    const inner = (radius - wide) * this.ratio;
    const reach = Math.ceil(outer) + 1;
    const offsets = [];
    const alphas = [];
    const angles = [];
    for (let v = -reach; v <= reach; v++) {
      for (let u = -reach; u <= reach; u++) {
        const far = Math.hypot(u, v);
        const cover = Math.min(1, outer - far + 0.5) - Math.max(0, Math.min(1, inner - far + 0.5));
        const alpha = Math.round(255 * cover);
        if (alpha < 6) continue;
        offsets.push(v * this.width + u);
        alphas.push(alpha);
        angles.push(Math.floor((((Math.atan2(u, -v) / (2 * Math.PI) + 1) % 1) * TURN) % TURN));
      }
    }
    return { offsets: Int32Array.from(offsets), alphas: Uint8Array.from(alphas), angles: Uint8Array.from(angles) };
  }

  _ring(raster, { offsets, alphas, angles }, x, y, types, first) {
    this._fillTable(types, first);
    const { table } = this;
    const { pixels } = raster;
    const base = y * raster.width + x;
    for (let k = 0; k < offsets.length; k++) {
      const at = base + offsets[k];
      const colour = table[angles[k]];
      pixels[at] = alphas[k] === 255 ? colour : blend(((alphas[k] << 24) | (colour & 0xffffff)) >>> 0, pixels[at]);
    }
  }

  /** The colour at each angle; between two types there is a gap. */
  _fillTable(types, first) {
    let sum = 0;
    let kinds = 0;
    for (let t = 0; t < TYPES; t++) {
      sum += types[first + t];
      if (types[first + t] > 0) kinds++;
    }
    const free = TURN - kinds * LEAST;
    let at = 0;
    let passed = 0;
    let seen = 0;
    for (let t = 0; t < TYPES; t++) {
      if (types[first + t] === 0) continue;
      passed += types[first + t];
      seen++;
      const end = seen === kinds ? TURN : Math.round(seen * LEAST + (free * passed) / sum);
      this.table.fill(this.colours[t], at, end);
      if (kinds > 1) this.table.fill(this.ground, end - 2, end);
      at = end;
    }
  }
}

function circle(context, radius, colour) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}
