/** Painter of the user layers: areas, lines, and points as rings with a dot, which no incident looks like. */
import { greatest, least } from "../data/extremes.js";
import { mercatorX, mercatorY } from "../data/mercator.js";
import { pathOf, useMapCoordinates } from "./paths.js";
import { strokeSelected } from "./selection.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").UserLayerData} UserLayerData */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Painter} Painter */
/** @typedef {import("./stack.js").Point} Point */
/** @typedef {{name: string, path: Path2D, at: number[]}} Shape `at`: degrees, for the name. */
/** @typedef {{points: {name: string, lon: number, lat: number}[], areas: Shape[], lines: Shape[]}} Shapes */
/** @typedef {UserLayerData & Shapes} UserLayer */

const NAMES_FROM_ZOOM = 7.5;
const MOST_NAMES = 400;
const REACH_PX = 7;
/** @type {[number, number]} Widths of the halo and of the edge of a distance. */
const RANGE_PX = [3.4, 1.5];

/** Painter of the user layers and of the edge of a distance. */
export class UserLayers {
  /** Without layers. */
  constructor() {
    this.name = "user-layers";
    this.sparse = this.still = true;
    /** @type {UserLayer[]} */
    this.layers = [];
    /** @type {Set<string>} Names of layers. */
    this.hidden = new Set();
    /** @type {Path2D | null} */
    this.range = null;
    /** @type {number[][]} In pixels of the container. */
    this.nameBoxes = [];
    /** @type {(layer: string, error: Error) => void} Called when a layer cannot be drawn; the others are. */
    this.onFailure = () => {};
    /** @type {Painter} */
    this.above = { name: "sites", sparse: true, still: true, paint() {} }; // a canvas over the incidents, painted along with the rest
  }

  /**
   * Show these layers, as `user_layers.json` has them.
   * @param {UserLayerData[]} layers
   * @returns {void}
   */
  setLayers(layers) {
    this.layers = [];
    for (const layer of layers) this._guarded(layer, () => this.layers.push(withShapes(layer)));
  }

  /** Do something with one layer; if that fails it is not drawn any more, and the others are. */
  _guarded(layer, act) {
    try {
      act();
    } catch (error) {
      this.layers = this.layers.filter((other) => other.name !== layer.name);
      this.onFailure(layer.name, error);
    }
  }

  /**
   * Draw the edge of a distance, as lines of degrees; none for an empty list.
   * @param {number[][]} lines
   */
  setRange(lines) {
    this.range = lines.length ? pathOf(lines, true) : null;
  }

  /**
   * The layers that are not hidden.
   * @returns {UserLayer[]}
   */
  get shown() {
    return this.layers.filter((layer) => !this.hidden.has(layer.name));
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
    this.nameBoxes = [];
    const over = this.above.context;
    clearCanvas(context, frame, this.shown.length > 0 || this.range !== null);
    clearCanvas(over, frame, this.shown.some((layer) => layer.points.length > 0));
    over.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    for (const layer of this.shown) this._guarded(layer, () => this._layer(layer, over));
    if (this.range) this._range(context);
    if (frame.zoom < NAMES_FROM_ZOOM) return;
    for (const layer of this.shown) if (layer.named) this._guarded(layer, () => this._names(layer));
  }

  /**
   * What lies under a point of the container: `{name, layer}`, points first, then areas; null for nothing.
   * @param {Point} at
   * @returns {{name: string, layer: string} | null}
   */
  hit(at) {
    if (!this.context) return null;
    const { frame } = this;
    const x = at.x + frame.margin;
    const y = at.y + frame.margin;
    for (const layer of [...this.shown].reverse()) {
      const near = layer.points.find((point) => {
        const [u, v] = this._place(point.lon, point.lat);
        return Math.abs(u - x) <= REACH_PX && Math.abs(v - y) <= REACH_PX;
      });
      if (near) return { name: near.name, layer: layer.name };
    }
    useMapCoordinates(this.context, frame);
    for (const layer of [...this.shown].reverse()) {
      const area = layer.fill > 0 && layer.areas.find(({ path }) => this.context.isPointInPath(path, x * frame.ratio, y * frame.ratio, "evenodd"));
      if (area) return { name: area.name, layer: layer.name };
    }
    return null;
  }

