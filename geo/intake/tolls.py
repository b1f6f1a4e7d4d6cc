"""The figures of one incident, put together from all sentences that state them.

A toll, or a figure that the text calls revised, replaces what stood before. Figures of different kinds of people (five
soldiers; later, three militants) are added; a figure for the same people, or for all, replaces a smaller one. What an armed
group says counts as its figure and moves the high end alone, or stands where nobody else gives one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.intake.casualties import Casualties, Part, total_of
from geo.reading.figures import Figure

__all__ = ["Toll"]

_UNSPECIFIED = ("", "people", "other")


def size_of(figure: Figure) -> int:
    """A figure as one number, to compare it with others."""
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), -1)


@dataclass(slots=True)
class Toll:
    """A figure that grows with the text; ``words`` are the stretches that state it (first, behind the last)."""

    total: Figure | None = None
    groups: dict[str, Figure] = field(default_factory=dict)
    words: list[tuple[int, int]] = field(default_factory=list)
    group_words: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    rival: Figure | None = None
    rival_words: list[tuple[int, int]] = field(default_factory=list)
    is_revised: bool = False
    differs: bool = False

    def add(self, stated: Casualties, revised: bool) -> None:
        """Take in what a sentence states."""
        groups = _grouped(stated.parts)
        total = stated.total
        if stated.is_toll or revised or self.total is None:
            self._replace(stated, total, groups, stated.is_toll or revised)
        elif self._adds(groups):
            self._extend(stated, total, groups)
        else:
            self._compare(stated, total, groups)
        contained = _grouped(stated.contained)
        if contained and not set(contained) & set(self.groups):
            self._note_groups(stated.contained, contained)

    def add_rival(self, stated: Casualties) -> None:
        """Take in what an armed group says."""
        self.rival = stated.total
        self.rival_words = [(stated.parts[0].first, stated.last), *_words_of(stated)]

    @property
    def figure(self) -> Figure | None:
        """The figure with the one of the armed group as its high end, where that speaks of the same people."""
        if self.total is None:
            return self.rival
        if self.rival is None or len(self.groups) > 1 or self.total.high is None:
            return self.total
        highest = max(self.total.high, size_of(self.rival))
        low = min(self.total.low if self.total.low is not None else highest, max(size_of(self.rival), 0))
        return Figure(low if self.total.low is not None else None, self.total.best, highest)

    def _adds(self, groups: dict[str, Figure]) -> bool:
        if set(groups) == {"other"}:
            return True
        is_specific = all(group not in _UNSPECIFIED for group in (*groups, *self.groups))
        return is_specific and bool(self.groups) and not set(groups) & set(self.groups)

    def _replace(self, stated: Casualties, total: Figure, groups: dict[str, Figure], is_revised: bool) -> None:
        if stated.is_toll and self.groups and size_of(total_of(list(self.groups.values()))) > size_of(total):
            self.groups, self.group_words = {}, {}
        if not stated.is_toll:
            self.groups, self.group_words = {}, {}
        if total != Figure(None, None, None) or self.total is None:
            self.total, self.words = total, _words_of(stated)
        self.is_revised = is_revised or self.is_revised
        self._note_groups(stated.parts, groups)

    def _extend(self, stated: Casualties, total: Figure, groups: dict[str, Figure]) -> None:
        self.total = total_of([self.total or Figure(0, 0, 0), total])
        self.words += _words_of(stated)
        self._note_groups(stated.parts, groups)

    def _compare(self, stated: Casualties, total: Figure, groups: dict[str, Figure]) -> None:
        """A figure for the same people, or for all of them, or for some."""
        known = self.total or total
        is_sum = bool(self.groups) and total_of(list(self.groups.values())) == known
        specific = {g: f for g, f in groups.items() if g not in _UNSPECIFIED}
        if specific == groups and is_sum and not any(g in _UNSPECIFIED for g in self.groups):
            merged = {**self.groups}
            for group, figure in groups.items():
                if group not in merged or size_of(figure) > size_of(merged[group]):
                    self.differs = self.differs or (group in merged and not self.is_revised)
                    merged[group] = figure
            if merged != self.groups:
                self.groups = merged
                self.total = total_of(list(merged.values()))
                self.words += _words_of(stated)
                self._note_groups(stated.parts, groups)
            return
        if size_of(total) > size_of(known) and not self.is_revised:
            self.differs = self.differs or size_of(known) > 0
            self.total, self.words = total, _words_of(stated)
            self.groups = {g: f for g, f in self.groups.items() if g not in _UNSPECIFIED}
        self._note_groups([p for p in stated.parts if p.group not in self.groups], specific)

    def _note_groups(self, parts: list[Part] | tuple[Part, ...], groups: dict[str, Figure]) -> None:
        for part in parts:
            if part.group in groups:
                self.groups[part.group] = groups[part.group]
                self.group_words.setdefault(part.group, []).append((part.first, part.last))


def _grouped(parts: tuple[Part, ...]) -> dict[str, Figure]:
    names = dict.fromkeys(part.group for part in parts)
    return {name: total_of([p.figure for p in parts if p.group == name]) for name in names}


def _words_of(stated: Casualties) -> list[tuple[int, int]]:
    return [*((part.first, part.last) for part in stated.parts), (stated.first, stated.last)]
