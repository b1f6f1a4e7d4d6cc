/**
 * The first index in an ascending array whose value is not below `wanted` (binary search).
 * @param {ArrayLike<number>} values
 * @param {number} wanted
 * @param {number} [n] Search the first n values only.
 * @returns {number}
 */
export function lowerBound(values, wanted, n = values.length) {
  let lo = 0;
  let hi = n;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (values[mid] < wanted) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
