/** Which area lies at each cell of a canvas; each is looked up when it is first needed. */

const UNKNOWN = -2;

/** The areas of cells. */
export class AreaCells {
  /**
   * @param {number} width Of the canvas, in pixels.
   * @param {number} height
   * @param {number} size The side of a cell.
   * @param {(x: number, y: number) => number} areaAt The area at a point of the canvas; -1 for none.
   */
  constructor(width, height, size, areaAt) {
    Object.assign(this, { size, areaAt });
    /** @type {number} */
    this.columns = Math.ceil(width / size);
    /** @type {Int16Array} */
    this.areas = new Int16Array(this.columns * Math.ceil(height / size)).fill(UNKNOWN);
  }

  /**
   * The area at the middle of a cell.
   * @param {number} column
   * @param {number} row
   * @returns {number}
   */
  at(column, row) {
    const cell = row * this.columns + column;
    const known = this.areas[cell];
    if (known !== UNKNOWN) return known;
    return (this.areas[cell] = this.areaAt((column + 0.5) * this.size, (row + 0.5) * this.size));
  }
}
