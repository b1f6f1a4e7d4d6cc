"""The incidents shown as a GeoPackage to hand over: layers with styles for QGIS, and what they are about.

Layers: ``incidents`` (unless no rows may leave), ``districts`` with counts, each user layer, and the table ``about``.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.export.description import description_lines
from geo.export.file_format import FileFormat
from geo.export.geopackage_layer import Column, GeoPackageLayer, column_of, point_wkb, write_layer
from geo.export.qml import WITHOUT_POINT, classes_qml, incidents_qml, user_layer_qml
from geo.export.replacing import refuse_workspace
from geo.export.request import ExportRequest
from geo.export.terms import terms_of
from geo.incidents.cells import claims_text
from geo.incidents.columns import COLUMNS, Kind
from geo.incidents.terms import TERMS_COLUMNS
from geo.places.user_layers import UserLayer
from geo.whole_file import whole_file

if TYPE_CHECKING:
    from geo.export.district_counts import DistrictCounts

__all__ = ["FORMAT"]

INCIDENTS, DISTRICTS, ABOUT = "incidents", "districts", "about"
_GEOMETRY = "geom"
_DOWNWARDS = ("Point", "LineString", "Polygon")
"""In which order user layers lie on each other."""


def _write(path: Path, request: ExportRequest) -> Path:
    """One file, made in a temporary folder and put in its place as a whole; raises `ExportFailed`."""
    from geo.export.district_counts import district_counts
    from geo.store.geopackage.layer_styles import LayerStyleRow, add_styles

    refuse_workspace(path)
    counts = district_counts(request)
    metadata = {"about": json.dumps(dict(request.about), ensure_ascii=False)}
    with whole_file(path) as handle, tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "layers.gpkg"
        styles = []
        for layer, qml in _layers(request, counts, metadata):
            write_layer(draft, layer, append=draft.exists())
            if qml:
                styles.append(LayerStyleRow(layer.name, _GEOMETRY, qml))
        add_styles(draft, styles)
        with draft.open("rb") as content:
            shutil.copyfileobj(content, handle, 1 << 20)
    return path


def _layers(
    request: ExportRequest, counts: DistrictCounts, metadata: dict[str, str]
) -> Iterator[tuple[GeoPackageLayer, str]]:
    """Each layer with its style, blank for none; QGIS draws the first above the others."""
    from geo.export.district_counts import without_point

    if request.profile.rows:
        incidents = request.snapshot.dataset.incidents
        lon, lat = (np.where(request.has_point, each, np.nan) for each in (incidents.lon, incidents.lat))
        by_district, kinds = request.profile.places == "district", incidents.coded["event_type"]
        types = {kinds.names[code] for code in np.unique(kinds.codes[request.has_point]).tolist()}
        style = incidents_qml(request.profile.small_counts, by_district=by_district, types=types)
        yield GeoPackageLayer(INCIDENTS, _incident_columns(request), point_wkb(lon, lat), "Point", metadata), style
    taken = {INCIDENTS, DISTRICTS, ABOUT}
    held = [each for layer in request.snapshot.dataset.user_layers for each in _user_layers(layer, taken)]
    yield from sorted(held, key=lambda each: _DOWNWARDS.index(each[0].kind.removeprefix("Multi")))
    areas = np.array([area.wkb for area in counts.polygons] or [], object)
    fields = {name: column_of(column) for name, column in counts.columns().items()}
    hatched = without_point(request, counts)
    fields[WITHOUT_POINT] = column_of(hatched)
    style = classes_qml("incidents", counts.bounds, request.profile.small_counts, hatched=any(hatched))
    yield GeoPackageLayer(DISTRICTS, fields, areas, "MultiPolygon", metadata), style
    names, texts = zip(*description_lines(request.about), strict=True)
    yield GeoPackageLayer(ABOUT, {"name": column_of(names), "text": column_of(texts)}), ""


def _incident_columns(request: ExportRequest) -> dict[str, Column]:
    """The columns of the table, the claims, the terms and, where the data are made up, the label."""
    dataset = request.snapshot.dataset
    incidents = dataset.incidents
    columns: dict[str, Column] = {}
    for column in COLUMNS:
        name = column.name
        if column.kind is Kind.TEXT:
            columns[name] = _texts(incidents.texts[name])
        elif column.kind is Kind.CODED:
            coded = incidents.coded[name]
            columns[name] = np.array([*map(_sound, coded.names), ""], object)[coded.codes], None
        elif column.kind is Kind.NUMBER:
            numbers = incidents.numbers[name]
            columns[name] = np.nan_to_num(numbers).astype(np.int32), np.isnan(numbers)
        elif column.kind is Kind.DEGREES:
            degrees = incidents.lon if name == "lon" else incidents.lat
            columns[name] = np.nan_to_num(degrees), np.isnan(degrees)
        else:
            columns[name] = (incidents.start if name == "date_start" else incidents.end).astype("datetime64[D]"), None
    claims = (dataset.claims.get(incident_id, ()) for incident_id in incidents.texts["incident_id"])
    columns["claims"] = _texts([claims_text(each) for each in claims])
    return columns | _terms(request) | _label(request)


def _terms(request: ExportRequest) -> dict[str, Column]:
    coded, terms = request.snapshot.dataset.incidents.coded, terms_of(request.snapshot.dataset)
    release, source = coded["release"], coded["source"]
    pairs = zip(release.codes.tolist(), source.codes.tolist(), strict=True)
    stated = [terms(release.names[a], source.names[b]) for a, b in pairs]
    return {name: _texts([getattr(each, name) for each in stated]) for name in TERMS_COLUMNS}


def _label(request: ExportRequest) -> dict[str, Column]:
    n = len(request.snapshot.dataset.incidents)
    return {"label": (np.array([request.label] * n, object), None)} if request.label else {}


def _texts(texts: Sequence[str]) -> Column:
    return np.array([*map(_sound, texts), ""], object)[:-1], None


def _sound(text: str) -> str:
    """The text without what a GeoPackage cannot hold: halves of characters, and NUL, at which it would end."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _user_layers(layer: UserLayer, taken: set[str]) -> Iterator[tuple[GeoPackageLayer, str]]:
    """A user layer as one layer for each kind of geometry, as QGIS draws points, lines and areas."""
    for kind, word in (("points", "Point"), ("lines", "LineString"), ("polygons", "Polygon")):
        features = [feature for feature in layer.features if feature.kind.removeprefix("Multi") == word]
        if features:
            name = _free(_sound(layer.name) if len(layer.kinds) == 1 else f"{_sound(layer.name)} ({kind})", taken)
            columns: dict[str, Any] = {
                key: _texts([getattr(feature, key) for feature in features]) for key in ("name", "code", "province")
            }
            shapes = np.array([*(feature.wkb for feature in features), None], object)[:-1]
            metadata = {"about": f"{layer.file_name} {layer.sha256}".strip()}
            is_multi = any(feature.kind != word for feature in features)
            kind_held = f"Multi{word}" if is_multi else word
            yield GeoPackageLayer(name, columns, shapes, kind_held, metadata), user_layer_qml(layer.style, kind)


def _free(name: str, taken: set[str]) -> str:
    """A name of a layer that is not taken, whatever its case."""
    free, number = name, 2
    while free.casefold() in taken or free.casefold().startswith(("gpkg_", "rtree_", "sqlite_")):
        free, number = f"{name} {number}" if free.casefold() in taken else f"layer {name}", number + 1
    taken.add(free.casefold())
    return free


FORMAT: FileFormat[ExportRequest] = FileFormat(
    "GeoPackage", ".gpkg", "layers with styles for QGIS: the incidents shown, districts with counts, user layers; what "
    "they are as the table `about`", _write,
)  # fmt: skip
