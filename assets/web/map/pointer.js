/** What the cursor does on the map: the card of what lies under it, clicks, and the place that is spread. */
import { latitudeOf, longitudeOf } from "../data/mercator.js";
import { bridge } from "./bridge.js";
import { kmPerPixel } from "./camera.js";
import { element } from "../panels/dom.js";
import { SpreadOffer } from "../panels/spread_offer.js";

/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("../paint/current_ring.js").CurrentRing} CurrentRing */
/** @typedef {import("../paint/district_outline.js").DistrictOutline} DistrictOutline */
/** @typedef {import("../paint/incidents.js").Incidents} Incidents */
/** @typedef {import("../paint/spread.js").Spread} Spread */
/** @typedef {import("../paint/stack.js").Point} Point */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */
/** @typedef {import("../panels/card.js").Card} Card */
/** @typedef {import("../panels/card.js").CardText} CardText */
/** @typedef {{store: Store, incidents: Incidents, spread: Spread, userLayers: UserLayers, outline: DistrictOutline, ring: CurrentRing}} Targets */

const REST_MS = 250; // how long the cursor rests in a district before its card comes

const PADDING_PX = 90;

/**
 * Finds what lies under the cursor and shows or selects it.
 * @property {L.Map} map
 * @property {Store} store
 * @property {Incidents} incidents
 * @property {Spread} spread
 * @property {UserLayers} userLayers
 * @property {DistrictOutline} outline
 * @property {CurrentRing} ring
 * @property {Card} card
 */
export class Pointer {
  /**
   * @param {L.Map} map
   * @param {Targets} layers What may lie under the cursor.
   * @param {Card} card
   */
  constructor(map, { store, incidents, spread, userLayers, outline, ring }, card) {
    Object.assign(this, { map, store, incidents, spread, userLayers, outline, ring, card });
    this.request = 0; // the answer to an older one is not shown
    this.hovered = "";
    this.isDrawing = false; // a line is being drawn, or a place picked: nothing is hovered
    this.isPicking = false;
    /** @type {number[]} Rows that the button would spread. */
    this.offered = [];
    /** @type {HTMLElement} Around the cells whose incidents the card counts. */
    this.frame = element("div", "atlas-cells-frame");
    this.frame.hidden = true;
    map.getContainer().appendChild(this.frame);
    this.offer = new SpreadOffer(map.getContainer(), () => this.expand(this.offered));
    this._listen();
  }

  /**
   * Show the card of a request, or of any; one that is not the newest is ignored.
   * @param {CardText} card
   * @param {number} [request]
   */
  showCard(card, request) {
    if (request !== undefined && request !== this.request) return;
    this.card.show(this.frame.hidden ? card : Object.assign({}, card, { place: card.place || this._blockWords() }));
  }

  /** What the cursor was over may be gone. */
  leave() {
    this.hovered = "";
    this.request++;
    clearTimeout(this.rest);
    this.map.getContainer().classList.remove("atlas-over");
    this.card.hide();
    this.frame.hidden = true;
  }

  /**
   * Rows of a click on a point of the container: of a symbol, or of the number of a hatched district.
   * @param {Point} at
   * @returns {number[]}
   */
  rowsAt(at) {
    const single = this.spread.hit(at);
    if (single >= 0) return [single];
    const rows = this.incidents.hit(at);
    if (rows.length) return rows;
    const district = this.incidents.numberedDistrictAt(at);
    return district < 0 ? [] : this.store.rowsOf(2, district);
  }

  /**
   * Spread the incidents of a place around it.
   * @param {number[]} rows
   */
  expand(rows) {
    this.offer.hide();
    this.spread.set(rows);
    this.ring.update();
  }

  /** Put the spread incidents back to their place. */
  collapse() {
    this.offer.hide();
    if (!this.spread.rows.length) return;
    this.spread.set([]);
    this.ring.update();
  }

  /**
   * Go into the mark of the first selected incident, spread its place if the mark has no other, or put back what is spread.
   * @returns {void}
   */
  toggleSpread() {
    if (this.spread.rows.length) return this.collapse();
    const first = this.incidents.selected.find((row) => this.store.precision(row) < 2 && this.store.isIn(row));
    if (first === undefined) return;
    const rows = this.incidents.togetherWith(first);
    if (this._isOnePlace(rows)) this.expand(this.incidents.atPlaceOf(first));
    else this.goInto(rows);
  }

  /**
   * Zoom to the places of these rows, at least one zoom level further in.
   * @param {number[]} rows
   */
  goInto(rows) {
    const { x, y } = this.store;
    const places = L.latLngBounds(rows.map((row) => [latitudeOf(y[row]), longitudeOf(x[row])]));
    const nearer = Math.min(this.map.getMaxZoom(), this.map.getZoom() + 1);
    const zoom = Math.max(nearer, this.map.getBoundsZoom(places, false, L.point(PADDING_PX, PADDING_PX)));
    this.map.setView(places.getCenter(), Math.min(zoom, this.map.getMaxZoom()));
  }

  _isOnePlace(rows) {
    const { x, y } = this.store;
    return rows.every((row) => x[row] === x[rows[0]] && y[row] === y[rows[0]]);
  }

