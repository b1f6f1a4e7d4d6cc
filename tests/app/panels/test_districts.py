from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from app.panels.districts import COLUMNS, DistrictsPanel
from app.session import Session
from geo.dataset import Memo
from geo.sources.bundled import bundled
from tests.app.samples import dataset, empty, incident

NAME, INCIDENTS, BEFORE, CHANGE, KILLED, RANGE, RATE = range(7)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def panel(qtbot, session: Session) -> DistrictsPanel:
    districts = DistrictsPanel(session)
    qtbot.addWidget(districts)
    districts.resize(460, 500)
    districts.show()
    return districts


def cells(panel: DistrictsPanel, name: str) -> list[str]:
    """The cells of a district's row."""
    (row,) = (r for r in range(panel.model.rowCount()) if panel.model.name(r) == name)
    return [panel.model.data(panel.model.index(row, c)) for c in range(len(COLUMNS))]


def row_of(panel: DistrictsPanel, name: str) -> int:
    return next(r for r in range(panel.model.rowCount()) if panel.model.name(r) == name)


def test_every_drawn_district_has_a_row(panel: DistrictsPanel) -> None:
    names = {panel.model.name(row) for row in range(panel.model.rowCount())}
    assert names == {district.name for district in bundled().gazetteer.drawn}


def test_the_table_is_sorted_by_incidents_at_first(panel: DistrictsPanel) -> None:
    counts = [int(panel.model.data(panel.model.index(row, INCIDENTS))) for row in range(panel.model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_figures_and_change_against_the_previous_period(panel: DistrictsPanel, session: Session) -> None:
    rows = [incident(n) for n in (0, 8, 9)]
    rows += [incident(n, district="Swat", killed_low=1, killed_best=2, killed_high=4) for n in (0, 2)]
    rows += [incident(n, district="Kohat", killed_best=None) for n in (0, 8)]
    session.open(dataset(rows))
    session.set_filters(first=date(2024, 11, 6), last=date(2024, 11, 10))
    assert cells(panel, "Bannu")[INCIDENTS : KILLED + 1] == ["2", "1", "+1", "3"]
    assert cells(panel, "Swat")[INCIDENTS : KILLED + 1] == ["0", "2", "−2", "0"]
    assert cells(panel, "Kohat")[INCIDENTS : KILLED + 1] == ["1", "1", "0", "–"]
    assert "Before: 1–5 Nov 2024." in panel.note.text()
    assert "1 incident without a figure of deaths." in panel.note.text()


def test_a_range_of_deaths_is_shown(panel: DistrictsPanel, session: Session) -> None:
    session.open(dataset([incident(killed_low=1, killed_best=2, killed_high=4)]))
    assert cells(panel, "Bannu")[KILLED : RANGE + 1] == ["2", "1–4"]
    assert cells(panel, "Quetta")[KILLED : RANGE + 1] == ["0", ""]


def test_without_data_of_the_previous_period_no_change_is_shown(panel: DistrictsPanel) -> None:
    assert cells(panel, "Bannu")[BEFORE : CHANGE + 1] == ["–", "–"]
    assert "No change is shown: the data (a sample) begin on 1 Jan 2021" in panel.note.text()


def test_incidents_without_a_district_are_counted_in_the_note(panel: DistrictsPanel, session: Session) -> None:
    session.open(dataset([incident(n, district="", place_precision="province", lon=None, lat=None) for n in range(3)]))
    assert cells(panel, "Bannu")[INCIDENTS] == "0"
    assert panel.note.text().startswith("3 incidents left out")


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=[c.title for c in COLUMNS])
def test_each_column_sorts_both_ways(panel: DistrictsPanel, column: int) -> None:
    for order in (UP, DOWN):
        panel.view.sortByColumn(column, order)
        keys = [COLUMNS[column].key(line) for line in panel.model._rows]
        assert keys == sorted(keys, reverse=order == DOWN)
        assert keys[0] != keys[-1] or column in (BEFORE, CHANGE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_requests_the_district(qtbot, panel: DistrictsPanel, key: Qt.Key) -> None:
    panel.view.setCurrentIndex(panel.model.index(2, 0))
    with qtbot.waitSignal(panel.district_requested) as signal:
        qtbot.keyClick(panel.view, key)
    assert signal.args == [panel.model.name(2)]


def test_a_double_click_requests_the_district(qtbot, panel: DistrictsPanel) -> None:
    for view, column in ((panel.view.frozen, NAME), (panel.view, INCIDENTS)):
        at = view.visualRect(panel.model.index(1, column)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        with qtbot.waitSignal(panel.district_requested) as signal:
            qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert signal.args == [panel.model.name(1)]


def test_sorting_keeps_the_selected_district(panel: DistrictsPanel, session: Session) -> None:
    panel.view.setCurrentIndex(panel.model.index(row_of(panel, "Quetta"), 0))
    panel.view.sortByColumn(NAME, UP)
    assert panel.model.name(panel.view.currentIndex().row()) == "Quetta"
    panel.view.sortByColumn(INCIDENTS, DOWN)
    session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30))
    assert panel.model.name(panel.view.currentIndex().row()) == "Quetta"
    (chosen,) = panel.view.selectionModel().selectedRows()
    assert panel.model.name(chosen.row()) == "Quetta"


def test_a_workspace_without_incidents_shows_zeros(panel: DistrictsPanel, session: Session) -> None:
    session.open(empty())
    assert cells(panel, "Bannu")[INCIDENTS : RATE + 1] == ["0", "–", "–", "0", "", "0.00"]


def test_a_period_of_one_day(panel: DistrictsPanel, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 18), last=date(2024, 11, 18))
    assert "Before: 17 Nov 2024." in panel.note.text()
    total = sum(int(panel.model.data(panel.model.index(r, INCIDENTS))) for r in range(panel.model.rowCount()))
    assert total == len(session.snapshot.answer)


