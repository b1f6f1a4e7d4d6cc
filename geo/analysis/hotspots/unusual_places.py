"""The verdicts of `geo.analysis.unusual` as rows of hot spots, so that they are drawn and written like these."""

from __future__ import annotations

from geo.analysis.hotspots.result import Finding, HotSpots
from geo.analysis.unusual import Look, PlaceLook, Settings, Verdict, look
from geo.view.snapshot import Snapshot

__all__ = ["WORTH_A_LOOK", "unusual_places"]

WORTH_A_LOOK = "worth a look"

_LEGEND = {
    Verdict.MUCH_ABOVE.value: "above usual, at least twice as many even at the lower end of the interval",
    Verdict.ABOVE.value: "more than chance gives; false discovery rate {rate:.2g}",
    WORTH_A_LOOK: "a weaker sign: uncorrected p of at most {worth_p:.2g}",
    Verdict.AS_USUAL.value: "within what chance gives",
    Verdict.BELOW.value: "fewer than chance gives; false discovery rate {rate:.2g}",
    Verdict.TOO_FEW.value: "too few incidents, now and usually",
    Verdict.NOT_COMPARABLE.value: "a sample, days that no source covers, or a source that begins or ends",
}


def unusual_places(snapshot: Snapshot, settings: Settings | None = None) -> HotSpots:
    """Each district and province against its own past, the most unusual first.

    Raises
    ------
    InputError
        If the window is not possible.
    """
    chosen = settings or Settings()
    found = look(snapshot, chosen)
    notes = found.notes
    return HotSpots(
        name="unusual",
        method=notes.method,
        reference=notes.reference,
        parameters={"places": notes.n_looked_at, **notes.parameters},
        n_used=notes.n_used,
        left_out=notes.left_out,
        rows=tuple(map(_row, found.ranked)),
        legend={name: text.format(rate=chosen.rate, worth_p=chosen.worth_p) for name, text in _LEGEND.items()},
        hints=_hints(found),
        period_words=notes.window.words,
    )


def _hints(found: Look) -> tuple[str, ...]:
    """What a reader has to know; first why no place is comparable, if so."""
    notes = found.notes
    first = (f"Not comparable: {notes.why_not}",) if notes.why_not else ()
    return (*first, *(sentence for sentence in notes.sentences if sentence not in first))


def _row(place: PlaceLook) -> Finding:
    is_weak = place.is_worth_a_look and place.verdict not in (Verdict.MUCH_ABOVE, Verdict.ABOVE, Verdict.BELOW)
    values = {
        "count": place.observed, "expected": place.expected,
        "ratio": place.ratio, "ratio_low": place.ratio_low, "ratio_high": place.ratio_high,
        "p": place.p, "q": place.q,
    }  # fmt: skip
    name = f"{place.name} (province)" if place.is_province else place.name
    verdict = WORTH_A_LOOK if is_weak else place.verdict.value
    return Finding(name, verdict, place.sentence, place.district, place.province, values)
