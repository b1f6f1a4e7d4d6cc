/** Painter of the names: placed by priority around the marks of the incidents, without overlaps, where there is room. */
import { CoarseCounts } from "../data/coarse_counts.js";
import { mercatorX, mercatorY } from "../data/mercator.js";
import { bestSpot } from "../data/name_spots.js";
import { Occupied } from "../data/occupied.js";
import { Slices } from "../data/slices.js";
import { AreaNames } from "./area_names.js";
import { Borderline, borderBoxes } from "./borderline.js";
import { TOWN_FROM_ZOOM, areaStyles, townStyle } from "./name_styles.js";
import { NameWriter, isBelow, moved } from "./name_writer.js";
import { Outlines } from "./outlines.js";
import { clearCanvas } from "./stack.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/area_grid.js").AreaGrid} AreaGrid */
/** @typedef {import("../data/occupied.js").Taken} Taken */
/** @typedef {import("../data/served.js").BasemapData} BasemapData */
/** @typedef {import("./area_names.js").NamedArea} NamedArea */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./name_styles.js").NameStyle} NameStyle */
/** @typedef {import("./name_writer.js").Name} Name */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Painter} Painter */

/** @typedef {import("../data/occupied.js").Extents} Extents */
/**
 * The marks that names keep clear of.
 * @typedef {object} Marks
 * @property {() => Extents} cover What is drawn.
 * @property {() => Extents} extents What may be drawn in any period.
 * @property {() => {provinces: AreaGrid, districts: AreaGrid}} grids
 * @property {(district: number) => number[] | null} numberAt Where the number of a district stands on the canvas.
 * @property {boolean} inCells Whether counts per cell are drawn in place of marks.
 * @property {string} extentsKey What the extents depend on, beside the frame.
 */

const BORDER_FROM_ZOOM = 6.5;
const DISTRICTS_FROM_ZOOM = 6.6;
const PROVINCES_TO_ZOOM = 7.6;
const OWN_PX = 3; // a town so near to a mark is drawn as that mark
const DOT_PX = 8; // from a name to the dot of another town: nearer, the name could be that of the dot
const LAST_LED = 2; // the last rank of towns whose names may stand at the end of a line
const EDGE_PX = 4;
const [WIDEST_PX, HIGHEST_PX] = [140, 40]; // how far the name of a town reaches, without a line
const REST_MS = 250; // without a step of time
const PLAYED_MS = 2000; // of steps that follow each other so closely, time may be playing, and rests later

