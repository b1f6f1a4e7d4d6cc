/**
 * The uncertainty of places that are only near: a soft disc of a stated radius on the ground, below the symbols. Discs
 * are composed in a coarse grid, which is then interpolated into the raster, because a disc may cover the screen.
 */
import { blend } from "./raster.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */

const CELL_PX = 3;
const MIDDLE = 0.2;
const EQUATOR_KM = 40075.017;
const LEAST_PX = 9; // stays visible around a symbol
const FAINTEST = 1 / 255;

/**
 * The discs of places that are only near.
 * @property {Float32Array} sums Red, green, blue and alpha of each cell.
 * @property {Float32Array} alphas Of each cell, 0 to 255.
 * @property {Uint32Array} tints 0xBBGGRR of each cell.
 */
export class UncertaintyDiscs {
  /** @param {Config} config */
  constructor(config) {
    /** @type {number} The radius on the ground. */
    this.km = config.near_km;
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
    /** @type {number} Cells in a row. */
    this.wide = Math.ceil(raster.width / CELL_PX);
    /** @type {number} Cells in a column. */
    this.high = Math.ceil(raster.height / CELL_PX);
  }

  /**
   * The radius of a disc in pixels of the page at a place of the map in Web Mercator (0 to 1).
   * @param {number} y
   * @returns {number}
   */
  radius(y) {
    const { frame } = this;
    const stretch = Math.cosh((0.5 - y) * 2 * Math.PI); // scale factor of Web Mercator: 1 / cos(latitude)
    return Math.max(LEAST_PX, (this.km * stretch * frame.world) / EQUATOR_KM);
  }

  /**
   * Draw the discs of these rows, each `[row, colour]`.
   * @param {Store} store
   * @param {[number, number[]][]} discs
   */
  draw(store, discs) {
    if (discs.length === 0) return;
    const { wide, high } = this;
    if (this.sums?.length !== wide * high * 4) {
      this.sums = new Float32Array(wide * high * 4); // red, green, blue, alpha; premultiplied
      this.alphas = new Float32Array(wide * high);
      this.tints = new Uint32Array(wide * high);
    } else this.sums.fill(0);
    /** @type {number[]} Left, top, right, bottom of the cells with a disc. */
    this.box = [wide, high, -1, -1];
    for (const [row, colour] of discs) this._lay(store.x[row], store.y[row], colour);
    if (this.box[2] >= 0) this._write();
  }

  /** @type {(x: number, y: number, colour: number[]) => void} */
  _lay(x, y, [red, green, blue]) {
    const { frame, sums, wide, high, box } = this;
    const scale = frame.ratio / CELL_PX;
    const radius = this.radius(y) * scale;
    const u = (x * frame.world - frame.left) * scale;
    const v = (y * frame.world - frame.top) * scale;
    const [left, right] = [Math.max(0, Math.ceil(u - radius)), Math.min(wide - 1, Math.floor(u + radius))];
    const [top, bottom] = [Math.max(0, Math.ceil(v - radius)), Math.min(high - 1, Math.floor(v + radius))];
    if (left > right || top > bottom) return;
    this.box = [Math.min(box[0], left), Math.min(box[1], top), Math.max(box[2], right), Math.max(box[3], bottom)];
    const square = radius * radius;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const far = ((column + 0.5 - u) ** 2 + (row + 0.5 - v) ** 2) / square;
        if (far >= 1) continue;
        const alpha = MIDDLE * (1 - far);
        const at = (row * wide + column) * 4;
        const rest = 1 - alpha;
        sums[at] = red * alpha + sums[at] * rest;
        sums[at + 1] = green * alpha + sums[at + 1] * rest;
        sums[at + 2] = blue * alpha + sums[at + 2] * rest;
        sums[at + 3] = alpha + sums[at + 3] * rest;
      }
    }
  }

  /** Write the cells into the raster; the opacity is interpolated between their centres, the colour is not. */
  _write() {
    const { raster, wide, high, box } = this;
    const [left, right] = [Math.max(0, box[0] - 1), Math.min(wide - 2, box[2])];
    const from = Math.max(0, (box[1] - 1) * CELL_PX + 1);
    const to = Math.min(raster.height - 1, (box[3] + 1) * CELL_PX);
    this._tint(left, right + 1);
    for (let y = from; y <= to; y++) {
      const v = (y + 0.5) / CELL_PX - 0.5;
      const row = Math.max(0, Math.min(high - 2, Math.floor(v)));
      this._writeLine(y, row, Math.max(0, Math.min(1, v - row)), left, right);
    }
    raster.touchBox(left * CELL_PX, from, Math.min(raster.width - 1, (right + 2) * CELL_PX), to);
  }

  /** The colours of the cells, without their opacity; 0 where there is none. */
  _tint(left, right) {
    const { sums, tints, alphas, wide, high, box } = this;
    const [top, bottom] = [Math.max(0, box[1] - 1), Math.min(high - 1, box[3] + 1)];
    for (let row = top; row <= bottom; row++) {
      for (let cell = row * wide + left, end = row * wide + right; cell <= end; cell++) {
        const alpha = sums[cell * 4 + 3];
        alphas[cell] = alpha * 255;
        if (alpha < FAINTEST) tints[cell] = 0;
        else {
          const [red, green, blue] = [sums[cell * 4] / alpha, sums[cell * 4 + 1] / alpha, sums[cell * 4 + 2] / alpha];
          tints[cell] = (blue << 16) | (green << 8) | red;
        }
      }
    }
  }

  /** Write a line of pixels that lies at `part` of the way from the centres of one row of cells to the next. */
  _writeLine(y, row, part, left, right) {
    const { alphas, tints, wide, raster } = this;
    const { pixels, width } = raster;
    const nearer = (part < 0.5 ? row : row + 1) * wide;
    const other = (part < 0.5 ? row + 1 : row) * wide;
    const above = row * wide;
    let next = alphas[above + left] + (alphas[above + wide + left] - alphas[above + left]) * part;
    for (let column = left; column <= right; column++) {
      const here = next;
      const at = above + column + 1;
      next = alphas[at] + (alphas[at + wide] - alphas[at]) * part;
      if (here < 1 && next < 1) continue;
      const own = nearer + column;
      const tint = tints[own] || tints[own + 1] || tints[other + column] || tints[other + column + 1];
      const step = (next - here) / CELL_PX;
      let alpha = here;
      let x = column * CELL_PX + (CELL_PX >> 1);
      for (const end = Math.min(width, x + CELL_PX); x < end; x++, alpha += step) {
        if (alpha < 1) continue;
        const colour = (alpha << 24) | tint;
        const below = pixels[y * width + x];
        pixels[y * width + x] = below === 0 ? colour : blend(colour, below);
      }
    }
  }
}
