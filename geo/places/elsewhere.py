"""What lies outside the two provinces by its name: other countries, and the provinces of Pakistan and its neighbours.

A name that is in none of the bundled tables is not known, which is no evidence: it may be a misspelt one of ours.
"""

from __future__ import annotations

import re
from functools import cache

from geo import assets
from geo.places.names import NameIndex, name_key, name_parts, split_list
from geo.reading.unstated import is_unstated

__all__ = ["PAKISTAN", "country_named", "province_elsewhere"]

PAKISTAN = "Pakistan"
_KIND = re.compile(r"\A(?:province|state) of |\s+(?:province|territory|state|wilayat)\Z", re.IGNORECASE)
_LEAST_OF_A_NAME = 4
"""Shorter texts in a column of provinces are abbreviations of provinces, not codes of countries: KP, GB."""


def country_named(text: str) -> str:
    """The country that a text names, by name or by a code of ISO 3166; blank if unknown.

    Of several countries Pakistan has precedence: what happened on both sides of a border happened here too.
    """
    if text.strip() == PAKISTAN:  # nearly all are, and need no table of countries
        return PAKISTAN
    if is_unstated(text):
        return ""
    named = [country for part in (text, *name_parts(text)) for country in _countries().spelled(part)[:1]]
    return PAKISTAN if PAKISTAN in named else next(iter(named), "")


def province_elsewhere(text: str) -> str:
    """The province of another country, or other province of Pakistan, that a text names; blank if unknown.

    A text that names another country (``Balochistan, Iran``) gives that country.
    """
    if is_unstated(text):
        return ""
    for part in (text, *name_parts(text)):
        plain = _KIND.sub("", part.strip())
        if found := _provinces().spelled(plain) or _provinces().sounding(plain):
            return found[0]
        country = _countries().spelled(plain) if len(name_key(plain)) >= _LEAST_OF_A_NAME else []
        if country and country[0] != PAKISTAN:
            return country[0]
    return ""


@cache
def _countries() -> NameIndex[str]:
    """Countries by their names and codes."""
    return NameIndex(
        (name, row["name"])
        for row in assets.read_table("places", "countries.csv")
        for name in (
            row["name"], row["alpha2"], row["alpha3"], row["numeric"], row["numeric"].zfill(3),
            *split_list(row["spellings"]),
        )
        if name
    )  # fmt: skip


@cache
def _provinces() -> NameIndex[str]:
    return NameIndex(
        (name, row["name"])
        for row in assets.read_table("places", "other_provinces.csv")
        for name in (row["name"], *split_list(row["spellings"]))
    )
