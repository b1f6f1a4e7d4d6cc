"""The parts of the map that need no page: flags, table of names, state, crashes, calls."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from app.map.calls import Calls, call_text
from app.map.crashes import CrashLog
from app.map.flags import FLAGS, apply_flags
from app.map.page import RequestFilter
from app.map.page_state import PageState
from app.map.site import PIECES, NoSuchName, Site, piece_of
from geo.draw.web import files as webfiles


def test_flags_come_after_those_that_are_given_and_only_once() -> None:
    environ = {"QTWEBENGINE_CHROMIUM_FLAGS": "--mine"}
    apply_flags(environ, as_root=False, has_card=True)
    apply_flags(environ, as_root=False, has_card=True)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].split() == ["--mine", *FLAGS]
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in environ
    assert "QT_QUICK_BACKEND" not in environ


def test_without_a_graphics_card_none_is_looked_for_and_a_choice_of_the_user_stays() -> None:
    environ: dict[str, str] = {}
    apply_flags(environ, as_root=False, has_card=False)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].split() == [*FLAGS, "--disable-gpu"]
    assert environ["QT_QUICK_BACKEND"] == "software"
    chosen = {"QT_QUICK_BACKEND": "rhi"}
    apply_flags(chosen, as_root=False, has_card=False)
    assert chosen["QT_QUICK_BACKEND"] == "rhi"


def test_the_sandbox_is_off_for_root_alone() -> None:
    environ: dict[str, str] = {}
    apply_flags(environ, as_root=True)
    assert environ["QTWEBENGINE_DISABLE_SANDBOX"] == "1"


def test_the_site_serves_its_table_and_nothing_else() -> None:
    site = Site(lambda: {"index.html": ("text/html", b"x")}, {"mask.bin": lambda: ("application/octet-stream", b"\1")})
    assert site.answer("/index.html") == ("text/html", b"x")
    assert site.answer("/mask.bin")[1] == b"\1"
    assert site.answer("/atlas.css")[0] == "text/css"
    for path in (
        "/",
        "",
        "/../LICENSE",
        "//atlas.css",
        "/atlas.css/",
        "/probe",
        "/vendor/leaflet/leaflet.js",
        "/ATLAS.CSS",
    ):
        with pytest.raises(NoSuchName):
            site.answer(path)


def test_every_bundled_file_of_the_page_is_there() -> None:
    for name in webfiles.FILES:
        media, content = webfiles.read(name)
        assert "/" in media
        assert content


@pytest.mark.parametrize(
    ("address", "passes"),
    [
        ("app://map/index.html", True),
        ("app://map/probe", False),
        ("app://map/other", False),
        ("app://else/index.html", False),
        ("http://127.0.0.1/index.html", False),
        ("file:///index.html", False),
        ("data:image/png;base64,AA", True),
        ("data:text/html,x", False),
        ("qrc:///index.html", False),
        ("blob:app://map/1", False),
        ("", False),
    ],
)
def test_the_filter_lets_the_names_through(address: str, passes: bool) -> None:
    assert RequestFilter({"index.html", "probe"}).allows(QUrl(address)) is passes


def test_state_is_plain_json() -> None:
    state = json.loads(PageState(theme="dark", window=(1, 2), view=(71.5, 34.0, 8.0), selection=[3]).as_json())
    assert state["window"] == [1, 2]
    assert state["view"] == [71.5, 34.0, 8.0]
    assert state["layers"] is None


def test_three_crashes_within_a_minute_are_too_many() -> None:
    now = [0.0]
    log = CrashLog(clock=lambda: now[0])
    answers = []
    for now[0] in (0.0, 50.0, 61.0, 70.0):
        answers.append(log.add())
    assert answers == [True, True, True, False]
    log.forget()
    assert log.add()


@pytest.mark.parametrize("text", ["</script>", "`${x}`", '"); x("', "\u2028", "\u2029", "خیبر", "\\", "\0"])
def test_a_call_carries_text_as_json_in_ascii(text: str) -> None:
    call = call_text("setNotice", [text])
    assert call.isascii()
    start = call.index("[")
    assert json.loads(call[start : call.rindex("]") + 1]) == [text]


def test_a_call_with_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        call_text("setView", [float("nan")])


class FakePage(QObject):
    """A page that answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.waiting: list[Callable[[Any], None]] = []

    def runJavaScript(self, text: str, _world: int = 0, answered: Callable[[Any], None] | None = None) -> None:
        self.sent.append(text)
        if answered is not None:
            self.waiting.append(answered)

    def answer(self) -> None:
        self.waiting.pop(0)("null")


def test_only_the_newest_window_follows_the_one_under_way(qapp: QApplication) -> None:
    page = FakePage()
    calls = Calls(page)  # type: ignore[arg-type]  # stands in for a page
    for first in range(5):
        calls.send_window(first, first + 9)
    assert [text for text in page.sent if "setWindow" in text] == [
        f"JSON.stringify({call_text('setWindow', [0, 9])} ?? null)"
    ]
    page.answer()
    assert "[4, 13]" in page.sent[-1]
    page.answer()
    assert len(page.sent) == 2
    calls.send_window(7, 8)
    assert "[7, 8]" in page.sent[-1]


def test_a_call_that_is_not_answered_is_told(qapp: QApplication, qtbot: Any) -> None:
    page = FakePage()
    calls = Calls(page, patience_ms=1)  # type: ignore[arg-type]  # stands in for a page
    with qtbot.waitSignal(calls.unanswered, timeout=2000):
        calls.send_window(1, 2)


@pytest.mark.parametrize("length", [0, 20, (1 << 18), (1 << 18) + 1, (1 << 18) + 2, 1_000_003])
def test_the_pieces_are_the_whole(length: int) -> None:
    whole = random.Random(1).randbytes(length)
    pieces = [piece_of(whole, k) for k in range(len(PIECES))]
    assert b"".join(pieces) == whole
    assert (len(pieces[0]) == length) == (length <= 1 << 18)
