"""Files into a workspace: read, checked and stored part by part, on one transaction for all of them."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from geo import store
from geo.errors import FileRefused
from geo.incidents.findings import Findings
from geo.incidents.release_policy import ReleasePolicy
from geo.incidents.releases import Release
from geo.sources.bundled import bundled
from geo.sources.choices import Choices
from geo.sources.column_mapping.record import key_of, mapping_of
from geo.sources.credits import credit_of
from geo.sources.placenames import LearntPlaces
from geo.sources.reading import IncidentFile
from geo.store.release import release_of

__all__ = ["Brought", "Terms", "bring_in", "choices_for", "look_through", "places_for"]

Told = Callable[[Path, float], None]
"""Told which file is read and how far, from 0 to 1; it may raise to end all of it."""


MAPPINGS = "mapping"
"""The kind of the settings of a workspace that say how tables of a layout are read."""


_POLICIES = {
    "ucdp-ged": ReleasePolicy(replaces=("ucdp-candidate",)),
    "ucdp-candidate": ReleasePolicy(
        replaced_by=("ucdp-ged",), reason="candidate events of a year that the annual release covers"
    ),
}


def _quiet(_path: Path, _share: float) -> None:
    """The progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How files are brought in.

    Attributes
    ----------
    withdraw
        What becomes of stored rows that a file lacks; as `geo.store.Withdraw`.
    takes_good_rows
        Whether to store the good rows of a file that has faulty ones; otherwise nothing of any file is stored then.
    is_trial
        Whether only to tell what would happen; it happens to a copy.
    """

    withdraw: store.Withdraw = "auto"
    takes_good_rows: bool = False
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file."""

    file: IncidentFile
    findings: Findings
    report: store.ImportReport


def choices_for(workspace: store.Workspace | None, choices: Choices | None = None) -> Choices:
    """Choices with the mappings that a workspace remembers; one that it cannot say any more is left out."""
    choices = choices or Choices()
    if workspace is None or not workspace.exists():
        return choices
    saved = {}
    for key, text in workspace.read_settings(MAPPINGS).items():
        with suppress(FileRefused, ValueError, RecursionError):
            saved[key] = mapping_of(json.loads(text))
    return replace(choices, saved=saved)


def places_for(workspace: store.Workspace | None) -> LearntPlaces:
    """The bundled places, and those that the incidents of a workspace teach."""
    return LearntPlaces(workspace.located_places() if workspace is not None and workspace.exists() else ())


def look_through(file: IncidentFile, told: Told = _quiet) -> Findings:
    """What a file holds, with every fault of every row; nothing is stored. Raises `FileRefused`."""
    found = Findings()
    with _without_collection():
        for part in file.parts(lambda share: told(file.path, share)):
            found.add(part)
    return found


def bring_in(
    files: Sequence[IncidentFile], workspace: store.Workspace, terms: Terms | None = None, told: Told = _quiet
) -> tuple[list[Brought], bool]:
    """Bring files into a workspace, all of them or none; it is made if there is none.

    Parameters
    ----------
    files
        Each becomes a release of its own.
    workspace
        The workspace.
    terms
        What is done with faulty and with missing rows, and whether it is a trial.
    told
        Told how far it is; an exception that it raises leaves everything as it was.

    Returns
    -------
    tuple
        What became of each file, and whether it could be stored: a fault kept nothing out that was to come in, and
        there was something to store.

    Raises
    ------
    FileRefused, WorkspaceError
        If a file cannot be read to its end, or the workspace not be written; it is as it was.
    """
    terms = terms or Terms()
    with (
        _without_collection(),
        _target(workspace, terms) as target,
        target.importing(bundled().context_events) as transaction,
    ):
        brought = [_one(file, transaction.begin(_release(file), _policy(file)), terms, told) for file in files]
        for mapping, key in [(f.mapping, key_of(f.header)) for f in files if f.mapping]:
            transaction.write_setting(MAPPINGS, key, mapping.text)
        is_good = _may_be_stored(brought, terms.takes_good_rows)
        if not is_good:
            transaction.abandon()
            brought = [Brought(one.file, one.findings, _nothing(one.findings)) for one in brought]
    return brought, is_good


def _target(workspace: store.Workspace, terms: Terms) -> AbstractContextManager[store.Workspace]:
    """What the files are stored in: the workspace, or a copy of it for a trial."""
    return workspace.trial() if terms.is_trial else nullcontext(workspace)


def _policy(file: IncidentFile) -> ReleasePolicy:
    """Which other releases the rows of a file replace or give way to."""
    return _POLICIES.get(file.source, ReleasePolicy())


def _release(file: IncidentFile) -> Release:
    """The record of an import: the day on which the file was written last stands for that of its access."""
    options = {"layout": file.layout.name if file.layout else "own", **file.chosen}
    if file.mapping:
        options["mapping"] = file.mapping.text
    citation, licence = credit_of(file.source)
    accessed = datetime.fromtimestamp(file.path.stat().st_mtime, UTC).date().isoformat()
    release = release_of(file.path, source=file.source, options=options)
    return replace(release, citation=citation, licence=licence, accessed=accessed)


def _one(file: IncidentFile, session: store.ImportSession, terms: Terms, told: Told) -> Brought:
    """Store a file, part by part, up to the first that has an error; all of them are read."""
    found = Findings()
    for part in file.parts(lambda share: told(file.path, share), session.known_ids):
        found.add(part)
        if terms.takes_good_rows or not found.has_errors:
            session.add(part)
    return Brought(file, found, session.finish(terms.withdraw))


def _may_be_stored(brought: Sequence[Brought], takes_good_rows: bool) -> bool:
    some = any(one.findings.taken or one.findings.unchanged for one in brought)
    return some and (takes_good_rows or not any(one.findings.has_errors for one in brought))


def _nothing(found: Findings) -> store.ImportReport:
    return store.ImportReport(rejected=found.rejected, left_out=dict(found.left_out))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let no collection of cycles run: it would walk through all cells again and again, and they hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
