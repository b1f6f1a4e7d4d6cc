"""Rows whose licence forbids passing them on, as its text, the source or the layout of its file tells."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.incidents import Incident, Release

__all__ = ["forbids", "may_be_listed", "restricted_rows", "restricted_words"]

RESTRICTED = ("acled", "gtd")
"""Layouts, and the beginnings of the names of sources, whose providers' terms forbid passing raw rows on."""

_SUBJECTS = (
    r"(?:re-?distribut|distribut|pass(?:ed|ing)?\s+(?:\w+\s+){0,2}on\b|shar(?:e|ed|ing)\b|re-?publish|re-?sell|resale)"
)
_FORBIDS = re.compile(
    rf"\bacled\b|\bstart['’]?s\s+terms\b|\bglobal\s+terrorism\s+database\b|\bconfidential\b|\binternal\s+use\s+only\b"
    rf"|\ball\s+rights\s+reserved\b|\bproprietary\b|\b(?:not|never|no)\b(?!\s+restriction)[^.;]{{0,40}}{_SUBJECTS}"
    rf"|{_SUBJECTS}\w*[^.;]{{0,20}}\b(?:prohibited|forbidden)\b",
    re.IGNORECASE,
)


def forbids(release: Release) -> bool:
    """Whether the licence of an import forbids passing its rows on, as far as its layout and its text say."""
    layout = release.read_as.get("layout", "")
    return layout in RESTRICTED or _is_restricted(release.source) or bool(_FORBIDS.search(release.licence))


def _is_restricted(source: str) -> bool:
    return source.casefold().startswith(RESTRICTED)


def restricted_rows(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which rows may not be passed on (shape n)."""
    coded = dataset.incidents.coded
    by_release = coded["release"].isin(_forbidden(dataset))
    sources = [name for name in coded["source"].names if _is_restricted(name)]
    return np.asarray(by_release | coded["source"].isin(sources))


def may_be_listed(dataset: Dataset) -> Callable[[Incident], bool]:
    """Whether the licences of a dataset allow to pass an incident on, for incidents that need not be in it."""
    forbidden = _forbidden(dataset)
    return lambda incident: not (incident.release in forbidden or _is_restricted(incident.source))


def _forbidden(dataset: Dataset) -> set[str]:
    return {release.name for release in dataset.releases if forbids(release)}


def restricted_words(dataset: Dataset, rows: npt.NDArray[np.int32]) -> str:
    """Which sources rows that may not be passed on come from, with the licences that say so."""
    coded = dataset.incidents.coded
    sources = sorted({coded["source"].name(row) for row in rows.tolist()})
    releases = {coded["release"].name(row) for row in rows.tolist()}
    known = (release for release in dataset.releases if release.name in releases or release.source in sources)
    licences = list(dict.fromkeys(" ".join(release.licence.split())[:200] for release in known if release.licence))
    stated = f" ({'; '.join(licences[:4])})" if licences else ""
    return f"{', '.join(sources)}{stated}"
