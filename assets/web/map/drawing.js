/** Draws a line on the map: a click adds a point, a double click ends the line, Escape gives it up. */
import { button, element } from "../panels/dom.js";
import { bridge } from "./bridge.js";

/** @typedef {import("./pointer.js").Pointer} Pointer */

const SAME_PX = 4; // a click so near the last point is the second one of a double click; one after such a move is a drag
const MOST_POINTS = 500;
const STRAIGHT_M = 10000; // between points so far apart, straight on the map is straight in degrees, as lines are measured
const SVG = "http://www.w3.org/2000/svg";
const HINT = "Click the points of a line. A double click or Enter ends it, Backspace takes the last point back, Escape gives up.";

/**
 * The tool; its line and its panel are on the page only while a line is drawn.
 * @property {L.Map} map
 * @property {Pointer} pointer
 * @property {[number, number]} pressed Where the button was pressed last.
 * @property {L.Point | null} cursor Where the pointer is on the map, if it has been there since the line began.
 * @property {Element} picture
 * @property {Element[]} lines The halo and the stroke.
 * @property {HTMLElement} text
 * @property {HTMLElement} box
 * @property {HTMLButtonElement} done
 */
export class Drawing {
  /**
   * @param {L.Map} map
   * @param {Pointer} pointer Shows no cards meanwhile.
   */
  constructor(map, pointer) {
    this.map = map;
    this.pointer = pointer;
    /** @type {L.LatLng[]} */
    this.points = [];
    this.isOn = false;
    const handle = (name, act) => map.getContainer().addEventListener(name, (event) => this.isOn && this._isOnMap(event) && act(event), true);
    handle("mousedown", (event) => (this.pressed = [event.clientX, event.clientY]));
    handle("mousemove", (event) => [(this.cursor = map.mouseEventToContainerPoint(event)), this._paint()]);
    handle("click", (event) => [stop(event), this._click(event)]);
    handle("dblclick", (event) => [stop(event), this.finish()]);
    handle("contextmenu", stop);
    window.addEventListener("keydown", (event) => this.isOn && this._key(event), true);
    map.on("move zoom viewreset", () => this.isOn && this._paint());
    this._make();
  }

  /** Begin a line; one that is being drawn is given up. */
  begin() {
    this.points = [];
    this.cursor = null;
    this.isOn = this.pointer.isDrawing = true;
    this.pointer.leave();
    this.map.getContainer().classList.add("atlas-drawing");
    this.map.getContainer().append(this.picture, this.box);
    this._paint();
  }

  /** Give the line up. */
  cancel() {
    this.isOn = this.pointer.isDrawing = false;
    this.map.getContainer().classList.remove("atlas-drawing");
    this.picture.remove();
    this.box.remove();
  }

  /** Hand the line to the window; one of a single point goes on. */
  finish() {
    if (this.points.length < 2) return;
    bridge.lineDrawn(this._dense().map(({ lng, lat }) => [lng, lat]));
    this.cancel();
  }

  /** The points with others between them that are straight on the map. */
  _dense() {
    const { map, points } = this;
    const dense = [points[0]];
    for (let k = 1; k < points.length; k++) {
      const [from, to] = [map.project(points[k - 1]), map.project(points[k])];
      const parts = Math.min(Math.ceil(map.distance(points[k - 1], points[k]) / STRAIGHT_M), 100);
      for (let part = 1; part < parts; part++) dense.push(map.unproject(from.add(to.subtract(from).multiplyBy(part / parts))));
      dense.push(points[k]);
    }
    return dense;
  }

  _isOnMap(event) {
    return !event.target.closest(".leaflet-control, .atlas-panel");
  }

  _click(event) {
    const { map, points } = this;
    const [left, top] = this.pressed || [event.clientX, event.clientY];
    if (Math.hypot(event.clientX - left, event.clientY - top) > SAME_PX || points.length >= MOST_POINTS) return;
    const at = map.mouseEventToContainerPoint(event);
    const last = points.length ? map.latLngToContainerPoint(points[points.length - 1]) : null;
    if (!last || last.distanceTo(at) > SAME_PX) points.push(map.containerPointToLatLng(at));
    this._paint();
  }

  _key(event) {
    const acts = { Escape: () => this.cancel(), Enter: () => this.finish(), Backspace: () => [this.points.pop(), this._paint()] };
    if (!acts[event.key] || event.target.closest(".atlas-draw")) return;
    stop(event);
    acts[event.key]();
  }

  _make() {
    this.picture = document.createElementNS(SVG, "svg");
    this.picture.setAttribute("class", "atlas-draw-line");
    this.lines = ["atlas-draw-halo", "atlas-draw-stroke"].map((name) => {
      const line = document.createElementNS(SVG, "polyline");
      line.setAttribute("class", name);
      this.picture.appendChild(line);
      return line;
    });
    this.text = element("span", "", HINT);
    this.done = button("atlas-spread-button", "Done", "End the line", () => this.finish());
    const giveUp = button("atlas-spread-button", "Cancel", "Give the line up", () => this.cancel());
    this.box = element("div", "atlas-panel atlas-draw", null, [this.text, this.done, giveUp]);
    this.box.setAttribute("role", "status");
    L.DomEvent.disableClickPropagation(this.box);
  }

  /** Paint the line, to the cursor where that is known: after a zoom and a point taken back too. */
  _paint() {
    const { map, points, cursor } = this;
    const corners = points.map((point) => map.latLngToContainerPoint(point));
    if (cursor && corners.length) corners.push(cursor);
    const text = corners.map(({ x, y }) => `${x},${y}`).join(" ");
    this.lines.forEach((line) => line.setAttribute("points", text));
    this.done.disabled = points.length < 2;
    const metres = points.reduce((sum, point, k) => sum + (k ? map.distance(points[k - 1], point) : 0), 0);
    this.text.textContent = points.length < 2 ? HINT : `${points.length} points, about ${Math.max(Math.round(metres / 1000), 1)} km. Double-click to end.`;
  }
}

function stop(event) {
  event.stopImmediatePropagation();
  event.preventDefault();
}
