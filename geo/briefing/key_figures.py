"""The few figures that a reader takes away."""

from __future__ import annotations

from dataclasses import dataclass

from geo.analysis.counts import Figures

__all__ = ["KeyFigure", "key_figures"]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure, what it counts, and a remark on how complete it is (may be blank)."""

    value: str
    label: str
    remark: str


def key_figures(figures: Figures, total: int) -> tuple[KeyFigure, ...]:
    """The key figures of what is shown; ``total`` is the number of incidents in the workspace."""
    is_single = figures.killed_low == figures.killed_best == figures.killed_high
    spread = f"{figures.killed_low:,}–{figures.killed_high:,} reported"
    return (
        KeyFigure(f"{figures.incidents:,}", "incident" if figures.incidents == 1 else "incidents", f"of {total:,}"),
        KeyFigure(f"{figures.killed_best:,}", "killed", "" if is_single else spread),
        _stated("injured", figures.injured, figures.incidents, figures.no_injured),
        _stated("abducted", figures.abducted, figures.incidents, figures.no_abducted),
        KeyFigure(f"{figures.no_figure:,}", "without a figure", "of deaths"),
    )


def _stated(label: str, total: int, incidents: int, missing: int) -> KeyFigure:
    """A sum over incidents of which some state no number: unknown is not zero."""
    if incidents and missing == incidents:
        return KeyFigure("–", label, "not stated")
    return KeyFigure(f"{total:,}", label, f"not stated for {missing:,}" if missing else "")
