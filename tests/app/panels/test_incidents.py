from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QLabel, QPushButton

from app.panels.incidents.model import (
    ACTOR,
    COLUMNS,
    DATE,
    DISTANCE,
    DISTRICT,
    KILLED,
    PLACE,
    TYPE,
    IncidentModel,
)
from app.panels.incidents.panel import IncidentsPanel
from app.panels.incidents.view import WIDTHS_PX, fitted_widths
from app.session import Session
from geo.places.target import point_target
from geo.query import Query, Within
from geo.reading.direction import without_overrides
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import dataset, hostile, incident, many

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ROWS = (
    incident(0, location="beta", district="Quetta", actor1="zeta", killed_best=None, sub_event_type="Suicide bomb"),
    incident(1, location="Alpha", district="Bannu", actor1="Eta", killed_best=12, sub_event_type="Attack"),
    incident(2, location="", district="", actor1="", killed_best=0, sub_event_type="Mob violence"),
    incident(3, location="gamma", district="Swat", actor1="alpha", killed_best=12, sub_event_type=""),
)


@pytest.fixture
def panel(qtbot, session: Session) -> IncidentsPanel:
    incidents_panel = IncidentsPanel(session)
    qtbot.addWidget(incidents_panel)
    incidents_panel.resize(600, 400)
    incidents_panel.show()
    return incidents_panel


def model_of(rows=ROWS) -> IncidentModel:
    model = IncidentModel()
    model.set_snapshot(resolve(dataset(rows), State()))
    return model


def column(model: IncidentModel, number: int) -> list[str]:
    return [model.data(model.index(row, number)) for row in range(model.rowCount())]


def highlighted(panel: IncidentsPanel) -> set[str]:
    """The ids of the rows that are highlighted in the list."""
    ids = panel._session.dataset.incidents.texts["incident_id"]
    return {ids[panel.model.incident_row(i.row())] for i in panel.view.selectionModel().selectedRows()}


def ids(session: Session, *positions: int) -> tuple[str, ...]:
    return tuple(session.dataset.incidents.texts["incident_id"][i] for i in positions)


# The model


@pytest.mark.parametrize(
    ("number", "ascending"),
    [
        (DATE, ["1 Nov 2024", "2 Nov 2024", "3 Nov 2024", "4 Nov 2024"]),
        (TYPE, ["Battles", "Attack", "Mob violence", "Suicide bomb"]),
        (DISTRICT, ["", "Bannu", "Quetta", "Swat"]),
        (KILLED, ["–", "0", "12", "12"]),
        (PLACE, ["", "Alpha", "beta", "gamma"]),
        (ACTOR, ["", "alpha", "Eta", "zeta"]),
    ],
    ids=COLUMNS[:6],
)
def test_each_column_sorts_both_ways(qapp, number: int, ascending: list[str]) -> None:
    model = model_of()
    model.sort(number, UP)
    assert column(model, number) == ascending
    model.sort(number, DOWN)
    assert column(model, number) == ascending[::-1]


def test_the_list_is_sorted_by_date_at_first(qapp) -> None:
    assert column(model_of(), DATE)[0] == "4 Nov 2024"


