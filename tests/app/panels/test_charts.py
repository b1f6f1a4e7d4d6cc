from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from app.panels.trend.panel import ChartsPanel, TrendChart, nice_ceiling
from app.session import Session
from geo.analysis.focus import focused
from geo.analysis.trend import Bin
from geo.tally.figures import Figures
from tests.app.samples import dataset, empty, incident


def bins(*counts: int, whole: bool = True) -> list[Bin]:
    return [Bin(f"week {i}", f"w{i}", Figures(incidents=n), whole) for i, n in enumerate(counts)]


def chart_of(qtbot, *counts: int, whole: bool = True) -> TrendChart:
    chart = TrendChart("trend")
    qtbot.addWidget(chart)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("blue"))
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    chart.setPalette(palette)
    chart.resize(400, 200)
    chart.set_series(bins(*counts, whole=whole), "Incidents a week", [(float(n),) * 3 for n in counts])
    chart.show()
    return chart


def heights(chart: TrendChart, n: int) -> list[int]:
    """The height of each bar, as a count of its blue pixels."""
    image: QImage = chart.grab().toImage()
    plot = chart._plot()
    middles = [round(plot.left() + (i + 0.5) * plot.width() / n) for i in range(n)]
    rows = range(round(plot.top()), round(plot.bottom()))
    return [sum((c := image.pixelColor(x, y)).blue() - c.red() > 60 for y in rows) for x in middles]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 1), (1, 1), (1.5, 2), (3, 5), (5, 5), (6, 10), (11, 20), (101, 200), (99_999, 100_000)]
)
def test_an_axis_ends_at_a_round_number(value: float, expected: int) -> None:
    assert nice_ceiling(value) == expected


def test_heights_of_bars_are_proportional_to_figures(qtbot) -> None:
    chart = chart_of(qtbot, 10, 5, 0, 2)
    tall, half, none, small = heights(chart, 4)
    assert tall == pytest.approx(chart._plot().height(), abs=2)
    assert half == pytest.approx(tall / 2, abs=2)
    assert none == 0
    assert small == pytest.approx(tall / 5, abs=2)


def test_a_partial_bin_is_paler_and_marked(qtbot) -> None:
    def shade(whole: bool) -> int:
        chart = chart_of(qtbot, 10, whole=whole)
        image = chart.grab().toImage()
        return image.pixelColor(chart._plot().center().toPoint()).red()

    assert shade(whole=False) > shade(whole=True)
    assert chart_of(qtbot, 10, whole=False)._bin_text(0) == "week 0 (only partly in the period): 10"


def test_a_late_bin_is_hatched_to_the_top_and_says_so(qtbot) -> None:
    chart = chart_of(qtbot, 4, 4)
    plain = chart.grab().toImage()
    late = [bins(4)[0], replace(bins(4, 4)[1], is_late=True)]
    chart.set_series(late, "Incidents a week", [(4.0,) * 3] * 2)
    hatched, plot = chart.grab().toImage(), chart._plot()
    top, quarter = round(plot.top()) + 3, round(plot.width() / 4)
    differs = [
        any(plain.pixel(x, y) != hatched.pixel(x, y) for y in range(top, top + 12) for x in range(x0 - 8, x0 + 8))
        for x0 in (round(plot.left()) + quarter, round(plot.left()) + 3 * quarter)
    ]
    assert differs == [False, True]
    assert "not all reports are in yet" in chart._bin_text(1)
    assert "not all reports" not in chart._bin_text(0)


def test_a_range_is_in_the_text_and_drawn(qtbot) -> None:
    chart = chart_of(qtbot, 4)
    chart.set_series(bins(4), "Killed", [(2.0, 4.0, 9.0)])
    assert chart._bin_text(0) == "week 0: 4 (2–9)"
    image = chart.grab().toImage()
    plot = chart._plot()
    above = QPoint(round(plot.center().x()), round(plot.bottom() - plot.height() * 0.6))
    assert min(image.pixelColor(above + QPoint(dx, 0)).lightness() for dx in (-1, 0, 1)) < 160


def test_the_accessible_name_summarises_the_chart(qtbot) -> None:
    assert chart_of(qtbot, 1, 12, 3).accessibleName() == "Incidents a week: 3 periods, most in week 1: 12"
    assert chart_of(qtbot).accessibleName() == "Incidents a week: no data"


def test_a_chart_without_data_or_space_can_be_painted(qtbot) -> None:
    chart = chart_of(qtbot)
    chart.grab()
    chart.set_series(bins(1, 2), "t", [(1.0, 1.0, 1.0)] * 2)
    chart.resize(30, 12)
    chart.grab()


def test_the_bar_under_the_pointer_has_a_tooltip(qtbot) -> None:
    chart = chart_of(qtbot, 10, 5)
    plot = chart._plot()
    at = QPointF(plot.left() + plot.width() * 0.75, 100)
    none = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    # Sent to the chart itself: a window that another test has left may lie over it.
    QApplication.sendEvent(chart, QMouseEvent(QEvent.Type.MouseMove, at, chart.mapToGlobal(at), *none))
    qtbot.waitUntil(lambda: QToolTip.text() == "week 1: 5")
    QToolTip.hideText()


def test_arrow_keys_describe_one_bar_after_the_other(qtbot) -> None:
    chart = chart_of(qtbot, 10, 5, 7)
    chart.setFocus()
    assert chart.accessibleDescription() == ""
    descriptions = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
        descriptions.append(chart.accessibleDescription())
    assert descriptions == ["week 0: 10", "week 1: 5", "week 0: 10", "week 2: 7", "week 2: 7", "week 0: 10"]
    QToolTip.hideText()


def test_keys_without_data_do_nothing(qtbot) -> None:
    chart = chart_of(qtbot)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == ""


