"use strict";
/** Asks for the data of the page before the other scripts are read, so that both arrive at the same time. */
(function (atlas) {
  const NAMES = ["config.json", "basemap.json", "state.json", "points.bin", "mask.bin", "reference.json"];
  atlas.early = new Map(NAMES.map((name) => [name, fetch(name)]));
})((window.atlas = window.atlas || {}));
