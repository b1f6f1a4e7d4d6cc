"""What became of how many people: numbers bound to "were killed", "injuring", "abducted", in one sentence or part.

A verb in the passive takes the numbers before it, one in the active those behind it; numbers joined by "and" are taken
together. Parts that are included in a number ("among them two children") are not added to it.
"""

from __future__ import annotations

import re

from geo.intake.fates import Casualties, Fate, Part, fate_phrases, nobody_phrases, total_of
from geo.intake.name_lists import named_lists, without_survivors
from geo.intake.parts import parts_of
from geo.intake.phrases import Found, Words
from geo.intake.quantities import ORGANISED, STOPS, Quantity, people_phrases, quantities
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure

__all__ = ["COUNTED", "Casualties", "Part", "casualties", "total_of"]

COUNTED = ("killed", "injured", "abducted")

_AUXILIARIES = word_set("auxiliaries")
_LIGHT = word_set("light")
_AGE = r"(?:\W*\b(?:(?:aged |age )?\d{1,2}\b(?: years old)?|of \w+)|\s*\([^()]{0,90}\))?"
_JOINTS = re.compile(
    rf"{_AGE}\W*(?:(?:and|&|as well as|along with|plus|besides|or|with|اور)\W*)?(?:(?:his|her|their|its|the)\s)?\Z"
)
_RELATIVE = re.compile(r"\W*(?:,\W*)?who\b[^,.;]{0,50}\band\W*\Z")
_SUBSET = re.compile(
    r"\b(?:including|includes|included|among them|among whom|among those|of whom|of them|most of them|mostly|"
    r"both of them|two of them|one of them|comprising|consisting of|the dead include|dead included|"
    r"جن میں)\W*(?:at least )?\Z"
)
_THEN = re.compile(r"\W*(?:and|but|then)\W*(?:(?:later|then|he|she|also|subsequently|soon)\W*)*")
_RESULT = re.compile(r"(?:\b(?:to|at|is|was|now|reached|stands at|stood at|crossed|hits|hit|as|from))\W*\Z|:\W*\Z")
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
    return _Binding(words, where, taken, silent).read()


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
        ]
        self._used: set[int] = set()
        self._subsets: set[int] = set()
        for number, q in enumerate(self._numbers):
            if self._is_subset(q) or self._continues_subset(number):
                self._subsets.add(number)
        self._subsets |= parts_of(words, self._numbers)

    def read(self) -> list[Casualties]:
        found = [Casualties(fate, (self._zero(n),), (), n.first, n.last) for n in self._none for fate in n.value]
        for number, fate in enumerate(self._fates):
            if bound := self._bind(number, fate):
                found.append(bound)
        found += without_survivors(self._words, self._numbers)
        listed = list(named_lists(self._words, self._where))
        names = {n for each in listed for n in range(each.parts[0].first, each.parts[0].last)}
        found = [each for each in found if each.parts[0].first not in names] + listed
        return sorted(found, key=lambda each: each.first)

    @staticmethod
    def _zero(found: Found[tuple[str, ...]]) -> Part:
        return Part(Figure(0, 0, 0), "", "", found.first, found.last)

    def _bind(self, number: int, found: Found[Fate]) -> Casualties | None:
        fate, form = found.value.fate, found.value.form
        if form == "toll":
            return self._toll(found)
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
        if fate == "injured" and self._dies(number):  # received injuries and breathed his last
            fate = "killed"
        return self._casualties(fate, taken, found)

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
        while first > self._where.start and self._is_of_name(first - 1):
            first -= 1
        if words.low(found.first - 1) == "was" and found.first - 1 - first >= 2:
            return Part(one, "people", "", first, found.first - 1)
        is_subject = found.value.form == "passive" and self._is_of_name(found.first - 1)
        if is_subject and found.first - first >= 2 and words.low(found.first - 1) not in ORGANISED:
            return Part(one, "people", "", first, found.first)
        return None

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
        return Casualties(fate, parts, tuple(self._part(i) for i in contained), found.first, found.last)

    def _part(self, number: int) -> Part:
        q = self._numbers[number]
        people = q.people
        if people and people.group in ("people", "civilians", "") and self._are_called_militants(q):
            return Part(q.figure, "militants", "Unidentified armed group", q.first, q.last)
        group, actor = (people.group, people.actor) if people else ("", "")
        return Part(q.figure, group, actor, q.first, q.last, self._words.low(q.first) in ("he", "she"))

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
            self._used.add(antecedent)
            return [antecedent]
        candidates = [i for i, q in enumerate(self._numbers) if q.last <= found.first]
        if candidates and found.value.form == "noun" and self._words.low(found.first - 1) == "their":
            return candidates[-1:]  # three were abducted; their bodies were found
        free = [i for i in candidates if i not in self._used and i not in self._subsets]
        if found.value.form == "noun":
            free = [i for i in free if self._numbers[i].last >= found.first - 1]
        if not free or self._far(self._numbers[free[-1]].last, found.first, previous):
            return []
        taken = [free[-1]]
        for i in reversed(free[:-1]):
            if not _JOINTS.match(self._between(self._numbers[i].last, self._numbers[taken[0]].first)):
                break
            taken.insert(0, i)
        taken += self._along(found)
        self._used.update(taken)
        return taken

    def _along(self, found: Found[Fate]) -> list[int]:
        """Who stands behind a passive verb: "was gunned down along with a nephew"."""
        for i, q in enumerate(self._numbers):
            lead = re.sub(r"\s+(?:his|her|their|the)$", "", self._between(found.last, q.first).strip())
            if 0 <= q.first - found.last <= 10 and lead.endswith(("along with", "together with")):
                return [i]
        return []

    def _antecedent(self, found: Found[Fate]) -> int | None:
        """The number before "who", which another verb can take as well: "the body of a man who had been kidnapped"."""
        for back in range(1, 5):
            if any(f.first == found.first - back for f in self._fates):
                return None
            if self._words.low(found.first - back) == "who":
                ends = [i for i, q in enumerate(self._numbers) if q.last == found.first - back]
                return ends[0] if ends else None
        return None

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
        free = [i for i in free if i not in self._subsets]
        if not free or self._numbers[free[0]].first - found.last > _FARTHEST_BEHIND:
            return []
        between = self._between(found.last, self._numbers[free[0]].first)
        if (
            ";" in between
            or "." in between
            or any(found.last <= f.first < self._numbers[free[0]].first for f in self._fates)
        ):
            return []
        taken = [free[0]]
        for i in free[1:]:
            between = self._between(self._numbers[taken[-1]].last, self._numbers[i].first)
            if not _JOINTS.match(between) and not _RELATIVE.match(between):
                break
            if self._belongs_to_next(i):
                break
            taken.append(i)
        self._used.update(taken)
        return taken

    def _belongs_to_next(self, number: int) -> bool:
        """Whether a passive verb follows at once: "killing five and 12 were injured"."""
        last = self._numbers[number].last
        return any(
            last <= f.first <= last + 4 and f.value.form in ("passive", "both") and not self._is_active(f)
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
            if found.last <= q.first < limit and i not in self._used and _RESULT.search(self._lead(q.first))
        ]
        if not reached:
            return None
        is_from = self._words.low(self._numbers[reached[0]].first - 1) == "from"
        last = reached[1] if is_from and len(reached) > 1 else reached[0]  # from eight to six
        self._used.update(range(last + 1))
        part = self._part(last)
        if self._words.low(part.first - 1) == "from" and part.figure.high is not None:  # from five to nine
            part = part._replace(figure=Figure(part.figure.high, part.figure.high, part.figure.high))
        return Casualties(found.value.fate, (part,), (), found.first, found.last, is_toll=True)

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
        return is_part or bool(_SUBSET.search(self._lead(q.first)))

    def _continues_subset(self, number: int) -> bool:
        """Two women and three children, both behind "including"."""
        if number - 1 not in self._subsets:
            return False
        between = self._between(self._numbers[number - 1].last, self._numbers[number].first)
        last = self._numbers[number].last
        is_next = not self._words.gap(last - 1).strip() and any(f.first == last for f in self._fates)
        return ";" not in between and bool(_JOINTS.match(between)) and not is_next

    def _is_negated(self, found: Found[Fate]) -> bool:
        if self._words.low(found.first - 1) in ("nearly", "almost"):
            return True
        return any(self._words.low(found.first - back) in _NEGATED for back in range(1, 4))
