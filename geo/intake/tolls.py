"""The figure of one fate (killed, injured, abducted) of one incident, put together from all that the text states.

A toll, or a figure that the text calls revised, replaces what stood before. Victims and militants are counted apart
and added at the end. Further people ("another", "one of the wounded died"), and figures of other kinds of victims
(five soldiers; later, two civilians), are added; a figure for the same people, or for all of them, replaces a smaller
one, and a smaller one is a detail. What another side says (an armed group, residents) moves the ends of the range,
or stands where nobody else gives a figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo.intake.fates import Casualties, Part, total_of
from geo.reading.figures import Figure

__all__ = ["Toll", "size_of"]

_UNSPECIFIED = ("", "people", "other")
_NOT_KNOWN = Figure(None, None, None)
_MILITANTS = "militants"

Stretch = tuple[int, int]


def size_of(figure: Figure) -> int:
    """A figure as one number, to compare it with others; -1 if nothing is known."""
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), -1)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one sentence states of the people of one side."""

    figure: Figure
    groups: dict[str, Figure]
    words: list[Stretch]
    reference: str = ""


@dataclass(slots=True)
class _Side:
    """The figure of victims, or of militants; ``words`` are the stretches that state it (first, behind the last)."""

    total: Figure | None = None
    groups: dict[str, Figure] = field(default_factory=dict)
    words: list[Stretch] = field(default_factory=list)
    differs: bool = False
    details: int = 0
    """How many of the people of the total the text has told of one by one."""

    def add(self, stated: _Stated, is_revised: bool) -> None:
        """Take in what a sentence states of these people."""
        if is_revised and self._is_of_one_kind(stated.groups):
            self.groups = {**self.groups, **stated.groups}
            self.total, self.words = total_of(list(self.groups.values())), self.words + stated.words
        elif self.total is None or is_revised or self.total == _NOT_KNOWN:
            self.total, self.groups, self.words, self.details = stated.figure, dict(stated.groups), stated.words, 0
        elif self._is_further(stated):
            self._increase(stated)
        else:
            self._compare(stated)

    def _is_of_one_kind(self, groups: dict[str, Figure]) -> bool:
        """Whether a revised figure is that of one kind of the people: eight civilians, beside three soldiers."""
        are_specific = all(group not in _UNSPECIFIED for group in (*groups, *self.groups))
        is_sum = self.total is not None and total_of(list(self.groups.values())) == self.total
        return are_specific and is_sum and len({*groups, *self.groups}) > 1

    def _is_further(self, stated: _Stated) -> bool:
        known, size = size_of(self.total or _NOT_KNOWN), size_of(stated.figure)
        if stated.reference in ("also", "others") and size > 1:
            same = [f for g, f in self.groups.items() if g in stated.groups]
            return stated.figure not in (*same, self.total)
        if stated.reference in ("further", "also", "others"):
            return not (self.details and self.details + size <= known)
        return self._adds(stated.groups)

    def _adds(self, groups: dict[str, Figure]) -> bool:
        is_specific = all(group not in _UNSPECIFIED for group in (*groups, *self.groups))
        return is_specific and bool(self.groups) and not set(groups) & set(self.groups)

    def _increase(self, stated: _Stated) -> None:
        self.total = total_of([self.total or _NOT_KNOWN, stated.figure])
        for group, figure in stated.groups.items():
            self.groups[group] = total_of([self.groups[group], figure]) if group in self.groups else figure
        self.words = self.words + stated.words

    def _compare(self, stated: _Stated) -> None:
        """A figure for the same people, or for all of them, or for some."""
        figure, groups, known = stated.figure, stated.groups, self.total or stated.figure
        specific = {g: f for g, f in groups.items() if g not in _UNSPECIFIED}
        is_sum = bool(self.groups) and total_of(list(self.groups.values())) == known
        if specific == groups and is_sum and not any(g in _UNSPECIFIED for g in self.groups):
            larger = {g: f for g, f in groups.items() if g not in self.groups or size_of(f) > size_of(self.groups[g])}
            self.differs = self.differs or any(g in self.groups for g in larger)
            if larger:
                self.groups = {**self.groups, **larger}
                self.total, self.words = total_of(list(self.groups.values())), self.words + stated.words
        elif size_of(figure) > size_of(known):
            self.differs = self.differs or 0 < size_of(known) < size_of(figure)
            self.total, self.groups, self.words = figure, dict(groups), stated.words
        elif specific:
            self.groups |= {g: f for g, f in specific.items() if g not in self.groups}
        if 0 < size_of(figure) < size_of(known):
            self.details += size_of(figure)


