/** Whether the picture of the map is complete, for whoever takes it. */

/** @typedef {import("./page.js").Page} Page */

/**
 * Width and height of the map if everything is drawn for them and nothing is under way; else null.
 * @param {Page} page
 * @returns {[number, number] | null} Pixels of the page.
 */
export function restingSize({ map, labels, stack, tiles, underWay }) {
  const { width, height } = map.getContainer().getBoundingClientRect();
  const isDrawn = labels.isSettled && !underWay && stack.isFitted(width, height);
  return isDrawn && !tiles.isLoading() ? [width, height] : null;
}
