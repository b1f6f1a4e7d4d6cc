"""Variations of reports that leave the right answer as it is, by kind: what a reader must not be moved by.

A report that is read right is changed in its wording (numbers, verbs, trades), its form (dashes, datelines, footers) or
by sentences that tell nothing of the incident, and read again. Where names are changed, the answer changes with them.
`tests/geo/intake/test_variations.py` holds floors on a part of it; ``python tests/bench/variations.py`` reads all.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["KINDS", "Varied", "replaced"]


@dataclass(frozen=True)
class Varied:
    """A changed text, and the names that are changed in its answer."""

    text: str
    names: dict[str, str] = field(default_factory=dict)


Change = Callable[[str], Varied | None]
"""What one variation makes of a text; None where it does not apply."""

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DIGITS = {word: str(n) for n, word in enumerate(NUMBERS, 2)}
CIVILIANS = (
    "labourers|workers|miners|shopkeepers|passers-by|civilians|villagers|passengers|drivers|traders|barbers|farmers"
)
OTHERS = (
    "engineers|officials|employees|teachers|students|guards|constables|personnel|boys|girls|brothers|elders|residents"
)
PEOPLE = rf"(?:{CIVILIANS}|{OTHERS}|soldiers|policemen|militants|people|persons|others|men|women|children)"
NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
SINGLE = r"(?:labourer|shopkeeper|passer-by|driver|trader|soldier|policeman|constable|man|woman|child|boy|girl|guard)"
ALONE = rf"(?! and (?:his|her|their|an?|one|{NUMBER})\b)"
QUANTITY = rf"(?P<q>(?:(?:at least |more than )?{NUMBER} (?:\w+ ){{0,2}}?{PEOPLE}|an? (?:\w+ )?{SINGLE})\b){ALONE}"
END = r"(?=\s*(?:[.,;]|(?:in|on|when|and|at|near|during|as|while|after|late)\b))"
ARMED = re.compile(r"militant|terrorist|insurgent|khwarij|attacker|assailant|fighter|bomber", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])(?=\s)")
_LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)]|\d\d[:.]?\d\d|\||>)", re.MULTILINE)
_SPEAKS = re.compile(
    r"\b(?:said|says|told|according|claim\w*|report\w*|added|confirm\w*|stated|responsib\w*)\b|[\"“”;]| -"
)


def _kept_case(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[:1].isupper() else new


def _changed(old: str, new: str, names: dict[str, str] | None = None) -> Varied | None:
    return Varied(new, names or {}) if new != old else None


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str], unless_armed: bool = False) -> Change:
    """A variation that replaces a pattern, sentence by sentence, with or without those that name armed people."""
    regex = re.compile(pattern, re.IGNORECASE)

    def change(text: str) -> Varied | None:
        parts = _SENTENCE.split(text)
        new = [p if unless_armed and ARMED.search(p) else regex.sub(lambda m: _by(m, by), p) for p in parts]
        return _changed(text, "".join(new))

    return change


def _by(match: re.Match[str], by: str | Callable[[re.Match[str]], str]) -> str:
    return _kept_case(match[0], match.expand(by) if isinstance(by, str) else by(match))


def behind(sentence: str, paragraphs_apart: bool = True) -> Change:
    """A variation that puts a sentence behind a report in prose."""
    gap = "\n\n" if paragraphs_apart else "\n"
    return lambda text: None if _LISTED.search(text) else Varied(text.rstrip() + gap + sentence + "\n")


def in_front(line: str) -> Change:
    """A variation that puts a line, or a dateline, in front of a report in prose that has neither."""

    def change(text: str) -> Varied | None:
        first = text.strip().split("\n")[0]
        is_bare = not _LISTED.search(text) and len(first.split()) > 12 and re.match(r"[A-Z][a-z]|A ", text)
        return Varied(line + text) if is_bare else None

    return change


def attributed(form: str) -> Change:
    """A variation that says who tells the first sentence; ``form`` has ``{s}`` for the sentence."""

    def change(text: str) -> Varied | None:
        match = re.match(r"[A-Z][^.!?\n]{30,}?(?=\.(?:\s|$))", text)
        if not match or _LISTED.search(text) or _SPEAKS.search(match[0]) or re.match(r"[A-Z]{3,}", text):
            return None
        is_name = not re.match(r"(?:A|An|The|At|Gunmen|Unidentified|[A-Z][a-z]+ (?:people|men|soldiers))\b", match[0])
        said = match[0] if form.startswith("{s}") or is_name else match[0][0].lower() + match[0][1:]
        return Varied(form.format(s=said) + text[match.end() :])

    return change


def renamed(names: dict[str, str], unless: tuple[str, ...] = ()) -> Change:
    """A variation that puts other names for those of a text, in the text and in the answer."""

    def change(text: str) -> Varied | None:
        if any(word in text for word in (*unless, *names.values())):
            return None
        new = re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", lambda m: names[m[0]], text)
        return _changed(text, new, names)

    return change


def _wrapped(text: str) -> Varied | None:
    blocks = re.split(r"\n\s*\n", text.strip())
    if _LISTED.search(text) or any("\n" in block for block in blocks):
        return None
    return _changed(text, "\n\n".join(textwrap.fill(block, 60) for block in blocks) + "\n")


def _between(sentence: str) -> Change:
    def change(text: str) -> Varied | None:
        blocks = re.split(r"\n\s*\n", text.strip())
        if _LISTED.search(text) or len(blocks) < 2 or len(blocks[0].split()) < 12:
            return None
        return Varied("\n\n".join((blocks[0], sentence, *blocks[1:])) + "\n")

    return change


def _passive(pattern: str, forms: str) -> dict[str, Change]:
    return {form: replaced(pattern + END, form, unless_armed=True) for form in forms.split("; ")}


def _active(pattern: str, forms: str) -> dict[str, Change]:
    return {form: replaced(pattern + " " + QUANTITY, form.replace("N", r"\g<q>")) for form in forms.split("; ")}


def _victims(nouns: str, others: str) -> dict[str, Change]:
    pattern = rf"(?P<n>\b{NUMBER} )(?:{nouns})(?= (?:were|was|and|in|on|at)\b|[.,])"
    return {other: replaced(pattern, rf"\g<n>{other}") for other in others.split("; ")}


def _clauses(asides: str) -> dict[str, Change]:
    pattern = (
        rf"(?<!the )\b(?P<q>(?:{'|'.join(NUMBERS)}) (?:{CIVILIANS}|soldiers|policemen))(?= were (?:killed|injured))"
    )
    return {each: replaced(pattern, rf"\g<q>{each}", unless_armed=True) for each in asides.split("; ")}


def _lines(make: Callable[[str], Change], lines: str) -> dict[str, Change]:
    return {line: make(line) for line in lines.strip().split("\n")}


_NOT_ALONE = r"(?<!was )(?<!were )(?<!been )(?<!have )(?<!the )\b"

KINDS: dict[str, dict[str, Change]] = {
    "numbers": {
        "words as digits": replaced(rf"\b({'|'.join(NUMBERS)})(?= (?:\w+ )?{PEOPLE})", lambda m: DIGITS[m[1].lower()]),
        "digits as words": replaced(
            rf"(?<![\w.:/-])([2-9]|1[0-2])(?= (?:\w+ )?{PEOPLE})", lambda m: NUMBERS[int(m[1]) - 2]
        ),
        "two (02)": replaced(
            rf"\b({'|'.join(NUMBERS)})(?= {PEOPLE})", lambda m: f"{m[1]} ({int(DIGITS[m[1].lower()]):02})"
        ),
    },
    "were killed": _passive(
        r"\bwere killed",
        "lost their lives; died; were martyred; embraced martyrdom; were gunned down; were shot dead; perished; "
        "laid down their lives; were slain; breathed their last; succumbed to their injuries; died on the spot; "
        "were declared dead; met a violent end; received fatal injuries; were put to death; attained shahadat; "
        "became martyrs; were found dead; got killed; were mortally wounded; paid with their lives",
    ),
    "was killed": _passive(
        r"\bwas killed",
        "lost his life; was martyred; was gunned down; was shot dead; embraced martyrdom; was slain; "
        "breathed his last; died on the spot; fell martyr; received fatal injuries; was assassinated; "
        "got killed; did not survive",
    ),
    "killing": _active(
        r"\bkilling",
        "leaving N dead; claiming the lives of N; taking the lives of N; martyring N; "
        "which left N dead; resulting in the death of N; that killed N; in which N lost their lives; "
        "costing N their lives",
    ),
    "killed": _active(
        _NOT_ALONE + "killed",
        "claimed the lives of N; took the lives of N; left N dead; martyred N; "
        "caused the death of N; cost N their lives; mowed down N; ended the lives of N",
    ),
    "were injured": _passive(
        r"\bwere (?:injured|wounded)",
        "sustained injuries; were hurt; received splinter wounds; suffered wounds; got injured; were left injured; "
        "suffered burns; were critically injured; were rushed to hospital; were hospitalised; are under treatment; "
        "escaped with injuries; needed treatment; were hit by splinters; survived with injuries; "
        "were treated for wounds",
    ),
    "injuring": _active(
        r"\b(?:injuring|wounding)",
        "leaving N injured; hurting N; causing injuries to N; which left N wounded; sending N to hospital; maiming N",
    ),
    "abducted": {
        **_active(
            _NOT_ALONE + "(?:abducted|kidnapped)",
            "whisked away N; took N hostage; took away N; seized N; took N with them; picked up N; drove off with N; "
            "took N to an unknown location; dragged N away; took N captive; disappeared with N; led away N",
        ),
        **_passive(
            r"(?<=[sen] )were (?:abducted|kidnapped)",
            "were whisked away; were taken hostage; were bundled into a vehicle; were taken to an unknown location; "
            "were taken away at gunpoint; were picked up; were led away; were driven away; were taken captive",
        ),
    },
    "trades and kin": _victims(
        CIVILIANS,
        "linemen; tailors; cobblers; masons; shepherds; butchers; hawkers; patwaris; nurses; vaccinators; fishermen; "
        "goldsmiths; moneychangers; lecturers; watchmen; prayer leaders; pupils; footballers; cameramen; "
        "geologists; porters; pilgrims; tourists; sisters; cousins; nephews; toddlers; schoolgirls; "
        "tribesmen; Hazaras; "
        "cattle traders; kiln workers; daily wagers; technicians; notables; commuters; picnickers; "
        "scrap dealers; aid workers; "
        "professors; nomads; gypsies; timber merchants; railway employees; polling staff members; "
        "goat herders; wedding guests",
    ),
    "forces and groups": {
        **_victims(
            "soldiers|troops",
            "sepoys; jawans; army personnel; security personnel; naib subedars; sipahis; infantrymen; servicemen; "
            "army officers; security men; members of the security forces",
        ),
        **_victims(
            "policemen|constables",
            "police constables; cops; head constables; police personnel; traffic policemen; elite force commandos; "
            "assistant sub-inspectors; recruits; police officials",
        ),
        **_victims(
            "militants|terrorists|khwarij|insurgents",
            "terrorists; khwarij; insurgents; armed men; extremists; fighters; miscreants; outlaws; "
            "high-value targets; hardcore terrorists; anti-state elements",
        ),
    },
    "names": {
        "TTP": renamed(
            {"TTP": "Jamaat-ul-Ahrar", "Tehrik-i-Taliban Pakistan": "Jamaat-ul-Ahrar"},
            ("Tehr", "Tehreek", "Umar", "Khurasani", "Taliban"),
        ),
        "BLA": renamed(
            {"BLA": "BLF", "Baloch Liberation Army": "Balochistan Liberation Front"},
            ("Jeeyand", "Hakkal", "Liberation", "Majeed"),
        ),
        "BLF": renamed(
            {"BLF": "BLA", "Balochistan Liberation Front": "Baloch Liberation Army"},
            ("Gwahram", "Ashoob", "Liberation"),
        ),
        "Bannu": renamed({"Bannu": "Hangu"}, ("Jani Khel", "Domel", "Mamash", "BANNU", "Baka", "Mandan", "Mandew")),
        "Kalat": renamed({"Kalat": "Khuzdar"}, ("Mangochar", "KALAT", "Surab")),
        "Mastung": renamed({"Mastung": "Nushki"}, ("Dasht", "MASTUNG", "Kirdgap")),
    },
    "asides": _clauses(
        ", aged between 20 and 35,; , said to be in their thirties,; , whose names were not given,; "
        " who were travelling in a van; , all of them residents of the area,; , most of them young,; "
        ", among them a father of four,;  who belonged to one family; , identified by police,"
    ),
    "speakers": {
        form: attributed(form)
        for form in (
            "{s}, police said", "{s}, DSP Kareem Khan said", "{s}, a senior police officer told reporters",
            "{s}, the DPO's spokesman said", "According to DSP Kareem Khan, {s}", "According to officials, {s}",
            "According to a hospital official, {s}", "Police said that {s}",
            "Station House Officer Noor Alam said that {s}",
            "Rescue 1122 spokesman Bilal Faizi told reporters that {s}", "Levies sources said that {s}",
        )
    },
    "form": {
        "curly quotes": replaced(r'"([^"\n]*)"', r"“\1”"),
        "single quotes": replaced(r'"([^"\n]*)"', r"‘\1’"),
        "long dashes": replaced(" - ", " — "),
        "lines of 60": _wrapped,
        "no blank lines": lambda text: _changed(text, re.sub(r"\n\s*\n", "\n", text)),
        "two spaces": lambda text: _changed(text, text.replace(". ", ".  ")),
        "line ends of Windows": lambda text: Varied(text.replace("\n", "\r\n")),
        **_lines(
            lambda line: in_front(line + "\n\n"),
            "By Our Correspondent\nStaff Report\nBy Zahid Imran and Noor Khan\n[Photo: file]\nWeb Desk",
        ),
        **_lines(
            behind,
            "© 2026 The Frontier Daily. All rights reserved.\nRead more: Prime minister condemns terrorism\n"
            "READ ALSO: Three terrorists killed in operation: ISPR\nFollow us on Twitter, Facebook and WhatsApp.\n"
            "(Editing by Ali Khan)\nImage caption: Police stand guard near the site\nMore to follow.",
        ),
    },
    "neutral sentences": {
        **_lines(
            behind,
            "The area has been cordoned off and a search is under way.\nA case has been registered.\n"
            "The chief minister condemned the incident and sought a report.\nThe road reopened after two hours.\n"
            "An investigation has been launched.\nSecurity has been tightened across the district.\n"
            "It was not immediately clear who was behind it.\nNo arrest had been made so far.\n"
            "Two suspects were taken in for questioning.\nRescue 1122 sent four ambulances.",
        ),
        **{
            f"between: {line}": _between(line)
            for line in (
                "A large contingent of police reached the spot.", "Further details were awaited.",
                "The interior minister sought a report.", "Traffic was suspended for three hours.",
            )
        },
    },
    "background": _lines(
        behind,
        "In March 2019, at least 14 people were killed when gunmen stopped a bus in Ormara. The Baloch Liberation Army "
        "claimed responsibility for that attack.\n"
        "In 2014, militants killed more than 140 people, most of them children, at a school in Peshawar.\n"
        "Pakistan blames the TTP for most of the attacks in the region, a charge that the group does not deny.\n"
        "The TTP, which pledged allegiance to the Afghan Taliban, has carried out hundreds of attacks since 2007.\n"
        "Over 900 people have been killed in the two provinces since January, according to official data.\n"
        "His brother had been killed in a bomb blast in 2016.\n"
        "In a separate statement, the BLA denied involvement in the attack on a bus in Karachi in May 2024.\n"
        "The TTP spokesman also denied a role in a blast in Lahore last month.\n"
        "The BLF rejected a claim that it had killed two fishermen in Karachi in 2023.",
    ),
}  # fmt: skip
