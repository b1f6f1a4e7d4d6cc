"""Who says who did it: claimed, attributed, denied, and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.actor_names import ActorMention, actor_mentions
from geo.intake.phrases import Found, Phrases, Words
from geo.intake.word_sets import word_set
from geo.reading.letters import folded

__all__ = ["SpokenClaim", "SpokenClaims"]

_SPEAKABLE = ("group", "government", "foreign", "force", "media", "movement", "label")
_MOST_WORDS = 7
_SAID = re.compile(r"\b(?:said|says|told|alleged|claimed|stated|added|announced|according to|insisted|maintained)\b")
_TRIMMED = re.compile(
    r"^(?:(?:the|a|an|however|but|and|meanwhile|later|also|in a statement|on \w+day|earlier|while|"
    r"in a \w+ on \w+day|,)\s+)+|"
    r"(?:\s+(?:has|have|had|also|later|on \w+day|earlier|who|which|that|it|,))+$",
    re.IGNORECASE,
)
_PRONOUNS = ("they", "it", "he", "she", "both", "this", "who")
_NEAR_NOBODY = 7


@dataclass(frozen=True, slots=True)
class SpokenClaim:
    """A claim in a sentence; ``words`` are its stretches of words."""

    kind: str
    by: str
    about: str
    words: tuple[tuple[int, int], ...]


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    rows = assets.read_table("intake", "claims.csv")
    return Phrases((folded(row["phrase"]), (row["kind"], row["actor"])) for row in rows)


class SpokenClaims:
    """Reads the claims of sentences, one after the other, so that "they" is who spoke last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._last_speaker = ""
        self._last_group = ""
        self._last_blamed = ""
        self._group_words: tuple[tuple[int, int], ...] = ()

    def read(self, where: range) -> list[SpokenClaim]:
        """The claims of one sentence."""
        actors = [a for a in actor_mentions(self._words, where) if a.kind in _SPEAKABLE]
        found = list(_phrases().find(self._words, where))
        nobody = [f.first for f in found if f.value[0] == "nobody"]
        claims: list[SpokenClaim] = []
        for phrase in found:
            if phrase.value[0] in ("nobody", "belonging"):
                continue
            if any(0 < phrase.first - n <= _NEAR_NOBODY or phrase.first <= n < phrase.last for n in nobody):
                continue
            if claim := self._claim(phrase, where, actors):
                claims.append(claim)
        self._remember(where, actors)
        return claims

    def _claim(self, phrase: Found[tuple[str, str]], where: range, actors: list[ActorMention]) -> SpokenClaim | None:
        kind, side = phrase.value
        if kind == "attributed":
            return self._attributed(phrase, side, where, actors)
        actor = self._near(phrase, side, actors, ("group", "government", "foreign", "movement"))
        name = actor.name if actor else self._whose_group(phrase, where)
        if kind == "denied" and actor is None:
            name = self._whose_blame(phrase, where)
        if not name or (kind == "denied" and not self._is_of_deed(phrase, where)):
            return None
        named = ((actor.first, actor.last),) if actor else self._group_words
        words = (*named, (phrase.first, phrase.last))
        about = "involvement" if kind == "denied" else ""
        return SpokenClaim(kind, name, about, words)

    def _whose_group(self, phrase: Found[tuple[str, str]], where: range) -> str:
        """The group of the sentence before, where this one says "the group"."""
        lows = [self._words.low(n) for n in range(where.start, phrase.first)]
        return self._last_group if {"group", "it", "spokesman", "they"} & set(lows) else ""

    def _whose_blame(self, phrase: Found[tuple[str, str]], where: range) -> str:
        """Who was blamed in a sentence before, where this one says "the department denied the charge"."""
        lows = {self._words.low(n) for n in range(where.start, phrase.first)}
        return self._last_blamed if lows & _BLAMED else ""

    def _is_of_deed(self, phrase: Found[tuple[str, str]], where: range) -> bool:
        """Whether what is denied is the deed: involvement, responsibility, the accusation."""
        lows = {self._words.low(n) for n in range(phrase.first, min(phrase.last + 8, where.stop))}
        return bool(lows & _DEEDS)

    def _near(
        self, phrase: Found[tuple[str, str]], side: str, actors: list[ActorMention], kinds: tuple[str, ...]
    ) -> ActorMention | None:
        if side == "anywhere":
            everything = actor_mentions(self._words, range(len(self._words.all)))
            return next((a for a in everything if a.kind == "group"), None)
        usable = [a for a in actors if a.kind in kinds]
        if side == "behind":
            after = [a for a in usable if phrase.last <= a.first <= phrase.last + 6]
            return after[0] if after else None
        before = [a for a in usable if a.last <= phrase.first]
        if before:
            return before[-1] if phrase.value[0] != "claimed" else self._subject(before)
        return None

    def _subject(self, before: list[ActorMention]) -> ActorMention:
        """Of "the BLA, one of several groups, claimed", the one that stands first, nearest to the verb's clause."""
        groups = [a for a in before if a.kind == "group"] or before
        whole = [a for a in groups if not self._is_of_faction(a)]
        return (whole or groups)[-1]

    def _is_of_faction(self, actor: ActorMention) -> bool:
        """Whether it is the larger group that another is a part of: "a faction of the TTP"."""
        return bool({self._words.low(n) for n in range(actor.first - 4, actor.first)} & _FACTIONS)

    def _attributed(
        self, phrase: Found[tuple[str, str]], side: str, where: range, actors: list[ActorMention]
    ) -> SpokenClaim | None:
        if (
            side != "passive"
            and self._words.low(phrase.first).startswith("accus")
            and self._words.low(phrase.first - 1)
            in (
                "was",
                "were",
                "is",
            )
        ):
            return None
        kinds = ("group", "foreign", "government", "force", "label")
        about = self._near(phrase, side, actors, ("group", "label", "foreign") if side == "passive" else kinds)
        if phrase.last - phrase.first == 1 and self._words.low(phrase.first).startswith("attribut"):
            after = [a for a in actors if a.first >= phrase.last and a.kind in kinds]
            about = after[-1] if after else self._same_group(phrase, where)
        if about is None or any(self._words.low(n) in ("who", "whoever") for n in range(about.last, phrase.first)):
            return None
        by = self._agent(phrase, where) if side == "passive" else self._speaker(about, phrase, side, where, actors)
        if by == about.name:
            return None
        self._last_blamed = about.name
        words = ((about.first, about.last), (phrase.first, phrase.last))
        return SpokenClaim("attributed", by, about.name, words)

    def _agent(self, phrase: Found[tuple[str, str]], where: range) -> str:
        """Who stands behind "by" in "was blamed for it by the government"."""
        lows = [self._words.low(n) for n in range(phrase.last, where.stop)]
        if "by" not in lows:
            return ""
        begin = phrase.last + lows.index("by") + 1
        text = re.split(r"[;,.]", self._text(begin, min(begin + _MOST_WORDS, where.stop)))[0]
        return _TRIMMED.sub("", text.strip(" \"'"))

    def _same_group(self, phrase: Found[tuple[str, str]], where: range) -> ActorMention | None:
        """The group named last, where the text says "to the same group"."""
        lows = [self._words.low(n) for n in range(phrase.last, where.stop)]
        if not self._last_group or "group" not in lows or "same" not in lows:
            return None
        at = phrase.last + lows.index("group")
        return ActorMention(at - 1, at + 1, self._last_group, "group")

    def _speaker(
        self,
        about: ActorMention,
        phrase: Found[tuple[str, str]],
        side: str,
        where: range,
        actors: list[ActorMention],
    ) -> str:
        end = phrase.first if side == "behind" else about.first
        before = [a for a in actors if a.last <= end and a.kind != "label" and a is not about]
        if before and before[-1].kind in ("group", "government", "foreign", "media"):
            return before[-1].name
        text = self._text(where.start, end)
        if said := _SAID.search(text):
            text = text[: said.start()]
        text = re.split(r"[;,]", text)[-1] if side == "behind" else text
        name = _TRIMMED.sub("", text.strip(" ,;:\"'")).strip(" ,;:\"'")
        if name.lower() in _PRONOUNS or not name:
            return self._last_speaker
        return name if len(name.split()) <= _MOST_WORDS else ""

    def _text(self, first: int, last: int) -> str:
        if last <= first:
            return ""
        return self._words.text.plain[self._words.all[first].start : self._words.all[last - 1].end]

    def _remember(self, where: range, actors: list[ActorMention]) -> None:
        groups = [a.name for a in actors if a.kind in ("group", "label")]
        if groups:
            self._last_group = groups[-1]
            self._group_words = tuple((a.first, a.last) for a in actors if a.kind in ("group", "label"))[-1:]
        text = self._text(where.start, where.stop)
        match = re.search(r"(?:,\s*|\A)([\w' ]{3,40}?)\s+(?:said|told|says)\b", text)
        if match:
            self._last_speaker = _TRIMMED.sub("", match[1].strip())


_BLAMED = word_set("blamed")
_FACTIONS = frozenset(("faction", "splinter", "affiliate", "branch", "offshoot", "ally", "wing"))
_DEEDS = word_set("deeds")
