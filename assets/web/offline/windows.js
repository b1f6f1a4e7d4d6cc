/** Periods of the time bar: which lengths are offered, how a period moves, and how time plays. */

/** @typedef {[number, number]} Days First and last day number, inclusive. */

const LENGTHS = [1, 7, 30, 90, 365];
const PLAYED = 24; // about so many lengths in the whole time, where the user has chosen none
const MOST_STEPS = 400; // in which time plays from the first day to the last
const STEPS_A_LENGTH = 6;

/**
 * The lengths in days that are offered within a whole time.
 * @param {Days} whole
 * @returns {number[]}
 */
export function lengthsWithin([first, last]) {
  return LENGTHS.filter((days) => days < last - first + 1);
}

/**
 * A period moved by some days, kept within the whole time with its length.
 * @param {Days} period
 * @param {number} days
 * @param {Days} whole
 * @returns {Days}
 */
export function moved([first, last], days, whole) {
  const width = Math.min(last - first, whole[1] - whole[0]);
  const at = Math.max(whole[0], Math.min(whole[1] - width, first + days));
  return [at, at + width];
}

/**
 * The period of a length around the middle of another one.
 * @param {Days} period
 * @param {number} days
 * @param {Days} whole
 * @returns {Days}
 */
export function resized([first, last], days, whole) {
  const width = Math.min(days, whole[1] - whole[0] + 1) - 1;
  return moved([Math.round((first + last - width) / 2), Math.round((first + last - width) / 2) + width], 0, whole);
}

/**
 * A period with one end at another day; the ends do not pass each other.
 * @param {Days} period
 * @param {0 | 1} end
 * @param {number} day
 * @param {Days} whole
 * @returns {Days}
 */
export function withEnd([first, last], end, day, whole) {
  const at = Math.max(whole[0], Math.min(whole[1], Math.round(day)));
  return end === 0 ? [Math.min(at, last), last] : [first, Math.max(at, first)];
}

/**
 * The length with which the whole time plays.
 * @param {Days} whole
 * @returns {number}
 */
export function playedLength(whole) {
  const wanted = (whole[1] - whole[0] + 1) / PLAYED;
  const offered = lengthsWithin(whole);
  return offered.reduce((best, days) => (Math.abs(Math.log(days / wanted)) < Math.abs(Math.log(best / wanted)) ? days : best), 1);
}

/**
 * By how many days a period moves in one step of playing.
 * @param {Days} period
 * @param {Days} whole
 * @returns {number}
 */
export function playedStep([first, last], whole) {
  const byLength = Math.round((last - first + 1) / STEPS_A_LENGTH);
  return Math.max(1, Math.min(byLength, 31), Math.ceil((whole[1] - whole[0] + 1) / MOST_STEPS));
}
