/** The way back to the window: a few calls with row numbers and numbers of the view. */

/**
 * The calls to the window; those before it is connected are sent later.
 * @typedef {object} Bridge
 * @property {(passed: boolean) => void} ready
 * @property {() => void} complete The names are drawn too.
 * @property {(number: number, failure: string) => void} applied
 * @property {(name: string, why: string) => void} partFailed A part of the picture cannot be drawn.
 * @property {(rows: number[]) => void} selected
 * @property {(request: number, rows: number[]) => void} hovered
 * @property {(district: number) => void} districtSelected
 * @property {(request: number, district: number) => void} districtHovered
 * @property {(lon: number, lat: number, zoom: number, byUser: boolean) => void} moved
 * @property {(lon: number, lat: number) => void} pointed
 * @property {(points: number[][]) => void} lineDrawn Longitude and latitude of each point of a line that was drawn.
 * @property {(what: string) => void} requested The name of an action of the window.
 */

const MOST_WAITING = 20;

let remote = null;
const waiting = [];

/** Connect, or connect anew after the other side was lost. */
export function connect() {
  remote = null;
  if (!window.qt || !window.QWebChannel) return;
  new QWebChannel(qt.webChannelTransport, (channel) => {
    remote = channel.objects.bridge || null;
    while (remote && waiting.length) send(...waiting.shift());
  });
}

function send(name, ...values) {
  if (remote) remote[name](...values);
  else if (waiting.length < MOST_WAITING) waiting.push([name, ...values]);
}

/** @type {Bridge} */
export const bridge = {
  /** The first picture is on the screen; whether the forbidden request was blocked. */
  ready: (passed) => send("pageReady", passed),
  complete: () => send("pageComplete"),
  /** A message that had to read bytes was applied, or failed with `part: message`. */
  applied: (number, failure) => send("applied", number, failure),
  partFailed: (name, why) => send("partFailed", name, why),
  selected: (rows) => send("rowsSelected", JSON.stringify(rows)),
  hovered: (request, rows) => send("rowsHovered", request, JSON.stringify(rows)),
  districtSelected: (district) => send("districtSelected", district),
  districtHovered: (request, district) => send("districtHovered", request, district),
  moved: (lon, lat, zoom, byUser) => send("viewMoved", lon, lat, zoom, byUser),
  pointed: (lon, lat) => send("contextMenuOpened", lon, lat),
  lineDrawn: (points) => send("lineDrawn", JSON.stringify(points)),
  requested: (what) => send("requested", what),
};
