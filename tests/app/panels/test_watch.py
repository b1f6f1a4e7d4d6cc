"""The panel of the watch list: it is made when it is seen, ranks places, follows time, and abstains on a sample."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.panels.watch.panel import BUSY, WINDOWS, WatchPanel
from app.panels.watch.table import COLUMNS
from app.panels.watch.words import head_words
from app.session import Session
from geo.analysis.watch import Rule, run_rule
from geo.dataset import Dataset
from geo.sources.bundled import bundled
from tests.app.samples import empty
from tests.watched import LAST, surge_rows

ROOT = Path(__file__).resolve().parents[3]


@cache
def surge() -> Dataset:
    from tests.app.samples import dataset

    return dataset(surge_rows())


@pytest.fixture
def panel(qtbot, themed: None) -> WatchPanel:
    shown = WatchPanel(Session(surge()))
    qtbot.addWidget(shown)
    shown.resize(400, 640)
    shown.show()
    return shown


def names(panel: WatchPanel) -> list[str]:
    assert panel.places is not None
    return [panel.places.model.place(row).name for row in range(panel.places.model.rowCount())]


def test_nothing_of_the_statistics_is_loaded_with_the_window() -> None:
    late = ("scipy", "geo.analysis.unusual", "geo.analysis.hotspots", "app.panels.hot_spots.answer")
    code = f"import sys, app.sides; sys.exit(any(n.startswith({late}) for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_panel_is_made_when_it_is_first_seen(qtbot, themed: None) -> None:
    hidden = WatchPanel(Session(surge()))
    qtbot.addWidget(hidden)
    hidden._session.set_filters(last=LAST - timedelta(days=30))
    assert hidden.places is None


def test_the_most_unusual_place_stands_first_with_its_sentence(panel: WatchPanel) -> None:
    assert panel.places is not None
    assert names(panel)[0] == "Bannu"
    model = panel.places.model
    cells = [model.data(model.index(0, column), Qt.ItemDataRole.DisplayRole) for column in range(len(COLUMNS))]
    assert cells[0] == "Bannu, much above usual"
    assert cells[1].startswith("16, usual 1")
    assert cells[3].endswith(", 16")
    panel.places.choose("district:Bannu")
    assert panel.places.sentence.text() == model.place(0).sentence
    assert "63 places, 2–29 Dec 2024, compared" in panel.places.note.text()
    assert "will probably rise" in panel.places.note.text()


@cache
def new_actor() -> Dataset:
    from tests.app.samples import dataset

    *rows, last = surge_rows()
    return dataset([*rows, replace(last, actor1="Group <b>E")])


def wait_for_details(panel: WatchPanel) -> None:
    assert panel._details_debouncer._timer.isActive()
    panel._details_debouncer._timer.timeout.emit()


def test_more_is_said_of_a_chosen_place_once_time_stands_still(panel: WatchPanel) -> None:
    places = panel.places
    assert places is not None
    places.choose("district:Bannu")
    assert not places.details.isVisible()
    without = places.chart.grab().toImage()
    wait_for_details(panel)
    assert "Higher since the week of 9 December 2024: 5.3 incidents a week, 0.2 in the " in places.details.text()
    assert "at most one of twenty is cut" in places.details.toolTip()
    assert [level.days.first for level in places.chart._levels][1:] == [(date(2024, 12, 9) - date(1970, 1, 1)).days]
    assert places.chart.grab().toImage() != without

    panel._session.set_filters(last=LAST - timedelta(days=56))
    panel._debouncer._callback()
    assert not places.details.isVisible()
    assert places.chart._levels == ()
    wait_for_details(panel)
    assert places.details.text().startswith("No change of level found in ")


def test_what_is_seen_for_the_first_time_anywhere_stands_above_the_list(panel: WatchPanel) -> None:
    assert panel.places is not None
    wait_for_details(panel)
    assert not panel.places.first_seen.isVisible()
    panel._session.open(new_actor())
    wait_for_details(panel)
    assert panel.places.first_seen.isVisible()
    assert panel.places.first_seen.text() == "First in 52 weeks: actor Group <b>E."
    assert "Group &lt;b&gt;E: 1 incident since" in panel.places.first_seen.toolTip()
    panel.places.choose("district:Swat")
    wait_for_details(panel)
    assert "First in 52 weeks: actor Group <b>E." in panel.places.details.text()
    panel.places.choose("district:Bannu")
    wait_for_details(panel)
    assert "Group" not in panel.places.details.text()


def test_a_choice_looks_at_the_district_and_asks_the_map(panel: WatchPanel, qtbot) -> None:
    assert panel.places is not None
    with qtbot.waitSignal(panel.district_requested) as asked:
        panel.places.choose("district:Bannu")
    assert asked.args == ["Bannu"]
    assert panel._session.state.district == "Bannu"
    with qtbot.waitSignal(panel.province_requested) as asked:
        panel.places.choose("province:Balochistan")
    assert asked.args == ["Balochistan"]


def test_its_incidents_are_those_of_the_window(panel: WatchPanel, qtbot) -> None:
    assert panel.places is not None
    panel.places.choose("district:Bannu")
    with qtbot.waitSignal(panel.listing_requested) as asked:
        panel.places.listing.click()
    place, window = asked.args
    assert (place.name, window.width_days) == ("Bannu", 28)


def test_it_follows_the_time_bar_and_keeps_the_choice(panel: WatchPanel) -> None:
    assert panel.places is not None
    panel.places.choose("district:Bannu")
    panel._session.set_filters(last=LAST - timedelta(days=56))
    panel._debouncer._callback()
    assert "– 3 Nov 2024, compared" in panel.places.note.text()
    assert panel.places.sentence.text().startswith("Bannu: 1 incident in the 28 days to 3 November 2024")
    current = panel.places.view.currentIndex().row()
    assert panel.places.model.place(current).name == "Bannu"


@pytest.mark.parametrize("days", WINDOWS)
def test_the_window_can_be_chosen(panel: WatchPanel, days: int) -> None:
    panel.window_days.setCurrentIndex(WINDOWS.index(days))
    assert panel.places is not None
    assert panel.places.look is not None
    assert panel.places.look.notes.window.width_days == days


def test_on_a_sample_it_abstains_and_offers_the_example(panel: WatchPanel, qtbot) -> None:
    panel._session.open(bundled())
    assert panel.why_not.isVisible()
    assert "sample" in panel.why_not.text()
    assert not panel.places.isVisible()  # type: ignore[union-attr]
    with qtbot.waitSignal(panel.example_requested):
        panel.example.click()


def test_without_data_it_says_so_and_offers_no_example(panel: WatchPanel) -> None:
    panel._session.open(empty())
    assert panel.why_not.isVisible()
    assert not panel.example.isVisible()


def test_the_first_look_is_computed_in_the_background(qtbot, themed: None) -> None:
    from app.jobs import Jobs

    jobs = Jobs()
    shown = WatchPanel(Session(surge()), jobs)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.places is not None
    assert shown.places.note.text() == BUSY
    qtbot.waitUntil(lambda: shown.places is not None and shown.places.look is not None, timeout=20_000)
    assert names(shown)[0] == "Bannu"
    assert "63 places, " in shown.places.note.text()
    jobs.wait()


def test_while_a_look_takes_long_time_is_waited_for(panel: WatchPanel) -> None:
    panel._costs_s = (1.0, 1.0)
    panel._session.set_filters(last=date(2024, 6, 1))
    assert panel.places is not None
    assert "–29 Dec 2024, compared" in panel.places.note.text()
    assert panel._debouncer._timer.isActive()
    panel._debouncer._timer.timeout.emit()
    assert "– 1 Jun 2024, compared" in panel.places.note.text()


@pytest.mark.parametrize("verdict", ["Bannu", "Swat", "Abbottabad"])
def test_a_verdict_is_told_by_its_sign_without_colour(panel: WatchPanel, verdict: str) -> None:
    """The signs differ in their shape when all is drawn in black."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QPainter

    from app.panels.watch.drawing import draw_sign

    assert panel.places is not None
    assert panel.places.look is not None
    drawn = {}
    for name in ("Bannu", "Swat", "Abbottabad"):
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_sign(painter, QPointF(12, 12), panel.places.look.by_key[f"district:{name}"], QColor("black"))
        painter.end()
        drawn[name] = bytes(image.constBits())
    assert [name for name, pixels in drawn.items() if pixels == drawn[verdict]] == [verdict]


