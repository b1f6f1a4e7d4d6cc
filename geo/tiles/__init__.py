"""Base maps: tiles from an MBTiles or PMTiles file of the user, and the online providers that can be chosen."""

from geo.tiles.archive import TileArchive, TileFile
from geo.tiles.online import Provider, providers
from geo.tiles.opening import open_archive

__all__ = ["Provider", "TileArchive", "TileFile", "open_archive", "providers"]
