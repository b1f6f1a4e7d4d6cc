"""Reading a user layer: any file of points, lines or polygons, converted to longitude and latitude."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.errors import FileRefused, InputError
from geo.places.coordinates import read_degrees
from geo.places.measure import to_lonlat
from geo.places.shaping import shaped
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import GEOMETRIES, LONGEST_NAME, Feature, UserLayer
from geo.sources.files.archive import checked_archive
from geo.sources.files.cells import sound_text
from geo.sources.files.detect import open_table
from geo.sources.files.geojson import Features, features_of
from geo.sources.files.placemarks import placemarks_of
from geo.sources.files.shapes import FLATGEOBUF, holds_shapes, read_geometries
from geo.sources.files.table import Progress, no_progress, require_regular
from geo.sources.origin import FileOrigin
from geo.store.geopackage.layer import holds_lines_or_areas
from geo.wording import plural

__all__ = ["FIELDS", "LayerFile", "has_shapes", "read_layer_file"]

FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        "adm2_en", "adm2_name", "shapename", "name_3", "name_2", "district_name", "district", "name_en", "name",
        "adm3_en", "adm1_en", "label", "title", "site", "zone", "area", "placename", "place", "town", "village",
    ),
    "code": (
        "adm2_pcode", "shapeid", "gid_3", "gid_2", "district_code", "pcode", "adm3_pcode", "adm1_pcode", "code", "id",
    ),
    "province": ("adm1_en", "adm1_name", "name_1", "province_name", "province", "prov_name"),
}  # fmt: skip
"""Names of the fields that hold a feature's name, code and province, the surest first: those of OCHA's COD-AB
(``ADM2_EN``), geoBoundaries (``shapeName``) and GADM (``NAME_3``, which are the districts of Pakistan, and ``NAME_2``,
its divisions), then usual ones."""

MOST_FEATURES = 100_000
_COORDINATES = {"lon": ("lon", "longitude", "long", "lng", "x"), "lat": ("lat", "latitude", "y")}
_SQLITE = b"SQLite format 3\0"
_DEGREES = (180.0, 90.0)


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A file that was read as a layer.

    Attributes
    ----------
    layer
        The layer.
    offered
        The layers of the file.
    name_fields, name_field
        The fields that could name its features, and the one that does.
    districts
        What its polygons would stand for in place of the districts; blank if they cannot.
    no_districts
        Why they cannot; blank if they can.
    are_divisions
        Whether most of its polygons are divisions.
    """

    layer: UserLayer
    offered: tuple[str, ...] = ()
    name_fields: tuple[str, ...] = ()
    name_field: str = ""
    districts: str = ""
    no_districts: str = ""
    are_divisions: bool = False


def has_shapes(path: Path) -> bool:
    """Whether a file holds lines or polygons, and so is a layer rather than incidents; False if it cannot be read."""
    try:
        if path.is_dir():
            features, *_ = _features(path, "")
            return _any_shape(features)
        with path.open("rb") as handle:
            head = handle.read(4096)
        if head.startswith(_SQLITE):
            return holds_lines_or_areas(path)
        if not head.startswith((b"PK\x03\x04", FLATGEOBUF, b"\0\0'\n", b"{", b"<", b"\xef\xbb\xbf{", b"\xef\xbb\xbf<")):
            return False
        features, *_ = _features(path, "")
    except (FileRefused, OSError):
        return False
    return _any_shape(features)


def _any_shape(features: Features) -> bool:
    return any(geometry and "Point" not in str(geometry.get("type")) for _, geometry in features)


