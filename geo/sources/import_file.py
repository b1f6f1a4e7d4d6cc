"""What a file is imported as: incidents, or totals where the user wants them to be kept."""

from __future__ import annotations

from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.placing import NameResolver
from geo.sources.incident_file import IncidentFile
from geo.sources.origin import Origin
from geo.sources.read_options import EVENTS, ReadOptions
from geo.sources.totals.file import TotalsFile, holds_totals

__all__ = ["ImportFile", "file_to_import"]

ImportFile = IncidentFile | TotalsFile


def file_to_import(
    source: Origin | Path, options: ReadOptions | None = None, names: NameResolver | None = None
) -> ImportFile:
    """A file, opened: as one of totals if the user wants those to be kept and it holds some, else as one of incidents.

    Raises
    ------
    FileRefused
        If it is neither; `geo.errors.HoldsTotals` if it holds totals, which the user has not asked for.
    """
    options = options or ReadOptions()
    if options.keep_totals and holds_totals(source, options):
        return TotalsFile(source, options, names)
    if EVENTS in options.columns:
        raise FileRefused(f"--column {EVENTS}= names the numbers of events of totals: add --keep-totals.")
    return IncidentFile(source, options, names)
