"""Who published the incidents, in which version, and who reported them: names, not the strings of a source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from geo.briefing.sentences import one_line
from geo.incidents import Release
from geo.taxonomy import split_names, without_remark
from geo.wording import source_name

__all__ = ["cited", "cited_once", "named", "outlet", "outlets", "reporters"]

_MOST_REPORTERS = 6
_MOST_LICENCE = 40
_OWN = "own"
"""The layout of files in our columns: the day of such a copy is not that of the access, which its citation states."""
_UCDP = "ucdp"
_UCDP_VERSION = re.compile(r"ged(?:event)?[ _-]*v?(\d{2})[._]?(\d{1,2}(?:[._]\d{1,2})*)(?!\d)", re.IGNORECASE)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WHEN = re.compile(
    rf"""[\s,]+(?:
        \d{{4}}-\d\d?-\d\d? | \d{{1,2}}[/.]\d{{1,2}}(?:[/. ]\d{{2,4}})? | \d{{3,4}}\s?gmt
        | (?:\d{{1,2}}\s)?{_MONTH}\s\d{{2,4}} | {_MONTH}\s\d{{1,2}} | \d{{1,2}}\s{_MONTH} | (?:19|20)\d\d
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_WHERE = re.compile(r",\s*[^,]+,\s*in\s+[A-Z]\w+.*$")
_NUMBER = re.compile(r"\s+(?:Volume|Vol\.?|No\.?|Number|Issue)\s*\d.*$", re.IGNORECASE)
_BLANK_LINE, _ORDINAL = re.compile(r"\n\s*\n"), re.compile(r"^\(\d+\)\s*")
_COPY = re.compile(r"\s+copy$", re.IGNORECASE)


def cited(releases: Iterable[Release], origin: str) -> str:
    """Who published the incidents: the releases, or the origin where there is none."""
    said = "; ".join(cited_once(releases, with_licence=True))
    return f"{said or one_line(origin) or 'not stated'}."


def named(releases: Iterable[Release], origin: str) -> str:
    """The names of the sources, with licences that have a short name, where there is no room for their citations."""
    names = dict.fromkeys(
        f"{source_name(release.source)} ({licence})" if licence else source_name(release.source)
        for release in releases
        for whole in [one_line(release.licence)]
        for licence in [whole if len(whole) <= _MOST_LICENCE else ""]
    )
    return f"{'; '.join(names) or one_line(origin) or 'not stated'}."


def cited_once(releases: Iterable[Release], *, with_licence: bool = False) -> list[str]:
    """Each citation once, with its version, the day of the last access and its licence where these are known."""
    accessed: dict[str, str] = {}
    for release in releases:
        name = one_line(release.citation or release.name).rstrip(".")
        name = f"{name}, {version}" if (version := _version(release)) else name
        name = f"{name} ({licence})" if with_licence and (licence := one_line(release.licence)) else name
        is_copied = release.citation and release.read_as.get("layout") == _OWN
        accessed[name] = max(accessed.get(name, ""), "" if is_copied else release.accessed)
    return [f"{name}, accessed {day}" if day else name for name, day in accessed.items()]


def _version(release: Release) -> str:
    """The version of a file of UCDP, whose annual versions differ; blank for other sources.

    Only the names of the provider's own files state it.
    """
    if release.read_as.get("layout") != _UCDP:
        return ""
    found = _UCDP_VERSION.search(release.file_name)
    if found is None:
        return f"version not stated in the file {one_line(release.file_name)}"
    return f"version {found[1]}.{found[2].replace('_', '.')}"


def reporters(fields: Iterable[str]) -> str:
    """Who published the reports, those with most incidents first; ``fields`` are those of each incident."""
    counts: Counter[str] = Counter()
    for field, n in Counter(fields).items():
        counts.update(dict.fromkeys(outlets(field), n))
    if not counts:
        return ""
    first = ", ".join(f"{one_line(name)} ({n:,})" for name, n in counts.most_common(_MOST_REPORTERS))
    rest = len(counts) - _MOST_REPORTERS
    return f"Reported by {first}{f' and {rest:,} more' if rest > 0 else ''}; each incident names its own."


@lru_cache(50_000)
def outlets(field: str) -> tuple[str, ...]:
    """The names of those who reported an incident, from its field ``sources``, each once."""
    parts = (block for part in split_names(field) for block in _BLANK_LINE.split(part))
    return tuple(dict.fromkeys(outlet(without_remark(_last_line(part))[0]) for part in parts if part.strip()))


def _last_line(text: str) -> str:
    """The line that names who reported: below the heading and the day of a report, without its number."""
    return _ORDINAL.sub("", text.strip().splitlines()[-1].strip())


def outlet(text: str) -> str:
    """The name of who reported, without the day, the place or the number of the issue that a source writes behind it.

    "The News website, Islamabad, in English 15 May 09" is The News website, "AFP 2005-01-11" is AFP.
    """
    name = _COPY.sub("", _NUMBER.sub("", _WHERE.sub("", text.strip())))
    while (shorter := _WHEN.sub("", name)) != name:
        name = shorter
    return name.strip(" ,") or text
