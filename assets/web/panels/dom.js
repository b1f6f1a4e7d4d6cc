/** Elements of the page. Text is only ever set as text. */
/** An element with a class, text and children. */
export function element(tag, className, text, children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  (children || []).forEach((child) => made.appendChild(child));
  return made;
}

/** A button that says what it does to screen readers as well. */
export function button(className, text, label, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** A Leaflet control that holds an element and keeps clicks and wheel from the map. */
export function control(map, position, element) {
  const Held = L.Control.extend({ onAdd: () => element });
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  return new Held({ position }).addTo(map);
}
