"""Files into a workspace: read, checked and stored part by part, in one transaction for all of them.

This is the only module of `geo.sources` that writes to a workspace.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace

from geo import store
from geo.errors import FileRefused
from geo.incidents import Release
from geo.incidents.findings import Findings
from geo.incidents.totals import Total
from geo.sources.bundled import bundled
from geo.sources.column_mapping.record import layout_key, parse_column_mapping
from geo.sources.import_file import ImportFile
from geo.sources.incident_file import IncidentFile
from geo.sources.layout_registry import data_source
from geo.sources.placenames import KnownPlaces
from geo.sources.read_options import ReadOptions
from geo.sources.releases import release_of
from geo.sources.totals.file import TotalsFile

__all__ = [
    "ImportOptions",
    "ImportOutcome",
    "ProgressCallback",
    "import_files",
    "known_places",
    "preview",
    "with_saved_mappings",
]

ProgressCallback = Callable[[str, float], None]
"""Called with the name of the file and the share that was read, from 0 to 1; it may raise to end the import."""

_FEW_EVENTS = 2
"""A single row may be corrected in its day and its place."""

COLUMN_MAPPINGS = "mapping"
"""The kind of the settings of a workspace that hold column mappings, by the key of the layout."""


def _no_progress(_name: str, _share: float) -> None:
    """A progress callback that does nothing."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are imported.

    Attributes
    ----------
    withdraw
        What becomes of stored rows that a file lacks; as `geo.store.Withdraw`.
    accept_good_rows
        Whether to store the good rows of a file that has faulty ones; otherwise nothing of any file is stored then.
    dry_run
        Whether only to report what would happen: the import runs on a copy.
    edited
        What is done with a newer version of an incident that was edited by hand; as `geo.store.Edited`.
    """

    withdraw: store.Withdraw = "auto"
    accept_good_rows: bool = False
    dry_run: bool = False
    edited: store.Edited = "keep"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The result for one file: the findings in it, what changed in the workspace, and the totals in it, if any."""

    file: ImportFile
    findings: Findings
    report: store.ImportReport
    totals: tuple[Total, ...] = ()


def with_saved_mappings(options: ReadOptions | None, workspace: store.Workspace | None) -> ReadOptions:
    """The options with the column mappings that a workspace has stored; unreadable ones are left out."""
    options = options or ReadOptions()
    if workspace is None or not workspace.exists():
        return options
    saved = {}
    for key, text in workspace.read_settings(COLUMN_MAPPINGS).items():
        with suppress(FileRefused, ValueError, RecursionError):
            saved[key] = parse_column_mapping(json.loads(text))
    return replace(options, saved=saved)


def known_places(workspace: store.Workspace | None) -> KnownPlaces:
    """The bundled places, and those of the incidents of a workspace."""
    return KnownPlaces(workspace.located_places() if workspace is not None and workspace.exists() else ())


def preview(file: IncidentFile, progress: ProgressCallback = _no_progress) -> Findings:
    """What a file holds, with every fault of every row; nothing is stored. Raises `FileRefused`."""
    findings = Findings()
    with _garbage_collection_off():
        for part in file.parts(lambda share: progress(file.origin.name, share)):
            findings.add(part)
    return findings


def import_files(
    files: Sequence[ImportFile],
    workspace: store.Workspace,
    options: ImportOptions | None = None,
    progress: ProgressCallback = _no_progress,
) -> tuple[list[ImportOutcome], bool]:
    """Import files into a workspace, all of them or none; the workspace is created if it does not exist.

    Parameters
    ----------
    files
        Each becomes a release of its own.
    workspace
        The workspace.
    options
        What is done with faulty and with missing rows, and whether it is a dry run.
    progress
        Called as the files are read; an exception that it raises leaves the workspace as it was.

    Returns
    -------
    tuple
        The outcome for each file, and whether the import succeeded: no fault prevented it, and there was something to
        store.

    Raises
    ------
    FileRefused, WorkspaceError
        If a file cannot be read to its end, or the workspace not be written; it is as it was.
    """
    options = options or ImportOptions()
    with (
        _garbage_collection_off(),
        ThreadPoolExecutor(1, "hashes") as threads,
        _target(workspace, options) as target,
    ):
        hashes = [threads.submit(file.origin.sha256) for file in files]  # while the workspace is opened
        with target.importing(bundled().context_events) as transaction:
            releases = [release_of(file, digest.result()) for file, digest in zip(files, hashes, strict=True)]
            return _import_into(transaction, files, releases, options, progress)


