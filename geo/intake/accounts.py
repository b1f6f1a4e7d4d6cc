"""What became of the people of one incident, as the text tells it sentence after sentence.

Numbers that point to people named before are resolved here: "all three died", "two of the wounded", "a fourth
man", "the rest were injured". What they say then goes to the toll of its fate (`geo.intake.tolls`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from geo.intake.fates import COUNTED, Casualties, Part, total_of
from geo.intake.references import NO_REFERENCE, Reference
from geo.intake.tolls import Toll, size_of
from geo.reading.figures import Figure

__all__ = ["Account"]

_OF_NAMED = ("them", "rest", "all", "hurt", "dead", "nth")
_NOT_KNOWN = Figure(None, None, None)


def _with_own_side(stated: Casualties) -> Casualties:
    """With the losses that a group has of its own as those of militants."""
    parts = tuple(p._replace(group="militants") if p.reference.kind == "own" else p for p in stated.parts)
    return replace(stated, parts=parts)


@dataclass(slots=True)
class _Named:
    """The people whom the text named last: how many, what became of them (blank: not said), how many are left over."""

    figure: Figure
    fate: str
    left: int


@dataclass(slots=True)
class Account:
    """The tolls of an incident by fate, and whom the text has just spoken of."""

    tolls: dict[str, Toll] = field(default_factory=lambda: {fate: Toll() for fate in COUNTED})
    _named: _Named | None = None
    _died: int = 0
    """How many of the wounded are said to have died."""
    _dead_before: int = 0
    """How many were dead when the wounded were last counted."""
    drafts: list[Casualties] = field(default_factory=list)
    """What an earlier version stated: it counts where nothing corrects it."""
    _unhurt: list[Part] = field(default_factory=list)
    """Who is said to have come away unhurt."""

    def take(
        self, casualties: Iterable[Casualties], people: Iterable[Part], rivals: list[Casualties], revised: bool
    ) -> None:
        """Take in what a part of a sentence tells.

        Parameters
        ----------
        casualties, people
            What became of whom, and people of whom no fate is told: "fired at three traders".
        rivals
            Those of the casualties that another side states.
        revised
            Whether the text calls its figures revised.
        """
        casualties = list(casualties)
        tolls = {each.fate: each.first for each in reversed(casualties) if each.is_toll}
        before = ""
        told: list[Casualties | Part] = [*casualties, *people]
        for each in sorted(told, key=lambda each: each.first):
            if isinstance(each, Part) and each.reference.kind == "safe":
                self._unhurt.append(each)
            elif isinstance(each, Part):
                self._named = _Named(each.figure, "", size_of(each.figure))
            elif each in rivals:
                self._add_rival(_with_own_side(each))
            elif self.tolls[each.fate].contradicts(each):
                self.tolls[each.fate].set_against(each)
            elif each.first > tolls.get(each.fate, each.first) and not each.is_toll:  # the toll holds them
                self._died += sum(max(size_of(p.figure), 0) for p in each.parts if p.reference.kind == "hurt")
            elif (stated := self._resolved(self._late(each), before)) is not None:
                toll = self.tolls[stated.fate]
                is_revised = revised and stated.fate == "killed" and not tolls and toll.total is not None
                toll.add(stated, is_revised)
                if stated.fate == "injured":
                    self._dead_before = max(size_of(self.tolls["killed"].total or _NOT_KNOWN), 0)
                self._remember(stated)
                before = stated.fate

    def close(self) -> None:
        """Count nobody as killed or hurt where the text tells only that nobody was hurt, or who came away unhurt."""
        for each in self.drafts:
            if self.tolls[each.fate].total is None:
                self.tolls[each.fate].add(replace(each, reference=""), revised=False)
        killed, injured, abducted = (self.tolls[fate].figure for fate in COUNTED)
        is_known = any(figure is not None and figure != (0, 0, 0) for figure in (killed, injured))
        if not self._unhurt or is_known or (abducted is not None and injured is None):
            return
        part = self._unhurt[0]._replace(reference=NO_REFERENCE)
        for fate in ("killed", "injured"):
            self.tolls[fate].add(Casualties(fate, (part,), (), part.first, part.last), revised=False)

    def _add_rival(self, stated: Casualties) -> None:
        """Take in what another side says; "they" are the people whom the text named last."""
        parts = [self._all(p) if p.reference.kind == "all" else p for p in stated.parts]
        if known := tuple(p for p in parts if p is not None):
            self.tolls[stated.fate].add_rival(replace(stated, parts=known))

    def _remember(self, stated: Casualties) -> None:
        is_open = self._named is not None and not self._named.fate and size_of(stated.total) <= self._named.left
        is_of_named = all(p.reference.kind in _OF_NAMED or (not p.group and is_open) for p in stated.parts)
        is_of_named = is_of_named and stated.reference not in ("others", "further", "also")
        if self._named and is_of_named:
            self._named.left -= max(size_of(stated.total), 0)
        else:
            self._named = _Named(stated.total, stated.fate, size_of(stated.total))

    def _resolved(self, stated: Casualties, before: str) -> Casualties | None:
        """The casualties with figures for those that point to others; None if they are known already."""
        parts, reference = [], stated.reference
        if reference == "old":
            return stated if self.tolls[stated.fate].total is None else None
        for part in stated.parts:
            kind = part.reference.kind
            found = self._part(stated.fate, part, before)
            if found is None:
                continue
            parts.append(found)
            reference = reference or ("" if kind == "all" else found.reference.kind)
        if not parts:
            return None
        if stated.fate == "injured" and self._is_left(total_of([p.figure for p in parts]), stated):
            return replace(stated, parts=tuple(parts), is_toll=True)
        return replace(stated, parts=tuple(parts), reference=reference)

    def _late(self, stated: Casualties) -> Casualties:
        """Deaths that are told as later ones, as those of wounded people: "the guard later died"."""
        hurt, known = self.tolls["injured"], self.tolls["killed"].total
        if stated.reference == "owned":  # an elder was killed; his guard died two days later
            is_second = stated.fate == "killed" and hurt.total is None and known is not None and known.best == 1
            stated = replace(stated, reference="further" if is_second else "")
        if stated.is_before and self._died and known is not None and known.best == self._died:
            return replace(stated, reference="further")  # one of the wounded died; the blast had killed two
        is_one_of_them = stated.is_late and stated.fate == "killed" and not any(p.reference.kind for p in stated.parts)
        is_open = not set(hurt.groups) - {"people", "other", ""}
        is_like = is_open or {p.group for p in stated.parts} <= {*hurt.groups, "people", ""}
        is_known = hurt.total is not None and is_like
        if not is_one_of_them or not is_known or (known is not None and known.best == 1 == stated.total.best):
            return stated
        return replace(stated, parts=tuple(p._replace(reference=Reference("hurt")) for p in stated.parts))

    def _is_left(self, figure: Figure, stated: Casualties) -> bool:
        """Whether it tells how many of the wounded are left: "one died, leaving five under treatment"."""
        is_rest = stated.parts[0].reference.kind == "rest" and bool(self._died)
        return self._are_those_left(figure) or (is_rest and self.tolls["injured"].total is not None)

    def _are_those_left(self, figure: Figure) -> bool:
        known = self.tolls["injured"].total
        if known is None or not known.best:
            return False
        return size_of(figure) in {known.best - died for died in (self._died, self._died_since()) if died > 0}

    def _died_since(self) -> int:
        """How many more are dead than when the wounded were last counted."""
        killed = self.tolls["killed"].total
        return max(size_of(killed), 0) - self._dead_before if killed is not None else 0

    def _part(self, fate: str, part: Part, before: str) -> Part | None:
        kind, toll = part.reference.kind, self.tolls[fate]
        if kind in ("", "also"):
            return part
        if kind == "own":
            return part._replace(reference=NO_REFERENCE)
        if kind in ("further", "others"):
            is_contrast = bool(before) and before != fate  # one killed, another injured
            return part._replace(reference=NO_REFERENCE) if is_contrast else part
        if kind == "dead":
            return None if toll.total is not None or fate != "killed" else part._replace(reference=NO_REFERENCE)
        if kind == "nth":
            return self._nth(part, toll)
        return self._of_named(fate, part, toll)

    def _nth(self, part: Part, toll: Toll) -> Part | None:
        """One more by an ordinal, unless the toll counts so many already."""
        known, militants = toll.victims.total, toll.militants.total
        is_militant = militants is not None and militants.best == part.reference.order - 1 and militants != known
        if is_militant and part.group in ("", "people"):  # four fighters died; a fifth man was shot
            return part._replace(group="militants", reference=part.reference._replace(kind="further"))
        if known is None or known.best is None:
            return part._replace(reference=NO_REFERENCE)
        is_new = known.best < part.reference.order
        return part._replace(reference=part.reference._replace(kind="further")) if is_new else None

    def _of_named(self, fate: str, part: Part, toll: Toll) -> Part | None:
        """Of the wounded, of them, all of them, the rest."""
        kind, plain = part.reference.kind, part._replace(reference=NO_REFERENCE)
        named = self._named.fate if self._named else ""
        is_of_hurt = kind == "hurt" or (kind == "them" and named == "injured")
        if kind == "all":
            return self._all(plain)
        if kind == "rest":
            return self._rest(fate, part)
        if is_of_hurt and fate == "killed":
            self._died += max(size_of(part.figure), 0)
            is_first = toll.total is None
            return plain if is_first else part._replace(reference=part.reference._replace(kind="further"))
        if is_of_hurt or (kind == "them" and named == fate):
            is_known = toll.total is not None and not (fate == "injured" and self._are_those_left(part.figure))
            return None if is_known else plain
        return plain

    def _all(self, plain: Part) -> Part | None:
        if plain.figure != _NOT_KNOWN:
            return plain
        return plain._replace(figure=self._named.figure) if self._named else None

    def _rest(self, fate: str, part: Part) -> Part | None:
        if part.figure != _NOT_KNOWN:
            return part
        known = self.tolls["injured"].total
        left = self._named.left if self._named and not self._named.fate else 0
        if fate == "injured" and self._died and known and known.best:
            left = known.best - self._died
        return part._replace(figure=Figure(left, left, left)) if left > 0 else None
