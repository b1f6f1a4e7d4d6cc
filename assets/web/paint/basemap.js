/** Painter of the base map: sea, land, rivers, districts, provinces, all from bundled vectors. */
import { mercatorX, mercatorY } from "../data/mercator.js";
import { Lines, drawable, isIn, pathBox, pathOf, union, useMapCoordinates } from "./paths.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").Area} Area */
/** @typedef {import("../data/served.js").BasemapData} BasemapData */
/** @typedef {import("./paths.js").DrawnArea} DrawnArea */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

// Filled as land below the neighbours: countries that the layers lack, and gaps between those that they have.
const INLAND = [[57, 40.2, 57, 38, 60, 27, 66, 27, 69, 25.5, 73, 23.5, 81.2, 23.5, 81.2, 40.2]];

// From this zoom on the districts, which are kilometres off, look as exact as the rest: their lines fade.
const FADED_FROM_ZOOM = 9.5;
const FADED_TO_ZOOM = 11;
const FADED = 0.3;

const ringsOf = (areas) => areas.flatMap((area) => area.rings);

/** Painter of the bundled base map; it holds the districts, which the user may replace. */
export class Basemap {
  /** @param {BasemapData} data */
  constructor(data) {
    this.name = "basemap";
    this.still = true;
    /** @type {Set<string>} Names of the layers that are shown. */
    this.layers = new Set(["provinces", "districts", "rivers", "labels", "incidents"]);
    /** @type {number[]} West, south, east, north of all that is drawn. */
    this.sheet = data.sheet;
    this.bare = false; // lines only, over a base map of tiles
    /** @type {(zoom: number) => boolean} Whether tiles are drawn at a zoom. */
    this.isOnTiles = () => false;
    /** @type {number[] | null} West, south, east, north of the tiles; null if they are everywhere. */
    this.tileBounds = null;
    /** @type {DrawnArea[]} */
    this.provinces = data.provinces.map(drawable);
    /** @type {DrawnArea[]} */
    this.districts = data.districts.map(drawable);
    /** @type {DrawnArea[]} The neighbours. */
    this.around = data.neighbours.map(drawable);
    /** @type {Path2D} */
    this.home = union(this.provinces);
    /** @type {Path2D} */
    this.land = union([...this.around, ...this.provinces]);
    /** @type {Path2D} */
    this.inland = pathOf(INLAND, true);
    /** @type {Object<string, Lines>} */
    this.edges = {
      land: new Lines(ringsOf([...data.neighbours, ...data.provinces]), true),
      home: new Lines(ringsOf(data.provinces), true),
      countries: new Lines(ringsOf(data.neighbours.filter((area) => area.kind === "country")), true),
      units: new Lines(ringsOf(data.neighbours.filter((area) => area.kind !== "country")), true),
      rivers: new Lines(data.rivers, false),
    };
    /** @type {{areas: DrawnArea[], fata: Path2D, lines: Lines}} */
    this.bundled = { areas: this.districts, fata: pathOf(data.former_fata, false), lines: new Lines(ringsOf(data.districts), true) };
    /** @type {(areFaded: boolean) => void} Called when the lines of the districts begin or cease to be faded. */
    this.onFaded = () => {};
    this.areFaded = false;
    this.setDistricts(null);
  }

  /**
   * Use other districts, and the outline of the former FATA that fits them.
   * @param {Area[] | null} own Districts of the user, or null for the bundled ones.
   * @param {number[][]} [fata] Lines.
   */
  setDistricts(own, fata) {
    this.districts = own ? own.map(drawable) : this.bundled.areas;
    /** @type {boolean} */
    this.areGeneralised = own === null;
    /** @type {Path2D} The outline of the former FATA. */
    this.fata = own ? pathOf(fata, false) : this.bundled.fata;
    this.edges.districts = own ? new Lines(ringsOf(own), true) : this.bundled.lines;
  }

  /**
   * Paint the map; where it was only moved, the canvas is shifted and only the strips that come in are painted.
   * @param {Frame} frame
   * @param {Context} context
   * @returns {void}
   */
  paint(frame, context) {
    this.bare = this.isOnTiles(frame.zoom);
    this._tellFaded(frame.zoom);
    const key = [theme.name, this.bare, this.bare && this.tileBounds, [...this.layers].sort(), frame.world, frame.ratio].join();
    const from = this.painted;
    /** @type {{frame: Frame, key: string, districts: DrawnArea[]}} What is on the canvas. */
    this.painted = { frame, key, districts: this.districts };
    if (!from || from.key !== key || from.districts !== this.districts) return this._paintWhole(frame, context);
    // Round positions, not differences: rounded differences would add up from move to move.
    const dx = Math.round(from.frame.left * frame.ratio) - Math.round(frame.left * frame.ratio);
    const dy = Math.round(from.frame.top * frame.ratio) - Math.round(frame.top * frame.ratio);
    const { width, height } = context.canvas;
    const sameSize = from.frame.width === frame.width && from.frame.height === frame.height;
    if (!sameSize || Math.abs(dx) >= width / 2 || Math.abs(dy) >= height / 2) return this._paintWhole(frame, context);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "copy";
    context.drawImage(context.canvas, dx, dy);
    context.globalCompositeOperation = "source-over";
    /** @type {[number, number, number, number][]} */
    const strips = [[dx > 0 ? 0 : width + dx, 0, Math.abs(dx), height], [0, dy > 0 ? 0 : height + dy, width, Math.abs(dy)]];
    for (const strip of strips.filter(([, , w, h]) => w > 0 && h > 0)) {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.beginPath();
      context.rect(...strip);
      context.clip();
      this._paintWhole(frame, context, strip);
      context.restore();
    }
  }

