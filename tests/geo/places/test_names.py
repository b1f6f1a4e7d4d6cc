"""Which spellings count as the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places.names import NameIndex, name_key, readings, sound_key, split_list


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("D.I. Khan", "di khan", id="dots and case"),
        pytest.param("Muzaffarābād", "Muzaffarabad", id="accents"),
        pytest.param("Kolai-Palas", "Kolai Palas", id="hyphen"),
        pytest.param("Dir (Lower)", "Lower Dir", id="direction behind"),
        pytest.param("South Waziristan Lower", "Lower South Waziristan", id="two directions"),
        pytest.param("Swat District", "swat", id="the word district"),
        pytest.param("بنّوں", "بنوں", id="Urdu vowel marks"),
        pytest.param("كوئته", "کوئتہ", id="Arabic letters for Urdu ones"),
    ],
)
def test_spellings_of_one_name_have_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Upper Dir", "Lower Dir"), ("Swat", "Swabi"), ("Kohat", "Kohistan"), ("Hangu", "Hub")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("Qilla Saifullah", "Kila Saifulla"), ("Panjgoor", "Panjgur")])
def test_transliterations_have_the_same_sound_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


def test_the_word_district_is_kept_where_it_is_the_whole_name() -> None:
    assert name_key("District") == "district"


@given(st.text(max_size=40))
def test_keys_of_any_text_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert len(sound_key(text)) <= len(name_key(text))


def test_readings_drop_the_text_after_a_dash_or_bracket() -> None:
    assert list(readings("FR Tank - Jandola")) == ["FR Tank - Jandola", "FR Tank"]
    assert list(readings("Kech (Turbat)")) == ["Kech (Turbat)", "Kech"]
    assert list(readings("Kolai-Palas")) == ["Kolai-Palas"]


def test_split_list_drops_blanks() -> None:
    assert split_list(" a;; b ; ") == ("a", "b")


def test_the_index_matches_by_sound_only_if_the_match_is_unique() -> None:
    index = NameIndex([("Killa", 1), ("Qila", 2), ("Panjgur", 3)])
    assert index.spelled("killa") == [1]
    assert index.sounding("Kilah") == []
    assert index.sounding("Panjgoor") == [3]


def test_the_index_has_no_match_for_an_empty_name() -> None:
    index = NameIndex([("", 1), ("...", 2)])
    assert index.spelled("") == []
    assert index.sounding("?") == []
