"use strict";
/** The way back to the window: a few calls, with row numbers and nothing else. */
(function (atlas) {
  let remote = null;
  const waiting = [];

  /** Connect, or connect anew after the other side was lost. */
  atlas.connect = function () {
    remote = null;
    if (!window.qt || !window.QWebChannel) return;
    new QWebChannel(qt.webChannelTransport, (channel) => {
      remote = channel.objects.bridge || null;
      while (remote && waiting.length) tell(...waiting.shift());
    });
  };

  function tell(name, ...values) {
    if (remote) remote[name](...values);
    else if (waiting.length < 20) waiting.push([name, ...values]);
  }

  atlas.tell = {
    ready: (passed) => tell("pageReady", passed),
    selected: (rows) => tell("rowsSelected", JSON.stringify(rows)),
    hovered: (ask, rows) => tell("rowsHovered", ask, JSON.stringify(rows.slice(0, 100))),
    moved: (lon, lat, zoom, byUser) => tell("viewMoved", lon, lat, zoom, byUser),
    pointed: (lon, lat) => tell("pointAsked", lon, lat),
    requested: (what) => tell("requested", what),
  };
})((window.atlas = window.atlas || {}));
