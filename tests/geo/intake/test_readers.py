"""Report files as text: what is found about them, what is left out, and what is refused in words."""

from __future__ import annotations

import re
import time
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfWriter

from geo.entry.from_report import as_known
from geo.errors import FileRefused
from geo.intake.readers.opening import read_report_file
from geo.intake.readers.report_text import LONGEST_TEXT, ReportText, pasted

PAGE = """<!doctype html><html><head><meta charset="windows-1252"><title>Blast in Bannu | The Paper</title>
<meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://paper.example/a?b=1">
<meta property="article:published_time" content="2026-05-12T20:30:00Z">
<script>document.write("Ten killed in Quetta")</script><style>p { color: red }</style></head>
<body><nav><a>Five killed in Tank</a></nav><article><h1>Blast in Bannu</h1>
<p>Two men were
<b>killed</b>.<br>One was hurt.</p><ul><li>First</li><li>Second &amp; last</li></ul>
<table><tr><td>Bannu</td><td>2 killed</td></tr></table><p hidden>Nine killed in Hub</p><h3><span><a
href="/b">Six killed in Dir</a></span></h3><p>See <a href="/c">the map</a>.</p></article>
<p>Related: three killed in Swat</p><footer>© caf\xe9</footer></body></html>"""
LINKED = """<html><body><script type="application/ld+json">not JSON</script><script type="application/ld+json">
{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "A \u202etitle", "datePublished": "2026-05-03",
"publisher": {"name": "The Agency"}, "url": "javascript:alert(1)"}]}</script><p>Text.</p></body></html>"""


def pdf_of(text: str, made: str = "D:20260512203000Z") -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title(Note on Bannu)/CreationDate({made})>>".encode(),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(places)
    return body + table + b"trailer<</Root 1 0 R/Info 6 0 R/Size 7>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def read(folder: Path, name: str, content: bytes | str) -> ReportText:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_report_file(path)


def refusal(folder: Path, name: str, content: bytes | str) -> str:
    with pytest.raises(FileRefused) as refused:
        read(folder, name, content)
    return str(refused.value)


def test_a_page_gives_its_article_and_what_it_says_about_itself(tmp_path: Path) -> None:
    report = read(tmp_path, "a.html", PAGE.encode("cp1252"))
    wanted = ["Blast in Bannu", "Two men were killed.", "One was hurt.", "First", "Second & last", "Bannu | 2 killed",
              "See the map."]  # fmt: skip
    assert list(filter(None, report.text.split("\n"))) == wanted
    assert (report.title, report.publisher, report.url) == (
        "Blast in Bannu",
        "The Paper",
        "https://paper.example/a?b=1",
    )
    assert report.published == date(2026, 5, 13), "20:30 UTC is the next day in Pakistan"


def test_linked_data_and_no_address_that_could_run(tmp_path: Path) -> None:
    report = read(tmp_path, "saved page", LINKED)
    assert report == ReportText("Text.", "A [RLO]title", "The Agency", date(2026, 5, 3))


def test_a_page_made_by_scripts_is_refused(tmp_path: Path) -> None:
    assert "made by scripts" in refusal(tmp_path, "a.html", "<html><body><script>x()</script></body></html>" * 200)


def test_text_keeps_its_characters_in_place(tmp_path: Path) -> None:
    report = read(tmp_path, "a.txt", "Published: 3 May 2031\r\nTwo \x1b[31mkilled\u202e, \u2067دو\u2069\x00.")
    assert report.text == "Published: 3 May 2031\nTwo \ufffd[31mkilled\ufffd, \u200bدو\u200b\ufffd."
    assert report.published == date(2031, 5, 3)
    assert [note.split()[0] for note in report.notes] == ["Control", "Characters"]
    assert read(tmp_path, "b.txt", "caf\xe9 attacked by four men on the café road".encode("cp1252")).text.startswith(
        "café"
    )
    assert read(tmp_path, "c.txt", "Two killed. Date unknown.").published is None


