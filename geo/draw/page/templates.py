"""The templates of pages: paper to print, a slide, and pictures for a phone. Each has a layout of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["SLIDE_PT", "TEMPLATES", "Template"]

SLIDE_PT = 12.0
"""No text of a slide is smaller."""

_NOTES_PT = 8.0
"""The notes of a square and of a phone: 22 of the 1,080 dots of their width."""

Kind = Literal["paper", "slide", "square", "phone"]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of page.

    Attributes
    ----------
    title
        Its name for a user.
    long_mm, short_mm
        Its sides in millimetres.
    unit
        The factor by which text and spacing are larger than on A4.
    kind
        The layout, see `geo.draw.page.plans`.
    least_pt, title_pt
        The least size of text; the size of the title before the unit.
    notes_pt
        The least size of the notes at its foot; 0 for that of all text.
    margin_mm
        The margin on each side.
    """

    title: str
    long_mm: float
    short_mm: float
    unit: float = 1.0
    kind: Kind = "paper"
    least_pt: float = 0.0
    title_pt: float = 17.0
    margin_mm: float = 10.0
    notes_pt: float = 0.0

    @property
    def turns(self) -> bool:
        """Whether it has two orientations."""
        return self.kind == "paper"


TEMPLATES = {
    "a4": Template("A4 page", 297.0, 210.0),
    "a3": Template("A3 page", 420.0, 297.0, 1.35, margin_mm=13.5),
    "letter": Template("Letter page", 279.4, 215.9),
    "16:9": Template("Slide 16:9", 338.6667, 190.5, 1.6, "slide", SLIDE_PT, margin_mm=9.0),
    "1:1": Template("Square picture 1:1", 137.16, 137.16, 1.2, "square", 9.0, 13.0, 6.0, _NOTES_PT),
    "9:16": Template("Phone picture 9:16", 243.84, 137.16, 1.4, "phone", 11.0, 14.0, 7.0, _NOTES_PT),
}
"""The templates by name. The square and the phone are 1,080 dots wide at 200 dots per inch."""
