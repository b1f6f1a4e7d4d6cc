/** The picture as a whole: puts the parts of the page together and applies states to them. */
import { applyParts, orderedKeys } from "../data/changes.js";
import { CELL_PX } from "../data/density.js";
import { latitudeOf, longitudeOf } from "../data/mercator.js";
import { Store } from "../data/store.js";
import { Basemap } from "../paint/basemap.js";
import { Choropleth } from "../paint/choropleth.js";
import { CurrentRing } from "../paint/current_ring.js";
import { DistrictOutline } from "../paint/district_outline.js";
import { Heat } from "../paint/heat.js";
import { HotSpots } from "../paint/hot_spots.js";
import { Incidents } from "../paint/incidents.js";
import { Labels } from "../paint/labels.js";
import { Spread } from "../paint/spread.js";
import { Stack } from "../paint/stack.js";
import { UserLayers } from "../paint/user_layers.js";
import { bridge } from "./bridge.js";
import { Camera, kmPerPixel } from "./camera.js";
import { Controls } from "./controls.js";
import { describe } from "./description.js";
import { PARTS, readParts } from "./parts.js";
import { Pointer } from "./pointer.js";
import { StepTimes } from "./step_times.js";
import { Tiles } from "./tiles.js";

const SPREAD_GAP_PX = 4; // between what is spread and the panels

/** @typedef {import("../data/changes.js").Ground} Ground */
/** @typedef {import("../data/changes.js").PageState} PageState */
/** @typedef {import("../data/served.js").BasemapData} BasemapData */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/served.js").UserLayersFile} UserLayersFile */
/** @typedef {import("../panels/card.js").CardText} CardText */
/** @typedef {import("../panels/card.js").Notice} Notice */
/** @typedef {import("../panels/legend.js").Legend} Legend */
/** @typedef {import("../panels/tray.js").Tray} Tray */
/** @typedef {import("./description.js").Description} Description */

/**
 * The painters, panels and parts of one map.
 * @property {Basemap} basemap
 * @property {UserLayers} userLayers
 * @property {Choropleth} choropleth
 * @property {DistrictOutline} outline
 * @property {Heat} heat
 * @property {HotSpots} hotSpots
 * @property {Labels} labels
 * @property {Spread} spread
 * @property {CurrentRing} ring
 * @property {Incidents} incidents
 * @property {Tiles} tiles
 * @property {Stack} stack
 * @property {Controls} controls
 * @property {Legend} legend
 * @property {Tray} tray
 * @property {Notice} notice
 * @property {Pointer} pointer
 * @property {Camera} camera
 */
export class Page {
  /**
   * @param {L.Map} map
   * @param {Config} config
   * @param {BasemapData} basemap
   */
  constructor(map, config, basemap) {
    this.map = map;
    /** @type {[number, number]} First and last day number, inclusive. */
    this.period = [0, -1];
    /** @type {Error | null} */
    this.failure = null; // of a message
    /** @type {Promise<void> | null} */
    this.underWay = null; // the promise of messages that have to read something
    this.hasMoved = false; // by a message that is being applied
    this.times = new StepTimes();
    this.store = new Store();
    /** @type {Set<string>} Parts whose failure the window knows. */
    this.failedParts = new Set();
    /** @type {string[]} Their names. */
    this.provinces = basemap.provinces.map((province) => province.name);
    /** @type {BasemapData} */
    this.basemapData = basemap;
    this._makePainters(config, basemap);
    this._makeControls(config, basemap);
    this._listen();
  }

  // ---- states

  /**
   * Start with a whole state.
   * @param {PageState} state
   * @throws {Error} `part: message`.
   */
  async start(state) {
    const contents = await readParts(state);
    this._applyNow(state, contents);
    this.stack.addTo(this.map); // last, so that everything is painted once
    this.controls.foldLegend();
  }

  /**
   * Apply changes of the state. Messages are applied whole and in the order in which they come.
   * @param {Partial<PageState>} changes Values by key.
   * @param {number} number Of the message, which the answer names.
   * @returns {{applied: number} | {reading: number} | {failed: string}} `reading`: the bridge has the outcome later.
   */
  apply(changes, number) {
    const began = performance.now();
    if ("period" in changes) this.times.begin();
    try {
      if (this.underWay || orderedKeys(changes).some((key) => PARTS[key].read)) return this._applyLater(changes, number);
      this._applyNow(changes, {});
    } catch (error) {
      return { failed: this._fail(error).message };
    }
    if ("period" in changes) this.times.add(began, performance.now());
    return { applied: number };
  }

  _applyLater(changes, number) {
    const turn = Promise.resolve(this.underWay)
      .then(() => readParts(changes))
      .then((contents) => this._applyNow(changes, contents))
      .then(() => "", (error) => this._fail(error).message)
      .then((failure) => {
        if (this.underWay === turn) this.underWay = null;
        bridge.applied(number, failure);
      });
    this.underWay = turn;
    return { reading: number };
  }

