"""The watch list in words: what a row says, and what the whole look rests on."""

from __future__ import annotations

from geo.analysis.unusual import Notes, PlaceLook, Verdict
from geo.analysis.unusual.sentences import ratio_words, usual_words
from geo.wording import plural

__all__ = ["head_words", "interval_words", "place_words", "times_words", "usual_line", "verdict_words"]


def head_words(notes: Notes, *, is_short: bool = False) -> str:
    """How many places of which days are compared, that reports are late, and what chance shows; blank without a place.

    In short, without what chance shows.
    """
    if not notes.n_looked_at:
        return ""
    places = plural(notes.n_looked_at, "place")
    parts = [f"{places}, {notes.window.words}, compared with {notes.n_windows} windows before."]
    if notes.known_after is not None:
        after = f"{plural(notes.known_after, 'day')} after its end" if notes.known_after else "on its last day"
        known = f", about {notes.known_share:.0%} of the final number".replace("%", " %") if notes.known_share else ""
        parts.append(f"Late reports: each window counts what was known {after}{known}.")
    elif notes.late_from is not None:
        days = notes.window.last - max(notes.late_from, notes.window.first) + 1
        parts.append(f"The last {plural(days, 'day')} are incomplete: counts will probably rise.")
    if not is_short:
        quiet = round(1 / notes.parameters["false_discovery_rate"])
        parts.append(
            f"By chance 1 quiet look in {quiet} shows one above usual, and up to {notes.by_chance_words} are worth a "
            "look."
        )
    return " ".join(parts)


def place_words(row: PlaceLook) -> str:
    """The name of a place."""
    return row.name


def verdict_words(row: PlaceLook) -> str:
    """The verdict, or the weaker sign in its place; of a province that it is one."""
    verdict = "worth a look" if row.is_worth_a_look and not _is_firm(row) else row.verdict.value
    return f"province, {verdict}" if row.is_province else verdict


def _is_firm(row: PlaceLook) -> bool:
    return row.verdict in (Verdict.MUCH_ABOVE, Verdict.ABOVE, Verdict.BELOW)


def usual_line(row: PlaceLook) -> str:
    """The usual number of a window: "usual 3.1"."""
    return "" if row.expected is None else f"usual {usual_words(row.expected)}"


def times_words(row: PlaceLook) -> str:
    """How many times the usual number it is; a dash where that is not known."""
    return "–" if row.ratio is None else f"{ratio_words(row.ratio)}×"


def interval_words(row: PlaceLook) -> str:
    """The interval of that; blank where it is not known."""
    if row.ratio is None or row.ratio_low is None:
        return ""
    high = "?" if row.ratio_high is None else ratio_words(row.ratio_high)
    high = f"{high.removeprefix('over ')}+" if high.startswith("over ") else high
    return f"{ratio_words(row.ratio_low)}–{high}"
