"""The review of what was read from a report: each item is confirmed, corrected, merged, split or rejected by a person.

An item is one candidate or one context event, as the entry that would be stored, with the words of each of its fields.
Nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from geo.entry.claim_entry import check_claim, claim_entry_of
from geo.entry.context_entry import ContextEntry
from geo.entry.from_report import Cited, cited_as, entry_from
from geo.entry.incident_entry import FIELDS, IncidentEntry, retyped
from geo.errors import InputError
from geo.incidents import Claim, Incident
from geo.intake.candidates import Candidate, ContextCandidate, Reading, Span
from geo.intake.readers.report_text import ReportText

__all__ = [
    "FIGURES_FROM",
    "GROUPS",
    "QUOTE",
    "Decision",
    "Item",
    "items_of",
    "merged",
    "report_claims",
    "same_as",
    "split",
    "typed_anew",
]

Decision = Literal["open", "confirmed", "same", "rejected", "stored"]
"""``same``: it is a stored incident, which gets the report as a source and its claims."""

QUOTE = "notes"
"""The field with the sentence that tells the incident."""

_KILLED = ("killed_low", "killed_best", "killed_high")
GROUPS = (
    ("date_start", "date_end", "date_precision"),
    ("location", "district", "province", "lon", "lat", "place_precision"),
    ("event_type", "sub_event_type"),
    ("actor1",), ("actor2",), _KILLED, ("killed_security",), ("killed_militants",), ("killed_civilians",),
    ("injured",), ("abducted",),
)  # fmt: skip
"""Fields that say one thing together: they are taken over together when items are merged or split."""

FIGURES_FROM = 5
"""The position of the first group of figures."""

_GROUP_WORDS = {
    "date_start": "day", "location": "place", "event_type": "type", "killed_low": "figure of people killed",
    "actor1": "first actor", "actor2": "second actor", "injured": "figure of injured", "abducted": "figure of abducted",
}  # fmt: skip
_COUNTED = ("killed", "injured", "abducted")


@dataclass(frozen=True, slots=True)
class Item:
    """One candidate or context event of a report, as far as a person has gone with it.

    Attributes
    ----------
    entry
        What would be stored.
    evidence
        The words of each field that was read, by the name of the field of the entry.
    sentences
        The sentences that tell it.
    claim_words
        The words of each claim of the entry, in their order.
    doubts
        Sentences for the person who confirms it.
    typed
        The fields that were typed or chosen by hand; they have no words in the text.
    without
        The positions of claims that are left out.
    decision, stored_id
        What was decided; with ``same`` the id of the stored incident.
    parts
        The items that it was merged from.
    """

    entry: IncidentEntry | ContextEntry
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    sentences: tuple[Span, ...] = ()
    claim_words: tuple[tuple[Span, ...], ...] = ()
    doubts: tuple[str, ...] = ()
    typed: frozenset[str] = frozenset()
    without: frozenset[int] = frozenset()
    decision: Decision = "open"
    stored_id: str = ""
    parts: tuple[Item, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether closing the window loses nothing of it."""
        return self.decision in ("rejected", "stored")

    @property
    def is_to_store(self) -> bool:
        """Whether it enters the workspace with the next step."""
        return self.decision in ("confirmed", "same")

    @property
    def spans(self) -> tuple[Span, ...]:
        """All words that it was read from, but for those of the quote, which is a whole sentence."""
        fields = (spans for name, spans in self.evidence.items() if name != QUOTE)
        words = {span for spans in (*fields, *self.claim_words) for span in spans}
        return tuple(sorted(words))

    def final_entry(self, report: ReportText) -> IncidentEntry | ContextEntry:
        """The entry that is checked and stored: with the report cited, and without the claims that are left out."""
        if isinstance(self.entry, ContextEntry):
            return replace(self.entry, source=Cited(report).source)
        kept = tuple(claim for at, claim in enumerate(self.entry.claims) if at not in self.without)
        return cited_as(replace(self.entry, claims=kept), report)


def items_of(report: ReportText, reading: Reading) -> tuple[Item, ...]:
    """The candidates of a report, then its context events, each open."""
    found = [_incident_item(candidate, report) for candidate in reading.candidates]
    return (*found, *(_context_item(event, report) for event in reading.context))


def _incident_item(candidate: Candidate, report: ReportText) -> Item:
    entry = entry_from(candidate, report)
    words = dict(candidate.evidence)
    words |= dict.fromkeys(_KILLED, words.pop("killed", ()))
    words[QUOTE] = (candidate.sentence,)
    evidence = {name: words[name] for name in FIELDS if words.get(name) and getattr(entry, name)}
    claim_words = tuple(claim.evidence for claim in candidate.claims)
    return Item(entry, evidence, (candidate.sentence,), claim_words, candidate.doubts)


def _context_item(event: ContextCandidate, report: ReportText) -> Item:
    entry = ContextEntry(
        date_start=event.date_start.isoformat() if event.date_start else "",
        date_end=event.date_end.isoformat() if event.date_end else "",
        title=" ".join(event.title.split()),
        scope=event.scope,
        category=event.category,
        source=Cited(report).source,
    )
    names = ("date_start", "date_end", "title", "scope", "category")
    return Item(entry, {name: event.evidence for name in names if getattr(entry, name)}, event.evidence)


