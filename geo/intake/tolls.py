"""The figures of one incident, put together from all sentences that state them.

A toll, or a figure that the text calls revised, replaces what stood before. Victims and militants are counted apart
and added at the end. Figures of different kinds of victims (five soldiers; later, two civilians) are added; a figure
for the same people, or for all of them, replaces a smaller one. What an armed group says counts as its figure and
moves the high end alone, or stands where nobody else gives one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.intake.casualties import Casualties, Part, total_of
from geo.reading.figures import Figure

__all__ = ["Toll"]

_UNSPECIFIED = ("", "people", "other")
_NOT_KNOWN = Figure(None, None, None)
_MILITANTS = "militants"

Stretch = tuple[int, int]


def size_of(figure: Figure) -> int:
    """A figure as one number, to compare it with others."""
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), -1)


@dataclass(slots=True)
class _Side:
    """The figure of victims, or of militants; ``words`` are the stretches that state it (first, behind the last)."""

    total: Figure | None = None
    groups: dict[str, Figure] = field(default_factory=dict)
    words: list[Stretch] = field(default_factory=list)
    differs: bool = False

    def add(self, figure: Figure, groups: dict[str, Figure], words: list[Stretch], is_revised: bool) -> None:
        """Take in what a sentence states of these people."""
        if self.total is None or is_revised or self.total == _NOT_KNOWN:
            self.total, self.groups, self.words = figure, dict(groups), words
        elif self._adds(groups) and not (set(groups) == {"other"} and figure == self.total):
            self.total = total_of([self.total, figure])
            self.groups |= groups
            self.words = self.words + words
        else:
            self._compare(figure, groups, words)

    def _adds(self, groups: dict[str, Figure]) -> bool:
        if set(groups) == {"other"}:
            return True
        is_specific = all(group not in _UNSPECIFIED for group in (*groups, *self.groups))
        return is_specific and bool(self.groups) and not set(groups) & set(self.groups)

    def _compare(self, figure: Figure, groups: dict[str, Figure], words: list[Stretch]) -> None:
        """A figure for the same people, or for all of them, or for some."""
        known = self.total or figure
        specific = {g: f for g, f in groups.items() if g not in _UNSPECIFIED}
        is_sum = bool(self.groups) and total_of(list(self.groups.values())) == known
        if specific == groups and is_sum and not any(g in _UNSPECIFIED for g in self.groups):
            larger = {g: f for g, f in groups.items() if g not in self.groups or size_of(f) > size_of(self.groups[g])}
            self.differs = self.differs or any(g in self.groups for g in larger)
            if larger:
                self.groups = {**self.groups, **larger}
                self.total, self.words = total_of(list(self.groups.values())), self.words + words
        elif size_of(figure) > size_of(known) or (size_of(figure) == size_of(known) and None in known):
            self.differs = self.differs or 0 < size_of(known) < size_of(figure)
            self.total, self.groups, self.words = figure, dict(groups), words
        elif specific:
            self.groups |= {g: f for g, f in specific.items() if g not in self.groups}


@dataclass(slots=True)
class Toll:
    """A figure that grows with the text."""

    victims: _Side = field(default_factory=_Side)
    militants: _Side = field(default_factory=_Side)
    group_words: dict[str, list[Stretch]] = field(default_factory=dict)
    rival: Figure | None = None
    rival_words: list[Stretch] = field(default_factory=list)
    is_revised: bool = False

    def add(self, stated: Casualties, revised: bool) -> None:
        """Take in what a sentence states."""
        is_revised = stated.is_toll or revised
        if self.is_revised and not is_revised and _is_smaller(stated, self.total):
            return
        self.is_revised = self.is_revised or is_revised
        for part in (*stated.parts, *stated.contained):
            self.group_words.setdefault(part.group, []).append((part.first, part.last))
        victims = tuple(p for p in stated.parts if p.group != _MILITANTS)
        militants = tuple(p for p in stated.parts if p.group == _MILITANTS)
        contained = {p.group: p.figure for p in stated.contained if p.group not in _UNSPECIFIED}
        if stated.is_toll:
            self.militants = _Side()
        if victims:
            self.victims.add(
                total_of([p.figure for p in victims]), _grouped(victims), _words_of(stated, victims), is_revised
            )
            known = self.victims.groups
            known |= {g: f for g, f in contained.items() if g not in known and g != _MILITANTS}
        if militants:
            figure = total_of([p.figure for p in militants])
            self.militants.add(figure, {_MILITANTS: figure}, _words_of(stated, militants), revised)

    def add_rival(self, stated: Casualties) -> None:
        """Take in what an armed group says."""
        self.rival = stated.total
        self.rival_words = [(stated.parts[0].first, stated.last), *_words_of(stated, stated.parts)]

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
        """The figure without that of the armed group; None if there is none."""
        known = [f for f in (self.victims.total, self.militants.total) if f is not None]
        stated = [f for f in known if f != _NOT_KNOWN]
        return total_of(known if len(stated) == len(known) else stated) if stated else (known[0] if known else None)

    @property
    def figure(self) -> Figure | None:
        """The figure with the one of the armed group as its high end, where that speaks of the same people."""
        total = self.total
        if total is None or total == _NOT_KNOWN:
            return self.rival or total
        if self.rival is None or len(self.groups) > 1 or total.high is None:
            return total
        size = size_of(self.rival)
        low = total.low if total.low is None or size < 0 else min(total.low, size)
        return Figure(low, total.best, max(total.high, size))


def _is_smaller(stated: Casualties, total: Figure | None) -> bool:
    return total is not None and size_of(stated.total) <= size_of(total)


def _grouped(parts: tuple[Part, ...]) -> dict[str, Figure]:
    names = dict.fromkeys(part.group for part in parts)
    return {name: total_of([p.figure for p in parts if p.group == name]) for name in names}


def _words_of(stated: Casualties, parts: tuple[Part, ...]) -> list[Stretch]:
    return [*((part.first, part.last) for part in parts), (stated.first, stated.last)]
