"""Sentences that tell what stands beside incidents: closures, curfews, operations announced, people who left."""

from __future__ import annotations

import pytest

from tests.geo.intake.reports import reading_of

SAID = {
    "closure": [
        "The Torkham crossing was closed on Sunday.",
        "Gate shut again.",
        "The border gate at Chaman stayed shut for the third day.",
        "The Quetta-Karachi highway remained blocked on Monday.",
        "Mobile internet was suspended in Kech on Sunday.",
        "Schools in Tank will stay closed until Friday.",
        "Schools in Tank were ordered shut for three days.",
        "Train service between Quetta and Peshawar was suspended.",
        "The Kharlachi crossing reopened on Monday after a week.",
        "The government shut down mobile data in Panjgur.",
        "Markets were closed on the orders of the administration.",
        "Internet services have been restored in Quetta.",
        "Flights to Gwadar were cancelled.",
        "The Thall-Parachinar road was reopened on Sunday.",
        "Traders in Khar kept their shutters down till evening on Sunday.",
    ],
    "curfew": [
        "A curfew was imposed in Upper South Waziristan on Sunday.",
        "The administration has clamped a curfew on Mir Ali from dawn to dusk.",
        "Section 144 was imposed in Tank for a month.",
        "The curfew of 29 July was lifted.",
        "Curfew was relaxed for two hours.",
        "A ban on pillion riding and gatherings was imposed in Bannu.",
        "The deputy commissioner banned gatherings of more than five people.",
    ],
    "operation": [
        "The government announced a military operation in Tirah.",
        "The army will be carrying out activities in the Jhao valley from Thursday.",
        "A clearance operation is to begin in Mamund on Monday, the deputy commissioner said.",
        "Security forces launched a search operation in the hills of Bolan.",
        "The apex committee approved a comprehensive operation in Balochistan.",
        "The military said that a targeted operation would start in Bajaur next week.",
    ],
    "": [
        "The provincial government denied that any operation was planned in Tirah.",
        "No operation is planned in Tirah, the minister said.",
        "The minister opened a school in Tank.",
        "The shops were open.",
        "He closed his speech with a prayer.",
        "The case was closed.",
        "Has the border been closed?",
    ],
    "displacement": [
        "About 2,000 families have left Tirah.",
        "Residents of the valley were told to leave their homes by Sunday.",
        "Thousands of people fled their homes in Bajaur.",
        "The displaced families will return from 1 December.",
        "Villagers were ordered to evacuate Mamund.",
    ],
    "ceasefire": [
        "A ceasefire was agreed between the two tribes in Kurram.",
        "The truce in Kurram held on Monday.",
        "The group announced a three-day ceasefire for Eid.",
        "Hostilities ended after elders brokered a truce.",
    ],
    "agreement": [
        "The rival tribes signed a peace agreement in Kohat.",
        "A peace deal was reached in Kurram.",
    ],
    "talks": [
        "A jirga opened talks with the militants in Bajaur.",
        "Talks between the government and the tribal elders failed.",
        "Negotiations with the committee will resume on Monday.",
    ],
    "statement": [
        "The prime minister vowed to end terrorism.",
        "The apex committee met in Peshawar.",
    ],
}
"""By category; blank for what is no context event."""


@pytest.mark.parametrize("category", SAID)
def test_the_category_of_one_sentence(category: str) -> None:
    found = {said: [event.category for event in reading_of(said).context] for said in SAID[category]}
    assert found == {said: [category] if category else [] for said in SAID[category]}
