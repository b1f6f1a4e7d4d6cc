"""The record of an import: what was read, when, and the hash of the file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.incidents import Release
from geo.incidents.findings import Checked

__all__ = ["release_of"]


def release_of(
    path: Path, checked: Checked | None = None, source: str = "own", options: Mapping[str, Any] | None = None
) -> Release:
    """The record of an import of this file, now: its name and hash, its rows, the source of most of them."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sources = Counter(checked.rows.columns["source"]) if checked is not None else Counter()
    return Release(
        name=f"{path.name} {moment}",
        source=sources.most_common(1)[0][0] if sources else source,
        imported_at=moment,
        file_name=path.name,
        sha256=_digest(path),
        rows=checked.rows_read if checked is not None else 0,
        accessed=moment[:10],
        options=json.dumps(options, ensure_ascii=False, sort_keys=True) if options else "",
    )


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or of the files of a folder in the order of their names."""
    if not path.is_dir():
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    whole = hashlib.sha256()
    for part in sorted(file for file in path.iterdir() if file.is_file()):
        whole.update(part.name.encode() + bytes.fromhex(_digest(part)))
    return whole.hexdigest()
