"""Which numbers of people a verb takes: those before it, behind it, or beside it (along with)."""

from __future__ import annotations

import re

from geo.intake.clauses import Clause
from geo.intake.counted_nouns import Quantity
from geo.intake.fates import COUNTED, Fate
from geo.intake.phrases import Found
from geo.intake.word_sets import word_set

__all__ = ["Taking"]

_AUXILIARIES = word_set("auxiliaries")
_RELATIVE = re.compile(r"\W*(?:,\W*)?who\b[^,.;]{0,50}\band\W*\Z")
_FARTHEST_BESIDE = 14
_FARTHEST_WHO = 4
_FARTHEST_BEFORE = 22
_FARTHEST_BEHIND = 7


class Taking(Clause):
    """A clause whose verbs take numbers: in the passive those before, in the active those behind."""

    def holds_people(self, found: Found[Fate]) -> bool:
        """Whether people are counted between the words of a verb: "took two guards from their post"."""
        return any(q.people is not None for q in self.numbers if found.first < q.first and q.last <= found.last)

    def is_label(self, found: Found[Fate]) -> bool:
        """Whether a verb or noun labels the number behind: "Dead: three", "shaheed 3, zakhmi 2"."""
        following = next((q for q in self.numbers if q.first == found.last), None)
        is_begin = found.first == self.where.start or self.words.gap(found.first - 1).strip() != ""
        if following is None or not is_begin:
            return False
        gap = self.words.gap(found.last - 1).strip()
        is_bare = following.people is None and self.words.low(following.first).isdecimal()
        end = self.words.gap(following.last - 1).strip()
        is_closed = following.last >= self.where.stop or end[:1] in (",", ";", ".", ")", "/", "|")
        return gap in (":", "-", "--", "=") or (not gap and is_bare and is_closed)

    def within(self, found: Found[Fate]) -> list[int]:
        """The numbers between the words of a verb: "took 17 passengers away"."""
        taken = [i for i, q in enumerate(self.numbers) if found.first < q.first and q.last <= found.last]
        self.used.update(taken)
        return taken

    def before(self, found: Found[Fate], previous: Found[Fate] | None) -> list[int]:
        """The numbers before a verb in the passive."""
        if (antecedent := self.antecedent(found)) is not None:
            return self._with_antecedent(found, antecedent)
        candidates = [i for i, q in enumerate(self.numbers) if q.last <= found.first]
        if candidates and found.value.form == "noun" and self.words.low(found.first - 1) == "their":
            return candidates[-1:]  # three were abducted; their bodies were found
        free = [i for i in candidates if i not in self.used and i not in self.subsets]
        if found.value.form == "noun":
            free = [i for i in free if self.numbers[i].last >= found.first - 1]
        if not free:
            return self._along(found) or self._of_participle(found, previous)
        begin = self._behind_names(free[-1], found)
        distance = found.first - begin
        is_far = self._far(begin, found.first, previous)
        is_subject = self._is_subject(free[-1]) and distance < 2 * _FARTHEST_BEFORE
        is_subject = is_subject or (self._is_of_participle(free[-1], previous) and distance <= _FARTHEST_BEFORE)
        if is_far and not is_subject:
            return []
        taken = [free[-1]]
        if self._is_whole_of(free, found):
            taken = free = free[:-1]
        for i in reversed(free[:-1]):
            if not self.are_joined(i, taken[0]):
                break
            taken.insert(0, i)
        if taken[0] and self._goes_along(taken[0]):
            taken.insert(0, taken[0] - 1)
        taken += self._along(found)
        self.taken_last = taken
        self.used.update(taken)
        return taken

    def _along(self, found: Found[Fate]) -> list[int]:
        """Who stands behind a passive verb: "was gunned down along with a nephew and two guards"."""
        for i, q in enumerate(self.numbers):
            if not 0 <= q.first - found.last <= _FARTHEST_BESIDE or i in self.used:
                continue
            lead = re.sub(r"\s+(?:his|her|their|the)$", "", self.between(found.last, q.first).strip())
            has_verb = any(found.last <= f.first < q.first for f in self.fates)
            is_with = lead.endswith(("along with", "together with")) or (lead == "with" and self._are_others(q))
            if is_with and not has_verb:
                run = self.run(i)
                self.used.update(run)
                return run
        return []

    def _are_others(self, q: Quantity) -> bool:
        """Whether people stand beside someone: "with three others", "with his two sons"."""
        is_owned = {self.words.low(q.first), self.words.low(q.first - 1)} & {"his", "her", "their"}
        return q.reference.kind == "others" or bool(is_owned)

    def with_subject(self, found: Found[Fate], taken: list[int]) -> bool:
        """Whether those who are taken only stand beside someone: "the commander was killed along with two others"."""
        was = self.words.low(found.first - 1) in ("was", "is")
        return was and bool(taken) and all(self.numbers[i].first >= found.last for i in taken)

    def _behind_names(self, number: int, found: Found[Fate]) -> int:
        """The word behind a number and the people who are named as its parts: "three sons, Naik A (33) and Sepoy B"."""
        last = number
        while last + 1 in self.subsets and self.numbers[last + 1].last <= found.first:
            last += 1
        return self.numbers[last].last

    def _is_of_participle(self, number: int, previous: Found[Fate] | None) -> bool:
        """Whether only a participle of its whole stands between: "two of the seven hurt in the attack died"."""
        if previous is None or not self.numbers[number].of_whole or number + 1 >= len(self.numbers):
            return False
        return self.numbers[number + 1].last == previous.first and previous.value.form == "both"

    def _of_participle(self, found: Found[Fate], previous: Found[Fate] | None) -> list[int]:
        """The number that a participle has taken already: "three men kidnapped last week were found dead"."""
        is_killed = found.value.fate == "killed" and self.words.low(found.first - 1) in _AUXILIARIES
        begin = found.first - (self.words.low(found.first - 1) in ("later", "subsequently", "also"))
        is_closed = found.value.fate == "killed" and self.words.gap(begin - 1).strip() == ","
        if previous and is_closed and previous.value.fate == "injured":  # a guard, hit by a bullet, died
            return [i for i in self.taken_last if self.words.gap(previous.first - 1).strip() == ","]
        is_since = self.words.low(found.first - 1) in ("since", "later", "now") and previous is not None
        if is_since and previous is not None and previous.value.fate == "injured" and found.value.fate == "killed":
            return self._hurt_before(found, previous)
        if previous is None or not is_killed or previous.value.fate != "abducted":
            return []
        return [i for i, q in enumerate(self.numbers) if q.last == previous.first][:1]

    def _hurt_before(self, found: Found[Fate], previous: Found[Fate]) -> list[int]:
        """Who is only called hurt before a verb: "two soldiers critically injured yesterday have since died"."""
        is_new = self.words.low(found.first - 2) in _AUXILIARIES | {"have", "has", "had"}
        first = previous.first - self.words.low(previous.first - 1).endswith("ly")
        is_one = not re.search(r"[,;]|\band\b", self.between(previous.last, found.first))
        return [i for i in self.taken_last if self.numbers[i].last == first] if is_new and is_one else []

    def _is_whole_of(self, free: list[int], found: Found[Fate]) -> bool:
        """Whether the last number is only what the one before is taken from: "one of these two passed away"."""
        last = free[-1]
        if last == 0 or last - 1 not in free or not self.numbers[last - 1].of_whole:
            return False
        if found.value.form == "both" and found.first == self.numbers[last].last:  # two of the seven injured in it
            return False
        is_of = self.numbers[last].first - self.numbers[last - 1].last <= 3
        nearest = max(self.numbers[last].last, found.first - _FARTHEST_WHO)
        return is_of and not any(self.words.low(n) == "who" for n in range(nearest, found.first))

    def _goes_along(self, number: int) -> bool:
        """Whether someone before is the subject: "Captain Ali, leading from the front, along with two men, fell"."""
        one, other = self.numbers[number - 1], self.numbers[number]
        between = re.sub(r"\s+(?:his|her|their|the)$", "", self.between(one.last, other.first).strip())
        has_verb = any(one.last <= f.first < other.first for f in self.fates)
        is_free = number - 1 not in self.used and number - 1 not in self.subsets
        is_along = between.endswith(("along with", "together with")) and ";" not in between
        return is_free and is_along and not has_verb and other.first - one.last <= _FARTHEST_BEFORE

    def run(self, number: int) -> list[int]:
        """A number and those that are joined to it."""
        run = [number]
        for i in range(number + 1, len(self.numbers)):
            is_joined = self.are_joined(i - 1, i)
            if i in self.subsets or not is_joined:
                break
            run.append(i)
        return run if len(run) == 1 or not self.belongs_to_next(run[-1]) else run[:-1]

    def antecedent(self, found: Found[Fate]) -> int | None:
        """The number before "who", which another verb can take as well: "the body of a man who had been kidnapped"."""
        for back in range(1, 5):
            if any(f.first == found.first - back for f in self.fates):
                return None
            if self.words.low(found.first - back) == "who":
                ends = [i for i, q in enumerate(self.numbers) if q.last == found.first - back]
                return ends[0] if ends else None
        return None

    def _with_antecedent(self, found: Found[Fate], antecedent: int) -> list[int]:
        """The number before "who" and those that are listed with it."""
        behind = [f for f in self.fates if f.first >= found.last and f.value.form in ("passive", "succumbed")]
        run = [antecedent]
        while run[0] and self._is_listed_with(run[0] - 1, run[0]):
            run.insert(0, run[0] - 1)
        self.used.update(() if behind and antecedent == 0 else run)
        return run

    def _is_listed_with(self, number: int, following: int) -> bool:
        """Whether a comma before "who" tells it of both: "the manager and his guard, who had been kidnapped"."""
        is_closed = self.words.gap(self.numbers[following].last - 1).strip() == ","
        is_free = number not in self.used and number not in self.subsets
        return is_closed and is_free and self.are_joined(number, following)

    def _is_subject(self, number: int) -> bool:
        """Whether a person by rank and name begins the sentence, as whose verb a far one can stand."""
        q = self.numbers[number]
        is_named = q.figure.best == 1 and q.last - q.first > 1 and self.words.all[q.last - 1].is_capital
        return is_named and number == 0 and self.words.gap(q.last - 1).strip()[:1] in (",", "(")

    def _far(self, begin: int, end: int, previous: Found[Fate] | None) -> bool:
        if end - begin > _FARTHEST_BEFORE or ";" in self.between(begin, end):
            return True
        if previous is None or previous.first < begin or previous.value.fate not in COUNTED:
            return False
        return not self._is_relative(previous)

    def _is_relative(self, fate: Found[Fate]) -> bool:
        """Whether a verb stands in a clause with "who" or "whom", so that the number before it is free for the next."""
        return any(self.words.low(fate.first - back) in ("who", "whom", "that", "which") for back in range(1, 5))

    def behind(self, found: Found[Fate]) -> list[int]:
        """The numbers behind a verb in the active."""
        if lost := self._lost(found):
            return lost
        free = [i for i, q in enumerate(self.numbers) if q.first >= found.last and i not in self.used]
        free = [i for i in free if i not in self.subsets and not self._is_of_noun(i, found)]
        if free and self.words.low(found.first) in ("lost", "loses", "losing"):  # lost his mother
            owner = self.words.low(self.numbers[free[0]].first)
            free = [] if owner in ("his", "her", "their", "the", "a") else free
        if not free or self.numbers[free[0]].first - found.last > _FARTHEST_BEHIND:
            return []
        between = self.between(found.last, self.numbers[free[0]].first)
        if found.value.form == "active" and re.match(r"\W*,\W*(?:and|but|while)\b", between):  # the killing, and called
            return []
        if (
            ";" in between
            or "." in between
            or any(found.last <= f.first < self.numbers[free[0]].first for f in self.fates)
        ):
            return []
        taken = [free[0]]
        for i in free[1:]:
            between = self.between(self.numbers[taken[-1]].last, self.numbers[i].first)
            if not self.are_joined(taken[-1], i) and not _RELATIVE.match(between):
                break
            if self.belongs_to_next(i):
                break
            taken.append(i)
        self.used.update(taken)
        return taken

    def _lost(self, found: Found[Fate]) -> list[int]:
        """Whose lives were lost, before the verb: "12 rebels were eliminated and two soldiers lost"."""
        at = found.first - (self.words.low(found.first - 1) in _AUXILIARIES)
        ends = [i for i, q in enumerate(self.numbers) if q.last == at and q.people is not None]
        is_alone = self.words.low(found.first) == "lost" and found.last == found.first + 1
        is_alone = is_alone and not any(q.first == found.last for q in self.numbers)
        is_alone = is_alone and self.words.low(found.last) not in ("his", "her", "their", "its", "a", "the", "all")
        self.used.update(ends if is_alone else ())
        return ends if is_alone else []

    def _is_of_noun(self, number: int, found: Found[Fate]) -> bool:
        """Whether a noun behind takes the number: "recovered three bodies"."""
        last = self.numbers[number].last
        return any(f.first == last and f.value.form == "noun" and f.first != found.first for f in self.fates)

    def stands_before(self, found: Found[Fate], are_new: bool = False) -> bool:
        """Whether a number stands at once before, with nothing but auxiliaries between: "seven are admitted".

        With ``are_new`` the people must not be known: "the guards were hit" tells no more of them.
        """
        at = found.first
        while self.words.low(at - 1) in _AUXILIARIES or self.words.low(at - 1) in ("now", "still"):
            at -= 1
        ends = [q for q in self.numbers if q.last == at and (at < found.first or not are_new)]
        return any(not (are_new and (q.is_definite or self.words.low(q.first - 1) == "the")) for q in ends)
