"""What sentences say ahead of the incident that they belong to: a place, a day, or a sum of several incidents."""

from __future__ import annotations

from geo.intake.events import Dated
from geo.intake.telling import Telling
from geo.intake.where import Where

__all__ = ["Named", "Summary", "Waiting"]

_DISTRICT_RANK, _REACH = 3, 2


class Waiting:
    """A place and a day for what the next sentence tells."""

    def __init__(self) -> None:
        self.place, self.dated, self._at = Where(), Dated(), -1

    def keep(self, paragraph: int, place: Where, dated: Dated) -> None:
        """Keep what a sentence names; what it does not name stays as it was."""
        self._at = paragraph
        self.place = place if place.precision and not place.outside else self.place
        self.dated = dated if dated.days else self.dated

    def completed(self, telling: Telling, place: Where, dated: Dated, reach: int) -> tuple[Where, Dated]:
        """Place and day of a telling, completed with what waits in the same paragraph, or ``reach`` before."""
        if not 0 <= telling.sentence.paragraph - self._at <= reach:
            return place, dated
        is_coarse = telling.sentence.is_entry and not telling.places and self.place.rank > place.rank
        is_of_entry = telling.sentence.is_entry and telling.sentence.paragraph == self._at
        is_own = bool(telling.days) or not (is_of_entry and self.dated.days)
        return (
            self.place if is_coarse or not place.precision else place,
            dated if dated.days and is_own else self.dated,
        )

    def clear(self) -> None:
        """Forget it, as something was told."""
        self.place, self.dated, self._at = Where(), Dated(), -1


class Named:
    """The place that was named last, in the paragraph of a telling or the one before."""

    def __init__(self) -> None:
        self.place, self._at = Where(), -1

    def hear(self, telling: Telling) -> None:
        """Note the places that a telling names, whatever it says of them."""
        if telling.sentence.paragraph - self._at > 1:
            self.place = Where()
        named = [place for place in telling.weak_places if place.district and not place.outside]
        if named:
            self.place, self._at = named[-1], telling.sentence.paragraph


class Summary:
    """A sentence that sums up several incidents which are told one by one afterwards."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self.place, self.dated, self._at = Where(), Dated(), -1

    def keep(self, telling: Telling, place: Where, dated: Dated) -> None:
        """Keep a sentence as the summary of those that follow."""
        self.tellings.append(telling)
        self.place, self.dated, self._at = place, dated, telling.sentence.paragraph

    def covers(self, telling: Telling) -> bool:
        """Whether a telling stands behind it, as one of its incidents."""
        behind = telling.sentence.paragraph - self._at
        return self._at >= 0 and 0 <= behind <= _REACH and not telling.sentence.is_entry

    @staticmethod
    def is_one(telling: Telling, place: Where) -> bool:
        """Whether a sentence sums up several incidents of a province or more: "in two separate operations"."""
        is_several = "several" in telling.meaning.kinds and telling.tells
        return is_several and place.rank < _DISTRICT_RANK and not telling.sentence.is_heading
