/** Requests for the data of the page, sent before anything else runs, so that they travel while the scripts are read. */
const NAMES = ["config.json", "basemap.json", "state.json", "points.bin", "mask.bin", "user_layers.json", "Latin-400.ttf", "Latin-600.ttf"];

const requests = new Map(NAMES.map((name) => [name, fetch(name)]));

/**
 * The request that was sent early for a file, once; later calls give undefined, because the content may have changed.
 * @param {string} name
 * @returns {Promise<Response> | undefined}
 */
export function earlyRequest(name) {
  const request = requests.get(name);
  requests.delete(name);
  return request;
}
