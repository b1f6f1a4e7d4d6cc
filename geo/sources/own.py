"""The project's own layout: its CSV, a workspace file, or an ``incidents`` layer in a GeoPackage."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check
from geo.sources.csvfile import read_table, write_csv
from geo.sources.placenames import bundled_places
from geo.store.layer import read_layer

__all__ = ["read", "read_raw", "write_csv"]

_SQLITE = b"SQLite format 3\0"
_OTHERS = {
    b"PK\x03\x04": "an archive or an Excel workbook. Save the sheet as “CSV UTF-8”",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind. Save the sheet as “CSV UTF-8”",
    b"%PDF": "a PDF document. Bring in the table that it was made from",
    b"\x1f\x8b": "compressed. Unpack it first",
}


def read(path: Path, names: NameResolver | None = None, today: date | None = None) -> Checked:
    """The incidents of a file in the project's own layout, with every fault of every row; nothing is stored.

    Parameters
    ----------
    path
        A CSV or a GeoPackage; which of them is told from the content.
    names
        Where districts and provinces are looked up; by default the bundled places.
    today
        The last day on which an incident can have begun; by default the present day in Pakistan.

    Raises
    ------
    FileRefused
        If it is not such a file; the message says what it is and what to do.
    """
    return check(read_raw(path), names or bundled_places(), today)


def read_raw(path: Path) -> RawTable:
    """The file as a table of texts; raises `FileRefused`."""
    data = _content(path)
    if data.startswith(_SQLITE):
        return read_layer(path)
    for magic, what in _OTHERS.items():
        if data.startswith(magic):
            raise FileRefused(f"{path.name} is {what} and bring that in.")
    if path.suffix.casefold() == ".gpkg":
        raise FileRefused(f"{path.name} is named like a GeoPackage, but is none; it may be damaged. Try another copy.")
    return read_table(path, data)


def _content(path: Path) -> bytes:
    """The bytes of a regular file; of a database only its first ones."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileRefused(f"{path} is a folder. Choose a file in it.")
        if not stat.S_ISREG(mode):
            raise FileRefused(f"{path} is a device or a pipe, not a file. Choose a file.")
        with path.open("rb") as handle:
            head = handle.read(len(_SQLITE))
            return head if head == _SQLITE else head + handle.read()
    except (OSError, ValueError) as fault:
        raise FileRefused(f"{path} cannot be read: {getattr(fault, 'strerror', None) or fault}.") from fault
