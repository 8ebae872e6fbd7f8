"""What somebody brings becomes text with its hash, or one sentence; nothing is fetched, nothing is run."""

from __future__ import annotations

import ast
import hashlib
import importlib
import socket
import time
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import ARTICLE, CORE, docx, page, pdf

import dashboard.coding
from dashboard.coding.article_kinds import kind_of
from dashboard.coding.brought_text import MOST_FILE_BYTES, BroughtText, bring, bring_pasted
from dashboard.coding.extracted_text import Stated
from dashboard.coding.extraction import extracted
from dashboard.errors import ReportRefused
from dashboard.propose.report_text import MOST_BYTES

PACKAGE = Path(dashboard.coding.__file__).parent
DARI = "در شهر بلمورا (Belmora) نُه تن کشته شدند — “dock workers” — و 31 تن زخمی.\r\nپایان\r\n"


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ReportRefused) as refused:
        bring(name, content)
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def refused_here(kind: str, name: str, content: bytes) -> str:
    """The same without a process of its own."""
    with pytest.raises(ReportRefused) as refused:
        extracted(kind, name, content)
    return str(refused.value)


# --- text ----------------------------------------------------------------------------------------------------------


def test_a_text_file_stays_byte_for_byte() -> None:
    content = ARTICLE.replace("\n", "\r\n").encode()
    brought = bring("port.txt", content)
    assert (brought.kind, brought.encoding, brought.extraction, brought.notes) == ("text", "utf-8", None, ())
    assert brought.text.encode() == content == brought.content
    assert brought.is_byte_for_byte
    assert brought.sha256 == brought.text_sha256 == hashlib.sha256(content).hexdigest()


def test_text_of_both_directions_keeps_its_offsets() -> None:
    brought = bring("dari.txt", DARI.encode())
    assert brought.text == DARI
    assert brought.is_right_to_left
    start = brought.text.index("Belmora")
    assert brought.content.decode()[start : start + 7] == "Belmora"
    assert not bring("port.txt", ARTICLE.encode()).is_right_to_left


def test_marks_that_nobody_sees_are_said() -> None:
    notes = bring("a.txt", "\ufeffAn \u202eoverride\u202c and a \u200fmark.".encode()).notes
    assert [note.split(",")[0] for note in notes] == [
        "The text begins with a byte order mark",
        "The text holds 3 marks for the direction of writing",
        "A mark at 4 turns the direction of writing round: the words behind it read otherwise than they stand.",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
@settings(max_examples=150, deadline=None)
def test_whatever_is_pasted_stands_as_it_is(text: str) -> None:
    try:
        brought = bring_pasted(text)
    except ReportRefused:
        return
    if brought.kind == "text":
        assert brought.text == text
        assert brought.is_byte_for_byte


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ReportRefused, match="half of a character at 3"):
        bring_pasted("abc\ud83d def")


def test_another_encoding_is_read_and_said() -> None:
    russian = (
        "Пять человек погибли в порту Белморы, сообщил губернатор. Ещё десять человек ранены, сказала врач больницы."
    )
    brought = bring("port.txt", russian.encode("cp1251"))
    assert (brought.text, brought.encoding) == (russian, "cp1251")
    assert "Windows-1251" in brought.notes[0]
    assert not brought.is_byte_for_byte
    assert brought.sha256 != brought.text_sha256
    wide = bring("port.txt", russian.encode("utf-16"))
    assert wide.text == russian
    assert "UTF-16" in wide.notes[0]


def test_an_encoding_can_be_chosen() -> None:
    assert bring("port.txt", "Pět mrtvých".encode("cp1250"), "cp1250").text == "Pět mrtvých"
    with pytest.raises(ReportRefused, match='no encoding named "klingon"'):
        bring("port.txt", b"text", "klingon")


def test_bytes_broken_behind_the_first_million_are_still_read() -> None:
    content = "Straße und Häuser. ".encode() * 60_000 + b"\xff end"
    brought = bring("long.txt", content)
    assert brought.text.endswith("\ufffd end")
    assert "broken" in brought.notes[0]


@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "words", ["MZUZU, Malawi — Nine people", "ORCHARD’S END — Nine people", "CDF’s men shot nine people"]
)
def test_a_text_may_begin_with_the_letters_of_another_kind(words: str, codec: str) -> None:
    text = f"{words} were killed in the port of Belmora, the harbour authority said – it was Monday."
    assert bring("port.txt", text.encode(codec)).kind == "text"


@pytest.mark.parametrize("words", ["<!-- a -->" * 60 + "x", "<!--" * 10_000, "<?xml ?>" * 5_000 + "<!-- "])
def test_the_kind_of_a_file_is_told_at_once(words: str) -> None:
    began = time.process_time()
    with suppress(ReportRefused):
        kind_of("port.html", words.encode())
    assert time.process_time() - began < 0.5


