"""The answers as a person reads them in a terminal, and as CSV."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.cli.output import aligned, csv_cell, fitted, print_csv, print_error, print_line, visible
from app.cli.shapes import FIGURES, counted_in
from geo.analysis.comparison import AGAINST, compared
from geo.analysis.counts import TIMED, table
from geo.analysis.coverage import coverage
from geo.analysis.districts import rate_text
from geo.analysis.nearness import last_near, near_words
from geo.analysis.status import disputed_note, status
from geo.analysis.table_figures import share_text, signed_text
from geo.analysis.table_lines import AT_MOST, SHRUNK
from geo.export.incidents_csv import rows_of
from geo.incidents import Claim, Incident
from geo.incidents.made_up import LABEL
from geo.view.snapshot import Snapshot
from geo.wording import plural, source_name

__all__ = [
    "print_info",
    "print_list",
    "print_list_csv",
    "print_status",
    "print_table",
    "print_table_csv",
    "print_written",
]

_BREAKDOWNS = (("By precision", "by_place_precision"), ("By province", "by_province"))
_MOST_RELEASES = 12
_RATES = ("per_100k", "per_100k_shrunk", "per_1000_km2", "may_be", "previous", "change")


def print_info(answer: dict[str, Any]) -> None:
    """What is in a workspace."""
    period = f"{answer['first_day']} to {answer['last_day']}" if answer["first_day"] else "no incidents"
    print_line(f"Workspace  {visible(answer['workspace'])}")
    if answer["made_up"]:
        print_line(f"           {LABEL}")
    print_line(f"Incidents  {answer['incidents']:,}")
    print_line(f"Period     {period}")
    _print_sources(answer)
    for title, key in _BREAKDOWNS:
        print_line("")
        rows = [[str(name), f"{n:,}"] for name, n in answer[key].items()]
        for line in aligned((title, "incidents"), rows, (1,)):
            print_line(line)
    print_line("")
    for each in answer["totals"]:
        print_line(visible(f"{each['sentence']}."))
    if n_by_hand := answer["by_hand"]["changes"]:
        print_line(f"{plural(n_by_hand, 'change')} by hand, the last at {answer['by_hand']['last']}.")
    if (earlier := len(answer["releases"]) - _MOST_RELEASES) > 0:
        print_line(f"{plural(earlier, 'earlier release')}; --json lists them.")
    for release in answer["releases"][-_MOST_RELEASES:]:
        cited = release["citation"] or release["file_name"] or ""
        held = f"{plural(release['rows'], 'row')} of {source_name(release['source'])}"
        print_line(visible(f"Release {release['name']}: {held}. {cited}"))
    if answer["notice"]:
        print_line(visible(answer["notice"]))


def _print_sources(answer: dict[str, Any]) -> None:
    """Each source with its incidents and the days that it covers."""
    print_line("")
    known = "stated, a sample" if answer["is_sample"] else "stated"
    rows = [
        [
            source_name(one["source"]),
            f"{answer['by_source'][one['source']]:,}",
            one["first_day"],
            one["last_day"],
            known if one["is_stated"] else "those of its rows",
        ]
        for one in answer["days_by_source"]
    ]
    for line in aligned(("By source", "incidents", "first day", "last day", "these days are"), rows, (1,)):
        print_line(line)


def print_list(snapshot: Snapshot) -> None:
    """One line an incident, cut to the width of the terminal if it is one, and what is left out."""
    columns = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else None
    claims = snapshot.dataset.claims
    incidents = list(snapshot.dataset.incidents.rows(snapshot.rows))
    rows = [_line(incident, claims.get(incident.incident_id, ()), columns is not None) for incident in incidents]
    header: tuple[str, ...] = ("date", "place", "type", "killed", "abducted", "claims", "what was reported")
    counted = counted_in(snapshot)
    if any(place and place != incident.district for place, incident in zip(counted, incidents, strict=True)):
        header = (*header[:2], "counted in", *header[2:])
        rows = [[*row[:2], fitted(place, 22), *row[2:]] for place, row in zip(counted, rows, strict=True)]
    if snapshot.distances is not None:
        header = ("km", *header)
        rows = [[f"{km:.1f}", *row] for km, row in zip(snapshot.distances[snapshot.rows].tolist(), rows, strict=True)]
    if rows:
        numbers = [header.index(name) for name in ("km", "killed", "abducted") if name in header]
        for line in aligned(header, rows, numbers):
            print_line(line if columns is None else fitted(line, columns))
        print_line("")
    print_status(snapshot)
    if near_words(snapshot):
        print_line(f"  {visible(near_words(snapshot))}")
    if last_near(snapshot):
        print_line(f"  {visible(last_near(snapshot))}")
    if any(incident.date_precision != "day" for incident in incidents):
        print_line("  ~ the day is not known: some day of the week, month or year that begins then")


def _line(incident: Incident, claims: Sequence[Claim], cut: bool) -> list[str]:
    place, sources = incident.district or incident.province or "not stated", claims_clause(claims)
    return [
        incident.date_start.isoformat() + ("" if incident.date_precision == "day" else "~"),
        fitted(place, 22),
        fitted(incident.sub_event_type or incident.event_type, 30),
        killed_text(incident),
        "" if incident.abducted is None else str(incident.abducted),
        fitted(sources, 36) if cut else sources,
        incident.notes or incident.location,
    ]


def killed_text(incident: Incident) -> str:
    """The deaths reported, as `geo.incidents.words.figure_words` weighs them, in a few characters; ``?`` is unknown."""
    low, best, high = incident.killed_low, incident.killed_best, incident.killed_high
    if best is None:
        return "?" if low is None and high is None else "–".join("?" if n is None else str(n) for n in (low, high))
    low, high = best if low is None else low, best if high is None else high
    return str(best) if low == high else f"{best} ({low}–{high})"


def claims_clause(claims: Sequence[Claim]) -> str:
    """Who claims, denies or attributes an incident, in one clause."""
    clauses = []
    for claim in claims:
        who = claim.about if claim.kind == "attributed" else claim.by
        clauses.append(f"{claim.kind} {'to' if claim.kind == 'attributed' else 'by'} {who}" if who else claim.kind)
    return "; ".join(dict.fromkeys(clauses)) or "no claim recorded"


def print_status(snapshot: Snapshot) -> None:
    """How many incidents are shown, and what is left out."""
    if not len(snapshot.answer):
        print_line("No incident passes these filters.")
    print_line(f"{snapshot.period_words}: {status(snapshot)}")
    for item in snapshot.left_out:
        print_line(f"  left out: {item.n:,} {item.reason}")


def print_list_csv(snapshot: Snapshot) -> None:
    """All columns, claims and terms, in the layout that ``import`` reads."""
    print_csv(rows_of(snapshot))


def print_table_csv(answer: dict[str, Any]) -> None:
    """The rows of a table; on standard error what a reader has to know about them."""
    for note in filter(None, (answer["coverage"]["sentence"], answer["note"])):
        print_error(visible(note))
    header = (answer["by"], *FIGURES, *_RATES)
    label = (LABEL,) if answer["made_up"] else ()
    rows = ([*(csv_cell(row[name]) for name in header), *label] for row in answer["rows"])
    print_csv([(*header, "data") if label else header, *rows])


def print_table(snapshot: Snapshot, answer: dict[str, Any]) -> None:
    """The rows of a table with their sum, and what no row holds."""
    by = answer["by"]
    wanted = [name for name in _RATES if any(row[name] is not None for row in answer["rows"])]
    words = source_name if by == "source" else str
    rows = [_table_line(words(row[by]), row, wanted) for row in answer["rows"]]
    if rows:
        rows.append(_table_line("all", answer["total"], wanted))
        figures = ("incidents", "share", "killed", "low–high", "injured", "abducted")
        header = (by.replace("_", " "), *figures, *(_HEADS[name] for name in wanted))
        for line in aligned(header, rows, range(1, len(header))):
            print_line(line)
        print_line("")
    print_status(snapshot)
    for item in table(snapshot, by).left_out:
        print_line(f"  in no row: {item.n:,} {item.reason}")
    for note in filter(None, _table_notes(snapshot, answer, "change" in wanted)):
        print_line(f"  {visible(note)}")


def _table_notes(snapshot: Snapshot, answer: dict[str, Any], has_change: bool) -> Iterator[str]:
    """What a reader has to know about the sum of the rows, the change and the sources."""
    found = coverage(snapshot)
    yield answer["note"] or ""
    yield disputed_note(snapshot, answer["by"])
    against = answer["compared_with"]
    before = compared(snapshot, against)
    if before is not None and has_change:
        yield f"before: {before.period_words}, {AGAINST[against]}"
    elif not has_change and answer["by"] not in TIMED:
        why = "days are not covered" if found.words else answer["no_change"]
        yield f"no change is shown: {why}" if why else ""
    yield found.partly
    yield found.change_note if has_change and against == "previous" else ""
    if any(row["per_100k_shrunk"] is not None for row in answer["rows"]):
        yield SHRUNK
    if any(row["may_be"] is not None for row in answer["rows"]):
        yield AT_MOST


UNKNOWN = "–"
"""A number of deaths that none of the incidents states."""

_HEADS = {
    "per_100k": "per 100,000 people",
    "per_100k_shrunk": "shrunk",
    "per_1000_km2": "per 1,000 km²",
    "may_be": "at most",
    "previous": "before",
    "change": "change",
}


def _table_line(name: str, row: dict[str, Any], wanted: list[str]) -> list[str]:
    is_unknown = row["incidents"] and row["no_figure"] == row["incidents"]
    spread = UNKNOWN if is_unknown else f"{row['killed_low']:,}–{row['killed_high']:,}"
    part = row.get("share", 1.0)
    share = "" if part is None else share_text(part)
    killed, injured, abducted = (f"{row[column]:,}" for column in ("killed_best", "injured", "abducted"))
    shown = [f"{row['incidents']:,}", share, UNKNOWN if is_unknown else killed, spread, injured, abducted]
    return [name, *shown, *(_rate(column, row.get(column)) for column in wanted)]


def _rate(column: str, value: float | None) -> str:
    if value is None:
        return ""
    if column == "change":
        return signed_text(value)
    return rate_text(value) if column.startswith("per_") else f"{value:,.0f}"


def print_written(path: Path, snapshot: Snapshot) -> None:
    """Which file was written, and what it shows."""
    print_line(visible(f"{path}: {snapshot.period_words}, {status(snapshot)}"))
