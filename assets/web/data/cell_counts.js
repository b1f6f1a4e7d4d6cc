/** Counts of the rows of a period by cell, updated incrementally: only rows that enter or leave the period are counted. */

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{mask: Uint8Array | null, lo: number, hi: number, others: number[][]}} Counted What was counted last. */

/** Counts by cell for the period of a store. */
export class CellCounts {
  /** Without counts. */
  constructor() {
    this.invalidate();
  }

  /** Count everything the next time: the counts or the cells are others. */
  invalidate() {
    /** @type {Counted | null} */
    this.counted = null;
  }

  /**
   * Update counts to the period of a store.
   * @param {Store} store
   * @param {Int32Array} cells The cell of each row, -1 for none.
   * @param {Uint32Array | Float32Array} counts By cell; changed in place.
   */
  count(store, cells, counts) {
    const { mask, lo, hi } = store;
    const before = this.counted;
    if (before === null || before.mask !== mask || Math.abs(lo - before.lo) + Math.abs(hi - before.hi) >= hi - lo) {
      counts.fill(0);
      add(cells, counts, mask, lo, hi, 1);
    } else {
      for (const [cell, many] of before.others) counts[cell] -= many;
      add(cells, counts, mask, before.lo, lo, -1);
      add(cells, counts, mask, lo, before.lo, 1);
      add(cells, counts, mask, before.hi, hi, 1);
      add(cells, counts, mask, hi, before.hi, -1);
    }
    const others = [];
    store.eachEarlier((i) => cells[i] >= 0 && others.push([cells[i], 1]));
    store.eachOverrunning((i) => cells[i] >= 0 && others.push([cells[i], -1]));
    for (const [cell, many] of others) counts[cell] += many;
    this.counted = { mask, lo, hi, others };
  }
}

/** Add a number to the cell of each row of a range that passes the mask. */
function add(cells, counts, mask, from, to, many) {
  if (mask === null) {
    for (let i = from; i < to; i++) {
      const cell = cells[i];
      if (cell >= 0) counts[cell] += many;
    }
  } else {
    for (let i = from; i < to; i++) {
      const cell = cells[i];
      if (cell >= 0) counts[cell] += many * mask[i];
    }
  }
}
