/**
 * Incidents that are known only to the district: the district hatched.
 *
 * The hatching is the background of the raster of the symbols, and is redrawn only where a district gets its first
 * incident or loses its last. A canvas of its own would cost a third of a frame in every step.
 */
import { greatest, least } from "../data/extremes.js";
import { useMapCoordinates } from "./paths.js";
import { strokeSelected } from "./selection.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */

const AROUND_PX = 5; // reach of the line around a selected district

/** The hatching of districts. */
export class DistrictHatching {
  /**
   * @param {Store} store
   * @param {Basemap} basemap
   */
  constructor(store, basemap) {
    this.store = store;
    this.basemap = basemap;
    /** @type {number[]} Districts. */
    this.selected = [];
    this.invalidate();
  }

  /**
   * Whether a district is hatched.
   * @returns {boolean}
   */
  get isDrawn() {
    return this.drawn !== null && this.drawn.some((style) => style > 0);
  }

  /** Redraw everything the next time: other districts, another view or theme. */
  invalidate() {
    /** @type {Uint8Array | null} The style of each district. */
    this.drawn = null;
    /** @type {number[]} By how many pixels the hatching has to be shifted. */
    this.moved = [0, 0];
  }

  /**
   * Set the frame and the raster; where the map was only moved, the hatching will be shifted.
   * @param {Frame} frame
   * @param {Raster} raster
   */
  fit(frame, raster) {
    const style = [theme.name, frame.ratio, raster.width].join();
    const key = [style, frame.world, raster.height].join();
    const from = this.frame;
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Raster} */
    this.raster = raster;
    if (style !== this.style) {
      /** @type {string} */
      this.style = style;
      /** @type {OffscreenCanvas} */
      this.tile = tile(frame.ratio);
    }
    if (key !== this.key) {
      /** @type {string} */
      this.key = key;
      this.invalidate();
    } else if (this.drawn) {
      const moved = (side) => Math.round(from[side] * frame.ratio) - Math.round(frame[side] * frame.ratio);
      this.moved = [this.moved[0] + moved("left"), this.moved[1] + moved("top")];
    }
  }

  /**
   * Mark the districts of those rows that are known only to the district.
   * @param {number[]} rows
   */
  select(rows) {
    const { store } = this;
    const districts = rows.filter((i) => i < store.n && store.precision(i) === 2).map((i) => store.area(i));
    this.selected = [...new Set(districts)];
  }

  /**
   * Update the background of the raster to the counts of the period; the raster must have been cleared.
   * @param {boolean} visible
   * @returns {void}
   */
  updateHatching(visible) {
    this._move();
    const wanted = this._wanted(visible);
    const before = this.drawn;
    this.drawn = wanted;
    if (before === null) return this._draw([0, 0, this.raster.width, this.raster.height]);
    const changed = this.basemap.districts.filter((_, d) => wanted[d] !== before[d]);
    if (changed.length) this._draw(this._boxOf(changed));
  }

  /** Shift the background with the map, and draw the strips that have come in. */
  _move() {
    const [dx, dy] = this.moved;
    this.moved = [0, 0];
    if ((dx === 0 && dy === 0) || this.drawn === null) return;
    const { width, height } = this.raster;
    if (Math.abs(dx) >= width / 2 || Math.abs(dy) >= height / 2) return this.invalidate();
    if (!this.raster.moveBackground(dx, dy)) return; // no background
    if (dx !== 0) this._draw(dx > 0 ? [0, 0, dx, height] : [width + dx, 0, width, height]);
    if (dy !== 0) this._draw(dy > 0 ? [0, 0, width, dy] : [0, height + dy, width, height]);
  }

  /** The style of each district: none (0), hatched (1), or hatched with an outline (2). */
  _wanted(visible) {
    const { districtCount } = this.store;
    const wanted = new Uint8Array(this.basemap.districts.length);
    if (!visible) return wanted;
    for (let d = 0; d < wanted.length; d++) wanted[d] = districtCount[d] > 0 ? 1 : 0;
    for (const d of this.selected) if (wanted[d]) wanted[d] = 2;
    return wanted;
  }

  /** The bounding box of districts in the raster: left, top, right, bottom, the last two exclusive. */
  _boxOf(districts) {
    const { frame, raster } = this;
    const reach = AROUND_PX * frame.ratio;
    const sides = (k) => districts.map(({ box }) => box[k]);
    const [west, north, east, south] = [least(sides(0)), least(sides(1)), greatest(sides(2)), greatest(sides(3))];
    const x = (u) => (u * frame.world - frame.left) * frame.ratio;
    const y = (v) => (v * frame.world - frame.top) * frame.ratio;
    return [
      Math.max(0, Math.floor(x(west) - reach)), Math.max(0, Math.floor(y(north) - reach)),
      Math.min(raster.width, Math.ceil(x(east) + reach)), Math.min(raster.height, Math.ceil(y(south) + reach)),
    ];
  }

  /** @param {number[]} box Left, top, right, bottom in device pixels. */
  _draw([left, top, right, bottom]) {
    if (right <= left || bottom <= top) return;
    const districts = this.basemap.districts.filter((_, d) => this.drawn[d] > 0);
    if (!districts.length) return this.raster.setBackground(null, left, top, right, bottom);
    const canvas = new OffscreenCanvas(right - left, bottom - top);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const px = useMapCoordinates(context, this.frame);
    const { a, e, f } = context.getTransform();
    context.setTransform(a, 0, 0, a, e - left, f - top);
    this._hatch(context, districts, px, left, top);
    context.lineJoin = "round";
    this.basemap.districts.forEach((district, d) => this.drawn[d] === 2 && strokeSelected(context, district.path, px));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    this.raster.setBackground(new Uint32Array(data.buffer), left, top, right, bottom);
  }

  /** Fill all districts as one path, which takes a tenth of the time. */
  _hatch(context, districts, px, left, top) {
    const { frame, tile: lines } = this;
    const all = new Path2D();
    districts.forEach((district) => all.addPath(district.path));
    const hatch = context.createPattern(lines, "repeat");
    const [right, down] = [frame.left, frame.top].map((at) => Math.round(at * frame.ratio) % lines.width); // fixed to the ground
    hatch.setTransform(context.getTransform().inverse().translate(-left - right, -top - down));
    for (const style of [theme.palette.hatchFill, hatch]) {
      context.fillStyle = style;
      context.fill(all);
    }
    context.lineWidth = 0.9 * px;
    context.strokeStyle = theme.palette.hatch;
    context.globalAlpha = this.basemap.strength(frame.zoom);
    context.stroke(all);
    context.globalAlpha = 1;
  }
}

/** A tile of diagonal lines that repeats without a seam. */
function tile(ratio) {
  const side = Math.round(7 * ratio);
  const made = new OffscreenCanvas(side, side);
  const pen = made.getContext("2d", { willReadFrequently: true });
  pen.strokeStyle = theme.palette.hatch;
  pen.lineWidth = 0.9 * ratio;
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift - 1, side + 1);
    pen.lineTo(shift + side + 1, -1);
    pen.stroke();
  }
  return made;
}