  _range(context) {
    const px = useMapCoordinates(context, this.frame);
    context.setLineDash([7 * px, 4 * px]);
    strokeSelected(context, this.range, px, RANGE_PX);
    context.setLineDash([]);
  }

  /** Areas and lines below the incidents; points above them, as rings through which they are seen. */
  _layer(layer, over) {
    const { context, frame } = this;
    const colour = layer.colour[theme.name];
    const px = useMapCoordinates(context, frame);
    context.lineJoin = context.lineCap = "round";
    context.globalAlpha = layer.fill;
    context.fillStyle = colour;
    if (layer.fill > 0) layer.areas.forEach(({ path }) => context.fill(path, "evenodd"));
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = layer.width * px;
    context.setLineDash(layer.dashed ? [5 * px, 3.5 * px] : []);
    [...layer.areas, ...layer.lines].forEach(({ path }) => context.stroke(path));
    context.setLineDash([]);
    for (const point of layer.points) drawSite(over, ...this._place(point.lon, point.lat), colour, layer.width);
  }

  _names(layer) {
    const { context, frame } = this;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.font = "600 10.5px 'Atlas Sans', sans-serif";
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    const places = [
      ...layer.points.map(({ name, lon, lat }) => [name, lon, lat, -9]),
      ...[...layer.areas, ...layer.lines].map(({ name, at }) => [name, ...at, 4]),
    ];
    let written = 0;
    for (const [name, lon, lat, down] of places) {
      if (!name || written >= MOST_NAMES) continue;
      const [x, y] = this._place(lon, lat);
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      written += this._name(name, x, y + down, layer.colour[theme.name]) ? 1 : 0;
    }
  }

  /** Write a name if there is room; returns whether there was. */
  _name(name, x, y, colour) {
    const { context, frame } = this;
    const half = context.measureText(name).width / 2 + 2;
    const box = [x - half, y - 10, x + half, y + 3];
    const taken = this.nameBoxes.map((b) => b.map((side) => side + frame.margin));
    if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return false;
    context.lineWidth = 3;
    context.strokeStyle = theme.palette.label.halo;
    context.strokeText(name, x, y);
    context.fillStyle = colour;
    context.fillText(name, x, y);
    this.nameBoxes.push(box.map((side) => side - frame.margin));
    return true;
  }

  /** @type {(lon: number, lat: number) => [number, number]} */
  _place(lon, lat) {
    const { world, left, top } = this.frame;
    return [mercatorX(lon) * world - left, mercatorY(lat) * world - top];
  }
}

/**
 * A ring with a dot at a point, on a halo.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {number} width Of the ring.
 */
export function drawSite(context, x, y, colour, width) {
  const radius = 3.6 + 0.6 * width;
  for (const [line, stroke] of [[width + 2.4, theme.palette.symbolHalo], [Math.min(width, 2.2), colour]]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = line;
    context.strokeStyle = stroke;
    context.stroke();
  }
  context.beginPath();
  context.arc(x, y, 1.4, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** A layer with its features as paths and points. */
function withShapes(layer) {
  const of = (kind) => layer.features.filter((feature) => feature[1] === kind);
  const points = of("p").flatMap(([name, , lines]) => lines.map(([lon, lat]) => ({ name, lon, lat })));
  return {
    ...layer, points,
    areas: of("a").map(([name, , rings]) => ({ name, path: pathOf(rings, true), at: middle(rings) })),
    lines: of("l").map(([name, , lines]) => ({ name, path: pathOf(lines, false), at: lines[0].slice(0, 2) })),
  };
}

/** The middle of the box of the longest ring. */
function middle(rings) {
  const ring = rings.reduce((longest, other) => (other.length > longest.length ? other : longest), []);
  const sides = [0, 1].map((from) => ring.filter((_, k) => k % 2 === from));
  return sides.map((side) => (least(side) + greatest(side)) / 2);
}
