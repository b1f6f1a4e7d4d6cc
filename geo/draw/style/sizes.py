"""Symbol sizes by the number of reported deaths."""

from __future__ import annotations

from dataclasses import dataclass

from geo.scales import KILLED_CLASSES

__all__ = ["SIZE_CLASSES", "SizeClass"]


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A symbol size: the reported deaths from which it applies (``None``: no figure), its radius and its label."""

    killed_from: int | None
    radius_px: float
    label: str


_RADII_PX = (4.0, 4.0, 5.5, 7.5, 10.0, 13.5)

SIZE_CLASSES: tuple[SizeClass, ...] = tuple(
    SizeClass(least, radius, label) for (least, label), radius in zip(KILLED_CLASSES, _RADII_PX, strict=True)
)
"""The sizes in the order of `geo.scales.KILLED_CLASSES`; `geo.scales.killed_classes` gives the index."""
