"""How steady the reading of reports is under the variations of `tests/intake_variations.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.intake.candidates import Candidate, Figure
from geo.intake.reading import read_report
from tests.intake_variations import KINDS, Varied

__all__ = ["Report", "Steadiness", "told"]

Report = tuple[str, date | None]
TEXTS = ("province", "district", "location", "place_precision", "date_precision", "event_type", "sub_event_type",
         "actor1", "actor2")  # fmt: skip
NO_FIGURE = Figure(None, None, None)


def told(candidate: Candidate, names: dict[str, str]) -> tuple[object, ...]:
    """All that a candidate says, with other names for those that are given."""
    claims = sorted((c.kind, c.about if c.kind == "attributed" else c.by) for c in candidate.claims)
    texts = [getattr(candidate, name) for name in TEXTS]
    figures = [getattr(candidate, name) or NO_FIGURE for name in ("killed", "injured", "abducted")]
    return (
        *(names.get(text, text) for text in texts),
        candidate.date_start,
        candidate.date_end,
        *figures,
        *((kind, names.get(by, by)) for kind, by in claims),
    )


class Steadiness:
    """Reads the variations of reports and counts, by kind, which of them leave what is read as it was.

    Parameters
    ----------
    texts
        The reports with their days of publication; those in which nothing is found are left out.
    count
        How many variations of a kind are read, where as many apply: evenly chosen ones, or each in several reports.
    """

    def __init__(self, texts: Sequence[Report], count: int) -> None:
        self._texts, self._count = texts, count
        self._known: dict[int, list[tuple[object, ...]]] = {}
        self.faults: dict[str, list[str]] = {}

    def share(self, kind: str) -> tuple[int, int]:
        """How many of the variations of a kind leave what is read, and how many there are."""
        chosen = self._chosen(kind)
        faults = [f"{name}: {varied.text!r}" for name, number, varied in chosen if not self._keeps(number, varied)]
        self.faults[kind] = faults
        return len(chosen) - len(faults), len(chosen)

    def _chosen(self, kind: str) -> list[tuple[str, int, Varied]]:
        found: dict[tuple[str, int], Varied] = {}
        changes = list(KINDS[kind].items())
        for at in range(self._count):
            spread = at * len(changes) // self._count if len(changes) > self._count else at % len(changes)
            name, change = changes[spread]
            for step in range(len(self._texts)):
                number = (17 * at + step) % len(self._texts)
                varied = change(self._texts[number][0]) if (name, number) not in found else None
                if varied and self._read(number):
                    found[name, number] = varied
                    break
        return [(name, number, varied) for (name, number), varied in found.items()]

    def _read(self, number: int) -> list[tuple[object, ...]]:
        if number not in self._known:
            self._known[number] = self._of(Varied(self._texts[number][0]), number)
        return self._known[number]

    def _of(self, varied: Varied, number: int) -> list[tuple[object, ...]]:
        found = read_report(varied.text, self._texts[number][1]).candidates
        return sorted((told(candidate, {}) for candidate in found), key=str)

    def _keeps(self, number: int, varied: Varied) -> bool:
        if not varied.names:
            return self._of(varied, number) == self._read(number)
        before = read_report(self._texts[number][0], self._texts[number][1]).candidates
        wanted = sorted((told(candidate, varied.names) for candidate in before), key=str)
        return self._of(varied, number) == wanted
