"""The columns of a table of totals: what counts events, and what says where, when, of which type, how many killed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from geo.errors import FileRefused, UnknownName, did_you_mean
from geo.incidents.placing import NameResolver
from geo.places.elsewhere import country_named
from geo.sources.aggregates import TAGGED, CountColumns
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import Level, folded, heading_readings
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_words import meaning_of_words
from geo.sources.questions import Question
from geo.sources.read_options import EVENTS

__all__ = ["TARGETS", "TotalsColumns", "choose_columns", "tag_of"]

TARGETS = (EVENTS, "district", "province", "country", "date_start", "date_end", "event_type", "sub_event_type",
           "killed_best")  # fmt: skip
"""What a user may decide about the columns of a table of totals."""

_PLACES = ("district", "province", "country")
_PERIODS = {
    "period_start": "date_start", "period_end": "date_end", "date_start": "date_start", "date_end": "date_end",
    "month": "month", "year": "year",
}  # fmt: skip
_WEEK_END = re.compile(r"week (?:ending|ends?|to)(?: on)?|w e|week end date|last day of (?:the )?week")
_WEEK_START = re.compile(
    r"week (?:of|commencing|beginning|starting|starts?|from)(?: on)?|w c|first day of (?:the )?week"
)
_WEEK = re.compile(
    r"(?:iso |epi |reporting |calendar )?(?:week|wk|hafta|ہفتہ)(?: (?:no|nr|number|num|date))?|epiweek|isoweek|weekno"
)
_QUARTER = re.compile(r"(?:calendar )?(?:quarter|qtr|q)(?: (?:no|number))?|seh ?mahi|سہ ماہی")
_PERIOD = re.compile(r"(?:reporting |report |reference |time )?(?:period|dates|duration)(?: covered)?|muddat|مدت")
_MOST_KNOWN = 0.6
"""The share of the rows with a known place from which on a column without a usual name is one of places."""

_TAG = re.compile(r"#(\w+)((?:\s*\+\w+)*)")


@dataclass(frozen=True)
class TotalsColumns:
    """The columns of a table of totals, by their positions.

    Attributes
    ----------
    header
        The names of the columns as the file has them.
    events
        What counts events: one column, or one for each type or period.
    by
        What the columns of events differ in: ``type``, ``time``, or blank.
    at
        The position of every other column by what it is: ``district``, ``province``, ``country``, ``event_type``,
        ``sub_event_type``, ``killed_best``, and what says the period: ``date_start``, ``date_end``, ``period``,
        ``week``, ``week_end``, ``month``, ``quarter``, ``year``.
    questions, notes
        What only a person can decide, and what was decided although something competed with it.
    """

    header: tuple[str, ...]
    events: tuple[int, ...]
    by: str = ""
    at: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    def name(self, role: str) -> str:
        """The name that the file has for a column; blank if it has none."""
        return self.header[self.at[role]].strip() if role in self.at else ""

    @property
    def unread(self) -> tuple[str, ...]:
        """The names of the other columns."""
        used = {*self.events, *self.at.values()}
        return tuple(name.strip() for at, name in enumerate(self.header) if at not in used and name.strip())

    @property
    def sentence(self) -> str:
        """Which column is what, in words."""
        counts = ", ".join(repr(self.header[at].strip()) for at in self.events[:4])
        more = f" and {len(self.events) - 4} more" if len(self.events) > 4 else ""
        others = (f"{_WORDS.get(role, role)} from {self.name(role)!r}" for role in self.at)
        return ", ".join((f"numbers of events from {counts}{more}", *others))


_WORDS = {"date_start": "first day", "date_end": "last day", "event_type": "event type",
          "sub_event_type": "sub-event type", "killed_best": "killed", "week_end": "last day of the week"}  # fmt: skip


def choose_columns(
    survey: Survey, counts: CountColumns, names: NameResolver, decided: Mapping[str, str], tags: Sequence[str] = ()
) -> TotalsColumns:
    """The columns of a table of totals.

    Parameters
    ----------
    survey
        The texts of its columns.
    counts
        The columns that count events.
    names
        Where districts and provinces are looked up, to judge a column by its content.
    decided
        What the user has decided: the name of a column by one of `TARGETS`; blank for none.
    tags
        The HXL tags of the columns; none if the file has no row of them.

    Raises
    ------
    FileRefused
        If a column that the user names is not there, or none says where or when.
    """
    header = survey.header
    roles = [_role(name, tag) for name, tag in zip(header, tags or [""] * len(header), strict=True)]
    given = {target: _position(header, name) for target, name in decided.items() if name}
    if not counts.at and EVENTS not in given:
        counts = CountColumns(tuple(place for place, (role, _) in enumerate(roles) if role == EVENTS))
    events, questions, notes = _events(header, counts, given.get(EVENTS))
    taken = {*events, *given.values()}
    at = {role: place for role, place in given.items() if role != EVENTS}
    for role in dict.fromkeys(role for role, _ in roles if role):
        if role in decided or role == EVENTS:
            continue
        options = [(level, place) for place, (found, level) in enumerate(roles) if found == role and place not in taken]
        chosen, asked = _best(role, options, survey, names)
        questions += asked
        if chosen is not None:
            at[role] = chosen
    if not at.keys() & {"district", "province"} and not decided.keys() & {"district", "province"}:
        notes += _add_place(at, taken, survey, names)
    return TotalsColumns(header, events, "" if EVENTS in given else counts.by, at, tuple(questions), tuple(notes))


def _add_place(at: dict[str, int], taken: Iterable[int], survey: Survey, names: NameResolver) -> list[str]:
    """Take the column that holds names of districts or provinces, whatever it is called; a note about it."""
    free = [place for place in range(len(survey.header)) if place not in {*taken, *at.values()}]
    for role, look_up in (("district", names.district), ("province", names.province)):
        shares = {place: survey.share(survey.header[place], partial(_is_known, look_up)) for place in free}
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= _MOST_KNOWN:
            at[role] = best
            return [f"The {role} is taken from {survey.header[best].strip()!r}, which holds names of {role}s."]
    return []


def tag_of(text: str) -> tuple[str, frozenset[str]]:
    """The tag of HXL in a cell and its attributes: ``#adm2 +name``; blank if it is none."""
    match = _TAG.fullmatch(text.strip().casefold())
    return (match[1], frozenset(match[2].replace("+", " ").split())) if match else ("", frozenset())


