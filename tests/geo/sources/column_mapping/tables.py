"""Small tables as partners write them, and what is decided about their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from geo.incidents.findings import RawTable
from geo.sources.column_mapping.contents import Contents
from geo.sources.column_mapping.guess import Guess, guess_columns
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_words import type_of_words
from geo.sources.incident_file import IncidentFile
from geo.sources.placenames import bundled_places
from geo.sources.read_options import ReadOptions

TODAY = date(2026, 6, 20)
DISTRICTS = ("Bannu", "Tank", "Kech", "Swat", "Hangu", "Kohat")
TYPES = ("IED", "Ambush", "Kidnapping")
DAYS = ("2024-11-18", "2024-11-02", "2024-10-21", "2024-11-05", "2024-11-07", "2024-10-30")
LATER = ("2024-11-20", "2024-11-25", "2024-11-25", "2024-11-26", "2024-11-26", "2024-11-27")


def cells(name: str) -> Sequence[str]:
    """Six cells for a column of that kind."""
    kinds: dict[str, Sequence[str]] = {
        "day": DAYS,
        "later": LATER,
        "moment": [f"{day}T09:12:44.120+05:00" for day in LATER],
        "district": DISTRICTS,
        "other district": DISTRICTS[::-1],
        "type": [TYPES[row % 3] for row in range(6)],
        "few": [str(row % 3) for row in range(6)],
        "some": [str(row + 3) for row in range(6)],
        "lon": ["70.61", "70.31", "63.05", "72.36", "71.06", "71.44"],
        "lat": ["32.98", "32.21", "26.01", "34.78", "33.53", "33.59"],
    }
    return kinds[name]


def survey_of(columns: Mapping[str, Sequence[str]]) -> Survey:
    """A survey of a table with these columns."""
    header = tuple(columns)
    return Survey(header, [RawTable(header, list(zip(*columns.values(), strict=True)))])


def guess_of(columns: Mapping[str, Sequence[str]], decided: Mapping[str, str] | None = None) -> Guess:
    """What is proposed for a table with these columns beside a type and a district."""
    every = {"Type": cells("type"), "District": cells("district"), **columns}
    return guess_columns(survey_of(every), bundled_places(), "desk", decided=decided)


def contents_of(columns: Mapping[str, Sequence[str]]) -> Contents:
    """The tests of content of a table with these columns."""
    return Contents(survey_of(columns), bundled_places(), type_of_words)


def written(folder: Path, columns: Mapping[str, Sequence[str]], name: str = "desk list.csv") -> Path:
    """A CSV file with these columns."""
    path = folder / name
    lines = [tuple(columns), *zip(*columns.values(), strict=True)]
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n", encoding="utf-8")
    return path


def opened(path: Path, options: ReadOptions | None = None) -> IncidentFile:
    """A file of incidents, read at a fixed day."""
    return IncidentFile(path, options, today=TODAY)
