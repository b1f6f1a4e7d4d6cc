"""The rules one by one: phrases, sentences, numbers, days, places, claims."""

from __future__ import annotations

from datetime import date

import pytest

from geo.intake.casualties import casualties
from geo.intake.day_mentions import DayFinder
from geo.intake.folded_text import fold
from geo.intake.layout import Layout
from geo.intake.phrases import Phrases, split_words
from geo.intake.place_mentions import place_mentions
from geo.intake.reading import read_report
from geo.intake.responsibility import SpokenClaims
from geo.intake.sentences import LONGEST_SENTENCE, paragraphs
from geo.intake.where import places_of

PUBLISHED = date(2025, 3, 11)


def test_a_phrase_has_forms_endings_and_gaps() -> None:
    words = split_words(fold("They shot the old man dead and ambushed a bus; shot; dead"))
    table = Phrases([("shot _ dead", "killed"), ("ambush*", "ambush"), ("open/opened fire", "fire")])
    assert [found.value for found in table.find(words, range(len(words.all)))] == ["killed", "ambush"]


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        (["a b c", "a b"], "a b d", ["a b"]),
        (["a _ c", "a b c"], "a b c", ["a _ c"]),
        (["a _ c", "a b"], "a b x c", ["a _ c"]),
        (["a _ b _ c"], "a 1 2 3 4 b 1 c", ["a _ b _ c"]),
        (["a _ b _ c"], "a 1 2 3 4 5 b c", []),
        (["ab*", "ab c"], "abx ab c", ["ab*", "ab c"]),
        (["ab*", "ab"], "ab", ["ab"]),
        (["a _ b*"], "a bx by", ["a _ b*"]),
        (["a/b c/"], "b c b a", ["a/b c/"] * 3),
    ],
)
def test_of_phrases_the_longest_counts_and_then_the_more_exact(rows: list[str], text: str, expected: list[str]) -> None:
    words = split_words(fold(text))
    found = Phrases([(row, row) for row in rows]).find(words, range(len(words.all)))
    assert [each.value for each in found] == expected


def test_a_lookup_costs_a_few_steps_whatever_the_table_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    words = split_words(fold("killed with five men and others"))
    table = Phrases([(f"killed _ no{number} one", number) for number in range(2_000)])
    steps: list[int] = []
    monkeypatch.setattr(type(words), "low", lambda _words, number: steps.append(number) or words.all[number].low)
    monkeypatch.setattr(type(words), "gap", lambda _words, number: steps.append(number) or " ")
    assert table.at(words, 0, len(words.all)) is None
    assert len(steps) < 10


def test_sentences_end_behind_words_and_not_behind_ranks() -> None:
    text = fold('PESHAWAR: Lt. Col. Khan was hurt at 5 p.m. on Monday. "We fled," said Mr. Gul. It ended.')
    paragraph = paragraphs(text, lambda _start, _end: True)[0]
    assert paragraph.kind == "dateline"
    assert [text.plain[a:b][:9] for a, b in paragraph.sentences] == ["Lt. Col. ", '"We fled,', "It ended."]


@pytest.mark.parametrize(
    "beginning", ["", "- ", "Panjgur | Monday | ", "PANJGUR: ", "10:30 ", "Killed: 5\nPlace: X\nTime: "]
)
def test_no_paragraph_is_read_as_one_sentence_without_end(beginning: str) -> None:
    text = fold(beginning + "killed 5 men and " * 500)
    layout = Layout(text, split_words(text))
    lengths = [end - start for paragraph in layout.paragraphs for start, end in layout.sentences(paragraph)]
    assert sum(lengths) > 8_000
    assert max(lengths) <= LONGEST_SENTENCE


def test_capitals_in_a_line_of_capitals_are_told_apart_line_by_line() -> None:
    text = fold("GUNMEN ATTACK POST NEAR KOHAT\n\nGunmen fled there.\n\nPOLICE KILLED THREE GUNMEN NEAR BANNU")
    assert [w.low for w in split_words(text).all if w.is_capital] == ["kohat", "gunmen", "bannu"]


