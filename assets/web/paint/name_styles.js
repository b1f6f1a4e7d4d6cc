/** How names are written: size, weight, spacing and colours by kind, rank and zoom. */

/** @typedef {import("../data/colours.js").LabelColours} LabelColours */
/** @typedef {import("../data/colours.js").Palette} Palette */
/** @typedef {import("./stack.js").Context} Context */

/**
 * The style of a name.
 * @typedef {object} NameStyle
 * @property {number} size In pixels of the page.
 * @property {number} spacing Between letters.
 * @property {number} [weight]
 * @property {string} [slant]
 * @property {boolean} [capitals]
 * @property {boolean} [wrap] Whether a long name may stand in several lines.
 * @property {number} [fill] The share of the free width of its area that a name may take.
 * @property {number} [beside] How far above or below the number of its area it stands.
 * @property {boolean} [initials] Whether it is written tighter, and at last as its initials, where there is no room.
 * @property {number} [least] The smallest size in which it is written where there is no room for `size`.
 * @property {string} colour
 * @property {string} halo
 */

const FAMILY = "'Atlas Sans', 'Atlas Naskh', sans-serif";

/** @type {number[]} From which zoom the towns of a rank are named. */
export const TOWN_FROM_ZOOM = [0, 0, 5.9, 7.3, 8.4, 9.2];

const LONG = 12; // letters of a name that rather stands in several lines

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * Set the font of a context.
 * @param {Context} context
 * @param {NameStyle} style
 */
export function setFont(context, style) {
  context.font = `${style.slant || ""} ${style.weight || 400} ${style.size}px ${FAMILY}`;
  context.letterSpacing = `${style.spacing}px`;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
}

/**
 * The styles of areas at a zoom, by kind.
 * @param {number} zoom
 * @param {Palette} palette
 * @returns {{province: NameStyle, country: NameStyle, unit: NameStyle, sea: NameStyle, district: NameStyle}}
 */
export function areaStyles(zoom, palette) {
  const colours = palette.label;
  const sized = (size, spacing) => ({ size, spacing: size * spacing });
  return {
    province: {
      ...sized(clamp(12 + (zoom - 5.5) * 2.6, 11, 18), 0.26), least: 9.5, weight: 600, capitals: true, wrap: true,
      initials: true, fill: 1.1, colour: colours.province, halo: colours.halo,
    },
    country: {
      ...sized(clamp(11.5 + (zoom - 5.5) * 2, 11, 17), 0.34), capitals: true, fill: 0.9, colour: colours.country,
      halo: colours.haloOut,
    },
    unit: {
      ...sized(clamp(10 + (zoom - 5.5) * 1.4, 9.5, 14), 0.22), capitals: true, wrap: true, fill: 0.9,
      colour: colours.unit, halo: colours.haloOut,
    },
    sea: {
      ...sized(clamp(12 + (zoom - 5.5) * 2, 11, 17), 0.3), slant: "italic", fill: 1, colour: colours.sea,
      halo: palette.sea,
    },
    district: {
      ...sized(clamp(9.5 + (zoom - 6.6) * 1.5, 9.5, 14), 0.14), least: 9.5, capitals: true, wrap: true, fill: 1.05,
      beside: 11, colour: colours.district, halo: colours.halo,
    },
  };
}

/**
 * The style of the name of a town, and of its dot.
 * @param {{rank: number, inside: boolean}} town
 * @param {number} zoom
 * @param {LabelColours} colours
 * @returns {NameStyle & {dot: number, dotColour: string}}
 */
export function townStyle(town, zoom, colours) {
  const big = town.rank === 1 && town.inside;
  return {
    size: clamp((big ? 12.5 : 11.4 - town.rank * 0.35) + (zoom - 6) * 0.45, 10, 15), spacing: 0,
    weight: big ? 600 : 400, dot: big ? 2.8 : town.rank < 3 ? 2.1 : 1.6,
    colour: town.inside ? colours.town : colours.country, dotColour: town.inside ? colours.dot : colours.country,
    halo: town.inside ? colours.halo : colours.haloOut,
  };
}

/**
 * A name in one line, and where it may be wrapped a line for each word; the better one first.
 * @param {string} name
 * @param {boolean} [mayWrap]
 * @returns {string[][]}
 */
export function formsOf(name, mayWrap) {
  const words = name.split(" ");
  if (!mayWrap || words.length < 2) return [[name]];
  return name.length > LONG ? [words, [name]] : [[name], words];
}

/**
 * The first letter of each word of a name.
 * @param {string} name
 * @returns {string}
 */
export const initialsOf = (name) => name.split(" ").map((word) => word[0]).join("");
