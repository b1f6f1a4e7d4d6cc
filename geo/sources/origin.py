"""Where the content of an import comes from: a value that names it, fingerprints it and makes it readable."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from geo.errors import FileRefused
from geo.sources.files.cells import sound_text

__all__ = ["FileOrigin", "Origin", "origin_of"]


class Origin(Protocol):
    """What content comes from; a file today, an address with a query when live sources arrive.

    Readers need a file on disk: an origin that is not one downloads its content before `local_path` returns.
    """

    @property
    def name(self) -> str:
        """A short name for messages and for the release."""
        ...

    @property
    def location(self) -> str:
        """Where it is, in full: a path or an address."""
        ...

    @property
    def local_path(self) -> Path:
        """The file or folder on disk that holds the content."""
        ...

    def version(self) -> tuple[int, int]:
        """A pair of numbers that differs once the content has changed; raises `FileRefused` if it is gone."""
        ...

    def sha256(self) -> str:
        """The SHA-256 of the content, in hexadecimal digits."""
        ...

    def accessed_on(self) -> date:
        """The day (UTC) on which the content was obtained, as far as that is known."""
        ...


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """A file, or a folder of files that belong together (a Shapefile)."""

    local_path: Path

    @property
    def name(self) -> str:
        """The name of the file without its folder."""
        return sound_text(self.local_path.name)

    @property
    def location(self) -> str:
        """The path as it was given."""
        return str(self.local_path)

    def version(self) -> tuple[int, int]:
        """Size in bytes and time of the last change in nanoseconds; raises `FileRefused` if there is no such file."""
        try:
            status = self.local_path.stat()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise FileRefused(f"{self.local_path} cannot be read: {reason}.") from error
        return status.st_size, status.st_mtime_ns

    def sha256(self) -> str:
        """The SHA-256 of the file; of a folder the one over the names and hashes of its files, in order."""
        return _sha256(self.local_path)

    def accessed_on(self) -> date:
        """The day of the last change of the file, as the best estimate of the download."""
        return datetime.fromtimestamp(self.local_path.stat().st_mtime, UTC).date()


def origin_of(given: Origin | Path) -> Origin:
    """The origin itself, or the file at a path."""
    return FileOrigin(given) if isinstance(given, Path) else given


def _sha256(path: Path) -> str:
    if not path.is_dir():
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    whole = hashlib.sha256()
    for part in sorted(file for file in path.iterdir() if file.is_file()):
        whole.update(part.name.encode() + bytes.fromhex(_sha256(part)))
    return whole.hexdigest()
