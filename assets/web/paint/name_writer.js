/** Writes names: text with a halo, the line from a place to its name, and the dot of a place. */
import { setFont } from "./name_styles.js";

/** @typedef {import("./name_styles.js").NameStyle} NameStyle */
/** @typedef {import("./stack.js").Context} Context */

/**
 * A name in its place, in pixels of the canvas.
 * @typedef {object} Name
 * @property {string} text
 * @property {number[]} box Left, top, right, bottom.
 * @property {[string, number, number][]} rows Each line of the text, its left end, and the height of its base line.
 * @property {NameStyle} style
 * @property {number[][] | null} line Points from the place to the name.
 * @property {boolean} isLineBelow Whether the line is drawn below the marks of incidents: it begins below a number.
 * @property {number[] | null} at The place, where it is a town.
 * @property {{x: number, y: number, r: number, colour: string, isBelow: boolean} | null} dot Drawn below the marks of
 *   incidents, or with the name.
 */

const ON_CELLS_PX = 2.6; // by which a halo is wider
const MOST_WIDTHS = 4000;

/**
 * A name that has moved with the map.
 * @param {Name} name
 * @param {number} dx
 * @param {number} dy
 * @returns {Name}
 */
export function moved(name, dx, dy) {
  const { box, rows, line, at, dot } = name;
  return {
    ...name,
    box: box.map((side, k) => side + (k % 2 ? dy : dx)),
    rows: rows.map(([text, x, y]) => [text, x + dx, y + dy]),
    line: line && line.map(([x, y]) => [x + dx, y + dy]),
    at: at && [at[0] + dx, at[1] + dy],
    dot: dot && { ...dot, x: dot.x + dx, y: dot.y + dy },
  };
}

/**
 * Whether a panel covers a part of a name.
 * @param {Name} name
 * @param {number[][]} panels Left, top, right, bottom in pixels of the container.
 * @param {number} margin From the edge of the canvas to that of the container, in pixels.
 * @returns {boolean}
 */
export function isBelow({ box: [left, top, right, bottom] }, panels, margin) {
  return panels.some(([x, y, u, v]) => left < u + margin && right > x + margin && top < v + margin && bottom > y + margin);
}

/** Measures and writes on two canvases: that of the names, and one below the incidents. */
export class NameWriter {
  /** Without widths until the first text is measured. */
  constructor() {
    /** @type {Map<string, number>} Widths of texts by font; measuring takes longer than all else. */
    this.widths = new Map();
  }

  /**
   * The width of a text in pixels.
   * @param {Context} context
   * @param {string} text
   * @param {NameStyle} style
   * @returns {number}
   */
  width(context, text, style) {
    const key = `${style.slant || ""} ${style.weight || 400} ${style.size} ${style.spacing} ${text}`;
    let width = this.widths.get(key);
    if (width !== undefined) return width;
    setFont(context, style);
    width = context.measureText(text).width;
    if (this.widths.size > MOST_WIDTHS) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }

  /**
   * Write names, the lines below all texts.
   * @param {Context} context
   * @param {Context} below
   * @param {Name[]} names
   * @param {boolean} onCells Whether counts per cell lie below, which are darker than any other ground: halos are wider.
   */
  write(context, below, names, onCells) {
    for (const { line, isLineBelow, style } of names) if (line) leader(isLineBelow ? below : context, line, style);
    for (const { dot, style } of names) if (dot) drawDot(dot.isBelow ? below : context, dot, style);
    for (const { rows, style } of names) rows.forEach(([text, x, y]) => writeText(context, text, x, y, style, onCells));
  }
}

function writeText(context, text, x, y, style, onCells) {
  setFont(context, style);
  context.lineJoin = "round";
  const wide = style.spacing > 1 ? 4.8 : Math.max(3.8, style.size * 0.36); // between letters that stand apart, too
  context.lineWidth = onCells ? wide + ON_CELLS_PX : wide;
  context.strokeStyle = style.halo;
  context.strokeText(text, x, y);
  context.fillStyle = style.colour;
  context.fillText(text, x, y);
}

function leader(context, line, style) {
  context.lineCap = context.lineJoin = "round";
  for (const [width, colour] of [[3.4, style.halo], [1.1, style.colour]]) {
    context.beginPath();
    line.forEach(([x, y]) => context.lineTo(x, y));
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

function drawDot(context, { x, y, r, colour }, style) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = style.halo;
  context.stroke();
}
