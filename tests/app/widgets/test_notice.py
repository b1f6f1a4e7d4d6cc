from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.widgets.notice import NoticeBar


@pytest.fixture
def bar(qtbot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def label_text(bar: NoticeBar) -> str:
    label = bar.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    return label.text()


def test_what_passes_stands_above_what_stays(bar: NoticeBar) -> None:
    bar.stand("A sample.")
    bar.say("Written: x.png")
    assert label_text(bar) == "Written: x.png\nA sample."
    assert (bar.text, bar.standing) == ("Written: x.png", "A sample.")


def test_closing_takes_the_passing_sentence_first(bar: NoticeBar) -> None:
    closed: list[bool] = []
    bar.closed.connect(lambda: closed.append(True))
    bar.stand("A sample.")
    bar.say("Written: x.png")
    button = bar.findChild(QToolButton)
    button.click()
    assert (label_text(bar), closed) == ("A sample.", [])
    button.click()
    assert bar.isHidden()
    assert closed == [True]


def test_nothing_to_say_shows_nothing(bar: NoticeBar) -> None:
    bar.stand("A sample.")
    bar.stand("")
    assert bar.isHidden()
