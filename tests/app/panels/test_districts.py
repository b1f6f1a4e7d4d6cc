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
    assert cells(panel, "Bannu")[INCIDENTS : CHANGE + 1] == ["2", "3", "+1"]
    assert cells(panel, "Swat")[INCIDENTS : CHANGE + 1] == ["0", "0", "−2"]
    assert cells(panel, "Kohat")[INCIDENTS : CHANGE + 1] == ["1", "0", "0"]
    assert "Change against 1–5 Nov 2024." in panel.note.text()
    assert "1 incident without a figure of deaths." in panel.note.text()


def test_a_range_of_deaths_is_shown(panel: DistrictsPanel, session: Session) -> None:
    session.open(dataset([incident(killed_low=1, killed_best=2, killed_high=4)]))
    assert cells(panel, "Bannu")[KILLED] == "2 (1–4)"


def test_without_data_of_the_previous_period_no_change_is_shown(panel: DistrictsPanel) -> None:
    assert cells(panel, "Bannu")[CHANGE] == "–"
    assert "No change is shown: the data (a sample) begin on 1 Jan 2021" in panel.note.text()


def test_incidents_without_a_district_are_counted_in_the_note(panel: DistrictsPanel, session: Session) -> None:
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
def test_enter_requests_the_district(qtbot, panel: DistrictsPanel, key: Qt.Key) -> None:
    panel.view.setCurrentIndex(panel.model.index(2, 0))
    with qtbot.waitSignal(panel.district_requested) as signal:
        qtbot.keyClick(panel.view, key)
    assert signal.args == [panel.model.name(2)]


def test_a_double_click_requests_the_district(qtbot, panel: DistrictsPanel) -> None:
    at = panel.view.visualRect(panel.model.index(1, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(panel.district_requested) as signal:
        qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
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
    assert cells(panel, "Bannu")[INCIDENTS : CHANGE + 1] == ["0", "0", "–"]


def test_a_period_of_one_day(panel: DistrictsPanel, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 18), last=date(2024, 11, 18))
    assert "Change against 17 Nov 2024." in panel.note.text()
    total = sum(int(panel.model.data(panel.model.index(r, INCIDENTS))) for r in range(panel.model.rowCount()))
    assert total == len(session.snapshot.answer)
