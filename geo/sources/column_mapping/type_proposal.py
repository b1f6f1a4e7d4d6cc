"""What the words for event types of a table mean, and which of them only a person can decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from geo.incidents.draft import Sheet
from geo.incidents.findings import RawTable
from geo.reading.letters import folded
from geo.sources.column_mapping.guess import MOST_LISTED, Guess
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_rows import Harm, TypeWords, harm_rows
from geo.sources.column_mapping.type_words import Meaning, in_full, parent_of
from geo.sources.files.table import fold_names
from geo.sources.questions import Question
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, match_name
from geo.wording import plural

__all__ = ["TypeProposal", "propose_types", "types_with", "with_types"]

_SUBS = tuple(sub for subs in SUB_EVENT_TYPES.values() for sub in subs)
_ONLY_ACLED = frozenset(name for name in (*EVENT_TYPES, *_SUBS) if "/" in name or len(name.split()) > 2)
"""Names that nobody writes who does not use ACLED's types."""

_MOST_NAMED = 5


@dataclass(frozen=True)
class TypeProposal:
    """The types of a table.

    Attributes
    ----------
    types
        The event type or sub-event type by the text of the file, where it does not depend on the row.
    unknown
        Texts that are no known type or of which it is asked what they mean, with the number of their rows.
    questions
        Words that mean one thing or another where people were killed, or that name several types.
    notes
        Words that were read although they may mean something else, and the unknown ones.
    """

    types: dict[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()


def with_types(
    guess: Guess, survey: Survey, decided: Mapping[str, str], parts: Callable[[], Iterable[RawTable]]
) -> Guess:
    """A guess with what the words of its column of types mean.

    Parameters
    ----------
    guess
        The columns.
    survey
        The texts of the columns.
    decided
        What the user says that texts mean.
    parts
        Reads the records again; called only if the words leave something open.
    """
    proposal = propose_types(guess.column_mapping, survey, decided, parts)
    return replace(
        guess,
        column_mapping=replace(guess.column_mapping, types=proposal.types),
        unknown_types=proposal.unknown,
        further=(*guess.further, *proposal.questions),
        notes=(*guess.notes, *proposal.notes),
    )


def propose_types(
    mapping: ColumnMapping, survey: Survey, decided: Mapping[str, str], parts: Callable[[], Iterable[RawTable]]
) -> TypeProposal:
    """What the words of the column of types mean; the parameters are those of `with_types`."""
    column = mapping.columns.get("event_type") or mapping.columns.get("sub_event_type")
    if column is None or column not in survey.header:
        return TypeProposal(dict(decided))
    texts = survey.texts(column)
    words = TypeWords({**_names_of_acled(texts), **decided})
    meanings = {text: words.meaning(text) for text in texts}
    types = {
        text: meaning.name
        for text, meaning in meanings.items()
        if words.is_decided(text) or (meaning.name not in ("", text) and meaning.if_killed == (meaning.name,))
    }
    unclear = {text: meaning for text, meaning in meanings.items() if meaning.is_open or not meaning.name}
    types = types_with(types, decided)
    if not unclear:
        return TypeProposal(types)
    rows = _unclear_rows(mapping, words, survey.header, parts())
    asked, notes = _told(column, unclear, rows, list(meanings.values()))
    unknown = {text: n for text, n in texts.most_common(MOST_LISTED) if not meanings[text].name or text in asked}
    return TypeProposal(types, Counter(unknown), tuple(asked.values()), tuple(notes))


def types_with(types: Mapping[str, str], decided: Mapping[str, str]) -> dict[str, str]:
    """Types by the text of a file, with decisions that come first; the case of a text does not matter."""
    by_text = {folded(text): name for text, name in decided.items()}
    named = set(map(folded, types))
    further = {text: name for text, name in decided.items() if folded(text) not in named}
    return {text: by_text.get(folded(text), name) for text, name in types.items()} | further


def _names_of_acled(texts: Counter[str]) -> dict[str, str]:
    """The texts as they are, if the column holds ACLED's names: ``Attack`` and ``Other`` are two of them."""
    names = {text: match_name(text, EVENT_TYPES) or match_name(text, _SUBS) for text in texts}
    is_acled = not _ONLY_ACLED.isdisjoint(names.values()) and all(names.values())
    return {text: name for text, name in names.items() if name} if is_acled else {}


@dataclass
class _UnclearRows:
    """The rows of each text that no other column makes clear, those with people killed, and those with people hurt."""

    all: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    hurt: Counter[str] = field(default_factory=Counter)


def _unclear_rows(
    mapping: ColumnMapping, words: TypeWords, header: tuple[str, ...], parts: Iterable[RawTable]
) -> _UnclearRows:
    """Count the rows; cells of several columns belong together here, which a survey does not keep."""
    kind = mapping.columns.get("event_type") or mapping.columns["sub_event_type"]
    sub = mapping.columns.get("sub_event_type", "") if "event_type" in mapping.columns else ""
    names = fold_names(header)
    rows = _UnclearRows()
    for part in parts:
        sheet = Sheet(part, names)
        cells = [sheet.column(*fold_names([name])) for name in (kind, sub)]
        subs = cells[1] if sub else [""] * len(sheet)
        harmed = harm_rows(sheet, mapping.columns)
        for (text, finer, harm), n in Counter(zip(cells[0], subs, harmed, strict=True)).items():
            if not words.row(text, finer, Harm.KILLED).is_clear:
                rows.all[folded(text)] += n
                rows.killed[folded(text)] += n * (harm is Harm.KILLED)
                rows.hurt[folded(text)] += n * (harm is Harm.HURT)
    return rows


def _is_heading(text: str, column: str) -> bool:
    """Whether a text is the heading again, or a tag of HXL."""
    return folded(text) == folded(column) or text.startswith("#")


def _told(
    column: str, unclear: Mapping[str, Meaning], rows: _UnclearRows, meanings: list[Meaning]
) -> tuple[dict[str, Question], list[str]]:
    """The question about each word that is open, and notes about what was read all the same."""
    questions, notes = {}, []
    for text, meaning in _once(unclear).items():
        if not meaning.is_open or not rows.all[folded(text)]:
            continue
        if why := _why_open(text, meaning, rows, meanings):
            candidates = _candidates(meaning)
            what = f"{text[:60]!r} in {column!r} may be {' or '.join(map(in_full, candidates))}: {why}"
            questions[text] = Question("event_type", what, _option(text, candidates[0]), candidates)
        elif _is_noted(meaning, meanings):
            read_as = f"{in_full(meaning.name)}: {plural(rows.all[folded(text)], 'row')}"
            notes.append(f"event_type: {text[:60]!r} in {column!r} is read as {read_as}")
    nameless = [
        text
        for text, meaning in _once(unclear).items()
        if not (meaning.name or meaning.is_open) and not _is_heading(text, column)
    ]
    unknown = Counter({text: rows.all[folded(text)] for text in nameless})
    if +unknown:
        notes.append(_unknown_words(column, +unknown))
    return questions, notes


def _candidates(meaning: Meaning) -> tuple[str, ...]:
    """What a word may mean: its meanings where people were killed, and the one where nobody was."""
    has_own = not meaning.name or parent_of(meaning.name) in map(parent_of, meaning.if_killed)
    return meaning.if_killed if has_own else (*meaning.if_killed, meaning.name)


def _why_open(text: str, meaning: Meaning, rows: _UnclearRows, meanings: list[Meaning]) -> str:
    if not meaning.name:
        return f"it names different types ({plural(rows.all[folded(text)], 'row')})"
    if killed := rows.killed[folded(text)]:
        return f"people were killed in {killed:,} of {plural(rows.all[folded(text)], 'row')}"
    if hurt := rows.hurt[folded(text)]:
        return f"there were casualties in {hurt:,} of {plural(rows.all[folded(text)], 'row')}"
    others = {parent_of(other.name) for other in meanings if not other.is_open}
    named = {other.name for other in meanings if not other.is_open}
    own = parent_of(meaning.name)
    if own == "Protests" and own not in others and (same := named.intersection(meaning.if_killed)):
        return f"other rows are {same.pop()}, and none is of {own}"
    return ""


def _is_noted(meaning: Meaning, meanings: list[Meaning]) -> bool:
    """Whether a reading without anybody killed is worth a word: no other text of the column supports it."""
    own = parent_of(meaning.name)
    return own not in {parent_of(other.name) for other in meanings if not other.is_open}


def _unknown_words(column: str, unknown: Counter[str]) -> str:
    listed = ", ".join(f"{text[:60]!r} ({plural(n, 'row')})" for text, n in unknown.most_common(_MOST_NAMED))
    more = f" and {len(unknown) - _MOST_NAMED:,} more" if len(unknown) > _MOST_NAMED else ""
    option = _option(unknown.most_common(1)[0][0], "Battles")
    return (
        f"event_type: {column!r} has words without a known type, {listed}{more}; say what they mean (on the command "
        f"line: {option})"
    )


def _once(meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """The texts without those that differ from an earlier one in case or spacing alone."""
    first = {folded(text): text for text in reversed(list(meanings))}
    return {text: meanings[text] for text in meanings if first[folded(text)] == text}


def _option(text: str, name: str) -> str:
    return f'--type "{text}={name}"'
