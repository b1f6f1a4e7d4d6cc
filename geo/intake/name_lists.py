"""People by name alone: "the dead were identified as A, B and C", and "none of the four survived"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.intake.counted_nouns import Quantity
from geo.intake.fates import Casualties, Part
from geo.intake.number_reading import UNKNOWN
from geo.intake.phrases import Words
from geo.intake.references import Reference
from geo.reading.figures import Figure

__all__ = ["named_lists", "without_survivors"]

_LISTED = re.compile(
    r"\b(?:[Tt]he|[Tt]hose) (?P<who>dead|deceased|slain|killed|martyred|martyrs|injured|wounded)"
    r"(?: (?:persons?|people|men|soldiers|policemen|personnel|labourers|civilians|workers|officials|guards|include))?"
    r"(?:,?(?: were| was| are| have been)?(?: later| also)?"
    r" (?P<how>identified as|named as|included?|were|are)|:) (?=[A-Z])"
)
_BETWEEN = re.compile(r",? and |, ")
_NAME = re.compile(r"(?:[A-Z][\w.'-]*)(?: (?:[A-Z][\w.'-]*|ul|ur|e|i)){0,5}(?: of [A-Z]\w+)?")
_HURT = ("injured", "wounded")
_TO_VERB = 5
_SURVIVED = ("survived", "survive", "lived", "survivors")
_NOBODY = re.compile(r"\b(?:none(?: of (?:them|whom))?|no one|nobody) (?:has |had )?(?:survived|lived)|\bno survivors")


def named_lists(words: Words, where: range) -> Iterator[Casualties]:
    """The people of a sentence who are listed by name; those whom the dead only include are at least as many.

    Parameters
    ----------
    words, where
        The words of the text and the sentence.
    """
    start, end = words.all[where.start].start, words.all[where.stop - 1].end
    for match in _LISTED.finditer(words.text.plain, start, end):
        text = re.split(r"[.;:(]|\b(?:who|after|when|while|were|was)\b", words.text.plain[match.end() : end])[0].rstrip(
            ", "
        )
        names = _BETWEEN.split(text)
        if not text or not all(_NAME.fullmatch(name) for name in names):
            continue
        listed = words.within(match.end(), match.end() + len(text))
        fate = "injured" if match["who"] in _HURT else "killed"
        is_part = bool(match["how"]) and match["how"].startswith("include")
        figure = Figure(len(names), len(names), None if is_part else len(names))
        part = Part(figure, "people", "", listed.start, listed.stop)
        verb = words.within(match.start(), match.end())
        yield Casualties(fate, (part,), (), verb.start, verb.stop)


def without_survivors(words: Words, where: range, numbers: list[Quantity]) -> Iterator[Casualties]:
    """The people none of whom survived: "none of the four policemen survived"."""
    for n in where:
        if words.low(n) in _SURVIVED and _NOBODY.search(
            words.text.low, words.all[max(n - 4, where.start)].start, words.all[n].end
        ):
            part = Part(UNKNOWN, "", "", n, n + 1, reference=Reference("all"))
            yield Casualties("killed", (part,), (), n, n + 1)
    for q in numbers:
        lead = [words.low(q.first - back) for back in (1, 2, 3)]
        if lead[:2] != ["of", "none"] and lead != ["the", "of", "none"]:
            continue
        verb = next((n for n in range(q.last, q.last + _TO_VERB) if words.low(n) in _SURVIVED), 0)
        if verb:
            people = q.people
            part = Part(q.figure, people.group if people else "", people.actor if people else "", q.first, q.last)
            yield Casualties("killed", (part,), (), verb, verb + 1)
