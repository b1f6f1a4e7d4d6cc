"""The tabs below what matters most: all columns, event types, actors, first rows, notes, and how the file is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QTabWidget, QWidget

from app.dialogs.column_mapping.choices import Choices
from app.dialogs.column_mapping.tables import ChoiceTable, ColumnsTable, FirstRows, actors_table, types_table
from app.widgets.column_names import note_words
from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.incidents.findings import Checked
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

__all__ = ["FurtherTabs"]

ENCODINGS = ("utf-8", "cp1252", "cp1256", "utf-16", "latin-1")
PROVINCES = ("Khyber Pakhtunkhwa", "Balochistan")


class FurtherTabs(QTabWidget):
    """Writes what the user chooses into the `Choices`."""

    changed = Signal()
    """Emitted when the user has chosen something."""

    opened_otherwise = Signal(object)
    """Emitted with the `ReadOptions` to open the file with again: another sheet, or another encoding."""

    def __init__(self, file: IncidentFile, choices: Choices) -> None:
        super().__init__()
        self.setObjectName("mapping tabs")
        self._choices = choices
        self._shown_types: tuple[str, ...] = ("\0",)
        self._shown_actors: tuple[str, ...] = ("\0",)
        self.columns = ColumnsTable(choices, self.changed.emit)
        self.types = ChoiceTable("types", "Event type", self._set_type)
        self.actors = ChoiceTable("actors", "Actor", self._set_actor)
        self.first_rows = FirstRows()
        self.addTab(self.columns, f"All columns ({len(choices.header)})")
        self.addTab(self.types, "Event types")
        self.addTab(self.actors, "Actors")
        self.addTab(self.first_rows, "First rows")
        self.addTab(self._reading(file), "How it is read")
        if file.notes:
            self.addTab(_notes([note_words(note) for note in file.notes]), f"Notes ({len(file.notes)})")
        self.show_choices()

    def _reading(self, file: IncidentFile) -> QWidget:
        """How the file is opened and what holds for all of its rows."""
        held = QWidget()
        form = QFormLayout(held)
        mapping = self._choices.mapping
        self.crs = QLineEdit(mapping.crs)
        self.crs.setPlaceholderText("degrees; else EPSG:32642 …")
        self.crs.textEdited.connect(self._set_crs)
        given = [("from the file", ""), *((name, name) for name in PROVINCES)]
        self.province = combo_box(given, mapping.constants.get("province", ""), "Province")
        self.province.activated.connect(self._set_province)
        _add(form, "Coordinates", self.crs, "The coordinate system; blank for longitude and latitude in degrees")
        _add(form, "Province", self.province, "For rows that name none")
        self._add_opening(form, file)
        return held

    def _add_opening(self, form: QFormLayout, file: IncidentFile) -> None:
        """Offer another sheet or encoding, if there is one; a choice opens the file again."""
        if len(sheets := file.available.get("sheet", ())) > 1:
            sheet = combo_box([(name, name) for name in sheets], file.opened_with.get("sheet", ""), "Sheet")
            sheet.activated.connect(lambda: self.opened_otherwise.emit(ReadOptions(sheet=sheet.currentData())))
            _add(form, "Sheet", sheet, "Choosing another sheet opens the file again")
        if encoding := file.opened_with.get("encoding", ""):
            names = dict.fromkeys((encoding, *ENCODINGS))
            choice = combo_box([(name, name) for name in names], encoding, "Encoding")
            choice.activated.connect(lambda: self.opened_otherwise.emit(ReadOptions(encoding=choice.currentData())))
            _add(form, "Encoding", choice, "If letters look wrong: choosing another encoding opens the file again")

    # choices

    def _set_type(self, word: str, kind: str) -> None:
        self._choices.set_type(word, kind)
        self.changed.emit()

    def _set_actor(self, text: str, name: str) -> None:
        self._choices.set_actor(text, name)
        self.changed.emit()

    def _set_crs(self, text: str) -> None:
        self._choices.set_crs(text.strip())
        self.changed.emit()

    def _set_province(self) -> None:
        self._choices.set_constant("province", self.province.currentData())
        self.changed.emit()

    # what is shown

    def show_choices(self) -> None:
        """Show what is chosen now; words are listed anew when another column holds them."""
        self.columns.show_choices()
        if self.crs.text().strip() != self._choices.mapping.crs:
            self.crs.setText(self._choices.mapping.crs)
        with QSignalBlocker(self.province):
            constant = self._choices.mapping.constants.get("province", "")
            self.province.setCurrentIndex(max(0, self.province.findData(constant)))
        column_of = self._choices.column_of
        if (held := (column_of("event_type"), column_of("sub_event_type"))) != self._shown_types:
            self._shown_types = held
            self._unknown_types = types_table(self.types, self._choices)
        if (held := (column_of("actor1"), column_of("actor2"))) != self._shown_actors:
            self._shown_actors = held
            self._name_tab(self.actors, "Actors", actors_table(self.actors, self._choices), "not in the table")
        words = self._choices.type_words()
        for word, combo in self.types.combos.items():
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(self._choices.type_of(word))))
        unknown = sum(not self._choices.type_of(word) for word in words)
        self._name_tab(self.types, "Event types", unknown, "to choose")

    def _name_tab(self, table: QWidget, title: str, n: int, what: str) -> None:
        self.setTabText(self.indexOf(table), f"{title} ({n:,} {what})" if n else title)

    def show_first_rows(self, checked: Checked | None) -> None:
        """Show the first rows as they would be stored; none if they cannot be read yet."""
        self.first_rows.show_incidents(checked.incidents if checked is not None else ())

    def focus_on_types(self) -> None:
        """Go to the words for event types."""
        self.setCurrentWidget(self.types)
        next(iter(self.types.combos.values()), self.types).setFocus()


def _notes(notes: Sequence[str]) -> QPlainTextEdit:
    """What was decided without asking, as text that can be selected."""
    held = QPlainTextEdit("\n\n".join(notes))
    held.setObjectName("mapping notes")
    held.setAccessibleName("What was decided without asking")
    held.setReadOnly(True)
    held.setTabChangesFocus(True)
    return held


def _add(form: QFormLayout, text: str, field: QWidget, tip_text: str) -> None:
    field.setAccessibleName(text)
    field.setObjectName(f"mapping {text.casefold()}")
    field.setToolTip(tip_text)
    form.addRow(label(text), field)
