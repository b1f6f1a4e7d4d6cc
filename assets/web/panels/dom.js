/** Elements of the page. Text is only ever set as text. */

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string | number | null} [text]
 * @param {Node[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, text, children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  (children || []).forEach((child) => made.appendChild(child));
  return made;
}

/**
 * A new button.
 * @param {string} className
 * @param {string | null} text
 * @param {string} label For screen readers.
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
export function button(className, text, label, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/**
 * Add an element to the map as a Leaflet control; clicks and wheel on it do not reach the map.
 * @param {L.Map} map
 * @param {L.ControlPosition} position
 * @param {HTMLElement} element
 * @returns {L.Control}
 */
export function control(map, position, element) {
  const Held = L.Control.extend({ onAdd: () => element });
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  return new Held({ position }).addTo(map);
}
