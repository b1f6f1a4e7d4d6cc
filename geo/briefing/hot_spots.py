"""What a page says of the hot spots on its map: method, counts, correction and reference, in one remark."""

from __future__ import annotations

from geo.view.snapshot import Snapshot

__all__ = ["hot_spot_record", "hot_spot_remark"]


def hot_spot_remark(snapshot: Snapshot) -> str:
    """The method of the hot spots that are drawn, or why they are not drawn; blank where none are asked for."""
    asked = snapshot.state.hot_spots
    if asked is None:
        return ""
    from geo.analysis.hotspots.drawn import spot_map_of
    from geo.analysis.hotspots.methods import METHODS, answered

    found, drawn = answered(snapshot), spot_map_of(snapshot)
    title = METHODS[asked.method].title
    if found is None:
        return f"{title}: computed for other filters, another period or other data, not drawn."
    if drawn is None:
        return ""  # near repeats have no place, and the density is the heat, which has its own legend
    note = drawn.note
    if found.left_out:  # the note has their number, this says why
        left_out = "; ".join(f"{item.n:,} {item.reason}" for item in found.left_out)
        n = sum(item.n for item in found.left_out)
        note = note.replace(f"counted, {n:,} left out.", f"counted. Left out: {left_out}.")
    hints = " ".join(hint for hint in found.hints if hint not in note)
    return f"{drawn.title}: {' '.join(filter(None, (note, hints, found.method, found.reference)))}."


def hot_spot_record(snapshot: Snapshot) -> dict[str, object] | None:
    """Method, settings and parameters as plain values; ``None`` where none are drawn."""
    asked = snapshot.state.hot_spots
    if asked is None:
        return None
    from geo.analysis.hotspots.methods import answered

    found = answered(snapshot)
    if found is None:
        return None
    return {"method": asked.method, "settings": dict(asked.settings), "parameters": dict(found.parameters)}
