"""Each mark that a page draws is in its legend as it is drawn, and no other; no symbol is cut by the edge of a map."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PatchCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from geo.briefing import briefing_of
from geo.briefing.legend import MARKS, WITHOUT_ROOM, short_legend
from geo.draw.page import PageOptions, render
from geo.incidents import Incident
from geo.query import Query
from tests.geo.draw.page.pages import MADE, dataset_of, incident, snapshot_of, texts

KP = Query(provinces=frozenset({"Khyber Pakhtunkhwa"}))
OPTIONS = PageOptions(made=MADE, dpi=60)
TOLERANCE_PX = 0.2


def _crowd(count: int, precision: str = "exact", half_degrees: float = 1.1) -> list[Incident]:
    """Incidents around Kohat, so dense that a page enlarges a part of them; each of a size and type of its own."""
    draw = np.random.default_rng(count)
    places = np.array((70.9, 33.4)) + half_degrees * draw.uniform(-1, 1, (count, 2))
    return [
        incident(
            k, lon=round(lon, 4), lat=round(lat, 4), place_precision=precision, killed_best=int(draw.integers(0, 40)),
            event_type=("Battles", "Protests", "Riots", "Explosions/Remote violence")[k % 4],
        )
        for k, (lon, lat) in enumerate(places)
    ]  # fmt: skip


def _cut(page: Figure) -> tuple[int, int]:
    """How many symbols reach beyond the map or detail on which they are drawn, and how many there are."""
    page.canvas.draw()
    sheets = [a for a in page.axes if a.get_label() in ("map", "detail")]
    assert len(sheets) == 2
    boxes = [axes.get_window_extent() for axes in sheets]
    cut = count = 0
    for drawn in page.findobj(PathCollection):
        box = next((b for b in boxes if np.allclose(b.extents, drawn.get_clip_box().extents, atol=1)), None)
        if drawn.get_gid() != "incidents" or box is None:  # the legend's have the box of the paper
            continue
        (path,), (to_px,) = drawn.get_paths(), drawn.get_transforms()
        corners = path.vertices @ to_px[:2, :2]
        half = np.abs(corners).max(axis=0)
        at = drawn.get_offset_transform().transform(drawn.get_offsets())
        outside = (at - half < (box.x0, box.y0)) | (at + half > (box.x1, box.y1))
        reach = np.maximum((box.x0, box.y0) - (at - half), at + half - (box.x1, box.y1)).max(axis=1)
        cut += int((outside.any(axis=1) & (reach > TOLERANCE_PX)).sum())
        count += len(at)
    return cut, count


def test_no_symbol_is_cut_by_the_edge_of_a_map_or_its_detail() -> None:
    cut, drawn = _cut(render(snapshot_of(dataset=dataset_of(*_crowd(240, half_degrees=2.2))), OPTIONS))
    assert drawn > 20
    assert cut == 0


def _legend(page: Figure) -> list[str]:
    return [text for text in texts(page, "legend") if text in (*MARKS.values(), WITHOUT_ROOM)]


def _drawn(page: Figure, kind: type, gid: str) -> int:
    return sum(artist.get_gid() == gid for artist in page.findobj(kind))


def test_near_and_hatching_are_in_the_legend_where_they_are_drawn() -> None:
    balochistan = {"province": "Balochistan", "district": "Quetta"}
    near = [incident(k, lon=66.99, lat=30.2, place_precision="near", **balochistan) for k in range(3)]
    hatched = [incident(9, place_precision="district", **balochistan)]
    dataset = dataset_of(*_crowd(3), *near, *hatched)
    page, without = (render(snapshot_of(query, dataset), OPTIONS) for query in (Query(), KP))
    assert (_drawn(page, PathPatch, "near"), MARKS["near"] in _legend(page)) == (1, True)
    assert (_drawn(without, PathPatch, "near"), MARKS["near"] in _legend(without)) == (0, False)
    assert (_drawn(page, Rectangle, "legend hatch"), texts(page, "legend number")) == (1, ["7"])
    assert (_drawn(without, Rectangle, "legend hatch"), texts(without, "legend number")) == (0, [])


def test_a_dot_in_place_of_a_number_is_explained_only_where_there_is_one() -> None:
    draw = np.random.default_rng(2)
    places = np.column_stack((draw.uniform(70.2, 72.4, 900), draw.uniform(33.2, 35.0, 900))).round(4).tolist()
    rows = [incident(k, place_precision="exact", lon=lon, lat=lat) for k, (lon, lat) in enumerate(places)]
    sheet = PageOptions(extent=(56, 20, 82, 40), dpi=60, made=MADE)
    crowded = render(snapshot_of(dataset=dataset_of(*rows), colour_by="incidents"), sheet)
    plain = render(snapshot_of(dataset=dataset_of(*_crowd(12, half_degrees=0.01))), OPTIONS)
    found = [sum(len(c.get_paths()) for c in page.findobj(PatchCollection) if c.get_gid() == "mark dot")
             for page in (crowded, plain)]  # fmt: skip
    assert found[0] > found[1] == 0
    assert (WITHOUT_ROOM in _legend(crowded), MARKS["several"] in _legend(crowded)) == (True, False)
    assert (WITHOUT_ROOM in _legend(plain), MARKS["several"] in _legend(plain)) == (False, True)


def test_the_headings_of_sizes_and_classes_say_whose_figures_they_are() -> None:
    dataset = dataset_of(
        *(incident(k, lon=70.5 - 2 * k, lat=33.0 - 2 * k, place_precision="exact", killed_best=k) for k in range(3))
    )
    shown = snapshot_of(dataset=dataset, colour_by="killed", figures="group")
    said = texts(render(shown, OPTIONS))
    assert "Size: reported killed (figures of the armed groups)" in said
    assert any("by district (figures of the armed groups)" in text for text in said)
    legend = short_legend(briefing_of(shown).legend)
    assert legend.size_title == "Killed (figures of the armed groups)"
    assert legend.classes is not None
    assert legend.classes.title == "Reported killed by district (figures of the armed groups)"
    plain = short_legend(briefing_of(snapshot_of(dataset=dataset, colour_by="killed")).legend)
    assert plain.size_title == "Killed"
    assert plain.classes is not None
    assert plain.classes.title == "Reported killed by district"
