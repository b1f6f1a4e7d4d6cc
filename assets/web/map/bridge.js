/** The way back to the window: a few calls with row numbers and numbers of the view. */
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

export const bridge = {
  /** The first picture is on the screen; whether the forbidden request was blocked. */
  ready: (passed) => send("pageReady", passed),
  /** A message that had to read bytes was applied, or failed with `part: message`. */
  applied: (number, failure) => send("applied", number, failure),
  selected: (rows) => send("rowsSelected", JSON.stringify(rows)),
  hovered: (request, rows) => send("rowsHovered", request, JSON.stringify(rows.slice(0, 100))),
  moved: (lon, lat, zoom, byUser) => send("viewMoved", lon, lat, zoom, byUser),
  pointed: (lon, lat) => send("contextMenuOpened", lon, lat),
  requested: (what) => send("requested", what),
};
