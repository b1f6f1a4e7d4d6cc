"""The project's own CSV, written so that reading (`geo.sources.files.text`) gives the same again.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a formula and may run
it. Such a text is written with an apostrophe before it, and the apostrophe is taken off when the file is read; a text
that begins with apostrophes before such a character gets one more, so that nothing is lost either way.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from geo.errors import ExportFailed
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES, COLUMNS, Kind
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.table import Incident

__all__ = ["write_csv"]

_BEGINS_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write_csv(path: Path, incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]] | None = None) -> None:
    """Write incidents with their claims, whole or not at all; UTF-8 with a byte order mark, so that Excel reads Urdu.

    Raises
    ------
    ExportFailed
        If the file cannot be written; one that was there before is still there.
    """
    try:
        _replace(path, lambda handle: csv.writer(handle).writerows(_rows(incidents, claims or {})))
    except OSError as fault:
        raise ExportFailed(f"{path} could not be written: {fault.strerror or fault}. Choose another place.") from fault


def _replace(path: Path, write: Callable[[io.TextIOWrapper], None]) -> None:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(number, "w", encoding="utf-8-sig", newline="") as handle:  # noqa: PTH123 - it is open already
            write(handle)
            handle.flush()
            os.fsync(handle.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _rows(incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]]) -> Iterator[list[str]]:
    texts = [column.kind in (Kind.TEXT, Kind.CODED) for column in COLUMNS]
    yield [*COLUMN_NAMES, CLAIMS_COLUMN]
    for incident in incidents:
        values = (getattr(incident, name) for name in COLUMN_NAMES)
        cells = [_neutral(value) if text else _plain(value) for text, value in zip(texts, values, strict=True)]
        yield [*cells, claims_text(claims.get(incident.incident_id, ()))]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _neutral(text: str) -> str:
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text
