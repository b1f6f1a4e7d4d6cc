"""Which of the cues of an incident tell what happened, where several kinds of deeds are named.

A weapon that was found is no explosion; arms that were seized and men who were held are no more than the end of a
fight in which people were hurt; fire of rockets beside other arms is a fight; people killed before others were taken
away make an attack.
"""

from __future__ import annotations

from dataclasses import replace

from geo.intake.cues import Cue, family_of
from geo.intake.events import Event
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.word_sets import word_set

__all__ = ["told_cues"]

_FIRST = 3
_WEAK_RANK, _SURE_RANK = 11, 2
_FOUND = word_set("weapons_found")
_HARMING = word_set("weapons_used")
_CROWD = word_set("crowd_people")
_OTHER_ARMS = word_set("other_arms")
_ATTACKED = frozenset(
    ("attack", "attacks", "attacked", "attacking", "assault", "raid", "raided", "stormed", "targeted")
)
_LAST_OF_FIRE = 14
_EXPLOSIVES = ("Remote explosive/landmine/IED", "Grenade", "Shelling/artillery/missile attack", "Suicide bomb")
_BODIES = ("body", "bodies", "found", "dumped")
_FIGHT_ARMS = ("Shelling/artillery/missile attack", "Grenade")
_TAKING = ("seized", "seizing", "seize", "snatched", "confiscated")
_OBJECTION = frozenset(("against", "over", "condemning", "condemn", "denouncing", "decrying"))
_ATTEMPTS = frozenset(("attempt", "attempts", "attempted", "tried", "trying", "bid", "foiled", "failed", "thwarted"))
_TAKERS = ("kidnapper", "kidnappers", "abductor", "abductors")
_PROTESTS = ("Peaceful protest", "Protest with intervention", "Violent demonstration")
_AFTER = ("Disrupted weapons use", "Arrests")
_RAIDS = (
    "raid",
    "raided",
    "raids",
    "raiding",
    "ibo",
    "ibos",
    "intelligence",
    "operation",
    "target",
    "targeted",
    "attack",
)


def told_cues(words: Words, event: Event) -> list[Cue]:
    """The cues that decide what happened, of the first tellings; those of a claim only where the rest says nothing."""
    first = event.tellings[:_FIRST]
    about = [t for n, t in enumerate(first) if n == 0 or not t.is_claim]
    cues = _of_first(_of(words, about[:1]), _of(words, about[1:])) + _sure(
        [t for t in event.tellings[_FIRST:] if not t.is_claim]
    )
    if min((c.rank for c in cues if c.role == "event"), default=_WEAK_RANK + 1) > _WEAK_RANK:
        cues = _of(words, first)  # the claim says more: "disavowed the blast"
    if not cues and event.summary:
        cues = _of(words, [event.summary])
    return _of_property(words, event, _of_hurt(words, event, cues))


def _of_first(first: list[Cue], later: list[Cue]) -> list[Cue]:
    """Both; arms that are only named later do not make a fight an attack with grenades."""
    is_fight = any(c.kind in ("armed", "Armed clash") and c.rank < _WEAK_RANK for c in first)
    if family_of(first) == "abduction":  # they are found dead or freed later
        later = [c for c in later if c.kind != "Attack"]
    return first + [c for c in later if not is_fight or c.kind not in _FIGHT_ARMS]


def _of(words: Words, tellings: list[Telling]) -> list[Cue]:
    return [cue for telling in tellings for cue in _of_protest(words, telling) if cue.kind]


def _sure(tellings: list[Telling]) -> list[Cue]:
    """Cues that leave no doubt and may come late: "police now say that a suicide bomber …"."""
    return [c for t in tellings for c in t.cues if c.kind == "Suicide bomb" and c.rank <= _SURE_RANK]


def _of_protest(words: Words, telling: Telling) -> list[Cue]:
    """The cues without the deed that a protest is against: "marched against the murder of a colleague"."""
    cues = _of_takers(words, telling, _of_found(words, telling))
    protest = next((c.last for c in cues if c.kind in _PROTESTS and c.role == "event"), telling.where.stop)
    objection = next((n for n in range(protest, telling.where.stop) if words.low(n) in _OBJECTION), telling.where.stop)
    return [c for c in cues if c.first < objection or c.kind in _PROTESTS]


def _of_takers(words: Words, telling: Telling, cues: list[Cue]) -> list[Cue]:
    """Weapons that armed men take are looted, those that forces take are found."""
    takers = [a for a in telling.actors if a.kind in ("militants", "group", "force")]
    found = []
    for cue in cues:
        before = [a for a in takers if a.last <= cue.first]
        is_looted = words.low(cue.first) in _TAKING and bool(before) and before[-1].kind != "force"
        is_looted = is_looted and cue.kind == "Disrupted weapons use"
        found.append(replace(cue, kind="Looting/property destruction") if is_looted else cue)
    return found


