/** A set of pixels, one bit each: unions of spans cost their words, not their pixels. */

const ALL = 0xffffffff;

/** Pixels of a raster. */
export class PixelSet {
  /** Without pixels until `fit`. */
  constructor() {
    this.width = this.height = this.words = 0;
    this.bits = new Uint32Array(0);
  }

  /**
   * Set the size, and remove all pixels.
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    this.width = width;
    this.height = height;
    /** @type {number} In a row. */
    this.words = (width + 31) >> 5;
    if (this.bits.length !== this.words * height) this.bits = new Uint32Array(this.words * height);
    else this.bits.fill(0);
  }

  /**
   * Add the pixels of a row from one column to before another.
   * @param {number} row
   * @param {number} from
   * @param {number} to
   */
  add(row, from, to) {
    const left = from < 0 ? 0 : from;
    const right = to > this.width ? this.width : to;
    if (right <= left) return;
    const { bits } = this;
    const first = row * this.words + (left >> 5);
    const last = row * this.words + ((right - 1) >> 5);
    const begin = ALL << (left & 31);
    const end = ALL >>> (31 - ((right - 1) & 31));
    if (first === last) bits[first] |= begin & end;
    else {
      bits[first] |= begin;
      for (let k = first + 1; k < last; k++) bits[k] = ALL;
      bits[last] |= end;
    }
  }

  /**
   * Whether a pixel is in the set; one beside the raster is.
   * @param {number} column
   * @param {number} row
   * @returns {boolean}
   */
  has(column, row) {
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return true;
    return ((this.bits[row * this.words + (column >> 5)] >>> (column & 31)) & 1) === 1;
  }

  /**
   * Call back with each run of pixels in a row: from a column to before another.
   * @param {number} row
   * @param {(from: number, to: number) => void} visit
   */
  eachRun(row, visit) {
    const { bits, words } = this;
    const base = row * words;
    let open = -1;
    for (let w = 0; w < words; w++) {
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
    if (open >= 0) visit(open, this.width);
  }

  /**
   * Call back with each pixel of a row that has a neighbour outside the set: its column.
   * @param {number} row
   * @param {(column: number) => void} visit
   */
  eachEdge(row, visit) {
    const { bits, words, height, width } = this;
    const base = row * words;
    const beyond = width & 31 ? ALL << (width & 31) : 0; // what lies beside the raster counts as inside
    for (let w = 0; w < words; w++) {
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
