"""The columns of a table of totals: by headings, tags and contents, and what the user decides."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.aggregates import CountColumns
from geo.sources.column_mapping.survey import Survey
from geo.sources.placenames import bundled_places
from geo.sources.totals.columns import TotalsColumns, choose_columns, tag_of


def columns_of(
    header: str, *rows: str, decided: Mapping[str, str] | None = None, tags: str = ""
) -> tuple[dict[str, str], TotalsColumns]:
    names = tuple(header.split(","))
    survey = Survey(names, [RawTable(names, [row.split(",") for row in rows])])
    counts = CountColumns((names.index("Incidents"),) if "Incidents" in names else ())
    chosen = choose_columns(survey, counts, bundled_places(), decided or {}, tags.split(",") if tags else ())
    return {role: chosen.name(role) for role in chosen.at}, chosen


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Week", "week"), ("Epi week", "week"), ("Week commencing", "week"), ("Week ending", "week_end"),
     ("Quarter", "quarter"), ("Reporting period", "period"), ("Month", "month"), ("Year", "year"),
     ("From", "date_start"), ("To", "date_end"), ("ہفتہ", "week"), ("سہ ماہی", "quarter"), ("Killed", "killed_best"),
     ("Type of incident", "event_type"), ("Country", "country"), ("Province", "province")],
)  # fmt: skip
def test_a_heading_names_a_role(heading: str, role: str) -> None:
    roles, _ = columns_of(f"{heading},District,Incidents", "2024,Bannu,3")
    assert roles[role] == heading


@pytest.mark.parametrize("heading", ["Admin2 Pcode", "admin1_code", "Killed (attackers)", "Injured", "Remarks", "S.No"])
def test_codes_parts_and_other_figures_have_no_role(heading: str) -> None:
    roles, chosen = columns_of(f"Month,District,{heading},Incidents", "Nov 2024,Bannu,7,3")
    assert set(roles) == {"month", "district"}
    assert chosen.unread == (heading,)


def test_a_column_is_judged_by_its_content_before_its_name() -> None:
    roles, chosen = columns_of("Region,ADMIN1,Month,Incidents", "South Asia,KP,Nov 2024,3")
    assert (roles["province"], chosen.questions) == ("ADMIN1", ())


def test_two_columns_of_equal_standing_are_a_question_unless_they_say_the_same() -> None:
    _, chosen = columns_of("District,Zila,Month,Incidents", "Bannu,Tank,Nov 2024,3")
    assert [question.candidates for question in chosen.questions] == [("District", "Zila")]
    _, same = columns_of("District,Zila,Month,Incidents", "Bannu,Bannu,Nov 2024,3")
    assert same.questions == ()


def test_what_the_user_decides_wins_and_has_to_exist() -> None:
    roles, _ = columns_of("District,Zila,Month,Incidents", "Bannu,Tank,Nov 2024,3", decided={"district": "zila"})
    assert roles["district"] == "Zila"
    roles, _ = columns_of("District,Type,Month,Incidents", "Bannu,IED,Nov 2024,3", decided={"event_type": ""})
    assert "event_type" not in roles
    with pytest.raises(FileRefused, match=r"no column 'Zilla'\. Did you mean 'Zila'"):
        columns_of("District,Zila,Month,Incidents", "Bannu,Tank,Nov 2024,3", decided={"district": "Zilla"})


def test_tags_beside_any_headings_name_the_columns() -> None:
    roles, chosen = columns_of(
        "A,B,C,D,E", "KP,Bannu,1,2024,5", tags="#adm1 +name,#adm2 +name,#date +month,#date +year,#event +num"
    )
    assert roles == {"province": "A", "district": "B", "month": "C", "year": "D"}
    assert chosen.events == (4,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("#adm2 +name", ("adm2", {"name"})), ("#ADM2+NAME+v_x", ("adm2", {"name", "v_x"})), ("#date", ("date", set())),
     ("#5", ("5", set())), ("adm2", ("", set())), ("# of events", ("", set()))],
)  # fmt: skip
def test_a_tag_is_a_name_with_attributes(text: str, expected: tuple[str, set[str]]) -> None:
    name, attributes = tag_of(text)
    assert (name, set(attributes)) == expected
