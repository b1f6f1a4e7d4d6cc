"""The claims about an incident in a form: a list of sentences, and a dialog for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.entry.lines import Field, Lines, choices, completed, line, on_edit, set_value, text_box, value_of
from app.widgets.asking import gives_up
from app.widgets.buttons import push_button
from app.widgets.forms import grow
from app.widgets.text import label
from geo.entry import ClaimEntry, check_claim, claim_entry_of
from geo.incidents import CLAIM_KINDS, Claim
from geo.incidents.claims import FIGURES
from geo.reading.direction import without_overrides

__all__ = ["ClaimDialog", "ClaimList"]

LEAST_PX = 460
MOST_ROWS, LINES_OF_A_CLAIM = 3, 2
_KINDS = {
    "claimed": "claimed: a group says that it did it",
    "attributed": "attributed: somebody says who did it",
    "denied": "denied: somebody says that they did not",
    "reported": "reported: a figure or another fact",
}
UNSAVED = "What was typed is not kept. Close without it?"
HINT = "A claim says who says what. It does not change the figures of the incident."


class ClaimList(QWidget):
    """The claims as sentences, with buttons to add, change and remove one; nothing is stored here."""

    changed = Signal()
    """Emitted when the user has changed the claims."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: list[Claim] = []
        self.names: list[str] = []
        """Suggested for who says it, and about whom."""
        self.list = QListWidget()
        self.list.setObjectName("entry claims")
        self.list.setAccessibleName("Claims: who says what")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemDoubleClicked.connect(lambda _item: self.edit())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._add = push_button("add claim", "Add a claim…", "Who says what about responsibility or a figure")
        self._edit = push_button("edit claim", "Change…", "Change the chosen claim")
        self._remove = push_button("remove claim", "Remove", "Remove the chosen claim; it stays in the history")
        for button, act in ((self._add, self.add), (self._edit, self.edit), (self._remove, self.remove)):
            button.clicked.connect(lambda _checked=False, act=act: act())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addWidget(self._edit)
        row.addWidget(self._remove)
        row.addStretch()
        column.addLayout(row)
        self.set_claims(())

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims as they are now."""
        return tuple(self._claims)

    def set_claims(self, claims: tuple[Claim, ...]) -> None:
        """Show other claims."""
        self._claims = list(claims)
        self._show(0)

    def add(self) -> None:
        """Let the user add a claim."""
        self._ask(ClaimEntry(), len(self._claims))

    def edit(self) -> None:
        """Let the user change the chosen claim."""
        at = self.list.currentRow()
        if 0 <= at < len(self._claims):
            self._ask(claim_entry_of(self._claims[at]), at)

    def remove(self) -> None:
        """Remove the chosen claim."""
        at = self.list.currentRow()
        if 0 <= at < len(self._claims):
            del self._claims[at]
            self._show(min(at, len(self._claims) - 1))
            self.changed.emit()

    def _ask(self, entry: ClaimEntry, at: int) -> None:
        dialog = ClaimDialog(entry, self.names, self.window())
        dialog.setModal(True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.claimed.connect(lambda claim: self._put(claim, at))
        dialog.open()

    def _put(self, claim: Claim, at: int) -> None:
        self._claims[at : at + 1] = [claim]
        self._show(at)
        self.changed.emit()

    def _show(self, at: int) -> None:
        self.list.clear()
        for claim in self._claims:
            published = ", ".join(filter(None, (claim.source, claim.date.isoformat() if claim.date else "")))
            told = f"{claim.sentence()} – {published}" if published else claim.sentence()
            self.list.addItem(without_overrides(told))
        self.list.setCurrentRow(at)
        self.list.setVisible(bool(self._claims))
        row_px = LINES_OF_A_CLAIM * self.list.fontMetrics().height() + 8
        self.list.setFixedHeight(row_px * min(max(len(self._claims), 1), MOST_ROWS) + 6)
        self._enable()

    def _enable(self) -> None:
        is_chosen = self.list.currentRow() >= 0 and bool(self._claims)
        self._edit.setEnabled(is_chosen)
        self._remove.setEnabled(is_chosen)


class ClaimDialog(QDialog):
    """One claim, checked as one types; ``claimed`` is emitted with it when the user accepts."""

    claimed = Signal(object)
    """Emitted with the `Claim` that was typed."""

    def __init__(self, entry: ClaimEntry, names: list[str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim dialog")
        self.setWindowTitle("Who says what")
        self.setMinimumWidth(LEAST_PX)
        self._claim: Claim | None = None
        self._is_touched = False
        grid = QGridLayout()
        self._lines = Lines(grid)
        self._fields: dict[str, Field] = {}
        self._make(names or [])
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(label(HINT, "muted", wrap=True))
        layout.addStretch()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        for name, field in self._fields.items():
            set_value(field, getattr(entry, name))
        self._first = self.entry()
        self._is_touched = bool(entry.kind)
        self._check()

    def _make(self, names: list[str]) -> None:
        kinds = [("– choose –", ""), *((_KINDS.get(kind, kind), kind) for kind in CLAIM_KINDS)]
        figures = [("– no figure –", ""), *((figure.replace("_", ", "), figure) for figure in FIGURES)]
        made: dict[str, Field] = {
            "kind": choices("claim kind", "Kind of claim", kinds),
            "by": line("claim by", "Who says it", "a group, an office, a person"),
            "about": line("claim about", "About whom or what", "a group, or what is reported"),
            "figure": choices("claim figure", "Figure", figures),
            "value": line("claim value", "Value of the figure", "5, 3-5, at least 12"),
            "date": line("claim date", "Day of the claim", "18 Nov 2024"),
            "source": line("claim source", "Published by", "newspaper, agency, office"),
            "url": line("claim url", "Address of the report", "https://…"),
            "quote": text_box("claim quote", "Words of the claim", 2),
            "remark": line("claim remark", "Remark", "under which reservation"),
        }
        self._fields = made
        add = self._lines.add
        add("Kind", made["kind"], ("kind",))
        add("Who says it", made["by"], ("by",))
        add("About", made["about"], ("about",))
        add("Figure", (made["figure"], made["value"]), ("figure", "value"))
        add("Day", made["date"], ("date",))
        add("Published by", made["source"], ("source",))
        add("Address", made["url"], ("url",))
        add("Words", made["quote"], ("quote",))
        add("Remark", made["remark"], ("remark",))
        for name in ("by", "about"):
            field = made[name]
            assert isinstance(field, QLineEdit)
            completed(field, names, self._touch)
        for field in made.values():
            on_edit(field, self._touch)

    def entry(self) -> ClaimEntry:
        """What was typed."""
        return ClaimEntry(**{name: value_of(field) for name, field in self._fields.items()})

    def reject(self) -> None:
        """Close, after asking if something was typed."""
        if self.entry() == self._first or gives_up(self, UNSAVED):
            super().reject()

    def _touch(self) -> None:
        self._is_touched = True
        self._check()

    def _check(self) -> None:
        self._claim, problems = check_claim(self.entry())
        if not self._is_touched:
            problems = ()
        self._lines.show_problems(problems)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._claim is not None)
        grow(self)

    def _accept(self) -> None:
        if self._claim is not None:
            self.claimed.emit(self._claim)
            self.accept()
