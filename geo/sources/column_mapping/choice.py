"""The choice of the columns of a table with an unknown layout: for each of ours the one that fits best, if any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.incidents.columns import NUMBERS
from geo.sources.column_mapping.candidates import Candidate, Choices, is_way, listed, named, namesakes, ranked
from geo.sources.column_mapping.contents import Contents
from geo.sources.column_mapping.day_columns import choose_days
from geo.sources.column_mapping.figure_columns import choose_figures
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import Level, folded, heading_readings, roles
from geo.sources.column_mapping.place_columns import choose_place_columns
from geo.sources.column_mapping.point_columns import choose_points, choose_points_by_content
from geo.sources.column_mapping.record import NOT_STORED, TARGETS

__all__ = ["choose_columns"]

_ELSEWHERE = frozenset(
    ("date_start", "date_end", "lon", "lat", "incident_id", "event_type", "district", "province", *NUMBERS, *NOT_STORED)
)
"""The columns of ours that are chosen with more care than by heading alone."""

_WORDS = frozenset(("location", "actor1", "actor2", "actors_associated", "notes", "sources"))
_LEAST = {"district": 0.3, "province": 0.5, "date_precision": 0.8, "place_precision": 0.8}
_TESTS = {"district": "district", "province": "province anywhere"}
_SURE = 0.8
_ANOTHER = frozenset({"person", "other", "report", "period"})
"""The roles of words that speak of something else than the incident."""

_OFTEN = 0.5
_WIDER = frozenset(("division", "divisions", "region", "zone", "range", "circle"))
"""Words for units that are named after one of their districts."""

_WAY = frozenset(("from", "to", "origin", "destination"))
_OF_POLICE = frozenset(("police", "ps", "thana", "تھانہ"))
_SMALLER = frozenset(("uc", "union", "یونین"))
"""Words for units within a tehsil."""


def choose_columns(contents: Contents, decided: Mapping[str, str]) -> Choices:
    """The columns of ours that a table has, with notes and open questions.

    Parameters
    ----------
    contents
        The tests of its content.
    decided
        What the user has decided: names of columns by ours, a blank one for none.
    """
    choices = Choices(contents, decided, {target: column for target, column in decided.items() if column})
    _choose_id(choices)
    choose_days(choices)
    choose_points(choices)
    for target in ("district", "province"):
        _choose_place(choices, target)
    _choose_whole_points(choices)
    _choose_district_of_wider_list(choices)
    choose_points_by_content(choices)
    _choose_type(choices)
    choose_figures(choices)
    _choose_type_of_answers(choices)
    for target in TARGETS:
        if target not in _ELSEWHERE:
            _choose_by_heading(choices, target)
    _choose_within_district(choices)
    for target in ("district", "province", "event_type"):
        _choose_by_content(choices, target)
    return choices


def _choose_whole_points(choices: Choices) -> None:
    """Choose a column of whole points, the country and the system of metres."""
    contents = choices.contents
    settled = {*choices.decided, *(question.about for question in choices.questions)}
    place = choose_place_columns(contents.survey, contents.names, choices.columns, settled)
    choices.notes.update(place.notes)
    choices.questions.extend(place.questions)
    choices.crs = place.crs


def _choose_id(choices: Choices) -> None:
    """Choose the ids: a column that tells rows apart, the incident's own before that of a form."""
    if choices.is_settled("incident_id"):
        return
    candidates = [one for one in named(choices, "incident_id") if one.level >= Level.KNOWN]
    candidates = [
        one for one in candidates if one.level is Level.EXPLICIT or choices.contents.tells_rows_apart(one.column)
    ]
    if not candidates:
        return
    column = max(candidates, key=lambda one: (one.fill >= _OFTEN, one.level)).column
    if others := namesakes(choices, "incident_id", column):
        columns = [column, *others]
        choices.ask("incident_id", f"{listed(columns)} have the same heading and hold different ids", columns)
    else:
        choices.take("incident_id", column)


