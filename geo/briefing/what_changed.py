"""What changed since an import, a day or an earlier brief, among the incidents that a brief is about.

An incident is new, revised or withdrawn as the filters and the period see it: one that a revision moved into the
filters is new to the brief, and one that it moved out of them is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.analysis.comparison import change_text
from geo.analysis.licences import may_be_listed
from geo.briefing.fact_table import Cell, FactTable
from geo.briefing.rights import not_listed_words
from geo.briefing.sentences import one_line
from geo.briefing.worth_naming import HEADER, deaths_of, place_of, what_of, who_reported
from geo.calendar.days import day_text
from geo.dataset import Dataset
from geo.incidents import Incident, Incidents
from geo.incidents.words import date_words
from geo.store import Changes
from geo.store.changes import Revision
from geo.view.snapshot import Snapshot, resolve
from geo.wording import plural

__all__ = ["Earlier", "WhatChanged", "what_changed"]

_NOT_SHOWN = {"claims", "release", "revised_at", "extra"}
"""Columns that are no statement about the event, or too long for a table."""

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Earlier:
    """The state that a brief is compared with: its changes until now, in words since when, and the import or day."""

    changes: Changes
    since: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What changed, as tables: the effect on each district, and the incidents.

    ``since`` says since when, ``sentence`` the numbers, and ``counts`` has them: of incidents before and now, and of
    new, revised and withdrawn ones. ``new``, ``revised`` and ``withdrawn`` list the first incidents; ``not_listed``
    says which are only counted, because their licence does not allow to pass rows on.
    """

    since: str
    sentence: str
    counts: FactTable
    districts: FactTable
    new: FactTable
    revised: FactTable
    withdrawn: FactTable
    not_listed: str


@dataclass(frozen=True, slots=True)
class _Sides:
    """The incidents of the filters that are there only now, on both sides, and only before.

    ``was_in`` and ``is_in`` give the district in which each is counted, before and now, by id; blank where none is
    known.
    """

    new: tuple[Incident, ...]
    revised: tuple[Revision, ...]
    withdrawn: tuple[Incident, ...]
    was_in: Mapping[str, str]
    is_in: Mapping[str, str]


def what_changed(snapshot: Snapshot, earlier: Earlier, most: int) -> WhatChanged:
    """What changed among the incidents of a snapshot; at most so many new, revised and withdrawn ones are listed."""
    sides, now = _sides(snapshot, earlier.changes), len(snapshot.answer)
    before = now - len(sides.new) + len(sides.withdrawn)
    row = (before, now, len(sides.new), len(sides.revised), len(sides.withdrawn))
    may = may_be_listed(snapshot.dataset)
    revised = [one for one in sides.revised if may(one.before) and may(one.after)]
    hidden = [one.after for one in sides.revised if not (may(one.before) and may(one.after))]
    hidden += [one for one in (*sides.new, *sides.withdrawn) if not may(one)]
    header = ("Before", "Now", "New", "Revised", "Withdrawn")
    counts = FactTable("changes", f"Changes {earlier.since}", header, (row,))
    return WhatChanged(
        earlier.since,
        _sentence(earlier.since, row),
        counts,
        _districts(sides),
        _listed("new", "New", list(filter(may, sides.new)), most),
        _revised(revised, most),
        _listed("withdrawn", "Withdrawn", list(filter(may, sides.withdrawn)), most),
        not_listed_words(Counter(one.source for one in hidden)),
    )


def _sentence(since: str, row: Sequence[int]) -> str:
    before, now, new, revised, withdrawn = row
    if not (new or revised or withdrawn):
        return f"Nothing changed {since}: {plural(now, 'incident')} then and now."
    return (
        f"{new:,} new, {revised:,} revised, {withdrawn:,} withdrawn {since}: {plural(before, 'incident')} then, "
        f"{now:,} now."
    )


