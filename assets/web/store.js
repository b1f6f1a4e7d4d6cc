"use strict";
/**
 * The incidents as typed arrays sorted by first day, and the rows of a window of days.
 *
 * `gather` answers without allocating: it writes into arrays made when the points were loaded.
 */
(function (atlas) {
  const NO_AREA = 65535;
  const SIZES = 6;
  const padded = (bytes) => (bytes + 3) & ~3;

  /** The columns of `points.bin`; the number of rows follows from its length (16 bytes each and some padding). */
  function columns(buffer) {
    const n = Math.floor(buffer.byteLength / 16);
    let at = 0;
    const take = (Type) => {
      const block = new Type(buffer, at, n);
      at += padded(n * Type.BYTES_PER_ELEMENT);
      return block;
    };
    return {
      n, x: take(Float32Array), y: take(Float32Array), start: take(Uint16Array), end: take(Uint16Array),
      area: take(Uint16Array), kind: take(Uint8Array), size: take(Uint8Array),
    };
  }

  /** A number for each distinct place, so that co-located incidents share one. */
  function sites(x, y) {
    const n = x.length;
    const bitsX = new Uint32Array(x.buffer, x.byteOffset, n);
    const bitsY = new Uint32Array(y.buffer, y.byteOffset, n);
    let slots = 16;
    while (slots < n * 2) slots *= 2;
    const table = new Int32Array(slots).fill(-1);
    const site = new Int32Array(n);
    let count = 0;
    const first = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      let h = (Math.imul(bitsX[i], 0x9e3779b1) ^ Math.imul(bitsY[i], 0x85ebca6b)) >>> 0;
      h = (h ^ (h >>> 15)) & (slots - 1);
      for (;;) {
        const known = table[h];
        if (known < 0) {
          first[count] = i;
          table[h] = count;
          site[i] = count++;
          break;
        }
        const j = first[known];
        if (bitsX[j] === bitsX[i] && bitsY[j] === bitsY[i]) {
          site[i] = known;
          break;
        }
        h = (h + 1) & (slots - 1);
      }
    }
    return { site, count };
  }

  // Rows that last are kept in groups by how long: a few that last a year shall not make all others be looked at.
  const LENGTHS = [7, 31, 92, 366, Infinity];

  /** Rows that last longer than a day, in groups by length; in each the latest end among those up to each of them. */
  function lasting(start, end) {
    const groups = LENGTHS.map(() => []);
    for (let i = 0; i < start.length; i++) {
      const days = end[i] - start[i];
      if (days > 0) groups[LENGTHS.findIndex((most) => days <= most)].push(i);
    }
    return groups.map((rows) => {
      const latest = new Uint16Array(rows.length);
      let most = 0;
      rows.forEach((row, k) => (latest[k] = most = Math.max(most, end[row])));
      return { rows: Int32Array.from(rows), latest };
    });
  }

  /** The rows that are known only to an area. */
  function areaRows(kind) {
    const rows = [];
    for (let i = 0; i < kind.length; i++) if (kind[i] >= 32) rows.push(i);
    return Int32Array.from(rows);
  }

  /** The first place in a sorted array, from `lo` on, whose value is not below `day`. */
  function lowerBound(days, day, n) {
    let lo = 0;
    let hi = n;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (days[mid] < day) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  class Store {
    constructor() {
      this.day0 = 0;
      this.certain = false; // whether only rows are in a window whose whole interval lies in it
      this.load(new ArrayBuffer(0), 0, 0, 0);
    }

    load(buffer, day0, districts, provinces) {
      Object.assign(this, columns(buffer));
      this.day0 = day0;
      this.mask = null;
      this.lasting = lasting(this.start, this.end);
      const { site, count } = sites(this.x, this.y);
      this.site = site;
      this.siteCount = new Int32Array(count);
      this.colocated = count < this.n;
      this.areaRows = areaRows(this.kind);
      this.areaStarts = Uint16Array.from(this.areaRows, (row) => this.start[row]);
      this.isBehind = false;
      this.rows = new Int32Array(this.n);
      this.scratch = new Int32Array(this.n);
      this.bucket = new Int32Array(SIZES + 1);
      this.cursor = new Int32Array(SIZES + 1);
      this.districtCount = new Int32Array(districts);
      this.provinceCount = new Int32Array(provinces + 1);
      this.areaSlots = this._slots(this.areaRows);
      this.slotCount = new Int32Array(districts + provinces + 2);
      this.shown = 0;
      this.countryCount = 0;
      this.window = [0, -1];
      this.masked = this.n;
    }

    /** One byte a row; a mask of another length belongs to other points and is not taken. */
    setMask(buffer) {
      if (buffer.byteLength !== this.n) return false;
      const mask = new Uint8Array(buffer);
      let passed = 0;
      for (let i = 0; i < this.n; i++) passed += mask[i];
      this.mask = passed === this.n ? null : mask; // one that stops nothing need not be looked at
      this.masked = passed;
      return true;
    }

    /** Days from the first row to the last. */
    get span() {
      return this.n ? this.start[this.n - 1] - this.start[0] + 1 : 1;
    }

    /**
     * Find the rows of the window, both days inclusive: those that can be drawn as symbols go to `rows`, in
     * groups by size class (`bucket[s]` to `bucket[s + 1]`); the others are counted by area. How many stand at
     * each place (`siteCount`) is counted on demand.
     */
    gather(first, last, countSites = true) {
      this.window = [first, last];
      this.isBehind = false;
      this._forget();
      this._sortBySize(this._collect(first - this.day0, last - this.day0));
      if (countSites) this._countSites();
    }

    /** Count the areas of the window; its rows are gathered when somebody asks for them (`catchUp`). */
    countAreas(first, last) {
      this.window = [first, last];
      this._forget();
      this.shown = 0;
      this.isBehind = true;
      const { mask, areaRows, areaStarts, kind } = this;
      this.eachEarlier((i) => kind[i] >= 32 && this._countArea(i));
      const lo = lowerBound(areaStarts, first - this.day0, areaRows.length);
      const hi = lowerBound(areaStarts, last - this.day0 + 1, areaRows.length);
      const { areaSlots, slotCount } = this;
      slotCount.fill(0);
      const to = last - this.day0;
      if (this.certain) {
        for (let k = lo; k < hi; k++) {
          const i = areaRows[k];
          if (this.end[i] <= to) slotCount[areaSlots[k]] += mask === null ? 1 : mask[i];
        }
      } else if (mask === null) for (let k = lo; k < hi; k++) slotCount[areaSlots[k]]++;
      else for (let k = lo; k < hi; k++) slotCount[areaSlots[k]] += mask[areaRows[k]];
      this._takeSlots();
    }

    /** Where each of these rows is counted: districts first, then provinces, the country last. */
    _slots(areaRows) {
      const { kind, area, districtCount, provinceCount } = this;
      const districts = districtCount.length;
      const last = provinceCount.length - 1;
      return Uint16Array.from(areaRows, (i) => {
        const precision = kind[i] >> 4;
        if (precision === 2 && area[i] !== NO_AREA) return area[i];
        return precision <= 3 ? districts + Math.min(area[i], last) : districts + last + 1;
      });
    }

    _takeSlots() {
      const { slotCount, districtCount, provinceCount } = this;
      for (let d = 0; d < districtCount.length; d++) districtCount[d] += slotCount[d];
      for (let p = 0; p < provinceCount.length; p++) provinceCount[p] += slotCount[districtCount.length + p];
      this.countryCount += slotCount[slotCount.length - 1];
    }

    /** Gather the rows of the window if that was put off. */
    catchUp() {
      if (this.isBehind) this.gather(...this.window, false);
    }

    /** The rows that began before the window and last into it, and the range of those that begin in it. */
    eachEarlier(visit) {
      const from = this.window[0] - this.day0;
      const to = this.window[1] - this.day0;
      const lo = lowerBound(this.start, from, this.n);
      if (to < from) return [lo, lo];
      const { mask } = this;
      this._earlier(lo, from, (i) => (mask === null || mask[i] !== 0) && visit(i));
      return [lo, lowerBound(this.start, to + 1, this.n)];
    }

    /** Every row of the last window that passes the mask, symbols and areas alike. */
    forEachInWindow(visit) {
      const from = this.window[0] - this.day0;
      const to = this.window[1] - this.day0;
      const mask = this.mask;
      const lo = lowerBound(this.start, from, this.n);
      this._earlier(lo, from, (i) => (!mask || mask[i]) && visit(i));
      for (let i = lo; i < this.n && this.start[i] <= to; i++) {
        if ((!mask || mask[i]) && !(this.certain && this.end[i] > to)) visit(i);
      }
    }

    _forget() {
      const { rows, site, siteCount } = this;
      if (this.sitesCounted) for (let k = 0; k < this.shown; k++) siteCount[site[rows[k]]] = 0;
      this.sitesCounted = false;
      this.districtCount.fill(0);
      this.provinceCount.fill(0);
      this.countryCount = 0;
    }

    _earlier(lo, from, visit) {
      if (this.certain) return;
      for (const { rows, latest } of this.lasting) {
        for (let k = lowerBound(rows, lo, rows.length) - 1; k >= 0 && latest[k] >= from; k--) {
          if (this.end[rows[k]] >= from) visit(rows[k]);
        }
      }
    }

    _countSites() {
      const { rows, site, siteCount } = this;
      for (let k = 0; k < this.shown; k++) siteCount[site[rows[k]]]++;
      this.sitesCounted = true;
    }

    _collect(from, to) {
      const { start, end, kind, mask, scratch, size, bucket, n, certain } = this;
      bucket.fill(0);
      if (to < from) return 0;
      let found = 0;
      const lo = lowerBound(start, from, n);
      this._earlier(lo, from, (i) => {
        if (mask !== null && mask[i] === 0) return;
        if (kind[i] >= 32) this._countArea(i);
        else {
          scratch[found++] = i;
          bucket[size[i]]++;
        }
      });
      const hi = lowerBound(start, to + 1, n);
      for (let i = lo; i < hi; i++) {
        if ((mask !== null && mask[i] === 0) || (certain && end[i] > to)) continue;
        if (kind[i] >= 32) this._countArea(i);
        else {
          scratch[found++] = i;
          bucket[size[i]]++;
        }
      }
      return found;
    }

    _countArea(i) {
      const precision = this.kind[i] >> 4;
      const area = this.area[i];
      if (precision === 2 && area !== NO_AREA) this.districtCount[area]++;
      else if (precision <= 3) this.provinceCount[Math.min(area, this.provinceCount.length - 1)]++;
      else this.countryCount++;
    }

    _sortBySize(found) {
      const { bucket, cursor, scratch, rows, size } = this;
      let at = 0;
      for (let s = 0; s < SIZES; s++) {
        const many = bucket[s];
        bucket[s] = cursor[s] = at;
        at += many;
      }
      bucket[SIZES] = at;
      for (let k = 0; k < found; k++) {
        const i = scratch[k];
        rows[cursor[size[i]]++] = i;
      }
      this.shown = found;
    }
  }

  atlas.Store = Store;
  atlas.NO_AREA = NO_AREA;
})((window.atlas = window.atlas || {}));
