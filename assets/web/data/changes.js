/**
 * Changes of the page's state: which keys there are, in which order they are applied, and how a failure is named.
 *
 * A state is an object with all keys of `ORDER`; changes are any subset of them. A part of the page handles one key:
 * `{read?, check?, apply}`. Nothing is changed before everything was read and checked.
 */

/** The keys in the order in which they are applied: each part uses only what stands before it. */
export const ORDER = [
  "user_layers", "points", "mask", "theme", "ground", "layers", "hidden", "certain", "period", "size_by", "areas",
  "range_lines", "selection", "camera", "notice",
];

const LONGEST_FAILURE = 200;

/**
 * The keys of changes in the order in which they are applied.
 * @param {Object<string, any>} changes
 * @returns {string[]}
 * @throws {Error} For a key that the page does not know.
 */
export function orderedKeys(changes) {
  for (const key of Object.keys(changes)) if (!ORDER.includes(key)) throw failureOf(key, new Error("unknown key"));
  return ORDER.filter((key) => key in changes);
}

/**
 * Check all changes, then apply them in order.
 * @param {Object<string, {check?: Function, apply: Function}>} parts By key.
 * @param {Object<string, any>} changes
 * @param {Object<string, any>} contents What was read for a key.
 * @param {any} page Handed to the parts.
 * @returns {Set<string>} What has to be drawn again.
 * @throws {Error} `key: message` of the first part that fails.
 */
export function applyParts(parts, changes, contents, page) {
  const keys = orderedKeys(changes);
  for (const key of keys) guarded(key, () => parts[key].check && parts[key].check(changes[key], contents, page, changes));
  const dirty = new Set();
  for (const key of keys) {
    guarded(key, () => parts[key].apply(page, changes[key], contents[key]).forEach((name) => dirty.add(name)));
  }
  return dirty;
}

/**
 * An error with the key of its part in front, cut to a length that is fit for a log.
 * @param {string} key
 * @param {any} error
 * @returns {Error}
 */
export function failureOf(key, error) {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`${key}: ${message}`.slice(0, LONGEST_FAILURE));
}

function guarded(key, act) {
  try {
    act();
  } catch (error) {
    throw failureOf(key, error);
  }
}
