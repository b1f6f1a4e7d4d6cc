from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.widgets.parts import LEAST_PX, SEPARATOR, PartsLabel

PARTS = ("261 of 261 incidents", "72 known only to the district", "3 Jan 2021 – 14 Jun 2026")


@pytest.fixture
def line(qtbot: QtBot) -> PartsLabel:
    made = PartsLabel("line")
    qtbot.addWidget(made)
    made.setText(SEPARATOR.join(PARTS))
    made.show()
    return made


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_last_parts_go_first(line: PartsLabel, count: int) -> None:
    kept = SEPARATOR.join(PARTS[:count])
    line.resize(line.fontMetrics().horizontalAdvance(kept) + 2, 20)
    assert line.shown_text == kept
    assert line.is_cut is (count < 3)
    assert line.text() == SEPARATOR.join(PARTS)


def test_a_first_part_that_is_too_long_ends_in_an_ellipsis_and_goes_at_last(line: PartsLabel) -> None:
    line.resize(LEAST_PX, 20)
    assert line.shown_text.endswith("…")
    line.resize(LEAST_PX - 1, 20)
    assert line.shown_text == ""
    assert line.minimumSizeHint().width() == 0


def test_the_tooltip_has_the_whole_text_only_if_it_is_cut(qtbot: QtBot, line: PartsLabel) -> None:
    line.setToolTip("9 not mapped")
    line.resize(1_000, 20)
    assert line.tip_text() == "9 not mapped"
    line.resize(150, 20)
    assert line.tip_text() == f"{line.text()}\n9 not mapped"
    QApplication.sendEvent(line, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(3, 3), line.mapToGlobal(QPoint(3, 3))))
    assert QToolTip.text() == line.tip_text()
    QToolTip.hideText()


def test_markup_is_written_as_text(line: PartsLabel) -> None:
    line.setText("<b>x</b>")
    line.resize(400, 20)
    assert line.shown_text == "<b>x</b>"
    line.resize(LEAST_PX - 1, 20)
    assert "<b>" not in line.tip_text()


def test_where_the_first_part_is_left_alone_a_short_form_of_two_can_stand_for_it(line: PartsLabel) -> None:
    line.setText("334 · before 280 (+54) · 365 days")
    line.short = "334 (+54)"
    room = line.fontMetrics().horizontalAdvance
    for text, shown in (
        ("334 · before 280 (+54) · 365 days", "334 · before 280 (+54) · 365 days"),
        ("334 · before 280 (+54)", "334 · before 280 (+54)"),
        ("334 · before", "334 (+54)"),
        ("334", "334"),
    ):
        line.resize(room(text) + 8, 20)
        assert line.shown_text == shown
    line.short = ""
    assert line.shown_text == "334"


def test_a_short_form_stands_for_a_first_part_that_would_be_cut(line: PartsLabel) -> None:
    line.setText("100,000 incidents · 5,800 days")
    line.short = "100,000"
    room = line.fontMetrics().horizontalAdvance
    for text, shown in (("100,000 incidents", "100,000 incidents"), ("100,000 inci", "100,000")):
        line.resize(room(text) + 8, 20)
        assert line.shown_text == shown
