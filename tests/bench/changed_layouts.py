"""2,000 files in the columns of known layouts, changed at random: how many are read as they say, or refused.

The first hundred of them are part of the tests (``tests/geo/sources/layouts/test_changed_files.py``). ``ours`` and
``other`` are the numbers of sound files and of all files: none may end with an error, or lose or make up a row.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from tests.geo.sources.layouts.changed_files import changed_file
from tests.geo.sources.layouts.test_changed_files import check

FILES = 2_000
MOST_SHOWN = 5


def run() -> dict[str, Any]:
    """The share of the files that are sound; the first ones that are not go to standard error."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(FILES):
            try:
                check(changed_file(seed), Path(folder) / f"export {seed}.csv")
            except Exception as fault:  # noqa: BLE001
                faults.append(f"{seed}: {type(fault).__name__} {str(fault)[:200]}")
    print("\n".join(faults[:MOST_SHOWN]), file=sys.stderr)
    sound = FILES - len(faults)
    return {
        "name": "changed files of known layouts", "ours": sound, "other": FILES, "unit": "files",
        "ratio": sound / FILES, "target": 1.0, "met": not faults,
    }  # fmt: skip


if __name__ == "__main__":
    print(run())
