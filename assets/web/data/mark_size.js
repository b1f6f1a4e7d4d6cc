/** How large a mark of several incidents is, and how its number is written. */
import { greatest } from "./extremes.js";
import { MARKS, SIZES } from "./style.js";

/**
 * The rule of the marks; see `geo.draw.style.MarkStyle`.
 * @typedef {object} MarkStyle
 * @property {number[]} apartPx
 * @property {number[]} apartZoom
 * @property {number} levelsPerZoom
 * @property {number} districtsFromZoom
 * @property {number[]} leastPx By digits of the number.
 * @property {number} mostPx
 * @property {number} smallPx
 * @property {number} numberPx
 * @property {number} numbersToZoom
 * @property {number} gapPx
 * @property {number} shiftPx
 * @property {number} wholeShiftPx
 * @property {number} growth
 * @property {number} ringPx
 * @property {number} ringGrowth
 * @property {number} fontPx
 * @property {number} digitEm
 * @property {number} singles
 * @property {number} covers
 */

/** @type {number} The size class of all symbols where size has no meaning. */
export const ALIKE = 2;

/**
 * How far the middles of two groups are at least apart.
 * @param {number} zoom Of the level.
 * @returns {number} In pixels of the level.
 */
export function apartAt(zoom) {
  const [least, most] = MARKS.apartPx;
  const [from, to] = MARKS.apartZoom;
  return least + (most - least) * Math.max(0, Math.min(1, (zoom - from) / (to - from)));
}

/**
 * A number in at most four signs: exact up to 9,999, then in thousands and millions.
 * @param {number} count
 * @returns {string}
 */
export function numberText(count) {
  if (count < 10_000) return String(count);
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return count < 9_950_000 ? `${(count / 1e6).toFixed(1)}M` : `${Math.round(count / 1e6)}M`;
}

/**
 * The radius that holds a number.
 * @param {number} count
 * @returns {number}
 */
export const numberRadius = (count) => MARKS.leastPx[Math.min(MARKS.leastPx.length, numberText(count).length) - 1];

/**
 * Half the width of the box around a number that stands beside its mark or in its district.
 * @param {string} text
 * @returns {number}
 */
export const numberHalf = (text) => Math.max(MARKS.numberPx, (text.length * MARKS.digitEm * MARKS.fontPx) / 2 + 3.5);

/**
 * The weight of an incident by size class: the area of its symbol, by which marks grow.
 * @param {number[]} radii By size class.
 * @param {boolean} sameSize
 * @returns {Float32Array}
 */
export const weightsOf = (radii, sameSize) => Float32Array.from({ length: SIZES }, (_, s) => radii[sameSize ? ALIKE : s] ** 2);

/**
 * The area that a mark gains for each unit of weight, so that the heaviest one has the greatest radius. It follows from
 * all days, not from the period: so a mark of a size means the same while time plays.
 * @param {number} heaviest The weight of the heaviest mark.
 * @returns {number}
 */
export const growthFor = (heaviest) =>
  Math.min(MARKS.growth, (MARKS.mostPx ** 2 - MARKS.leastPx[0] ** 2) / Math.max(1, heaviest));

/**
 * The radius of a mark: its area is the least one plus what its weight adds, and its number has room.
 * @param {number} count
 * @param {number} weight
 * @param {number} growth
 * @param {number} [most] Where there is less room.
 * @returns {number}
 */
export function markRadius(count, weight, growth, most = MARKS.mostPx) {
  const wanted = Math.sqrt(MARKS.leastPx[0] ** 2 + weight * growth);
  return Math.min(most, MARKS.mostPx, greatest([wanted, numberRadius(count)]));
}

const SMALL_RING_PX = 2;
const ROUNDING_PX = 1e-3;

/**
 * Whether a mark of this radius has room for its number.
 * @param {number} radius
 * @param {number} count
 * @returns {boolean}
 */
export const hasRoom = (radius, count) => radius >= numberRadius(count) - ROUNDING_PX;

/**
 * The width of the ring of a mark: wider for larger marks, as far as the number has room.
 * @param {number} radius
 * @param {number} count
 * @returns {number}
 */
export function ringWidth(radius, count) {
  if (!hasRoom(radius, count)) return SMALL_RING_PX;
  const wanted = MARKS.ringPx + MARKS.ringGrowth * (radius - MARKS.leastPx[0]);
  return Math.max(MARKS.ringPx, Math.min(wanted, radius - numberRadius(count) + MARKS.ringPx));
}

const HALF_HEIGHT = 0.355; // of a digit, in its size
const LARGER = [12, 11, 10]; // sizes of the digits where there is room

/**
 * The size of the digits of a mark: it grows with the mark, as far as the number stands clear of the ring.
 * @param {number} radius
 * @param {number} count
 * @returns {number}
 */
export function digitSize(radius, count) {
  const corner = Math.hypot((numberText(count).length * MARKS.digitEm) / 2, HALF_HEIGHT);
  const room = Math.min(radius - ringWidth(radius, count), (corner * MARKS.fontPx * radius) / numberRadius(count));
  return LARGER.find((size) => size * corner <= room + 0.01) ?? MARKS.fontPx;
}
