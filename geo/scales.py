"""How incidents are graded: classes of reported deaths, and the error of an approximate place."""

from __future__ import annotations

__all__ = ["KILLED_CLASSES", "NEAR_KM", "killed_class"]

KILLED_CLASSES: tuple[tuple[int | None, str], ...] = (
    (None, "no figure"),
    (0, "0"),
    (1, "1–4"),
    (5, "5–9"),
    (10, "10–24"),
    (25, "25+"),
)
"""The number of reported deaths from which each class applies (``None``: no figure is known), and its label."""

NEAR_KM = 25.0
"""The error of a place that is known only as near. UCDP's code book gives it for its second level of precision
("within a ca. 25 km radius around a known point"); other sources state none."""


def killed_class(killed: float | None) -> int:
    """Index into `KILLED_CLASSES` of a number of reported deaths; ``None`` and NaN mean that no figure is known."""
    if killed is None or killed != killed:
        return 0
    return max(i for i, (least, _) in enumerate(KILLED_CLASSES) if least is not None and killed >= least)
