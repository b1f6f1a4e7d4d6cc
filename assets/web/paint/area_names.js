/** The names of areas: at the best of the places chosen for them, and for districts anywhere inside, or at a line outside. */
import { OTHER, OUTSIDE, OWN, THOROUGH, USUAL, latticeIn, spotOutside, waysOut } from "../data/area_spots.js";
import { AreaCells } from "../data/area_cells.js";
import { greatest } from "../data/extremes.js";
import { formsOf, initialsOf } from "./name_styles.js";

/** @typedef {import("../data/area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("../data/name_spots.js").Space} Space */
/** @typedef {import("./name_styles.js").NameStyle} NameStyle */
/** @typedef {import("./name_writer.js").Name} Name */
/** @typedef {import("./outlines.js").Outlines} Outlines */
/** @typedef {import("./stack.js").Frame} Frame */

/**
 * An area with a name.
 * @typedef {object} NamedArea
 * @property {string} name
 * @property {number[][]} places Where the name may stand, and the width that is free there, in pixels of the canvas.
 * @property {number[] | null} [number] Where its number stands.
 * @property {Path2D} [path] Its outline, which the name does not leave.
 * @property {number[]} [bounds] The box around its outline, in pixels of the canvas. With a grid the name may stand anywhere inside.
 * @property {AreaGrid} [grid] The areas of its kind.
 * @property {number} [index] Its number in the grid.
 * @property {number[]} [seen] The part of it that is in view, if its name may stand anywhere inside or at a line outside.
 * @property {boolean} [isNamed] Whether a town of its name is named: no line of its own crosses other areas.
 * @property {AreaGrid} [home] What is outside of this is no other area's.
 */

/**
 * What the names of areas are placed on.
 * @typedef {object} Placing
 * @property {Frame} frame
 * @property {Space} space
 * @property {Outlines} outlines
 * @property {(text: string, style: NameStyle) => number} width
 * @property {(box: number[]) => number} countIn How many incidents lie in a box.
 */

const LINE = 1.18; // height of a line of text, in sizes of its letters
const SMALLER = 0.86;
const TIGHT = 0.06; // between letters, in sizes of them, where there is no room otherwise
const UNSTEADY = 1e6; // in incidents: a place that a mark may take in another period
const GAP_PX = 3;
const LEAST_GAP_PX = 1.5; // where there is no room otherwise
const FINE_PX = 1.5; // as exact as a grid is where it answers alone
const UNNAMED = 0x7fff; // ground of an area that has no name here
const DOT_PX = 1.7; // of a line that ends in an area
const SPOTS = [0.2, 0.35, 0.5, 0.65, 0.8, 0.1, 0.9].flatMap((x) => [0.25, 0.4, 0.5, 0.6, 0.75, 0.12, 0.88].map((y) => [x, y]));

/** Finds the places of names of areas. */
export class AreaNames {
  /** @param {Placing} ground */
  constructor(ground) {
    this.ground = ground;
    /** @type {Map<number, AreaCells>} The districts of the canvas by the side of a cell, once they are needed. */
    this.cells = new Map();
    /** @type {(() => Name | null)[]} Finds the names of those to which no line was found. */
    this.left = [];
  }

  /**
   * The names of areas, one after the other; null for one without a place. Those to which no line was found come again at
   * last, searched more thoroughly.
   * @param {NamedArea[]} areas
   * @param {NameStyle} style
   * @param {(area: NamedArea) => boolean} mayBeAnywhere
   * @returns {Generator<Name | null>}
   */
  *placeAll(areas, style, mayBeAnywhere) {
    for (const area of areas) yield this.place(area, style) || (mayBeAnywhere(area) ? this.placeAnywhere(area, style) : null);
    for (const lead of this.left.splice(0)) yield lead();
  }

