/** Web Mercator with the world as 0 to 1 to the east and to the south. */

/**
 * Where the map lies on a canvas, in pixels of the page.
 * @typedef {object} MapPosition
 * @property {number} world The width of the world.
 * @property {number} left From the edge of the world to the canvas.
 * @property {number} top From the edge of the world to the canvas.
 */

/** @type {(lon: number) => number} */
export const mercatorX = (lon) => (lon + 180) / 360;

/** @type {(lat: number) => number} */
export const mercatorY = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

/** @type {(y: number) => number} Degrees of latitude; the inverse of `mercatorY`. */
export const latitudeOf = (y) => (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) * (180 / Math.PI);

/** @type {(x: number) => number} Degrees of longitude; the inverse of `mercatorX`. */
export const longitudeOf = (x) => x * 360 - 180;
