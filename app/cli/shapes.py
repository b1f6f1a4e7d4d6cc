"""The JSON answers: their keys are a contract and may be added to, never renamed. What is unknown is ``None``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from app.cli.sums import sum_answer
from geo.analysis.comparison import compared, why_not_compared
from geo.analysis.counts import TIMED, Table, table
from geo.analysis.coverage import Coverage, SourceDays, coverage, days_by_source
from geo.analysis.duplicates import unlinked
from geo.analysis.nearness import last_near_day
from geo.analysis.table_lines import Line, lines
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS, Claim, Incident
from geo.incidents.columns import COLUMN_NAMES
from geo.query import Query
from geo.tally.figures import Figures, LeftOut
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = [
    "FIGURES",
    "counted_in",
    "figures_answer",
    "filters_answer",
    "info_answer",
    "json_value",
    "left_out",
    "list_answer",
    "overlap_note",
    "table_answer",
    "total_answer",
    "view_answer",
]

FIGURES = ("incidents", "killed_low", "killed_best", "killed_high", "injured", "abducted")


def info_answer(dataset: Dataset) -> dict[str, Any]:
    """What is in a workspace."""
    incidents = dataset.incidents
    first, last = (from_day_number(day).isoformat() for day in incidents.period) if incidents.period else (None, None)
    precisions = _counts(dataset, "place_precision")
    imports, by_hand = ([r for r in dataset.releases if r.is_by_hand is hand] for hand in (False, True))
    return {
        "workspace": dataset.origin,
        "incidents": len(incidents),
        "first_day": first,
        "last_day": last,
        "by_source": _counts(dataset, "source"),
        "days_by_source": [_source_days(one) for one in days_by_source(dataset)],
        "is_sample": dataset.is_sample,
        "made_up": bool(dataset.label),
        "by_place_precision": {name: precisions.get(name, 0) for name in PLACE_PRECISIONS},
        "by_province": _counts(dataset, "province"),
        "releases": [{key: json_value(value) for key, value in asdict(r).items()} for r in imports],
        "by_hand": {"changes": len(by_hand), "last": by_hand[-1].imported_at if by_hand else None},
        "notice": json_value(dataset.notice),
        "totals": [sum_answer(each) for each in dataset.totals_sums],
    }


def _counts(dataset: Dataset, column: str) -> dict[str, int]:
    import numpy as np

    coded = dataset.incidents.coded[column]
    counts = np.bincount(coded.codes, minlength=len(coded.names)).tolist()
    return {name or "not stated": n for name, n in sorted(zip(coded.names, counts, strict=True)) if n}


def _source_days(one: SourceDays) -> dict[str, Any]:
    return {
        "source": one.source or "not stated",
        "first_day": from_day_number(one.days.first).isoformat(),
        "last_day": from_day_number(one.days.last).isoformat(),
        "is_stated": one.is_stated,
    }


def view_answer(snapshot: Snapshot) -> dict[str, Any]:
    """What an answer is about: its period, the filters that are set, and which days the data cover."""
    return {
        "period": _period_answer(snapshot.dataset, snapshot.period),
        "filters": filters_answer(snapshot.state.query),
        "figures": snapshot.dataset.figures,
        "coverage": _coverage_answer(coverage(snapshot)),
        "made_up": bool(snapshot.dataset.label),
    }


def _period_answer(dataset: Dataset, period: Period) -> dict[str, Any]:
    if dataset.incidents.period is None:
        return {"first_day": None, "last_day": None, "days": 0}
    first, last = (from_day_number(day).isoformat() for day in period)
    return {"first_day": first, "last_day": last, "days": period.width_days}


def _coverage_answer(found: Coverage) -> dict[str, Any]:
    return {
        "days_not_covered": found.not_covered,
        "sentence": found.sentence or None,
        "by_source": [_source_days(one) for one in found.by_source],
        "is_sample": found.is_sample,
    }


def filters_answer(query: Query) -> dict[str, Any]:
    """The filters that are set, under the names of their options, with underscores."""
    names = {
        "type": query.types,
        "sub_type": query.sub_types,
        "actor": query.actors,
        "province": query.provinces,
        "division": query.divisions,
        "district": query.districts,
        "source": query.sources,
        "attribution": query.attribution,
    }
    values = {
        **{name: sorted(chosen) for name, chosen in names.items()},
        "min_killed": max(query.min_killed, 0),
        "place_precision": "" if query.coarsest == PLACE_PRECISIONS[-1] else query.coarsest,
        "within": query.within.km if query.within else None,
        "of": query.within.target.name if query.within else "",
        "possibly": query.within is not None and query.within.possible,
        "border": query.border.words if query.border else "",
        "certain_days": query.certain,
        "text": query.text,
    }
    return {name: value for name, value in values.items() if value}


def json_value(value: Any) -> Any:
    """A value of an incident in JSON: a day as ISO text, ``None`` for what is blank."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def left_out(items: Iterable[LeftOut]) -> list[dict[str, Any]]:
    """What is left out, and why."""
    return [{"reason": item.reason, "n": item.n} for item in items]