  /**
   * Tells whether a place lies in one of the two provinces.
   * @param {number} lon
   * @param {number} lat
   * @returns {boolean}
   */
  holds(lon, lat) {
    return isIn(this.home, lon, lat);
  }

  /**
   * How much of the strength of the lines of districts is left.
   * @param {number} zoom
   * @returns {number}
   */
  strength(zoom) {
    if (!this.areGeneralised) return 1;
    const faded = Math.min(1, Math.max(0, (zoom - FADED_FROM_ZOOM) / (FADED_TO_ZOOM - FADED_FROM_ZOOM)));
    return 1 - faded * (1 - FADED);
  }

  _tellFaded(zoom) {
    const areFaded = this.layers.has("districts") && this.strength(zoom) < 1;
    if (areFaded === this.areFaded) return;
    this.areFaded = areFaded;
    this.onFaded(areFaded);
  }

  /** Paint the map, at least within a box of the canvas. */
  _paintWhole(frame, context, box = [0, 0, context.canvas.width, context.canvas.height]) {
    const palette = theme.palette;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.sea;
    const hasGround = !this.bare || this.tileBounds !== null;
    if (hasGround) context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    else context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const px = useMapCoordinates(context, frame);
    context.lineJoin = "round";
    context.lineCap = "round";
    const within = pathBox(frame, box, px);
    if (hasGround) this._areas(context, px, palette, within);
    if (this.bare && hasGround) this._clearTiles(context, frame);
    this._lines(context, px, palette, frame.zoom, within);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!this.bare) this._fade(context, frame, palette.beyond);
  }

  /** Leave the ground open where tiles lie below it. */
  _clearTiles(context, frame) {
    const [west, south, east, north] = this.tileBounds;
    const x = (lon) => Math.round((mercatorX(lon) * frame.world - frame.left) * frame.ratio);
    const y = (lat) => Math.round((mercatorY(lat) * frame.world - frame.top) * frame.ratio);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(x(west), y(north), x(east) - x(west), y(south) - y(north));
    context.restore();
  }

  _areas(context, px, palette, within) {
    const shore = this.edges.land.within(within);
    stroke(context, shore, palette.shore[0], 9 * px);
    stroke(context, shore, palette.shore[1], 3.5 * px);
    fill(context, this.inland, palette.land);
    fill(context, this.land, palette.land);
    stroke(context, this.edges.units.within(within), palette.land, 1.2 * px);
    fill(context, this.home, palette.home);
  }

  _lines(context, px, palette, zoom, within) {
    const line = (name, colour, width) => stroke(context, this.edges[name].within(within), colour, width);
    const wide = Math.min(1.6, 0.75 + Math.max(0, zoom - 5.5) * 0.18);
    if (this.layers.has("rivers") && !this.bare) line("rivers", palette.river, 1.15 * wide * px);
    line("units", palette.unit, 0.8 * px);
    line("countries", palette.country, 1.1 * wide * px);
    context.globalAlpha = this.strength(zoom);
    if (this.layers.has("districts")) line("districts", palette.district, 0.75 * wide * px);
    context.globalAlpha = 1;
    if (this.layers.has("former_fata")) this._formerFata(context, px, palette, wide);
    if (this.layers.has("provinces")) {
      line("home", palette.provinceGlow, 7 * px);
      line("home", palette.province, 1.25 * wide * px);
    }
  }

  _formerFata(context, px, palette, wide) {
    stroke(context, this.fata, palette.fata + "38", 5 * wide * px);
    context.setLineDash([5 * px, 3.5 * px]);
    stroke(context, this.fata, palette.fata, 1.4 * wide * px);
    context.setLineDash([]);
  }

  /** Fade out towards the edges of the bundled data. */
  _fade(context, frame, colour) {
    const [west, south, east, north] = this.sheet;
    const x = (lon) => (mercatorX(lon) * frame.world - frame.left) * frame.ratio;
    const y = (lat) => (mercatorY(lat) * frame.world - frame.top) * frame.ratio;
    const { width, height } = context.canvas;
    const soft = 1.6;
    edge(context, colour, [x(west), 0, x(west + soft), 0], [0, 0, x(west + soft), height]);
    edge(context, colour, [x(east), 0, x(east - soft), 0], [x(east - soft), 0, width - x(east - soft), height]);
    edge(context, colour, [0, y(north), 0, y(north - soft)], [0, 0, width, y(north - soft)]);
    edge(context, colour, [0, y(south), 0, y(south + soft)], [0, y(south + soft), width, height - y(south + soft)]);
  }
}

function stroke(context, path, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function fill(context, path, colour) {
  context.fillStyle = colour;
  context.fill(path);
}

function edge(context, colour, line, box) {
  if (box[2] <= 0 || box[3] <= 0) return;
  const soft = context.createLinearGradient(...line);
  soft.addColorStop(0, colour);
  soft.addColorStop(0.25, colour + "e0");
  soft.addColorStop(1, colour + "00");
  context.fillStyle = soft;
  context.fillRect(...box);
}
