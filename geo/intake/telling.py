"""What one sentence, or a part of one, tells: cues of what happened, casualties, places, days, groups."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from geo.intake.actor_names import ActorMention, actor_mentions
from geo.intake.casualties import Casualties, Part, casualties_and_people
from geo.intake.corrections import with_corrections
from geo.intake.cues import FAMILIES, VIOLENT, Cue, cues_in, family_of
from geo.intake.day_mentions import DayFinder, DayMention
from geo.intake.earlier_deeds import after_clause, earlier_deed, who_clause
from geo.intake.markers import Meaning, meaning_of
from geo.intake.phrases import Words
from geo.intake.place_mentions import WEAK, PlaceMention, place_mentions
from geo.intake.spots import named_spot
from geo.intake.where import Where, places_of

__all__ = ["Sentence", "Telling", "tellings"]

_FIELDS_OF_PLACE = ("place", "location", "area", "venue", "district", "where", "site", "town", "city")
_OF_THOSE_BEFORE = ("hurt", "dead", "them", "nth", "rest", "all")
_BOUNDARIES = ("while", "whereas", "and", "but", "meanwhile", "when", "as")
_JOINTS = ("and", "while", "but")
_TEHSILS = frozenset(("tehsil", "subdivision", "taluka", "tahsil"))
_PREPOSITIONS = frozenset(("in", "at", "near", "from", "inside", "outside", "around", "on", "along"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the folded text, with what the layout says of it."""

    start: int
    end: int
    where: range
    paragraph: int
    is_first: bool = False
    is_entry: bool = False
    is_heading: bool = False
    is_labelled: bool = False
    minute: int = -1
    is_timed: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """All that a part of a sentence says."""

    sentence: Sentence
    where: range
    cues: tuple[Cue, ...]
    casualties: tuple[Casualties, ...]
    people: tuple[Part, ...]
    places: tuple[Where, ...]
    weak_places: tuple[Where, ...]
    days: tuple[DayMention, ...]
    actors: tuple[ActorMention, ...]
    meaning: Meaning
    roads: tuple[PlaceMention, ...] = field(default=())
    is_asked: bool = False
    is_claim: bool = False
    is_earlier: bool = False
    is_of_suspects: bool = False

    @property
    def follows(self) -> bool:
        """Whether it goes on about people named before: "one of the wounded died", "a third man", a total."""
        parts = [part for each in self.casualties for part in each.parts]
        is_late = any(each.is_late or each.is_toll for each in self.casualties)
        return is_late or any(part.reference.kind in _OF_THOSE_BEFORE for part in parts)

    @property
    def is_later_death(self) -> bool:
        """Whether it tells no more than that one of those before died, often in another town."""
        killed = [each for each in self.casualties if each.fate == "killed"]
        is_of_them = any(part.reference.kind in _OF_THOSE_BEFORE for each in killed for part in each.parts)
        verbs = {n for each in self.casualties for n in range(each.first, each.last)}
        return is_of_them and not any(cue.role == "event" and cue.first not in verbs for cue in self.cues)

    @property
    def tells(self) -> bool:
        """Whether it states that something happened."""
        if self.is_asked:
            return False
        return bool(self.casualties) or any(cue.role == "event" for cue in self.cues)


def tellings(words: Words, sentence: Sentence, finder: DayFinder, is_claim: bool = False) -> list[Telling]:
    """What a sentence tells, in as many parts as it names places with something that happened in each."""
    days = finder.find(sentence.where)
    actors = actor_mentions(words, sentence.where)
    dated = frozenset(n for d in days for n in range(d.first, d.last))
    named = frozenset(n for a in actors if a.kind not in ("government", "militants") for n in range(a.first, a.last))
    start = sentence.where.start
    is_field = words.low(start) in _FIELDS_OF_PLACE and ":" in "".join(words.gap(n) for n in range(start, start + 3))
    mentions = place_mentions(words, sentence.where, dated | named, trusted=sentence.is_entry or is_field)
    reader = _Reader(words, sentence, days, actors, mentions)
    if clause := reader.clause():
        return _with_clause(words, sentence, finder, clause, is_claim)
    return [replace(reader.read(part), is_claim=is_claim) for part in reader.parts()]