  /**
   * The name of an area at the best of its places, smaller where it has no room otherwise; null if there is none.
   * @param {NamedArea} area
   * @param {NameStyle} style
   * @returns {Name | null}
   */
  place(area, style) {
    const forms = formsOf(area.name, style.wrap);
    const least = Math.min(style.size, style.least || style.size);
    for (let size = style.size; size >= least; size *= SMALLER) {
      const scaled = sized(style, size);
      for (const lines of forms) {
        const set = this._set(lines, scaled);
        const box = this._quietest(area, set.size, scaled);
        if (box) return named(area.name, box, set, scaled);
      }
    }
    if (area.seen) return this._elsewhere(area, forms, sized(style, least));
    return (area.grid && area.bounds && this._anywhere(area, forms, sized(style, least))) || this._initials(area, forms, style);
  }

  /**
   * The name of a neighbour anywhere inside, where none of its places has room; null if there is none.
   * @param {NamedArea} area
   * @param {NameStyle} style
   * @returns {Name | null}
   */
  placeAnywhere(area, style) {
    const { frame, space } = this.ground;
    for (const lines of formsOf(area.name, style.wrap)) {
      const set = this._set(lines, style);
      for (const [right, down] of SPOTS) {
        const x = frame.margin + right * (frame.width - 2 * frame.margin);
        const y = frame.margin + down * (frame.height - 2 * frame.margin);
        const box = around(x, y, set.size);
        if (isWithin(box, area.bounds) && this._isFree(box, space) && this._isInside(area, box, 8)) return named(area.name, box, set, style);
      }
    }
    return null;
  }

  /** At the free place inside that is closest to the first of the chosen ones, set tighter if need be. */
  _anywhere(area, forms, style) {
    const { margin, width, height } = this.ground.frame;
    const [left, top, right, bottom] = area.bounds;
    const seen = [Math.max(margin, left), Math.max(margin, top), Math.min(width - margin, right), Math.min(height - margin, bottom)];
    return this._freeInside({ ...area, seen }, area.places[0] || seen, forms, style).name;
  }

  /** The name at a free place inside, set tighter if need be; and the places that were tried. */
  _freeInside(area, near, forms, style) {
    const { outlines, space } = this.ground;
    const places = latticeIn(area.seen, near, (x, y) => {
      return outlines.areaAt(area.grid, x, y) === area.index && space.occupied.isFree([x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX], GAP_PX);
    });
    for (const [chosen, gap] of [[style, GAP_PX], [{ ...style, spacing: style.size * TIGHT }, LEAST_GAP_PX]]) {
      for (const lines of forms) {
        const set = this._set(lines, chosen);
        const box = this._inside(area, set.size, places, gap);
        if (box) return { name: named(area.name, box, set, chosen), places };
      }
    }
    return { name: null, places };
  }

  /** Tighter, or as initials; one letter is no name. */
  _initials(area, forms, style) {
    if (!style.initials) return null;
    const initials = initialsOf(area.name);
    const tight = { ...style, size: style.least, spacing: 0.6 };
    const short = initials.length > 1 ? [style.size, 11].map((size) => [[initials], { ...style, size }]) : [];
    for (const [lines, chosen] of [...forms.map((lines) => [lines, tight]), ...short]) {
      const set = this._set(lines, chosen);
      const box = this._quietest(area, set.size, chosen);
      if (box) return named(area.name, box, set, chosen);
    }
    return null;
  }

  /** Anywhere inside, set tighter if need be, or outside at the end of a line. */
  _elsewhere(area, forms, style) {
    const near = area.number || area.places[0] || [area.seen[0], area.seen[1]];
    const { name, places } = this._freeInside(area, near, forms, style);
    const lead = (search) => this._outside(area, forms, { ...style, spacing: style.size * TIGHT }, places, search);
    const found = name || lead(USUAL);
    if (!found) this.left.push(() => lead(THOROUGH));
    return found;
  }

  /** The first free place inside; one that no mark takes in another period, if there is one. */
  _inside(area, size, places, gap) {
    const { space } = this.ground;
    let unsteady = null;
    if (size[0] > area.seen[2] - area.seen[0] || size[1] > area.seen[3] - area.seen[1]) return null;
    for (const [x, y] of places) {
      const box = around(x, y, size);
      if (!this._isFree(box, space, gap)) continue;
      const isSteady = space.ghosts.isFree(box, 1);
      if ((!isSteady && unsteady) || !this._isInside(area, box, 1)) continue;
      if (isSteady) return box;
      unsteady = box;
    }
    return unsteady;
  }

