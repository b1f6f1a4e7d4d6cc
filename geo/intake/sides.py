"""The two sides of an incident: who began it and who was hit."""

from __future__ import annotations

from functools import cache

from geo import assets
from geo.intake.actor_names import UNKNOWN_GROUP, ActorMention
from geo.intake.events import Event
from geo.intake.fates import Part
from geo.intake.operations import Side, Stretches, are_of_group, publisher, raids
from geo.intake.phrases import Found, Phrases, Words
from geo.intake.telling import Telling
from geo.reading.letters import folded

__all__ = ["CIVILIANS", "Side", "Stretches", "is_tribes", "sides_of", "target_of", "targets"]

CIVILIANS = "Civilians"
_FIRST_TELLINGS = 4
_AGAINST_CIVILIANS = ("Attack", "Abduction/forced disappearance", "Looting/property destruction")
_ABDUCTION = "Abduction/forced disappearance"
_BY_SOMEBODY = ("Attack", "Armed clash", _ABDUCTION)
_LABELS_OF_MANY = ("Fitna al-Hindustan",)
"""State's labels that stand for several groups."""
_THE_KHAWARIJ = "Tehrik-i-Taliban Pakistan"
_KHAWARIJ = ("khwarij", "khawarij", "kharji", "kharjis", "khwarijis")
_ENGAGED = frozenset(
    (
        "engaged",
        "intercepted",
        "surrounded",
        "cordoned",
        "thwarted",
        "infiltrate",
        "infiltration",
        "engagement",
        "engagements",
    )
)
_ARMY = "Pakistan Army"
_EXCHANGED = frozenset(("traded", "exchanged", "exchange", "clashed", "trading", "exchanging", "duel"))
_SQUADS = frozenset(("bdu", "bds", "bomb"))
_RETIRED = frozenset(("retired", "former", "ex", "rtd"))
_ELIMINATED = frozenset(("eliminated", "neutralised", "neutralized", "neutralising"))
_TO_ATTACK = 8
_TO_BY = 6
_REPULSED = frozenset(("repulse", "repulsed", "repulses", "repel", "repelled", "repels", "beat", "beaten", "resisted"))
_ATTACKED = frozenset(("attacked", "attack", "ambushed", "ambush", "stormed", "storm", "fired", "attempted", "raided"))
_HIT_BEFORE = ("of", "on", "at", "against", "targeting", "a", "an", "near", "the", "hit", "paramilitary")
_STORMED = ("storm", "stormed", "storming", "overran", "ambush", "ambushed")
_TRIBES = ("tribes", "clans", "sects", "lashkars")
_PROTESTS = ("Peaceful protest", "Protest with intervention", "Excessive force against protesters",
             "Violent demonstration", "Mob violence")  # fmt: skip
_STATE_FIRST = (
    "operation",
    "ibo",
    "ibos",
    "intelligence",
    "infiltrat",
    "raid",
    "raided",
    "encounter",
    "neutral",
    "effectively",
)


@cache
def targets() -> Phrases[str]:
    """Phrases of objects that are hit, with whose they are."""
    return Phrases((folded(row["object"]), row["actor"]) for row in assets.read_table("intake", "targets.csv"))


def is_tribes(words: Words, event: Event) -> bool:
    """Whether tribes fight each other."""
    return any(words.low(n) in _TRIBES for t in event.tellings[:1] for n in t.where) and any(
        cue.kind in ("Armed clash", "armed") for cue in event.cues
    )


def sides_of(
    words: Words, event: Event, kind: str, claimed: tuple[str, Stretches], disputed: frozenset[str]
) -> tuple[Side, Side]:
    """Who began it and who was hit; of groups that only others name, or that deny it, none is taken."""
    if kind in _PROTESTS:
        return _protest_sides(event, kind)
    if is_tribes(words, event) and event.place.polygon == "Kurram" and kind == "Armed clash":
        tribes = next((n, n + 1) for t in event.tellings for n in t.where if words.low(n) in _TRIBES)
        return Side("Tribal militia (Kurram)", (tribes,)), Side("Tribal militia (Kurram)", (tribes,))
    if kind == "Disrupted weapons use":
        return _force(event, acting=True) or _disposal(words, event), Side()
    if (both := _exchange(words, event, kind)) is not None:
        return both
    if not claimed[0] and (_state_began(words, event, kind) or _engaged(words, event, kind)):
        group = _labelled(words, event) or _group(words, event, kind, disputed, anywhere=True)
        return _force(event) or publisher(words), group
    group = Side(*claimed) if claimed[0] else _unless_air(_group(words, event, kind, disputed), event, kind, disputed)
    return group, _hit_or_usual(words, event, kind)


