/** Painter of the names: placed by priority, without overlaps, and only where there is room. */
import { CoarseCounts } from "../data/coarse_counts.js";
import { greatest } from "../data/extremes.js";
import { mercatorX, mercatorY } from "../data/mercator.js";
import { Borderline } from "./borderline.js";
import { useMapCoordinates } from "./paths.js";
import { theme } from "./theme.js";

/** @typedef {import("../data/served.js").BasemapData} BasemapData */
/** @typedef {import("./basemap.js").Basemap} Basemap */
/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */
/** @typedef {import("./stack.js").Painter} Painter */

const FAMILY = "'Atlas Sans', 'Atlas Naskh', sans-serif";
const SPOTS = [0.2, 0.35, 0.5, 0.65, 0.8, 0.1, 0.9].flatMap((x) => [0.25, 0.4, 0.5, 0.6, 0.75, 0.12, 0.88].map((y) => [x, y]));
const BORDER_FROM_ZOOM = 6.5;
const STRAYING = 1e9; // in incidents: a name that crosses the outline of its province is the last choice
const TOWN_FROM_ZOOM = [0, 0, 5.9, 7.3, 8.4, 9.2];

/** Rectangles that are occupied. */
class OccupiedBoxes {
  constructor() {
    /** @type {number[][]} */
    this.boxes = [];
  }

  /**
   * Whether a box touches none of them.
   * @param {number[]} box Left, top, right, bottom.
   * @param {number} [gap] Between the boxes.
   * @returns {boolean}
   */
  isFree(box, gap = 2) {
    return this.boxes.every(
      (b) => box[2] + gap <= b[0] || b[2] + gap <= box[0] || box[3] + gap <= b[1] || b[3] + gap <= box[1],
    );
  }

  /**
   * Occupy a box.
   * @param {number[]} box Left, top, right, bottom.
   */
  add(box) {
    this.boxes.push(box);
  }
}

/**
 * Painter of the names below the incidents, and above them those of provinces and large towns.
 * @property {OccupiedBoxes} occupied
 */
export class Labels {
  /**
   * @param {BasemapData} data
   * @param {Basemap} basemap
   * @param {() => number[][]} obstacles Boxes that stay free, in pixels of the container.
   */
  constructor(data, basemap, obstacles) {
    this.name = "labels";
    this.basemap = basemap;
    /** @type {Map<string, Path2D>} The neighbours by name. */
    this.around = new Map(basemap.around.map((area) => [area.name, area.path]));
    /** @type {Map<string, Path2D>} The outlines of the provinces by name. */
    this.inside = new Map(basemap.provinces.map((province) => [province.name, province.path]));
    this.border = new Borderline(data.border, this.around.get("Afghanistan"));
    this.obstacles = obstacles;
    this.visible = true;
    this.fontsReady = false; // until then nothing is written, because the text would change
    this.data = data;
    this.incidentCounts = new CoarseCounts();
    /** @type {{text: string, box: number[]}[]} */
    this.placed = [];
    /** @type {Painter} */
    this.above = { name: "names", paint() {} }; // a canvas over the incidents, painted along with the names below them
    /** @type {number[][]} Boxes of the names above the incidents. */
    this.top = [];
  }

