/** Painter of hot spots that are no districts: cells by class, and circles of clusters with their rank. */
import { mercatorX, mercatorY } from "../data/mercator.js";
import { fillWithMarks } from "./class_marks.js";
import { pathOf, useMapCoordinates } from "./paths.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/changes.js").HotSpotShapes} HotSpotShapes */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Painter} Painter */
/** @typedef {{path: Path2D, number: number, rank: number, lon: number, lat: number}} Drawn */

const HALF_PX = 8; // of the box of a rank
const CIRCLE_ALPHA = 0.2;

/** Cells and circles below the incidents; the ranks of circles above them. */
export class HotSpots {
  /** Without any. */
  constructor() {
    this.name = "hot-spots";
    this.sparse = this.still = true;
    /** @type {HotSpotShapes | null} */
    this.shown = null;
    /** @type {Drawn[]} */
    this.shapes = [];
    /** @type {Painter} */
    this.above = { name: "hot-spot-ranks", sparse: true, still: true, paint: (frame, context) => this._ranks(frame, context) };
  }

  /**
   * Show these cells or circles; nothing for null.
   * @param {HotSpotShapes | null} spots
   */
  set(spots) {
    this.shown = spots;
    this.shapes = (spots ? spots.shapes : []).map(([ring, number, rank, lon, lat]) => ({ path: pathOf([ring], true), number, rank, lon, lat }));
  }

  /**
   * Paint for another view, size or theme.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    clearCanvas(context, frame, this.shapes.length > 0);
    for (const shape of [...this.shapes].reverse()) this._shape(frame, context, shape); // the first is the most notable
  }

  _shape(frame, context, { path, number, rank }) {
    const colour = this.shown.colours[theme.name][number];
    const px = useMapCoordinates(context, frame);
    context.fillStyle = colour;
    context.globalAlpha = rank ? CIRCLE_ALPHA : 1;
    context.fill(path);
    context.globalAlpha = 1;
    if (!rank) {
      context.lineWidth = 0.5 * px;
      context.strokeStyle = theme.palette.home;
      context.stroke(path);
      fillWithMarks(context, frame, path, this.shown.marks[number]);
      return;
    }
    for (const [width, line] of [[4.2, theme.palette.symbolHalo], [2.2, colour]]) {
      context.lineWidth = width * px;
      context.strokeStyle = line;
      context.stroke(path);
    }
  }

  /** The rank of each circle in its middle, in a box, which no mark of incidents is. */
  _ranks(frame, context) {
    const ranked = this.shapes.filter(({ rank }) => rank);
    clearCanvas(context, frame, ranked.length > 0);
    if (!ranked.length) return;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.font = "700 11px 'Atlas Sans', sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const { rank, lon, lat } of ranked.reverse()) {
      const x = mercatorX(lon) * frame.world - frame.left;
      const y = mercatorY(lat) * frame.world - frame.top;
      context.beginPath();
      context.roundRect(x - HALF_PX, y - HALF_PX, 2 * HALF_PX, 2 * HALF_PX, 2);
      context.fillStyle = theme.palette.spotInk;
      context.fill();
      context.lineWidth = 1.4;
      context.strokeStyle = theme.palette.symbolHalo;
      context.stroke();
      context.fillStyle = theme.palette.home;
      context.fillText(String(rank), x, y + 0.5);
    }
  }
}
