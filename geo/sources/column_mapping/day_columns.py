"""The columns of the day: the incident's, never that of the report; or a year, a month and a day apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.reading.dates import names_a_day, read_date
from geo.sources.column_mapping.candidates import Candidate, Choices, column_option, listed, named, ranked
from geo.sources.column_mapping.contents import day_of
from geo.sources.column_mapping.headings import Level, folded, heading_readings, roles
from geo.sources.column_mapping.joined import month_of_a_year, names_months

__all__ = ["choose_days", "order_in_heading"]

_ORDERS = {
    "dmy": re.compile(r"\b(?:d{1,2}[-/. ]?m{1,3}[-/. ]?y{1,4}|day[-/. ]month|day first)\b"),
    "mdy": re.compile(r"\b(?:m{1,2}[-/. ]?d{1,2}[-/. ]?y{1,4}|month[-/. ]day|month first)\b"),
    "ymd": re.compile(r"\b(?:y{1,4}[-/. ]?m{1,2}[-/. ]?d{1,2}|year[-/. ]month|year first)\b"),
}
"""How a heading says in which order days are written: "Date (dd/mm/yyyy)"."""

_LEAST = 0.5
_SURE = 0.8
_EXAMPLES = 3


def order_in_heading(column: str) -> str:
    """The order of day, month and year that a heading states; blank if it states none."""
    plain = column.casefold().replace("_", " ")
    return next((order for order, pattern in _ORDERS.items() if pattern.search(plain)), "")


def choose_days(choices: Choices) -> None:
    """Choose the columns of the first and of the last day."""
    if not choices.is_settled("date_start"):
        _choose_first(choices)
    if not choices.is_settled("date_end"):
        _choose_last(choices)


def _choose_first(choices: Choices) -> None:
    candidates = named(choices, "date_start", "day", _LEAST)
    top, rivals = ranked(choices.contents, candidates)
    top = _without_ends(top)
    of_months = [one for one in top if choices.contents.share(one.column, "month of a year") >= _SURE]
    if len(of_months) == len(top) and _join_month_and_day(choices):
        return
    others = _beside(choices, candidates)
    fuller = [name for name in _unnamed(choices) if top and top[0].fill < _LEAST * choices.contents.fill(name)]
    if fuller:
        columns = [top[0].column, *fuller]
        text = f"{columns[0]!r} is blank in most rows, in which {listed(fuller)} hold{'s' * (len(fuller) == 1)} days"
        choices.ask("date_start", text, columns)
    elif len(top) == 1 and top[0].level >= Level.WORDS and not _is_of_years(choices, top[0].column):
        beside = [one.column for one in rivals] + others
        choices.take("date_start", top[0].column, _note(beside) if beside else "")
    elif len(top) > 1:
        columns = [one.column for one in top]
        text = f"{listed(columns)} hold days that differ, and no heading says which is that of the incident"
        choices.ask("date_start", text, columns)
    elif not _join_parts(choices):
        _choose_without_name(choices, [one.column for one in top])


def _choose_without_name(choices: Choices, qualified: list[str]) -> None:
    """Choose among columns of days whose headings do not name the incident's day."""
    starts = [one.column for one in named(choices, "period_start", "day", _LEAST) if one.level is not Level.OTHER]
    reported = [one.column for one in _reported(choices)]
    moments = [column for column in starts if choices.contents.share(column, "time") >= _LEAST]
    reported += [column for column in moments if column not in reported]  # when a form was begun, not an incident
    starts = [column for column in starts if column not in reported]
    unnamed = [name for name in dict.fromkeys((*qualified, *_unnamed(choices))) if name not in reported + starts]
    candidates = [*unnamed, *starts, *reported]
    if not candidates:
        _ask_for_unread(choices)
    elif not reported and candidates in (starts[:1], unnamed[:1]):
        if starts and _begins_a_period(choices, starts[0]):
            text = (
                f"{starts[0]!r} is the first day of a time in which a report was made, and no column has its last day"
            )
            choices.ask("date_start", text, starts)
        elif starts:
            choices.take("date_start", starts[0])
        else:
            choices.take("date_start", unnamed[0], _only_note(choices, unnamed[0]))
    elif candidates:
        choices.ask("date_start", _open_text(unnamed, candidates), candidates)