  /**
   * Paint for another view, size or theme.
   * @param {Frame} frame
   * @param {Context} context
   */
  paint(frame, context) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    this.placed = [];
    this.top = [];
    const over = this.above.context;
    over.setTransform(1, 0, 0, 1, 0, 0);
    over.clearRect(0, 0, over.canvas.width, over.canvas.height);
    over.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    /** @type {Map<string, [number, number]>} The place under the name of a district. */
    this.under = new Map();
    /** @type {Frame} */
    this.frame = frame;
    /** @type {Context} */
    this.context = context;
    if (!this.visible || !this.fontsReady) return;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    this.occupied = new OccupiedBoxes();
    const panels = this.obstacles();
    /** @type {string} The obstacles of the last paint. */
    this.avoided = panels.join();
    panels.forEach((box) => this.occupied.add(box.map((side) => side + frame.margin)));
    this._place();
  }

  /**
   * Boxes of the names on the canvas: `[text, left, top, right, bottom]` in pixels of the page.
   * @returns {[string, ...number[]][]}
   */
  boxes() {
    const { margin } = this.frame;
    return this.placed.map(({ text, box }) => [text, ...box.map((side) => side - margin)]);
  }

  /**
   * The nearest place above or below at which a mark does not touch a name above the incidents.
   * @param {number} x
   * @param {number} y
   * @param {number} wide How far it reaches to each side.
   * @param {number} high How far it reaches up and down.
   * @returns {number[]}
   */
  clear(x, y, wide, high) {
    for (const [left, top, right, bottom] of this.top) {
      if (x + wide <= left || x - wide >= right || y + high <= top || y - high >= bottom) continue;
      const up = y < (top + bottom) / 2;
      return [x, up ? top - high : bottom + high];
    }
    return [x, y];
  }

  _place() {
    const { zoom } = this.frame;
    const { label: colours } = theme.palette;
    const towns = this.data.towns.filter((town) => zoom >= TOWN_FROM_ZOOM[town.rank] + (town.inside ? 0 : 0.4));
    const few = towns.filter((town) => town.rank === 1);
    this._towns(few.filter((town) => town.inside), colours);
    if (zoom < 7.6) this._areas(this.data.provinces, provinceStyle(zoom, colours));
    this._towns(few.filter((town) => !town.inside), colours);
    this._areas(this.data.seas.map((s) => ({ name: s.name, labels: s.at.map((at) => [...at, 99]) })), seaStyle(zoom, colours));
    this._areas(this.data.neighbours.filter((a) => a.kind === "country"), countryStyle(zoom, colours));
    if (zoom >= BORDER_FROM_ZOOM) this._border({ colour: colours.country, halo: colours.haloOut });
    this._areas(this.data.neighbours.filter((a) => a.kind !== "country"), unitStyle(zoom, colours));
    this._towns(towns.filter((town) => town.rank === 2), colours);
    if (zoom >= 6.6) this._areas(this.basemap.districts, districtStyle(zoom, colours));
    this._towns(towns.filter((town) => town.rank > 2), colours);
  }

  _border(style) {
    const boxes = this.border.write(this.context, this.frame, style, (box) => this.occupied.isFree(box, 2));
    boxes.forEach((box) => this.occupied.add(box));
  }

  _xy(lon, lat) {
    const { world, left, top } = this.frame;
    return [mercatorX(lon) * world - left, mercatorY(lat) * world - top];
  }

  _areas(areas, style) {
    for (const area of areas) this._area(area, style);
  }

  /** Write the name of an area at the best of its places, if there is one. */
  _area(area, style) {
    const { context } = this;
    setFont(context, style);
    const lines = style.wrap && area.name.length > 12 ? area.name.split(" ") : [area.name];
    const texts = lines.map((line) => (style.capitals ? line.toUpperCase() : line));
    const width = greatest(texts.map((text) => context.measureText(text).width - style.spacing));
    const high = style.size * 1.18 * texts.length;
    const room = high + (style.below || 0);
    const path = this.around.get(area.name);
    const box = this._quietest(area, [width, room], style.fill) || (path && this._anywhere(path, width, room));
    if (!box) return;
    if (style.below) this.under.set(area.name, [(box[0] + box[2]) / 2, box[1] + high + style.below / 2]);
    texts.forEach((text, k) => {
      const own = context.measureText(text).width - style.spacing;
      this._write(text, (box[0] + box[2] - own) / 2, box[1] + style.size * (0.95 + 1.18 * k), style);
    });
    this._keep(area.name, box, style.above);
  }

  /** Of the places in view that have room and are free, the box with the fewest incidents, inside its province if possible. */
  _quietest({ name, labels }, [width, high], fill) {
    const path = this.around.get(name);
    const province = this.inside.get(name);
    let best = null;
    let least = Infinity;
    for (const [lon, lat, room] of labels) {
      if (width > (room / 360) * this.frame.world * fill) continue;
      const [x, y] = this._xy(lon, lat);
      const box = [x - width / 2, y - high / 2, x + width / 2, y + high / 2];
      if (!this._inView(box) || !this.occupied.isFree(box, 3) || (path && !this.holds(path, box, 2))) continue;
      const incidents = this.incidentCounts.within(box, this.frame);
      if (incidents >= least) continue;
      const cost = province && !this.holds(province, box, 0) ? incidents + STRAYING : incidents;
      if (cost < least) [least, best] = [cost, box];
    }
    return best;
  }

  /** A box in view that is free and well inside a neighbour. */
  _anywhere(path, width, high) {
    const { frame } = this;
    for (const [right, down] of SPOTS) {
      const x = frame.margin + right * (frame.width - 2 * frame.margin);
      const y = frame.margin + down * (frame.height - 2 * frame.margin);
      const box = [x - width / 2, y - high / 2, x + width / 2, y + high / 2];
      if (this._inView(box) && this.occupied.isFree(box, 3) && this.holds(path, box, 8)) return box;
    }
    return null;
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
    const across = [left - gap, (left + right) / 2, right + gap];
    const down = [top - gap, (top + bottom) / 2, bottom + gap];
    const inside = (x, y) => context.isPointInPath(path, x * frame.ratio, y * frame.ratio);
    const held = across.every((x) => down.every((y) => inside(x, y)));
    context.restore();
    return held;
  }

  _towns(towns, colours) {
    for (const town of towns) this._town(town, townStyle(town, this.frame.zoom, colours));
  }

  _town(town, style) {
    const { context } = this;
    const [x, y] = this._xy(...town.at);
    const busy = this.incidentCounts.within([x - 4, y - 4, x + 4, y + 4], this.frame) > 0;
    const dot = busy ? 9 : style.dot + 1;
    const point = [x - 3, y - 3, x + 3, y + 3];
    if (!this._inView(point) || !this.occupied.isFree(point, 1)) return;
    setFont(context, style);
    const width = context.measureText(town.name).width;
    const high = style.size;
    const spots = [
      [x + dot + 3, y - high * 0.55], [x - dot - 3 - width, y - high * 0.55], [x - width / 2, y - dot - 2 - high],
      [x - width / 2, y + dot + 1], [x + dot + 1, y - dot - high * 0.8], [x + dot + 1, y + dot - 2],
    ];
    for (const [left, top] of spots) {
      const box = [left, top, left + width, top + high * 1.08];
      if (!this.occupied.isFree(box) || !this._inView(box)) continue;
      this._dot(x, y, style);
      this._write(town.name, left, top + high * 0.88, style);
      this.occupied.add(point);
      this._keep(town.name, box, style.above);
      return;
    }
  }

  _keep(text, box, above) {
    this.occupied.add(box);
    if (above) this.top.push(box);
    this.placed.push({ text, box });
  }

  _inView(box) {
    const { width, height, margin } = this.frame;
    const inset = margin + 4;
    return box[0] >= inset && box[1] >= inset && box[2] <= width - inset && box[3] <= height - inset;
  }

  _write(text, x, y, style) {
    const context = style.above ? this.above.context : this.context;
    setFont(context, style);
    context.lineJoin = "round";
    context.lineWidth = style.above ? 3.6 : 3;
    context.strokeStyle = style.halo;
    context.strokeText(text, x, y);
    context.fillStyle = style.colour;
    context.fillText(text, x, y);
  }

  _dot(x, y, style) {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, style.dot, 0, 2 * Math.PI);
    context.fillStyle = style.dotColour;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = style.halo;
    context.stroke();
  }
}

