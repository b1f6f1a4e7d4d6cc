"""Base maps of the user's own: tiles from an MBTiles or PMTiles file, and the online ones that can be chosen."""

from geo.tiles.archive import TileArchive, TileFile, open_archive
from geo.tiles.online import Provider, providers

__all__ = ["Provider", "TileArchive", "TileFile", "open_archive", "providers"]
