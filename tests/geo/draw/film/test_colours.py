"""Colours of districts and heat in frames: those of pages, on one scale for the whole film."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from geo.analysis.choropleth import NONE, UNKNOWN, choropleth
from geo.analysis.heat import heat_classes
from geo.analysis.hotspots.density import density_cells
from geo.calendar.period import Period
from geo.draw.film.ground import FilmGround, FilmLook, days_of, film_ground
from geo.draw.film.options import FilmOptions, periods_of
from geo.draw.film.painter import Painter
from geo.draw.film.scales import Scales, scales_of
from geo.draw.film.stamps import rgb
from geo.draw.page.heat import heat_colours
from geo.draw.style import MAP_COLOURS, class_colours
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS
from geo.places.measure import unproject
from geo.query import Query
from geo.view.state import State
from tests.geo.draw.page.pages import snapshot_of

MADE = date(2026, 11, 27)
YEAR = Query(first=date(2024, 1, 1), last=date(2024, 12, 31))
HEAT = State().layers | {"heat"}
SMALL = FilmOptions(step="month", size="720p")


@cache
def scaled(query: Query = YEAR, **state: Any) -> tuple[Scales, list[Period]]:
    """The scales of a film, without its pictures."""
    request = hand_over(snapshot_of(query, **state), AS_IS)
    periods = periods_of(days_of(request.snapshot), SMALL)
    return scales_of(request.among, periods), periods


@cache
def film(**state: Any) -> tuple[Scales, Painter, list[Period]]:
    snapshot = hand_over(snapshot_of(YEAR, **state), AS_IS).snapshot
    scales, periods = scaled(**state)
    ground = film_ground(snapshot, SMALL, FilmLook("", "light", MADE, scales))
    return scales, Painter(ground, snapshot, scales), periods


def pixel_at(ground: FilmGround, lon: float, lat: float) -> tuple[int, int]:
    x, y = ground.sheet.place(np.array([lon]), np.array([lat]))
    per_mm = float(ground.paper.figure.dpi) / 25.4
    return int(y[0] * per_mm), int(x[0] * per_mm)


@pytest.mark.parametrize("measure", ["incidents", "killed", "change", "per_100k"])
def test_a_frame_has_the_classes_of_a_page_of_its_period(measure: str) -> None:
    scales, periods = scaled(colour_by=measure)
    whole = [period for period in periods if period.width_days == scales.days]
    assert scales.days == 31
    for period in whole:
        page = choropleth(scales.at(period))
        assert page is not None
        assert scales.classes(period).tolist() == page.classes.tolist()
        assert [each.label for each in scales.districts.entries if each.number >= 0] == list(page.labels)


def test_a_change_is_counted_against_days_before_the_film() -> None:
    scales, periods = scaled(colour_by="change")
    before = replace(YEAR, first=date(2023, 12, 1), last=date(2023, 12, 31))
    assert len(snapshot_of(before).rows)
    now, past = (choropleth(snapshot_of(query, colour_by="incidents")) for query in (
        replace(YEAR, last=date(2024, 1, 31)), before
    ))  # fmt: skip
    assert now is not None
    assert past is not None
    signs = np.sign(now.values - past.values)
    bounds = len([each for each in scales.districts.entries if each.number >= 0]) // 2
    classes = scales.classes(periods[0])
    assert ((classes >= bounds) == (signs > 0)).all()
    assert ((classes == NONE) == (signs == 0)).all()


def test_the_legend_holds_for_all_frames_and_has_no_counts() -> None:
    scales, painter, periods = film(colour_by="incidents")
    found = {number for period in periods for number in scales.classes(period).tolist()}
    assert found <= {each.number for each in scales.districts.entries}
    assert UNKNOWN not in {each.number for each in scales.districts.entries}
    written = [text.get_text() for text in painter.paper.axes.texts]
    assert "Incidents by district" in written
    assert {each.label for each in scales.districts.entries} <= set(written)
    counts = [text for text in painter.paper.axes.texts if text.get_gid() == "legend count"]
    assert len(counts) == len(painter.snapshot.dataset.incidents.coded["event_type"].names)  # of types alone


def test_beyond_the_data_districts_are_not_known() -> None:
    scales, periods = scaled(replace(YEAR, first=date(2026, 5, 1), last=date(2026, 9, 30)), colour_by="incidents")
    assert set(scales.classes(periods[-1]).tolist()) == {UNKNOWN}
    assert UNKNOWN in {each.number for each in scales.districts.entries}


def test_a_district_has_the_colour_of_its_class_and_without_one_that_of_the_ground() -> None:
    scales, painter, periods = film(colour_by="incidents")
    ground, colours = painter.ground, class_colours("light", scales.districts.number_of_classes)
    names = [district.name for district in scales.among.dataset.gazetteer.drawn]
    at = names.index("Kech")
    left, top, right, bottom = painter._fills._frame
    inside = slice(painter._fills._ends[at], painter._fills._ends[at + 1])
    rows, columns = painter._fills._rows[inside], painter._fills._columns[inside]
    plain = ground.pixels[top:bottom, left:right, :3][rows, columns].astype(np.float32)
    seen = set()
    for period in periods:
        number = int(scales.classes(period)[at])
        pixels = painter.frame(period)[top:bottom, left:right, :3][rows, columns]
        expected = rgb(colours[number]) if number >= 0 else plain
        assert (np.abs(pixels - expected) <= 1).all(axis=1).mean() > 0.35  # names, marks and hatching are above it
        seen.add(number)
    assert len(seen) > 1


def test_the_heat_of_a_frame_has_the_density_and_classes_of_a_page() -> None:
    scales, painter, periods = film(layers=HEAT)
    ground, period = painter.ground, periods[7]
    assert scales.heat.bounds == heat_classes(scales.at(periods[0]))
    x, y, density = density_cells(scales.at(period), spread=scales.heat.spread)
    pixels = painter.frame(period)[..., :3].astype(np.float32)
    colours = [rgb(each) for each in heat_colours("light", len(scales.heat.bounds))]
    below, alpha = ground.pixels[..., :3].astype(np.float32), MAP_COLOURS["light"].heat_alpha
    right = looked = 0
    for row, column in np.argwhere(density >= 0.3 * scales.heat.bounds[0]).tolist():
        at = pixel_at(ground, *(float(each) for each in unproject(x[column], y[row])))
        level = int(np.searchsorted(scales.heat.bounds, density[row, column], "right")) - 1
        expected = below[at] + alpha * (colours[level] - below[at]) if level >= 0 else below[at]
        looked += 1
        right += bool((np.abs(pixels[at] - expected) <= 3).all())
    assert looked > 60
    assert right / looked > 0.5  # the others are below symbols, names and lines, or beside the edge of a class


def test_lines_and_names_stay_above_the_colours() -> None:
    _, painter, periods = film(colour_by="incidents")
    surface = painter.ground.surface
    assert surface is not None
    left, top, right, bottom = painter._discs._frame
    above, share = surface.part((left, top, right, bottom))
    pixels = painter.frame(periods[-1])[top:bottom, left:right, :3]
    covered = (share[..., 0] == 0) & (above.sum(axis=2) < 150)  # dark letters and lines that hide all below them
    ground = painter.ground.pixels[top:bottom, left:right, :3]
    assert covered.sum() > 200
    assert (pixels[covered] == ground[covered]).all(axis=1).mean() > 0.9
