"""Files to hand over in real readers: QGIS, GDAL, the schema of KML, LibreOffice Calc, ffprobe.

``python -m tests.bench.hand_over_readers`` prints what was found, and skips with the reason what is not installed. QGIS
is read by the Python that has it (``QGIS_PYTHON``, by default ``/usr/bin/python3``); ``KML_SCHEMA`` is the file
``ogckml22.xsd`` of OGC 07-147r2 with the schemas that it imports beside it. ``HAND_OVER=FOLDER`` keeps files and
pictures: look at them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from geo.draw.style import TYPE_STYLES
from geo.export.file_format import format_of
from geo.export.formats import HAND_OVER
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS, PROFILES
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.query import Query
from geo.sources.bundled import bundled
from geo.store.geopackage.creation import create
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.app.samples import hostile
from tests.bench.brief_readers import converted

Found = tuple[str, str, bool]

MONTH = ("2024-11-01", "2024-12-01")
SQUARE = [[[62, 25.5], [64, 25.5], [64, 27], [62, 27], [62, 25.5]]]
LAYERS = (
    UserLayer("Field sites", (Feature("Quetta office", "Point", [67.9, 29.2]),), LayerStyle("green")),
    UserLayer("Roads", (Feature("N-25", "LineString", [[66.6, 25.0], [66.6, 27.8], [66.99, 30.19]]),)),
    UserLayer("Areas", (Feature("South", "MultiPolygon", [SQUARE]),), LayerStyle("blue", fill=0.2)),
)


def snapshots() -> dict[str, Snapshot]:
    """All bundled incidents with user layers, none of them, and texts that try to be markup."""
    data = replace(bundled(), user_layers=LAYERS)
    none = State(query=Query(first=date(1990, 1, 1), last=date(1990, 2, 1)))
    return {"all": resolve(data, State()), "none": resolve(data, none), "hostile": resolve(hostile(), State())}


def profiles(ending: str) -> list[str]:
    """The profiles under which a format can be written."""
    return [name for name, profile in PROFILES.items() if profile.rows or ending in (".gpkg", ".xlsx")]


def written(folder: Path, ending: str) -> Iterator[Path]:
    """The files of a format, for each kind of content under each profile."""
    for name, snapshot in snapshots().items():
        for profile in profiles(ending):
            path = folder / f"{name} {profile}{ending}"
            yield format_of(path, HAND_OVER).write(path, hand_over(snapshot, PROFILES[profile]))


def by_qgis(folder: Path) -> Iterator[Found]:
    """Each GeoPackage and a workspace as QGIS opens them."""
    python = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
    reader = Path(__file__).with_name("qgis_reader.py")
    workspace = folder / "workspace.gpkg"
    create(workspace)
    for path in (*written(folder, ".gpkg"), workspace):
        command = [python, str(reader), str(path), f"{path}.png", *MONTH]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout)
        yield from _layers(path, answer)
    yield "QGIS", answer["version"], True


def _layers(path: Path, answer: dict[str, Any]) -> Iterator[Found]:
    name = f"QGIS, {path.name}"
    layers = {layer["name"]: layer for layer in answer["layers"]}
    spatial = [layer for layer in layers.values() if layer["kind"] != "NoGeometry"]
    yield f"{name}: valid, the table of styles is no layer", "", all(layer["valid"] for layer in layers.values()) and (
        "layer_styles" not in layers
    )  # fmt: skip
    plain = [layer["name"] for layer in spatial if not layer["styled"] or layer["kind"] == "Unknown"]
    yield f"{name}: a style and a kind of geometry for each", ", ".join(plain), not plain
    if "incidents" in layers:
        incidents = layers["incidents"]
        days = {incidents["fields"][each] for each in ("date_start", "date_end")}
        yield f"{name}: days are days, deaths are numbers", "", days == {"Date"} and (
            incidents["fields"]["killed_best"] == "Integer"
        )  # fmt: skip
        due = _in_month(path)
        yield f"{name}: incidents of a month in its time", f"{answer['in_time']} of {due}", answer["in_time"] == due
    if path.name == "all as-is.gpkg":
        due_colours = {style.light for style in TYPE_STYLES[:3]}
        yield f"{name}: colours of types are drawn", "", due_colours <= answer["colours"].keys()
        yield f"{name}: labels", "", all(layer["labels"] for layer in spatial)


def _in_month(path: Path) -> int:
    """How many incidents may have happened in the month, by SQL."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT count(*) FROM incidents WHERE date_start < ? AND date_end >= ?"
        return int(connection.execute(query, (MONTH[1], MONTH[0])).fetchone()[0])


