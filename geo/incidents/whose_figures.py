"""Whose figures are shown: the usual best ones, or those of one side, the lowest, the highest, a publisher's.

best
    The figures of the incident as it is stored.
official, group
    What the authorities of Pakistan, or an armed group, state in claims (`geo.incidents.speakers`).
lowest, highest
    The lowest, or highest, number that the incident, its linked reports or a claim give.
publisher:NAME
    What NAME published: claims whose source or speaker it is, linked reports and incidents that it alone reported, and
    rows of the source of that name.

A denial of a figure states none. Of several statements on one figure the last counts, by their day, then their order.
What nobody of that side states is unknown, for each figure apart: nothing is filled from elsewhere. Of the lowest and
the highest figures, the part of one group of people is unknown where it exceeds all killed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from geo.errors import UnknownName, did_you_mean
from geo.incidents.claims import Claim
from geo.incidents.columns import NUMBERS
from geo.incidents.speakers import side_of
from geo.incidents.table import Incident, Incidents
from geo.reading.figures import Figure
from geo.taxonomy import split_names
from geo.wording import source_name

__all__ = [
    "BEST",
    "FIXED",
    "PUBLISHER",
    "Statement",
    "figure_title",
    "in_brackets",
    "numbers_by",
    "publishers",
    "statements_of",
    "whose",
]

BEST = "best"
PUBLISHER = "publisher:"
"""How the choice of a publisher begins; its name follows."""

FIXED = {
    BEST: "best figures",
    "official": "official figures",
    "group": "figures of the armed groups",
    "lowest": "lowest figures",
    "highest": "highest figures",
}
"""The choices but for publishers, and what each is called."""

_DEATHS = ("killed_low", "killed_best", "killed_high")
_PARTS = ("killed_security", "killed_militants", "killed_civilians")

_Numbers = dict[str, npt.NDArray[np.float32]]
_T = TypeVar("_T")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def figure_title(choice: str) -> str:
    """A choice in words: ``lowest figures``, ``figures of Dawn``."""
    return FIXED.get(choice) or f"figures of {choice.removeprefix(PUBLISHER)}"


def in_brackets(choice: str) -> str:
    """Whose figures are shown, for behind a heading or a number: `` (official figures)``; blank for the best."""
    return "" if choice == BEST else f" ({figure_title(choice)})"


def whose(text: str, known: Sequence[str]) -> str:
    """The choice that a text names, a publisher by one of the known names; raises `UnknownName` for any other."""
    wanted = text.strip()
    if wanted.casefold() in FIXED:
        return wanted.casefold()
    if not wanted.casefold().startswith(PUBLISHER):
        near = did_you_mean(wanted, (*FIXED, PUBLISHER))
        raise UnknownName(f"{text!r} is no choice of figures: {', '.join(FIXED)} or {PUBLISHER}NAME.{near}")
    name = wanted[len(PUBLISHER) :].strip()
    if found := next((each for each in known if each.casefold() == name.casefold()), ""):
        return PUBLISHER + found
    raise UnknownName(f"No figure is known to be of the publisher {name!r}.{did_you_mean(name, known)}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that states a figure of a row (its position)."""

    row: int
    claim: Claim
    figure: Figure


def statements_of(incidents: Incidents, claims: Mapping[str, Iterable[Claim]]) -> tuple[Statement, ...]:
    """The claims that state a figure, those of a row by their days, then in their order; slow for very many claims."""
    found = [
        Statement(row, claim, figure)
        for row, said in _at(incidents, claims)
        for claim in said
        if claim.kind != "denied" and (figure := claim.number) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.row, each.claim.date or date.min)))


def publishers(
    incidents: Incidents, statements: Iterable[Statement], linked: Mapping[str, Iterable[Incident]]
) -> tuple[str, ...]:
    """The publishers of whom figures are known; those of claims and linked reports first, in alphabetical order."""
    told = {name for each in statements for name in _publishers_of(each.claim)}
    told |= {name for reports in linked.values() for report in reports for name in _reporters(report)}
    of_rows = {source_name(name) for name in incidents.coded["source"].names if name}
    alone = {_sole(text) for text in set(incidents.texts["sources"])} - {""}
    first = sorted(told, key=str.casefold)
    return tuple(dict.fromkeys((*first, *sorted((of_rows | alone) - told, key=str.casefold))))


def numbers_by(
    choice: str, incidents: Incidents, statements: Sequence[Statement], linked: Mapping[str, Sequence[Incident]]
) -> _Numbers:
    """The columns of figures by a choice (float32, NaN unknown, shapes n, in the order of the rows)."""
    if choice == BEST:
        return dict(incidents.numbers)
    if choice in ("lowest", "highest"):
        return _extreme(choice, incidents, statements, linked)
    if choice in FIXED:
        return _stated(incidents, statements, linked, _Side(lambda claim: side_of(claim.by) == choice))
    return _stated(incidents, statements, linked, _publisher(choice.removeprefix(PUBLISHER), incidents))


