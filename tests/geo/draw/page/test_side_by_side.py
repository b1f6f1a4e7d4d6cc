"""Pages of two periods or provinces: one scale, one legend, figures of both, and no difference where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from app.cli import run
from geo.analysis.sides import Against, sides_of
from geo.briefing.comparison import ComparisonRow, comparison_of
from geo.briefing.reopening import state_of
from geo.draw.page import PageOptions, render_comparison
from geo.draw.style.house_file import read_style
from geo.errors import InputError
from geo.export.file_format import format_of
from geo.export.formats import PAGES
from geo.export.page_record import against_in, record_in
from geo.export.pages import PageRequest
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from tests.geo.draw.page.pages import ALL, MADE, NOVEMBER, snapshot_of, texts
from tests.geo.draw.style.test_house_file import PATH, SVG

OPTIONS = PageOptions(dpi=50, made=MADE)
PREVIOUS, PROVINCE = Against("previous"), Against("province")


def scales(page: Figure) -> list[float]:
    """Metres of the ground for a pixel of each map."""
    maps = [axes for axes in page.axes if axes.get_label() == "map"]
    return [float(np.ptp(axes.get_xlim())) / axes.get_window_extent().width for axes in maps]


@pytest.fixture(scope="module")
def page() -> Figure:
    return render_comparison(snapshot_of(), PROVINCE, OPTIONS)


def test_both_maps_have_one_scale_and_there_is_one_legend(page: Figure) -> None:
    left, right = scales(page)
    assert left == pytest.approx(right, rel=1e-9)
    assert texts(page, "side") == ["Khyber Pakhtunkhwa", "Balochistan"]
    assert texts(page, "heading").count("Legend") == 1


def test_figures_of_both_sides_and_their_difference_are_those_of_the_snapshots() -> None:
    found = comparison_of(snapshot_of(NOVEMBER), PREVIOUS, made=MADE)
    october = snapshot_of(Query(first=date(2024, 10, 2), last=date(2024, 10, 31))).figures
    november = snapshot_of(NOVEMBER).figures
    first, killed = found.figures[:2]
    assert first == ComparisonRow("incidents", str(october.incidents), str(november.incidents), "+6")
    assert killed.left.startswith(f"{october.killed_best} (")
    assert killed.difference == f"+{november.killed_best - october.killed_best}"
    assert found.figures[3] == ComparisonRow("abducted", "–", "7", "")
    assert sum(int(row.right) for row in found.districts) <= november.incidents
    changes = [abs(int(row.right) - int(row.left)) for row in found.districts]
    assert changes == sorted(changes, reverse=True)


@pytest.mark.parametrize(
    ("query", "against", "reason"),
    [
        (Query(first=date(2026, 5, 1), last=date(2026, 7, 30)), PREVIOUS, "30 of 91 days are not covered"),
        (NOVEMBER, Against("period", date(2019, 1, 1), date(2019, 1, 30)), "none of 30 days is covered"),
        (NOVEMBER, Against("period", date(2024, 8, 1), date(2024, 8, 10)), "the periods have 10 and 30 days"),
    ],
    ids=["the data end", "no data", "unequal"],
)
def test_no_difference_is_stated_against_days_without_data_or_of_unequal_periods(
    query: Query, against: Against, reason: str
) -> None:
    found = comparison_of(snapshot_of(query), against, made=MADE)
    assert reason in found.difference
    assert {row.difference for row in (*found.figures, *found.districts)} == {""}
    if "none of" in reason:
        assert {row.left for row in found.figures} == {"–"}  # silence is no zero
        assert found.figures[0].right == "13"


def test_months_and_years_that_differ_by_a_day_are_compared() -> None:
    october = Query(first=date(2024, 10, 1), last=date(2024, 10, 31))
    sides = sides_of(snapshot_of(october), Against("period", date(2024, 11, 1), date(2024, 11, 30)))
    assert (sides.names, sides.no_difference) == (("1–31 Oct 2024", "1–30 Nov 2024"), "")
    year = Query(first=date(2024, 1, 1), last=date(2024, 12, 31))
    assert "365 and 366 days" in comparison_of(snapshot_of(year), Against("year"), made=MADE).difference


@pytest.mark.parametrize(
    ("query", "against", "message"),
    [
        (ALL, Against("year"), "overlap"),
        (Query(districts=frozenset({"Bannu"})), PROVINCE, "without filters of divisions, districts"),
        (NOVEMBER, Against("period", date(2024, 11, 20), date(2024, 12, 20)), "overlap"),
    ],
)
def test_what_cannot_be_put_side_by_side_is_refused(query: Query, against: Against, message: str) -> None:
    with pytest.raises(InputError, match=message):
        sides_of(snapshot_of(query), against)


def test_colours_that_mean_different_things_on_the_two_sides_are_not_drawn() -> None:
    found = comparison_of(snapshot_of(NOVEMBER, colour_by="change"), PREVIOUS, made=MADE)
    assert [side.state.colour_by for side in found.snapshots] == ["", ""]


def test_a_comparison_is_the_same_each_time_and_again_from_its_record(tmp_path: Path) -> None:
    """Its house style too: words, and a logo that is named in the record and not in it."""
    first, again, style = tmp_path / "a.png", tmp_path / "b.png", tmp_path / "house.toml"
    (tmp_path / "logo.svg").write_bytes(SVG % PATH)
    style.write_text('organisation = "Relief"\nlogo = "logo.svg"\n', encoding="utf-8")
    period = ("--from", "2024-11-01", "--to", "2024-11-30", "--compare-with", "2024-10-02..2024-10-31")
    assert run(["snapshot", *period, "--dpi", "50", "--style", str(style), "--out", str(first)]) == 0
    record = record_in(first)
    against = against_in(record)
    assert against == Against("period", date(2024, 10, 2), date(2024, 10, 31))
    request = PageRequest(resolve(bundled(), state_of(record)), PageOptions(dpi=50, style=read_style(style)), against)
    drawn = render_comparison(request.snapshot, against, request.options)
    assert texts(drawn, "running") == ["Relief"]
    assert [patch for patch in drawn.findobj() if patch.get_gid() == "logo"]
    assert format_of(again, PAGES).write(again, request).read_bytes() == first.read_bytes()


def test_an_unknown_comparison_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("decade", "2024-13..2024", "2024-02-01..2024-01-01"):
        assert run(["snapshot", "--out", str(tmp_path / "a.png"), "--compare-with", text]) == 2
    assert "ends before it begins" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
