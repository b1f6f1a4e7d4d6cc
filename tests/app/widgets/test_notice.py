from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.widgets.notice import NoticeBar


@pytest.fixture
def bar(qtbot) -> NoticeBar:
    notice_bar = NoticeBar()
    qtbot.addWidget(notice_bar)
    return notice_bar


def label_text(bar: NoticeBar) -> str:
    label = bar.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    return label.text()


def test_a_message_is_shown_above_the_notice(bar: NoticeBar) -> None:
    bar.set_notice("A sample.")
    bar.show_message("Written: x.png")
    assert label_text(bar) == "Written: x.png\nA sample."
    assert (bar.text, bar.notice) == ("Written: x.png", "A sample.")


def test_closing_closes_the_message_first(bar: NoticeBar) -> None:
    closed: list[bool] = []
    bar.closed.connect(lambda: closed.append(True))
    bar.set_notice("A sample.")
    bar.show_message("Written: x.png")
    button = bar.findChild(QToolButton)
    button.click()
    assert (label_text(bar), closed) == ("A sample.", [])
    button.click()
    assert bar.isHidden()
    assert closed == [True]


def test_a_blank_notice_hides_the_bar(bar: NoticeBar) -> None:
    bar.set_notice("A sample.")
    bar.set_notice("")
    assert bar.isHidden()
