/** Counts per cell in the raster: what is drawn, how large its dots are, and which rows lie under a point. */
import { dotsFor } from "../data/cell_dots.js";
import { brightness, packedColour } from "../data/colours.js";
import { Density } from "../data/density.js";
import { levelFor } from "../data/grouping.js";
import { MARKS } from "../data/style.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/cell_dots.js").Dots} Dots */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./raster.js").Raster} Raster */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./symbol_marks.js").SymbolMarks} SymbolMarks */

const LIKE = 1.125; // periods whose lengths differ by less have the same dots

/**
 * Counts per cell of the rows of the period.
 * @property {Frame} frame
 */
export class Cells {
  /**
   * @param {Store} store
   * @param {Config} config
   * @param {Raster} raster
   * @param {SymbolMarks} marks Which would be drawn in their place.
   */
  constructor(store, config, raster, marks) {
    Object.assign(this, { store, config, raster, marks });
    this.density = new Density();
    this.invalidate();
  }

  /** The points are others. */
  invalidate() {
    this.isPlaced = this.isFresh = false;
    /** @type {{key: string, frame: Frame, dots: Dots} | null} The dots, and what they were found for. */
    this.found = null;
  }

  /**
   * Set the frame.
   * @param {Frame} frame
   * @param {boolean} isResized Whether the raster has another size.
   */
  fit(frame, isResized) {
    if (isResized || this.ratio !== frame.ratio) this.density.fit(this.raster, frame.ratio);
    /** @type {number} */
    this.ratio = frame.ratio;
    this.frame = frame;
    this.isPlaced = false;
    this.isFresh = true;
  }

  /**
   * Count the rows of the period and draw the cells. The first picture of a frame, which may be the only one, is counted
   * without storing the cell of each row.
   * @param {boolean} isDragging
   */
  draw(isDragging) {
    const { density, store } = this;
    const view = density.view(this.frame);
    if (this.isFresh) density.sweep(store, view);
    else {
      if (!this.isPlaced) density.place(store, view);
      this.isPlaced = true;
      density.count(store);
    }
    this.isFresh = false;
    density.draw(this.raster, view, theme.palette.density.map(packedColour), this.dots(isDragging));
  }

  /**
   * The dots: searched once for what they depend on, and not while the map is dragged.
   * @param {boolean} isDragging
   * @returns {Dots}
   */
  dots(isDragging) {
    const { store, frame, marks, density, found } = this;
    const share = LIKE ** Math.round(Math.log(Math.max(store.share, 1e-6)) / Math.log(LIKE));
    const key = [store.filterNumber, share, marks.isColoured, marks.sameSize, theme.name, frame.world, frame.width, frame.height].join();
    if (found && found.key === key && (isDragging || found.frame === frame)) return found.dots;
    const { palette } = theme;
    const contrast = (colour) => Math.abs(brightness(colour) - brightness(palette.home));
    const types = this.config.types.map((type) => contrast(type[theme.name]));
    const zoom = levelFor(frame.zoom);
    const areDistricts = zoom >= MARKS.districtsFromZoom;
    const { groupings, isColoured, weights } = marks;
    const dots = dotsFor(store, {
      view: density.view(frame), width: density.width, height: density.height, zoom, share, weights,
      areas: areDistricts || isColoured ? groupings.districts : groupings.provinces, whole: isColoured && !areDistricts,
      contrasts: palette.density.map(contrast),
      mark: { ring: types.reduce((sum, one) => sum + one, 0) / types.length, text: contrast(palette.badgeText) },
    });
    this.found = { key, frame, dots };
    return dots;
  }

  /**
   * Whether the dots were chosen for another view than the present one, and differ from those for it.
   * @returns {boolean}
   */
  haveOtherDots() {
    if (this.found === null || this.found.frame === this.frame) return false;
    const before = JSON.stringify(this.found.dots);
    return JSON.stringify(this.dots(false)) !== before;
  }

  /**
   * The rows of the period in the block of cells around a point of the canvas, ascending.
   * @param {number} x
   * @param {number} y
   * @returns {number[]}
   */
  rowsAt(x, y) {
    const { density, frame } = this;
    const view = density.view(frame);
    return density.rowsIn(this.store, view, density.blockAt(view, x * frame.ratio, y * frame.ratio));
  }

  /**
   * The block of cells around a point of the canvas.
   * @param {number} x
   * @param {number} y
   * @returns {{left: number, top: number, side: number}} In pixels of the container.
   */
  blockAt(x, y) {
    const { density, frame: { margin, ratio } } = this;
    const view = density.view(this.frame);
    const [column, line, end] = density.blockAt(view, x * ratio, y * ratio);
    const px = (cell, beyond) => (cell * density.side - beyond) / ratio - margin;
    return { left: px(column, view.right), top: px(line, view.down), side: ((end - column) * density.side) / ratio };
  }
}
