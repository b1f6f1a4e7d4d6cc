/** The entry of the page's scripts: starts the page, and holds the one door through which the window calls in. */
import { readJson } from "./data/served.js";
import { bridge, connect } from "./map/bridge.js";
import { MapFocus } from "./map/focus.js";
import { Page } from "./map/page.js";
import { restingSize } from "./map/rest.js";
import { theme } from "./paint/theme.js";

const FONTS = [["400", "NotoSans-Regular.ttf"], ["600", "NotoSans-SemiBold.ttf"]];
const LATEST_FRAME_MS = 60;
const CALLS = new Set(["apply", "showCard", "spreadSelection", "timing", "describe"]);

const atlas = { page: null, focus: null, bridge, theme, call, layer };
window.atlas = atlas;

/**
 * Calls the page: a name and its arguments as plain values.
 * @param {string} name
 * @param {any[]} values
 * @returns {any} The answer as a plain value; null before the page is there.
 */
function call(name, values) {
  if (name === "connect") return connect();
  if (!atlas.page) return null;
  if (name === "takeFocus") return atlas.focus.take();
  if (name === "restingSize") return restingSize(atlas.page);
  if (name === "reveal") return atlas.page.camera.reveal(...values) ?? null;
  if (!CALLS.has(name)) throw new Error(`no such call: ${name}`);
  return atlas.page[name](...values) ?? null;
}

/**
 * The page as a Leaflet layer, so that folium can add it to its map.
 * @returns {L.Layer}
 */
function layer() {
  return new (L.Layer.extend({ onAdd: (map) => void start(map) }))();
}

async function start(map) {
  connect(); // the answer of the window arrives while the data are read
  const blocked = fetch("probe").then(() => false, () => true);
  try {
    const [config, basemap, state] = await Promise.all(["config.json", "basemap.json", "state.json"].map(readJson));
    const page = new Page(map, config, basemap);
    await page.start(state);
    atlas.page = page;
    atlas.focus = new MapFocus(map.getContainer());
  } catch (error) {
    return bridge.applied(0, error.message || String(error));
  }
  const passed = await blocked;
  await nextFrame();
  bridge.ready(passed);
  await loadFonts().catch(() => {});
  atlas.page.fontsLoaded();
  await nextFrame();
  bridge.complete();
}

/** The bundled fonts, after the first picture, which reading them would delay; panels show another font until then. */
function loadFonts() {
  const faces = FONTS.map(([weight, file]) => new FontFace("Atlas Sans", `url("app://map/${file}")`, { weight, display: "swap" }));
  faces.forEach((face) => document.fonts.add(face));
  return Promise.all(faces.map((face) => face.load()));
}

/** The next frame, or a moment later where there is none because the page is not visible yet. */
function nextFrame() {
  return new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, LATEST_FRAME_MS);
  });
}
