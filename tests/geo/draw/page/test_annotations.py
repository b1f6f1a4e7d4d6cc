"""Annotations on a page: where they were put, readable, within the frame, and said to be the author's."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from geo.draw.page import PageOptions, render
from geo.places.measure import distance_km, unproject
from geo.view.annotations import annotation_from
from tests.geo.draw.page.pages import MADE, all_text, drawn_page, extents, map_box, on_ground, snapshot_of, texts

TYPED = (
    "text 37.2,61 {{ 7 * 7 }} $x^2$ <b>",
    "arrow 24.2,77 33,70.6 Bannu",
    "circle 30.2,67 75 Works",
    "area 34.5,71 34.5,73 35.5,73 35.5,71 Survey",
    "circle 15,45 20 Far away",
)


def test_annotations_are_where_they_were_put_within_the_frame_and_said_to_be_added() -> None:
    snapshot = snapshot_of(annotations=tuple(map(annotation_from, TYPED)))
    page = render(snapshot, PageOptions(dpi=60, made=MADE, zoom_to="region"))
    written = texts(page, "annotation")
    assert {"{{ 7 * 7 }} $x^2$ <b>", "Bannu", "Works (75 km around)", "Survey"} <= set(written)
    assert "Far away (20 km around)" not in written
    left, top, right, bottom = map_box(page)
    boxes = [box for box in page.findobj(Rectangle) if box.get_gid() == "annotation box"]
    assert boxes
    for box in boxes:
        assert left <= box.get_x()
        assert box.get_x() + box.get_width() <= right
        assert top <= box.get_y()
        assert box.get_y() + box.get_height() <= bottom
    assert "were added by its author" in all_text(page)
    outlines = [shape for shape in page.findobj(Polygon) if shape.get_gid() == "annotation line"]
    circle = max(outlines, key=lambda shape: len(shape.get_xy()))
    pixels = _pixels(circle)
    lon, lat = unproject(*on_ground(page, pixels).T)
    assert np.abs(distance_km(lon, lat, 67.0, 30.2) - 75).max() < 1.0


def _pixels(shape: Polygon) -> list[tuple[float, float]]:
    at = shape.get_transform().transform(shape.get_path().vertices)
    return [(float(x), float(y)) for x, y in at]


def test_no_name_stands_on_an_annotation() -> None:
    over = annotation_from("text 34.01,71.55 Here stands a long text of which nothing may be covered by a name")
    snapshot = snapshot_of(annotations=(over,))
    page = render(snapshot, PageOptions(dpi=60, made=MADE))
    boxes = [box for _, box in extents(page, "annotation")]
    names = [box for kind in ("label:town", "label:district", "label:area") for _, box in extents(page, kind)]
    assert boxes
    assert names
    assert not [1 for box in boxes for name in names if _overlap(box, name)]


def _overlap(one: np.ndarray, other: np.ndarray) -> bool:
    return bool((one[:2] < other[2:]).all() and (other[:2] < one[2:]).all())


def test_a_page_without_annotations_does_not_speak_of_an_author() -> None:
    assert "author" not in all_text(drawn_page())


def test_texts_at_one_place_stand_below_each_other() -> None:
    same = tuple(annotation_from(f"text 30.2,67.0 Words {n}") for n in range(4))
    page = render(snapshot_of(annotations=same), PageOptions(dpi=60, made=MADE, zoom_to="region"))
    boxes = dict(extents(page, "annotation"))
    assert len(boxes) == 4
    tops = [boxes[f"Words {n}"][3] for n in range(4)]
    assert tops == sorted(tops, reverse=True)
    assert not [1 for a in boxes for b in boxes if a < b and _overlap(boxes[a], boxes[b])]
