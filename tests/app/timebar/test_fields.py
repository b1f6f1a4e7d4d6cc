from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from app.timebar.fields import DateField
from geo.calendar.days import day_number
from geo.calendar.period import Period

EXTENT = Period(day_number(date(2021, 5, 3)), day_number(date(2026, 6, 20)))
NOV_1 = day_number(date(2024, 11, 1))


@pytest.fixture
def field(qtbot) -> DateField:
    date_field = DateField(is_end=False)
    qtbot.addWidget(date_field)
    date_field.set_range(EXTENT)
    date_field.set_day(NOV_1)
    return date_field


def type_text(qtbot, field: DateField, text: str) -> list[int]:
    entered: list[int] = []
    field.day_entered.connect(entered.append)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return entered


def test_a_day_is_shown_in_words(field: DateField) -> None:
    assert field.text() == "1 Nov 2024"


@pytest.mark.parametrize("text", ["2024-11-18", "18 Nov 2024", "Nov 18, 2024", "18/11/2024", "Mon, 18-Nov-24"])
def test_a_valid_date_is_entered(qtbot, field: DateField, text: str) -> None:
    assert type_text(qtbot, field, text) == [day_number(date(2024, 11, 18))]
    assert field.text() == "18 Nov 2024"
    assert not field.fault


def test_a_year_that_begins_before_the_data_means_their_first_day(qtbot, field: DateField) -> None:
    assert type_text(qtbot, field, "2021") == [EXTENT.first]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 Foo", "Write a date"),
        ("1990-01-01", "The data run from 3 May 2021"),
        ("03/04/2024", "This can be 4 Mar 2024 or 3 Apr 2024"),
    ],
)
def test_an_error_is_shown_and_nothing_is_entered(qtbot, field: DateField, text: str, message: str) -> None:
    assert type_text(qtbot, field, text) == []
    assert field.fault.startswith(message)
    assert field.accessibleDescription() == field.fault


def test_escape_restores_the_last_valid_date(qtbot, field: DateField) -> None:
    type_text(qtbot, field, "nonsense")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "1 Nov 2024"
    assert not field.fault


def test_up_and_down_move_by_a_day_within_the_range(qtbot, field: DateField) -> None:
    entered: list[int] = []
    field.day_entered.connect(entered.append)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field.set_day(EXTENT.first)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert entered == [NOV_1 + 1, NOV_1]


def test_setting_a_day_emits_nothing_and_keeps_typed_text(qtbot, field: DateField) -> None:
    entered: list[int] = []
    field.day_entered.connect(entered.append)
    field.selectAll()
    qtbot.keyClicks(field, "2024-1")
    field.set_day(NOV_1)
    assert field.text() == "2024-1"
    field.set_day(NOV_1 + 1)
    assert field.text() == "2 Nov 2024"
    assert entered == []


@pytest.mark.parametrize(("text", "expected"), [("2024-11-05", "5 Nov 2024"), ("2024-1x", "1 Nov 2024")])
def test_losing_the_focus_enters_a_valid_date_and_reverts_another(
    qtbot, field: DateField, text: str, expected: str
) -> None:
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert field.selectedText() == "1 Nov 2024"
    qtbot.keyClicks(field, text)
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert field.text() == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_a_day_or_an_error(field: DateField, text: str) -> None:
    day, fault = field.check(text)
    assert (day is None) == bool(fault)
    assert day is None or EXTENT.first <= day <= EXTENT.last
