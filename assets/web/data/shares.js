/** Counts as twelfths of their sum: at least one for each count above 0; the largest takes up the rounding. */
import { greatest } from "./extremes.js";

/**
 * Counts as twelfths of their sum: at least one for each count above 0; the largest takes up the rounding.
 * @param {number[]} counts
 * @returns {number[]}
 */
export function twelfths(counts) {
  const sum = counts.reduce((total, n) => total + n, 0);
  const shares = counts.map((n) => (n ? Math.max(1, Math.round((12 * n) / sum)) : 0));
  const excess = shares.reduce((total, n) => total + n, 0) - 12;
  shares[shares.indexOf(greatest(shares))] -= excess;
  return shares;
}
