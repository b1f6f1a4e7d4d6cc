"""How the days of a file are read: decided from all of its rows, or asked. For every layout alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from geo.calendar.days import day_text
from geo.incidents.findings import RawTable
from geo.reading.date_order import ORDER_WORDS, DateOrder, date_order_of
from geo.reading.dates import EPOCH, read_written_day
from geo.reading.swapped_days import EXCHANGE, KEEP, SWAPPED_CHOICES, SwappedDays, exchanged, swapped_days
from geo.sources.files.table import fold_names
from geo.sources.questions import Question

__all__ = ["DayDecisions", "DayReading", "DayTexts", "day_texts", "decide_days"]

_SHOWN = 3
_LEAST_CERTAIN = 3
DayTexts = Mapping[str, int]
"""The different texts of a column that are not blank, in the order of the rows, with the number of the first row."""


@dataclass(frozen=True, slots=True)
class DayDecisions:
    """What was decided about the days of a file before its rows are seen; what is blank is found.

    Attributes
    ----------
    order
        The order that the user gives for this file.
    usual_order
        The order in which earlier files of this layout were read: used where the file leaves it open.
    swapped
        ``exchange`` or ``keep``, as the user gives it for this file.
    usual_swapped
        By column, the way of writing that was exchanged in earlier files, or ``keep``.
    """

    order: str = ""
    usual_order: str = ""
    swapped: str = ""
    usual_swapped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayReading:
    """How days are read.

    Attributes
    ----------
    order
        ``dmy``, ``mdy``, ``ymd`` or ``epoch``; blank where no day is written in numbers, or where it is open.
    swapped
        By column, the way of writing of which day and month are exchanged; ``keep`` where they are not, although a
        spreadsheet seems to have swapped them.
    unclear
        Days that can be read in several ways, if the order is open.
    questions, notes
        What a person has to decide, and what was decided without asking.
    """

    order: str = ""
    swapped: Mapping[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()


def day_texts(parts: Iterable[RawTable], columns: Mapping[str, str]) -> dict[str, DayTexts]:
    """The texts of columns of days, by our names of them.

    Parameters
    ----------
    parts
        The whole file.
    columns
        The names in the file, in lower case, by ours; columns that the file lacks are left out.
    """
    texts: dict[str, dict[str, int]] = {}
    for part in parts:
        header = fold_names(part.header)
        for ours, theirs in columns.items():
            if theirs in header:
                _add(texts.setdefault(ours, {}), part, header.index(theirs))
    return {ours: column for ours, column in texts.items() if column}


def _add(column: dict[str, int], part: RawTable, at: int) -> None:
    for number, record in zip(part.numbered(), part.records, strict=True):
        if at < len(record) and (text := record[at].strip()):
            column.setdefault(text, number)


def decide_days(
    texts: Mapping[str, DayTexts], decisions: DayDecisions | None = None, *, has_date_cells: bool = False
) -> DayReading:
    """How the days of these columns (`day_texts`) are read.

    Parameters
    ----------
    texts
        The texts of each column of days, by our name of it.
    decisions
        What was decided before.
    has_date_cells
        Whether days that begin with the year were cells of dates, as in a workbook.
    """
    decisions = decisions or DayDecisions()
    found = DateOrder() if decisions.order else _order_of(texts)
    order, questions, notes = _order(found, next(iter(texts), "date_start"), decisions)
    unclear = found.examples if questions else ()
    swapped, open_columns = dict[str, str](), dict[str, SwappedDays]()
    for name, column in texts.items():
        if (days := swapped_days(column, has_date_cells=has_date_cells)) is None:
            continue
        if not days.is_split:
            notes += filter(None, [_mixed(name, days, column)])
        elif choice := _choice(name, days, decisions):
            swapped[name] = choice
        else:
            open_columns[name] = days
    if open_columns:
        questions.append(_swapped_question(open_columns, texts))
    return DayReading(order, swapped, unclear, tuple(questions), tuple(notes))


# the order


def _order(found: DateOrder, about: str, decisions: DayDecisions) -> tuple[str, list[Question], list[str]]:
    """The order, or the question about it; and what was decided."""
    if decisions.order:
        return decisions.order, [], []
    usual = decisions.usual_order
    if usual and (usual in (found.order, *found.fitting) or not (found.order or found.candidates)):
        return usual, [], []
    if found.order and usual:
        why = (
            f"its days are read {ORDER_WORDS[found.order]} ({found.order}), which all rows fit, and not "
            f"{ORDER_WORDS[usual]} ({usual}), as the column mapping has it"
        )
        candidates = (found.order, usual)
        return "", [Question(about, why, f"--date-order {found.order}", candidates)], []
    if found.candidates:
        words = " or ".join(ORDER_WORDS[order] for order in found.candidates)
        why = f"its days ({', '.join(found.examples)}) can be read {words}: {found.why}"
        return "", [Question(about, why, f"--date-order {' or '.join(found.candidates)}", found.candidates)], []
    return found.order, [], [f"{about}: {found.why}"] if found.why else []


def _order_of(texts: Mapping[str, DayTexts]) -> DateOrder:
    """One order for all columns of days: the moments of one column do not make numbers of the others moments."""
    single = [date_order_of(column) for column in texts.values()]
    moments = [found for found in single if found.order == EPOCH]
    if moments or len(single) == 1:
        return (moments or single)[0]
    return date_order_of(text for column in texts.values() for text in column)


# what a spreadsheet swapped


def _choice(name: str, days: SwappedDays, decisions: DayDecisions) -> str:
    """The way of writing that is exchanged, or ``keep``; blank if that has to be asked."""
    given = decisions.swapped or decisions.usual_swapped.get(name, "")
    return given if given in ("", KEEP) else days.way


def _swapped_question(columns: Mapping[str, SwappedDays], texts: Mapping[str, DayTexts]) -> Question:
    """One question for all columns, because one option decides it; with rows of the first column."""
    name, days = next(iter(columns.items()))
    rows = texts[name]
    shown = "; ".join(f"row {rows[text]} ({text}): {_both(text)}" for text in days.doubtful[:_SHOWN])
    text = (
        f"a spreadsheet seems to have swapped day and month in a part of {' and '.join(columns)}: what is written as "
        f"{days.certain[0]} (row {rows[days.certain[0]]}) is above 12 in every row, and every other day is at or below "
        f"12. {shown}"
    )
    return Question(name, text, f"--swapped-days {EXCHANGE} or {KEEP}", SWAPPED_CHOICES)


def _both(text: str) -> str:
    written = read_written_day(text) or read_written_day(text, "dmy") or read_written_day(text, "mdy")
    if written is None:
        return "no day"
    as_it_is, other = (day_text(date.fromisoformat(each.day)) for each in (written, exchanged(written)))
    return f"{as_it_is} ({KEEP}) or {other} ({EXCHANGE})"


def _mixed(name: str, days: SwappedDays, rows: DayTexts) -> str:
    """A remark on a column of which only a part can be swapped; blank if there are too few texts to say so."""
    if len(days.certain) < _LEAST_CERTAIN or not days.doubtful:
        return ""
    example = days.doubtful[0]
    return (
        f"{name}: all days that are texts are above 12 ({days.certain[0]}), as a spreadsheet leaves them when it swaps "
        f"day and month of the others; check the other days up to 12, for example {example} in row {rows[example]}"
    )
