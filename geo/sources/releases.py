"""The record of an import: what was imported, from where, on which terms, and how it was read."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from geo.incidents.releases import Release
from geo.sources.import_file import ImportFile
from geo.sources.layout_registry import data_source
from geo.sources.totals.file import TotalsFile

__all__ = ["release_of"]


def release_of(file: ImportFile, sha256: str) -> Release:
    """The release of a file with this hash that is imported now; how many rows it has is known once it was read."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    options = {"layout": file.layout_name, **file.opened_with}
    if file.column_mapping is not None:
        options["mapping"] = file.column_mapping.text
    source = file.data_source if isinstance(file, TotalsFile) else data_source(file.source)
    return Release(
        name=f"{file.origin.name} {moment}",
        source=source.name,
        imported_at=moment,
        file_name=file.origin.name,
        sha256=sha256,
        rows=0,
        licence=source.licence,
        citation=source.citation,
        accessed=file.origin.accessed_on().isoformat(),
        options=json.dumps(options, ensure_ascii=False, sort_keys=True),
    )
