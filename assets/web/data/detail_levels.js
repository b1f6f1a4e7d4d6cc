/**
 * How symbols shrink where many incidents are in view, from few to a great many. Painted area times contrast changes by
 * less than a quarter from one level to the next.
 *
 * `upTo`: incidents in 1.2 million square pixels; `scale` of the radius; `halo` width and `least` radius in pixels;
 * `dense`: symbols without discs, rings and numbers; `cells`: counts per cell in place of symbols.
 */

/**
 * @typedef {object} DetailLevel
 * @property {number} upTo
 * @property {number} scale
 * @property {number} halo
 * @property {number} least
 * @property {boolean} dense
 * @property {boolean} [cells]
 */

/** @type {DetailLevel[]} From few incidents to many. */
export const DETAIL_LEVELS = [
  { upTo: 1300, scale: 1, halo: 1.2, least: 3, dense: false },
  { upTo: 7000, scale: 0.85, halo: 0.9, least: 2.4, dense: false },
  { upTo: 40000, scale: 0.44, halo: 0, least: 1.5, dense: true },
  { upTo: 60000, scale: 0.31, halo: 0, least: 1, dense: true },
  { upTo: Infinity, scale: 0.31, halo: 0, least: 1, dense: true, cells: true },
];
