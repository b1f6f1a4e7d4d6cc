"""The options of a film, and the periods of its frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.calendar.period import Period
from geo.calendar.units import unit_numbers, unit_start
from geo.errors import InputError, did_you_mean
from geo.view.state import State

__all__ = ["SECONDS", "SIZES", "STEPS", "FilmOptions", "not_drawn", "periods_of"]

SIZES: dict[str, tuple[str, int]] = {"1080p": ("16:9", 144), "720p": ("16:9", 96), "square": ("1:1", 200)}
"""The template of the page and its dots per inch, by the name of a size."""

STEPS = ("day", "week", "month")
"""How far time goes from one frame to the next."""

SECONDS = (0.04, 10.0)
"""The least and the most seconds of a frame."""

_MOST_WINDOW = 36_525


@dataclass(frozen=True, slots=True)
class FilmOptions:
    """The options of a film.

    Attributes
    ----------
    size
        One of `SIZES`.
    step
        One of `STEPS`.
    window
        How many days a frame shows, those up to its last one; 0 for the days of the step.
    cumulative
        Whether a frame shows all days from the first one on, instead.
    seconds
        How long a frame is shown.
    hold
        How many seconds the last frame is shown.

    Raises
    ------
    InputError
        If a value is not offered.
    """

    size: str = "1080p"
    step: str = "week"
    window: int = 0
    cumulative: bool = False
    seconds: float = 0.4
    hold: float = 3.0

    def __post_init__(self) -> None:
        for what, chosen, offered in (("size", self.size, tuple(SIZES)), ("step", self.step, STEPS)):
            if chosen not in offered:
                near = did_you_mean(chosen, offered)
                raise InputError(f"The {what} {chosen!r} of a film is not offered: choose {', '.join(offered)}.{near}")
        least, most = SECONDS
        if not least <= self.seconds <= most or not 0 <= self.hold <= 60:
            raise InputError(f"A frame is shown for {least:g} to {most:g} seconds, the last one for at most 60.")
        if not 0 <= self.window <= _MOST_WINDOW:
            raise InputError(f"A frame shows 1 to {_MOST_WINDOW:,} days.")

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return {"1080p": (1920, 1080), "720p": (1280, 720), "square": (1080, 1080)}[self.size]


def not_drawn(state: State) -> str:
    """What the view shows and a film does not, as a sentence; blank for nothing."""
    shown = {
        "hot spots": state.hot_spots,
        "annotations": state.annotations,
        "the selection": state.selected,
    }
    names = ", ".join(name for name, is_shown in shown.items() if is_shown)
    return f"Not in the film: {names}." if names else ""


def periods_of(whole: Period, options: FilmOptions) -> list[Period]:
    """The period of each frame, in order; the last day of the last one is that of the whole."""
    if whole.is_empty:
        return []
    first, last = unit_numbers(np.array(whole), options.step).tolist()
    ends = [min(unit_start(number + 1, options.step) - 1, whole.last) for number in range(first, last + 1)]
    starts = [max(unit_start(number, options.step), whole.first) for number in range(first, last + 1)]
    if options.cumulative:
        starts = [whole.first] * len(ends)
    elif options.window:
        starts = [max(end - options.window + 1, whole.first) for end in ends]
    return [Period(start, end) for start, end in zip(starts, ends, strict=True)]
