"""The columns of the killed, injured and abducted: all of them, or groups that make up all; one group never is all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.reading.figures import single_number
from geo.sources.column_mapping.candidates import Choices, column_option, listed, named
from geo.sources.column_mapping.figure_headings import FATAL, GROUPS, FigureReading, figure_reading, heading_words
from geo.sources.column_mapping.headings import Level, folded, roles
from geo.sources.column_mapping.record import JOINT

__all__ = ["choose_figures"]

_TARGETS = {"killed": "killed_best", "injured": "injured", "abducted": "abducted"}
_LEAST = 0.3
_OFTEN = 0.2
_MOSTLY_BLANK = 0.5
_SEXES = frozenset({"male", "female", "children", "adults"})
_GROWN = frozenset((
    "man", "men", "woman", "women", "gents", "ladies", "mard", "aurat", "aurtein", "khatoon", "khawateen",
    "مرد", "خواتین", "عورت",
))  # fmt: skip
"""Words for men and women that leave children out."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of figures, what its heading says, and the share of the rows that it fills."""

    column: str
    reading: FigureReading
    fill: float


def choose_figures(choices: Choices) -> None:
    """Choose the columns of figures of people."""
    for measure, target in _TARGETS.items():
        figures = _figures_of(choices, measure)
        if measure == "killed":
            _choose_bounds(choices, figures)
            _choose_groups(choices, figures)
        if not choices.is_settled(target):
            _choose_total(choices, measure, figures)


def _figures_of(choices: Choices, measure: str) -> list[_Figure]:
    found = []
    for column in choices.free():
        reading = figure_reading(column)
        if reading is None or reading.measure != measure:
            continue
        fill = choices.contents.fill(column)
        if not fill or choices.contents.share(column, "figure") >= _LEAST:
            found.append(_Figure(column, reading, fill))
    return _with_fatal(choices, _told_apart(found))


def _with_fatal(choices: Choices, figures: list[_Figure]) -> list[_Figure]:
    """The figures with Fatal and Non-fatal understood as the killed and the injured where both are there."""
    words = {word for name in choices.contents.survey.header for word in heading_words(name)}
    if not words >= {*FATAL}:
        return figures
    return [
        replace(one, reading=replace(one.reading, level=Level.KNOWN, is_of_outcome=True))
        if one.reading.level is Level.WORDS and not FATAL.isdisjoint(heading_words(one.column))
        else one
        for one in figures
    ]


def _told_apart(figures: list[_Figure]) -> list[_Figure]:
    """The figures with the letter M read as men beside women, as militants beside other groups."""
    every = {name for figure in figures for name in figure.reading.people}
    if "female" in every or not every & {"civilians", "security", "security part"}:
        return figures
    return [
        replace(figure, reading=replace(figure.reading, people=("militants",)))
        if figure.reading.people == ("male",) and "m" in folded(figure.column).split()
        else figure
        for figure in figures
    ]


def _choose_bounds(choices: Choices, figures: list[_Figure]) -> None:
    for bound in ("low", "high"):
        target = f"killed_{bound}"
        held = [one for one in figures if one.reading.bound == bound and not one.reading.people]
        columns = [one.column for one in sorted(held, key=_standing, reverse=True)]
        columns += [one.column for one in named(choices, target, "figure", _LEAST) if one.level >= Level.KNOWN]
        if columns and not choices.is_settled(target):
            choices.take(target, columns[0])


def _choose_groups(choices: Choices, figures: list[_Figure]) -> None:
    """Choose the columns of the killed of each group."""
    for group in GROUPS:
        target = f"killed_{group}"
        if choices.is_settled(target):
            continue
        held = [one for one in figures if one.reading.people == (group,) and not one.reading.bound]
        parts = [one for one in figures if one.reading.people == ("security part",) and not one.reading.bound]
        if len(held) == 1:
            choices.take(target, held[0].column)
        elif group == "security" and not held and len(parts) == 1:
            choices.take(target, parts[0].column)
        elif group == "security" and not held and len(parts) > 1:
            choices.join(target, [one.column for one in parts], "their figures are added up")