def _begins_a_period(choices: Choices, column: str) -> bool:
    """Whether a heading speaks of a week, a month or a report, whose last day no column has."""
    words = {"week", "month", "period", "report", "reporting", "reference"}
    return not words.isdisjoint(folded(column).split()) and not named(choices, "period_end", "day", _LEAST)


def _without_ends(top: list[Candidate]) -> list[Candidate]:
    """The columns without the last days of a pair: of Incident start and Incident end the first counts."""
    ends = [one for one in top if _level_of(one.column, "period_end")]
    is_pair = any(_level_of(one.column, "period_start") for one in top if one not in ends)
    return [one for one in top if one not in ends] if is_pair else top


def _level_of(column: str, target: str) -> Level:
    """How well a heading names a column of ours."""
    return max((one.level for one in heading_readings(column) if one.target == target), default=Level.OTHER)


def _only_note(choices: Choices, column: str) -> str:
    """The note about the only column of days, whose heading does not name the incident's."""
    texts = choices.contents.survey.texts(column)
    if all((day := read_date(text)) and (day.precision != "day" or _is_month(column, text)) for text in texts):
        return "it holds months or years: a row that sums up such a time is not one incident"
    return "no other column holds days, and its heading says no more"


def _is_month(column: str, text: str) -> bool:
    return names_months(column) and bool(month_of_a_year(text))


def _ask_for_unread(choices: Choices) -> None:
    """Say why a column that is named as that of the day is none: its cells cannot be read as days."""
    survey = choices.contents.survey
    held = [one for one in named(choices, "date_start") if one.level >= Level.KNOWN]
    if not held:
        return
    column = max(held, key=lambda one: (one.fill, one.level)).column
    unread = [text for text in survey.texts(column) if not names_a_day(text)][:_EXAMPLES]
    if unread:
        text = (
            f"{column!r} is named as the day of the incident, and most of its cells are no days that can be read: "
            f"{listed(unread, 'or')}; write them as 2024-11-18, or take the column as it is for a list of its rows"
        )
        choices.ask("date_start", text, [column])


def _open_text(unnamed: list[str], candidates: list[str]) -> str:
    if unnamed:
        return f"no heading says which column holds the day of the incident: {listed(candidates)} hold days"
    return f"no column holds the day of the incident, only days of a report or a form: {listed(candidates)}"


def _note(beside: Sequence[str]) -> str:
    verb = "hold" if len(set(beside)) > 1 else "holds"
    return f"{listed(dict.fromkeys(beside))} {verb} days too"


def _beside(choices: Choices, candidates: Sequence[Candidate]) -> list[str]:
    """The other columns of days, whatever their headings say."""
    taken = {one.column for one in candidates if one.level is not Level.OTHER}
    periods = [one for target in ("period_start", "period_end") for one in named(choices, target, "day", _LEAST)]
    found = [*(one.column for one in (*_reported(choices), *periods)), *_unnamed(choices)]
    return [name for name in dict.fromkeys(found) if name not in taken]


def _reported(choices: Choices) -> list[Candidate]:
    """The columns of days of the report."""
    others = [
        one
        for target in ("date_start", "date_end", "period_start", "period_end")
        for one in named(choices, target, "day")
        if one.level is Level.OTHER and one.other in ("report", "period") and one.share >= _LEAST
    ]
    reported = [one for one in named(choices, "day_reported", "day", _LEAST) if one.level >= Level.QUALIFIED]
    return list({one.column: one for one in (*reported, *others)}.values())


def _unnamed(choices: Choices) -> list[str]:
    """The columns that hold days by their content alone; numbers alone need not be days."""
    return [
        column
        for column in choices.free()
        if not _names_days(column)
        and not _names_another(column)
        and choices.contents.share(column, "day") >= _SURE
        and not choices.contents.share(column, "number")
    ]


