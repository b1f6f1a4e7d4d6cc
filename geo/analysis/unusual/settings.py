"""How a window is compared with the past: lengths, rates and bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.errors import InputError
from geo.wording import plural

__all__ = ["Settings"]

_FEWEST_WINDOWS = 4
_DEFAULT_BASELINE = 364
_LONGEST_DAYS = 3_660


@dataclass(frozen=True, slots=True)
class Settings:
    """How a window is compared with the past.

    Attributes
    ----------
    window_days
        The length of the window.
    baseline_days
        The length of the past that it is compared with, just before it; it is cut to whole windows.
    rate
        The false discovery rate over all places that are looked at.
    least_events
        A window with fewer events is never said to be above usual.
    worth_p
        The uncorrected p-value up to which a place is worth a look.
    level
        Of the intervals.
    all_types
        Whether all types of events count; else strategic developments, protests and riots do not, unless the filter by
        type names what counts.

    Raises
    ------
    InputError
        If a number is not possible; the message says which are.
    """

    window_days: int = 28
    baseline_days: int = _DEFAULT_BASELINE
    rate: float = 0.05
    least_events: int = 4
    worth_p: float = 0.01
    level: float = 0.95
    all_types: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.window_days <= _LONGEST_DAYS:
            raise InputError(
                f"A window of {self.window_days:,} days is not possible: choose 1 to {_LONGEST_DAYS:,} days."
            )
        if self.baseline_days < 1:
            raise InputError(
                f"A past of {self.baseline_days:,} days holds nothing to compare with: choose at least "
                f"{_FEWEST_WINDOWS} times the window, {plural(_FEWEST_WINDOWS * self.window_days, 'day')}."
            )
        if self.baseline_days // self.window_days < _FEWEST_WINDOWS and self.baseline_days != _DEFAULT_BASELINE:
            raise InputError(
                f"A past of {plural(self.baseline_days, 'day')} holds {self.baseline_days // self.window_days} windows "
                f"of {plural(self.window_days, 'day')}: choose at least {_FEWEST_WINDOWS * self.window_days:,} days."
            )
        for name, value in (("false discovery rate", self.rate), ("p-value", self.worth_p), ("level", self.level)):
            if not 0 < value < 1:
                raise InputError(f"The {name} is {value:g}: choose a number between 0 and 1.")
        if self.least_events < 1:
            raise InputError(f"The least number of events is {self.least_events}: choose 1 or more.")

    @property
    def n_windows(self) -> int:
        """How many earlier windows there are: those of the baseline, and at least four."""
        return max(self.baseline_days // self.window_days, _FEWEST_WINDOWS)

    @property
    def parameters(self) -> dict[str, Any]:
        """The numbers, for an answer."""
        return {
            "window_days": self.window_days,
            "baseline_days": self.n_windows * self.window_days,
            "false_discovery_rate": self.rate,
            "least_events": self.least_events,
            "worth_a_look_p": self.worth_p,
            "interval_level": self.level,
            "all_types": self.all_types,
        }
