/** The packed points, as `geo.draw.web.points` writes them: the layout of the blocks and the codes of the rows. */
import { SIZES, TYPES } from "./style.js";

/**
 * The blocks of packed points; see `columns`.
 * @typedef {object} Columns
 * @property {number} n Number of rows.
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {Uint32Array} before
 * @property {Uint32Array} lastingRows
 * @property {Uint32Array} areaRows
 * @property {Uint16Array} lastDays
 * @property {Uint16Array} areas
 * @property {Uint8Array} codes
 */

/**
 * Ascending rows that last longer than a day.
 * @typedef {object} LastingRows
 * @property {Uint32Array | Int32Array} rows
 * @property {Uint16Array} ends The last day of each.
 * @property {Uint16Array} latest The maximum of the last days up to each.
 */

/** @type {number} The code of a row without district or province. */
export const NO_AREA = 65535;
/** @type {number} Number of symbols of one precision: the code of a row is its precision, its type and its size class. */
export const SYMBOLS = TYPES * SIZES;
/** @type {number} */
export const FIRST_AREA = 2 * SYMBOLS; // codes from here on: rows that are known to an area only
/** @type {number} The precision of rows that are known to the country only. */
export const COUNTRY = 4;
const padded = (bytes) => (bytes + 3) & ~3;

/**
 * The number of rows of packed points.
 * @param {ArrayBuffer} buffer
 * @returns {number}
 */
export const rowCount = (buffer) => (buffer.byteLength ? new Uint32Array(buffer, 0, 1)[0] : 0);

/**
 * The length of packed points in bytes, as their header gives it.
 * @param {ArrayBuffer} buffer At least the header, or nothing.
 * @returns {number}
 */
export function pointsLength(buffer) {
  if (!buffer.byteLength) return 0;
  const [n, days, lasting, areas] = new Uint32Array(buffer, 0, 4);
  return 16 + 8 * n + 4 * (days + 1) + 4 * lasting + 4 * areas + padded(2 * lasting) + padded(2 * areas) + padded(n);
}

/**
 * Views of the blocks of packed points.
 *
 * `x`, `y` in Web Mercator, 0 to 1; `before[d]`: rows that begin before day d; `lastingRows` last longer than a day, until
 * `lastDays`; `areaRows` are known to a district or province only, `areas`; `codes` hold precision, type and size.
 * @param {ArrayBuffer} buffer
 * @returns {Columns}
 */
export function columns(buffer) {
  const [n, days, lasting, areas] = buffer.byteLength ? new Uint32Array(buffer, 0, 4) : [0, 0, 0, 0];
  let at = 16;
  const take = (Type, many) => {
    const block = buffer.byteLength ? new Type(buffer, at, many) : new Type(many);
    at += padded(many * Type.BYTES_PER_ELEMENT);
    return block;
  };
  return {
    n, x: take(Float32Array, n), y: take(Float32Array, n), before: take(Uint32Array, days + 1),
    lastingRows: take(Uint32Array, lasting), areaRows: take(Uint32Array, areas), lastDays: take(Uint16Array, lasting),
    areas: take(Uint16Array, areas), codes: take(Uint8Array, n),
  };
}

// Rows that last are grouped by length, so that a few that last a year do not lengthen the search for all others.
const LENGTHS = [7, 31, 92, 366, Infinity];

/**
 * Rows that last longer than a day, in groups by length.
 * @param {Columns} points
 * @returns {LastingRows[]}
 */
export function grouped({ lastingRows, lastDays, before }) {
  const groups = LENGTHS.map(() => ({ rows: [], ends: [] }));
  let day = 0;
  lastingRows.forEach((row, k) => {
    while (before[day + 1] <= row) day++;
    const group = groups[LENGTHS.findIndex((most) => lastDays[k] - day <= most)];
    group.rows.push(row);
    group.ends.push(lastDays[k]);
  });
  return groups.filter(({ rows }) => rows.length).map(({ rows, ends }) => withLatestEnds(Uint32Array.from(rows), Uint16Array.from(ends)));
}

/**
 * Ascending rows with their last days, and the running maximum of the last days.
 * @param {Uint32Array | Int32Array} rows
 * @param {Uint16Array} ends
 * @returns {LastingRows}
 */
export function withLatestEnds(rows, ends) {
  const latest = new Uint16Array(rows.length);
  let most = 0;
  for (let k = 0; k < rows.length; k++) latest[k] = most = Math.max(most, ends[k]);
  return { rows, ends, latest };
}
