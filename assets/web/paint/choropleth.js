/** Painter of districts coloured by class; unknown values are grey and dotted, districts without a class are clear. */
import { fillWithMarks, fillWithPattern } from "./class_marks.js";
import { useMapCoordinates } from "./paths.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/changes.js").AreaClasses} AreaClasses */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

const UNKNOWN = -2;

/** Painter of districts coloured by class. */
export class Choropleth {
  /** @param {Basemap} basemap */
  constructor(basemap) {
    this.name = "choropleth";
    this.sparse = this.still = true;
    this.basemap = basemap;
    /** @type {AreaClasses | null} */
    this.shown = null; // {of: [class by district], colours: {theme: [colour, …]}}, or null for none
    /** @type {string | null} */
    this.drawn = null; // key of what is on the canvas
  }

  /** Show no classes until new ones are set: the districts are others. */
  districtsChanged() {
    this.shown = this.drawn = null;
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
    this.drawn = null;
    this.update();
  }

  /** Bring the canvas up to date with `shown`. */
  update() {
    if (!this.frame) return;
    const wanted = this.shown ? `${this.shown.of.join()}/${this.shown.colours.light.join()}/${(this.shown.marks || []).join()}` : "";
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const { context } = this;
    clearCanvas(context, this.frame, Boolean(this.shown));
    if (!this.shown) return;
    const colours = this.shown.colours[theme.name];
    useMapCoordinates(context, this.frame);
    this.shown.of.forEach((number, d) => {
      if (number >= 0) this._fill(d, colours[number]);
    });
    const dots = pattern(context, this.frame.ratio);
    const { marks } = this.shown;
    this.shown.of.forEach((number, d) => {
      const { path } = this.basemap.districts[d];
      if (number === UNKNOWN) fillWithPattern(context, this.frame, path, dots);
      else if (number >= 0 && marks) fillWithMarks(context, this.frame, path, marks[number]);
    });
  }

  _fill(d, colour) {
    this.context.fillStyle = colour;
    this.context.fill(this.basemap.districts[d].path);
  }
}

/** A pattern of dots for unknown values. */
function pattern(context, ratio) {
  const side = Math.round(6 * ratio);
  const tile = new OffscreenCanvas(side, side);
  const pen = tile.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = theme.palette.unknown;
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = theme.palette.unknownDot;
  pen.beginPath();
  pen.arc(side / 2, side / 2, 0.9 * ratio, 0, 2 * Math.PI);
  pen.fill();
  return context.createPattern(tile, "repeat");
}
