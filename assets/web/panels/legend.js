/**
 * The legend: the types, sizes and marks that are on the map now, and the classes of districts, cells and heat where they
 * are shown; drawn as on the map.
 *
 * While time plays, what comes is shown soon and what goes stays until it stops, so that the panel does not flicker.
 */
import { densityLabels } from "../data/density.js";
import { Content } from "../paint/content.js";
import { theme } from "../paint/theme.js";
import { button, element } from "./dom.js";
import { layerSwatch, markSwatch, nearSwatch, sizeSwatch, typeSwatch } from "./swatches.js";

/** @typedef {import("../data/changes.js").AreaClasses} AreaClasses */
/** @typedef {import("../data/changes.js").HotSpotShapes} HotSpotShapes */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../paint/heat.js").Heat} Heat */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */

const SOON_MS = 250;
const RESTING_MS = 900; // since the last step

/**
 * The panel of the legend.
 * @property {AreaClasses | null} areas The classes of the districts.
 * @property {HotSpotShapes | null} spots The classes of cells or clusters.
 * @property {number} cellKm The width of a cell of the density.
 */
export class Legend {
  /**
   * @param {Config} config
   * @param {UserLayers} userLayers
   * @param {Heat} heat
   */
  constructor(config, userLayers, heat) {
    this.config = config;
    this.userLayers = userLayers;
    this.heat = heat;
    this.formerFata = false;
    this.sameSize = false;
    /** @type {Content} What the panel shows. */
    this.shown = new Content();
    /** @type {Content} What is on the map. */
    this.wanted = new Content();
    this.stepped = 0; // when the last step came
    /** @type {HTMLElement} */
    this.body = element("div", "atlas-legend-body");
    /** @type {HTMLButtonElement} */
    this.toggle = button("atlas-legend-toggle", "Legend", "Show or hide the legend", () => this.fold(!this.body.hidden));
    this.toggle.setAttribute("aria-expanded", "true");
    /** @type {HTMLElement} */
    this.box = element("section", "atlas-panel atlas-legend", null, [this.toggle, this.body]);
    this.box.setAttribute("aria-label", "Legend");
  }

  /**
   * Show what is on the map.
   * @param {Content} content
   * @param {boolean} isStep Whether only time has changed.
   */
  show(content, isStep) {
    this.wanted.copy(content);
    if (!isStep) this.settle();
    else {
      this.stepped = performance.now();
      this.timer ??= setTimeout(() => this._follow(), SOON_MS);
    }
  }

  /** Show what is on the map at once. */
  settle() {
    clearTimeout(this.timer);
    /** @type {number | undefined} The timer of a step. */
    this.timer = undefined;
    if (this.shown.copy(this.wanted)) this.render();
  }

  /** While steps come add what has come; at rest show what is there. */
  _follow() {
    if (performance.now() - this.stepped >= RESTING_MS) return this.settle();
    this.timer = setTimeout(() => this._follow(), SOON_MS);
    if (this.shown.add(this.wanted)) this.render();
  }

  /** Rebuild the content. */
  render() {
    /** @type {(HTMLElement | null)[]} */
    const parts = [this.areas ? classGroup(this.areas) : null, this.spots ? classGroup(this.spots) : null, this.shown.cells ? this._cells() : null, this._types(), this._sizes(), this._marks()];
    if (this.formerFata) parts.push(this._formerFata());
    if (this.heat.visible) parts.push(this._heat());
    if (this.userLayers.shown.length) parts.push(this._own());
    this.body.replaceChildren(...parts.filter(Boolean));
  }

  /**
   * Show the title alone, or everything.
   * @param {boolean} folded
   */
  fold(folded) {
    this.body.hidden = folded;
    this.toggle.setAttribute("aria-expanded", String(!folded));
  }

  _types() {
    const { types } = this.config;
    const items = types.map(({ name }, t) => (this.shown.types[t] ? item(typeSwatch(this.config, t), name) : null));
    return list("Type of event", items);
  }

  _sizes() {
    if (this.sameSize) return null;
    const classes = this.config.sizes.map((size, s) => [size, s]).filter(([, s]) => this.shown.sizes[s]);
    if (!classes.length) return null;
    const cells = classes.map(([size, s]) => element("li", "", null, [sizeSwatch(this.config, s), element("span", "", s ? size.label : "?")]));
    const scale = element("ul", "atlas-legend-row", null, cells);
    scale.setAttribute("aria-label", "Size of the symbols; a hollow one where no figure is known");
    const note = this.shown.sizes[0] ? [element("p", "atlas-legend-note", "Hollow: no figure known")] : [];
    return group("People reported killed", scale, ...note);
  }

