"""What a look at all places finds: a verdict for each, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from geo.calendar.period import Period
from geo.tally.figures import LeftOut

__all__ = ["REFERENCE", "Look", "Notes", "PlaceLook", "Verdict"]

REFERENCE = (
    "Negative binomial conditional on the total (beta-binomial), dispersion pooled over districts; "
    "Benjamini and Hochberg 1995"
)


class Verdict(StrEnum):
    """How the count of a window compares with the place's own past; in the order of a ranked list."""

    MUCH_ABOVE = "much above usual"
    ABOVE = "above usual"
    AS_USUAL = "as usual"
    BELOW = "below usual"
    TOO_FEW = "too few to say"
    NOT_COMPARABLE = "not comparable"

    @property
    def is_above(self) -> bool:
        """Whether it is above usual or much above."""
        return self in (Verdict.MUCH_ABOVE, Verdict.ABOVE)


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """One district or province: its count in the window against its own past.

    Attributes
    ----------
    key
        ``district:Bannu`` or ``province:Balochistan``; for saved acknowledgements.
    name, province, is_province
        The name, the province in which it lies (its own name for a province), and which of the two it is.
    observed
        Incidents in the window.
    expected
        The usual number of a window.
    ratio, ratio_low, ratio_high
        Observed over expected with its interval; ``None`` where it is not known or infinite (over none).
    p, q
        The chance of a count as far from usual on the side of this one, or further, if nothing has changed; and the
        same adjusted for all places looked at. ``None`` where not comparable.
    verdict
        The verdict.
    is_worth_a_look
        Whether the uncorrected ``p`` is small although the verdict is not above usual: a clearly weaker sign.
    power
        The chance that a doubling here would be found to be above usual; ``None`` where not comparable.
    dispersion
        Variance over mean that the test takes for this place.
    series
        Incidents in consecutive windows, the earliest first, the last one being the window looked at.
    reasons
        Why it is not comparable, each as a clause; empty where it is.
    sentence
        The finding in words.
    final, final_low, final_high
        The count that is expected once late reports are in, with its interval; ``None`` where that is not known.
    """

    key: str
    name: str
    province: str
    is_province: bool
    observed: int
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None
    q: float | None
    verdict: Verdict
    is_worth_a_look: bool
    power: float | None
    dispersion: float | None
    series: tuple[int, ...]
    reasons: tuple[str, ...]
    sentence: str
    final: float | None = None
    final_low: int | None = None
    final_high: int | None = None

    @property
    def district(self) -> str:
        """The name of the district; blank for a province."""
        return "" if self.is_province else self.name


@dataclass(frozen=True, slots=True)
class Notes:
    """What a look rests on.

    Attributes
    ----------
    method, reference
        The method in one sentence, and where it is from.
    parameters
        Its numbers by name.
    window, baseline
        The days looked at, and those that they are compared with.
    n_windows
        How many windows the baseline has.
    n_used
        Incidents that count in a district or a province, window and baseline together.
    left_out
        Incidents of the same days that do not, and why.
    n_looked_at
        How many places are compared; the false discovery rate is over these.
    by_chance
        How many places worth a look a quiet look shows at most, on average.
    dispersion
        Variance over mean of the counts of a window, common to all districts; ``None`` where nothing is compared.
    season
        Whether a season is allowed for, as a sentence.
    why_not
        Why no place is comparable, as a sentence; blank where some are.
    end
        That the period ends after the window, as a sentence; blank where it does not.
    late
        What is said of reports that are still to come, as a sentence; blank where none are expected.
    late_from
        The first day from which the count is likely to rise, as day number; ``None`` for none.
    known_after
        All windows are counted as they were known so many days after their end; ``None``: as they are known now.
    known_share
        The part of the incidents of a window that is known by then; ``None`` where that is not known.
    sentences
        All that a reader has to know, a sentence each.
    """

    method: str
    reference: str
    parameters: Mapping[str, Any]
    window: Period
    baseline: Period
    n_windows: int
    n_used: int
    left_out: tuple[LeftOut, ...]
    n_looked_at: int
    by_chance: float
    dispersion: float | None
    season: str = ""
    why_not: str = ""
    end: str = ""
    late: str = ""
    late_from: int | None = None
    known_after: int | None = None
    known_share: float | None = None
    sentences: tuple[str, ...] = ()

    @property
    def by_chance_words(self) -> str:
        """The number of places worth a look by chance, at most: never 0."""
        return f"{max(self.by_chance, 0.1):.1f}"


@dataclass(frozen=True, eq=False)
class Look:
    """A look at every district and province that the filter by place lets in: districts in their order, provinces."""

    rows: tuple[PlaceLook, ...]
    notes: Notes = field(repr=False)

    @cached_property
    def ranked(self) -> tuple[PlaceLook, ...]:
        """The rows from the most unusual: by verdict, those worth a look first, then by p and count."""
        return tuple(sorted(self.rows, key=_rank))

    @cached_property
    def by_key(self) -> Mapping[str, PlaceLook]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}


_ORDER = {verdict: n for n, verdict in enumerate(Verdict)}


def _rank(row: PlaceLook) -> tuple[Any, ...]:
    return _ORDER[row.verdict], not row.is_worth_a_look, 1.0 if row.p is None else row.p, -row.observed, row.key
