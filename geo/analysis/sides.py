"""Two snapshots side by side: a period and another one, or one province and the other."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from geo.analysis.comparison import AGAINST, other_period
from geo.analysis.coverage import coverage
from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period
from geo.errors import InputError
from geo.view.snapshot import Snapshot, resolve
from geo.wording import plural

__all__ = ["KINDS", "Against", "Kind", "Sides", "sides_of"]

Kind = Literal["previous", "year", "period", "province"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PROVINCES = ("Khyber Pakhtunkhwa", "Balochistan")


@dataclass(frozen=True, slots=True)
class Against:
    """What a snapshot is put beside.

    ``previous`` is the equal period before, ``year`` the same days a year before, ``period`` the days from ``first``
    to ``last``, ``province`` the other of the two provinces.

    Raises
    ------
    InputError
        If there is no such kind, or a period without both ends or with its end before its beginning.
    """

    kind: Kind
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"{self.kind!r} is nothing to compare with: choose {', '.join(KINDS)}.")
        if self.kind != "period":
            return
        if self.first is None or self.last is None:
            raise InputError("A period to compare with has a first and a last day.")
        if self.last < self.first:
            raise InputError("The period to compare with ends before it begins.")

    def as_record(self) -> dict[str, Any]:
        """It as plain values, days as ISO text."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}

    @classmethod
    def from_record(cls, values: dict[str, Any]) -> Against:
        """It from its plain values; `KeyError`, `TypeError`, `ValueError` or `InputError` if they are none."""
        days = (None if values[name] is None else date.fromisoformat(values[name]) for name in ("first", "last"))
        return cls(values["kind"], *days)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two snapshots: of periods the earlier one is on the left, of provinces Khyber Pakhtunkhwa.

    Attributes
    ----------
    names
        What each side is, in words: its period, or its province.
    by
        What they differ in.
    no_difference
        Why no difference of the two is stated, in words; blank if one is.
    """

    left: Snapshot
    right: Snapshot
    names: tuple[str, str]
    by: Literal["period", "province"]
    no_difference: str = ""


def sides_of(snapshot: Snapshot, against: Against) -> Sides:
    """A snapshot and what it is put beside.

    Raises
    ------
    InputError
        If there is nothing to put it beside: no period, one that overlaps the other, filters of no single province.
    """
    return _provinces(snapshot) if against.kind == "province" else _periods(snapshot, against)


def _provinces(snapshot: Snapshot) -> Sides:
    query = snapshot.state.query
    if query.districts or query.divisions or query.provinces - set(PROVINCES):
        raise InputError("Two provinces are compared without filters of divisions, districts and other areas.")
    left, right = (_with(snapshot, provinces=frozenset({name})) for name in PROVINCES)
    found = coverage(snapshot)
    why = found.words if found.is_none or snapshot.period.is_empty else ""
    return Sides(left, right, PROVINCES, "province", why)


def _periods(snapshot: Snapshot, against: Against) -> Sides:
    own = snapshot.period
    if own.is_empty:
        raise InputError("There is no period to compare: no incident passes the filters.")
    other = _other(own, against)
    if other.overlaps(own):
        raise InputError(f"The periods {other.words} and {own.words} overlap: they cannot be compared.")
    first, second = sorted((own, other))
    left, right = (
        _with(snapshot, first=from_day_number(days.first), last=from_day_number(days.last)) for days in (first, second)
    )
    return Sides(left, right, (first.words, second.words), "period", _why_no_difference(left, right))


def _other(own: Period, against: Against) -> Period:
    if against.first is not None and against.last is not None:
        return Period(day_number(against.first), day_number(against.last))
    return other_period(own, against.kind if against.kind in AGAINST else "previous")


def _why_no_difference(left: Snapshot, right: Snapshot) -> str:
    before, now = left.period, right.period
    if why := coverage(right).words or coverage(left).words:
        return why
    if before.width_days != now.width_days and not _are_alike(before, now):
        return f"the periods have {before.width_days:,} and {plural(now.width_days, 'day')}"
    return ""


def _are_alike(before: Period, now: Period) -> bool:
    """Whether two periods are as many whole months, or the same days of two years: only a leap day or 31st apart."""
    if before.is_whole_months and now.is_whole_months:
        return len(set(map(_months, (before, now)))) == 1
    return before == other_period(now, "year")


def _months(period: Period) -> int:
    first, last = (from_day_number(day) for day in period)
    return (last.year - first.year) * 12 + last.month - first.month


def _with(snapshot: Snapshot, **changed: Any) -> Snapshot:
    """It with some parts of its query changed, and without a selection, which belongs to one side."""
    query = replace(snapshot.state.query, **changed)
    return resolve(snapshot.dataset, replace(snapshot.state, query=query, selected=(), current=""))
