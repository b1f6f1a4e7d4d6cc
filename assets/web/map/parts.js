/**
 * The parts of the page's state: how the value of each key is read, checked and applied.
 *
 * `read` gives the bytes that belong to a value, `check` throws before anything is changed, and `apply` sets the value
 * and returns what has to be drawn again: `rows` (which incidents are shown), `incidents`, `areas`, `heat`, `legend`,
 * `all`.
 */
import { failureOf, orderedKeys } from "../data/changes.js";
import { readBytes, readJson, readPoints } from "../data/served.js";
import { pointsLength, rowCount } from "../data/points.js";
import { applyTheme } from "../paint/theme.js";
import { readVectorLibrary } from "./tiles.js";

/** @typedef {import("../data/served.js").UserLayersFile} UserLayersFile */
/** @typedef {import("../data/changes.js").Ground} Ground */
/** @typedef {import("../data/changes.js").PageState} PageState */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("../paint/basemap.js").Basemap} Basemap */
/** @typedef {import("../paint/choropleth.js").Choropleth} Choropleth */
/** @typedef {import("../paint/current_ring.js").CurrentRing} CurrentRing */
/** @typedef {import("../paint/district_outline.js").DistrictOutline} DistrictOutline */
/** @typedef {import("../paint/heat.js").Heat} Heat */
/** @typedef {import("../paint/hot_spots.js").HotSpots} HotSpots */
/** @typedef {import("../paint/incidents.js").Incidents} Incidents */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */
/** @typedef {import("../panels/card.js").Notice} Notice */
/** @typedef {import("../panels/legend.js").Legend} Legend */
/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./tiles.js").Tiles} Tiles */

/**
 * What the parts need of the page.
 * @typedef {object} Target
 * @property {Store} store
 * @property {Basemap} basemap
 * @property {Choropleth} choropleth
 * @property {DistrictOutline} outline
 * @property {CurrentRing} ring
 * @property {Incidents} incidents
 * @property {Heat} heat
 * @property {HotSpots} hotSpots
 * @property {UserLayers} userLayers
 * @property {Tiles} tiles
 * @property {Legend} legend
 * @property {Notice} notice
 * @property {Camera} camera
 * @property {[number, number]} period First and last day number, inclusive.
 * @property {(content: UserLayersFile) => void} setUserLayers
 * @property {(buffer: ArrayBuffer, day0: number) => void} setPoints
 * @property {(ground: Ground | null) => void} setGround
 * @property {(names: Set<string>) => void} setLayers
 */

/** @typedef {import("../data/changes.js").Part<Target>} Part */

const isDay = Number.isInteger;

function require(condition, message) {
  if (!condition) throw new Error(message);
}

/**
 * How many districts are shown once the changes are applied.
 * @param {Object<string, any>} contents
 * @param {Target} page
 * @returns {number}
 */
function districtCount(contents, page) {
  if (!contents.user_layers) return page.basemap.districts.length;
  return (contents.user_layers.districts || page.basemap.bundled.areas).length;
}

