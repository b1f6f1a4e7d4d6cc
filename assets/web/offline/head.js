/** The head of the offline page: title, sums of the period, what a reader has to know at once. */
import { button, element } from "../panels/dom.js";

/** @typedef {import("./about.js").About} About */

/** The elements of the head. */
export class Head {
  /**
   * @param {About} about
   * @param {() => void} onTheme Called to change between light and dark.
   */
  constructor(about, onTheme) {
    /** @type {HTMLElement} The sums of the period. */
    this.sum = element("p", "offline-sum");
    /** @type {HTMLElement} What is not shown for the period, and why; empty for nothing. */
    this.without = element("span", "offline-warning");
    /** @type {HTMLElement} What cannot be shown. */
    this.problem = element("span", "offline-warning");
    this.problem.setAttribute("role", "status");
    const titles = element("div", "offline-titles", null, [element("h1", "", about.title), this.sum]);
    const theme = button("offline-button offline-theme", "◐", "Light or dark", onTheme);
    /** @type {HTMLElement} */
    this.box = element("header", "offline-head", null, [titles, theme, element("p", "offline-what", null, this._remarks(about))]);
  }

  _remarks(about) {
    const caveat = about.caveat === about.label ? "" : about.caveat; // the label stands on the map
    const texts = [["offline-warning", about.coverage], ["", caveat], ["", `${about.of} · ${about.filters}`]];
    const spans = texts.filter(([, text]) => text).map(([name, text]) => element("span", name, text));
    return [...spans, this.without, this.problem];
  }
}