def _names_days(column: str) -> bool:
    days = ("date_start", "date_end", "period_start", "period_end", "day_reported", "revised_at")
    return any(reading.target in days for reading in heading_readings(column))


def _names_another(column: str) -> bool:
    """Whether a heading speaks of a person or of another thing: a day of birth."""
    return any(roles(word) & {"person", "other"} for word in folded(column).split())


def _is_of_years(choices: Choices, column: str) -> bool:
    return choices.contents.share(column, "year") >= _SURE


# a year, a month and a day apart


def _join_parts(choices: Choices) -> bool:
    """Put the day together from columns of its parts; whether that settles it."""
    year, month, day = (_part(choices, name) for name in ("year", "month", "day_of_month"))
    if not year:
        return False
    if month:
        columns = [name for name in (year, month, day) if name]
        choices.join("date_start", columns, "" if day else "there is no column of the day of the month")
    elif dated := _named_as_day(choices, "day without a year"):
        choices.join("date_start", [year, dated])
    elif week := _part(choices, "week_of_year"):
        choices.join("date_start", [year, week], "weeks are counted as in ISO 8601, from Monday")
    else:
        text = f"only {year!r} tells when it was, and a year is no day"
        choices.ask("date_start", text, [year], column_option("date_start", year))
    return True


def _join_month_and_day(choices: Choices) -> bool:
    """Join a column of months with their years (Nov 2024) and one of the days of the month; whether there are both."""
    day = _part(choices, "day_of_month")
    held = [one for one in named(choices, "month", "month with a year", _SURE) if day and one.level >= Level.KNOWN]
    month = held[0].column if held else _named_as_day(choices, "month of a year") if day else ""
    if not month or month == day:
        return False
    choices.join("date_start", [month, day])
    return True


def _named_as_day(choices: Choices, test: str) -> str:
    """The column that is named as the day and holds what a test of content says."""
    found = [one for name in ("date_start", "day_of_month") for one in named(choices, name, test, _SURE)]
    return next((one.column for one in found if one.level >= Level.KNOWN), "")


def _part(choices: Choices, target: str) -> str:
    found = [one for one in named(choices, target, target, _SURE) if one.level >= Level.KNOWN]
    return max(found, key=lambda one: (one.level, one.fill)).column if found else ""


# the last day


def _choose_last(choices: Choices) -> None:
    start = choices.columns.get("date_start")
    if start is None:
        return
    top, _ = ranked(choices.contents, named(choices, "date_end", "day", _LEAST))
    periods = [one for one in named(choices, "period_end", "day", _LEAST) if one.level is not Level.OTHER]
    is_explicit = _level_of(start, "period_start") is Level.EXPLICIT
    is_pair = is_explicit or bool(_level_of(start, "period_start") and not _level_of(start, "date_start"))
    if is_pair and len(periods) == 1:
        choices.take("date_end", periods[0].column)
    elif top and top[0].level >= Level.WORDS and not _has_start(choices):
        _take_last(choices, start, top[0].column)


def _has_start(choices: Choices) -> bool:
    """Whether another column holds the first day of the intervals whose last day is there: they may be of a report."""
    others = [one.column for one in named(choices, "date_start", "day", _LEAST) if one.level is not Level.OTHER]
    return any({"start", "begin", "first"} & set(folded(column).split()) for column in others)


def _take_last(choices: Choices, start: str, end: str) -> None:
    """Choose the last day if it never lies before the first, and the intervals are those of incidents."""
    first, last = choices.contents.survey.cells(start), choices.contents.survey.cells(end)
    pairs = [(day_of(a), day_of(b)) for a, b in zip(first, last, strict=True) if a and b]
    sound = [pair for pair in pairs if all(pair) and pair[0] <= pair[1]]
    if len(sound) >= _SURE * len(pairs):
        choices.take("date_end", end)
    else:
        choices.leave("date_end", f"{end!r} lies before {start!r} in many rows")
