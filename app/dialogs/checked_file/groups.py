"""Problems of a file by kind: those with the same column and message together, and what can be done about them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.incidents.findings import Problem, Severity
from geo.wording import plural

__all__ = ["Group", "grouped", "remedies"]

_NUMBERS = re.compile(r"\d[\d,.:/-]*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_SENTENCE = re.compile(r"(?<=[.?:]) ")
_MOST_OF_A_COLUMN = 12
"""With more messages of one column that differ only in the word they quote, those are one kind."""

SHOWN_VALUES = 3
SHOWN_ROWS = 5
_LONGEST_VALUE = 40

_REMEDIES = {
    "date_start": "give the day in a form that can be read",
    "date_end": "correct the last day",
    "event_type": "choose a type for each unknown word",
    "sub_event_type": "correct the sub-event type",
    "incident_id": "give each row an id of its own, or leave out the rows that repeat another",
    "lon": "correct the coordinates",
    "lat": "correct the coordinates",
    "district": "name a district, a province or coordinates",
    "killed_best": "write the number of killed in digits, or leave it blank",
    "killed_low": "write the number of killed in digits, or leave it blank",
    "killed_high": "write the number of killed in digits, or leave it blank",
    "injured": "write the number of injured in digits, or leave it blank",
    "abducted": "write the number of abducted in digits, or leave it blank",
}


@dataclass(frozen=True)
class Group:
    """Problems of one kind.

    Attributes
    ----------
    column
        The column as the problems name it; blank for the whole row or file.
    severity
        What they mean for their rows.
    problems
        The problems, in the order of the file.
    """

    column: str
    severity: Severity
    problems: tuple[Problem, ...]

    @cached_property
    def values(self) -> Counter[str]:
        """The values with the number of their problems."""
        return Counter(problem.value for problem in self.problems)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows, each once; none for a problem of the whole file."""
        return tuple(dict.fromkeys(problem.row for problem in self.problems if problem.row))

    @property
    def message(self) -> str:
        """The message; that of the first problem if they differ in numbers or quoted words."""
        return self.problems[0].message

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the rows."""
        return frozenset(problem.id for problem in self.problems if problem.id)

    @property
    def values_words(self) -> str:
        """The most frequent values: ``kai (14), several (2) and 3 more``."""
        listed = [(_short(value), n) for value, n in self.values.most_common(SHOWN_VALUES) if value]
        more = len(self.values) - SHOWN_VALUES
        words = ", ".join(f"{value} ({n:,})" if len(self.values) > 1 and n > 1 else value for value, n in listed)
        return f"{words} and {more:,} more" if more > 0 else words

    @property
    def rows_words(self) -> str:
        """The first rows: ``3, 7, 9 …``."""
        shown = ", ".join(f"{row}" for row in self.rows[:SHOWN_ROWS])
        return f"{shown} …" if len(self.rows) > SHOWN_ROWS else shown or "whole file"


def grouped(problems: Iterable[Problem]) -> list[Group]:
    """The problems by kind; those that keep rows out first, and those of most rows first."""
    by_word: dict[tuple[str, Severity], dict[str, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        by_word[problem.column, problem.severity][_pattern(problem.message)].append(problem)
    groups = [
        Group(column, severity, tuple(listed))
        for (column, severity), words in by_word.items()
        for listed in _joined(words).values()
    ]
    return sorted(groups, key=lambda group: (group.severity != "error", -len(group.problems)))


def _joined(words: Mapping[str, list[Problem]]) -> Mapping[str, list[Problem]]:
    """The kinds of one column; without the words that they quote where there are very many."""
    if len(words) <= _MOST_OF_A_COLUMN:
        return words
    joined: dict[str, list[Problem]] = defaultdict(list)
    for pattern, listed in words.items():
        joined[_QUOTED.sub("…", pattern)] += listed
    return {pattern: sorted(listed, key=lambda problem: problem.row) for pattern, listed in joined.items()}


def _pattern(message: str) -> str:
    """The first sentence of a message without its numbers."""
    return _NUMBERS.sub("#", _SENTENCE.split(message, 1)[0])


def remedies(groups: Sequence[Group], names: Mapping[str, str]) -> str:
    """What would make the rows storable that cannot be stored: ``choose a type … (24 rows); correct … (7 rows)``.

    Parameters
    ----------
    groups
        The problems by kind.
    names
        Our columns by the names of the file's, as the problems name them.
    """
    rows: dict[str, set[int]] = {}
    for group in groups:
        if group.severity == "error" and group.rows:
            ours = names.get(group.column, group.column)
            what = _REMEDIES.get(ours, f"correct {group.column}" if group.column else "mend the rows that are cut")
            rows.setdefault(what, set()).update(group.rows)
    ranked = sorted(rows.items(), key=lambda item: -len(item[1]))
    return "; ".join(f"{what} ({plural(len(held), 'row')})" for what, held in ranked)


def _short(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= _LONGEST_VALUE else f"{plain[:_LONGEST_VALUE]}…"
