"""Where incidents come from: one module a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.incidents.findings import Checked

__all__ = ["read"]


def read(path: Path) -> Checked:
    """The incidents of a file with every fault of every row; nothing is stored. Raises `FileRefused`."""
    from geo.sources.reading import read_file  # the bundled incidents at the start need none of it

    return read_file(path)
