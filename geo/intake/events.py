"""Incidents put together from sentences: which sentence speaks of which, and where a new one begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.intake.accounts import Account
from geo.intake.actor_names import ActorMention
from geo.intake.cues import FAMILIES, VIOLENT, Cue, family_of
from geo.intake.fates import Casualties
from geo.intake.telling import Telling
from geo.intake.tolls import Toll
from geo.intake.where import Where
from geo.reading.relative_days import Days

__all__ = ["Dated", "Event"]

_SECONDARY = frozenset(("arrest", "weapons", "property", "change", ""))
"""Kinds that follow upon an incident and are a part of its story where the place is the same."""

_GENERIC_RANK = 9
"""Cues of this rank and coarser ("the attack", "firing") can stand for any violent incident."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of what a sentence tells.

    ``is_weak`` where it is rather that of a statement, or of a later death; ``is_final`` where the text corrects
    the day or gives it in the field of a form; ``is_general`` where it is that of a heading.
    """

    days: Days | None = None
    words: tuple[tuple[int, int], ...] = ()
    is_weak: bool = False
    is_final: bool = False
    is_general: bool = False


@dataclass(slots=True)
class Event:
    """An incident in the making.

    Attributes
    ----------
    is_told
        False for what is only recalled, ordinary crime or an accident.
    is_draft
        Only an earlier version told it.
    is_rumour
        The text itself calls it unconfirmed talk.
    is_several
        The sentence speaks of more than one.
    summary
        The sentence that summed it up with others.
    section
        The place of the heading or label that it stands under.
    before
        The place that was named last when it was opened, for one that names none.
    """

    place: Where = field(default_factory=Where)
    dated: Dated = field(default_factory=Dated)
    tellings: list[Telling] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    is_told: bool = True
    is_entry: bool = False
    is_draft: bool = False
    is_rumour: bool = False
    is_several: bool = False
    summary: Telling | None = None
    section: Where = field(default_factory=Where)
    before: Where = field(default_factory=Where)
    forces_before: tuple[ActorMention, ...] = ()
    doubts: list[str] = field(default_factory=list)

    @property
    def tolls(self) -> dict[str, Toll]:
        """Its figures by fate."""
        return self.account.tolls

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cues of all its sentences."""
        return tuple(cue for telling in self.tellings for cue in telling.cues)

    @property
    def family(self) -> str:
        """The kind of thing that happened."""
        return family_of(self.cues)

    def may_be(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether a sentence can speak of this incident."""
        if not self.place.may_be(place) and place.precision and self.place.precision:
            return False
        is_doubtful = dated.is_weak or self.dated.is_weak or dated.is_final or self._is_of_heading(telling)
        are_known = dated.days and self.dated.days and not is_doubtful
        if are_known and dated.days and self.dated.days and not dated.days.overlaps(self.dated.days):
            return False
        return self._same_kind(telling)

    def _is_of_heading(self, telling: Telling) -> bool:
        """Whether its day is so far only that of the heading, and the sentence stands in the same entry."""
        return self.dated.is_general and telling.sentence.paragraph == self.tellings[-1].sentence.paragraph

    def _same_kind(self, telling: Telling) -> bool:
        theirs, ours = family_of(telling.cues), self.family
        if not theirs or not ours or theirs == ours:
            return True
        if theirs in _SECONDARY or _families(telling.cues) & _families(self.cues) & VIOLENT:
            return True
        if "protest" in (theirs, ours):
            return False
        if "abduction" in (theirs, ours):
            return {theirs, ours} & {"armed"} != set()
        return _is_generic(telling.cues) or _is_generic(self.cues) or {theirs, ours} <= {"bomb", "armed"}

    def _is_finer(self, dated: Dated) -> bool:
        """Whether a day lies in the month or week that was known: "in June"; "on the night of 4 June"."""
        known, days = self.dated.days, dated.days
        if known is None or days is None or dated.is_weak or days.precision != "day":
            return False
        return known.precision in ("week", "month") and known.first <= days.first and days.last <= known.last

    def _is_of_the_dead(self, stated: Casualties) -> bool:
        """Whether the wounds are those of the one who died: "the body was found; he had received bullet injuries"."""
        killed = self.tolls["killed"].total
        return killed == (1, 1, 1) and len(stated.parts) == 1 and stated.parts[0].is_pronoun

    def add(self, telling: Telling, dated: Dated, revised: bool, rivals: list[Casualties]) -> None:
        """Take in a sentence; its figures count by the rules of `geo.intake.accounts`."""
        is_of_heading = bool(self.tellings) and self._is_of_heading(telling)
        self.tellings.append(telling)
        is_better = (self.dated.is_weak and not dated.is_weak) or (dated.is_final and not self.dated.is_final)
        is_better = is_better or (is_of_heading and not dated.is_weak)
        if dated.days and (self.dated.days is None or is_better or self._is_finer(dated)):
            self.dated = dated
        casualties = [c for c in telling.casualties if not (c.fate == "injured" and self._is_of_the_dead(c))]
        self.account.take(casualties, telling.people, rivals, revised)


def _families(cues: tuple[Cue, ...]) -> set[str]:
    return {FAMILIES.get(cue.kind, "") for cue in cues if cue.role == "event"}


def _is_generic(cues: tuple[Cue, ...]) -> bool:
    ranks = [cue.rank for cue in cues if cue.role == "event"]
    return not ranks or min(ranks) >= _GENERIC_RANK
