"""Who is blamed for what happened, and by whom."""

from __future__ import annotations

from geo.intake.answers import stands_for
from geo.intake.claim_scope import is_of_deed, is_of_others
from geo.intake.discourse import Discourse
from geo.intake.frames import Frame, claim_words
from geo.intake.marked_text import STATE, Marked, Party
from geo.intake.phrases import Words
from geo.intake.speakers import NOBODY, agent_of, before_saying, speaker_of
from geo.intake.spoken_claim import SpokenClaim
from geo.intake.subjects import subject_of

__all__ = ["Blame"]

_CAN_BE_MEANT = ("group", "government", "foreign", "movement", "people")

_TO_SPEAKER = 8
_NO_VERB = frozenset(("in", "by", "its", "their", "his", "whose", "'s", "under", "not", "of", "new", "same"))


class Blame:
    """Reads the frames in which somebody is blamed."""

    def __init__(self, words: Words, discourse: Discourse) -> None:
        self._words, self._discourse = words, discourse

    def read(self, sentence: Marked, frame: Frame, where: range) -> SpokenClaim | None:
        """Who is blamed in a frame, or claims it; None if nobody is for this very deed."""
        about = self._about(sentence, frame)
        if about is None or about.kind == "media" or not self._is_blame(sentence, frame, about):
            return None
        by = self._blamer(sentence, frame, about, where)
        by = "" if by == NOBODY else by  # no group has claimed it, and it bears the hallmarks of
        if by == about.name:
            if not set(sentence.marks[: frame.first]) & claim_words("deny"):
                return None
            by = ""  # a charge that it rejects
        stretch = (sentence.words[frame.first], sentence.word_behind(frame.last - 1))
        if about.kind == "group" and stands_for(by, {about.name}):  # a group of its own unit
            return SpokenClaim("claimed", by, "", (*self._discourse.named(about), stretch), stretch[0])
        words = (*self._discourse.named(about), stretch)
        is_own = about.kind == "group" and not by and self._is_own(sentence, frame, about)
        if is_own or (about.kind == "group" and frame.role == "subject" and self._is_called_in(sentence, frame)):
            return SpokenClaim("claimed", about.name, "", words, stretch[0])
        in_passing = frame.role in ("told", "confessed")
        return SpokenClaim("attributed", by or self._discourse.quoted_by, about.name, words, stretch[0], in_passing)

    def claims(self, sentence: Marked, frame: Frame, where: range) -> list[SpokenClaim]:
        """The attributions of a frame: one, or two where two parties blame each other."""
        if frame.role == "mutual":
            return self._mutual(sentence, frame)
        one = self.read(sentence, frame, where)
        return [one] if one else []

    def _mutual(self, sentence: Marked, frame: Frame) -> list[SpokenClaim]:
        """Two parties that put it on each other: "the army and the TTP blamed each other"."""
        begin = sentence.words[frame.first]
        pair = [p for p in sentence.parties if p.first < begin and p.kind in (*_CAN_BE_MEANT, "force")][-2:]
        if len(pair) < 2 or pair[0].name == pair[1].name:
            return []
        stretch = (begin, sentence.word_behind(frame.last - 1))
        return [
            SpokenClaim("attributed", by.name, about.name, (*self._discourse.named(about), stretch), begin)
            for by, about in (pair, pair[::-1])
        ]

    def _about(self, sentence: Marked, frame: Frame) -> Party | None:
        """The party that is blamed."""
        if frame.role == "confessed":
            about = self._of_confession(sentence, frame)
        elif frame.role == "author":
            about = self._discourse.author()
        elif frame.role == "meant":
            about = self._meant_blamed(sentence, frame)
        elif frame.party >= 0:
            about = sentence.party(frame.party)
        else:
            about = subject_of(sentence, frame.first).party
        is_state = about is not None and about.name == STATE
        return None if is_state and sentence.mark(frame.first) not in claim_words("blames") else about

    def _is_own(self, sentence: Marked, frame: Frame, about: Party) -> bool:
        """Whether the group says it itself, behind: "it was the work of the BLF, the group said"."""
        for number in range(frame.last, len(sentence.marks)):
            if sentence.mark(number) in (";", "but", "while", "though"):
                return False
            if sentence.mark(number) in claim_words("say"):
                party = subject_of(sentence, number).party
                return party is not None and party is not about and party.name == about.name
        return False

    def _is_called_in(self, sentence: Marked, frame: Frame) -> bool:
        """Whether a caller says it, in the group's name: "a man rang reporters and said that the BLF had done it"."""
        before = set(sentence.marks[: frame.first])
        return bool(before & claim_words("callers")) and not before & claim_words("others")

    def _meant_blamed(self, sentence: Marked, frame: Frame) -> Party | None:
        """Who is "it" in "held it responsible", "a charge that it was behind"."""
        begin = sentence.words[frame.first]
        before = [p for p in sentence.parties if p.kind in _CAN_BE_MEANT and p.first < begin and p.name != STATE]
        at = sentence.words[frame.last - 1]
        name = before[0].name if before else self._discourse.group
        return Party(at, at + 1, name, before[0].kind if before else "group", is_meant=True) if name else None

    def _of_confession(self, sentence: Marked, frame: Frame) -> Party | None:
        """The group, named before, of suspects who confess."""
        before = set(sentence.marks[: frame.first])
        groups = [p for p in sentence.parties if p.kind in ("group", "label")]
        name = groups[0].name if groups else self._discourse.group
        if not name or not before & claim_words("suspects") or subject_of(sentence, frame.first).party:
            return None
        at = sentence.words[frame.first]
        return Party(at, at + 1, name, "group", is_meant=True)

    def _is_blame(self, sentence: Marked, frame: Frame, about: Party) -> bool:
        """Whether somebody else puts this very deed on a party."""
        if is_of_others(sentence, frame) or self._is_mouth(sentence, frame) or self._is_part(sentence, frame):
            return False
        if not self._is_said(sentence, frame, about):
            return False
        before = sentence.marks[max(0, frame.first - 6) : frame.first]
        if sentence.mark(frame.first) == "name" and set(before[-1:]) & (_NO_VERB | claim_words("articles")):
            return False  # in the name of
        beside = {*before, *sentence.marks[frame.first : frame.first + 2]}
        if frame.role == "subject" and (before[-1:] == ("of",) or before[-2:] == ("of", "having")):
            return False  # accused others of having staged it
        is_own = frame.party < 0 and self._words.low(about.first - 1) in ("its", "their", "our")
        return not is_own and (frame.role == "confessed" or not beside & claim_words("slain"))

    def _is_said(self, sentence: Marked, frame: Frame, about: Party) -> bool:
        """Whether somebody says it, and is not only told by the report; of a state its people have to say it."""
        is_state = about.kind in ("force", "government", "movement")
        if is_state and not is_of_deed(sentence, frame, about):
            return False
        is_of_people = frame.role == "told" or (is_state and frame.role in ("subject", "passive"))
        if is_of_people and not self._is_told_by_others(sentence, about):
            return False
        verbs = claim_words("perpetrated") | claim_words("projectiles")
        is_bare = frame.role == "subject" or sentence.mark(frame.first) in verbs
        told = claim_words("say") | claim_words("hearsay") | claim_words("deny")
        is_told = bool(set(sentence.marks) & told) or ":" in sentence.marks[: frame.first]
        return not is_bare or is_told or bool(self._discourse.quoted_by)

    def _is_told_by_others(self, sentence: Marked, about: Party) -> bool:
        """Whether somebody is quoted for it: officials of a group, people of a force."""
        for number, mark in enumerate(sentence.marks):
            if mark in claim_words("say") or mark in ("according", "believe", "believes", "suspect"):
                is_behind = mark == "according" or sentence.mark(number - 1) in (",", '"')  # said an elder
                near = set(sentence.marks[max(0, number - 9) : number + (_TO_SPEAKER if is_behind else 0)])
                if (
                    near & claim_words("civil")
                    or any(m.startswith("@v") for m in near)
                    or (about.kind != "force" and near & claim_words("others"))
                ):
                    return True
                if about.kind != "force" and any(m.startswith(("@f", "@m")) for m in near):
                    return True
        return False

    def _blamer(self, sentence: Marked, frame: Frame, about: Party, where: range) -> str:
        """In whose name it is said; blank if that is not told."""
        if frame.role == "meant":
            return before_saying(self._words, sentence.words[frame.first], where)
        if frame.role == "passive":
            return agent_of(self._words, sentence.word_behind(frame.last - 1), where)
        is_ahead = frame.party >= 0 or frame.role in ("confessed", "author")
        begin = sentence.words[frame.first] if is_ahead else about.first
        return speaker_of(self._words, where, begin, [p for p in sentence.parties if p is not about], is_ahead)

    def _is_part(self, sentence: Marked, frame: Frame) -> bool:
        """Whether it only tells of which group another one is a part: "the front, which is linked to the TTP"."""
        if sentence.mark(frame.first) not in claim_words("tied"):
            return False
        before = [m for m in sentence.marks[: frame.first] if m not in claim_words("be") | claim_words("adv")][-3:]
        is_aside = bool(set(before[-2:]) & {",", "(", "which", "and"})
        return is_aside and any(mark.startswith("@g") for mark in before)

    def _is_mouth(self, sentence: Marked, frame: Frame) -> bool:
        """Whether it only tells whose a channel or a message is: "a message attributed to the BLA"."""
        near = set(sentence.marks[max(0, frame.first - 3) : frame.first])
        return sentence.mark(frame.first) in claim_words("tied") and bool(near & claim_words("media"))
