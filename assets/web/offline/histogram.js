/** Incidents by day and type, summed to bars: an incident that lasts or is dated to a span counts in parts over its days. */
import { TYPES } from "../data/style.js";

/** @typedef {import("../data/store.js").Store} Store */
/** @typedef {import("./windows.js").Days} Days */

/**
 * The incidents of each type and day.
 * @param {Store} store With a period that holds all rows.
 * @param {Days} whole
 * @returns {Float32Array[]} By type, a value for each day.
 */
export function dailyCounts(store, [first, last]) {
  const days = last - first + 1;
  const daily = Array.from({ length: TYPES }, () => new Float32Array(days));
  const offset = first - store.day0;
  const lastDay = new Map(Array.from(store.lastingRows, (row, k) => [row, store.lastDays[k]]));
  for (let day = 0; day + 1 < store.before.length; day++) {
    for (let row = store.before[day]; row < store.before[day + 1]; row++) {
      const until = lastDay.has(row) ? lastDay.get(row) : day;
      spread(daily[store.type(row)], day - offset, until - offset);
    }
  }
  return daily;
}

/** Count one over the days from `from` to `to`, of which those outside the array are lost. */
function spread(counts, from, to) {
  const part = 1 / (to - from + 1);
  for (let day = Math.max(0, from); day <= Math.min(counts.length - 1, to); day++) counts[day] += part;
}

/**
 * Sums of days to bars.
 * @param {Float32Array[]} daily
 * @param {number} width Days of a bar.
 * @returns {{bars: Float32Array[], most: number}} By type, a value for each bar; and the highest sum over the types.
 */
export function barsOf(daily, width) {
  const count = Math.ceil(daily[0].length / width);
  const bars = daily.map((counts) => {
    const sums = new Float32Array(count);
    for (let day = 0; day < counts.length; day++) sums[Math.floor(day / width)] += counts[day];
    return sums;
  });
  let most = 0;
  for (let k = 0; k < count; k++) most = Math.max(most, bars.reduce((sum, counts) => sum + counts[k], 0));
  return { bars, most };
}
