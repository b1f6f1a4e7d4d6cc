/** Painter of the names: placed by priority around the marks of the incidents, without overlaps, where there is room. */
import { CoarseCounts } from "../data/coarse_counts.js";
import { greatest } from "../data/extremes.js";
import { mercatorX, mercatorY } from "../data/mercator.js";
import { bestSpot } from "../data/name_spots.js";
import { Occupied } from "../data/occupied.js";
import { Borderline } from "./borderline.js";
import { TOWN_FROM_ZOOM, areaStyles, formsOf, initialsOf, setFont, townStyle } from "./name_styles.js";
import { useMapCoordinates } from "./paths.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("../data/occupied.js").Taken} Taken */
/** @typedef {import("../data/served.js").BasemapData} BasemapData */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./name_styles.js").NameStyle} NameStyle */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Painter} Painter */

/**
 * What incidents cover, in pixels of the canvas.
 * @typedef {object} Extents
 * @property {number[][]} circles Horizontal and vertical place of the centre, and radius.
 * @property {number[][]} boxes Left, top, right, bottom.
 */

/**
 * The marks that names keep clear of.
 * @typedef {object} Marks
 * @property {() => Extents} cover What is drawn.
 * @property {() => Extents} extents What may be drawn in any period.
 * @property {() => {provinces: AreaGrid, districts: AreaGrid}} grids
 * @property {(district: number) => number[] | null} numberAt Where the number of a district stands on the canvas.
 * @property {string} extentsKey What the extents depend on, beside the frame.
 */

const SPOTS = [0.2, 0.35, 0.5, 0.65, 0.8, 0.1, 0.9].flatMap((x) => [0.25, 0.4, 0.5, 0.6, 0.75, 0.12, 0.88].map((y) => [x, y]));
const BORDER_FROM_ZOOM = 6.5;
const DISTRICTS_FROM_ZOOM = 6.6;
const PROVINCES_TO_ZOOM = 7.6;
const LINE = 1.18; // height of a line of text, in sizes of its letters
const SMALLER = 0.86;
const OWN_PX = 3; // a town so near to a mark is drawn as that mark
const DOT_PX = 4; // from a name to the dot of another town
const EDGE_PX = 4;
const REST_MS = 250; // without a step of time
const UNSTEADY = 1e6; // in incidents: a place that a mark may take in another period

const nothing = () => ({ circles: [], boxes: [] });

function addAll(occupied, { circles, boxes }) {
  circles.forEach(([x, y, r]) => occupied.addCircle(x, y, r, true));
  boxes.forEach((box) => occupied.addBox(box, true));
}

const numbered = (areas) => areas.map((area, index) => ({ ...area, index }));

/** Painter of all names, and below the incidents of the dots of towns. */
export class Labels {
  /**
   * @param {BasemapData} data
   * @param {Basemap} basemap
   * @param {() => number[][]} obstacles Boxes that stay free, in pixels of the container.
   */
  constructor(data, basemap, obstacles) {
    this.name = "labels";
    this.still = true;
    this.data = data;
    this.basemap = basemap;
    this.obstacles = obstacles;
    /** @type {Marks} */
    this.marks = { cover: nothing, extents: nothing, numberAt: () => null, grids: () => ({}), extentsKey: "" };
    this.due = 0; // the timer of the next paint
    /** @type {Map<string, Path2D>} The neighbours by name. */
    this.around = new Map(basemap.around.map((area) => [area.name, area.path]));
    /** @type {Map<string, Path2D>} The outlines of the provinces by name. */
    this.inside = new Map(basemap.provinces.map((province) => [province.name, province.path]));
    this.border = new Borderline(data.border, this.around.get("Afghanistan"));
    this.visible = true;
    this.incidentCounts = new CoarseCounts();
    /** @type {{text: string, box: number[], line: number[][] | null, colour: string, size: number, weight: number}[]} */
    this.placed = [];
    /** @type {Painter} */
    this.below = { name: "dots", still: true, paint() {} }; // a canvas below the incidents, painted along with the names
  }