  /** Marks of several incidents, and how well places are known. */
  _marks() {
    const { shown, config } = this;
    const types = config.types.map((_, t) => t).filter((t) => shown.types[t]);
    const ring = shown.mixed ? "number of incidents; ring: their types" : "number of incidents";
    return list("", [
      shown.marks ? item(markSwatch(config, shown.mixed ? types.slice(0, 3) : types.slice(0, 1)), ring) : null,
      shown.near ? item(nearSwatch(shown.near), `near: within ${config.near_km} km`) : null,
      shown.hatched ? item(hatchSwatch(), "known to the district only") : null,
    ]);
  }

  _cells() {
    const items = densityLabels().map((text, k) => {
      const mark = element("i", "atlas-swatch-area");
      mark.style.background = theme.palette.density[k];
      return element("li", "", null, [mark, element("span", "atlas-legend-name", text)]);
    });
    const wide = this.cellKm ? ` about ${this.cellKm.toPrecision(2)} km wide` : "";
    const shown = `Cells${wide} show the number alone; point at one for types, people killed and how well places are known.`;
    const note = `${shown} Marks and symbols come back when you zoom in or choose fewer.`;
    return group("Incidents in a cell", element("ul", "", null, items), element("p", "atlas-legend-note", note));
  }

  _heat() {
    const { classes, bandwidth, days, spreadsDistricts, reach } = this.heat;
    const colours = this.heat.colours();
    const cells = classes.map((from, k) => {
      const mark = element("i", "atlas-swatch-heat");
      mark.style.background = colours[k];
      return element("li", "", null, [mark, element("span", "", k + 1 < classes.length ? from : `${from}+`)]);
    });
    const notes = [
      `Gaussian kernel of ${bandwidth} km.`,
      spreadsDistricts ? "Incidents known to the district only are spread over it." : "Incidents known to the district only are left out.",
      days ? `Classes hold for every period of ${days.toLocaleString("en")} day${days === 1 ? "" : "s"}.` : "",
      { "": "", below: `Nothing in this period reaches ${classes[0]}.`, none: "No incident of this period counts here." }[reach],
    ];
    const note = element("p", "atlas-legend-note", notes.filter(Boolean).join(" "));
    return group("Incidents per 1,000 km²", element("ul", "atlas-legend-row atlas-legend-ramp", null, cells), note);
  }

  /** The user layers, each with its symbol. */
  _own() {
    const items = this.userLayers.shown.map((layer) => {
      const row = item(layerSwatch(layer), layer.name);
      row.lastChild.title = layer.name;
      return row;
    });
    return group("Own layers", element("ul", "", null, items));
  }

  _formerFata() {
    const mark = element("i", "atlas-swatch-line");
    mark.style.borderColor = theme.palette.fata;
    return list("Lines", [item(mark, "former FATA, until 2018")]);
  }
}

/**
 * Classes with their colours and numbers, below their title; the note alone where there are none.
 * @param {AreaClasses | HotSpotShapes} classes
 */
function classGroup({ title, classes, counts, none, unknown, none_text: noneText, none_at: noneAt, note, colours: byTheme, marks }) {
  const colours = byTheme[theme.name] || [];
  /** @type {[string, string, number, string][]} */
  const rows = classes.map((text, k) => [colours[k], text, counts[k], marks ? marks[k] : ""]);
  if (noneText) rows.splice(noneAt, 0, ["", noneText, none, ""]);
  if (unknown) rows.push(["unknown", "not known", unknown, ""]);
  const items = rows.map(([colour, text, count, drawn]) => {
    const kinds = [colour === "unknown" ? "unknown" : "", ...drawn.split(" ")].filter(Boolean);
    const mark = element("i", ["atlas-swatch-area", ...kinds.map((kind) => `atlas-swatch-${kind}`)].join(" "));
    if (colour && colour !== "unknown") mark.style.backgroundColor = colour;
    return element("li", "", null, [mark, element("span", "atlas-legend-name", text), element("span", "atlas-legend-count", count.toLocaleString("en"))]);
  });
  const list = element("ul", "", null, items);
  list.setAttribute("aria-label", `${title}: class and number in it`);
  return group(title, ...(items.length ? [list] : []), element("p", "atlas-legend-note", note));
}

function hatchSwatch() {
  return element("i", "atlas-swatch-hatch", null, [element("b", "", "7")]); // the number only, for screen readers as well
}

function item(mark, text) {
  return element("li", "", null, [mark, element("span", "atlas-legend-name", text)]);
}

/** A group with a list of items, without those that are null; null without any. */
function list(title, items) {
  const given = items.filter(Boolean);
  return given.length ? group(title, element("ul", "", null, given)) : null;
}

function group(title, ...parts) {
  return element("div", "atlas-legend-group", null, [...(title ? [element("h2", "", title)] : []), ...parts]);
}
