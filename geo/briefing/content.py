"""The content of a briefing, built from a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import numpy as np

from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.coverage import coverage
from geo.analysis.duplicates import fewest_events, unlinked
from geo.analysis.histogram import histogram_by
from geo.analysis.late_reports import late_days
from geo.analysis.nearness import is_uncertain_near, last_near, near_words
from geo.analysis.totals import ranges_shown
from geo.briefing import citing, notes
from geo.briefing.context import marked_events
from geo.briefing.figures import DISTRICTS, NO_DATA, DistrictTable, KeyFigure, district_table, key_figures
from geo.briefing.hot_spots import hot_spot_record, hot_spot_remark
from geo.briefing.imprint import Imprint
from geo.briefing.legend import Legend, legend_of
from geo.briefing.notes import Mapped, Notes
from geo.briefing.record import Record, record_json, state_record
from geo.briefing.scope import Scope, scope_of
from geo.briefing.sentences import Filters, filters_of, joined, one_line
from geo.briefing.series import TimeSeries, series_around
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.incidents import Release
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import UserLayer
from geo.view.snapshot import Snapshot
from geo.wording import plural

IN_BARS = ": in the bars, spread over it"
"""What pages without bars do not say."""

__all__ = ["IN_BARS", "Briefing", "briefing_of"]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a document says about a snapshot.

    Attributes
    ----------
    scope
        The places that the query names, of which the default title and the ground of a map are made.
    label
        What stands on the map and in the head, whatever else is shown: that the data are made up; blank for nothing.
    coverage
        Which days of the period the data do not cover, as a sentence as large as the headline; blank if they cover all.
    caveat
        What is written beside the figures: what the data are not; blank for nothing.
    doubts
        What makes the number of incidents doubtful, as sentences.
    nothing_found
        Why there is no incident; blank if there is one.
    record
        What is written into the file besides the picture.
    imprint
        What the user adds.
    """

    title: str
    scope: Scope
    label: str
    period: str
    coverage: str
    caveat: str
    filters: Filters
    figures: tuple[KeyFigure, ...]
    table: DistrictTable
    series: TimeSeries
    legend: Legend
    notes: Notes
    doubts: tuple[str, ...]
    nothing_found: str
    record: Record
    imprint: Imprint


def briefing_of(
    snapshot: Snapshot,
    title: str | None = None,
    made: date | None = None,
    imprint: Imprint | None = None,
    chart: str = "type",
) -> Briefing:
    """The briefing of a snapshot.

    Parameters
    ----------
    snapshot
        What is shown.
    title
        Its title; ``None`` or blank for one that names the places of the query.
    made
        The day on which it is made; ``None`` for today.
    imprint
        What the user adds; ``None`` for nothing.
    chart
        What the bars over time are divided by, one of `geo.briefing.charts.CHARTS`.
    """
    imprint = imprint or Imprint()
    dataset, query, day = snapshot.dataset, snapshot.state.query, made or datetime.now().astimezone().date()
    layers, filters = _layers_shown(snapshot), filters_of(query)
    texts = _notes(snapshot, layers, day, imprint)
    scope = scope_of(query, dataset.gazetteer)
    heading = one_line(title or "") or f"Reported incidents {one_line(scope.words)}"
    described = (dataset.label, snapshot.period_words, coverage(snapshot).sentence, filters.text(50), texts.counted)
    return Briefing(
        title=heading,
        scope=scope,
        label=dataset.label,
        period=snapshot.period_words,
        coverage=one_line(coverage(snapshot).sentence),
        caveat=one_line(" · ".join(filter(None, (dataset.label, dataset.caveat)))),
        filters=filters,
        figures=key_figures(snapshot.figures, len(dataset.incidents), is_covered=not coverage(snapshot).is_none),
        table=_table(snapshot),
        series=_series(snapshot, scope, chart),
        legend=legend_of(snapshot, layers, scope),
        notes=texts,
        doubts=_doubts(snapshot),
        nothing_found=_nothing_found(snapshot),
        imprint=imprint,
        record=Record(
            heading, texts.sources, " · ".join(filter(None, described)), record_json(_view(snapshot, title, day)), day
        ),
    )