# --- what is no article --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\r\n", "is empty"),
        ("signs.txt", b"... -- !!!", "holds no text"),
        ("nul.txt", b"Nine dead\0 in the port of Belmora", "NUL character at 9"),
        ("five.txt", b"word " * 1_000_000, "5.0 MB of text; an article may have 2.0 MB"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "is a PNG picture"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "is a JPEG picture"),
        ("run.txt", b"MZ\x90\0" + bytes(200), "is a Windows program"),
        ("noise.txt", bytes(range(1, 32)) * 40, "a binary file"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        ("torn.docx", b"PK\x03\x04 torn", "damaged or was cut off"),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "a news feed (RSS)"),
        ("torn.txt", b"\xff\xfeN\0i\0n\0e\0 ", "UTF-16 but is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_holds_no_text_is_one_sentence(name: str, content: bytes, words: str) -> None:
    assert words in refusal(name, content)


def test_a_file_of_any_size_is_not_looked_at() -> None:
    assert "52 MB" in refusal("large.pdf", b"%PDF-" + bytes(MOST_FILE_BYTES))


def test_a_zip_without_a_document_is_called_what_it_is() -> None:
    assert "is a zip archive" in refusal("a.docx", docx([]).replace(b"word/", b"wort/"))


# --- web pages -----------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_keeps_its_bytes() -> None:
    content = page(ARTICLE)
    brought = bring("port.html", content)
    assert brought.kind == "html"
    assert brought.extraction is not None
    assert brought.extraction.startswith("trafilatura ")
    assert brought.content == content
    assert brought.text_sha256 == hashlib.sha256(brought.text.encode()).hexdigest() != brought.sha256
    for line in filter(None, ARTICLE.splitlines()):
        assert line in brought.text
    for other in ("alert", "document.title", "Sport", "All rights reserved"):
        assert other not in brought.text


def test_a_paragraph_that_the_text_lacks_is_said() -> None:
    box = "The harbour authority asks everybody who was in the port on Monday night to call the number at its gate."
    content = page(ARTICLE).replace(
        b"</article>", f'</article><aside class="box related"><p>{box}</p></aside>'.encode()
    )
    read = extracted("html", "port.html", content)
    assert box not in read.text
    assert read.notes[1:] == (
        "A longer paragraph of the page is not in the text: “The harbour authority asks everybody who was in …”."
        " Read whether it belongs to the article.",
    )
    twice = content.replace(
        b"</aside>", b"<p>" + b"A second box of words that belongs to nothing here at all, it seems.</p></aside>"
    )
    assert "2 longer paragraphs" in extracted("html", "port.html", twice).notes[1]


def test_a_page_says_of_itself_where_each_thing_stands() -> None:
    head = """
    <meta property="article:published_time" content="2031-03-04T06:00:00+02:00">
    <meta property="og:updated_time" content="2031-03-04T09:30:00+02:00"><meta name="author" content="Ann Orley">
    <meta property="og:site_name" content="The Teshian"><link rel="canonical" href="https://teshian.example/port">
    <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "headline": "no"}, {"@type": ["NewsArticle"],
     "headline": "Port &amp; struck", "datePublished": "2031-03-04", "publisher": {"@type": "Organization", "name": "Teshian Press"}}]}</script>
    <script type="application/ld+json">{torn</script>"""
    assert set(extracted("html", "port.html", page(ARTICLE, head)).stated) == {
        Stated("language", "en", "html lang"),
        Stated("title", "Port struck | The Teshian", "title"),
        Stated("published", "2031-03-04T06:00:00+02:00", "meta property article:published_time"),
        Stated("updated", "2031-03-04T09:30:00+02:00", "meta property og:updated_time"),
        Stated("author", "Ann Orley", "meta name author"),
        Stated("publisher", "The Teshian", "meta property og:site_name"),
        Stated("address", "https://teshian.example/port", "link rel=canonical"),
        Stated("title", "Port &amp; struck", "JSON-LD NewsArticle headline"),
        Stated("published", "2031-03-04", "JSON-LD NewsArticle datePublished"),
        Stated("publisher", "Teshian Press", "JSON-LD NewsArticle publisher"),
    }


def test_a_page_is_known_by_its_tags_whatever_its_name() -> None:
    assert bring("port.txt", page(ARTICLE)).kind == "html"
    assert bring("port.htm", f"<h1>Port</h1><p>{ARTICLE}</p>".encode()).kind == "html"
    assert bring("port.txt", b"The sign <p> means a paragraph, and <html> a page.").kind == "text"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("cp1252", "ISO-8859-1"), ("cp1252", "windows-1252"), ("utf-8", "iso-8859-1"), ("utf-16", "utf-8")],
)
def test_a_page_is_read_in_the_encoding_that_fits(codec: str, declared: str) -> None:
    words = "Der Bürgermeister sagte am Dienstag, neun Menschen seien im Hafen getötet worden – es brenne noch."
    content = page(f"{words}\n{words[:60]} noch immer.").decode().replace('charset="utf-8"', f'charset="{declared}"')
    assert words in extracted("html", "port.html", content.encode(codec)).text


