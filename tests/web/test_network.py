"""No packet leaves the machine: listeners on the loopback count connections while a page tries to connect."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.map.page import INDEX, MapPage
from app.map.scheme import SchemeHandler
from app.map.site import PROBE, Site
from geo.draw.web.files import POLICY
from tests.web.driver import Driver, run, wait_for

TRIES = """
const web = "http://127.0.0.1:PORT", out = [];
const attempt = (name, act) => { try { out.push([name, act()]); } catch (error) { out.push([name, null]); } };
const add = (tag, given, parent) => {
  const made = document.createElement(tag);
  Object.entries(given).forEach(([key, value]) => made.setAttribute(key, value));
  (parent || document.body).append(made);
  return made;
};
attempt("fetch", () => fetch(web + "/fetch").catch(() => 0));
attempt("no-cors", () => fetch(web + "/nocors", { mode: "no-cors" }).catch(() => 0));
attempt("xhr", () => { const x = new XMLHttpRequest(); x.open("GET", web + "/xhr"); x.send(); });
attempt("websocket", () => new WebSocket("ws://127.0.0.1:PORT/ws"));
attempt("eventsource", () => new EventSource(web + "/es"));
attempt("beacon", () => navigator.sendBeacon(web + "/beacon", "x"));
attempt("img", () => { new Image().src = web + "/img"; });
attempt("script", () => add("script", { src: web + "/s.js" }));
attempt("style", () => add("link", { rel: "stylesheet", href: web + "/s.css" }, document.head));
attempt("preconnect", () => add("link", { rel: "preconnect", href: web }, document.head));
attempt("dns", () => add("link", { rel: "dns-prefetch", href: web }, document.head));
attempt("prefetch", () => add("link", { rel: "prefetch", href: web + "/p" }, document.head));
attempt("preload", () => add("link", { rel: "preload", as: "image", href: web + "/pl" }, document.head));
attempt("iframe", () => add("iframe", { src: web + "/frame" }));
attempt("object", () => add("object", { data: web + "/object" }));
attempt("embed", () => add("embed", { src: web + "/embed" }));
attempt("audio", () => add("audio", { src: web + "/audio", preload: "auto" }));
attempt("video", () => add("video", { poster: web + "/poster" }));
attempt("css", () => add("div", { style: "height:9px;background:url(" + web + "/bg)" }));
attempt("font", () => new FontFace("x", "url(" + web + "/f.woff)").load().catch(() => 0));
attempt("worker", () => new Worker(web + "/w.js"));
attempt("form", () => add("form", { action: web + "/form", method: "post" }).submit());
attempt("open", () => window.open(web + "/open"));
attempt("blank", () => add("a", { href: web + "/blank", target: "_blank" }).click());
attempt("ping", () => add("a", { href: "#", ping: web + "/ping" }).click());
attempt("download", () => add("a", { href: web + "/download", download: "x" }).click());
attempt("transport", () => new WebTransport("https://127.0.0.1:PORT/"));
attempt("stun", () => {
  const turn = { urls: "turn:127.0.0.1:PORT?transport=tcp", username: "u", credential: "c" };
  const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:UDP" }, turn] });
  peer.createDataChannel("x");
  return peer.createOffer().then((offer) => peer.setLocalDescription(offer)).catch(() => 0);
});
attempt("meta", () => add("meta", { "http-equiv": "refresh", content: "0;url=" + web + "/meta" }, document.head));
attempt("location", () => { window.location = web + "/location"; });
await new Promise((go) => setTimeout(go, 1500));
return out.length;
"""


@dataclass
class Listeners:
    tcp: socket.socket
    udp: socket.socket

    def script(self) -> str:
        return TRIES.replace("PORT", str(self.tcp.getsockname()[1])).replace("UDP", str(self.udp.getsockname()[1]))

    def hits(self) -> int:
        count = 0
        for receive in (self.tcp.accept, lambda: self.udp.recvfrom(2048)):
            try:
                while True:
                    received = receive()
                    count += 1
                    if isinstance(received[0], socket.socket):
                        received[0].close()
            except BlockingIOError:
                pass
        return count


@pytest.fixture
def listeners() -> Iterator[Listeners]:
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        for listener in (tcp, udp):
            listener.bind(("127.0.0.1", 0))
            listener.setblocking(False)
        tcp.listen(64)
        yield Listeners(tcp, udp)


def page_of(site: Site, policy: str) -> MapPage:
    return MapPage(SchemeHandler(site, policy), site.names | {PROBE})


def load(page: MapPage) -> bool:
    return bool(wait_for(page.loadFinished, lambda: page.load(INDEX))[0])


def test_the_listeners_count_connections(listeners: Listeners) -> None:
    with socket.create_connection(listeners.tcp.getsockname()), socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", listeners.udp.getsockname())
        assert listeners.hits() == 2


def test_the_page_reaches_no_listener(driver: Driver, listeners: Listeners) -> None:
    before = driver.describe()["rows"]
    assert driver.run(listeners.script()) >= 28
    assert listeners.hits() == 0
    assert driver.describe()["rows"] == before, "the page was left"
    wait_for(driver.panel.ready, driver.panel.retry)


def test_filter_and_flags_hold_without_the_policy(qapp: QApplication, listeners: Listeners) -> None:
    open_page = Site(lambda: {"index.html": ("text/html", b"<!DOCTYPE html><body>x</body>")}, {})
    page = page_of(open_page, "default-src * 'unsafe-inline' data: blob:")
    assert load(page)
    assert run(page, listeners.script()) >= 28
    assert listeners.hits() == 0
    page.deleteLater()
    qapp.processEvents()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "app://map/../../etc/passwd",
        "app://map/%2e%2e/%2e%2e/etc/passwd",
        "app://map//etc/passwd",
        "app://map/vendor/leaflet/leaflet.js",
        "app://other/index.html",
        "app:///index.html",
        "/vsicurl/http://127.0.0.1/x",
        "qrc:///qtwebchannel/qwebchannel.js",
        "app://map/pyproject.toml",
    ],
)
def test_no_file_can_be_read(driver: Driver, address: str) -> None:
    assert driver.run(f"return fetch({address!r}).then((a) => a.ok, () => false)") is False


def test_what_the_page_needs_can_be_read(driver: Driver) -> None:
    assert driver.run("return fetch('basemap.json').then((a) => a.ok)") is True


def test_the_filter_survives_garbage_collection(qapp: QApplication) -> None:
    requests: list[str] = []

    def leak() -> tuple[str, bytes]:
        requests.append("leak")
        return "text/plain", b"leak"

    site = Site(lambda: {"index.html": ("text/html", b"<!DOCTYPE html><body>x</body>")}, {PROBE: leak})
    page = page_of(site, "default-src * 'unsafe-inline'")
    gc.collect()
    assert load(page)
    gc.collect()
    assert run(page, f"return fetch('{PROBE}').then(() => 'through', () => 'stopped')") == "stopped"
    assert requests == []
    assert page.filter.probes_blocked == 1
    page.deleteLater()
    qapp.processEvents()


def test_a_filter_that_raises_stops_the_request(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(
        lambda: {"index.html": ("text/html", b"<!DOCTYPE html><body>x</body>")}, {"a.txt": lambda: ("text/plain", b"a")}
    )
    page = page_of(site, "default-src * 'unsafe-inline'")
    assert load(page)
    assert run(page, "return fetch('a.txt').then(() => 'through', () => 'stopped')") == "through"

    def fail(_url: object) -> bool:
        raise ValueError("a fault in the filter")

    monkeypatch.setattr(page.filter, "allows", fail)
    with qtbot.capture_exceptions() as raised:
        assert run(page, "return fetch('a.txt').then(() => 'through', () => 'stopped')") == "stopped"
    assert [kind for kind, *_ in raised] == [ValueError]
    page.deleteLater()
    qapp.processEvents()


def test_nothing_is_stored_and_no_window_is_opened(driver: Driver) -> None:
    profile = driver.page.profile()
    assert profile.isOffTheRecord()
    assert (
        driver.run("try { localStorage.setItem('a', 'b'); return 'kept'; } catch (error) { return 'refused'; }")
        == "refused"
    )
    assert driver.run("document.cookie = 'a=b'; return document.cookie") == ""
    assert driver.run("return window.open('app://map/index.html') === null") is True
    assert driver.run("return document.createElement('canvas').getContext('webgl') === null") is True


def test_the_policy_is_sent_as_a_header_too(driver: Driver) -> None:
    assert driver.run("return fetch('index.html').then((a) => a.headers.get('Content-Security-Policy'))") == POLICY
