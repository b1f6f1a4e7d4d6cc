"""The incidents shown as CSV, to hand over: the table of `geo.export.incidents_csv`, with HXL tags on demand.

The tags are those of HXL 1.1 (hxlstandard.org, schema of 2018): a row below the header. What has no tag of its own
there is ``#meta`` with an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from geo.export.file_format import FileFormat
from geo.export.incidents_csv import rows_of, write_rows
from geo.export.request import ExportRequest

__all__ = ["FORMAT", "HXL_TAGS"]

HXL_TAGS = {
    "incident_id": "#event+id",
    "source": "#meta+source+code",
    "release": "#meta+release",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#date+precision",
    "lon": "#geo+lon",
    "lat": "#geo+lat",
    "place_precision": "#geo+precision",
    "location": "#loc+name",
    "location_as_given": "#loc+name+given",
    "district": "#adm2+name",
    "district_as_given": "#adm2+name+given",
    "province": "#adm1+name",
    "province_as_given": "#adm1+name+given",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "actor1": "#group+name",
    "actor1_as_given": "#group+name+given",
    "actor2": "#group+name+other",
    "actor2_as_given": "#group+name+other+given",
    "actors_associated": "#group+name+list",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "killed_security": "#affected+killed+military",
    "killed_militants": "#affected+killed+militants",
    "killed_civilians": "#affected+killed+civilians",
    "injured": "#affected+injured",
    "abducted": "#affected+abducted",
    "sources": "#meta+source",
    "url": "#meta+url",
    "notes": "#description",
    "revised_at": "#date+updated",
    "extra": "#meta+extra",
    "claims": "#meta+claims",
    "citation": "#meta+citation",
    "licence": "#meta+license",
    "caveat": "#meta+caveat",
}
"""The tag of each column."""


def _write(path: Path, request: ExportRequest) -> Path:
    rows = rows_of(request.snapshot)
    return write_rows(path, _tagged(rows) if request.hxl else rows)


def _tagged(rows: Iterator[Sequence[str]]) -> Iterable[Sequence[str]]:
    """The rows with the tags of the columns below the header."""
    (header,) = islice(rows, 1)
    return chain((header, [HXL_TAGS[name] for name in header]), rows)


FORMAT: FileFormat[ExportRequest] = FileFormat(
    "CSV table", ".csv", "the incidents shown with all columns, claims and terms, to be imported again; HXL tags on "
    "demand", _write,
)  # fmt: skip
