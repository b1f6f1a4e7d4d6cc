/** The button that offers to spread a place. */
import { button, element } from "./dom.js";

export class SpreadOffer {
  constructor(container, act) {
    this.text = element("span");
    this.button = button("atlas-spread-button", "Spread", "Lay out the incidents of this place around it", act);
    this.box = element("div", "atlas-panel atlas-spread", null, [this.text, this.button]);
    this.box.hidden = true;
    L.DomEvent.disableClickPropagation(this.box);
    container.appendChild(this.box);
  }

  show(count, at) {
    this.text.textContent = `${count} incidents at one place`;
    this.box.hidden = false;
    const { clientWidth, clientHeight } = this.box.parentElement;
    this.box.style.left = `${Math.min(at.x + 14, clientWidth - this.box.offsetWidth - 6)}px`;
    this.box.style.top = `${Math.min(at.y + 14, clientHeight - this.box.offsetHeight - 6)}px`;
  }

  hide() {
    this.box.hidden = true;
  }
}
