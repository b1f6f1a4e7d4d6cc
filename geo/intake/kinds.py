"""The sub-event type of an incident, from its cues, its victims and what was hit."""

from __future__ import annotations

from geo.intake.actor_names import ActorMention
from geo.intake.cues import Cue
from geo.intake.deeds import told_cues
from geo.intake.events import Event
from geo.intake.fates import Casualties
from geo.intake.phrases import Words
from geo.intake.sides import CIVILIANS, Stretches, is_tribes, target_of, targets
from geo.intake.telling import Telling
from geo.intake.word_sets import word_set

__all__ = ["kind_of"]

_GENERIC = 10
_COARSE = ("armed", "Armed clash", "Looting/property destruction")
_OFF_DUTY = ("off duty", "on leave", "retired", "former policeman", "former soldier", "ex-policeman", "on vacation")
_CROWDS = word_set("crowds")
_FIRES = ("opened", "fired", "firing", "open", "opens", "shots", "shot")
_FIRST, _BESIDE = 6, 1


def kind_of(words: Words, event: Event) -> tuple[str, Stretches]:
    """The sub-event type and the words that tell it; blank if no word does."""
    cues = told_cues(words, event)
    best = min((cue for cue in cues if cue.role == "event"), key=lambda cue: cue.rank, default=None)
    first = event.tellings[0].where
    weapons = [cue for cue in cues if cue.role == "weapon" and cue.rank < _GENERIC and cue.first in first]
    if weapons and (best is None or (best.rank >= _GENERIC and best.kind in _COARSE)):
        best = min(weapons, key=lambda cue: cue.rank)
    if best is None:
        later = [c for t in event.tellings for c in t.cues if c.role == "weapon" and c.kind and c.rank < _GENERIC]
        best = next((cue for cue in (*cues, *later) if cue.role == "operation" or cue in later), None)
    if best is None or best.kind == "armed":
        return _by_victims(words, event, best)
    return best.kind, ((best.first, best.last),)


def _is_at_crowd(words: Words, event: Event) -> bool:
    """Whether a force fires where people protest or gather."""
    forces = any(a.kind == "force" and not a.speaks for t in event.tellings for a in t.actors)
    crowd = any(words.low(n) in _CROWDS for t in event.tellings[:_FIRST] for n in t.where)
    return forces and crowd and not _militants(event)


def _by_victims(words: Words, event: Event, cue: Cue | None) -> tuple[str, Stretches]:
    """Armed clash where a force is hit or hits, Attack where civilians are."""
    named: Stretches = ((cue.first, cue.last),) if cue else ()
    if cue and words.low(cue.first) in _FIRES and _is_at_crowd(words, event):
        return "Excessive force against protesters", named
    if cue is None:
        kind, named = _by_fate(event)
        if kind != "armed":
            return kind, named
    if _is_off_duty(words, event):
        return "Attack", named
    groups = {group for toll in event.tolls.values() for group in toll.groups}
    if event.summary and not groups & {"security", "civilians", "militants"}:
        groups |= {part.group for each in event.summary.casualties for part in each.parts}
    is_peace = any(p.actor == "Peace committee" for t in event.tellings for c in t.casualties for p in c.parts)
    hit = [f for t in event.tellings[:2] for f in targets().find(words, t.where)]
    is_post = any(f.value not in (CIVILIANS, "none") for f in hit)
    if is_peace or is_post or "security" in groups or "militants" in groups or is_tribes(words, event):
        return "Armed clash", named
    if "civilians" in groups:
        return "Attack", named
    is_state = cue is not None and _fires(event.tellings[0], cue)
    return ("Armed clash" if is_state or target_of(words, event).name not in ("", CIVILIANS) else "Attack"), named


def _by_fate(event: Event) -> tuple[str, Stretches]:
    """What the first casualties alone tell; ``armed`` where the victims decide."""
    told = [each for t in event.tellings for each in t.casualties if _are_new(each)]
    first = min(told, key=lambda each: (each.total.best == 0, each.fate == "injured"), default=None)
    if first is None or (first.fate == "injured" and not _militants(event)):
        return "", ()
    kind = "Abduction/forced disappearance" if first.fate == "abducted" else "armed"
    return kind, ((first.first, first.last),)


def _are_new(stated: Casualties) -> bool:
    """Whether people are named who were not known: not "the deceased", "two of the wounded"."""
    return any(part.reference.kind not in ("hurt", "dead", "rest") for part in stated.parts)


def _fires(telling: Telling, cue: Cue) -> bool:
    """Whether a force is the one who shoots: "the CTD shot dead three men"."""
    return any(a.kind == "force" and not a.speaks and 0 <= cue.first - a.last <= _BESIDE for a in telling.actors)


def _is_off_duty(words: Words, event: Event) -> bool:
    text = " ".join(words.text.low[t.sentence.start : t.sentence.end] for t in event.tellings)
    return any(mark in text.replace("off-duty", "off duty") for mark in _OFF_DUTY)


def _militants(event: Event) -> list[ActorMention]:
    return [a for t in event.tellings for a in t.actors if a.kind == "militants"]