def _with_clause(words: Words, sentence: Sentence, finder: DayFinder, clause: int, is_claim: bool) -> list[Telling]:
    """The tellings of a sentence with those of the earlier deed that a clause of it names, if it says its day."""
    where, cut = sentence.where, words.all[clause].start
    main = replace(sentence, where=range(where.start, clause), end=cut)
    found = tellings(words, main, finder, is_claim)
    rest = replace(sentence, where=range(clause + 1, where.stop), start=words.all[clause + 1].start)
    earlier = tellings(words, rest, finder, is_claim)
    is_attack = any(t.tells and t.meaning.kinds.isdisjoint(("crime", "accident")) for t in earlier)
    found = [replace(t, is_of_suspects=is_attack) for t in found]
    return found + [replace(t, is_earlier=True) for t in earlier if t.tells and any(d.days or d.shift for d in t.days)]


class _Reader:
    def __init__(
        self,
        words: Words,
        sentence: Sentence,
        days: list[DayMention],
        actors: list[ActorMention],
        mentions: list[PlaceMention],
    ) -> None:
        self._words, self._sentence = words, sentence
        self._days, self._actors, self._mentions = days, actors, mentions
        self._meaning = meaning_of(words, sentence.where)
        self._own_days = False
        stretches = [(d.first, d.last) for d in days] + [(m.first, m.last) for m in mentions]
        self._taken = frozenset(n for first, last in stretches for n in range(first, last))
        self._cues = tuple(cues_in(words, sentence.where, self._meaning.silent))
        found, self._people = casualties_and_people(words, sentence.where, self._taken, self._meaning.silent)
        self._casualties = with_corrections(words, sentence.where, self._meaning.places, found)

    def read(self, where: range) -> Telling:
        """What a part of the sentence says; days of the whole sentence count where the part has none."""
        mentions = [m for m in self._mentions if m.first in where]
        places = places_of(self._words, mentions)
        if len(places) == 1:
            start, end = self._words.all[where.start].start, self._words.all[where.stop - 1].end
            places = [self._in_tehsil(named_spot(self._words, start, end, places[0]), start, end)]
        days = [d for d in self._days if d.first in where]
        if not self._own_days and (not days or all(d.shift is not None for d in days)):
            days += [d for d in self._days if not d.shift and d not in days]
        return Telling(
            self._sentence,
            where,
            tuple(cue for cue in self._cues if cue.first in where),
            tuple(each for each in self._casualties if each.first in where),
            tuple(part for part in self._people if part.first in where),
            tuple(places),
            tuple(places_of(self._words, mentions, WEAK)),
            tuple(days),
            tuple(a for a in self._actors if a.first in where),
            self._meaning,
            tuple(m for m in mentions if m.is_road),
            self._words.text.plain[self._sentence.start : self._sentence.end].rstrip("\"' ").endswith("?"),
        )

    def _in_tehsil(self, place: Where, start: int, end: int) -> Where:
        """A named spot in the tehsil of a town, which is not the town: "the Rori post in Kulachi tehsil"."""
        if place.precision != "near" or not any(self._words.low(last) in _TEHSILS for _, last in place.words):
            return place
        wide = replace(place, location="", location_words=(), precision="district", lon=None, lat=None, is_known=False)
        spot = named_spot(self._words, start, end, wide)
        return spot if spot.location else place

    def clause(self) -> int:
        """The word at which a clause names an earlier deed; 0 if none does, or that of a protest says no day."""
        where = self._sentence.where
        arrests = [c.last for c in self._cues if c.kind == "Arrests"]
        protests = [c.last for c in self._cues if c.kind == "Peaceful protest" and c.role == "event"]
        at = earlier_deed(self._words, where, arrests, protests)
        is_dated = any(d.first > at and (d.days or d.shift) for d in self._days)
        return at if at and (arrests or is_dated) else 0

    def parts(self) -> list[range]:
        """The stretches of the sentence that tell of different places."""
        where = self._sentence.where
        if split := self._came_after():
            return [range(where.start, split), range(split, where.stop)]
        if two := self._two_deeds():
            return two
        places = [p for p in places_of(self._words, self._mentions) if not (p.precision == "country" and not p.outside)]
        parts: list[range] = []
        begin = where.start
        for left, right in pairwise(places):
            boundary = self._boundary(
                begin, max(last for _, last in left.words), min(first for first, _ in right.words)
            )
            if boundary:
                parts.append(range(begin, boundary))
                begin = boundary
        parts.append(range(begin, where.stop))
        return parts if len(parts) > 1 else self._by_days()

    def _two_deeds(self) -> list[range]:
        """A protest and the deed that it is about, or two deeds of which one came hours after the other."""
        where = self._sentence.where
        if found := after_clause(self._words, where, self._content):
            clause, rest, has_time = found
            is_answer = self._family(rest) == "protest" and self._is_violent(clause)
            if is_answer and (has_time or self._has_day(clause)):
                return sorted((clause, rest), key=lambda part: part.start)
            if has_time and self._are_apart(clause, rest):
                return sorted((clause, rest), key=lambda part: part.start)
        if self._family(where) == "protest" or any(FAMILIES.get(c.kind) == "protest" for c in self._cues):
            about = who_clause(self._words, where, self._content)
            if about and self._is_violent(about[0]) and self._has_day(about[0]) and self._family(about[1]) == "protest":
                self._own_days = not self._has_day(about[1])
                return [about[1], about[0]]
            return self._taken_before()
        return []

    def _taken_before(self) -> list[range]:
        """A protest, and what had become of the people whom it is about: "… of a contractor abducted on Saturday"."""
        where = self._sentence.where
        for cue in self._cues:
            main, rest = range(where.start, cue.first), range(cue.first, where.stop)
            is_deed = FAMILIES.get(cue.kind) in (*VIOLENT, "abduction") and cue.role == "event"
            if is_deed and self._family(main) == "protest" and self._has_day(main) and self._has_day(rest):
                return [main, rest]
        return []

    def _family(self, where: range) -> str:
        return family_of(tuple(cue for cue in self._cues if cue.first in where))

    def _is_violent(self, where: range) -> bool:
        """Whether a stretch tells that people were hurt or taken."""
        return self._family(where) in (*VIOLENT, "abduction") or any(each.first in where for each in self._casualties)

    def _has_day(self, where: range) -> bool:
        return any(d.first in where and (d.days or d.shift) for d in self._days)

    def _are_apart(self, one: range, other: range) -> bool:
        """Whether two stretches name different places."""
        places = [places_of(self._words, [m for m in self._mentions if m.first in part]) for part in (one, other)]
        return all(places) and not places[0][0].may_be(places[1][0])

    def _by_days(self) -> list[range]:
        """The stretches that tell of different days: "was killed on July 10, and in 2023 fifty people died"."""
        where = self._sentence.where
        named = [d for d in self._days if d.days and not d.shift]
        for left, right in pairwise(named):
            joint = next((n for n in range(right.first - 3, right.first) if self._words.low(n) in _JOINTS), 0)
            are_apart = left.days and right.days and not left.days.overlaps(right.days)
            is_cut = joint >= left.last and are_apart and self._content(range(where.start, joint))
            if is_cut and self._content(range(right.last, where.stop)):
                return [range(where.start, joint), range(joint, where.stop)]
        return [where]

    def _came_after(self) -> int:
        """The day at which an earlier deed is named: "the attack came two days after gunmen killed …"; 0 if none is."""
        where = self._sentence.where
        for day in self._days:
            is_after = day.shift and day.shift > 0 and self._words.low(day.last - 1) == "after"
            if is_after and self._content(range(where.start, day.first)) and self._content(range(day.last, where.stop)):
                return day.first
        return 0

    def _boundary(self, begin: int, left: int, right: int) -> int:
        """The word at which a new part begins between two places; 0 if nothing is told of one of them."""
        end = self._sentence.where.stop
        options = [n for n in range(left, right) if ";" in self._words.gap(n - 1)]
        for joint in _BOUNDARIES:
            options += [n for n in range(left, right) if self._words.low(n) == joint]
        options += [n for n in range(left, right) if "," in self._words.gap(n - 1)]
        for option in options:
            leads = {self._words.low(n) for n in range(option, right)}
            is_own = bool(leads & _PREPOSITIONS) or self._content(range(option, right))
            if is_own and self._content(range(begin, option)) and self._content(range(option, end)):
                return option
        return 0

    def _content(self, where: range) -> bool:
        return any(cue.first in where and cue.role != "weapon" for cue in self._cues) or any(
            each.first in where for each in self._casualties
        )
