"""The incidents shown as CSV, which import (`geo.sources.files.text`) reads back unchanged, with their terms.

Texts that a spreadsheet would run as formulas are neutralised, see `geo.reading.formulas`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path

from geo.export.file_format import FileFormat
from geo.export.terms import TermsOf, terms_of
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES, COLUMNS, Kind
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.table import Incident
from geo.incidents.terms import TERMS_COLUMNS
from geo.reading.formulas import neutralised
from geo.view.snapshot import Snapshot
from geo.whole_file import whole_file

__all__ = ["FORMAT", "csv_rows", "rows_of", "write_csv", "write_rows"]


_values_of = attrgetter(*COLUMN_NAMES)


def write_csv(path: Path, incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]] | None = None) -> Path:
    """Write incidents with their claims, whole or not at all; UTF-8 with a byte order mark, so that Excel reads Urdu.

    Raises
    ------
    ExportFailed
        If the file cannot be written; one that was there before is still there.
    """
    return write_rows(path, csv_rows(incidents, claims or {}))


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Write cells as a file that import reads, whole or not at all; raises `ExportFailed`."""
    with whole_file(path) as handle:
        text = io.TextIOWrapper(handle, encoding="utf-8-sig", newline="")
        csv.writer(text).writerows(rows)
        text.detach()
    return path


def _write(path: Path, snapshot: Snapshot) -> Path:
    return write_rows(path, rows_of(snapshot))


FORMAT: FileFormat[Snapshot] = FileFormat(
    "CSV table", ".csv", "the incidents shown with all columns, claims and terms, to be imported again", _write
)


def rows_of(snapshot: Snapshot) -> Iterator[list[str]]:
    """The rows of what is shown, with the terms of each."""
    dataset = snapshot.dataset
    return csv_rows(dataset.incidents.rows(snapshot.rows.tolist()), dataset.claims, terms_of(dataset))


def csv_rows(
    incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]], terms: TermsOf | None = None
) -> Iterator[list[str]]:
    """The header, then the cells of each incident with its claims and, where they are given, its terms."""
    texts = [column.kind in (Kind.TEXT, Kind.CODED) for column in COLUMNS]
    yield [*COLUMN_NAMES, CLAIMS_COLUMN, *(TERMS_COLUMNS if terms else ())]
    for incident in incidents:
        values = zip(texts, _values_of(incident), strict=True)
        cells = [neutralised(value) if text else _plain(value) for text, value in values]
        stated = map(neutralised, terms(incident.release, incident.source)) if terms else ()
        yield [*cells, claims_text(claims.get(incident.incident_id, ())), *stated]


def _plain(value: object) -> str:
    return "" if value is None else str(value)
