/** The files that the page reads, which are in the offline file itself: no request is sent. */

/**
 * The answer to the request for a file.
 * @param {string} name
 * @returns {Promise<Response>}
 */
export function earlyRequest(name) {
  return window.atlasFile(name).then((bytes) => new Response(bytes));
}
