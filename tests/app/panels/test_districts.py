from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.panels.districts import COLUMNS, DistrictsPanel
from app.session import Session
from geo.sources.bundled import bundled
from tests.app.samples import dataset, empty, incident

NAME, INCIDENTS, KILLED, CHANGE, RATE = range(5)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def panel(qtbot, session: Session) -> DistrictsPanel:
    made = DistrictsPanel(session)
    qtbot.addWidget(made)
    made.resize(460, 500)
    made.show()
    return made


def cells(panel: DistrictsPanel, name: str) -> list[str]:
    """What the table says of a district."""
    (row,) = (r for r in range(panel.model.rowCount()) if panel.model.name(r) == name)
    return [panel.model.data(panel.model.index(row, c)) for c in range(len(COLUMNS))]


def row_of(panel: DistrictsPanel, name: str) -> int:
    return next(r for r in range(panel.model.rowCount()) if panel.model.name(r) == name)


def test_every_drawn_district_has_a_row(panel: DistrictsPanel) -> None:
    names = {panel.model.name(row) for row in range(panel.model.rowCount())}
    assert names == {district.name for district in bundled().gazetteer.drawn}


def test_the_table_begins_with_the_most_incidents(panel: DistrictsPanel) -> None:
    counts = [int(panel.model.data(panel.model.index(row, INCIDENTS))) for row in range(panel.model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_figures_and_change_against_the_equal_period_before(panel: DistrictsPanel, session: Session) -> None:
    rows = [incident(n) for n in (0, 8, 9)]
    rows += [incident(n, district="Swat", killed_low=1, killed_best=2, killed_high=4) for n in (0, 2)]
    rows += [incident(n, district="Kohat", killed_best=None) for n in (0, 8)]
    session.open(dataset(rows))
    session.set_filters(first=date(2024, 11, 6), last=date(2024, 11, 10))
    assert cells(panel, "Bannu")[INCIDENTS : CHANGE + 1] == ["2", "3", "+1"]
    assert cells(panel, "Swat")[INCIDENTS : CHANGE + 1] == ["0", "0", "−2"]
    assert cells(panel, "Kohat")[INCIDENTS : CHANGE + 1] == ["1", "0", "0"]
    assert "Change against 1–5 Nov 2024." in panel.note.text()
    assert "1 incident without a figure of deaths." in panel.note.text()


def test_a_range_of_deaths_is_shown_as_one(panel: DistrictsPanel, session: Session) -> None:
    session.open(dataset([incident(killed_low=1, killed_best=2, killed_high=4)]))
    assert cells(panel, "Bannu")[KILLED] == "2 (1–4)"


def test_no_change_is_shown_where_the_data_do_not_reach_back(panel: DistrictsPanel) -> None:
    assert cells(panel, "Bannu")[CHANGE] == "–"
    assert "No change is shown" in panel.note.text()


def test_what_no_district_holds_is_counted_below(panel: DistrictsPanel, session: Session) -> None:
    session.open(dataset([incident(n, district="", place_precision="province", lon=None, lat=None) for n in range(3)]))
    assert cells(panel, "Bannu")[INCIDENTS] == "0"
    assert panel.note.text().startswith("3 incidents left out")


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=[c.title for c in COLUMNS])
def test_each_column_sorts_both_ways(panel: DistrictsPanel, column: int) -> None:
    for order in (UP, DOWN):
        panel.view.sortByColumn(column, order)
        keys = [COLUMNS[column].key(line) for line in panel.model._lines]
        assert keys == sorted(keys, reverse=order == DOWN)
        assert keys[0] != keys[-1] or column == CHANGE


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_for_the_district(qtbot, panel: DistrictsPanel, key: Qt.Key) -> None:
    panel.view.setCurrentIndex(panel.model.index(2, 0))
    with qtbot.waitSignal(panel.district_requested) as asked:
        qtbot.keyClick(panel.view, key)
    assert asked.args == [panel.model.name(2)]


def test_a_double_click_asks_for_the_district(qtbot, panel: DistrictsPanel) -> None:
    at = panel.view.visualRect(panel.model.index(1, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(panel.district_requested) as asked:
        qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [panel.model.name(1)]


def test_the_chosen_district_stays_chosen_when_the_order_changes(panel: DistrictsPanel, session: Session) -> None:
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
    assert cells(panel, "Bannu")[INCIDENTS : CHANGE + 1] == ["0", "0", "–"]


def test_a_period_of_one_day(panel: DistrictsPanel, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 18), last=date(2024, 11, 18))
    assert "Change against 17 Nov 2024." in panel.note.text()
    total = sum(int(panel.model.data(panel.model.index(r, INCIDENTS))) for r in range(panel.model.rowCount()))
    assert total == len(session.snapshot.answer)
