"""``totals``: what sources state as totals, beside the counts of stored incidents; and totals in other answers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from app.cli.filters import query_from
from app.cli.misuse import WrongUse
from app.cli.output import aligned, csv_cell, fitted, print_csv, print_json, print_line, visible
from app.cli.sums import sum_answer
from geo.analysis.totals import TotalRange, TotalRow, total_ranges, total_rows
from geo.calendar.days import period_text
from geo.dataset import Dataset
from geo.errors import UnknownName, did_you_mean
from geo.incidents.totals import ALL_EVENTS, BY_TYPE, Total, totals_by_source
from geo.query import Query
from geo.wording import plural

__all__ = ["totals", "totals_answer"]

NOTE = (
    "Counted by the source, not single incidents: totals are not on the map and in no other count. Beside them: the "
    "incidents that are stored here, of any source."
)
_OTHER_FILTERS: dict[str, Any] = {
    "divisions": [], "types": [], "sub_types": [], "actors": [], "min_killed": 0, "place_precision": "country",
    "within": None, "of": "", "possibly": False, "certain_days": False, "text": "",
    "within_km_of_border": None, "border_band": None, "attribution": [],
}  # fmt: skip
_WIDEST = 30


def totals(arguments: argparse.Namespace, dataset: Dataset) -> int:
    """Print the totals of a data set that pass the options; raises `WrongUse` for a name that is not known."""
    answer = totals_answer(dataset, _query(arguments, dataset), frozenset(arguments.sources))
    if arguments.json:
        print_json(answer)
    elif arguments.csv:
        header = tuple(name for name in TotalRow.__slots__ if name != "types")
        print_csv([header, *([csv_cell(row[name]) for name in header] for row in answer["rows"])])
    else:
        _print(answer)
    return 0


def totals_answer(dataset: Dataset, query: Query, sources: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The totals by source, place and period, with the incidents stored of each, and what is left out."""
    known = sorted({total.source for total in dataset.totals})
    for name in sources.difference(known):
        raise WrongUse(f"--source: there are no totals of {name!r}.{did_you_mean(name, known)}")
    chosen, n_beyond = [], 0
    for total in dataset.totals:
        if (sources and total.source not in sources) or not _lies_in(total, query, dataset):
            continue
        is_within = (query.first or date.min) <= total.date_start and total.date_end <= (query.last or date.max)
        n_beyond += not is_within
        chosen += [total] * is_within
    n_other = len(dataset.totals) - len(chosen) - n_beyond
    reasons = {"whose period reaches beyond that of the options": n_beyond, "of other places or sources": n_other}
    rows = total_rows(dataset, chosen)
    return {
        "note": NOTE,
        "by_source": [sum_answer(each) for each in totals_by_source(chosen)],
        "rows": [_row_answer(row) for row in rows],
        "ranges": [_range_answer(each) for each in total_ranges(rows)],
        "left_out": [{"reason": reason, "n": n} for reason, n in reasons.items() if n],
    }


def _query(arguments: argparse.Namespace, dataset: Dataset) -> Query:
    """Period and places of the options; names of sources are those of totals."""
    return query_from(argparse.Namespace(**{**_OTHER_FILTERS, **vars(arguments), "sources": []}), dataset)


def _lies_in(total: Total, query: Query, dataset: Dataset) -> bool:
    """Whether a total is of one of the districts or provinces; districts are compared by their polygons."""
    if query.provinces and total.province not in query.provinces:
        return False
    return not query.districts or _polygon_of(total, dataset) in query.districts


def _polygon_of(total: Total, dataset: Dataset) -> str:
    try:
        return dataset.gazetteer.polygon_of(total.district) if total.district else ""
    except UnknownName:
        return total.district


def _row_answer(row: TotalRow) -> dict[str, Any]:
    values = asdict(row)
    days = {name: values[name].isoformat() for name in ("date_start", "date_end")}
    return {**values, **days, "district": row.district or None, "types": list(row.types)}


def _range_answer(found: TotalRange) -> dict[str, Any]:
    first = _row_answer(found.rows[0])
    names = ("province", "district", "date_start", "date_end")
    scopes = [{"source": row.source, "events": row.events, "scope": row.scope} for row in found.rows]
    return {**{name: first[name] for name in names}, "low": found.low, "high": found.high, "sources": scopes,
            "sentence": found.sentence}  # fmt: skip


def _print(answer: Mapping[str, Any]) -> None:
    if not answer["rows"]:
        print_line("There are no totals here. import FILE --workspace W.gpkg --keep-totals stores those of a file.")
        _print_left_out(answer)
        return
    print_line(NOTE)
    print_line("")
    header = ("source", "place", "period", "what", "events (source)", "killed (source)", "incidents (stored)",
              "killed (stored)")  # fmt: skip
    for line in aligned(header, [list(_cells(row)) for row in answer["rows"]], (4, 5, 6, 7)):
        print_line(line)
    print_line("")
    for each in answer["by_source"]:
        print_line(visible(f"{each['sentence']}."))
    for each in answer["ranges"]:
        print_line(visible(f"  sources differ: {each['sentence']}."))
    _print_left_out(answer)


def _print_left_out(answer: Mapping[str, Any]) -> None:
    for item in answer["left_out"]:
        print_line(f"  left out: {plural(item['n'], 'total')} {item['reason']}")


def _cells(row: Mapping[str, Any]) -> Iterator[str]:
    yield fitted(row["source"], _WIDEST)
    yield fitted(row["district"] or f"{row['province']} (province)", _WIDEST)
    yield period_text(date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"]))
    yield fitted(_what(row), _WIDEST)
    for name in ("events", "killed", "incidents", "incidents_killed"):
        yield "?" if row[name] is None else f"{row[name]:,}"


def _what(row: Mapping[str, Any]) -> str:
    """What a row counts: all events, the common types of its source, or a type of its own."""
    if row["kind"] == BY_TYPE:
        types = row["types"]
        return types[0] if len(types) == 1 else f"{len(types)} types"
    return ALL_EVENTS if row["kind"] == ALL_EVENTS else row["kind"]
