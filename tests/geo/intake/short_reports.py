"""Short reports in the manner of dailies, wires, notes and logs, with the figures of their incidents.

Events and persons are invented. The figures are killed, injured and abducted of each incident, as in `test_figures`.
"""

from __future__ import annotations

__all__ = ["SHORT_REPORTS"]

Want = int | tuple[int | None, int | None, int | None] | None

SHORT_REPORTS: list[tuple[str, list[tuple[Want, Want, Want]]]] = [
    (
        (
            "PESHAWAR: At least six people, including two policemen, were martyred and 17 others sustained "
            "injuries in a blast near a police checkpost on Ring Road on Monday evening.\n\nSSP Operations said "
            "that the target was a police van. Constables Ijaz and Wasim were martyred on the spot while four "
            "passersby died later at the Lady Reading Hospital.\n\nA hospital spokesman said 17 injured persons had"
            " been brought, of whom three were in critical condition."
        ),
        [((6, 6, None), 17, None)],
    ),
    (
        (
            "QUETTA: Three Levies personnel were martyred and two others injured when unknown armed men attacked "
            "a checkpost in Mangochar area of Kalat district on Monday night.\n\nThe martyrs were identified as "
            "Naib Risaldar Muhammad Akbar, Sepoy Ali Gohar and Sepoy Zahid.\n\nTwo attackers were also killed in "
            "retaliatory fire, Deputy Commissioner Bilal Shabbir said. The injured were shifted to Quetta."
        ),
        [(5, 2, None)],
    ),
    (
        (
            "BANNU: A policeman was martyred and his brother injured when militants opened fire on them in Domel "
            "area of Bannu on Monday. Constable Sanaullah was on his way home when he was attacked. He died on "
            "the spot. The injured brother was taken to the DHQ hospital."
        ),
        [(1, 1, None)],
    ),
    (
        (
            "Gunmen ambushed a vehicle of a former lawmaker in Wana on Monday, killing his two guards and "
            "wounding him, police said. The politician, who was hit in the shoulder, was out of danger."
        ),
        [(2, 1, None)],
    ),
    (
        (
            "TANK: Security forces killed seven militants in an intelligence-based operation in Tank district on "
            "Monday, the ISPR said in a statement. Two soldiers were martyred during the exchange of fire. Among "
            "the slain militants was a wanted commander."
        ),
        [(9, None, None)],
    ),
    (
        (
            "Twelve people were killed when a bomb ripped through a market in Parachinar on Monday, officials "
            "said. The dead included seven women and two children. More than 50 people were injured, 14 of them "
            "critically. The administration said eight of the dead were from one family."
        ),
        [(12, (51, 51, None), None)],
    ),
    (
        (
            "A suicide bomber rammed an explosives-laden vehicle into a convoy in Mir Ali on Monday, killing 16 "
            "soldiers and wounding two dozen people, including civilians. The roofs of two houses collapsed and "
            "six children were among the injured."
        ),
        [(16, 24, None)],
    ),
    (
        (
            "Two children were killed and three others wounded on Monday when a mortar shell they were playing "
            "with went off in Lakki Marwat, said police. The deceased were brothers. A third child succumbed to "
            "injuries at the hospital."
        ),
        [(3, 3, None)],
    ),
    (
        (
            "Four labourers hailing from Punjab were gunned down in Nushki on Monday. Police said armed men "
            "stopped them, checked their identity cards and shot them dead. Two labourers were let go."
        ),
        [(4, None, None)],
    ),
    (
        (
            "Unidentified gunmen abducted five officials of the Geological Survey in Kalat on Monday. The driver "
            "of the vehicle and a guard were later released. The whereabouts of the five are still unknown."
        ),
        [(None, None, 5)],
    ),
    (
        (
            "KHAR: A tribal elder, Malik Zarin, and his son were killed in a remote-controlled blast in Mamond "
            "tehsil of Bajaur on Monday. Three others travelling in the vehicle suffered injuries."
        ),
        [(2, 3, None)],
    ),
    (
        "KHAR: A tribal elder along with his two nephews was shot dead in Mamond tehsil of Bajaur on Monday.",
        [(3, None, None)],
    ),
    (
        (
            "Five persons, four of them security personnel, were martyred in an IED explosion in Kohlu on Monday;"
            " the fifth was the driver of a water tanker."
        ),
        [(5, None, None)],
    ),
    (
        (
            "Two police officials and a passer-by were killed in a gun attack in Peshawar on Monday, while "
            "another policeman was critically wounded. The wounded cop later died during treatment, bringing the "
            "death toll to four."
        ),
        [(4, 1, None)],
    ),
    (
        (
            "A bomb attack on a peace committee in Bara on Monday left its head and three members dead. Two more "
            "members were injured."
        ),
        [(4, 2, None)],
    ),
    (
        (
            "ISLAMABAD (Wire) - Militants killed at least 11 soldiers in an ambush in northwest Pakistan's Kurram"
            " district on Monday, the military said. It said 19 militants had been killed in follow-up "
            "operations. The TTP, which claimed the attack, put the number of dead soldiers at 25."
        ),
        [((30, 30, None), None, None)],
    ),
    (
        (
            "A landmine blast claimed the life of a shepherd in Dera Bugti on Monday. His companion sustained "
            "serious injuries."
        ),
        [(1, 1, None)],
    ),
    (
        (
            "Armed men barged into a house in Turbat on Monday and opened fire, killing a man, his wife and their"
            " teenage son and injuring a daughter."
        ),
        [(3, 1, None)],
    ),
    (
        (
            "On 5 October in Kech, one AOG member was killed and two were arrested following an exchange of fire "
            "with FC. One FC soldier was injured."
        ),
        [(1, 1, None)],
    ),
    (
        (
            "The Balochistan Liberation Army has claimed that its fighters killed five army personnel in an IED "
            "attack in Mand on Monday. There was no official confirmation."
        ),
        [(5, None, None)],
    ),
    (
        (
            "Unknown persons hurled a hand grenade at a shop in Panjgur on Monday, as a result of which three "
            "persons including the shopkeeper sustained injuries. They were shifted to the district hospital "
            "where one of them succumbed to injuries."
        ),
        [(1, 3, None)],
    ),
    (
        (
            "Police repulsed an attack on a post in Karak on Monday, killing three attackers. No loss to the "
            "police side was reported."
        ),
        [(3, None, None)],
    ),
    (
        (
            "Unidentified attackers fired rockets at a police station in Bannu on Monday. Fortunately, no loss of"
            " life was reported."
        ),
        [(0, None, None)],
    ),
    (
        (
            "Gunmen on motorcycles killed a traffic police officer in Quetta on Monday. A bystander was hit by a "
            "stray bullet and is in stable condition."
        ),
        [(1, 1, None)],
    ),
    (
        (
            "Two soldiers embraced martyrdom while foiling an infiltration attempt in Dir on Monday. Seven "
            "khwarij were killed and four injured, it added."
        ),
        [(9, 4, None)],
    ),
    (
        (
            "In Lakki Marwat, unidentified persons shot dead Constable Rehmatullah near his home on Monday. In "
            "Bannu, a police van was attacked with a grenade the same night, leaving two constables wounded."
        ),
        [(1, None, None), (None, 2, None)],
    ),
    (
        (
            "Separate attacks in KP on Monday claimed five lives. In Bannu, militants killed three policemen at a"
            " checkpoint. In North Waziristan, a bomb killed two members of a peace committee and wounded four."
        ),
        [(3, None, None), (2, 4, None)],
    ),
    (
        (
            "At least two people were killed in separate incidents on Monday. A man was shot dead by gunmen in "
            "Hub. In Khuzdar, a blast killed a woman and injured her two sons."
        ),
        [(1, None, None), (1, 2, None)],
    ),
    (
        (
            "Four members of a polio team and two policemen guarding them were kidnapped in Tank on Monday. All "
            "six were recovered in an operation on Tuesday."
        ),
        [(None, None, 6)],
    ),
    (
        "Ten passengers were taken off a Punjab-bound bus and killed in Barkhan on Monday.",
        [(10, None, None)],
    ),
    (
        (
            "A Frontier Corps soldier lost his life and four others, including an officer, received injuries when"
            " their vehicle hit an IED in Awaran on Monday. Three of the injured are said to be critical."
        ),
        [(1, 4, None)],
    ),
    (
        (
            "MIRAMSHAH: A woman and her minor daughter lost their lives while five members of the same family "
            "sustained injuries when a mortar shell landed on their house in Mir Ali on Monday."
        ),
        [(2, 5, None)],
    ),
    (
        (
            "Around a dozen gunmen stormed a construction camp in Kech on Monday, killing four workers in their "
            "sleep. A fifth, who was shot in the leg, survived by pretending to be dead."
        ),
        [(4, 1, None)],
    ),
    (
        (
            "Five FC personnel were injured, two of them seriously, when a roadside bomb went off in Sui on "
            "Monday. One of the seriously injured later breathed his last."
        ),
        [(1, 5, None)],
    ),
    (
        (
            "The death toll in Monday's suicide attack on a mosque in Peshawar has climbed to 59 with the "
            "recovery of eight more bodies from the rubble, officials said. At least 157 people were injured."
        ),
        [(59, (157, 157, None), None)],
    ),
    (
        (
            "The death toll in Monday's suicide attack on a rally in Khar has climbed to 54. Initially the "
            "officials had reported 44 deaths."
        ),
        [(54, None, None)],
    ),
    (
        (
            "Eight people died in Monday's blast in Khar, revising an earlier toll of ten, police said. 'Two "
            "names were counted twice,' an officer explained."
        ),
        [(8, None, None)],
    ),
    (
        (
            "Armed men kidnapped 13 people, including three government officials, from Surab on Monday. Nine were"
            " set free within hours."
        ),
        [(None, None, 13)],
    ),
    (
        (
            "Two suicide bombers blew themselves up at the gate of a camp in Bannu on Monday, killing four "
            "soldiers. Six other attackers were shot dead by security forces. The bodies of the two bombers were "
            "also found."
        ),
        [(12, None, None)],
    ),
    (
        (
            "A policeman and three terrorists were killed and two cops wounded in a shootout in Dera Ismail Khan "
            "on Monday, DPO Nasir Mehmood said."
        ),
        [(4, 2, None)],
    ),
    (
        "Dr. Shah Wali, a dentist, was kidnapped along with his driver from Quetta on Monday.",
        [(None, None, 2)],
    ),
    (
        (
            "Journalist Imtiaz Ali, his cousin and a friend were wounded when gunmen opened fire on their car in "
            "Mastung on Monday."
        ),
        [(None, 3, None)],
    ),
    (
        "Four people including a child lost their lives and as many were injured in an attack in Kohat on Monday.",
        [(4, 4, None)],
    ),
    (
        (
            "Pakistani security forces said they had killed 14 militants in raids in Bajaur on Monday. Residents "
            "said that three of the dead were civilians."
        ),
        [(14, None, None)],
    ),
    (
        (
            "Monday's attack in Ziarat left three coal miners dead. Two others, who had been missing since the "
            "attack, were found dead on Tuesday, taking the total to five."
        ),
        [(5, None, None)],
    ),
    (
        "Two soldiers were killed and three went missing after militants overran a post in Tirah on Monday.",
        [(2, None, None)],
    ),
    (
        (
            "Three militants, including a suicide bomber, and two policemen were killed during an attack on the "
            "police lines in Tank on Monday; eight policemen were injured."
        ),
        [(5, 8, None)],
    ),
    (
        "Two traders were killed while a third escaped unhurt when they were fired at in Hub on Monday.",
        [(2, None, None)],
    ),
    (
        (
            "SITUATION REPORT, 5 October 2026\n- Bannu: IED on police van, Mandan road. Two policemen killed, four"
            " injured (incl. one civilian).\n- Tank: armed attack on health centre. No casualties reported.\n- "
            "Khar: targeted killing of one tribal elder; his driver injured."
        ),
        [(2, 4, None), (0, 0, None), (1, 1, None)],
    ),
    (
        (
            "Subject: Security incident, Kulachi, 5 October\nUnidentified men opened fire on a vehicle of a local "
            "NGO at 14:20. One staff member died and two were wounded; the driver is unharmed."
        ),
        [(1, 2, None)],
    ),
    (
        (
            "POLICE CONTROL DIKHAN: On 5.10.2026 unknown accused fired at Const. Saleem Khan No. 4411 who was "
            "martyred at the spot. One passer-by namely Akram r/o Paharpur sustained injuries."
        ),
        [(1, 1, None)],
    ),
    (
        (
            "Rawalpindi, 6 October 2026: On 5 October, own troops carried out an IBO in general area Spinwam, "
            "North Waziristan District. Resultantly, nine khwarij including khwarij ring leader Kharji Asad alias"
            " Mansoor were sent to hell. However, during intense fire exchange, Major Adeel Zaman (age: 32 "
            "years), leading the troops from the front, having fought gallantly, embraced Shahadat along with his"
            " under command Naik Ejaz (age: 29 years)."
        ),
        [(11, None, None)],
    ),
    (
        (
            "Rawalpindi, 6 October 2026: On the night of 4/5 October, three khwarij who were trying to infiltrate"
            " were engaged in Ghulam Khan area, North Waziristan District and all three khwarij were eliminated."
        ),
        [(3, None, None)],
    ),
    (
        (
            "On 5 October 2026, terrorists attacked an FC post in Hoshab, Kech District. In the ensuing fire "
            "exchange six terrorists were sent to hell, whereas five brave sons of soil, having resisted "
            "gallantly, embraced shahadat. Two innocent civilians were also injured."
        ),
        [(11, 2, None)],
    ),
    (
        (
            "The BLF spokesman, Major Gwahram Baloch, said the sarmachars ambushed an army convoy in Mashkay on "
            "Monday, killing eight soldiers and wounding several others. Two sarmachars were also martyred, the "
            "statement added."
        ),
        [(10, None, None)],
    ),
    (
        (
            "TTP spokesman Muhammad Khorasani claimed that the mujahideen had attacked a military post in Ladha "
            "on Monday, in which five soldiers were killed. Security sources said one soldier was martyred and "
            "two were injured."
        ),
        [((1, 1, 5), 2, None)],
    ),
    (
        (
            "LIVE\n14:05 Blast reported near Sariab Road, Quetta.\n14:20 Police: at least three injured.\n14:45 "
            "Rescue officials say two people are dead and eight injured.\n15:30 Death toll rises to four.\n16:10 "
            "Civil Hospital spokesman: five dead, 14 wounded."
        ),
        [(5, 14, None)],
    ),
    (
        (
            "LIVE\n14:05 Gunfire heard near Sariab Road, Quetta.\n14:20 Two attackers shot dead, police say.\n14:45 "
            "Three policemen martyred.\n15:30 One more policeman has died of his wounds.\n16:10 Operation over."
        ),
        [(6, None, None)],
    ),
    (
        (
            "Editor's note: This version corrects the number of the injured to seven from nine.\n\nKOHAT: Two "
            "people were killed and seven injured in a blast in Kohat on Monday, police said."
        ),
        [(2, 7, None)],
    ),
    (
        (
            "A report published on Monday said that five soldiers had been killed in an attack in Kalat on "
            "Sunday. In fact, three soldiers were killed and two wounded."
        ),
        [(3, 2, None)],
    ),
    (
        (
            "Three men kidnapped from Dattakhel last week were found dead on Monday, a police official said. "
            "Their bodies bore bullet marks."
        ),
        [(3, None, 3)],
    ),
    (
        (
            "A vehicle carrying security personnel struck a landmine in Buleda on Monday, resulting in the deaths"
            " of two and injuries to three."
        ),
        [(2, 3, None)],
    ),
    (
        (
            "Unidentified assailants killed five members of a family, including two women, in Lakki Marwat on "
            "Monday. The lone survivor, a girl of six, was wounded."
        ),
        [(5, 1, None)],
    ),
    (
        (
            "Two of the seven policemen injured in Monday's attack on a convoy in Tank passed away on Tuesday. "
            "The attack had left three policemen dead."
        ),
        [(5, 7, None)],
    ),
    (
        (
            "Of the 20 people injured in Monday's explosion in Chaman, six were discharged, officials said. The "
            "blast had killed three people."
        ),
        [(3, 20, None)],
    ),
    (
        (
            "The bomb, which went off as a police van passed in Swabi on Monday, killed its driver, Constable "
            "Nisar, and injured three of his colleagues."
        ),
        [(1, 3, None)],
    ),
    (
        (
            "A prominent cleric, Mufti Shakir, was martyred and three others were hurt in a blast inside a mosque"
            " in Peshawar on Monday. The death toll later rose to two when one of the injured died."
        ),
        [(2, 3, None)],
    ),
    (
        "Nine people - five policemen, three civilians and a militant - died in an attack in Lakki Marwat on Monday.",
        [(9, None, None)],
    ),
    (
        "An attack in Khyber on Monday killed a major and two sepoys and wounded a captain.",
        [(3, 1, None)],
    ),
    (
        "Officials: 3 killed, 7 hurt in Hangu blast on Monday; dead include DSP.",
        [(3, 7, None)],
    ),
    (
        (
            "Armed men stormed the house of Haji Lal in Turbat on Monday and took away his two sons, Sami and "
            "Aqil. A third son who resisted was shot and injured."
        ),
        [(None, 1, 2)],
    ),
    (
        (
            "The Counter Terrorism Department on Monday claimed to have killed four militants in an encounter in "
            "Mastung. Families of two of the men said they had been in custody."
        ),
        [(4, None, None)],
    ),
    (
        "Militants shot and killed a school principal and wounded his 12-year-old son in Bajaur on Monday.",
        [(1, 1, None)],
    ),
    (
        (
            "A drone strike on a house in Tirah on Monday killed a couple and three of their children, residents "
            "said. The military said four militants were killed."
        ),
        [((4, 4, 5), None, None)],
    ),
    (
        (
            "No fewer than 14 people, mostly women, were wounded in the stampede that followed a grenade attack "
            "in Sibi on Monday. One woman died."
        ),
        [(1, (14, 14, None), None)],
    ),
    (
        (
            "Gunmen opened fire on a vehicle on the Quetta-Sibi highway near Mach on Monday, leaving one of its "
            "four occupants dead. The remaining three were injured."
        ),
        [(1, 3, None)],
    ),
]
