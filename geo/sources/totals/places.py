"""The place of a total: a district or a whole province of today, or why it is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geo.errors import UnknownName
from geo.incidents.placing import NameResolver
from geo.places.elsewhere import PAKISTAN, country_named
from geo.reading.letters import folded
from geo.reading.unstated import is_unstated
from geo.sources.translation import OUTSIDE

__all__ = ["SUMS", "WHOLE_COUNTRY", "PlaceOfTotal", "place_of_total"]

WHOLE_COUNTRY = "of the whole country, of which the two provinces are a part"
SUMS = "a row of sums of the other rows"

_SUM = re.compile(r"(?:(?:grand|sub|overall)[ -]?)?(?:total|totals|sum|all|overall)(?: \w+)?|کل|میزان|مجموعہ")
_PART = re.compile(
    r"\b(?:division|divn?|f\.?a\.?t\.?a|p\.?a\.?t\.?a|tribal|merged|nm[dt]s?|nmtds?|kp ?tds?|kpk? (?:td|md|nmds?)|kpmd|"
    r"agencies)\b"
)
"""Names of parts of a province that are no districts."""


_UNKNOWN = "The district is not known: events of unknown districts are no total of a district or a whole province."
_NOWHERE = "The row names no place: a total needs a district or a province."
_BLANK = "No district is stated: it is kept as a total of the whole province."


@dataclass(frozen=True, slots=True)
class PlaceOfTotal:
    """Where a total is counted.

    Attributes
    ----------
    province, district
        Names of today; a total of a whole province has no district.
    left_out
        Why the row is no total of this map; blank if it is one.
    column, fault
        What keeps the row out, and the column with the value that does.
    doubt
        What a person should know although the row is kept.
    """

    province: str = ""
    district: str = ""
    left_out: str = ""
    column: str = ""
    fault: str = ""
    doubt: str = ""


def place_of_total(district: str | None, province: str, country: str, names: NameResolver) -> PlaceOfTotal:
    """The place of a row from what it states of district, province and country.

    Without a column of districts (None) it is a whole province. A district that is said to be unknown makes it neither.
    """
    is_unknown = bool(district and district.strip()) and is_unstated(district or "")
    has_districts = district is not None
    texts = (district or "", province, country)
    district, province, country = ("" if is_unstated(text) else text.strip() for text in texts)
    elsewhere = _elsewhere(province, country, names)
    if elsewhere:
        return PlaceOfTotal(left_out=f"{OUTSIDE}: {elsewhere[:40]}")
    if any(_SUM.fullmatch(folded(text)) for text in (district, province, country)):
        return PlaceOfTotal(left_out=SUMS)
    if district:
        return _in_district(district, province, names)
    if is_unknown or not (province or country):
        return PlaceOfTotal(column="district", fault=_UNKNOWN if is_unknown else _NOWHERE)
    found = _of_province(province or PAKISTAN, "province", names)
    return replace(found, column="district", doubt=_BLANK) if has_districts and found.province else found


def _elsewhere(province: str, country: str, names: NameResolver) -> str:
    """The country or province outside the two provinces that a row names; blank if none is known."""
    found = country_named(country) if country else ""
    if found and found != PAKISTAN:
        return found
    try:
        if not province or names.province(province):
            return ""
    except UnknownName:
        pass
    return names.elsewhere(province)


def _in_district(text: str, province: str, names: NameResolver) -> PlaceOfTotal:
    try:
        district = names.district(text)
    except UnknownName as why:
        return _no_district(text, str(why), names)
    doubt = ""
    try:
        if province and names.province(province) != district.province:
            doubt = f"{district.name} is a district of {district.province}: that one is used."
    except UnknownName:
        doubt = f"{province!r} is no known province: that of the district, {district.province}, is used."
    return PlaceOfTotal(district.province, district.name, column="province" if doubt else "", doubt=doubt)


def _no_district(text: str, why: str, names: NameResolver) -> PlaceOfTotal:
    """A text in the column of districts that names none: a whole province, the country, or nothing that is known."""
    if country_named(text) == PAKISTAN:
        return PlaceOfTotal(left_out=WHOLE_COUNTRY)
    if other := names.elsewhere(text):
        return PlaceOfTotal(left_out=f"{OUTSIDE}: {other[:40]}")
    found = _of_province(text, "district", names)
    return PlaceOfTotal(column="district", fault=why) if found.fault and not _PART.search(folded(text)) else found


def _of_province(text: str, column: str, names: NameResolver) -> PlaceOfTotal:
    if country_named(text) == PAKISTAN:
        return PlaceOfTotal(left_out=WHOLE_COUNTRY)
    try:
        province = names.province(text)
    except UnknownName as why:
        return PlaceOfTotal(column=column, fault=str(why))
    if _PART.search(folded(text)):
        fault = f"{text!r} is a part of {province}: totals are kept of districts and of whole provinces."
        return PlaceOfTotal(column=column, fault=fault)
    return PlaceOfTotal(province)