def _disposal(words: Words, event: Event) -> Side:
    """The police, where their bomb disposal squad is named."""
    found = next((n for t in event.tellings for n in t.where if words.low(n) in _SQUADS), -1)
    named = [words.low(n) for n in range(found, found + 3)]
    is_long = named[:2] == ["bomb", "disposal"] and named[2] in ("squad", "unit")
    is_squad = found >= 0 and (is_long or words.low(found) != "bomb")
    return Side("Police", ((found, found + 1 + is_long),)) if is_squad else Side()


def _exchange(words: Words, event: Event, kind: str) -> tuple[Side, Side] | None:
    """The forces of another state and the army, where they fire at each other: "Pakistani and Afghan forces traded"."""
    first = event.tellings[0]
    foreign = [a for a in first.actors if a.kind == "foreign" and not a.speaks]
    own = [n for n in first.where if words.low(n) == "pakistani"]
    own += [a.first for a in first.actors if a.kind == "force" and not a.speaks]
    is_exchange = bool({words.low(n) for n in first.where} & _EXCHANGED)
    if kind not in ("Armed clash", "Shelling/artillery/missile attack") or not (foreign and own and is_exchange):
        return None
    return Side(foreign[0].name, ((foreign[0].first, foreign[0].last),)), Side(_ARMY, ((own[0], own[0] + 1),))


def _engaged(words: Words, event: Event, kind: str) -> bool:
    """Whether troops came upon those who died: "movement was picked up; troops engaged", with no attack before."""
    killed = event.tolls["killed"].groups
    near = [t for t in event.tellings[:_FIRST_TELLINGS] if not t.is_claim]
    mentions = [a for t in near for a in t.actors]
    is_of_militants = "militants" in killed or ("security" not in killed and any(_is_armed(a) for a in mentions))
    if kind != "Armed clash" or not is_of_militants:
        return False
    lows = {words.low(n) for t in near for n in t.where}
    forces = [a for a in mentions if a.kind == "force"]
    is_met = bool(lows & _ENGAGED) and any(not a.speaks for a in forces)
    return bool(forces) and (is_met or bool(lows & _ELIMINATED)) and not lows & _ATTACKED


def _is_armed(actor: ActorMention) -> bool:
    return actor.kind in ("militants", "group", "label")


def _is_repulsed(words: Words, telling: Telling) -> bool:
    """Whether a force only beats back an attack."""
    lows = {words.low(n) for n in telling.where}
    return bool(lows & _REPULSED) and bool(lows & {"attack", "assault", "raid", "attempt"})


def _attack_first(words: Words, telling: Telling) -> bool:
    """Whether armed people stand first and attack: "terrorists attempted to storm a camp"."""
    first = next((a for a in telling.actors if not a.speaks), None)
    near = {words.low(n) for n in range(first.last, first.last + _TO_ATTACK)} if first else set()
    return first is not None and _is_armed(first) and bool(near & _ATTACKED)


def _labelled(words: Words, event: Event) -> Side | None:
    """The group of a state's label for those who were engaged, also where the label stands elsewhere in the text."""
    mentions = [a for t in event.tellings for a in t.actors]
    for actor in mentions:
        if actor.kind == "label" and actor.name not in _LABELS_OF_MANY:
            return Side(actor.name, ((actor.first, actor.last),))
    if any(a.kind == "group" for a in mentions):
        return None
    for actor in mentions:
        if actor.kind == "militants" and words.low(actor.first) in _KHAWARIJ and _is_in_text(words):
            return Side(_THE_KHAWARIJ, ((actor.first, actor.last),))
    return None


def _is_in_text(words: Words) -> bool:
    """Whether the text says the whole label, of which "khwarij" alone is short."""
    return any(word.low.startswith("fitna") and words.low(n + 2) in _KHAWARIJ for n, word in enumerate(words.all))


def _hit_or_usual(words: Words, event: Event, kind: str) -> Side:
    found = target_of(words, event, kind)
    return found if found.name else _usual(event, kind)


def _usual(event: Event, kind: str) -> Side:
    """Civilians, where the kind is one against them and no words name who was hit."""
    cue = min((c for c in event.cues if c.role == "event"), key=lambda c: c.rank, default=None)
    return Side(CIVILIANS, ((cue.first, cue.last),)) if cue and kind in _AGAINST_CIVILIANS else Side()


def _unless_air(group: Side, event: Event, kind: str, disputed: frozenset[str]) -> Side:
    """From the air, nobody is taken for the one who struck unless the text says so."""
    if kind != "Air/drone strike":
        return group
    acting = [a for t in event.tellings for a in t.actors if a.kind in ("force", "foreign", "group") and not a.speaks]
    if disputed:
        words = [((a.first, a.last),) for a in acting if a.name in disputed]
        return Side(UNKNOWN_GROUP, words[0] if words else group.words)
    return Side(acting[0].name, ((acting[0].first, acting[0].last),)) if acting else Side()


