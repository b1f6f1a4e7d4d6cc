/** Counts of the rows of a period by cell: from one period to the next only what comes and goes is counted. */
export class CellCounts {
  constructor() {
    this.invalidate();
  }

  /** The counts or the cells are others: all has to be counted. */
  invalidate() {
    this.counted = null;
  }

  /** Bring counts up to date with the period of the store; `cells` has the cell of each row, -1 for none. */
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

/** Add so many for each row of a range that passes the mask. */
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
