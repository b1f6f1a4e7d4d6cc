"""Forms of dialogs: their fields, each with the name by which it is found and spoken, in rows, and the buttons below.

Boxes of choices are made in `app.widgets.choices`, those of paper in `app.widgets.paper`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLayout, QLineEdit, QWidget

from app.widgets.number_boxes import NumberBox
from app.widgets.text import label

__all__ = ["form_of", "grow", "line_field", "number_field", "save_or_cancel", "tick_box"]


def form_of(rows: Iterable[tuple[str, QWidget | QLayout]], parent: QWidget | None = None) -> QFormLayout:
    """Fields below each other, each behind its heading; blank for none."""
    form = QFormLayout() if parent is None else QFormLayout(parent)
    for heading, field in rows:
        form.addRow(label(heading), field)
    return form


def line_field(name: str, accessible: str, hint: str = "", longest: int = 0) -> QLineEdit:
    """A line of text; ``hint`` stands in it while it is blank, ``longest`` is the most letters (0: as many as Qt)."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(accessible)
    line.setPlaceholderText(hint)
    if longest:
        line.setMaxLength(longest)
    return line


def number_field(name: str, accessible: str, limits: tuple[int, int], value: int) -> NumberBox:
    """A field for a whole number within limits."""
    box = NumberBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setRange(*limits)
    box.setValue(value)
    return box


def tick_box(name: str, text: str = "") -> QCheckBox:
    """A box to tick; its text is spoken, too."""
    box = QCheckBox(text)
    box.setObjectName(name)
    return box


def save_or_cancel(dialog: QDialog, accept: Callable[[], None] | None = None) -> QDialogButtonBox:
    """The buttons that end a dialog; ``accept`` looks at the fields first, and accepts it if they are right."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(accept or dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def grow(dialog: QDialog) -> None:
    """Make a dialog at least as high as its parts need at its width: texts that are broken into lines count as broken.

    Qt keeps to the height that they have at their widest, and puts one part over another where that is too little.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), dialog.minimumWidth())
        dialog.setMinimumHeight(max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))