# The panel


@pytest.fixture
def panel(qtbot, session: Session) -> ChartsPanel:
    charts = ChartsPanel(session)
    qtbot.addWidget(charts)
    charts.resize(400, 500)
    charts.show()
    return charts


def test_the_charts_sum_to_the_figures_of_the_snapshot(panel: ChartsPanel, session: Session) -> None:
    def total(chart: TrendChart) -> float:
        return sum(best for _low, best, _high in chart._series.values)

    for filters in ({}, {"min_killed": 5}, {"first": date(2024, 11, 1), "last": date(2024, 11, 30)}):
        session.set_filters(**filters)
        assert total(panel.incidents) == len(session.snapshot.answer)
        assert total(panel.killed) == session.snapshot.figures.killed_best


def test_the_unit_follows_the_length_of_the_period(panel: ChartsPanel, session: Session) -> None:
    assert panel.incidents.accessibleName().startswith("Incidents a month")
    session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30), provinces=frozenset({"Khyber Pakhtunkhwa"}))
    assert panel.incidents.accessibleName().startswith("Incidents a week")
    assert "Most reported killed in a week: 60 (55–68), 18–24 Nov 2024." in panel.note.text()
    panel.unit.setCurrentIndex(panel.unit.findData("day"))
    assert panel.incidents.accessibleName().startswith("Incidents a day")
    panel.unit.setCurrentIndex(0)
    session.set_filters(first=date(2024, 11, 18), last=date(2024, 11, 18))
    assert "1 periods" not in panel.incidents.accessibleName()


def test_the_note_of_the_sample_says_that_it_is_no_count(panel: ChartsPanel, session: Session) -> None:
    assert "It is not a count" in panel.note.text()
    session.open(dataset([incident()]))
    assert "It is not a count" not in panel.note.text()


def test_incidents_that_span_bins_are_counted_in_the_note(panel: ChartsPanel, session: Session) -> None:
    session.open(dataset([incident(0, date_end=date(2024, 11, 20), date_precision="month"), incident(25)]))
    assert "1 incident may lie in more than one week" in panel.note.text()


def test_a_hidden_chartsis_updated_when_it_is_shown(panel: ChartsPanel, session: Session) -> None:
    panel.hide()
    before = panel.incidents.accessibleName()
    session.set_filters(text="Bannu")
    assert panel.incidents.accessibleName() == before
    panel.show()
    assert panel.incidents.accessibleName() != before


def test_a_workspace_without_incidents_has_no_trend(panel: ChartsPanel, session: Session) -> None:
    session.open(empty())
    panel.grab()
    assert panel.incidents.accessibleName().endswith("no data")


def test_the_trend_of_the_district_that_is_looked_at_names_it(panel: ChartsPanel, session: Session) -> None:
    whole = sum(low for low, *_ in panel.incidents._series.values)
    session.look_at_district("Bannu")
    counts = [best for _low, best, _high in panel.incidents._series.values]
    assert sum(counts) == len(focused(session.snapshot).answer) < whole
    assert panel.incidents._series.title.endswith(" in Bannu")
    assert panel.killed._series.title.endswith(" in Bannu, with range")
    session.undo()
    assert " in " not in panel.incidents._series.title


def test_a_low_panel_leaves_the_height_to_the_charts(panel: ChartsPanel) -> None:
    panel.show()
    heights = {}
    for height in (230, 700):
        panel.resize(384, height)
        QApplication.processEvents()
        heights[height] = panel.note.height()
        assert panel.incidents.height() + panel.killed.height() > height / 2
        assert panel.note.toolTip()
    assert heights[230] < heights[700]


def test_bars_are_divided_by_band_of_distance_as_numbers_or_shares(panel: ChartsPanel, session: Session) -> None:
    panel.resize(400, 700)
    plain, ground = panel.incidents.grab().toImage(), panel.palette().base().color()
    assert panel.key.isHidden()
    assert panel.shares.isHidden()
    panel.stack.setCurrentIndex(panel.stack.findData("border_band"))
    parts = panel.incidents._parts
    assert parts is not None
    assert parts.stack.counts.sum() == len(session.snapshot.answer)
    assert panel.key.names[:4] == ["0–10 km", "10–25 km", "25–50 km", "50+ km"]
    assert panel.incidents.grab().toImage() != plain
    assert panel.incidents._series.title.endswith("by distance to the nearer border")
    assert "may lie in several bands" in panel.note.toolTip()
    busiest = max(range(len(panel.incidents._bins)), key=lambda at: panel.incidents._series.values[at][1])
    assert "\n0–10 km: " in panel.incidents._bin_text(busiest)
    panel.shares.setChecked(True)
    assert panel.incidents._axis == (100, " %")
    assert "at most" in panel.incidents._bin_text(busiest)
    image, plot = panel.incidents.grab().toImage(), panel.incidents._plot()
    middle = round(plot.left() + plot.width() * (busiest + 0.5) / len(panel.incidents._bins))
    column = [image.pixelColor(middle, y) for y in range(round(plot.top()) + 2, round(plot.bottom()) - 1)]
    assert sum(colour != ground for colour in column) > 0.9 * len(column)  # a bar is as high as the chart
    panel.stack.setCurrentIndex(0)
    assert panel.incidents._parts is None
    assert panel.killed.isVisible()


def test_in_a_low_panel_divided_bars_have_the_room_of_both_charts(panel: ChartsPanel) -> None:
    panel.resize(340, 330)
    assert panel.killed.isVisible()
    panel.stack.setCurrentIndex(panel.stack.findData("type"))
    QApplication.processEvents()
    assert panel.killed.isHidden()
    assert panel.incidents.height() > 100
    assert "Protests" in panel.key.names
    panel.grab()