def _series(snapshot: Snapshot, scope: Scope, chart: str) -> TimeSeries:
    counts, parts = histogram_by(snapshot, chart)
    series = series_around(counts, snapshot.period, coverage(snapshot).covered, marked_events(snapshot, scope))
    return replace(series, late=late_days(snapshot), by=chart, parts=() if chart == "type" else parts)


def _layers_shown(snapshot: Snapshot) -> tuple[UserLayer, ...]:
    """The user layers that are not hidden, in their order."""
    return tuple(layer for layer in snapshot.dataset.user_layers if layer.name not in snapshot.state.hidden)


def _table(snapshot: Snapshot) -> DistrictTable:
    now, earlier = table(snapshot, "district"), previous(snapshot)
    if coverage(snapshot).is_none:
        return DistrictTable(DISTRICTS, (), False, (), NO_DATA)
    if earlier is None:
        return district_table(now, None, "")
    return district_table(now, table(earlier, "district"), earlier.period_words)


def _notes(snapshot: Snapshot, layers: tuple[UserLayer, ...], made: date, imprint: Imprint) -> Notes:
    dataset, fields = snapshot.dataset, snapshot.dataset.incidents.texts["sources"]
    districts = next((layer for layer in dataset.user_layers if layer.is_districts), None)
    has_own = isinstance(dataset.gazetteer, UserDistricts)
    hidden = [layer.name for layer in dataset.user_layers if layer.name in snapshot.state.hidden]
    releases = [release for release in dataset.releases if release.is_cited]
    cited = citing.cited(releases, dataset.origin)
    borders, borders_in_short = notes.borders(imprint)
    switched_off = notes.switched_off(snapshot.state.layers, hidden)
    return Notes(
        counted=notes.counted(len(snapshot.answer), len(dataset.incidents), snapshot.left_out, _remarks(snapshot)),
        mapped=_mapped(snapshot),
        made=notes.made_on(made, _days_of_data(snapshot), has_annotations=bool(snapshot.state.annotations)),
        sources=notes.sources(cited, dataset.notice, (fields[row] for row in snapshot.rows.tolist())),
        cited=cited,
        named=citing.named(releases, dataset.origin),
        base_map=" ".join(filter(None, (notes.base_map(layers, districts if has_own else None), switched_off))),
        hot_spots=one_line(hot_spot_remark(snapshot)),
        borders=borders,
        borders_in_short=borders_in_short,
        note=imprint.note,
    )


def _days_of_data(snapshot: Snapshot) -> Period | None:
    """From the first to the last day that the data cover."""
    covered = coverage(snapshot).covered
    return Period(covered[0].first, covered[-1].last) if covered else None


def _remarks(snapshot: Snapshot) -> list[str]:
    """What a reader has to know about the counts."""
    near = "" if is_uncertain_near(snapshot) else near_words(snapshot)
    stated = (near, last_near(snapshot), coverage(snapshot).partly)
    remarks = [one_line(sentence) for sentence in stated]
    if imprecise := _imprecise(snapshot):
        remarks.append(f"{imprecise:,} dated only to a week, month or year{IN_BARS}.")
    if no_figure := snapshot.figures.no_figure:
        remarks.append(f"{no_figure:,} without a figure of deaths: counted as incidents, not as zero.")
    if sources := snapshot.dataset.totals_sources:
        named = joined([one_line(source) for source in sources])
        remarks.append(f"Totals stated by {named} are kept apart and not counted here.")
    return remarks


_MOST_RANGES = 2


def _doubts(snapshot: Snapshot) -> tuple[str, ...]:
    """What makes the number of incidents doubtful: reports that may be one event, vague places, other totals."""
    doubts = [one_line(near_words(snapshot))] if is_uncertain_near(snapshot) else []
    if unlinked(snapshot):
        pairs, shown = plural(unlinked(snapshot), "pair"), len(snapshot.answer)
        least = fewest_events(snapshot)
        doubts.append(f"{pairs} of reports may be one event each: {least:,} to {plural(shown, 'incident')}.")
    ranges = ranges_shown(snapshot)
    doubts += [one_line(f"Totals of sources differ: {each.sentence}.") for each in ranges[:_MOST_RANGES]]
    if len(ranges) > _MOST_RANGES:
        doubts.append(f"Totals differ in {plural(len(ranges) - _MOST_RANGES, 'further place and period')}.")
    return tuple(doubts)