def _position(header: Sequence[str], name: str) -> int:
    folded_names = [each.strip().casefold() for each in header]
    if name.strip().casefold() not in folded_names:
        raise FileRefused(f"there is no column {name!r}.{did_you_mean(name, header)}")
    return folded_names.index(name.strip().casefold())


def _events(
    header: Sequence[str], counts: CountColumns, given: int | None
) -> tuple[tuple[int, ...], list[Question], list[str]]:
    """The columns of events; of several that count all events it is asked which one."""
    if given is not None:
        return (given,), [], []
    if counts.by or len(counts.at) < 2:
        return counts.at, [], []
    whole = [at for at in counts.at if not _names_a_part(header[at])]
    if len(whole) == 1:
        others = ", ".join(repr(header[at].strip()) for at in counts.at if at not in whole)
        note = (
            f"The numbers of events are those of {header[whole[0]].strip()!r}; {others} count a part and are not read."
        )
        return tuple(whole), [], [note]
    options = tuple(header[at].strip() for at in counts.at)
    listed = ", ".join(map(repr, options))
    question = Question(
        EVENTS, f"several columns count events ({listed})", f'--column {EVENTS}="{options[0]}"', options
    )
    return counts.at[:1], [question], []


def _names_a_part(heading: str) -> bool:
    """Whether a heading counts the events of one type: No. of IED attacks."""
    words = folded(heading).split()
    spans = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return any(meaning_of_words(span).name for span in spans if span not in ("attack", "attacks"))


