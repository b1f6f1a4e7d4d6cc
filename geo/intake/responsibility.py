"""Who says who did it: claimed, attributed, denied, and by whom.

A sentence becomes marks (`geo.intake.marked_text`), in which the frames of ``assets/intake/claims.csv`` are looked up.
A frame says what is done (claim, deny, blame) and where its party stands; what is negated, asked, only possible, or
said of other attacks counts for nothing.
"""

from __future__ import annotations

from dataclasses import replace

from geo.intake.actor_names import ActorMention
from geo.intake.answers import answer_in, stands_for
from geo.intake.blame import Blame
from geo.intake.claim_scope import is_bare, is_of_others, is_of_self, is_open, is_void
from geo.intake.discourse import Discourse
from geo.intake.frames import Frame, claim_words, frames
from geo.intake.marked_text import STATE, Marked, Party, marked
from geo.intake.named_doers import named_doers
from geo.intake.own_words import own_words
from geo.intake.phrases import Words
from geo.intake.speakers import NOBODY, before_saying
from geo.intake.spoken_claim import SpokenClaim
from geo.intake.subjects import Subject, clause_start, subject_of

__all__ = ["SpokenClaim", "SpokenClaims"]

_ARMY = "Pakistan Army"
_CLAIMS = ("group", "government", "foreign", "movement", "people")
_DENIES = (*_CLAIMS, "force")
_TO_SIGHT = 12


