/** Colours `#rrggbb` as numbers. */

/**
 * Red, green and blue, 0 to 255.
 * @param {string} colour
 * @returns {number[]}
 */
export const rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/**
 * A colour as a raster stores it: 0xAABBGGRR, opaque.
 * @param {string} colour
 * @returns {number}
 */
export function packedColour(colour) {
  const [r, g, b] = rgb(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
