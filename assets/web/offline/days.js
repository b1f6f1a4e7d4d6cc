/** Days of the calendar as numbers since 1970-01-01, and in words. */

const DAY_MS = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Year, month from 0 and day of the month.
 * @param {number} day A day number.
 * @returns {[number, number, number]}
 */
export function partsOf(day) {
  const date = new Date(day * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/**
 * The number of the first day of a month.
 * @param {number} year
 * @param {number} month From 0; beyond 11 in a later year.
 * @returns {number}
 */
export function monthStart(year, month) {
  return Math.round(Date.UTC(year, month, 1) / DAY_MS);
}

/**
 * A day as people write it: `18 Nov 2024`.
 * @param {number} day
 * @returns {string}
 */
export function dayText(day) {
  const [year, month, date] = partsOf(day);
  return `${date} ${MONTHS[month]} ${year}`;
}

/**
 * A period as people write it, shortened where month or year are shared.
 * @param {number} first
 * @param {number} last
 * @returns {string}
 */
export function periodText(first, last) {
  const [year, month, date] = partsOf(first);
  const [toYear, toMonth] = partsOf(last);
  if (first === last) return dayText(first);
  if (year === toYear && month === toMonth) return `${date}–${dayText(last)}`;
  if (year === toYear) return `${date} ${MONTHS[month]} – ${dayText(last)}`;
  return `${dayText(first)} – ${dayText(last)}`;
}

/**
 * The name of a month: `Nov`.
 * @param {number} month From 0.
 * @returns {string}
 */
export function monthName(month) {
  return MONTHS[((month % 12) + 12) % 12];
}
