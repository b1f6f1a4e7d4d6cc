from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import store
from geo.entry import ContextEntry, IncidentEntry
from geo.entry.from_report import Cited
from geo.entry.review import Item, items_of, merged, report_claims, split, typed_anew
from geo.entry.splitting import split_by_words
from geo.entry.taking_in import store_items, taken_before
from geo.errors import InputError
from geo.intake.candidates import Span
from geo.intake.readers.report_text import ReportText
from geo.intake.reading import read_report

TEXT = """MIRANSHAH: Gunmen shot dead two policemen in Miranshah on Monday, police said.

A roadside bomb killed three soldiers in Bannu on Sunday. The TTP claimed responsibility for the blast.

The government announced a ceasefire in Kurram on Tuesday."""
REPORT = ReportText(TEXT, "Two attacks", "Example Daily", date(2024, 11, 20), "https://example.org/1")


def items() -> tuple[Item, ...]:
    return items_of(REPORT, read_report(TEXT, REPORT.published))


def entry(item: Item) -> IncidentEntry:
    assert isinstance(item.entry, IncidentEntry)
    return item.entry


def test_each_field_that_was_read_has_its_words_and_no_other_field_has_a_value() -> None:
    first, second, event = items()
    assert isinstance(event.entry, ContextEntry)
    assert (entry(first).killed_best, entry(second).district) == ("2", "Bannu")
    assert [span.words(TEXT) for span in first.evidence["date_start"]] == ["Monday"]
    for item in (first, second, event):
        given = ("sources", "source", "url", "claims", "edits")
        filled = {name for name in item.entry.__slots__ if name not in given and getattr(item.entry, name)}
        assert filled == set(item.evidence)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        (("The TTP", "claimed"), "The TTP claimed"), (("claimed", "The TTP"), "The TTP claimed"),
        (("The TTP", "TTP"), "The TTP"), (("TTP claimed", "claimed responsibility"), "TTP claimed responsibility"),
        (("TTP", "the blast"), "TTP … the blast"), (("police said.", "A roadside"), "police said. A roadside"),
    ],
)  # fmt: skip
def test_a_quote_has_the_words_of_the_report_once_and_in_its_order(words: tuple[str, ...], quote: str) -> None:
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words]
    assert Cited(REPORT).quote(*spans) == quote


def test_what_is_typed_has_no_words_and_takes_along_what_depends_on_it() -> None:
    first = replace(items()[0], decision="confirmed")
    moved = typed_anew(first, {"location": "Quetta"})
    assert (entry(moved).location, entry(moved).district, entry(moved).lon) == ("Quetta", "", "")
    assert moved.evidence.keys().isdisjoint({"location", "district", "lon", "lat", "province", "place_precision"})
    assert moved.evidence["date_start"] == first.evidence["date_start"]
    assert (moved.typed, moved.decision) == ({"location"}, "open")


def test_merged_items_say_what_either_says_and_differences_are_doubts_and_they_come_apart_again() -> None:
    first, second, event = items()
    without = replace(first, entry=replace(entry(first), killed_low="", killed_best="", killed_high=""),
                      evidence={n: s for n, s in first.evidence.items() if not n.startswith("killed")})  # fmt: skip
    one = merged(without, second)
    assert (entry(one).killed_best, entry(one).location) == ("3", entry(first).location)
    assert one.evidence["killed_best"] == second.evidence["killed_best"]
    assert "differs in: day (2024-11-17, day), place (Bannu" in one.doubts[0]
    assert len(one.claim_words) == len(entry(one).claims) == 1
    assert split(one) == (without, second)
    with pytest.raises(InputError, match="context event"):
        merged(first, event)


def test_a_split_item_does_not_count_its_people_twice() -> None:
    one, other = split(items()[1])
    assert entry(one).killed_best == "3"
    assert (entry(other).killed_best, entry(other).claims, entry(other).district) == ("", (), "Bannu")
    assert not any(name.startswith("killed") for name in other.evidence)


TWO = ReportText(
    "A roadside bomb killed three soldiers in Bannu on Sunday and hours later gunmen shot dead two policemen at a "
    "checkpoint in the city. Seven of the nine wounded are in hospital.", "T", "P", date(2024, 11, 20),
)  # fmt: skip