def test_a_page_without_an_article_is_one_sentence() -> None:
    empty = b"<!doctype html><html><body><script>document.write('Nine dead')</script></body></html>"
    assert "no article was found" in refused_here("html", "port.html", empty)


def test_no_address_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = (
        '<link rel="stylesheet" href="https://far.example/a.css"><base href="https://far.example/">'
        '<script src="https://far.example/a.js"></script><meta http-equiv="refresh" content="0; url=https://far.example/">'
    )
    content = page(ARTICLE, head).replace(
        b"<article>", b'<article><img src="https://far.example/a.png"><iframe src="//far.example"></iframe>'
    )
    assert "grain terminal" in extracted("html", "port.html", content).text
    linked = docx(["Nine dead in the port."], {"word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://far.example/a.png" TargetMode="External"/></Relationships>'})  # fmt: skip
    assert extracted("docx", "port.docx", linked).text == "Nine dead in the port.\n"


def test_of_the_extraction_only_the_function_that_reads_is_called() -> None:
    """trafilatura can also fetch. What this package calls of it, and of the network, is read from its code."""
    called, modules = set(), set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "trafilatura":
                called.add(node.attr)
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").split(".")[0])
    assert called == {"extract"}
    assert modules & {"urllib", "http", "socket", "requests", "urllib3", "ftplib", "smtplib"} == set()


# --- documents -----------------------------------------------------------------------------------------------------


def test_a_word_document_gives_its_paragraphs() -> None:
    brought = bring("port.docx", docx(["Port struck", "", "Nine dead, eight &amp; one."], {"docProps/core.xml": CORE}))
    assert brought.kind == "docx"
    assert brought.text == "Port struck\n\nNine dead, eight & one.\n"
    assert brought.extraction is not None
    assert brought.extraction.startswith("mammoth ")
    assert brought.stated == (
        Stated("title", "Port struck", "docProps/core.xml title"),
        Stated("author", "Ann Orley", "docProps/core.xml creator"),
        Stated("made", "2031-03-04T08:00:00Z", "docProps/core.xml created"),
    )


def test_what_is_not_in_the_text_of_a_document_is_said() -> None:
    changed = '<w:p><w:del w:id="1"><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>Nine dead</w:t></w:r></w:ins></w:p>'
    extra = {
        "word/vbaProject.bin": b"Sub AutoOpen()",
        "word/media/a.png": b"\x89PNG",
        "word/footnotes.xml": b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="3"/></w:footnotes>',
    }
    read = extracted("docx", "port.docx", docx([], extra, changed))
    assert read.text == "Nine dead\n"
    assert [note.split(";")[0].split(":")[0] for note in read.notes] == [
        "The document holds macros",
        "The document holds tracked changes",
        "The notes at the foot or the end of the document are not in the text.",
        "The pictures of the document are not in the text.",
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_not_read(codec: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    assert "declares things" in refused_here("docx", "b.docx", docx([], {"word/document.xml": bomb.encode(codec)}))


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    packed = docx([], {"word/document.xml": b"<w>" + b" " * (65 << 20)})
    assert len(packed) < 200_000
    assert "unpacks to more than 67 MB" in refusal("bomb.docx", packed)


@pytest.mark.parametrize("body", ["<w:p", "<w:p>" * 30_000, "\x01"])
def test_a_torn_document_is_one_sentence(body: str) -> None:
    assert "the Word document is damaged" in refused_here("docx", "torn.docx", docx(["Port"], body=body))


def test_a_document_of_pictures_is_one_sentence() -> None:
    assert "without a word of text" in refused_here("docx", "scan.docx", docx([]))


def test_a_pdf_gives_its_lines() -> None:
    content = pdf(
        [["Nine dead in the port", "of Belmora."], ["Page two."], []], {"Title": "Port", "CreationDate": "D:2031"}
    )
    brought = bring("port.pdf", content)
    assert brought.kind == "pdf"
    assert brought.text == "Nine dead in the port\nof Belmora.\n\nPage two.\n"
    assert brought.notes == ("Page 3 has no text: it is empty or a picture.",)
    assert brought.stated == (Stated("title", "Port", "PDF Title"), Stated("made", "D:2031", "PDF CreationDate"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf([[], []]), "of 2 pages without a letter of text: it is a scan"),
        (pdf([[]]), "of one page without a letter of text: it is a scan"),
        (pdf([["Nine dead."]], encrypt=True), "is a PDF with a password"),
        (b"%PDF-1.7 torn", "damaged or was cut off"),
    ],
    ids=["scan", "one page", "password", "torn"],
)
def test_a_pdf_without_readable_text_is_one_sentence(content: bytes, words: str) -> None:
    assert words in refusal("port.pdf", content)


def test_what_print_made_of_words_is_undone_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.coding import pdf_document

    text, notes = pdf_document._plain("inter\ufffenational \ufee3\ufea4\ufee4\ufeaa")
    assert text == "international محمد"
    assert len(notes) == 2


# --- e-mails -------------------------------------------------------------------------------------------------------


def mail(*, html: bool = False, text: bool = True, attached: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Port struck", "The Teshian <news@teshian.example>"
    message["Date"] = "Tue, 04 Mar 2031 06:00:00 +0200"
    if text:
        message.set_content(ARTICLE)
    if html:
        if text:
            message.add_alternative(page(ARTICLE).decode(), subtype="html")
        else:
            message.set_content(page(ARTICLE).decode(), subtype="html")
    if attached:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
    return bytes(message)


def test_a_mail_gives_its_text_part() -> None:
    brought = bring("port.eml", mail(html=True, attached=True))
    assert brought.kind == "eml"
    assert brought.text.replace("\r\n", "\n") == ARTICLE
    assert brought.extraction is not None
    assert brought.extraction.startswith("email (Python ")
    assert brought.notes == ("What is attached to the e-mail was not read: report.pdf.",)
    assert Stated("title", "Port struck", "header Subject") in brought.stated
    assert Stated("made", "Tue, 04 Mar 2031 06:00:00 +0200", "header Date") in brought.stated


def test_a_mail_without_text_gives_its_page() -> None:
    read = extracted("eml", "port.eml", mail(html=True, text=False))
    assert "grain terminal" in read.text
    assert "email (Python " in read.program
    assert ", trafilatura " in read.program


def test_a_mail_without_words_is_one_sentence() -> None:
    assert "without text of its own" in refused_here("eml", "port.eml", mail(text=False, attached=True))


def test_an_article_may_begin_as_a_mail_does() -> None:
    assert bring("port.txt", b"Date: March 4\nFrom: Belmora\n\nNine dead in the port.").kind == "text"


def test_a_mail_is_known_by_its_first_header() -> None:
    content = b"MIME-Version: 1.0\r\nSubject: " + b"a " * 60_000 + b"\r\n\r\nNine dead in the port.\r\n"
    assert bring("port.eml", content).kind == "eml"


def test_a_mail_in_an_encoding_that_there_is_not_is_read() -> None:
    content = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=x-none\r\n\r\nNine dead in the port.\r\n"
    assert extracted("eml", "a.eml", content).text == "Nine dead in the port.\r\n"


# --- what is not installed, and limits -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("html", page(ARTICLE), "is a web page"),
        ("docx", docx(["Port"]), "is a Word document"),
        ("pdf", pdf([["Port"]]), "is a PDF"),
        ("eml", mail(html=True, text=False), "is a web page"),
    ],
)
def test_what_is_not_installed_is_said_with_the_command(
    monkeypatch: pytest.MonkeyPatch, kind: str, content: bytes, words: str
) -> None:
    def missing(name: str) -> NoReturn:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    sentence = refused_here(kind, "port", content)
    assert words in sentence
    assert "pip install '.[articles]'" in sentence
    if kind == "eml":
        assert extracted("eml", "port.eml", mail(html=True)).text.replace("\r\n", "\n") == ARTICLE


def test_a_file_that_takes_too_much_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_OPEN_MEMORY", "1")
    # So long that a process which has read pages before needs more for it too.
    assert "more than the 1.0 MB of memory" in refusal("port.html", page(ARTICLE * 1_000))


def test_a_file_that_takes_too_long_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.coding.extraction.SECONDS", 0.2)
    slow = page(ARTICLE).replace(
        b"<article>", b"<article " + b" ".join(b"a%d=1" % number for number in range(60_000)) + b">"
    )
    assert "longer than 0 seconds" in refusal("port.html", slow)


def test_the_text_of_a_book_is_refused() -> None:
    line = "Nine people were killed in the port of Belmora on Monday, the harbour authority said. "
    assert "Cut it into its articles." in refusal("book.docx", docx([line * 100] * (MOST_BYTES // 8_000)))


def test_a_brought_text_is_a_value() -> None:
    assert isinstance(bring("a.txt", b"Nine dead."), BroughtText)
    assert bring("a.txt", b"Nine dead.") == bring("a.txt", b"Nine dead.")
