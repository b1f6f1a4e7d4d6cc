"""The tables of the dialog: all columns, the words for event types, the actors, and the first rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from app.dialogs.column_mapping.choices import Choices
from app.widgets.column_names import event_types, targets
from app.widgets.elided import combo_box, one_line
from app.widgets.text import tip
from geo.incidents.table import Incident
from geo.incidents.words import date_words, figure_words, place_words
from geo.sources.column_mapping.translator import is_counter
from geo.taxonomy import actors

__all__ = ["ChoiceTable", "ColumnsTable", "FirstRows", "actors_table", "types_table"]

BESIDE = "– stored as further data –"
COUNTS = "– only counts rows –"
AS_GIVEN = "– as given –"
CHOOSE = "– choose –"
SAMPLES = 3
LONGEST = 60
LONGEST_TIP = 2_000
MOST_WORDS = 100
"""So many words can be decided in the dialog; of more, those of most rows are listed."""

ROW_PX = 32
FIRST_ROWS = ("Day", "Event type", "Where", "How the place is known", "Killed and others", "Actors")


class _Table(QTableWidget):
    """Rows of one line, which cannot be edited; a long text ends with an ellipsis and has a tooltip."""

    def __init__(self, name: str, title: str, header: Sequence[str]) -> None:
        super().__init__(0, len(header))
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(header))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)

    def add_row(self, cells: Sequence[str], combo: QComboBox | None = None) -> None:
        """Append a row of texts, with a combo box in the last column."""
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(one_line(text)[:LONGEST_TIP])
            item.setToolTip(tip(text[:LONGEST_TIP]))
            self.setItem(row, column, item)
        if combo is not None:
            self.setCellWidget(row, len(cells), combo)

    def share_width(self, stretches: Sequence[int]) -> None:
        """Give each column a part of the width."""
        for column, part in enumerate(stretches):
            mode = QHeaderView.ResizeMode.Stretch if part else QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(column, mode)


class ColumnsTable(_Table):
    """All columns of the file with their first values, and what each is."""

    def __init__(self, choices: Choices, changed: Callable[[], object]) -> None:
        super().__init__("mapping columns", "The columns of the file", ("Column", "First values", "Is"))
        self._choices, self.combos = choices, {}
        self._changed = changed
        offered = targets()
        for name in choices.header:
            self.combos[name] = self._combo(name, offered)
            self.add_row((name, first_values(choices, name)), self.combos[name])
        self.share_width((1, 1, 1))

    combos: dict[str, QComboBox]

    def _combo(self, name: str, offered: Sequence[tuple[str, str]]) -> QComboBox:
        beside = COUNTS if is_counter(name) else BESIDE
        combo = combo_box([(beside, ""), *offered], self._choices.target_of(name), f"What the column {name} is")
        combo.activated.connect(lambda: self._choose(name, combo.currentData()))
        return combo

    def _choose(self, name: str, target: str) -> None:
        self._choices.set_target(name, target)
        self._changed()

    def show_choices(self) -> None:
        """Show what each column is now."""
        for name, combo in self.combos.items():
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(self._choices.target_of(name))))


class ChoiceTable(_Table):
    """Words of the file with the number of their rows, and what each stands for."""

    def __init__(self, name: str, what: str, changed: Callable[[str, str], object]) -> None:
        super().__init__(f"mapping {name}", f"{what}s of the file", (f"{what} in the file", "Rows", "Is"))
        self.combos: dict[str, QComboBox] = {}
        self._changed = changed
        self.share_width((1, 0, 1))

    def show_words(
        self, words: Mapping[str, int], offered: Sequence[tuple[str, str]], chosen: Mapping[str, str]
    ) -> None:
        """List words with their rows, the choices for each, and what is chosen."""
        self.setRowCount(0)
        self.combos = {}
        for word, rows in words.items():
            combo = combo_box(offered, chosen.get(word, ""), f"What {word[:LONGEST]} is")
            combo.activated.connect(lambda _=0, word=word, combo=combo: self._changed(word, combo.currentData()))
            self.combos[word] = combo
            self.add_row((word, f"{rows:,}"), combo)


def types_table(table: ChoiceTable, choices: Choices) -> int:
    """List the words of the chosen column of event types, unknown ones first; how many are not known."""
    words = choices.type_words()
    known = {word: kind for word in words if (kind := choices.type_of(word))}
    ordered = sorted(words, key=lambda word: (word in known, -words[word]))[:MOST_WORDS]
    table.show_words({word: words[word] for word in ordered}, [(CHOOSE, ""), *event_types()], known)
    return len(words) - len(known)


def actors_table(table: ChoiceTable, choices: Choices) -> int:
    """List the actors that are not in the bundled table; how many there are."""
    unknown = choices.unknown_actors()
    offered = [(AS_GIVEN, ""), *((actor.name, actor.name) for actor in actors())]
    table.show_words(dict(unknown.most_common(MOST_WORDS)), offered, choices.mapping.actors)
    return len(unknown)


class FirstRows(_Table):
    """The first rows as they would be stored."""

    def __init__(self) -> None:
        super().__init__("preview", "The first rows as they would be stored", FIRST_ROWS)

    def show_incidents(self, incidents: Sequence[Incident]) -> None:
        """Show these incidents."""
        self.setRowCount(0)
        for incident in incidents:
            self.add_row(_cells(incident))
        self.resizeColumnsToContents()
        self.horizontalHeader().setStretchLastSection(True)


def first_values(choices: Choices, column: str) -> str:
    """The first texts of a column that are not blank."""
    survey = choices.survey
    if survey is None or column not in survey.header:
        return ""
    place = survey.header.index(column)
    texts = [row[place].strip() for row in survey.samples if place < len(row)]
    return " · ".join([text[:LONGEST] for text in texts if text][:SAMPLES])


def _cells(incident: Incident) -> tuple[str, ...]:
    kind = f"{incident.event_type}: {incident.sub_event_type}" if incident.sub_event_type else incident.event_type
    where = ", ".join(filter(None, (incident.location, incident.district, incident.province)))
    who = " – ".join(filter(None, (incident.actor1, incident.actor2)))
    return date_words(incident), kind, where, place_words(incident), figure_words(incident), who