def _of_found(words: Words, telling: Telling) -> list[Cue]:
    """The cues of a telling; weapons that were found, defused or seized are those of a disrupted use."""
    lows = {words.low(n) for n in telling.where}
    is_harm = any(_size(each.total) for each in telling.casualties) or bool(lows & _HARMING)
    is_arrest = any(cue.kind == "Arrests" for cue in telling.cues)
    if is_harm or not (is_arrest or lows & _FOUND):
        return _of_arms(words, telling)
    kind = "Arrests" if is_arrest else "Disrupted weapons use"
    return [replace(c, kind=kind, rank=14, role="event") if _is_of_weapon(words, c) else c for c in telling.cues]


def _is_of_weapon(words: Words, cue: Cue) -> bool:
    return cue.kind in _EXPLOSIVES or words.low(cue.first).startswith("neutrali")


def _of_arms(words: Words, telling: Telling) -> list[Cue]:
    """Rockets and mortars beside other arms are those of a fight: "with rockets and heavy weapons"."""
    lows = {words.low(n) for n in telling.where}
    first = next((n for n in telling.where if words.low(n) in _CROWD), telling.where.stop)
    if any(c.kind == "Looting/property destruction" and first < c.first for c in telling.cues):
        return [replace(c, kind="Violent demonstration") if c.kind.startswith("Looting") else c for c in telling.cues]
    is_other = bool(lows & _OTHER_ARMS) or bool({"opened", "open", "opening"} & lows and "fire" in lows)
    is_fight = is_other and any(c.kind in ("armed", "Armed clash") for c in telling.cues)
    if not is_fight:
        return list(telling.cues)
    return [c for c in telling.cues if c.kind not in _FIGHT_ARMS]


def _of_hurt(words: Words, event: Event, cues: list[Cue]) -> list[Cue]:
    """The cues without those of what only followed, or was only intended."""
    is_hurt = any(_size(event.tolls[fate].total) for fate in ("killed", "injured"))
    is_operation = any(c.role == "operation" for c in cues) or bool(event.tellings[0].casualties)
    after = (*_AFTER, "Looting/property destruction") if is_operation else _AFTER
    others = [c for c in cues if c.kind not in after]
    if is_hurt and (others or is_operation):
        return _without_taken(words, event, others)
    arrests = [c for c in cues if c.kind == "Arrests"]
    if arrests and not is_hurt and all(words.low(c.first) in _RAIDS for c in others):
        return arrests
    return cues


def _of_property(words: Words, event: Event, cues: list[Cue]) -> list[Cue]:
    """What was burnt, where an attack is only named beside it and nobody was hurt: "in an attack, two trucks …"."""
    burnt = [c for c in cues if c.kind == "Looting/property destruction" and c.rank <= _LAST_OF_FIRE]
    others = [c for c in cues if c.role == "event" and c.kind != "Looting/property destruction"]
    is_hurt = any(_size(event.tolls[fate].total) for fate in ("killed", "injured", "abducted"))
    is_fight = any(a.kind == "force" and not a.speaks for t in event.tellings[:_FIRST] for a in t.actors)
    is_named = all(words.low(c.first) in _ATTACKED for c in others)
    return burnt if burnt and others and is_named and not is_hurt and not is_fight else cues


def _without_taken(words: Words, event: Event, cues: list[Cue]) -> list[Cue]:
    """Without the abduction, where a killing is told before it: "killed four guards and abducted two engineers"."""
    if any(words.low(n) in _BODIES for t in event.tellings[:_FIRST] for n in t.where):
        return cues
    taking = [c for c in cues if c.kind == "Abduction/forced disappearance"]
    is_tried = event.tolls["abducted"].total is None
    if is_tried and all(_is_attempt(words, c) or words.low(c.first) in _TAKERS for c in taking):
        return [c for c in cues if c not in taking]
    taken = min((c.first for c in cues if c.kind == "Abduction/forced disappearance"), default=0)
    killed = min((c.first for t in event.tellings for c in t.casualties if c.fate == "killed"), default=taken)
    rest = [c for c in cues if c.kind != "Abduction/forced disappearance"]
    is_first = killed < taken and event.tolls["abducted"].total is not None and bool(rest)
    return rest if is_first else cues


def _is_attempt(words: Words, cue: Cue) -> bool:
    """Whether it was only tried: "an attempt to kidnap a doctor"."""
    return any(words.low(n) in _ATTEMPTS for n in (*range(cue.first - 4, cue.first), cue.last))


def _size(figure: tuple[int | None, ...] | None) -> int:
    return max((n or 0 for n in figure), default=0) if figure else 0