  /**
   * Show the card of what lies under a point of the container: symbols, else a feature, else the district.
   * @param {Point} at
   * @returns {void}
   */
  hover(at) {
    if (this.isDrawing) return;
    this.card.move(at);
    const mark = this.spread.hit(at) < 0 ? this.incidents.markAt(at) : -1;
    const rows = mark < 0 ? this.rowsAt(at) : this.incidents.hit(at);
    const isOver = rows.length > 0;
    const feature = isOver ? null : this.userLayers.hit(at);
    const district = isOver || feature ? -1 : this.outline.at(at);
    const other = feature ? `${feature.layer}: ${feature.name}` : district < 0 ? "" : `district ${district}`;
    const block = isOver ? this._blockAt(at, rows) : null;
    const hovered = block ? `cells ${block.left} ${block.top} ${rows.length}` : mark >= 0 ? `mark ${mark}` : rows.join() || other;
    const wasOfDistrict = this.hovered.startsWith("district ") && !this.card.box.hidden;
    if (hovered === this.hovered && (district < 0 || wasOfDistrict)) return;
    this.leave();
    this.hovered = hovered;
    if (block) this._showBlock(block);
    this.map.getContainer().classList.toggle("atlas-over", isOver);
    if (isOver) bridge.hovered(this.request, rows);
    else if (feature) this.card.show({ title: feature.name || feature.layer, place: feature.name ? feature.layer : "" });
    else if (district >= 0) this._hoverDistrict(district, wasOfDistrict ? 0 : REST_MS);
  }

  /** The block of cells whose rows were found at a point; null where symbols, marks or the number of a district were. */
  _blockAt(at, rows) {
    const isOfCells = this.spread.hit(at) < 0 && this.store.precision(rows[0]) < 2;
    return isOfCells ? this.incidents.blockAt(at) : null;
  }

  _showBlock({ left, top, side }) {
    const { style } = this.frame;
    [style.left, style.top, style.width, style.height] = [left - 1, top - 1, side + 2, side + 2].map((px) => `${px}px`);
    /** @type {number} Of the block, in kilometres. */
    this.blockKm = side * kmPerPixel(this.map);
    this.frame.hidden = false;
  }

  _blockWords() {
    return `in a square of about ${this.blockKm.toPrecision(2)} km a side`;
  }

  /** Ask for the card of a district when the cursor has rested there: on the way to a symbol it would be in the way. */
  _hoverDistrict(district, after) {
    const { request } = this;
    /** @type {number} The timer of the card. */
    this.rest = setTimeout(() => bridge.districtHovered(request, district), after);
  }

  /**
   * Let the next click say where something is, and select nothing; or no longer.
   * @param {boolean} isOn
   */
  pick(isOn) {
    this.isPicking = this.isDrawing = isOn;
    this.leave();
    this.map.getContainer().classList.toggle("atlas-drawing", isOn);
  }

  /**
   * Tell the window a point that was clicked, and pick no more.
   * @param {{lng: number, lat: number}} place
   */
  sendPoint({ lng, lat }) {
    if (this.isPicking) this.pick(false);
    bridge.pointed(lng, lat);
  }

  /**
   * Select what lies under a point of the container: incidents, else the district.
   * @param {Point} at
   * @returns {void}
   */
  click(at) {
    if (this.isPicking) return this.sendPoint(this.map.containerPointToLatLng(at));
    const rows = this.rowsAt(at);
    const isOfSpread = rows.length === 1 && this.spread.rows.includes(rows[0]);
    if (!isOfSpread) this.collapse();
    const isPlace = rows.length > 1 && this.store.precision(rows[0]) < 2 && this._isOnePlace(rows);
    this.offered = isPlace ? this.incidents.atPlaceOf(rows[0]) : [];
    if (this.offered.length > 1 && !isOfSpread) this.offer.show(this.offered.length, at);
    const district = rows.length ? -1 : this.outline.at(at);
    if (district < 0) bridge.selected(rows);
    else bridge.districtSelected(district);
  }

  /**
   * Go into the mark under a point of the container, else zoom in around the point, or out with the shift key.
   * @param {Point} at
   * @param {{shiftKey: boolean}} event
   */
  doubleClick(at, { shiftKey }) {
    const rows = this.incidents.markAt(at) < 0 ? [] : this.incidents.hit(at);
    if (rows.length) this.goInto(rows);
    else this.map.setZoomAround(at, this.map.getZoom() + (shiftKey ? -1 : 1) * this.map.options.zoomDelta);
  }

  _listen() {
    const { map } = this;
    map.on("dragstart zoomstart", () => [this.leave(), this.offer.hide()]);
    map.on("mousemove", (event) => this._hoverInNextFrame(event.containerPoint));
    map.on("mouseout", () => this.leave());
    map.on("contextmenu", (event) => this.sendPoint(event.latlng));
    map.on("click", (event) => this.click(event.containerPoint));
    map.doubleClickZoom.disable();
    map.on("dblclick", (event) => this.doubleClick(event.containerPoint, event.originalEvent));
  }

  /** Throttle: at most one look-up a frame, for the newest place of the cursor. */
  _hoverInNextFrame(at) {
    /** @type {Point} The newest place of the cursor. */
    this.at = at;
    if (this.isHovering) return;
    this.isHovering = true;
    requestAnimationFrame(() => {
      this.isHovering = false;
      this.hover(this.at);
    });
  }
}
