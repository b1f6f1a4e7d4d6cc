"""The incidents shown as KML, or packed as KMZ with symbols, each with the time in which it may have happened.

Follows OGC 07-147r2 (KML 2.2): the order of elements, ``TimeSpan`` by days, colours as aabbggrr. Globe programs show a
description as HTML, so that texts of data are escaped in it twice; as extended data they are plain.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from geo.calendar.days import from_day_number
from geo.draw.style import SIZE_CLASSES, TYPE_STYLES
from geo.export.description import description_lines
from geo.export.file_format import FileFormat
from geo.export.kml_icons import icon_png
from geo.export.request import ExportRequest
from geo.incidents.attribution import actors_words
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.table import Incident
from geo.incidents.words import date_words, figure_words
from geo.scales import killed_classes
from geo.whole_file import whole_file

__all__ = ["KML", "KMZ"]

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
_SCALE_PX = 19.0
"""The diameter that a scale of 1 stands for: globes draw icons smaller than maps do."""

_PIECE = 512
"""So many pieces of text are written at once."""

_MOST_PLAIN = 200_000
"""So many incidents fit into an archive without the extension for files over 2 GB, which some readers do not take."""

_OTHER_TYPE, _OTHER_COLOUR, _OTHER_SHAPE = "Other", "#57606a", "circle"
_AREA, _AREA_STYLE = "Known to an area only", "area"
_AREA_SHAPE = "square"
"""What is known to an area only is drawn where the guard has put it at a point for its district: small and hollow."""


@lru_cache(2**14)
def _text(text: str) -> str:
    """A text as XML has it; kept, as most are names that many incidents share."""
    return html.escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text), quote=True)


def _shown(lines: Iterable[tuple[str, str]]) -> str:
    """Lines of a heading and a text as a description: HTML whose texts are escaped, escaped again for XML."""
    rows = (f"<b>{html.escape(heading)}</b>: {html.escape(text)}" for heading, text in lines if text)
    return _text("<br/>".join(rows))


def _pieces(request: ExportRequest, icons: bool) -> Iterator[str]:
    """The document in pieces."""
    snapshot = request.snapshot
    lines = list(description_lines(request.about))
    yield f"{_HEAD}<Document>\n<name>{_text(request.title)}</name>\n"
    yield f"<description>{_shown(lines)}</description>\n"
    if not snapshot.period.is_empty:
        yield _time_span(*(from_day_number(day).isoformat() for day in snapshot.period))
    yield from _styles(icons)
    yield _extended_data(lines)
    for name, rows in _folders(request):
        yield f"<Folder>\n<name>{_text(name)}</name>\n"
        for incident, style in rows:
            claims = snapshot.dataset.claims.get(incident.incident_id, ())
            yield _placemark(incident, claims, style, request)
        yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _time_span(begin: str, end: str) -> str:
    return f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>\n"


def _extended_data(values: Iterable[tuple[str, str]]) -> str:
    data = "".join(f'<Data name="{_text(name)}"><value>{_text(text)}</value></Data>' for name, text in values if text)
    return f"<ExtendedData>{data}</ExtendedData>\n" if data else ""


def _styles(icons: bool) -> Iterator[str]:
    """A style for each type and class of deaths, and one for what is known to an area only."""
    looks = [*((style.light, style.shape) for style in TYPE_STYLES), (_OTHER_COLOUR, _OTHER_SHAPE)]
    for kind, (colour, shape) in enumerate(looks):
        for size, known in enumerate(SIZE_CLASSES):
            is_hollow = size == 0
            icon = f"<Icon><href>icons/{shape}{'-hollow' if is_hollow else ''}.png</href></Icon>" if icons else ""
            scale = 2 * known.radius_px / _SCALE_PX
            yield (
                f'<Style id="type{kind}size{size}"><IconStyle><color>{_abgr(colour)}</color><scale>{scale:.2f}</scale>'
                f"{icon}</IconStyle><LabelStyle><scale>0</scale></LabelStyle></Style>\n"
            )
    icon = f"<Icon><href>icons/{_AREA_SHAPE}-hollow.png</href></Icon>" if icons else ""
    yield (
        f'<Style id="{_AREA_STYLE}"><IconStyle><color>{_abgr(_OTHER_COLOUR)}</color><scale>0.40</scale>{icon}'
        "</IconStyle><LabelStyle><scale>0</scale></LabelStyle></Style>\n"
    )


def _abgr(colour: str) -> str:
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _folders(request: ExportRequest) -> Iterator[tuple[str, Iterator[tuple[Incident, str]]]]:
    """A folder for each type with incidents at a point, and one for those known to an area only; with their styles."""
    incidents, rows = request.snapshot.dataset.incidents, request.snapshot.rows
    names = [style.name for style in TYPE_STYLES]
    kinds = incidents.coded["event_type"].recode(names, len(names))
    sizes, has_point = killed_classes(incidents.killed), incidents.has_point

    def styled(chosen: Sequence[int]) -> Iterator[tuple[Incident, str]]:
        for row, incident in zip(chosen, incidents.rows(chosen), strict=True):
            yield incident, f"type{kinds[row]}size{sizes[row]}" if has_point[row] else _AREA_STYLE

    for kind, name in enumerate((*names, _OTHER_TYPE)):
        chosen = rows[(kinds[rows] == kind) & has_point[rows]].tolist()
        if chosen:
            yield name, styled(chosen)
    if areas := rows[~has_point[rows]].tolist():
        yield _AREA, styled(areas)


def _placemark(incident: Incident, claims: Iterable[Claim], style: str, request: ExportRequest) -> str:
    place = incident.district or incident.province or "place not stated"
    what = incident.sub_event_type or incident.event_type
    name = f"{incident.date_start.isoformat()} {what}, {place}".replace("<", "‹").replace(">", "›")
    values = {column: getattr(incident, column) for column in COLUMN_NAMES}
    data = [(column, "" if value is None else str(value)) for column, value in values.items()]
    data += [("claims", claims_text(tuple(claims))), ("label", request.label)]
    is_placed = style != _AREA_STYLE or request.profile.places == "district"
    at = is_placed and incident.lon is not None and incident.lat is not None
    point = f"<Point><coordinates>{incident.lon!r},{incident.lat!r}</coordinates></Point>\n" if at else ""
    return (
        f"<Placemark>\n<name>{_text(name)}</name>\n"
        f"<description>{_shown(_told(incident, claims, request.label))}</description>\n"
        f"{_time_span(incident.date_start.isoformat(), incident.date_end.isoformat())}"
        f"<styleUrl>#{style}</styleUrl>\n{_extended_data(data)}{point}</Placemark>\n"
    )


def _told(incident: Incident, claims: Iterable[Claim], label: str) -> Iterator[tuple[str, str]]:
    """What the balloon of an incident tells."""
    if label:
        yield "Data", label
    yield "Date", date_words(incident)
    places = dict.fromkeys(filter(None, (incident.location, incident.district, incident.province)))
    yield "Place", f"{', '.join(places)} ({incident.place_precision})"
    yield "Type", " – ".join(filter(None, (incident.event_type, incident.sub_event_type)))
    yield "Actors", actors_words(incident.actors, tuple(claims))
    yield "Reported killed", figure_words(incident)
    yield "Reported", incident.notes
    yield "Claims", "; ".join(claim.sentence() for claim in claims)
    yield "Sources", incident.sources


def _write_pieces(handle: BinaryIO, pieces: Iterator[str]) -> None:
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) >= _PIECE:
            handle.write("".join(held).encode())
            held.clear()
    handle.write("".join(held).encode())


def _write_kml(path: Path, request: ExportRequest) -> Path:
    """UTF-8. Raises `ExportFailed`."""
    with whole_file(path) as handle:
        _write_pieces(handle, _pieces(request, icons=False))
    return path


def _write_kmz(path: Path, request: ExportRequest) -> Path:
    """``doc.kml`` and its icons, packed. Raises `ExportFailed`."""
    moment = request.made.timetuple()[:6]
    with whole_file(path) as handle, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        is_large = len(request.snapshot.rows) > _MOST_PLAIN
        with archive.open(_entry("doc.kml", moment), "w", force_zip64=is_large) as document:
            _write_pieces(document, _pieces(request, icons=True))  # type: ignore[arg-type]  # it can be written to
        for shape in dict.fromkeys((*(style.shape for style in TYPE_STYLES), _OTHER_SHAPE)):
            for ending, hollow in (("", False), ("-hollow", True)):
                archive.writestr(_entry(f"icons/{shape}{ending}.png", moment), icon_png(shape, hollow=hollow))
    return path


def _entry(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (moment[0], moment[1], moment[2], moment[3], moment[4], moment[5]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


KML: FileFormat[ExportRequest] = FileFormat(
    "KML", ".kml", "the incidents shown with the time of each, for globes; what they are as extended data", _write_kml
)
KMZ: FileFormat[ExportRequest] = FileFormat("KMZ", ".kmz", "the same, packed, with the symbols of the map", _write_kmz)