@dataclass(frozen=True, slots=True)
class _Side:
    """Which claims, which linked reports and which rows (shape n; None for none) state the figures of a side."""

    is_claim: Callable[[Claim], bool]
    is_report: Callable[[Incident], bool] = lambda _report: False
    rows: npt.NDArray[np.bool_] | None = None


def _publisher(name: str, incidents: Incidents) -> _Side:
    wanted = name.casefold()

    def is_named(names: Iterable[str]) -> bool:
        return any(each.casefold() == wanted for each in names)

    own = [stored for stored in incidents.coded["source"].names if stored and is_named((source_name(stored),))]
    texts = incidents.texts["sources"]
    alone = {text for text in set(texts) if _sole(text).casefold() == wanted}
    return _Side(
        lambda claim: is_named(_publishers_of(claim)),
        lambda report: is_named(_reporters(report)),
        incidents.coded["source"].isin(own) | np.fromiter(map(alone.__contains__, texts), np.bool_, len(texts)),
    )


def _publishers_of(claim: Claim) -> Iterator[str]:
    yield from map(_sole, split_names(claim.source))
    if claim.by and not side_of(claim.by):
        yield claim.by


def _reporters(report: Incident) -> Iterator[str]:
    if report.source:
        yield source_name(report.source)
    if name := _sole(report.sources):
        yield name


@lru_cache(2**12)
def _sole(text: str) -> str:
    """The publisher where a text names only one, without a remark in brackets: ``Dawn`` for ``Dawn (APP)``."""
    return "" if ";" in text else _REMARK.sub("", text).strip()


def _stated(
    incidents: Incidents, statements: Sequence[Statement], linked: Mapping[str, Sequence[Incident]], side: _Side
) -> _Numbers:
    """What a side states; rows that it reported itself first, then linked reports, then claims."""
    numbers = {name: np.full(len(incidents), np.nan, np.float32) for name in NUMBERS}
    if side.rows is not None:
        own = side.rows.copy()
        own[[row for row, _ in _at(incidents, linked)]] = False  # a united row is not that of one source
        for name, column in incidents.numbers.items():
            numbers[name][own] = column[own]
    written: dict[str, dict[int, float]] = {name: {} for name in NUMBERS}
    reported = ((row, report) for row, reports in _at(incidents, linked) for report in filter(side.is_report, reports))
    for row, report in reported:
        for name in NUMBERS:
            if (number := getattr(report, name)) is not None:
                written[name][row] = number
    for each in (each for each in statements if side.is_claim(each.claim)):
        for name, value in _columns_of(each):
            written[name][each.row] = value
    for name, values in written.items():
        numbers[name][list(values.keys())] = list(values.values())
    return numbers


def _columns_of(statement: Statement) -> Iterator[tuple[str, float]]:
    """What a statement writes into which columns."""
    name, figure = statement.claim.figure, statement.figure
    if name == "killed":
        yield from ((column, np.nan if n is None else n) for column, n in zip(_DEATHS, figure, strict=True))
    elif known := [number for number in (figure.best, figure.low, figure.high) if number is not None]:
        yield name, known[0]


def _extreme(
    choice: str, incidents: Incidents, statements: Sequence[Statement], linked: Mapping[str, Sequence[Incident]]
) -> _Numbers:
    """The lowest or highest number of each figure, in all three columns of deaths."""
    further = np.fmin if choice == "lowest" else np.fmax
    columns = {name: column.copy() for name, column in incidents.numbers.items() if name not in _DEATHS}
    columns["killed"] = deaths = further.reduce([incidents.numbers[name] for name in _DEATHS])
    given: dict[str, tuple[list[int], list[float]]] = {name: ([], []) for name in columns}
    for row, reports in _at(incidents, linked):  # the deaths of a united row are the range over its reports already
        for report in reports:
            for name in columns.keys() - {"killed"}:
                if (number := getattr(report, name)) is not None:
                    given[name][0].append(row)
                    given[name][1].append(number)
    for each in statements:
        for number in each.figure:
            if number is not None:
                given[each.claim.figure][0].append(each.row)
                given[each.claim.figure][1].append(number)
    for name, (rows, values) in given.items():
        further.at(columns[name], rows, np.array(values, np.float32))
    for name in _PARTS:
        columns[name][columns[name] > deaths] = np.nan
    return {name: deaths if name in _DEATHS else columns[name] for name in NUMBERS}


def _at(incidents: Incidents, known: Mapping[str, _T]) -> Iterator[tuple[int, _T]]:
    """What is known of incidents by their ids, with the positions of their rows."""
    if known:
        positions = incidents.positions
        yield from ((positions[key], value) for key, value in known.items() if key in positions)
