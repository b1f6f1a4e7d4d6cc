"""A directory of a PMTiles file: which tiles it holds, and where. Read as columns, within limits of size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.tiles.archive import unzipped

__all__ = ["MOST_UNPACKED", "Directory", "Entry", "zoom_of"]

MOST_UNPACKED = 2 * 2**20
"""Bytes of a directory; those of a map of the whole earth have a fifth of it."""
_HIGHEST = 2**53
"""Above any number in a file that could be stored."""
_LONGEST_VARINT = 9

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a tile, or a directory with it, lies in the file; ``offset`` counts from the part for its kind."""

    offset: int
    length: int
    is_directory: bool


class Directory:
    """The entries of a directory; raises ValueError if they are damaged or too many."""

    def __init__(self, content: bytes, *, is_packed: bool) -> None:
        plain = unzipped(content, MOST_UNPACKED) if is_packed else content
        if plain is None or len(plain) > MOST_UNPACKED:
            raise ValueError("a directory that is damaged or too large")
        numbers = _varints(plain)
        count = int(numbers[0]) if numbers.size else 0
        if not 0 < count <= (numbers.size - 1) // 4:
            raise ValueError("a directory that is cut off")
        steps, self._runs, self._lengths, offsets = numbers[1 : 1 + 4 * count].reshape(4, count)
        if max(steps.sum(dtype=float), self._lengths.sum(dtype=float)) > _HIGHEST:
            raise ValueError("a directory with numbers that no file has")
        self._ids = np.cumsum(steps)
        self._offsets = _offsets(offsets, self._lengths)
        if self._offsets.min() < 0:
            raise ValueError("a directory with a tile before the beginning")

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def first_id(self) -> int:
        """The number of the first tile."""
        return int(self._ids[0])

    @property
    def last_id(self) -> int:
        """The number of the last entry: its last tile, or the first one of its directory."""
        return int(self._ids[-1]) + max(0, int(self._runs[-1]) - 1)

    def find(self, tile_id: int) -> Entry | None:
        """The entry of a tile, or of a directory that may have it; ``None`` if there is neither."""
        at = int(np.searchsorted(self._ids, tile_id, side="right")) - 1
        if at < 0:
            return None
        run = int(self._runs[at])
        if run and tile_id - int(self._ids[at]) >= run:
            return None
        return Entry(int(self._offsets[at]), int(self._lengths[at]), is_directory=run == 0)


def _varints(content: bytes) -> Numbers:
    """All numbers of variable length in a row of bytes; seven bits a byte, the lowest first."""
    octets = np.frombuffer(content, np.uint8)
    ends = np.flatnonzero(octets < 128)
    if not ends.size:
        return np.zeros(0, np.int64)
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts + 1
    if int(lengths.max()) > _LONGEST_VARINT:
        raise ValueError("a number that is too long")
    octets = octets[: ends[-1] + 1]
    places = np.arange(octets.size) - np.repeat(starts, lengths)
    numbers: Numbers = np.add.reduceat((octets & 127).astype(np.int64) << (7 * places), starts)
    if int(numbers.max()) > _HIGHEST or int(numbers.min()) < 0:
        raise ValueError("a number that is too large")
    return numbers


def _offsets(stated: Numbers, lengths: Numbers) -> Numbers:
    """Where entries begin: one more than stated in the file; 0 there means right behind the entry before."""
    ends = np.cumsum(lengths)
    begins = ends - lengths
    last_stated = np.maximum.accumulate(np.where(stated > 0, np.arange(stated.size), 0))
    offsets: Numbers = stated[last_stated] - 1 + begins - begins[last_stated]
    return offsets


def zoom_of(tile_id: int) -> int:
    """The zoom level of a tile: those of each level are numbered after all of the levels before."""
    return ((3 * tile_id + 1).bit_length() - 1) // 2
