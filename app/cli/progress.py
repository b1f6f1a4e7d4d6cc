"""Progress of long work on standard error, if that is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from app.cli.output import visible

__all__ = ["progress", "working"]


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Show a line while the body runs, and erase it afterwards."""
    is_terminal = sys.stderr.isatty()
    line = f"{visible(what)} …"
    if is_terminal:
        _show(line)
    try:
        yield
    finally:
        if is_terminal:
            _show("\r" + " " * len(line) + "\r")


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[str, float], None]]:
    """A progress callback that shows file and share in a line, which is erased afterwards."""
    shown = ""

    def show(name: str, share: float) -> None:
        nonlocal shown
        line = f"{visible(f'{what} {name}')} … {share:.0%}"
        if line != shown:
            _show("\r" + line + " " * (len(shown) - len(line)))
            shown = line

    is_terminal = sys.stderr.isatty()
    try:
        yield show if is_terminal else lambda _name, _share: None
    finally:
        if shown:
            _show("\r" + " " * len(shown) + "\r")


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