def by_gdal(folder: Path) -> Iterator[Found]:
    """Each file of a format that GDAL reads, without a warning."""
    for ending in (".gpkg", ".geojson", ".kml", ".kmz"):
        for path in written(folder, ending):
            command = ["ogrinfo", "-ro", "-al", "-so", str(path)]
            answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
            said = answer.stderr.strip()
            yield f"GDAL, {path.name}", said[:120], answer.returncode == 0 and not said


def by_schema(folder: Path) -> Iterator[Found]:
    """Each KML and KMZ against the schema of OGC 07-147r2."""
    schema = etree.XMLSchema(etree.parse(str(schema_file())))
    for ending in (".kml", ".kmz"):
        for path in written(folder, ending):
            content = zipfile.ZipFile(path).read("doc.kml") if ending == ".kmz" else path.read_bytes()
            valid = schema.validate(etree.ElementTree(etree.fromstring(content, etree.XMLParser(huge_tree=True))))
            yield f"KML 2.2, {path.name}", str(schema.error_log.last_error or "")[:160], valid


def schema_file() -> Path | None:
    """The schema that is named, or the one that a library of KML carries; ``None`` for none."""
    if named := os.environ.get("KML_SCHEMA"):
        return Path(named)
    spec = importlib.util.find_spec("fastkml")
    file = Path(spec.origin).parent / "schema" / "ogckml22.xsd" if spec is not None and spec.origin else None
    return file if file is not None and file.is_file() else None


def by_calc(folder: Path) -> Iterator[Found]:
    """A workbook saved again by LibreOffice Calc: nothing is lost, no text has become a formula."""
    for path in written(folder, ".xlsx"):
        before, after = (_cells(each) for each in (path, converted(path, "xlsx", folder)))
        lost = sum(after.get(place) != value for place, value in before.items())
        yield f"LibreOffice Calc, {path.name}: cells lost or changed", str(lost), not lost


def _cells(path: Path) -> dict[tuple[str, str], Any]:
    """The values of a workbook by sheet and place; blank ones are left out."""
    cells = (cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value not in (None, "")}


def by_ffprobe(folder: Path) -> Iterator[Found]:
    """A film, by its streams."""
    path = folder / "film.mp4"
    november = Query(first=date(2024, 11, 1), last=date(2024, 11, 30))
    snapshot = resolve(bundled(), State(query=november))
    format_of(path, HAND_OVER).write(path, hand_over(snapshot, AS_IS))
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    (stream,) = json.loads(answer.stdout)["streams"]
    found = " ".join(str(stream[name]) for name in ("codec_name", "width", "height", "pix_fmt", "nb_frames"))
    yield "ffprobe, film.mp4", found, not answer.stderr and stream["pix_fmt"] == "yuv420p"


def _has_qgis() -> bool:
    python = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
    return (
        shutil.which(python) is not None
        and not subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False).returncode
    )


def main() -> int:
    """Print what was found; 1 if something is not as it should be."""
    checks = {
        "QGIS with its Python (python3-qgis)": (by_qgis, _has_qgis()),
        "ogrinfo (gdal-bin)": (by_gdal, shutil.which("ogrinfo") is not None),
        "the schema of KML (KML_SCHEMA)": (by_schema, schema_file() is not None),
        "soffice (libreoffice-calc)": (by_calc, shutil.which("soffice") is not None),
        "ffprobe (ffmpeg)": (by_ffprobe, shutil.which("ffprobe") is not None),
    }
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        for needed, (check, is_there) in checks.items():
            folder = Path(os.environ.get("HAND_OVER", temporary)) / check.__name__
            folder.mkdir(parents=True, exist_ok=True)
            if not is_there:
                print(f"Skipped: {needed} not installed.")
                continue
            for what, words, is_right in check(folder):
                wrong += not is_right
                print(f"{'as it should be' if is_right else 'WRONG'}: {what} {words}".rstrip(), flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
