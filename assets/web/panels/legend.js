/** The legend: types, sizes, precision and, where shown, the classes of the heat; drawn with the map's own symbols. */
import { densityLabels } from "../data/density.js";
import { drawSymbol } from "../paint/symbols.js";
import { theme } from "../paint/theme.js";
import { drawSite } from "../paint/user_layers.js";
import { button, element } from "./dom.js";

/** @typedef {import("../data/changes.js").AreaClasses} AreaClasses */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../paint/heat.js").Heat} Heat */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */

/**
 * The panel of the legend.
 * @property {AreaClasses | null} areas The classes of the districts.
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
    this.detailLevel = 0;
    this.heat = heat;
    this.formerFata = false;
    this.sameSize = false;
    /** @type {HTMLElement} */
    this.body = element("div", "atlas-legend-body");
    /** @type {HTMLButtonElement} */
    this.toggle = button("atlas-legend-toggle", "Legend", "Show or hide the legend", () => this.fold(!this.body.hidden));
    this.toggle.setAttribute("aria-expanded", "true");
    /** @type {HTMLElement} */
    this.box = element("section", "atlas-panel atlas-legend", null, [this.toggle, this.body]);
    this.box.setAttribute("aria-label", "Legend");
  }

  /** Rebuild the content. */
  render() {
    /** @type {HTMLElement[]} */
    const parts = this.areas ? [this._areas()] : [];
    if (this.detailLevel > 0) parts.push(this._cells());
    else parts.push(this._types(), this._sizes(), this._precision());
    if (this.formerFata) parts.push(this._formerFata());
    if (this.heat.visible) parts.push(this._heat());
    if (this.userLayers.shown.length) parts.push(this._own());
    this.body.replaceChildren(...parts);
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
    const rows = this.config.types.map((type, t) => {
      const cells = [this._swatch({ type: t, size: 2 }), element("span", "atlas-legend-name", type.name)];
      return element("li", "", null, cells);
    });
    return group("Type of event", element("ul", "", null, rows));
  }

  _sizes() {
    if (this.sameSize) return element("span");
    const cells = this.config.sizes.map((size, s) =>
      element("li", "", null, [this._swatch({ type: 0, size: s, plain: true }), element("span", "", s ? size.label : "?")]),
    );
    const scale = element("ul", "atlas-legend-row", null, cells);
    scale.setAttribute("aria-label", "Size of the symbols; a hollow one where no figure is known");
    const notes = ["Hollow: no figure known"];
    return group("People reported killed", scale, ...notes.map((note) => element("p", "atlas-legend-note", note)));
  }

  _precision() {
    const hatch = element("i", "atlas-swatch-hatch", null, [element("b", "", "7")]); // the number only, for screen readers as well
    /** @type {[HTMLElement, string][]} */
    const rows = [
      [this._swatch({ type: 0, size: 3 }), "at a named place"],
      [this._swatch({ type: 0, size: 3, near: true }), `near it: disc of ${this.config.near_km} km`],
      [hatch, "district only: number"],
    ];
    const items = rows.map(([mark, text]) => element("li", "", null, [mark, element("span", "atlas-legend-name", text)]));
    const notes = ["Ring: share of each type at one place"];
    return group("Place known", element("ul", "", null, items), ...notes.map((note) => element("p", "atlas-legend-note", note)));
  }

  _cells() {
    const items = densityLabels().map((text, k) => {
      const mark = element("i", "atlas-swatch-area");
      mark.style.background = theme.palette.density[k];
      return element("li", "", null, [mark, element("span", "atlas-legend-name", text)]);
    });
    const wide = this.cellKm ? `Cells about ${this.cellKm.toPrecision(2)} km wide. ` : "";
    const note = `${wide}Symbols by type come back when you zoom in or choose fewer.`;
    const hatch = element("i", "atlas-swatch-hatch", null, [element("b", "", "7")]);
    items.push(element("li", "", null, [hatch, element("span", "atlas-legend-name", "district only: number")]));
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
      `Gaussian kernel of ${bandwidth} km, equal-area projection.`,
      spreadsDistricts ? "Incidents known only to the district are spread over it." : "Incidents known only to the district are left out.",
      days ? `Classes hold for every period of ${days.toLocaleString("en")} day${days === 1 ? "" : "s"}.` : "",
      { "": "", below: `Nothing in this period reaches ${classes[0]}.`, none: "No incident of this period counts here." }[reach],
    ];
    const note = element("p", "atlas-legend-note", notes.filter(Boolean).join(" "));
    return group("Incidents per 1,000 km²", element("ul", "atlas-legend-row", null, cells), note);
  }

  _areas() {
    const { title, classes, counts, none, unknown, none_text: noneText, none_at: noneAt, note } = this.areas;
    const colours = this.areas.colours[theme.name];
    /** @type {[string, string, number][]} */
    const rows = classes.map((text, k) => [colours[k], text, counts[k]]);
    rows.splice(noneAt, 0, ["", noneText, none]);
    if (unknown) rows.push(["unknown", "not known", unknown]);
    const items = rows.map(([colour, text, count]) => {
      const mark = element("i", colour === "unknown" ? "atlas-swatch-area atlas-swatch-unknown" : "atlas-swatch-area");
      if (colour && colour !== "unknown") mark.style.background = colour;
      const number = element("span", "atlas-legend-count", count);
      return element("li", "", null, [mark, element("span", "atlas-legend-name", text), number]);
    });
    const list = element("ul", "", null, items);
    list.setAttribute("aria-label", `${title}: class and number of districts in it`);
    return group(title, list, element("p", "atlas-legend-note", note));
  }

  /** The user layers, each with its symbol. */
  _own() {
    const items = this.userLayers.shown.map((layer) => {
      const name = element("span", "atlas-legend-name", layer.name);
      name.title = layer.name;
      return element("li", "", null, [this._ownMark(layer), name]);
    });
    return group("Own layers", element("ul", "", null, items));
  }

  _ownMark(layer) {
    const colour = layer.colour[theme.name];
    const [canvas, context] = swatchCanvas(10);
    if (layer.kinds.includes("points")) drawSite(context, 0, 0, colour, layer.width);
    else {
      context.beginPath();
      if (layer.kinds.includes("polygons")) context.rect(-7, -5, 14, 10);
      else [context.moveTo(-8, 4), context.lineTo(-2, -3), context.lineTo(2, 3), context.lineTo(8, -4)];
      context.globalAlpha = layer.fill;
      context.fillStyle = colour;
      if (layer.kinds.includes("polygons")) context.fill();
      context.globalAlpha = 1;
      context.lineWidth = Math.min(layer.width, 3);
      context.strokeStyle = colour;
      context.setLineDash(layer.dashed ? [4, 3] : []);
      context.stroke();
    }
    return canvas;
  }

  _formerFata() {
    const mark = element("i", "atlas-swatch-line");
    mark.style.borderColor = theme.palette.fata;
    const name = element("span", "atlas-legend-name", "former FATA, until 2018");
    return group("Lines", element("ul", "", null, [element("li", "", null, [mark, name])]));
  }

  /** @param {{type: number, size: number, near?: boolean, plain?: boolean}} symbol `plain`: a circle without colour. */
  _swatch({ type, size, near, plain }) {
    const radius = Math.max(1.2, this.config.sizes[size].radius);
    const [canvas, context] = swatchCanvas(plain ? Math.ceil(radius + 2) : 10);
    const given = this.config.types[type];
    const colour = plain ? theme.palette.label.province : given[theme.name];
    drawSymbol(context, { corners: plain ? [] : given.corners, colour, near, radius: near ? 5.5 : radius, halo: theme.palette.symbolHalo, haloWidth: 1, hollow: plain && size === 0 });
    return canvas;
  }
}

/**
 * A canvas for a symbol of the legend, and its context with the origin in the middle.
 * @param {number} half Half a side, in pixels of the page.
 * @returns {[HTMLCanvasElement, CanvasRenderingContext2D]}
 */
function swatchCanvas(half) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = element("canvas", "atlas-swatch");
  canvas.width = canvas.height = 2 * half * ratio;
  canvas.style.width = canvas.style.height = `${2 * half}px`;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.scale(ratio, ratio);
  context.translate(half, half);
  return [canvas, context];
}

function group(title, ...parts) {
  return element("div", "atlas-legend-group", null, [element("h2", "", title), ...parts]);
}
