"""What was read from a report, as JSON and in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.cli.output import print_line, visible
from geo.calendar.days import day_text
from geo.incidents import Claim
from geo.incidents.words import PLACE_PRECISION_WORDS, interval_words
from geo.intake.candidates import Candidate, ClaimCandidate, ContextCandidate, Figure, Reading, Span
from geo.intake.readers.report_text import ReportText
from geo.wording import plural

__all__ = ["before_words", "figure_words", "print_report", "report_answer", "stored_words"]

_TEXTS = ("province", "district", "location", "place_precision", "event_type", "sub_event_type", "actor1", "actor2")
_FIGURES = ("killed", "injured", "abducted")
_MOST_NAMED = 3
MayBe = Sequence[list[dict[str, Any]]]
_BY_KIND = ("killed_security", "killed_militants", "killed_civilians")


# JSON


def report_answer(report: ReportText, reading: Reading, may_be: MayBe = ()) -> dict[str, Any]:
    """A report and what it may tell as a JSON object; offsets count characters of its ``text``, the end excluded.

    ``may_be`` has the stored incidents that each candidate may be; blank if it was compared with none.
    """
    published = reading.published or report.published
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published": published.isoformat() if published else None,
        "url": report.url,
        "sha256": report.sha256,
        "candidates": [{**_candidate(each, report.text), "may_be": near} for each, near in _compared(reading, may_be)],
        "context": [_context(each) for each in reading.context],
        "notes": [*report.all_notes, *reading.notes],
        "text": report.text,
    }


def _compared(reading: Reading, may_be: MayBe) -> Iterator[tuple[Candidate, list[dict[str, Any]]]]:
    """Each candidate with the stored incidents that it may be."""
    nears = may_be or [[]] * len(reading.candidates)
    return zip(reading.candidates, nears, strict=True)


def _candidate(candidate: Candidate, text: str) -> dict[str, Any]:
    return {
        "date_start": candidate.date_start.isoformat() if candidate.date_start else None,
        "date_end": candidate.date_end.isoformat() if candidate.date_end else None,
        "date_precision": candidate.date_precision or None,
        **{name: getattr(candidate, name) or None for name in _TEXTS},
        "lon": candidate.lon,
        "lat": candidate.lat,
        **{name: _figure(getattr(candidate, name)) for name in (*_FIGURES, *_BY_KIND)},
        "claims": [_claim(claim) for claim in candidate.claims],
        "sentence": candidate.sentence.words(text),
        "evidence": {name: _spans(spans) for name, spans in candidate.evidence.items()},
        "doubts": list(candidate.doubts),
    }


def _figure(figure: Figure | None) -> dict[str, int | None]:
    return (figure or Figure(None, None, None))._asdict()


def _claim(claim: ClaimCandidate) -> dict[str, Any]:
    told = {"kind": claim.kind, "by": claim.by or None, "about": claim.about or None}
    return {**told, "evidence": _spans(claim.evidence)}


def _context(context: ContextCandidate) -> dict[str, Any]:
    return {
        "date_start": context.date_start.isoformat() if context.date_start else None,
        "date_end": context.date_end.isoformat() if context.date_end else None,
        "title": context.title,
        "scope": context.scope or None,
        "category": context.category or None,
        "evidence": _spans(context.evidence),
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


# words


def print_report(name: str, report: ReportText, reading: Reading, may_be: MayBe = ()) -> None:
    """Print what a report may tell in plain words, with the sentence of each candidate."""
    published = reading.published or report.published
    told = (
        report.title,
        report.publisher,
        f"published {day_text(published)}" if published else "publication day not known",
    )
    print_line(visible(f"{name}: {' · '.join(filter(None, told))}"))
    found = [plural(len(reading.candidates), "candidate incident")]
    if reading.context:
        found.append(plural(len(reading.context), "context event"))
    print_line(f"{' and '.join(found)}. Nothing is stored without --store.")
    for number, (candidate, near) in enumerate(_compared(reading, may_be), 1):
        print_line("")
        first, *further = _candidate_lines(candidate, report.text)
        print_line(visible(f"{number:>2}  {first}"))
        for line in further:
            print_line(visible(f"    {line}"))
        if near:
            print_line(visible(f"    May be the same event as {_near_words(near)}."))
    for context in reading.context:
        print_line("")
        days = f"{_days(context.date_start, context.date_end)}: " if context.date_start else ""
        print_line(visible(f" -  Context: {days}{context.title}"))
    for note in (*report.all_notes, *reading.notes):
        print_line(visible(f"Note: {note}"))


def _candidate_lines(candidate: Candidate, text: str) -> Iterator[str]:
    kind = candidate.sub_event_type or candidate.event_type or "kind not stated"
    yield " · ".join((_when(candidate), _where(candidate), kind))
    actors = " against ".join(filter(None, (candidate.actor1, candidate.actor2)))
    figures = ", ".join(f"{name} {words}" for name in _FIGURES if (words := figure_words(getattr(candidate, name))))
    if actors or figures:
        yield " · ".join(filter(None, (figures, actors)))
    for claim in candidate.claims:
        yield Claim("", claim.kind, claim.by, claim.about).sentence()
    yield f"“{' '.join(candidate.sentence.words(text).split())}”"
    for doubt in candidate.doubts:
        yield f"Doubt: {doubt}"


def _when(candidate: Candidate) -> str:
    first, last = candidate.date_start, candidate.date_end
    return "day not stated" if first is None else interval_words(first, last or first, candidate.date_precision)


def _days(first: Any, last: Any) -> str:
    return interval_words(first, last or first, "day")


def _where(candidate: Candidate) -> str:
    names = dict.fromkeys(filter(None, (candidate.location, candidate.district, candidate.province)))
    precision = PLACE_PRECISION_WORDS.get(candidate.place_precision, "")
    return (
        f"{', '.join(names)} ({precision})"
        if names and precision
        else ", ".join(names) or precision or "place not stated"
    )


def figure_words(figure: Figure | None) -> str:
    """A figure as one says it: ``5``, ``at least 5``, ``5 to 7``, ``about 20``; blank where none is stated."""
    low, best, high = figure or (None, None, None)
    if best is None:
        if high is None:
            return f"at least {low:,}" if low is not None else ""
        return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"
    if low is None and high is None:
        return f"about {best:,}"
    if low == best and high is None:
        return f"at least {best:,}"
    if low == high == best:
        return f"{best:,}"
    return f"{low:,} to {high:,}" if low == best and high is not None else f"{best:,} ({low or '?'}–{high or '?'})"


def before_words(before: dict[str, Any]) -> str:
    """That a report was taken in before, in a sentence."""
    name = before["title"] or before["publisher"] or "a text without a title"
    like = "This report" if before["share"] == 1 else f"A report that is {before['share']:.0%} the same"
    return f"{like} was taken in on {str(before['taken_at'])[:10]}: {name}."


def stored_words(stored: dict[str, Any]) -> str:
    """What was stored, with the stored incidents that may be the same event."""
    near = _near_words(stored["may_be"])
    told = f"Stored candidate {stored['candidate']} as {stored['incident_id']}."
    return f"{told} It may be the same event as {near}: duplicates and link decide on that." if near else told


def _near_words(near: Sequence[dict[str, Any]]) -> str:
    named = "; ".join(f"{each['incident_id']} ({each['date']})" for each in near[:_MOST_NAMED])
    return f"{named} and {len(near) - _MOST_NAMED} more" if len(near) > _MOST_NAMED else named
