"""The files of the page that are made when they are read: the state, its bytes, and Qt's script of the channel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice

from app.map.page_state import PageState, as_json
from app.map.site import PIECES, Answer, Site, piece_of

if TYPE_CHECKING:
    from geo.draw.web.page_cache import Page

__all__ = ["load_page", "page_site"]

_BYTES = "application/octet-stream"


def page_site(build: Callable[[], Page], served: Callable[[], PageState]) -> Site:
    """The table of names that a page may read.

    Parameters
    ----------
    build
        Gives the files that do not change while the program runs.
    served
        Gives the state whose files are read; the same one until all of them are read.
    """
    made: dict[str, Callable[[], Answer]] = {
        "state.json": lambda: ("application/json", as_json(served())),
        "mask.bin": lambda: (_BYTES, served().mask.content),
        "user_layers.json": lambda: ("application/json", served().user_layers.content),
        "qwebchannel.js": _channel_script,
    }
    made |= {name: partial(_points, served, piece) for piece, name in enumerate(PIECES)}
    return Site(build, made)


def load_page(cache_dir: Path) -> Page:
    """The built page from its cache, or built anew."""
    from geo.draw.web.page_cache import load_or_build

    return load_or_build(cache_dir)


def _points(served: Callable[[], PageState], piece: int) -> Answer:
    return _BYTES, piece_of(served().points.content, piece)


def _channel_script() -> Answer:
    """Qt's own script of the channel, from the resources of the library."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return "text/javascript", bytes(file.readAll().data())
