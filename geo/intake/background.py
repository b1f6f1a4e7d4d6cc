"""What a sentence tells that is no incident of the report: what is recalled, counted, old, an accident or a crime.

What follows such a sentence in its paragraph, without a day or a place of its own, goes on about it. Where a text
begins with numbers of many incidents, nothing counts before a day is named.
"""

from __future__ import annotations

from datetime import date, timedelta

from geo.intake.events import Dated, Event
from geo.intake.focus import counts_events
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.where import Where

__all__ = ["BACKGROUND_DAYS", "Background"]

BACKGROUND_DAYS = 90
"""What ended more days before the publication is background."""

_NOT_TOLD = ("recalled", "false", "accident", "crime", "retracted", "harmless")
_TRIBES = ("tribes", "clans", "tribal")
_REASONS = ("crime", "accident")
_NO_DEED = ("bomb", "armed", "", "property")
"""Kinds of what can turn out to be an accident or a crime."""

_SUM, _DISTRICT_RANK, _FEW, _SHORT = 20, 3, 2, 5


class Background:
    """Tells what is no incident, in the order of the text."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words, self._published = words, published
        self._paragraph = -1
        self._begins_with_counts = False

    def is_told(self, telling: Telling, dated: Dated, events: list[Event]) -> bool:
        """Whether it can be an incident of the report; ``events`` are those before."""
        kinds = telling.meaning.kinds
        if self.is_none(telling):
            return False
        if dated.days is not None and dated.days.precision == "year" and self._is_large(telling):
            return False
        has_day = dated.days is not None and dated.days.precision == "day"
        if ("sum" in kinds or counts_events(self._words, telling)) and not has_day:
            return False
        if "sum" in kinds and any(d.is_open and self._words.low(d.first - 1) == "since" for d in telling.days):
            return False
        return not self._is_old(dated, events)

    def is_none(self, telling: Telling) -> bool:
        """Whether its words say that it is no incident: an accident, a crime, what is recalled or not true."""
        is_tribal = telling.meaning.kinds.isdisjoint(("recalled", "false", "accident")) and any(
            self._words.low(n) in _TRIBES for n in telling.where
        )
        return any(_is_stated(telling, kind) for kind in _NOT_TOLD) and not is_tribal

    def _is_large(self, telling: Telling) -> bool:
        """Whether a figure of a whole year is rather a sum: "70 policemen were killed this year"."""
        sizes = [each.total.best or each.total.low or 0 for each in telling.casualties]
        return bool(sizes) and max(sizes) >= _SUM and all(place.rank < _DISTRICT_RANK for place in telling.places)

    def _is_old(self, dated: Dated, events: list[Event]) -> bool:
        if dated.days is None:
            return False
        if dated.days.precision == "year" and self._published and dated.days.first.year < self._published.year:
            return True
        newest = self._published or max((e.dated.days.last for e in events if e.dated.days), default=None)
        return newest is not None and dated.days.last < newest - timedelta(BACKGROUND_DAYS)

    def goes_on(self, telling: Telling, dated: Dated, events: list[Event]) -> bool:
        """Whether it goes on about what is no incident."""
        if self._begins_with_counts and not events:
            return dated.days is None or dated.is_weak or dated.days.precision == "year"
        if telling.sentence.paragraph != self._paragraph:
            return False
        has_day = dated.days and not (dated.is_weak or dated.is_general)
        return not (telling.places or (has_day and not self._is_old(dated, events)))

    def set_aside(self, telling: Telling, events: list[Event]) -> None:
        """Note what is no incident."""
        if telling.is_earlier:  # the clause of another sentence
            return
        self._paragraph = telling.sentence.paragraph
        self.counts(telling, events)

    def takes_back(self, telling: Telling, event: Event, place: Where) -> bool:
        """Whether it says that the event before was none: a rumour, an accident, a matter of enmity."""
        if not event.place.may_be(place):
            return False
        if "retracted" in telling.meaning.kinds:
            return event.is_rumour
        if "harmless" in telling.meaning.kinds:
            return len(event.tellings) <= _SHORT and event.family in _NO_DEED
        is_stated = any(_is_stated(telling, kind) for kind in _REASONS)
        reach = 0 if telling.sentence.is_entry else 1
        is_beside = telling.sentence.paragraph - event.tellings[-1].sentence.paragraph <= reach
        return is_stated and is_beside and not telling.tells and not telling.days and len(event.tellings) <= _FEW

    def counts(self, telling: Telling, events: list[Event]) -> None:
        """Note that a text begins with numbers of many incidents, as a heading can say as well."""
        if not events and ("sum" in telling.meaning.kinds or counts_events(self._words, telling)):
            self._begins_with_counts = True


def _is_stated(telling: Telling, kind: str) -> bool:
    """Whether a marker stands in it; a crime or an accident that is ruled out does not count."""
    places = telling.meaning.places.get(kind, ())
    return any(kind not in _REASONS or n not in telling.meaning.silent for n in places)
