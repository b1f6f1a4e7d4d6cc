/** Districts of which incidents are known only to the district: how many, and places for their numbers. */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("./area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("./mark_room.js").Numbered} Numbered */
/** @typedef {import("./served.js").Area} Area */
/** @typedef {import("./store.js").Store} Store */

const LATTICE = 7; // places for a number across a district
const FINER = 36; // where none of those is free

/** Places for numbers by district. */
export class DistrictSpots {
  /**
   * @param {Area[]} areas
   * @param {() => AreaGrid} grid The same areas as a grid.
   */
  constructor(areas, grid) {
    this.areas = areas;
    this.grid = grid;
    /** @type {Map<number, [number, number][]>} In Web Mercator. */
    this.found = new Map();
    /** @type {Map<number, [number, number][]>} Those of the finer lattice. */
    this.foundFiner = new Map();
  }

  /**
   * The districts with incidents that pass the filters, those with most of them first.
   * @param {Store} store
   * @returns {Numbered[]}
   */
  numbered({ mask, areaRows, areaSlots }) {
    const counts = new Uint32Array(this.areas.length);
    for (let k = 0; k < areaRows.length; k++) {
      if (areaSlots[k] < counts.length && (mask === null || mask[areaRows[k]] !== 0)) counts[areaSlots[k]]++;
    }
    return Array.from(counts.keys())
      .filter((district) => counts[district] > 0)
      .sort((a, b) => counts[b] - counts[a] || a - b)
      .map((district) => ({ district, count: counts[district], spots: this.of(district) }));
  }

  /**
   * Places of the name of a district, and a lattice of places inside it, those close to the name first.
   * @param {number} district
   * @returns {[number, number][]}
   */
  of(district) {
    let spots = this.found.get(district);
    if (spots === undefined) this.found.set(district, (spots = this._search(district)));
    return spots;
  }

  /**
   * Places of a finer lattice, those close to the name of the district first.
   * @param {number} district
   * @returns {[number, number][]}
   */
  finer(district) {
    let spots = this.foundFiner.get(district);
    if (spots === undefined) {
      spots = closest(this._lattice(district, boxOf(this.areas[district].rings), FINER), this.of(district)[0]);
      this.foundFiner.set(district, spots);
    }
    return spots;
  }

  _search(district) {
    const { labels, rings } = this.areas[district];
    /** @type {[number, number][]} */
    const named = labels.map(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]);
    const box = boxOf(rings);
    const lattice = this._lattice(district, box, LATTICE);
    const [middle] = [...named, ...lattice, box];
    return [...named, ...closest(lattice, middle)];
  }

  /** The places of a square lattice in a box that lie in a district. */
  _lattice(district, [west, north, east, south], many) {
    /** @type {[number, number][]} */
    const lattice = [];
    for (let k = 0; k < many * many; k++) {
      const u = west + ((east - west) * ((k % many) + 0.5)) / many;
      const v = north + ((south - north) * (Math.floor(k / many) + 0.5)) / many;
      if (this.grid().at(u, v) === district) lattice.push([u, v]);
    }
    return lattice;
  }
}

/** Sorts places by their distance from the middle. */
function closest(places, middle) {
  const far = ([u, v]) => Math.hypot(u - middle[0], v - middle[1]);
  return places.sort((a, b) => far(a) - far(b));
}

/** West, north, east and south of outlines in Web Mercator. */
function boxOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let k = 0; k < ring.length; k += 2) {
      const [u, v] = [mercatorX(ring[k]), mercatorY(ring[k + 1])];
      box[0] = Math.min(box[0], u);
      box[1] = Math.min(box[1], v);
      box[2] = Math.max(box[2], u);
      box[3] = Math.max(box[3], v);
    }
  }
  return box;
}
