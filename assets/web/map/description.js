/** What is on the page as plain values, for tests and for screen readers of the window. */
import { theme } from "../paint/theme.js";

/** @typedef {import("../paint/symbol_marks.js").DrawnMark} DrawnMark */
/** @typedef {import("./page.js").Page} Page */

/**
 * What is on the page.
 * @typedef {object} Description
 * @property {number} shown Number of symbols.
 * @property {number[]} period First and last day number.
 * @property {string} theme
 * @property {[string, ...number[]][]} labels Text, left, top, right, bottom of each name.
 * @property {number[]} view Longitude, latitude, zoom level.
 * @property {number} rows
 * @property {number} detail_level
 * @property {number[]} districts Incidents that are known to each district only.
 * @property {number[]} provinces Incidents that are known to each province only.
 * @property {number} country Incidents that are known to the country only.
 * @property {number[]} selected Rows.
 * @property {boolean} certain
 * @property {DrawnMark[]} marks Every mark, symbol and number in pixels of the container.
 * @property {string[]} layers
 * @property {string[]} hidden
 * @property {string} size_by
 * @property {string | null} areas The title of the classes.
 * @property {number} district The district that is looked at; -1 for none.
 * @property {string} legend Its text.
 * @property {string} tray Its text; empty where it is hidden.
 * @property {string} notice Its text; empty where it is hidden.
 * @property {string} attribution Its text.
 */

/**
 * Describe a page.
 * @param {Page} page
 * @returns {Description}
 */
export function describe({ map, store, period, basemap, userLayers, outline, incidents, labels, legend, tray, notice, controls }) {
  const at = map.getCenter();
  legend.settle();
  return {
    shown: store.countSymbols(), period, theme: theme.name, labels: labels.boxes(),
    view: [at.lng, at.lat, map.getZoom()], rows: store.n, detail_level: incidents.detailLevel,
    districts: Array.from(store.districtCount), provinces: Array.from(store.provinceCount),
    country: store.countryCount, selected: incidents.selected, certain: store.certain,
    marks: incidents.drawnMarks(), layers: [...basemap.layers].sort(), hidden: [...userLayers.hidden].sort(),
    size_by: incidents.sameSize ? "same" : "killed", areas: legend.areas ? legend.areas.title : null,
    district: outline.shown,
    legend: legend.body.textContent, tray: tray.box.hidden ? "" : tray.list.textContent,
    notice: notice.box.hidden ? "" : notice.box.textContent,
    attribution: controls.attribution.getContainer().textContent,
  };
}
