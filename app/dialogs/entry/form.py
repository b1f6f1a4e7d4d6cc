"""The form of one incident, checked as one types by the rules of imports.

The form stores nothing: whoever shows it takes `EntryForm.check` when the user accepts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.dialogs.entry.claims import ClaimList
from app.dialogs.entry.figures import FigureFields
from app.dialogs.entry.lines import (
    Field,
    Lines,
    choices,
    completed,
    joined_names,
    line,
    on_edit,
    set_value,
    set_words,
    text_box,
    value_of,
)
from app.dialogs.entry.place import PlaceFields
from app.jobs import Jobs
from app.widgets.text import label
from geo.dataset import Dataset
from geo.entry import EntryCheck, FieldProblem, IncidentEntry, check_entry, prepare_checks
from geo.incidents import DATE_PRECISIONS
from geo.incidents.words import date_words
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, actors

__all__ = ["EntryForm", "change_words"]

CHECKED_AFTER_MS = 180
_NEEDED = {"date_start": "the day", "district": "the place", "event_type": "the type"}
"""What a new incident cannot be without: while it is blank, and nothing was typed there, it is no mistake."""
_TITLES = {"date_start": "day", "date_end": "last day", "lat": "latitude", "lon": "longitude", "url": "address",
           "notes": "note", "event_type": "type", "sub_event_type": "sub-type", "place_precision": "place known to",
           "date_precision": "day known to", "killed_low": "killed (lowest)", "killed_best": "killed (best)",
           "killed_high": "killed (highest)"}  # fmt: skip
_DAYS = {"day": "the day", "week": "the week", "month": "the month", "year": "the year"}
_AS_WRITTEN = "as the day is written"


def change_words(change: str) -> str:
    """What is stored otherwise than typed, with the name that its field has in the form."""
    name, colon, rest = change.partition(":")
    return f"{_title(name)}{colon}{rest.removesuffix(', which are in extra')}"


def _title(name: str) -> str:
    return _TITLES.get(name, name.replace("_", " "))


class EntryForm(QScrollArea):
    """All fields of an `IncidentEntry`, with what is wrong with each below it.

    Parameters
    ----------
    dataset
        The stored incidents: names are suggested from them, and the entry is compared with them.
    jobs
        Prepares the first check in the background; None to prepare it at once, about a second.
    """

    edited = Signal()
    """Emitted when the user has changed a field."""
    checked = Signal(object)
    """Emitted with the `EntryCheck` of what was typed, a moment after it, and after `set_entry`."""
    pick_requested = Signal()
    """Emitted when the user wants to pick the place on the map: `set_point` answers."""

    def __init__(self, dataset: Dataset, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry form")
        self.setAccessibleName("Fields of the incident")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dataset, self._jobs = dataset, jobs
        self._given = self._loaded = IncidentEntry()
        self._touched: set[str] = set()
        self._is_ready = False
        self._check: EntryCheck | None = None
        self._soon = QTimer(self, interval=CHECKED_AFTER_MS, singleShot=True)
        self._soon.timeout.connect(self.check_now)
        self._fields: dict[str, Field] = {}
        self._make()
        self._connect()
        self._suggest()
        self._prepare()

    # what it holds

    def set_entry(self, entry: IncidentEntry) -> None:
        """Show an entry: a new one, a candidate, or one that corrects a stored incident."""
        self._given = entry
        self._touched.clear()
        shown = entry
        if entry.date_end == entry.date_start:
            shown = replace(shown, date_end="")
        if entry.date_precision == "day":
            shown = replace(shown, date_precision="")
        for name, field in self._fields.items():
            if name != "sub_event_type":
                set_value(field, getattr(shown, name))
        self._offer_sub_types(shown.sub_event_type)
        self.claims.set_claims(entry.claims)
        self._place.load(entry)
        self._figures.load(entry)
        self._loaded = self.entry()
        self.ensureVisible(0, 0)
        self.check_now()

    def entry(self) -> IncidentEntry:
        """What was typed, with the incident that it corrects."""
        texts: dict[str, Any] = {name: value_of(field) for name, field in self._fields.items()}
        return replace(self._given, **texts, claims=self.claims.claims)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was shown first."""
        return self.entry() != self._loaded

    @property
    def check(self) -> EntryCheck | None:
        """The check of what was typed; None while it waits for the preparation."""
        if self._soon.isActive():
            self.check_now()
        return self._check

    @property
    def latest(self) -> EntryCheck | None:
        """The last check that was made, which may lag behind what is being typed."""
        return self._check

    @property
    def is_picking(self) -> bool:
        """Whether the user waits for a click on the map."""
        return self._place.pick.isChecked()

    def set_point(self, lon: float, lat: float) -> None:
        """Put a place that was picked on the map (EPSG:4326) into the form; its district is found anew."""
        self._place.set_point(lon, lat)

    def focus_pick(self) -> None:
        """Put the keyboard where a place is picked."""
        self._place.pick.setFocus()

    def set_picking(self, *, is_on: bool) -> None:
        """Show that the map waits for a click, or no longer."""
        self._place.pick.setChecked(is_on)

    def set_dataset(self, dataset: Dataset) -> None:
        """Compare with other stored incidents from now on; what was typed stays."""
        self._dataset = dataset
        self._suggest()
        self._prepare()

    def focus_first(self) -> None:
        """Put the keyboard focus on the first field."""
        self._fields["date_start"].setFocus(Qt.FocusReason.OtherFocusReason)

    # checking

    def check_now(self) -> None:
        """Check what was typed, unless the preparation is still running: it checks at its end."""
        self._soon.stop()
        if not self._is_ready:
            return
        entry = self.entry()
        self._check = found = check_entry(entry, self._dataset)
        self._lines.show_problems([problem for problem in found.problems if not self._is_only_blank(problem, entry)])
        self._place.show_found(found, entry)
        self._figures.show_found(found)
        set_words(self._read_as, self._read_words(found, entry))
        self.checked.emit(found)

    def summary(self) -> str:
        """What is missing or to be corrected, in a sentence; blank if it can be stored."""
        if self._check is None:
            return "Reading the names of places…"
        entry = self.entry()
        errors = [problem for problem in self._check.problems if problem.severity == "error"]
        missing = [_NEEDED[problem.field] for problem in errors if self._is_only_blank(problem, entry)]
        wrong = dict.fromkeys(problem.field for problem in errors if not self._is_only_blank(problem, entry))
        told = [f"Still needed: {', '.join(missing)}."] if missing else []
        if wrong:
            told.append(f"To be corrected: {', '.join(map(_title, wrong))}.")
        return " ".join(told)

    def _is_only_blank(self, problem: FieldProblem, entry: IncidentEntry) -> bool:
        """Whether a problem is that nothing was typed yet where something is needed."""
        if problem.field == "district":
            return not any((entry.location, entry.district, entry.province, entry.lon, entry.lat))
        return problem.field in _NEEDED and not getattr(entry, problem.field).strip()

    def _read_words(self, found: EntryCheck, entry: IncidentEntry) -> str:
        """How the day was read, where that does not go without saying; and what else is read otherwise than typed."""
        if found.incident is None or not entry.date_start.strip():
            return ""
        words, typed = date_words(found.incident), entry.date_start.strip()
        return "" if typed in (words, found.incident.date_start.isoformat()) else f"Read as {words}."

    def _prepare(self) -> None:
        """Load what checks need, in the background if there are jobs; then check."""
        dataset = self._dataset
        if self._jobs is None:
            prepare_checks(dataset)
            self._on_prepared(dataset)
            return
        self._is_ready = False

        def then(_result: object) -> None:
            if isValid(self):
                self._on_prepared(dataset)

        self._jobs.run(f"prepare checks {id(self)}", lambda: prepare_checks(dataset), then, then)

    def _on_prepared(self, dataset: Dataset) -> None:
        if dataset is self._dataset:
            self._is_ready = True
            self.check_now()

    # fields

    def _make(self) -> None:
        body = QFrame()
        body.setObjectName("panel")
        grid = QGridLayout()
        self._lines = Lines(grid)
        self._make_days()
        self._place = PlaceFields(self._lines)
        self._fields |= self._place.fields
        self._make_types()
        self._figures = FigureFields(self._lines)
        self._fields |= self._figures.fields
        self._make_sources()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 16, 14)
        column.addLayout(grid)
        column.addStretch()
        self.setWidget(body)

    def _make_days(self) -> None:
        precisions = [(_AS_WRITTEN, ""), *((_DAYS[precision], precision) for precision in DATE_PRECISIONS)]
        self._fields |= {
            "date_start": line("date_start", "Day or first day", "18 Nov 2024, 3-5 Nov 2024, Nov 2024"),
            "date_end": line("date_end", "Last day", "the same"),
            "date_precision": choices("date_precision", "How exactly the day is known", precisions),
        }
        self._lines.heading("When")
        days = [self._fields["date_start"], label("to", "muted"), self._fields["date_end"]]
        self._lines.add("Day", days, ("date_start", "date_end"))
        self._read_as = self._lines.below("muted")
        self._lines.add("Day known to", self._fields["date_precision"], ("date_precision",))

    def _make_types(self) -> None:
        types = [("– choose –", ""), *((name, name) for name in EVENT_TYPES)]
        self._fields |= {
            "event_type": choices("event_type", "Event type", types),
            "sub_event_type": choices("sub_event_type", "Sub-event type", [("not stated", "")]),
            "actor1": line("actor1", "First actor", "who acted, if that is known"),
            "actor2": line("actor2", "Second actor", "against whom"),
            "actors_associated": line("actors_associated", "Other actors", "others, with ; between them"),
        }
        self._lines.heading("What and who")
        self._lines.add("Type", self._fields["event_type"], ("event_type",))
        self._lines.add("Sub-type", self._fields["sub_event_type"], ("sub_event_type",))
        self._lines.add("First actor", self._fields["actor1"], ("actor1",))
        self._lines.add("Second actor", self._fields["actor2"], ("actor2",))
        self._lines.add("Others", self._fields["actors_associated"], ("actors_associated",))

    def _make_sources(self) -> None:
        self._fields |= {
            "sources": line("sources", "Sources", "newspapers, offices, with ; between them"),
            "url": line("url", "Address of a report", "https://…"),
            "notes": text_box("notes", "Note", 4),
        }
        self._lines.heading("Sources and note")
        self._lines.add("Sources", self._fields["sources"], ("sources",))
        self._lines.add("Address", self._fields["url"], ("url",))
        self._lines.add("Note", self._fields["notes"], ("notes",))
        self._lines.heading("Who says what")
        self.claims = ClaimList()
        self._lines.add("Claims", self.claims, ("claims",))

    def _connect(self) -> None:
        for name, field in self._fields.items():
            on_edit(field, partial(self._on_edited, name))
        self.claims.changed.connect(lambda: self._on_edited("claims"))
        self._place.changed.connect(lambda: self._on_edited("place"))
        self._place.pick_requested.connect(self.pick_requested)

    def _on_edited(self, name: str) -> None:
        """What the user has changed is checked a moment later."""
        self._touched.add(name)
        if name == "event_type":
            self._offer_sub_types(value_of(self._fields["sub_event_type"]))
        elif name == "date_start" and self._loaded.date_precision:
            for other in ("date_end", "date_precision"):  # of the month or the year that was there before
                if value_of(self._fields[other]) == getattr(self._loaded, other):
                    set_value(self._fields[other], "")
        elif name == "killed_best":
            self._figures.follow()
        self._place.on_edited(name)
        self._soon.start()
        self.edited.emit()

    def _offer_sub_types(self, chosen: str) -> None:
        """Offer the sub-types of the chosen type; one of another type is given up."""
        box = self._fields["sub_event_type"]
        event_type = value_of(self._fields["event_type"])
        names = SUB_EVENT_TYPES.get(event_type, ())
        assert isinstance(box, QComboBox)
        box.clear()
        for text, value in (("not stated", ""), *((name, name) for name in names)):
            box.addItem(text, value)
        is_known = chosen in names or not any(chosen in others for others in SUB_EVENT_TYPES.values())
        set_value(box, chosen if is_known else "")

    def _suggest(self) -> None:
        """Suggest the names that are known: of places, districts and actors."""
        coded = self._dataset.incidents.coded
        names = joined_names((actor.name for actor in actors()), coded["actor1"].names, coded["actor2"].names)
        for column in ("actor1", "actor2", "actors_associated"):
            field = self._fields[column]
            assert isinstance(field, QLineEdit)
            completed(field, names, partial(self._on_edited, column), separated=column == "actors_associated")
        self.claims.names = names
        self._place.suggest(self._dataset)
