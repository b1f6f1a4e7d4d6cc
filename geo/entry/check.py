"""The check of one entry: by the rules of imports, as a table of one row, in a few milliseconds.

Where an import stores a row with a warning and without what its cell says (coordinates that are none, a district that
nobody knows), an entry is refused: there is a person who can correct it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from geo.analysis.similar import Similar, similar_to
from geo.dataset import Dataset
from geo.entry.field_problem import FieldProblem
from geo.entry.incident_entry import IncidentEntry
from geo.entry.typed import Typed, typed_cells
from geo.errors import UnknownName
from geo.incidents import Claim, Incident
from geo.incidents.cells import claims_text
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check_draft, own_draft
from geo.places.locate import bundled_locator
from geo.sources.day_reading import DayReading
from geo.sources.own_cells import read_own_cells
from geo.sources.placenames import KnownPlaces

__all__ = ["EntryCheck", "Found", "check_entry", "prepare_checks"]

_ID = "own:new"
_PLACE = ("lon", "lat", "place_precision", "location", "location_as_given", "district", "district_as_given", "province",
          "province_as_given")  # fmt: skip
_DAYS = ("date_start", "date_end", "date_precision")
_TYPES = ("event_type", "sub_event_type")
_AS_STORED = re.compile(r" The (?:row|name) is kept [^.]*\.\Z")
"""How a warning ends that says what an import stores in place of what is lost."""

_OF_A_TABLE = (
    (": every row needs one.", "."),
    ("Write digits only; leave the cell blank", "Write a number, 3-5 or “at least 5”; leave it blank"),
    ("Leave the cell blank", "Leave it blank"),
    ("The row names no place: it needs", "It is not known where this is: it needs"),
    ("has in other rows", "has in other incidents"),
    ("that the row names", "that is named"),
    ("which the row names", "which is named"),
    ("what the row gives", "what is typed"),
    ("The cell h", "It h"),
)
"""What messages of imports say of rows and cells, and what is said of one incident."""

_ANY_DAY, _ANY_TYPE = "2000-01-01", "Battles"


@dataclass(frozen=True, slots=True)
class Found:
    """Where the place of an entry lies, as far as its fields of place say; blank and None where that is not known.

    ``lon`` and ``lat`` are degrees (EPSG:4326). ``near_boundary``: a district line is within 5 km of the point.
    """

    district: str = ""
    province: str = ""
    location: str = ""
    place_precision: str = ""
    lon: float | None = None
    lat: float | None = None
    near_boundary: bool = False


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """What is known about an entry.

    Attributes
    ----------
    problems
        What is wrong with its fields, in their order.
    incident, claims
        The row that it would be, with its canonical names; None and empty while there is an error. The id of a new one
        stands for none.
    found
        Its place, known as soon as its fields of place can be read.
    similar
        Stored incidents that may be the same event, the likeliest first.
    changes
        What would be stored otherwise than it was typed, in words.
    """

    problems: tuple[FieldProblem, ...]
    incident: Incident | None
    claims: tuple[Claim, ...]
    found: Found
    similar: tuple[Similar, ...]
    changes: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether it can be stored."""
        return self.incident is not None

    def problems_of(self, field: str) -> tuple[FieldProblem, ...]:
        """What is wrong with one field."""
        return tuple(problem for problem in self.problems if problem.field == field)


def check_entry(
    entry: IncidentEntry, dataset: Dataset, names: NameResolver | None = None, today: date | None = None
) -> EntryCheck:
    """What is wrong with an entry, which row it would be, and what it may be the same as.

    Parameters
    ----------
    entry
        What was typed.
    dataset
        The stored incidents: the entry is compared with them, and their places are known by name.
    names
        Looks places up; None for the bundled ones and those of the dataset.
    today
        The present day in Pakistan; None for that of the clock.
    """
    names = names or _places_of(dataset)
    typed = typed_cells(entry)
    checked, changes = _checked(typed, entry, names, today)
    problems = _problems(typed, checked, entry, names)
    incident = None if any(p.severity == "error" for p in problems) else checked.incidents[0]
    if incident is not None and entry.edits is not None:
        stored = entry.edits
        incident = replace(incident, incident_id=stored.incident_id, source=stored.source, release=stored.release,
                           revised_at=stored.revised_at, extra=incident.extra or stored.extra)  # fmt: skip
    key = _ID if entry.edits is None else entry.edits.incident_id
    partly = incident or _resolved(typed, problems, names)
    return EntryCheck(
        problems=problems,
        incident=incident,
        claims=tuple(replace(claim, incident_id=key) for claim in checked.claims) if incident is not None else (),
        found=_found(partly),
        similar=_similar(partly, entry, problems, dataset),
        changes=tuple(dict.fromkeys((*typed.changes, *changes))),
    )


