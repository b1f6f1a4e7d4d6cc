/** The counts and colours of the map. Generated from `geo.draw.style` by `python -m scripts.reference`. */
/** @typedef {import("./colours.js").Palette} Palette */
/** @typedef {import("./mark_size.js").MarkStyle} MarkStyle */

/** @type {number} Number of types of incidents. */
export const TYPES = 6;
/** @type {number} Number of size classes. */
export const SIZES = 6;
/** @type {MarkStyle} The marks of several incidents. */
export const MARKS = {
  "apartPx": [
    17,
    28
  ],
  "apartZoom": [
    5,
    6.5
  ],
  "levelsPerZoom": 2,
  "districtsFromZoom": 6.5,
  "leastPx": [
    7.5,
    8.8,
    11.0,
    14.4
  ],
  "mostPx": 15,
  "smallPx": 4.5,
  "numberPx": 6,
  "numbersToZoom": 8,
  "gapPx": 1,
  "shiftPx": 15,
  "wholeShiftPx": 24,
  "growth": 0.35,
  "ringPx": 2.6,
  "ringGrowth": 0.28,
  "fontPx": 9,
  "digitEm": 0.58,
  "singles": 8,
  "covers": 0.8
};
/** @type {Object<string, Palette>} By theme. */
export const PALETTES = {
  "light": {
    "sea": "#dbe6ec",
    "shore": [
      "#d0dfe8",
      "#c3d6e1"
    ],
    "land": "#ebe9e3",
    "home": "#f8f7f3",
    "beyond": "#e4e6e6",
    "river": "#a9c6d8",
    "district": "#d3d0c8",
    "unit": "#cbc7bd",
    "country": "#a39d92",
    "province": "#7d776d",
    "fata": "#8d7aa8",
    "provinceGlow": "rgba(125,119,109,0.13)",
    "label": {
      "sea": "#385d79",
      "country": "#5c5750",
      "unit": "#615c54",
      "province": "#534e46",
      "district": "#5c574f",
      "town": "#35312c",
      "dot": "#5b5750",
      "halo": "rgba(248,247,243,0.94)",
      "haloOut": "rgba(235,233,227,0.94)"
    },
    "symbolHalo": "#ffffff",
    "select": "#111827",
    "selectHalo": "#ffffff",
    "badge": "#ffffff",
    "badgeText": "#2d2a26",
    "badgeLine": "#8a857c",
    "near": "#5b5470",
    "nearAlpha": 0.11,
    "hatch": "rgba(84,74,98,0.46)",
    "hatchFill": "rgba(84,74,98,0.09)",
    "ground": {
      "cover": "#e3e6dc",
      "use": "#e8e6e0",
      "building": "#dcd8d0",
      "road": "#d8d3ca",
      "highway": "#c4bbaa"
    },
    "unknown": "#e2e0db",
    "unknownDot": "#9b958b",
    "spotInk": "#26211c",
    "density": [
      "#d67d59",
      "#c25c39",
      "#a43c20",
      "#7d2412",
      "#56120c",
      "#2e0709"
    ],
    "heatAlpha": 0.78,
    "heat": [
      "#ffeab0",
      "#ffd079",
      "#fbaa4b",
      "#ee7c35",
      "#d04a27",
      "#98211f"
    ]
  },
  "dark": {
    "sea": "#0c141b",
    "shore": [
      "#101b24",
      "#14222d"
    ],
    "land": "#14181c",
    "home": "#1c2228",
    "beyond": "#101418",
    "river": "#2a4a63",
    "district": "#3a434c",
    "unit": "#262c32",
    "country": "#525b64",
    "province": "#8b959f",
    "fata": "#a792cc",
    "provinceGlow": "rgba(160,172,184,0.12)",
    "label": {
      "sea": "#6a93b3",
      "country": "#929ca6",
      "unit": "#8a949e",
      "province": "#d0d6dc",
      "district": "#b9c2cb",
      "town": "#e9edf1",
      "dot": "#c3cad1",
      "halo": "rgba(20,25,30,0.94)",
      "haloOut": "rgba(17,21,25,0.94)"
    },
    "symbolHalo": "#14181c",
    "select": "#ffffff",
    "selectHalo": "#0b0e11",
    "badge": "#20262c",
    "badgeText": "#e8ecf0",
    "badgeLine": "#77818b",
    "near": "#c3bcd8",
    "nearAlpha": 0.12,
    "hatch": "rgba(196,188,214,0.42)",
    "hatchFill": "rgba(196,188,214,0.08)",
    "ground": {
      "cover": "#1e2622",
      "use": "#20262b",
      "building": "#2b3238",
      "road": "#343c44",
      "highway": "#4b545d"
    },
    "unknown": "#262b31",
    "unknownDot": "#757d86",
    "spotInk": "#f2eee8",
    "density": [
      "#c07445",
      "#e3904d",
      "#fab25c",
      "#fcd091",
      "#fae8ce",
      "#ffffff"
    ],
    "heatAlpha": 0.88,
    "heat": [
      "#6a4a2c",
      "#925a25",
      "#bd7026",
      "#e28f37",
      "#f8b95c",
      "#fff0b8"
    ]
  }
};
