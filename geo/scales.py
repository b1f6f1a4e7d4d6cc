"""How incidents are graded: classes of reported deaths, and the error of an approximate place."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["HEAT_KM", "KILLED_CLASSES", "NEAR_KM", "killed_classes"]

KILLED_CLASSES: tuple[tuple[int | None, str], ...] = (
    (None, "no figure"),
    (0, "0"),
    (1, "1–4"),
    (5, "5–9"),
    (10, "10–24"),
    (25, "25+"),
)
"""The number of reported deaths from which each class applies (``None``: no figure is known), and its label."""

_BOUNDS = np.array([least for least, _ in KILLED_CLASSES if least is not None], np.float64)

NEAR_KM = 25.0
"""The error of a place that is known only as near. UCDP's code book gives it for its second level of precision
("within a ca. 25 km radius around a known point"); other sources state none."""

HEAT_KM = 25.0
"""The standard deviation of the Gaussian kernel with which the heat smooths incidents."""


def killed_classes(killed: npt.ArrayLike) -> npt.NDArray[np.uint8]:
    """Index into `KILLED_CLASSES` of each number of reported deaths; NaN means that no figure is known."""
    numbers = np.asarray(killed, np.float64)
    return np.searchsorted(_BOUNDS, np.where(np.isnan(numbers), -1.0, numbers), "right").astype(np.uint8)