def list_answer(snapshot: Snapshot) -> dict[str, Any]:
    """The incidents that pass, with the claims about them."""
    dataset = snapshot.dataset
    rows = zip(dataset.incidents.rows(snapshot.rows), counted_in(snapshot), strict=True)
    listed = [
        {**incident_answer(row, dataset.claims.get(row.incident_id, ())), "counted_in": district or None}
        for row, district in rows
    ]
    answer = {
        "total": len(dataset.incidents),
        "shown": len(snapshot.answer),
        **view_answer(snapshot),
        "left_out": left_out(snapshot.left_out),
        "incidents": listed,
    }
    within = snapshot.state.query.within
    if within is None or snapshot.distances is None:
        return answer
    for incident, km in zip(listed, snapshot.distances[snapshot.rows].tolist(), strict=True):
        incident["km"] = round(km, 2)
    return answer | {"near": {"of": within.target.name, "km": within.km, **_last_near(snapshot)}}


def counted_in(snapshot: Snapshot) -> list[str]:
    """The drawn district in which each incident shown is counted; blank where none is known.

    A district that was made later is counted in the one that it came from, and an incident without a stated district in
    the one that its point lies in.
    """
    drawn = snapshot.dataset.gazetteer.drawn
    return [drawn[number].name if number >= 0 else "" for number in snapshot.dataset.polygons[snapshot.rows].tolist()]


def _last_near(snapshot: Snapshot) -> dict[str, Any]:
    """When the last incident near enough was, in all days of the data, and how long before their end."""
    day, end = last_near_day(snapshot), (snapshot.dataset.incidents.period or (0, 0))[1]
    if day is None:
        return {"last_day": None, "days_before_end": None}
    return {"last_day": from_day_number(day).isoformat(), "days_before_end": end - day}


def incident_answer(incident: Incident, claims: Iterable[Claim]) -> dict[str, Any]:
    """One incident: the columns of the table, and the claims about it."""
    values = {name: json_value(getattr(incident, name)) for name in COLUMN_NAMES}
    return values | {"claims": [claim_answer(claim) for claim in claims]}


def claim_answer(claim: Claim) -> dict[str, Any]:
    """One claim, without the id of its incident, which is known from where it is listed."""
    return {key: json_value(value) for key, value in asdict(claim).items() if key != "incident_id"}


def table_answer(snapshot: Snapshot, by: str, against: str = "previous") -> dict[str, Any]:
    """The figures by group, those of all incidents that pass, and what no group holds."""
    grouped = table(snapshot, by)
    before = None if by in TIMED else compared(snapshot, against)
    return {
        "by": by,
        **view_answer(snapshot),
        "rows": [_row(by, line) for line in lines(snapshot, by, against)],
        "sum_of_rows": sum(group.figures.incidents for group in grouped.groups),
        "note": overlap_note(grouped) or None,
        "previous_period": _period_answer(snapshot.dataset, before.period) if before else None,
        "no_change": why_not_compared(snapshot, against) or None,
        "left_out": left_out((*snapshot.left_out, *grouped.left_out)),
        "total": total_answer(grouped.total),
        "unlinked_candidates": unlinked(snapshot),
        "compared_with": against,
    }


def total_answer(total: Figures) -> dict[str, int]:
    """The figures of all incidents of a table."""
    return {**figures_answer(total), "no_figure": total.no_figure}


def overlap_note(table: Table) -> str:
    """Why the rows add up to more than all incidents, as a sentence; blank if they do not."""
    rows, held = sum(group.figures.incidents for group in table.groups), sum(item.n for item in table.left_out)
    if rows + held <= table.total.incidents:
        return ""
    return (
        f"An incident counts for each of its {table.by}s: the rows add up to {rows:,}, "
        f"more than the {plural(table.total.incidents - held, 'incident')} in them."
    )


def _row(by: str, line: Line) -> dict[str, Any]:
    group = line.group
    return {
        by: group.name,
        **figures_answer(group.figures),
        "no_figure": group.figures.no_figure,
        "share": _rounded(line.share),
        "per_100k": _rounded(group.per_100k),
        "per_1000_km2": _rounded(group.per_1000_km2),
        "previous": None if line.before is None else line.before.incidents,
        "change": line.change,
        "per_100k_shrunk": _rounded(line.shrunk_per_100k),
        "may_be": group.may_be,
    }


def figures_answer(figures: Figures) -> dict[str, int]:
    """The columns `FIGURES` of some incidents."""
    return {name: getattr(figures, name) for name in FIGURES}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
