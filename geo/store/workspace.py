"""What the application needs of a workspace, whatever keeps it: a file today, a database server later.

`geo.store.workspace_at` gives the implementation for an address. Another kind of workspace is a class with these
methods in a package of its own beside ``geopackage``, and one line in ``geo.store.kinds``. It can use
``geo.store.assembly`` (from stored rows to a `Dataset`) and ``geo.store.changes`` (from two states to `Changes`).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from geo.dataset import Dataset
from geo.incidents import Claim, ContextEvent, Incident, Release
from geo.incidents.by_hand import Reason
from geo.incidents.findings import Checked
from geo.incidents.linking import Verdict
from geo.incidents.releases import ReleasePolicy
from geo.incidents.terms import Terms
from geo.incidents.totals import SourceTotals, Total
from geo.places.user_layers import UserLayer
from geo.store.changes import Changes
from geo.store.intake_texts import IntakeText
from geo.store.report import ImportReport
from geo.store.rules import StoredRule
from geo.store.stored_versions import StoredVersion

__all__ = [
    "Backup",
    "Description",
    "Edited",
    "HandChanges",
    "ImportSession",
    "ImportTransaction",
    "TotalsSession",
    "Withdraw",
    "Workspace",
]

Withdraw = Literal["auto", "all", "none"]
"""What to do with stored rows of the release's source that a file lacks: withdraw ``all``, ``none``, or those that a
newer version of what is stored would contain (``auto``). Withdrawn rows are moved to the history."""

Edited = Literal["keep", "replace"]
"""What to do where a file has a newer version of an incident that was edited by hand: ``keep`` the edited one, with the
other stored beside it for the user to decide, or ``replace`` it. What was withdrawn by hand stays so, or is added."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is in a workspace; the counts are incidents by name, blank where the name is unknown.

    ``format`` is the number of the storage format, ``releases`` are the imports in their order, ``totals`` the numbers
    of events that sources state, which are in none of the counts.
    """

    address: str
    format: int
    incidents: int
    first_day: date | None
    last_day: date | None
    by_source: dict[str, int]
    by_place_precision: dict[str, int]
    by_province: dict[str, int]
    releases: tuple[Release, ...]
    totals: tuple[SourceTotals, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a workspace: the name under which it is kept, and the moment (UTC) at which it was made."""

    name: str
    made_at: datetime

    @property
    def words(self) -> str:
        """When it was made, in words."""
        return f"{self.made_at:%Y-%m-%d %H:%M:%S} UTC"


class ImportSession(Protocol):
    """One import on an open transaction: `add` the parts of a file one by one, then `finish`."""

    def add(self, checked: Checked) -> None:
        """Store the good rows of a part: new ones are added, changed ones revised, the same ones counted."""

    def known_ids(self, fingerprints: Sequence[str]) -> Sequence[str | None]:
        """The id of the stored row whose record had a fingerprint, for each of these; None if there is none."""

    def finish(self, withdraw: Withdraw = "none", terms: Terms | None = None) -> ImportReport:
        """Withdraw missing rows, record the release on its terms, and return the changes.

        Without changes nothing is recorded. ``terms`` are those that the file states, which are known once it is read.
        """


class TotalsSession(Protocol):
    """One import of totals on an open transaction: `add` those of a file, then `finish`."""

    def add(self, totals: Iterable[Total], rejected: int = 0, left_out: Mapping[str, int] | None = None) -> None:
        """Add totals, and count the rows of the file that are none."""

    def finish(self, withdraw: Withdraw = "none") -> ImportReport:
        """Store what has changed, record the release, and return the changes; without changes nothing is recorded."""


