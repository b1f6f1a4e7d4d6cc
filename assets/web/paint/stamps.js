/**
 * Symbols as prepared bitmaps (stamps): shape and colour by type, size by class, with a halo. A stamp is a list of pixel
 * offsets and colours, the opaque ones first.
 */
import { SYMBOLS } from "../data/points.js";
import { SIZES, TYPES } from "../data/style.js";
import { circle, strokeSelected } from "./selection.js";
import { drawSymbol } from "./symbols.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/colours.js").Palette} Palette */

const HALO_PX = 1.2;
const RING_PX = 4.2; // from the edge of what is selected to the middle of its ring

/**
 * @typedef {object} Stamp
 * @property {Int32Array} offsets Of the pixels from the centre, in a raster of one width.
 * @property {Uint32Array} colours 0xAABBGGRR.
 * @property {number} colour The first of them.
 * @property {number} solid Number of opaque pixels, which come first.
 * @property {number} count Number of pixels.
 * @property {number} reach The greatest distance of a pixel from the centre, along its row or across.
 */

/**
 * A picture drawn around the origin as a stamp.
 * @param {number} reach How far the picture reaches from the origin, in pixels of the page.
 * @param {number} ratio Device pixels per pixel of the page.
 * @param {number} width Of the raster, in device pixels.
 * @param {(context: OffscreenCanvasRenderingContext2D) => void} paint
 * @returns {Stamp}
 */
export function stampOf(reach, ratio, width, paint) {
  const r = Math.ceil(reach * ratio) + 1;
  const side = 2 * r + 1;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.translate(r + 0.5, r + 0.5);
  context.scale(ratio, ratio);
  paint(context);
  const pixels = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  return packed(pixels, side, r, width);
}

function packed(pixels, side, r, width) {
  const offsets = [];
  const colours = [];
  const pick = (wanted) =>
    pixels.forEach((colour, k) => {
      if (!wanted(colour >>> 24)) return;
      offsets.push((Math.floor(k / side) - r) * width + (k % side) - r);
      colours.push(colour);
    });
  pick((alpha) => alpha === 255);
  const solid = offsets.length;
  pick((alpha) => alpha > 6 && alpha < 255);
  const count = offsets.length;
  return {
    offsets: Int32Array.from(offsets), colours: Uint32Array.from(colours), colour: colours[0], solid, count,
    reach: farthest(offsets, width),
  };
}

/** The greatest distance of a pixel from the centre, along its row or across. */
function farthest(offsets, width) {
  return offsets.reduce((most, at) => {
    const down = Math.round(at / width);
    return Math.max(most, Math.abs(down), Math.abs(at - down * width));
  }, 0);
}

/** A cache of stamps by number; each is made at its first use. */
class StampCache {
  /** @param {(which: number) => Stamp} make */
  constructor(make) {
    /** @type {Stamp[]} */
    this.made = [];
    this.make = make;
  }

  /**
   * @param {number} which
   * @returns {Stamp}
   */
  get(which) {
    const stamp = this.made[which];
    return stamp === undefined ? (this.made[which] = this.make(which)) : stamp;
  }
}

/** The stamps of every type, size class and precision. */
export class Stamps {
  /**
   * @param {Config} config
   * @param {Palette} palette
   * @param {number} ratio Device pixels per pixel of the page.
   * @param {number} width Of the raster, in device pixels.
   */
  constructor(config, palette, ratio, width) {
    /** @type {number[]} By size class, in pixels of the page. */
    this.radii = config.sizes.map((size) => size.radius);
    const look = (code) => {
      const { type, size, near } = parts(code);
      return {
        corners: config.types[type].corners, colour: config.types[type][theme.name], radius: this.radii[size],
        halo: palette.symbolHalo, haloWidth: HALO_PX, hollow: size === 0, dashes: near ? palette.near : "",
      };
    };
    this.symbols = new StampCache((code) => {
      const style = look(code);
      return stampOf(style.radius * 1.35 + 5, ratio, width, (c) => drawSymbol(c, style));
    });
    this.rings = new StampCache((half) => stampOf(half / 2 + 8, ratio, width, (c) => strokeSelected(c, circle(0, 0, half / 2 + RING_PX))));
  }

  /**
   * The ring around what is selected.
   * @param {number} radius Of what is selected, in pixels of the page.
   * @returns {Stamp}
   */
  ring(radius) {
    return this.rings.get(Math.round(radius * 2));
  }
}

/** The parts of the code of a row with a point; from `SYMBOLS` on with the dashes of places that are only near. */
const parts = (code) => ({ type: Math.floor(code / SIZES) % TYPES, size: code % SIZES, near: code >= SYMBOLS });
