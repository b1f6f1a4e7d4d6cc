"""Problems by kind, and what would make the rows storable."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.dialogs.checked_file.groups import grouped, remedies
from geo.incidents.findings import Problem

problems = st.lists(
    st.builds(
        Problem,
        row=st.integers(0, 50),
        line=st.just(0),
        id=st.integers(0, 50).map(lambda n: f"own:{n}"),
        column=st.sampled_from(("date_start", "killed_best", "")),
        value=st.sampled_from(("kai", "several", "31/11/2024", "")),
        message=st.sampled_from(("Not a number.", "Row 3 is the same.", "Row 14 is the same.", "There is no 'raid'.")),
        severity=st.sampled_from(("error", "warning")),
    ),
    max_size=40,
)


def problem(
    row: int, column: str = "Dead", value: str = "kai", message: str = "Not a number. Write digits."
) -> Problem:
    return Problem(row, row + 1, f"own:{row}", column, value, message)


@given(problems)
def test_each_problem_is_in_one_group_of_its_column_and_effect(listed: list[Problem]) -> None:
    groups = grouped(listed)
    assert Counter(id(each) for group in groups for each in group.problems) == Counter(map(id, listed))
    assert all(
        (each.column, each.severity) == (group.column, group.severity) for group in groups for each in group.problems
    )
    effects = [group.severity for group in groups]
    assert effects == sorted(effects, key=("error", "warning").index)


def test_the_same_word_in_many_rows_is_one_kind() -> None:
    (group,) = grouped([problem(row) for row in range(1, 15)])
    assert (group.values_words, group.rows_words, len(group.rows)) == ("kai", "1, 2, 3, 4, 5 …", 14)


def test_messages_that_differ_in_numbers_alone_are_one_kind() -> None:
    messages = (f"The row is the same as row {row} (line {row + 1}). Leave one of them out." for row in range(3, 9))
    (group,) = grouped([problem(row, "id", "", message) for row, message in enumerate(messages, 20)])
    assert group.message.startswith("The row is the same as row 3")
    assert group.values_words == ""


def test_few_unknown_words_are_kinds_of_their_own_and_very_many_are_one() -> None:
    words = [f"word {chr(97 + n)}" for n in range(20)]
    listed = [problem(n, "Type", word, f"There is no event type '{word}'.") for n, word in enumerate(words, 1)]
    assert len(grouped(listed[:5])) == 5
    (group,) = grouped(listed)
    assert group.values_words == "word a, word b, word c and 17 more"
    assert [each.row for each in group.problems] == list(range(1, 21))


def test_the_remedies_count_each_row_once_and_name_the_most_useful_first() -> None:
    days = [problem(row, "Day", "31/11/2024", "'31/11/2024' is not a date.") for row in (1, 2, 3)]
    words = [problem(row, "Type", "raid", "There is no event type 'raid'.") for row in (3, 4, 4, 5, 6)]
    names = {"Day": "date_start", "Type": "event_type"}
    assert remedies(grouped([*days, *words]), names) == (
        "choose a type for each unknown word (4 rows); give the day in a form that can be read (3 rows)"
    )


def test_remarks_and_problems_of_the_whole_file_need_no_remedy_of_rows() -> None:
    remark = Problem(4, 5, "own:4", "district", "Bunnoo", "No district has that name.", "warning")
    whole = Problem(0, 1, "", "date_start", "date_start", "The column is missing.")
    groups = grouped([remark, whole])
    assert remedies(groups, {}) == ""
    assert groups[0].rows_words == "whole file"