/** @type {Object<string, Part>} The parts by key. */
export const PARTS = {
  user_layers: {
    read: () => readJson("user_layers.json"),
    check: (_value, contents, _page, changes) => {
      require(Array.isArray(contents.user_layers.layers), "no list of layers");
      require("points" in changes && "areas" in changes, "points and areas refer to the districts and must come along");
    },
    apply: (page, _value, content) => {
      page.setUserLayers(content);
      return ["all", "legend"];
    },
  },
  points: {
    read: readPoints,
    check: ({ rows }, contents) => {
      const buffer = contents.points;
      require(pointsLength(buffer) === buffer.byteLength, "the columns are cut off");
      require(rowCount(buffer) === rows, `${rowCount(buffer)} rows instead of ${rows}`);
    },
    apply: (page, { day0 }, buffer) => {
      page.setPoints(buffer, day0);
      return ["all", "rows", "legend"];
    },
  },
  mask: {
    read: () => readBytes("mask.bin"),
    check: (_value, contents, page, changes) => {
      const rows = "points" in changes ? changes.points.rows : page.store.n;
      require(contents.mask.byteLength === rows, `${contents.mask.byteLength} bytes for ${rows} rows`);
    },
    apply: (page, _value, buffer) => {
      page.store.setMask(buffer);
      return ["rows"];
    },
  },
  theme: {
    apply: (page, name) => {
      applyTheme(name);
      page.tiles.restyle();
      return ["all", "legend"];
    },
  },
  ground: {
    read: (ground) => (ground && ground.kind === "vector" ? readVectorLibrary() : null),
    apply: (page, ground) => {
      page.setGround(ground);
      return ["all"];
    },
  },
  layers: {
    apply: (page, names) => {
      if (names) page.setLayers(new Set(names)); // null: the page's own choice
      return ["all", "legend"];
    },
  },
  hidden: {
    apply: (page, names) => {
      page.userLayers.hidden = new Set(names);
      return ["all", "legend"];
    },
  },
  certain: {
    apply: (page, isCertain) => {
      page.store.certain = isCertain;
      return ["rows"];
    },
  },
  period: {
    check: (period) => require(period.length === 2 && period.every(isDay), "not two day numbers"),
    apply: (page, period) => {
      page.period = period;
      return ["rows"];
    },
  },
  size_by: {
    apply: (page, column) => {
      page.legend.sameSize = column === "same";
      page.incidents.setSameSize(column === "same");
      return ["incidents", "legend"];
    },
  },
  figures: {
    apply: (page, words) => {
      page.legend.figures = words;
      return ["legend"];
    },
  },
  areas: {
    check: (areas, contents, page) => {
      if (!areas) return;
      const districts = districtCount(contents, page);
      require(areas.of.length === districts, `classes of ${areas.of.length} districts instead of ${districts}`);
    },
    apply: (page, areas) => {
      page.choropleth.shown = page.legend.areas = areas;
      page.incidents.setColoured(Boolean(areas));
      return ["areas", "incidents", "legend"];
    },
  },
  spots: {
    check: (spots) => require(!spots || spots.shapes.every(([, number]) => number in spots.classes), "a class that is not there"),
    apply: (page, spots) => {
      page.legend.spots = spots;
      page.hotSpots.set(spots);
      return ["all", "legend"];
    },
  },
  heat: {
    check: (heat) => require(!heat || heat.classes.every((bound, k, all) => bound > 0 && !(bound <= all[k - 1])), "bounds that do not rise"),
    apply: (page, heat) => {
      page.heat.use(heat);
      return ["heat", "legend"];
    },
  },
  range_lines: {
    apply: (page, lines) => {
      page.userLayers.setRange(lines);
      return ["all", "legend"];
    },
  },
  district: {
    check: (district, contents, page) => require(district < districtCount(contents, page), "a district that is not there"),
    apply: (page, district) => {
      page.outline.shown = district;
      page.outline.update();
      return [];
    },
  },
  selection: {
    check: (rows, _contents, page, changes) => {
      const count = "points" in changes ? changes.points.rows : page.store.n;
      require(rows.every((row) => row >= 0 && row < count), "a row that is not there");
    },
    apply: (page, rows) => {
      page.incidents.select(rows);
      page.spread.mark(rows.length ? rows[0] : -1);
      page.ring.show(rows.length > 1 ? rows[0] : -1);
      return ["incidents"];
    },
  },
  camera: {
    apply: (page, target) => {
      page.camera.show(target);
      return [];
    },
  },
  notice: {
    apply: (page, { text, offers_reset: offersReset }) => {
      page.notice.show(text, offersReset);
      return [];
    },
  },
  label: {
    apply: (page, text) => {
      page.controls.showLabel(text);
      return [];
    },
  },
};

/**
 * What has to be read for changes, by key; all of it travels at the same time.
 * @param {Partial<PageState>} changes
 * @returns {Promise<Object<string, any>>}
 */
export async function readParts(changes) {
  const keys = orderedKeys(changes).filter((key) => PARTS[key].read);
  const reading = keys.map((key) => Promise.resolve(PARTS[key].read(changes[key])).catch((error) => Promise.reject(failureOf(key, error))));
  const contents = await Promise.all(reading);
  return Object.fromEntries(keys.map((key, k) => [key, contents[k]]));
}
