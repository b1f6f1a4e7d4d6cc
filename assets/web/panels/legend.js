/**
 * The legend: the types, sizes and marks that are on the map now, and the classes of districts, cells and heat where they
 * are shown; drawn as on the map.
 *
 * While time plays, what comes is shown soon and what goes stays until it stops, so that the panel does not flicker.
 *
 * Where there is no room for all of it, the classes of districts become a row, then groups are folded to their headings;
 * the user may fold and unfold each.
 */
import { densityLabels } from "../data/density.js";
import { Content } from "../paint/content.js";
import { theme } from "../paint/theme.js";
import { button, element } from "./dom.js";
import { dotSwatch, layerSwatch, markSwatch, nearSwatch, sizeSwatch, typeSwatch } from "./swatches.js";

/** @typedef {import("../data/changes.js").AreaClasses} AreaClasses */
/** @typedef {import("../data/changes.js").HotSpotShapes} HotSpotShapes */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../paint/heat.js").Heat} Heat */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */

const SOON_MS = 250;
const RESTING_MS = 900; // since the last step
const MOST_SHARE = 0.36; // of the map that the legend may cover before groups are folded
const FOLDED_FIRST = ["types", "marks", "sizes", "own", "lines", "cells", "heat"]; // the types stand in the filters, too
const ROW_PX = 184;
const LETTER_PX = 5.8;

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
    this.figures = ""; // whose they are, behind the heading of the sizes; empty for the best
    /** @type {Content} What the panel shows. */
    this.shown = new Content();
    /** @type {Content} What is on the map. */
    this.wanted = new Content();
    this.stepped = 0; // when the last step came
    /** @type {Map<string, boolean>} Which groups the user has folded or unfolded, by name. */
    this.chosen = new Map();
    /** @type {Map<string, HTMLElement>} The groups that are shown, by name. */
    this.groups = new Map();
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
    /** @type {[string, HTMLElement | null][]} */
    const parts = [
      ["areas", this.areas ? classGroup(this.areas) : null],
      ["spots", this.spots ? classGroup(this.spots) : null],
      ["cells", this.shown.cells ? this._cells() : null],
      ["types", this._types()],
      ["sizes", this._sizes()],
      ["marks", this._marks()],
      ["lines", this._lines()],
      ["heat", this.heat.visible ? this._heat() : null],
      ["own", this.userLayers.shown.length ? this._own() : null],
    ];
    this.groups = new Map(parts.filter(([, part]) => part));
    this.groups.forEach((part, name) => part.querySelector("button").addEventListener("click", () => this._choose(name)));
    this.body.replaceChildren(...this.groups.values());
    this.box.hidden = !this.groups.size;
    this.fit();
  }

  /** Show as much as there is room for. */
  fit() {
    this.groups.forEach((part, name) => foldGroup(part, this.chosen.get(name) ?? false));
    const areas = this.groups.get("areas");
    const classes = areas && areas.querySelector("ul");
    if (classes) classes.classList.remove("atlas-legend-row", "atlas-legend-classes");
    if (classes && this._isTooLarge() && this._fitsARow()) classes.classList.add("atlas-legend-row", "atlas-legend-classes");
    for (const name of FOLDED_FIRST) {
      if (!this._isTooLarge()) return;
      if (this.groups.has(name) && !this.chosen.has(name)) foldGroup(this.groups.get(name), true);
    }
  }

  /** Whether the panel has to scroll, or covers much of the map. */
  _isTooLarge() {
    const { box } = this;
    const covered = (box.offsetWidth * box.offsetHeight) / (window.innerWidth * window.innerHeight);
    return box.scrollHeight > box.clientHeight || covered > MOST_SHARE;
  }

  /** Whether the bounds of the classes of districts fit beside each other. */
  _fitsARow() {
    const { from, unknown } = this.areas;
    if (!from) return false;
    const room = ROW_PX / (from.length + 1 + Number(unknown > 0));
    return from.every((text) => text.length * LETTER_PX <= room);
  }

  /** The user folds or unfolds a group. */
  _choose(name) {
    this.chosen.set(name, !this.groups.get(name).classList.contains("atlas-legend-folded"));
    this.fit();
  }

  /**
   * Show the title alone, or everything.
   * @param {boolean} folded
   */
  fold(folded) {
    this.body.hidden = folded;
    this.toggle.setAttribute("aria-expanded", String(!folded));
    this.fit();
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
    return group(`People reported killed${this.figures}`, scale, ...note);
  }

  /** Marks of several incidents, and how well places are known. */
  _marks() {
    const { shown, config } = this;
    const types = config.types.map((_, t) => t).filter((t) => shown.types[t]);
    const ring = shown.mixed ? types.slice(0, 3) : types.slice(0, 1);
    const number = shown.mixed ? "number of incidents; ring: their types" : "number of incidents";
    const marks = list("Marks", [
      shown.marks ? item(markSwatch(config, ring), number) : null,
      shown.dots ? item(dotSwatch(config, ring), "several: number beside, or no room for it") : null,
      shown.near ? item(nearSwatch(shown.near), nearText(shown.near, config.near_km)) : null,
      shown.hatched ? item(hatchSwatch(), "known to the district only") : null,
    ]);
    if (marks) marks.classList.add("atlas-legend-marks");
    return marks;
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
    const { classes, bandwidth, lengths, spreadsDistricts, reach } = this.heat;
    const colours = this.heat.colours();
    const cells = classes.map((from, k) => {
      const mark = element("i", "atlas-swatch-heat");
      mark.style.background = colours[k];
      return element("li", "", null, [mark, element("span", "", k + 1 < classes.length ? from : `${from}+`)]);
    });
    const notes = [
      `Gaussian kernel of ${bandwidth} km. All types shown count.`,
      spreadsDistricts ? "Incidents known to the district only are spread over it." : "Incidents known to the district only are left out.",
      lengths ? `Classes hold for every period of ${lengths}.` : "",
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

  _lines() {
    return list("Lines", [
      this.formerFata ? item(lineSwatch(theme.palette.fata), "former FATA, until 2018") : null,
      this.userLayers.range ? item(lineSwatch(theme.palette.select), "the distance chosen") : null,
    ]);
  }
}

/**
 * Classes with their colours and numbers, below their title; the note alone where there are none.
 * @param {AreaClasses | HotSpotShapes} classes
 */
function classGroup({ title, classes, from, counts, none, unknown, none_text: noneText, none_at: noneAt, note, colours: byTheme, marks }) {
  const colours = byTheme[theme.name] || [];
  /** @type {[string, string, string, number, string][]} */
  const rows = classes.map((text, k) => [colours[k], text, from ? from[k] : "", counts[k], marks ? marks[k] : ""]);
  if (noneText) rows.splice(noneAt, 0, ["none", noneText, from ? "0" : "", none, ""]);
  if (unknown) rows.push(["unknown", "not known", from ? "?" : "", unknown, ""]);
  const items = rows.map(([colour, text, least, count, drawn]) => {
    const kinds = [colour === "unknown" ? "unknown" : "", ...drawn.split(" ")].filter(Boolean);
    const mark = element("i", ["atlas-swatch-area", ...kinds.map((kind) => `atlas-swatch-${kind}`)].join(" "));
    const number = element("span", "atlas-legend-count", count.toLocaleString("en"));
    const row = element("li", "", null, [mark, element("span", "atlas-legend-name", text), element("span", "atlas-legend-from", least), number]);
    row.title = text;
    if (colour.startsWith("#")) {
      mark.style.backgroundColor = colour;
      row.style.setProperty("--on", inkOn(colour));
    } else if (colour === "none" && noneAt === classes.length) row.className = "atlas-legend-first";
    return row;
  });
  const list = element("ul", "", null, items);
  list.setAttribute("aria-label", `${title}: class and number in it`);
  return group(title, ...(items.length ? [list] : []), element("p", "atlas-legend-note", note));
}

function hatchSwatch() {
  return element("i", "atlas-swatch-hatch", null, [element("b", "", "7")]); // the number only, for screen readers as well
}

/** What the sign of near places means. */
function nearText(how, km) {
  const close = { "close disc": "shaded", "close outline": "outlined" }[how];
  return close ? `${close}: some only near, within ${km} km` : `near: within ${km} km`;
}

function item(mark, text) {
  return element("li", "", null, [mark, element("span", "atlas-legend-name", text)]);
}

/** A group with a list of items, without those that are null; null without any. */
function list(title, items) {
  const given = items.filter(Boolean);
  return given.length ? group(title, element("ul", "", null, given)) : null;
}

/** A group with a heading that folds it; what a click does is set where it is shown. */
function group(title, ...parts) {
  const fold = button("atlas-legend-heading", title, `${title}: show or hide`, () => {});
  return element("div", "atlas-legend-group", null, [element("h2", "", null, [fold]), element("div", "atlas-legend-part", null, parts)]);
}

/** Show the heading of a group alone, or all of it. */
function foldGroup(part, isFolded) {
  part.classList.toggle("atlas-legend-folded", isFolded);
  part.lastChild.hidden = isFolded;
  part.querySelector("button").setAttribute("aria-expanded", String(!isFolded));
}

function lineSwatch(colour) {
  const mark = element("i", "atlas-swatch-line");
  mark.style.borderColor = colour;
  return mark;
}

/** Black or white, whichever has the greater contrast to a colour. */
function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "black" : "white";
}
