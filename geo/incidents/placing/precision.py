"""How precisely the place of a row is known: completed where nothing is stated, lowered where too much is."""

from __future__ import annotations

from geo.incidents.draft import Draft

__all__ = ["POINTS", "complete_precision", "lower_precision"]

POINTS = ("exact", "near")
"""The precisions of a point."""


def complete_precision(draft: Draft, lon: list[float | None], precision: list[str], stated: list[bool]) -> None:
    """Where no precision is stated: near if there is a point, else what is named; nothing named is a fault."""
    district, province = draft.columns["district"], draft.columns["province"]
    for row in [row for row, word in enumerate(stated) if not word]:
        named = "district" if district[row] else "province" if province[row] else ""
        precision[row] = "near" if lon[row] is not None else named
        if not precision[row] and not (draft.columns["lon"][row] or draft.columns["lat"][row]):
            draft.fault(row, "district", "The row names no place: it needs coordinates, a district or a province.")
    draft.repaired(
        "place_precision: set from what the row gives (a point is taken to be near the place)",
        [row for row, word in enumerate(stated) if not word and precision[row]],
    )


def lower_precision(draft: Draft, lon: list[float | None], precision: list[str], known: list[bool]) -> None:
    """Lower what is stated finer than the row supports: without coordinates, or without a known district."""
    district, province = draft.columns["district"], draft.columns["province"]
    lowered = []
    for row, word in enumerate(precision):
        if lon[row] is None and word in (*POINTS, "district"):
            named = "district" if district[row] and known[row] else "province" if province[row] else "country"
            if named != word:
                precision[row] = named
                lowered.append(row)
    draft.repaired("place_precision: lowered to what the row gives", lowered)
