"""The command line over `geo`: the same actions without a window."""

from __future__ import annotations

import gc
from collections.abc import Sequence

__all__ = ["COMMANDS", "run"]

COMMANDS = (
    "import", "intake", "undo", "changes", "duplicates", "link", "layers", "info", "list", "table", "totals",
    "hotspots", "snapshot", "brief", "export", "recreate",
    "watch", "example",
)  # fmt: skip
"""What `run` understands as its first argument, besides ``--help`` and ``--version``."""

_NEW_OBJECTS = 50_000
"""So many new objects before garbage is looked for: with fewer a tenth of the start would be spent on that."""


def run(argv: Sequence[str]) -> int:
    """Carry out one command and give its exit code: 0 success, 1 an error of the user's data, 2 wrong use.

    Results go to standard output, messages to standard error; a known error never shows a traceback.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *usual[1:])
    try:
        from app.cli.commands import carry_out

        return carry_out(list(argv))
    finally:
        gc.set_threshold(*usual)
