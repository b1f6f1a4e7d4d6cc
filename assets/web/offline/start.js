/** The entry of the offline map: builds the page around the map from the files in this file. */
import { readBytes, readJson } from "../data/served.js";
import { latitudeOf, longitudeOf } from "../data/mercator.js";
import { MapFocus } from "../map/focus.js";
import { Page } from "../map/page.js";
import { applyTheme, theme } from "../paint/theme.js";
import { button, element } from "../panels/dom.js";
import { aboutPanel } from "./about.js";
import { listener } from "./bridge.js";
import { DistrictColours } from "./colours.js";
import { Head } from "./head.js";
import { IncidentList } from "./incident_list.js";
import { Texts, countText } from "./texts.js";
import { TimeBar } from "./time_bar.js";

/** @typedef {import("./about.js").About} About */
/** @typedef {import("./colours.js").Colours} Colours */
/** @typedef {import("./windows.js").Days} Days */

const LATIN = "U+0020-007E, U+00A0-017F, U+2010-2027, U+2030-203A, U+20AC, U+2212";
const FONTS = [["400", "Latin-400.ttf"], ["600", "Latin-600.ttf"]];
const MAP_OPTIONS = { zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 100, tapTolerance: 20 };
const AROUND_DEGREES = 0.05;
const LIST_MS = 160; // the list follows the period at most so often
const NARROW_PX = 600;
const ZOOM_LESS = 1; // on a narrow screen
const NO_DATA = "No data for these days.";
const ONLY_WHOLE = "Hot spots hold for the whole period only.";
const NOTHING = "No incident in this period.";

/** The page around the map. */
class OfflinePage {
  /**
   * @param {Page} map
   * @param {About} about
   * @param {Texts} texts
   * @param {{state: any, head: Head, colours: Colours}} built The state that the file opens with, the head, the scales.
   */
  constructor(map, about, texts, { state, head, colours }) {
    Object.assign(this, { map, about, texts, state, head });
    /** @type {DistrictColours} */
    this.colours = new DistrictColours(colours, map.store, texts.content, { whole: state.period, covered: about.covered });
    /** @type {boolean} Whether anything is shown that holds for the whole period only. */
    this.hasSpots = Boolean(state.spots || (state.areas && state.areas.marks));
    this.sent = 0;
    this.list = new IncidentList(map.store, map.legend.config, texts, (rows) => this._select(rows, true));
    this.bar = new TimeBar(map.store, map.legend.config, state.period, (period) => this._showPeriod(period));
    this._build();
    Object.assign(listener, {
      selected: (rows) => this._chosenOnMap(rows),
      hovered: (request, rows) => this.map.showCard(this._card(rows), request),
      districtSelected: (number) => this._chooseDistrict(number),
      districtHovered: (request, number) => this.map.showCard(this._districtCard(number), request),
    });
    this._showPeriod(state.period);
    this.list.refresh();
  }

  // ---- the period

  _showPeriod(period) {
    const isWhole = period.join() === this.state.period.join();
    this._apply(this._coloured(period, isWhole));
    const rows = [];
    this.map.store.eachInPeriod((row) => rows.push(row));
    const isCovered = !this.about.covered.length || this.about.covered.some(([first, last]) => first <= period[1] && last >= period[0]);
    this.head.sum.textContent = isCovered || rows.length ? this.texts.sum(rows) : NO_DATA;
    this.head.without.textContent = [this.hasSpots && !isWhole ? ONLY_WHOLE : "", this.colours.whyNone(period)].filter(Boolean).join(" ");
    this._apply({ notice: { text: rows.length ? "" : isCovered ? this.state.notice.text || NOTHING : NO_DATA, offers_reset: false } });
    this.listTimer ??= setTimeout(() => {
      /** @type {number | undefined} */
      this.listTimer = undefined;
      this.list.refresh();
    }, LIST_MS);
  }

  /** The period with the colours that it has. */
  _coloured(period, isWhole) {
    const grows = this.bar && this.bar.fromStart;
    const days = grows ? this.state.period[1] - this.state.period[0] + 1 : period[1] - period[0] + 1;
    const changes = { period };
    const heat = this.colours.heatOf(days);
    if (heat !== this.heat) changes.heat = heat;
    this.heat = heat;
    if (this.hasSpots && this.state.areas && this.state.areas.marks) changes.areas = isWhole ? this.state.areas : null;
    else if (this.colours.districts) changes.areas = this.colours.areasOf(period, days);
    if (this.hasSpots && isWhole !== this.wasWhole) changes.spots = isWhole ? this.state.spots : null;
    /** @type {boolean} */
    this.wasWhole = isWhole;
    return changes;
  }

  _apply(changes) {
    const answer = this.map.apply(changes, ++this.sent);
    if (answer.failed) this.head.problem.textContent = `A part of the map cannot be shown: ${answer.failed}`;
  }