# rules


def test_rules_are_listed_with_what_is_new(panel: WatchPanel, qtbot) -> None:
    outcome = run_rule(surge(), Rule("Any <b>district</b>"))
    panel.show_rules((outcome,), True)
    assert panel.rules is not None
    assert panel.rule_button.text() == "Rules (1 new)"
    panel.rule_button.click()
    item = panel.rules.tree.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == ("Any <b>district</b>", "1 new")
    assert "&lt;b&gt;" in item.toolTip(0) or "<b>" not in item.toolTip(0)
    panel.rules.tree.setCurrentItem(item)
    with qtbot.waitSignal(panel.acknowledgement_requested) as asked:
        panel.rules.acknowledge.click()
    assert asked.args == ["Any <b>district</b>"]
    with qtbot.waitSignal(panel.removal_requested):
        panel.rules.remove.click()
    child = item.child(0)
    panel.rules.tree.itemClicked.emit(child, 0)
    assert panel.place_button.isChecked()
    assert panel._session.state.district == "Bannu"


def test_without_a_workspace_no_rule_can_be_saved(panel: WatchPanel) -> None:
    panel.rule_button.click()
    assert panel.rules is not None
    assert not panel.rules.add.isEnabled()
    assert "saved in a workspace" in panel.rules.note.text()
    panel.show_rules((), True)
    assert panel.rules.add.isEnabled()


def test_days_of_which_reports_are_to_come_are_hatched_in_the_chart(panel: WatchPanel) -> None:
    assert panel.places is not None
    panel.places.choose("district:Bannu")
    chart, look = panel.places.chart, panel.places.look
    assert look is not None
    assert look.notes.late_from is not None
    assert "Hatched: reports of these days are not complete" in chart.toolTip()
    hatched = chart.grab().toImage()
    place = panel.places.place
    assert place is not None
    chart.show_place(place, replace(look.notes, late_from=None))
    assert chart.toolTip() == ""
    assert chart.grab().toImage() != hatched


def test_the_head_says_that_windows_are_counted_as_known_then(panel: WatchPanel) -> None:
    assert panel.places is not None
    assert panel.places.look is not None
    notes = replace(panel.places.look.notes, known_after=3, known_share=0.431)
    assert "each window counts what was known 3 days after its end, about 43 % of the final number." in head_words(
        notes
    )
    short = head_words(replace(notes, known_after=0, known_share=None), is_short=True)
    assert short.endswith("Late reports: each window counts what was known on its last day.")
