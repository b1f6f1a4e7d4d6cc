/** The entry of the page's scripts: starts the page, and holds the one door through which the window calls in. */
import { readBytes, readJson } from "./data/served.js";
import { bridge, connect } from "./map/bridge.js";
import { Drawing } from "./map/drawing.js";
import { MapFocus } from "./map/focus.js";
import { Page } from "./map/page.js";
import { restingSize } from "./map/rest.js";
import { theme } from "./paint/theme.js";

// The Latin parts of the fonts, which `scripts/page_fonts.py` writes: so small that they are there before the first picture.
const LATIN = "U+0020-007E, U+00A0-017F, U+2010-2027, U+2030-203A, U+20AC, U+2212";
const FONTS = [["400", "Latin-400.ttf"], ["600", "Latin-600.ttf"]];
const LATEST_FRAME_MS = 60;
const FRAMES_TO_SCREEN = 3; // a picture that is drawn in one frame is on the screen when the third has begun
const LATEST_SCREEN_MS = 2000; // where the page is said to be visible, and yet no frame comes
const CALLS = new Set(["apply", "showCard", "spreadSelection", "timing", "describe"]);

const atlas = { page: null, focus: null, drawing: null, bridge, theme, call, layer };
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
  if (name === "isAlive") return true;
  if (name === "takeFocus") return atlas.focus.take();
  if (name === "drawLine") return atlas.drawing.begin() ?? null;
  if (name === "pickPoint") return atlas.page.pointer.pick(values[0]) ?? null;
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
    const fonts = loadFonts().catch(() => {}); // names are better in another font than not at all
    const [config, basemap, state] = await Promise.all([...["config.json", "basemap.json", "state.json"].map(readJson), fonts]);
    const page = new Page(map, config, basemap);
    await page.start(state);
    atlas.page = page;
    atlas.focus = new MapFocus(map.getContainer());
    atlas.drawing = new Drawing(map, page.pointer);
  } catch (error) {
    return bridge.applied(0, error.message || String(error));
  }
  document.fonts.addEventListener("loadingdone", () => atlas.page.fontsLoaded());
  const passed = await blocked;
  await nextFrame();
  atlas.page.labels.slices.finish(); // the first picture has names
  bridge.ready(passed);
  await onScreen();
  bridge.complete();
}

async function loadFonts() {
  const faces = FONTS.map(async ([weight, file]) => new FontFace("Atlas Sans", await readBytes(file), { weight, unicodeRange: LATIN }));
  for (const face of await Promise.all(faces)) document.fonts.add(await face.load());
}

/**
 * The picture is on the screen. A visible page counts frames alone: where the processors are busy they come so late that any
 * time given to them may be over before the first.
 */
async function onScreen() {
  const latest = performance.now() + LATEST_SCREEN_MS;
  for (let k = 0; k < FRAMES_TO_SCREEN; k++) {
    await nextFrame(document.hidden ? LATEST_FRAME_MS * FRAMES_TO_SCREEN : Math.max(0, latest - performance.now()));
  }
}

/** The next frame, or a moment later where there is none because the page is not visible yet. */
function nextFrame(latest = LATEST_FRAME_MS) {
  return new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, latest);
  });
}
