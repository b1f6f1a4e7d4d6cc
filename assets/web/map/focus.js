/**
 * Gives the keys to the map when the page gets the keyboard focus: else they go to the page, which does nothing with them.
 *
 * The frame of the focus is shown to whoever uses keys: not at the start, and not after a click.
 */
const QUIET = "atlas-quiet";

/** The keyboard focus of the map. */
export class MapFocus {
  /** @param {HTMLElement} container Of the map. */
  constructor(container) {
    this.container = container;
    container.classList.add(QUIET);
    container.addEventListener("blur", () => this._show());
    window.addEventListener("keydown", () => this._show(), { capture: true });
    window.addEventListener("pointerdown", () => container.classList.add(QUIET), { capture: true });
    window.addEventListener("focus", () => this._take());
    if (document.hasFocus()) this._take();
  }

  /** The keyboard goes to the map: the user has asked for it by a key. */
  take() {
    this.container.focus({ preventScroll: true });
    this._show();
  }

  /** The page has the keyboard: the map gets it, unless something on it has it. */
  _take() {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) this.container.focus({ preventScroll: true });
  }

  _show() {
    this.container.classList.remove(QUIET);
  }
}
