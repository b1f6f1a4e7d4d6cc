/** The counts and colours of the map. Generated from `geo.draw.style` by `python -m scripts.reference`. */
/** @typedef {import("./colours.js").Palette} Palette */

/** @type {number} Number of types of incidents. */
export const TYPES = 6;
/** @type {number} Number of size classes. */
export const SIZES = 6;
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
      "sea": "#7f9fb3",
      "country": "#9a948a",
      "unit": "#aaa498",
      "province": "#6b655c",
      "district": "#857e73",
      "town": "#4b4741",
      "dot": "#6b665f",
      "halo": "rgba(248,247,243,0.92)",
      "haloOut": "rgba(235,233,227,0.9)"
    },
    "symbolHalo": "#ffffff",
    "select": "#111827",
    "selectHalo": "#ffffff",
    "badge": "#ffffff",
    "badgeText": "#2d2a26",
    "badgeLine": "#8a857c",
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
    "density": [
      "#d67d59",
      "#c25c39",
      "#a43c20",
      "#7d2412",
      "#56120c",
      "#2e0709"
    ],
    "heatAlpha": 0.72,
    "heat": [
      "#fff1cc",
      "#ffd98a",
      "#fbb052",
      "#ee7f35",
      "#d04a27",
      "#98211f"
    ]
  },
  "dark": {
    "sea": "#10171d",
    "shore": [
      "#141e26",
      "#18252f"
    ],
    "land": "#1b2025",
    "home": "#252b31",
    "beyond": "#14181c",
    "river": "#31506a",
    "district": "#363e46",
    "unit": "#2e353c",
    "country": "#59626b",
    "province": "#87919b",
    "fata": "#9a86bd",
    "provinceGlow": "rgba(160,172,184,0.10)",
    "label": {
      "sea": "#456074",
      "country": "#6b747d",
      "unit": "#59626a",
      "province": "#aeb7c0",
      "district": "#838d97",
      "town": "#c6ccd2",
      "dot": "#9aa3ac",
      "halo": "rgba(30,35,40,0.92)",
      "haloOut": "rgba(24,28,33,0.9)"
    },
    "symbolHalo": "#14181c",
    "select": "#ffffff",
    "selectHalo": "#0b0e11",
    "badge": "#20262c",
    "badgeText": "#e8ecf0",
    "badgeLine": "#77818b",
    "hatch": "rgba(196,188,214,0.42)",
    "hatchFill": "rgba(196,188,214,0.08)",
    "ground": {
      "cover": "#1e2622",
      "use": "#20262b",
      "building": "#2b3238",
      "road": "#343c44",
      "highway": "#4b545d"
    },
    "unknown": "#2c3137",
    "unknownDot": "#6f7780",
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
