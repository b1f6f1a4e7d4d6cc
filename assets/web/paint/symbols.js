/** The symbols of incidents on a canvas: shape and colour by type, size by class, and a disc where the place is not exact. */

// Each shape has about the area of a circle of radius 1.
const shapes = {
  circle: (c, r) => c.arc(0, 0, r, 0, 2 * Math.PI),
  triangle: (c, r) => polygon(c, [[0, -1.3 * r], [1.18 * r, 0.8 * r], [-1.18 * r, 0.8 * r]]),
  "down-triangle": (c, r) => polygon(c, [[0, 1.3 * r], [1.18 * r, -0.8 * r], [-1.18 * r, -0.8 * r]]),
  square: (c, r) => polygon(c, [[-0.88 * r, -0.88 * r], [0.88 * r, -0.88 * r], [0.88 * r, 0.88 * r], [-0.88 * r, 0.88 * r]]),
  diamond: (c, r) => polygon(c, [[0, -1.28 * r], [1.28 * r, 0], [0, 1.28 * r], [-1.28 * r, 0]]),
  plus: (c, r) => polygon(c, plus(1.15 * r, 0.42 * r)),
};

function polygon(context, points) {
  points.forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

function plus(long, half) {
  const corners = [[-half, -long], [half, -long], [half, -half], [long, -half], [long, half], [half, half]];
  return corners.concat(corners.map(([x, y]) => [-x, -y]));
}

function trace(context, shape, radius) {
  context.beginPath();
  shapes[shape](context, radius);
}

/** A symbol at the origin of a context, with its disc where it is a near one; `style` is `{shape, colour, radius, near, halo, haloWidth, hollow}`. */
export function drawSymbol(context, style) {
  if (style.near) drawDisc(context, style);
  drawAlone(context, style);
}

/** The symbol alone; a near one is smaller. */
export function drawAlone(context, style) {
  if (!style.near) drawExact(context, style);
  else drawExact(context, { ...style, radius: Math.max(1.6, style.radius * (style.hollow ? 0.8 : 0.62)), haloWidth: style.haloWidth * 0.8 });
}

function drawExact(context, { shape, colour, radius, halo, haloWidth, hollow }) {
  if (haloWidth > 0) {
    trace(context, shape, radius);
    context.lineJoin = "round";
    context.lineWidth = 2 * haloWidth;
    context.strokeStyle = halo;
    context.stroke();
  }
  trace(context, shape, radius);
  context.fillStyle = hollow ? halo : colour;
  context.fill();
  if (!hollow) return;
  trace(context, shape, radius - 0.7);
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** What makes a place that is only near look so. */
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
