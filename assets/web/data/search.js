/** The first place in a rising array whose value is not below `wanted`, among its first `n`. */
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
