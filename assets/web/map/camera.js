/** Moves the map for the window, and knows whether the user has moved it since. */

/** @typedef {import("../data/changes.js").CameraTarget} CameraTarget */

/** @type {[number, number]} */
const PADDING = [18, 18];
const EDGE_PX = 24; // what is nearer to an edge or a panel is out of view
/** @type {[number, number][]} Where to in the view something is panned, in the order of preference: shares of its size. */
const PLACES = [[0.5, 0.5], [0.35, 0.5], [0.5, 0.7], [0.35, 0.7], [0.2, 0.5], [0.2, 0.7], [0.5, 0.85]];
const STEP_PX = 6; // between the places at which a disc is tried
const PANEL_GAP_PX = 6; // between a panel and what is shown beside it
const SAMPLE_PX = 10; // between the points of a panel that are looked at
const ZOOM_STEP = 0.25;
const ROOM_PX = 100; // by which the panels shrink before the provinces are fitted again
const MOST_ZOOM_LOST = 0.5; // to show an area beside the panels
// Without `reset` Leaflet pans by whole pixels from where the map was: the view would depend on the one before.
const AT_ONCE = { animate: false, reset: true };
const ACROSS_PX = 100; // over which the size of a pixel is measured

/**
 * The kilometres that a pixel covers in the middle of a map.
 * @param {L.Map} map
 * @returns {number}
 */
export function kmPerPixel(map) {
  const middle = map.getSize().divideBy(2);
  const [from, to] = [middle, middle.add([ACROSS_PX, 0])].map((at) => map.containerPointToLatLng(at));
  return map.distance(from, to) / 1000 / ACROSS_PX;
}

/** Shows views and areas. */
export class Camera {
  /**
   * @param {L.Map} map
   * @param {[number, number, number, number]} home West, south, east, north of both provinces.
   * @param {HTMLElement[]} panels Beside which an area is shown where that costs little.
   * @param {(lon: number, lat: number) => boolean} holds Whether a place lies in one of the provinces.
   */
  constructor(map, home, panels, holds) {
    this.map = map;
    this.home = home;
    this.panels = panels;
    this.holds = holds;
    this.followsHome = false;
    this.movedByUser = false;
    map.setMinZoom(4.5).setMaxZoom(13).setMaxBounds([[17, 50], [44, 90]]);
    map.on("resize", () => this._resized());
    for (const input of ["wheel", "keydown", "pointerdown"]) {
      map.getContainer().addEventListener(input, () => (this.movedByUser = true), { capture: true, passive: true });
    }
  }

  /**
   * Show a view (longitude, latitude, zoom), an area (west, south, east, north), or both provinces.
   * @param {CameraTarget} target
   */
  show({ view, bounds }) {
    if (view) this._setView(view);
    else if (bounds) this._fit(bounds);
    else this._fitHome();
  }

  /**
   * Show what is chosen elsewhere: nothing happens if it is in view, else the map pans there; only what does not fit into
   * the view is zoomed to, unless the middle of the view lies in it.
   * @param {[number, number, number, number]} area West, south, east, north in degrees.
   * @returns {void}
   */
  reveal(area) {
    const [west, south, east, north] = area;
    const { map } = this;
    const { x: wide, y: high } = map.getSize();
    const [from, to] = [[north, west], [south, east]].map((at) => map.latLngToContainerPoint(at));
    const isFree = this._freePlaces();
    const isInView = from.x >= EDGE_PX && to.x <= wide - EDGE_PX && from.y >= EDGE_PX && to.y <= high - EDGE_PX;
    if (isInView && isFree((from.x + to.x) / 2, (from.y + to.y) / 2)) return;
    if (to.x - from.x > wide - 2 * EDGE_PX || to.y - from.y > high - 2 * EDGE_PX) {
      const isAround = from.x < wide / 2 && to.x > wide / 2 && from.y < high / 2 && to.y > high / 2;
      if (!isAround) this._fit(area);
      return;
    }
    const [x, y] = PLACES.map(([right, down]) => [right * wide, down * high]).find((at) => isFree(...at)) || [wide / 2, high / 2];
    const middle = map.project([(south + north) / 2, (west + east) / 2]).add([wide / 2 - x, high / 2 - y]);
    const { lng, lat } = map.unproject(middle);
    this._setView([lng, lat, map.getZoom()]);
  }

  /**
   * Pan the shortest way to where a disc around a place is clear of the panels, and of the edges of the view.
   * @param {[number, number]} at Its middle, latitude and longitude.
   * @param {number} reach Its radius in pixels.
   * @returns {boolean} False, and nothing is moved, if there is no such place.
   */
  makeRoom(at, reach) {
    const { map } = this;
    const { x: wide, y: high } = map.getSize();
    const { x, y } = map.latLngToContainerPoint(at);
    const panels = this._controlBoxes();
    const isClear = (u, v) => u >= reach && v >= reach && u <= wide - reach && v <= high - reach && panels.every(
      ([left, top, right, bottom]) => Math.hypot(Math.max(left - u, 0, u - right), Math.max(top - v, 0, v - bottom)) >= reach);
    if (isClear(x, y)) return true;
    /** @type {number[] | null} */
    let nearest = null;
    for (let v = reach; v <= high - reach; v += STEP_PX) {
      for (let u = reach; u <= wide - reach; u += STEP_PX) {
        const way = Math.hypot(u - x, v - y);
        if ((!nearest || way < nearest[0]) && isClear(u, v)) nearest = [way, u, v];
      }
    }
    if (!nearest) return false;
    const { lng, lat } = map.unproject(map.project(map.getCenter()).add([x - nearest[1], y - nearest[2]]));
    this._setView([lng, lat, map.getZoom()]);
    return true;
  }