  _applyNow(changes, contents) {
    if (this.failure) throw this.failure;
    /** @type {boolean} Whether only time changes. */
    this.isStep = Object.keys(changes).join() === "period";
    this.stack.pause();
    this._redraw(applyParts(PARTS, changes, contents, this));
    this.stack.resume();
    if (this.hasMoved) this._arrive();
    this.isStep = false;
  }

  /** The canvases stay as they are, and nothing is applied any more: the window builds a new page. */
  _fail(error) {
    this.failure = this.failure || error;
    return this.failure;
  }

  /** Draw again what has changed, each canvas once. */
  _redraw(dirty) {
    if (dirty.has("rows")) this._takeRows();
    if (dirty.has("legend")) this.legend.render();
    if (dirty.has("all")) this.stack.invalidate();
    if (!this.stack.frame || this.stack.isStale) return; // everything is painted when the stack resumes
    if (dirty.has("rows") || dirty.has("incidents")) [this.incidents.draw(), this.labels.follow(), this.ring.update()];
    if ((dirty.has("rows") || dirty.has("heat")) && this.heat.visible) this.heat.update();
    if (dirty.has("areas")) this.choropleth.update();
  }

  /** Other incidents are shown: what the cursor was over may be gone. */
  _takeRows() {
    this.pointer.leave();
    this.pointer.collapse();
    this.store.setPeriod(...this.period);
    this.tray.update();
  }

  // ---- setters of the parts

  /**
   * User layers, and user districts in place of the bundled ones.
   * @param {UserLayersFile} content
   */
  setUserLayers({ layers, districts, former_fata: formerFata }) {
    this.failedParts.clear();
    this.userLayers.setLayers(layers);
    this.basemap.setDistricts(districts, formerFata);
    this.incidents.setAreas(this.basemapData.provinces, districts || this.basemapData.districts);
    this.choropleth.districtsChanged();
    this.outline.shown = -1;
    this.heat.districtsChanged();
    this.incidents.districtsChanged();
    /** @type {boolean} */
    this.hasOwnDistricts = districts !== null;
    this._attribute();
  }

  /**
   * Other incidents.
   * @param {ArrayBuffer} buffer Packed points.
   * @param {number} day0 The day number that their days count from.
   */
  setPoints(buffer, day0) {
    this.incidents.select([]);
    this.ring.row = -1;
    this.store.load(buffer, day0, this.basemap.districts.length, this.provinces.length);
    this.labels.incidentCounts.count(this.store);
    this.incidents.pointsChanged();
    this.heat.pointsChanged();
    this.spread.set([]);
  }

  /**
   * A base map of tiles in the place of the bundled one, which keeps its lines; null for none.
   * @param {Ground | null} ground
   */
  setGround(ground) {
    this.tiles.use(ground);
    this.basemap.tileBounds = ground && ground.bounds;
    this._attribute();
  }

  /**
   * Show these layers and no others.
   * @param {Set<string>} names
   */
  setLayers(names) {
    this.basemap.layers = names;
    this.labels.visible = names.has("labels");
    this.incidents.visible = names.has("incidents");
    this.heat.setLayers(names);
    this.legend.formerFata = names.has("former_fata");
    this.pointer.leave();
  }

  /** Write all texts again: a font has come for letters that were not there before. */
  fontsLoaded() {
    this.incidents.fontsLoaded();
    this.stack.repaint();
  }

  /** Place the names again. */
  paintNames() {
    if (this.labels.frame) this.labels.paint(this.labels.frame, this.labels.context);
  }

  // ---- what the window asks for

  /**
   * Show the card of the place under the cursor.
   * @param {CardText} card
   * @param {number} [request] Which request it answers.
   */
  showCard(card, request) {
    this.pointer.showCard(card, request);
  }

  /** Spread the place of the selection, or put back what is spread. */
  spreadSelection() {
    this.pointer.toggleSpread();
  }

  /**
   * How long the last steps took, in milliseconds.
   * @returns {{script: number, frame: number}[]}
   */
  timing() {
    return this.times.list();
  }

  /**
   * What is on the page, for tests and for screen readers of the window.
   * @returns {Description}
   */
  describe() {
    return describe(this);
  }

  // ---- inside

