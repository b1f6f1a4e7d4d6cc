/** What lies over the map: panels, zoom, scale and attribution; and the boxes that names keep clear of. */
import { Card, Notice } from "../panels/card.js";
import { control, element } from "../panels/dom.js";
import { Legend } from "../panels/legend.js";
import { Tray } from "../panels/tray.js";
import { bridge } from "./bridge.js";

/** @typedef {import("../data/changes.js").Ground} Ground */
/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("../paint/basemap.js").Basemap} Basemap */
/** @typedef {import("../paint/heat.js").Heat} Heat */
/** @typedef {import("../paint/user_layers.js").UserLayers} UserLayers */

const GAP_PX = 4;
const NARROW_PX = 560;
const NOTICE_PX = 70; // from the top edge to below the notice

/** The panels and Leaflet's controls. */
export class Controls {
  /**
   * @param {L.Map} map
   * @param {Config} config
   * @param {{store: Store, provinces: string[], userLayers: UserLayers, heat: Heat, basemap: Basemap}} content What they show.
   */
  constructor(map, config, { store, provinces, userLayers, heat, basemap }) {
    this.map = map;
    this.config = config;
    const container = map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", "Map of incidents. Arrow keys move it, plus and minus zoom.");
    this.legend = new Legend(config, userLayers, heat);
    this.tray = new Tray(store, provinces, (rows) => bridge.selected(rows));
    this.card = new Card(container);
    this.notice = new Notice(container, () => bridge.requested("reset_filters"));
    /** @type {HTMLElement} What the data are; it has no way to be closed. */
    this.label = element("div", "atlas-panel atlas-label");
    this.label.setAttribute("role", "note");
    this.label.hidden = true;
    control(map, "topleft", this.label);
    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 130 }).addTo(map);
    control(map, "topleft", this.tray.box); // the south-west is full of towns, the north-west is empty
    this.legend.toggle.addEventListener("click", () => (this.isLegendChosen = true));
    map.on("resize", () => this.foldLegend()); // before the camera, which looks at the width of the legend
    const sizes = new ResizeObserver(() => this._placeNotice());
    [container, this.legend.box].forEach((box) => sizes.observe(box));
    const below = new ResizeObserver(() => this._fitLegend());
    /** @type {L.Control.Attribution} */
    this.attribution = L.control.attribution({ position: "bottomright", prefix: false }).addTo(map);
    /** @type {HTMLElement} What is said of the lines of districts while they are faded. */
    this.lines = element("div", "atlas-panel atlas-lines", config.district_lines);
    this.lines.hidden = true;
    control(map, "bottomright", this.lines);
    control(map, "bottomright", this.legend.box); // the south-east is empty, the north-east is Khyber Pakhtunkhwa
    below.observe(this.lines);
    basemap.onFaded = (areFaded) => void (this.lines.hidden = !areFaded);
  }

  /**
   * Show what the data are as long as they are shown; nothing for an empty text.
   * @param {string} text
   */
  showLabel(text) {
    this.label.textContent = text;
    this.label.hidden = !text;
    this.map.getContainer().classList.toggle("atlas-labelled", Boolean(text));
  }

  /** The notice stands to the right of the buttons, and to the left of the legend where that is so high. */
  _placeNotice() {
    const container = this.map.getContainer();
    const isHigh = this.legend.box.getBoundingClientRect().top - container.getBoundingClientRect().top < NOTICE_PX;
    container.style.setProperty("--legend", isHigh ? `${this.legend.box.offsetWidth}px` : "0px");
  }

  /** The legend leaves room for the notice below it. */
  _fitLegend() {
    const height = this.lines.hidden ? 0 : this.lines.offsetHeight + GAP_PX;
    this.map.getContainer().style.setProperty("--below", `${height}px`);
    this.legend.fit();
  }

  /**
   * Show the title of the legend alone where the map is narrow, until the user has chosen.
   * @param {boolean} [isRoomNeeded] Whether what is spread needs the room of the legend, and of the tray.
   */
  foldLegend(isRoomNeeded = false) {
    this.map.getContainer().classList.toggle("atlas-crowded", isRoomNeeded);
    if (!this.isLegendChosen) this.legend.fold(isRoomNeeded || this.map.getSize().x < NARROW_PX);
    else this.legend.fit();
  }

  /**
   * Credit the base map; the words of a file are text, though Leaflet takes markup.
   * @param {Ground | null} ground
   * @param {boolean} hasOwnDistricts
   */
  attribute(ground, hasOwnDistricts) {
    const { attribution } = this.config;
    const parts = [ground ? ground.attribution : "", hasOwnDistricts ? attribution.own_districts : attribution.bundled];
    const text = element("span", "", parts.filter(Boolean).join(" · ")).innerHTML;
    if (this.attributed) this.attribution.removeAttribution(this.attributed);
    this.attribution.addAttribution((this.attributed = text));
  }

  /**
   * Boxes of what lies over the map, in pixels of its container.
   * @returns {number[][]} Left, top, right, bottom of each.
   */
  boxes() {
    const container = this.map.getContainer();
    const { left, top } = container.getBoundingClientRect();
    return [...container.querySelectorAll(".leaflet-control")].map((panel) => panel.getBoundingClientRect())
      .filter((r) => r.width > 0)
      .map((r) => [r.left - left - GAP_PX, r.top - top - GAP_PX, r.right - left + GAP_PX, r.bottom - top + GAP_PX]);
  }

  /**
   * Call back when a panel comes, goes or changes its size.
   * @param {() => void} callback
   */
  onResize(callback) {
    const sizes = new ResizeObserver(callback);
    [this.label, this.tray.box, this.legend.box, this.lines].forEach((box) => sizes.observe(box));
  }
}
