"""A number with what it counts, in words: singular for one, plural for everything else."""

from __future__ import annotations

__all__ = ["plural"]


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun: "1 incident", "1,204 incidents"; ``many`` is a plural that does not only add an s."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
