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
    made = DateField(is_end=False)
    qtbot.addWidget(made)
    made.set_range(EXTENT)
    made.set_day(NOV_1)
    return made


def typed(qtbot, field: DateField, text: str) -> list[int]:
    entered: list[int] = []
    field.day_entered.connect(entered.append)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return entered


def test_it_shows_a_day_as_people_write_it(field: DateField) -> None:
    assert field.text() == "1 Nov 2024"


@pytest.mark.parametrize("text", ["2024-11-18", "18 Nov 2024", "Nov 18, 2024"])
def test_a_good_date_is_entered(qtbot, field: DateField, text: str) -> None:
    assert typed(qtbot, field, text) == [day_number(date(2024, 11, 18))]
    assert field.text() == "18 Nov 2024"
    assert not field.fault


def test_a_year_that_begins_before_the_data_means_their_first_day(qtbot, field: DateField) -> None:
    assert typed(qtbot, field, "2021") == [EXTENT.first]


@pytest.mark.parametrize(("text", "said"), [("31 Foo", "Write a date"), ("1990-01-01", "The data run from 3 May 2021")])
def test_a_fault_is_shown_and_enters_nothing(qtbot, field: DateField, text: str, said: str) -> None:
    assert typed(qtbot, field, text) == []
    assert field.fault.startswith(said)
    assert field.accessibleDescription() == field.fault


def test_escape_goes_back_to_the_last_good_date(qtbot, field: DateField) -> None:
    typed(qtbot, field, "nonsense")
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


def test_setting_a_day_emits_nothing_and_leaves_typing_alone(qtbot, field: DateField) -> None:
    entered: list[int] = []
    field.day_entered.connect(entered.append)
    field.selectAll()
    qtbot.keyClicks(field, "2024-1")
    field.set_day(NOV_1)
    assert field.text() == "2024-1"
    field.set_day(NOV_1 + 1)
    assert field.text() == "2 Nov 2024"
    assert entered == []


@pytest.mark.parametrize(("text", "left"), [("2024-11-05", "5 Nov 2024"), ("2024-1x", "1 Nov 2024")])
def test_leaving_takes_a_good_date_and_drops_another(qtbot, field: DateField, text: str, left: str) -> None:
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert field.selectedText() == "1 Nov 2024"
    qtbot.keyClicks(field, text)
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert field.text() == left


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_makes_it_raise(field: DateField, text: str) -> None:
    day, fault = field.check(text)
    assert (day is None) == bool(fault)
    assert day is None or EXTENT.first <= day <= EXTENT.last
