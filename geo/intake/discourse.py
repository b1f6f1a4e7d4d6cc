"""Who is meant in a sentence: names, "the outfit", "its spokesman", and the spokesmen known from sentences before."""

from __future__ import annotations

from geo.intake.actor_names import ActorMention, actor_mentions
from geo.intake.frames import claim_words
from geo.intake.marked_text import STATE, Party
from geo.intake.phrases import Words
from geo.intake.speakers import speaker_of

__all__ = ["Discourse"]

_SPEAKABLE = ("group", "government", "foreign", "force", "media", "movement", "label")
_THE_TALIBAN = "Tehrik-i-Taliban Pakistan"
_KHAWARIJ = ("khwarij", "khawarij")
_AFGHAN_TALIBAN = "Afghan Taliban government"
_AFGHAN = (_AFGHAN_TALIBAN, "Afghan Taliban forces")
_MOST_NAMES, _MOST_MODIFIERS = 4, 4
_LEAST_SURNAME = 5
_TO_GROUP = 8
_LONG_AGO = 9
_LINE = 14
"""Words of a heading or of the line below a statement."""


class Discourse:
    """Remembers, sentence after sentence, the groups that were named and who speaks for them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._people: dict[str, str] = {}
        self.group = ""
        self.group_words: tuple[tuple[int, int], ...] = ()
        self.blamed: set[str] = set()
        self.last_blamed = ""
        self.state = ""
        self.quoted_by = ""
        self.since_charge = _LONG_AGO
        self._is_afghan = False
        self._author: Party | None = None
        self._is_author_known = False

    def parties(self, where: range) -> list[Party]:
        """The parties of a sentence in their order: by name, by a noun that refers to one, by the spokesman's name."""
        actors = [a for a in actor_mentions(self._words, where) if a.kind in _SPEAKABLE]
        found = [Party(a.first, a.last, a.name, a.kind) for a in self._unlapped(actors)]
        khawarij = [
            n for n in where if self._words.low(n) in _KHAWARIJ and not any(p.first <= n < p.last for p in found)
        ]
        near = [
            n for n in khawarij if not any(n < p.first <= n + _TO_GROUP for p in found if p.kind in ("group", "label"))
        ]
        found = sorted([*found, *(Party(n, n + 1, _THE_TALIBAN, "label") for n in near)], key=lambda p: p.first)
        self._learn(found, where)
        taken = {n for p in found for n in range(p.first, p.last)}
        group, number = self.group, where.start
        named = {p.first: p for p in found if p.kind == "group"}
        meant: list[Party] = []
        while number < where.stop:
            if number in named:
                group = named[number].name
            one = None if number in taken else self._meant(number, where, group, taken)
            if one is not None and not taken & set(range(one.first, one.last)):
                meant.append(one)
            number = one.last if one else number + 1
        return sorted([*found, *meant], key=lambda party: party.first)

    def remember(self, parties: list[Party], main: str = "") -> None:
        """Keep the group of which the next sentence can say "the group": the one that spoke, else the last named."""
        groups = [p for p in parties if p.kind in ("group", "label")]
        self.since_charge += 1
        states = [p.name for p in parties if p.kind == "government" and p.name != STATE and not p.is_meant]
        self.state = states[-1] if states else self.state
        if any(p.name in (*_AFGHAN, _THE_TALIBAN) for p in parties):
            self._is_afghan = all(p.name != _THE_TALIBAN for p in parties)
        own = [p for p in groups if p.name == main] or [p for p in groups if not self._is_of_faction(p)] or groups
        if own:
            self.group = own[-1].name
            self.group_words = ((own[-1].first, own[-1].last),)

    def hear(self, where: range, parties: list[Party]) -> None:
        """Keep who is quoted, where a quotation goes on in the next sentence; blank for a group, which says "we"."""
        first, last = self._words.all[where.start], self._words.all[where.stop - 1]
        plain = self._words.text.plain
        if "\n" in plain[last.end : last.end + 4]:
            self.quoted_by = ""
            return
        said = plain[max(first.start - 1, 0) : last.end + 2]
        if said.count('"') % 2 == 0:
            return
        opening = plain.rfind('"', 0, last.end)
        begin = next((n for n in where if self._words.all[n].start > opening), where.stop)
        is_group = any(p.kind == "group" and p.last <= begin for p in parties)
        is_closed = bool(self.quoted_by) or is_group
        self.quoted_by = "" if is_closed else speaker_of(self._words, where, begin, parties, is_ahead=True)

    def named(self, party: Party) -> tuple[tuple[int, int], ...]:
        """The words that name a party: also those before, of a group that is only meant."""
        before = self.group_words if party.is_meant and party.name == self.group else ()
        return (*before, (party.first, party.last))

    def author(self) -> Party | None:
        """The group that says "we" in a statement: the one whose spokesman is named, else the first one."""
        if not self._is_author_known:
            self._is_author_known = True
            everything = [a for a in actor_mentions(self._words, range(len(self._words.all))) if a.kind == "group"]
            speaks = claim_words("spokesman")
            beside = [
                a
                for a in everything
                if speaks & {self._words.low(n) for n in (*range(a.first - 3, a.first), a.last, a.last + 1)}
            ]
            for a in (beside or everything)[:1]:
                self._author = Party(a.first, a.last, a.name, "group")
        return self._author

    def signed_by(self, stretches: list[range]) -> Party | None:
        """The group whose statement the whole text is: its name stands alone in a heading or below the text."""
        for where in (*stretches[:3], *stretches[-4:]):
            lows = {self._words.low(n) for n in where}
            if len(where) > _LINE or lows & (
                claim_words("say") | claim_words("own") | claim_words("deed") | claim_words("deny")
            ):
                continue
            groups = [a for a in actor_mentions(self._words, where) if a.kind == "group"]
            if groups and (lows & claim_words("signs") or len(where) - (groups[0].last - groups[0].first) <= 1):
                return Party(groups[0].first, groups[0].last, groups[0].name, "group")
            if not groups and where.start > stretches[0].stop and len(where) <= 4 and lows & claim_words("signs"):
                return self.author()
        return None

    def _unlapped(self, actors: list[ActorMention]) -> list[ActorMention]:
        kept: list[ActorMention] = []
        for actor in actors:
            if not kept or actor.first >= kept[-1].last:
                kept.append(actor)
        return kept

    def _is_of_faction(self, party: Party) -> bool:
        """Whether it is the larger group that another is a part of: "a faction of the TTP"."""
        before = {self._words.low(n) for n in range(party.first - 4, party.first)}
        return bool(before & claim_words("faction"))

    # nouns that refer to a group

    def _meant(self, number: int, where: range, group: str, taken: set[int]) -> Party | None:
        low = self._words.low(number)
        if self._words.all[number].is_capital and (known := self._person(number, where)):
            return known
        if low in claim_words("spokesman"):
            return self._its_spokesman(number, group, taken)
        if low == "taliban":
            is_other = self._words.low(number - 1) == "afghan" or self._words.low(number - 2) == "afghan"
            is_part = self._words.low(number + 1) == "of" and number + 2 in taken  # the Taliban of Gul Bahadur
            return None if is_other or is_part else self._taliban(number)
        first = self._with_modifiers(number)
        if first < number and group and low in claim_words("group_nouns"):
            is_of_men = self._words.low(number + 1) == "of"
            return None if is_of_men else Party(first, number + 1, group, "group", is_meant=True)
        if group and low in claim_words("militants") and number - 1 not in taken:
            return Party(number, number + 1, group, "people", is_meant=True)
        return None

    def _taliban(self, number: int) -> Party:
        """Those of Afghanistan, where only they were named before, else those of Pakistan."""
        name, kind = (_AFGHAN_TALIBAN, "government") if self._is_afghan else (_THE_TALIBAN, "group")
        return Party(number, number + 1, name, kind, is_meant=True)

    def _with_modifiers(self, number: int) -> int:
        """The determiner in front of "the banned militant group"; the noun itself if there is none."""
        for first in range(number - 1, max(number - 2 - _MOST_MODIFIERS, -1), -1):
            low = self._words.low(first)
            if low in ("the", "this", "that"):
                return first
            if low not in claim_words("of_groups"):
                break
        return number

    def _its_spokesman(self, number: int, group: str, taken: set[int]) -> Party | None:
        """The group of "its spokesman", "the group's spokesman", "a spokesman" that says no other name."""
        low = self._words.low
        near = set(range(number - 3, number)) | set(range(number + 1, number + 6))
        behind = low(number + 1) in ("for", "of") and low(number + 2) != "the"
        is_of_other = low(number + 1) in ("for", "of") and low(number + 3) not in claim_words("group_nouns")
        before = low(number - 1)
        is_plain = before in ("its", "their", "the", "a", "own", "s", "purported", "chief", "main", "central")
        if not group or behind or is_of_other or not is_plain or {n for n in near if n in taken and n < number}:
            return None
        if before == "s" and low(number - 2) not in claim_words("group_nouns"):
            return None
        return Party(number, number + 1, group, "group", is_meant=True)

    # spokesmen

    def _person(self, number: int, where: range) -> Party | None:
        """A spokesman who was named before, by the whole name or the part that is his alone."""
        last, name = number, ""
        while last < where.stop and last < number + _MOST_NAMES and self._words.all[last].is_capital:
            name = f"{name} {self._words.low(last)}".strip()
            last += 1
            if name in self._people and (last == where.stop or not self._is_named_on(last)):
                return Party(number, last, self._people[name], "group", is_meant=True)
        return None

    def _is_named_on(self, number: int) -> bool:
        return self._words.all[number].is_capital and not self._words.gap(number - 1).strip(" ")

    def _learn(self, found: list[Party], where: range) -> None:
        """The names that stand beside a spokesman's office and a group: "TTP spokesman Muhammad Khorasani"."""
        groups = [p for p in found if p.kind == "group"]
        for number in where:
            if self._words.low(number) not in claim_words("spokesman"):
                continue
            near = [p for p in groups if number - 3 <= p.last <= number or self._is_for(number, p)]
            is_own = self._words.low(number - 1) in ("its", "their") or (
                self._words.low(number - 1) == "s" and self._words.low(number - 2) in claim_words("group_nouns")
            )
            group = near[0].name if near else (self.group if is_own else "")
            if not group:
                continue
            last = next((p.last for p in near if p.first > number), number + 1)
            taken = {n for p in found for n in range(p.first, p.last)}
            for begin in (number + 1, last):
                self._learn_name([*self._capitals(begin, where, taken, 1)], group)
            ahead = next((p.first for p in reversed(near) if p.last <= number), number)
            while self._words.low(ahead - 1) in ("a", "the", "its", "chief", "main", "banned", "outlawed", "purported"):
                ahead -= 1
            if "," in self._words.gap(ahead - 1):
                self._learn_name([*self._capitals(ahead - 1, where, taken, -1)][::-1], group)

    def _is_for(self, number: int, group: Party) -> bool:
        """Whether an office is that of a group behind it: "spokesman for the TTP"."""
        between = [self._words.low(n) for n in range(number + 1, group.first)]
        return 0 < group.first - number <= _TO_GROUP and bool({"for", "of"} & set(between))

    def _capitals(self, begin: int, where: range, taken: set[int], step: int) -> list[str]:
        names = []
        number = begin
        while number in where and number not in taken and self._words.all[number].is_capital:
            names.append(self._words.low(number))
            gap = self._words.gap(number if step > 0 else number - 1)
            if gap.strip(" -'") or len(names) == _MOST_NAMES:
                break
            number += step
        return names

    def _learn_name(self, names: list[str], group: str) -> None:
        names = [n for n in names if n not in claim_words("no_name")]
        if not names or (len(names) == 1 and len(names[0]) < _LEAST_SURNAME):
            return
        self._people[" ".join(names)] = group
        for name in (names[0], names[-1]):
            if len(name) >= _LEAST_SURNAME and name not in claim_words("common_name"):
                self._people[name] = group
