"""The fields for paper, of a page and of an atlas: title, size, orientation, theme, dots per inch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.widgets.choices import choice
from app.widgets.forms import line_field, number_field
from app.widgets.number_boxes import NumberBox
from geo.draw.page.options import DPI_RANGE
from geo.draw.page.templates import TEMPLATES

__all__ = ["TITLE_HINT", "PaperFields", "paper_fields"]

TITLE_HINT = "A title; if blank, one that names the places"
_ORIENTATIONS = (("Landscape", "landscape"), ("Portrait", "portrait"))
_THEMES = (("Light", "light"), ("Dark", "dark"))


@dataclass(frozen=True, slots=True)
class PaperFields:
    """The fields; only sizes that turn have a choice of the orientation."""

    title: QLineEdit
    size: QComboBox
    orientation: QComboBox
    theme: QComboBox
    dpi: NumberBox

    def turn(self) -> None:
        """Offer the orientation for paper alone: a slide has only one."""
        turns = TEMPLATES[self.size.currentData()].turns
        if not turns:
            self.orientation.setCurrentIndex(0)
        self.orientation.setEnabled(turns)


def paper_fields(of: str, sizes: Sequence[str], theme: str, dpi: int) -> PaperFields:
    """The fields of a dialog.

    Parameters
    ----------
    of
        What they are of, ``picture`` or ``atlas``: their names begin with it.
    sizes
        The sizes that are offered, of `TEMPLATES`.
    theme, dpi
        What they show at first.
    """
    pages, whole = ("the page", "the page") if of == "picture" else ("the pages", f"the {of}")
    named = [(TEMPLATES[size].title, size) for size in sizes]
    made = PaperFields(
        title=line_field(f"{of} title", f"Title of {whole}", TITLE_HINT),
        size=choice(f"{of} size", f"Size of {pages}", named),
        orientation=choice(f"{of} orientation", f"Orientation of {pages}", _ORIENTATIONS),
        theme=choice(f"{of} theme", f"Theme of {pages}", _THEMES),
        dpi=number_field(f"{of} dpi", "Dots per inch", DPI_RANGE, dpi),
    )
    made.theme.setCurrentIndex(made.theme.findData(theme))
    made.size.currentIndexChanged.connect(lambda _at: made.turn())  # it holds them: Qt would not
    return made
