"""How the rows of a table are read by a column mapping, for each matter: counts, and examples beside the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.incidents.findings import Checked, RawTable
from geo.incidents.table import Incident
from geo.incidents.words import date_words, figure_words
from geo.sources.column_mapping.record import JOINT, ColumnMapping
from geo.sources.files.table import fold_names

__all__ = ["JOINT", "MATTERS", "MOST_ROWS", "SAMPLES", "Matter", "Reading", "Sample", "joined_readings", "read_matter"]

Matter = Literal["day", "place", "killed", "type"]

MATTERS: Mapping[Matter, tuple[str, ...]] = {
    "day": ("date_start", "date_end", "date_precision"),
    "place": ("lat", "lon", "location", "district", "province", "country", "place_precision", "utm_zone"),
    "killed": ("killed_best", "killed_low", "killed_high"),
    "type": ("event_type", "sub_event_type"),
}
"""What matters most about an incident, and the columns of ours that hold it."""

MOST_ROWS = 3_000
"""Of a longer table only the first rows are read: this runs at every choice of a column."""

MOST_TEXTS = {"day": 1_500, "place": 1_000, "killed": 1_500, "type": 200}
"""The reading ends before the row that would bring more different texts: looking up notes as types is slow."""

SAMPLES = 3
_ROW = "\0row"
"""The name of a column that no file has."""

_STAND_INS = {"date_start": "2024-01-01", "province": "Balochistan", "event_type": "Battles"}
"""What every row needs beside the matter that is read."""

_INSTEAD = {"day": {"date_start"}, "place": {"province"}, "killed": set(), "type": {"event_type"}}


@dataclass(frozen=True, slots=True)
class Sample:
    """A text of the file and what it becomes; blank if it cannot be read."""

    text: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of one matter are read, in rows.

    Attributes
    ----------
    rows
        The rows that were looked at.
    read, doubtful
        The rows that are read, and those of them about which a doubt is told.
    blank, outside
        The rows that hold nothing, and those that lie outside the two provinces.
    faults, doubts
        The messages about the rows that cannot be read, and about those with a doubt, with the number of rows.
    samples
        Texts that differ, with what they become.
    """

    rows: int = 0
    read: int = 0
    doubtful: int = 0
    blank: int = 0
    outside: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    samples: tuple[Sample, ...] = ()

    @property
    def unread(self) -> int:
        """The rows that hold something which cannot be read."""
        return self.rows - self.read - self.blank - self.outside


def read_matter(
    table: RawTable, mapping: ColumnMapping, matter: Matter, check: Callable[[RawTable, ColumnMapping], Checked]
) -> Reading:
    """How the first rows of a table are read in one matter, by the checks of imports.

    Parameters
    ----------
    table
        The first rows of the file.
    mapping
        The column mapping; only its columns of the matter are used.
    matter
        One of `MATTERS`.
    check
        Checks the rows of a table by a column mapping.
    """
    columns = {ours: mapping.columns[ours] for ours in MATTERS[matter] if ours in mapping.columns}
    groups = _groups(table, list(dict.fromkeys(columns.values())), MOST_TEXTS[matter])
    if not groups:
        return Reading()
    texts, counts = list(groups), [len(rows) for rows in groups.values()]
    records = [(*table.records[rows[0]], str(at)) for at, rows in enumerate(groups.values())]
    checked = check(RawTable((*table.header, _ROW), records), _alone(mapping, columns, matter))
    return _Tally(matter, texts, counts, _of_matter(checked, columns)).reading()


def joined_readings(readings: Sequence[Reading]) -> Reading:
    """Readings of the same texts in several ways: the counts of the first, the samples with all that they may mean."""
    meanings: dict[str, dict[str, None]] = {}
    for sample in (sample for reading in readings for sample in reading.samples):
        meanings.setdefault(sample.text, {})[sample.becomes] = None
    joined = (Sample(text, " or ".join(filter(None, known))) for text, known in meanings.items())
    return replace(readings[0], samples=tuple(joined)[:SAMPLES]) if readings else Reading()


def _alone(mapping: ColumnMapping, columns: Mapping[str, str], matter: Matter) -> ColumnMapping:
    """The column mapping of one matter, with constants in place of what every row needs beside it."""
    stand_ins = {name: text for name, text in _STAND_INS.items() if name not in _INSTEAD[matter]}
    own = {name: text for name, text in mapping.constants.items() if name in MATTERS[matter]}
    return replace(mapping, columns={**columns, "incident_id": _ROW}, constants={**stand_ins, **own}, actors={})


