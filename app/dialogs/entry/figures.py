"""The figures of a form, of which a blank one is unknown."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.dialogs.entry.lines import Lines, line
from app.widgets.text import label
from geo.entry import EntryCheck, IncidentEntry

__all__ = ["FigureFields"]

HINT = "Blank is unknown. 0 says that nobody was. 3-5 or “at least 5” can be typed too."
_ROWS = (
    (("killed_low", "lowest", "Killed, lowest"), ("killed_best", "best", "Killed, best figure"),
     ("killed_high", "highest", "Killed, highest")),
    (("killed_security", "security forces", "Killed of the security forces"),
     ("killed_militants", "militants", "Killed militants"), ("killed_civilians", "civilians", "Killed civilians")),
    (("injured", "injured", "Injured"), ("abducted", "abducted", "Abducted")),
)  # fmt: skip
_NAMES = ("Killed", "of them", "Other harm")
_COLUMNS = 3
UNKNOWN = "unknown"
KILLED = tuple(column for column, _, _ in _ROWS[0])


class FigureFields:
    """The fields of figures, by column, in three lines."""

    def __init__(self, lines: Lines) -> None:
        self.fields: dict[str, QLineEdit] = {}
        self._is_one_number = False
        lines.heading("How many")
        for name, row in zip(_NAMES, _ROWS, strict=True):
            lines.add(name, self._row(row), [column for column, _, _ in row], captioned=True)
        hint = lines.below("muted")
        hint.setText(HINT)
        hint.show()

    def load(self, entry: IncidentEntry) -> None:
        """Remember whether lowest, best and highest are one number."""
        self._is_one_number = entry.killed_low == entry.killed_best == entry.killed_high != ""

    def follow(self) -> None:
        """Where lowest and highest were the best figure, they go with it as it is corrected."""
        if self._is_one_number:
            text = self.fields["killed_best"].text().strip()
            for column in ("killed_low", "killed_high"):
                self.fields[column].setText(text if text.isdecimal() else "")

    def show_found(self, check: EntryCheck) -> None:
        """Show in grey what a blank figure would be: the end of a range that was typed, or unknown."""
        is_open = check.incident is None and bool(self.fields["killed_best"].text().strip())
        for column in KILLED:
            found = getattr(check.incident, column, None)
            self.fields[column].setPlaceholderText("" if is_open else UNKNOWN if found is None else f"{found:,}")

    def _part(self) -> None:
        """Lowest or highest was typed: it goes with the best figure no longer."""
        self._is_one_number = False

    def _row(self, row: tuple[tuple[str, str, str], ...]) -> QWidget:
        """Fields beside each other, each below a word that says what it counts."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        for at, (column, words, spoken) in enumerate(row):
            field = self.fields[column] = line(column, spoken, UNKNOWN)
            grid.addWidget(label(words, "muted"), 0, at)
            if column in ("killed_low", "killed_high"):
                field.textEdited.connect(self._part)
            grid.addWidget(field, 1, at)
        if len(row) < _COLUMNS:
            grid.addWidget(QWidget(), 1, _COLUMNS - 1)  # else the fields would be wider than those above
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
        return made
