"""From a candidate of a report to an entry that a person checks, corrects and stores, with where it was read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.entry.incident_entry import IncidentEntry
from geo.incidents import Claim, Incident
from geo.incidents.validation import today_in_pakistan
from geo.intake.candidates import Candidate, ClaimCandidate, Reading, Span
from geo.intake.readers.report_text import ReportText, line_of
from geo.reading.figures import Figure
from geo.reading.sketch import sketch_of
from geo.store import IntakeText

__all__ = ["LONGEST_QUOTE", "Cited", "as_dated", "as_known", "cited_as", "entry_from", "intake_text", "with_report"]

LONGEST_QUOTE = 300
"""Characters of a report that are kept beside an incident; the report itself is not."""

_TEXTS = ("date_precision", "province", "district", "location", "place_precision", "event_type", "sub_event_type",
          "actor1", "actor2")  # fmt: skip
_SINGLE = ("killed_security", "killed_militants", "killed_civilians", "injured", "abducted")


@dataclass(frozen=True, slots=True)
class Cited:
    """A report as it is cited beside an incident."""

    report: ReportText

    def quote(self, *spans: Span) -> str:
        """The words of the report in its order, each once, on one line and not too many; “…” for those between them."""
        text, words, end = self.report.text, "", 0
        for span in sorted(spans):
            if span.end <= end:
                continue
            is_next = not words or not text[end : span.start].strip()
            words += (" " if is_next else " … ") + text[max(span.start, end) : span.end]
            end = span.end
        words = " ".join(words.split())
        return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"

    @property
    def source(self) -> str:
        """Who published it, by title if that is not known; blank if neither is."""
        return (self.report.publisher or self.report.title or "").replace(";", ",")


def entry_from(candidate: Candidate, report: ReportText) -> IncidentEntry:
    """The entry of a new incident: what the report says, who published it and the words it stands on.

    Of injured and abducted the best figure is taken, or the least that is known.
    """
    cited = Cited(report)
    quote = cited.quote(candidate.sentence)
    texts: dict[str, Any] = {name: getattr(candidate, name) for name in _TEXTS}
    texts |= {name: _one(getattr(candidate, name)) for name in _SINGLE}
    low, best, high = candidate.killed or Figure(None, None, None)
    return IncidentEntry(
        **texts,
        date_start=_iso(candidate.date_start),
        date_end=_iso(candidate.date_end),
        lon="" if candidate.lon is None else str(candidate.lon),
        lat="" if candidate.lat is None else str(candidate.lat),
        killed_low=_digits(low),
        killed_best=_digits(best),
        killed_high=_digits(high),
        sources=cited.source,
        url=report.url or "",
        notes=f"“{quote}”" if quote else "",
        claims=tuple(_claim(each, cited) for each in candidate.claims),
    )


def cited_as(entry: IncidentEntry, report: ReportText) -> IncidentEntry:
    """An entry, and its claims, with the report as it is cited now: who published it, when and where."""
    source, url = Cited(report).source, report.url or ""
    claims = tuple(replace(claim, date=report.published, source=source, url=url) for claim in entry.claims)
    return replace(entry, sources=source, url=url, claims=claims)


def as_known(
    report: ReportText,
    published: date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> ReportText:
    """A report with what a person says about it in place of what its file states; None and blank say nothing."""
    known = replace(
        report,
        published=published or report.published,
        publisher=line_of(publisher) or report.publisher,
        url=line_of(url) or report.url,
        title=line_of(title) or report.title,
        day_note="" if published else report.day_note,
    )
    return _noting_future(known, known.published)


def as_dated(report: ReportText, reading: Reading) -> ReportText:
    """The report with a note if the day of publication that its text states lies in the future."""
    return report if report.published else _noting_future(report, reading.published)


def _noting_future(report: ReportText, published: date | None) -> ReportText:
    if published and published > today_in_pakistan():
        return report.noting(f"The publication date {published.isoformat()} lies in the future: check it.")
    return report


def with_report(incident: Incident, report: ReportText) -> Incident:
    """The incident with the day of publication and the SHA-256 of the report, in the column ``extra``."""
    told = {
        "report_title": report.title or "",
        "report_published": _iso(report.published),
        "report_sha256": report.sha256,
    }
    return replace(incident, extra=json.dumps({name: text for name, text in told.items() if text}, ensure_ascii=False))


def intake_text(report: ReportText) -> IntakeText:
    """By what the report is recognised when it is taken in again."""
    return IntakeText(
        sha256=report.sha256,
        title=report.title or "",
        publisher=report.publisher or "",
        published=_iso(report.published),
        url=report.url or "",
        sketch=sketch_of(report.text),
    )


def _claim(claim: ClaimCandidate, cited: Cited) -> Claim:
    return Claim(
        "",
        claim.kind,
        claim.by,
        claim.about,
        date=cited.report.published,
        source=cited.source,
        quote=cited.quote(*claim.evidence),
        url=cited.report.url or "",
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _one(figure: Figure | None) -> str:
    low, best, _ = figure or (None, None, None)
    return _digits(low if best is None else best)


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
