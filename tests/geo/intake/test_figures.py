"""Figures of one incident, or of two, as reports word them: kinds of reference, of parts, of totals and of speakers.

Each text stands for a kind; the expected figures are killed, injured and abducted of each incident in turn.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from geo.intake.reading import read_report
from geo.reading.figures import Figure
from tests.intake_score import FOLDER

PUBLISHED = date(2026, 10, 6)
N = None
Want = int | tuple[int | None, int | None, int | None] | None

WITH_OTHERS = {
    "Captain Usman Tariq, along with two of his men, was martyred in a firefight in Tirah valley on Monday.": (3, N, N),
    "Lieutenant Colonel Adnan Shah embraced martyrdom along with four of his troops in Bannu on Monday.": (5, N, N),
    "SHO Gul Nawaz was killed together with his driver and a gunman in an ambush in Tank on Monday.": (3, N, N),
    "In Tank on Monday, Captain Ali Raza, a brave son of the soil who led from the front, along with two of his men, "
    "embraced shahadat.": (3, N, N),
    "Malik Sher Zaman and his nephew were killed in an IED blast in Mohmand on Monday.": (2, N, N),
    "Malik Rahmat Khan, a pro-government elder of the Salarzai tribe, was gunned down in Khar on Monday.": (1, N, N),
    "Two officials of the Levies force and three assailants were killed in a clash in Zhob on Monday.": (5, N, N),
    "Two guards of a contractor were led away at gunpoint in Tank on Monday.": (N, N, 2),
    "Mother and two children killed in shelling in Bajaur on Monday.": (3, N, N),
    "The SHO, Inspector Gul Khan, and four constables were injured in an attack in Karak on Monday.": (N, 5, N),
    "A ring leader and two militants were neutralised in Tank on Monday.": (3, N, N),
    "In Tank on Monday ring leader Nasrullah alias Mufti, along with two other khwarij, was neutralised.": (3, N, N),
}
OF_KNOWN = {
    "A bomb hit a pickup carrying five labourers in Harnai on Monday; none of them survived.": (5, N, N),
    "Gunmen fired on three brothers in Khuzdar on Monday. All three died instantly.": (3, N, N),
    "Gunmen shot at four traders in Kohat on Monday. Two of them died and the others were wounded.": (2, 2, N),
    "Five tribesmen came under fire in Orakzai on Monday. Three died while the rest were wounded.": (3, 2, N),
    "Militants attacked a post in Tank on Monday, wounding six policemen. Two of them later died.": (2, 6, N),
    "A bomb killed two soldiers and injured five in Wana on Monday. One of the injured succumbed later.": (3, 5, N),
    "Gunmen stormed a post in Domel on Monday, killing three officers. Six were wounded. One of them died in hospital "
    "on Tuesday, leaving five under treatment.": (4, 5, N),
    "Three policemen were killed in an ambush in Tank on Monday. A fourth constable died at night.": (4, N, N),
    "Two soldiers were killed in an attack in Bajaur on Monday. Another died while being airlifted.": (3, N, N),
    "Two recruits died in a blast in Tank on Monday. Another three died, and a further two on the operating table.": (
        7, N, N),
    "A judge was killed in a gun attack in Khuzdar on Monday. His driver also died.": (2, N, N),
    "Gunmen killed two workers in Mashkay on Monday and wounded a third.": (2, 1, N),
    "Three men were shot in Swabi on Monday. One died at the scene, another on the way; the third is being treated.": (
        2, 1, N),
    "One person was killed and another injured in firing in Hub on Monday.": (1, 1, N),
    "A policeman who was wounded in an attack in Karak on Monday died in hospital.": (1, N, N),
    "Four guards were killed in a raid in Panjgur on Monday. Another guard, one of three who had been wounded, died "
    "overnight.": (5, N, N),
    "Four of the six employees of the company who had been kidnapped in Bannu on Monday came home.": (N, N, 6),
    "Six people were wounded in a blast in Chaman on Monday. Two of the wounded are in critical condition.": (N, 6, N),
}  # fmt: skip
PARTS = {
    "In Tank on Monday three brave sons of the soil, Naik Tahir (age 33, resident of Chakwal), Lance Naik Rafiq (age "
    "28, resident of Skardu) and Sepoy Aziz (age 24, resident of Swat), having fought gallantly, embraced shahadat.": (
        3, N, N),
    "Two brothers, aged 22 and 25, were shot dead in Zehri on Monday.": (2, N, N),
    "A woman in a passenger coach, injured by a bullet, later died in a clash in Kalat on Monday.": (1, N, N),
    "Ten civilians and five attackers were killed in Bannu on Monday. With the attackers that makes 15 dead.": (
        15, N, N),
    "Seven people, excluding the bomber, were killed in a suicide attack in Mastung on Monday.": (7, N, N),
    "Shelling in Kurram on Monday caused 4 civilian casualties (1 killed, 3 injured).": (1, 3, N),
    "Health officials in Kurram report eight deaths (five men, two women, one child) in an attack on Monday.": (
        8, N, N),
    "A mortar shell hit a house in Bajaur on Monday. Three members of a family, a mother and her two daughters, died.":
        (3, N, N),
    "In Tank on Monday two brave sons of the soil, Havildar Munir and Sepoy Tariq, embraced martyrdom.": (2, N, N),
    "Gunmen shot dead five miners, three of them Afghan nationals, and wounded eight in Duki on Monday.": (5, 8, N),
    "Five soldiers were killed in Buleda on Monday, among them a major, and seven were wounded.": (5, 7, N),
    "A committee member lost his life and four men, two of them policemen, were hurt in a raid in Wana on Monday.": (
        1, 4, N),
    "A girl, 8, and a boy, 4, were killed by a mine in Wana on Monday.": (2, N, N),
    "A couple was killed and four children, all below ten, were injured by a drone in Bannu on Monday.": (2, 4, N),
    "In a clash in Tank on Monday armed persons took away 2 official rifles and wounded a guard.": (N, 1, N),
}  # fmt: skip
WORDS = {
    "Five or six people were wounded in a grenade attack in Turbat on Monday.": (N, (5, 5, 6), N),
    "5 or 6 men were kidnapped in Kech on Monday.": (N, N, (5, 5, 6)),
    "Monday, firing in Tank. Const. Asghar and HC Imtiaz shaheed. 02 injured.": (2, 2, N),
    "An attack in Awaran on Monday resulted in the martyrdom of two soldiers and injuries to five others.": (2, 5, N),
    "Police recovered three bodies bearing bullet wounds from Mach on Monday.": (3, N, N),
    "After an intense exchange five khwarij were sent to hell in Tank on Monday.": (5, N, N),
    "One Abdul Wahab, aged 19, was hit by a stray bullet and expired in Dalbandin on Monday.": (1, N, N),
    "A blast in Tank on Monday: seven persons are admitted.": (N, 7, N),
    "A blast in Hub on Monday. An ambulance carried one wounded man to Karachi.": (N, 1, N),
    "In an attack in Panjgur on Monday, gunmen killed Sami Khan while Ali and Yasir sustained injuries.": (1, 2, N),
    "Nadeem Baloch, 23, was taken away from a hostel in Turbat on Monday. Two roommates were also taken.": (N, N, 3),
}
TOTALS = {
    "A bomb killed four people in Kohat on Monday.\n\nTwo more died later, which raises the toll to six.": (6, N, N),
    "A bomb in Kohat on Monday killed one. Toll up to two, an official says.": (2, N, N),
    "Seven people were killed in Monday's blast in Kohat, police said, revising an earlier figure of nine.": (7, N, N),
    "A blast killed nine people in Kohat on Monday. Police had first put the toll at 12.": (9, N, N),
    "Two officials and three attackers were killed in Zhob on Monday; one of the wounded officials died, taking the "
    "toll of the force to three.": (6, N, N),
    "Two constables were shot in Lachi on Monday. To sum up: one dead, one wounded.": (1, 1, N),
    "A blast hit Kohat on Monday. This story has been updated with the revised death toll of eight.": (8, N, N),
    "At least four officers died in a blast in Mastung on Monday. The hospital has received four bodies.": (
        (4, 4, N), N, N),
}  # fmt: skip
VOICES = {
    "Six soldiers and 12 militants died in Tirah on Monday, the army said. In its statement the TTP claimed to have "
    "ambushed the troops and put the number of soldiers killed at 15.": ((18, 18, 27), N, N),
    "A blast in Hangu on Monday: hospital lists show six dead, the police four.": ((4, 6, 6), N, N),
    "Officials said three people were killed by a drone in Tirah on Monday; residents spoke of seven.": (
        (3, 3, 7), N, N),
    "Two soldiers were martyred in Mastung on Monday, the army said. The BLA gave a figure of 17.": ((2, 2, 17), N, N),
    "Two FC men and five attackers lost their lives in Mach on Monday, the government said. The BLA maintained that it "
    "had killed 17 soldiers for the loss of three of its own.": ((7, 7, 20), N, N),
    "Activists said 27 people were hurt at a sit-in in Pasni on Monday. Police said that eight had been treated.": (
        N, (8, 8, 27), N),
    "A TTP message about Monday's ambush in Orakzai says: \"We own it. 17 soldiers were killed.\" The army said that "
    "six soldiers were killed.": ((6, 6, 17), N, N),
    "On Monday the mujahideen attacked a fort in Spinwam. Nine soldiers were killed. A security official said that "
    "nobody had been killed.": ((0, 0, 9), N, N),
    "Two militants and a peace committee member were killed in Tank on Monday, police said. The TTP claimed that nine "
    "policemen had been killed.": ((3, 3, 12), N, N),
}  # fmt: skip
LEFT = {
    "Three guards were hurt in a blast in Kohat on Monday. A second man has died, and two remain in hospital.": (
        1, 2, N),
    "One trader was killed and six were hurt in Hub on Monday. A second trader has succumbed. Five are in care.": (
        2, 5, N),
    "Two Levies men were hurt in a clash in Surab on Monday. Risaldar Ali Hamid has died, which leaves one injured.": (
        1, 1, N),
    "A mine killed two soldiers and wounded three, a clerk among them, in Wana on Monday. One of the wounded died, so "
    "that two are injured.": (3, 2, N),
}  # fmt: skip
TURNED = {
    "Two officers were killed in Tank on Monday, as were three of the gunmen.": (5, N, N),
    "A driver was killed in Chagai on Monday. A cook died too, and so did one of the gunmen.": (3, N, N),
    "A nurse was injured by gunmen in Kabal on Monday, as was a guard.": (N, 2, N),
    "Nine rebels were eliminated and two soldiers lost in fighting in Kohlu on Monday.": (11, N, N),
    "Two guards who followed a team of nurses and a member of the team were killed in Tank on Monday.": (3, N, N),
    "Sepoys Amin, Nasir and Ghulam Haider fell martyred in an ambush in Mach on Monday.": (3, N, N),
    "Naik Gul Hasan, 29, a resident of Swabi, and Sepoy Amin lost their lives in a clash in Wana on Monday.": (2, N, N),
    "Five miners were kidnapped in Harnai on Monday. They were killed later.": (5, N, 5),
    "The BLA says of Monday's raid in Kalat: two of our own fighters, Sangat Ali and Sangat Wali, were martyred.": (
        2, N, N),
    "Gunmen attacked a post in Kalat on Monday.\n\nSoldiers martyred: 4\nMilitants killed: 3": (7, N, N),
    "A blast in Mach on Monday at km 94, two expired, nine injured.": (2, 9, N),
    "A doctor in Quetta says six protesters were brought in with head injuries after police used tear gas on "
    "Monday.": (N, 6, N),
}  # fmt: skip
HOME = {
    "The trader's mother, 70, and a maid were slightly hurt by a grenade in Mingora on Monday.": (N, 2, N),
    "Malik Sher Zaman, Haji Noor Khan and a driver were killed in an ambush in Tank on Monday.": (3, N, N),
    "A picket in Tank came under fire on Monday. Constable Rafi died; head constable Amin, hit in the thigh, lived.": (
        1, 1, N),
    "A blast hit a bus in Hub on Monday. Nine passengers remain in wards; four have been sent home.": (N, 13, N),
    "BYC says that two men died in Khuzdar on Monday when police fired tear gas; police say that nobody did.": (
        (0, 0, 2), N, N),
    "Activists say three women were hurt in Quetta on Monday by tear gas; police say that no one was.": (
        N, (0, 0, 3), N),
    "Gunmen opened fire in Tank on Monday and two boys, Sami and Wali, 15 and 17, were killed.": (2, N, N),
    "Families of two students said they were picked up by CTD men in Turbat on Monday.": (N, N, 2),
}  # fmt: skip
REACHED = {
    "A bomb in Hangu on Monday killed four. The number of people who died in the blast has gone up to nine.": (9, N, N),
    "A clerk died on Monday, taking to six the number of lives claimed by Sunday's blast in Tangi.": (6, N, N),
    "A blast in Quetta on Monday killed two. The last count of the hospital: seven lives lost, 12 under treatment.": (
        7, 12, N),
    "Troops killed four khwarij in Zhob on Monday. Bodies of two more were found, taking the total number of khwarij "
    "killed to six.": (6, N, N),
    "Three soldiers were martyred in Jhao on Monday, the army said. The BLF, whose men ambushed the troops, put its "
    "losses at two and said that it had killed 11 soldiers.": ((5, 5, 13), N, N),
}  # fmt: skip


def _figures(text: str) -> list[tuple[Figure, ...]]:
    found = read_report(text, PUBLISHED).candidates
    none = Figure(None, None, None)
    return [(each.killed or none, each.injured or none, each.abducted or none) for each in found]


def _figure(wanted: Want) -> Figure:
    return Figure(*wanted) if isinstance(wanted, (tuple, list)) else Figure(wanted, wanted, wanted)


@pytest.mark.parametrize("kind", [WITH_OTHERS, OF_KNOWN, PARTS, WORDS, TOTALS, VOICES, LEFT, TURNED, REACHED, HOME],
                         ids=["with others", "of those known", "parts", "words", "totals", "voices",
                              "left", "turned", "reached", "home"])  # fmt: skip
def test_figures_of_one_incident(kind: dict[str, tuple[Want, Want, Want]]) -> None:
    wrong = {text: found for text, wanted in kind.items()
             if (found := _figures(text)) != [tuple(map(_figure, wanted))]}  # fmt: skip
    assert wrong == {}


def test_figures_of_short_reports() -> None:
    reports = json.loads((FOLDER / "short.json").read_text("utf-8"))
    wanted = {each["text"]: [tuple(map(_figure, figures)) for figures in each["figures"]] for each in reports}
    found = {text: _figures(text) for text in wanted}
    assert {text: found[text] for text in wanted if found[text] != wanted[text]} == {}
    assert len(wanted) >= 70