def read_layer_file(path: Path, layer: str = "", name_field: str = "", progress: Progress = no_progress) -> LayerFile:
    """The features of a file as a layer named after it, in degrees (EPSG:4326).

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, FlatGeobuf, Shapefile (file, folder or archive), KML, KMZ, GPX, or a table with longitude
        and latitude.
    layer
        Which layer of a GeoPackage; by default its first.
    name_field
        The field that names the features; by default the first of `FIELDS` that it has.
    progress
        Called with the share of the work that is done, from 0 to 1; an exception that it raises ends the work.

    Raises
    ------
    FileRefused
        If there is nothing in it that can be drawn, or its coordinate system is not known; the message says what to do.
    """
    features, crs, notes, offered = _features(path, layer)
    if len(features) > MOST_FEATURES:
        raise FileRefused(
            f"{path.name} has {len(features):,} features; {MOST_FEATURES:,} can be drawn. Import a part of them."
        )
    known = {name.casefold(): name for properties, _ in features for name in properties}
    if name_field and name_field not in known.values():
        raise FileRefused(f"{path.name} has no field {name_field!r}. It has: {', '.join(known.values())[:300]}.")
    named = name_field or _field(known, "name")
    made = [_feature(row, geometry, known, named) for row, geometry in features if _is_drawn(geometry)]
    remarks = list(notes)
    if len(made) < len(features):
        remarks.append(f"{plural(len(features) - len(made), 'feature')} without a geometry that can be drawn left out")
    if not made:
        raise FileRefused(f"{path.name} holds no points, lines or polygons that can be drawn.")
    if crs is not None:
        made = _in_degrees(made, crs)
        remarks.append(f"converted from {_crs_name(crs)} to longitude and latitude")
    _require_degrees(path, made)
    try:
        drawn, changed = shaped(made, step=progress)
    except InputError as error:
        raise FileRefused(f"{path.name} is too large to be drawn. {error}") from error
    if not drawn:
        why = "".join(f" {remark[0].upper()}{remark[1:]}." for remark in changed)
        raise FileRefused(f"{path.name} holds nothing with a place, a length or an area.{why}")
    made_layer = _layer(path, layer, drawn, [*remarks, *changed])
    return _with_districts(LayerFile(made_layer, offered, tuple(known.values()), named))


def _with_districts(file: LayerFile) -> LayerFile:
    """The file with what its polygons would stand for as districts."""
    try:
        own = UserDistricts(file.layer)
    except InputError as error:
        return replace(file, no_districts=str(error))
    return replace(file, districts=own.summary, are_divisions=own.are_divisions)


def _layer(path: Path, layer: str, features: tuple[Feature, ...], remarks: Sequence[str]) -> UserLayer:
    return UserLayer(
        name=sound_text(layer or path.stem)[:LONGEST_NAME],
        features=features,
        file_name=sound_text(path.name),
        sha256=FileOrigin(path).sha256(),
        added_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        remarks=tuple(remarks),
    )


# what kind of file


def _features(path: Path, layer: str) -> tuple[Features, str | None, list[str], tuple[str, ...]]:
    if path.is_dir():
        return read_geometries(path)
    require_regular(path)
    with path.open("rb") as handle:
        head = handle.read(4096)
    if head.startswith((_SQLITE, FLATGEOBUF, b"\0\0'\n")):
        return read_geometries(path, "" if head.startswith(FLATGEOBUF) else layer)
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK\x03\x04") and holds_shapes(checked_archive(path)):
        return read_geometries(path)
    if begins.startswith(b"{"):
        return features_of(path, layer=layer)
    if begins.startswith(b"<") or (head.startswith(b"PK\x03\x04") and _holds_placemarks(path)):
        return placemarks_of(path), None, [], ()
    return _points_of_table(path), None, [], ()


def _holds_placemarks(path: Path) -> bool:
    return any(name.lower().endswith(".kml") for name in checked_archive(path))


