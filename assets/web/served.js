"use strict";
/** What the window serves to the page: as values, as bytes, and the points in pieces. */
(function (atlas) {
  const REST = ["points-1.bin", "points-2.bin", "points-3.bin", "points-4.bin"];
  const get = (name) => answerTo(name).then((answer) => (answer.ok ? answer : Promise.reject(new Error(name))));

  /** An answer that was asked for before the scripts were read is taken once; later calls ask anew. */
  function answerTo(name) {
    const early = atlas.early?.get(name);
    atlas.early?.delete(name);
    return early || fetch(name);
  }
  const json = (name) => get(name).then((answer) => answer.json());
  const bytes = (name) => get(name).then((answer) => answer.arrayBuffer());

  /**
   * The columns of the points: a first piece, which is all of them where they are few, else the rest in pieces that
   * travel side by side. If others have come in between, they are asked for again.
   */
  async function points() {
    for (;;) {
      const first = await bytes("points.bin");
      const length = atlas.pointsLength(first);
      if (length === first.byteLength) return first;
      const pieces = [first, ...(await Promise.all(REST.map(bytes)))];
      if (pieces.reduce((sum, piece) => sum + piece.byteLength, 0) === length) return joined(pieces, length);
    }
  }

  function joined(pieces, length) {
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(new Uint8Array(piece), at);
      at += piece.byteLength;
    }
    return whole.buffer;
  }

  atlas.served = { json, bytes, points };
})((window.atlas = window.atlas || {}));