def _protest_sides(event: Event, kind: str) -> tuple[Side, Side]:
    cue = min((c for c in event.cues), key=lambda c: c.rank)
    people = Side(CIVILIANS, ((cue.first, cue.last),))
    near = [a for t in event.tellings[:2] for a in t.actors if a.kind == "movement" and not a.speaks]
    led = Side(near[0].name, ((near[0].first, near[0].last),)) if near else people
    force = _force(event, acting=True)
    if kind == "Excessive force against protesters":
        return (force if force.name else Side(UNKNOWN_GROUP, people.words)), led
    if kind == "Peaceful protest":
        return people, Side()
    return led, force


def _state_began(words: Words, event: Event, kind: str) -> bool:
    if kind == "Arrests":
        return True
    if kind not in ("Armed clash", "Disrupted weapons use", "Government regains territory", "Air/drone strike"):
        return False
    first = event.tellings[0]
    if _attack_first(words, first) or _is_repulsed(words, first):
        return False
    hurt = set(event.tolls["killed"].groups) | set(event.tolls["injured"].groups)
    is_hit = any(words.low(c.first) in _STORMED for c in event.cues) or any(
        found.value not in ("none", CIVILIANS) for found in targets().find(words, first.where)
    )
    if is_hit and "security" in hurt and "militants" not in hurt and not raids(words, first):
        return False
    forces = any(a.kind == "force" for t in event.tellings[:2] for a in t.actors) or bool(event.forces_before)
    forces = forces or bool(publisher(words))
    if any(words.low(c.first).startswith(_STATE_FIRST) or c.role == "operation" for c in first.cues) and forces:
        ordered = sorted(first.cues, key=lambda c: c.first)
        is_named_first = bool(ordered) and (
            ordered[0].role == "operation" or words.low(ordered[0].first) in _STATE_FIRST
        )
        return is_named_first or _forces_act(first) or not any(c.kind == "armed" and c.rank <= 11 for c in first.cues)
    groups = set(event.tolls["killed"].groups)
    verbs = {n for each in first.casualties for n in range(each.first, each.last)}  # of those who died: "shot dead"
    armed = [c for c in first.cues if c.kind == "armed" and c.first not in verbs]
    attacked = any(words.low(c.first) not in ("firing", "gunfire") for c in armed)
    is_of_militants = groups == {"militants"} or (groups == {"people"} and are_of_group(words, event))
    return bool(is_of_militants and forces and (_forces_act(first) or not attacked))


def _forces_act(telling: Telling) -> bool:
    """Whether a force stands before the groups and before what happened, and is not only quoted."""
    forces = [a.first for a in telling.actors if a.kind == "force" and not a.speaks]
    others = [a.first for a in telling.actors if a.kind in ("militants", "group", "label")]
    return bool(forces) and (not others or forces[0] < others[0])


def _force(event: Event, acting: bool = False) -> Side:
    mentions = [a for t in event.tellings for a in t.actors if a.kind == "force"]
    if not mentions and not acting:
        mentions = list(event.forces_before)
    active = [a for a in mentions if not a.speaks]
    chosen = (active or ([] if acting else mentions))[:1]
    return Side(chosen[0].name, ((chosen[0].first, chosen[0].last),)) if chosen else Side()


def _group(words: Words, event: Event, kind: str, disputed: frozenset[str], anywhere: bool = False) -> Side:
    """The group that a text names as its own statement, else armed people without a name, else what they did."""
    mentions = [a for t in event.tellings for a in t.actors]
    named = [
        a
        for t in event.tellings
        for a in t.actors
        if _is_named(a) and a.name not in disputed and (anywhere or _acts(words, t, a))
    ]
    if named:
        return Side(named[0].name, ((named[0].first, named[0].last),))
    militants = [a for a in mentions if a.kind in ("militants", "label")]
    if militants:
        return Side(UNKNOWN_GROUP, ((militants[0].first, militants[0].last),))
    cue = min((c for c in event.cues if c.role != "operation"), key=lambda c: c.rank, default=None)
    if cue is None:
        fate = next((each for t in event.tellings for each in t.casualties if each.parts), None)
        return Side(UNKNOWN_GROUP, ((fate.first, fate.last),)) if fate and kind in _BY_SOMEBODY else Side()
    return Side(UNKNOWN_GROUP, ((cue.first, cue.last),))


def _is_named(actor: ActorMention) -> bool:
    """Whether a mention names one group; a state's label that stands for several does not."""
    return actor.kind in ("group", "foreign") or (actor.kind == "label" and actor.name not in _LABELS_OF_MANY)


