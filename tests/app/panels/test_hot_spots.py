"""The panel of hot spots: it computes on demand, fades what is stale, and stops when it is told to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel

from app.jobs import Jobs
from app.panels.hot_spots.panel import HotSpotsPanel
from app.panels.layers import LayersPanel
from app.session import Session
from geo.analysis.hotspots import methods
from geo.analysis.hotspots.drawn import spot_map_of
from geo.analysis.hotspots.methods import answered
from geo.analysis.hotspots.result import STALE
from geo.analysis.hotspots.settings import LocalSettings
from geo.errors import Cancelled
from geo.sources.bundled import bundled


@pytest.fixture
def session() -> Session:
    return Session(bundled())


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.wait()


@pytest.fixture
def panel(qtbot, themed: None, session: Session) -> HotSpotsPanel:
    shown = HotSpotsPanel(session)
    qtbot.addWidget(shown)
    shown.resize(330, 600)
    shown.show()
    assert shown.fields is not None
    shown.fields.permutations.setValue(99)
    return shown


def words(panel: HotSpotsPanel) -> str:
    assert panel.view is not None
    return panel.view.method.text()


def test_the_hot_spots_of_an_opened_page_are_computed_with_its_settings(panel: HotSpotsPanel, session: Session) -> None:
    asked = methods.question("gistar", LocalSettings(permutations=19, seed=3))
    session.update(replace(session.state, hot_spots=asked))
    assert answered(session.snapshot) is None
    panel.compute(asked)
    found = answered(session.snapshot)
    assert found is not None
    assert (session.state.hot_spots, found.parameters["permutations"], found.parameters["seed"]) == (asked, 19, 3)
    assert panel.view is not None
    assert panel.view.model.rowCount() == len(found.rows)


def test_an_answer_is_listed_with_its_method_and_is_one_step_of_the_history(
    panel: HotSpotsPanel, session: Session
) -> None:
    assert panel.view is not None
    assert panel.view.isHidden()
    panel.run()
    found = answered(session.snapshot)
    assert found is not None
    assert panel.view.model.rowCount() == len(found.rows) == 61
    assert found.method in words(panel)
    assert "Left out: 9 strategic developments" in words(panel)
    assert "sample" in words(panel)
    panel.view.view.selectRow(0)
    assert panel.view.sentence.text() == found.rows[0].sentence
    session.undo()
    assert session.state.hot_spots is None
    assert panel.view.isHidden()


def test_a_former_answer_fades_and_comes_back_with_its_filters(panel: HotSpotsPanel, session: Session) -> None:
    assert panel.view is not None
    panel.run()
    session.set_filters(first=date(2024, 6, 1))
    assert panel.note.text() == STALE
    assert not panel.view.view.isEnabled()
    assert panel.save_button.isHidden()
    session.undo()
    assert panel.note.text() == ""
    assert panel.view.view.isEnabled()


def test_only_what_the_method_uses_is_shown_and_wrong_choices_are_told(panel: HotSpotsPanel, session: Session) -> None:
    fields = panel.fields
    assert fields is not None
    assert fields.cell_km.isHidden()
    fields.grid.setCurrentIndex(fields.grid.findData("hex"))
    assert not fields.cell_km.isHidden()
    fields.method.setCurrentIndex(fields.method.findData("emerging"))
    assert fields.seed.isHidden()
    session.set_filters(first=date(2024, 6, 1), last=date(2024, 7, 1))
    panel.run()
    assert "a trend needs at least 10" in panel.note.text()
    assert session.state.hot_spots is None
    titles = {each.buddy() for each in fields.findChildren(QLabel) if each.buddy() and not each.isHidden()}
    assert fields.step_days in titles


def test_near_repeats_are_a_table_and_the_density_is_the_heat(panel: HotSpotsPanel, session: Session) -> None:
    fields = panel.fields
    assert fields is not None
    assert panel.view is not None
    fields.method.setCurrentIndex(fields.method.findData("knox"))
    fields.bands_km.setText("2, 5")
    panel.run()
    assert panel.view.model.rowCount() == 6
    assert spot_map_of(session.snapshot) is None
    fields.bands_km.setText("2 km")
    panel.run()
    assert "write numbers with blanks between them" in panel.note.text()
    fields.method.setCurrentIndex(fields.method.findData("density"))
    panel.run()
    assert "heat" in session.state.layers
    assert "per 1,000 km²" in panel.view.model.data(panel.view.model.index(0, 1))


def test_colours_of_districts_and_hot_spots_take_the_place_of_each_other(
    qtbot, panel: HotSpotsPanel, session: Session
) -> None:
    layers = LayersPanel(session)
    qtbot.addWidget(layers)
    layers.colour_by.setCurrentIndex(1)
    panel.run()
    assert session.state.colour_by == ""
    assert layers.colour_by.currentData() == ""
    layers.colour_by.setCurrentIndex(1)
    assert session.state.hot_spots is None
    assert session.state.colour_by == "incidents"


def test_cancel_answers_at_once_and_stops_the_work(
    qtbot, themed: None, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = Event(), Event()

    def slow(_snapshot: object, tick: object, expect: object) -> None:
        expect(236.0)  # type: ignore[operator]
        begun.set()
        try:
            while True:
                tick(0.5)  # type: ignore[operator]
                time.sleep(0.01)
        except Cancelled:
            stopped.set()
            raise

    loaded: list[str] = []
    monkeypatch.setattr(methods, "load", lambda: loaded.append("what the methods compute with"))
    monkeypatch.setattr(methods, "answer", slow)
    session = Session(bundled())
    panel = HotSpotsPanel(session, jobs)
    qtbot.addWidget(panel)
    assert not loaded
    panel.show()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert loaded  # before anything is run: nothing holds up the first tick
    panel.run()
    assert begun.wait(5)
    assert not panel.cancel_button.isHidden()
    qtbot.waitUntil(lambda: panel.time_note.text() == "This takes about 4 minutes on this computer.")
    before = time.perf_counter()
    panel.cancel_button.click()
    assert stopped.wait(5)
    assert time.perf_counter() - before < 0.2
    assert panel.cancel_button.isHidden()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert session.state.hot_spots is None
    assert panel.note.text() == ""