def test_a_date_shows_its_precision(qapp) -> None:
    model = model_of(
        [
            incident(0, date_precision="week"),
            incident(40, date_precision="month"),
            incident(80, date_precision="year"),
        ]
    )
    model.sort(DATE, UP)
    assert column(model, DATE) == ["wk 1 Nov 2024", "in Dec 2024", "in 2025"]
    tip = model.data(model.index(0, DATE), Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("some day in the week")


def test_rows_of_the_list_map_to_rows_of_the_data_and_back(qapp) -> None:
    model = model_of()
    model.sort(KILLED, DOWN)
    for row in range(model.rowCount()):
        assert model.list_row(model.incident_row(row)) == row


def test_a_filtered_out_incident_has_no_row(session: Session) -> None:
    session.set_filters(text="Bannu")
    model = IncidentModel()
    model.set_snapshot(session.snapshot)
    shown = set(session.snapshot.rows.tolist())
    assert {p for p in range(261) if model.list_row(p) is not None} == shown
    assert model.rowCount() == len(shown)
    assert model.list_row(10**6) is None


def test_markup_is_escaped_in_tooltips(qapp) -> None:
    model = model_of([incident(location="O'Brien & Co", actor1="<b>x</b>", district="a &lt; b")])

    def tip(number: int) -> str:
        return model.data(model.index(0, number), Qt.ItemDataRole.ToolTipRole)

    assert "O&#x27;Brien &amp; Co</p>" in tip(PLACE)
    assert "&lt;b&gt;x&lt;/b&gt;" in tip(ACTOR)
    assert "a &amp;lt; b" in tip(DISTRICT)
    model = model_of([incident(location="O'Brien")])
    assert tip(PLACE) == "O'Brien"


@pytest.mark.parametrize("row", range(len(hostile().incidents)), ids=str)
def test_hostile_text_is_shown_unchanged(qapp, row: int) -> None:
    data = hostile()
    model = IncidentModel()
    model.set_snapshot(resolve(data, State()))
    at = model.list_row(row)
    text = without_overrides(data.incidents.texts["notes"][row])
    assert [model.data(model.index(at, c)) for c in (TYPE, PLACE, ACTOR)] == [text] * 3


# 100,000 rows


def timed(work) -> float:
    """The median of five runs, in milliseconds."""
    times_ms = []
    for _ in range(5):
        started = time.perf_counter()
        work()
        times_ms.append(1e3 * (time.perf_counter() - started))
    return median(times_ms)


def test_100_000_incidents_are_shown_quickly(qtbot, session: Session) -> None:
    session.open(many())
    panel = IncidentsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(600, 900)
    panel.show()
    image = QImage(600, 900, QImage.Format.Format_ARGB32)
    times_ms = {"set_snapshot": timed(lambda: panel.model.set_snapshot(session.snapshot))}
    for number, name in enumerate(COLUMNS):
        times_ms[f"sort by {name}"] = timed(lambda number=number: panel.model.sort(number, UP))
    times_ms["paint"] = timed(lambda: panel.render(image))
    assert {name: round(ms) for name, ms in times_ms.items() if ms > 150} == {}


def test_only_visible_rows_are_read(qtbot, session: Session, monkeypatch) -> None:
    session.open(many())
    panel = IncidentsPanel(session)
    qtbot.addWidget(panel)
    looked_up: set[int] = set()

    class RecordingModel(IncidentModel):
        def data(self, index, role=0):
            looked_up.add(index.row())
            return super().data(index, role)

    model = RecordingModel(panel)
    model.set_snapshot(session.snapshot)
    panel.view.setModel(model)
    panel.resize(600, 900)
    panel.show()
    panel.grab()
    assert 10 < len(looked_up) < 100


def test_selecting_all_of_100_000_incidents_does_not_hang(qtbot, session: Session) -> None:
    session.open(many())
    panel = IncidentsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    started = time.perf_counter()
    panel.view.selectAll()
    assert len(session.state.selected) == 100_000
    session.set_filters(types=frozenset({"Battles"}))
    session.select(ids(session, *range(0, 100_000, 2)))
    session.select(ids(session, *range(1, 100_000, 3)))
    panel.view.sortByColumn(PLACE, UP)
    assert time.perf_counter() - started < 6.0


# The selection


def test_a_click_selects_in_the_session(qtbot, panel: IncidentsPanel, session: Session) -> None:
    at = panel.view.visualRect(panel.model.index(3, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.snapshot.selected_rows == (panel.model.incident_row(3),)


def test_rows_are_selected_with_the_keyboard(qtbot, panel: IncidentsPanel, session: Session) -> None:
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    for _ in range(2):
        qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert session.snapshot.selected_rows == tuple(panel.model.incident_row(row) for row in range(3))


def test_a_selection_of_the_session_is_highlighted_and_scrolled_to(panel: IncidentsPanel, session: Session) -> None:
    session.select(ids(session, 0, 5))
    assert highlighted(panel) == set(ids(session, 0, 5))
    assert (
        panel.view.viewport()
        .rect()
        .contains(panel.view.visualRect(panel.model.index(panel.model.list_row(0), 0)).center())
    )


def test_following_the_selection_emits_no_change(panel: IncidentsPanel, session: Session) -> None:
    emitted: list[object] = []
    session.changed.connect(lambda _before, after: emitted.append(after.state.selected))
    session.select(ids(session, 0, 5))
    assert emitted == [ids(session, 0, 5)]


@pytest.mark.parametrize("number", range(len(COLUMNS)), ids=COLUMNS)
def test_sorting_keeps_the_selected_incidents_selected(panel: IncidentsPanel, session: Session, number: int) -> None:
    session.select(ids(session, 3, 100, 200))
    for order in (UP, DOWN):
        panel.view.sortByColumn(number, order)
        assert highlighted(panel) == set(ids(session, 3, 100, 200))
    assert session.state.selected == ids(session, 3, 100, 200)


def test_a_filtered_out_incident_stays_selected(panel: IncidentsPanel, session: Session) -> None:
    chosen = ids(session, *session.snapshot.rows[:1].tolist())
    session.select(chosen)
    session.set_filters(first=session.dataset.incidents.row(50).date_start)
    assert highlighted(panel) == set()
    assert session.state.selected == chosen
    session.undo()
    assert highlighted(panel) == set(chosen)


def test_a_new_selection_drops_filtered_out_incidents(qtbot, panel, session: Session) -> None:
    session.select(ids(session, 0))
    session.set_filters(first=session.dataset.incidents.row(50).date_start)
    index = panel.model.index(1, 0)
    panel.view.selectionModel().select(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    )
    assert session.snapshot.selected_rows == (panel.model.incident_row(1),)


# Nothing to show


def test_an_empty_result_offers_to_reset_the_filters(qtbot, panel: IncidentsPanel, session: Session) -> None:
    session.set_filters(text="there is no such text")
    assert not panel.view.isVisible()
    (button,) = panel.findChildren(QPushButton, "reset from list")
    with qtbot.waitSignal(panel.reset_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    session.reset_filters()
    assert panel.view.isVisible()


def test_the_list_follows_the_query(panel: IncidentsPanel, session: Session) -> None:
    session.set_filters(types=frozenset({"Riots"}))
    assert panel.model.rowCount() == 1
    session.update(replace(session.state, query=Query()))
    assert panel.model.rowCount() == 261


def test_a_change_of_theme_changes_the_symbols(panel: IncidentsPanel) -> None:
    index = panel.model.index(0, TYPE)
    before = panel.model.data(index, Qt.ItemDataRole.DecorationRole).cacheKey()
    panel.restyle()
    assert panel.model.data(index, Qt.ItemDataRole.DecorationRole).cacheKey() != before


# A district that is looked at


def test_the_list_holds_the_incidents_of_the_district_that_is_looked_at(panel: IncidentsPanel, session) -> None:
    session.look_at_district("Bannu")
    assert set(column(panel.model, DISTRICT)) == {"Bannu"}
    assert len(session.snapshot.answer) == 261
    chosen = session.dataset.incidents.texts["incident_id"][panel.model.incident_row(0)]
    session.select((chosen,))
    assert highlighted(panel) == {chosen}
    session.undo()
    assert panel.model.rowCount() == 261


def test_a_district_without_incidents_is_named_in_the_message(panel: IncidentsPanel, session) -> None:
    session.look_at_district("Bannu")
    session.set_filters(text="there is no such text")
    visible = [w.text() for w in panel.findChildren(QLabel) if w.isVisible()]
    assert visible == ["No incident in Bannu matches the filters in this period."]
    assert not any(w.isVisible() for w in panel.findChildren(QPushButton, "reset from list"))


# Near a place


def test_with_a_distance_the_list_is_ordered_by_it_and_then_as_before(panel: IncidentsPanel, session) -> None:
    panel.view.sortByColumn(KILLED, DOWN)
    session.set_filters(within=Within(point_target(71.5, 34.0, "Peshawar"), 80))
    assert not panel.view.isColumnHidden(DISTANCE)
    shown = [panel.model.incident_row(row) for row in range(panel.model.rowCount())]
    assert shown == sorted(shown, key=lambda position: session.snapshot.distances[position])
    assert panel.view.horizontalHeader().sortIndicatorSection() == DISTANCE
    assert panel.near.isVisible()
    assert panel.near.text().startswith(f"{len(shown)} within 80 km of Peshawar")
    session.undo()
    assert panel.view.isColumnHidden(DISTANCE)
    assert not panel.near.isVisible()
    assert (panel.model.sorted_by, panel.view.horizontalHeader().sortIndicatorSection()) == ((KILLED, DOWN), KILLED)
    killed = [int(text) for text in column(panel.model, KILLED) if text != "–"]
    assert killed == sorted(killed, reverse=True)


def test_another_order_that_is_chosen_meanwhile_stays(panel: IncidentsPanel, session) -> None:
    session.set_filters(within=Within(point_target(71.5, 34.0, "Peshawar"), 80))
    panel.view.sortByColumn(PLACE, UP)
    session.set_filters(within=Within(point_target(71.5, 34.0, "Peshawar"), 70))
    assert panel.model.sorted_by == (PLACE, UP)
    session.set_filters(within=None)
    assert panel.model.sorted_by == (PLACE, UP)


def test_the_distance_of_an_approximate_place_has_its_error(qapp) -> None:
    at = {"lon": 71.5, "lat": 34.1}
    data = dataset([incident(0, place_precision="exact", **at), incident(1, place_precision="near", **at)])
    model = IncidentModel()
    model.set_snapshot(resolve(data, State(Query(within=Within(point_target(71.5, 34.0, "Peshawar"), 80)))))
    assert column(model, DISTANCE) == ["11.1 ± 25", "11.1"]


# The incident that is shown in full


def marked(panel: IncidentsPanel) -> list[int]:
    """The positions of the incidents that are written in bold."""
    fonts = [(row, panel.model.data(panel.model.index(row, 0), Qt.ItemDataRole.FontRole)) for row in range(261)]
    return [panel.model.incident_row(row) for row, font in fonts if font is not None]


def test_a_choice_in_the_list_requests_the_map_to_show_it(qtbot, panel: IncidentsPanel, session: Session) -> None:
    with qtbot.waitSignal(panel.incident_requested) as emitted:
        panel.view.selectRow(4)
    assert emitted.args == [panel.model.incident_row(4)]
    assert session.snapshot.selected_rows == (panel.model.incident_row(4),)
    with qtbot.assertNotEmitted(panel.incident_requested):
        session.select(ids(session, 3))


def test_of_several_the_one_that_was_chosen_last_is_current_and_bold(qtbot, panel: IncidentsPanel, session) -> None:
    panel.view.selectRow(2)
    assert marked(panel) == []
    panel.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    last = panel.model.incident_row(4)
    assert session.state.current == ids(session, last)[0]
    assert marked(panel) == [last]


def test_the_list_follows_to_the_incident_that_is_turned_to(panel: IncidentsPanel, session: Session) -> None:
    chosen = ids(session, 250, 130, 5)
    session.select(chosen)
    for position in (130, 5, 250):
        session.select(chosen, ids(session, position)[0])
        row = panel.model.list_row(position)
        assert panel.view.currentIndex().row() == row
        assert marked(panel) == [position]
        assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.model.index(row, 0)).center())
        assert highlighted(panel) == set(chosen)
    assert session.state.selected == chosen


@pytest.mark.parametrize("width", [302, 390, 480, 900])
def test_the_number_killed_is_in_view_at_every_width_of_the_panel(qtbot, panel: IncidentsPanel, width: int) -> None:
    panel.resize(width, 400)
    header, view = panel.view.horizontalHeader(), panel.view
    qtbot.waitUntil(lambda: view.viewport().width() > width - 30)
    assert header.sectionViewportPosition(KILLED) + header.sectionSize(KILLED) <= view.viewport().width()
    assert header.sectionSize(TYPE) >= 46
    ends = [header.sectionViewportPosition(at) + header.sectionSize(at) for at in (KILLED, PLACE, ACTOR)]
    assert view.viewport().width() in ends  # no column is cut


def test_a_column_that_the_user_has_moved_stays(qtbot, panel: IncidentsPanel) -> None:
    panel.view.horizontalHeader().resizeSection(TYPE, 200)
    panel.resize(320, 400)
    assert panel.view.columnWidth(TYPE) == 200


def test_no_date_is_cut(panel: IncidentsPanel) -> None:
    view = panel.view
    view.setFont(QFont(view.font().family(), 14))
    view.resize(view.width() + 40, view.height())
    metrics = QFontMetrics(QFont(view.font().family(), 14, QFont.Weight.DemiBold))
    assert view.columnWidth(DATE) >= metrics.horizontalAdvance("wk 24 Mar 2025") + 16


def test_columns_have_their_full_width_where_there_is_room() -> None:
    wide = fitted_widths(1_000, has_distance=True)
    assert sum(wide) == 1_000
    assert all(given >= usual for given, usual in zip(wide, WIDTHS_PX, strict=True))
    narrow = fitted_widths(400, has_distance=True)
    assert narrow[DATE] == WIDTHS_PX[DATE]
    assert narrow[TYPE] < WIDTHS_PX[TYPE]
    for room in range(310, 420, 7):  # never a first letter alone beside the symbol of a type
        for has_distance in (False, True):
            assert not 46 < fitted_widths(room, has_distance=has_distance)[TYPE] < 76


def test_another_query_shows_the_list_from_its_top(qtbot, panel: IncidentsPanel, session: Session) -> None:
    session.open(many(300))
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    session.set_filters(min_killed=1)
    qtbot.waitUntil(lambda: bar.value() == 0)
