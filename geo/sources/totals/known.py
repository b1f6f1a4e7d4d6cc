"""Files of totals that are published in a form that is known: who made them, and what their days and types mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.sources.layout import DataSource

__all__ = ["KnownTotals", "known_totals"]


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """A published file of totals.

    Attributes
    ----------
    needs
        Names of columns, in lower case, that every such file has.
    source
        The data set.
    keeps_types
        Whether its types overlap with each other, so that they are no common types and are never added up.
    names_type
        Whether there is such a file for each of several types, which only the name of the file tells.
    """

    needs: frozenset[str]
    source: DataSource
    keeps_types: bool = False
    names_type: bool = False

    def type_in_name(self, file_name: str) -> str:
        """The type of all events of a file that is published for each of several types; blank if it names none."""
        plain = " ".join(re.split(r"[\W_]+", file_name.casefold()))
        return next((name for name in _TYPES_OF_FILES if name in plain), "") if self.names_type else ""


_TYPES_OF_FILES = ("political violence", "civilian targeting", "demonstration")
_ACLED_TERMS = "ACLED's terms of use"
_KNOWN = (
    KnownTotals(
        frozenset({"week", "country", "admin1", "event_type", "sub_event_type", "events", "fatalities"}),
        DataSource("acled-weekly", "ACLED, aggregated data, acleddata.com", _ACLED_TERMS),
    ),
    KnownTotals(
        frozenset({"location_code", "event_type", "events", "fatalities", "reference_period_start"}),
        DataSource("hdx-hapi", "HDX Humanitarian API, conflict events (from ACLED), data.humdata.org", _ACLED_TERMS),
        keeps_types=True,
    ),
    KnownTotals(
        frozenset({"country", "admin1", "month", "year", "events", "fatalities"}),
        DataSource("acled-monthly", "ACLED, monthly totals on HDX, data.humdata.org", _ACLED_TERMS),
        keeps_types=True,
        names_type=True,
    ),
)


def known_totals(header: Sequence[str]) -> KnownTotals | None:
    """The published file that has these columns; None for any other table."""
    names = {name.strip().casefold() for name in header}
    return next((known for known in _KNOWN if known.needs <= names), None)
