"""The summary in the place of the details."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPalette

from app.panels.details.panel import DetailsPanel
from app.panels.details.summary import HINT, KnownBar, Summary
from app.session import Session
from geo.analysis.summary import Grade, Known
from tests.app.samples import FIRST, PAYLOADS, dataset, incident

ROWS = tuple(incident(n, killed_best=n, place_precision="near" if n % 2 else "exact") for n in range(6))


@pytest.fixture
def panel(qtbot, session: Session) -> DetailsPanel:
    details = DetailsPanel(session)
    qtbot.addWidget(details)
    details.resize(340, 500)
    details.show()
    session.open(dataset(ROWS))
    return details


def summary_of(panel: DetailsPanel) -> Summary:
    assert panel.summary is not None
    return panel.summary


def test_without_a_selection_the_view_is_summed_up(panel: DetailsPanel) -> None:
    summary = summary_of(panel)
    assert summary.count.text() == "6 incidents"
    assert summary.killed.text() == "Reported killed 15 · injured not stated"
    assert summary.bars[0].accessibleName() == "Place: 3 exact, 3 near"
    assert summary.sources.text() == "test (6)"
    assert not summary.left_out.isVisibleTo(panel)
    assert summary.hint.text() == HINT


def test_the_summary_follows_period_and_district_soon(qtbot, panel: DetailsPanel, session: Session) -> None:
    summary = summary_of(panel)
    session.set_filters(first=FIRST.replace(day=5))
    qtbot.waitUntil(lambda: summary.count.text() == "2 incidents", timeout=2_000)
    assert summary.left_out.text() == "4 outside the period"
    assert summary.left_out.isVisibleTo(panel)
    session.look_at_district("Swat")
    qtbot.waitUntil(lambda: summary.count.text() == "0 incidents in Swat", timeout=2_000)
    assert summary.bars[0].accessibleName() == "Place: no incident"
    assert summary.left_out.text() == "2 not in Swat; 4 outside the period"
    assert panel.summary is summary


def test_an_incident_takes_its_place_and_gives_it_back(panel: DetailsPanel, session: Session) -> None:
    session.select((ROWS[0].incident_id,))
    assert panel.summary is None
    assert panel.area.accessibleName() == "Details of the selected incident"
    session.select(())
    assert summary_of(panel).count.text() == "6 incidents"
    assert panel.area.accessibleName() == "Summary of what is shown"


def test_names_of_sources_are_never_markup(panel: DetailsPanel, session: Session) -> None:
    session.open(dataset([incident(0, source=PAYLOADS[3])]))
    assert summary_of(panel).sources.text() == f"{PAYLOADS[3]} (1)"


def test_a_bar_is_divided_by_its_grades_and_takes_the_lines_it_needs(qtbot) -> None:
    bar = KnownBar()
    qtbot.addWidget(bar)
    bar.show_known(Known("Place", (Grade("exact", 3, 0), Grade("not mapped", 1, 3))))
    bar.resize(400, bar.heightForWidth(400))
    image = QImage(bar.size(), QImage.Format.Format_RGB32)
    bar.render(image, QPoint())
    accent = bar.palette().color(QPalette.ColorRole.Highlight).rgb()
    assert image.pixel(150, 3) == accent != image.pixel(350, 3)
    assert bar.heightForWidth(80) > bar.heightForWidth(400)
