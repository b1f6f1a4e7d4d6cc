/** The name of a border, written along its straightest stretch in view, on the side of the neighbour. */
import { mercatorX, mercatorY } from "../data/mercator.js";
import { useMapCoordinates } from "./paths.js";

/** @typedef {import("./stack.js").Context} Context */
/** @typedef {import("./stack.js").Frame} Frame */

/**
 * Where the name of a border stands.
 * @typedef {object} BorderName
 * @property {number[][]} boxes What it takes, in pixels from the edge of the world.
 * @property {number[]} at Its middle, in pixels from the edge of the world.
 * @property {number} angle
 * @property {number} width
 */

const SIZE = 10.5;
const APART_PX = 9;
const BEND_PX = 13;
const MOST_TRIES = 12;

/** The name of a border on its line. */
export class Borderline {
  /**
   * @param {{name: string, lines: number[][]}} border Lines are longitudes and latitudes in turn.
   * @param {Path2D} outside The neighbour.
   */
  constructor({ name, lines }, outside) {
    this.name = name;
    /** @type {number[][][]} Points of each line in Web Mercator, 0 to 1. */
    this.lines = lines.map((line) => {
      const points = [];
      for (let k = 0; k < line.length; k += 2) points.push([mercatorX(line[k]), mercatorY(line[k + 1])]);
      return points;
    });
    this.outside = outside;
  }

  /**
   * The place of the name at the first stretch that is free; null if there is none.
   * @param {Context} context
   * @param {Frame} frame
   * @param {(box: number[]) => boolean} isFree
   * @returns {BorderName | null}
   */
  place(context, frame, isFree) {
    setBorderFont(context);
    const width = context.measureText(this.name).width;
    for (const stretch of this._stretches(frame, width + 16)) {
      const spot = this._spot(context, frame, stretch);
      const boxes = boxesOf(spot, width);
      if (!boxes.every((box) => inView(box, frame) && isFree(box))) continue;
      return { boxes: boxes.map((box) => moved(box, frame.left, frame.top)), at: moved(spot.at, frame.left, frame.top), angle: spot.angle, width };
    }
    return null;
  }

  /**
   * Write the name at its place.
   * @param {Context} context
   * @param {Frame} frame Of the same zoom.
   * @param {BorderName} place
   * @param {{colour: string, halo: string}} style
   */
  write(context, frame, { at, angle, width }, style) {
    setBorderFont(context);
    draw(context, this.name, { at: moved(at, -frame.left, -frame.top), angle }, width, style);
  }

  /** Ends of the stretches in view that are as long as the name, the straightest first. */
  _stretches(frame, length) {
    const key = `${frame.world} ${length}`;
    if (key !== this.key) {
      /** @type {string} */
      this.key = key;
      /** @type {{from: number[], to: number[], bend: number}[]} Of all lines at one zoom, in pixels of the world. */
      this.known = this.lines.flatMap((line) => stretchesOf(line.map(([x, y]) => [x * frame.world, y * frame.world]), length));
      this.known.sort((one, other) => one.bend - other.bend);
    }
    const found = [];
    for (const { from, to, bend } of this.known) {
      const ends = [from, to].map(([x, y]) => [x - frame.left, y - frame.top]);
      if (ends.every((end) => seen(end, frame))) found.push({ from: ends[0], to: ends[1], bend });
      if (found.length === MOST_TRIES) break;
    }
    return found;
  }

  _spot(context, frame, { from, to, bend }) {
    const x = (from[0] + to[0]) / 2;
    const y = (from[1] + to[1]) / 2;
    let angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    const away = APART_PX + bend;
    const above = [x + Math.sin(angle) * away, y - Math.cos(angle) * away];
    const below = [x - Math.sin(angle) * away, y + Math.cos(angle) * away];
    context.save();
    useMapCoordinates(context, frame);
    const outside = context.isPointInPath(this.outside, above[0] * frame.ratio, above[1] * frame.ratio);
    context.restore();
    return { at: outside ? above : below, angle };
  }
}

const moved = (values, dx, dy) => values.map((value, k) => value + (k % 2 ? dy : dx));

/**
 * What the name of a border takes in a frame of the same zoom.
 * @param {BorderName} place
 * @param {Frame} frame
 * @returns {number[][]} Boxes in pixels of the canvas.
 */
export const borderBoxes = ({ boxes }, { left, top }) => boxes.map((box) => moved(box, -left, -top));

function setBorderFont(context) {
  context.font = `400 ${SIZE}px 'Atlas Sans', sans-serif`;
  context.letterSpacing = "0.6px";
}

/** Ends of stretches of a line that are as long as the name, and how far each bends from a straight line. */
function stretchesOf(points, length) {
  const found = [];
  let b = 0;
  for (let a = 0; a < points.length; a++) {
    b = Math.max(b, a + 1);
    while (b < points.length && distance(points[a], points[b]) < length) b++;
    if (b === points.length) break;
    const bend = greatestBend(points, a, b);
    if (bend < BEND_PX) found.push({ from: points[a], to: points[b], bend });
  }
  return found;
}

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** @param {number[]} point */
function seen([x, y], frame) {
  return x > frame.margin && y > frame.margin && x < frame.width - frame.margin && y < frame.height - frame.margin;
}

function inView(box, frame) {
  return seen([box[0], box[1]], frame) && seen([box[2], box[3]], frame);
}

function greatestBend(points, a, b) {
  const [x, y] = points[a];
  const along = [points[b][0] - x, points[b][1] - y];
  const length = Math.hypot(along[0], along[1]);
  let most = 0;
  for (let k = a + 1; k < b; k++) {
    most = Math.max(most, Math.abs((points[k][0] - x) * along[1] - (points[k][1] - y) * along[0]) / length);
  }
  return most;
}

/** Small squares along the text, which fit it better than one bounding box. */
function boxesOf({ at, angle }, width) {
  const half = SIZE * 0.6;
  const count = Math.ceil(width / SIZE);
  return Array.from({ length: count + 1 }, (_, k) => {
    const along = (k / count - 0.5) * width;
    const x = at[0] + Math.cos(angle) * along;
    const y = at[1] + Math.sin(angle) * along;
    return [x - half, y - half, x + half, y + half];
  });
}

function draw(context, text, { at, angle }, width, style) {
  context.save();
  context.translate(at[0], at[1]);
  context.rotate(angle);
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = style.halo;
  context.strokeText(text, -width / 2, SIZE * 0.36);
  context.fillStyle = style.colour;
  context.fillText(text, -width / 2, SIZE * 0.36);
  context.restore();
}