const nothing = () => ({ circles: [], boxes: [], lines: [] });

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
    this.marks = { cover: nothing, extents: nothing, numberAt: () => null, grids: () => ({}), inCells: false, extentsKey: "" };
    this.due = 0; // the timer of the next paint
    /** @type {number} When time made its last step, in milliseconds. */
    this.stepped = -Infinity;
    /** @type {Map<string, Path2D>} The neighbours by name. */
    this.around = new Map(basemap.around.map((area) => [area.name, area.path]));
    /** @type {Map<string, Path2D>} The outlines of the provinces by name. */
    this.inside = new Map(basemap.provinces.map((province) => [province.name, province.path]));
    this.border = new Borderline(data.border, this.around.get("Afghanistan"));
    this.outlines = new Outlines();
    this.writer = new NameWriter();
    this.visible = true;
    this.isMoving = false; // the map is dragged, or glides on
    this.areKept = false; // names stay where they are while the map moves, and only those that come into view are placed
    this.incidentCounts = new CoarseCounts();
    /** @type {Name[]} Those that have their place. */
    this.names = [];
    /** @type {Name[]} Those that are written. */
    this.written = [];
    this.slices = new Slices(() => this._write(this.names));
    /** @type {Painter} */
    this.below = { name: "dots", still: true, paint() {} }; // a canvas below the incidents, painted along with the names
  }

  /**
   * Paint for another view, size or theme, or around other marks.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    const from = this.frame;
    const look = [theme.name, this.visible, frame.world, frame.ratio, frame.width, frame.height].join();
    const isLike = look === this.look && Math.abs(from.left - frame.left) < frame.width / 2;
    this.areKept = this.isMoving && isLike && this.extentsKey === this.marks.extentsKey;
    const before = this.areKept ? this.placed : this.written;
    /** @type {string} How names of this paint look, wherever the frame lies. */
    this.look = look;
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
    /** @type {string} That of the last paint. */
    this.extentsKey = this.marks.extentsKey;
    clearTimeout(this.due);
    this.due = 0;
    const kept = isLike ? before.map((name) => moved(name, from.left - frame.left, from.top - frame.top)) : [];
    this.names = [];
    this.slices.begin(this._placing(this.areKept ? kept : null, from), this.areKept);
    if (this.slices.isUnderWay) this._write(kept);
  }

  /**
   * The names that are placed; those that are under way are placed first.
   * @returns {Name[]}
   */
  get placed() {
    this.slices.finish();
    return this.names;
  }

  /**
   * Other incidents are shown: place the names again, at once after another filter, but only when time rests if another
   * period is shown: names do not move while time plays.
   * @returns {void}
   */
  follow() {
    if (!this.frame) return;
    clearTimeout(this.due);
    if (this.extentsKey !== this.marks.extentsKey) return this.paint(this.frame, this.context);
    const now = performance.now();
    const since = now - this.stepped;
    this.stepped = now;
    this.due = setTimeout(() => this.paint(this.frame, this.context), since < PLAYED_MS ? Math.max(REST_MS, 2 * since) : REST_MS);
  }

  /**
   * Panels have come, gone or changed their size: place the names again. While time plays they wait until it rests, and
   * only those below a panel go.
   * @returns {void}
   */
  avoid() {
    const panels = this.obstacles();
    if (!this.frame || panels.join() === this.avoided) return;
    if (this.due === 0) return this.paint(this.frame, this.context);
    const clear = this.written.filter((name) => !isBelow(name, panels, this.frame.margin));
    if (clear.length < this.written.length) this._write(clear);
  }

  /** The map moves from now on: names keep their places on the ground. */
  depart() {
    this.isMoving = true;
  }

  /** The map has come to rest: place all names for this view. */
  arrive() {
    this.isMoving = false;
    if (this.areKept) this.paint(this.frame, this.context);
  }

  /**
   * Whether the names are placed for what is shown.
   * @returns {boolean}
   */
  get isSettled() {
    return this.due === 0 && !this.areKept && !this.slices.isUnderWay;
  }

  /**
   * Boxes of the names on the canvas: `[text, left, top, right, bottom]` in pixels of the page.
   * @returns {[string, ...number[]][]}
   */
  boxes() {
    const { margin } = this.frame;
    return this.placed.map(({ text, box }) => [text, ...box.map((side) => side - margin)]);
  }

  /** Place names, one after the other: all, or those that have come into view beside those that are kept. */
  *_placing(kept, from) {
    if (!this.visible) return;
    this.occupied = new Occupied(this.frame.width, this.frame.height);
    this.ghosts = new Occupied(this.frame.width, this.frame.height);
    /** @type {(box: number[]) => boolean} Whether a box was in view before, where only what comes into view is placed. */
    this.isOld = () => false;
    /** @type {Set<Taken>} Marks that have the name of a town. */
    this.named = new Set();
    const lines = this.occupied.addExtents(this.marks.cover());
    this.ghosts.addExtents(this.marks.extents());
    this.outlines.fit(this.frame, this.context);
    if (kept) kept.filter((name) => this._mayStay(name)).forEach((name) => this._keep(name));
    if (kept) this._keepBorder();
    const panels = this.obstacles();
    /** @type {string} The obstacles of the last paint. */
    this.avoided = panels.join();
    panels.forEach((box) => this.occupied.addBox(box.map((side) => side + this.frame.margin)));
    if (kept) this.isOld = this._oldView(from);
    const { width, height, margin } = this.frame;
    const view = [margin, margin, width - margin, height - margin];
    const isInView = (box) => this._inView(box) && !this.isOld(box);
    /** @type {import("../data/name_spots.js").Space} */
    this.space = { occupied: this.occupied, ghosts: this.ghosts, isInView, view, lines };
    yield* this._placeAll(kept !== null);
  }

  /** Whether a name that the map has moved along is still on it, and no mark lies there now. */
  _mayStay({ box }) {
    const { width, height, margin } = this.frame;
    if (box[2] < margin || box[3] < margin || box[0] > width - margin || box[1] > height - margin) return false;
    return this.occupied.isFree(box, 0);
  }

  /** Tells whether a box was in view before. */
  _oldView({ left, top }) {
    const [dx, dy] = [this.frame.left - left, this.frame.top - top];
    return (box) => this._inView([box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]);
  }

  *_placeAll(areKept) {
    const { data, frame } = this;
    const { zoom } = frame;
    const styles = areaStyles(zoom, theme.palette);
    const has = areKept ? new Set(this.names.map(({ text, at }) => `${at !== null} ${text}`)) : new Set();
    const towns = data.towns.filter((town) => zoom >= TOWN_FROM_ZOOM[town.rank] + (town.inside ? 0 : 0.4) && !has.has(`true ${town.name}`));
    const [home, abroad] = [towns.filter((town) => town.inside), towns.filter((town) => !town.inside)];
    const dots = new Map(home.filter(({ rank }) => rank < 3).map((town) => [town, this._reserve(town)]));
    const areas = new AreaNames({
      frame, space: this.space, outlines: this.outlines, width: (text, style) => this.writer.width(this.context, text, style),
      countIn: (box) => this.incidentCounts.within(box, frame),
    });
    yield* this._towns(home, 1, 1, dots);
    if (zoom < PROVINCES_TO_ZOOM && !areKept) yield* this._areas(this._provinces(), styles.province, areas);
    yield* this._towns(home, 2, 2, dots);
    if (zoom >= DISTRICTS_FROM_ZOOM) yield* this._areas(this._districts(areKept).filter(({ name }) => !has.has(`false ${name}`)), styles.district, areas);
    yield* this._towns(home, 3, 5, dots);
    yield* this._towns(abroad, 1, 1, dots);
    if (!areKept) yield* this._surroundings(styles, areas);
    yield* this._towns(abroad, 2, 5, dots);
  }

  *_surroundings(styles, areas) {
    const { data, frame, occupied } = this;
    const neighbours = this.basemap.around.map((area) => ({ ...area, places: this._placesOf(area), bounds: this._onCanvas(area.box) }));
    yield* this._areas(data.seas.map(({ name, at }) => ({ name, places: this._placesOf({ labels: at.map((one) => [...one, 99]) }) })), styles.sea, areas);
    yield* this._areas(neighbours.filter(({ kind }) => kind === "country"), styles.country, areas);
    /** @type {import("./borderline.js").BorderName | null} */
    this.borderName = null;
    if (frame.zoom >= BORDER_FROM_ZOOM) this.borderName = this.border.place(this.context, frame, (box) => occupied.isFree(box, 2));
    this._keepBorder();
    yield* this._areas(neighbours.filter(({ kind }) => kind !== "country"), styles.unit, areas);
  }

  _xy(lon, lat) {
    const { world, left, top } = this.frame;
    return [mercatorX(lon) * world - left, mercatorY(lat) * world - top];
  }

  /** A box of Web Mercator (0 to 1) in pixels of the canvas. */
  _onCanvas(box) {
    const { world, left, top } = this.frame;
    return box.map((side, k) => side * world - (k % 2 ? top : left));
  }

  // ---- areas

  /** The places chosen for a name, and the width that is free there. */
  _placesOf({ labels }) {
    return labels.map(([lon, lat, room]) => [...this._xy(lon, lat), (room / 360) * this.frame.world]);
  }

  /** @returns {NamedArea[]} */
  _provinces() {
    const grid = this.marks.grids().provinces;
    return this.basemap.provinces.map(({ name, path, labels, box }, index) => {
      return { name, path, grid, index, places: this._placesOf({ labels }), bounds: this._onCanvas(box) };
    });
  }

  /**
   * The districts in view, those with most incidents first. While the map moves, their names stand at chosen places only.
   * @returns {NamedArea[]}
   */
  _districts(areKept) {
    const { frame } = this;
    const { width, height, margin } = frame;
    const { districts: grid, provinces: home } = this.marks.grids();
    return this.basemap.districts
      .map((area, index) => {
        const box = this._onCanvas(area.box);
        const seen = [Math.max(margin, box[0]), Math.max(margin, box[1]), Math.min(width - margin, box[2]), Math.min(height - margin, box[3])];
        return { area, index, box, seen };
      })
      .filter(({ seen, box }) => seen[0] < seen[2] && seen[1] < seen[3] && !this.isOld(box))
      .map((found) => ({ ...found, many: areKept ? 0 : this.incidentCounts.within(found.box, frame) }))
      .sort((a, b) => b.many - a.many)
      .map(({ area: { name, path, labels }, index, seen, many }) => {
        const places = this._placesOf({ labels });
        const isNamed = this.names.some((one) => one.at !== null && one.text === name);
        return { name, path, places, number: this.marks.numberAt(index), grid, home, index, isNamed, seen: many > 0 ? seen : undefined };
      });
  }

  *_areas(list, style, names) {
    for (const name of names.placeAll(list, style, ({ name: of }) => this.around.has(of))) {
      if (name) this._keep(name);
      yield;
    }
  }

  /**
   * Whether a box and a gap around it lie in an area.
   * @param {Path2D} path
   * @param {number[]} box
   * @param {number} gap
   * @returns {boolean}
   */
  holds(path, box, gap) {
    return this.outlines.holds(path, box, gap);
  }

  // ---- towns

  /** Place the names of the towns of some ranks. */
  *_towns(list, least, most, dots) {
    for (const town of list) {
      if (town.rank < least || town.rank > most) continue;
      this._town(town, dots);
      yield;
    }
  }

  /** Keep the dot of a town clear of names. */
  _reserve(town) {
    const [x, y] = this._xy(...town.at);
    return this.occupied.addCircle(x, y, townStyle(town, this.frame.zoom, theme.palette.label).dot + 1);
  }

  /** Place the name of a town beside its dot, or beside the mark that lies over the dot. Those of the upper ranks may lead. */
  _town(town, dots) {
    const style = townStyle(town, this.frame.zoom, theme.palette.label);
    const [x, y] = this._xy(...town.at);
    const point = [x - 3, y - 3, x + 3, y + 3];
    if (!this._inView(point) || this.isOld([x - WIDEST_PX, y - HIGHEST_PX, x + WIDEST_PX, y + HIGHEST_PX])) return;
    const reserved = dots.get(town);
    const mark = this.occupied.marksAt(x, y, OWN_PX)[0]; // over its dot, or touching it
    if (mark && this.named.has(mark)) return; // a mark over several towns has the name of the first
    const mayLead = town.inside && !this.areKept && town.rank <= LAST_LED;
    const above = mark || !mayLead ? [] : this.occupied.boxesAt(x, y, 4); // a number that hides the dot: the line begins below it
    if (!mark && !above.length && !this.occupied.isFree(point, reserved ? 1 : DOT_PX, -Infinity, mayLead ? this.space.lines : [])) return;
    const own = { shapes: [mark, reserved].filter(Boolean), above, ghosts: this.ghosts.marksAt(x, y, OWN_PX) };
    const width = this.writer.width(this.context, town.name, style);
    const spot = bestSpot(mark || { x, y, r: style.dot + 1 }, [width, style.size * 1.08], this.space, own, mayLead);
    if (!spot) return;
    if (!reserved && !mark) this.occupied.addCircle(x, y, style.dot + 1);
    const isSeen = !mark || Math.hypot(mark.x - x, mark.y - y) < mark.r - style.dot;
    const { box, line } = spot;
    this._keep({
      text: town.name, box, line, style, rows: [[town.name, box[0], box[1] + style.size * 0.88]], at: [x, y], isLineBelow: above.length > 0,
      dot: isSeen ? { x, y, r: style.dot, colour: style.dotColour, isBelow: true } : null,
    });
  }

  // ---- writing

  /** @param {Name} name */
  _keep(name) {
    const { box, line, at } = name;
    this.occupied.addBox(box);
    if (line) this.occupied.addLine(line);
    if (at) this.occupied.marksAt(at[0], at[1], OWN_PX).slice(0, 1).forEach((mark) => this.named.add(mark));
    this.names.push(name);
  }

  _keepBorder() {
    if (this.borderName) borderBoxes(this.borderName, this.frame).forEach((box) => this.occupied.addBox(box));
  }

  _inView(box) {
    const { width, height, margin } = this.frame;
    const inset = margin + EDGE_PX;
    return box[0] >= inset && box[1] >= inset && box[2] <= width - inset && box[3] <= height - inset;
  }

  _write(names) {
    this.written = names;
    const { context, below, frame } = this;
    for (const canvas of [context, below.context]) {
      clearCanvas(canvas, frame);
      canvas.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    }
    this.writer.write(context, below.context, names, this.marks.inCells);
    const { country: colour, haloOut: halo } = theme.palette.label;
    if (this.visible && this.borderName) this.border.write(context, frame, this.borderName, { colour, halo });
  }
}
