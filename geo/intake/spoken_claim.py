"""A claim, a denial or blame as a sentence says it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SpokenClaim"]


@dataclass(frozen=True, slots=True)
class SpokenClaim:
    """A claim in a sentence; ``words`` are its stretches of words, ``at`` is the word with which it is made.

    ``in_passing`` where the sentence tells what happened and only says by whom.
    """

    kind: str
    by: str
    about: str
    words: tuple[tuple[int, int], ...]
    at: int = -1
    in_passing: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The polarity and the party that it is about."""
        return self.kind, self.about if self.kind == "attributed" else self.by
