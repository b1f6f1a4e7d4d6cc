/** What the file says of itself: filters, what is left out, sources, licence, how to read it, the record of the view. */
import { element } from "../panels/dom.js";

/**
 * `about.json`, as `geo.draw.web.offline_data` writes it.
 * @typedef {object} About
 * @property {string} title
 * @property {string} label What the data are, if they are made up.
 * @property {string} caveat
 * @property {string} coverage Which days the data do not cover.
 * @property {string} filters In few words.
 * @property {string} of How many incidents of how many the file holds.
 * @property {[number, number][]} covered The days that the data cover, as periods.
 * @property {string[]} districts Their names by number.
 * @property {[string, string][]} parts Headings and texts.
 * @property {string} made The day on which it was made.
 * @property {object} record From which the view is made again.
 */

/**
 * The notes as a panel.
 * @param {About} about
 * @returns {HTMLElement}
 */
export function aboutPanel(about) {
  const parts = about.parts.map(([name, text]) => {
    const lines = text.split("\n").map((line) => element("p", "", line));
    return element("section", "", null, [element("h3", "", name), ...lines]);
  });
  const record = element("details", "offline-record", null, [
    element("summary", "", "Record of the view"),
    element("p", "offline-soft", "Incident Atlas makes the view again from it: recreate FILE --out NAME."),
    element("pre", "", JSON.stringify(about.record, null, 1)),
  ]);
  const title = element("h2", "", about.title);
  return element("div", "offline-about", null, [title, element("p", "offline-soft", about.of), ...parts, record]);
}