class SpokenClaims:
    """Reads the claims of sentences, one after the other, so that "they" is who spoke last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._discourse = Discourse(words)
        self._blame = Blame(words, self._discourse)
        self._signed: Party | None = None
        self._denied: set[str] = set()
        self.is_nobody = False

    def signed_by(self, stretches: list[range]) -> Party | None:
        """The group that signs the text; what the text puts on it is then its claim."""
        self._signed = self._discourse.signed_by(stretches)
        return self._signed

    def read(self, where: range) -> list[SpokenClaim]:
        """The claims of one sentence."""
        parties = self._discourse.parties(where)
        sentence = marked(self._words, where, parties)
        if sentence.marks[-1:] == ("?",) or self._words.gap(where.stop - 1).strip("\"' )").startswith("?"):
            self._discourse.remember(parties)
            return []
        found = list(frames(sentence))
        nobody = [f for f in found if f.kind == "nobody"]
        self.is_nobody = bool(nobody)
        claims: list[SpokenClaim] = []
        for frame in found:
            if frame.kind != "nobody" and not is_void(sentence, frame, nobody):
                is_same = frame.kind == "same" and bool(claims)  # so did the other group
                claims += self._claims(sentence, replace(frame, kind=claims[-1].kind) if is_same else frame, where)
        claims += self._answers(sentence, claims)
        claims += self._own(sentence, bool(nobody), claims)
        claims += self._named_by_others(where, parties, claims)
        if self._signed:
            claims = [self._of_signer(claim) for claim in claims]
        claims = [c for c in _settled(claims) if not self._only_signs(c)]
        self._denied = {c.by for c in claims if c.kind == "denied"}
        speaks = [c.by for c in claims if c.kind != "attributed"]
        self._discourse.remember(parties, speaks[0] if speaks else "")
        self._discourse.hear(where, parties)
        for claim in claims:
            if claim.kind == "attributed":
                self._discourse.blamed.add(claim.about)
                self._discourse.last_blamed = claim.about
                self._discourse.since_charge = 0
        return claims

    def _only_signs(self, claim: SpokenClaim) -> bool:
        """Whether it only tells who signed the denial of the sentence before."""
        is_mail = self._words.low(claim.at) in claim_words("media")
        return claim.kind == "claimed" and claim.by in self._denied and is_mail

    def _of_signer(self, claim: SpokenClaim) -> SpokenClaim:
        is_own = self._signed and claim.about == self._signed.name and claim.by in ("", self._signed.name)
        return replace(claim, kind="claimed", by=claim.about, about="") if is_own else claim

    def _claims(self, sentence: Marked, frame: Frame, where: range) -> list[SpokenClaim]:
        is_group = frame.role == "confessed" and subject_of(sentence, frame.first).party is not None
        if is_group:
            frame = replace(frame, kind="claimed", role="subject")
        if frame.kind == "attributed":
            return self._blame.claims(sentence, frame, where)
        if frame.kind == "reason":
            return self._reason(sentence, frame)
        if frame.kind == "retracted":
            both = (replace(frame, kind="claimed"), replace(frame, kind="denied"))
            holders = self._holders(sentence, frame) or self._themselves(sentence, frame)
            return [self._claim(sentence, each, party) for party in holders for each in both]
        if (frame.role == "bare" and not is_bare(sentence, frame)) or _is_suffered(sentence, frame):
            return []
        kinds = _DENIES if frame.kind == "denied" else _CLAIMS
        found = self._holders(sentence, frame)
        if frame.role == "disowned" and not self._is_by_itself(sentence, frame):
            found = []
        return [
            self._claim(sentence, frame, party)
            for party in found
            if party.kind in kinds and party.name != STATE and self._may(sentence, frame, party)
        ]

    # who claims or denies

    def _holders(self, sentence: Marked, frame: Frame) -> list[Party]:
        """The party of a claim or denial, and one that is joined to it by "and"."""
        if frame.role in ("own", "self"):
            is_ours = frame.role == "own" or "our" in sentence.marks[frame.first : frame.last]
            return self._authors(sentence) if is_ours else self._themselves(sentence, frame)
        at = frame.first - 1 if frame.role == "owner" else frame.party
        if at < 0:
            return self._subjects(sentence, frame)
        party = sentence.party(at)
        return [party, *self._joined(sentence, at)] if party else []

    def _subjects(self, sentence: Marked, frame: Frame) -> list[Party]:
        """The party that stands as the subject of a frame, else the one that speaks behind it, else the one meant."""
        subject = subject_of(sentence, frame.first)
        party = subject.party
        if party is None and (frame.role == "quoted" or self._is_ahead(sentence, frame)):
            party = self._quoted(sentence, frame)
        if party is None and frame.role == "quoted" and not subject.is_other:
            party = next((p for p in reversed(sentence.parties) if p.kind in _DENIES), None)
        if party is not None and party.kind == "media":
            return self._force_of(party)
        if subject.party is not None:
            number = sentence.parties.index(subject.party)
            at = next(n for n, m in enumerate(sentence.marks) if m[:1] == "@" and int(m[2:]) == number)
            return [subject.party, *self._joined(sentence, at)]
        return [party] if party else self._meant(sentence, frame, subject)

    def _themselves(self, sentence: Marked, frame: Frame) -> list[Party]:
        """The group that says "its": the one that the sentence names last, else the one named before."""
        before = [p for p in sentence.parties if p.kind == "group" and p.first < sentence.words[frame.first]]
        behind = [p for p in sentence.parties if p.kind == "group" and p.first > sentence.words[frame.first]]
        if "their" in sentence.marks[frame.first : frame.last] and self._are_joined(before):
            return before[-2:]
        if before or behind or not self._discourse.group:
            return before[-1:] or behind[:1]
        at = sentence.words[frame.first]
        return [Party(at, at + 1, self._discourse.group, "group", is_meant=True)]

    def _is_by_itself(self, sentence: Marked, frame: Frame) -> bool:
        """Whether a party says of itself that it was not the doer: "we say that this is not the work of the TTP"."""
        about = sentence.party(frame.party)
        for number, mark in enumerate(sentence.marks):
            if about is not None and mark in claim_words("say"):
                subject = subject_of(sentence, number)
                is_same = subject.party is not None and subject.party is not about and subject.party.name == about.name
                near = set(sentence.marks[max(0, number - 3) : number])
                is_its = bool(near & claim_words("spokesman")) and not near & (claim_words("others") - {"chief"})
                if is_same or is_its or subject.pronoun in ("we", "i", "it", "they"):
                    return True
        return about is not None and self._signed is not None and self._signed.name == about.name

    def _force_of(self, media: Party) -> list[Party]:
        """The army, if it was blamed, for the office that speaks for it."""
        is_blamed = _ARMY in self._discourse.blamed
        return [Party(media.first, media.last, _ARMY, "force", is_meant=True)] if is_blamed else []

    def _authors(self, sentence: Marked) -> list[Party]:
        """Who says "we": the group that the sentence quotes, else the one that signs the text."""
        said = [p for p in sentence.parties if p.kind == "group"]
        author = said[-1] if said else self._discourse.author()
        return [author] if author else []

    def _joined(self, sentence: Marked, at: int) -> list[Party]:
        """The other party of "both the BLA and the BLF" and "the BLA, the BLF"."""
        before, behind = at - 1, at + 2
        while sentence.mark(before) in claim_words("articles"):
            before -= 1
        while sentence.mark(behind) in claim_words("articles"):
            behind += 1
        other = sentence.party(before - 1) if sentence.mark(before) in ("and", "with", "nor") else None
        while sentence.mark(behind) in ("then", "later", "also", "by"):
            behind += 1 + (sentence.mark(behind + 1) in ("the", "both"))
        if other is None and sentence.mark(at + 1) in ("and", "nor"):
            other = sentence.party(behind)
        is_other = other is not None and other.kind in _CLAIMS and other is not sentence.party(at)
        return [other] if other is not None and is_other else []

    def _is_ahead(self, sentence: Marked, frame: Frame) -> bool:
        """Whether a verb opens its sentence, or a quotation: "claiming the raid, the BLA said"."""
        return frame.first == 0 or sentence.mark(frame.first - 1) in (",", '"', "-")

    def _quoted(self, sentence: Marked, frame: Frame) -> Party | None:
        """The party behind: "the charge was baseless, Kabul said"."""
        for at in range(frame.last, min(frame.last + _TO_SIGHT, len(sentence.marks))):
            if party := sentence.party(at):
                return party
        return None

    def _meant(self, sentence: Marked, frame: Frame, subject: Subject) -> list[Party]:
        """The party of a sentence before for "it", of this one for "it" behind a name; whoever signs says "we"."""
        if subject.is_other and frame.kind != "denied":
            return []
        begin = sentence.words[frame.first]
        is_ours = bool({"our", "ours", "we", "us"} & set(sentence.marks[frame.first : frame.last]))
        if subject.pronoun in ("we", "i") or is_ours:
            return self._authors(sentence)
        start = clause_start(sentence, frame.first)
        before = [p for p in sentence.parties if p.first < begin and p.kind in ("group", "government", "foreign")]
        lows = set(sentence.marks[start : frame.first])
        if subject.pronoun and before:
            pair = before[-2:] if subject.pronoun in ("they", "both") and self._are_joined(before) else []
            return pair or [self._sayer(sentence, frame.first) or before[-1]]
        name = ""
        if frame.kind == "denied" and lows & claim_words("blamed"):
            name = self._discourse.last_blamed
        if subject.pronoun == "state":
            name = self._discourse.state
        elif not name and subject.pronoun:
            name = self._discourse.group
        if not name:
            return []
        at = sentence.words[max(start, frame.first - 1)]
        kind = "group" if name == self._discourse.group else "government"
        return [Party(at, at + 1, name, kind, is_meant=True)]

    def _sayer(self, sentence: Marked, number: int) -> Party | None:
        """The group that says what stands at a mark."""
        for at in range(number - 1, -1, -1):
            if sentence.mark(at) in claim_words("say"):
                party = subject_of(sentence, at).party
                return party if party and party.kind in _CLAIMS else None
        return None

    def _are_joined(self, before: list[Party]) -> bool:
        """Whether the last two names are "the BLF and the BLA"."""
        if len(before) < 2 or before[-1].name == before[-2].name:
            return False
        lows = {self._words.low(n) for n in range(before[-2].last, before[-1].first)}
        return "and" in lows and len(lows) <= 3

    def _may(self, sentence: Marked, frame: Frame, party: Party) -> bool:
        """Whether a denial is one of the deed: what somebody was charged with, or by a force on itself."""
        if frame.kind != "denied":
            return not is_of_others(sentence, frame)
        if not is_of_self(sentence, frame, party) or set(
            sentence.marks[max(0, frame.first - 14) : frame.last]
        ) & claim_words("often"):
            return False
        is_charged = bool(stands_for(party.name, self._discourse.blamed))
        named = [p.name for p in sentence.parties if not p.is_meant or p is party]
        if party.kind in ("group", "people") and (not party.is_meant or named.count(party.name) > 1):
            is_charged = True
        near = set(sentence.marks[max(0, frame.first - 8) : frame.last + 10])
        if frame.role in ("charged", "quoted") and not is_charged:
            is_general = bool(set(sentence.marks) & claim_words("lying")) and sentence.mark(frame.first) in claim_words(
                "present"
            )
            is_of_soil = bool(near & {"claim", "claims", "report"}) and bool(
                set(sentence.marks) & {"soil", "territory", "side"}
            )
            is_near = party.kind == "government" and self._discourse.since_charge <= 1 and bool(near & {"this", "it"})
            is_charge = bool(near & claim_words("charges")) or is_of_soil or is_near
            return is_charge and party.kind != "force" and not is_general
        is_whole = sentence.mark(frame.last) in ("", ";", ",") and sentence.mark(frame.first - 1).startswith("@")
        if frame.role == "charged" and is_whole:  # TTP denies
            return True
        if frame.role == "charged":
            return bool(
                near & (claim_words("charge") | claim_words("act") | claim_words("involvement") | {"it", "this"})
            )
        own = {"it", "its", "itself", "being", "having", "carrying", "holding"} | claim_words("involvement")
        behind = [sentence.party(n) for n in range(frame.last, min(frame.last + 8, len(sentence.marks)))]
        is_of_own = any(p is not None and p.name == party.name for p in behind)
        return party.kind != "force" or is_charged or is_of_own or bool(near & own)

    def _claim(self, sentence: Marked, frame: Frame, party: Party) -> SpokenClaim:
        about = "involvement" if frame.kind == "denied" else ""
        stretch = (sentence.words[frame.first], sentence.word_behind(frame.last - 1))
        return SpokenClaim(frame.kind, party.name, about, (*self._discourse.named(party), stretch), stretch[0])

    def _answers(self, sentence: Marked, known: list[SpokenClaim]) -> list[SpokenClaim]:
        """The denial of whoever was blamed and says "no": "the department said that nobody was in its custody"."""
        if any(claim.kind == "denied" for claim in known):
            return []
        charged = [claim.about for claim in known if claim.kind == "attributed"]
        last = charged[-1] if charged else self._discourse.last_blamed
        found = answer_in(sentence, {*self._discourse.blamed, *charged}, last)
        if found is None or any(claim.kind == "claimed" and claim.by == found[1].name for claim in known):
            return []
        return [self._claim(sentence, Frame("denied", "", found[0], found[0] + 1), found[1])]

    def _reason(self, sentence: Marked, frame: Frame) -> list[SpokenClaim]:
        """A claim told as its reason by the group itself: "the BLF said that it was revenge for raids"."""
        said = [n for n in range(len(sentence.marks)) if sentence.mark(n) in claim_words("calls")]
        for number in said:
            subject = subject_of(sentence, number)
            party = subject.party
            if sentence.mark(number + 1) == "nothing":
                continue
            if party is None and subject.pronoun in ("it", "they"):
                party = next(iter(self._meant(sentence, Frame("claimed", "", number, number + 1), subject)), None)
            is_meant = not is_open(sentence, frame.first) and "vow" not in " ".join(sentence.marks[: frame.first])
            if party and party.kind in _CLAIMS and party.name != STATE and is_meant:
                return [self._claim(sentence, Frame("claimed", "", frame.first, frame.last), party)]
        return []

    def _named_by_others(self, where: range, parties: list[Party], claims: list[SpokenClaim]) -> list[SpokenClaim]:
        """The groups that officials name in what they tell: "BLA gunmen killed five, officials said"."""
        known = {name for c in claims for name in (c.by, c.about)}
        found = {}
        quoted = self._discourse.quoted_by
        for each in named_doers(self._words, where, _as_actors(parties), is_quoted=bool(quoted)):
            is_known = any(stands_for(name, {each.group.name}) for name in known)  # itself, or the group of a unit
            if not is_known and self._words.low(each.deed) not in claim_words("many"):
                words = ((each.group.first, each.group.last), *sorted((n, n + 1) for n in (each.says, each.deed)))
                by = quoted if each.says == each.deed else before_saying(self._words, each.says, where)
                if by == NOBODY:
                    continue
                found[each.group.name] = SpokenClaim("attributed", by, each.group.name, words, each.deed)
        return list(found.values())

    # what groups say of themselves

    def _own(self, sentence: Marked, is_nobody: bool, known: list[SpokenClaim]) -> list[SpokenClaim]:
        """What groups say of themselves: "said that its fighters had attacked"."""
        found = []
        for each in own_words(sentence):
            frame = Frame(each.kind, "", each.first, each.last)
            party = each.speaker.party or next(iter(self._meant(sentence, frame, each.speaker)), None)
            if party is None or party.name == STATE or (is_nobody and each.kind == "claimed"):
                continue
            if any(c.key == (each.kind, party.name) for c in known) or is_of_others(sentence, frame):
                continue
            found.append(self._claim(sentence, frame, party))
        return found


def _is_suffered(sentence: Marked, frame: Frame) -> bool:
    """Whether it is a charge that was denied, and nobody says by whom: "the charge was denied"."""
    is_passive = sentence.mark(frame.first).endswith("ed") and sentence.mark(frame.first - 1) in claim_words("be")
    return frame.kind == "denied" and frame.role == "charged" and is_passive


def _as_actors(parties: list[Party]) -> list[ActorMention]:
    return [ActorMention(p.first, p.last, p.name, "militants" if p.kind == "people" else p.kind) for p in parties]


def _settled(claims: list[SpokenClaim]) -> list[SpokenClaim]:
    """Each claim once; who claims it is not also blamed for it without a speaker, or by itself."""
    once = {(c.kind, c.by if c.kind != "attributed" else "", c.about): c for c in reversed(claims)}
    kept = [c for c in claims if c in once.values()]
    claimed = {c.by for c in kept if c.kind == "claimed"}
    denied = {c.by for c in kept if c.kind == "denied"}
    return [c for c in kept if c.kind != "attributed" or c.about not in claimed or c.by not in ("", c.about)
            ] if not denied & claimed else kept  # fmt: skip
