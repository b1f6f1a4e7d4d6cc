/** Reads what the window serves to the page: values, bytes, and the points in pieces. */
import { earlyRequest } from "./early.js";
import { pointsLength } from "./points.js";

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
