/**
 * Changes of the page's state: which keys there are, in which order they are applied, and how a failure is named.
 *
 * A state is an object with all keys of `ORDER`; changes are any subset of them. A part of the page handles one key:
 * `{read?, check?, apply}`. Nothing is changed before everything was read and checked.
 */

/**
 * The state of the page, as `app.map.page_state.PageState` sends it.
 * @typedef {object} PageState
 * @property {{version: number}} user_layers
 * @property {{version: number, rows: number, day0: number}} points
 * @property {{version: number}} mask
 * @property {"light" | "dark"} theme
 * @property {Ground | null} ground Null for the bundled base map.
 * @property {string[] | null} layers Null for the page's own choice.
 * @property {string[]} hidden Names of the user layers that are not shown.
 * @property {boolean} certain Only incidents that lie in the period with all their days.
 * @property {[number, number]} period First and last day number, inclusive.
 * @property {"killed" | "same"} size_by
 * @property {string} figures Whose figures size the symbols, as it stands behind a heading; empty for the best.
 * @property {AreaClasses | null} areas
 * @property {HotSpotShapes | null} spots
 * @property {HeatClasses | null} heat
 * @property {number[][]} range_lines Longitudes and latitudes in turn.
 * @property {number} district The number of the district that is outlined; -1 for none.
 * @property {number[]} selection Rows.
 * @property {CameraTarget} camera
 * @property {{text: string, offers_reset: boolean}} notice
 * @property {string} label What the data are; empty for nothing.
 */

/**
 * A base map of tiles.
 * @typedef {object} Ground
 * @property {"raster" | "vector"} kind
 * @property {string} attribution
 * @property {[number, number, number, number] | null} bounds West, south, east, north in degrees.
 * @property {number[]} levels The zoom levels that have tiles, ascending.
 * @property {number} stamp Part of the address of the tiles.
 */

/**
 * The districts by class.
 * @typedef {object} AreaClasses
 * @property {string} title
 * @property {string[]} classes Labels.
 * @property {string[]} [from] The least of each class, of falls the greatest, in a few letters.
 * @property {number[]} counts Districts of each class.
 * @property {number} none Districts without a class.
 * @property {string} none_text
 * @property {number} none_at Before which class the legend lists them.
 * @property {number} unknown Districts whose value is not known.
 * @property {Object<string, string[]>} colours Colour of each class, by theme.
 * @property {number[]} of Class of each district; -1 for none, -2 for not known, -3 beyond the filter by place.
 * @property {string[]} [marks] Marks of each class on its colour: some of `lines`, `dots`, `cross`; none where not given.
 * @property {string} note
 */

/**
 * Hot spots that are cells or circles: longitudes and latitudes of the edge in turn, class, rank (0 for a cell), and the
 * longitude and latitude of the middle. Without classes nothing is drawn, and the note says why.
 * @typedef {Omit<AreaClasses, "of"> & {marks: string[], shapes: [number[], number, number, number, number][]}} HotSpotShapes
 */

/**
 * The classes of the heat.
 * @typedef {object} HeatClasses
 * @property {number[]} classes Lower bounds, incidents per 1,000 km², rising.
 * @property {number} days The length of the periods that they hold for.
 * @property {string} [lengths] These lengths in words, where they are several.
 */

/**
 * Where to look: at a view, at an area, or at both provinces if neither is given.
 * @typedef {object} CameraTarget
 * @property {[number, number, number]} [view] Longitude, latitude, zoom level.
 * @property {[number, number, number, number]} [bounds] West, south, east, north in degrees.
 */

/**
 * The part of a page that handles one key of the state.
 * @template Page
 * @typedef {object} Part
 * @property {(value: any) => any} [read]
 * @property {(value: any, contents: Object<string, any>, page: Page, changes: Partial<PageState>) => void} [check]
 * @property {(page: Page, value: any, content?: any) => string[]} apply
 */

/** @type {string[]} The keys in the order in which they are applied: each part uses only what stands before it. */
export const ORDER = [
  "user_layers", "points", "mask", "theme", "ground", "layers", "hidden", "certain", "period", "size_by", "figures", "areas",
  "spots", "heat", "range_lines", "district", "selection", "camera", "notice",
  "label",
];

const LONGEST_FAILURE = 200;

/**
 * The keys of changes in the order in which they are applied.
 * @param {Partial<PageState>} changes
 * @returns {string[]}
 * @throws {Error} For a key that the page does not know.
 */
export function orderedKeys(changes) {
  for (const key of Object.keys(changes)) if (!ORDER.includes(key)) throw failureOf(key, new Error("unknown key"));
  return ORDER.filter((key) => key in changes);
}

/**
 * Check all changes, then apply them in order.
 * @param {Object<string, Part<any>>} parts By key.
 * @param {Partial<PageState>} changes
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