def _is_hit(words: Words, telling: Telling, actor: ActorMention) -> bool:
    """Whether a force is named as the one that was hit, and not as the one who acts or speaks."""
    if _RETIRED & {words.low(n) for n in range(actor.first - 2, actor.last)}:
        return False
    first = min((cue.first for cue in telling.cues), default=actor.first)
    return not actor.speaks and (actor.first > first or words.low(actor.first - 1) in _HIT_BEFORE)


def _acts(words: Words, telling: Telling, actor: ActorMention) -> bool:
    """Whether a group stands before what happened, or behind "by", and is not only quoted."""
    if not telling.tells or not telling.cues or actor.speaks:
        return False
    is_agent = "by" in {words.low(n) for n in range(actor.first - _TO_BY, actor.first)}
    return is_agent or actor.first < max(c.first for c in telling.cues)


def target_of(words: Words, event: Event, kind: str = "") -> Side:
    """Who was hit: a force among the victims or named as what was hit, else civilians."""
    if kind == _ABDUCTION and (taken := _taken(event)) is not None:
        return taken
    hit = [found for t in event.tellings[:2] for found in targets().find(words, t.where)]
    acting = [a for t in event.tellings[:1] for a in t.actors if a.kind == "force" and _is_hit(words, t, a)]
    forces = [f for f in hit if f.value not in ("", "none", CIVILIANS)]
    unnamed = [f for f in hit if f.value == ""]
    return _force_hit(words, event, kind, (forces, unnamed), acting) or _people_hit(words, event, hit, acting)


def _taken(event: Event) -> Side | None:
    """Who was taken away, where a sentence counts or names them: not the police who searched, nor who was hurt then."""
    parts = [p for t in event.tellings for each in t.casualties if each.fate == "abducted" for p in each.parts]
    if not parts:
        return None
    forces = [p for p in parts if p.group == "security" and p.actor]
    return Side(forces[0].actor if forces else CIVILIANS, (((forces or parts)[0].first, (forces or parts)[0].last),))


def _is_retired(words: Words, part: Part) -> bool:
    return bool(_RETIRED & {words.low(n) for n in range(part.first - 2, part.last)})


def _are_fewer(event: Event, forces: list[Part]) -> bool:
    """Whether a force has fewer among the victims than civilians, of whom the text tells first."""
    first = next(p for t in event.tellings for each in t.casualties for p in each.parts)
    civil = [p for t in event.tellings for each in t.casualties for p in each.parts if p.group == "civilians"]
    return first.group == "civilians" and _most(civil) > _most(forces)


def _most(parts: list[Part]) -> int:
    return max((part.figure.best or part.figure.low or 0 for part in parts), default=0)


def _force_hit(
    words: Words,
    event: Event,
    kind: str,
    hit: tuple[list[Found[str]], list[Found[str]]],
    acting: list[ActorMention],
) -> Side | None:
    """The force among the victims, or whose post or convoy was hit; ``hit`` are those named and those that are not."""
    forces, unnamed = hit
    parts = [
        p
        for t in event.tellings
        for each in t.casualties
        for p in each.parts
        if p.group == "security" and p.actor and not _is_retired(words, p)
    ]
    if not parts:
        return Side(forces[0].value, ((forces[0].first, forces[0].last),)) if forces else None
    if not forces and not unnamed and not acting and _are_fewer(event, parts):
        return None
    is_coarse = parts[0].actor == "Pakistan Army"
    finer = [a for a in acting if a.name != parts[0].actor and (is_coarse or a.name == "Balochistan Constabulary")]
    if finer and kind != "Abduction/forced disappearance":
        return Side(finer[0].name, ((finer[0].first, finer[0].last),))
    return Side(parts[0].actor, ((parts[0].first, parts[0].last),))


def _people_hit(words: Words, event: Event, hit: list[Found[str]], acting: list[ActorMention]) -> Side:
    """Others among the victims, else a force beside what happened, else whose property was hit."""
    others = [
        p for t in event.tellings for each in t.casualties for p in (*each.parts, *each.contained) if p.figure.best != 0
    ]
    others = [p for p in others if p.group in ("civilians", "people", "other", "") or _is_retired(words, p)]
    named = [p for p in others if p.actor not in ("", CIVILIANS) and p.group != "security"]
    if others and all(not p.group for p in others) and not acting:
        acting = [a for t in event.tellings[:1] for a in t.actors if a.kind == "force" and not a.speaks]
    if named:
        return Side(named[0].actor, ((named[0].first, named[0].last),))
    if acting and not any(p.group == "civilians" for p in others):
        return Side(acting[0].name, ((acting[0].first, acting[0].last),))
    if others:
        return Side(CIVILIANS, ((others[0].first, others[0].last),))
    is_public = any(f.value == "none" for f in hit)
    civil = [] if is_public else [f for f in hit if f.value == CIVILIANS]
    return Side(CIVILIANS, ((civil[0].first, civil[0].last),)) if civil else Side()