class ImportTransaction(Protocol):
    """Imports that are stored together or not at all: `begin` one after the other, or `abandon` them all."""

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to store."""

    def begin(self, release: Release, policy: ReleasePolicy | None = None, edited: Edited = "keep") -> ImportSession:
        """Start the next import; finish it before another one is begun. A release name in use gets a number."""

    def begin_totals(self, release: Release) -> TotalsSession:
        """Start an import of totals; see `begin`. Those of the file replace stored ones of its source."""

    def write_setting(self, kind: str, name: str, value: str) -> None:
        """Store a setting with the imports; a changed setting alone is a change."""

    def abandon(self) -> None:
        """Store nothing of any of them."""


class HandChanges(Protocol):
    """One step of changes by hand on an open transaction: stored together, undone together.

    Each change keeps the version before in the history. An incident is changed at most once in a step. Methods raise
    `UnknownName` for an id that is not stored, and `InputError` for what cannot be done; then nothing of the step is
    stored.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which the step is recorded so far, beside those of imports; none without a change."""

    def add(self, incident: Incident, claims: Sequence[Claim] = ()) -> str:
        """Store a new incident and return its id, ``own:`` and a UUID; its own id, source and release do not count.

        In a workspace of made-up incidents it is marked as made up.
        """

    def edit(self, incident: Incident, claims: Sequence[Claim] | None = None) -> bool:
        """Replace the stored incident of this id, and its claims unless None; whether anything differs.

        The source stays, and so do the fields ``extra`` and ``revised_at`` where they are blank here.
        """

    def set_claims(self, incident_id: str, claims: Sequence[Claim]) -> bool:
        """Replace the claims about an incident; whether anything differs."""

    def withdraw(self, incident_id: str) -> None:
        """Move an incident to the history, with its claims; an import does not bring it back unless it is told to."""

    def restore(self, incident_id: str) -> None:
        """Store the last version of a withdrawn incident again, with its claims."""

    def decide(self, incident_id: str, *, take: bool) -> None:
        """Take the version that an import offers in place of the edited one, or decline it; see `Edited`."""

    def add_context(self, event: ContextEvent) -> str:
        """Store a context event and return its new id."""

    def edit_context(self, event: ContextEvent) -> bool:
        """Replace the context event of this id; whether anything differs."""

    def withdraw_context(self, event_id: str) -> None:
        """Move a context event to its history."""

    def add_text(self, text: IntakeText) -> None:
        """Record a text that was taken in, in place of one with its hash."""


class Workspace(Protocol):
    """Incidents, claims, history, links, totals, user layers and settings under one address.

    `Dataset.releases` and `Description.releases` are the imports and the changes by hand, in their order.

    A workspace holds no open connection between calls, and may be used from any thread. Methods that read raise one of
    the `WorkspaceError` family if it cannot be read. Methods that write store all or nothing, and raise
    `WorkspaceError` if they cannot.
    """

    @property
    def name(self) -> str:
        """A short name for titles and messages."""

    @property
    def address(self) -> str:
        """The full address; `geo.store.workspace_at` gives the same workspace for it."""

    @property
    def lock_file(self) -> Path | None:
        """A file to lock while a window may write; None where the store itself serialises writers."""

    def version(self) -> Hashable | None:
        """A cheap value that differs after another program has written; None if it cannot be read."""

    def size_bytes(self) -> int | None:
        """How large it is, 0 if it does not exist; None if that is not known. Loading takes longer the larger it is."""

    def exists(self) -> bool:
        """Whether there is anything under the address."""

    def create(self, context_events: Iterable[ContextEvent] = ()) -> None:
        """Make an empty workspace, whole or not at all; raises `WorkspaceError` if there is something already."""

    def trial(self) -> AbstractContextManager[Workspace]:
        """A temporary copy on which changes can be tried; it is removed at the end of the block."""

    # read

    def load(self) -> Dataset:
        """The present state."""

    def load_as_of(self, when: str) -> Dataset:
        """The state after an import (its name) or at the end of a day (UTC); raises `UnknownName` if there is none."""

    def changes_since(self, when: str) -> Changes:
        """What was added, revised and withdrawn after an import or a day; all if nothing had been imported then."""

    def describe(self) -> Description:
        """Counts and imports, without loading the incidents."""

    def read_settings(self, kind: str) -> dict[str, str]:
        """The settings of a kind by their name."""

    def watch_rules(self) -> tuple[StoredRule, ...]:
        """The rules of the watch list, in the order in which they were stored."""

    def located_places(self) -> Iterable[tuple[str, str, float, float]]:
        """Location, district, longitude and latitude (EPSG:4326 degrees) of incidents with a point, each once."""

    def versions(self, incident_id: str) -> tuple[StoredVersion, ...]:
        """All versions of an incident, the oldest first; raises `UnknownName` if there was never one of that id.

        Stored reports are given as they are, whatever they are linked to.
        """

    def withdrawn_by_hand(self) -> tuple[StoredVersion, ...]:
        """The last version of each incident that was withdrawn by hand, the latest first; they can be restored."""

    def offered(self) -> tuple[StoredVersion, ...]:
        """The versions that imports offer in place of edited ones, on which nobody has decided."""

    def intake_texts(self) -> tuple[IntakeText, ...]:
        """The texts that were taken in, the latest first."""

    # write

    def by_hand(
        self, reason: Reason, context_events: Iterable[ContextEvent] | None = None
    ) -> AbstractContextManager[HandChanges]:
        """A transaction for changes by hand, committed at the end of the block unless an exception leaves it.

        With context events a workspace that does not exist is made with them, and removed if nothing is stored.
        """

    def importing(self, context_events: Iterable[ContextEvent] = ()) -> AbstractContextManager[ImportTransaction]:
        """A transaction for imports, committed at the end of the block unless an exception leaves it.

        A workspace that does not exist is made, with these context events, and removed if nothing is stored.
        """

    def undo_last(self, only: Collection[str] = ()) -> str:
        """Revert the newest import or step of changes by hand; its name. Raises `WorkspaceError` if there is none.

        With names, the newest has to be one of them: else `InputError` is raised and nothing is changed.
        """

    def set_links(self, verdicts: Iterable[tuple[str, str, Verdict | None]]) -> None:
        """Store whether pairs of incidents (by id) are the same event; None removes the verdict.

        Raises `UnknownName` if an incident is not stored, or the two of a pair are the same one or of one source.
        """

    def store_layer(self, layer: UserLayer, instead_of: str = "") -> None:
        """Store a user layer, replacing one of its name or of ``instead_of``; at most one provides the districts.

        Raises `InputError` if the name is blank or too long, or there are too many layers.
        """

    def remove_layer(self, name: str) -> None:
        """Remove a user layer; raises `UnknownName` if there is none of that name."""

    def store_watch_rules(self, *rules: StoredRule) -> None:
        """Store rules of the watch list, each in place of one of its name, all of them or none.

        Raises `InputError` if a name is blank or too long, or there are too many rules.
        """

    def store_setting(self, kind: str, name: str, value: str) -> None:
        """Store a setting, in place of one of its kind and name; what `Dataset` holds stays as it is.

        Raises `InputError` if the value is too long.
        """

    def remove_setting(self, kind: str, name: str) -> None:
        """Remove a setting; raises `UnknownName` if there is none of that kind and name."""

    def remove_watch_rule(self, name: str) -> None:
        """Remove a rule of the watch list; raises `UnknownName` if there is none of that name."""

    # backups: where the store is backed up by other means there are none

    def backups(self) -> Sequence[Backup]:
        """The backups, newest first."""

    def restore(self, backup: Backup) -> None:
        """Replace the present state by a backup; the present state becomes a backup itself."""