def _sides(snapshot: Snapshot, changes: Changes) -> _Sides:
    """The changes as the query of a snapshot sees them; reports linked to a shown one are not counted again."""
    past = Incidents.from_rows([*(r.before for r in changes.revised), *changes.withdrawn])
    was_in: Mapping[str, str] = {}
    if len(past):
        dataset = Dataset(past, snapshot.dataset.claims, gazetteer=snapshot.dataset.gazetteer)
        was_in = _counted_in(resolve(dataset, snapshot.state))
    is_in = _counted_in(snapshot)
    new = [one for one in changes.added if one.incident_id in is_in]
    revised, gone = [], [one for one in changes.withdrawn if one.incident_id in was_in]
    for revision in changes.revised:
        was, is_now = revision.before.incident_id in was_in, revision.after.incident_id in is_in
        if was and is_now:
            revised.append(revision)
        elif is_now:
            new.append(revision.after)
        elif was:
            gone.append(revision.before)
    return _Sides(tuple(new), tuple(revised), tuple(gone), was_in, is_in)


def _counted_in(snapshot: Snapshot) -> dict[str, str]:
    """The district in which each incident shown is counted, by id; blank where none is known."""
    dataset, rows = snapshot.dataset, snapshot.rows.tolist()
    drawn, ids = dataset.gazetteer.drawn, dataset.incidents.texts["incident_id"]
    places = dataset.polygons[snapshot.rows].tolist()
    return {ids[row]: drawn[at].name if at >= 0 else "" for row, at in zip(rows, places, strict=True)}


def _districts(sides: _Sides) -> FactTable:
    """The number of incidents of each drawn district before and now; the greatest change first."""
    new = Counter(sides.is_in[one.incident_id] for one in sides.new)
    gone = Counter(sides.was_in[one.incident_id] for one in sides.withdrawn)
    ids = [revision.after.incident_id for revision in sides.revised]
    revised = Counter(sides.is_in[one] for one in ids)
    moved = [one for one in ids if sides.is_in[one] != sides.was_in[one]]
    came, left = Counter(sides.is_in[one] for one in moved), Counter(sides.was_in[one] for one in moved)
    now = Counter(sides.is_in.values())
    lines = []
    for name in {*new, *gone, *revised, *left}:
        then = now[name] - new[name] - came[name] + gone[name] + left[name]
        lines.append((name, then, now[name], new[name], revised[name], gone[name]))
    lines.sort(key=lambda line: (-abs(line[2] - line[1]), -line[3] - line[4] - line[5], line[0]))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one_line(name) or "not known", then, after, change_text(after, then), added, touched, withdrawn)
        for name, then, after, added, touched, withdrawn in lines
    )
    header = ("District", "Before", "Now", "Change", "New", "Revised", "Withdrawn")
    return FactTable("changed districts", "Effect on each district", header, rows, nothing="No district is affected.")


def _listed(name: str, title: str, incidents: Sequence[Incident], most: int) -> FactTable:
    ranked = sorted(incidents, key=lambda one: (-(one.killed_best or 0), one.date_start, one.incident_id))
    rows = tuple((date_words(i), place_of(i), what_of(i), *deaths_of(i), who_reported(i)) for i in ranked[:most])
    return FactTable(name, title, HEADER, rows, _more(len(incidents), most), f"{title}: none.")


def _revised(revisions: Sequence[Revision], most: int) -> FactTable:
    """Each column of a revised incident that says something else now, with what it said before."""
    lines = [line for revision in revisions for line in _columns(revision)]
    header = ("Date", "Place", "Column", "Before", "Now")
    return FactTable("revised", "Revised", header, tuple(lines[:most]), _more(len(lines), most, "further change"),
                     "Revised: none.")  # fmt: skip


def _columns(revision: Revision) -> list[tuple[Cell, ...]]:
    after = revision.after
    fields = [name for name in revision.fields if name not in _NOT_SHOWN and hasattr(after, name)]
    where = (date_words(after), place_of(after))
    if not fields:
        return [(*where, one_line(", ".join(revision.fields)).replace("_", " "), "", "differs")]
    values = [[_value(getattr(side, name)) for side in (revision.before, after)] for name in fields]
    return [(*where, name.replace("_", " "), old, new) for name, (old, new) in zip(fields, values, strict=True)]


def _value(value: Any) -> str:
    text = "–" if value in (None, "") else day_text(value) if hasattr(value, "isoformat") else one_line(str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _more(total: int, most: int, noun: str = "further incident") -> tuple[str, ...]:
    return (f"{plural(total - most, noun)} not listed.",) if total > most else ()
