/** Colours `#rrggbb` as numbers. */

/**
 * The colours of a theme, by use.
 * @typedef {object} Palette
 * @property {string} sea
 * @property {string[]} shore The wide and the narrow line along the coast.
 * @property {string} land
 * @property {string} home The two provinces.
 * @property {string} beyond Where the bundled data end.
 * @property {string} river
 * @property {string} district
 * @property {string} unit Borders within the neighbours.
 * @property {string} country
 * @property {string} province
 * @property {string} fata The outline of the former FATA.
 * @property {string} provinceGlow
 * @property {LabelColours} label
 * @property {string} symbolHalo
 * @property {string} select The line around what is selected.
 * @property {string} selectHalo
 * @property {string} badge
 * @property {string} badgeText
 * @property {string} badgeLine
 * @property {string} near The area around places that are only near.
 * @property {number} nearAlpha Its opacity.
 * @property {string} hatch
 * @property {string} hatchFill
 * @property {{cover: string, use: string, building: string, road: string, highway: string}} ground Of vector tiles.
 * @property {string} unknown Districts whose value is not known.
 * @property {string} unknownDot
 * @property {string} spotInk Lines and dots on classes of hot spots, and the box of a rank.
 * @property {string[]} density By class.
 * @property {number} heatAlpha Opacity.
 * @property {string[]} heat By class.
 */

/**
 * The colours of names; `halo` lies over the provinces, `haloOut` elsewhere.
 * @typedef {object} LabelColours
 * @property {string} sea
 * @property {string} country
 * @property {string} unit
 * @property {string} province
 * @property {string} district
 * @property {string} town
 * @property {string} dot
 * @property {string} halo
 * @property {string} haloOut
 */

/**
 * Red, green and blue, 0 to 255.
 * @param {string} colour
 * @returns {number[]}
 */
export const rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/**
 * A colour as a raster stores it: 0xAABBGGRR, opaque.
 * @param {string} colour
 * @returns {number}
 */
export function packedColour(colour) {
  const [r, g, b] = rgb(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/**
 * How bright a colour is, 0 to 255: its channels as the eye weights them.
 * @param {string} colour
 * @returns {number}
 */
export function brightness(colour) {
  const [r, g, b] = rgb(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
