/** Reads what the window serves to the page: values, bytes, and the points in pieces. */
import { earlyRequest } from "./early.js";
import { pointsLength } from "./points.js";

/**
 * `config.json`: the symbols by type and size class, the radius of places that are only near, the heat and the credits.
 * @typedef {object} Config
 * @property {TypeStyle[]} types
 * @property {{radius: number, label: string}[]} sizes
 * @property {number} near_km
 * @property {{bandwidth_km: number, classes: number[]}} heat
 * @property {string} district_lines What is said where they are seen to be generalised.
 * @property {{bundled: string, own_districts: string}} attribution
 */

/** @typedef {{name: string, light: string, dark: string, corners: number[][]}} TypeStyle No corners: a circle. */
/** @typedef {{name: string, labels: number[][], rings: number[][], kind?: string}} Area */
/** @typedef {{name: string, at: number[], rank: number, inside: boolean}} Town `inside`: in one of the provinces. */

/**
 * `basemap.json`: outlines and names; lines are flat lists of degrees.
 * @typedef {object} BasemapData
 * @property {[number, number, number, number]} bounds West, south, east, north of both provinces.
 * @property {number[]} sheet West, south, east, north of all that is drawn.
 * @property {Area[]} provinces
 * @property {Area[]} districts
 * @property {Area[]} neighbours
 * @property {number[][]} rivers
 * @property {number[][]} former_fata
 * @property {{name: string, lines: number[][]}} border
 * @property {{name: string, at: number[][]}[]} seas
 * @property {Town[]} towns
 */

/**
 * A user layer. A feature is a name, a kind (`p` points, `l` lines, `a` areas) and flat lists of degrees.
 * @typedef {object} UserLayerData
 * @property {string} name
 * @property {string[]} kinds Of `points`, `lines` and `polygons`.
 * @property {Object<string, string>} colour By theme.
 * @property {number} width
 * @property {number} fill Opacity.
 * @property {boolean} dashed
 * @property {boolean} named
 * @property {[string, "p" | "l" | "a", number[][]][]} features
 */

/**
 * `user_layers.json`: the user layers and, if one of them replaces the districts, those.
 * @typedef {object} UserLayersFile
 * @property {UserLayerData[]} layers
 * @property {Area[] | null} districts
 * @property {number[][]} [former_fata]
 */

const REST = ["points-1.bin", "points-2.bin", "points-3.bin", "points-4.bin"];
const MOST_TRIES = 5;

/** @type {(name: string) => Promise<any>} */
export const readJson = (name) => answerTo(name).then((answer) => answer.json());

/** @type {(name: string) => Promise<ArrayBuffer>} */
export const readBytes = (name) => answerTo(name).then((answer) => answer.arrayBuffer());

/**
 * The packed points: a first piece, which is all of them where they are few; else the rest travels in pieces side by
 * side. Pieces of different points do not fit together and are read again.
 * @returns {Promise<ArrayBuffer>}
 */
export async function readPoints() {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const first = await readBytes("points.bin");
    const length = pointsLength(first);
    if (length === first.byteLength) return first;
    const pieces = [first, ...(await Promise.all(REST.map(readBytes)))];
    if (pieces.reduce((sum, piece) => sum + piece.byteLength, 0) === length) return joined(pieces, length);
  }
  throw new Error("the pieces of the points do not fit together");
}

async function answerTo(name) {
  const answer = await (earlyRequest(name) || fetch(name));
  if (!answer.ok) throw new Error(`${name} could not be read`);
  return answer;
}

function joined(pieces, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(new Uint8Array(piece), at);
    at += piece.byteLength;
  }
  return whole.buffer;
}
