/** The tray beside the map: incidents whose place is known only to the province or the country. */
import { button, element } from "./dom.js";

/** @typedef {import("../data/store.js").Store} Store */


/** The panel of the tray. */
export class Tray {
  /**
   * @param {Store} store
   * @param {string[]} provinces
   * @param {(rows: number[]) => void} onPick Called with the rows of an entry that is clicked.
   */
  constructor(store, provinces, onPick) {
    this.store = store;
    /** @type {string[]} */
    this.names = [...provinces, "Province not stated"];
    this.onPick = onPick;
    this.drawn = "";
    /** @type {HTMLElement} */
    this.list = element("ul");
    /** @type {HTMLElement} */
    this.box = element("section", "atlas-panel atlas-tray", null, [element("h2", "", "Not on the map"), this.list]);
    this.box.setAttribute("aria-label", "Incidents that cannot be placed on the map");
    this.box.hidden = true;
  }

  /** Show the counts of the store. */
  update() {
    const { provinceCount, countryCount } = this.store;
    const wanted = `${provinceCount.join()}/${countryCount}`;
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const items = [];
    provinceCount.forEach((count, p) => count && items.push(this._item(this.names[p], "province", count, 3, p)));
    if (countryCount) items.push(this._item("Pakistan", "country", countryCount, 4, -1));
    this.list.replaceChildren(...items);
    this.box.hidden = items.length === 0;
  }

  _item(name, known, count, precision, area) {
    const act = () => this.onPick(this.store.rowsOf(precision, area));
    const label = `${name}: ${count} known only to the ${known}. Select them`;
    const entry = button("atlas-tray-item", null, label, act);
    entry.append(element("span", "atlas-tray-name", name), element("b", "", count));
    return element("li", "", null, [entry]);
  }
}
