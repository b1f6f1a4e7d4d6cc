"""Texts from which incidents were taken: what identifies them and what they are like. Their words are not kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.errors import InputError
from geo.reading.sketch import likeness

__all__ = ["SAME_SHARE", "IntakeText", "most_alike"]

SAME_SHARE = 0.9
"""Two texts that share so much are taken for one."""

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class IntakeText:
    """A text that was taken in.

    Attributes
    ----------
    sha256
        Of the text as UTF-8.
    title, publisher, published, url
        What it says of itself; the day in ISO form. Blank is not known.
    sketch
        What it is like, by `geo.reading.sketch`.
    taken_at
        When it was taken in (UTC, ISO); blank for now.
    """

    sha256: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    sketch: str = ""
    taken_at: str = ""

    def __post_init__(self) -> None:
        if not self.sha256:
            raise InputError("A text is known by its SHA-256, which is missing.")
        if max(map(len, (self.title, self.publisher, self.published, self.url))) > _LONGEST:
            raise InputError(f"What a text says of itself has at most {_LONGEST:,} characters a field.")


def most_alike(texts: Iterable[IntakeText], sha256: str, sketch: str = "") -> tuple[IntakeText, float] | None:
    """The text that was taken in before and is the same or nine tenths the same, and the share in common; or None."""
    best: tuple[IntakeText, float] | None = None
    for text in texts:
        share = 1.0 if text.sha256 == sha256 else likeness(text.sketch, sketch)
        if share >= SAME_SHARE and (best is None or share > best[1]):
            best = (text, share)
    return best
