"""Incident Atlas: open the window, or do one command without it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Run with these arguments (those of the process by default); returns the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else NumPy starts threads, for which there is no work
    from app.cli import COMMANDS, run

    if arguments and (arguments[0] in COMMANDS or _is_no_file(arguments[0])):
        return run(arguments)
    from app.desktop import open_window

    return open_window(arguments)


def _is_no_file(argument: str) -> bool:
    """Whether it looks like an option or a command, perhaps mistyped, rather than a file."""
    return argument.startswith("-") or (argument.isalpha() and not Path(argument).exists())


if __name__ == "__main__":
    status = main()
    gc.freeze()  # else all that is left would be looked through once more
    sys.exit(status)
