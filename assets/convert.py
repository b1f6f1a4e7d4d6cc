"""Convert the compiled incident files to the incident model; run once for each new compilation.

Usage: ``python assets/convert.py FOLDER`` with the folder that holds ``incidents.csv``, ``actors.csv`` and
``context_events.csv`` in the compiled layout. The results are written to ``assets/incidents/``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.calendar.days import interval_of
from geo.incidents import Claim, ContextEvent
from geo.incidents.columns import COLUMN_NAMES
from geo.taxonomy import actor_name, split_actors, split_names, without_remark

TARGET = Path(__file__).resolve().parent / "incidents"
PLACE_PRECISION = {"1": "exact", "2": "near", "3": "district"}
SPEAKERS = {
    "army statement",
    "Frontier Corps spokesman",
    "initial investigation",
    "media suspicion",
    "official statements",
    "officials",
    "state label",
    "victim's video",
}
REMARKS = {"reported denial; verify": "a reported denial, not verified"}
DISPUTED = {"Unidentified", "Disputed"}
TITLES = {
    "US lists the BLA and Majeed Brigade as a foreign terrorist organisation": (
        "US State Department puts the BLA and Majeed Brigade on its FTO list"
    ),
}
"""Titles that are put more plainly."""

STATE_LABELS = {"Tehrik-i-Taliban Pakistan": ("Fitna al-Khawarij",)}

Row = dict[str, str]


def actors_of(row: Row) -> tuple[str, str, str]:
    """First actor, second actor, and all further ones joined by semicolons."""
    first, second = (
        tuple("Disputed" if name in DISPUTED else name for name in split_actors(row[column]))
        for column in ("actor1", "actor2")
    )
    return (first or ("",))[0], (second or ("",))[0], "; ".join(dict.fromkeys((*first[1:], *second[1:])))


def incident_of(row: Row) -> Row:
    """One row of the incident table."""
    start, end = interval_of(date.fromisoformat(row["event_date"]), row["date_precision"])
    actor1, actor2, associated = actors_of(row)
    return {
        "incident_id": f"curated:{row['incident_id']}",
        "source": "curated",
        "release": "bundled",
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_precision": row["date_precision"],
        "lon": row["longitude"],
        "lat": row["latitude"],
        "place_precision": PLACE_PRECISION[row["geo_precision"]],
        "location": row["location"],
        "location_as_given": row["location"],
        "district": row["district"],
        "district_as_given": row["district"],
        "province": row["province"],
        "province_as_given": row["province"],
        "event_type": row["event_type"],
        "sub_event_type": row["sub_event_type"],
        "actor1": actor1,
        "actor1_as_given": row["actor1"],
        "actor2": actor2,
        "actor2_as_given": row["actor2"],
        "actors_associated": associated,
        "killed_low": row["fatalities_low"],
        "killed_best": row["fatalities"],
        "killed_high": row["fatalities_high"],
        "killed_militants": row["militant_fatalities"],
        "injured": row["injured"],
        "abducted": row["abducted"],
        "sources": row["source"],
        "url": row["source_url_or_title"],
        "notes": row["notes"],
    }


def claims_of(row: Row) -> Iterator[Claim]:
    """The statements about responsibility that a row holds."""
    incident_id, sources = f"curated:{row['incident_id']}", row["source"]
    for part in split_names(row["claimed_by"]):
        name, remark = without_remark(part)
        yield Claim(incident_id, "claimed", actor_name(name), "", source=sources, remark=REMARKS.get(remark, remark))
    for part in split_names(row["attributed_to"]):
        yield _attribution(incident_id, part, sources)
    for part in split_names(row["denied_by"]):
        name, remark = without_remark(part)
        yield Claim(incident_id, "denied", actor_name(name), "", source=sources, remark=REMARKS.get(remark, remark))


def _attribution(incident_id: str, part: str, sources: str) -> Claim:
    name, remark = without_remark(part)
    if remark == "stated target":
        return Claim(incident_id, "reported", "", f"stated target: {name}", source=sources)
    speaker = remark if remark in SPEAKERS else ""
    return Claim(incident_id, "attributed", speaker, actor_name(name), source=sources, remark="" if speaker else remark)


def actor_row(row: Row) -> Row:
    """An actor with the labels that a state uses for it among its aliases."""
    aliases = "; ".join(filter(None, (row["aliases"], *STATE_LABELS.get(row["name"], ()))))
    return {**row, "aliases": aliases}


def write(name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a table to the target folder."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def as_text(record: Claim | ContextEvent) -> Row:
    """A record as a row of text."""
    return {name: str(getattr(record, name) or "") for name in columns_of(type(record))}


def columns_of(kind: type[Claim | ContextEvent]) -> list[str]:
    """The columns of a bundled table: those of the records that the compilation fills."""
    return [field.name for field in fields(kind) if field.name not in ("url", "figure", "value", "event_id")]


def context_of(row: Row) -> ContextEvent:
    """A context event; an open end is its first day."""
    start = date.fromisoformat(row["date_start"])
    end = date.fromisoformat(row["date_end"]) if row["date_end"] else start
    title = TITLES.get(row["title"], row["title"])
    return ContextEvent(start, end, title, row["scope"], row["category"], row["source"], row["notes"])


def main(folder: Path) -> None:
    """Convert all files of the compilation in a folder."""

    def read(name: str) -> list[Row]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    actors = [actor_row(row) for row in read("actors.csv")]
    write("actors.csv", actors[0], actors)
    rows = read("incidents.csv")
    incidents = sorted(map(incident_of, rows), key=lambda row: (row["date_start"], row["incident_id"]))
    write("incidents.csv", COLUMN_NAMES, incidents)
    write("claims.csv", columns_of(Claim), (as_text(claim) for row in rows for claim in claims_of(row)))
    context = (as_text(context_of(row)) for row in read("context_events.csv"))
    write("context_events.csv", columns_of(ContextEvent), context)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
