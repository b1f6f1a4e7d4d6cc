from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.widgets.notice import MOST_REPORTS, NoticeBar


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


def reports(bar: NoticeBar) -> list[str]:
    return [report.text for report in bar.reports]


def test_a_report_stays_when_the_message_above_it_ends(bar: NoticeBar) -> None:
    bar.set_notice("A sample.")
    bar.add_report("a.csv: 2 added.")
    bar.show_message("Written: x.png")
    bar._timer.timeout.emit()
    assert (label_text(bar), reports(bar)) == ("A sample.", ["a.csv: 2 added."])
    assert bar.text == "a.csv: 2 added."


def test_a_closed_notice_leaves_the_reports(bar: NoticeBar) -> None:
    bar.set_notice("A sample.")
    report = bar.add_report("a.csv: 2 added.")
    bar.findChild(QToolButton, "close notice").click()
    assert not bar.isHidden()
    report.findChild(QToolButton, "close report").click()
    assert (reports(bar), bar.isHidden()) == ([], True)


def test_the_oldest_of_many_reports_is_closed(bar: NoticeBar) -> None:
    for number in range(MOST_REPORTS + 2):
        bar.add_report(f"{number}.csv")
    assert reports(bar) == [f"{number}.csv" for number in range(2, MOST_REPORTS + 2)]
    bar.clear_reports()
    assert bar.isHidden()


def test_the_button_of_a_report_shows_only_when_something_is_offered(bar: NoticeBar) -> None:
    report = bar.add_report("<b>a.csv</b>: 2 added.")
    assert report.button.isHidden()
    report.offer("Show the 2 new ones", "with a way back")
    assert not report.button.isHidden()
    assert report.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText
