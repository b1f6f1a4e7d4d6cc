/** The symbols of incidents on a canvas: shape and colour by type, size by class, a disc where the place is only near. */

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} AnyContext */

/**
 * @typedef {object} SymbolStyle
 * @property {number[][]} corners Of a polygon around the origin; none for a circle.
 * @property {string} colour
 * @property {number} radius In pixels of the page.
 * @property {boolean} near Whether the place is only near.
 * @property {string} halo Its colour.
 * @property {number} haloWidth In pixels of the page.
 * @property {boolean} hollow
 */

/** Trace a polygon with these corners around the origin, or a circle where there are none. */
function trace(context, corners, radius) {
  context.beginPath();
  if (!corners.length) return context.arc(0, 0, radius, 0, 2 * Math.PI);
  corners.forEach(([x, y], k) => (k ? context.lineTo(x * radius, y * radius) : context.moveTo(x * radius, y * radius)));
  context.closePath();
}

/**
 * Draw a symbol at the origin, with a disc if its place is only near.
 * @param {AnyContext} context
 * @param {SymbolStyle} style
 */
export function drawSymbol(context, style) {
  if (style.near) drawDisc(context, style);
  drawAlone(context, style);
}

/**
 * Draw a symbol without the disc; a near one is smaller.
 * @param {AnyContext} context
 * @param {SymbolStyle} style
 */
export function drawAlone(context, style) {
  if (!style.near) drawExact(context, style);
  else drawExact(context, { ...style, radius: Math.max(1.6, style.radius * (style.hollow ? 0.8 : 0.62)), haloWidth: style.haloWidth * 0.8 });
}

function drawExact(context, { corners, colour, radius, halo, haloWidth, hollow }) {
  if (haloWidth > 0) {
    trace(context, corners, radius);
    context.lineJoin = "round";
    context.lineWidth = 2 * haloWidth;
    context.strokeStyle = halo;
    context.stroke();
  }
  trace(context, corners, radius);
  context.fillStyle = hollow ? halo : colour;
  context.fill();
  if (!hollow) return;
  trace(context, corners, radius - 0.7);
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** The soft disc of a place that is only near. */
function drawDisc(context, { colour, radius }) {
  const reach = discRadius(radius);
  const soft = context.createRadialGradient(0, 0, radius * 0.5, 0, 0, reach);
  soft.addColorStop(0, withAlpha(colour, 0.42));
  soft.addColorStop(0.55, withAlpha(colour, 0.22));
  soft.addColorStop(1, withAlpha(colour, 0));
  context.fillStyle = soft;
  context.beginPath();
  context.arc(0, 0, reach, 0, 2 * Math.PI);
  context.fill();
}

const discRadius = (radius) => radius * 1.55 + 2.5;
const withAlpha = (colour, alpha) => colour + Math.round(alpha * 255).toString(16).padStart(2, "0");
