/** Moves the map for the window, and knows whether the user has moved it since. */

/** @typedef {import("../data/changes.js").CameraTarget} CameraTarget */

/** @type {[number, number]} */
const PADDING = [18, 18];
const EDGE_PX = 24; // what is nearer to an edge or a panel is out of view
/** @type {[number, number][]} Where to in the view something is panned, in the order of preference: shares of its size. */
const PLACES = [[0.5, 0.5], [0.35, 0.5], [0.5, 0.7], [0.35, 0.7], [0.2, 0.5], [0.2, 0.7], [0.5, 0.85]];
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
   * @param {HTMLElement} legend Beside which an area is shown where that costs little.
   */
  constructor(map, home, legend) {
    this.map = map;
    this.home = home;
    this.legend = legend;
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

  /** Tells whether a point of the container is clear of the panels over the map. */
  _freePlaces() {
    const container = this.map.getContainer();
    const { left, top } = container.getBoundingClientRect();
    const panels = [...container.querySelectorAll(".leaflet-control")].map((panel) => panel.getBoundingClientRect());
    return (x, y) => panels.every((box) => {
      const isBeside = left + x < box.left - EDGE_PX || left + x > box.right + EDGE_PX;
      return isBeside || top + y < box.top - EDGE_PX || top + y > box.bottom + EDGE_PX;
    });
  }

  /** Both provinces as a whole, and still so when the window changes its size before the map is moved. */
  _fitHome() {
    this._fit(this.home);
    this.followsHome = true;
  }

  _setView([lon, lat, zoom]) {
    this.followsHome = this.movedByUser = false;
    this.map.setView([lat, lon], zoom, AT_ONCE);
  }

  /** Show an area, beside the legend rather than below it where that costs little. */
  _fit([west, south, east, north]) {
    this.followsHome = this.movedByUser = false;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const whole = { paddingTopLeft: PADDING, paddingBottomRight: PADDING, ...AT_ONCE };
    /** @type {{paddingTopLeft: [number, number], paddingBottomRight: [number, number]}} */
    const beside = { ...whole, paddingBottomRight: [this.legend.offsetWidth + 24, PADDING[1]] };
    const zoomOf = ({ paddingTopLeft, paddingBottomRight }) =>
      this.map.getBoundsZoom(bounds, false, L.point(paddingTopLeft).add(paddingBottomRight));
    this.map.fitBounds(bounds, zoomOf(beside) >= zoomOf(whole) - 0.5 ? beside : whole);
  }

  _resized() {
    this.movedByUser = false;
    if (this.followsHome) this._fitHome();
  }
}
