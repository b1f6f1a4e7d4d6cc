/**
 * From symbols and marks to counts per cell, with the number of incidents in view.
 *
 * `upTo`: incidents in 1.2 million square pixels; `cells`: counts per cell in place of symbols and marks.
 */

/**
 * @typedef {object} DetailLevel
 * @property {number} upTo
 * @property {boolean} cells
 */

/** @type {DetailLevel[]} From few incidents to many. */
export const DETAIL_LEVELS = [
  { upTo: 60000, cells: false },
  { upTo: Infinity, cells: true },
];
