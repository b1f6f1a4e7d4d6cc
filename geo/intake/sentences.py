"""Paragraphs, their labels (dateline, place, time of a live report) and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geo.intake.folded_text import FoldedText
from geo.intake.labels import Stretch, label_of, stop_label

__all__ = ["LONGEST_SENTENCE", "Paragraph", "Stretch", "paragraphs"]

_ROMAN = r"(?:x|xi{0,3}|i[vx]|vi{0,3}|i{1,3})"
_PREFIX = re.compile(
    rf"(?:(?:[-*•▪●◦·‣►■□]|>{{1,3}})\s*|(?i:sr|s|ser|serial|item|incident|entry|msg|message|para)\.? ?(?:(?i:no)\.? ?)?"
    rf"#?\d{{1,3}}\s*[.):-]?\s+|\d{{1,2}}\.\d\.?\s+(?=[A-Z])|#\d{{1,2}}\s+|\(?\d{{1,2}}[.)]\s+|\(?[a-zA-Z]\)\s+|"
    rf"[A-H]\.\s+(?=[A-Z][a-z]+(?: [a-zA-Z]+)?:)|\({_ROMAN}\)\s+|{_ROMAN}[.)]\s+)+"
)
_TIME = re.compile(
    r"(?:(?:[01]\d[0-5]\d\s*(?:hrs?|hours)?|2[1-3][0-5]\d|2[0-3][0-5]\d\s*(?:hrs?|hours))[.:]?\s+(?=[A-Z0-9])|(?:[01]\d|2[0-3])[0-5]\d:\s+|"
    r"\[?\(?\d{1,2}[:.]\d\d(?:\s*hrs?|\s*hours)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:pst|pkt|gmt|utc|local time)\)?)?\]?\)?"
    r"\s*[-:|]?\s+(?=\S))",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|(?<=[\u0600-\u06ff])\.\s*")
_STARTS = re.compile(r"[\"'(\[]?[A-Z0-9\u0600-\u06ff]|[-*•]")
_ABBREVIATIONS = frozenset(
    [
        "lt",
        "col",
        "gen",
        "maj",
        "capt",
        "brig",
        "sgt",
        "cpl",
        "hav",
        "nk",
        "sep",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "hon",
        "st",
        "mt",
        "no",
        "nos",
        "vs",
        "etc",
        "rs",
        "jr",
        "sr",
        "govt",
        "dept",
        "gov",
        "sen",
        "rep",
        "insp",
        "const",
        "supt",
        "asst",
        "dist",
        "distt",
        "approx",
        "est",
        "inc",
        "ltd",
        "co",
        "u.s",
        "u.k",
        "i.e",
        "e.g",
        "d.i",
        "k.p",
        "n.w",
        "a.m",
        "p.m",
        "d.g",
        "i.g",
        "s.p",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "ft",
        "km",
        "kg",
        "const",
        "constt",
        "hc",
        "insp",
        "sec",
        "addl",
        "dy",
        "supdt",
        "ps",
        "teh",
        "vill",
        "mohd",
        "md",
        "ghq",
        "cdr",
        "sub",
        "nb",
        "ch",
    ]
)
_SPACED_DATE = re.compile(r"\b\d{1,2}\. ?\d{1,2}\. ?\d{4}")
_LAST_WORD = re.compile(r"[\w.]*\Z")
_HEADING_WORDS = 20
_FIELD = re.compile(r"([A-Z][\w/]*)(?: [\w/]+){0,3}: ?\S")
_OF_LETTERS = frozenset(("from", "to", "cc", "subject", "sent", "title", "publisher", "source", "url", "by", "re"))
_LINK = re.compile(
    r"[\[(*>\s-]*(?:(?:read|also read|see|see also|watch|listen|read also|read more|read next|more on this|related|"
    r"related (?:news|stor(?:y|ies))|also see|must read|trending|recommended|you may also like|don't miss|click here)"
    r" ?(?:more|also|next|video)?\s*[:|>]|"
    r"(?:photo|picture|image|file (?:photo|picture)|representational (?:image|photo))"
    r"(?: caption| credit)?(?::| shows?\b))",
    re.IGNORECASE,
)
"""A line that leads to another report, or tells what a picture shows."""
_LINK_WORDS = 30
_LEAST_FIELDS, _LEAST_LABELS = 3, 2
"""Fields of a form, such as "Killed: 3"; heads of letters are none."""
LONGEST_SENTENCE = 1500
"""Characters; a text without full stops is read in pieces of this length, so that no text takes long."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its bullet, time and dateline.

    Attributes
    ----------
    start, end
        In the folded text.
    label
        The place in front of it, and its kind: ``dateline`` (in capitals), ``label``, ``day`` (a day alone) or blank.
    time
        The time of a live report or log, as written.
    is_bullet
        Whether it is an entry of a list, a log or a table.
    is_heading
        Few words without a full stop, before something else.
    """

    start: int
    end: int
    label: Stretch | None
    kind: str
    time: str
    is_bullet: bool
    is_heading: bool
    sentences: tuple[Stretch, ...]


def paragraphs(text: FoldedText, names_a_place: Callable[[int, int], bool]) -> list[Paragraph]:
    """The paragraphs of a text in their order; ``names_a_place`` tells whether a stretch is a label."""
    stretches = list(_stretches(text.plain))
    stretches = [each for each in stretches if not _is_link(text.plain, *each)] or stretches
    found = [_paragraph(text, start, end, names_a_place) for start, end in stretches]
    found = _with_stop_labels(text.plain, _with_forms(text.plain, found), names_a_place)
    if all(p.is_heading for p in found[1:]) and len(found) < 4:
        return [_not_heading(p) for p in found]
    if found and found[-1].is_heading:
        found[-1] = _not_heading(found[-1])
    return found


def _with_forms(plain: str, found: list[Paragraph]) -> list[Paragraph]:
    """The lines of a form ("Place: …", "Killed: …") as one paragraph, as they tell of one thing."""
    result: list[Paragraph] = []
    run: list[Paragraph] = []
    for p in (*found, None):
        match = _FIELD.match(plain, p.start, p.end) if p and not p.label and not p.is_bullet else None
        if p and match and match[1].lower() not in _OF_LETTERS:
            run.append(p)
            continue
        if len(run) >= _LEAST_FIELDS:
            stretches = tuple(stretch for each in run for stretch in each.sentences)
            run = [replace(run[0], end=run[-1].end, is_heading=False, sentences=stretches)]
        result += [*run, p] if p else run
        run = []
    return result


def _is_link(plain: str, start: int, end: int) -> bool:
    """Whether a line only leads to another report: "Read more: Five killed in …"; and that of a picture."""
    return bool(_LINK.match(plain, start, end)) and len(plain[start:end].split()) <= _LINK_WORDS


def _not_heading(p: Paragraph) -> Paragraph:
    return replace(p, is_heading=False)


def _stretches(plain: str) -> Iterator[Stretch]:
    start = 0
    for line in plain.split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line) + 1


def _paragraph(text: FoldedText, start: int, end: int, names_a_place: Callable[[int, int], bool]) -> Paragraph:
    plain, begin = text.plain, start
    is_bullet, time = plain.count("|", start, end) > 1, ""
    for pattern in (_PREFIX, _TIME, _PREFIX):
        if match := pattern.match(plain, start, end):
            start, is_bullet = match.end(), True
            time = match[0] if pattern is _TIME else time
    start = min(start, end - 1)
    label: Stretch | None = None
    kind, after = "", start
    for stretch, its_kind, behind in label_of(plain, start, end):
        if its_kind == "day" or names_a_place(*stretch):
            label, kind, after = stretch, its_kind, behind
            break
    words = plain[begin:end].split()
    ends = plain[begin:end].rstrip("\"') ")[-1:]
    is_heading = not is_bullet and ends not in (".", "!", "?") and len(words) <= _HEADING_WORDS
    return Paragraph(after, end, label, kind, time, is_bullet, is_heading, tuple(_sentences(plain, after, end)))


def _with_stop_labels(plain: str, found: list[Paragraph], names_a_place: Callable[[int, int], bool]) -> list[Paragraph]:
    """The paragraphs with their places as labels, where several begin with a place and a full stop."""
    labels: dict[int, tuple[Stretch, int]] = {}
    for number, p in enumerate(found):
        label = stop_label(plain, p.start, p.end) if p.label is None else None
        if label and names_a_place(*label[0]):
            labels[number] = label
    if len({plain[slice(*stretch)] for stretch, _ in labels.values()}) < _LEAST_LABELS:
        return found
    for number, (stretch, after) in labels.items():
        p = found[number]
        sentences = tuple(_sentences(plain, after, p.end))
        found[number] = replace(p, start=after, label=stretch, kind="label", sentences=sentences, is_heading=False)
    return found


def _sentences(plain: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentences between two characters; what is longer than any sentence is cut."""
    for first, last in _ended(plain, start, end):
        begin = first
        while last - begin > LONGEST_SENTENCE:
            space = plain.rfind(" ", begin + 1, begin + LONGEST_SENTENCE)
            cut = space if space > begin else begin + LONGEST_SENTENCE
            yield begin, cut
            begin = cut + (plain[cut] == " ")
        yield begin, last


def _ended(plain: str, start: int, end: int) -> Iterator[Stretch]:
    begin = start
    for match in _END.finditer(plain, start, end):
        rest = plain[match.end() : match.end() + 3].lstrip()
        if rest and not _STARTS.match(rest):
            continue
        if match[0] == "." and (_is_abbreviation(plain, begin, match.start()) or _is_in_date(plain, match.start())):
            continue
        yield begin, match.end()
        begin = match.end()
        while begin < end and plain[begin] == " ":
            begin += 1
    if begin < end:
        yield begin, end


def _is_in_date(plain: str, dot: int) -> bool:
    """Whether a dot stands in a date that is written with spaces: "22. 7. 2026"."""
    return any(m.start() <= dot < m.end() for m in _SPACED_DATE.finditer(plain, max(dot - 8, 0), dot + 10))


def _is_abbreviation(plain: str, begin: int, dot: int) -> bool:
    word = _LAST_WORD.search(plain, max(begin, dot - 20), dot)
    last = word[0].lower() if word else ""
    if last in {"no", "nos", "sat", "sun", "mon", "may", "mar", "dec", "st", "co", "est"}:  # words as well
        return plain[dot + 1 : dot + 3].strip()[:1].isdecimal()
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and plain[dot - 1].isupper())
