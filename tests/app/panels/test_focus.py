from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.panels.focus import FocusBar
from app.session import Session
from tests.app.samples import dataset, incident

NOVEMBER = {"first": date(2024, 11, 1), "last": date(2024, 11, 30)}


@pytest.fixture
def bar(qtbot, session: Session) -> FocusBar:
    focus = FocusBar(session)
    qtbot.addWidget(focus)
    focus.resize(384, 50)
    return focus


def test_without_a_district_it_takes_no_room(bar: FocusBar, session: Session) -> None:
    assert bar.isHidden()
    session.look_at_district("Bannu")
    assert not bar.isHidden()
    session.set_filters(provinces=frozenset({"Balochistan"}))
    assert bar.isHidden()


def test_name_and_figures_follow_the_period(bar: FocusBar, session: Session) -> None:
    rows = [incident(n, killed_low=1, killed_best=2, killed_high=3) for n in range(8)]
    session.open(dataset(rows))
    session.look_at_district("Bannu")
    assert (bar.title.text(), bar.figures.text()) == ("Bannu", "8 incidents · killed 16 (8–24)")
    session.set_filters(first=date(2024, 11, 6), last=date(2024, 11, 8))
    assert bar.figures.text() == "3 incidents · before 3 (0) · killed 6 (3–9)"
    session.set_filters(first=date(2024, 12, 6), last=date(2024, 12, 8))
    assert bar.figures.text().startswith("0 incidents")


def test_its_buttons_filter_zoom_and_end_the_look(qtbot, bar: FocusBar, session: Session) -> None:
    session.look_at_district("Quetta")
    bar.show()
    for button, signal in ((bar.filter, bar.filter_requested), (bar.zoom, bar.zoom_requested)):
        with qtbot.waitSignal(signal) as emitted:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert emitted.args == ["Quetta"]
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert session.state.district == ""
    session.undo()
    assert session.state.district == "Quetta"
    for button in (bar.filter, bar.zoom, bar.close_button):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
