from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.panels.chips import ChipBar, fitting
from app.session import Session
from geo.briefing.sentences import filters_of
from geo.places.border_bands import BorderZone
from geo.places.target import point_target
from geo.query import Listed, Query, Within
from tests.app.samples import PAYLOADS

FILTERS = {
    "types": ({"types": frozenset({"Battles", "Riots"})}, "Type: Battles or Riots"),
    "sub-types": ({"sub_types": frozenset({"Armed clash"})}, "Type: Armed clash"),
    "places": (
        {"provinces": frozenset({"Balochistan"}), "districts": frozenset({"Bannu"})}, "Place: Balochistan or Bannu",
    ),
    "actors": ({"actors": frozenset({"Police"})}, "Actor: Police"),
    "sources": ({"sources": frozenset({"curated"})}, "Source: Bundled sample"),
    "attribution": ({"attribution": frozenset({"unclaimed", "disputed"})}, "Attribution: disputed or unclaimed"),
    "killed": ({"min_killed": 5}, "At least 5 reported killed"),
    "precision": ({"coarsest": "near"}, "Place known at least to: near"),
    "certain": ({"certain": True}, "Only what certainly lies in the period"),
    "near": ({"within": Within(point_target(71.5, 34.0, "Peshawar"), 20)}, "Within 20 km of Peshawar"),
    "border": ({"border": BorderZone("Iran", 10)}, "Within 10 km of the border with Iran"),
    "text": ({"text": "police van"}, "Text contains “police” and “van”"),
    "import": ({"listed": Listed("new with the import of a.csv", frozenset({"x"}))}, "New with the import of a.csv"),
}  # fmt: skip


@pytest.fixture
def bar(qtbot, session: Session, themed: None) -> ChipBar:
    chips = ChipBar(session)
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(chips)
    column.addStretch()
    chips.around = around  # type: ignore[attr-defined]
    around.resize(900, 90)
    around.show()
    QApplication.processEvents()
    return chips


def resize(bar: ChipBar, width: int) -> None:
    bar.window().resize(width, 90)
    for _ in range(3):  # the bar, the chips, and their labels
        QApplication.processEvents()
    assert bar.width() == width


def texts(bar: ChipBar) -> list[str]:
    return [chip.text() for chip in bar.chips]


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_is_a_chip_that_removes_it_alone(qtbot, bar: ChipBar, session: Session, name: str) -> None:
    changes, text = FILTERS[name]
    other = {"min_killed": 1} if name != "killed" else {"text": "a"}
    session.set_filters(**other)
    session.set_filters(**changes)
    (chip,) = (chip for chip in bar.chips if chip.accessibleName() == text)
    assert chip.button.accessibleName() == f"Remove the filter: {text}"
    qtbot.mouseClick(chip.button, Qt.MouseButton.LeftButton)
    assert session.state.query == Query(**other)
    assert len(bar.chips) == 1
    session.undo()
    assert text in [chip.accessibleName() for chip in bar.chips]
    session.reset_filters()


def test_every_field_of_a_query_but_the_period_has_a_chip() -> None:
    fields = {name for changes, _ in FILTERS.values() for name in changes} | {"divisions"}
    assert fields == set(Query.__dataclass_fields__) - {"first", "last"}


def test_the_words_are_those_of_pages(bar: ChipBar, session: Session) -> None:
    for changes, _ in FILTERS.values():
        session.set_filters(**changes)
    words = "; ".join(chip.accessibleName()[:1].lower() + chip.accessibleName()[1:] for chip in bar.chips)
    assert filters_of(session.state.query).text(50) == f"Filters: {words}"


def test_without_a_filter_there_is_no_bar_and_the_period_is_no_chip(bar: ChipBar, session: Session) -> None:
    assert bar.isHidden()
    session.set_filters(first=session.dataset.incidents.row(9).date_start)
    assert bar.isHidden()
    session.set_filters(min_killed=3)
    assert not bar.isHidden()
    session.undo()
    assert bar.isHidden()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing")
