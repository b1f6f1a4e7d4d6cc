/** How far symbols and their numbers reach for all rows that pass the filters, whatever the period. */

/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./labels.js").Extents} Extents */
/** @typedef {import("./stack.js").Frame} Frame */

const RING = [1.12, 4.6]; // the ring around a symbol with several types
const BADGE_PX = [9, 7];

/**
 * Circles around symbols, boxes around numbers.
 * @param {Store} store
 * @param {Frame} frame
 * @param {(row: number) => number} radiusOf
 * @returns {Extents}
 */
export function symbolExtents(store, frame, radiusOf) {
  /** @type {Map<number, {x: number, y: number, r: number, many: number, type: number, mixed: boolean}>} */
  const places = new Map();
  const at = (px, corner) => (px + corner) / frame.world;
  store.grid.each(at(0, frame.left), at(0, frame.top), at(frame.width, frame.left), at(frame.height, frame.top), (i) => {
    if (store.mask !== null && store.mask[i] === 0) return;
    const x = store.x[i] * frame.world - frame.left;
    const y = store.y[i] * frame.world - frame.top;
    const key = Math.round(y * 4) * 65536 + Math.round(x * 4);
    const place = places.get(key);
    const r = radiusOf(i);
    if (!place) return places.set(key, { x, y, r, many: 1, type: store.type(i), mixed: false });
    place.r = Math.max(place.r, r);
    place.many++;
    place.mixed = place.mixed || place.type !== store.type(i);
  });
  const all = Array.from(places.values());
  return {
    circles: all.map(({ x, y, r, mixed }) => [x, y, mixed ? r * RING[0] + RING[1] : r + 1]),
    boxes: all.filter(({ many }) => many > 1).map(({ x, y, r }) => badge(x + r * 0.75 + 4, y - r * 0.75 - 4)),
  };
}

function badge(x, y) {
  return [x - BADGE_PX[0], y - BADGE_PX[1], x + BADGE_PX[0], y + BADGE_PX[1]];
}
