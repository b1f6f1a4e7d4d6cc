"""Two items from one by marked words: what they say becomes another item, read from them alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.entry.from_report import Cited, entry_from
from geo.entry.incident_entry import IncidentEntry
from geo.entry.review import FIGURES_FROM, GROUPS, QUOTE, Item, items_of
from geo.errors import InputError
from geo.intake.candidates import Candidate, ClaimCandidate, Reading, Span
from geo.intake.readers.report_text import ReportText
from geo.intake.reading import read_report

__all__ = ["added_by_words", "split_by_words"]

NOT_READ = "No incident was read from the marked words: type what they say into the fields."
_GIVEN = {0: "day", 1: "place", 2: "type"}
"""What an item needs, by the position of its group of fields; it is that of the other one where the words lack it."""


def split_by_words(item: Item, part: Span, report: ReportText) -> tuple[Item, ...]:
    """The item without what the marked words say, and what was read from them: one item, or several.

    Parameters
    ----------
    item
        The item; one that was merged comes apart into what the words say and the rest.
    part
        The words that were marked; they are widened to whole words.
    report
        The report.

    Raises
    ------
    InputError
        If the item is a context event, or the marked part has no word.
    """
    if not isinstance(item.entry, IncidentEntry):
        raise InputError("A context event cannot be split.")
    part = _whole_words(part, report.text)
    found = _read(part, report) or _read(part, report, _setting(item.entry))
    others = [_completed(one, item) for one in found] or [_unread(item, part, report)]
    return (_rest(item, part, report), *others)


def added_by_words(part: Span, report: ReportText) -> tuple[Item, ...]:
    """What marked words say, as one item or several: incidents that were not found in the report.

    Where nothing is read from them, one item has them as its quote and is blank otherwise.

    Raises
    ------
    InputError
        If the marked part has no word.
    """
    part = _whole_words(part, report.text)
    blank = Item(entry_from(Candidate(sentence=part), report), {QUOTE: (part,)}, (part,), doubts=(NOT_READ,))
    return _read(part, report) or (blank,)


def _whole_words(part: Span, text: str) -> Span:
    """The marked part without what surrounds its first and last word, which are whole."""
    start, end = part.start, part.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".!?”\"'"):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        raise InputError("Mark the words of the incident in the text first.")
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _setting(entry: IncidentEntry) -> str:
    """The day and place of an incident as the beginning of a sentence, for words that name neither."""
    place = entry.location or entry.district or entry.province
    return f"{f'On {entry.date_start} ' if entry.date_start else ''}{f'in {place}' if place else ''}, ".lstrip(", ")


def _read(part: Span, report: ReportText, setting: str = "", without: Span | None = None) -> tuple[Item, ...]:
    """The incidents that a part of a report tells, as items whose words are those of the report.

    ``setting`` is read before it; what only that says is left out of the items. ``without`` is not read.
    """
    text = part.words(report.text)
    if without is not None:
        low, high = (max(0, min(len(text), at - part.start)) for at in (without.start, without.end))
        text = text[:low] + " " * (high - low) + text[high:]
    reading = _moved(read_report(setting + text, report.published), part.start - len(setting))
    found = (one for one in items_of(report, reading) if isinstance(one.entry, IncidentEntry))
    return tuple(_only_of(part, one, report) if setting else one for one in found)


def _only_of(part: Span, item: Item, report: ReportText) -> Item:
    """An item without what it has from elsewhere than a part."""
    words = {name: tuple(one for one in spans if _overlap(one, part)) for name, spans in item.evidence.items()}
    words |= {QUOTE: (part,)}
    gone: dict[str, Any] = {name: "" for group in GROUPS for name in group if not words.get(name)}
    entry: Any = replace(item.entry, **gone, notes=f"“{Cited(report).quote(part)}”")
    return replace(item, entry=entry, evidence={n: spans for n, spans in words.items() if spans}, sentences=(part,))


def _moved(reading: Reading, by: int) -> Reading:
    def span(one: Span) -> Span:
        return Span(one.start + by, one.end + by)

    def claim(one: ClaimCandidate) -> ClaimCandidate:
        return replace(one, evidence=tuple(map(span, one.evidence)))

    def candidate(one: Candidate) -> Candidate:
        words = {name: tuple(map(span, spans)) for name, spans in one.evidence.items()}
        return replace(one, evidence=words, sentence=span(one.sentence), claims=tuple(map(claim, one.claims)))

    return replace(reading, candidates=tuple(map(candidate, reading.candidates)), context=())


def _completed(one: Item, other: Item) -> Item:
    """An item with the day, place and type of another one where it has none."""
    taken: dict[str, Any] = {}
    evidence, lacking = dict(one.evidence), list[str]()
    for at, what in _GIVEN.items():
        if any(getattr(one.entry, name) for name in GROUPS[at]):
            continue
        values = {name: getattr(other.entry, name) for name in GROUPS[at]}
        if any(values.values()):
            taken |= values
            evidence |= {name: other.evidence[name] for name in GROUPS[at] if name in other.evidence}
            lacking.append(what)
    doubt = f"The marked words lack {' and '.join(lacking)}: taken from the other candidate." if lacking else ""
    return replace(
        one, entry=replace(one.entry, **taken), evidence=evidence, doubts=tuple(filter(None, (doubt, *one.doubts)))
    )


def _unread(item: Item, part: Span, report: ReportText) -> Item:
    """An item for words in which no incident was found: with the day and place of the other one."""
    entry: Any = item.entry
    kept = {name: getattr(entry, name) for group in GROUPS[:2] for name in group}
    evidence = {name: spans for name, spans in item.evidence.items() if name in kept} | {QUOTE: (part,)}
    doubt = "No incident was read from the marked words: its day and place are those of the other candidate."
    blank = entry_from(Candidate(sentence=part), report)
    return Item(replace(blank, **kept), evidence, (part,), doubts=(doubt,))


def _rest(item: Item, part: Span, report: ReportText) -> Item:
    """The item without what the marked words say."""
    anew = _anew(item, part, report)
    changes: dict[str, Any] = {}
    evidence = dict(item.evidence)
    for at, group in enumerate(GROUPS):
        spans = {span for name in group for span in item.evidence.get(name, ())}
        inside = {span for span in spans if _overlap(span, part)}
        is_gone = bool(inside) and (at >= FIGURES_FROM or inside == spans)
        if not is_gone or any(name in item.typed for name in group):
            continue
        for name in group:
            changes[name] = "" if anew is None else getattr(anew.entry, name)
            evidence.pop(name, None)
            if anew is not None and name in anew.evidence:
                evidence[name] = anew.evidence[name]
    entry: Any = item.entry
    pairs = zip(entry.claims, item.claim_words, strict=True)
    kept = [(claim, words) for claim, words in pairs if not words or not all(_overlap(span, part) for span in words)]
    return replace(
        item,
        entry=replace(entry, **changes, claims=tuple(claim for claim, _ in kept)),
        evidence=evidence,
        claim_words=tuple(words for _, words in kept),
        without=frozenset(),
        decision="open",
        stored_id="",
        parts=(),
    )


def _anew(item: Item, part: Span, report: ReportText) -> Item | None:
    """What the sentence of an item tells without the marked words; None if they are elsewhere, or nothing is told."""
    sentence = next((each for each in item.sentences if _overlap(each, part)), None)
    found = _read(sentence, report, without=part) if sentence is not None else ()
    return next(iter(found), None)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
