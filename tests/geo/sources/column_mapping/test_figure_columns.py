"""The columns of figures: all people, or groups that are all; one group is never taken for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reading.figures import read_figure
from geo.sources.column_mapping.guess import Guess
from geo.sources.column_mapping.joined import figure_sum
from tests.geo.sources.column_mapping.tables import DAYS, DISTRICTS, cells, guess_of, opened, written


def chosen(*headings: str, kinds: tuple[str, ...] = ("few", "some", "some", "some")) -> Guess:
    return guess_of({"Date": DAYS, **{name: cells(kind) for name, kind in zip(headings, kinds, strict=False)}})


@pytest.mark.parametrize(
    ("group", "total"),
    [
        ("Fatalities (attackers)", "Fatalities (all)"),
        ("Killed - civilians", "Killed"),
        ("Killed [M]", "Total killed"),
        ("SF killed", "No. of persons killed"),
        ("harm/Women killed", "harm/Killed"),
        ("Deaths (excl. attackers)", "Deaths (incl. attackers)"),
        ("Terrorists killed", "Deaths (total)"),
    ],
)
def test_the_figure_of_a_group_is_not_that_of_all(group: str, total: str) -> None:
    for headings, kinds in (((group, total), ("few", "some")), ((total, group), ("some", "few"))):
        guess = chosen(*headings, kinds=kinds)
        assert (guess.column_mapping.columns["killed_best"], guess.questions) == (total, ())


def test_groups_go_to_their_own_columns() -> None:
    columns = chosen(
        "Killed", "Civilians killed", "Killed (Police)", "Fatalities (attackers)", kinds=("some", *["few"] * 3)
    )
    mapped = columns.column_mapping.columns
    assert (mapped["killed_civilians"], mapped["killed_security"]) == ("Civilians killed", "Killed (Police)")
    assert mapped["killed_militants"] == "Fatalities (attackers)"


@pytest.mark.parametrize(
    "headings",
    [
        ("Killed (Civilians)", "Killed (Security Forces)", "Killed (Militants)"),
        ("Killed [M]", "Killed [F]"),
        ("Male killed", "Female killed"),
        ("Killed - men", "Killed - women", "Killed - children"),
        ("Killed: adults", "Killed: children"),
        ("Killed [C]", "Killed [SF]", "Killed [M]"),
    ],
)
def test_groups_that_are_all_people_are_added_up_and_that_is_noted(headings: tuple[str, ...]) -> None:
    guess = chosen(*headings)
    total = " + ".join(headings)
    assert (guess.column_mapping.columns["killed_best"], guess.questions) == (total, ())
    assert f"killed_best from {total!r}: the figures of all groups are added up" in guess.column_mapping.standing_notes


@pytest.mark.parametrize(
    "headings",
    [
        ("Killed (Civilians)", "Killed (Security Forces)"),
        ("Civilians killed", "Police killed", "Militants killed"),
        ("Male killed", "Female killed", "Children killed"),
        ("Shaheed", "Halak"),
        ("Killed on the spot", "Killed later"),
    ],
)
def test_groups_that_may_not_be_all_are_a_question(headings: tuple[str, ...]) -> None:
    (question,) = chosen(*headings).questions
    assert (question.about, set(question.candidates)) == ("killed_best", {*headings, " + ".join(headings)})
    assert "--column killed_best=" in question.option


def test_two_figures_of_all_that_differ_are_a_question() -> None:
    (question,) = chosen("Killed", "Fatalities").questions
    assert question.candidates == ("Killed", "Fatalities")
    assert chosen("Killed", "Fatalities", kinds=("few", "few")).questions == ()


@pytest.mark.parametrize("heading", ["Tribesmen killed", "Killed (tribe)"])
def test_a_qualifier_of_unknown_meaning_is_a_question(heading: str) -> None:
    (question,) = chosen(heading).questions
    assert question.candidates == (heading,)


def test_one_group_alone_leaves_the_deaths_unknown_and_that_is_noted() -> None:
    guess = chosen("Fatalities (attackers)")
    assert "killed_best" not in guess.column_mapping.columns
    assert guess.column_mapping.standing_notes == (
        "killed_best from no column: 'Fatalities (attackers)' counts some of them only",
    )


def test_a_figure_smaller_than_its_groups_is_a_question() -> None:
    (question,) = chosen("Killed", "Killed (Civilians)").questions
    assert question.candidates == ("Killed", "Killed (Civilians)")


def test_tags_of_hxl_name_figures() -> None:
    guess = chosen("#affected+killed", "#affected+injured")
    columns = guess.column_mapping.columns
    assert (columns["killed_best"], columns["injured"], guess.questions) == (
        "#affected+killed",
        "#affected+injured",
        (),
    )


@pytest.mark.parametrize("heading", ["Killed/Injured", "Casualties", "Dead & wounded"])
def test_several_figures_in_one_are_none(heading: str) -> None:
    guess = chosen(heading)
    assert not {"killed_best", "injured"} & guess.column_mapping.columns.keys()
    assert any(note.startswith("killed_best from no column") for note in guess.column_mapping.standing_notes)


@pytest.mark.parametrize(
    ("fatal", "other"), [("Fatal", "Non-fatal"), ("fatal", "non_fatal"), ("No. of fatal", "NonFatal")]
)
def test_fatal_beside_non_fatal_is_taken_for_people_with_a_note(fatal: str, other: str) -> None:
    guess = chosen(fatal, other)
    columns, notes = guess.column_mapping.columns, guess.column_mapping.standing_notes
    assert (columns["killed_best"], columns["injured"], guess.questions) == (fatal, other, ())
    assert [note.partition(" from ")[0] for note in notes] == ["killed_best", "injured"]


@pytest.mark.parametrize("noun", ["injuries", "casualties"])
def test_fatal_with_a_word_for_people_is_clear(noun: str) -> None:
    guess = chosen(f"Fatal {noun}", f"Non-fatal {noun}")
    columns = guess.column_mapping.columns
    assert (columns["killed_best"], columns["injured"]) == (f"Fatal {noun}", f"Non-fatal {noun}")
    assert (guess.questions, guess.column_mapping.standing_notes) == ((), ())


@pytest.mark.parametrize("heading", ["Fatal", "Fatal incident", "Fatal attack?"])
def test_fatal_alone_is_a_question(heading: str) -> None:
    (question,) = chosen(heading, "Injured").questions
    assert (question.about, question.candidates) == ("killed_best", (heading,))


def test_casualties_in_words_say_how_many_were_killed(tmp_path: Path) -> None:
    cells = ["2 killed, 3 injured", "1 dead", "nil", "4 wounded"]
    columns = {"Date": DAYS[:4], "District": DISTRICTS[:4], "Type": ["IED"] * 4, "Casualties": cells}
    file = opened(written(tmp_path, columns))
    assert file.notes == ("killed_best from 'Casualties': its cells say how many of the people were killed",)
    (part,) = file.parts()
    assert [row.killed_best for row in part.incidents] == [2, 1, 0, None]
    assert [row.injured for row in part.incidents] == [3, None, None, 4]


def test_casualties_of_which_one_is_a_bare_number_are_none_of_the_killed() -> None:
    guess = guess_of({"Casualties": ["2 killed, 3 injured", "1 dead", "4", "nil", "nil", "nil"]})
    assert "killed_best" not in guess.column_mapping.columns


def test_the_dead_of_ones_own_side_are_noted() -> None:
    guess = chosen("Shaheed", "Zakhmi")
    assert (guess.column_mapping.columns["killed_best"], guess.column_mapping.columns["injured"]) == (
        "Shaheed",
        "Zakhmi",
    )
    assert len(guess.column_mapping.standing_notes) == 1


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (("2", "1", "3"), (6, 6, 6)),
        (("2", "", "3"), (5, 5, None)),
        (("", "", ""), (None, None, None)),
        (("0", "0", "0"), (0, 0, 0)),
        (("2-3", "1", "0"), (3, 3, 4)),
        (("at least 2", "1", "0"), (3, 3, None)),
    ],
)
def test_figures_are_added_up_as_far_as_they_are_known(
    tmp_path: Path, cells: tuple[str, ...], figures: tuple[int | None, ...]
) -> None:
    names = ("Civilians killed", "SF killed", "Militants killed")
    others = {"Date": ["2024-11-18", "2024-11-19"], "Type": ["IED"] * 2, "District": ["Bannu"] * 2}
    path = written(tmp_path, {**others, **{name: [cell, "1"] for name, cell in zip(names, cells, strict=True)}})
    (part,) = opened(path).parts()
    row = part.incidents[0]
    assert (row.killed_low, row.killed_best, row.killed_high) == figures
    assert part.errors == []
    assert any("added up from" in repair.what for repair in part.repairs)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=5))
def test_a_sum_is_read_as_the_sum(numbers: list[int]) -> None:
    assert read_figure(figure_sum([str(number) for number in numbers])) == (sum(numbers),) * 3


def test_the_dead_of_one_reporter_are_no_better_than_those_of_another() -> None:
    columns = {"Date": DAYS, "Deaths (media)": cells("some"), "Deaths (hospital)": cells("few")}
    (question,) = guess_of(columns).questions
    assert (question.about, question.candidates) == ("killed_best", ("Deaths (media)", "Deaths (hospital)"))
    assert guess_of({"Date": DAYS, "Deaths (media)": cells("few")}).questions == ()


@pytest.mark.parametrize("heading", ["n_killed", "harm/n_killed", "num_killed", "killed_n"])
def test_a_number_of_killed_is_a_figure_of_killed(heading: str) -> None:
    guess = guess_of({"Date": DAYS, heading: cells("few")})
    assert (guess.questions, guess.column_mapping.columns["killed_best"]) == ((), heading)


@pytest.mark.parametrize("heading", ["Shaheed", "Martyred"])
def test_the_dead_of_the_own_side_are_not_all_where_others_are_counted_apart(heading: str) -> None:
    columns = {"Date": DAYS, heading: cells("some"), "Terrorists killed": cells("few")}
    (question,) = guess_of(columns).questions
    assert question.candidates == (heading, f"{heading} + Terrorists killed")
    assert guess_of({**columns, "Terrorists killed": [""] * 6}).questions == ()


def test_a_column_of_names_of_the_killed_is_noted() -> None:
    (note,) = guess_of({"Date": DAYS, "Killed": ["a farmer", "a guard"] * 3}).column_mapping.standing_notes
    assert note == "killed_best from no column: 'Killed' holds no figures"


@pytest.mark.parametrize("heading", ["no_of_inju", "people_inj", "persons_injur"])
def test_a_name_that_a_shapefile_has_cut_is_one_of_injured(heading: str) -> None:
    assert guess_of({"Date": DAYS, heading: cells("few")}).column_mapping.columns["injured"] == heading
