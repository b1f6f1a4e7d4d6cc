"""The window of tables: it shows what is chosen, follows the filters, and filters by what is activated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.dialogs.table import TableDialog
from app.session import Session
from geo.analysis.counts import GROUPINGS
from geo.analysis.sites import measure
from geo.analysis.table_figures import FIGURES
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query
from geo.sources.bundled import bundled
from geo.taxonomy import EVENT_TYPES

NOVEMBER = Query(first=date(2024, 11, 1), last=date(2024, 11, 30))


@pytest.fixture
def session() -> Session:
    return Session(bundled())


@pytest.fixture
def dialog(qtbot: Any, session: Session) -> TableDialog:
    shown = TableDialog(session)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def texts(dialog: TableDialog) -> list[list[str]]:
    model = dialog.model
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def headings(dialog: TableDialog) -> list[str]:
    return [dialog.model.headerData(c, Qt.Orientation.Horizontal) for c in range(dialog.model.columnCount())]


def test_all_figures_of_districts_come_first(dialog: TableDialog) -> None:
    assert headings(dialog)[:3] == ["District", "Incidents", "Killed, low"]
    assert texts(dialog)[0][:2] == ["North Waziristan", "35"]
    assert texts(dialog)[-1][:2] == ["All", "261"]
    assert not dialog.figure.isEnabled()


def test_rows_and_columns_are_chosen_and_follow_the_period(dialog: TableDialog, session: Session) -> None:
    dialog.choose("province", "type")
    assert texts(dialog)[-1][-1] == "261"
    session.update(replace(session.state, query=NOVEMBER))
    assert texts(dialog)[-1][-1] == str(len(session.snapshot.answer))
    assert "1–30 Nov 2024" in dialog.notes.text()


def test_what_cannot_be_shown_is_said(dialog: TableDialog) -> None:
    dialog.choose("type", "month", "per_100k")
    assert "needs places" in dialog.problem.text()
    assert texts(dialog) == []
    dialog.choose("type", "type")
    assert "choose two different ones" in dialog.problem.text()
    dialog.choose("type", "province")
    assert dialog.problem.isHidden()


def test_a_cell_filters_by_its_row_and_column(dialog: TableDialog, qtbot: Any) -> None:
    dialog.choose("district", "type")
    column = headings(dialog).index("Battles")
    with qtbot.waitSignal(dialog.filter_requested) as emitted:
        dialog.view.activated.emit(dialog.model.index(0, column))
    (fields,) = emitted.args
    assert (fields["districts"], fields["types"]) == ({"North Waziristan"}, {"Battles"})
    with qtbot.assertNotEmitted(dialog.filter_requested):
        dialog.view.activated.emit(dialog.model.index(dialog.model.rowCount() - 1, dialog.model.columnCount() - 1))


@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_the_filter_of_a_row_shows_as_many_as_the_row_counts(dialog: TableDialog, session: Session, by: str) -> None:
    dialog.choose(by)
    dialog.filter_requested.connect(lambda fields: session.set_filters(**fields))
    counts = {cells[0]: int(cells[1]) for cells in texts(dialog)[:-1]}
    used = [name for name, n in counts.items() if n]
    for name in {max(used, key=counts.__getitem__), used[0], used[-1]}:
        session.update(replace(session.state, query=Query()))
        row = [cells[0] for cells in texts(dialog)].index(name)
        dialog.view.activated.emit(dialog.model.index(row, 0))
        assert len(session.snapshot.answer) == counts[name] > 0
        assert dialog.problem.isHidden()


INEXACT = "No filter shows exactly the 12 incidents of that cell: the map shows 19."
ALREADY = "The map shows these incidents, and no others, already."


@pytest.mark.parametrize(
    ("asked", "query", "cell", "words"),
    [
        (("district", "province"), Query(), ("Bannu", "Balochistan"), "No incident is in this cell."),
        (("division", "former_fata"), Query(), ("Dera Ismail Khan", "Former FATA"), ""),
        (("province", "type"), Query(districts=frozenset({"Bannu"})), ("Khyber Pakhtunkhwa", "Battles"), ""),
        (("province", ""), Query(districts=frozenset({"Bannu", "Quetta"})), ("Balochistan", "Incidents"), ""),
        (("month", ""), Query(first=date(2024, 11, 10), last=date(2024, 11, 30)), ("2024-11", "Incidents"), ""),
        (("province", "type"), Query(provinces=frozenset({"Balochistan"})), ("Balochistan", "All"), ALREADY),
        (("district", "border_band"), Query(), ("Quetta", "All"), INEXACT),
    ],
    ids=["nothing", "two kinds of places", "a place is set", "one of two places", "part of it", "already", "total"],
)  # fmt: skip
def test_a_click_shows_what_the_cell_counts_or_says_what_else(
    dialog: TableDialog, session: Session, asked: tuple[str, str], query: Query, cell: tuple[str, str], words: str
) -> None:
    session.update(replace(session.state, query=query))
    dialog.choose(*asked)
    dialog.filter_requested.connect(lambda fields: session.set_filters(**fields))
    at = [line[0] for line in texts(dialog)].index(cell[0]), headings(dialog).index(cell[1])
    counted = int(texts(dialog)[at[0]][at[1]])
    dialog.view.activated.emit(dialog.model.index(*at))
    assert dialog.problem.text() == words
    if not words:
        assert len(session.snapshot.answer) == counted > 0
    session.update(replace(session.state, query=Query(text="Bannu")))
    dialog.refresh()
    assert dialog.problem.text() == ""


def test_a_cell_that_no_filter_shows_says_so(dialog: TableDialog, qtbot: Any) -> None:
    dialog.choose("iranian_border_band", "afghan_border_band")
    with qtbot.assertNotEmitted(dialog.filter_requested):
        dialog.view.activated.emit(dialog.model.index(3, 4))
    assert "two distances" in dialog.problem.text()


def test_totals_stay_below_and_unknown_figures_sort_last(dialog: TableDialog) -> None:
    column = headings(dialog).index("Abducted")
    dialog.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    cells = [row[column] for row in texts(dialog)]
    assert texts(dialog)[-1][0] == "All"
    known = [int(cell.replace(",", "")) for cell in cells[:-1] if cell != "–"]
    assert known == sorted(known, reverse=True)
    assert cells[len(known) : -1] == ["–"] * (len(cells) - 1 - len(known))


def test_copying_takes_the_whole_table(dialog: TableDialog) -> None:
    dialog.choose("type", "province", "killed")
    dialog.view.copy(everything=True)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Type", "Khyber Pakhtunkhwa", "Balochistan", "All"]
    assert len(lines) == dialog.model.rowCount() + 1 == len(EVENT_TYPES) + 2


def test_every_figure_is_offered_with_its_text(dialog: TableDialog) -> None:
    dialog.choose("district", "type")
    for figure in FIGURES:
        dialog.choose("district", "type", figure)
        assert dialog.problem.text() or dialog.model.rowCount() > 10
        assert all(cell and "nan" not in cell for row in texts(dialog) for cell in row)


def test_the_features_of_a_user_layer_are_rows_whose_cells_filter(qtbot: Any) -> None:
    layer = UserLayer("Sites", (Feature("Clinic", "Point", [71.5, 34.0]), Feature("", "Point", [67.0, 30.2])))
    session = Session(replace(bundled(), user_layers=(layer,)))
    dialog = TableDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.filter_requested.connect(lambda fields: session.set_filters(**fields))
    dialog.choose("near:Sites")
    dialog.km.setValue(60)
    assert (dialog.across.isVisible(), dialog.km.isVisible()) == (False, True)
    assert headings(dialog)[:3] == ["Site", "Within 60 km", "May be within"]
    certain, maybe = (int(cell) for cell in texts(dialog)[0][1:3])
    quarter = next(c for c in range(7, len(headings(dialog))) if texts(dialog)[0][c] != "0")
    in_quarter = int(texts(dialog)[0][quarter])
    for column, expected in ((1, certain), (2, certain + maybe), (quarter, in_quarter)):
        session.update(replace(session.state, query=Query()))
        dialog.view.activated.emit(dialog.model.index(0, column))
        assert len(session.snapshot.answer) == expected > 0
    session.open(bundled())
    assert dialog.chosen[0] == "district"
    assert not dialog.km.isVisible()


def test_many_distances_are_measured_in_the_background(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.analysis.sites._AT_ONCE", 0)
    layer = UserLayer("Sites", (Feature("Clinic", "Point", [71.5, 34.0]),))
    session = Session(replace(bundled(), user_layers=(layer,)))
    dialog = TableDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.distances_wanted) as wanted:
        dialog.choose("near:Sites")
    assert (texts(dialog), "being measured" in dialog.problem.text()) == ([], True)
    measure(session.dataset, *wanted.args)
    dialog.refresh()
    assert (len(texts(dialog)), dialog.problem.text()) == (2, "")
