/**
 * Canvases that stay as they are while time plays. The browser copies each canvas of the page in every frame, whether it has
 * changed or not (about a millisecond on a processor, for one as large as the map), but no bitmap. So they are painted
 * apart, and the page shows a copy that is renewed at the end of the task that has painted.
 */

/** @type {WeakMap<HTMLCanvasElement, HTMLCanvasElement>} The canvas of the page for each one that is painted. */
const shown = new WeakMap();
/** @type {Set<HTMLCanvasElement>} Painted and not shown yet. */
const due = new Set();

/**
 * A canvas to paint, whose picture another one will show.
 * @param {HTMLCanvasElement} canvas One of the page, without a context.
 * @returns {HTMLCanvasElement}
 */
export function paintedFor(canvas) {
  const painted = document.createElement("canvas");
  shown.set(painted, canvas);
  return painted;
}

/**
 * Show what a canvas will have when the present task ends; nothing is done for one that is on the page itself.
 * @param {HTMLCanvasElement} painted
 */
export function showLater(painted) {
  if (!shown.has(painted)) return;
  if (due.size === 0) queueMicrotask(showAll);
  due.add(painted);
}

function showAll() {
  due.forEach(show);
  due.clear();
}

function show(painted) {
  const canvas = shown.get(painted);
  const { width, height, style } = painted;
  const isHidden = style.display === "none" || width === 0 || height === 0;
  if (isHidden && canvas.style.display === "none") return;
  const bitmap = canvas.getContext("bitmaprenderer");
  canvas.width = width;
  canvas.height = height;
  for (const name of ["display", "width", "height"]) canvas.style[name] = style[name];
  bitmap.transferFromImageBitmap(isHidden ? null : copyOf(painted));
}

function copyOf(painted) {
  const copy = new OffscreenCanvas(painted.width, painted.height);
  copy.getContext("2d", { willReadFrequently: true }).drawImage(painted, 0, 0);
  return copy.transferToImageBitmap();
}