  /**
   * Paint for another view, size or theme, or around other marks.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    for (const canvas of [context, this.below.context]) {
      clearCanvas(canvas, frame);
      canvas.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    }
    this.placed = [];
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
    /** @type {string} That of the last paint. */
    this.extentsKey = this.marks.extentsKey;
    clearTimeout(this.due);
    this.due = 0;
    if (!this.visible) return;
    this.occupied = new Occupied();
    this.ghosts = new Occupied();
    /** @type {Set<Taken>} Marks that have the name of a town. */
    this.named = new Set();
    const panels = this.obstacles();
    /** @type {string} The obstacles of the last paint. */
    this.avoided = panels.join();
    panels.forEach((box) => this.occupied.addBox(box.map((side) => side + frame.margin)));
    addAll(this.occupied, this.marks.cover());
    addAll(this.ghosts, this.marks.extents());
    this._place();
  }

  /**
   * Other incidents are shown: place the names again, at once after another filter, but only when time rests if another
   * period is shown: names do not move while time plays.
   */
  follow() {
    if (!this.frame) return;
    clearTimeout(this.due);
    if (this.extentsKey !== this.marks.extentsKey) this.paint(this.frame, this.context);
    else this.due = setTimeout(() => this.paint(this.frame, this.context), REST_MS);
  }

  /**
   * Whether the names are placed for what is shown.
   * @returns {boolean}
   */
  get isSettled() {
    return this.due === 0;
  }

  /**
   * Boxes of the names on the canvas: `[text, left, top, right, bottom]` in pixels of the page.
   * @returns {[string, ...number[]][]}
   */
  boxes() {
    const { margin } = this.frame;
    return this.placed.map(({ text, box }) => [text, ...box.map((side) => side - margin)]);
  }

  _place() {
    const { data } = this;
    const { zoom } = this.frame;
    const { label: colours } = theme.palette;
    const styles = areaStyles(zoom, theme.palette);
    const towns = data.towns.filter((town) => zoom >= TOWN_FROM_ZOOM[town.rank] + (town.inside ? 0 : 0.4));
    const [home, abroad] = [towns.filter((town) => town.inside), towns.filter((town) => !town.inside)];
    const dots = new Map(home.filter(({ rank }) => rank < 3).map((town) => [town, this._reserve(town, zoom)]));
    const write = (list, least, most) => list.filter(({ rank }) => rank >= least && rank <= most).forEach((town) => this._town(town, dots));
    write(home, 1, 1);
    const { provinces, districts } = this.marks.grids();
    if (zoom < PROVINCES_TO_ZOOM) this._areas(numbered(data.provinces), styles.province, this.inside, provinces);
    write(home, 2, 2);
    if (zoom >= DISTRICTS_FROM_ZOOM) this._areas(this._districts(), styles.district, this._districtPaths(), districts);
    write(home, 3, 5);
    write(abroad, 1, 1);
    this._areas(data.seas.map((s) => ({ name: s.name, labels: s.at.map((at) => [...at, 99]) })), styles.sea);
    this._areas(data.neighbours.filter((a) => a.kind === "country"), styles.country, this.around);
    if (zoom >= BORDER_FROM_ZOOM) this._border({ colour: colours.country, halo: colours.haloOut });
    this._areas(data.neighbours.filter((a) => a.kind !== "country"), styles.unit, this.around);
    write(abroad, 2, 5);
  }

  _border(style) {
    const boxes = this.border.write(this.context, this.frame, style, (box) => this.occupied.isFree(box, 2));
    boxes.forEach((box) => this.occupied.addBox(box));
  }

  _xy(lon, lat) {
    const { world, left, top } = this.frame;
    return [mercatorX(lon) * world - left, mercatorY(lat) * world - top];
  }

  // ---- areas

  /** The districts in view, those with most incidents first. */
  _districts() {
    const { frame } = this;
    const { world, left, top } = frame;
    const boxOf = ({ box }) => [box[0] * world - left, box[1] * world - top, box[2] * world - left, box[3] * world - top];
    return this.basemap.districts
      .map((area, d) => ({ area: { ...area, index: d, number: this.marks.numberAt(d) }, box: boxOf(area) }))
      .filter(({ box }) => box[0] < frame.width && box[1] < frame.height && box[2] > 0 && box[3] > 0)
      .map(({ area, box }) => ({ area, many: this.incidentCounts.within(box, frame) }))
      .sort((a, b) => b.many - a.many)
      .map(({ area }) => area);
  }

  _districtPaths() {
    return new Map(this.basemap.districts.map(({ name, path }) => [name, path]));
  }

  _areas(areas, style, paths = new Map(), grid = null) {
    for (const area of areas) this._area(area, style, this._insideOf(area, paths.get(area.name), grid));
  }

  /** Tells whether a box lies in an area. A grid of the areas answers for most boxes; the outline takes far longer. */
  _insideOf({ index }, path, grid) {
    const { world, left, top } = this.frame;
    const at = (x, y) => grid.at((x + left) / world, (y + top) / world) === index;
    const [across, down] = [[0, 0.25, 0.5, 0.75, 1], [0, 0.5, 1]];
    const isLikely = ([l, t, r, b]) => across.every((u) => down.every((v) => at(l + (r - l) * u, t + (b - t) * v)));
    return (box, gap) => !path || ((!grid || isLikely(box)) && this._holds(path, box, gap));
  }

  /** Write the name of an area at the best of its places, smaller where it has no room otherwise. */
  _area(area, style, isInside) {
    const forms = formsOf(area.name, style.wrap);
    for (let size = style.size; size >= Math.min(style.size, style.least || style.size); size *= SMALLER) {
      const scaled = { ...style, size, spacing: (style.spacing * size) / style.size };
      for (const lines of forms) if (this._writeArea(area, lines, scaled, isInside)) return;
    }
    if (!style.initials) return;
    const initials = initialsOf(area.name);
    const tight = { ...style, size: style.least, spacing: 0.6 };
    for (const lines of forms) if (this._writeArea(area, lines, tight, isInside)) return;
    if (initials.length < 2) return; // one letter is no name
    for (const size of [style.size, 11]) if (this._writeArea(area, [initials], { ...style, size }, isInside)) return;
  }

  _writeArea(area, lines, style, isInside) {
    const texts = lines.map((line) => (style.capitals ? line.toUpperCase() : line));
    const widths = texts.map((text) => this._width(text, style) - style.spacing);
    const size = [greatest(widths), style.size * LINE * texts.length];
    const box = this._quietest(area, size, style, isInside) || (this.around.has(area.name) && this._anywhere(isInside, size));
    if (!box) return false;
    texts.forEach((text, k) => {
      const left = (box[0] + box[2] - widths[k]) / 2;
      this._write(text, left, box[1] + style.size * (0.95 + LINE * k), style);
    });
    this._keep(area.name, box, style);
    return true;
  }

  /** Of the places of an area that have room and are free, the box with the fewest incidents. */
  _quietest(area, [width, high], style, isInside) {
    let best = null;
    let least = Infinity;
    for (const [x, y, room] of this._placesOf(area, style.beside ? high / 2 + style.beside : 0)) {
      if (width > room * style.fill) continue;
      const box = [x - width / 2, y - high / 2, x + width / 2, y + high / 2];
      if (!this._inView(box) || !this.occupied.isFree(box, 3)) continue;
      const unsteady = this.ghosts.isFree(box, 1) ? 0 : UNSTEADY;
      const incidents = this.incidentCounts.within(box, this.frame) + unsteady;
      if (incidents < least && isInside(box, 1)) [least, best] = [incidents, box];
      if (least === 0) return best;
    }
    return best;
  }

  /** Places for the name of an area, and the width that is free there: above and below its number, if it has one, first. */
  _placesOf({ labels, number }, aside) {
    const places = labels.map(([lon, lat, room]) => [...this._xy(lon, lat), (room / 360) * this.frame.world]);
    if (!number) return places;
    const [x, y] = number;
    return [[x, y - aside, Infinity], [x, y + aside, Infinity], ...places];
  }

  /** A box in view that is free and well inside a neighbour. */
  _anywhere(isInside, [width, high]) {
    const { frame } = this;
    for (const [right, down] of SPOTS) {
      const x = frame.margin + right * (frame.width - 2 * frame.margin);
      const y = frame.margin + down * (frame.height - 2 * frame.margin);
      const box = [x - width / 2, y - high / 2, x + width / 2, y + high / 2];
      if (this._inView(box) && this.occupied.isFree(box, 3) && isInside(box, 8)) return box;
    }
    return null;
  }

  /** The answer of `holds`, which does not change while the map is only moved. */
  _holds(path, box, gap) {
    const { world, left, top } = this.frame;
    if (world !== this.world) [this.world, this.held] = [world, new Map()];
    if (!this.held.has(path)) this.held.set(path, new Map());
    const held = this.held.get(path);
    const key = [box[0] + left, box[1] + top, box[2] + left, gap].map(Math.round).join();
    if (!held.has(key)) held.set(key, this.holds(path, box, gap));
    return held.get(key);
  }

  /**
   * Whether a box and a gap around it lie in an area; nine points of it are tested.
   * @param {Path2D} path
   * @param {number[]} box
   * @param {number} gap
   * @returns {boolean}
   */
  holds(path, [left, top, right, bottom], gap) {
    const { frame, context } = this;
    context.save();
    useMapCoordinates(context, frame);
    const across = [left - gap, right + gap, (left + right) / 2];
    const down = [top - gap, bottom + gap, (top + bottom) / 2];
    const inside = (x, y) => context.isPointInPath(path, x * frame.ratio, y * frame.ratio);
    const held = across.every((x) => down.every((y) => inside(x, y)));
    context.restore();
    return held;
  }

  // ---- towns

  /** Keep the dot of a town clear of names. */
  _reserve(town, zoom) {
    const [x, y] = this._xy(...town.at);
    return this.occupied.addCircle(x, y, townStyle(town, zoom, theme.palette.label).dot + 1);
  }

  /** Write the name of a town beside its dot, or beside the mark that lies over the dot. */
  _town(town, dots) {
    const style = townStyle(town, this.frame.zoom, theme.palette.label);
    const [x, y] = this._xy(...town.at);
    const reserved = dots.get(town);
    const point = [x - 3, y - 3, x + 3, y + 3];
    const mark = this.occupied.markAt(x, y, OWN_PX); // over its dot, or touching it
    if (mark && this.named.has(mark)) return; // a mark over several towns has the name of the first
    if (!this._inView(point) || !(mark || this.occupied.isFree(point, reserved ? 1 : DOT_PX, -Infinity))) return;
    const size = /** @type {[number, number]} */ ([this._width(town.name, style), style.size * 1.08]);
    const spot = this._spot(town, mark || { x, y, r: style.dot + 1 }, size, [mark, reserved].filter(Boolean));
    if (!spot) return;
    if (!mark || Math.hypot(mark.x - x, mark.y - y) < mark.r - style.dot) this._dot(x, y, style);
    if (!reserved && !mark) this.occupied.addCircle(x, y, style.dot + 1);
    if (mark) this.named.add(mark);
    if (spot.line) this._leader(spot.line, style);
    this._write(town.name, spot.box[0], spot.box[1] + style.size * 0.88, style);
    this._keep(town.name, spot.box, style, spot.line);
  }

  /** Towns of the upper ranks may have a line to their name; the others yield. */
  _spot({ rank, inside }, mark, size, own) {
    const space = { occupied: this.occupied, ghosts: this.ghosts, isInView: (box) => this._inView(box) };
    return bestSpot(mark, size, space, own, rank < 3 && inside ? 3 - rank : 0);
  }

  // ---- writing

  _width(text, style) {
    setFont(this.context, style);
    return this.context.measureText(text).width;
  }

  _keep(text, box, { colour, size, weight = 400 }, line = null) {
    this.occupied.addBox(box);
    this.placed.push({ text, box, line, colour, size, weight });
  }

  _inView(box) {
    const { width, height, margin } = this.frame;
    const inset = margin + EDGE_PX;
    return box[0] >= inset && box[1] >= inset && box[2] <= width - inset && box[3] <= height - inset;
  }

  _write(text, x, y, style) {
    const { context } = this;
    setFont(context, style);
    context.lineJoin = "round";
    context.lineWidth = style.spacing > 1 ? 4.8 : Math.max(3.8, style.size * 0.36); // between letters that stand apart, too
    context.strokeStyle = style.halo;
    context.strokeText(text, x, y);
    context.fillStyle = style.colour;
    context.fillText(text, x, y);
  }

  _leader([from, to], style) {
    const { context } = this;
    this.occupied.addLine(from, to);
    context.lineCap = "round";
    for (const [width, colour] of [[3, style.halo], [1, style.colour]]) {
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  _dot(x, y, style) {
    const { context } = this.below;
    context.beginPath();
    context.arc(x, y, style.dot, 0, 2 * Math.PI);
    context.fillStyle = style.dotColour;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = style.halo;
    context.stroke();
  }
}
