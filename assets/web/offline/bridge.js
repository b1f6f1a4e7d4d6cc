/** What the map reports, to the offline page itself: it has no window around it. */

/** @typedef {import("../map/bridge.js").Bridge} Bridge */
/** @typedef {Partial<Bridge>} Listener */

/** @type {Listener} Who wants to know; set once by the page. */
export const listener = {};

const NAMES = [
  "ready", "complete", "applied", "partFailed", "selected", "hovered", "districtSelected", "districtHovered", "moved", "pointed",
  "lineDrawn", "requested",
];

/** @type {Bridge} */
export const bridge = Object.fromEntries(NAMES.map((name) => [name, (...values) => listener[name] && listener[name](...values)]));

/** There is nothing to connect to. */
export function connect() {}