def typed_anew(item: Item, texts: Mapping[str, str]) -> Item:
    """An item with some fields typed anew; it is open again.

    What depends on them is found anew, see `geo.entry.retyped`. A field that no longer says what was read has no words.
    """
    if isinstance(item.entry, ContextEntry):
        entry: Any = replace(item.entry, **dict(texts))
    else:
        entry = retyped(item.entry, texts)
    evidence = {
        name: spans for name, spans in item.evidence.items() if getattr(entry, name) == getattr(item.entry, name)
    }
    typed = item.typed | texts.keys()
    return replace(item, entry=entry, evidence=evidence, typed=typed, decision="open", stored_id="")


def merged(one: Item, other: Item) -> Item:
    """Two items of incidents as one: what the first does not say is taken from the second; differences are doubts.

    Raises
    ------
    InputError
        If one of them is a context event.
    """
    first, second = one.entry, other.entry
    if not isinstance(first, IncidentEntry) or not isinstance(second, IncidentEntry):
        raise InputError("A context event cannot be merged with another item.")
    taken: dict[str, Any] = {}
    evidence, differing = dict(one.evidence), list[str]()
    for group in GROUPS:
        mine, theirs = (tuple(getattr(entry, name) for name in group) for entry in (first, second))
        if any(theirs) and not any(mine):
            taken |= dict(zip(group, theirs, strict=True))
            evidence |= {name: other.evidence[name] for name in group if name in other.evidence}
        elif any(theirs) and theirs != mine:
            what = _GROUP_WORDS.get(group[0], group[0].replace("_", " "))
            differing.append(f"{what} ({_told(theirs)})")
        else:
            for name in group:
                spans = {*evidence.get(name, ()), *other.evidence.get(name, ())}
                evidence |= {name: tuple(sorted(spans))} if spans else {}
    pairs = dict(zip(second.claims, other.claim_words, strict=True)) | dict(
        zip(first.claims, one.claim_words, strict=True)
    )
    claims = tuple(dict.fromkeys((*first.claims, *second.claims)))
    doubts = (f"Merged. The other candidate differs in: {', '.join(differing)}.",) if differing else ()
    return Item(
        replace(first, **taken, claims=claims),
        evidence,
        tuple(sorted({*one.sentences, *other.sentences})),
        tuple(pairs[claim] for claim in claims),
        tuple(dict.fromkeys((*doubts, *one.doubts, *other.doubts))),
        one.typed | {name for name in taken if name in other.typed},
        parts=(one, other),
    )


def _told(values: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(filter(None, values)))


def split(item: Item) -> tuple[Item, Item]:
    """Two items from one: those it was merged from, or itself and one of the same day, place and type without figures.

    Raises
    ------
    InputError
        If it is a context event.
    """
    if item.parts:
        one, other = item.parts
        return replace(one, decision="open", stored_id=""), replace(other, decision="open", stored_id="")
    if not isinstance(item.entry, IncidentEntry):
        raise InputError("A context event cannot be split.")
    figures = tuple(name for group in GROUPS[FIGURES_FROM:] for name in group)
    blank: dict[str, Any] = dict.fromkeys(figures, "")
    evidence = {name: spans for name, spans in item.evidence.items() if name not in figures}
    second = replace(
        item,
        entry=replace(item.entry, **blank, claims=()),
        evidence=evidence,
        claim_words=(),
        without=frozenset(),
        doubts=("Split from another candidate: its figures and claims are not taken over.",),
    )
    return replace(item, decision="open", stored_id=""), replace(second, decision="open", stored_id="")


def same_as(
    stored: Incident, claims: tuple[Claim, ...], item: Item, report: ReportText
) -> tuple[Incident, list[Claim]]:
    """A stored incident with the report as a further source, and its claims with those of the item.

    What was stored of it stays as it is. Claims that are there already are not added again.
    """
    source = Cited(report).source
    sources = [name for name in stored.sources.split("; ") if name]
    joined = "; ".join(dict.fromkeys((*sources, source) if source else sources))
    new = [replace(claim, incident_id=stored.incident_id) for claim in report_claims(item, report)]
    return replace(stored, sources=joined), list(dict.fromkeys((*claims, *new)))


def report_claims(item: Item, report: ReportText) -> list[Claim]:
    """What a report says of an incident that is stored already, as claims: who did it, and each figure.

    Raises
    ------
    InputError
        If one of the claims cannot be stored.
    """
    entry = item.final_entry(report)
    assert isinstance(entry, IncidentEntry)
    cited, source = Cited(report), Cited(report).source
    told = list(entry.claims)
    for name in _COUNTED:
        value, words = _figure_text(entry, name), item.evidence.get("killed_best" if name == "killed" else name, ())
        words = words or item.evidence.get("killed_low", ()) if name == "killed" else words
        if value:
            told.append(Claim("", "reported", source, "", date=report.published, source=source,
                              quote=cited.quote(*words), url=report.url or "", figure=name, value=value))  # fmt: skip
    if not told:
        told.append(Claim("", "reported", source, "the incident", date=report.published, source=source,
                          quote=cited.quote(*item.sentences), url=report.url or ""))  # fmt: skip
    checked = []
    for claim in told:
        good, problems = check_claim(claim_entry_of(claim))
        if good is None:
            raise InputError(f"A claim cannot be stored: {' '.join(problem.message for problem in problems)}")
        checked.append(good)
    return checked


def _figure_text(entry: IncidentEntry, name: str) -> str:
    if name != "killed":
        return str(getattr(entry, name)).strip()
    low, best, high = (getattr(entry, field_name).strip() for field_name in _KILLED)
    if low and high:
        return best if low == high else f"{low}-{high}"
    if low:
        return f"at least {low}"
    return best or (f"up to {high}" if high else "")
