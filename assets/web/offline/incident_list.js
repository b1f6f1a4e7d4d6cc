/** The list of the incidents of the period, or of a choice of them; and the card of one in full. */
import { button, element } from "../panels/dom.js";
import { typeSwatch } from "../panels/swatches.js";
import { Texts, countText } from "./texts.js";

/** @typedef {import("../data/served.js").Config} Config */
/** @typedef {import("../data/store.js").Store} Store */

const PART = 60; // rows that are made at once
const NEAR_END_PX = 300;

/** The panel with the list and the card. */
export class IncidentList {
  /**
   * @param {Store} store
   * @param {Config} config
   * @param {Texts} texts
   * @param {(rows: number[]) => void} onChoose Called with the rows that are chosen here.
   */
  constructor(store, config, texts, onChoose) {
    Object.assign(this, { store, config, texts });
    this.onChoose = onChoose;
    /** @type {{words: string, rows: number[]} | null} A choice of incidents in place of all. */
    this.choice = null;
    /** @type {number} The row whose card is shown; -1 for none. */
    this.current = -1;
    /** @type {number[]} The rows of the list, the newest first. */
    this.rows = [];
    this.made = 0;
    /** @type {HTMLElement} */
    this.head = element("div", "offline-list-head");
    /** @type {HTMLElement} */
    this.body = element("div", "offline-list-body");
    /** @type {HTMLElement} */
    this.box = element("div", "offline-list", null, [this.head, this.body]);
    this.body.addEventListener("scroll", () => this._fill());
    new ResizeObserver(() => this._fill()).observe(this.body);
  }

  /** Show the incidents of the period. */
  refresh() {
    if (this.current >= 0) return;
    this.rows = [];
    if (this.choice) this.rows = this.choice.rows.filter((row) => this.store.isIn(row));
    else this.store.eachInPeriod((row) => this.rows.push(row));
    this.rows.sort((a, b) => b - a);
    this._showHead();
    this.body.replaceChildren();
    this.body.scrollTop = this.made = 0;
    this._fill();
  }

  /**
   * Show a choice of incidents, or all of the period; one alone is shown in full.
   * @param {string} words What they have in common.
   * @param {number[]} rows None: all.
   */
  choose(words, rows) {
    this.current = -1;
    this.choice = rows.length > 1 ? { words, rows } : null;
    if (rows.length === 1) this.open(rows[0]);
    else this.refresh();
  }

  /**
   * Show one incident in full.
   * @param {number} row
   */
  open(row) {
    const { texts } = this;
    this.current = row;
    const back = button("offline-button offline-back", "‹ List", "Back to the list", () => this.close());
    this.head.replaceChildren(back);
    const claims = texts.head("claims", row);
    const place = texts.head("place", row) || "place not known";
    const parts = [
      element("h2", "offline-card-title", null, [typeSwatch(this.config, this.store.type(row)), element("span", "", texts.head("title", row))]),
      element("p", "offline-card-where", null, [element("bdi", "", texts.head("date", row)), document.createTextNode(" · "), element("bdi", "", place)]),
      element("p", "offline-card-notes", texts.head("notes", row)),
      facts(texts.facts(row)),
      element("h3", "", "Who says what"),
      ...(claims || "No claim, attribution or denial is recorded.").split("\n").map((text) => element("p", claims ? "offline-claim" : "offline-soft", text)),
    ];
    this.body.replaceChildren(element("article", "offline-card", null, parts));
    this.body.scrollTop = 0;
    this.onChoose([row]);
  }

  /** Back from the card to the list. */
  close() {
    this.current = -1;
    this.onChoose(this.choice ? this.choice.rows : []);
    this.refresh();
  }

  // ---- inside

  _showHead() {
    const many = countText(this.rows.length);
    const text = this.choice ? `${many} ${this.choice.words}` : `${many} in this period, newest first`;
    const parts = [element("span", "offline-list-count", text)];
    if (this.choice) parts.push(button("offline-button", "Show all", "Show all incidents of the period", () => [this.onChoose([]), this.choose("", [])]));
    else parts.push(element("span", "", "killed"));
    this.head.replaceChildren(...parts);
  }

  _fill() {
    const { body } = this;
    while (this.current < 0 && this.made < this.rows.length && body.scrollTop + body.clientHeight + NEAR_END_PX > body.scrollHeight) {
      const rows = this.rows.slice(this.made, this.made + PART);
      this.made += rows.length;
      body.append(...rows.map((row) => this._item(row)));
      if (!body.clientHeight) return;
    }
  }

  _item(row) {
    const { texts } = this;
    const date = texts.head("date", row);
    const title = texts.head("title", row);
    const killed = element("span", "offline-item-killed", texts.killed(row) === "no figure" ? "–" : texts.killed(row));
    killed.title = `killed: ${texts.killed(row)}`;
    const item = button("offline-item", null, `${title}, ${date}, ${texts.head("place", row)}, killed: ${texts.killed(row)}`, () => this.open(row));
    const lines = element("span", "offline-item-lines", null, [
      element("span", "offline-item-title", title),
      element("span", "offline-item-where", null, [element("bdi", "", date), document.createTextNode(" · "), element("bdi", "", texts.head("place", row) || "place not known")]),
    ]);
    item.append(typeSwatch(this.config, this.store.type(row)), lines, killed);
    return item;
  }
}

/** Names and values in two columns. */
function facts(pairs) {
  const cells = pairs.map(([name, value]) => [element("dt", "", name), element("dd", "", value)]);
  return element("dl", "offline-facts", null, cells.flat());
}
