"""The content of an atlas: which pages it has and in which order, and what stands on its list of contents."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from geo.analysis.counts import Group, table
from geo.analysis.coverage import coverage
from geo.analysis.districts import is_listed, rate_text
from geo.briefing.content import briefing_of
from geo.briefing.imprint import Imprint
from geo.briefing.record import Record, record_json
from geo.briefing.sentences import filters_of, one_line
from geo.calendar.days import from_day_number, month_short
from geo.calendar.period import Period
from geo.errors import InputError, did_you_mean
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot, resolve
from geo.wording import plural

__all__ = ["MEASURES", "UNITS", "Atlas", "AtlasEntry", "AtlasOptions", "atlas_of", "measures_of", "most_pages"]

Unit = Literal["district", "month"]

UNITS: tuple[Unit, ...] = get_args(Unit)

_MEASURES: dict[str, tuple[str, Callable[[Group], float | None]]] = {
    "incidents": ("incidents", lambda group: group.figures.incidents),
    "killed": ("reported killed", lambda group: group.figures.killed_best),
    "per_100k": ("incidents per 100,000 people", lambda group: group.per_100k),
    "per_1000_km2": ("incidents per 1,000 km²", lambda group: group.per_1000_km2),
}
"""What pages are ranked by: in words, and of a district or month; ``None`` where it is not known."""

MEASURES = (*_MEASURES, "order")
_OF_DISTRICTS = ("per_100k", "per_1000_km2")


@dataclass(frozen=True, slots=True)
class AtlasOptions:
    """The options of an atlas.

    ``of`` is what a page shows, ``by`` one of `MEASURES`: what the pages are ranked by, or ``order`` for that of names
    or of time. ``every`` has a page for those without incidents, too.

    Raises
    ------
    InputError
        If one is not offered, or months are to be ranked by a rate, which they have none of.
    """

    of: Unit = "district"
    by: str = "incidents"
    every: bool = False

    def __post_init__(self) -> None:
        for what, chosen, offered in (("atlas of", self.of, UNITS), ("measure", self.by, MEASURES)):
            if chosen not in offered:
                near = did_you_mean(chosen, offered)
                raise InputError(f"The {what} {chosen!r} is not offered: choose {', '.join(offered)}.{near}")
        if self.by not in measures_of(self.of):
            raise InputError("Months are ranked by incidents or killed, or stand in their order: they have no rate.")

    @property
    def by_words(self) -> str:
        """What the pages are ranked by, in words; blank for their order."""
        return _MEASURES[self.by][0] if self.by in _MEASURES else ""


def measures_of(unit: Unit) -> tuple[str, ...]:
    """What districts or months can be ranked by, of `MEASURES`: months have no rate."""
    return tuple(name for name in MEASURES if unit == "district" or name not in _OF_DISTRICTS)


@dataclass(frozen=True, slots=True)
class AtlasEntry:
    """A page: what it shows, its rank (0 without one, or without a value), its figures, and its value in words."""

    name: str
    rank: int
    figures: Figures
    value: str
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Atlas:
    """What an atlas holds.

    Attributes
    ----------
    entries
        Its pages in their order.
    title, period, caveat, filters, coverage
        What the list of contents says above them.
    notes
        What has no page and why, what no page counts, and where the data come from.
    record
        What is written into the file.
    """

    options: AtlasOptions
    title: str
    period: str
    caveat: str
    filters: str
    coverage: str
    entries: tuple[AtlasEntry, ...]
    notes: tuple[str, ...]
    record: Record


def atlas_of(
    snapshot: Snapshot,
    options: AtlasOptions,
    title: str | None = None,
    made: date | None = None,
    imprint: Imprint | None = None,
) -> Atlas:
    """The atlas of a snapshot.

    Raises
    ------
    InputError
        If no page would be left.
    """
    plain = replace(snapshot, state=replace(snapshot.state, selected=(), current="", district="", hot_spots=None))
    found, without, remarks = (_districts if options.of == "district" else _months)(plain, options)
    whole = briefing_of(plain, title, made, imprint)
    if not found:
        raise InputError(f"There is no {options.of} with an incident: {whole.nothing_found or 'an atlas has no page'}")
    entries = _ranked(found, options)
    heading = one_line(title or "") or f"Reported incidents {one_line(whole.scope.words)} by {options.of}"
    view = record_json(json.loads(whole.record.view) | {"atlas": asdict(options)})
    return Atlas(
        options=options,
        title=heading,
        period=whole.period,
        caveat=whole.caveat,
        filters=filters_of(plain.state.query).text(4),
        coverage=whole.coverage,
        entries=entries,
        notes=(*without, *remarks, whole.notes.borders, f"Sources: {whole.notes.cited}", whole.notes.made),
        record=replace(whole.record, title=heading, view=view),
    )


def most_pages(snapshot: Snapshot, options: AtlasOptions) -> int:
    """How many pages an atlas has besides its contents; of months at most, for they are counted only with it."""
    if options.of == "month":
        return len(_months_of(snapshot.period))
    return sum(bool(group.figures.incidents or options.every) for group in _listed(snapshot))


def _listed(snapshot: Snapshot) -> list[Group]:
    """The districts that filters of places leave."""
    groups = table(snapshot, "district").groups
    return [group for group, is_on in zip(groups, is_listed(snapshot).tolist(), strict=True) if is_on]


def _districts(snapshot: Snapshot, options: AtlasOptions) -> tuple[list[tuple[Group, Snapshot]], list[str], list[str]]:
    """The districts with a page, those without in words, and what no page counts."""
    left_out, groups = table(snapshot, "district").left_out, _listed(snapshot)
    names = sorted(group.name for group in groups if not group.figures.incidents)
    kept = [group for group in groups if group.figures.incidents or options.every]
    without = [] if options.every or not names else [_none("district", names)]
    remarks = [f"On no page: {'; '.join(f'{item.n:,} {item.reason}' for item in left_out)}."]
    return [(group, _of_district(snapshot, group.name)) for group in kept], without, remarks if left_out else []


def _none(what: str, names: list[str]) -> str:
    return f"Without a page: {plural(len(names), what)} without an incident here: {', '.join(map(one_line, names))}."


def _of_district(snapshot: Snapshot, name: str) -> Snapshot:
    query = replace(snapshot.state.query, provinces=frozenset(), divisions=frozenset(), districts=frozenset({name}))
    return resolve(snapshot.dataset, replace(snapshot.state, query=query))


def _months(snapshot: Snapshot, options: AtlasOptions) -> tuple[list[tuple[Group, Snapshot]], list[str], list[str]]:
    """The months with a page, those without in words, and how uncertain days are counted."""
    months = [(name, _of_period(snapshot, period)) for name, period in _months_of(snapshot.period)]
    uncovered = [name for name, one in months if coverage(one).is_none and not one.figures.incidents]
    empty = [name for name, one in months if not one.figures.incidents and name not in set(uncovered)]
    kept = [(name, one) for name, one in months if one.figures.incidents or (options.every and name not in uncovered)]
    without = [] if options.every or not empty else [_none("month", empty)]
    if uncovered:
        without.append(f"Without data, and without a page: {', '.join(uncovered)}.")
    imprecise = _in_several(snapshot, [one for _, one in months])
    remarks = [f"Counted in each month that they may belong to: {plural(imprecise, 'incident')} of uncertain days."]
    found = [(Group(name, one.figures), one) for name, one in kept]
    return found, without, remarks if imprecise else []


def _months_of(period: Period) -> list[tuple[str, Period]]:
    """The months of a period by name; its first and last one only as far as it reaches."""
    if period.is_empty:
        return []
    first, last = (np.datetime64(day, "D").astype("datetime64[M]") for day in period)
    months = np.arange(first, last + 1)
    starts = [*months.astype("datetime64[D]").astype(int).tolist(), period.last + 1]
    spans = [Period(max(first, period.first), last - 1) for first, last in pairwise(starts)]
    return [(_month_name(from_day_number(span.first)), span) for span in spans]


def _month_name(day: date) -> str:
    return f"{month_short(day)} {day.year}"


def _of_period(snapshot: Snapshot, period: Period) -> Snapshot:
    first, last = (from_day_number(day) for day in period)
    query = replace(snapshot.state.query, first=first, last=last)
    return resolve(snapshot.dataset, replace(snapshot.state, query=query))


def _in_several(snapshot: Snapshot, months: list[Snapshot]) -> int:
    """How many incidents are in more than one month."""
    times = np.zeros(len(snapshot.dataset.incidents), np.int64)
    for one in months:
        times[one.rows] += 1
    return int(np.count_nonzero(times > 1))


def _ranked(found: list[tuple[Group, Snapshot]], options: AtlasOptions) -> tuple[AtlasEntry, ...]:
    """The pages in their order; those of equal value have one rank, those without a value none and come last."""
    if options.by == "order":
        found = found if options.of == "month" else sorted(found, key=lambda pair: pair[0].name)
        return tuple(AtlasEntry(one_line(g.name), 0, g.figures, "", snapshot) for g, snapshot in found)
    value_of = _MEASURES[options.by][1]
    values = [value_of(group) for group, _ in found]
    order = sorted(range(len(found)), key=lambda i: (values[i] is None, -(values[i] or 0), i))
    entries, rank = [], 0
    for place, i in enumerate(order, 1):
        group, snapshot = found[i]
        value = values[i]
        if value is not None and (place == 1 or value != values[order[place - 2]]):
            rank = place
        entries.append(AtlasEntry(one_line(group.name), rank if value is not None else 0, group.figures,
                                  _value_text(value), snapshot))  # fmt: skip
    return tuple(entries)


def _value_text(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else rate_text(value)
