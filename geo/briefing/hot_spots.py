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
    if found is None or drawn is None:
        return f"{METHODS[asked.method].title}: computed for other filters, another period or other data, not drawn."
    left_out = "; ".join(f"{item.n:,} {item.reason}" for item in found.left_out)
    rest = f" Left out: {left_out}." if left_out else ""
    return f"{drawn.title}: {drawn.note}{rest} {found.method} {found.reference}."


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
