/** Which groups belong to a view: by level, areas, filters and points; the last few are kept. */
import { AreaGrid } from "./area_grid.js";
import { DistrictSpots } from "./district_spots.js";
import { Groups } from "./groups.js";
import { apartAt } from "./mark_size.js";
import { MARKS } from "./style.js";

/** @typedef {import("./served.js").Area} Area */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{zoom: number, world: number, left: number, top: number, width: number, height: number}} View In pixels. */

const MOST_KEPT = 4;
const FEW = 50_000; // up to so many rows are grouped on the whole map
const WHOLE_TO = 9; // up to this level too: there are few groups
const BLOCK_CELLS = 64;
const AROUND_CELLS = 16; // beyond the view, so that no group in view depends on where the block ends

/**
 * The zoom of the level of cells for a zoom of the map: the coarser one, so that marks lie at least as far apart.
 * @param {number} zoom
 * @returns {number}
 */
export const levelFor = (zoom) => Math.floor(zoom * MARKS.levelsPerZoom + 1e-6) / MARKS.levelsPerZoom;

/** The groups of the levels that were used last. */
export class Groupings {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {{key: any[], groups: Groups}[]} The newest first. */
    this.kept = [];
    this.setAreas([], []);
  }

  /**
   * Set the areas that no mark reaches across.
   * @param {Area[]} provinces
   * @param {Area[]} districts
   */
  setAreas(provinces, districts) {
    /** @type {{provinces: Area[], districts: Area[]}} */
    this.given = { provinces, districts };
    /** @type {{provinces?: AreaGrid, districts?: AreaGrid}} Made at their first use. */
    this.grids = {};
    this.spots = new DistrictSpots(districts, () => this.districts);
    this.kept = [];
  }

  /**
   * The districts as a grid.
   * @returns {AreaGrid}
   */
  get districts() {
    if (this.grids.districts === undefined) this.grids.districts = new AreaGrid(this.given.districts);
    return this.grids.districts;
  }

  /**
   * The provinces as a grid.
   * @returns {AreaGrid}
   */
  get provinces() {
    if (this.grids.provinces === undefined) this.grids.provinces = new AreaGrid(this.given.provinces);
    return this.grids.provinces;
  }

  /**
   * The groups for a view of the map.
   * @param {View} view
   * @param {boolean} isColoured Whether the districts are coloured: then each has marks of its own at every zoom.
   * @param {Float32Array} weights By size class.
   * @returns {Groups}
   */
  at(view, isColoured, weights) {
    const { store, kept } = this;
    const level = levelFor(view.zoom);
    const areDistricts = level >= MARKS.districtsFromZoom;
    const blocks = store.n > FEW && level > WHOLE_TO ? blocksOf(view, level) : null;
    const key = [level, isColoured, store.codes, store.mask, weights, blocks && blocks.join()];
    const found = kept.findIndex((one) => one.key.every((part, k) => part === key[k]));
    if (found === 0) return kept[0].groups;
    if (found > 0) kept.unshift(kept.splice(found, 1)[0]);
    else {
      const areas = areDistricts || isColoured ? this.districts : this.provinces;
      const districts = level > MARKS.numbersToZoom ? [] : this.spots.numbered(store); // further in there is room
      const grouping = { zoom: level, areas, whole: isColoured && !areDistricts, weights, rows: this._rowsIn(blocks), districts };
      kept.unshift({ key, groups: new Groups(store, grouping) });
      kept.length = Math.min(kept.length, MOST_KEPT);
    }
    return kept[0].groups;
  }

  /** The rows in blocks, ascending; null for all. */
  _rowsIn(blocks) {
    if (blocks === null) return null;
    const [west, north, east, south] = blocks;
    const rows = [];
    this.store.grid.each(west, north, east, south, (i) => rows.push(i));
    return Int32Array.from(rows.sort((a, b) => a - b));
  }
}

/**
 * The blocks of cells around a view, in which the rows are grouped where there are very many groups.
 * @param {View} view
 * @param {number} level
 * @returns {number[]} West, north, east, south in Web Mercator.
 */
export function blocksOf(view, level) {
  const cell = apartAt(level) / (256 * 2 ** level);
  const block = cell * BLOCK_CELLS;
  const west = Math.floor((view.left / view.world - AROUND_CELLS * cell) / block);
  const north = Math.floor((view.top / view.world - AROUND_CELLS * cell) / block);
  const east = Math.ceil(((view.left + view.width) / view.world + AROUND_CELLS * cell) / block);
  const south = Math.ceil(((view.top + view.height) / view.world + AROUND_CELLS * cell) / block);
  return [west * block, north * block, east * block, south * block];
}
