"""What a page has on demand: words of the user, list of incidents, callouts, inset, context events, boundaries."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.image import AxesImage, imsave
from matplotlib.patches import PathPatch, Rectangle

from geo import assets
from geo.briefing.imprint import Imprint
from geo.briefing.incident_list import incident_list
from geo.draw.page import PageOptions, render
from geo.draw.page.figure import PageFigure
from geo.draw.style.house import HouseFont, HouseStyle
from geo.draw.style.logo import logo_of
from geo.errors import InputError
from geo.incidents import Release
from geo.query import Query
from tests.geo.draw.page.pages import (
    MADE,
    NOTHING,
    NOVEMBER,
    all_text,
    dataset_of,
    incident,
    map_box,
    snapshot_of,
    texts,
)
from tests.geo.draw.style.test_house_file import PATH, SVG

WORDS = Imprint(
    message="A message", note="A note.", author="J. Khan", organisation="Relief", reference="R/7", handling="INTERNAL"
)


def drawn(query: Query = NOVEMBER, selected: tuple[str, ...] = (), **options: object) -> PageFigure:
    chosen = PageOptions(**({"dpi": 50, "made": MADE} | options))  # type: ignore[arg-type]
    return render(snapshot_of(query, selected=selected), chosen)


def test_the_words_of_the_user_and_the_list_stand_on_their_sheets() -> None:
    page = drawn(imprint=WORDS, incident_list="sheet", style=HouseStyle(logo=logo_of(SVG % PATH)))
    (sheet,) = page.further
    assert texts(page, "message") == ["A message"]
    assert texts(page, "handling") == texts(sheet, "handling") == ["INTERNAL"] * 2
    assert texts(page, "running") == ["Relief", "Reference R/7", "J. Khan", "1 / 2"]
    assert texts(sheet, "running")[-1] == "2 / 2"
    said = all_text(page)
    for words in ("Note: A note.", "do not imply endorsement by Relief;", "list of incidents is on sheet 2"):
        assert words in said
    (logo,) = (patch for patch in page.findobj(PathPatch) if patch.get_gid() == "logo")
    box = logo.get_path().get_extents()
    assert box.width / box.height == pytest.approx(5 / 4)
    assert box.x0 > 200
    assert texts(sheet, "heading") == ["Incidents"]
    killed = [row.killed for row in incident_list(snapshot_of(NOVEMBER)).first(13)]
    assert texts(sheet, "list killed") == killed
    assert len(killed) == 13


def test_where_all_have_no_room_those_with_most_killed_are_listed_and_that_is_said() -> None:
    rows = [incident(k, killed_best=k % 50 or None, notes="What was reported. " * 5) for k in range(200)]
    snapshot = snapshot_of(dataset=dataset_of(*rows))
    (sheet,) = render(snapshot, PageOptions(dpi=50, made=MADE, incident_list="sheet")).further
    listed = texts(sheet, "list killed")
    assert texts(sheet, "heading") == [f"Most reported killed: {len(listed)} of 200 incidents"]
    assert listed[:5] == ["49", "49", "49", "49", "48"]
    assert incident_list(snapshot).rows[-1].killed != "–"
    (nothing,) = drawn(NOTHING, incident_list="sheet").further
    assert texts(nothing, "list first") == ["No incidents."]
    few = incident_list(snapshot_of(dataset=dataset_of(*rows[:60])))
    assert few.rows[-1].killed == "–"


def test_callouts_name_selected_incidents_and_say_which_have_none() -> None:
    shown = snapshot_of(NOVEMBER)
    ids = shown.dataset.incidents.texts["incident_id"]
    has_point = shown.dataset.incidents.has_point[shown.rows]
    chosen = [ids[row] for row in (*shown.rows[has_point][:2], shown.rows[~has_point][0])]
    page = drawn(selected=tuple(chosen), callouts=True, incident_list="page")
    boxes = [box for box in page.findobj(Rectangle) if box.get_gid() == "callout box"]
    assert len(boxes) == 2
    left, top, right, bottom = map_box(page)
    assert all(left <= box.get_x() and box.get_x() + box.get_width() <= right for box in boxes)
    assert all(top <= box.get_y() and box.get_y() + box.get_height() <= bottom for box in boxes)
    assert "1 selected incident without a callout" in all_text(page)
    assert texts(page, "list first")
    assert texts(page, "table name") == []


def test_rows_that_may_not_be_passed_on_are_counted_and_not_listed() -> None:
    """Those of ACLED are neither in the list nor beside a symbol; an import whose licence is open is."""
    point = {"lon": 67.0, "lat": 30.2, "place_precision": "exact", "district": "Quetta", "killed_best": 5}
    rows = [incident(k, source="acled" if k < 3 else "own", location=f"Place{k}", release="a", **point)
            for k in range(1, 4)]  # fmt: skip
    data = dataset_of(*rows, releases=(Release("a", "own", "", "a.csv", "", 1, "CC BY 4.0"),))
    shown = snapshot_of(dataset=data, selected=("own:0001", "own:0003"))
    page = render(shown, PageOptions(dpi=50, made=MADE, callouts=True, incident_list="sheet"))
    said = "2 incidents of ACLED are counted and not listed: its licence does not allow rows to be passed on."
    (sheet,) = page.further
    assert " ".join(texts(sheet, "list not listed")) == said
    assert texts(sheet, "list killed") == ["5"]
    assert "Place3" in all_text(page)
    assert not re.search("Place[12]", all_text(page) + all_text(sheet))
    assert "1 incident of ACLED is selected and without a callout: its licence" in all_text(page)
    assert texts(page, "key figure")[0] == "3"
    only = incident_list(snapshot_of(dataset=dataset_of(*rows[:2])))
    assert (only.rows, only.total, only.not_listed) == ((), 0, said)


def test_inset_and_overview_stand_beside_a_map_without_a_free_corner() -> None:
    """Incidents on a narrow grid leave no corner of the map."""
    lons, lats = np.meshgrid(np.linspace(69.6, 72.2, 30), np.linspace(32.1, 34.4, 30))
    places = np.column_stack((lons.ravel(), lats.ravel())).tolist()
    rows = [incident(k, lon=lon, lat=lat, place_precision="exact") for k, (lon, lat) in enumerate(places)]
    sections = {"extent": (69.8, 32.3, 72.0, 34.2), "inset": (70.4, 32.8, 70.8, 33.1)}
    options = PageOptions(dpi=50, made=MADE, graticule=True, **sections)
    page = render(snapshot_of(dataset=dataset_of(*rows)), options)
    (overview,) = (box for box in page.findobj(Rectangle) if box.get_gid() == "overview")
    assert overview.get_y() >= map_box(page)[3]
    assert map_box(page, "detail")[2] < map_box(page)[0]
    assert texts(page, "graticule")


def test_neutral_boundaries_have_no_line_of_a_state_and_are_said() -> None:
    page = drawn(imprint=Imprint(boundaries="neutral"))
    lines = {c.get_gid() for c in page.findobj() if (c.get_gid() or "").startswith("line ") and len(c.get_paths())}
    assert lines == {"line province", "line district", "line river"}
    assert "only the outlines of the two provinces" in all_text(page)
    assert not {"other border", "in dispute"} & set(texts(page, "legend line"))


def test_context_events_of_the_period_and_places_are_numbered_in_the_chart() -> None:
    page = drawn()
    assert [text[:13] for text in texts(page, "event")][:2] == ["1 12 Oct 2024", "2 19 Nov 2024"]
    assert texts(page, "event number") == ["1", "2", "3"]
    kp = drawn(replace(NOVEMBER, provinces=frozenset({"Khyber Pakhtunkhwa"})), dpi=51)
    assert "in Balochistan" not in " ".join(texts(kp, "event"))


def test_a_house_has_its_fonts_and_a_logo_of_pixels() -> None:
    files = [assets.path("fonts", f"NotoNaskhArabic-{weight}.ttf") for weight in ("Regular", "Bold")]
    wrong = HouseFont(str(files[0]), str(files[1]), ("0" * 64, "0" * 64))
    with pytest.raises(InputError, match="has changed since"):
        drawn(style=HouseStyle(font=wrong))
    with pytest.raises(InputError, match="cannot be read"):
        drawn(style=HouseStyle(font=replace(wrong, regular="/nowhere/a.ttf")))
    content = io.BytesIO()
    imsave(content, np.zeros((100, 200, 3)), format="png")
    page = drawn(style=HouseStyle(logo=logo_of(content.getvalue())), size="1:1")
    (image,) = page.findobj(AxesImage)
    left, right, bottom, top = image.get_extent()
    assert (right - left) / (bottom - top) == pytest.approx(2)
    assert top >= 6
    assert page.axes[0].get_xlim() == pytest.approx((0, 137.16))