  /** Tells whether a point of the container is clear of the panels over the map. */
  _freePlaces() {
    const boxes = this._controlBoxes();
    return (x, y) => boxes.every(([left, top, right, bottom]) => {
      const isBeside = x < left - EDGE_PX || x > right + EDGE_PX;
      return isBeside || y < top - EDGE_PX || y > bottom + EDGE_PX;
    });
  }

  /** Both provinces as a whole, and still so when the window changes its size before the map is moved. */
  _fitHome() {
    this._fit(this.home);
    this.followsHome = true;
    /** @type {number} Of the panels when both provinces were shown last. */
    this.fittedHeights = this._panelHeights();
  }

  _setView([lon, lat, zoom]) {
    this.followsHome = this.movedByUser = false;
    this.map.setView([lat, lon], zoom, AT_ONCE);
  }

  /** Show an area, as large as the view allows, and clear of the panels where that costs little. */
  _fit([west, south, east, north]) {
    this.followsHome = this.movedByUser = false;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const largest = this.map.getBoundsZoom(bounds, false, L.point(PADDING).multiplyBy(2));
    /** @type {{zoom: number, middle: L.Point}[]} */
    const views = [];
    for (let zoom = largest; zoom >= largest - MOST_ZOOM_LOST; zoom -= ZOOM_STEP) {
      const [from, to] = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) => this.map.project(at, zoom));
      const middle = from.add(to).divideBy(2);
      const room = Math.max(0, this.map.getSize().x / 2 - PADDING[0] - (to.x - from.x) / 2);
      views.push({ zoom, middle }, { zoom, middle: middle.add([Math.min(room, this._panelWidth() / 2), 0]) });
    }
    const { zoom, middle } = views.find((view) => !this._isCovered(bounds, view)) || views[1];
    this.map.setView(this.map.unproject(middle, zoom), zoom, AT_ONCE);
  }

  _panelHeights() {
    return this._panelBoxes().reduce((sum, [, top, , bottom]) => sum + bottom - top, 0);
  }

  /** How wide the widest of the panels is that stand on the right. */
  _panelWidth() {
    const middle = this.map.getSize().x / 2;
    return this._panelBoxes().reduce((most, [left, , right]) => (left > middle ? Math.max(most, right - left) : most), 0);
  }

  _controlBoxes() {
    return this._boxesOf(Array.from(this.map.getContainer().querySelectorAll(".leaflet-control")));
  }

  _panelBoxes() {
    return this._boxesOf(this.panels);
  }

  /** Left, top, right and bottom of the panels that are there, in pixels of the container. */
  _boxesOf(panels) {
    const { left, top } = this.map.getContainer().getBoundingClientRect();
    return panels.map((panel) => panel.getBoundingClientRect()).filter((box) => box.width > 0)
      .map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
  }

  /** Tells whether a panel would hide a part of the provinces within an area. */
  _isCovered(bounds, { zoom, middle }) {
    const corner = middle.subtract(this.map.getSize().divideBy(2));
    const isHidden = (x, y) => {
      const at = this.map.unproject(corner.add([x, y]), zoom);
      return bounds.contains(at) && this.holds(at.lng, at.lat);
    };
    return this._panelBoxes().some(([left, top, right, bottom]) => {
      for (let y = top - PANEL_GAP_PX; y < bottom + PANEL_GAP_PX + SAMPLE_PX; y += SAMPLE_PX) {
        for (let x = left - PANEL_GAP_PX; x < right + PANEL_GAP_PX + SAMPLE_PX; x += SAMPLE_PX) {
          if (isHidden(Math.min(x, right + PANEL_GAP_PX), Math.min(y, bottom + PANEL_GAP_PX))) return true;
        }
      }
      return false;
    });
  }

  /**
   * A panel has come, gone or changed its size: both provinces, where they are shown as a whole, stay clear of it, and take
   * the room of one that has gone or is much smaller.
   * @returns {void}
   */
  panelsChanged() {
    if (!this.followsHome || this.movedByUser) return;
    if (this._panelHeights() < this.fittedHeights - ROOM_PX) return this._fitHome();
    const [west, south, east, north] = this.home;
    const view = { zoom: this.map.getZoom(), middle: this.map.project(this.map.getCenter()) };
    if (this._isCovered(L.latLngBounds([south, west], [north, east]), view)) this._fitHome();
  }

  _resized() {
    this.movedByUser = false;
    if (this.followsHome) this._fitHome();
  }
}
