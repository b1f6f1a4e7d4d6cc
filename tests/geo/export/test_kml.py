"""KML and KMZ against the rules of KML 2.2: order of elements, times, references, and texts that are only texts."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from geo.draw.style import SHAPES
from geo.export.file_format import FileFormat
from geo.export.kml import KML, KMZ
from geo.export.kml_icons import icon_png
from geo.export.request import ExportRequest, hand_over
from geo.export.sharing.profile import AS_IS, PROFILES
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.draw.page.pages import NOVEMBER, dataset_of, incident, snapshot_of

SPACE = "{http://www.opengis.net/kml/2.2}"
FEATURE = ("name", "visibility", "open", "Snippet", "description", "TimeSpan", "styleUrl", "Style", "Region",
           "ExtendedData")  # fmt: skip
ORDER = {
    "Document": (*FEATURE, "Folder", "Placemark"),
    "Folder": (*FEATURE, "Folder", "Placemark"),
    "Placemark": (*FEATURE, "Point"),
    "Style": ("IconStyle", "LabelStyle", "LineStyle", "PolyStyle", "BalloonStyle"),
    "IconStyle": ("color", "colorMode", "scale", "heading", "Icon", "hotSpot"),
    "kml": ("NetworkLinkControl", "Document"),
    "LabelStyle": ("color", "colorMode", "scale"),
    "Icon": ("href",),
    "ExtendedData": ("Data", "SchemaData"),
    "Point": ("extrude", "altitudeMode", "coordinates"),
    "TimeSpan": ("begin", "end"),
    "Data": ("displayName", "value"),
}
"""The order of the children of an element by the schema of OGC 07-147r2; all others that are written have only text."""
MANY = {"Style", "Folder", "Placemark", "Data"}
"""The elements of which another one may have several."""
NASTY = '<script>alert(1)</script> & "quoted" ]]> \x07'


def nasty_snapshot() -> Snapshot:
    rows = [incident(1, lon=70.5, lat=33.0, place_precision="exact", district="Bannu", notes=NASTY, location=NASTY)]
    return resolve(dataset_of(*rows), State())


def check(root: ElementTree.Element) -> None:
    """The rules that hold for every element of a document."""
    for element in root.iter():
        kind = element.tag.removeprefix(SPACE)
        known, names = ORDER.get(kind, ()), [child.tag.removeprefix(SPACE) for child in element]
        assert [known.index(name) for name in names] == sorted(known.index(name) for name in names), kind
        assert {name for name in names if names.count(name) > 1} <= MANY, kind
        if kind in ("begin", "end"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", element.text or "")
        if kind == "TimeSpan":
            assert (element[0].text or "") <= (element[1].text or "")
        if kind == "color":
            assert re.fullmatch(r"[0-9a-f]{8}", element.text or "")
    ids = [style.get("id") for style in root.iter(f"{SPACE}Style")]
    assert len(set(ids)) == len(ids)
    assert {(each.text or "").removeprefix("#") for each in root.iter(f"{SPACE}styleUrl")} <= set(ids)


def test_each_incident_has_its_time_its_place_and_its_columns(tmp_path: Path) -> None:
    snapshot = snapshot_of(NOVEMBER)
    root = ElementTree.parse(KML.write(tmp_path / "a.kml", hand_over(snapshot, AS_IS))).getroot()
    check(root)
    rows = {row.incident_id: row for row in snapshot.dataset.incidents.rows(snapshot.rows.tolist())}
    marks = list(root.iter(f"{SPACE}Placemark"))
    assert len(marks) == len(rows) == 13
    for mark in marks:
        data = {each.get("name"): each.findtext(f"{SPACE}value") for each in mark.iter(f"{SPACE}Data")}
        row = rows[data["incident_id"]]
        assert mark.findtext(f"{SPACE}TimeSpan/{SPACE}begin") == row.date_start.isoformat()
        assert mark.findtext(f"{SPACE}TimeSpan/{SPACE}end") == row.date_end.isoformat()
        point = mark.findtext(f"{SPACE}Point/{SPACE}coordinates")
        assert point == (None if row.lon is None else f"{row.lon},{row.lat}")
        assert data.get("notes", "") == row.notes
    about = {d.get("name"): d.findtext(f"{SPACE}value") for d in root.findall(f"{SPACE}Document/{SPACE}ExtendedData/")}
    assert about["left out"] == "248 outside the period"


def test_what_is_known_to_an_area_has_no_point_but_where_the_guard_puts_it(tmp_path: Path) -> None:
    places = {"lon": 70.5, "lat": 33.0, "district": "Bannu", "place_precision": "district", "killed_best": 3}
    snapshot = resolve(dataset_of(incident(1, **places)), State())
    for profile, points in ((AS_IS, 0), (PROFILES["district"], 1)):
        path = KML.write(tmp_path / f"{profile.name}.kml", hand_over(snapshot, profile))
        root = ElementTree.parse(path).getroot()
        check(root)
        assert [each.findtext(f"{SPACE}name") for each in root.iter(f"{SPACE}Folder")] == ["Known to an area only"]
        assert root.findtext(f".//{SPACE}Placemark/{SPACE}styleUrl") == "#area"
        assert len(list(root.iter(f"{SPACE}Point"))) == points


def test_texts_of_data_stay_texts_in_xml_and_in_what_a_globe_shows_as_html(tmp_path: Path) -> None:
    root = ElementTree.parse(KML.write(tmp_path / "a.kml", hand_over(nasty_snapshot(), AS_IS))).getroot()
    check(root)
    data = {each.get("name"): each.findtext(f"{SPACE}value") for each in root.iter(f"{SPACE}Data")}
    assert data["notes"] == NASTY.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    shown = root.findtext(f".//{SPACE}Placemark/{SPACE}description") or ""
    assert set(re.findall(r"<[^>]*>", shown)) == {"<b>", "</b>", "<br/>"}
    assert html.escape("<script>") in shown


def test_a_kmz_has_the_document_first_and_each_icon_that_it_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(KMZ.write(tmp_path / "a.kmz", hand_over(snapshot_of(NOVEMBER), AS_IS))) as archive:
        assert archive.namelist()[0] == "doc.kml"
        root = ElementTree.fromstring(archive.read("doc.kml"))
        check(root)
        assert {each.text for each in root.iter(f"{SPACE}href")} == set(archive.namelist()[1:])
        assert archive.testzip() is None


@pytest.mark.parametrize("shape", SHAPES)
def test_an_icon_is_a_white_symbol_on_nothing(shape: str) -> None:
    whole, hollow = (Image.open(io.BytesIO(icon_png(shape, hollow=hollow))) for hollow in (False, True))
    assert (whole.mode, whole.size) == ("LA", (48, 48))
    assert whole.getpixel((24, 24)) == (255, 255)
    assert hollow.getpixel((24, 24))[1] == 0
    assert whole.getpixel((0, 0))[1] == hollow.getpixel((0, 0))[1] == 0


@pytest.mark.parametrize("file_format", [KML, KMZ], ids=["kml", "kmz"])
def test_gdal_reads_times_and_points(tmp_path: Path, file_format: FileFormat[ExportRequest]) -> None:
    ogr2ogr = shutil.which("ogr2ogr")
    if ogr2ogr is None:
        pytest.skip("ogr2ogr (gdal-bin) is not installed: an independent GDAL is only on the machines that have it")
    path = file_format.write(tmp_path / f"a{file_format.ending}", hand_over(nasty_snapshot(), AS_IS))
    command = [ogr2ogr, "-f", "CSV", "/vsistdout/", str(path), "-lco", "GEOMETRY=AS_XY"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "70.5,33.0," in answer
    assert "2024/03/01" in answer
