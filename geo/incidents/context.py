"""Context events: what happened beside the incidents and helps to read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.calendar.days import day_number
from geo.calendar.period import Period

__all__ = ["ContextEvent"]

_ABBREVIATIONS = {"KP": "Khyber Pakhtunkhwa", "Balochistan": "Balochistan"}
"""How scopes name the provinces."""


@dataclass(frozen=True, slots=True)
class ContextEvent:
    """An operation, a ceasefire, a closure: its days (both included), where it applies and who reported it.

    ``event_id`` is that of an event that was entered by hand; blank for one that came with the application.
    """

    date_start: date
    date_end: date
    title: str
    scope: str
    category: str
    source: str
    notes: str = ""
    event_id: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The province and the district that its scope names, as "KP (Bajaur)" or "Bajaur, Khyber Pakhtunkhwa" do.

        Both are blank for a whole state or region.
        """
        name, _, district = (part.strip() for part in self.scope.rstrip(") ").partition("("))
        if not district and "," in name:
            district, _, name = (part.strip() for part in name.rpartition(","))
        province = _ABBREVIATIONS.get(name, name)
        return (province, district) if province in _ABBREVIATIONS.values() else ("", "")

    @property
    def period(self) -> Period:
        """Its days; the first one alone if the last precedes it."""
        return Period(day_number(self.date_start), day_number(max(self.date_start, self.date_end)))
