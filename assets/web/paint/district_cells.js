/** Which cells of a grid lie in each district, and with what share of its area. */
import { useMapCoordinates } from "./paths.js";

/** @typedef {import("./paths.js").DrawnArea} DrawnArea */
/** @typedef {{cells: Int32Array, shares: Float32Array}} DistrictCells The shares sum to 1. */

const PIXELS = 640; // from the west to the east of a picture in which a district is filled

/**
 * The cells of a district.
 * @param {DrawnArea} district
 * @param {(x: number, y: number) => [number, number]} cellAt The cell at a place in Web Mercator (0 to 1), -1 for none,
 *   and how much ground a pixel there covers, in any unit.
 * @param {number} wide The width of the picture in Web Mercator.
 * @returns {DistrictCells}
 */
export function cellsOfDistrict(district, cellAt, wide) {
  const [west, north, east, south] = district.box;
  const step = Math.min(wide / PIXELS, (east - west) / 8, (south - north) / 8); // a small district has pixels too
  const width = Math.ceil((east - west) / step);
  const height = Math.ceil((south - north) / step);
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  useMapCoordinates(context, { world: 1 / step, left: west / step, top: north / step, ratio: 1 });
  context.fill(district.path, "evenodd");
  const { data } = context.getImageData(0, 0, width, height);
  /** @type {Map<number, number>} */
  const ground = new Map();
  let sum = 0;
  for (let k = 0; k < width * height; k++) {
    const covered = data[4 * k + 3];
    if (covered === 0) continue;
    const [cell, area] = cellAt(west + ((k % width) + 0.5) * step, north + (Math.floor(k / width) + 0.5) * step);
    if (cell < 0) continue;
    ground.set(cell, (ground.get(cell) || 0) + covered * area);
    sum += covered * area;
  }
  return { cells: Int32Array.from(ground.keys()), shares: Float32Array.from(ground.values(), (area) => area / sum) };
}