  _makePainters(config, basemap) {
    this.basemap = new Basemap(basemap);
    this.userLayers = new UserLayers();
    this.choropleth = new Choropleth(this.basemap);
    this.outline = new DistrictOutline(this.basemap);
    this.heat = new Heat(this.store, config, this.basemap, () => this.legend.render());
    this.hotSpots = new HotSpots();
    this.spread = new Spread(this.store, config);
    this.ring = new CurrentRing(this.store, this.spread);
    this.labels = new Labels(basemap, this.basemap, () => this.obstacles());
    this.incidents = new Incidents(this.store, config, this.basemap, this.labels);
    this.labels.marks = this.incidents;
    this.incidents.setAreas(basemap.provinces, basemap.districts);
    this.incidents.onContent = (content) => this._showContent(content);
    this.tiles = new Tiles(this.map);
    this.basemap.isOnTiles = (zoom) => this.tiles.covers(zoom);
    this.stack = new Stack([
      this.basemap, this.choropleth, this.hotSpots, this.heat, this.userLayers, this.labels.below, this.incidents,
      this.userLayers.above, this.hotSpots.above, this.outline, this.labels, this.spread, this.ring,
    ]);
    this.userLayers.onFailure = (name, error) => this._reportPart(`layer ${name}`, error);
    this.stack.onFailure = (name, error) => this._reportPart(name, error);
  }

  _makeControls(config, basemap) {
    this.controls = new Controls(this.map, config, this);
    Object.assign(this, { legend: this.controls.legend, tray: this.controls.tray, notice: this.controls.notice });
    this.pointer = new Pointer(this.map, this, this.controls.card);
    this.camera = new Camera(this.map, basemap.bounds, [this.legend.box, this.tray.box], (lon, lat) => this.basemap.holds(lon, lat));
  }

  _listen() {
    this.map.on("movestart", () => this.labels.depart());
    this.map.on("moveend", () => this._moved());
    this.map.on("dragstart", () => this.incidents.setDragging(true));
    window.matchMedia("(resolution: 1dppx)").addEventListener("change", () => this.stack.refit());
    // Names give way when a panel or a spread place comes, goes or changes its size, and come back.
    const avoid = () => {
      if (this.stack.isPaused) this.stack.invalidate();
      else this.labels.avoid();
    };
    this.spread.onChange = () => {
      this._makeRoom();
      avoid();
    };
    this.controls.onResize(() => {
      this.camera.panelsChanged();
      avoid();
    });
  }

  /** What is spread lies beside the panels over the map; where there is no room for it, they give way meanwhile. */
  _makeRoom() {
    const { reach } = this.spread;
    this.controls.foldLegend();
    if (!reach || this.camera.makeRoom(this._placeOfSpread(), reach + SPREAD_GAP_PX)) return;
    this.controls.foldLegend(true);
    this.camera.makeRoom(this._placeOfSpread(), reach + SPREAD_GAP_PX);
  }

  /**
   * Where the incidents that are spread were reported.
   * @returns {[number, number]} Latitude and longitude.
   */
  _placeOfSpread() {
    const [first] = this.spread.rows;
    return [latitudeOf(this.store.y[first]), longitudeOf(this.store.x[first])];
  }

  /** The map has come to rest. */
  _moved() {
    const { camera } = this;
    if (camera.movedByUser) camera.followsHome = false;
    this.stack.refit();
    if (this.stack.isPaused) [this.hasMoved, this.labels.isMoving] = [true, false];
    else this._arrive();
    const at = this.map.getCenter();
    if (!camera.followsHome) bridge.moved(at.lng, at.lat, this.map.getZoom(), camera.movedByUser);
  }

  /** Draw what waits for the end of a move; not while a message is applied, as some of its parts are still to come. */
  _arrive() {
    this.hasMoved = false;
    this.incidents.setDragging(false);
    this.labels.arrive();
    if (this.labels.extentsKey !== this.incidents.extentsKey) this.labels.follow();
  }

  /**
   * Boxes of what lies over the map, where names would be hidden.
   * @returns {number[][]} Left, top, right, bottom of each, in pixels of the container.
   */
  obstacles() {
    const { reach } = this.spread;
    const boxes = [...this.controls.boxes(), ...this.userLayers.nameBoxes];
    if (!reach) return boxes;
    const { x, y } = this.map.latLngToContainerPoint(this._placeOfSpread());
    return [...boxes, [x - reach, y - reach, x + reach, y + reach]];
  }

  _attribute() {
    this.controls.attribute(this.tiles.ground, this.hasOwnDistricts);
  }

  /** Tell the window, once, that a part of the picture cannot be drawn. */
  _reportPart(name, error) {
    if (this.failedParts.has(name)) return;
    this.failedParts.add(name);
    bridge.partFailed(name, error.message || String(error));
  }

  /** The legend shows what the incidents have drawn. */
  _showContent(content) {
    const cellKm = content.cells ? kmPerPixel(this.map) * CELL_PX : this.legend.cellKm;
    const isResized = cellKm !== this.legend.cellKm;
    this.legend.cellKm = cellKm;
    this.legend.show(content, this.isStep);
    if (isResized) this.legend.render();
  }
}
