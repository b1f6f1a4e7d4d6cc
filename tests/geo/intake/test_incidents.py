"""Which incidents a report tells, with day, district, place and type: one case for each way of telling several."""

from __future__ import annotations

import pytest

from geo.intake.candidates import Candidate
from tests.geo.intake.reports import reading_of

IED = "Remote explosive/landmine/IED"
TAKEN = "Abduction/forced disappearance"
CLASH, ATTACK = "Armed clash", "Attack"
LOOTING, FOUND = "Looting/property destruction", "Disrupted weapons use"

REPORTS = {
    "summed up first, then one by one": (
        """
        Security forces killed eight militants in two separate operations in northwest Pakistan, the military said.
        // Five of them were killed in Tank district on Sunday, and three in a shootout in North Waziristan a day
        later.
        """,
        [
            ("10-04", "Tank", "", CLASH),
            ("10-05", "North Waziristan", "", CLASH),
        ],
    ),
    "summed up in one district": (
        """
        KECH: Three men were killed in two separate incidents in Kech district on Sunday, Levies said. In Mand,
        gunmen shot dead two shopkeepers. A farmer died when a landmine exploded near Turbat.
        """,
        [
            ("10-04", "Kech", "Mand", ATTACK),
            ("10-04", "Kech", "Turbat", IED),
        ],
    ),
    "in the second and third incident": (
        """
        Two soldiers and four terrorists were killed in an exchange of fire in Spinwam, North Waziristan, on Oct 4.
        In another incident, an IED hit a bomb disposal team in Dosalli, injuring three soldiers. In a third
        incident, terrorists fired rockets at a fort in Miranshah; there was no loss of life.
        """,
        [
            ("10-04", "North Waziristan", "Spinwam", CLASH),
            ("10-04", "North Waziristan", "Dosalli", IED),
            ("10-04", "North Waziristan", "Miran Shah", "Shelling/artillery/missile attack"),
        ],
    ),
    "an earlier deed beside one": (
        """
        A suicide bomber blew himself up near a checkpoint in Dera Ismail Khan on Monday, killing four policemen.
        The attack came two days after gunmen shot dead an intelligence official in the same city.
        """,
        [
            ("10-05", "Dera Ismail Khan", "", "Suicide bomb"),
            ("10-03", "Dera Ismail Khan", "", ATTACK),
        ],
    ),
    "the second such attack in a month": (
        """
        Three labourers were shot dead in Panjgur on Saturday night. The killings took place at a construction site
        in the Paroom area. It was the second such attack in a month: on September 12, four barbers were killed in
        Panjgur bazaar.
        """,
        [
            ("10-03", "Panjgur", "Paroom", ATTACK),
            ("09-12", "Panjgur", "Panjgur", ATTACK),
        ],
    ),
    "numbered entries with headings": (
        """
        WEEKLY SECURITY REPORT // 28 September - 4 October 2026 // 1. Incidents // 1.1 Bajaur. On 29 September, an
        IED planted on the roadside in Salarzai exploded as a Levies vehicle passed. One sepoy was killed. // 1.2
        Peshawar. On 1 October, armed men opened fire on a traffic policeman in Hayatabad. He died on the spot. //
        3. Outlook // Targeted attacks on police in Kohat are to be reckoned with.
        """,
        [
            ("09-29", "Bajaur", "Salarzai", IED),
            ("10-01", "Peshawar", "Peshawar", CLASH),
        ],
    ),
    "entries of a diary": (
        """
        Daily Diary, 5 October 2026 // Sr.1 In the night of 4 October armed persons stopped a coach at Rarkan,
        District Barkhan, and took away two passengers. // Sr.2 During the day of 4 October a coal truck was fired
        upon at Chamalang, District Duki. Its driver received injuries. // Sr.3 Nil.
        """,
        [
            ("10-04", "Barkhan", "Rarkan", TAKEN),
            ("10-04", "Duki", "Chamalang", ATTACK),
        ],
    ),
    "one incident over several entries": (
        """
        POLICE CONTROL ROOM KOHAT, 5 October 2026 // 1. Last night unknown accused fired upon a patrol of PS Lachi.
        Const. Farhad Khan embraced shahadat and two constables were injured. // 2. Const. Waqar Ali has since
        expired at 0410 hrs today. // 3. Total: two shaheed, one injured. // 4. In return fire one accused was
        killed.
        """,
        [
            ("10-04", "Kohat", "Lachi", CLASH),
        ],
    ),
    "taken, then found elsewhere": (
        """
        The body of a journalist, missing since September 27, was recovered in Jamrud, Khyber district, on Sunday.
        He had been abducted by unidentified men from his office in Landi Kotal.
        """,
        [
            ("09-27", "Khyber", "Landi Kotal", TAKEN),
        ],
    ),
    "found and defused": (
        """
        Police found a 10kg bomb under a bridge near Lachi on Monday. It was neutralised by experts.
        """,
        [
            ("10-05", "Kohat", "Lachi", FOUND),
        ],
    ),
    "arrested with arms": (
        """
        Three suspects were held by the CTD near Topi in Swabi on Monday with two hand grenades and a pistol.
        """,
        [
            ("10-05", "Swabi", "Topi", "Arrests"),
        ],
    ),
    "fire on a crowd": (
        """
        Police opened fire when the crowd pulled down a barrier outside Jamrud on Monday. Two men were killed.
        """,
        [
            ("10-05", "Khyber", "Jamrud", "Excessive force against protesters"),
        ],
    ),
    "stolen vehicles": (
        """
        Pasni, 4 October: some 20 armed men surrounded the Levies station, locked up the staff and drove away with
        two pick-ups and nine rifles. Nobody was hurt. // Tump, 5 October: a rocket was fired at an FC post. No
        casualties.
        """,
        [
            ("10-04", "Gwadar", "Pasni", LOOTING),
            ("10-05", "Tump", "", "Shelling/artillery/missile attack"),
        ],
    ),
    "what a protest is against": (
        """
        Traders held a rally in Quetta on Sunday against the killing of two shopkeepers on Brewery Road a day
        earlier. The rally ended peacefully.
        """,
        [
            ("10-04", "Quetta", "Quetta", "Peaceful protest"),
            ("10-03", "Quetta", "Quetta", ATTACK),
        ],
    ),
    "what the arrested are accused of": (
        """
        Police in Mardan on Sunday arrested two men accused of planting the bomb that killed a constable in Swabi on
        Friday.
        """,
        [
            ("10-04", "Mardan", "", "Arrests"),
            ("10-02", "Swabi", "", IED),
        ],
    ),
    "what the arrested did long ago": (
        """
        Karak police on Sunday arrested a man who had allegedly facilitated the suicide attack on Bannu in 2023.
        """,
        [
            ("10-04", "Karak", "", "Arrests"),
        ],
    ),
    "another spot that the gazetteer lacks": (
        """
        Three policemen were killed when a convoy was ambushed near Doaba in Hangu district on Saturday. A checkpost
        at Ghalmina had been hit earlier by an explosive device, which damaged a wall.
        """,
        [
            ("10-03", "Hangu", "Doaba", CLASH),
            ("10-03", "Hangu", "Ghalmina", IED),
        ],
    ),
    "two days in one sentence": (
        """
        It may be recalled that a party leader was killed in a blast in Bajaur on September 10, and in 2023 over 50
        people lost their lives in a suicide attack in Khar.
        """,
        [
            ("09-10", "Bajaur", "", IED),
        ],
    ),
    "the attack on the one of two": (
        """
        Two soldiers were killed when their convoy was hit by a bomb in the Dasht area of Kech district on Sunday. A day
        earlier, unknown men had killed a barber in Turbat. // The BLF claimed responsibility for the attack on the
        convoy.
        """,
        [
            ("10-04", "Kech", "Dasht", IED),
            ("10-03", "Kech", "Turbat", ATTACK),
        ],
    ),
    "what became known of the dead": (
        """
        The bullet-riddled bodies of three men were found in Sibi on Sunday. Hospital sources said the men had been
        shot a day before.
        """,
        [
            ("10-04", "Sibi", "", ATTACK),
        ],
    ),
    "a similar one in another month": (
        """
        Three miners were kidnapped when armed men raided a mine near Harnai late on Saturday. In August, two miners
        abducted from Shahrag were freed.
        """,
        [
            ("10-03", "Harnai", "Harnai", TAKEN),
            ("08-01", "Harnai", "Shahrag", TAKEN),
        ],
    ),
    "later in the night, of another kind": (
        """
        Two persons were killed in a blast in Quetta on Sunday. Later in the night, a grenade was thrown at a police
        post on Sabzal Road; no one was hurt.
        """,
        [
            ("10-04", "Quetta", "Quetta", IED),
            ("10-04", "Quetta", "Quetta", "Grenade"),
        ],
    ),
    "labels within a line": (
        """
        In brief: Bajaur: tribal elder shot dead in Nawagai on Sunday. Khyber: two soldiers hurt by a mine in Tirah on
        Saturday. Orakzai: four militants killed in a raid on Saturday.
        """,
        [
            ("10-04", "Bajaur", "Nawagai", ATTACK),
            ("10-03", "Khyber", "Tirah", IED),
            ("10-03", "Orakzai", "", CLASH),
        ],
    ),
    "a form with a comment": (
        """
        Date of incident: 4 October 2026 // Location: Bannu // Type: armed attack on police patrol // Casualties: 2
        police killed, 1 civilian injured // Comment: second attack on police in Bannu this week.
        """,
        [
            ("10-04", "Bannu", "", CLASH),
        ],
    ),
    "places named beside them": (
        """
        Fourteen militants laid down arms before the authorities in Panjgur on Sunday. In Kech, a mobile tower was
        torched the same night.
        """,
        [
            ("10-04", "Panjgur", "", "Change to group/activity"),
            ("10-04", "Kech", "", LOOTING),
        ],
    ),
    "where the dead are buried": (
        """
        ORAKZAI: A soldier was martyred as his vehicle hit an IED in the Ghiljo area on Saturday. On Sunday, funeral
        prayers were offered at the headquarters in Hangu.
        """,
        [
            ("10-03", "Orakzai", "Ghiljo", IED),
        ],
    ),
    "the place in the second paragraph": (
        """
        Militants armed with guns and grenades attacked a headquarters in northwestern Pakistan on Sunday, triggering a
        gunfight that left six soldiers dead. // The assault in Bannu began when a suicide bomber detonated an
        explosives-filled vehicle at the gate. // Bannu has seen several such assaults.
        """,
        [
            ("10-04", "Bannu", "", "Suicide bomb"),
        ],
    ),
    "since a day when": (
        """
        The road has been closed since 28 September, when gunmen killed three drivers near Bagan in Kurram.
        """,
        [
            ("09-28", "Kurram", "Bagan", ATTACK),
        ],
    ),
    "a rumour that is denied": (
        """
        News is circulating on social media that militants attacked a police station in Karak on Monday. The
        district police rejected this news as baseless.
        """,
        [],
    ),
    "numbers of a half-year": (
        """
        HALF-YEAR FIGURES // Police killed 187 militants and arrested 402. The southern districts of Bannu and Tank
        saw most of the 214 attacks. Quadcopters were used on 30 occasions, mostly in Bannu.
        """,
        [],
    ),
    "a road accident": (
        """
        Four passengers were killed as a van hit a truck near Mastung on Monday.
        """,
        [],
    ),
}
"""Texts, in which // begins a new paragraph, and their incidents."""


def _told(candidate: Candidate) -> tuple[str, str, str, str]:
    day = str(candidate.date_start)[5:] if candidate.date_start else ""
    return day, candidate.district, candidate.location, candidate.sub_event_type


@pytest.mark.parametrize(("text", "incidents"), REPORTS.values(), ids=REPORTS)
def test_the_incidents_of_a_report(text: str, incidents: list[tuple[str, str, str, str]]) -> None:
    lines = " ".join(text.split()).replace(" // ", "\n\n")
    assert sorted(map(_told, reading_of(lines).candidates)) == sorted(incidents)
