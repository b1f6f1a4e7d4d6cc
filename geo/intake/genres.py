"""Texts that use the words of war for something else: sport and opinion."""

from __future__ import annotations

from functools import cache

from geo import assets
from geo.intake.phrases import Phrases, Words
from geo.places.names import split_list
from geo.reading.letters import folded

__all__ = ["genre_of"]

_LEAST_WORDS = 4
_SPORT_SHARE, _OPINION_SHARE = 0.03, 0.02
_REPORTING = frozenset(("said", "officials", "sources", "confirmed", "told", "according", "ispr", "statement"))
_MOST_REPORTING = 2


@cache
def _words() -> Phrases[str]:
    rows = assets.read_table("intake", "genres.csv")
    return Phrases((folded(word).replace("-", " "), row["genre"]) for row in rows for word in split_list(row["words"]))


def genre_of(words: Words) -> str:
    """``sport``, ``opinion``, or blank for a report."""
    everything = range(len(words.all))
    found: dict[str, list[str]] = {}
    for match in _words().find(words, everything):
        found.setdefault(match.value, []).append(words.low(match.first))
    for genre, share in (("sport", _SPORT_SHARE), ("opinion", _OPINION_SHARE)):
        seen = found.get(genre, [])
        is_dense = len(set(seen)) >= _LEAST_WORDS and len(seen) >= share * len(words.all)
        is_report = genre == "opinion" and sum(word.low in _REPORTING for word in words.all) > _MOST_REPORTING
        if is_dense and not is_report:
            return genre
    return ""
