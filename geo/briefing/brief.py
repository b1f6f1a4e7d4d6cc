"""A brief: what a deck, a document and a report say of a snapshot, as one frozen value. Nothing here draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from geo.briefing.charts import require_chart
from geo.briefing.citing import cited_once
from geo.briefing.content import Briefing, briefing_of
from geo.briefing.fact_table import Cell, FactTable, shown
from geo.briefing.facts import district_facts, figure_facts, subject_facts, trend_facts, type_facts
from geo.briefing.notes import NEUTRALITY
from geo.briefing.paragraph import Paragraph, paragraph_of
from geo.briefing.record import Record
from geo.briefing.rights import not_listed
from geo.briefing.sentences import one_line
from geo.briefing.unusual_places import Unusual, unusual_of
from geo.briefing.what_changed import Earlier, WhatChanged, what_changed
from geo.briefing.worth_naming import incident_facts
from geo.dataset import Dataset
from geo.ending import go_on
from geo.errors import InputError, did_you_mean
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["PARTS", "Brief", "BriefOptions", "Part", "Section", "Text", "as_json", "brief_of"]

Part = Literal["situation", "map", "trend", "unusual", "changes", "incidents", "method"]

PARTS: Mapping[Part, str] = {
    "situation": "Situation",
    "map": "Map",
    "trend": "Trend",
    "unusual": "Unusual districts",
    "changes": "What changed",
    "incidents": "Incidents worth naming",
    "method": "Method and caveats",
}
"""The parts of a brief in their order, with their headings."""

EDITED = "The paragraph was edited by the author: its sentences are not checked against the tables."
NO_EARLIER = "What changed is not told: no earlier brief, import or day was given to compare with."


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What a brief has.

    Attributes
    ----------
    title
        Its title; ``None`` or blank for one that names the places of the query.
    made
        The day on which it is made; ``None`` for today.
    parts
        Which parts it has, of `PARTS`; they stand in the order of `PARTS`. Without an earlier state to compare with
        there are no changes.
    paragraph
        The paragraph as its author edited it; ``None`` for the one that is written from the tables.
    most_incidents, most_districts
        How many incidents and districts are named at most.
    chart
        What the bars over time are divided by, one of `geo.briefing.charts.CHARTS`.

    Raises
    ------
    InputError
        If a part is not offered, there is none, or a number is not possible.
    """

    title: str | None = None
    made: date | None = None
    parts: tuple[str, ...] = tuple(PARTS)
    paragraph: str | None = None
    most_incidents: int = 10
    most_districts: int = 10
    chart: str = "type"

    def __post_init__(self) -> None:
        for part in self.parts:
            if part not in PARTS:
                raise InputError(f"There is no part {part!r}: choose of {', '.join(PARTS)}.{did_you_mean(part, PARTS)}")
        if not self.parts:
            raise InputError(f"A brief needs a part: choose of {', '.join(PARTS)}.")
        for what, number in (("incidents", self.most_incidents), ("districts", self.most_districts)):
            if not 1 <= number <= 100:
                raise InputError(f"{number:,} {what} are not possible: choose 1 to 100.")
        require_chart(self.chart)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs of plain text; ``is_list`` for points, ``is_small`` for remarks below what they are about."""

    texts: tuple[str, ...]
    is_list: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief with its heading.

    Its blocks stand below each other: texts, tables, and the words "map" and "chart" for the picture of the map and
    for the chart of the table ``trend``.
    """

    part: Part
    title: str
    blocks: tuple[Text | FactTable | Literal["map", "chart"], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a document says.

    Attributes
    ----------
    briefing
        What a page of the same snapshot says: title, period, caveat, legend, notes.
    tables
        All tables by their names, whether a section shows them or not.
    paragraph
        The paragraph as it is written from the tables.
    text
        The paragraph as it stands in the document: edited, if the author did.
    unusual, changes
        What is unusual; what changed, ``None`` where nothing was given to compare with.
    sections
        The parts in their order.
    map_text, chart_text
        What the map and the chart show, for those who cannot see them.
    record
        What is written into the file besides the document.
    """

    briefing: Briefing
    tables: Mapping[str, FactTable]
    paragraph: Paragraph
    text: str
    unusual: Unusual
    changes: WhatChanged | None
    sections: tuple[Section, ...]
    map_text: str
    chart_text: str
    record: Record

    @property
    def running(self) -> str:
        """What stands on each slide and page: what the data are, and the period."""
        return " · ".join(filter(None, (self.briefing.caveat, self.briefing.period)))


def brief_of(snapshot: Snapshot, options: BriefOptions | None = None, earlier: Earlier | None = None) -> Brief:
    """The brief of a snapshot.

    Parameters
    ----------
    snapshot
        What is shown.
    options
        What the brief has.
    earlier
        The state of the data to compare with; ``None`` for none.
    """
    chosen = options or BriefOptions()
    briefing = briefing_of(snapshot, chosen.title, chosen.made, chart=chosen.chart)
    go_on()
    unusual = unusual_of(snapshot)
    go_on()
    changes = None if earlier is None else what_changed(snapshot, earlier, chosen.most_incidents)
    go_on()
    tables = _tables(snapshot, chosen, unusual, changes)
    go_on()
    paragraph = paragraph_of(tables)
    edited = None if chosen.paragraph is None else " ".join(one_line(chosen.paragraph).split())
    text = edited or paragraph.text
    seen = (_map_text(briefing, tables), _chart_text(tables["trend"]))
    brief = Brief(briefing, tables, paragraph, text, unusual, changes, (), *seen, briefing.record)
    sections = tuple(section for section in _sections(brief) if section.part in chosen.parts)
    return replace(brief, sections=sections, record=_record(brief, chosen, earlier))


def _tables(
    snapshot: Snapshot, options: BriefOptions, unusual: Unusual, changes: WhatChanged | None
) -> dict[str, FactTable]:
    looked_at = unusual.window if not unusual.why_not else ""
    extra = [
        ("Days looked at", looked_at),
        ("Not compared with the past", unusual.why_not),
        ("Changed", changes.since if changes else ""),
        ("Not named", not_listed(snapshot, snapshot.rows)),
    ]
    tables = [
        subject_facts(snapshot, extra),
        figure_facts(snapshot),
        type_facts(snapshot),
        district_facts(snapshot, options.most_districts),
        trend_facts(snapshot, options.chart),
        unusual.table,
        incident_facts(snapshot, options.most_incidents),
        source_facts(snapshot.dataset),
    ]
    if changes is not None:
        tables += [changes.counts, changes.districts, changes.new, changes.revised, changes.withdrawn]
    return {table.name: table for table in tables}


def source_facts(dataset: Dataset) -> FactTable:
    """The sources with their citations and licences; imports with the same terms are one row."""
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for release in dataset.releases:
        if release.is_cited:
            key = (release.source, release.citation or release.name, release.licence)
            groups.setdefault(key, []).append(release)
    rows = tuple(
        (one_line("; ".join(cited_once(group))), one_line(licence) or "not stated", len(group))
        for (_, _, licence), group in groups.items()
    )
    header = ("Source", "Licence", "Imports")
    return FactTable("sources", "Sources", header, rows, nothing=f"Source: {one_line(dataset.origin) or 'not stated'}.")


def _sections(brief: Brief) -> Iterator[Section]:
    tables, changes = brief.tables, brief.changes
    notes = (brief.briefing.nothing_found, brief.briefing.coverage, *brief.briefing.doubts)
    stated = Text(tuple(dict.fromkeys(filter(None, notes))), is_small=True)
    blocks = (tables["figures"], Text((brief.text,)), stated, tables["districts"])
    yield Section("situation", PARTS["situation"], tuple(b for b in blocks if not isinstance(b, Text) or b.texts))
    yield Section(
        "map", f"Where: {brief.briefing.period}", ("map", Text((_map_remark(brief.briefing),), is_small=True))
    )
    trend = tables["trend"]
    remarks = Text(trend.notes, is_small=True)
    drawn = ("chart", *((remarks,) if trend.notes else ()), trend) if trend.rows else (trend,)
    yield Section("trend", f"{trend.title}, {brief.briefing.period}", drawn)
    yield Section("unusual", PARTS["unusual"], tuple(_unusual(brief.unusual)))
    if changes is not None:
        yield Section("changes", PARTS["changes"], tuple(_changes(changes)))
    yield Section("incidents", PARTS["incidents"], (tables["incidents"],))
    yield Section("method", PARTS["method"], tuple(_method(brief)))


def _map_remark(briefing: Briefing) -> str:
    """What is not on the map, and how boundaries are to be read."""
    notes = briefing.notes
    missing = f"{'; '.join(notes.mapped.not_drawn)}." if notes.mapped.not_drawn else ""
    return " ".join(filter(None, (missing, notes.tiles, notes.hot_spots, NEUTRALITY)))


def _unusual(unusual: Unusual) -> Iterator[Text | FactTable]:
    if unusual.why_not:
        yield Text((f"No district is compared with its past: {_lowered(unusual.why_not)}",))
        return
    yield unusual.table
    if unusual.sentences:
        yield Text(unusual.sentences, is_list=True)
    yield Text((" ".join(unusual.remarks),), is_small=True)


def _lowered(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def _changes(changes: WhatChanged) -> Iterator[Text | FactTable]:
    yield Text((changes.sentence,))
    if changes.not_listed:
        yield Text((changes.not_listed,), is_small=True)
    for table in (changes.districts, changes.new, changes.revised, changes.withdrawn):
        if table.rows:
            yield table


def _method(brief: Brief) -> Iterator[Text | FactTable]:
    briefing = brief.briefing
    heads = [f"{head}: {text}" for head, text in briefing.notes.headed(briefing.notes.mapped.whole)]
    unusual = [f"Unusual: {brief.unusual.method}"] if not brief.unusual.why_not else []
    written = "The paragraph is written from the tables of this brief alone."
    if brief.text != brief.paragraph.text:
        written = EDITED
    caveats = [f"{text}." for text in (briefing.caveat,) if text]
    changed = () if brief.changes else (NO_EARLIER,)
    yield Text((*caveats, written, *changed, *heads, *unusual), is_list=True)
    yield brief.tables["subject"]
    yield brief.tables["sources"]


def _map_text(briefing: Briefing, tables: Mapping[str, FactTable]) -> str:
    """What the map shows, in words."""
    places = "; ".join(f"{row[0]} {plural(int(row[1] or 0), 'incident')}" for row in tables["districts"].rows[:5])
    first = f"Map: {briefing.title}, {briefing.period}."
    label = f"{briefing.label}." if briefing.label else ""
    return " ".join(filter(None, (label, first, briefing.nothing_found, places and f"Most incidents: {places}.")))


def _chart_text(table: FactTable) -> str:
    """What the chart shows, in words: the sums of the parts, and the unit with most incidents."""
    at = table.header.index("All")
    rows = [row for row in table.rows if isinstance(row[at], int)]
    if not rows:
        return f"Chart: {table.title}. No data."
    most = max(rows, key=lambda row: int(row[at] or 0))
    sums = ", ".join(_sums(table, rows)) or f"{sum(int(row[at] or 0) for row in rows):,}"
    return f"Chart: {table.title}. Most: {most[0]} with {shown(most[at])}. In all: {sums}."


def _sums(table: FactTable, rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for n, name in enumerate(table.header[1 : table.header.index("All")], 1):
        yield f"{name} {sum(int(row[n] or 0) for row in rows):,}"


def _record(brief: Brief, options: BriefOptions, earlier: Earlier | None) -> Record:
    """The record with what makes the brief: its parts, the paragraph where it is edited, and since when changes are."""
    settings = {name: value for name, value in asdict(options).items() if name not in ("title", "made")}
    settings |= {"parts": list(options.parts), "since": earlier.when if earlier else None}
    if brief.text == brief.paragraph.text:
        settings["paragraph"] = None
    return brief.record.with_settings("brief", settings)


def as_json(brief: Brief) -> dict[str, Any]:
    """The paragraph with the cells of each sentence, and all tables, as plain values."""
    sentences = [
        {"text": s.text, "cells": [{**asdict(c), "value": brief.tables[c.table].text(c)} for c in s.cells]}
        for s in brief.paragraph.sentences
    ]
    tables = {
        name: {
            "title": t.title,
            "header": list(t.header),
            "rows": [list(row) for row in t.rows],
            "notes": list(t.notes),
        }
        for name, t in brief.tables.items()
    }
    return {"title": brief.briefing.title, "paragraph": brief.text, "sentences": sentences, "tables": tables}


def _plain(table: FactTable) -> dict[str, Any]:
    rows = [list(row) for row in table.rows]
    return {"title": table.title, "header": list(table.header), "rows": rows, "notes": list(table.notes)}
