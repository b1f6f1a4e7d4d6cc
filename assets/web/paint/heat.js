/**
 * Painter of the heat: incidents per 1,000 km² from a Gaussian kernel of fixed width in kilometres.
 *
 * Incidents are counted in square cells of an equal-area projection and smoothed there, so that cell and kernel have the
 * same size everywhere. The picture does not depend on the zoom, and the classes not on the days but on the length of the
 * period. What is known only to a district may be spread evenly over it.
 */
import { albers } from "../data/albers.js";
import { CellCounts } from "../data/cell_counts.js";
import { packedColour } from "../data/colours.js";
import { latitudeOf, mercatorX, mercatorY } from "../data/mercator.js";
import { FIRST_AREA } from "../data/points.js";
import { cellsOfDistrict } from "./district_cells.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/changes.js").HeatClasses} HeatClasses */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./district_cells.js").DistrictCells} DistrictCells */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

const WEST = 58, EAST = 77, SOUTH = 22.5, NORTH = 38.5;
const CELL_KM = 6;
const HALF_KM = 1020; // from the middle of the grid to each side
const SIDE = (2 * HALF_KM) / CELL_KM;
const WIDE = 640;

/** Painter of the density of incidents. */
export class Heat {
  /**
   * @param {Store} store
   * @param {Config} config
   * @param {Basemap} basemap Holds the districts.
   * @param {() => void} onReach Called when `reach` has changed.
   */
  constructor(store, config, basemap, onReach) {
    this.name = "heat";
    this.sparse = true;
    this.store = store;
    /** @type {number} In kilometres. */
    this.bandwidth = config.heat.bandwidth_km;
    this.basemap = basemap;
    /** @type {number[]} */
    this.usual = config.heat.classes;
    this.use(null);
    /** @type {boolean} Whether what is known only to a district counts. */
    this.spreadsDistricts = false;
    /** @type {"" | "none" | "below"} Why nothing is coloured: nothing is counted, or nothing reaches the least class. */
    this.reach = "";
    this.onReach = onReach;
    /** @type {Map<number, DistrictCells>} The cells of the districts that were needed. */
    this.districtCells = new Map();
    /** @type {{side: number, cellKm: number}} */
    this.grid = { side: SIDE, cellKm: CELL_KM };
    this.visible = false;
    /** @type {Int32Array | null} The cell of each row. */
    this.cells = null;
    this.cellCounts = new CellCounts();
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
    this.update();
  }

  /**
   * Classes for periods of a length; null for the usual ones.
   * @param {HeatClasses | null} heat
   */
  use(heat) {
    /** @type {number[]} Lower bounds, incidents per 1,000 km². */
    this.classes = heat ? heat.classes : this.usual;
    const days = heat ? heat.days : 0;
    /** @type {string} The lengths of the periods that the classes hold for, in words; empty for all. */
    this.lengths = (heat && heat.lengths) || (days ? `${days.toLocaleString("en")} day${days === 1 ? "" : "s"}` : "");
  }

  /**
   * The colours of the classes, from the least: all of the palette, or as many as there are classes.
   * @returns {string[]}
   */
  colours() {
    const { heat } = theme.palette;
    const last = this.classes.length - 1;
    return this.classes.map((_bound, k) => heat[last ? Math.round((k * (heat.length - 1)) / last) : heat.length - 3]);
  }

  /**
   * Show or hide the heat, and count what is known only to a district or not.
   * @param {Set<string>} names Of the layers that are shown.
   */
  setLayers(names) {
    this.visible = names.has("heat");
    this.spreadsDistricts = names.has("heat_districts");
  }

  /** Other districts are shown. */
  districtsChanged() {
    this.districtCells.clear();
  }

  /** Compute the cells of the points again the next time. */
  pointsChanged() {
    this.cells = null;
    this.cellCounts.invalidate();
  }

  /** Paint the counts of the period. */
  update() {
    if (!this.frame) return;
    clearCanvas(this.context, this.frame, this.visible);
    if (!this.visible) return;
    if (!this.kernel) this._prepare();
    this._bin();
    this._spreadDistricts();
    this._smooth();
    this._colour();
    this._show();
    this._tell();
  }

  /**
   * Incidents per 1,000 km² at a place.
   * @param {number} lon
   * @param {number} lat
   * @returns {number}
   */
  at(lon, lat) {
    const cell = cellOf(lon, lat);
    return cell < 0 ? 0 : this.density[cell];
  }

  /** Prepare at the first use: the grid, and the position of each pixel in it. */
  _prepare() {
    const cells = SIDE * SIDE;
    /** @type {Float32Array} */
    this.kernel = kernel(this.bandwidth / CELL_KM);
    /** @type {Float32Array} By cell. */
    this.counts = new Float32Array(cells);
    /** @type {Float32Array} The counts with what is spread over districts, by cell. */
    this.total = new Float32Array(cells);
    /** @type {Float32Array} Counts that are smoothed along the rows. */
    this.half = new Float32Array(cells);
    /** @type {Float32Array} Incidents per 1,000 km², by cell. */
    this.density = new Float32Array(cells);
    /** @type {number} The west side of the picture in Web Mercator. */
    this.x0 = mercatorX(WEST);
    /** @type {number} The north side of the picture in Web Mercator. */
    this.y0 = mercatorY(NORTH);
    /** @type {number} The side of a pixel of the picture in Web Mercator. */
    this.step = (mercatorX(EAST) - this.x0) / WIDE;
    /** @type {number} The height of the picture in pixels. */
    this.high = Math.ceil((mercatorY(SOUTH) - this.y0) / this.step);
    this.image = new ImageData(WIDE, this.high);
    this.tile = new OffscreenCanvas(WIDE, this.high);
    this.corner = new Int32Array(WIDE * this.high).fill(-1); // the cell to the upper left of each pixel, -1 outside
    this.across = new Float32Array(WIDE * this.high); // weights of the bilinear interpolation
    this.down = new Float32Array(WIDE * this.high);
    for (let row = 0, k = 0; row < this.high; row++) {
      const lat = latitudeOf(this.y0 + (row + 0.5) * this.step);
      for (let column = 0; column < WIDE; column++, k++) {
        const [east, north] = albers(WEST + ((column + 0.5) * (EAST - WEST)) / WIDE, lat);
        const u = (east + HALF_KM) / CELL_KM - 0.5;
        const v = (HALF_KM - north) / CELL_KM - 0.5;
        if (!(u >= 0 && v >= 0 && u < SIDE - 1 && v < SIDE - 1)) continue;
        this.corner[k] = Math.floor(v) * SIDE + Math.floor(u);
        this.across[k] = u % 1;
        this.down[k] = v % 1;
      }
    }
  }

