/** The texts and figures of the incidents of the file, by row. */

/** @typedef {{words: string[], of: number[]}} Column Distinct texts, and the number of its text for each row. */

/**
 * `incidents.json`, as `geo.draw.web.offline_texts` writes it.
 * @typedef {object} IncidentTexts
 * @property {Object<string, Column>} heads
 * @property {Object<string, Column>} facts
 * @property {number[]} district
 * @property {(number | null)[]} killed
 * @property {(number | null)[]} low
 * @property {(number | null)[]} high
 */

/** Gives texts and sums of rows. */
export class Texts {
  /** @param {IncidentTexts} content */
  constructor(content) {
    this.content = content;
    /** @type {string[]} In the order of the card. */
    this.factNames = Object.keys(content.facts);
  }

  /**
   * A text of the list.
   * @param {string} name
   * @param {number} row
   * @returns {string}
   */
  head(name, row) {
    const { words, of } = this.content.heads[name];
    return words[of[row]];
  }

  /**
   * The facts of a row that are stated.
   * @param {number} row
   * @returns {[string, string][]} Name and value.
   */
  facts(row) {
    return this.factNames.map((name) => {
      const { words, of } = this.content.facts[name];
      return [name, words[of[row]]];
    }).filter(([, value]) => value);
  }

  /**
   * The best figure of deaths in words.
   * @param {number} row
   * @returns {string}
   */
  killed(row) {
    const best = this.content.killed[row];
    return best === null ? "no figure" : best.toLocaleString("en");
  }

  /**
   * How many incidents rows are and how many people they report killed, in words.
   * @param {number[]} rows
   * @returns {string}
   */
  sum(rows) {
    const { killed, low, high } = this.content;
    const sums = [0, 0, 0];
    let unknown = 0;
    for (const row of rows) {
      if (killed[row] === null) unknown++;
      else [killed, low, high].forEach((column, k) => (sums[k] += column[row]));
    }
    const [best, least, most] = sums.map((sum) => sum.toLocaleString("en"));
    const known = unknown === rows.length ? "no figure of deaths" : `${best} killed${least === most ? "" : ` (${least}–${most})`}`;
    const missing = unknown && unknown < rows.length ? ` · ${unknown.toLocaleString("en")} without a figure` : "";
    return rows.length ? `${countText(rows.length)} · ${known}${missing}` : countText(0);
  }
}

/**
 * A number of incidents in words.
 * @param {number} count
 * @returns {string}
 */
export function countText(count) {
  return `${count.toLocaleString("en")} incident${count === 1 ? "" : "s"}`;
}
