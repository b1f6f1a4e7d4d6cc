/** The least and the greatest of any number of values; `Math.min` takes at most about 100,000 arguments. */

/**
 * The least of the numbers; infinite for none.
 * @param {ArrayLike<number>} numbers
 * @returns {number}
 */
export function least(numbers) {
  let found = Infinity;
  for (let k = 0; k < numbers.length; k++) if (numbers[k] < found) found = numbers[k];
  return found;
}

/**
 * The greatest of the numbers; negatively infinite for none.
 * @param {ArrayLike<number>} numbers
 * @returns {number}
 */
export function greatest(numbers) {
  let found = -Infinity;
  for (let k = 0; k < numbers.length; k++) if (numbers[k] > found) found = numbers[k];
  return found;
}
