"""The incidents shown as CSV, which import (`geo.sources.files.text`) reads back unchanged.

Texts that a spreadsheet would run as formulas are neutralised, see `geo.reading.formulas`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from geo.export.file_format import FileFormat
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES, COLUMNS, Kind
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.table import Incident
from geo.reading.formulas import neutralised
from geo.view.snapshot import Snapshot
from geo.whole_file import whole_file

__all__ = ["FORMAT", "csv_rows", "write_csv"]


def write_csv(path: Path, incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]] | None = None) -> Path:
    """Write incidents with their claims, whole or not at all; UTF-8 with a byte order mark, so that Excel reads Urdu.

    Raises
    ------
    ExportFailed
        If the file cannot be written; one that was there before is still there.
    """
    with whole_file(path) as handle:
        text = io.TextIOWrapper(handle, encoding="utf-8-sig", newline="")
        csv.writer(text).writerows(csv_rows(incidents, claims or {}))
        text.detach()
    return path


def _write(path: Path, snapshot: Snapshot) -> Path:
    dataset = snapshot.dataset
    return write_csv(path, dataset.incidents.rows(snapshot.rows.tolist()), dataset.claims)


FORMAT: FileFormat[Snapshot] = FileFormat(
    "CSV table", ".csv", "the incidents shown with all columns and their claims, to be imported again", _write
)


def csv_rows(incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]]) -> Iterator[list[str]]:
    """The header, then the cells of each incident with its claims."""
    texts = [column.kind in (Kind.TEXT, Kind.CODED) for column in COLUMNS]
    yield [*COLUMN_NAMES, CLAIMS_COLUMN]
    for incident in incidents:
        values = (getattr(incident, name) for name in COLUMN_NAMES)
        cells = [neutralised(value) if text else _plain(value) for text, value in zip(texts, values, strict=True)]
        yield [*cells, claims_text(claims.get(incident.incident_id, ()))]


def _plain(value: object) -> str:
    return "" if value is None else str(value)
