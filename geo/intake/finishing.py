"""From what was put together of an incident to a candidate: each value with the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterable

from geo.intake.candidates import Candidate, ClaimCandidate, Figure, Span
from geo.intake.events import Event
from geo.intake.kinds import kind_of
from geo.intake.phrases import Words
from geo.intake.responsibility import SpokenClaim
from geo.intake.sides import sides_of
from geo.intake.tolls import Toll, size_of
from geo.taxonomy import event_type_of

__all__ = ["finish"]

_FORCES = ("Pakistan Army", "Police", "Counter Terrorism Department", "Frontier Corps", "Levies")
_NOT_KNOWN = Figure(None, None, None)


def finish(words: Words, event: Event, claims: list[SpokenClaim]) -> Candidate:
    """The candidate; a field without words of the text stays empty."""
    event.account.close()
    return _Finishing(words, event, claims).candidate()


class _Finishing:
    def __init__(self, words: Words, event: Event, claims: list[SpokenClaim]) -> None:
        self._words, self._event, self._claims = words, event, claims
        self._evidence: dict[str, tuple[Span, ...]] = {}
        self._doubts = list(event.doubts)

    def candidate(self) -> Candidate:
        """All fields."""
        event = self._event
        sub_type, cue = kind_of(self._words, event)
        self._note(("event_type", "sub_event_type"), cue)
        if sub_type in ("Arrests", "Disrupted weapons use"):  # who was arrested is not who did it
            self._claims = [claim for claim in self._claims if claim.kind != "attributed"]
        one, other = sides_of(self._words, event, sub_type, self._claimed(), self._disputed())
        self._keep_disputed(sub_type, one.name, other.name)
        self._note(("actor1",) if one.name else (), one.words)
        self._note(("actor2",) if other.name else (), other.words)
        days, place = event.dated.days, event.place
        self._note(("date_start", "date_end", "date_precision") if days else (), event.dated.words)
        self._place()
        self._doubt()
        return Candidate(
            date_start=days.first if days else None,
            date_end=days.last if days else None,
            date_precision=days.precision if days else "",
            province=place.province,
            district=place.district,
            location=place.location,
            place_precision=place.precision,
            lon=place.lon,
            lat=place.lat,
            event_type=event_type_of(sub_type) or "",
            sub_event_type=sub_type,
            actor1=one.name,
            actor2=other.name,
            killed=self._figure("killed"),
            killed_security=self._group("security"),
            killed_militants=self._group("militants"),
            killed_civilians=self._group("civilians"),
            injured=self._figure("injured"),
            abducted=None if sub_type == "Arrests" else self._figure("abducted"),
            claims=self._claim_candidates(),
            sentence=self._sentence(),
            evidence=self._evidence,
            doubts=tuple(dict.fromkeys(self._doubts)),
        )

    def _keep_disputed(self, sub_type: str, one: str, other: str) -> None:
        """Leave out whom a force fought, and who broke up a protest: that nobody disputes."""
        named = [claim for claim in self._claims if claim.kind == "attributed"]
        if one in _FORCES:
            self._claims = [c for c in self._claims if c not in named or c.about == one]
        elif sub_type == "Protest with intervention":
            self._claims = [c for c in self._claims if c not in named or c.about != other]

    def _spans(self, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Stretches of words as spans of the text, in order and without repetition."""
        words = self._words
        found = {words.text.span(words.all[a].start, words.all[b - 1].end) for a, b in stretches if b > a}
        return tuple(sorted(found))

    def _note(self, fields: tuple[str, ...], stretches: Iterable[tuple[int, int]]) -> None:
        spans = self._spans(stretches)
        for name in fields if spans else ():
            self._evidence[name] = spans

    def _place(self) -> None:
        place = self._event.place
        filled = [n for n in ("province", "district") if getattr(place, n)]
        self._note((*filled, *(("place_precision",) if place.precision else ())), place.words)
        if place.location:
            self._note(("location",), place.location_words or place.words)
        if place.lon is not None:
            self._note(("lon", "lat"), place.location_words or place.words)

    def _figure(self, fate: str) -> Figure | None:
        toll: Toll = self._event.tolls[fate]
        figure = toll.figure
        if figure is None or figure == _NOT_KNOWN:
            return None
        words = [*toll.words, *(toll.other.words if toll.other is not None and figure != toll.total else ())]
        self._note((fate,), words)
        if toll.differs and not toll.is_revised:
            self._doubts.append(f"The text gives more than one figure of people {fate}.")
        if toll.total is None:
            self._doubts.append(f"The figure of people {fate} is one of an armed group or of residents.")
        return figure

    def _group(self, group: str) -> Figure | None:
        toll = self._event.tolls["killed"]
        figure = toll.groups.get(group)
        if figure is None or figure == _NOT_KNOWN or not toll.group_words.get(group):
            return None
        self._note((f"killed_{group}",), toll.group_words[group])
        return figure

    def _doubt(self) -> None:
        """Tell of a day that may be another one, and of groups of killed that make more than all: one is read wrong."""
        if self._event.dated.is_weak and self._event.dated.days:
            self._doubts.append("The day may be that of a statement and not of the incident.")
        figures = map(self._group, ("security", "militants", "civilians"))
        parts = sum(max(size_of(figure), 0) for figure in figures if figure)
        whole = [number for number in self._event.tolls["killed"].figure or _NOT_KNOWN if number is not None]
        if whole and parts > max(whole):
            self._doubts.append("The groups of people killed make more than all killed.")

    def _claimed(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The group that claims it and does not deny it; of several the one that is told first, with a doubt."""
        denied = {claim.by for claim in self._claims if claim.kind == "denied"}
        claims = [claim for claim in self._claims if claim.kind == "claimed" and claim.by not in denied]
        if len({claim.by for claim in claims}) > 1:
            self._doubts.append("More than one group claims it.")
        return (claims[0].by, claims[0].words) if claims else ("", ())

    def _disputed(self) -> frozenset[str]:
        """The groups that others blame, or that deny it, and that do not claim it."""
        claimed = {claim.by for claim in self._claims if claim.kind == "claimed"}
        blamed = {claim.about for claim in self._claims if claim.kind == "attributed"}
        denied = {claim.by for claim in self._claims if claim.kind == "denied"}
        return frozenset((blamed - claimed) | denied)

    def _claim_candidates(self) -> tuple[ClaimCandidate, ...]:
        found = [ClaimCandidate(c.kind, c.by, c.about, self._spans(c.words)) for c in self._claims]
        unique = {(c.kind, c.by, c.about): c for c in reversed(found)}
        return tuple(reversed(unique.values()))

    def _sentence(self) -> Span:
        first = self._event.tellings[0].sentence
        return self._words.text.span(first.start, first.end)