def _target(workspace: store.Workspace, options: ImportOptions) -> AbstractContextManager[store.Workspace]:
    """What the files are stored in: the workspace, or a temporary copy of it for a dry run."""
    return workspace.trial() if options.dry_run else nullcontext(workspace)


def _import_into(
    transaction: store.ImportTransaction,
    files: Sequence[ImportFile],
    releases: Sequence[Release],
    options: ImportOptions,
    progress: ProgressCallback,
) -> tuple[list[ImportOutcome], bool]:
    """Import files in a transaction, and abandon it if they may not be stored."""
    outcomes = [
        _import_totals(file, release, transaction, options, progress)
        if isinstance(file, TotalsFile)
        else _import_file(file, release, transaction, options, progress)
        for file, release in zip(files, releases, strict=True)
    ]
    for file in files:
        if file.column_mapping is not None:
            transaction.write_setting(COLUMN_MAPPINGS, layout_key(file.header), file.column_mapping.text)
    is_good = _may_be_stored(outcomes, options.accept_good_rows)
    if not is_good:
        transaction.abandon()
        outcomes = [replace(outcome, report=_nothing_stored(outcome.findings)) for outcome in outcomes]
    return outcomes, is_good


def _import_totals(
    file: TotalsFile,
    release: Release,
    transaction: store.ImportTransaction,
    options: ImportOptions,
    progress: ProgressCallback,
) -> ImportOutcome:
    """Store the totals of a file, unless one of its rows has an error.

    A file with faulty rows withdraws nothing by itself: the total of such a row is in the file.
    """
    checked = file.read(lambda share: progress(file.origin.name, share))
    findings = checked.findings
    session = transaction.begin_totals(replace(release, rows=findings.rows_read))
    may_store = options.accept_good_rows or not findings.has_errors
    session.add(checked.totals if may_store else (), findings.rejected, findings.left_out)
    withdraw = "none" if options.withdraw == "auto" and findings.has_errors else options.withdraw
    return ImportOutcome(file, findings, session.finish(withdraw), checked.totals)


def _import_file(
    file: IncidentFile,
    release: Release,
    transaction: store.ImportTransaction,
    options: ImportOptions,
    progress: ProgressCallback,
) -> ImportOutcome:
    """Store a file part by part, up to the first part that has an error; all parts are read."""
    session = transaction.begin(release, data_source(file.source).policy, options.edited)
    findings = Findings()
    for part in file.parts(lambda share: progress(file.origin.name, share), session.known_ids):
        findings.add(part)
        if options.accept_good_rows or not findings.has_errors:
            session.add(part)
    report = session.finish(options.withdraw, file.terms)
    _require_same_events(file, report)
    return ImportOutcome(file, findings, report)


def _require_same_events(file: IncidentFile, report: store.ImportReport) -> None:
    """Refuse a table whose ids are those of stored incidents, while most of its rows are other events.

    Such ids only count the rows of each file: the rows would replace those of last week.
    """
    column = file.column_mapping.columns.get("incident_id") if file.column_mapping is not None else None
    if column and report.other_events >= _FEW_EVENTS and report.other_events * 2 > report.revised + report.unchanged:
        raise FileRefused(
            f"{file.origin.name}: {report.other_events:,} of its rows have the id of a stored incident ({column}), but "
            "another day and place. These ids seem to count the rows of each file, and the stored incidents would be "
            "replaced. Import it without them: --column incident_id= (in the window, choose no column of ids)."
        )


def _may_be_stored(outcomes: Sequence[ImportOutcome], accept_good_rows: bool) -> bool:
    has_rows = any(outcome.findings.accepted or outcome.findings.unchanged for outcome in outcomes)
    return has_rows and (accept_good_rows or not any(outcome.findings.has_errors for outcome in outcomes))


def _nothing_stored(findings: Findings) -> store.ImportReport:
    return store.ImportReport(rejected=findings.rejected, left_out=dict(findings.left_out))


@contextmanager
def _garbage_collection_off() -> Iterator[None]:
    """Switch off the garbage collection of cycles: it would walk all cells again and again, and they hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
