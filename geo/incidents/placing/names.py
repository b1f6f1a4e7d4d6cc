"""Districts and provinces by their names of today; what the file has is kept in the columns ``…_as_given``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import ne

from geo.errors import UnknownName
from geo.incidents.draft import Draft
from geo.incidents.placing.resolver import DistrictName, NameResolver

__all__ = ["rename", "resolve_districts", "resolve_provinces", "stated_provinces"]

_BETWEEN = re.compile(r"\s+-\s+|[(),/;،&]")
MOST_NAMES = 5_000
"""The two provinces have fewer than a hundred districts, in a few spellings each."""


def resolve_districts(draft: Draft, names: NameResolver) -> list[DistrictName | None]:
    """The district of today that each row names; None where it names none, or one that is not known."""
    given = draft.columns["district"]
    if (count := len(set(given))) > MOST_NAMES:
        draft.fault_of_file("district", f"The column holds {count:,} different texts: it is not one of districts.")
        return [None] * len(draft)
    known = {text: _known_district(names, text) for text in dict.fromkeys(given)}
    for row in _rows_where(given, [text for text, (_, why) in known.items() if why]):
        draft.fault(row, "district", f"{known[given[row]][1]} The name is kept as given.", "warning")
    several = {text: both for text, (district, _) in known.items() if (both := _two_districts(names, text, district))}
    for row in _rows_where(given, several):
        draft.fault(row, "district", f"It names {several[given[row]]}: the first is used.", "warning")
    found = [known[text][0] for text in given]
    canonical = {text: district.name if district else text for text, (district, _) in known.items()}
    rename(draft, "district", [canonical[text] for text in given])
    return found


def _known_district(names: NameResolver, text: str) -> tuple[DistrictName | None, str]:
    if not text:
        return None, ""
    try:
        return names.district(text), ""
    except UnknownName as why:
        return None, str(why)


def _two_districts(names: NameResolver, text: str, district: DistrictName | None) -> str:
    """The district that a text is taken for and another one that it names: Bannu/Karak; blank if it names one."""
    for part in filter(None, map(str.strip, _BETWEEN.split(text)[1:] if district else ())):
        other, _ = _known_district(names, part)
        if district and other and other.polygon != district.polygon:
            return f"{district.name} and {other.name}"
    return ""


def stated_provinces(draft: Draft, names: NameResolver) -> list[str]:
    """The province of today that each row states; blank where it states none, or one that is not known."""
    given = draft.columns["province"]
    known = {text: _known_province(names, text) for text in dict.fromkeys(given)}
    return ["" if known[text][1] else known[text][0] for text in given]


def resolve_provinces(draft: Draft, names: NameResolver, districts: list[DistrictName | None]) -> None:
    """Replace provinces by their names of today; a known district determines its province."""
    given = draft.columns["province"]
    known = {text: _known_province(names, text) for text in dict.fromkeys(given)}
    final = [d.province if d else known[text][0] for d, text in zip(districts, given, strict=True)]
    misspelt: list[int] = []
    for row in _changed_provinces(given, known, final):
        district, (_, fault) = districts[row], known[given[row]]
        if district is None:
            draft.fault(row, "province", f"{fault} The name is kept as given.", "warning")
        elif fault and not names.elsewhere(given[row]):
            misspelt.append(row)
        else:
            message = f"{district.name} is a district of {district.province}: that one is used."
            draft.fault(row, "province", message, "warning")
    draft.repaired("province: that of the district, in place of a name that is not known", misspelt)
    rename(draft, "province", final)


def _changed_provinces(given: list[str], known: dict[str, tuple[str, str]], final: list[str]) -> list[int]:
    """The rows that state a province which is not known, or not the one that is used."""
    pairs = list(zip(given, final, strict=True))
    changed = {(text, used) for text, used in set(pairs) if text and (known[text][1] or known[text][0] != used)}
    return [row for row, pair in enumerate(pairs) if pair in changed] if changed else []


def _known_province(names: NameResolver, text: str) -> tuple[str, str]:
    try:
        return (names.province(text), "") if text else ("", "")
    except UnknownName as why:
        return text, str(why)


def rename(draft: Draft, name: str, final: list[str]) -> None:
    """Put the usual names into a column and the names of the file into the column ``<name>_as_given``.

    A file that has that column states itself what was given; it is completed only where a name changes, so that an
    export is imported again as it was.
    """
    beside, given = f"{name}_as_given", draft.columns[name]
    if beside in draft.given:
        draft.columns[beside] = [
            was or (text if text != new else "")
            for was, text, new in zip(draft.columns[beside], given, final, strict=True)
        ]
    else:
        draft.columns[beside] = given[:]
    changed = () if given == final else [row for row, one in enumerate(map(ne, given, final)) if one and given[row]]
    draft.repaired(f"{name}: replaced by the usual name; the name in the file is in {beside}", changed)
    draft.columns[name] = final


def _rows_where(column: list[str], texts: Iterable[str]) -> list[int]:
    wanted = set(texts)
    return [row for row, text in enumerate(column) if text in wanted] if wanted else []