def test_a_document_has_paragraphs_tables_and_insertions(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title, document.core_properties.author = "Report 4", "A. Person"
    document.core_properties.created = document.core_properties.created.replace(year=2026, month=5, day=4)
    paragraph = document.add_paragraph("Two ")
    for tag, part, words in (("w:ins", "w:t", "soldiers"), ("w:del", "w:delText", "nine men")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(part)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Tank", "1 killed"
    document.save(str(tmp_path / "a.docx"))
    report = read_report_file(tmp_path / "a.docx")
    assert report.text == "Two soldiers\n\nTank | 1 killed"
    assert (report.title, report.published, len(report.all_notes)) == ("Report 4", date(2026, 5, 4), 1)
    assert as_known(report, date(2026, 5, 6)).all_notes == (), "a person has said the day"
    plain = Document()
    plain.add_paragraph("Text")
    plain.save(str(tmp_path / "b.docx"))
    assert read_report_file(tmp_path / "b.docx") == ReportText("Text"), "the properties of the model say nothing"
    plain.core_properties.title = "Report 5"
    plain.save(str(tmp_path / "c.docx"))
    assert read_report_file(tmp_path / "c.docx").title == "Report 5", "whoever wrote the document"
    assert qn("w:ins") in {child.tag for child in paragraph._p}


def test_archives_that_are_no_sound_document_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b" " * (70 * 2**20))
    with pytest.raises(FileRefused, match="zip bomb"):
        read_report_file(tmp_path / "bomb.docx")
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(FileRefused, match="document type"):
        read_report_file(tmp_path / "x.docx")
    with zipfile.ZipFile(tmp_path / "y.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a")
    with pytest.raises(FileRefused, match="damaged Word document"):
        read_report_file(tmp_path / "y.docx")


def test_a_pdf_with_text(tmp_path: Path) -> None:
    report = read(tmp_path, "a.pdf", pdf_of("Two men were killed in Bannu."))
    assert (report.text, report.title, report.published) == (
        "Two men were killed in Bannu.",
        "Note on Bannu",
        date(2026, 5, 13),
    )
    assert "on which the PDF was made" in report.all_notes[0]
    stated = read(tmp_path, "b.pdf", pdf_of("Published: 11 May 2026"))
    assert (stated.published, stated.all_notes) == (date(2026, 5, 11), ()), "the text says it better"


def test_pdfs_without_text_encrypted_or_damaged_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert "a scan" in refusal(tmp_path, "scan.pdf", (tmp_path / "scan.pdf").read_bytes())
    assert "encrypted" in refusal(tmp_path, "locked.pdf", (tmp_path / "locked.pdf").read_bytes())
    assert "damaged" in refusal(tmp_path, "cut.pdf", pdf_of("x")[:120])
    assert capfd.readouterr() == ("", "")


def test_a_word_document_with_any_byte_changed_is_read_or_refused_in_words(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Two killed.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    sound, refused = path.read_bytes(), 0
    for at in (*range(0, len(sound), 1_499), *(m.start() + 8 for m in re.finditer(b"PK\x03\x04", sound))):
        path.write_bytes(sound[:at] + b"\xff" + sound[at + 1 :])
        try:
            assert read_report_file(path).text == "Two killed."
        except FileRefused:
            refused += 1
    assert refused > 5


def test_a_document_type_in_utf_16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<?xml version='1.0'?><!DOCTYPE a []><a/>".encode("utf-16"))
    with pytest.raises(FileRefused, match="declares a document type"):
        read_report_file(path)


def mail(depth: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = '"The Desk" <desk@paper.example>', f"Level {depth}"
    message["Date"] = "Tue, 12 May 2026 20:30:00 +0000"
    message.set_content(f"Body {depth}.")
    message.add_alternative(f"<p>Body <b>{depth}</b>.</p>", subtype="html")
    return message


def test_a_mail_its_attached_messages_and_what_is_left_out(tmp_path: Path) -> None:
    inner = mail(5)
    for depth in (4, 3, 2, 1, 0):
        outer = mail(depth)
        outer.add_attachment(inner)
        inner = outer
    inner.add_attachment(b"PK", maintype="application", subtype="zip", filename="b\u202e.docx")
    report = read(tmp_path, "a.eml", inner.as_bytes())
    attached = "".join(f"\n\nAttached message: Level {depth}\n\nBody {depth}." for depth in (1, 2, 3))
    assert report.text == f"Body 0.{attached}"
    assert (report.title, report.publisher, report.published) == ("Level 0", "The Desk", date(2026, 5, 13))
    assert len(report.notes) == 2
    assert report.notes[0].startswith("1 attachment left out (b[RLO].docx)")
    assert "too deep" in report.notes[1]


def test_a_mail_that_is_nothing_but_an_attached_one(tmp_path: Path) -> None:
    inner = b"Content-Type: message/rfc822\n\nSubject: Blast\nDate: Tue, 5 May 2026 20:30:00 +0000\n\nTwo killed."
    report = read(tmp_path, "a.eml", b"From: desk@example.org\n" + inner)
    assert (report.text, report.publisher) == ("Attached message: Blast\n\nTwo killed.", "desk@example.org")


def test_of_a_header_without_end_the_beginning_is_read(tmp_path: Path) -> None:
    header = b"a, b " * 100_000
    start = time.process_time()
    report = read(tmp_path, "a.eml", b"Subject: " + header + b"\nFrom: " + header + b"\n\nTwo killed.")
    assert time.process_time() - start < 2
    assert report.text == "Two killed."
    assert report.title
    assert report.title.startswith("a, b a, b")


def test_a_mail_in_an_encoding_that_there_is_none_of(tmp_path: Path) -> None:
    report = read(tmp_path, "a.eml", b"Date: nonsense\nContent-Type: text/html; charset=xyz-1\n\n<p>Two killed.")
    assert (report.text, report.published) == ("Two killed.", None)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"12 - 34 *", "holds no text"),
        ("a.txt", b"Two killed. " * (LONGEST_TEXT // 10), "300,000 (some 50,000 words)"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\xff\0", "no text file"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "Save it as .docx"),
        ("a.rtf", b"{\\rtf1 Two killed}", "RTF"),
        ("a.pdf", b"Two killed", "no PDF file"),
        ("a.eml", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 300, "more than 200 mails"),
        ("a.html", b"<html>" + b"<div>" * 50_000 + b"<p>Two killed", "nests more than 3,000"),
        ("a.html", b"<html><p " + b"a=1 " * 5_000 + b">Two killed", "too many attributes"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert words in refusal(tmp_path, name, content)


def test_a_pasted_text_has_a_fingerprint() -> None:
    assert pasted("Two killed").sha256 == pasted("\ufeffTwo killed").sha256 != pasted("Two  killed").sha256


BODY = "Two people were killed in a roadside blast near Khuzdar on Tuesday, police said."


@pytest.mark.parametrize(
    ("head", "title", "publisher", "day", "url"),
    [
        ("Blast in Khuzdar kills two\n\n", "Blast in Khuzdar kills two", None, None, None),
        ("Blast in Khuzdar\nkills two: police\n\n", "Blast in Khuzdar kills two: police", None, None, None),
        ("Blast kills two\nBy Our Correspondent\nQUETTA: ", "Blast kills two", None, None, None),
        ("Blast kills two\nQUETTA, June 17 (Reuters) - ", "Blast kills two", "Reuters", None, None),
        ("QUETTA (AFP): ", None, "AFP", None, None),
        ("QUETTA (Friday) - ", None, None, None, None),
        ("QUETTA (Staff Report): ", None, None, None, None),
        ("Source: The Paper\nHeadline: Two dead.\nDate: 17 June 2026\nLink: https://paper.example/1\n\n",
         "Two dead.", "The Paper", date(2026, 6, 17), "https://paper.example/1"),
        ("Source: police at the scene, who did not want to be named because they may not speak to reporters\n\n",
         None, None, None, None),
        ("URL: javascript:alert(1)\n\n", None, None, None, None),
        ("The Paper | Published: 17 June 2026\n\n", None, None, date(2026, 6, 17), None),
        ("Published: 17 June 2026\n\nBlast kills two\n\n", "Blast kills two", None, date(2026, 6, 17), None),
        ("A bus was burned on Monday.\n\n", None, None, None, None),
        ("- A bus burned on Monday\n\n", None, None, None, None),
        ("20:14 firing at a post reported\n\n", None, None, None, None),
        ("Blast\n\n", None, None, None, None),
        ("", None, None, None, None),
    ],
)  # fmt: skip
def test_the_first_lines_say_what_a_text_is(
    head: str, title: str | None, publisher: str | None, day: date | None, url: str | None
) -> None:
    report = pasted(head + BODY)
    assert (report.title, report.publisher, report.published, report.url) == (title, publisher, day, url)


def test_a_headline_alone_is_the_text() -> None:
    assert pasted("Blast in Khuzdar kills two").title is None
    assert pasted("Blast in Khuzdar kills two\n\n\n").title is None
