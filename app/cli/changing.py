"""``changes``: what was added, revised and withdrawn since an import or a day, and the counts of each district."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from app.cli.output import aligned, fitted, print_json, print_line, visible
from app.cli.shapes import json_value
from geo.incidents.made_up import LABEL, names_made_up
from geo.incidents.table import Incident
from geo.incidents.words import date_words
from geo.store import Changes
from geo.store.changes import Revision

__all__ = ["changes", "changes_answer"]

_MOST = 50
_WIDEST = 40


def changes(arguments: argparse.Namespace) -> int:
    """Print what has changed; raises `AtlasError` if there is no such import or the workspace cannot be read."""
    result = arguments.workspace.changes_since(arguments.since)
    if arguments.json:
        print_json(changes_answer(result))
        return 0
    if _is_made_up(result):
        print_line(f"{LABEL}.")
    _print(result)
    return 0


def _is_made_up(result: Changes) -> bool:
    """Whether the rows that changed are made up; a workspace holds rows of one kind."""
    rows = (*result.added, *(revision.after for revision in result.revised), *result.withdrawn)
    return names_made_up((row.source for row in rows), chain.from_iterable(row.actors for row in rows))


def changes_answer(result: Changes) -> dict[str, Any]:
    """The changes as JSON; each revised incident has the old and new value of every column that differs."""
    since = result.since
    return {
        "made_up": _is_made_up(result),
        "since": {"release": since.name, "imported_at": since.imported_at} if since else None,
        "added": [_brief(incident) for incident in result.added],
        "revised": [
            {
                **_brief(revision.after),
                "fields": {
                    name: [json_value(getattr(side, name, None)) for side in (revision.before, revision.after)]
                    for name in revision.fields
                },
            }
            for revision in result.revised
        ],
        "withdrawn": [_brief(incident) for incident in result.withdrawn],
        "by_district": [{**asdict(change), "district": change.district or None} for change in result.by_district],
    }


def _brief(incident: Incident) -> dict[str, Any]:
    names = ("incident_id", "date_start", "event_type", "district", "province", "killed_best")
    return {name: json_value(getattr(incident, name)) for name in names}


def _print(result: Changes) -> None:
    since = f"since {result.since.words}" if result.since else "since the beginning"
    print_line(visible(
        f"{len(result.added):,} added, {len(result.revised):,} revised, {len(result.withdrawn):,} withdrawn {since}."
    ))  # fmt: skip
    columns = ("id", "day", "event type", "district")
    _table("Added", columns, [_line(incident) for incident in result.added])
    _print_revised(result.revised)
    _table("Withdrawn", columns, [_line(incident) for incident in result.withdrawn])
    rows = [
        [d.district or "not known", *map(str, (d.before, d.after, d.added, d.withdrawn))] for d in result.by_district
    ]
    _table("By district", ["district", "before", "now", "added", "withdrawn"], rows, (1, 2, 3, 4))


def _print_revised(revisions: Sequence[Revision]) -> None:
    """Each revised incident with the old and the new value of every column that differs, a line a column."""
    rows = []
    for revision in revisions[:_MOST]:
        incident = revision.after
        names = (incident.incident_id, date_words(incident))
        for name in revision.fields:
            rows.append([*names, name, *_values(revision, name)])
            names = ("", "")
    _table("Revised", ("id", "day", "column", "before", "now"), rows, most=len(rows))
    if len(revisions) > _MOST:
        print_line(f"  … and {len(revisions) - _MOST:,} more (--json gives all of them)")


def _values(revision: Revision, name: str) -> tuple[str, str]:
    """The old and the new value of a column, a dash for what is blank; of claims only that they differ."""
    if not hasattr(revision.after, name):
        return "", "differ"
    old, new = (json_value(getattr(side, name)) for side in (revision.before, revision.after))
    return ("–" if old is None else str(old)), ("–" if new is None else str(new))


def _table(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int] = (),
    most: int = _MOST,
) -> None:
    if not rows:
        return
    print_line("")
    print_line(f"{title}:")
    shown = [[fitted(visible(cell), _WIDEST) for cell in row] for row in rows[:most]]
    for line in aligned(header, shown, numbers):
        print_line(f"  {line}")
    if len(rows) > most:
        print_line(f"  … and {len(rows) - most:,} more (--json gives all of them)")


def _line(incident: Incident) -> list[str]:
    place = incident.district or incident.province or "not known"
    return [incident.incident_id, date_words(incident), incident.event_type, place]
