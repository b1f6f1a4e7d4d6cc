/** The symbols of incidents on a canvas: shape and colour by type, size by class, dashes where the place is only near. */

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} AnyContext */

/**
 * @typedef {object} SymbolStyle
 * @property {number[][]} corners Of a polygon around the origin; none for a circle.
 * @property {string} colour
 * @property {number} radius In pixels of the page.
 * @property {string} halo Its colour.
 * @property {number} haloWidth In pixels of the page.
 * @property {boolean} hollow
 * @property {string} [dashes] The colour of a dashed circle around the symbol; none if it is blank.
 */

const BEYOND_PX = 3.2; // from the symbol to the dashes

/** Trace a polygon with these corners around the origin, or a circle where there are none. */
function trace(context, corners, radius) {
  context.beginPath();
  if (!corners.length) return context.arc(0, 0, radius, 0, 2 * Math.PI);
  corners.forEach(([x, y], k) => (k ? context.lineTo(x * radius, y * radius) : context.moveTo(x * radius, y * radius)));
  context.closePath();
}

/**
 * Draw a symbol at the origin.
 * @param {AnyContext} context
 * @param {SymbolStyle} style
 */
export function drawSymbol(context, { corners, colour, radius, halo, haloWidth, hollow, dashes }) {
  if (dashes) drawDashes(context, radius * (corners.length ? 1.2 : 1) + BEYOND_PX, dashes, halo);
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

/**
 * A dashed circle around what is only near, where its disc would cover much of the screen.
 * @param {AnyContext} context
 * @param {number} radius
 * @param {string} colour
 * @param {string} halo
 */
export function drawDashes(context, radius, colour, halo) {
  const parts = Math.max(8, Math.round((2 * Math.PI * radius) / 5.6));
  const dash = (2 * Math.PI * radius) / parts;
  context.setLineDash([dash * 0.55, dash * 0.45]);
  for (const [width, stroke] of [[2.6, halo], [1.2, colour]]) {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = stroke;
    context.stroke();
  }
  context.setLineDash([]);
}
