"""Opening an archive of tiles in either format; a reader is imported when a file of its format is opened."""

from __future__ import annotations

from pathlib import Path

from geo.errors import FileRefused
from geo.tiles.archive import TileArchive

__all__ = ["open_archive"]


def open_archive(path: Path) -> TileArchive:
    """An archive of tiles, whose format is recognised by the content.

    Raises
    ------
    FileRefused
        If it is neither format, or contains tiles that cannot be shown.
    """
    if path.exists() and not path.is_file():
        raise FileRefused(f"{path} is not a file. Choose an MBTiles or PMTiles file.")
    try:
        with path.open("rb") as handle:
            head = handle.read(16)
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror or error}.") from error
    if head.startswith(b"SQLite format 3\0"):
        from geo.tiles.mbtiles import MBTiles

        return MBTiles(path)
    if head.startswith(b"PMTiles"):
        from geo.tiles.pmtiles import PMTilesFile

        return PMTilesFile(path)
    raise FileRefused(f"{path.name} is not a file of tiles. Choose an MBTiles or PMTiles file.")