function setFont(context, style) {
  context.font = `${style.slant || ""} ${style.weight || 400} ${style.size}px ${FAMILY}`;
  context.letterSpacing = `${style.spacing || 0}px`;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function provinceStyle(zoom, colours) {
  const size = clamp(12 + (zoom - 5.5) * 2.6, 11, 18);
  return { size, spacing: size * 0.26, above: true, weight: 600, capitals: true, wrap: true, fill: zoom < 6.2 ? 1.7 : 1.3, colour: colours.province, halo: colours.halo };
}

function countryStyle(zoom, colours) {
  const size = clamp(11.5 + (zoom - 5.5) * 2, 11, 17);
  return { size, spacing: size * 0.34, capitals: true, fill: 0.9, colour: colours.country, halo: colours.haloOut };
}

function unitStyle(zoom, colours) {
  const size = clamp(10 + (zoom - 5.5) * 1.4, 9.5, 14);
  return { size, spacing: size * 0.22, capitals: true, wrap: true, fill: 0.9, colour: colours.unit, halo: colours.haloOut };
}

function seaStyle(zoom, colours) {
  const size = clamp(12 + (zoom - 5.5) * 2, 11, 17);
  return { size, spacing: size * 0.3, slant: "italic", fill: 1, colour: colours.sea, halo: "rgba(0,0,0,0)" };
}

function districtStyle(zoom, colours) {
  const size = clamp(9.5 + (zoom - 6.6) * 1.5, 9.5, 14);
  return { size, spacing: size * 0.14, capitals: true, wrap: zoom < 9, fill: 1.05, below: 16, colour: colours.district, halo: colours.halo };
}

function townStyle(town, zoom, colours) {
  const big = town.rank === 1 && town.inside;
  const size = clamp((big ? 12.5 : 11.4 - town.rank * 0.35) + (zoom - 6) * 0.45, 10, 15);
  return {
    size, above: big, weight: big ? 600 : 400, spacing: 0, dot: big ? 2.8 : town.rank < 3 ? 2.1 : 1.6,
    colour: town.inside ? colours.town : colours.country, dotColour: town.inside ? colours.dot : colours.country,
    halo: town.inside ? colours.halo : colours.haloOut,
  };
}
