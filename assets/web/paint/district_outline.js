/** Painter of the outline of the district that is looked at; it also tells which district lies under a point. */
import { useMapCoordinates } from "./paths.js";
import { strokeSelected } from "./selection.js";
import { clearCanvas } from "./stack.js";

/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Point} Point */

/** Painter of the outline of one district. */
export class DistrictOutline {
  /** @param {Basemap} basemap */
  constructor(basemap) {
    this.name = "district-outline";
    this.sparse = this.still = true;
    this.basemap = basemap;
    /** The number of the district; -1 for none. */
    this.shown = -1;
    this.pen = new OffscreenCanvas(1, 1).getContext("2d"); // a canvas of no size has no point in a path
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
   * Bring the canvas up to date with `shown`.
   * @returns {void}
   */
  update() {
    const { context, frame } = this;
    if (!frame) return;
    const district = this.basemap.districts[this.shown];
    clearCanvas(context, frame, district !== undefined);
    if (!district) return;
    const px = useMapCoordinates(context, frame);
    context.lineJoin = "round";
    strokeSelected(context, district.path, px);
  }

  /**
   * The number of the district under a point of the container; -1 for none.
   * @param {Point} at
   * @returns {number}
   */
  at(at) {
    const { frame, pen } = this;
    if (!frame) return -1;
    const [x, y] = [at.x + frame.margin, at.y + frame.margin];
    const [u, v] = [(x + frame.left) / frame.world, (y + frame.top) / frame.world];
    useMapCoordinates(pen, frame);
    return this.basemap.districts.findIndex(
      ({ path, box }) => u >= box[0] && v >= box[1] && u <= box[2] && v <= box[3] && pen.isPointInPath(path, x * frame.ratio, y * frame.ratio),
    );
  }
}
