"""A word on long work, for a person who watches: only when standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from app.cli.output import visible

__all__ = ["progress", "working"]


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Say what is being done while it is done, and take the line away afterwards."""
    watched = sys.stderr.isatty()
    line = f"{visible(what)} …"
    if watched:
        _show(line)
    try:
        yield
    finally:
        if watched:
            _show("\r" + " " * len(line) + "\r")


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[str, float], None]]:
    """Say which file is worked on and how far it is, and take the line away afterwards."""
    shown = ""

    def told(name: str, share: float) -> None:
        nonlocal shown
        line = f"{visible(f'{what} {name}')} … {share:.0%}"
        if line != shown:
            _show("\r" + line + " " * (len(shown) - len(line)))
            shown = line

    watched = sys.stderr.isatty()
    try:
        yield told if watched else lambda _name, _share: None
    finally:
        if shown:
            _show("\r" + " " * len(shown) + "\r")


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
