/** The short card beside the cursor, and the notice over an empty map. */
import { button, element } from "./dom.js";

/** @typedef {import("../paint/stack.js").Point} Point */
/** @typedef {{title?: string, date?: string, place?: string, lines?: string[]}} CardText */

const GAP = 14;

/** The card of an incident or feature. */
export class Card {
  /** @param {HTMLElement} container Of the map. */
  constructor(container) {
    this.container = container;
    /** @type {HTMLElement} */
    this.box = element("div", "atlas-panel atlas-card");
    this.box.setAttribute("role", "tooltip");
    this.box.hidden = true;
    /** @type {Point} */
    this.at = { x: 0, y: 0 };
    container.appendChild(this.box);
  }

  /**
   * Show a card beside the last point.
   * @param {CardText} card
   */
  show(card) {
    const parts = [];
    if (card.title) parts.push(element("strong", "", card.title));
    if (card.date || card.place) parts.push(where(card));
    (card.lines || []).forEach((line) => parts.push(element("span", "atlas-card-line", line)));
    this.box.replaceChildren(...parts);
    this.box.hidden = parts.length === 0;
    this.move(this.at);
  }

  /** Hide the card. */
  hide() {
    this.box.hidden = true;
  }

  /**
   * Move the card beside a point.
   * @param {Point} at
   */
  move(at) {
    this.at = at;
    if (this.box.hidden) return;
    const { offsetWidth: wide, offsetHeight: high } = this.box;
    const { clientWidth, clientHeight } = this.container;
    const right = at.x + GAP + wide < clientWidth - 4;
    const below = at.y + GAP + high < clientHeight - 4;
    this.box.style.left = `${Math.max(4, right ? at.x + GAP : at.x - GAP - wide)}px`;
    this.box.style.top = `${Math.max(4, below ? at.y + GAP : at.y - GAP - high)}px`;
  }
}

/** Date and place; the letters of one do not turn the other. */
function where({ date, place }) {
  const parts = [date, place].filter(Boolean).map((text) => element("bdi", "", text));
  if (parts.length > 1) parts.splice(1, 0, document.createTextNode(" · "));
  const line = element("span", "atlas-card-where");
  line.append(parts[0], parts[1] || "", parts[2] || "");
  return line;
}

/** A sentence over the map, with a button to reset the filters. */
export class Notice {
  /**
   * @param {HTMLElement} container Of the map.
   * @param {() => void} onReset Called when the button is clicked.
   */
  constructor(container, onReset) {
    /** @type {HTMLElement} */
    this.text = element("span");
    /** @type {HTMLButtonElement} */
    this.reset = button("atlas-notice-reset", "Reset filters", "Remove all filters and show the whole period", onReset);
    /** @type {HTMLElement} */
    this.box = element("div", "atlas-panel atlas-notice", null, [this.text, this.reset]);
    this.box.setAttribute("role", "status");
    this.box.hidden = true;
    L.DomEvent.disableClickPropagation(this.box);
    container.appendChild(this.box);
  }

  /**
   * Show a sentence, or nothing for an empty one.
   * @param {string} text
   * @param {boolean} [withReset]
   */
  show(text, withReset = true) {
    this.text.textContent = text || "";
    this.reset.hidden = !withReset;
    this.box.hidden = !text;
  }
}
