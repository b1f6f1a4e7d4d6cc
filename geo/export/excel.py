"""The incidents shown as an Excel workbook to hand over: incidents, counts by district, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportFailed
from geo.export.description import description_lines
from geo.export.file_format import FileFormat
from geo.export.request import ExportRequest
from geo.export.sharing.small_counts import HIDDEN
from geo.export.terms import terms_of
from geo.export.workbook import MOST_ROWS, Sheet, Value, workbook_of
from geo.incidents.cells import claims_text
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.terms import TERMS_COLUMNS
from geo.whole_file import write_whole
from geo.wording import plural

if TYPE_CHECKING:
    from geo.export.district_counts import DistrictCounts

__all__ = ["FORMAT"]

_values_of = attrgetter(*COLUMN_NAMES)

_WIDTHS = {"notes": 60, "sources": 30, "location": 24, "incident_id": 20, "event_type": 24, "sub_event_type": 24}


def _write(path: Path, request: ExportRequest) -> Path:
    """Raises `ExportFailed`, also where there are more incidents than rows of a sheet."""
    shown = len(request.snapshot.answer)
    if request.profile.rows and shown > MOST_ROWS:
        raise ExportFailed(f"{plural(shown, 'incident')} are more than a sheet of Excel holds: choose a GeoPackage.")
    return write_whole(path, workbook_of(_sheets(request)))


def _sheets(request: ExportRequest) -> Iterator[Sheet]:
    from geo.export.district_counts import district_counts

    if request.profile.rows:
        label = ("label",) if request.label else ()
        header = (*COLUMN_NAMES, CLAIMS_COLUMN, *TERMS_COLUMNS, *label)
        widths = [_WIDTHS.get(name, 14) for name in header]
        yield Sheet("Incidents", header, _incidents(request), widths, len(request.snapshot.answer))
    counts = district_counts(request)
    columns = {name: column for name, column in counts.columns().items() if name != "incidents_words"}
    yield Sheet("Districts", list(columns), _counts(counts, columns), [24, 20, 18, *([13] * (len(columns) - 3))])
    yield Sheet("Notes", ("About", "Text"), description_lines(request.about), [18, 110])


def _incidents(request: ExportRequest) -> Iterator[list[Value]]:
    dataset = request.snapshot.dataset
    terms, label = terms_of(dataset), [request.label] if request.label else []
    for incident in dataset.incidents.rows(request.snapshot.rows.tolist()):
        claims = claims_text(dataset.claims.get(incident.incident_id, ()))
        yield [*_values_of(incident), claims, *terms(incident.release, incident.source), *label]


def _counts(counts: DistrictCounts, columns: dict[str, list[Value]]) -> Iterator[Sequence[Value]]:
    """A row for each district; what is not written is said in words. Then what is in no district, and all."""
    words = counts.columns()["incidents_words"]
    at = list(columns).index("incidents")
    for number, row in enumerate(zip(*columns.values(), strict=True)):
        cells: list[Value] = list(row)
        if counts.hidden[number]:
            cells[at] = words[number]
            cells[at + 1 :] = [HIDDEN if value is None else value for value in cells[at + 1 :]]
        yield cells
    if counts.elsewhere and (not counts.below or counts.elsewhere >= counts.below):
        yield ("in no district", "", "", counts.elsewhere)
    is_small = 0 < counts.total < counts.below
    yield ("all", "", "", f"<{counts.below}" if is_small else counts.total)


FORMAT: FileFormat[ExportRequest] = FileFormat(
    "Excel workbook", ".xlsx", "the incidents shown, counts by district, and what they are as notes", _write
)