CASUALTIES = {
    "At least 12 people were killed and 20 others injured.": [("killed", 12, None), ("injured", 20, 20)],
    "Six soldiers and fourteen militants were killed.": [("killed", 20, 20)],
    "Gunmen killed a judge and his guard.": [("killed", 2, 2)],
    "Five people, including two women and three children, were killed.": [("killed", 5, 5)],
    "The toll rose from five to nine.": [("killed", 9, 9)],
    "3 FC killed, 4 injured.": [("killed", 3, 3), ("injured", 4, 4)],
    "Two of the four policemen who were abducted were found dead.": [("abducted", 4, 4), ("killed", 2, 2)],
    "There were no casualties.": [("killed", 0, 0), ("injured", 0, 0)],
    "Three women were among the dead.": [],
    "A candidate killed democracy.": [],
    "A 45-year-old shopkeeper was shot dead 43 km away.": [("killed", 1, 1)],
    "Seven officers were not injured.": [],
    "A bomb went off, wounding two soldiers, a local official said.": [("injured", 2, 2)],
    "Unknown men killed Mulla Behram in Mand.": [("killed", 1, 1)],
    "A soldier, Sepoy Hamid, was martyred.": [("killed", 1, 1)],
    "Between five and eight troops died.": [("killed", 5, 8)],
    "Gunmen killed Haji Rahim, his son Jalil and a neighbour.": [("killed", 3, 3)],
    "Malik Noor Khan, 54, and two guards were gunned down.": [("killed", 3, 3)],
    "Four persons - three soldiers and a cook - died.": [("killed", 4, 4)],
    "Killed: 3 (2 police, 1 civilian); Injured: 5 (2 critical)": [("killed", 3, 3), ("injured", 5, 5)],
    "Of the 30 passengers, nine were shot dead.": [("killed", 9, 9)],
    "The shooting left two of them dead and five injured.": [("killed", 2, 2), ("injured", 5, 5)],
    "The murder of a poet.": [("killed", 1, 1)],
    "A couple of guards perished.": [("killed", 2, 2)],
    "He had received three bullet injuries.": [("injured", 1, 1)],
    "Haji Noor received injuries and breathed his last.": [("killed", 1, 1)],
    "A boy of ten and a Naik (age 33) were wounded.": [("injured", 2, 2)],
    "Gunmen took 17 passengers away.": [("abducted", 17, 17)],
    "The hospital has put the number at seven.": [("killed", 7, 7)],
    "Not a single soldier was hurt.": [],
    "Captain Ali Khan and four soldiers embraced martyrdom.": [("killed", 5, 5)],
}