def split_at(words: str, item: Item | None = None) -> tuple[Item, ...]:
    """The item of `TWO` split by marked words."""
    start = TWO.text.index(words)
    whole = item or items_of(TWO, read_report(TWO.text, TWO.published))[0]
    return split_by_words(whole, Span(start, start + len(words)), TWO)


def test_marked_words_are_read_as_an_item_of_their_own_and_taken_out_of_the_other() -> None:
    one, other = split_at("ours later gunmen shot dead two policemen at a checkpoint in the city")
    assert (entry(one).killed_best, entry(one).actor2, entry(one).district) == ("3", "Pakistan Army", "Bannu")
    assert (entry(other).killed_best, entry(other).actor2, entry(other).date_start) == ("2", "Police", "2024-11-17")
    assert [span.words(TWO.text) for span in other.evidence["killed_best"]] == ["shot dead", "two policemen"]
    assert entry(other).notes.startswith("“hours later"), "whole words"
    assert (entry(other).district, "place" in other.doubts[0]) == ("Bannu", True)
    typed = typed_anew(items_of(TWO, read_report(TWO.text, TWO.published))[0], {"actor2": "Frontier Corps"})
    assert entry(split_at("gunmen shot dead two policemen", typed)[0]).actor2 == "Frontier Corps", (
        "what was typed stays"
    )


def test_marked_words_without_an_incident_keep_day_and_place_alone() -> None:
    _, other = split_at("in hospital")
    filled = {name for name in ("killed_best", "event_type", "actor1", "actor2") if getattr(entry(other), name)}
    assert (entry(other).district, entry(other).date_start, filled) == ("Bannu", "2024-11-17", set())
    assert "No incident was read" in other.doubts[0]
    with pytest.raises(InputError, match="Mark the words"):
        split_at(". ")
    with pytest.raises(InputError, match="context event"):
        split_at("Sunday", items()[2])


def test_what_is_confirmed_is_stored_in_one_step_with_the_record_of_the_text(tmp_path: Path) -> None:
    from geo.sources.bundled import bundled

    workspace = store.workspace_at(tmp_path / "w.gpkg")
    first, second, event = items()
    with pytest.raises(InputError, match="Nothing is confirmed"):
        store_items(workspace, REPORT, (first, second, event), bundled())
    assert not workspace.exists()
    confirmed = [replace(item, decision="confirmed") for item in (first, event)]
    taken = store_items(workspace, REPORT, [*confirmed, replace(second, decision="rejected")], bundled())
    assert (len(taken.new), taken.extended, taken.context) == (1, (), 1)
    dataset = workspace.load()
    (row,) = dataset.incidents.rows()
    assert (row.source, row.sources, row.url, row.killed_best) == ("own", "Example Daily", "https://example.org/1", 2)
    assert row.notes.startswith("“Gunmen shot dead two policemen")
    assert REPORT.sha256 in row.extra
    assert [e.source for e in dataset.context_events if e.event_id] == ["Example Daily"]
    before = taken_before(workspace, REPORT)
    assert before is not None
    assert (before[0].title, before[1]) == ("Two attacks", 1.0)

    # the other report of the same attack: a source and claims, and no second incident
    again = replace(REPORT, publisher="Another Paper", text=f"{TEXT} More.")
    same = replace(first, decision="same", stored_id=taken.new[0])
    assert store_items(workspace, again, [same], dataset).extended == taken.new
    (version,) = [v for v in workspace.versions(taken.new[0]) if v.state == "present"]
    assert version.incident.sources == "Example Daily; Another Paper"
    assert version.incident.killed_best == 2
    assert [(c.kind, c.by, c.figure, c.value) for c in version.claims if c.figure] == [
        ("reported", "Another Paper", "killed", "2")
    ]
    workspace.undo_last()
    assert workspace.load().incidents.row(0).sources == "Example Daily"


def test_a_report_that_states_no_figure_is_still_a_claim() -> None:
    first = typed_anew(items()[0], {"killed_best": ""})
    (claim,) = report_claims(first, REPORT)
    assert (claim.kind, claim.by, claim.about) == ("reported", "Example Daily", "the incident")
