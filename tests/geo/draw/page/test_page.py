"""The whole page, checked by its matplotlib artists."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from pyproj import Geod

from geo.analysis.counts import table
from geo.briefing import briefing_of
from geo.dataset import Memo
from geo.draw.page import SIZES, PageOptions, render
from geo.draw.page.sheet import basemap, ring_m
from geo.draw.style import TYPE_STYLES
from geo.incidents import Incident
from geo.places.measure import unproject
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import LAYERS, State
from tests.geo.draw.page.pages import (
    ALL,
    MADE,
    NOTHING,
    NOVEMBER,
    all_text,
    dataset_of,
    drawn_page,
    extents,
    incident,
    map_box,
    on_ground,
    on_map,
    plain,
    scale_bar_mm,
    snapshot_of,
    texts,
)

KP = Query(provinces=frozenset({"Khyber Pakhtunkhwa"}))


def test_matplotlib_is_imported_with_the_first_page() -> None:
    code = "import sys, geo.draw.page; sys.exit('matplotlib' in sys.modules or 'pyproj' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_states_its_content() -> None:
    page = drawn_page(NOVEMBER)
    assert texts(page, "title") == ["Reported incidents in Khyber Pakhtunkhwa and Balochistan"]
    assert texts(page, "period words") == ["1–30 Nov 2024"]
    assert texts(page, "filters") == ["No filters"]
    text = all_text(page)
    notes = briefing_of(snapshot_of(NOVEMBER)).notes
    for sentence in (
        notes.borders,
        notes.base_map,
        "13 of 261 incidents",
        "248 outside the period",
        "It is not a count",
    ):
        assert sentence in text
    assert "Made on 1 Jul 2026" in text


def test_the_key_figures_are_those_of_the_snapshot() -> None:
    figures = snapshot_of(NOVEMBER).figures
    text = texts(drawn_page(NOVEMBER), "key figure")
    assert text[::3][:4] == [
        str(n) for n in (figures.incidents, figures.killed_best, figures.injured, figures.abducted)
    ]
    assert f"{figures.killed_low}–{figures.killed_high} reported" in text


def test_the_legend_names_every_type_that_is_shown_with_its_count() -> None:
    counts = {g.name: g.figures.incidents for g in table(snapshot_of(NOVEMBER), "type").groups}
    page = drawn_page(NOVEMBER, orientation="portrait")
    shown = [style.name for style in TYPE_STYLES if counts[style.name]]
    assert texts(page, "legend")[: len(shown)] == shown
    assert texts(page, "legend count") == [str(counts[name]) for name in shown]


@pytest.mark.parametrize("query", [NOVEMBER, KP, NOTHING], ids=["November", "one province", "nothing"])
def test_each_incident_with_a_point_has_a_symbol(query: Query) -> None:
    snapshot = snapshot_of(query)
    points = int(snapshot.dataset.incidents.has_point[snapshot.rows].sum())
    detail = [a for a in drawn_page(query).axes if a.get_label() == "detail"]
    assert detail or len(on_map(drawn_page(query))) + in_marks(drawn_page(query)) == points


def mark_places(page: Figure) -> list[tuple[float, float]]:
    return [t.get_position() for t in page.findobj(Text) if t.get_gid() == "mark number"]


def in_marks(page: Figure, label: str = "map") -> int:
    """How many incidents the marks on a map or its detail stand for; the one in the legend is an example."""
    left, top, right, bottom = map_box(page, label)
    numbers = [t for t in page.findobj(Text) if t.get_gid() == "mark number"]
    here = [t for t in numbers if left <= t.get_position()[0] <= right and top <= t.get_position()[1] <= bottom]
    return sum(int(t.get_text()) for t in here)


def test_the_detail_map_repeats_the_symbols_of_its_area() -> None:
    snapshot = snapshot_of(ALL)
    page = drawn_page(ALL)
    assert any(a.get_label() == "detail" for a in page.axes)
    strip = next(p for p in page.findobj(Rectangle) if p.get_gid() == "detail strip")
    lowest = max(y for x, y in [*on_map(page), *mark_places(page)] if x < strip.get_x() + strip.get_width())
    assert lowest < strip.get_y() or lowest > strip.get_y() + strip.get_height()
    points = int(snapshot.dataset.incidents.has_point[snapshot.rows].sum())
    assert len(on_map(page)) + in_marks(page) > points
    assert f"{points} as symbols" in all_text(page)


def test_larger_symbols_are_drawn_below_smaller_ones() -> None:
    collections = [c for c in drawn_page(NOVEMBER).findobj(PathCollection) if c.get_gid() == "incidents"]
    by_layer = sorted(collections, key=lambda c: c.get_zorder())
    sizes = [c.get_zorder() for c in by_layer]
    assert len(set(sizes)) > 1
    assert by_layer[0].get_sizes()[0] > by_layer[-1].get_sizes()[0]


def test_where_districts_are_coloured_numbers_without_room_stand_beside_their_mark() -> None:
    """Numbers and lines of a page with one mark a district, all of them in the crowded north."""
    draw = np.random.default_rng(2)
    places = np.column_stack((draw.uniform(70.2, 72.4, 900), draw.uniform(33.2, 35.0, 900))).round(4).tolist()
    rows = [incident(k, place_precision="exact", lon=lon, lat=lat) for k, (lon, lat) in enumerate(places)]
    snapshot = snapshot_of(dataset=dataset_of(*rows), colour_by="incidents")
    page = render(snapshot, PageOptions(extent=(56, 20, 82, 40), dpi=60, made=MADE))
    lines = [line for line in page.findobj(Line2D) if line.get_gid() == "mark line"]
    numbers = [box for _, box in extents(page, "mark number")]
    assert len(lines) >= 2
    without = re.search(r"(\d+) of these in rings or districts without room", all_text(page))
    in_detail = in_marks(page, "detail") + int(without[1] if without else 0)
    assert 899 <= in_detail <= 900  # one is a single symbol, or lies beside the detail
    for a, b in combinations(numbers, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def test_many_incidents_are_marks_with_their_number() -> None:
    page = render(snapshot_of(dataset=dataset_of(*(_at_peshawar(i) for i in range(2_600)))), PageOptions(dpi=60))
    detail = 2 if any(a.get_label() == "detail" for a in page.axes) else 1
    assert in_marks(page) == 2_600 * detail
    assert len(on_map(page)) == 0
    assert texts(page, "legend size") == []


def _at_peshawar(number: int) -> Incident:
    return incident(number, lon=71.5 + number % 7 / 100, lat=34.0, place_precision="exact", killed_best=30)


def test_districts_are_hatched_with_their_number() -> None:
    page = drawn_page(NOVEMBER)
    hatched = next(c for c in page.findobj(PathCollection) if c.get_gid() == "hatched")
    counts = [int(text) for text in texts(page, "label:district count")]
    assert len(hatched.get_paths()) == len(counts)
    assert sum(counts) == snapshot_of(NOVEMBER).by_place_precision["district"]
    assert f"{sum(counts)} known only to the district" in all_text(page)


def test_incidents_too_imprecise_for_the_map_are_listed() -> None:
    rows = [incident(1), incident(2, province="Balochistan"), incident(3, province="", place_precision="country")]
    rows.append(incident(4, place_precision="exact"))
    text = all_text(render(snapshot_of(dataset=dataset_of(*rows)), PageOptions(dpi=60)))
    for words in ("1 known only to Khyber Pakhtunkhwa", "1 known only to Balochistan", "1 known only to the country"):
        assert words in text
    assert "1 without usable coordinates" in text


@pytest.mark.parametrize(
    ("query", "size"),
    [*((ALL, size) for size in ("a4", "16:9", "9:16")), (KP, "a4"), (Query(districts=frozenset({"Bannu"})), "a4")],
)
def test_the_scale_bar_is_true_on_the_ground(query: Query, size: str) -> None:
    page = drawn_page(query, size=size)
    axes = next(a for a in page.axes if a.get_label() == "map")
    left, _, right, _ = map_box(page)
    west, east = axes.get_xlim()
    metres = scale_bar_mm(page) / (right - left) * (east - west)
    x, y = (east + west) / 2, sum(axes.get_ylim()) / 2
    lon, lat = unproject([x - metres / 2, x + metres / 2], [y, y])
    _, _, ground = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])
    labelled_km = float(texts(page, "scale")[-1].removesuffix(" km").replace(",", ""))
    assert ground / 1000 == pytest.approx(labelled_km, rel=0.01)


@pytest.mark.parametrize(
    ("query", "orientation"), [(ALL, "portrait"), (NOVEMBER, "landscape"), (KP, "portrait"), (NOTHING, "landscape")]
)
def test_names_on_the_map_do_not_overlap(query: Query, orientation: str) -> None:
    boxes = extents(drawn_page(query, orientation=orientation), "label:")
    assert len(boxes) > 5
    for (a, one), (b, other) in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        along = min(one[3], other[3]) - max(one[1], other[1])
        assert min(across, along) <= 1.5, f"{a!r} touches {b!r}"


@pytest.mark.parametrize(("size", "orientation"), [("a4", "landscape"), ("a4", "portrait"), ("16:9", "landscape")])
def test_names_of_provinces_and_countries_lie_inside_them(size: str, orientation: str) -> None:
    """But for a tenth of its box. Where no size of a province's name is free inside it, its initials are.

    On a slide there may be no room for the name of the other one.
    """
    page = drawn_page(size=size, orientation=orientation)
    areas = {area["name"]: area for area in (*basemap()["provinces"], *basemap()["neighbours"])}
    boxes = {plain(text): box for text, box in extents(page, "label:area")}
    boxes.setdefault("KHYBER PAKHTUNKHWA", boxes.get("KP"))
    for name in ("Balochistan", "Afghanistan", "India", "Khyber Pakhtunkhwa"):
        outline = Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in areas[name]["rings"]))
        if size == "16:9" and name == "Balochistan" and name.upper() not in boxes:
            continue
        box = boxes[name.upper()]
        left, low, right, high = box + 0.05 * (box[[2, 3, 0, 1]] - box)
        corners = on_ground(page, [(left, low), (left, high), (right, low), (right, high)])
        assert outline.contains_points(corners).all(), name


@pytest.mark.parametrize(
    ("query", "size", "orientation"),
    [
        *((NOVEMBER, size, "landscape") for size in SIZES),
        *((NOVEMBER, size, "portrait") for size in ("a4", "letter")),
        *((ALL, size, "landscape") for size in ("a4", "16:9", "1:1", "9:16")),  # "a3" and "letter" are like "a4"
        (ALL, "a4", "portrait"),
    ],
)
def test_all_text_lies_on_the_paper(query: Query, size: str, orientation: str) -> None:
    page = drawn_page(query, size=size, orientation=orientation)
    width, height = page.get_size_inches() * page.dpi
    renderer = page.canvas.get_renderer()  # type: ignore[attr-defined]
    with rc_context({"text.hinting": "none"}):  # as a page is drawn
        for text in page.findobj(Text):
            if text.get_text() and text.get_visible() and text.axes is not None and text.axes.get_label() == "paper":
                left, low, right, high = text.get_window_extent(renderer).extents
                assert left > 0, text.get_text()
                assert low > 0, text.get_text()
                assert right < width, text.get_text()
                assert high < height, text.get_text()


def test_panels_do_not_overlap() -> None:
    papers = (
        ("a4", "landscape"),
        ("a4", "portrait"),
        ("16:9", "landscape"),
        ("1:1", "landscape"),
        ("9:16", "landscape"),
    )
    for size, orientation in papers:
        boxes = [
            e
            for kind in ("legend", "table", "key figure", "heading", "chart", "scale", "projection")
            for e in extents(drawn_page(NOVEMBER, size=size, orientation=orientation), kind)
        ]
        for (a, one), (b, other) in combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            along = min(one[3], other[3]) - max(one[1], other[1])
            assert min(across, along) <= 2, f"{size} {orientation}: {a!r} touches {b!r}"  # half a millimetre


def test_a_page_of_an_empty_result_has_a_note() -> None:
    page = drawn_page(NOTHING)
    assert texts(page, "nothing found") == ["No incident in this period passes these filters."]
    assert texts(page, "key figure")[0] == "0"
    assert texts(drawn_page(NOVEMBER), "nothing found") == []


def test_a_page_is_drawn_for_an_empty_workspace() -> None:
    page = render(snapshot_of(dataset=dataset_of()), PageOptions(dpi=60))
    assert texts(page, "nothing found") == ["There are no incidents in this workspace."]


def test_the_table_gives_the_change_against_the_period_before() -> None:
    page = drawn_page(NOVEMBER)
    assert texts(page, "table name")[0] == "Khyber"
    assert texts(page, "table incidents")[0] == "3"
    assert texts(page, "table change")[0] == "+2"
    assert "2–31 Oct 2024" in all_text(page)
    assert texts(drawn_page(ALL), "table change") == []


@pytest.mark.parametrize("text", ["$x$ $$ _^ {", r"\frac{1}{2}", "<script>alert(1)</script>", "{{ 7*7 }} {% if %}"])
def test_text_with_markup_is_drawn_as_plain_text(text: str) -> None:
    rows = [incident(1, district=text, notes=text, location=text, actor1=text)]
    query = Query(text=text, actors=frozenset({text}))
    page = render(snapshot_of(query, dataset_of(*rows), layers=frozenset()), PageOptions(title=text, dpi=60))
    page.canvas.draw()
    assert texts(page, "title") == [text]
    assert text in all_text(page)


@pytest.mark.parametrize("text", ["نیا عنوان ہے", "汉字 \U0001f600", "tab\tnew\nline\x00\x1b[31m", "\udcff"])
def test_any_script_is_drawn_without_a_warning(text: str) -> None:
    page = render(snapshot_of(NOVEMBER, layers=frozenset()), PageOptions(title=text, dpi=60))
    page.canvas.draw()
    (title,) = texts(page, "title")
    assert title.isprintable()


def test_a_name_without_glyphs_is_drawn_with_a_replacement_mark() -> None:
    layer = UserLayer("汉字 \U0001f600", (Feature("\x1b汉", "Point", [66.9, 29.0]),), LayerStyle(named=True))
    dataset = replace(snapshot_of().dataset, user_layers=(layer,), memo=Memo())
    page = render(snapshot_of(NOVEMBER, dataset), PageOptions(dpi=60))
    page.canvas.draw()
    assert texts(page, "legend own") == ["\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}"]
    assert texts(page, "label:site") == ["\N{REPLACEMENT CHARACTER}"]


def test_size_symbols_of_the_legend_lie_in_their_panel() -> None:
    page = drawn_page(NOVEMBER, orientation="portrait")
    (largest,) = [box for text, box in extents(page, "legend size") if text == "25+"]
    (table,) = [box for text, box in extents(page, "heading") if text == "Districts with most incidents"]
    assert largest[2] < table[0]


def test_a_long_title_wraps_and_a_very_long_one_ends_with_an_ellipsis() -> None:
    long, very_long = (texts(drawn_page(NOVEMBER, title="A word and another one " * n), "title") for n in (24, 90))
    assert (3 < len(long) < 8, " ".join(long)) == (True, ("A word and another one " * 24).strip())
    assert len(very_long) == 8
    assert very_long[-1].endswith("…")
    assert len(texts(drawn_page(NOVEMBER, title="W" * 300), "title")) > 1


def test_a_long_list_of_filters_is_truncated_with_a_count() -> None:
    names = frozenset(d.name for d in snapshot_of().dataset.gazetteer.drawn[:40])
    text = " ".join(texts(drawn_page(replace(NOVEMBER, districts=names)), "filters"))
    assert "place: any of 40:" in text
    assert "more" in text


def test_hidden_layers_are_not_drawn() -> None:
    dataset = snapshot_of().dataset
    bare = render(resolve(dataset, State(query=NOVEMBER, layers=frozenset())), PageOptions(dpi=60))
    full = render(resolve(dataset, State(query=NOVEMBER, layers=frozenset(LAYERS))), PageOptions(dpi=60))
    kinds = [{artist.get_gid() for artist in page.findobj()} for page in (bare, full)]
    assert {"label:town"} <= kinds[1] - kinds[0]
    lines = [
        {
            c.get_gid()
            for c in page.findobj(LineCollection)
            if (c.get_gid() or "").startswith("line ") and len(c.get_paths())
        }
        for page in (bare, full)
    ]
    assert lines[1] - lines[0] == {"line river", "line district", "line fata", "line province"}


def test_user_layers_are_drawn_with_name_and_source() -> None:
    square = [[[70.3, 32.7], [70.9, 32.7], [70.9, 33.2], [70.3, 33.2], [70.3, 32.7]]]
    features = (
        Feature("Bannu", "Polygon", square),
        Feature("$x^2$ road", "LineString", [[70.0, 32.0], [71.0, 33.0]]),
        Feature("Clinic <b>", "Point", [66.9, 29.0]),
    )
    zones = UserLayer("My $zones$", features, LayerStyle(fill=0.3), file_name="zones.gpkg", is_districts=True)
    gazetteer = gazetteer_with((zones,), snapshot_of().dataset.gazetteer)
    dataset = replace(snapshot_of().dataset, user_layers=(zones,), gazetteer=gazetteer, memo=Memo())
    page = render(snapshot_of(dataset=dataset), PageOptions(dpi=60))
    text = all_text(page)
    for sentence in ("My $zones$", "Clinic <b>", "Districts: the layer My $zones$ (zones.gpkg), supplied by the user."):
        assert sentence in text
    gids = {artist.get_gid() for artist in page.findobj()}
    assert {"own area", "own area line", "own line", "own site", "legend own"} <= gids
    hidden = replace(snapshot_of().state, hidden=frozenset({"My $zones$"}))
    without = render(resolve(dataset, hidden), PageOptions(dpi=60))
    assert "own site" not in {artist.get_gid() for artist in without.findobj()}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_theme_has_its_background(theme: str) -> None:
    page = drawn_page(NOVEMBER, theme=theme)
    brightness = float(np.mean(page.get_facecolor()[:3]))
    assert brightness > 0.9 if theme == "light" else brightness < 0.2


def test_a_default_title_names_the_places() -> None:
    assert texts(drawn_page(Query(districts=frozenset({"Bannu"}))), "title") == ["Reported incidents in Bannu district"]
    assert texts(drawn_page(KP), "title") == ["Reported incidents in Khyber Pakhtunkhwa"]
    assert MADE.year == date(2026, 7, 1).year