def _choose_place(choices: Choices, target: str) -> None:
    """Choose the district or the province by heading."""
    if choices.is_settled(target):
        return
    candidates = named(choices, target, _TESTS[target], _LEAST[target])
    top, rivals = ranked(choices.contents, candidates)
    others = [one.column for one in candidates if one.level is Level.OTHER]
    if all(choices.contents.is_same_place(target, top[0].column, one.column) for one in top[1:]):
        top = top[:1]
    if len(top) == 1:
        top += [one for one in rivals if is_way(one.column, top[0].column)]
    if len(top) > 1:
        columns = [one.column for one in top]
        text = f"{listed(columns)} name different {target}s, and no heading says which is that of the incident"
        choices.ask(target, text, columns)
    elif top:
        _take_place(choices, target, top[0], [one.column for one in rivals if one.level >= Level.KNOWN] + others)
    elif others and not choices.columns.keys() & {"lon", "district"}:
        held = [column for column in others if choices.contents.share(column, target) >= _LEAST[target]]
        if held:
            text = f"no column names the {target} of the incident, only {listed(held)}"
            choices.ask(target, text, held, f'--column {target}="{held[0]}" or --column {target}= for none')


def _take_place(choices: Choices, target: str, best: Candidate, beside: Sequence[str]) -> None:
    """Choose the only column of a place; one that is an end of a way is a question, one that says more has a note."""
    words = folded(best.column).split()
    if not _WAY.isdisjoint((words[0], words[-1])):
        text = f"{best.column!r} names one end of a way, which need not be the {target} of the incident"
        choices.ask(target, text, [best.column], f'--column {target}="{best.column}" or --column {target}= for none')
        return
    verb = "name" if len(beside) > 1 else "names"
    note = f"{listed(beside)} {verb} one too" if beside else ""
    if best.level is Level.WORDS:
        note = "; ".join(filter(None, (f"its heading says more than the {target}", note)))
    choices.take(target, best.column, note)


def _choose_district_of_wider_list(choices: Choices) -> None:
    """Choose the district of a list of the whole country: its names are known where the row lies here."""
    wider = [choices.columns[name] for name in ("country", "province") if name in choices.columns]
    if choices.is_settled("district") or not wider:
        return
    candidates = [
        one
        for one in named(choices, "district")
        if one.level >= Level.KNOWN and choices.contents.share(one.column, "words") >= _SURE
        if choices.contents.share_here(one.column, "district", wider) >= _LEAST["district"]
    ]
    top, _ = ranked(choices.contents, candidates)
    if len(top) == 1:
        choices.take("district", top[0].column)


def _choose_type(choices: Choices) -> None:
    """Choose the event type; among several columns the one whose words are known, never one of sentences."""
    if choices.is_settled("event_type"):
        return
    candidates = [
        one
        for one in named(choices, "event_type", "event_type")
        if one.share >= _OFTEN or (one.level >= Level.KNOWN and choices.contents.share(one.column, "words") >= _OFTEN)
    ]
    top, rivals = ranked(choices.contents, candidates)
    if not top:
        return
    best = top[0].column
    beside = [one.column for one in (*top[1:], *rivals) if one.level >= Level.KNOWN and one.share >= _OFTEN]
    if top[0].share >= _OFTEN and any(choices.contents.is_same_type(best, column) < _SURE for column in beside):
        columns = [best, *beside]
        text = f"{listed(columns)} name event types that differ, and no heading says which is that of the incident"
        choices.ask("event_type", text, columns)
    else:
        verb = "name" if len(beside) > 1 else "names"
        choices.take("event_type", best, f"{listed(beside)} {verb} types too" if beside else "")


def _choose_by_heading(choices: Choices, target: str) -> None:
    """Choose the first of the columns with the clearest heading; one that is mostly blank comes last."""
    if choices.is_settled(target):
        return
    test = target if target in _LEAST else ""
    candidates = [one for one in _named_with_blank(choices, target, test) if one.level >= Level.KNOWN]
    candidates = [one for one in candidates if _may_be_text(choices, target, one.column)]
    if candidates:
        fullest = max(one.fill for one in candidates)
        best = max(candidates, key=lambda one: (one.fill >= _OFTEN * fullest, one.level))
        others = namesakes(choices, target, best.column)
        verb = "have" if len(others) > 1 else "has"
        note = f"{listed(others)} {verb} the same heading" if others else ""
        choices.take(
            target, best.column, note or (_other_places(choices, best, candidates) if target == "location" else "")
        )


