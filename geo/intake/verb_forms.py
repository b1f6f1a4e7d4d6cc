"""Further forms of the verbs of a table, so that a row has to give only one: "went off" stands for "had gone off"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["with_forms", "with_perfect"]

T = TypeVar("T")

_FORMS = {
    "went": ("gone", "goes", "going"),
    "threw": ("thrown", "throws"),
    "blew": ("blown", "blows"),
    "broke": ("broken", "breaks"),
    "took": ("taken", "takes"),
    "fell": ("fallen", "falls"),
    "drove": ("driven", "drives"),
    "tore": ("torn", "tears"),
    "shook": ("shaken", "shakes"),
    "rode": ("ridden", "rides"),
    "came": ("come", "comes"),
    "ran": ("run", "runs"),
    "overran": ("overrun", "overruns"),
    "beat": ("beaten", "beats"),
    "shot": ("shoots",),
    "struck": ("strikes", "striking"),
}
_PASSIVE = frozenset(("was", "were", "is", "are", "been"))
_PERFECT = "had/has/have been"


def with_forms(rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """The rows, and behind them those with other forms of irregular verbs and with the perfect of the passive."""
    kept = list(rows)
    yield from kept
    for phrase, value in kept:
        changed = " ".join(_with_other_forms(part) for part in phrase.split(" "))
        if changed != phrase:
            yield changed, value
    yield from _perfects(kept)


def with_perfect(rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """The rows, and behind them those in which "was" is "had been"."""
    kept = list(rows)
    yield from kept
    yield from _perfects(kept)


def _perfects(rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    for phrase, value in rows:
        parts = phrase.split(" ")
        if any(_is_passive(part) for part in parts):
            yield " ".join(_PERFECT if _is_passive(part) else part for part in parts), value


def _is_passive(part: str) -> bool:
    """Whether the forms of a word are all ones of "was"."""
    forms = set(part.split("/")) - {""}
    return bool(forms & {"was", "were"}) and forms <= _PASSIVE


def _with_other_forms(part: str) -> str:
    forms = part.split("/")
    return "/".join(dict.fromkeys([*forms, *(other for form in forms for other in _FORMS.get(form, ()))]))
