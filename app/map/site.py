"""What ``app://map/`` serves: a fixed table from names to bytes. No paths are joined, nothing else is reachable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property

from geo.draw.web import files as webfiles
from geo.errors import AssetMissing

__all__ = ["PIECES", "PROBE", "Answer", "NoSuchName", "Site", "piece_of"]

Answer = tuple[str, bytes]

# The page requests it at its start; the request filter has to block it before it gets here.
PROBE = "probe"

PIECES = ("points.bin", "points-1.bin", "points-2.bin", "points-3.bin", "points-4.bin")
"""Names under which the packed points are served.

Few points are in the first piece alone; of many, the other pieces are read side by side, which takes half as long.
"""
_FIRST_PIECE = 1 << 18


class NoSuchName(Exception):
    """The page requested a name that is not in the table."""


class Site:
    """The files of the page by name: built ones, bundled ones and those that are made at each request.

    Parameters
    ----------
    build
        Gives media type and content of the files of `geo.draw.web.files.BUILT`; called at the latest with the first
        request; `prepare` while the process of the page is starting anyway.
    made
        Functions that give the content of a file at the time of the request, with its media type.
    """

    def __init__(self, build: Callable[[], Mapping[str, Answer]], made: Mapping[str, Callable[[], Answer]]) -> None:
        self._build = build
        self._made = made

    @property
    def names(self) -> frozenset[str]:
        """All names that are served."""
        return frozenset(webfiles.BUILT) | frozenset(self._made) | frozenset(webfiles.FILES)

    @cached_property
    def _built(self) -> Mapping[str, Answer]:
        return self._build()

    def prepare(self) -> None:
        """Load the built files before they are requested; an error is raised when they are."""
        with suppress(AssetMissing):
            _ = self._built

    def answer(self, path: str) -> Answer:
        """Media type and content for the path of an address (``/index.html``).

        Raises
        ------
        NoSuchName
            If the table does not hold it.
        AssetMissing
            If a bundled file is not there.
        """
        name = path.removeprefix("/")
        if name in self._made:
            return self._made[name]()
        if name in webfiles.BUILT and name in self._built:
            return self._built[name]
        if name in webfiles.FILES:
            return webfiles.read(name)
        raise NoSuchName(name)


def piece_of(packed: bytes, piece: int) -> bytes:
    """One of the pieces of packed points, by its place in `PIECES`; joined in order they are the whole."""
    if piece == 0:
        return packed[:_FIRST_PIECE]
    rest = max(0, len(packed) - _FIRST_PIECE)
    begin, end = (_FIRST_PIECE + rest * k // (len(PIECES) - 1) for k in (piece - 1, piece))
    return packed[begin:end]
