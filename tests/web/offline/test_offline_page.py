"""The offline map in a browser, from a file, with the network cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from geo.export.offline_html import FORMAT
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import PAYLOADS, hostile


class Cut(QWebEngineUrlRequestInterceptor):
    """Blocks every request but the one for the file, and notes it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        address = info.requestUrl().toString()
        if not address.endswith("map.html"):
            self.asked.append(address[:80])
            info.block(True)


class Page(QWebEnginePage):
    """Notes what the console says."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.said: list[str] = []

    def javaScriptConsoleMessage(self, _level: object, message: str, _line: int, _source: str) -> None:
        self.said.append(message)


class Opened:
    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot, self.cut = qtbot, Cut()
        self.profile = QWebEngineProfile()
        self.profile.setUrlRequestInterceptor(self.cut)
        self.page, self.view = Page(self.profile), QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(900, 600)
        self.view.show()
        self.view.load(QUrl.fromLocalFile(str(path)))
        qtbot.waitUntil(lambda: bool(self.run("document.documentElement.hasAttribute('data-ready')")), timeout=60_000)

    def run(self, script: str) -> Any:
        answers: list[Any] = []
        self.page.runJavaScript(f"JSON.stringify([(() => {{ return {script}; }})()])", 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return json.loads(answers[0])[0] if answers[0] else None

    def close(self) -> None:
        for each in (self.view, self.page, self.profile):  # a profile has to outlive its pages
            delete(each)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "map.html"
    FORMAT.write(path, hand_over(resolve(hostile(), State(colour_by="incidents")), AS_IS))
    page = Opened(qtbot, path)
    yield page
    page.close()


def test_the_map_opens_from_a_file_and_shows_texts_as_texts(opened: Opened) -> None:
    assert opened.run("atlasOffline.words()") == f"{len(PAYLOADS)} incidents"
    shown = opened.run("[...document.querySelectorAll('.offline-item-title')].map((each) => each.textContent)")
    assert PAYLOADS[0] in shown
    assert len(shown) == len(PAYLOADS)
    made = (
        "document.querySelectorAll('.offline-item b, .offline-item img, .offline-item script, .offline-item h1').length"
    )
    assert opened.run(made) == 0
    opened.run("document.querySelector('.offline-item').click()")
    facts = opened.run(
        "Object.fromEntries([...document.querySelectorAll('dt')].map((dt) => "
        "[dt.textContent, dt.nextSibling.textContent]))"
    )
    assert facts["Reported by"] in PAYLOADS
    opened.run("document.querySelector('.offline-theme').click()")
    assert opened.run("document.documentElement.dataset.theme") == "dark"
    assert opened.run("getComputedStyle(document.documentElement).colorScheme") == "dark", "scroll bars and menus too"
    opened.run("document.querySelector('.offline-back').click()")
    ends = "[...document.querySelectorAll('.offline-list-head, .offline-item')].map((each) => each.clientWidth)"
    assert len(set(opened.run(ends))) == 1, "the heading of the figures ends where these do"
    opened.run("atlasOffline.page.bar.set([atlasOffline.page.bar.whole[0], atlasOffline.page.bar.whole[0]])")
    rows = opened.run("(() => { let n = 0; atlasOffline.page.map.store.eachInPeriod(() => (n += 1)); return n; })()")
    assert opened.run("document.querySelector('.offline-sum').textContent").startswith(f"{rows} incident")
    note = "document.querySelector('.atlas-legend-note').textContent"
    assert "Classes hold for every period of 1 day." in opened.run(note)
    counted = "atlasOffline.page.map.choropleth.shown.counts.reduce((sum, count) => sum + count, 0)"
    assert (
        opened.run(counted)
        == opened.run("atlasOffline.page.colours.areasOf(atlasOffline.page.bar.period, 1)")["counts"][0]
    )
    opened.qtbot.waitUntil(
        lambda: len(opened.run("[...document.querySelectorAll('.offline-item')].map(() => 1)")) == rows
    )
    assert opened.run("fetch('https://127.0.0.1/').then(() => 1, () => 0) && 1") == 1
    said = [text for text in opened.page.said if "Content Security Policy" not in text]
    assert said == []
    assert opened.cut.asked == []
    assert len(opened.page.said) > 0  # the policy refused the request before the browser could send it
