"""A dialog for the column mapping of a table: a proposal to review, and the first rows as they would be stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.widgets.text import label, tip
from geo.errors import FileRefused
from geo.incidents.findings import Checked
from geo.incidents.table import Incident
from geo.incidents.words import date_words, figure_words, place_words
from geo.sources.column_mapping.record import ColumnMapping, parse_column_mapping
from geo.sources.column_mapping.translator import is_counter
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, actors

__all__ = ["ColumnMappingDialog"]

NAMES = {
    "date_start": "Day (or first day)",
    "date_end": "Last day",
    "date_precision": "How precisely the day is known",
    "event_type": "Event type",
    "sub_event_type": "Sub-event type",
    "district": "District",
    "province": "Province",
    "location": "Place",
    "lat": "Latitude (or northing)",
    "lon": "Longitude (or easting)",
    "lat lon": "Latitude and longitude in one",
    "place_precision": "How precisely the place is known",
    "actor1": "First actor",
    "actor2": "Second actor",
    "actors_associated": "Further actors",
    "killed_best": "Killed",
    "killed_low": "Killed, at least",
    "killed_high": "Killed, at most",
    "killed_civilians": "Killed civilians",
    "killed_security": "Killed security forces",
    "killed_militants": "Killed militants",
    "injured": "Injured",
    "abducted": "Abducted",
    "notes": "Notes",
    "sources": "Sources",
    "url": "Link",
    "incident_id": "Id (stays the same in later files)",
    "revised_at": "Moment of the last revision",
    "claims": "Claims (JSON)",
}
"""What a column can be, for people, in the order of the list."""

ORDERS = (("dmy", "day first: 18/11/2024"), ("mdy", "month first: 11/18/2024"), ("ymd", "year first: 24/11/18"))
ENCODINGS = ("utf-8", "cp1252", "cp1256", "utf-16", "latin-1")
BOTH = "lat lon"
BESIDE = "– stored as further data –"
COUNTS = "– only counts rows –"
AS_GIVEN = "– as given –"
NOT_CHOSEN = "– choose –"
SAMPLES = 3
LONGEST = 60
PAUSE_MS = 120
PREVIEW = ("Day", "Event type", "Where", "How the place is known", "Killed and others", "Actors")
LEAST_PREVIEW_PX = 150


class ColumnMappingDialog(QDialog):
    """Accepted with `options` for reading the file; they may open it again, with another sheet or encoding."""

    def __init__(self, file: IncidentFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert file.guess is not None
        self.setObjectName("mapping dialog")
        self.setWindowTitle("Import incidents")
        self.resize(920, 640)
        self._file, self._guess = file, file.guess
        self._targets: dict[str, QComboBox] = {}
        self._types: dict[str, QComboBox] = {}
        self._actors: dict[str, QComboBox] = {}
        self.options = ReadOptions()
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._show_preview)
        layout = QVBoxLayout(self)
        layout.addWidget(label(file.path.name, "title", wrap=True))
        layout.addWidget(
            label(
                "This layout is new. Choose what each column is; later files with these columns are read the same way.",
                wrap=True,
            )
        )
        layout.addLayout(self._form())
        layout.addWidget(self._tabs(), 3)
        self._message = label("", "muted", wrap=True)
        layout.addWidget(self._message)
        self._preview = self._table("preview", "The first rows as they would be stored", PREVIEW)
        self._preview.setMinimumHeight(LEAST_PREVIEW_PX)
        layout.addWidget(self._preview, 2)
        layout.addWidget(self._buttons())
        self._show_preview()

    # questions

    def _form(self) -> QHBoxLayout:
        mapping = self._guess.column_mapping
        self.source = QLineEdit(mapping.source)
        self.source.setPlaceholderText("a short name, for example partner")
        self.order = _combo([(NOT_CHOSEN if self._guess.unclear_days else "no days in numbers", ""),
                             *((text, order) for order, text in ORDERS)], mapping.date_order)  # fmt: skip
        self.crs = QLineEdit(mapping.crs)
        self.crs.setPlaceholderText("degrees; else EPSG:32642 …")
        provinces = [("from the file", ""), *((name, name) for name in ("Khyber Pakhtunkhwa", "Balochistan"))]
        self.province = _combo(provinces, mapping.constants.get("province", ""))
        self.kind = _combo([("from the file", ""), *_kinds()], mapping.constants.get("event_type", ""))
        left, right = QFormLayout(), QFormLayout()
        self._add(left, "Who made it", self.source, "A short name, of small letters: ids and releases go by it")
        self._add(left, "Days are written", self.order, "The order of day, month and year where they are numbers")
        self._add(left, "Event type", self.kind, "For rows that name none")
        self._add(right, "Coordinates", self.crs, "The coordinate system; blank for longitude and latitude in degrees")
        self._add(right, "Province", self.province, "For rows that name none")
        self.source.textChanged.connect(self._later.start)
        self.crs.textChanged.connect(self._later.start)
        self.order.currentIndexChanged.connect(self._later.start)
        self.province.currentIndexChanged.connect(self._later.start)
        self.kind.currentIndexChanged.connect(self._later.start)
        self._add_opening(right)
        across = QHBoxLayout()
        across.addLayout(left, 1)
        across.addSpacing(24)
        across.addLayout(right, 1)
        return across

    def _add_opening(self, form: QFormLayout) -> None:
        """Offer another sheet or encoding, if there is one; a choice opens the file again."""
        if len(sheets := self._file.available.get("sheet", ())) > 1:
            sheet = _combo([(name, name) for name in sheets], self._file.opened_with.get("sheet", ""))
            self._add(form, "Sheet", sheet, "Choosing another sheet opens the file again")
            sheet.activated.connect(lambda: self._open_again(ReadOptions(sheet=sheet.currentData())))
        if encoding := self._file.opened_with.get("encoding", ""):
            names = dict.fromkeys((encoding, *ENCODINGS))
            choice = _combo([(name, name) for name in names], encoding)
            self._add(form, "Encoding", choice, "If letters look wrong: choosing another encoding opens the file again")
            choice.activated.connect(lambda: self._open_again(ReadOptions(encoding=choice.currentData())))

    def _add(self, form: QFormLayout, text: str, field: QWidget, tip_text: str) -> None:
        field.setAccessibleName(text)
        field.setObjectName(f"mapping {text.casefold()}")
        field.setToolTip(tip_text)
        form.addRow(label(text), field)

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("mapping tabs")
        tabs.addTab(self._columns_tab(), "Columns")
        if self._guess.unknown_types:
            kinds = [(NOT_CHOSEN, ""), *_kinds()]
            tab = self._choice_tab("types", "Event type", self._guess.unknown_types.items(), (kinds, self._types))
            tabs.addTab(tab, f"Event types ({len(self._types)} unknown)")
        if self._guess.unknown_actors:
            known = [(AS_GIVEN, ""), *((actor.name, actor.name) for actor in actors())]
            tab = self._choice_tab("actors", "Actor", self._guess.unknown_actors.items(), (known, self._actors))
            tabs.addTab(tab, f"Actors ({len(self._actors)} not in the table)")
        return tabs

    def _columns_tab(self) -> QTableWidget:
        columns = self._guess.column_mapping.columns
        proposed = {theirs: ours for ours, theirs in columns.items()}
        if columns.get("lat") and columns["lat"] == columns.get("lon"):
            proposed[columns["lat"]] = BOTH
        offered = [(text, name) for name, text in NAMES.items()]
        view = self._table("mapping columns", "The columns of the file", ("Column", "First values", "Is"))
        survey = self._file.survey
        assert survey is not None
        for at, name in enumerate(name for name in survey.header if name):
            values = [row[survey.header.index(name)] for row in survey.samples]
            shown = " · ".join([value[:LONGEST] for value in values if value.strip()][:SAMPLES])
            beside = COUNTS if is_counter(name) else BESIDE
            combo = _combo([(beside, ""), *offered], proposed.get(name, ""))
            combo.setAccessibleName(f"What the column {name} is")
            combo.currentIndexChanged.connect(self._later.start)
            self._targets[name] = combo
            _add_row(view, at, (name, shown), combo)
        _stretch(view, 1)
        return view

    def _choice_tab(
        self,
        name: str,
        what: str,
        texts: Iterable[tuple[str, int]],
        combos: tuple[Sequence[tuple[str, str]], dict[str, QComboBox]],
    ) -> QTableWidget:
        offered, shown = combos
        view = self._table(f"mapping {name}", f"{what}s of the file", (f"{what} in the file", "Rows", "Is"))
        for at, (text, count) in enumerate(texts):
            combo = _combo(offered, "")
            combo.setAccessibleName(f"What {text[:LONGEST]} is")
            combo.currentIndexChanged.connect(self._later.start)
            shown[text] = combo
            _add_row(view, at, (text, f"{count:,}"), combo)
        _stretch(view, 0)
        return view

    def _table(self, name: str, accessible: str, header: Sequence[str]) -> QTableWidget:
        view = QTableWidget(0, len(header))
        view.setObjectName(name)
        view.setAccessibleName(accessible)
        view.setHorizontalHeaderLabels(list(header))
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.verticalHeader().setVisible(False)
        view.setShowGrid(False)
        view.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        return view

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton("Check all rows", QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setObjectName("accept mapping")
        self._accept.setDefault(True)
        buttons.accepted.connect(self._accept_mapping)
        buttons.rejected.connect(self.reject)
        return buttons

    # answers

    def column_mapping(self) -> ColumnMapping:
        """The answers; raises `FileRefused` if they contradict each other."""
        columns: dict[str, str] = {}
        for name, combo in self._targets.items():
            target = combo.currentData()
            if target and target in columns:
                raise FileRefused(f"Two columns cannot both be {NAMES[target]!r}: {columns[target]!r} and {name!r}.")
            if target == BOTH:
                columns["lat"] = columns["lon"] = name
            elif target:
                columns[target] = name
        fixed = {"province": self.province.currentData(), "event_type": self.kind.currentData()}
        mapping = replace(
            self._guess.column_mapping,
            source=self.source.text().strip(),
            columns=columns,
            constants={name: text for name, text in (self._guess.column_mapping.constants | fixed).items() if text},
            types=self._guess.column_mapping.types | _chosen(self._types),
            actors=_chosen(self._actors),
            date_order=self.order.currentData(),
            crs=self.crs.text().strip(),
            encoding=self._guess.column_mapping.encoding,
            sheet=self._guess.column_mapping.sheet,
        )
        return parse_column_mapping(mapping.as_json())

    def _lacking(self, mapping: ColumnMapping) -> str:
        """What is still to be decided, in words; blank if nothing."""
        if "date_start" not in mapping.columns:
            return "Choose the column that holds the day."
        if not {*mapping.columns, *mapping.constants} & {"event_type", "sub_event_type"}:
            return "Choose the column that holds the event type."
        has_point = mapping.columns.keys() >= {"lon", "lat"}
        if not has_point and not {*mapping.columns, *mapping.constants} & {"district", "province"}:
            return "Choose the columns that hold the place: the coordinates, the district or the province."
        if self._guess.unclear_days and not mapping.date_order:
            examples = ", ".join(self._guess.unclear_days[:3])
            return f"Choose how days are written: {examples} can be read in two ways."
        return ""

    def _accept_mapping(self) -> None:
        mapping = self.column_mapping()
        self.options = ReadOptions(sheet=mapping.sheet, encoding=mapping.encoding, column_mapping=mapping)
        self.accept()

    def _open_again(self, options: ReadOptions) -> None:
        self.options = options
        self.accept()

    # preview

    def _show_preview(self) -> None:
        try:
            mapping = self.column_mapping()
            lacking = self._lacking(mapping)
            checked = None if lacking else self._file.preview(mapping)
        except FileRefused as fault:
            lacking, checked = str(fault), None
        self._accept.setEnabled(checked is not None)
        self._message.setText(lacking if checked is None else _summary(checked))
        self._preview.setRowCount(0)
        for row, incident in enumerate(checked.incidents if checked is not None else ()):
            self._preview.insertRow(row)
            for column, text in enumerate(_cells(incident)):
                self._preview.setItem(row, column, _item(text))
        self._preview.resizeColumnsToContents()
        self._preview.horizontalHeader().setStretchLastSection(True)


def _summary(checked: Checked) -> str:
    """The result for the first rows, in words."""
    parts = [f"Of the first {checked.rows_read} rows {len(checked.incidents)} can be imported, and would be stored so."]
    parts += [f"{count} left out: {reason}." for reason, count in checked.left_out.items()]
    parts += [f"Row {p.row}, {p.column}: {p.message}" for p in checked.errors[:3]]
    return " ".join(parts)


def _cells(incident: Incident) -> tuple[str, ...]:
    kind = f"{incident.event_type}: {incident.sub_event_type}" if incident.sub_event_type else incident.event_type
    where = ", ".join(filter(None, (incident.location, incident.district, incident.province)))
    who = " – ".join(filter(None, (incident.actor1, incident.actor2)))
    return date_words(incident), kind, where, place_words(incident), figure_words(incident), who


def _chosen(combos: dict[str, QComboBox]) -> dict[str, str]:
    return {text: combo.currentData() for text, combo in combos.items() if combo.currentData()}


def _kinds() -> list[tuple[str, str]]:
    """Event types with their sub-event types below each."""
    return [
        pair
        for kind in EVENT_TYPES
        for pair in ((kind, kind), *((f"   {sub}", sub) for sub in SUB_EVENT_TYPES[kind]))
    ]  # fmt: skip


def _combo(offered: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    combo = _QuietCombo()
    for text, value in offered:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


class _QuietCombo(QComboBox):
    """Ignores the wheel, so that it scrolls the table instead of changing the answer."""

    def wheelEvent(self, event: object) -> None:
        """Leave it to the table."""
        event.ignore()  # type: ignore[attr-defined]


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(text.split())[: LONGEST * 3])
    item.setToolTip(tip(text))
    return item


def _add_row(view: QTableWidget, row: int, cells: Sequence[str], combo: QComboBox) -> None:
    view.insertRow(row)
    for column, text in enumerate(cells):
        view.setItem(row, column, _item(text))
    view.setCellWidget(row, len(cells), combo)


def _stretch(view: QTableWidget, column: int) -> None:
    view.resizeColumnsToContents()
    view.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
