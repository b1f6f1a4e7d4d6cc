/** Which zoom level of a base map is drawn at a zoom of the map: one that has tiles, and not too many or too coarse ones. */

const COARSER = 6; // levels above which a tile is enlarged no further: it would only show its pixels
const FINER = 1; // levels below which tiles are not shrunk further: each level has four times as many

/**
 * The level to draw: the one of the zoom, or else a coarser one, or else the next finer one; undefined for none.
 * @param {number} zoom
 * @param {number[]} levels Ascending.
 * @returns {number | undefined}
 */
export function levelAt(zoom, levels) {
  const wanted = Math.round(zoom);
  const coarser = levels.filter((level) => level <= wanted && wanted - level <= COARSER);
  if (coarser.length) return coarser[coarser.length - 1];
  return levels.find((level) => level > wanted && level - wanted <= FINER);
}