def _imprecise(snapshot: Snapshot) -> int:
    precision = snapshot.dataset.incidents.coded["date_precision"]
    return int(np.count_nonzero(~precision.isin(("day",))[snapshot.rows]))


def _mapped(snapshot: Snapshot) -> Mapped:
    known = snapshot.by_place_precision
    not_drawn = _known_to_provinces(snapshot)
    if known.get("country"):
        not_drawn.append(f"{known['country']:,} known only to the country, not drawn")
    if known.get("unlocated"):
        not_drawn.append(f"{known['unlocated']:,} without usable coordinates, not drawn")
    points, has_symbols = known.get("exact", 0) + known.get("near", 0), "incidents" in snapshot.state.layers
    return Mapped(points, known.get("district", 0), tuple(not_drawn), has_symbols, _not_drawn_in_short(known))


def _not_drawn_in_short(known: Mapping[str, int]) -> str:
    """How many are known too coarsely for the map, in one sentence; blank for none."""
    coarse = (("to a province", "province"), ("to the country", "country"))
    places = ", ".join(f"{words} {known[name]:,}" for words, name in coarse if known.get(name))
    elsewhere = f"without usable coordinates {known['unlocated']:,}" if known.get("unlocated") else ""
    said = "; ".join(filter(None, (places and f"known only {places}", elsewhere)))
    return f"Not drawn: {said}." if said else ""


def _known_to_provinces(snapshot: Snapshot) -> list[str]:
    coded, rows = snapshot.dataset.incidents.coded, snapshot.rows
    coarse = rows[coded["place_precision"].isin(("province",))[rows]]
    provinces = coded["province"]
    counts = np.bincount(provinces.codes[coarse], minlength=len(provinces.names)).tolist()
    named = sorted((name, n) for name, n in zip(provinces.names, counts, strict=True) if n)
    return [f"{n:,} known only to {one_line(name) or 'a province'}, not drawn" for name, n in named]


def _nothing_found(snapshot: Snapshot) -> str:
    if len(snapshot.answer):
        return ""
    if not len(snapshot.dataset.incidents):
        return "There are no incidents in this workspace."
    if coverage(snapshot).is_none:
        return NO_DATA
    if snapshot.state.query.is_filtered:
        return "No incident in this period passes these filters."
    return "No incident is recorded in this period."


def _view(snapshot: Snapshot, title: str | None, made: date) -> dict[str, Any]:
    dataset, state = snapshot.dataset, snapshot.state
    return {
        "title": title,
        "made": made.isoformat(),
        **state_record(state),
        "hot_spots": hot_spot_record(snapshot),
        "user_layers": [
            {"name": layer.name, "sha256": layer.sha256, "districts": layer.is_districts}
            for layer in dataset.user_layers
        ],
        "period": [from_day_number(day).isoformat() for day in snapshot.period],
        "origin": dataset.origin,
        "label": dataset.label,
        "releases": [_release_record(release) for release in _recorded(dataset.releases)],
        "shown": len(snapshot.answer),
        "of": len(dataset.incidents),
        **({"shared_as": dict(dataset.shared_as)} if dataset.shared_as else {}),
    }


def _recorded(releases: Sequence[Release]) -> Iterator[Release]:
    """The releases that tell which state is shown: of changes by hand in a row the last one."""
    for release, following in zip_longest(releases, releases[1:]):
        if not (release.is_by_hand and following is not None and following.is_by_hand):
            yield release


def _release_record(release: Release) -> dict[str, Any]:
    terms = {name: text for name, text in (("citation", release.citation), ("licence", release.licence)) if text}
    return {"name": release.name, "sha256": release.sha256, "rows": release.rows, **terms}
