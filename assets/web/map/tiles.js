/**
 * A base map of tiles below everything else: pictures, or vector tiles drawn on a canvas by protomaps-leaflet, whose
 * script is read when the first such base map is chosen. All tiles come through the window.
 */
import { levelAt } from "../data/tile_levels.js";
import { theme } from "../paint/theme.js";

/** @typedef {import("../data/changes.js").Ground} Ground */

const DEEPEST = 15;
const VECTOR_DIFF = 1; // a tile on the screen is a quarter of a vector tile of one level less
const VECTOR_FURTHER = 3; // levels to which vector tiles are drawn anew rather than enlarged

/**
 * The layer of tiles.
 * @property {L.GridLayer | null} layer
 * @property {Ground | null} ground The base map that is shown.
 */
export class Tiles {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.layer = this.ground = null;
  }

  /**
   * Show a base map, or none for null; `vector` needs its library.
   * @param {Ground | null} ground
   */
  use(ground) {
    this.ground = ground;
    if (this.layer) this.layer.remove();
    this.layer = null;
    this.map.setMaxZoom(ground ? Math.max(13, Math.min(DEEPEST, last(ground.levels) + 1)) : 13);
    if (!ground) return;
    this.layer = ground.kind === "vector" ? vector(ground) : raster(ground);
    const levels = drawnLevels(ground);
    this.layer._clampZoom = (zoom) => levelAt(zoom, levels); // Leaflet draws nothing where it is undefined
    this.layer.addTo(this.map);
  }

  /**
   * Whether tiles are drawn at a zoom of the map; elsewhere the bundled base map is.
   * @param {number} zoom
   * @returns {boolean}
   */
  covers(zoom) {
    return this.ground !== null && levelAt(zoom, drawnLevels(this.ground)) !== undefined;
  }

  /**
   * Whether tiles of the view are still to come.
   * @returns {boolean}
   */
  isLoading() {
    return Boolean(this.layer && this.layer.isLoading());
  }

  /** Draw vector tiles in the colours of another theme. */
  restyle() {
    if (this.ground && this.ground.kind === "vector") this.use(this.ground);
  }
}

/** @type {(ground: Ground) => string} */
const address = (ground) => `app://map/tiles/${ground.stamp}/{z}/{x}/{y}`;

/** @type {(levels: number[]) => number} */
const last = (levels) => levels[levels.length - 1];

/**
 * The levels of the tiles on the screen.
 * @param {Ground} ground
 * @returns {number[]}
 */
function drawnLevels({ kind, levels }) {
  if (kind !== "vector") return levels;
  const further = Array.from({ length: VECTOR_FURTHER }, (_, k) => last(levels) + VECTOR_DIFF + k + 1);
  return levels.map((level) => level + VECTOR_DIFF).concat(further);
}

/** @param {Ground} ground */
function common(ground) {
  /** @type {[[number, number], [number, number]] | null} */
  const bounds = ground.bounds && [[ground.bounds[1], ground.bounds[0]], [ground.bounds[3], ground.bounds[2]]];
  return { bounds: bounds || undefined, noWrap: true };
}

function raster(ground) {
  return L.tileLayer(address(ground), { ...common(ground), minZoom: 0, maxZoom: 22, className: "atlas-tiles" });
}

function vector(ground) {
  const { paintRules, labelRules } = rules();
  return protomapsL.leafletLayer({
    ...common(ground), url: address(ground), maxDataZoom: last(ground.levels), levelDiff: VECTOR_DIFF, paintRules, labelRules,
    backgroundColor: theme.palette.land, attribution: "", noWrap: true,
  });
}

let reading = null;

/**
 * Read the script that draws vector tiles, once.
 * @returns {Promise<void>}
 */
export function readVectorLibrary() {
  reading ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "app://map/protomaps-leaflet.js";
    script.onload = done;
    script.onerror = () => failed(new Error("protomaps-leaflet.js could not be read"));
    document.head.appendChild(script);
  });
  return reading;
}

/** Quiet rules for the layers of the two usual schemas, OpenMapTiles and Protomaps. */
function rules() {
  const p = protomapsL;
  const { palette } = theme;
  const line = (color, width) => new p.LineSymbolizer({ color, width });
  const area = (fill) => new p.PolygonSymbolizer({ fill });
  const kind = (f) => f.props.class || f.props.kind || f.props["pmap:kind"] || "";
  const isLarge = (_z, f) => ["motorway", "trunk", "primary", "highway", "major_road"].includes(kind(f));
  const paintRules = [
    { dataLayer: "earth", symbolizer: area(palette.land) },
    { dataLayer: "landcover", symbolizer: area(palette.ground.cover) },
    { dataLayer: "landuse", symbolizer: area(palette.ground.use) },
    { dataLayer: "water", symbolizer: area(palette.sea) },
    { dataLayer: "waterway", symbolizer: line(palette.river, 0.8) },
    { dataLayer: "building", symbolizer: area(palette.ground.building) },
    { dataLayer: "buildings", symbolizer: area(palette.ground.building) },
    ...["transportation", "roads"].flatMap((dataLayer) => [
      { dataLayer, symbolizer: line(palette.ground.road, 0.7), filter: (z, f) => !isLarge(z, f) },
      { dataLayer, symbolizer: line(palette.ground.highway, 1.5), filter: isLarge },
    ]),
    { dataLayer: "boundary", symbolizer: line(palette.unit, 0.8) },
    { dataLayer: "boundaries", symbolizer: line(palette.unit, 0.8) },
  ];
  const name = (size) => new p.CenteredTextSymbolizer({
    labelProps: ["name:en", "name"], fill: palette.label.district, stroke: palette.label.halo, width: 2, fontFamily: "'Atlas Sans', sans-serif", fontSize: size,
  });
  const small = (z, f) => z >= 10 && ["village", "hamlet", "locality", "neighbourhood"].includes(kind(f));
  const labelRules = ["place", "places"].map((dataLayer) => ({ dataLayer, symbolizer: name(10), filter: small }));
  return { paintRules, labelRules };
}
