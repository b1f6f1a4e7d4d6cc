"""Atlases: which pages, in which order, with which numbers; whole or not at all."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from app.cli import run
from geo.briefing.atlas import AtlasOptions, atlas_of
from geo.briefing.reopening import state_of
from geo.draw.page import PageOptions, render
from geo.errors import Cancelled, ExportFailed, InputError
from geo.export.atlas import require_place, write_atlas
from geo.export.page_record import record_in
from geo.query import Query
from geo.view.snapshot import Snapshot
from tests.geo.draw.page.pages import MADE, NOVEMBER, snapshot_of

OPTIONS = PageOptions(dpi=50, made=MADE)
FEW = Query(first=date(2024, 11, 18), last=date(2024, 11, 20))
"""Days with incidents in two districts."""

QUETTA = replace(FEW, districts=frozenset({"Quetta"}))


def entries(snapshot: Snapshot, options: AtlasOptions) -> list[tuple[int, str, int, int]]:
    found = atlas_of(snapshot, options, made=MADE).entries
    return [(one.rank, one.name, one.figures.incidents, one.figures.killed_best) for one in found]


def test_districts_are_ranked_by_the_measure_and_each_page_shows_what_its_entry_counts() -> None:
    atlas = atlas_of(snapshot_of(), AtlasOptions(by="killed"), made=MADE)
    killed = [entry.figures.killed_best for entry in atlas.entries]
    assert killed == sorted(killed, reverse=True)
    assert [entry.rank for entry in atlas.entries] == [1 + sum(other > n for other in killed) for n in killed]
    assert all(entry.snapshot.figures == entry.figures for entry in atlas.entries)
    without = next(note for note in atlas.notes if note.startswith("Without a page: "))
    assert len(atlas.entries) + without.count(",") + 1 == 61
    assert len(entries(snapshot_of(), AtlasOptions(by="order", every=True))) == 61


def test_months_end_with_the_period_and_the_data_and_are_in_order_of_time_if_asked() -> None:
    query = Query(first=date(2026, 5, 2), last=date(2026, 8, 5))
    atlas = atlas_of(snapshot_of(query), AtlasOptions("month", "order"), made=MADE)
    assert [(e.name, e.snapshot.period_words) for e in atlas.entries] == [
        ("May 2026", "2–31 May 2026"), ("Jun 2026", "1–30 Jun 2026")
    ]  # fmt: skip
    assert "Without data, and without a page: Jul 2026, Aug 2026." in atlas.notes
    ranked = entries(snapshot_of(replace(query, first=date(2024, 1, 1))), AtlasOptions("month", "incidents"))
    assert [one[2] for one in ranked] == sorted((one[2] for one in ranked), reverse=True)


def test_filters_of_places_keep_their_districts_and_none_else() -> None:
    query = replace(NOVEMBER, provinces=frozenset({"Balochistan"}), districts=frozenset({"Kurram"}))
    names = {entry.name for entry in atlas_of(snapshot_of(query), AtlasOptions(), made=MADE).entries}
    assert names == {"Kurram", "Kalat", "Mastung", "Quetta"}


@pytest.mark.parametrize(
    ("query", "options"),
    [(Query(first=date(2021, 2, 1), last=date(2021, 2, 3)), {}), (FEW, {"of": "month", "by": "per_100k"})],
)
def test_an_atlas_without_a_page_or_with_a_rank_that_months_lack_is_refused(
    query: Query, options: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        atlas_of(snapshot_of(query), AtlasOptions(**options), made=MADE)


def test_the_same_bytes_again_from_the_record_and_whatever_another_thread_draws_between_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    snapshot = snapshot_of(QUETTA)
    kept: list[weakref.ref[object]] = []

    def draw() -> None:
        page = render(snapshot, replace(OPTIONS, theme="dark", map_only=True))
        page.encoded("png", {})
        kept.append(weakref.ref(page.canvas.get_renderer()))
        page.release()

    def draw_another(number: int, of: int) -> bool:
        told.append((number, of))
        if number < of:
            thread = Thread(target=draw, daemon=True)
            thread.start()
            thread.join(30)
        return True

    gc.disable()  # as while the window has work under way: the picture of a page is 280 MB at most
    try:
        first = write_atlas(tmp_path / "a.pdf", snapshot, OPTIONS, AtlasOptions(by="killed"), draw_another)
        assert [reference() for reference in kept] == [None]
    finally:
        gc.enable()
    again = tmp_path / "b.pdf"
    assert run(["recreate", str(first), "--out", str(again)]) == 0
    assert first.read_bytes() == again.read_bytes()
    assert told == [(1, 2), (2, 2)]
    record = record_in(first)
    assert record["atlas"] == {"of": "district", "by": "killed", "every": False}
    assert state_of(record).query == QUETTA


def test_a_folder_has_a_picture_a_page_and_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    snapshot, folder = snapshot_of(FEW), tmp_path / "pages"
    for path in (folder, tmp_path / "a.pdf"):
        with pytest.raises(Cancelled):
            write_atlas(path, snapshot, OPTIONS, AtlasOptions(), lambda number, _of: number < 1)
        assert not list(tmp_path.iterdir())
    write_atlas(folder, snapshot, OPTIONS, AtlasOptions())
    assert [file.name for file in sorted(folder.iterdir())] == ["001-contents.png", "002-bannu.png", "003-quetta.png"]
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    with pytest.raises(ExportFailed, match="not an empty folder"):
        require_place(folder)
    with pytest.raises(ExportFailed, match="new folder"):
        require_place(tmp_path / "a.docx")