def test_what_has_no_room_is_in_the_menu_of_a_button(qtbot, bar: ChipBar, session: Session) -> None:
    for changes, _ in FILTERS.values():
        session.set_filters(**changes)
    resize(bar, 480)
    hidden = bar.hidden_chips
    assert 0 < len(hidden) < len(bar.chips)
    assert bar.more.text() == f"+{len(hidden)} ▾"
    assert bar.more.accessibleName() == f"{len(hidden)} more filters"
    assert all(chip.geometry().right() <= 480 for chip in bar.chips if chip not in hidden)
    assert bar.more.geometry().right() <= 480
    bar.more.menu().aboutToShow.emit()
    last = bar.more.menu().actions()[-1]
    assert last.text() == "Remove: New with the import of a.csv"
    last.trigger()
    assert session.state.query.listed is None
    resize(bar, 3_000)
    assert (bar.hidden_chips, bar.more.isVisible()) == ([], False)


def test_keys_reach_every_button_and_remove(qtbot, bar: ChipBar, session: Session) -> None:
    session.set_filters(text="a", min_killed=1)
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in bar.chips))
    assert bar.focus_first()
    qtbot.keyClick(bar.chips[0].button, Qt.Key.Key_Tab)
    assert bar.chips[1].button.hasFocus()
    qtbot.keyClick(bar.chips[1].button, Qt.Key.Key_Delete)
    assert texts(bar) == ["At least 1 reported killed"]
    assert bar.chips[0].button.hasFocus()
    qtbot.keyClick(bar.chips[0].button, Qt.Key.Key_Space)
    assert not session.state.query.is_filtered
    assert not bar.focus_first()


def test_one_filter_has_the_room_of_the_bar(bar: ChipBar, session: Session) -> None:
    names = sorted(d.name for d in session.dataset.gazetteer.drawn)[:3]
    session.set_filters(districts=frozenset(names))
    assert texts(bar) == [f"Place: {' or '.join(names)}"]


def test_a_long_list_of_names_is_cut_and_whole_in_the_tooltip(bar: ChipBar, session: Session) -> None:
    names = sorted(d.name for d in session.dataset.gazetteer.drawn)[:30]
    session.set_filters(districts=frozenset(names))
    assert texts(bar)[0].startswith(f"Place: {names[0]} or ")
    assert texts(bar)[0].endswith("…")
    assert all(name in bar.chips[0].toolTip() for name in names)
    QApplication.processEvents()
    wide = bar.chips[0].width()
    resize(bar, 440)
    assert bar.chips[0].width() < wide < bar.width() * 2


@pytest.mark.parametrize("number", range(len(PAYLOADS)), ids=str)
def test_hostile_text_is_shown_as_text(bar: ChipBar, session: Session, number: int) -> None:
    session.set_filters(text=PAYLOADS[number].split()[0] if PAYLOADS[number].split() else "x")
    chip = bar.chips[0]
    assert chip._text.textFormat() == Qt.TextFormat.PlainText
    bar.grab()


@given(st.lists(st.integers(1, 300), max_size=12), st.integers(0, 900))
def test_the_chips_that_fit_leave_room_for_the_button_of_the_others(widths: list[int], room: int) -> None:
    shown = fitting(widths, room, 50)
    if shown == len(widths):
        assert sum(widths) <= room
    else:
        assert sum(widths) > room
        assert shown == 0 or sum(widths[:shown]) + 50 <= room


def test_whose_figures_are_shown_is_a_chip_that_goes_back_to_the_best(qtbot, bar: ChipBar, session: Session) -> None:
    replaced: list[object] = []
    session.replaced.connect(replaced.append)
    session.update(replace(session.state, figures="highest"))
    (chip,) = bar.chips
    assert chip.words == "Killed: highest figures"
    assert session.snapshot.figures.killed_best == session.dataset.as_stored.incidents.tallied["killed_high"].sum()
    qtbot.mouseClick(chip.button, Qt.MouseButton.LeftButton)
    assert (session.state.figures, bar.chips, len(replaced)) == ("best", [], 2)
    session.undo()
    assert session.state.figures == "highest"