def _points_of_table(path: Path) -> Features:
    """The rows of a table that has columns of longitude and latitude."""
    table = open_table(path)
    folded = {name.strip().casefold(): at for at, name in enumerate(table.header)}
    places = [next((folded[name] for name in names if name in folded), None) for names in _COORDINATES.values()]
    if None in places:
        raise FileRefused(
            f"{path.name} is a table without columns of longitude and latitude (lon and lat). Add them to show it."
        )
    lon, lat = (at for at in places if at is not None)
    found: Features = []
    for part in table.parts(lambda _share: None):
        for record in part.records:
            at = read_degrees(record[lon]), read_degrees(record[lat])
            point = None if None in at else {"type": "Point", "coordinates": list(at)}
            found.append((dict(zip(table.header, record, strict=False)), point))
    return found


# features


def _is_drawn(geometry: dict[str, Any] | None) -> bool:
    if geometry is None or geometry.get("type") not in GEOMETRIES:
        return False
    return _is_sound(geometry.get("coordinates"), _DEPTHS[str(geometry["type"]).removeprefix("Multi")], geometry)


_DEPTHS = {"Point": 0, "LineString": 1, "Polygon": 2}
_LEAST = {"Point": 1, "LineString": 2, "Polygon": 4}


def _is_sound(coordinates: Any, depth: int, geometry: dict[str, Any]) -> bool:
    """Whether coordinates are lists of numbers as deep as the geometry needs them, none of them too short."""
    kind = str(geometry["type"])
    if kind.startswith("Multi"):
        return _all(coordinates, lambda part: _is_part(part, depth, kind.removeprefix("Multi")))
    return _is_part(coordinates, depth, kind)


def _is_part(part: Any, depth: int, kind: str) -> bool:
    if depth == 0:
        return _is_point(part)
    if depth == 1:
        return _all(part, _is_point) and len(part) >= _LEAST[kind]
    return _all(part, lambda ring: _is_part(ring, depth - 1, kind))


def _all(listed: Any, test: Callable[[Any], bool]) -> bool:
    return isinstance(listed, list | tuple) and bool(listed) and all(test(part) for part in listed)


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list | tuple)
        and len(point) >= 2
        and all(isinstance(c, int | float) and not isinstance(c, bool) and abs(c) < 1e9 for c in point[:2])
    )


def _field(known: dict[str, str], what: str) -> str:
    return next((known[name] for name in FIELDS[what] if name in known), "")


def _feature(row: dict[str, Any], geometry: dict[str, Any] | None, known: dict[str, str], named: str) -> Feature:
    assert geometry is not None
    texts = {"name": named, "code": _field(known, "code"), "province": _field(known, "province")}
    given = {what: _text(row.get(column)) if column else "" for what, column in texts.items()}
    return Feature(kind=geometry["type"], coordinates=geometry["coordinates"], **given)


def _text(value: Any) -> str:
    return "" if value is None else " ".join(sound_text(str(value)).split())[:LONGEST_NAME]


def _in_degrees(features: Sequence[Feature], crs: str) -> list[Feature]:
    """Features of another coordinate system in longitude and latitude."""
    points = [tuple(point) for feature in features for point in feature.points.tolist()]
    moved = iter(to_lonlat([x for x, _ in points], [y for _, y in points], crs))

    def replaced(coordinates: Any) -> Any:
        if coordinates and isinstance(coordinates[0], int | float):
            return list(next(moved))
        return [replaced(part) for part in coordinates]

    return [Feature(f.name, f.kind, replaced(f.coordinates), f.code, f.province) for f in features]


def _crs_name(crs: str) -> str:
    """A coordinate system in a few words: its code, or the name that its definition begins with."""
    return crs if len(crs) < 20 else crs.partition('"')[2].partition('"')[0][:60] or "another coordinate system"


def _require_degrees(path: Path, features: Sequence[Feature]) -> None:
    for feature in features:
        points = feature.points
        if (abs(points[:, 0]) > _DEGREES[0]).any() or (abs(points[:, 1]) > _DEGREES[1]).any():
            raise FileRefused(
                f"{path.name}: coordinates such as {points[0][0]:g}, {points[0][1]:g} are no degrees of longitude and "
                "latitude. Save it in EPSG:4326, or with its coordinate system."
            )