@pytest.mark.parametrize(("text", "expected"), CASUALTIES.items(), ids=CASUALTIES)
def test_numbers_are_bound_to_what_became_of_people(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    words = split_words(fold(text))
    found = casualties(words, range(len(words.all)), frozenset(), frozenset())
    assert [(each.fate, each.total.best, each.total.high) for each in found] == expected


DAYS = {
    "on Tuesday": ("2025-03-11", "2025-03-11", "day"),
    "last Tuesday": ("2025-03-04", "2025-03-04", "day"),
    "In May, seven men": ("2024-05-01", "2024-05-31", "month"),
    "men may march": None,
    "last month": ("2025-02-01", "2025-02-28", "month"),
    "earlier this month": ("2025-03-01", "2025-03-11", "month"),
    "overnight": ("2025-03-10", "2025-03-11", "day"),
    "the night between Sunday and Monday": ("2025-03-09", "2025-03-10", "day"),
    "on 31 December 2024/1 January 2025": ("2024-12-31", "2025-01-01", "day"),
    "between 8 and 10 March": ("2025-03-08", "2025-03-10", "day"),
    "the last week of February": ("2025-02-22", "2025-02-28", "week"),
    "on 31 February 2025": None,
}


@pytest.mark.parametrize(("text", "expected"), DAYS.items(), ids=DAYS)
def test_days_are_resolved_from_the_publication(text: str, expected: tuple[str, str, str] | None) -> None:
    words = split_words(fold(text))
    found = [m.days for m in DayFinder(words, PUBLISHED).find(range(len(words.all))) if m.days]
    assert [(str(d.first), str(d.last), d.precision) for d in found] == ([expected] if expected else [])


PLACES = {
    "a blast in Bannu": ("Bannu", "", "district"),
    "a blast in Bannu city": ("Bannu", "Bannu", "near"),
    "a blast in Quetta": ("Quetta", "Quetta", "near"),
    "a bomber at Quetta railway station": ("Quetta", "Quetta", "near"),
    "a blast in Turbat": ("Kech", "Turbat", "near"),
    "an attack in KP": ("", "", "province"),
    "an attack in Waziristan": ("", "", "province"),
    "an attack near the Afghan border": ("", "", "country"),
    "in the Nasirabad area of Kech district": ("Kech", "Nasirabad", "district"),
    "in the Spinwam area of North Waziristan": ("North Waziristan", "Spinwam", "district"),
    "Dr Hangu Gul and Malik Sibi Jan": None,
    "a water tank at the hub of the town": None,
    "residents of Swat were shifted to a hospital in Peshawar": None,
    "the Quetta-Karachi highway": None,
    "the Balochistan Liberation Army": None,
}


@pytest.mark.parametrize(("text", "expected"), PLACES.items(), ids=PLACES)
def test_places_have_the_precision_that_the_text_gives(text: str, expected: tuple[str, str, str] | None) -> None:
    words = split_words(fold(text))
    found = places_of(words, place_mentions(words, range(len(words.all)), frozenset()))
    assert [(p.district, p.location, p.precision) for p in found] == ([expected] if expected else [])


CLAIMS = {
    "The BLA claimed responsibility for the attack.": [("claimed", "Baloch Liberation Army", "")],
    "The attack was claimed by the TTP.": [("claimed", "Tehrik-i-Taliban Pakistan", "")],
    "Jamaatul Ahrar, a faction of TTP, claimed the attack.": [("claimed", "Jamaat-ul-Ahrar", "")],
    "No group has claimed responsibility.": [],
    "The attack has not been claimed by the BLA.": [],
    "The interior minister blamed the BLA for it.": [("attributed", "interior minister", "Baloch Liberation Army")],
    "The TTP was blamed for it by the government.": [("attributed", "government", "Tehrik-i-Taliban Pakistan")],
    "The TTP denied involvement.": [("denied", "Tehrik-i-Taliban Pakistan", "involvement")],
    "Police said it was too early to say who was behind it.": [],
    "The UBA owned up to the killing.": [("claimed", "United Baloch Army", "")],
    "The BLF, in a message, said its fighters had hit a convoy.": [("claimed", "Balochistan Liberation Front", "")],
    "A bomber who, the Majeed Brigade said, drove the car.": [],
    "The BLF sent pictures of a man who, it said, drove the car.": [("claimed", "Balochistan Liberation Front", "")],
    "The TTP vowed that its fighters would attack again.": [],
    "The TTP said police had killed two of its men.": [],
    "The TTP said it was not behind the blast.": [("denied", "Tehrik-i-Taliban Pakistan", "involvement")],
    "The TTP has neither confirmed nor denied a role.": [],
    "The TTP, which claimed one in Swat in 2019, was silent.": [],
    "The BLF had nothing to do with it, a spokesman said.": [("denied", "Balochistan Liberation Front", "involvement")],
    "The blast was the handiwork of the BLF, the army said.": [("attributed", "", "Balochistan Liberation Front")],
    "Police pinned the blast in the old bazaar on the BLF.": [("attributed", "Police", "Balochistan Liberation Front")],
    "The blast was later claimed on Telegram by the BLF.": [("claimed", "Balochistan Liberation Front", "")],
    "The BLF was held responsible by the elders.": [("attributed", "elders", "Balochistan Liberation Front")],
    "It was a charge that Kabul rejects.": [("denied", "Afghan Taliban government", "involvement")],
    "The army held the banned BLF responsible.": [("attributed", "army", "Balochistan Liberation Front")],
    "New Delhi rejected the allegation.": [("denied", "India", "involvement")],
}


@pytest.mark.parametrize(("text", "expected"), CLAIMS.items(), ids=CLAIMS)
def test_claims_have_their_polarity_and_their_speaker(text: str, expected: list[tuple[str, str, str]]) -> None:
    words = split_words(fold(text))
    assert [(c.kind, c.by, c.about) for c in SpokenClaims(words).read(range(len(words.all)))] == expected


@pytest.mark.parametrize(
    ("said", "claims"),
    [
        ("TTP fighters ambushed a van in Tank on Monday, killing two guards, police said.", [("attributed", "TTP")]),
        ("Suspected TTP militants shot dead a policeman in Tank on Monday.", [("attributed", "TTP")]),
        ("Two guards were shot dead in Tank on Monday. The TTP said it was revenge for a raid.", [("claimed", "TTP")]),
        ("Two guards were shot dead in Tank on Monday. The TTP's claim of responsibility came later.",
         [("claimed", "TTP")]),
        ("Two constables were shot dead in Tank on Monday. The Taliban claimed responsibility.", [("claimed", "TTP")]),
        ("Two guards were shot dead in Tank on Monday. The TTP, which is behind most such raids, was mute.", []),
        ("Security forces killed four TTP militants in Tank on Monday, the ISPR said.", []),
    ],
)  # fmt: skip
def test_groups_named_by_others_and_claims_without_the_verb(said: str, claims: list[tuple[str, str]]) -> None:
    (found,) = read_report(said, date(2026, 6, 18)).candidates
    names = {"TTP": "Tehrik-i-Taliban Pakistan"}
    got = [(c.kind, c.about if c.kind == "attributed" else c.by) for c in found.claims]
    assert got == [(kind, names[name]) for kind, name in claims]


@pytest.mark.parametrize(
    "said",
    [
        "A court in Bannu on Monday sentenced two men to death for killing three policemen.",
        "Police in Peshawar held a mock exercise on Monday in which attackers stormed a school.",
        "Pakistan saw 120 attacks in May, in which 230 people were killed, a think tank said on Monday.",
        "A seminar in Quetta on Monday discussed bomb attacks on schools.",
    ],
)
def test_verdicts_drills_and_counts_are_no_incidents(said: str) -> None:
    assert read_report(said, date(2026, 6, 18)).candidates == ()


@pytest.mark.parametrize(
    ("said", "killed"),
    [
        ("Gunmen fired on a car in Bannu on Monday. The dead were identified as Ali Khan, Wali Khan and Noor Shah.", 3),
        ("A blast killed nine people in Bannu on Monday. Another three died in hospital.", 12),
        ("A blast in Bannu on Monday killed nine people. By the BLA's count, 12 soldiers died.", 9),
    ],
)
def test_people_by_name_further_ones_and_counts_of_a_group(said: str, killed: int) -> None:
    (found,) = read_report(said, date(2026, 6, 18)).candidates
    assert found.killed is not None
    assert found.killed.best == killed


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Zwei Soldaten wurden am Montag bei einem Angriff in Bannu getötet, sagte die Polizei.", "language"),
        ("周一，班努发生爆炸，两名士兵死亡，警方说袭击者逃走了，没有组织声称对此负责。", "language"),
        ("The council of the district met in Bannu on Monday and spoke of roads.", ""),
    ],
)
def test_why_nothing_was_found_is_said(text: str, note: str) -> None:
    read = read_report(text, date(2026, 6, 18))
    assert read.candidates == ()
    assert [note in each for each in read.notes] == ([True] if note else [])


def test_a_day_after_the_publication_is_not_used_and_said() -> None:
    read = read_report("A bomb killed two soldiers in Bannu on 20 June 2027.", date(2026, 6, 18))
    assert [c.date_start for c in read.candidates] == [None]
    assert any("later than the day of publication" in note for note in read.notes)


def test_a_text_of_a_summary_alone_is_read_to_its_end() -> None:
    said = "Separate attacks in Tank and Bannu killed two and three policemen respectively on Monday."
    assert len(read_report(said, date(2026, 6, 18)).candidates) <= 1