def _other_places(choices: Choices, best: Candidate, candidates: Sequence[Candidate]) -> str:
    """A note about columns that name a place as clearly as the chosen one, and another one; blank without such."""
    others = [one.column for one in candidates if one is not best and one.level == best.level and one.fill >= _OFTEN]
    unlike = [column for column in others if not choices.contents.is_equal(best.column, column)]
    return f"{listed(unlike)} {'name places' if len(unlike) > 1 else 'names a place'} too" if unlike else ""


def _choose_within_district(choices: Choices) -> None:
    """Let the union council and the tehsil say where it was, if no column names a place."""
    if choices.is_settled("location"):
        return
    held = [one for one in named(choices, "place_within_district", "words", _OFTEN) if one.level >= Level.KNOWN]
    columns = [one.column for one in held if _OF_POLICE.isdisjoint(folded(one.column).split())]
    columns.sort(key=lambda column: _SMALLER.isdisjoint(folded(column).split()))
    if columns:
        choices.join("location", columns, "no column names a place, only a part of the district")


def _may_be_text(choices: Choices, target: str, column: str) -> bool:
    """Whether a heading names nothing else, and the content is no numbers where words are wanted."""
    if figure_reading(column) is not None or any(r.level is Level.OTHER for r in heading_readings(column)):
        return False
    return target not in _WORDS or choices.contents.share(column, "number") < _OFTEN


def _named_with_blank(choices: Choices, target: str, test: str) -> list[Candidate]:
    """The columns whose heading names a target, those without any text among them."""
    blank = [
        Candidate(column, reading.level, fill=0.0)
        for column in choices.free()
        if not choices.contents.fill(column)
        for reading in heading_readings(column)
        if reading.target == target
    ]
    return [*named(choices, target, test, _LEAST.get(target, 0.0)), *blank]


def _choose_by_content(choices: Choices, target: str) -> None:
    """Choose the column that fits best by its content, if it fits well and its heading says nothing else."""
    if choices.is_settled(target):
        return
    shares = {column: choices.contents.share(column, target) for column in choices.free() if _is_free(column)}
    best = max(shares, key=lambda column: shares[column], default="")
    if not best or shares[best] < _SURE:
        return
    if target == "district" and not _WIDER.isdisjoint(folded(best).split()):
        if not choices.columns.keys() & {"lon", "province"}:
            text = f"no column names the district of the incident, only {best!r}, a unit that may hold several"
            choices.ask(target, text, [best])
    else:
        choices.take(target, best, "by its content: the heading does not say so")


def _choose_type_of_answers(choices: Choices) -> None:
    """Choose a column of the types that answer a question such as What happened?, if no heading names one of types."""
    if choices.is_settled("event_type"):
        return
    asked = [column for column in choices.free() if _asks(column)]
    typed = [column for column in asked if choices.contents.share(column, "event_type") >= _SURE]
    free = [column for column in choices.free() if _is_free(column)]
    if len(typed) == 1 and not any(choices.contents.share(column, "event_type") >= _SURE for column in free):
        choices.take("event_type", typed[0], "by its content: the heading does not say so")


def _asks(column: str) -> bool:
    """Whether a heading asks what happened, which a type or a sentence may answer."""
    return {reading.target for reading in heading_readings(column)} == {"notes"}


def _is_free(column: str) -> bool:
    """Whether a heading names no other thing: the district of a victim, or a report."""
    readings = heading_readings(column)
    if any(reading.level is Level.OTHER or reading.level >= Level.KNOWN for reading in readings):
        return False
    return figure_reading(column) is None and not any(roles(word) & _ANOTHER for word in folded(column).split())
