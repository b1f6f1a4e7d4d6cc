"""The one way to a file in ``assets/``."""

from __future__ import annotations

import csv
from pathlib import Path

from geo.errors import AssetMissing

__all__ = ["ROOT", "path", "read_bytes", "read_table", "read_text"]

ROOT = Path(__file__).resolve().parent.parent / "assets"


def path(*parts: str) -> Path:
    """Where a bundled file or folder lies.

    Raises
    ------
    AssetMissing
        If the installation lacks it.
    """
    found = ROOT.joinpath(*parts)
    if not found.exists():
        raise AssetMissing(f"The bundled file {'/'.join(parts)} is missing from {ROOT}. Install the application again.")
    return found


def read_text(*parts: str) -> str:
    """A bundled text file, decoded as UTF-8."""
    return path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """A bundled file, as it is."""
    return path(*parts).read_bytes()


def read_table(*parts: str) -> list[dict[str, str]]:
    """The rows of a bundled CSV file, by column name; every value is text, a blank cell is empty."""
    with path(*parts).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
