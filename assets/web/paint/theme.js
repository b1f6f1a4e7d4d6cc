/** The theme in use and its colours. */
import { PALETTES } from "../data/style.js";

/** @typedef {import("../data/colours.js").Palette} Palette */

/** @type {{name: string, palette: Palette}} The theme in use: `name` and `palette`. */
export const theme = { name: "light", palette: PALETTES.light };

/**
 * Use a theme, in the styles of the panels as well.
 * @param {string} name `light` or `dark`; another is taken for `light`.
 */
export function applyTheme(name) {
  theme.name = PALETTES[name] ? name : "light";
  theme.palette = PALETTES[theme.name];
  document.documentElement.dataset.theme = theme.name;
}