def _choose_total(choices: Choices, measure: str, figures: list[_Figure]) -> None:
    """Choose the column of all people, or the groups that make them up."""
    target = _TARGETS[measure]
    plain = [one for one in figures if not one.reading.people and not one.reading.bound]
    known = [one for one in plain if one.reading.level >= Level.KNOWN] or _named_best(choices, target)
    totals = [one for one in known if one.reading.is_total] or known
    fullest = max((one.fill for one in totals), default=0.0)
    top = [one for one in totals if one.fill >= _MOSTLY_BLANK * fullest]
    if len(top) == 1 and _is_of_source(top[0]):  # Deaths (media) is no better than Deaths (hospital)
        top += [one for one in plain if one is not top[0] and one.fill >= _MOSTLY_BLANK * fullest]
    if top and all(choices.contents.is_equal(top[0].column, one.column) for one in top[1:]):
        _take_total(choices, target, top[0], figures)
    elif top:
        columns = [one.column for one in top]
        text = f"{listed(columns)} hold different figures of {measure}, and no heading says which counts all"
        is_mixed = len({one.reading.is_own_side for one in top}) > 1
        _ask_which(choices, target, text, columns, JOINT.join(columns) if is_mixed else "")
    else:
        _choose_parts(choices, measure, figures, plain)


def _is_of_source(figure: _Figure) -> bool:
    """Whether a heading says by whom the figure is, so that it is one of several."""
    return any("report" in roles(word) for word in folded(figure.column).split())


def _named_best(choices: Choices, target: str) -> list[_Figure]:
    """The columns whose name is that of a figure although it names no people: "best"."""
    found = [
        one
        for one in named(choices, target, "figure", _LEAST)
        if one.level >= Level.KNOWN and figure_reading(one.column) is None
    ]
    return [_Figure(one.column, FigureReading("killed", is_total=True), one.fill) for one in found]


def _standing(figure: _Figure) -> tuple[int, float]:
    return figure.reading.level, figure.fill


def _take_total(choices: Choices, target: str, figure: _Figure, figures: list[_Figure]) -> None:
    """Choose the column of all people, unless its figures are smaller than those of the groups beside it."""
    groups = [one for one in figures if one.reading.people and one.reading.people[0] not in _SEXES]
    groups = [one for one in groups if not one.reading.bound]
    if target == "killed_best" and figure.reading.is_own_side and _ask_for_other_side(choices, figure, groups):
        return
    if target == "killed_best" and not figure.reading.is_total and _is_less(choices, figure, groups):
        columns = [figure.column, *(one.column for one in groups)]
        text = f"the figures of {figure.column!r} are smaller than those of {listed(columns[1:])} together in many rows"
        joined = JOINT.join(columns[1:])
        option = f"{column_option(target, columns[0])} or {column_option(target, joined)}"
        choices.ask(target, text, [columns[0], joined], option)
        return
    others = [one for one in figures if one is not figure and not one.reading.people and not one.reading.bound]
    notes = []
    if figure.reading.is_own_side:
        notes.append("the word is one for the dead of the writer's own side; they are taken for all")
    if figure.reading.is_of_outcome:
        notes.append("fatal and non-fatal are taken for the people killed and injured")
    if others and not all(choices.contents.is_equal(figure.column, one.column) for one in others):
        notes.append(
            f"{listed(one.column for one in others)} {'hold' if len(others) > 1 else 'holds'} such figures too"
        )
    choices.take(target, figure.column, "; ".join(notes))


def _ask_for_other_side(choices: Choices, figure: _Figure, groups: Sequence[_Figure]) -> bool:
    """Ask whether the dead of the own side are all, where others have a column of their own; whether that is open."""
    others = [one.column for one in groups if one.reading.people == ("militants",) and one.fill]
    if not others:
        return False
    text = f"{figure.column!r} is a word for the dead of the writer's own side, and {listed(others)} may be beside them"
    _ask_which(choices, "killed_best", text, [figure.column], JOINT.join((figure.column, *others)))
    return True


