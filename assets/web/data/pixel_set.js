/**
 * The pixels that at least one of many spans covers; spans come and go.
 *
 * Where spans begin and end is counted for each row, so that a span costs the same whatever its length. The set itself has
 * one bit for each pixel; `settle` follows the counts, in the rows that have changed alone.
 */

const ALL = 0xffffffff;

/** Pixels of a raster. */
export class PixelSet {
  /** Without pixels until `fit`. */
  constructor() {
    this.width = this.height = this.words = 0;
    this.bits = new Uint32Array(0);
    this.turns = new Int16Array(0);
    this.low = new Int32Array(0);
    this.high = new Int32Array(0);
  }

  /**
   * Set the size, and remove all spans.
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    if (width !== this.width || height !== this.height) {
      this.width = width;
      this.height = height;
      /** @type {number} In a row. */
      this.words = (width + 31) >> 5;
      this.bits = new Uint32Array(this.words * height);
      /** @type {Int16Array} Spans that begin at each pixel, less those that end before it; one more pixel a row. */
      this.turns = new Int16Array((width + 1) * height);
      /** @type {Int32Array} First column of each row that may have changed since `settle`. */
      this.low = new Int32Array(height);
      /** @type {Int32Array} The column after the last one. */
      this.high = new Int32Array(height);
    } else {
      this.bits.fill(0);
      this.turns.fill(0);
    }
    this.low.fill(width);
    this.high.fill(0);
  }

  /**
   * Add a span of a row, from one column to before another, or remove one that was added.
   * @param {number} row
   * @param {number} from
   * @param {number} to
   * @param {1 | -1} many
   */
  change(row, from, to, many) {
    const left = from < 0 ? 0 : from;
    const right = to > this.width ? this.width : to;
    if (right <= left) return;
    const base = row * (this.width + 1);
    this.turns[base + left] += many;
    this.turns[base + right] -= many;
    if (left < this.low[row]) this.low[row] = left;
    if (right > this.high[row]) this.high[row] = right;
  }

  /**
   * Bring the set up to date, and call back with each row that has changed: its first and its last word that differs.
   * @param {(row: number, first: number, last: number) => void} visit
   */
  settle(visit) {
    const { low, high, width, height } = this;
    for (let row = 0; row < height; row++) {
      if (high[row] > low[row]) this._settleRow(row, low[row] >> 5, (high[row] - 1) >> 5, visit);
      low[row] = width;
      high[row] = 0;
    }
  }

  _settleRow(row, begin, end, visit) {
    const { turns, bits, words, width } = this;
    let at = row * (width + 1);
    let spans = 0;
    for (const stop = at + (begin << 5); at < stop; at++) spans += turns[at];
    let [first, last] = [words, -1];
    for (let w = begin; w <= end; w++) {
      const most = Math.min(32, width - (w << 5));
      let word = 0;
      for (let bit = 0; bit < most; bit++) {
        spans += turns[at++];
        if (spans !== 0) word |= 1 << bit;
      }
      if (word >>> 0 === bits[row * words + w]) continue;
      bits[row * words + w] = word;
      if (last < 0) first = w;
      last = w;
    }
    if (last >= 0) visit(row, first, last);
  }

  /**
   * Call back with each run of pixels within words of a row: from a column to before another.
   * @param {number} row
   * @param {number} first The first word.
   * @param {number} last The last one.
   * @param {(from: number, to: number) => void} visit
   */
  eachRun(row, first, last, visit) {
    const { bits, words } = this;
    const base = row * words;
    let open = -1;
    for (let w = first; w <= last; w++) {
      const word = bits[base + w];
      // Where a bit differs from the one before it, a run begins or ends.
      for (let turns = word ^ ((word << 1) | (open < 0 ? 0 : 1)); turns !== 0; turns &= turns - 1) {
        const at = (w << 5) + 31 - Math.clz32(turns & -turns);
        if (open < 0) open = at;
        else {
          visit(open, at);
          open = -1;
        }
      }
    }
    if (open >= 0) visit(open, Math.min(this.width, (last + 1) << 5));
  }

  /**
   * Call back with each pixel within words of a row that has a neighbour outside the set: its column.
   * @param {number} row
   * @param {number} first The first word.
   * @param {number} last The last one.
   * @param {(column: number) => void} visit
   */
  eachEdge(row, first, last, visit) {
    const { bits, words, height, width } = this;
    const base = row * words;
    const beyond = width & 31 ? ALL << (width & 31) : 0; // what lies beside the raster counts as inside
    for (let w = first; w <= last; w++) {
      const k = base + w;
      const word = bits[k];
      if (word === 0) continue;
      const right = ((w + 1 < words ? word : word | beyond) >>> 1) | ((w + 1 < words ? bits[k + 1] : ALL) << 31);
      const left = (word << 1) | (w > 0 ? bits[k - 1] >>> 31 : 1);
      const above = row > 0 ? bits[k - words] : ALL;
      const below = row + 1 < height ? bits[k + words] : ALL;
      let edge = word & ~(right & left & above & below);
      for (; edge !== 0; edge &= edge - 1) visit((w << 5) + 31 - Math.clz32(edge & -edge));
    }
  }
}