def _groups(table: RawTable, names: Sequence[str], most: int) -> dict[tuple[str, ...], list[int]]:
    """The positions of the first even rows, by their texts in the named columns; up to so many different texts."""
    header = fold_names(table.header)
    parts = (part for name in fold_names(names) for part in ((name,) if name in header else name.split(JOINT)))
    places = [header.index(part.strip()) for part in parts if part.strip() in header]
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, record in enumerate(table.records[:MOST_ROWS] if places else ()):
        if len(record) == len(header):
            texts = tuple(record[place].strip() for place in places)
            if texts not in groups and len(groups) == most:
                break
            groups.setdefault(texts, []).append(row)
    return groups


def _of_matter(checked: Checked, columns: Mapping[str, str]) -> Checked:
    """The check without the doubts about what stands in for other matters."""
    folded = (part for name in fold_names(tuple(columns.values())) for part in (name, *name.split(JOINT)))
    names = {*columns, *folded}
    problems = [problem for problem in checked.problems if problem.severity == "error" or problem.column in names]
    return replace(checked, problems=problems)


class _Tally:
    """Counts the rows of a check by the texts that stand for them; ``counts[i]`` rows have the text i."""

    def __init__(
        self, matter: Matter, texts: Sequence[tuple[str, ...]], counts: Sequence[int], checked: Checked
    ) -> None:
        self._matter, self._texts, self._counts = matter, texts, counts
        ids = (text.rpartition(":")[2] for text in checked.rows.columns["incident_id"])
        self._incidents: dict[int, int] = {int(text): place for place, text in enumerate(ids)}
        self._checked = checked
        self._faults: dict[int, str] = {}
        self._doubts: dict[int, str] = {}
        for problem in checked.problems:
            at = int(number) if (number := problem.id.rpartition(":")[2]).isdecimal() else -1
            (self._faults if problem.severity == "error" else self._doubts).setdefault(at, problem.message)

    def reading(self) -> Reading:
        """The counts and the samples."""
        blank = [at for at, cells in enumerate(self._texts) if not any(cells)]
        rest = [at for at, cells in enumerate(self._texts) if any(cells)]
        read = [at for at in rest if at in self._incidents and self._is_known(at)]
        outside = [at for at in rest if at not in self._incidents and at not in self._faults]
        return Reading(
            rows=sum(self._counts),
            read=self._sum(read),
            doubtful=self._sum([at for at in read if at in self._doubts]),
            blank=self._sum(blank),
            outside=self._sum(outside),
            faults=self._by_message(self._faults, rest),
            doubts=self._by_message(self._doubts, read),
            samples=self._samples(read, [at for at in rest if at not in read]),
        )

    def _by_message(self, messages: Mapping[int, str], places: Sequence[int]) -> Counter[str]:
        """The rows at these places by their message."""
        rows: Counter[str] = Counter()
        for at in places:
            if at in messages:
                rows[messages[at]] += self._counts[at]
        return rows

    def _sum(self, places: Sequence[int]) -> int:
        return sum(self._counts[at] for at in places)

    def _is_known(self, at: int) -> bool:
        """Whether the row says anything in the matter; a figure may be stated as unknown."""
        if self._matter != "killed":
            return True
        row, columns = self._incidents[at], self._checked.rows.columns
        return any(columns[name][row] is not None for name in MATTERS["killed"])

    def _samples(self, read: Sequence[int], others: Sequence[int]) -> tuple[Sample, ...]:
        """The most frequent texts, among them one that is not read if there is any."""
        ranked = sorted(read, key=lambda at: (at in self._doubts, -self._counts[at]))
        chosen = ranked[: SAMPLES - bool(others)]
        chosen += sorted(others, key=lambda at: -self._counts[at])[: SAMPLES - len(chosen)]
        return tuple(Sample(" · ".join(filter(None, self._texts[at])), self._becomes(at)) for at in chosen)

    def _becomes(self, at: int) -> str:
        if at not in self._incidents:
            return ""
        return _WORDS[self._matter](self._checked.incidents[self._incidents[at]])


_KNOWN = {
    "exact": "exact point",
    "near": "point nearby",
    "district": "the district",
    "province": "only the province",
    "country": "only the country",
}
"""How precisely a place is known, in few words."""


def _place_words(incident: Incident) -> str:
    names = [name for name in (incident.location, incident.district or incident.province) if name]
    precision = _KNOWN.get(incident.place_precision, incident.place_precision)
    where = ", ".join(dict.fromkeys(names)) or f"{incident.lat}, {incident.lon}"
    return f"{where} ({precision})"


def _type_words(incident: Incident) -> str:
    kind, finer = incident.event_type, incident.sub_event_type
    return f"{finer} ({kind})" if finer else kind


_WORDS: Mapping[Matter, Callable[[Incident], str]] = {
    "day": date_words,
    "place": _place_words,
    "killed": figure_words,
    "type": _type_words,
}
