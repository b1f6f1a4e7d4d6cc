"""The menu of the candidates that the chosen one can be merged with; each has a number as its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.dialogs.intake.item_list import item_words
from app.dialogs.intake.review import Review
from app.widgets.elided import one_line

__all__ = ["offer_merge"]


def offer_merge(review: Review, merge: Callable[[int], None], button: QWidget) -> str:
    """Show the menu at a button; why there is none, in a sentence, or blank."""
    if not review.can_merge:
        return "Choose a candidate incident to merge."
    others = review.mergeable
    if not others:
        return "There is no other candidate to merge with."
    menu = QMenu("Merge with", button)
    menu.setObjectName("merge menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for number, at in enumerate(others, 1):
        words = one_line(" · ".join(item_words(review.items[at]))).replace("&", "&&")
        menu.addAction(f"&{number}  {words}", partial(merge, at))
    menu.popup(button.mapToGlobal(button.rect().topLeft()))
    return ""
