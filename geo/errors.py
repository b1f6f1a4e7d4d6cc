"""Every error that a user can meet, drawn as one tree.

::

    AtlasError                  something a user can understand and act upon
    ├── AssetMissing            a bundled file is not where the installation should have it
    ├── InputError              what the user gave cannot be used as it is
    │   ├── UnknownName         a name that resolves to nothing, with the nearest names that do
    │   ├── BadDate             a text that is not a day of the calendar
    │   └── FileRefused         a file that is not taken, and why
    │       └── HoldsTotals     its rows are numbers of events, which can be kept as totals
    ├── WorkspaceError          a workspace file cannot be used; it is left as it was, byte for byte
    │   ├── WorkspaceMissing    there is no such file
    │   ├── NotAWorkspace       not SQLite, or SQLite but not ours
    │   ├── WorkspaceDamaged    truncated or corrupt
    │   ├── WorkspaceReadOnly   it can be read but not written
    │   ├── WorkspaceBusy       another program is writing to it
    │   └── WorkspaceTooNew     written by a newer version
    ├── ExportFailed            a picture or table could not be written
    └── Cancelled               the user ended it; nothing was changed

Each message says what happened, where, and what to do about it. Faulty rows of a file are not exceptions: they are
collected, all of them, as `geo.incidents.findings.Problem`.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "AssetMissing",
    "AtlasError",
    "BadDate",
    "Cancelled",
    "ExportFailed",
    "FileRefused",
    "HoldsTotals",
    "InputError",
    "NotAWorkspace",
    "UnknownName",
    "WorkspaceBusy",
    "WorkspaceDamaged",
    "WorkspaceError",
    "WorkspaceMissing",
    "WorkspaceReadOnly",
    "WorkspaceTooNew",
    "did_you_mean",
]


class AtlasError(Exception):
    """Something that a user can understand and act upon."""


class AssetMissing(AtlasError):
    """A bundled file is not where the installation should have it."""


class Cancelled(AtlasError):
    """The user ended it; nothing was changed."""


class InputError(AtlasError):
    """What the user gave cannot be used as it is."""


class UnknownName(InputError):
    """A name that resolves to nothing; the message offers the nearest names that do."""


class BadDate(InputError):
    """A text that is not a day of the calendar."""


class FileRefused(InputError):
    """A file that is not taken; the message says why."""


class HoldsTotals(FileRefused):
    """A file whose rows are numbers of events and no incidents; it can be kept as totals."""


class WorkspaceError(AtlasError):
    """A workspace file cannot be used; it is left as it was, byte for byte."""


class WorkspaceMissing(WorkspaceError):
    """There is no such workspace file."""


class NotAWorkspace(WorkspaceError):
    """The file is not SQLite, or it is SQLite but not a workspace."""


class WorkspaceDamaged(WorkspaceError):
    """The file is truncated or corrupt."""


class WorkspaceReadOnly(WorkspaceError):
    """The file can be read but not written."""


class WorkspaceBusy(WorkspaceError):
    """Another program is writing to the file."""


class WorkspaceTooNew(WorkspaceError):
    """The file was written by a newer version of the application."""


class ExportFailed(AtlasError):
    """A picture or table could not be written."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest of the known names, beginning with a space; empty if none is near."""
    from difflib import get_close_matches

    folded = {k.casefold(): k for k in known}
    near = get_close_matches(name.casefold(), list(folded), n=3, cutoff=0.6)
    if not near:
        return ""
    return f" Did you mean {' or '.join(repr(folded[n]) for n in near)}?"
