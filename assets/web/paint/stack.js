/**
 * A stack of canvases that cover the map and a margin around it and follow its movements as one.
 *
 * A painter is `{name, paint(frame, context)}`; it is called when the frame changes (view, size, theme) or when it
 * asks for it. One that is `sparse` has often nothing to draw and sets the size of its canvas itself (`clearCanvas`). One that
 * is `still` paints no step of time, and a canvas of its own, of which the page shows a copy. Between two paints the stack is
 * moved with the map pane and scaled by transforms.
 */
import { paintedFor, showLater } from "./still.js";

/** @typedef {{x: number, y: number}} Point A point of the container of the map, in pixels of the page. */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * What the canvases of a stack show: the view, the size of the map with its margin, and the pixels of the screen.
 * @typedef {object} Frame
 * @property {number} width Of the canvases, in pixels of the page.
 * @property {number} height Of the canvases, in pixels of the page.
 * @property {number} ratio Device pixels per pixel of the page.
 * @property {number} left From the edge of the world to the canvases, in pixels of the page.
 * @property {number} top From the edge of the world to the canvases, in pixels of the page.
 * @property {number} world The width of the world in pixels of the page.
 * @property {number} zoom Leaflet's zoom level.
 * @property {number} margin How far the canvases reach beyond the map, in pixels of the page.
 * @property {L.Point} origin The corner of the canvases in the map pane.
 */

/**
 * What paints one canvas of a stack.
 * @typedef {object} Painter
 * @property {string} name Part of the class name of the canvas.
 * @property {boolean} [sparse] Sets the size of its canvas itself.
 * @property {boolean} [still] Is shown as a copy, which `clearCanvas` has renewed.
 * @property {HTMLCanvasElement} [canvas] That of the page. Set by the stack.
 * @property {Context} [context] Set by the stack.
 * @property {(frame: Frame, context: Context) => void} paint
 */

const MARGIN = 60;

/** The canvases of several painters, one above the other. */
export class Stack {
  /** @param {Painter[]} painters From the lowest to the uppermost. */
  constructor(painters) {
    this.painters = painters;
    /** @type {Frame | null} */
    this.frame = null;
    this.isPaused = this.isStale = false;
    /** @type {(painter: string, error: Error) => void} Called when a painter fails; the others paint. */
    this.onFailure = () => {};
  }

  /**
   * Put the canvases on a map and paint them.
   * @param {L.Map} map
   */
  addTo(map) {
    /** @type {L.Map} */
    this.map = map;
    /** @type {HTMLElement} */
    this.box = L.DomUtil.create("div", "atlas-stack leaflet-zoom-animated", map.getPane("overlayPane"));
    for (const painter of this.painters) {
      painter.canvas = L.DomUtil.create("canvas", "atlas-canvas", this.box);
      painter.canvas.classList.add(`atlas-canvas-${painter.name}`);
      const painted = painter.still ? paintedFor(painter.canvas) : painter.canvas;
      painter.context = painted.getContext("2d", { willReadFrequently: true });
    }
    map.on("viewreset moveend resize", () => this.refit());
    map.on("move", () => this._moved());
    map.on("zoom", () => this._zoomed());
    map.on("zoomanim", (event) => this._zoomAnimated(event));
    this.refit();
  }

  /** Paint nothing until `resume`, while many things change. */
  pause() {
    this.isPaused = true;
  }

  /** Paint what has become stale since `pause`. */
  resume() {
    this.isPaused = false;
    if (!this.map || !this.isStale) return;
    if (!this.refit()) this.repaint();
  }

  /** All canvases are out of date. */
  invalidate() {
    this.isStale = true;
  }

  /**
   * Take the present view as the frame of all canvases and paint them; returns whether it differs from the last one.
   * @returns {boolean}
   */
  refit() {
    if (!this.map) return false;
    const { map } = this;
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint(L.point(-MARGIN, -MARGIN));
    const world = map.getPixelOrigin().add(origin);
    const frame = {
      width: size.x + 2 * MARGIN, height: size.y + 2 * MARGIN, ratio: window.devicePixelRatio || 1,
      left: world.x, top: world.y, world: map.options.crs.scale(map.getZoom()), zoom: map.getZoom(), origin,
      margin: MARGIN,
    };
    if (same(frame, this.frame)) {
      this._moveTo(origin); // the map pane may lie elsewhere although the view is the same
      return false;
    }
    if (this.isPaused) {
      this.isStale = true;
      return false;
    }
    this.frame = frame;
    this._moveTo(origin);
    this.painters.filter((painter) => !painter.sparse).forEach(({ context }) => fit(context.canvas, frame));
    this.repaint();
    return true;
  }

  /**
   * Whether all canvases are painted for a map of this size that stands still.
   * @param {number} width
   * @param {number} height
   * @returns {boolean}
   */
  isFitted(width, height) {
    if (!this.frame || this.isStale || this.isPaused || this.map._animatingZoom) return false;
    const fits = (painted, wanted) => Math.abs(painted - 2 * MARGIN - wanted) < 1;
    return fits(this.frame.width, width) && fits(this.frame.height, height) && this.frame.zoom === this.map.getZoom();
  }

  /** Put the stack at a point of the map pane, unscaled. */
  _moveTo(origin) {
    this.frame.origin = origin;
    /** @type {L.LatLng} Of the canvases. */
    this.corner = this.map.layerPointToLatLng(origin);
    L.DomUtil.setTransform(this.box, origin, 1);
  }

  /** Paint all canvases for the present frame. */
  repaint() {
    this.isStale = false;
    for (const painter of this.painters) {
      try {
        painter.paint(this.frame, painter.context);
        showLater(painter.context.canvas);
      } catch (error) {
        this.onFailure(painter.name, error);
      }
    }
  }

  /** While the map is dragged: paint anew before the margin is used up. */
  _moved() {
    if (this.map.getZoom() !== this.frame.zoom || this.map._animatingZoom) return;
    const at = this.map.layerPointToContainerPoint(this.frame.origin);
    const used = Math.max(Math.abs(at.x + MARGIN), Math.abs(at.y + MARGIN));
    if (used > MARGIN * 0.75) this.refit();
  }

  _zoomed() {
    this._place(this.map.latLngToLayerPoint(this.corner), this.map.getZoom());
  }

  _zoomAnimated(event) {
    this._place(this.map._latLngToNewLayerPoint(this.corner, event.zoom, event.center), event.zoom);
  }

  _place(origin, zoom) {
    L.DomUtil.setTransform(this.box, origin, this.map.getZoomScale(zoom, this.frame.zoom));
  }
}

/**
 * Clear a canvas. One with nothing to draw is hidden and has no size: each visible canvas costs time in every frame, and
 * memory.
 * @param {Context} context
 * @param {Frame} frame
 * @param {boolean} [any] Whether something will be drawn.
 */
export function clearCanvas(context, frame, any = true) {
  const { canvas } = context;
  canvas.style.display = any ? "" : "none";
  fit(canvas, any ? frame : { width: 0, height: 0, ratio: 1 });
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (any) context.clearRect(0, 0, canvas.width, canvas.height);
  showLater(canvas);
}

function fit(canvas, { width, height, ratio }) {
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width === w && canvas.height === h) return;
  canvas.width = w;
  canvas.height = h;
  canvas.style.width = `${w / ratio}px`;
  canvas.style.height = `${h / ratio}px`;
}

function same(a, b) {
  return b !== null && ["width", "height", "ratio", "left", "top", "world"].every((key) => a[key] === b[key]);
}
