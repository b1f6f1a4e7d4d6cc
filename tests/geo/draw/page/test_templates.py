"""Templates: text that can be read on a screen, the map only, and legends that are laid out, never cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from geo.briefing.imprint import Imprint
from geo.dataset import Memo
from geo.draw.page import PageOptions, render
from geo.draw.page.templates import TEMPLATES
from geo.errors import InputError
from geo.incidents import Release
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.taxonomy import EVENT_TYPES
from tests.geo.draw.page.pages import (
    MADE,
    NOVEMBER,
    all_text,
    dataset_of,
    drawn_page,
    incident,
    map_box,
    on_map,
    snapshot_of,
    texts,
)


@pytest.mark.parametrize("size", ["1:1", "9:16"])
def test_a_picture_for_a_phone_has_no_small_text(size: str) -> None:
    page = drawn_page(NOVEMBER, size=size)
    written = [text for text in page.findobj(Text) if text.get_text() and text.get_visible()]
    notes = [text.get_fontsize() for text in written if text.get_gid() == "foot"]
    assert min(text.get_fontsize() for text in written if text.get_gid() != "foot") >= TEMPLATES[size].least_pt - 1e-6
    assert set(notes) == {8.0}
    assert page.get_size_inches()[0] * 200 == pytest.approx(1080, abs=1)
    assert not [text for text in texts(page) if text.endswith("…")]


def test_the_map_only_has_its_legend_scale_and_sources_and_says_what_it_shows() -> None:
    page = drawn_page(NOVEMBER, map_only=True)
    assert texts(page, "heading") == ["Legend"]
    assert texts(page, "key figure") == texts(page, "table name") == []
    assert texts(page, "title") == ["Reported incidents in Khyber Pakhtunkhwa and Balochistan"]
    assert texts(page, "scale")
    for words in ("1–30 Nov 2024", "Reported incidents in", "A sample, not a count", "Sources: Incident Atlas"):
        assert words in all_text(page)
    left, top, right, bottom = map_box(page)
    assert (right - left) * (bottom - top) > 0.65 * 297 * 210
    frame = next(p for p in page.findobj(Rectangle) if p.get_gid() == "legend frame")
    assert left <= frame.get_x() < frame.get_x() + frame.get_width() <= right + 1e-6
    x, y = (on_map(page) - (frame.get_x(), frame.get_y())).T
    inside = (x > 0) & (x < frame.get_width()) & (y > 0) & (y < frame.get_height())
    assert inside.sum() == len([text for text in texts(page, "legend") if text in EVENT_TYPES]) < len(x)


def test_a_map_only_without_a_free_corner_has_its_legend_beside_it() -> None:
    places = [(lon, lat) for lon in range(52, 84, 2) for lat in range(22, 40, 2)]
    rows = [incident(k, lon=lon, lat=lat, place_precision="exact") for k, (lon, lat) in enumerate(places)]
    options = PageOptions(dpi=50, made=MADE, map_only=True, extent=(61, 24, 75, 37))
    page = render(snapshot_of(dataset=dataset_of(*rows)), options)
    assert not [p for p in page.findobj(Rectangle) if p.get_gid() == "legend frame"]
    assert texts(page, "heading") == ["Legend"]


@pytest.mark.parametrize("size", ["1:1", "9:16"])
def test_a_picture_for_a_phone_has_a_map_on_two_fifths_of_its_height(size: str) -> None:
    page = render(snapshot_of(colour_by="killed"), PageOptions(size=size, dpi=50, made=MADE))
    _, top, _, bottom = map_box(page)
    assert (bottom - top) / page.options.paper_mm[1] >= 0.4
    assert {"Protests", "within 25 km"} <= {" ".join(text.split()) for text in texts(page, "legend")}
    assert page.further == ()


def _many_layers() -> dict[str, UserLayer]:
    feature = Feature("place", "Point", [66.9, 29.0])
    names = [f"Survey of the operations area number {k}, revision of the year 2024" for k in range(60)]
    return {name: UserLayer(name, (feature,), LayerStyle(), file_name="a.gpkg") for name in names}


def _below(page: Figure, gid: str) -> bool:
    """Whether a text reaches beyond the lower margin of its sheet."""
    renderer = page.canvas.get_renderer()  # type: ignore[attr-defined]
    found = [t for t in page.findobj(Text) if t.get_gid() == gid]
    return any(text.get_window_extent(renderer).y0 < 0 for text in found)


@pytest.mark.parametrize("size", ["a4", "1:1"])
def test_a_legend_of_sixty_layers_is_whole_on_sheets_of_its_own(size: str) -> None:
    layers = _many_layers()
    dataset = replace(snapshot_of().dataset, user_layers=tuple(layers.values()), memo=Memo())
    page = render(snapshot_of(NOVEMBER, dataset), PageOptions(size=size, dpi=50, made=MADE))
    assert "The legend is on sheet 2." in all_text(page)
    assert "Legend" not in texts(page, "heading")
    named = " ".join(text for sheet in page.further for text in texts(sheet, "legend own"))
    assert [name for name in layers if name not in named] == []
    assert not any(_below(sheet, "legend own") for sheet in page.further)


def test_notes_that_would_leave_a_square_no_map_are_a_sheet_of_their_own() -> None:
    note, office = "What readers have to know. " * 22, "Provincial Office for the Coordination of Relief"
    words = Imprint(message="A sentence that goes on in a second line. " * 2, note=note.strip(), organisation=office)
    page = render(snapshot_of(NOVEMBER), PageOptions(size="1:1", dpi=50, made=MADE, imprint=words))
    _, top, _, bottom = map_box(page)
    assert bottom - top > 0.3 * page.options.paper_mm[1]
    first, second = all_text(page), all_text(page.further[0])
    for said in ("Notes and citations are on sheet 2.", f"endorsement by {office}.", "Sources: Bundled sample"):
        assert said in first
    for said in (note.strip(), "Sources: Incident Atlas, curated sample", "Made on 1 Jul 2026"):
        assert said in second
        assert said not in first


_LONG = Imprint(
    message=("A key message that readers have to know. " * 8)[:300].strip(),
    note=("What readers have to know of these data. " * 15)[:600].strip(),
    disclaimer=("Boundaries and names are no position of the office. " * 10)[:500].strip(),
    author="Analysis desk, Provincial Office for Coordination", handling="INTERNAL USE ONLY",
)  # fmt: skip
_TITLE = "Reported incidents in the former tribal districts and northern Balochistan in the months of operations " * 2


@pytest.mark.parametrize("chosen", [{"orientation": "portrait"}, {"size": "1:1"}, {"size": "9:16"}], ids=str)
def test_the_longest_content_is_whole_and_leaves_the_map_its_room(chosen: dict[str, str]) -> None:
    layers = tuple(_many_layers().values())[:8]
    releases = tuple(
        Release(f"{k}", f"source-{k}", "", "a.csv", "", 1, citation=f"Institute number {k}, a data set of events")
        for k in range(9)
    )
    dataset = replace(snapshot_of().dataset, user_layers=layers, releases=releases, memo=Memo())
    options = PageOptions(title=_TITLE, dpi=100, made=MADE, imprint=_LONG, **chosen)  # type: ignore[arg-type]
    page = render(snapshot_of(NOVEMBER, dataset, colour_by="killed"), options)
    _, top, _, bottom = map_box(page)
    assert bottom - top >= 0.3 * options.paper_mm[1]
    said = " ".join([all_text(page), *(text for sheet in page.further for text in texts(sheet, "notes"))])
    for words in (_TITLE.strip(), _LONG.message, _LONG.note, _LONG.disclaimer, _LONG.author):
        assert words in said
    assert [k for k in range(9) if f"Institute number {k}, a data set of events" not in said] == []
    assert not [text for sheet in (page, *page.further) for text in texts(sheet) if text.endswith("…")]
    assert not any(_below(sheet, gid) for sheet in (page, *page.further) for gid in ("foot", "notes", "legend"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": "a5"},
        {"dpi": 5},
        {"orientation": "round"},
        {"theme": "pink"},
        {"size": "16:9", "orientation": "portrait"},
    ],
)
def test_an_unknown_option_is_rejected_with_a_message(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"offered|slide"):
        PageOptions(**wrong)  # type: ignore[arg-type]


def test_a_resolution_that_would_need_gigabytes_is_refused_with_the_figure() -> None:
    with pytest.raises(InputError, match=r"choose 50 to 600. .* 99,213 by 70,157 dots and need 27.8 GB"):
        PageOptions(size="a3", dpi=6000)


def test_the_page_has_the_size_of_its_paper() -> None:
    for size, (long, short) in {"a4": (297, 210), "a3": (420, 297), "16:9": (338.67, 190.5)}.items():
        assert tuple(drawn_page(NOVEMBER, size=size).get_size_inches() * 25.4) == pytest.approx((long, short), abs=0.01)
    assert drawn_page(NOVEMBER, orientation="portrait").get_size_inches()[1] * 25.4 == pytest.approx(297)
