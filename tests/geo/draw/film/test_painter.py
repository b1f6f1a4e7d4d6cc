"""Frames of a film: they show what their period holds, on one ground, as pages do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.draw.film.bars import pixels_of
from geo.draw.film.ground import FilmGround, FilmLook, film_ground
from geo.draw.film.options import FilmOptions
from geo.draw.film.painter import Painter
from geo.draw.page import symbols
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.mark_layout import layout_of
from geo.draw.page.marks import MarkRule, members_on
from geo.draw.style import TYPE_STYLES
from geo.incidents.made_up import LABEL
from geo.places.user_layers import Feature, UserLayer
from geo.view.snapshot import Snapshot, resolve
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of

MADE = date(2026, 11, 27)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of(NOVEMBER)


@pytest.fixture(scope="module")
def ground(snapshot: Snapshot) -> FilmGround:
    return film_ground(snapshot, FilmOptions(size="720p"), FilmLook("", "light", MADE))


@pytest.fixture(scope="module")
def painter(ground: FilmGround, snapshot: Snapshot) -> Painter:
    return Painter(ground, snapshot)


def map_part(ground: FilmGround, pixels: np.ndarray) -> np.ndarray:
    box = ground.sheet.box
    left, top, right, bottom = (pixels_of(ground.paper, mm) for mm in (box.x, box.y, box.right, box.bottom))
    return pixels[top:bottom, left:right, :3]


def test_the_ground_has_the_size_that_was_chosen(ground: FilmGround) -> None:
    assert ground.pixels.shape == (720, 1280, 4)
    assert ground.days == Period(day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30)))


def test_a_frame_changes_only_its_own_pixels_and_the_same_period_gives_the_same(
    ground: FilmGround, painter: Painter
) -> None:
    first = painter.frame(ground.days).copy()
    empty = painter.frame(Period(ground.days.first - 400, ground.days.first - 390)).copy()
    assert (painter.frame(ground.days) == first).all()
    assert (map_part(ground, empty) == map_part(ground, ground.pixels)).all()
    assert not (map_part(ground, first) == map_part(ground, ground.pixels)).all()
    foot = pixels_of(ground.paper, ground.bars.bottom + 1)
    assert (first[foot:] == ground.pixels[foot:]).all()


def test_the_whole_time_has_the_marks_and_symbols_of_a_page(
    ground: FilmGround, painter: Painter, snapshot: Snapshot
) -> None:
    rows = ground.arrangement.rows
    points = symbols.points_at(snapshot, rows, ground.sheet)
    rule = MarkRule(False, numbered_districts(ground.sheet, snapshot))
    members, below, stretch = members_on(ground.paper, ground.sheet, snapshot, points, rule)
    page, film = layout_of(members, below, stretch), painter._layout(np.arange(len(rows)))
    assert film.singles.tolist() == page.singles.tolist()
    assert film.count.tolist() == page.count.tolist()
    assert film.x == pytest.approx(page.x * ground.arrangement.px)


def test_no_incident_of_a_frame_is_lost(ground: FilmGround, painter: Painter, snapshot: Snapshot) -> None:
    for first in range(ground.days.first, ground.days.last - 5, 6):
        period = Period(first, first + 6)
        here = painter._within(ground.arrangement.rows, period)
        layout = painter._layout(here)
        in_districts = sum(painter._district_counts(period).values())
        shown = snapshot.rows[painter._within(snapshot.rows, period)]
        assert len(layout.singles) + int(layout.count.sum()) == len(here)
        assert len(here) + in_districts <= len(shown)
        known = snapshot.dataset.incidents.coded["place_precision"].isin(("exact", "near", "district"))[shown]
        assert len(here) + in_districts == int(known.sum())


def test_a_symbol_is_stamped_at_its_place_in_the_colour_of_its_type(painter: Painter, ground: FilmGround) -> None:
    points = ground.arrangement.points
    dates = painter._start[ground.arrangement.rows]
    day = next(d for d in np.unique(dates).tolist() if (dates == d).sum() == 1)
    k = int(np.flatnonzero(dates == day)[0])
    pixels = painter.frame(Period(day, day))
    x, y = np.rint(painter._at[k]).astype(int).tolist()
    colour = TYPE_STYLES[int(points.kind[k])].colour("light")
    assert pixels[y, x, :3].tolist() == [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def test_what_the_data_are_stands_on_each_frame(snapshot: Snapshot) -> None:
    made_up = Snapshot(replace(snapshot.dataset, is_made_up=True), snapshot.state, snapshot.answer)
    with_label = film_ground(made_up, FilmOptions(size="square"), FilmLook("", "dark", MADE))
    texts = [text.get_text() for text in with_label.paper.axes.texts]
    assert LABEL in texts
    assert any("do not imply endorsement" in text for text in texts)


def test_days_without_data_are_not_called_calm(
    snapshot: Snapshot, ground: FilmGround, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(painter, "_written", lambda text, _at, _look: written.append(text))
    quiet, beyond = Period(ground.days.first + 2, ground.days.first + 2), Period(22_000, 22_006)
    painter._words(quiet, 0)
    painter._words(beyond, 0)
    assert "no data for these days" in written[-1]
    assert any("13 incidents" in text for text in written[:-1])


@pytest.mark.parametrize("size", ["720p", "square"])
def test_the_legend_stays_above_the_bars_whatever_it_holds(snapshot: Snapshot, size: str) -> None:
    shape = Feature("x", "Polygon", (((70.0, 32.0), (71.0, 32.0), (71.0, 33.0), (70.0, 32.0)),))
    layers = tuple(UserLayer(f"layer {n}", (shape,)) for n in range(40))
    full = resolve(replace(snapshot.dataset, user_layers=layers), snapshot.state)
    made = film_ground(full, FilmOptions(size=size), FilmLook("", "light", MADE))
    written = [text for text in made.paper.axes.texts if (text.get_gid() or "").startswith("legend")]
    lowest = max(text.get_position()[1] for text in written)
    assert lowest < made.bars.y
    assert made.sheet.box.h > 0.25 * made.paper.height
    assert any("user layers without an entry" in text.get_text() for text in made.paper.axes.texts)
