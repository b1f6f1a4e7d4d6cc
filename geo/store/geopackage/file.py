"""A workspace in one GeoPackage file."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from geo.dataset import Dataset
from geo.incidents import ContextEvent
from geo.incidents.by_hand import Reason
from geo.incidents.linking import Verdict
from geo.places.user_layers import UserLayer
from geo.store.changes import Changes
from geo.store.geopackage.backups import backups, restore
from geo.store.geopackage.connection import copy
from geo.store.geopackage.creation import create, create_if_missing, remove_unused
from geo.store.geopackage.hand_changes import HandStep, by_hand
from geo.store.geopackage.hand_versions import intake_texts_of, offered, versions, withdrawn_by_hand
from geo.store.geopackage.links import set_links
from geo.store.geopackage.loading import describe, is_workspace_database, load, located_places
from geo.store.geopackage.settings import read_settings, remove_setting, store_setting
from geo.store.geopackage.transaction import Transaction, importing, undo_last
from geo.store.geopackage.user_layers import remove_layer, store_layer
from geo.store.geopackage.versions import changes_since, load_as_of
from geo.store.geopackage.watch_rules import remove_rule, rules_of, store_rules
from geo.store.intake_texts import IntakeText
from geo.store.rules import StoredRule
from geo.store.stored_versions import StoredVersion
from geo.store.workspace import Backup, Description
from geo.whole_file import holds_geopackage

__all__ = ["SUFFIX", "GeoPackageWorkspace", "is_workspace_file"]

SUFFIX = ".gpkg"


def is_workspace_file(path: Path) -> bool:
    """Whether a path names a workspace rather than a file to be imported; a missing ``.gpkg`` file counts as one.

    A file that is there is a workspace by what it holds, whatever its name.
    """
    if path.suffix.casefold() == SUFFIX:
        return not path.exists() or is_workspace_database(path)
    return holds_geopackage(path) and is_workspace_database(path)


@dataclass(frozen=True, slots=True)
class GeoPackageWorkspace:
    """A `Workspace` in a file; each call opens the file and closes it again, reading leaves it byte for byte as it was.

    Parameters
    ----------
    path
        The file; it may be missing as yet.
    keeps_backups
        Whether a copy of the state before an import is kept beside the file.
    """

    path: Path
    keeps_backups: bool = field(default=True, compare=False)

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def address(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def file(self) -> Path:
        """The file that the path leads to: what SQLite and the lock keep beside it lies where the file does."""
        return self.path.resolve()

    @property
    def lock_file(self) -> Path:
        """A hidden file beside the workspace."""
        file = self.file
        return file.with_name(f".{file.name}.lock")

    def version(self) -> tuple[int, int, int] | None:
        """What differs when the file was written again; None if there is no file."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def size_bytes(self) -> int:
        """The size of the file; 0 if there is none."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def exists(self) -> bool:
        """Whether there is a file of that name."""
        return self.path.exists()

    def create(self, context_events: Iterable[ContextEvent] = ()) -> None:
        """Make an empty workspace, whole or not at all."""
        create(self.path, context_events)

    @contextmanager
    def trial(self) -> Iterator[GeoPackageWorkspace]:
        """A copy in a temporary folder, without backups."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / f"trial{SUFFIX}"
            if self.exists():
                copy(self.path, target)
            yield GeoPackageWorkspace(target, keeps_backups=False)

    # read

    def load(self) -> Dataset:
        """The present state."""
        return load(self.path)

    def load_as_of(self, when: str) -> Dataset:
        """The state after an import or at the end of a day."""
        return load_as_of(self.path, when)

    def changes_since(self, when: str) -> Changes:
        """What has changed since an import or a day."""
        return changes_since(self.path, when)

    def describe(self) -> Description:
        """Counts and imports."""
        return describe(self.path)

    def read_settings(self, kind: str) -> dict[str, str]:
        """The settings of a kind by their name."""
        return read_settings(self.path, kind)

    def watch_rules(self) -> tuple[StoredRule, ...]:
        """The rules of the watch list."""
        return rules_of(self.path)

    def located_places(self) -> Iterable[tuple[str, str, float, float]]:
        """Location, district, longitude and latitude of incidents with a point."""
        return located_places(self.path)

    def versions(self, incident_id: str) -> tuple[StoredVersion, ...]:
        """All versions of an incident, the oldest first."""
        return versions(self.path, incident_id)

    def withdrawn_by_hand(self) -> tuple[StoredVersion, ...]:
        """The last version of each incident that was withdrawn by hand."""
        return withdrawn_by_hand(self.path)

    def offered(self) -> tuple[StoredVersion, ...]:
        """The versions that imports offer in place of edited ones."""
        return offered(self.path)

    def intake_texts(self) -> tuple[IntakeText, ...]:
        """The texts that were taken in, the latest first."""
        return intake_texts_of(self.path)

    # write

    @contextmanager
    def by_hand(self, reason: Reason, context_events: Iterable[ContextEvent] | None = None) -> Iterator[HandStep]:
        """A step of changes by hand; with context events a missing file is made first, and removed if it is unused."""
        is_new = context_events is not None and create_if_missing(self.path, context_events)
        is_stored = False
        try:
            with by_hand(self.path, reason) as step:
                yield step
            is_stored = bool(step.names)
        finally:
            if is_new and not is_stored:
                remove_unused(self.path)

    @contextmanager
    def importing(self, context_events: Iterable[ContextEvent] = ()) -> Iterator[Transaction]:
        """A transaction for imports; a missing file is made first, and removed again if nothing is stored."""
        is_new = create_if_missing(self.path, context_events)
        is_stored = False
        try:
            with importing(self.path, backup=self.keeps_backups) as transaction:
                yield transaction
            is_stored = transaction.has_changes
        finally:
            if is_new and not is_stored:
                remove_unused(self.path)

    def undo_last(self, only: Collection[str] = ()) -> str:
        """Revert the newest import or step of changes by hand and return its name."""
        return undo_last(self.path, only)

    def set_links(self, verdicts: Iterable[tuple[str, str, Verdict | None]]) -> None:
        """Store whether pairs of incidents are the same event."""
        set_links(self.path, verdicts)

    def store_layer(self, layer: UserLayer, instead_of: str = "") -> None:
        """Store a user layer."""
        store_layer(self.path, layer, instead_of)

    def remove_layer(self, name: str) -> None:
        """Remove a user layer."""
        remove_layer(self.path, name)

    def store_watch_rules(self, *rules: StoredRule) -> None:
        """Store rules of the watch list."""
        store_rules(self.path, *rules)

    def store_setting(self, kind: str, name: str, value: str) -> None:
        """Store a setting, in place of one of its kind and name."""
        store_setting(self.path, kind, name, value)

    def remove_setting(self, kind: str, name: str) -> None:
        """Remove a setting."""
        remove_setting(self.path, kind, name)

    def remove_watch_rule(self, name: str) -> None:
        """Remove a rule of the watch list."""
        remove_rule(self.path, name)

    def backups(self) -> Sequence[Backup]:
        """The copies from before the last imports, newest first."""
        return backups(self.path)

    def restore(self, backup: Backup) -> None:
        """Replace the file by a backup; the present state becomes a backup itself."""
        restore(self.path, backup)