@dataclass(slots=True)
class Toll:
    """A figure that grows with the text."""

    victims: _Side = field(default_factory=_Side)
    militants: _Side = field(default_factory=_Side)
    group_words: dict[str, list[Stretch]] = field(default_factory=dict)
    other: Toll | None = None
    """What another side says: an armed group, residents."""
    is_revised: bool = False
    office: str = ""
    """The authority who gave the figure."""

    def contradicts(self, stated: Casualties) -> bool:
        """Whether another authority gives another figure of the same people: "but the hospital counted five bodies"."""
        are_known = stated.is_contrary and bool(self.office) and self.office != stated.office
        is_alone = self.militants.total is None or self.victims.total is None
        theirs, known = {p.group for p in stated.parts}, {*self.groups}
        is_alone = is_alone and bool((theirs | known) & set(_UNSPECIFIED) or theirs & known)
        is_whole = not stated.is_toll and not any(part.reference.kind for part in stated.parts)
        return are_known and is_alone and is_whole and self.total not in (None, _NOT_KNOWN, stated.total)

    def set_against(self, stated: Casualties) -> None:
        """Take in what another authority says: the hospital's figure is the best one, else the later one."""
        if self.office == "hospital":
            self.add_rival(stated)
            return
        if self.victims.total is None:  # three, of the militants
            stated = replace(stated, parts=tuple(p._replace(group=_MILITANTS) for p in stated.parts))
        self.other = Toll(self.victims, self.militants)
        self.victims, self.militants = _Side(), _Side()
        self.add(replace(stated, reference=""), revised=False)

    def add(self, stated: Casualties, revised: bool) -> None:
        """Take in what a sentence states."""
        is_revised = stated.is_toll or revised
        if self.is_revised and not is_revised and not stated.reference and _is_smaller(stated, self.total):
            return
        for part in (*stated.parts, *stated.contained):
            self.group_words.setdefault(part.group, []).append((part.first, part.last))
        victims = tuple(p for p in stated.parts if p.group != _MILITANTS)
        militants = tuple(p for p in stated.parts if p.group == _MILITANTS)
        if (militants and self._is_whole(stated, bool(victims))) or self._is_sum(stated, victims):
            return
        self.is_revised, self.office = self.is_revised or is_revised, stated.office or self.office
        contained = {p.group: p.figure for p in stated.contained if p.group not in _UNSPECIFIED}
        if stated.is_toll and not _is_of_a_force(victims) and not self._is_of_victims(stated):
            self.militants = _Side()
        if victims:
            self.victims.add(_of_side(stated, victims), is_revised)
            known = self.victims.groups
            known |= {g: f for g, f in contained.items() if g not in known and g != _MILITANTS}
        if militants:
            self.militants.add(_of_side(stated, militants), is_revised)

    def _is_sum(self, stated: Casualties, victims: tuple[Part, ...]) -> bool:
        """Whether it is no more than the sum of both sides: "ten civilians … with five attackers that makes 15"."""
        is_open = all(part.group in _UNSPECIFIED for part in victims) and not stated.reference
        both = self.victims.total is not None and self.militants.total is not None
        return is_open and both and len(victims) == len(stated.parts) == 1 and stated.total == self.total

    def _is_of_victims(self, stated: Casualties) -> bool:
        """Whether a toll is too small for both sides: eight soldiers, six militants, "nine died"."""
        victims, militants = self.victims.total, self.militants.total
        if victims is None or militants is None:
            return False
        return size_of(victims) <= size_of(stated.total) < size_of(victims) + size_of(militants)

    def _is_whole(self, stated: Casualties, has_both: bool) -> bool:
        """Whether it tells both sides of a figure that was given for all: "five people"; "three rebels, two police"."""
        known = self.victims
        is_open = bool(known.groups) and all(group in _UNSPECIFIED for group in known.groups)
        return has_both and is_open and self.militants.total is None and stated.total == known.total

    def add_rival(self, stated: Casualties) -> None:
        """Take in what another side says."""
        if self.other is None:
            self.other = Toll()
        self.other.add(stated, revised=False)

    @property
    def groups(self) -> dict[str, Figure]:
        """The figures by kind of people."""
        return {**self.victims.groups, **self.militants.groups}

    @property
    def words(self) -> list[Stretch]:
        """The words that state the figure."""
        return [*self.victims.words, *self.militants.words]

    @property
    def differs(self) -> bool:
        """Whether the text gives several figures of the same people."""
        return self.victims.differs or self.militants.differs

    @property
    def total(self) -> Figure | None:
        """The figure without those of other sides; None if there is none."""
        return _sum(self.victims.total, self.militants.total)

    @property
    def figure(self) -> Figure | None:
        """The figure with that of the other side as the ends of its range."""
        total, other = self.total, self.other
        if other and other.militants.total and total and self.militants.total is None:
            total = _sum(total, other.militants.total)  # each side counts its own
        if total is None or total == _NOT_KNOWN:
            return other.total if other else total
        size = size_of(self._of_other() or _NOT_KNOWN)
        if size < 0:
            return total
        low = None if total.low is None else min(total.low, size)
        return Figure(low, total.best, None if total.high is None else max(total.high, size))

    def _of_other(self) -> Figure | None:
        """What the other side counts, with the people of whom it says nothing."""
        if self.other is None:
            return None
        victims, militants = self.other.victims.total, self.other.militants.total
        if victims is not None and militants is None and self.victims.total is None:
            return victims  # villagers speak of twelve
        if victims is not None and militants is None and set(self.other.victims.groups) == {"people"}:
            return victims  # residents say that 24 people were killed, whoever they were
        if victims is not None and self.victims.total is not None and self._are_others(self.other.victims):
            victims = _sum(self.victims.total, victims)
        return _sum(victims or self.victims.total, militants or self.militants.total)

    def _are_others(self, side: _Side) -> bool:
        """Whether the other side counts people of another kind: policemen beside a villager."""
        ours, theirs = set(self.victims.groups), set(side.groups)
        return bool(ours and theirs) and not (ours | theirs) & set(_UNSPECIFIED) and not ours & theirs


def _sum(victims: Figure | None, militants: Figure | None) -> Figure | None:
    known = [f for f in (victims, militants) if f is not None]
    return total_of(known) if known else None


def _is_smaller(stated: Casualties, total: Figure | None) -> bool:
    return total is not None and size_of(stated.total) <= size_of(total)


def _is_of_a_force(victims: tuple[Part, ...]) -> bool:
    """Whether a toll is one of soldiers or police alone, so that the militants stand beside it."""
    return bool(victims) and all(part.group not in _UNSPECIFIED for part in victims)


def _of_side(stated: Casualties, parts: tuple[Part, ...]) -> _Stated:
    names = dict.fromkeys(part.group for part in parts)
    groups = {name: total_of([p.figure for p in parts if p.group == name]) for name in names}
    return _Stated(total_of([p.figure for p in parts]), groups, _words_of(stated, parts), stated.reference)


def _words_of(stated: Casualties, parts: tuple[Part, ...]) -> list[Stretch]:
    return [*((part.first, part.last) for part in parts), (stated.first, stated.last)]