  _outside(area, forms, style, places, search) {
    const { space } = this.ground;
    const areaAt = this._areaAt(area);
    const whose = (x, y) => {
      const there = areaAt(x, y);
      return there === area.index ? OWN : there === -1 ? OUTSIDE : OTHER;
    };
    const { width, height } = this.ground.frame;
    if (!this.cells.has(search.cell)) this.cells.set(search.cell, new AreaCells(width, height, search.cell, areaAt));
    const led = { index: area.index, seen: area.seen, places, whose, cells: this.cells.get(search.cell), mayCross: !area.isNamed };
    const sets = forms.map((lines) => this._set(lines, style));
    const spot = spotOutside(waysOut(led, space, search), sets.map(({ size }) => size), space, whose);
    return spot && ledName(area.name, spot, sets[spot.form], style);
  }

  /** The area of its grid at a point; that of no grid, but in the home of it, is unnamed. */
  _areaAt({ grid, home }) {
    const { outlines } = this.ground;
    return (x, y) => {
      const there = outlines.areaAt(grid, x, y);
      return there >= 0 || outlines.areaAt(home, x, y) < 0 ? there : UNNAMED;
    };
  }

  /** Of the places of an area that have room and are free, the box with the fewest incidents. */
  _quietest(area, size, style) {
    const { space, countIn } = this.ground;
    let [best, least] = [null, Infinity];
    for (const [x, y, room] of placesOf(area, style.beside ? size[1] / 2 + style.beside : 0)) {
      if (size[0] > room * style.fill) continue;
      const box = around(x, y, size);
      if (!this._isFree(box, space)) continue;
      const incidents = countIn(box) + (space.ghosts.isFree(box, 1) ? 0 : UNSTEADY);
      if (incidents < least && this._isInside(area, box, 1)) [least, best] = [incidents, box];
      if (least === 0) return best;
    }
    return best;
  }

  _isFree(box, { isInView, occupied }, gap = GAP_PX) {
    return isInView(box) && occupied.isFree(box, gap);
  }

  _isInside({ path, grid, index }, box, gap) {
    const { outlines } = this.ground;
    if (!path) return true;
    if (grid && outlines.isFine(grid)) return outlines.isWithin(grid, wider(box, gap + FINE_PX), index);
    return (!grid || outlines.isWithin(grid, box, index)) && outlines.heldBy(path, box, gap);
  }

  /** Texts with their widths, and the width and height of all lines. */
  _set(lines, style) {
    const texts = lines.map((line) => (style.capitals ? line.toUpperCase() : line));
    const widths = texts.map((text) => this.ground.width(text, style) - style.spacing);
    /** @type {[number, number]} */
    const size = [greatest(widths), style.size * LINE * texts.length];
    return { texts, widths, size };
  }
}

const sized = (style, size) => ({ ...style, size, spacing: (style.spacing * size) / style.size });

const isWithin = (box, [left, top, right, bottom]) => box[0] > left && box[1] > top && box[2] < right && box[3] < bottom;

const wider = ([left, top, right, bottom], by) => [left - by, top - by, right + by, bottom + by];

const around = (x, y, [width, high]) => [x - width / 2, y - high / 2, x + width / 2, y + high / 2];

/** The places of an area: above and below its number, if it has one, first. */
function placesOf({ places, number }, aside) {
  if (!number) return places;
  const [x, y] = number;
  return [[x, y - aside, Infinity], [x, y + aside, Infinity], ...places];
}

/** A name at the end of a line from a dot, or from a mark or number. */
function ledName(text, { box, line, hasDot }, set, style) {
  const [x, y] = line[0];
  return { ...named(text, box, set, style), line, dot: hasDot ? { x, y, r: DOT_PX, colour: style.colour, isBelow: false } : null };
}

/** @returns {Name} */
function named(text, box, { texts, widths }, style) {
  const middle = (box[0] + box[2]) / 2;
  /** @type {[string, number, number][]} */
  const rows = texts.map((row, k) => [row, middle - widths[k] / 2, box[1] + style.size * (0.95 + LINE * k)]);
  return { text, box, rows, style, line: null, isLineBelow: false, at: null, dot: null };
}
