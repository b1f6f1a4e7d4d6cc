"""Noticing reports that arrive in a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from geo.intake.readers.opening import ENDINGS

__all__ = ["FolderWatch"]

INTERVAL_MS = 2_000
MOST_FILES = 20_000


class FolderWatch(QObject):
    """Compares the files of a folder at intervals with those that it had; polling works on network drives too.

    Files that are there when it begins are not offered.
    """

    arrived = Signal(object)
    """Emitted with the path of a file that has arrived and no longer grows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._known: set[str] = set()
        self._growing: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.check)

    def watch(self, folder: Path | None) -> None:
        """Watch another folder from now on, or none."""
        self.folder, self._growing = folder, {}
        self._known = set(self._sizes() or ())
        if folder is None:
            self._timer.stop()
        else:
            self._timer.start()

    def check(self) -> None:
        """Look now."""
        sizes = self._sizes()
        if sizes is None:
            return
        for name, size in sorted(sizes.items()):
            if name in self._known:
                continue
            if size and self._growing.get(name) == size:
                self._known.add(name)
                del self._growing[name]
                self.arrived.emit(Path(self.folder or "") / name)
            else:
                self._growing[name] = size
        self._known.intersection_update(sizes)

    def _sizes(self) -> dict[str, int] | None:
        """The sizes of the reports in the folder by their names; None if it cannot be read now."""
        if self.folder is None:
            return {}
        found: dict[str, int] = {}
        try:
            for path in self.folder.iterdir():
                if path.suffix.casefold() in ENDINGS and path.is_file():
                    found[path.name] = path.stat().st_size
                if len(found) >= MOST_FILES:
                    break
        except OSError:
            return None
        return found
