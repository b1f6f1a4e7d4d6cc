"""Colours of the offline map: the script gives each period the classes that the window gives it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from geo.analysis.choropleth import class_bounds, classed
from geo.analysis.coverage import coverage
from geo.analysis.districts import rounded_rate
from geo.analysis.heat import heat_classes
from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period
from geo.draw.web.offline_colours import LENGTHS, scales_of_file
from geo.draw.web.offline_data import OfflineMap, files_of
from geo.export.offline_html import _briefing
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.web.scripts import Scripts

YEAR = Query(first=date(2024, 1, 1), last=date(2024, 12, 31))
MEASURES = ("incidents", "killed", "per_100k", "per_1000_km2", "change")


@pytest.fixture(scope="module")
def scripts(qapp: QApplication) -> Scripts:
    return Scripts("offline/colours.js", "offline/windows.js", "data/store.js")


def load(scripts: Scripts, **state: Any) -> Snapshot:
    """Give the script the files of an offline map of 2024; what the map shows among all."""
    request = hand_over(resolve(bundled(), replace(State(query=YEAR), **state)), AS_IS)
    files = files_of(OfflineMap(request.snapshot, request.among, _briefing(request), request.about))
    scripts.set_bytes("points", files["points.bin"])
    for name in ("state", "about", "incidents", "colours"):
        scripts.run(f"globalThis.{name} = {files[name + '.json'].decode()};")
    scripts.run(
        "globalThis.store = new Store(); store.load(points, state.points.day0, 61, 2); store.certain = state.certain;"
        "globalThis.days = {whole: state.period, covered: about.covered};"
        "globalThis.shades = new DistrictColours(colours, store, incidents, days);"
    )
    return request.among


def of_period(among: Snapshot, period: Period) -> Snapshot:
    first, last = map(from_day_number, period)
    return among.with_query(replace(among.state.query, first=first, last=last))


def periods(count: int) -> list[Period]:
    draw = random.Random(5)
    whole = Period(day_number(YEAR.first), day_number(YEAR.last))  # type: ignore[arg-type]
    found = []
    for _ in range(count):
        days = draw.choice([1, 7, 20, 30, 45, 90, 200])
        first = draw.randint(whole.first, whole.last - days + 1)
        found.append(Period(first, first + days - 1))
    return found


@pytest.mark.parametrize("chosen", [{}, {"query": replace(YEAR, certain=True, provinces=frozenset({"Balochistan"}))}])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_period_has_the_classes_of_the_window(scripts: Scripts, measure: str, chosen: dict[str, Any]) -> None:
    among = load(scripts, **({"colour_by": measure} | chosen))
    whole = scripts.run("return state.period")
    for period in periods(14):
        shown = of_period(among, period)
        length = next(days for days in (*LENGTHS, 366) if days >= period.width_days)
        expected = classed(shown, class_bounds(among, length))
        assert expected is not None
        got = scripts.run(f"return shades.areasOf({list(period)}, {period.width_days})")
        if measure == "change" and period.before.first < whole[0]:
            assert set(got["of"]) <= {-2, -3}
            assert "not in this file" in got["note"]
            continue
        assert got["of"] == expected.classes.tolist()
        assert (got["classes"], got["from"]) == (list(expected.labels), list(expected.least))
        assert got["counts"] == [expected.count(number) for number in range(len(expected.labels))]
        assert (got["none"], got["unknown"]) == (expected.count(-1), expected.count(-2))


def test_the_whole_period_has_the_changes_against_days_that_are_not_in_the_file(scripts: Scripts) -> None:
    among = load(scripts, colour_by="change")
    whole = scripts.run("return shades.areasOf(state.period, 366)")
    assert not coverage(among).why_no_change
    before = resolve(bundled(), State(query=replace(YEAR, first=date(2022, 12, 31), last=date(2023, 12, 31))))
    lost = np.bincount(before.dataset.polygons[before.rows] + 1, minlength=62)[1:]
    assert lost.sum() > 20
    assert any(number in (0, 1, 2) for number in whole["of"])  # some district has fewer, which a file alone cannot know


def test_beyond_the_data_districts_are_not_known(scripts: Scripts) -> None:
    load(scripts, colour_by="incidents")
    scripts.run("shades.covered = [[0, 10]]")
    assert set(scripts.run(f"return shades.areasOf({[day_number(date(2024, 2, 1))] * 2}, 1).of")) <= {-2, 0, 1}


def test_classes_hold_for_all_periods_up_to_a_length(scripts: Scripts) -> None:
    among = load(scripts, colour_by="incidents", layers=State().layers | {"heat"})
    found = scales_of_file(among, Period(0, 99))
    assert [each["days"] for each in found["districts"]["scales"]] == [1, 7, 30, 90, 100]
    assert "every period of 31 to 90 days." in found["districts"]["scales"][3]["note"]
    assert "every period of 1 day." in found["districts"]["scales"][0]["note"]
    assert [tuple(each["classes"]) for each in found["heat"]] == [
        heat_classes(among, days) for days in (1, 7, 30, 90, 100)
    ]
    assert scripts.run("return [1, 2, 45, 300, 366, 900].map((days) => shades.heatOf(days).days)") == [
        1, 7, 90, 365, 366, 366,
    ]  # fmt: skip
    assert scripts.run("return lengthsWithin([0, 9999])") == list(LENGTHS)


@pytest.mark.parametrize("rate", [0.00123456, 0.0099, 0.01, 0.044, 3.14159, 9.996, 12.34, 99.96, 140.4])
def test_rates_are_rounded_as_they_are_written(scripts: Scripts, rate: float) -> None:
    assert scripts.run(f"return roundedRate({json.dumps(rate)})") == pytest.approx(rounded_rate(rate))
