"""A slide: its map, its figures, and that it can be read from the back of a room."""

from __future__ import annotations

from datetime import date

import pytest
from matplotlib.text import Text

from geo.draw.page import PageOptions, render
from geo.draw.page.templates import SLIDE_PT
from geo.places.target import target_named
from geo.query import Query, Within
from tests.geo.draw.page.pages import (
    ALL,
    MADE,
    NOVEMBER,
    all_text,
    dataset_of,
    drawn_page,
    incident,
    map_box,
    snapshot_of,
    texts,
)


@pytest.mark.parametrize("query", [ALL, NOVEMBER], ids=["all", "November"])
def test_a_slide_is_a_large_map_with_few_figures_in_large_letters(query: Query) -> None:
    page = drawn_page(query, size="16:9")
    left, _, right, _ = map_box(page)
    assert (right - left) / (page.get_size_inches()[0] * 25.4) >= 0.65
    written = [text for text in page.findobj(Text) if text.get_text() and text.get_visible()]
    assert min(text.get_fontsize() for text in written) >= SLIDE_PT - 1e-6
    assert 3 <= len(texts(page, "key figure")) / 3 <= 4
    assert texts(page, "heading") == ["Legend"]
    assert "town" in texts(page, "legend")
    assert texts(page, "doubt mark") == []
    for words in ("do not imply endorsement", "Sources: Incident Atlas, curated sample"):
        assert words in all_text(page)


def test_a_slide_of_data_without_injured_has_a_third_figure_and_a_title_for_its_classes_in_full() -> None:
    rows = [incident(k, lon=70.6, lat=33.0, place_precision="exact", district="Bannu", killed_best=1) for k in range(3)]
    rows.append(incident(9, date_start=date(2024, 2, 1), date_end=date(2024, 2, 1)))
    march = Query(first=date(2024, 2, 16), last=date(2024, 3, 1))
    page = render(
        snapshot_of(march, dataset_of(*rows), colour_by="change"), PageOptions(size="16:9", dpi=60, made=MADE)
    )
    assert texts(page, "key figure")[-3:] == ["1", "district", "with incidents"]
    assert "Incidents against the period before" in texts(page, "legend")


@pytest.mark.parametrize("size", ["a4", "16:9"])
def test_a_doubt_marks_the_number_of_incidents(size: str) -> None:
    within = Within(target_named("Mingora", snapshot_of().dataset.gazetteer, ()), 20.0)
    page = drawn_page(Query(within=within), size=size)
    assert texts(page, "doubt mark") == ["*"]
    said = [text for text in page.findobj(Text) if text.get_gid() == "doubt"]
    assert " ".join(text.get_text() for text in said).startswith("* 1 within 20 km of Mingora, 2 more may lie within")
    assert min(text.get_fontsize() for text in said) >= 7


@pytest.mark.parametrize("size", ["a4", "16:9"])
def test_a_page_says_that_the_tiles_of_the_screen_are_not_drawn(size: str) -> None:
    dataset = dataset_of(incident(1, lon=70.6, lat=33.0, place_precision="exact"))
    for has_tiles in (True, False):
        page = render(snapshot_of(dataset=dataset), PageOptions(size=size, dpi=50, made=MADE, has_tiles=has_tiles))
        assert ("The tiles of the screen are not drawn." in all_text(page)) == has_tiles
        assert f'"has_tiles":{str(has_tiles).lower()}' in page.record.view
