"""What the user adds to a page: a message, a note, who is responsible, how it is to be handled, and its boundaries."""

from __future__ import annotations

from dataclasses import dataclass, fields

from geo.briefing.sentences import one_line
from geo.errors import InputError, did_you_mean

__all__ = ["BOUNDARIES", "Imprint"]

BOUNDARIES = ("national", "neutral")
"""Which boundaries a map has: those of states too, in dispute broken; or the outlines of the two provinces only."""

_MOST = {"message": 300, "note": 600, "disclaimer": 600, "author": 120, "organisation": 80, "reference": 60,
         "handling": 40}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imprint:
    """The words that a user adds; blank for none.

    Attributes
    ----------
    message
        The key message, below the title.
    note
        A remark among the notes.
    author
        The author, or whom to ask.
    organisation
        In whose name the page is made: it stands in the disclaimer too.
    reference
        A reference number.
    handling
        How the page is to be handled, at its head and foot.
    disclaimer
        How boundaries and names are to be read, in place of the usual sentence.
    boundaries
        One of `BOUNDARIES`.

    Raises
    ------
    InputError
        If a text is too long for its place, or the boundaries are not offered.
    """

    message: str = ""
    note: str = ""
    author: str = ""
    organisation: str = ""
    reference: str = ""
    handling: str = ""
    disclaimer: str = ""
    boundaries: str = BOUNDARIES[0]

    def __post_init__(self) -> None:
        for name, most in _MOST.items():
            text = one_line(getattr(self, name))
            if len(text) > most:
                raise InputError(f"The {name} has {len(text):,} characters: at most {most} have room on a page.")
            object.__setattr__(self, name, text)
        if self.boundaries not in BOUNDARIES:
            near = did_you_mean(self.boundaries, BOUNDARIES)
            raise InputError(f"The boundaries {self.boundaries!r} are not offered: choose national or neutral.{near}")

    def over(self, usual: Imprint) -> Imprint:
        """These words, and where one is blank that of ``usual``."""
        names = [field.name for field in fields(self) if field.name != "boundaries"]
        words = {name: getattr(self, name) or getattr(usual, name) for name in names}
        return Imprint(**words, boundaries=self.boundaries)

    @property
    def made_by(self) -> str:
        """Organisation, author and reference on one line."""
        reference = f"Reference {self.reference}" if self.reference else ""
        return " · ".join(filter(None, (self.organisation, self.author, reference)))