KP = frozenset({"Khyber Pakhtunkhwa"})


def test_with_a_province_chosen_the_districts_of_the_other_are_not_listed(panel: DistrictsPanel, session) -> None:
    session.set_filters(provinces=KP)
    drawn = session.dataset.gazetteer.drawn
    inside = {district.name for district in drawn if district.province in KP}
    assert {panel.model.name(row) for row in range(panel.model.rowCount())} == inside
    assert f"{len(drawn) - len(inside)} districts beyond the filter by place are not listed." in panel.note.text()
    session.undo()
    assert panel.model.rowCount() == len(drawn)
    assert "beyond" not in panel.note.text()


def chosen(panel: DistrictsPanel) -> list[str]:
    return [panel.model.name(index.row()) for index in panel.view.selectionModel().selectedRows()]


def test_a_row_that_is_chosen_is_the_district_that_is_looked_at(qtbot, panel: DistrictsPanel, session) -> None:
    panel.view.setFocus()
    panel.view.selectRow(2)
    assert session.state.district == panel.model.name(2)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert session.state.district == panel.model.name(3)
    session.undo()
    assert (session.state.district, chosen(panel)) == ("", [])


def test_the_district_that_is_looked_at_is_chosen_and_scrolled_to(panel: DistrictsPanel, session) -> None:
    last = panel.model.name(panel.model.rowCount() - 1)
    session.look_at_district(last)
    assert chosen(panel) == [last]
    assert panel.view.visualRect(panel.view.currentIndex()).bottom() <= panel.view.viewport().height()
    session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30))
    assert (chosen(panel), session.state.district) == ([last], last)
    session.look_at_district("")
    assert chosen(panel) == []


def test_a_chosen_district_that_a_filter_leaves_out_comes_back_with_the_filter_gone(panel, session) -> None:
    session.look_at_district("Bannu")
    session.set_filters(provinces=frozenset({"Balochistan"}))
    assert chosen(panel) == []
    session.set_filters(provinces=frozenset())
    assert chosen(panel) == ["Bannu"]


@pytest.mark.qt_log_ignore("This plugin does not support grabbing")
def test_the_menu_of_a_row_filters_zooms_and_copies(qtbot, panel: DistrictsPanel) -> None:
    row = 1
    panel.view.customContextMenuRequested.emit(panel.view.visualRect(panel.model.index(row, INCIDENTS)).center())
    (menu,) = panel.findChildren(QMenu, "district menu")
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["Filter to this district", "Zoom to this district", "Copy the row", "Copy the table"]
    for text, signal in (("Filter to", panel.filter_requested), ("Zoom to", panel.district_requested)):
        with qtbot.waitSignal(signal) as emitted:
            actions[f"{text} this district"].trigger()
        assert emitted.args == [panel.model.name(row)]
    panel.view.selectRow(row)
    actions["Copy the row"].trigger()
    heading, cells_text = QApplication.clipboard().text().splitlines()
    assert heading.split("\t") == [column.title for column in COLUMNS]
    assert cells_text.split("\t") == cells(panel, panel.model.name(row))
    actions["Copy the table"].trigger()
    assert len(QApplication.clipboard().text().splitlines()) == panel.model.rowCount() + 1
    menu.close()


def test_the_copy_key_copies_the_chosen_row(qtbot, panel: DistrictsPanel) -> None:
    panel.view.selectRow(0)
    qtbot.keySequence(panel.view, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = QApplication.clipboard().text().splitlines()
    assert lines[1].startswith(panel.model.name(0))
    assert len(lines) == 2
    panel._session.open(replace(panel._session.dataset, is_made_up=True, memo=Memo()))
    panel.view.copy(everything=True)
    assert QApplication.clipboard().text().splitlines()[-1] == "Made up: no real incidents"


def test_the_note_says_what_is_drawn_outside_the_district_that_counts_it(qtbot, session: Session) -> None:
    panel = DistrictsPanel(session)
    qtbot.addWidget(panel)
    session.open(dataset([incident(0), incident(1, lon=70.14, lat=33.0)]))
    beside = "1 incident has a point outside the drawn line of the district that counts it."
    assert beside not in panel.note.text()  # the outlines are read once somebody looks
    panel.show()
    assert beside in panel.note.text()
