"""The tables of a brief from a snapshot: what it is about, figures, districts, types, and counts over time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from geo.analysis.comparison import change_text, previous
from geo.analysis.counts import table
from geo.analysis.coverage import coverage
from geo.analysis.duplicates import fewest_events, unlinked
from geo.analysis.histogram import by_type
from geo.analysis.late_reports import late_days, late_words
from geo.analysis.stacked_trend import stacked_trend
from geo.analysis.trend import Trend, trend
from geo.briefing.charts import chart_words
from geo.briefing.fact_table import Cell, FactTable
from geo.briefing.figures import NO_DATA
from geo.briefing.scope import scope_of
from geo.briefing.sentences import Filters, one_line
from geo.calendar.period import Period
from geo.calendar.units import unit_numbers, unit_start
from geo.query import PLACES
from geo.tally.figures import Figures
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["district_facts", "figure_facts", "subject_facts", "trend_facts", "type_facts"]

_UNITS = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}


def subject_facts(snapshot: Snapshot, extra: Iterable[tuple[str, str]] = ()) -> FactTable:
    """What the brief is about, a row each; ``extra`` rows follow, and rows without a value are left out."""
    dataset, found, earlier = snapshot.dataset, coverage(snapshot), previous(snapshot)
    no_change = "" if earlier is not None else found.why_no_change
    rows: tuple[tuple[str, Cell], ...] = (
        ("Data", dataset.label),
        ("Period", snapshot.period_words),
        ("Places", one_line(scope_of(snapshot.state.query, dataset.gazetteer).words)),
        ("Filters", _other_filters(snapshot).text(8).removeprefix("Filters: ")),
        ("Incidents in the data", len(dataset.incidents)),
        ("Days not covered", one_line(found.sentence)),
        ("Late reports", _late_words(snapshot)),
        ("Period before", "" if earlier is None or dataset.is_sample else earlier.period_words),
        ("No change computed", "the data are a sample" if dataset.is_sample else one_line(no_change)),
        ("Caveat", one_line(dataset.caveat)),
        *extra,
    )
    stated = tuple(row for row in rows if row[1] not in ("", None))
    return FactTable("subject", "What this brief is about", ("What", "Value"), stated)


def _late_words(snapshot: Snapshot) -> str:
    """That reports of days of the period are still to come; blank if none are, as far as is known."""
    late = late_days(snapshot)
    return one_line(late_words(snapshot)) if late is not None and late.overlaps(snapshot.period) else ""


def _other_filters(snapshot: Snapshot) -> Filters:
    """The filters but those by place, which are the places."""
    by_place = {*PLACES, "within", "border"}
    return Filters(tuple(item for item in snapshot.state.query.filters() if not by_place.issuperset(item.fields)))


def figure_facts(snapshot: Snapshot) -> FactTable:
    """The headline figures with their ranges; where the data cover no day they are not known, and not zero.

    With those of the equal period before, where the data cover it and are no sample.
    """
    figures = snapshot.figures
    header: tuple[str, ...] = ("Figure", "Number", "Lowest", "Highest", "Not stated in")
    if coverage(snapshot).is_none and not figures.incidents:
        names = ("Incidents", "Killed", "Injured", "Abducted")
        return FactTable("figures", "Figures", header, tuple((name, None, None, None, None) for name in names))
    pairs = unlinked(snapshot)
    events = (fewest_events(snapshot), figures.incidents) if pairs else (None, None)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Incidents", figures.incidents, *events, None),
        _killed(figures),
        _stated("Injured", figures.injured, figures.incidents, figures.no_injured),
        _stated("Abducted", figures.abducted, figures.incidents, figures.no_abducted),
    )
    earlier = None if snapshot.dataset.is_sample else previous(snapshot)
    if earlier is not None:
        before = earlier.figures
        sums = (before.incidents, _killed(before)[1], None, None)
        header, rows = (*header, "Before"), tuple((*row, n) for row, n in zip(rows, sums, strict=True))
    notes = (f"{plural(pairs, 'pair')} of reports may be one event each, so that there may be fewer events.",)
    return FactTable("figures", "Figures", header, rows, notes if pairs else ())


def _killed(figures: Figures) -> tuple[Cell, ...]:
    if figures.incidents and figures.no_figure == figures.incidents:
        return "Killed", None, None, None, figures.no_figure
    return "Killed", figures.killed_best, figures.killed_low, figures.killed_high, figures.no_figure


def _stated(name: str, total: int, incidents: int, missing: int) -> tuple[Cell, ...]:
    """A sum over incidents of which some state no number; not known where none does."""
    is_unknown = incidents > 0 and missing == incidents
    return name, None if is_unknown else total, None, None, missing


def district_facts(snapshot: Snapshot, most: int) -> FactTable:
    """The districts with most incidents, with the equal period before where the data cover it."""
    title = "Districts with most incidents"
    header: tuple[str, ...] = ("District", "Incidents", "Killed", "Lowest", "Highest", "Before", "Change")
    if coverage(snapshot).is_none:
        return FactTable("districts", title, header, (), nothing=NO_DATA)
    counted = table(snapshot, "district")
    earlier = None if snapshot.dataset.is_sample else previous(snapshot)
    groups = [group for group in counted.groups if group.figures.incidents]
    groups.sort(key=lambda group: (-group.figures.incidents, -group.figures.killed_best, group.name))
    before = None if earlier is None else {g.name: g.figures.incidents for g in table(earlier, "district").groups}
    rows = [_district(group.name, group.figures, before) for group in groups[:most]]
    rest = sum(group.figures.incidents for group in groups[most:])
    notes = [f"{plural(len(groups) - most, 'further district')}: {plural(rest, 'incident')}."] if rest else []
    notes += [f"{item.reason[0].upper()}{item.reason[1:]}: {item.n:,}." for item in counted.left_out]
    if earlier is not None:
        notes.append(f"Before: the equal period before, {earlier.period_words}.")
    else:
        why_not = "the data are a sample" if snapshot.dataset.is_sample else one_line(coverage(snapshot).why_no_change)
        notes.append(f"No change is computed: {why_not}.")
    if before is None:
        header, rows = header[:-2], [row[:-2] for row in rows]
    return FactTable("districts", title, header, tuple(rows), tuple(notes), "No incident with a known district.")


def _district(name: str, figures: Figures, before: dict[str, int] | None) -> tuple[Cell, ...]:
    _, killed, low, high, _ = _killed(figures)
    now, then = figures.incidents, 0 if before is None else before.get(name, 0)
    return one_line(name), now, killed, low, high, then, change_text(now, then)


def type_facts(snapshot: Snapshot) -> FactTable:
    """The incidents by type, most first."""
    counts = sorted(((n, name) for name, n in by_type(snapshot).items() if n), key=lambda item: (-item[0], item[1]))
    rows = tuple((name, n) for n, name in counts)
    return FactTable("types", "Incidents by type", ("Type", "Incidents"), rows, nothing="No incidents.")


def trend_facts(snapshot: Snapshot, by: str = "type") -> FactTable:
    """The incidents of the period by unit of time and type; an incident that may lie in several counts in the first.

    ``by`` is one of `geo.briefing.charts.CHARTS`: other parts in place of the types, or none.

    Units of which the data cover no day have no numbers.
    """
    found, days_covered = trend(snapshot), coverage(snapshot)
    counts, parts = _by_part(snapshot, found, by)
    header = (_UNITS[found.unit], *parts, "All", "Killed")
    title = f"Incidents per {found.unit}{chart_words(by)}"
    if days_covered.is_none:
        return FactTable("trend", title, header, (), nothing=f"{NO_DATA} {one_line(days_covered.sentence)}")
    known = _are_covered(snapshot, found)
    blank: tuple[Cell, ...] = (None,) * (len(header) - 1)
    rows = tuple(
        (one.label, *((*line, one.figures.incidents, one.figures.killed_best) if is_known else blank))
        for one, line, is_known in zip(found.bins, counts, known, strict=True)
    )
    used = [n for n, name in enumerate(header) if name not in parts or any(row[n] for row in rows)]
    rows = tuple(tuple(row[n] for n in used) for row in rows)
    header = tuple(header[n] for n in used)
    return FactTable("trend", title, header, rows, _trend_notes(snapshot, found), "No incidents.")


def _trend_notes(snapshot: Snapshot, found: Trend) -> tuple[str, ...]:
    notes = [one_line(coverage(snapshot).sentence), one_line(coverage(snapshot).partly)]
    if found.spanning:
        notes.append(f"{plural(found.spanning, 'incident')} may lie in several {found.unit}s: counted in the first.")
    if partial := [one.label for one in found.bins if not one.is_whole]:
        notes.append(f"Not whole, because the period begins or ends within: {', '.join(partial)}.")
    if late := [one.label for one in found.bins if one.is_late]:
        notes.append(f"Reports are still to come, or known to be incomplete: from {late[0]}.")
    return tuple(filter(None, notes))


def _are_covered(snapshot: Snapshot, found: Trend) -> list[bool]:
    """Whether the data cover any day of each bin."""
    low = int(unit_numbers(np.array([snapshot.period.first]), found.unit)[0]) if found.bins else 0
    starts = [unit_start(low + n, found.unit) for n in range(len(found.bins) + 1)]
    covered = coverage(snapshot).covered
    return [any(days.overlaps(Period(first, after - 1)) for days in covered) for first, after in pairwise(starts)]


def _by_part(snapshot: Snapshot, found: Trend, by: str) -> tuple[list[list[int]], tuple[str, ...]]:
    """The incidents of each bin by part, and the names of the parts."""
    if by == "type":
        return _by_type_and_bin(snapshot, found.unit, len(found.bins)), EVENT_TYPES
    if by == "total" or not found.bins:
        return [[] for _ in found.bins], ()
    stack = stacked_trend(snapshot, found.unit, by)
    return stack.counts.tolist(), stack.names


def _by_type_and_bin(snapshot: Snapshot, unit: str, n_bins: int) -> list[list[int]]:
    """The incidents of each bin by type; one that began before the period counts in the first bin."""
    incidents, rows = snapshot.dataset.incidents, snapshot.rows
    counts = np.zeros((n_bins, len(EVENT_TYPES)), np.int64)
    if n_bins:
        low = int(unit_numbers(np.array([snapshot.period.first]), unit)[0])
        bins = np.maximum(unit_numbers(incidents.start[rows], unit) - low, 0)
        kinds = incidents.coded["event_type"].recode(EVENT_TYPES)[rows]
        np.add.at(counts, (bins[kinds >= 0], kinds[kinds >= 0]), 1)
    return counts.tolist()
