"""What became of how many people: numbers bound to "were killed", "injuring", "abducted", in one sentence or part.

A verb in the passive takes the numbers before it, one in the active those behind it; numbers joined by "and" are taken
together. Parts that are included in a number ("among them two children") are not added to it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.intake.fates import COUNTED, Casualties, Fate, Part, fate_phrases, nobody_phrases, total_of
from geo.intake.name_lists import named_lists, without_survivors
from geo.intake.parts import parts_of
from geo.intake.phrases import Found, Words
from geo.intake.counted_nouns import STOPS, People, Quantity, people_phrases
from geo.intake.quantities import ORGANISED, quantities
from geo.intake.references import Reference, is_also
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure

__all__ = ["COUNTED", "Casualties", "Part", "casualties", "casualties_and_people", "total_of"]

_AUXILIARIES = word_set("auxiliaries")
_LIGHT = word_set("light")
_AGE = r"(?:\W*\b(?:(?:aged |age )?\d{1,2}\b(?: years old)?|of \w+)|, all (?:of them )?\w+\b|\s*\([^()]{0,90}\))?"
_JOINTS = re.compile(
    rf"{_AGE}[^\w;:]*(?:(?:and|&|as well as|along with|together with|plus|besides|or|with|اور)\W*)?"
    r"(?:(?:his|her|their|its|the)\s)?\Z"
)
_WHOSE = re.compile(
    r" (?:of|from|belonging to|in|at) (?:(?:the|a|an|his|her|their) )?[\w'-]+(?: (?!and\b)[\w'-]+){0,3}"
)
_SPOKEN = re.compile(
    r"\b(?:spoke|speaks?|speaking|talk(?:s|ed)?|told) of |\bcount(?:s|ed) |\bfigure (?:of|is|was|at) |"
    r"\b(?:numbers?|figure|count|tally|toll) (?:is|was|were|are)(?: later| now| since)?(?: put at| given as)? |"
    r"\bput (?:it|them|the (?:number|figure|count)) at "
)
_EARLIER = re.compile(r"\b(?:earlier|previous|initial|first|old|original|wrong)\b[^.;]{0,24}$")
_SOURCE = re.compile(
    r"(?:,|;| and| but| while) (?:the )?(?:police|hospital|officials?|army|military|residents|bla|blf|ttp|ctd|ispr):? $"
)
_CORRECT = re.compile(
    r"\b(?:correct|later|now|since|revised|actual|final|right) ?(?:number|figure)?(?: is| was)?(?: put at)? $"
)
_RELATIVE = re.compile(r"\W*(?:,\W*)?who\b[^,.;]{0,50}\band\W*\Z")
_SUBSET = re.compile(
    r"\b(?:including|includes|included|among them|among whom|among those|of whom|of them|most of them|mostly|"
    r"both of them|two of them|one of them|comprising|consisting of|the dead include|dead included|"
    r"excluding|not counting|not including|other than|"
    r"جن میں)\W*(?:at least )?\Z"
)
_THEN = re.compile(r"\W*(?:and|but|then)\W*(?:(?:later|then|he|she|also|subsequently|soon)\W*)*")
_RESULT = re.compile(r"(?:\b(?:to|at|is|was|now|reached|stands at|stood at|crossed|hits|hit|as|from))\W*\Z|:\W*\Z")
_SUMMING = re.compile(r"(?:grand )?(?:total|final|to sum up|in all|overall|all told)(?: \w+){0,2}?\s?[:,]")
_LEAD = 40
_OLD = frozenset(("first", "earlier", "initially", "previously", "had"))
_BEFORE_NOUN = frozenset(("his", "her", "their", "the", "of", "with", "from", "bullet", "gunshot", "to", "and"))
_LATER = word_set("later")
_PREPOSITIONS = frozenset(("on", "in", "at", "while", "during", "after", "later", "under", "the", "from"))
_NEGATED = word_set("negated")
_CALLED = word_set("called")
_FARTHEST_BEFORE = 22
_FARTHEST_BEHIND = 7


def casualties(words: Words, where: range, taken: frozenset[int], silent: frozenset[int]) -> list[Casualties]:
    """The casualties that a stretch of words states.

    Parameters
    ----------
    words, where
        The words of the text and the stretch.
    taken
        Words of days and places, which are no numbers.
    silent
        Words of plans, warnings and denials: a verb among them states nothing.
    """
    return casualties_and_people(words, where, taken, silent)[0]


def casualties_and_people(
    words: Words, where: range, taken: frozenset[int], silent: frozenset[int]
) -> tuple[list[Casualties], list[Part]]:
    """As `casualties`, with the people of whom no fate is told: "fired at three traders"."""
    binding = _Binding(words, where, taken, silent)
    return binding.read(), binding.people()


def _without_those_who_died(found: list[Casualties]) -> list[Casualties]:
    """Without the wounds of those who died of them: "a policeman who was wounded on Monday died"."""
    killed = {(p.first, p.last) for each in found if each.fate == "killed" for p in each.parts if p.figure.best}
    hurt = {(p.first, p.last) for each in found if each.fate == "injured" for p in each.parts if p.figure.best}
    result = []
    for each in found:
        both = [p for p in each.parts if (p.first, p.last) in killed & hurt]
        if both and each.fate == "killed":
            parts = tuple(p._replace(reference=Reference("hurt")) if p in both else p for p in each.parts)
            result.append(replace(each, parts=parts))
        elif each.fate != "injured" or len(both) < len(each.parts):
            result.append(each)
    return result


class _Binding:
    def __init__(self, words: Words, where: range, taken: frozenset[int], silent: frozenset[int]) -> None:
        self._words, self._where, self._silent, self._taken = words, where, silent, taken
        self._none = list(nobody_phrases().find(words, where))
        blocked = {number for found in self._none for number in range(found.first, found.last)}
        self._numbers = quantities(words, where, taken)
        self._fates = [
            found
            for found in fate_phrases().find(words, where)
            if found.first not in blocked and not any(q.first <= found.first < q.last for q in self._numbers)
            if not (found.value.form == "wounds" and words.low(found.first - 1) in _BEFORE_NOUN)
        ]
        self._used: set[int] = set()
        self._subsets: set[int] = set()
        for number, q in enumerate(self._numbers):
            if self._is_subset(q) or self._continues_subset(number):
                self._subsets.add(number)
        self._subsets |= parts_of(words, self._numbers)
        lead = words.text.low[words.all[where.start].start : words.all[where.stop - 1].end][:_LEAD]
        self._sums_up = bool(_SUMMING.match(lead))

    def read(self) -> list[Casualties]:
        found = [Casualties(fate, (self._zero(n),), (), n.first, n.last) for n in self._none for fate in n.value]
        for number, fate in enumerate(self._fates):
            if bound := self._bind(number, fate):
                found.append(bound)
        found += without_survivors(self._words, self._where, self._numbers)
        found += self._elided(found)
        found += self._spoken(found)
        found += self._hurt_ones()
        found = _without_those_who_died(self._with_one_person(found))
        listed = list(named_lists(self._words, self._where))
        names = {n for each in listed for n in range(each.parts[0].first, each.parts[0].last)}
        found = [each for each in found if each.parts[0].first not in names] + listed
        return sorted(found, key=lambda each: each.first)

    def people(self) -> list[Part]:
        """The numbers of people that no verb took, once all is read."""
        free = [i for i in range(len(self._numbers)) if i not in self._used and i not in self._subsets]
        parts = [self._part(i) for i in free if self._numbers[i].people is not None]
        return [part for part in parts if part.figure.best is not None and not part.reference.kind]

    def _elided(self, found: list[Casualties]) -> list[Casualties]:
        """Numbers that share the verb of the clause before: "one died at the scene, another on the way"."""
        result: list[Casualties] = []
        for i, q in enumerate(self._numbers):
            before = [c for c in (*found, *result) if c.first < q.first and c.fate in COUNTED]
            if i in self._used or i in self._subsets or q.people is not None or not before:
                continue
            behind = self._words.low(q.last)
            is_clause = self._words.gap(q.first - 1).strip() == "," or self._words.low(q.first - 1) == "and"
            has_verb = any(q.last <= f.first < q.last + _FARTHEST_BEHIND for f in self._fates)
            is_clause = is_clause and q.reference.kind in ("further", "nth", "rest", "others")
            if is_clause and behind in _PREPOSITIONS and not has_verb and q.figure.best is not None:
                self._used.add(i)
                last = max(before, key=lambda c: c.first)
                result.append(Casualties(last.fate, (self._part(i),), (), q.first, q.last, reference="further"))
        return result

    def _spoken(self, found: list[Casualties]) -> list[Casualties]:
        """Bare numbers that someone gives without a verb of dying: "residents spoke of seven", "the police four"."""
        result = []
        for i, q in enumerate(self._numbers):
            is_free = i not in self._used and i not in self._subsets and q.people is None and not q.reference.kind
            is_end = q.last >= self._where.stop or self._words.gap(q.last - 1).strip()[:1] in (",", ";", ".", ")", '"')
            before = [c for c in found if c.first < q.first and c.fate in COUNTED and c.parts]
            lead = self._lead(q.first)
            is_given = bool(_SPOKEN.search(lead)) or (bool(before) and bool(_SOURCE.search(lead)))
            is_given = is_given and not _EARLIER.search(lead)
            if is_free and is_end and is_given and q.figure.best is not None:
                self._used.add(i)
                fate = max(before, key=lambda c: c.first).fate if before else "killed"
                is_toll = bool(_CORRECT.search(lead))
                result.append(Casualties(fate, (self._part(i),), (), q.first, q.last, is_toll, "spoken"))
        return result

    def _with_one_person(self, found: list[Casualties]) -> list[Casualties]:
        """With one person as one: "another soldier wounded in the action, Naik Habib, was martyred"."""
        found = sorted(found, key=lambda each: each.first)
        for at in range(len(found) - 1):
            one, other = found[at], found[at + 1]
            is_pair = (one.fate, other.fate) == ("injured", "killed") and one.total.best == other.total.best == 1
            between = {self._words.low(n) for n in range(one.first, other.first)}
            is_named = self._words.all[other.parts[0].first].is_capital and one.parts[0].last < other.parts[0].first
            if (
                is_pair
                and is_named
                and one.parts[0].last == one.first
                and not between & {"and", "while", "but", "when"}
            ):
                part = one.parts[0]._replace(reference=Reference("hurt"))
                found[at : at + 2] = [replace(other, parts=(part,))]
                break
        return found

    def _hurt_ones(self) -> list[Casualties]:
        """People who are called wounded and of whom no more is told: "carried one wounded man to Karachi"."""
        result = []
        for i, q in enumerate(self._numbers):
            is_free = i not in self._used and i not in self._subsets and q.figure.best is not None
            is_hurt = q.reference.kind == "hurt" or (q.reference.kind == "nth" and self._is_called_hurt(q))
            if is_free and is_hurt and q.people is not None and q.last - q.first > 1:
                self._used.add(i)
                result.append(Casualties("injured", (self._part(i),), (), q.first, q.last))
        return result

    def _is_called_hurt(self, q: Quantity) -> bool:
        return any(self._words.low(n) in ("wounded", "injured") for n in range(q.first, q.last))

    @staticmethod
    def _zero(found: Found[tuple[str, ...]]) -> Part:
        return Part(Figure(0, 0, 0), "", "", found.first, found.last)

    def _bind(self, number: int, found: Found[Fate]) -> Casualties | None:
        fate, form = found.value.fate, found.value.form
        if form == "toll":
            return self._toll(found)
        if form == "adjacent" and not self._stands_before(found):
            return None
        previous = self._fates[number - 1] if number else None
        is_active = form in ("active", "headline", "wounds") or (form == "both" and self._is_active(found))
        taken = self._within(found)
        if not taken and not self._pronoun(found):
            taken = self._behind(found) if is_active else self._before(found, previous)
        if not taken and previous and self._joined(previous, found):
            return None
        if not taken and fate in COUNTED and (named := self._named(found)):
            is_silent = found.first in self._silent or self._is_negated(found)
            if fate == "injured" and self._dies(number):
                fate = "killed"
            return None if is_silent else Casualties(fate, (named,), (), found.first, found.last)
        if not taken or self._has_other_object(found, is_active) or self._is_among(found):
            return None
        if fate not in COUNTED or found.first in self._silent or self._is_negated(found) or self._are_none(taken):
            return None
        is_one = len(taken) == 1 and self._numbers[taken[0]].figure.best == 1
        if fate == "injured" and is_one and self._dies(number):  # received injuries and breathed his last
            fate = "killed"
        return self._casualties(fate, taken, found)

    def _stands_before(self, found: Found[Fate]) -> bool:
        """Whether a number stands at once before, with nothing but auxiliaries between: "seven are admitted"."""
        at = found.first
        while self._words.low(at - 1) in _AUXILIARIES:
            at -= 1
        return any(q.last == at for q in self._numbers)

    def _within(self, found: Found[Fate]) -> list[int]:
        """The numbers between the words of a verb: "took 17 passengers away"."""
        taken = [i for i, q in enumerate(self._numbers) if found.first < q.first and q.last <= found.last]
        self._used.update(taken)
        return taken

    def _are_none(self, taken: list[int]) -> bool:
        """Whether nobody is counted: "not a single soldier"."""
        return self._words.low(self._numbers[taken[0]].first - 1) in ("not", "no")

    def _dies(self, number: int) -> bool:
        """Whether the verb behind says that the one who was hurt died."""
        if number + 1 >= len(self._fates):
            return False
        found, following = self._fates[number], self._fates[number + 1]
        return following.value.fate == "killed" and bool(_THEN.fullmatch(self._between(found.last, following.first)))

    def _named(self, found: Found[Fate]) -> Part | None:
        """A person by name alone: "killed Mulla Behram", "Mulla Behram was killed", "the body of a missing youth"."""
        words, one = self._words, Figure(1, 1, 1)
        if words.low(found.first) == "body":
            return Part(one, "people", "", found.first, found.last)
        if pronoun := self._pronoun(found):
            return Part(one, "people", "", pronoun, pronoun + 1)
        behind = self._name_from(found.last)
        if found.value.form in ("both", "active") and words.low(found.first - 1) not in _AUXILIARIES and behind >= 2:
            return Part(one, "people", "", found.last, found.last + behind)
        first = found.first - 1
        if age := self._behind_age(found):
            return Part(one, "people", "", age, found.first)
        while first > self._where.start and self._is_of_name(first - 1):
            first -= 1
        if names := self._names_before(found):
            return names
        if words.low(found.first - 1) == "was" and found.first - 1 - first >= 2:
            return Part(one, "people", "", first, found.first - 1)
        is_subject = found.value.form == "passive" and self._is_of_name(found.first - 1)
        if is_subject and found.first - first >= 2 and words.low(found.first - 1) not in ORGANISED:
            return Part(one, "people", "", first, found.first)
        return None

    def _names_before(self, found: Found[Fate]) -> Part | None:
        """Several people by name before a verb: "Sami and Yasir sustained injuries"."""
        words, last = self._words, found.first
        while words.low(last - 1) in _AUXILIARIES:
            last -= 1
        count, first = 0, last
        while first > self._where.start and self._is_of_name(first - 1):
            count += 1
            while first > self._where.start and self._is_of_name(first - 1) and words.gap(first - 1) in (" ", ", "):
                first -= 1
                if words.gap(first - 1) == ", ":
                    break
            if words.low(first - 1) == "and" and count == 1:
                first -= 1
            elif words.gap(first - 1) != ", ":
                break
        if count < 2 or words.low(last - 1) in ORGANISED or found.value.form not in ("both", "passive"):
            return None
        return Part(Figure(count, count, count), "people", "", first, last)

    def _behind_age(self, found: Found[Fate]) -> int:
        """The first word of a name that stands with an age before a passive verb: "Jan Baloch, 23, was taken away"."""
        words, at = self._words, found.first
        while words.low(at - 1) in _AUXILIARIES:
            at -= 1
        is_age = at > self._where.start + 2 and words.low(at - 1).isdecimal() and words.gap(at - 1).strip() == ","
        if not is_age or words.gap(at - 2).strip() != "," or found.value.form not in ("both", "passive"):
            return 0
        first = at - 1
        while first > self._where.start and self._is_of_name(first - 1):
            first -= 1
        return first if at - 1 - first >= 2 else 0

    def _pronoun(self, found: Found[Fate]) -> int:
        """The word "him" or "her" that a verb takes: "shot him dead"; 0 if there is none."""
        if found.value.form not in ("both", "active"):
            return 0
        near = range(found.first, min(found.last + 1, self._where.stop))
        at = next((n for n in near if self._words.low(n) in ("him", "her")), 0)
        return 0 if any(q.first == at for q in self._numbers) else at

    def _name_from(self, number: int) -> int:
        """How many words of a name begin at a word."""
        length = 0
        while number + length < self._where.stop and self._is_of_name(number + length):
            length += 1
        return length if self._words.gap(number - 1) == " " else 0

    def _is_of_name(self, number: int) -> bool:
        word = self._words.all[number]
        return word.is_capital and number not in self._taken and word.low not in STOPS

    def _has_other_object(self, found: Found[Fate], is_active: bool) -> bool:
        """Whether a verb has something else as its object: "killed democracy"."""
        is_open = found.last >= self._where.stop or any(q.first == found.last for q in self._numbers)
        if found.value.form != "both" or is_active or is_open or self._words.all[found.last].is_capital:
            return False
        before = [self._words.low(found.first - back) for back in range(1, 6)]
        is_open = bool(self._words.gap(found.last - 1).strip()) or self._words.low(found.last) in STOPS
        return not (set(before) & _AUXILIARIES) and not is_open and self._words.low(found.last).isascii()

    def _is_among(self, found: Found[Fate]) -> bool:
        """Whether people are named who are contained in another number: "three women were among the dead"."""
        return self._words.low(found.first - 1) == "the" and self._words.low(found.first - 2) == "among"

    def _casualties(self, fate: str, taken: list[int], found: Found[Fate]) -> Casualties:
        first = min(taken)
        contained = [i for i in self._subsets if i >= first and self._numbers[i].first < found.last + 16]
        contained = [i for i in contained if i not in taken and self._subset_follows(i, taken, found)]
        self._used.update(contained)
        parts = tuple(self._part(i) for i in taken)
        if any(self._words.low(n) in ("loss", "losses") for n in range(found.first, found.last)):
            parts = tuple(part._replace(reference=Reference("own")) for part in parts)
        is_said_so = is_also(self._words, self._numbers[taken[-1]].last, found.first, found.last)
        others = tuple(self._part(i) for i in contained)
        is_beside = taken[0] > 0 and self._numbers[taken[0]].first > found.first and found.value.form == "passive"
        lead = (self._words.low(self._where.start), self._words.low(self._where.start + 1))
        is_said_so = is_said_so or lead == ("in", "addition") or lead[0] in ("besides", "additionally")
        reference, is_late = (
            "also" if is_said_so else "further" if is_beside else "",
            fate == "killed" and self._is_late(found),
        )
        return Casualties(fate, parts, others, found.first, found.last, self._sums_up, reference, is_late)

    def _is_late(self, found: Found[Fate]) -> bool:
        """Whether a death came later: "later died", "died overnight in a hospital", "succumbed"."""
        near = {self._words.low(n) for n in range(found.first - 2, min(found.last + 5, self._where.stop))}
        is_since = self._words.low(found.first - 1) == "since" and self._words.low(found.first - 2) in _AUXILIARIES
        return bool(near & _LATER) or is_since

    def _part(self, number: int) -> Part:
        q = self._numbers[number]
        people = q.people or self._noun_behind_verb(q)
        if people and people.group in ("people", "civilians", "") and self._are_called_militants(q):
            return Part(q.figure, "militants", "Unidentified armed group", q.first, q.last)
        group, actor = (people.group, people.actor) if people else ("", "")
        is_pronoun = self._words.low(q.first) in ("he", "she")
        return Part(q.figure, group, actor, q.first, q.last, is_pronoun, q.reference)

    def _noun_behind_verb(self, q: Quantity) -> People | None:
        """Whom the noun behind the verb means: "12 dead civilians"."""
        verb = next((f for f in self._fates if f.first == q.last), None)
        is_joined = verb is not None and self._words.gap(verb.last - 1) == " "
        noun = people_phrases().at(self._words, verb.last, self._where.stop) if verb and is_joined else None
        return noun.value if noun else None

    def _are_called_militants(self, q: Quantity) -> bool:
        """Three men, described as militants; four men whom officials called terrorists."""
        at = q.last
        while at < min(q.last + 6, self._where.stop) and self._words.low(at) in _CALLED:
            at += 1
        noun = people_phrases().at(self._words, at, self._where.stop) if q.last < at < self._where.stop else None
        return bool(noun and noun.value.group == "militants")

    def _subset_follows(self, number: int, taken: list[int], found: Found[Fate]) -> bool:
        """Whether no other verb stands between the numbers and what is included in them."""
        begin, at = max(self._numbers[i].last for i in taken), self._numbers[number].first
        between = [f for f in self._fates if begin <= f.first < at and f.first != found.first]
        return not between

    # where the numbers of a verb are

    def _before(self, found: Found[Fate], previous: Found[Fate] | None) -> list[int]:
        if (antecedent := self._antecedent(found)) is not None:
            behind = [f for f in self._fates if f.first >= found.last and f.value.form in ("passive", "succumbed")]
            is_of_both = bool(behind) and found.value.fate == "injured" and antecedent == 0
            self._used.update(() if is_of_both else (antecedent,))
            return [antecedent]
        candidates = [i for i, q in enumerate(self._numbers) if q.last <= found.first]
        if candidates and found.value.form == "noun" and self._words.low(found.first - 1) == "their":
            return candidates[-1:]  # three were abducted; their bodies were found
        free = [i for i in candidates if i not in self._used and i not in self._subsets]
        if found.value.form == "noun":
            free = [i for i in free if self._numbers[i].last >= found.first - 1]
        if not free:
            return self._along(found)
        is_far = self._far(self._numbers[free[-1]].last, found.first, previous)
        if is_far and not (
            self._is_subject(free[-1]) and found.first - self._numbers[free[-1]].last < 2 * _FARTHEST_BEFORE
        ):
            return []
        taken = [free[-1]]
        if self._is_whole_of(free, found):
            taken = free = free[:-1]
        for i in reversed(free[:-1]):
            if not self._are_joined(i, taken[0]):
                break
            taken.insert(0, i)
        if taken[0] and self._goes_along(taken[0]):
            taken.insert(0, taken[0] - 1)
        taken += self._along(found)
        self._used.update(taken)
        return taken

    def _along(self, found: Found[Fate]) -> list[int]:
        """Who stands behind a passive verb: "was gunned down along with a nephew and two guards"."""
        for i, q in enumerate(self._numbers):
            lead = re.sub(r"\s+(?:his|her|their|the)$", "", self._between(found.last, q.first).strip())
            has_verb = any(found.last <= f.first < q.first for f in self._fates)
            is_near = 0 <= q.first - found.last <= 10 and i not in self._used
            if is_near and lead.endswith(("along with", "together with")) and not has_verb:
                run = self._run(i)
                self._used.update(run)
                return run
        return []

    def _is_whole_of(self, free: list[int], found: Found[Fate]) -> bool:
        """Whether the last number is only what the one before is taken from: "one of these two passed away"."""
        last = free[-1]
        if last == 0 or last - 1 not in free or not self._numbers[last - 1].of_whole:
            return False
        is_of = self._numbers[last].first - self._numbers[last - 1].last <= 3
        return is_of and not any(self._words.low(n) == "who" for n in range(self._numbers[last].last, found.first))

    def _goes_along(self, number: int) -> bool:
        """Whether someone before is the subject: "Captain Ali, leading from the front, along with two men, fell"."""
        one, other = self._numbers[number - 1], self._numbers[number]
        between = re.sub(r"\s+(?:his|her|their|the)$", "", self._between(one.last, other.first).strip())
        has_verb = any(one.last <= f.first < other.first for f in self._fates)
        is_free = number - 1 not in self._used and number - 1 not in self._subsets
        is_along = between.endswith(("along with", "together with")) and ";" not in between
        return is_free and is_along and not has_verb and other.first - one.last <= _FARTHEST_BEFORE

    def _run(self, number: int) -> list[int]:
        """A number and those that are joined to it."""
        run = [number]
        for i in range(number + 1, len(self._numbers)):
            is_joined = self._are_joined(i - 1, i)
            if i in self._subsets or not is_joined:
                break
            run.append(i)
        return run if len(run) == 1 or not self._belongs_to_next(run[-1]) else run[:-1]

    def _antecedent(self, found: Found[Fate]) -> int | None:
        """The number before "who", which another verb can take as well: "the body of a man who had been kidnapped"."""
        for back in range(1, 5):
            if any(f.first == found.first - back for f in self._fates):
                return None
            if self._words.low(found.first - back) == "who":
                ends = [i for i, q in enumerate(self._numbers) if q.last == found.first - back]
                return ends[0] if ends else None
        return None

    def _is_subject(self, number: int) -> bool:
        """Whether a person by rank and name begins the sentence, as whose verb a far one can stand."""
        q = self._numbers[number]
        is_named = q.figure.best == 1 and q.last - q.first > 1 and self._words.all[q.last - 1].is_capital
        return is_named and number == 0 and self._words.gap(q.last - 1).strip()[:1] in (",", "(")

    def _far(self, begin: int, end: int, previous: Found[Fate] | None) -> bool:
        if end - begin > _FARTHEST_BEFORE or ";" in self._between(begin, end):
            return True
        if previous is None or previous.first < begin or previous.value.fate not in COUNTED:
            return False
        return not self._is_relative(previous)

    def _is_relative(self, fate: Found[Fate]) -> bool:
        """Whether a verb stands in a clause with "who" or "whom", so that the number before it is free for the next."""
        return any(self._words.low(fate.first - back) in ("who", "whom", "that", "which") for back in range(1, 5))

    def _behind(self, found: Found[Fate]) -> list[int]:
        free = [i for i, q in enumerate(self._numbers) if q.first >= found.last and i not in self._used]
        free = [i for i in free if i not in self._subsets and not self._is_of_noun(i, found)]
        if free and self._words.low(found.first) in ("lost", "loses", "losing"):  # lost his mother
            owner = self._words.low(self._numbers[free[0]].first)
            free = [] if owner in ("his", "her", "their", "the", "a") else free
        if not free or self._numbers[free[0]].first - found.last > _FARTHEST_BEHIND:
            return []
        between = self._between(found.last, self._numbers[free[0]].first)
        if found.value.form == "active" and re.match(r"\W*,\W*(?:and|but|while)\b", between):  # the killing, and called
            return []
        if (
            ";" in between
            or "." in between
            or any(found.last <= f.first < self._numbers[free[0]].first for f in self._fates)
        ):
            return []
        taken = [free[0]]
        for i in free[1:]:
            between = self._between(self._numbers[taken[-1]].last, self._numbers[i].first)
            if not self._are_joined(taken[-1], i) and not _RELATIVE.match(between):
                break
            if self._belongs_to_next(i):
                break
            taken.append(i)
        self._used.update(taken)
        return taken

    def _is_of_noun(self, number: int, found: Found[Fate]) -> bool:
        """Whether a noun behind takes the number: "recovered three bodies"."""
        last = self._numbers[number].last
        return any(f.first == last and f.value.form == "noun" and f.first != found.first for f in self._fates)

    def _belongs_to_next(self, number: int) -> bool:
        """Whether a passive verb follows at once: "killing five and 12 were injured"."""
        last = self._numbers[number].last
        following = self._numbers[number + 1].first if number + 1 < len(self._numbers) else self._where.stop
        return any(
            last <= f.first <= min(last + 4, following)
            and f.value.form in ("passive", "both")
            and not self._is_active(f)
            for f in self._fates
        )

    def _is_active(self, found: Found[Fate]) -> bool:
        for back in range(1, 6):
            low = self._words.low(found.first - back)
            if low in _AUXILIARIES:
                return False
            if low not in _LIGHT:
                break
        is_joined = not self._words.gap(found.last - 1).strip()
        if self._words.gap(found.last - 1).strip() == ":":  # Killed: 3
            return any(q.first == found.last for q in self._numbers)
        follows = is_joined and any(found.last <= q.first <= found.last + 1 for q in self._numbers)
        before = [q for q in self._numbers if q.last == found.first and self._words.gap(q.last - 1).strip() != ","]
        if before and follows:
            return bool(before[0].people and before[0].people.group in ("militants", "security"))
        return follows or (not before and not self._adjacent(found) and self._has_next(found))

    def _has_next(self, found: Found[Fate]) -> bool:
        """Whether a number follows that no other verb stands before."""
        following = next((q for q in self._numbers if q.first >= found.last), None)
        if following is None or following.first - found.last > _FARTHEST_BEHIND:
            return False
        return not any(found.last <= f.first < following.first for f in self._fates) and not re.search(
            r"[;.,]", self._between(found.last, following.first)
        )

    def _adjacent(self, found: Found[Fate]) -> bool:
        """Whether a number stands a few light words before the verb: "20 others critically injured"."""
        at = found.first
        while at > self._where.start and self._words.low(at - 1) in _LIGHT:
            at -= 1
        return any(q.last >= at and q.last <= found.first for q in self._numbers)

    def _are_joined(self, number: int, following: int) -> bool:
        """Whether two numbers are taken together: "two officials of the force and three assailants"."""
        one, other = self._numbers[number], self._numbers[following]
        between = self._between(one.last, other.first)
        if one.of_whole and one.last + 3 > other.first and "of" in between:  # four of the six employees
            return False
        if _JOINTS.match(between):
            return True
        has_verb = any(one.last <= f.first < other.first for f in self._fates)
        whose = _WHOSE.match(between)
        return bool(whose) and not has_verb and bool(_JOINTS.match(between[whose.end() :] if whose else ""))

    def _joined(self, previous: Found[Fate], found: Found[Fate]) -> bool:
        return bool(_JOINTS.match(self._between(previous.last, found.first)))

    def _toll(self, found: Found[Fate]) -> Casualties | None:
        """The last number that a toll is said to have come to: "rose from five to nine"."""
        if found.first in self._silent:
            return None
        limit = min(found.last + 24, self._where.stop)
        reached = [
            i
            for i, q in enumerate(self._numbers)
            if found.last <= q.first < limit
            and i not in self._used
            and (q.first == found.last + (self._words.low(found.last) == "of") or _RESULT.search(self._lead(q.first)))
        ]
        if not reached:
            return None
        is_from = self._words.low(self._numbers[reached[0]].first - 1) == "from"
        last = reached[1] if is_from and len(reached) > 1 else reached[0]  # from eight to six
        self._used.update(range(last + 1))
        is_old = any(self._words.low(found.first - back) in _OLD for back in range(1, 6))
        part = self._part(last)
        force = people_phrases().find(self._words, range(found.first, part.first))
        if not part.group and any(noun.value.group == "security" for noun in force):
            part = part._replace(group="security")  # the toll of the force
        if self._words.low(part.first - 1) == "from" and part.figure.high is not None:  # from five to nine
            part = part._replace(figure=Figure(part.figure.high, part.figure.high, part.figure.high))
        if self._words.low(part.first) == "up" and part.figure.best is None:  # toll up to two
            part = part._replace(figure=Figure(*[part.figure.high] * 3))
        fate, reference = found.value.fate, "old" if is_old else ""
        return Casualties(fate, (part,), (), found.first, found.last, is_toll=not is_old, reference=reference)

    # what stands between

    def _between(self, begin: int, end: int) -> str:
        words = self._words
        if begin >= end:
            return words.gap(begin - 1) if begin == end else ""
        return words.text.low[words.all[begin - 1].end : words.all[end].start] if begin else ""

    def _lead(self, number: int) -> str:
        start = self._words.all[number].start
        return self._words.text.low[max(start - 40, self._words.all[self._where.start].start) : start]

    def _is_subset(self, q: Quantity) -> bool:
        is_of_them = self._words.low(q.last) == "of" and self._words.low(q.last + 1) in ("them", "whom")
        is_part = is_of_them and q is not self._numbers[0] and self._words.gap(q.first - 1).strip() == ","
        is_part = is_part and not self._dies_of(q)
        return is_part or bool(_SUBSET.search(self._lead(q.first)))

    def _dies_of(self, q: Quantity) -> bool:
        """Whether a verb of its own says that they died who were hurt: "six were wounded, one of them died"."""
        whole = [w.last for w in self._numbers if w.last <= q.first]
        before = [f for f in self._fates if (whole[-1] if whole else 0) <= f.first and f.last <= q.first]
        behind = [f for f in self._fates if q.last <= f.first <= q.last + _FARTHEST_BEFORE]
        if not before or not behind or before[-1].value.fate == behind[0].value.fate:
            return False
        is_passive = behind[0].value.form in ("passive", "both", "succumbed") and not self._is_active(behind[0])
        return is_passive and behind[0].value.fate in COUNTED

    def _continues_subset(self, number: int) -> bool:
        """Two women and three children, both behind "including"."""
        if number - 1 not in self._subsets or self._has_own_verb(number):
            return False
        between = self._between(self._numbers[number - 1].last, self._numbers[number].first)
        last = self._numbers[number].last
        is_next = not self._words.gap(last - 1).strip() and any(f.first == last for f in self._fates)
        return ";" not in between and bool(_JOINTS.match(between)) and not is_next

    def _has_own_verb(self, number: int) -> bool:
        """Whether a verb follows, and the number before "including" has its own: "five died, among them a major, and
        seven were wounded"."""
        whole = next((i for i in range(number - 1, -1, -1) if i not in self._subsets), None)
        if whole is None:
            return False
        has_verb = any(self._numbers[whole].last <= f.first < self._numbers[number].first for f in self._fates)
        last = self._numbers[number].last
        last += self._words.low(last) in _AUXILIARIES
        return has_verb and any(f.first == last for f in self._fates)

    def _is_negated(self, found: Found[Fate]) -> bool:
        if self._words.low(found.first - 1) in ("nearly", "almost"):
            return True
        if found.value.fate == "killed" and any(
            self._words.low(n) == "alive" for n in range(found.last, self._where.stop)
        ):
            return True
        return any(self._words.low(found.first - back) in _NEGATED for back in range(1, 4))