def prepare_checks(dataset: Dataset) -> None:
    """Load what the first check would wait for: names, outlines and district lines; in the background."""
    point = IncidentEntry(date_start="3 Nov 2024", lon="71.5", lat="34.0", location="Nowhere near Quetta",
                          event_type="IED", killed_best="at least 5")  # fmt: skip
    for entry in (point, replace(point, lon="", lat="", location="Nowhere", district="Nowhere")):
        check_entry(entry, dataset)


def _places_of(dataset: Dataset) -> NameResolver:
    """The bundled places and those of the incidents of a dataset, once for all checks."""
    incidents = dataset.incidents

    def make() -> KnownPlaces:
        rows = incidents.has_point.nonzero()[0].tolist()
        texts, districts = incidents.texts["location"], incidents.coded["district"]
        named = ((texts[i], districts.name(i), float(incidents.lon[i]), float(incidents.lat[i])) for i in rows)
        return KnownPlaces(list(dict.fromkeys(place for place in named if place[0])))

    return dataset.memo.get("places of entries", make)


def _checked(typed: Typed, entry: IncidentEntry, names: NameResolver, today: date | None) -> tuple[Checked, list[str]]:
    """The row after all checks of an import, and what they changed."""
    cells = {"incident_id": _ID, "source": "own", **typed.cells, CLAIMS_COLUMN: claims_text(entry.claims)}
    draft = own_draft(RawTable(tuple(cells), [tuple(cells.values())]))
    read_own_cells(draft, DayReading(""))
    draft.keeps_words = False  # what is no figure is refused
    draft.states_ranges = typed.states_ranges
    checked = check_draft(draft, names, today, 1)
    repairs = (repair.what for repair in checked.repairs)
    return checked, [_of_one(what) for what in repairs if not what.startswith("place_precision: set")]


def _problems(typed: Typed, checked: Checked, entry: IncidentEntry, names: NameResolver) -> tuple[FieldProblem, ...]:
    """All problems by field, those of what would be lost as errors."""
    faults = {field for field, _ in typed.faults}
    lost = _lost(checked, entry, names)
    found = [FieldProblem(field, message) for field, message in typed.faults]
    for problem in checked.problems:
        if problem.column not in faults:
            is_lost = problem.column in lost and problem.severity == "warning"
            message = _AS_STORED.sub("", problem.message) if is_lost else problem.message
            found.append(FieldProblem(problem.column, _of_one(message), "error" if is_lost else problem.severity))
    return tuple(found)


def _of_one(message: str) -> str:
    """A message of an import as one of a single incident, which has no row and no cells."""
    for words, instead in _OF_A_TABLE:
        message = message.replace(words, instead)
    return message


def _lost(checked: Checked, entry: IncidentEntry, names: NameResolver) -> set[str]:
    """The fields that an import would store without what they say."""
    lost = set()
    rows = checked.rows.columns
    if (entry.lon.strip() or entry.lat.strip()) and rows["lon"] and rows["lon"][0] is None:
        lost |= {"lon", "lat"}
    for field, look_up in (("district", names.district), ("province", names.province)):
        text = getattr(entry, field).strip()
        if text and text != getattr(entry.edits, field, None):
            try:
                look_up(text)
            except UnknownName:
                lost.add(field)
    return lost


def _resolved(typed: Typed, problems: tuple[FieldProblem, ...], names: NameResolver) -> Incident | None:
    """The row with what can be read of its day, type and place, the rest as good as blank; None without a place."""
    faulty = {problem.field for problem in problems if problem.severity == "error"}
    cells = {"incident_id": _ID, "source": "own"}
    cells |= {name: typed.cells.get(name, "") for name in _PLACE if name not in faulty}
    days = {name: typed.cells[name] for name in _DAYS} if faulty.isdisjoint(_DAYS) else {"date_start": _ANY_DAY}
    types = {name: typed.cells[name] for name in _TYPES} if faulty.isdisjoint(_TYPES) else {"event_type": _ANY_TYPE}
    cells |= days | types
    draft = own_draft(RawTable(tuple(cells), [tuple(cells.values())]))
    read_own_cells(draft, DayReading(""))
    checked = check_draft(draft, names, None, 1)
    return checked.incidents[0] if checked.incidents else None


def _found(incident: Incident | None) -> Found:
    if incident is None:
        return Found()
    lon, lat = incident.lon, incident.lat
    is_point = lon is not None and lat is not None and incident.place_precision in ("exact", "near")
    near = bool(is_point and bundled_locator().near_boundary([lon or 0.0], [lat or 0.0])[0])
    place = (incident.district, incident.province, incident.location, incident.place_precision)
    return Found(*place, lon, lat, near)


def _similar(
    incident: Incident | None, entry: IncidentEntry, problems: tuple[FieldProblem, ...], dataset: Dataset
) -> tuple[Similar, ...]:
    faulty = {problem.field for problem in problems if problem.severity == "error"}
    if incident is None or not faulty.isdisjoint(_DAYS):
        return ()
    own_id = entry.edits.incident_id if entry.edits is not None else ""
    return similar_to(replace(incident, incident_id=own_id), dataset, any_type=not faulty.isdisjoint(_TYPES))
