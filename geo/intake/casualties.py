"""What became of how many people: numbers bound to "were killed", "injuring", "abducted", in one sentence or part.

A verb in the passive takes the numbers before it, one in the active those behind it; numbers joined by "and" are taken
together. Parts that are included in a number ("among them two children") are not added to it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from geo.intake.counted_nouns import ONE, STOPS, people_phrases
from geo.intake.fates import COUNTED, Casualties, Fate, Part, fate_phrases, total_of
from geo.intake.name_lists import named_lists, without_survivors
from geo.intake.named_people import named_person, pronoun
from geo.intake.phrases import Found, Words
from geo.intake.references import Reference, is_also
from geo.intake.taking import Taking
from geo.intake.verbless import (
    as_one_person,
    called_hurt,
    called_taken,
    elided,
    inverted,
    none_did,
    spoken,
    with_those_sent_home,
    without_those_who_died,
)
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure

__all__ = ["COUNTED", "Casualties", "Part", "casualties", "casualties_and_people", "total_of"]

_AUXILIARIES = word_set("auxiliaries")
_THEN = re.compile(r"\W*(?:and|but|then)\W*(?:(?:later|then|he|she|also|subsequently|soon)\W*)*")
_FEARED = frozenset(("may", "might", "could", "feared", "expected", "likely", "fear", "fears"))
_RESULT = re.compile(r"(?:\b(?:to|at|is|was|now|reached|stands at|stood at|crossed|hits|hit|as|from))\W*\Z|:\W*\Z")
_ALIVE = frozenset(("survived", "survive", "pretending", "pretended", "feigned", "played", "playing"))
_FEIGNED = 4
_HAD = 5
_WRONG = ("wrongly", "mistakenly", "erroneously", "incorrectly")
_OLD = frozenset(("first", "earlier", "initially", "previously", "had", *_WRONG))
_LATER = word_set("later")
_DYING = ("died", "succumbed", "perished", "expired")
_PERIODS = frozenset((a, b) for a in ("this", "last", "past") for b in ("week", "month", "year", "months", "weeks"))
_NEGATED = word_set("negated")


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


class _Binding(Taking):
    """Reads a clause."""

    def read(self) -> list[Casualties]:
        """What its verbs say, in their order."""
        found = [
            Casualties(fate, (self._zero(n),), (), n.first, n.last)
            for n in self.none
            for fate in n.value
            if fate in COUNTED
        ]
        for number, fate in enumerate(self.fates):
            if bound := self._bind(number, fate) or self._shared(number, found):
                found += [*self._taken_before(number, found, bound), bound]
        found += without_survivors(self.words, self.where, self.numbers)
        found += inverted(self, found) + none_did(self, found)
        found += elided(self, found)
        found += spoken(self, found)
        found += called_hurt(self) + called_taken(self, found)
        found = without_those_who_died(as_one_person(self, found))
        listed = list(named_lists(self.words, self.where))
        names = {n for each in listed for n in range(each.parts[0].first, each.parts[0].last)}
        found = [each for each in found if each.parts[0].first not in names] + listed
        return with_those_sent_home(self, sorted(found, key=lambda each: each.first))

    def people(self) -> list[Part]:
        """The numbers of people that no verb took, once all is read, and those who are said to be unhurt."""
        free = [i for i in range(len(self.numbers)) if i not in self.used and i not in self.subsets]
        parts = [self.part(i) for i in free if self.numbers[i].people is not None]
        unhurt = [self._zero(n)._replace(reference=Reference("safe")) for n in self.none if "safe" in n.value]
        return unhurt + [part for part in parts if part.figure.best is not None and not part.reference.kind]

    @staticmethod
    def _zero(found: Found[tuple[str, ...]]) -> Part:
        return Part(Figure(0, 0, 0), "", "", found.first, found.last)

    def _bind(self, number: int, found: Found[Fate]) -> Casualties | None:
        if found.value.form == "around" and not self.holds_people(found):  # seized from a guest house
            plain = fate_phrases().at(self.words, found.first, found.first + 1)
            return self._bind(number, plain) if plain else None
        form = found.value.form
        if form == "toll":
            return self._toll(found)
        if form in ("adjacent", "hit") and not self.stands_before(found, are_new=form == "hit"):
            return None
        previous = next((f for f in reversed(self.fates[:number]) if not self._is_among(f)), None)
        is_active = form in ("active", "headline", "wounds") or (form == "both" and self.is_active(found))
        is_active = is_active or self.is_label(found)
        taken = self.within(found)
        if not taken and not pronoun(self, found):
            taken = self.behind(found) if is_active else self.before(found, previous)
        if not taken:
            is_shared = previous is not None and self.joined(previous, found)
            return None if is_shared else self._they(found) or self._named(number, found)
        is_other = self._has_other_object(found, is_active) or self._go_home(found, taken)
        if is_other or self._is_among(found) or self._are_none(taken):
            return None
        fate = self._fate_of(number, taken)
        is_silent = found.first in self.silent or self._is_negated(found)
        return None if fate not in COUNTED or is_silent else self._casualties(fate, taken, found)

    def _go_home(self, found: Found[Fate], taken: list[int]) -> bool:
        """Whether people went home who are not called wounded: "700 men have gone home"."""
        lows = [self.words.low(n) for n in range(found.first, found.last)]
        q = self.numbers[taken[0]]
        return lows[-2:] == ["gone", "home"] and q.people is not None and not q.reference.kind

    def _named(self, number: int, found: Found[Fate]) -> Casualties | None:
        """A person by name alone."""
        named = named_person(self, found) if found.value.fate in COUNTED else None
        if named is None or found.first in self.silent or self._is_negated(found):
            return None
        fate = "killed" if found.value.fate == "injured" and self._dies(number) else found.value.fate
        return Casualties(fate, (named,), (), found.first, found.last)

    def _fate_of(self, number: int, taken: list[int]) -> str:
        """What became of them in the end: "received injuries and breathed his last", "a seventh had been freed"."""
        fate, q = self.fates[number].value.fate, self.numbers[taken[0]]
        if fate == "rescued" and len(taken) == 1 and q.reference.kind == "nth":
            return "abducted"
        is_dead = fate == "injured" and len(taken) == 1 and self._dies(number, q.figure.best == 1)
        return "killed" if is_dead else fate

    def _they(self, found: Found[Fate]) -> Casualties | None:
        """The people named before as "they" or "them": "they were killed", "shot them dead"."""
        is_silent = found.first in self.silent or self._is_negated(found) or found.value.fate not in COUNTED
        at = found.first
        while self.words.low(at - 1) in _AUXILIARIES or self.words.low(at - 1) in ("later", "all", "both", "also"):
            at -= 1
        is_passive = found.value.form in ("passive", "both") and self.words.low(at - 1) == "they" and at < found.first
        is_with = found.value.form == "active" and self.words.low(found.last) == "them"
        is_object = is_with or (
            found.value.form == "both" and "them" in {self.words.low(n) for n in range(found.first, found.last)}
        )
        if is_silent or not (is_passive or is_object) or found.value.fate == "injured":
            return None
        part = Part(Figure(None, None, None), "", "", found.first, found.last, reference=Reference("all"))
        return Casualties(found.value.fate, (part,), (), found.first, found.last)

    def _shared(self, number: int, found: list[Casualties]) -> Casualties | None:
        """Those who were taken away and killed: two verbs with one subject."""
        fate, before = self.fates[number], self.fates[number - 1]
        is_pair = number > 0 and (before.value.fate, fate.value.fate) == ("abducted", "killed")
        if not is_pair or not found or found[-1].first != before.first or not self.joined(before, fate):
            return None
        return replace(found[-1], fate="killed", first=fate.first, last=fate.last)

    def _taken_before(self, number: int, found: list[Casualties], bound: Casualties) -> list[Casualties]:
        """Those who were taken away and killed by two verbs with one object: "kidnapped and shot dead two barbers"."""
        before = self.fates[number - 1]
        is_pair = number > 0 and (before.value.fate, bound.fate) == ("abducted", "killed")
        is_bound = bool(found) and found[-1].first == before.first
        if not is_pair or is_bound or not self.joined(before, self.fates[number]):
            return []
        return [replace(bound, fate="abducted", first=before.first, last=before.last)]

    def _are_none(self, taken: list[int]) -> bool:
        """Whether nobody is counted: "not a single soldier"."""
        return self.words.low(self.numbers[taken[0]].first - 1) in ("not", "no")

    def _dies(self, number: int, is_one: bool = True) -> bool:
        """Whether the verb behind says that the one who was hurt died."""
        if number + 1 >= len(self.fates):
            return False
        found, following = self.fates[number], self.fates[number + 1]
        between = self.between(found.last, following.first)
        is_other = not is_one and (re.search(r"\b(?:he|she)\b", between) or self.has_next(following))
        return following.value.fate == "killed" and not is_other and bool(_THEN.fullmatch(between))

    def _has_other_object(self, found: Found[Fate], is_active: bool) -> bool:
        """Whether a verb has something else as its object: "killed democracy"."""
        is_open = found.last >= self.where.stop or any(q.first == found.last for q in self.numbers)
        if found.value.form != "both" or is_active or is_open or self.words.all[found.last].is_capital:
            return False
        bare = any(q.last == found.first and q.people is None for q in self.numbers)
        if bare and people_phrases().at(self.words, found.last, self.where.stop):  # four kidnapped labourers
            return False
        before = [self.words.low(found.first - back) for back in range(1, 6)]
        is_open = bool(self.words.gap(found.last - 1).strip()) or self.words.low(found.last) in STOPS
        return not (set(before) & _AUXILIARIES) and not is_open and self.words.low(found.last).isascii()

    def _is_among(self, found: Found[Fate]) -> bool:
        """Whether people are named who are contained in another number: "three women were among the dead"."""
        is_noun = self.words.low(found.first) == "dead" and self.words.low(found.last) in _AUXILIARIES
        if is_noun and self.words.low(found.first - 1) == "the":  # an official insists that the dead were militants
            return True
        return self.words.low(found.first - 1) == "the" and self.words.low(found.first - 2) == "among"

    def _casualties(self, fate: str, taken: list[int], found: Found[Fate]) -> Casualties | None:
        first = min(taken)
        contained = [i for i in self.subsets if i >= first and self.numbers[i].first < found.last + 16]
        contained = [i for i in contained if i not in taken and self._subset_follows(i, taken, found)]
        self.used.update(contained)
        parts = tuple(self.part(i) for i in taken)
        if found.value.form in ("both", "passive") and self.with_subject(found, taken):
            parts = (Part(ONE, "", "", found.first - 1, found.first), *parts)
        if fate == "abducted" and (all(part.group == "militants" for part in parts) or self._is_arrest(found)):
            return None
        if any(self.words.low(n) in ("loss", "losses") for n in range(found.first, found.last)):
            parts = tuple(part._replace(reference=Reference("own")) for part in parts)
        if fate == "killed" and len(taken) == 1 and self._is_of_hurt(taken[0]):
            parts = (parts[0]._replace(reference=Reference("hurt")),)
        others = tuple(self.part(i) for i in contained)
        is_all = len(parts) == 1 and not parts[0].group and self.words.low(parts[0].first) == "all"
        if is_all and any(other.group == "militants" for other in others):  # all six, including the bomber
            parts = (parts[0]._replace(group="militants"),)
        reference, is_late = self._reference(taken, found), fate == "killed" and self._is_late(found)
        had = "had" in {self.words.low(found.first - back) for back in range(1, _HAD)}
        is_toll = self.sums_up or (first > 0 and self._is_now(taken))
        return Casualties(fate, parts, others, found.first, found.last, is_toll, reference, is_late, had)

    def _is_now(self, taken: list[int]) -> bool:
        """Whether the number is what is left or counted by now: "the hospital now has 11 in its wards"."""
        q = self.numbers[taken[0]]
        has = (self.words.low(q.first - 1), self.words.low(q.first - 2))
        return "now" in has and bool({"has", "have", "are", "is"} & set(has)) and not q.reference.kind

    def _reference(self, taken: list[int], found: Found[Fate]) -> str:
        """How the numbers of a verb stand to those before: "was also killed", "fell along with two soldiers"."""
        first, last = self.numbers[taken[0]].first, self.numbers[taken[-1]].last
        lead = (self.words.low(self.where.start), self.words.low(self.where.start + 1))
        is_beside = taken[0] > 0 and first > found.first and found.value.form == "passive"
        is_added = lead == ("in", "addition") or lead[0] in ("besides", "additionally") or self._is_with_them(found)
        if is_added or is_also(self.words, last, found.first, found.last):
            return "also"
        if len(taken) == 1 and self.words.low(first) in ("his", "her") and first == self.where.start:
            return "owned"
        return "further" if is_beside else ""

    def _is_with_them(self, found: Found[Fate]) -> bool:
        """Whether it befell them beside someone named before: "a driver who was seized along with him"."""
        at = found.last + (self.words.low(found.last) in ("along", "together"))
        at = found.last - 2 if self.words.low(found.last - 2) == "with" else at
        return self.words.low(at) == "with" and self.words.low(at + 1) in ("him", "her", "them")

    def _is_arrest(self, found: Found[Fate]) -> bool:
        """Whether the people were taken to a jail."""
        return any(self.words.low(n) in ("jail", "lockup", "custody") for n in range(found.first, self.where.stop))

    def _is_of_hurt(self, number: int) -> bool:
        """Whether the number is taken from people who are called wounded: "two of the seven injured in the attack"."""
        if not self.numbers[number].of_whole or number + 1 >= len(self.numbers):
            return False
        whole = self.numbers[number + 1]
        return any(f.first == whole.last and f.value.fate == "injured" for f in self.fates)

    def _is_late(self, found: Found[Fate]) -> bool:
        """Whether a death came later: "later died", "died overnight in a hospital", "succumbed"."""
        near = {self.words.low(n) for n in range(found.first - 2, min(found.last + 5, self.where.stop))}
        q = next((q for q in self.numbers if q.last == found.first), None)
        is_bare = q is not None and q.people is None and not q.reference.kind and not q.is_definite
        if is_bare and self.words.low(found.first) in _DYING:  # two were hit; one died
            return True
        is_since = self.words.low(found.first - 1) == "since" and self.words.low(found.first - 2) in _AUXILIARIES
        return bool(near & _LATER) or is_since

    def _subset_follows(self, number: int, taken: list[int], found: Found[Fate]) -> bool:
        """Whether no other verb stands between the numbers and what is included in them."""
        begin, at = max(self.numbers[i].last for i in taken), self.numbers[number].first
        between = [f for f in self.fates if begin <= f.first < at and f.first != found.first]
        return not between

    def _toll(self, found: Found[Fate]) -> Casualties | None:
        """The last number that a toll is said to have come to: "rose from five to nine"."""
        behind = [self.words.low(n) for n in range(found.last, min(found.last + 16, self.where.stop))]
        is_of_months = any(pair in _PERIODS for pair in pairwise(behind))
        if found.first in self.silent or is_of_months:
            self.used.update(i for i, q in enumerate(self.numbers) if found.first < q.first < found.last + len(behind))
            return None
        reached = self._numbers_of_toll(found)
        if not reached:
            return None
        is_from = self.words.low(self.numbers[reached[0]].first - 1) == "from"
        last = reached[1] if is_from and len(reached) > 1 else reached[0]  # from eight to six
        self.used.update(range(last + 1))
        is_old = any(self.words.low(found.first - back) in _OLD for back in range(1, 6))
        fate, reference = found.value.fate, "old" if is_old else ""
        part = self._reached(found, self.part(last))
        is_own = any(self.words.low(n) in ("losses", "loss") for n in range(found.first, found.last))
        part = part._replace(reference=Reference("own")) if is_own else part  # put its losses at three
        run = [self.numbers[i] for i in self._all_dead(self.run(last))[1:]]
        beside = [self.numbers.index(q) for q in run if q.people is not None and q.reference.kind != "hurt"]
        self.used.update(beside)
        parts = (part, *(self.part(i) for i in beside))  # put the toll at 14 militants and ten civilians
        return Casualties(
            fate, parts, (), found.first, found.last, is_toll=not is_old and not is_own, reference=reference
        )

    def _numbers_of_toll(self, found: Found[Fate]) -> list[int]:
        """The numbers that a toll is said to have come to, without those that it had before where there are others."""
        limit = min(found.last + 24, self.where.stop)
        reached = [
            i
            for i, q in enumerate(self.numbers)
            if (found.last <= q.first < limit or found.first < q.first < found.last)
            and i not in self.used
            and not self._may_be(found.last, q.first)
            and (
                q.first <= found.last + (self.words.low(found.last) == "of")
                or _RESULT.search(self.lead(q.first))
                or self.words.low(q.first) == "up"
            )
        ]
        if not reached:  # revised downwards, from 21 to 17, the death toll
            near = [i for i, q in enumerate(self.numbers) if 0 <= found.first - q.last <= 2 and i not in self.used]
            reached = [i for i in near if self.words.low(self.numbers[i].first - 1) == "to"]
        return [i for i in reached if not self._was_given(i)] or reached  # first given as eight, is six

    def _all_dead(self, run: list[int]) -> list[int]:
        """A run with the number before a verb that says the same of all: "toll 6 soldiers and 4 attackers dead"."""
        after = run[-1] + 1
        if after >= len(self.numbers) or after in self.subsets or not self.are_joined(run[-1], after):
            return run
        behind = next((f for f in self.fates if f.first == self.numbers[after].last), None)
        return [*run, after] if behind is not None and behind.value.fate == "killed" else run

    def _may_be(self, first: int, last: int) -> bool:
        """Whether a toll is only feared to come to something: "may rise as four are in a critical condition"."""
        return not _FEARED.isdisjoint(self.words.low(n) for n in range(first, last))

    def _was_given(self, number: int) -> bool:
        """Whether a number of a toll is only what was given before: "first given as eight"."""
        first = self.numbers[number].first
        return any(self.words.low(first - back) in _OLD for back in range(1, 5))

    def _reached(self, found: Found[Fate], part: Part) -> Part:
        """The number that a toll came to: of a force, "from five to nine", "up to two"."""
        force = people_phrases().find(self.words, range(found.first, part.first))
        is_of_force = any(self.words.low(n) in ("force", "forces") for n in range(found.first, part.first))
        if not part.group and (is_of_force or any(noun.value.group == "security" for noun in force)):
            part = part._replace(group="security")  # the toll of the force
        if self.words.low(part.first - 1) == "from" and part.figure.high is not None:  # from five to nine
            part = part._replace(figure=Figure(part.figure.high, part.figure.high, part.figure.high))
        if self.words.low(part.first) == "up" and part.figure.best is None:  # toll up to two
            part = part._replace(figure=Figure(*[part.figure.high] * 3))
        return part

    def _is_negated(self, found: Found[Fate]) -> bool:
        lows = [self.words.low(n) for n in range(found.last, self.where.stop)]
        is_alive = found.value.fate == "killed" and "alive" in lows
        before = {self.words.low(found.first - back) for back in range(1, _FEIGNED)}
        is_alive = is_alive or (self.words.low(found.first) == "dead" and bool(before & _ALIVE))
        if is_alive or self.words.low(found.first - 1) in ("nearly", "almost"):
            return True
        near = [n for n in range(found.first - 3, found.first) if self.words.low(n) in _NEGATED]
        near = [n for n in near if n not in self.asides]
        return any(self.words.low(n) != "no" or not self.words.low(n + 1).isdecimal() for n in near)  # No. 812
