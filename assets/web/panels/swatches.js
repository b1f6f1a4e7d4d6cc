/** The marks of the legend: what the map draws, on small canvases. */
import { MARKS } from "../data/style.js";
import { paintedFor, showLater } from "../paint/still.js";
import { drawDashes, drawSymbol } from "../paint/symbols.js";
import { theme } from "../paint/theme.js";
import { drawSite } from "../paint/user_layers.js";
import { element } from "./dom.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/served.js").UserLayerData} UserLayerData */

const HALF_PX = 10; // of a side of most
const LARGEST_PX = 14;

/**
 * The symbol of a type in a middle size.
 * @param {Config} config
 * @param {number} type
 * @returns {HTMLCanvasElement}
 */
export function typeSwatch(config, type) {
  const { corners, ...colours } = config.types[type];
  return symbol(HALF_PX, { corners, colour: colours[theme.name], radius: config.sizes[2].radius });
}

/**
 * A circle of a size class, without the colour of a type; hollow where no figure is known.
 * @param {Config} config
 * @param {number} size
 * @returns {HTMLCanvasElement}
 */
export function sizeSwatch(config, size) {
  const { radius } = config.sizes[size];
  return symbol(Math.ceil(radius + 2), { corners: [], colour: theme.palette.label.province, radius, hollow: size === 0 });
}

/**
 * A mark with a number.
 * @param {Config} config
 * @param {number[]} types Those in its ring, in equal shares.
 * @returns {HTMLCanvasElement}
 */
export function markSwatch(config, types) {
  const [canvas, context] = swatchCanvas(LARGEST_PX);
  const { palette } = theme;
  ring(context, 11, MARKS.ringPx + 1, types.map((type) => config.types[type][theme.name]));
  context.fillStyle = palette.badgeText;
  context.font = "600 10px 'Atlas Sans', sans-serif";
  context.textAlign = "center";
  context.fillText("24", 0, 3.5);
  return canvas;
}

/**
 * A mark with a dot, as it is drawn without room for its number.
 * @param {Config} config
 * @param {number[]} types Those in its ring, in equal shares.
 * @returns {HTMLCanvasElement}
 */
export function dotSwatch(config, types) {
  const [canvas, context] = swatchCanvas(LARGEST_PX);
  ring(context, MARKS.smallPx + 1, MARKS.ringPx - 0.5, types.map((type) => config.types[type][theme.name]));
  disc(context, 1.2, theme.palette.badgeText);
  return canvas;
}

/**
 * What stands for places that are only near.
 * @param {"disc" | "outline" | "dashes" | "close disc" | "close outline"} how
 * @returns {HTMLCanvasElement}
 */
export function nearSwatch(how) {
  const [canvas, context] = swatchCanvas(LARGEST_PX);
  const { near, nearAlpha, label, symbolHalo } = theme.palette;
  const isClose = how.startsWith("close");
  if (how === "dashes") drawDashes(context, 7.5, near, symbolHalo);
  else {
    const isFilled = how.endsWith("disc");
    context.globalAlpha = isFilled ? 1.6 * nearAlpha : 0;
    disc(context, isClose ? 7 : 11, near);
    context.globalAlpha = isFilled ? 0.35 : 0.6;
    context.lineWidth = 1;
    context.strokeStyle = near;
    context.stroke();
    context.globalAlpha = 1;
  }
  drawSymbol(context, { corners: [], colour: label.province, radius: isClose ? 2 : 3.6, halo: symbolHalo, haloWidth: 1, hollow: false });
  return canvas;
}

/**
 * The look of a user layer.
 * @param {UserLayerData} layer
 * @returns {HTMLCanvasElement}
 */
export function layerSwatch(layer) {
  const colour = layer.colour[theme.name];
  const [canvas, context] = swatchCanvas(HALF_PX);
  if (layer.kinds.includes("points")) drawSite(context, 0, 0, colour, layer.width);
  else {
    context.beginPath();
    if (layer.kinds.includes("polygons")) context.rect(-7, -5, 14, 10);
    else [context.moveTo(-8, 4), context.lineTo(-2, -3), context.lineTo(2, 3), context.lineTo(8, -4)];
    context.globalAlpha = layer.fill;
    context.fillStyle = colour;
    if (layer.kinds.includes("polygons")) context.fill();
    context.globalAlpha = 1;
    context.lineWidth = Math.min(layer.width, 3);
    context.strokeStyle = colour;
    context.setLineDash(layer.dashed ? [4, 3] : []);
    context.stroke();
  }
  return canvas;
}

function symbol(half, look) {
  const [canvas, context] = swatchCanvas(half);
  drawSymbol(context, { halo: theme.palette.symbolHalo, haloWidth: 1, hollow: false, ...look });
  return canvas;
}

/** The disc of a mark with a ring of these colours. */
function ring(context, radius, width, colours) {
  disc(context, radius, theme.palette.badge);
  colours.forEach((colour, k) => {
    const [from, to] = [k, k + 1].map((part) => (part / colours.length - 0.25) * 2 * Math.PI);
    context.beginPath();
    context.arc(0, 0, radius - width / 2, from, to - (colours.length > 1 ? 0.12 : 0));
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  });
}

function disc(context, radius, colour) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** A canvas of the page, and a context for it with the origin in the middle; `half` of a side in pixels of the page. */
function swatchCanvas(half) {
  const ratio = window.devicePixelRatio || 1;
  const shown = element("canvas", "atlas-swatch");
  const canvas = paintedFor(shown);
  showLater(canvas);
  canvas.width = canvas.height = 2 * half * ratio;
  for (const { style } of [shown, canvas]) style.width = style.height = `${2 * half}px`; // the legend is measured before it is shown
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.scale(ratio, ratio);
  context.translate(half, half);
  return [shown, context];
}