def _is_less(choices: Choices, figure: _Figure, groups: Sequence[_Figure]) -> bool:
    """Whether the groups come to more than the figure in many rows."""
    cells = [choices.contents.survey.cells(one.column) for one in (figure, *groups)]
    compared = less = 0
    for row in zip(*cells, strict=True):
        total, *parts = (single_number(text) if text else None for text in row)
        if total is not None and any(part is not None for part in parts):
            compared += 1
            less += total < sum(part or 0 for part in parts)
    return less > _OFTEN * compared


# groups


def _choose_parts(choices: Choices, measure: str, figures: list[_Figure], unclear: list[_Figure]) -> None:
    """Add up groups that are all people; else leave the figure open, or unknown with a note."""
    target = _TARGETS[measure]
    parts = [one for one in figures if one.reading.people and not one.reading.bound]
    columns = [one.column for one in (*parts, *unclear)]
    if not unclear and (complete := _complete(parts)):
        choices.join(target, complete, "the figures of all groups are added up")
    elif target == "killed_best" and (unclear or len(columns) > 1):
        text = f"no column counts all {measure}, and {listed(columns)} may not be all together"
        if len(columns) == 1:
            text = f"whether {columns[0]!r} counts all {measure} is not clear from its heading"
        _ask_which(choices, target, text, columns, JOINT.join(columns) if len(columns) > 1 else "")
    elif unclear and columns:
        verb = "count" if len(columns) > 1 else "counts"
        choices.leave(target, f"whether {listed(columns)} {verb} all {measure} is not clear")
    elif columns:
        verb = "count some of them only" if len(columns) > 1 else "counts some of them only"
        choices.leave(target, f"{listed(columns)} {verb}")
    elif unread := _unread(choices, measure):
        choices.leave(target, f"{listed(unread)} {'hold' if len(unread) > 1 else 'holds'} no figures")
    elif told := _told_in_words(choices, measure):
        choices.take(target, told, "its cells say how many of the people were killed")
    elif vague := _vague(choices, measure):
        verb = "tell" if len(vague) > 1 else "tells"
        choices.leave(target, f"{listed(vague)} {verb} no figure of the {measure} alone")


def _complete(parts: Sequence[_Figure]) -> list[str]:
    """The columns that together count all people, each once; none if they do not."""
    held: dict[str, list[str]] = defaultdict(list)
    for one in parts:
        held[" ".join(one.reading.people)].append(one.column)
    if any(len(columns) > 1 for columns in held.values()):
        return []
    grown = [one for one in parts if set(folded(one.column).split()) & _GROWN]
    wholes = [set(GROUPS), {"male", "female"}, {"adults", "children"}]
    if len(grown) == 2:  # men and women are no children
        wholes.append({"male", "female", "children"})
    return [columns[0] for columns in held.values()] if set(held) in wholes else []


def _unread(choices: Choices, measure: str) -> list[str]:
    """The columns that are named as such figures, and hold words."""
    readings = {column: figure_reading(column) for column in choices.free() if choices.contents.fill(column)}
    return [column for column, one in readings.items() if one and one.measure == measure and one.level >= Level.KNOWN]


def _told_in_words(choices: Choices, measure: str) -> str:
    """A column of casualties whose every cell says what became of the people: 2 killed, 3 injured."""
    vague = _vague(choices, measure) if measure == "killed" else []
    return next((column for column in vague if choices.contents.share(column, "casualties in words") == 1), "")


def _vague(choices: Choices, measure: str) -> list[str]:
    """The columns that count several things in one, or do not say which."""
    readings = {column: figure_reading(column) for column in choices.free()}
    return [
        column
        for column, reading in readings.items()
        if reading and reading.measure != measure
        if measure in reading.measure or (reading.measure == "casualties" and measure != "abducted")
        if choices.contents.fill(column)
    ]


def _ask_which(choices: Choices, target: str, text: str, columns: Sequence[str], joined: str) -> None:
    """Ask which of these columns counts all, or whether they do together (`joined`, if that may be)."""
    offered = [*columns, joined] if joined else list(columns)
    options = [column_option(target, column) for column in dict.fromkeys((offered[0], offered[-1]))]
    choices.ask(target, text, offered, f"{', '.join(options)} or --column {target}= to leave it unknown")
