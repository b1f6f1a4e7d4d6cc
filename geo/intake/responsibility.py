"""Who says who did it: claimed, attributed, denied, and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geo import assets
from geo.intake.actor_names import ActorMention, actor_mentions
from geo.intake.named_doers import named_doers
from geo.intake.own_words import own_words
from geo.intake.phrases import Found, Phrases, Words
from geo.intake.word_sets import word_set
from geo.reading.letters import folded

__all__ = ["SpokenClaim", "SpokenClaims"]

_SPEAKABLE = ("group", "government", "foreign", "force", "media", "movement", "label")
_MOST_WORDS = 7
_SAID = re.compile(r"\b(?:said|says|told|alleged|claimed|stated|added|announced|according to|insisted|maintained)\b")
_TRIMMED = re.compile(
    r"^(?:(?:the|a|an|according to|which|who|that|however|but|and|meanwhile|later|also|in a statement|on \w+day|"
    r"earlier|while|in a \w+ on \w+day|,)\s+)+|"
    r"(?:\s+(?:has|have|had|also|later|on \w+day|earlier|who|which|that|it|the|,))+$",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\s+(?:was|were|is|are|has|have|had|laid|lays|put|believes?|believed|suspects?|thinks?|bore|bears|registered|"
    r"filed|lodged)\b"
)
_TOGETHER = re.compile(r"(?:and|and the|as well as|as well as the)", re.IGNORECASE)
_OWN = ("group", "foreign", "government")
_STATE = "Government of Pakistan"
_PARTICLES = ("on", "to", "at")
_FARTHEST = 26
_PRONOUNS = ("they", "it", "he", "she", "both", "this", "who")
_NEAR_NOBODY = 7
_TO_MANY, _TO_SPEECH = 4, 5
_MANY = frozenset(("most", "many", "several", "similar", "numerous", "previous", "past", "dozens", "scores", "such"))
_CALLS = frozenset(("called", "calling", "calls", "described", "describing", "termed", "terming"))
_PRISONERS = frozenset(("unknown", "unidentified", "main", "nominated", "prime", "co"))
_THE_TALIBAN = "Tehrik-i-Taliban Pakistan"


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
            if any(self._is_nobody(n, phrase) for n in nobody) or self._is_of_the_past(phrase, where):
                continue
            claim = self._claim(phrase, where, actors)
            if claim and all((claim.kind, claim.by, claim.about) != (c.kind, c.by, c.about) for c in claims):
                claims = [c for c in claims if c.kind != "attributed" or c.about != claim.about or c.by]
                if claim.kind != "attributed" or all(c.about != claim.about for c in claims):
                    claims += [claim, *self._together(claim, phrase, actors)]
        said = [c for c in self._own(where, actors) if all((c.kind, c.by) != (k.kind, k.by) for k in claims)]
        if not nobody or any(c.kind == "denied" for c in said):
            claims += {(c.kind, c.by): c for c in said}.values()
        claimed = {c.by for c in claims if c.kind == "claimed"}
        claims = [c for c in claims if c.kind != "attributed" or c.about not in claimed or c.by not in ("", c.about)]
        claims += self._named_by_others(where, actors, {name for c in claims for name in (c.by, c.about)})
        self._remember(where, actors)
        return claims

    def _together(
        self, claim: SpokenClaim, phrase: Found[tuple[str, str]], actors: list[ActorMention]
    ) -> list[SpokenClaim]:
        """The claim of another group that is joined to the speaker: "both the BLA and the BLF denied it"."""
        if claim.kind == "attributed":
            return []
        before = [a for a in actors if a.last <= phrase.first]
        pairs = [p for p in pairwise(before) if p[1].name == claim.by and p[0].kind in _OWN and p[0].name != claim.by]
        return [
            SpokenClaim(claim.kind, one.name, claim.about, ((one.first, one.last), (phrase.first, phrase.last)))
            for one, other in pairs[-1:]
            if _TOGETHER.fullmatch(self._text(one.last, other.first))
        ]

    def _named_by_others(self, where: range, actors: list[ActorMention], known: set[str]) -> list[SpokenClaim]:
        """The groups that officials name in what they tell: "BLA gunmen killed five, officials said"."""
        claims = []
        for each in named_doers(self._words, where, actors):
            if each.group.name in known or self._is_of_many(each.deed, where):
                continue
            words = ((each.group.first, each.group.last), *sorted((n, n + 1) for n in (each.says, each.deed)))
            self._last_blamed = each.group.name
            claims.append(SpokenClaim("attributed", self._before_saying(each.says, where), each.group.name, words))
        return list({claim.about: claim for claim in claims}.values())

    def _before_saying(self, says: int, where: range) -> str:
        """Who speaks: the words in front of the verb, or behind "according to"."""
        if self._words.low(says) == "according":
            text = re.split(r"[;,.]", self._text(says + 2, min(says + 2 + _MOST_WORDS, where.stop)))[0]
        else:
            text = re.split(r"[;,]", self._text(max(where.start, says - _MOST_WORDS), says))[-1]
        return _TRIMMED.sub("", text.strip(" \"'"))

    def _is_of_many(self, at: int, where: range) -> bool:
        """Whether other deeds are meant: "is behind most such attacks", "has claimed several attacks"."""
        return any(
            self._words.low(n) in _MANY and not any("," in self._words.gap(m) for m in range(at, n))
            for n in range(at, min(at + _TO_MANY, where.stop))
        )

    def _reason(self, phrase: Found[tuple[str, str]], where: range, actors: list[ActorMention]) -> SpokenClaim | None:
        """A claim told as its reason by the group itself: "the BLF said that it was revenge for raids"."""
        for number in where:
            if self._words.low(number) not in _SAYS and self._words.low(number) not in _CALLS:
                continue
            near = [a for a in actors if number - _TO_SPEECH <= a.first and a.last <= number]
            speaker = near[-1] if near else None
            if speaker and (speaker.kind not in _OWN or speaker.name == _STATE):
                continue
            lows = {self._words.low(n) for n in range(max(where.start, number - 3), number)}
            name = speaker.name if speaker else (self._last_group if lows & _REFERENCES else "")
            if name:
                named = ((speaker.first, speaker.last),) if speaker else self._group_words
                return SpokenClaim("claimed", name, "", (*named, (phrase.first, phrase.last)))
        return None

    def _is_nobody(self, at: int, phrase: Found[tuple[str, str]]) -> bool:
        """Whether the act stands under "nobody", "has not been" in its own clause."""
        if phrase.first <= at < phrase.last:
            return True
        gaps = "".join(self._words.gap(n) for n in range(at, phrase.first))
        return 0 < phrase.first - at <= _NEAR_NOBODY and ";" not in gaps

    def _is_of_the_past(self, phrase: Found[tuple[str, str]], where: range) -> bool:
        """Whether a clause recalls another claim: "which in 2019 claimed the murder", "who had claimed one in 2019"."""
        near = range(max(where.start, phrase.first - 5), min(phrase.last + 10, where.stop))
        lows = [self._words.low(n) for n in near]
        is_clause = bool({"which", "who", "that"} & set(lows[: phrase.first - near.start]))
        return is_clause and any(a == "in" and b.isdecimal() and len(b) == 4 for a, b in pairwise(lows))

    def _own(self, where: range, actors: list[ActorMention]) -> list[SpokenClaim]:
        """What groups say of themselves: "said that its fighters had attacked"."""
        groups = [a for a in actors if a.kind in _OWN and a.name != _STATE]
        found = []
        for each in own_words(self._words, where, groups, [a for a in actors if a not in groups]):
            name = each.speaker.name if each.speaker else self._last_group
            if not name:
                continue
            named = ((each.speaker.first, each.speaker.last),) if each.speaker else self._group_words
            about = "involvement" if each.kind == "denied" else ""
            found.append(SpokenClaim(each.kind, name, about, (*named, (each.first, each.last))))
        return found

    def _claim(self, phrase: Found[tuple[str, str]], where: range, actors: list[ActorMention]) -> SpokenClaim | None:
        kind, side = phrase.value
        if kind == "reason":
            return self._reason(phrase, where, actors)
        if kind != "denied" and self._is_of_many(phrase.last, where):
            return None
        if kind == "attributed":
            return self._attributed(phrase, side, where, actors)
        kinds = ("group", "government", "foreign", "movement", *(("force",) if kind == "denied" else ()))
        if kind == "claimed" and side == "before" and phrase.first == where.start:
            side = "behind"  # claiming the attack, the group said
        actor = self._near(phrase, side, actors, kinds)
        name = actor.name if actor else self._whose_group(phrase, where)
        if kind == "denied" and actor is None:
            name = self._whose_blame(phrase, where)
        if not name or (side == "deed" and not self._is_of_deed(phrase, where)):
            return None
        is_force = kind == "denied" and side != "quoted" and actor is not None and actor.kind == "force"
        if is_force and not self._is_of_its_own(phrase, where):
            return None
        named = ((actor.first, actor.last),) if actor else self._group_words
        words = (*named, (phrase.first, phrase.last))
        about = "involvement" if kind == "denied" else ""
        return SpokenClaim(kind, name, about, words)

    def _whose_group(self, phrase: Found[tuple[str, str]], where: range) -> str:
        """The group of the sentence before, where this one says "the group"."""
        lows = {self._words.low(n) for n in range(where.start, phrase.first)}
        taliban = _THE_TALIBAN if "taliban" in lows and not self._last_group else ""
        if taliban:
            at = next(n for n in range(where.start, phrase.first) if self._words.low(n) == "taliban")
            self._group_words = ((at, at + 1),)
        return taliban or (self._last_group if lows & _REFERENCES else "")

    def _whose_blame(self, phrase: Found[tuple[str, str]], where: range) -> str:
        """Who was blamed in a sentence before, where this one says "the department denied the charge"."""
        lows = {self._words.low(n) for n in range(where.start, phrase.first)}
        return self._last_blamed if lows & _BLAMED else ""

    def _is_of_its_own(self, phrase: Found[tuple[str, str]], where: range) -> bool:
        """Whether a force denies a deed of its own: "that it was behind", "any role"."""
        lows = [self._words.low(n) for n in range(phrase.first, min(phrase.last + 12, where.stop))]
        return bool({"it", "its", "involvement", "responsibility", "role", "hand", "part", "being"} & set(lows))

    def _is_of_deed(self, phrase: Found[tuple[str, str]], where: range) -> bool:
        """Whether what is denied is the deed: involvement, responsibility, the accusation."""
        lows = {self._words.low(n) for n in range(phrase.first, min(phrase.last + 8, where.stop))}
        before = {self._words.low(n) for n in range(max(where.start, phrase.first - 5), phrase.first)}
        return bool(lows & _DEEDS) or bool(before & _CHARGES)  # a charge that Kabul rejects

    def _near(
        self, phrase: Found[tuple[str, str]], side: str, actors: list[ActorMention], kinds: tuple[str, ...]
    ) -> ActorMention | None:
        if side == "anywhere":
            everything = actor_mentions(self._words, range(len(self._words.all)))
            return next((a for a in everything if a.kind == "group"), None)
        usable = [a for a in actors if a.kind in kinds]
        if side == "inside":
            inside = [a for a in usable if phrase.first < a.first and a.last <= phrase.last]
            return inside[0] if inside else None
        if side == "behind":
            after = [a for a in usable if phrase.last <= a.first <= phrase.last + 6]
            return after[0] if after else None
        if side == "quoted":  # the charge was baseless, Kabul said
            after = [a for a in usable if phrase.last <= a.first <= phrase.last + _MOST_WORDS]
            usable = after[:1] or usable
            before = after[:1] or usable[-1:]
        else:
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
        if self._words.low(phrase.first) == "accused" and self._words.low(phrase.first - 1) in _PRISONERS:
            return None
        kinds = ("group", "foreign", "government", "force", "label")
        about = self._near(phrase, side, actors, ("group", "label", "foreign") if side == "passive" else kinds)
        if side in _PARTICLES:
            after = [a for a in actors if phrase.last <= a.first <= phrase.last + _FARTHEST and a.kind in kinds]
            after = [a for a in after if side in {self._words.low(n) for n in range(a.first - 5, a.first)}]
            about = after[-1 if side == "to" else 0] if after else self._same_group(phrase, where)
        if about is None and side == "behind":
            about = self._meant(phrase, actors)
        if about is None or self._is_aside(about, phrase):
            return None
        if any(self._words.low(n) in ("who", "whoever") for n in range(about.last, phrase.first)):
            return None
        by = self._agent(phrase, where) if side == "passive" else self._speaker(about, phrase, side, where, actors)
        if by == about.name:
            return None
        self._last_blamed = about.name
        words = ((about.first, about.last), (phrase.first, phrase.last))
        return SpokenClaim("attributed", by, about.name, words)

    def _meant(self, phrase: Found[tuple[str, str]], actors: list[ActorMention]) -> ActorMention | None:
        """The group named before, where the text says "blamed it", "accused the outfit of"."""
        at = phrase.last + (self._words.low(phrase.last) == "the")
        low = self._words.low(at)
        if low not in (("it", "them") if at == phrase.last else _REFERENCES - {"it", "they", "its", "their"}):
            return None
        groups = [a.name for a in actors if a.kind == "group" and a.last <= phrase.first]
        name = groups[-1] if groups else self._last_group
        return ActorMention(at, at + 1, name, "group") if name else None

    def _is_aside(self, about: ActorMention, phrase: Found[tuple[str, str]]) -> bool:
        """Whether a group before the act speaks of itself, or only owns what is named: "X's charge that it was"."""
        if about.last > phrase.first:
            return False
        between = {self._words.low(n) for n in range(about.last, phrase.first)}
        is_owner = self._words.low(about.last) == "s" and self._words.low(about.last + 1) in _CHARGES
        return is_owner or (bool(between & _SAYS) and bool(between & {"it", "its", "they", "their", "his"}))

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
        is_ahead = side in ("behind", "inside") or side in _PARTICLES
        end = phrase.first if is_ahead else about.first
        before = [a for a in actors if a.last <= end and a.kind != "label" and a is not about]
        if before and before[-1].kind in ("group", "government", "foreign", "media"):
            return before[-1].name
        text = self._text(where.start, end)
        if said := _SAID.search(text):
            text = text[: said.start()]
        text = re.split(r"[;,]", text)[-1] if is_ahead else text
        name = _TRIMMED.sub("", text.strip(" ,;:\"'")).strip(" ,;:\"'")
        if name.lower() in (*_PRONOUNS, "the", "that") or not name:
            return self._last_speaker
        name = _VERBS.split(name)[0]
        is_event = bool({word.lower() for word in name.split()[-1:]} & _EVENTS)
        return name if len(name.split()) <= _MOST_WORDS and not is_event else ""

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
_REFERENCES = word_set("refers_to_group")
_SAYS = word_set("speech_acts")
_EVENTS = word_set("event_nouns")
_CHARGES = frozenset(("accusation", "accusations", "charge", "charges", "claim", "claims", "allegation", "allegations"))
_FACTIONS = frozenset(("faction", "splinter", "affiliate", "branch", "offshoot", "ally", "wing"))
_DEEDS = word_set("deeds")
