/**
 * Symbols as prepared bitmaps (stamps): shape and colour by type, size by class, with a halo. A stamp is a list of pixel
 * offsets and colours, the opaque ones first.
 */
import { DETAIL_LEVELS } from "../data/detail_levels.js";
import { SYMBOLS } from "../data/points.js";
import { twelfths } from "../data/shares.js";
import { SIZES, TYPES } from "../data/style.js";
import { drawAlone } from "./symbols.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/colours.js").Palette} Palette */

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
 * @param {boolean} [hard] Make each pixel opaque or empty: quicker, and as good for very small symbols.
 * @returns {Stamp}
 */
export function stampOf(reach, ratio, width, paint, hard = false) {
  const r = Math.ceil(reach * ratio) + 1;
  const side = 2 * r + 1;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.translate(r + 0.5, r + 0.5);
  context.scale(ratio, ratio);
  paint(context);
  const pixels = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  return packed(hard ? pixels.map((c) => (c >>> 24 > 110 ? c | 0xff000000 : 0)) : pixels, side, r, width);
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

/** The stamps of every type, size class and precision at one detail level. */
export class Stamps {
  /**
   * @param {Config} config
   * @param {Palette} palette
   * @param {number} ratio Device pixels per pixel of the page.
   * @param {number} width Of the raster, in device pixels.
   * @param {number} detailLevel
   */
  constructor(config, palette, ratio, width, detailLevel) {
    const level = DETAIL_LEVELS[detailLevel];
    /** @type {number[]} By size class, in pixels of the page. */
    this.radii = config.sizes.map((size) => Math.max(level.least, size.radius * level.scale));
    const look = (code) => {
      const { type, size, near } = parts(code);
      return {
        corners: config.types[type].corners, colour: config.types[type][theme.name], radius: this.radii[size],
        halo: palette.symbolHalo, haloWidth: level.halo, hollow: size === 0 && !level.dense, near: near && !level.dense,
      };
    };
    this.symbols = new StampCache((code) => {
      const style = look(code);
      return stampOf(style.radius * 1.35 + 2, ratio, width, (c) => drawAlone(c, style), level.dense);
    });
    /** @type {Map<string, Stamp>} */
    this.mixes = new Map();
    this._mix = (size, shares) =>
      stampOf(this.radii[size] + 7, ratio, width, (c) => mix(c, this.radii[size], shares, config.types, palette));
    this.rings = new StampCache((size) => stampOf(this.radii[size] + 8, ratio, width, (c) => ring(c, this.radii[size], palette)));
    /** @type {Map<number, Stamp>} */
    this.badges = new Map();
    this._badge = (count) => stampOf(14, ratio, width, (c) => badge(c, count, palette));
  }

  /**
   * The ring around a selected symbol of a size class.
   * @param {number} size
   * @returns {Stamp}
   */
  ring(size) {
    return this.rings.get(size);
  }

  /**
   * A ring of the share of each type, in twelfths, around a symbol of a size class.
   * @param {number} size
   * @param {number[]} counts Incidents by type.
   * @returns {Stamp}
   */
  mix(size, counts) {
    const shares = twelfths(counts);
    const key = `${size}/${shares}`;
    if (!this.mixes.has(key)) this.mixes.set(key, this._mix(size, shares));
    return this.mixes.get(key);
  }

  /**
   * A small disc with a number.
   * @param {number} count
   * @returns {Stamp}
   */
  badge(count) {
    const shown = Math.min(count, 100);
    if (!this.badges.has(shown)) this.badges.set(shown, this._badge(shown));
    return this.badges.get(shown);
  }
}

/** The parts of the code of a row with a point. */
const parts = (code) => ({ type: Math.floor(code / SIZES) % TYPES, size: code % SIZES, near: code >= SYMBOLS });

function ring(context, radius, palette) {
  for (const [width, colour] of [[5, palette.selectHalo], [2.2, palette.select]]) {
    context.beginPath();
    context.arc(0, 0, radius + 4.2, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

function mix(context, radius, shares, types, palette) {
  const far = radius * 1.12 + 3.4;
  context.beginPath();
  context.arc(0, 0, far, 0, 2 * Math.PI);
  context.lineWidth = 4.6;
  context.strokeStyle = palette.symbolHalo;
  context.stroke();
  context.lineWidth = 2.6;
  let from = -Math.PI / 2;
  shares.forEach((share, type) => {
    if (!share) return;
    const to = from + (share * Math.PI) / 6;
    context.beginPath();
    context.arc(0, 0, far, from + 0.06, to - 0.06);
    context.strokeStyle = types[type][theme.name];
    context.stroke();
    from = to;
  });
}

function badge(context, count, palette) {
  const text = count > 99 ? "99+" : String(count);
  const half = 5.6 + (text.length - 1) * 2.6;
  context.beginPath();
  context.roundRect(-half, -5.6, 2 * half, 11.2, 5.6);
  context.fillStyle = palette.badge;
  context.fill();
  context.lineWidth = 0.8;
  context.strokeStyle = palette.badgeLine;
  context.stroke();
  context.fillStyle = palette.badgeText;
  context.font = "600 8.5px 'Atlas Sans', sans-serif";
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText(text, 0, 3.1);
}