  _bin() {
    this.cells ??= cellsOf(this.store);
    this.cellCounts.count(this.store, this.cells, this.counts);
  }

  /** Add to the counts what is known only to a district, over the cells that lie in it. */
  _spreadDistricts() {
    const { total, store } = this;
    total.set(this.counts);
    if (!this.spreadsDistricts) return;
    store.districtCount.forEach((many, district) => {
      if (!many) return;
      const { cells, shares } = this._cellsOf(district);
      for (let k = 0; k < cells.length; k++) total[cells[k]] += many * shares[k];
    });
  }

  _cellsOf(district) {
    if (!this.districtCells.has(district)) {
      const cellAt = (x, y) => {
        const lat = latitudeOf(y);
        return [cellOf(x * 360 - 180, lat), Math.cos((lat * Math.PI) / 180) ** 2];
      };
      this.districtCells.set(district, cellsOfDistrict(this.basemap.districts[district], cellAt, this.step * WIDE));
    }
    return this.districtCells.get(district);
  }

  /** Tell whether anything is coloured, if that has changed. */
  _tell() {
    let most = 0;
    for (const value of this.density) if (value > most) most = value;
    const reach = most >= this.classes[0] ? "" : most > 0 ? "below" : "none";
    if (reach === this.reach) return;
    this.reach = reach;
    this.onReach();
  }

  /** Convolve along the rows, then along the columns; empty cells are skipped. */
  _smooth() {
    const { total, half, density, kernel: weights } = this;
    const per = 1000 / (CELL_KM * CELL_KM);
    half.fill(0);
    density.fill(0);
    for (let r = 0; r < SIDE; r++) spread(total, half, r * SIDE, 1, weights, 1);
    for (let c = 0; c < SIDE; c++) spread(half, density, c, SIDE, weights, per);
  }

  /** Colour each pixel by its class; the density is interpolated between cells. */
  _colour() {
    const out = new Uint32Array(this.image.data.buffer);
    const colours = this.colours().map(packedColour);
    const { density, classes, corner, across, down } = this;
    const least = classes[0];
    out.fill(0);
    for (let k = 0; k < out.length; k++) {
      const at = corner[k];
      if (at < 0) continue;
      const a = density[at];
      const b = density[at + 1];
      const c = density[at + SIDE];
      const d = density[at + SIDE + 1];
      if (a < least && b < least && c < least && d < least) continue;
      const u = across[k];
      const upper = a + (b - a) * u;
      const value = upper + (c + (d - c) * u - upper) * down[k];
      let level = -1;
      while (level + 1 < classes.length && value >= classes[level + 1]) level++;
      if (level >= 0) out[k] = colours[level];
    }
    this.tile.getContext("2d", { willReadFrequently: true }).putImageData(this.image, 0, 0);
  }

  _show() {
    const { context, frame, tile } = this;
    const x = (this.x0 * frame.world - frame.left) * frame.ratio;
    const y = (this.y0 * frame.world - frame.top) * frame.ratio;
    const scale = this.step * frame.world * frame.ratio;
    context.globalAlpha = theme.palette.heatAlpha;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "low"; // enough for a smooth picture; better ones take more than a frame
    context.drawImage(tile, x, y, WIDE * scale, this.high * scale);
    context.globalAlpha = 1;
  }
}

/** The cell of the equal-area grid in which a place lies; -1 outside. */
function cellOf(lon, lat) {
  const [east, north] = albers(lon, lat);
  const column = Math.floor((east + HALF_KM) / CELL_KM);
  const row = Math.floor((HALF_KM - north) / CELL_KM);
  return column >= 0 && row >= 0 && column < SIDE && row < SIDE ? row * SIDE + column : -1;
}

/** The cell of each row; -1 for those that have no point. */
function cellsOf({ x, y, n, codes }) {
  const cells = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) if (codes[i] < FIRST_AREA) cells[i] = cellOf(x[i] * 360 - 180, latitudeOf(y[i]));
  return cells;
}

/** One side of a Gaussian, cut at three standard deviations; both sides sum to 1. */
function kernel(width) {
  const reach = Math.ceil(3 * width);
  const side = Array.from({ length: reach + 1 }, (_, d) => Math.exp((-d * d) / (2 * width * width)));
  const sum = side.reduce((total, w, d) => total + (d ? 2 * w : w), 0);
  return Float32Array.from(side, (w) => w / sum);
}

function spread(from, to, base, stride, weights, times) {
  for (let c = 0; c < SIDE; c++) {
    const value = from[base + c * stride] * times;
    if (value === 0) continue;
    const low = Math.max(0, c - weights.length + 1);
    const high = Math.min(SIDE - 1, c + weights.length - 1);
    for (let t = low; t <= high; t++) to[base + t * stride] += value * weights[Math.abs(t - c)];
  }
}