# what a heading says


def _role(heading: str, tag: str) -> tuple[str, Level]:
    """What a column is by its heading or its tag, and how well that says it; blank if it is nothing of interest."""
    name, attributes = tag_of(heading)
    if TAGGED.fullmatch(heading.strip()) or TAGGED.fullmatch(tag.strip()):
        return EVENTS, Level.KNOWN
    if name or (tag and (name := tag_of(tag)[0])):
        role = _tagged(name, attributes or tag_of(tag)[1])
        if role:
            return role, Level.KNOWN
    words = folded(heading)
    for role, pattern in _OF_TIMES:
        if pattern.fullmatch(words):
            return role, Level.KNOWN
    if (figure := figure_reading(heading)) is not None:
        whole = figure.measure == "killed" and not figure.people and not figure.bound
        return ("killed_best", figure.level) if whole else ("", Level.OTHER)
    return _by_heading(heading)


_OF_TIMES = (("week_end", _WEEK_END), ("week", _WEEK_START), ("week", _WEEK), ("quarter", _QUARTER),
             ("period", _PERIOD))  # fmt: skip


def _by_heading(heading: str) -> tuple[str, Level]:
    readings = {reading.target: reading.level for reading in heading_readings(heading)}
    if readings.get("incident_id", Level.OTHER) > Level.OTHER:  # a code of a place, not its name
        return "", Level.OTHER
    for target in (*_PLACES, "event_type", "sub_event_type", *_PERIODS):
        if readings.get(target, Level.OTHER) > Level.OTHER:
            return _PERIODS.get(target, target), readings[target]
    return "", Level.OTHER


def _tagged(name: str, attributes: frozenset[str]) -> str:
    """What a column with a tag of HXL is; blank for what is of no interest."""
    if name in ("adm1", "adm2"):
        return "" if "code" in attributes else "province" if name == "adm1" else "district"
    if name == "country":
        return "country"
    if name == "date":
        spans = {"start": "date_start", "end": "date_end", "month": "month", "year": "year", "week": "week",
                 "quarter": "quarter"}  # fmt: skip
        return next((role for word, role in spans.items() if word in attributes), "date_start")
    if name in ("event", "incident", "cause"):
        return "sub_event_type" if attributes & {"sub", "subtype"} else "event_type"
    return "killed_best" if name == "affected" and "killed" in attributes else ""


# several columns of one kind


def _best(
    role: str, options: Sequence[tuple[Level, int]], survey: Survey, names: NameResolver
) -> tuple[int | None, list[Question]]:
    """The column of a role: by its content, where that can be judged, then by its name; a question between equals."""
    tests: dict[str, Callable[[str], bool]] = {
        "district": lambda text: _is_known(names.district, text),
        "province": lambda text: _is_known(names.province, text) or bool(names.elsewhere(text)),
        "country": lambda text: bool(country_named(text)),
    }
    test = tests.get(role)
    ranked = []
    for level, place in options:
        column = survey.header[place]
        is_filled = survey.fill(column) > 0
        if is_filled:
            ranked.append((test is None or survey.share(column, test) > 0, level, place))
    if not ranked:
        return None, []
    best = max(ranked, key=lambda option: option[:2])
    equal = [place for *rank, place in ranked if tuple(rank) == best[:2]]
    if role == "country" or len({tuple(survey.cells(survey.header[place])) for place in equal}) < 2:
        return equal[0], []
    found = tuple(survey.header[place].strip() for place in equal)
    text = f"{_WORDS.get(role, role)}: several columns may say it ({', '.join(map(repr, found))})"
    return equal[0], [Question(role, text, f'--column {role}="{found[0]}"', found)] if role in TARGETS else []


def _is_known(look_up: Callable[[str], object], text: str) -> bool:
    try:
        return bool(look_up(text))
    except UnknownName:
        return False
