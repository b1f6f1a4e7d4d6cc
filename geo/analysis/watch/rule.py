"""A rule: what is looked for, as a value and as the JSON that a workspace stores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from geo.analysis.unusual import Settings, Verdict
from geo.errors import InputError, did_you_mean
from geo.incidents import PLACE_PRECISIONS
from geo.incidents.attribution import ATTRIBUTIONS
from geo.places.border_bands import NEARER, BorderZone
from geo.places.border_lines import BORDERS
from geo.places.target import Target
from geo.query import Query, Within
from geo.wording import plural

__all__ = ["THRESHOLDS", "WORTH_A_LOOK", "Rule", "rule_of", "rule_text", "threshold_of"]

WORTH_A_LOOK = "worth a look"
THRESHOLDS = (Verdict.MUCH_ABOVE.value, Verdict.ABOVE.value, WORTH_A_LOOK)
"""What a district or province has to be at least, from the strictest."""

_MOST_COUNT = 1_000_000
_NAMES = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources", "attribution")
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the watch list.

    Attributes
    ----------
    name
        Its name.
    query
        The filters; a period and incidents chosen one by one are not among them: a rule looks at the last days of the
        data, whatever these are.
    threshold
        One of `THRESHOLDS`, which each district and province is held against, or the number of incidents that all that
        passes the filters has to reach.
    window_days
        The length of the window.

    Raises
    ------
    InputError
        If a number is not possible.
    """

    name: str
    query: Query = field(default_factory=Query)
    threshold: str | int = Verdict.ABOVE.value
    window_days: int = 28

    def __post_init__(self) -> None:
        object.__setattr__(self, "query", replace(self.query.any_time(), listed=None))
        Settings(window_days=self.window_days)
        if isinstance(self.threshold, int) and not 1 <= self.threshold <= _MOST_COUNT:
            raise InputError(f"A threshold of {self.threshold:,} incidents is not possible: choose 1 or more.")
        if isinstance(self.threshold, str) and self.threshold not in THRESHOLDS:
            raise InputError(f"There is no threshold {self.threshold!r}: choose {_choices()}.")

    @property
    def words(self) -> str:
        """What it looks for, in words."""
        if isinstance(self.threshold, int):
            what = f"at least {plural(self.threshold, 'incident')}"
        else:
            what = f"any place {self.threshold}{'' if self.threshold == THRESHOLDS[0] else ' or more'}"
        filters = "; ".join(self.query.words()) or "no filter"
        return f"{what} in {plural(self.window_days, 'day')} · {filters}"


def _choices() -> str:
    return f"{', '.join(THRESHOLDS)}, or a number of incidents"


def threshold_of(text: str) -> str | int:
    """The threshold that a text states: ``above usual``, or a number of incidents; raises `InputError`."""
    wanted = " ".join(text.split()).casefold()
    if wanted.isdecimal() and len(wanted) <= len(str(_MOST_COUNT)):
        return int(wanted)
    if wanted not in THRESHOLDS:
        near = did_you_mean(wanted, THRESHOLDS)
        raise InputError(f"{text!r} is no threshold: choose {_choices()}.{near}")
    return wanted


def rule_text(rule: Rule) -> str:
    """A rule as JSON, without its name."""
    query = rule.query
    filters: dict[str, Any] = {name: sorted(getattr(query, name)) for name in _NAMES if getattr(query, name)}
    filters |= {
        name: value
        for name, value, none in (
            ("min_killed", query.min_killed, 0),
            ("coarsest", query.coarsest, PLACE_PRECISIONS[-1]),
            ("text", query.text, ""),
        )
        if value != none
    }
    if query.within is not None:
        target = query.within.target
        filters["within"] = {
            "km": query.within.km, "possible": query.within.possible,
            "name": target.name, "key": target.key, "shapes": list(target.shapes),
        }  # fmt: skip
    if query.border is not None:
        filters["border"] = asdict(query.border)
    stored = {"format": _FORMAT, "filters": filters, "threshold": rule.threshold, "window_days": rule.window_days}
    return json.dumps(stored, ensure_ascii=False, sort_keys=True)


def rule_of(name: str, text: str) -> Rule:
    """A stored rule; raises `InputError` if another program has written something else."""
    try:
        stored = json.loads(text)
        if stored["format"] != _FORMAT:
            raise InputError(f"The rule {name!r} was written by a newer version of the application.")
        threshold, days = stored["threshold"], stored["window_days"]
        if type(threshold) not in (int, str) or type(days) is not int:
            raise TypeError("threshold")
        return Rule(name, _query(stored["filters"]), threshold, days)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(f"The rule {name!r} cannot be read: another program has changed it. Remove it.") from None


def _query(filters: Mapping[str, Any]) -> Query:
    known = {one.name for one in fields(Query)}
    values = {name: value for name, value in filters.items() if name in known}
    for name in _NAMES:
        if name in values:
            values[name] = frozenset(_text(value) for value in values[name])
    if not values.get("attribution", frozenset()) <= frozenset(ATTRIBUTIONS):
        raise ValueError("attribution")
    if (
        values.get("coarsest", PLACE_PRECISIONS[-1]) not in PLACE_PRECISIONS
        or type(values.get("min_killed", 0)) is not int
    ):
        raise ValueError("filters")
    if "text" in values:
        values["text"] = _text(values["text"])
    if "within" in values:
        near = values["within"]
        target = Target(_text(near["name"]), _text(near["key"]), tuple(near["shapes"]))
        values["within"] = Within(target, float(near["km"]), bool(near.get("possible", False)))
    if "border" in values:
        values["border"] = _zone(values["border"])
    return Query(**values)


def _zone(stored: Mapping[str, Any]) -> BorderZone:
    country, km, over_km = _text(stored["country"]), stored["km"], float(stored["over_km"])
    if country not in (*BORDERS, NEARER):
        raise ValueError("border")
    return BorderZone(country, None if km is None else float(km), over_km)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    return value
