"""What is shown at a glance: how precisely places, days and deaths are known, by whom, and what is left out.

The same columns as everywhere: places by `Snapshot.by_place_precision`, deaths by the range of the reports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.analysis.coverage import coverage
from geo.analysis.duplicates import candidates, unlinked
from geo.tally import sums
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural, source_name

__all__ = ["Grade", "Known", "casualties", "how_known", "left_out_words", "remarks", "source_words"]

_PRECISIONS = ("day", "week", "month", "year")
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Grade:
    """How many incidents are known so precisely; ``level`` is 0 for the most precise and 3 for what is not known."""

    words: str
    n: int
    level: int


@dataclass(frozen=True, slots=True)
class Known:
    """How precisely one thing is known: its grades that occur, the most precise first; they sum to what is shown."""

    title: str
    grades: tuple[Grade, ...]

    @property
    def words(self) -> str:
        """All grades in words: "Place: 120 exact, 72 district only"."""
        return f"{self.title}: {', '.join(f'{grade.n:,} {grade.words}' for grade in self.grades) or 'no incident'}"


@once_per_snapshot
def how_known(snapshot: Snapshot) -> tuple[Known, ...]:
    """How precisely the places, days and deaths of the incidents shown are known."""
    return _places(snapshot), _days(snapshot), _deaths(snapshot)


def _known(title: str, *grades: tuple[str, int, int]) -> Known:
    return Known(title, tuple(Grade(words, n, level) for words, n, level in grades if n))


def _places(snapshot: Snapshot) -> Known:
    known = snapshot.by_place_precision
    not_mapped = sum(known.get(name, 0) for name in ("province", "country", "unlocated"))
    return _known(
        "Place",
        ("exact", known.get("exact", 0), 0),
        ("near", known.get("near", 0), 1),
        ("district only", known.get("district", 0), 2),
        ("not mapped", not_mapped, 3),
    )


def _days(snapshot: Snapshot) -> Known:
    """A week is some days, and so is a row of several days whatever precision its source states."""
    incidents, rows = snapshot.dataset.incidents, snapshot.rows
    codes = incidents.coded["date_precision"].recode(_PRECISIONS)[rows]
    several = incidents.end[rows] > incidents.start[rows]
    grade = np.where(codes > 0, codes, several.astype(codes.dtype))
    day, week, month, year = np.bincount(grade, minlength=len(_PRECISIONS)).tolist()
    return _known(
        "Day",
        ("one day", day, 0),
        ("some days", week, 1),
        ("a month", month, 2),
        ("a year", year, 3),
    )


def _deaths(snapshot: Snapshot) -> Known:
    tallied, rows = snapshot.dataset.incidents.tallied, snapshot.rows
    ranges = int(np.count_nonzero(tallied["killed_low"][rows] != tallied["killed_high"][rows]))
    unknown = snapshot.figures.no_figure
    return _known(
        "Deaths",
        ("one figure", len(snapshot.answer) - ranges - unknown, 0),
        ("a range", ranges, 1),
        ("no figure", unknown, 3),
    )


def casualties(figures: Figures) -> str:
    """How many people were reported killed, with the range of the reports, and how many injured."""
    unknown = f" · {figures.no_figure:,} without a figure" if 0 < figures.no_figure < figures.incidents else ""
    colon = ":" if figures.incidents and figures.no_figure == figures.incidents else ""
    return f"Reported killed{colon} {figures.killed_words}{unknown} · injured {figures.injured_words}"


def source_words(snapshot: Snapshot) -> str:
    """The sources of the incidents shown, those with most first: "UCDP GED (31) and 2 more"; blank for none."""
    dataset = snapshot.dataset
    names = dataset.incidents.coded["source"].names
    counts = sums.count_by(dataset, "source", snapshot.state.query, snapshot.answer)
    ranked = sorted((-n, source_name(name)) for name, n in zip(names, counts, strict=True) if n)
    more = len(ranked) - _MOST_SOURCES
    first = ", ".join(f"{name} ({-n:,})" for n, name in ranked[:_MOST_SOURCES])
    return f"{first} and {more:,} more" if more > 0 else first


def left_out_words(snapshot: Snapshot) -> str:
    """How many incidents are not counted, and why; blank if all are."""
    return "; ".join(f"{item.n:,} {item.reason}" for item in snapshot.left_out)


def remarks(snapshot: Snapshot) -> tuple[str, ...]:
    """What else limits the count: days that are not covered, and pairs of reports that may be one event."""
    found, pairs = coverage(snapshot), unlinked(snapshot)
    least = "" if candidates(snapshot.dataset).is_complete else "At least "
    twice = f"{least}{plural(pairs, 'pair')} of reports may be one event." if pairs else ""
    return tuple(filter(None, (found.sentence, found.partly, twice)))
