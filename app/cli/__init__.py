"""The command line over `geo`: the same actions without a window."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["COMMANDS", "run"]

COMMANDS = ("import", "undo", "changes", "duplicates", "link", "layers", "info", "list", "table", "totals", "snapshot")
"""What `run` understands as its first argument, besides ``--help`` and ``--version``."""


def run(argv: Sequence[str]) -> int:
    """Carry out one command and give its exit code: 0 success, 1 an error of the user's data, 2 wrong use.

    Results go to standard output, messages to standard error; a known error never shows a traceback.
    """
    from app.cli.commands import carry_out

    return carry_out(list(argv))
