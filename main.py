"""Incident Atlas: open the window, or do one command without it."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Run with these arguments (those of the process by default); returns the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    from app.cli import COMMANDS, run

    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return run(arguments)
    from app.desktop import open_window

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