  // ---- choosing

  _chosenOnMap(rows) {
    this._select(rows, false);
    this._show("list");
    this.list.choose("here", rows);
  }

  _chooseDistrict(number) {
    const rows = [];
    this.map.store.eachInPeriod((row) => {
      if (this.texts.content.district[row] === number) rows.push(row);
    });
    if (!rows.length) return this._chosenOnMap([]);
    this._select(rows, false);
    this._apply({ district: number });
    this._show("list");
    this.list.choose(`in ${this.about.districts[number]}`, rows);
  }

  _select(rows, isFromList) {
    this._apply({ selection: rows, district: -1 });
    if (!isFromList || rows.length !== 1) return;
    const { store } = this.map;
    const [lon, lat] = [longitudeOf(store.x[rows[0]]), latitudeOf(store.y[rows[0]])];
    const isPoint = Number.isFinite(lon) && Number.isFinite(lat);
    if (isPoint) this.map.camera.reveal([lon - AROUND_DEGREES, lat - AROUND_DEGREES, lon + AROUND_DEGREES, lat + AROUND_DEGREES]);
  }

  /** The card beside the cursor. */
  _card(rows) {
    const { texts } = this;
    if (rows.length > 1) return { title: texts.sum(rows), lines: ["Click for the list"] };
    const [row] = rows;
    const notes = texts.head("notes", row);
    return {
      title: texts.head("title", row),
      date: texts.head("date", row),
      place: texts.head("place", row),
      lines: [`Killed: ${texts.killed(row)}`, notes.length > 220 ? `${notes.slice(0, 220)}…` : notes].filter(Boolean),
    };
  }

  _districtCard(number) {
    const rows = [];
    this.map.store.eachInPeriod((row) => {
      if (this.texts.content.district[row] === number) rows.push(row);
    });
    return { title: this.about.districts[number], lines: [this.texts.sum(rows)] };
  }

  // ---- the elements

  _build() {
    /** @type {Object<string, HTMLButtonElement>} */
    this.tabs = {
      list: button("offline-tab", "Incidents", "The list of incidents", () => this._show("list")),
      about: button("offline-tab", "About", "Sources, filters and what is left out", () => this._show("about")),
    };
    const tabs = element("nav", "offline-tabs", null, Object.values(this.tabs));
    /** @type {HTMLElement} */
    this.notes = aboutPanel(this.about);
    const side = element("aside", "offline-side", null, [tabs, this.list.box, this.notes]);
    document.getElementById("atlas-root").append(this.bar.box, side);
    this._show("list");
  }

  _show(name) {
    this.list.box.hidden = name !== "list";
    this.notes.hidden = name !== "about";
    for (const [key, tab] of Object.entries(this.tabs)) tab.setAttribute("aria-pressed", String(key === name));
  }

  /** Change between light and dark. */
  changeTheme() {
    this._apply({ theme: theme.name === "dark" ? "light" : "dark" });
    this.bar.redraw();
    this.list.refresh();
  }
}

async function loadFonts() {
  const faces = FONTS.map(async ([weight, file]) => new FontFace("Atlas Sans", await readBytes(file), { weight, unicodeRange: LATIN }));
  for (const face of await Promise.all(faces)) document.fonts.add(await face.load());
}

/** On a narrow screen a view of a wide one is shown from further away. */
function fitted({ view, bounds }) {
  if (!view || window.innerWidth >= NARROW_PX) return { view, bounds };
  return { view: [view[0], view[1], view[2] - ZOOM_LESS] };
}

async function start() {
  const fonts = loadFonts().catch(() => {}); // another font is better than no map
  const names = ["config.json", "basemap.json", "state.json", "about.json", "incidents.json", "colours.json"];
  const [config, basemap, state, about, content, colours] = await Promise.all([...names.map(readJson), fonts]);
  applyTheme(state.theme);
  document.getElementById("atlas-start").remove();
  document.title = about.title;
  const head = new Head(about, () => page.changeTheme());
  document.getElementById("atlas-root").prepend(head.box); // first, because the map has the room that it leaves
  const container = document.getElementById("atlas-map");
  const map = new Page(L.map(container, MAP_OPTIONS), config, basemap);
  state.camera = fitted(state.camera);
  await map.start(Object.assign({}, state, { notice: { text: "", offers_reset: false } }));
  const page = new OfflinePage(map, about, new Texts(content), { state, head, colours });
  new MapFocus(container);
  document.fonts.addEventListener("loadingdone", () => map.fontsLoaded());
  window.atlasOffline = { page, words: () => countText(map.store.n), describe: () => map.describe() };
  requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.setAttribute("data-ready", String(Math.round(performance.now())))));
}

start().catch((error) => window.atlasFailed(error.message || String(error)));
