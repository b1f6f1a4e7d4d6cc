"""A stretch of words with the numbers of people and the verbs in it, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.intake.asides import aside_words, without_asides
from geo.intake.counted_nouns import ONE, People, Quantity, people_phrases
from geo.intake.fates import COUNTED, Fate, Part, fate_phrases, nobody_phrases
from geo.intake.nobody import verbs_of_nobody
from geo.intake.parts import parts_of
from geo.intake.phrases import Found, Words
from geo.intake.quantities import quantities
from geo.intake.word_sets import word_set

__all__ = ["Clause"]

_AUXILIARIES = word_set("auxiliaries")
_LIGHT = word_set("light")
_IN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGE = (
    r"(?:\W*\b(?:(?:aged |age |about |around )?\d{1,2}\b(?: years old)?|of \w+)|, all (?:of them )?\w+\b"
    rf"|\s*\([^()]{{0,90}}\)|,\s(?:{_IN_WORDS})(?=,))?"
)
_JOINTS = re.compile(
    rf"{_AGE}[^\w;:]*(?:(?:and|&|as well as|along with|together with|plus|besides|or|with|اور)\W*)?"
    r"(?:of )?(?:(?:his|her|their|its|the)\s)?\Z"
)
_WHOSE = re.compile(
    r" (?:of|from|belonging to|in|at) (?:(?:the|a|an|his|her|their) )?[\w'-]+(?: (?!and\b)[\w'-]+){0,3}"
)
_SAID = re.compile(r"\b(?:says?|said|tells?|told|reports?|reported|confirm(?:s|ed)|wrote|counts?|counted)\b")
_WHO = re.compile(r",? who (?!was\b|were\b)[^,;.:]{3,60} (?:and|as well as) \Z")
_ASIDE = re.compile(r", (?:the|a|an|who)\b[^,;.:]{2,70},\s*(?:and|as well as)\s+(?:(?:his|her|their|its|the)\s+)?\Z")
_SUBSET = re.compile(
    r"\b(?:including|includes|included|among them|among whom|among those|of whom|of them|most of them|mostly|"
    r"both of them|two of them|one of them|comprising|consisting of|the dead include|dead included|"
    r"excluding|not counting|not including|other than|"
    r"جن میں)\W*(?:at least )?\Z"
)
_SUMMING = re.compile(r"(?:grand )?(?:total|final|to sum up|in all|overall|all told)(?: \w+){0,2}?\s?[:,]")
_LEAD = 40
_BEFORE_NOUN = frozenset(("his", "her", "their", "the", "of", "with", "from", "bullet", "gunshot", "to", "and"))
_CALLED = word_set("called")
_FARTHEST_BEFORE = 22
_FARTHEST_BEHIND = 7


def _is_divided(words: Words, found: Found[tuple[str, ...]]) -> bool:
    """Whether a comma parts a verb from a nobody of the next one: "three guards hurt, none dead"."""
    last = found.last - 1
    return last > found.first and words.low(last) in ("none", "nobody") and words.gap(last - 1).strip() == ","


class Clause:
    """A stretch of words with its numbers of people and its verbs, and what stands between them."""

    def __init__(self, words: Words, where: range, taken: frozenset[int], silent: frozenset[int]) -> None:
        self.asides = asides = aside_words(words, where)
        taken = taken | asides
        self.words, self.where, self.silent, self.taken = words, where, silent, taken
        self.none = [n for n in nobody_phrases().find(words, where) if not _is_divided(words, n)]
        blocked = {number for found in self.none for number in range(found.first, found.last)}
        self.numbers = quantities(words, where, taken)
        self.fates = [
            found
            for found in self._verbs(where)
            if found.first not in blocked | asides and not any(q.first <= found.first < q.last for q in self.numbers)
            if not (found.value.form == "wounds" and words.low(found.first - 1) in _BEFORE_NOUN)
        ]
        of_nobody = list(verbs_of_nobody(words, where, self.fates))
        self.none += [found for _, found in of_nobody]
        self.fates = [found for found in self.fates if all(found is not verb for verb, _ in of_nobody)]
        self.used: set[int] = set()
        self.taken_last: list[int] = []
        self.subsets: set[int] = set()
        for number, q in enumerate(self.numbers):
            if self._is_subset(q) or self._continues_subset(number):
                self.subsets.add(number)
        self.subsets |= parts_of(words, self.numbers)
        lead = words.text.low[words.all[where.start].start : words.all[where.stop - 1].end][:_LEAD]
        self.sums_up = bool(_SUMMING.match(lead))

    def _verbs(self, where: range) -> Iterator[Found[Fate]]:
        """What becomes of people; a phrase that begins within a number is looked up anew behind it."""
        for found in fate_phrases().find(self.words, where):
            ends = [q.last for q in self.numbers if q.first <= found.first < q.last < found.last]
            if ends:  # an uncounted number of porters were hurt
                yield from fate_phrases().find(self.words, range(ends[0], found.last))
            else:
                yield found

    def part(self, number: int) -> Part:
        """A number with the kind of people whom it counts."""
        q = self.numbers[number]
        people = q.people or self._noun_behind_verb(q)
        if people and people.group in ("people", "civilians", "") and self._are_called_militants(q):
            return Part(q.figure, "militants", "Unidentified armed group", q.first, q.last)
        group, actor = (people.group, people.actor) if people else ("", "")
        is_pronoun = self.words.low(q.first) in ("he", "she")
        return Part(q.figure, group, actor, q.first, q.last, is_pronoun, q.reference)

    def _noun_behind_verb(self, q: Quantity) -> People | None:
        """Whom the noun behind the verb means: "12 dead civilians"."""
        label = next((f for f in self.fates if f.last == q.first and self.words.gap(f.last - 1).strip() == ":"), None)
        if label is not None and label.first > self.where.start:  # militants killed: 2
            before = label.first - 1
            nouns = list(people_phrases().find(self.words, range(max(before - 2, 0), before + 1)))
            return nouns[-1].value if nouns and nouns[-1].last == label.first else None
        verb = next((f for f in self.fates if f.first == q.last), None)
        is_joined = verb is not None and self.words.gap(verb.last - 1) == " "
        noun = people_phrases().at(self.words, verb.last, self.where.stop) if verb and is_joined else None
        return noun.value if noun else None

    def _are_called_militants(self, q: Quantity) -> bool:
        """Three men, described as militants; four men whom officials called terrorists."""
        at = q.last
        while at < min(q.last + 6, self.where.stop) and self.words.low(at) in _CALLED:
            at += 1
        noun = people_phrases().at(self.words, at, self.where.stop) if q.last < at < self.where.stop else None
        return bool(noun and noun.value.group == "militants")

    def is_active(self, found: Found[Fate]) -> bool:
        """Whether a verb that has one form for both takes those behind it: "killed five"."""
        for back in range(1, 6):
            low = self.words.low(found.first - back)
            if low in _AUXILIARIES:
                return False
            if low not in _LIGHT and not low.endswith("ly"):
                break
        is_joined = not self.words.gap(found.last - 1).strip()
        if self.words.gap(found.last - 1).strip() == ":":  # Killed: 3
            return any(q.first == found.last for q in self.numbers)
        follows = is_joined and any(found.last <= q.first <= found.last + 1 for q in self.numbers)
        before = [q for q in self.numbers if q.last == found.first and self.words.gap(q.last - 1).strip() != ","]
        if before and follows:
            return bool(before[0].people and before[0].people.group in ("militants", "security"))
        return follows or (not before and not self.adjacent(found) and self.has_next(found))

    def has_next(self, found: Found[Fate]) -> bool:
        """Whether a number follows that no other verb stands before."""
        following = next((q for q in self.numbers if q.first >= found.last), None)
        if following is None or following.first - found.last > _FARTHEST_BEHIND:
            return False
        return not any(found.last <= f.first < following.first for f in self.fates) and not re.search(
            r"[;.,]", self.between(found.last, following.first)
        )

    def adjacent(self, found: Found[Fate]) -> bool:
        """Whether a number stands a few light words before the verb: "20 others critically injured"."""
        at = found.first
        while at > self.where.start and (self.words.low(at - 1) in _LIGHT or self.words.low(at - 1).endswith("ly")):
            at -= 1
        return any(q.last >= at and q.last <= found.first for q in self.numbers)

    def are_joined(self, number: int, following: int) -> bool:
        """Whether two numbers are taken together: "two officials of the force and three assailants"."""
        one, other = self.numbers[number], self.numbers[following]
        between = self.between(one.last, other.first)
        is_taken_from = one.of_whole and one.last + 3 > other.first and "of" in between  # four of the six employees
        if is_taken_from or self.words.low(other.first) in ("he", "she"):  # fired at a trader, and he died
            return False
        if _JOINTS.match(between):
            return not (between.strip() == "," and one.people is None and other.people is None)  # three, five in care
        if following - number == 2 and following - 1 in self.subsets and self._is_behind_aside(following):
            return not any(one.last <= f.first < other.first for f in self.fates)
        verbs = [f.first for f in self.fates] + [n.first for n in self.none]  # escaped unhurt while his driver …
        has_verb = any(one.last <= verb < other.first for verb in verbs)
        if one.figure == ONE and following == number + 1 and _ASIDE.match(between) and not has_verb:
            return True
        if one.people is not None and other.people is not None and _WHO.fullmatch(between) and not has_verb:
            return True
        whose = _WHOSE.match(between) if not _SAID.search(between) else None
        return bool(whose) and not has_verb and bool(_JOINTS.match(between[whose.end() :] if whose else ""))

    def joined(self, previous: Found[Fate], found: Found[Fate]) -> bool:
        """Whether nothing but "and" stands between two verbs."""
        return bool(_JOINTS.match(self.between(previous.last, found.first)))

    def belongs_to_next(self, number: int) -> bool:
        """Whether a passive verb follows at once: "killing five and 12 were injured"."""
        last = self.numbers[number].last
        following = self.numbers[number + 1].first if number + 1 < len(self.numbers) else self.where.stop
        return any(
            last <= f.first <= min(last + 4, following)
            and f.value.form in ("passive", "both")
            and not self.is_active(f)
            for f in self.fates
        )

    def between(self, begin: int, end: int) -> str:
        """The text between two words, the first excluded, in small letters."""
        words = self.words
        if begin >= end:
            return words.gap(begin - 1) if begin == end else ""
        text = words.text.low[words.all[begin - 1].end : words.all[end].start] if begin else ""
        return without_asides(text) if self.asides else text

    def lead(self, number: int) -> str:
        """Some forty characters before a word."""
        start = self.words.all[number].start
        return self.words.text.low[max(start - 40, self.words.all[self.where.start].start) : start]

    def _is_subset(self, q: Quantity) -> bool:
        is_of_them = self.words.low(q.last) == "of" and self.words.low(q.last + 1) in ("them", "whom")
        is_part = is_of_them and q is not self.numbers[0] and self.words.gap(q.first - 1).strip() == ","
        is_part = is_part and not self._dies_of(q) and not self._is_subject_of_verb(q)
        lows = (self.words.low(q.last), self.words.low(q.last + 1))
        if lows[0] == "included" and q is not self.numbers[0]:  # five passengers, a child included
            return True
        is_one_of = lows in (("among", "them"), ("among", "those"), ("among", "these"), ("being", "among"))
        is_one_of = is_one_of and q is not self.numbers[0] and self.words.gap(q.first - 1).strip() == ","
        return is_part or is_one_of or bool(_SUBSET.search(self.lead(q.first)))

    def _is_subject_of_verb(self, q: Quantity) -> bool:
        """Whether a verb follows at once, of people for whom there is none yet: "27 passengers, nine of whom died"."""
        at = q.last + 2
        is_verb = self.words.low(at) in _AUXILIARIES or any(f.first == at for f in self.fates)
        before = [n.last for n in self.numbers if n.last <= q.first]
        return is_verb and bool(before) and not any(before[-1] <= f.first < q.first for f in self.fates)

    def _dies_of(self, q: Quantity) -> bool:
        """Whether a verb of its own says that they died who were hurt: "six were wounded, one of them died"."""
        whole = [w.last for w in self.numbers if w.last <= q.first]
        before = [f for f in self.fates if (whole[-1] if whole else 0) <= f.first and f.last <= q.first]
        behind = [f for f in self.fates if q.last <= f.first <= q.last + _FARTHEST_BEFORE]
        if not before or not behind or before[-1].value.fate == behind[0].value.fate:
            return False
        own = [n for n in self.numbers if q.last <= n.first and n.last == behind[0].first and n.figure.best != 1]
        if own:  # three of them children, and 11 wounded
            return False
        is_passive = behind[0].value.form in ("passive", "both", "succumbed") and not self.is_active(behind[0])
        return is_passive and behind[0].value.fate in COUNTED

    def _continues_subset(self, number: int) -> bool:
        """Two women and three children, both behind "including"."""
        if number - 1 not in self.subsets or self._has_own_verb(number) or self._is_behind_aside(number):
            return False
        between = self.between(self.numbers[number - 1].last, self.numbers[number].first)
        last = self.numbers[number].last
        is_next = not self.words.gap(last - 1).strip() and any(f.first == last for f in self.fates)
        return ";" not in between and bool(_JOINTS.match(between)) and not is_next

    def _is_behind_aside(self, number: int) -> bool:
        """Whether a comma has closed what is included: "three militants, including a bomber, and two policemen"."""
        part = self.numbers[number - 1]
        is_one = number - 2 not in self.subsets and "," in self.words.gap(part.first - 2)
        return is_one and self.words.gap(part.last - 1).strip() == "," and self.words.low(part.last) == "and"

    def _has_own_verb(self, number: int) -> bool:
        """Whether a verb follows, and the whole has its own: "five died, among them a major, and seven were hurt"."""
        whole = next((i for i in range(number - 1, -1, -1) if i not in self.subsets), None)
        if whole is None:
            return False
        has_verb = any(self.numbers[whole].last <= f.first < self.numbers[number].first for f in self.fates)
        last = self.numbers[number].last
        last += self.words.low(last) in _AUXILIARIES
        return has_verb and any(f.first == last for f in self.fates)
