"""The terms under which incidents leave the program: citation, licence and caveat of the import that each came with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from geo.briefing.citing import cited_once
from geo.dataset import Dataset
from geo.incidents.releases import Release
from geo.incidents.terms import CAVEAT_JOINT, Terms, joined_terms

__all__ = ["TermsOf", "terms_notes", "terms_of"]

TermsOf = Callable[[str, str], Terms]
"""The terms of an incident by its release and its source."""


def terms_of(dataset: Dataset) -> TermsOf:
    """What gives the terms of an incident; for one without a known release those of the last one of its source.

    A caveat about all of the data, which no import states, is in every row.
    """
    releases = [release for release in dataset.releases if not release.is_of_totals]
    stated = {part for release in releases for part in release.caveat.split(CAVEAT_JOINT)}
    common = [part for part in dataset.caveat.split(CAVEAT_JOINT) if part not in stated]
    by_name = {release.name: release for release in releases}
    by_source = {release.source: release for release in releases}

    @cache
    def terms(name: str, source: str) -> Terms:
        release = by_name.get(name) or by_source.get(source)
        caveats = [*common, release.caveat if release else ""]
        caveat = CAVEAT_JOINT.join(filter(None, caveats))
        return Terms(_citation(release), release.licence, caveat) if release else Terms(caveat=caveat)

    return terms


def _citation(release: Release) -> str:
    """How a release is cited; blank if neither it nor its file says so: the name of a file is no citation."""
    return cited_once([release])[0] if release.citation else ""


def terms_notes(dataset: Dataset) -> dict[str, str]:
    """The terms of all of the data by name, without blank ones; each citation once, with the day of the last access."""
    releases = [release for release in dataset.releases if not release.is_of_totals]
    citations = cited_once(release for release in releases if release.citation)
    licences = (release.licence for release in releases)
    found = joined_terms((citations, licences, ()))._replace(caveat=dataset.caveat)
    return {name: text for name, text in found._asdict().items() if text}
