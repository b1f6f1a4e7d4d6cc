"""Which columns of a file could be one of ours, and the choice among them: certain, proposed with a note, or open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.sources.column_mapping.contents import Contents
from geo.sources.column_mapping.headings import Level, folded, heading_readings, segments
from geo.sources.column_mapping.record import JOINT, choice_words, joined_names
from geo.sources.questions import Question

__all__ = ["Candidate", "Choices", "column_option", "is_way", "listed", "named", "namesakes", "ranked"]

_MOSTLY_BLANK = 0.5
_CLEARLY_BETTER = 0.3
_MOST_LISTED = 6
_WAY = (frozenset({"from", "to"}), frozenset({"start", "end"}), frozenset({"origin", "destination"}))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that could be one of ours.

    Attributes
    ----------
    column
        Its name.
    level
        How well its heading names it.
    share
        The share of its filled cells that can be such a value.
    fill
        The share of all rows that it fills.
    other
        Of `Level.OTHER`: what it is instead; see `geo.sources.column_mapping.headings.HeadingReading`.
    """

    column: str
    level: Level
    share: float = 1.0
    fill: float = 1.0
    other: str = ""


@dataclass
class Choices:
    """The choice of columns while it is made.

    Attributes
    ----------
    contents
        The tests of content.
    decided
        What the user has decided: names of columns by ours, a blank one for none.
    columns
        The columns chosen, by ours; several joined by `geo.sources.column_mapping.record.JOINT` make up one of ours.
    notes
        What was decided although something competed with it, by the choice in words.
    questions
        What is open.
    crs
        The coordinate system, if it is not degrees.
    """

    contents: Contents
    decided: Mapping[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    crs: str = ""

    def is_settled(self, target: str) -> bool:
        """Whether nothing is to be chosen: there is a choice, the user has made it, or it is an open question."""
        is_open = any(question.about == target for question in self.questions)
        return is_open or target in self.decided or target in self.columns

    def free(self) -> list[str]:
        """The columns that are not chosen yet."""
        header = self.contents.survey.header
        taken = {name.casefold() for column in self.columns.values() for name in joined_names(column, header)}
        return [name for name in dict.fromkeys(header) if name.strip() and name.strip().casefold() not in taken]

    def take(self, target: str, column: str, note: str = "") -> None:
        """Choose a column; a note says what competed with it."""
        self.columns[target] = column
        if note:
            self.notes[choice_words(target, column)] = note

    def join(self, target: str, columns: Sequence[str], note: str = "") -> None:
        """Let several columns make up one of ours."""
        self.take(target, JOINT.join(columns), note)

    def leave(self, target: str, note: str) -> None:
        """Choose none, and say why."""
        self.notes[choice_words(target, "")] = note

    def ask(self, target: str, text: str, candidates: Sequence[str], option: str = "") -> None:
        """Leave it open."""
        option = option or column_option(target, candidates[0])
        self.questions.append(Question(target, text, option, tuple(candidates)))


def column_option(target: str, column: str) -> str:
    """The option of the command line that chooses a column."""
    return f'--column {target}="{column}"'


def listed(columns: Iterable[str], joint: str = "and") -> str:
    """Names of columns in words."""
    names = [repr(name) for name in columns]
    if len(names) > _MOST_LISTED:
        names = [*names[:_MOST_LISTED], f"{len(names) - _MOST_LISTED} more"]
    return f" {joint} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def is_way(first: str, second: str) -> bool:
    """Whether two headings are the two ends of a way: From district and To district."""
    words = [frozenset(folded(column).split()) for column in (first, second)]
    return words[0] ^ words[1] in _WAY


def namesakes(choices: Choices, target: str, column: str) -> list[str]:
    """The other columns of the same heading, but for a number behind it, that hold something else."""
    words, contents = _without_numbers(column), choices.contents
    others = (name for name in choices.free() if name != column and _without_numbers(name) == words)
    meant = [name for name in others if any(reading.target == target for reading in heading_readings(name))]
    return [name for name in meant if contents.fill(name) and not contents.is_equal(name, column)]


def _without_numbers(column: str) -> list[str]:
    return [word for part in segments(column) for word in part.words if not word.isdecimal()]


def named(choices: Choices, target: str, test: str = "", least: float = 0.0) -> list[Candidate]:
    """The free columns whose heading names a target and whose content can be it."""
    return [
        candidate
        for candidate in _named(choices, target, test)
        if candidate.fill and (candidate.share >= least or candidate.level is Level.OTHER)
    ]


def _named(choices: Choices, target: str, test: str) -> Iterator[Candidate]:
    contents = choices.contents
    for column in choices.free():
        for reading in heading_readings(column):
            if reading.target == target:
                share = contents.share(column, test) if test else 1.0
                yield Candidate(column, reading.level, share, contents.fill(column), reading.other)


def ranked(contents: Contents, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The best candidates, several if they are of equal standing and differ, and the others that compete."""
    real = [one for one in candidates if one.level is not Level.OTHER]
    if not real:
        return [], []
    fullest = max(one.fill for one in real)
    standing = {one: one.level - 2 * (one.fill < _MOSTLY_BLANK * fullest) for one in real}
    best = max(standing.values())
    top = [one for one in real if standing[one] == best]
    most = max(one.share for one in top)
    top = [one for one in top if one.share > most - _CLEARLY_BETTER]
    if all(contents.is_equal(top[0].column, one.column) for one in top[1:]):
        top = top[:1]
        clearer = [one for one in real if one.level > top[0].level and one.share > most - _CLEARLY_BETTER]
        top = [*(one for one in clearer if not contents.agrees(top[0].column, one.column)), *top]
    others = [one for one in real if one not in top]
    return top, [one for one in others if not contents.is_equal(top[0].column, one.column)]
