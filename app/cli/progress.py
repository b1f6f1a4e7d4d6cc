"""A word on long work, for a person who watches: only when standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from app.cli.output import visible

__all__ = ["working"]


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


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
