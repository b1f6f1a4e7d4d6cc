/** The button that offers to spread a place. */
import { MOST } from "../paint/spread.js";
import { button, element } from "./dom.js";

/** @typedef {import("../paint/stack.js").Point} Point */

/** The panel with the button. */
export class SpreadOffer {
  /**
   * @param {HTMLElement} container Of the map.
   * @param {() => void} act Called when the button is clicked.
   */
  constructor(container, act) {
    /** @type {HTMLElement} */
    this.text = element("span");
    /** @type {HTMLButtonElement} */
    this.button = button("atlas-spread-button", "Spread", "Lay out the incidents of this place around it", act);
    /** @type {HTMLElement} */
    this.box = element("div", "atlas-panel atlas-spread", null, [this.text, this.button]);
    this.box.hidden = true;
    L.DomEvent.disableClickPropagation(this.box);
    container.appendChild(this.box);
  }

  /**
   * Offer to spread the incidents of a place.
   * @param {number} count
   * @param {Point} at
   */
  show(count, at) {
    const left = count > MOST ? `; the newest ${MOST} can be laid out` : "";
    this.text.textContent = `${count.toLocaleString("en")} incidents at one place${left}`;
    this.box.hidden = false;
    const { clientWidth, clientHeight } = this.box.parentElement;
    this.box.style.left = `${Math.min(at.x + 14, clientWidth - this.box.offsetWidth - 6)}px`;
    this.box.style.top = `${Math.min(at.y + 14, clientHeight - this.box.offsetHeight - 6)}px`;
  }

  /** Hide the panel. */
  hide() {
    this.box.hidden = true;
  }
}
