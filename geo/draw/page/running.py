"""What stands in the margins of each sheet: organisation, handling mark, reference, author and the number of the sheet.

On a screen there is only room for the handling mark and the number; the rest is among the notes.
"""

from __future__ import annotations

from geo.briefing.imprint import Imprint
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Paper

__all__ = ["draw_running", "has_room"]

_SMALL, _MARK = TextStyle(6.2), TextStyle(7.2, 700)
_TOP, _BOTTOM = 0.66, 0.36
"""The baselines as shares of the margin, from the upper and the lower edge."""


def has_room(paper: Paper, imprint: Imprint) -> bool:
    """Whether organisation, reference and author stand in the margins, beside the handling mark."""
    if paper.options.is_short or paper.options.map_only:
        return False
    side = (paper.sheet.w - paper.width_of(imprint.handling, _MARK)) / 2 - 4 * paper.unit
    said = (imprint.organisation, imprint.reference, imprint.author)
    return all(paper.width_of(text, _SMALL) <= side for text in said)


def draw_running(paper: Paper, imprint: Imprint, number: int, total: int) -> None:
    """Write the margins of one of several sheets."""
    top = _TOP * paper.options.template.margin_mm
    bottom = paper.height - _BOTTOM * paper.options.template.margin_mm
    if imprint.handling:
        for y in (top, bottom):
            style = TextStyle(_MARK.size, _MARK.weight, paper.theme.text, "center")
            paper.write(imprint.handling, (paper.width / 2, y), style, "handling")
    if has_room(paper, imprint):
        reference = f"Reference {imprint.reference}" if imprint.reference else ""
        _side(paper, imprint.organisation, top, "left")
        _side(paper, reference, top, "right")
        _side(paper, imprint.author, bottom, "left")
    if total > 1:
        _side(paper, f"{number} / {total}", bottom, "right")


def _side(paper: Paper, text: str, y: float, align: str) -> None:
    if text:
        x = paper.sheet.x if align == "left" else paper.sheet.right
        paper.write(text, (x, y), TextStyle(_SMALL.size, colour=paper.theme.muted, align=align), "running")
