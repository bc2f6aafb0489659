from __future__ import annotations

import time

import pytest

from kg.readers.plain_text import front_matter, title_of

from .conftest import Read

BODY = "The ferry was late on Monday, the harbour master said.\n\nIt will be repaired."


def test_text_is_the_whole_file_and_the_title_its_first_line(reading: Read) -> None:
    (article,), errors = reading("a.txt", "\ufeffFerry late again\r\n\r\nThe ferry was late.\rIt was repaired.\r\n")
    assert not errors
    assert article.text == "Ferry late again\n\nThe ferry was late.\nIt was repaired.\n"
    assert article.title == "Ferry late again"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry late\n\nWords follow.", "Ferry late"),
        ("\n\n  Ferry late  \n \nWords follow.", "Ferry late"),
        ("Will it sail?\n\nWords follow.", "Will it sail?"),
        ("# Ferry late #\nWords follow.", "Ferry late"),
        ("Ferry late\n==========\nWords follow.", "Ferry late"),
        ("Ferry late\nWords follow.", None),
        ("The ferry was late.\n\nWords follow.", None),
        ("Ferry late", None),
        ("Ferry late\n\n", None),
        ("word " * 40 + "\n\nWords follow.", None),
        ("w" * 200 + "\n\nWords follow.", None),
        ("", None),
    ],
)
def test_title_of(text: str, title: str | None) -> None:
    assert title_of(text) == title


def test_front_matter_is_taken_off_the_text(reading: Read) -> None:
    head = (
        '---\ntitle: "Ferry: late again"\ndate: 6 May 2024\nsource: Harbour Post\nurl: https://example.org/a?b=c: d\n'
    )
    head += "language: en\ntags:\n  - sea\n# note\n---\n\n"
    (article,), errors = reading("a.md", head + BODY)
    assert not errors
    assert article.text == BODY
    assert (article.title, article.published, article.outlet) == ("Ferry: late again", "2024-05-06", "Harbour Post")
    assert article.url == "https://example.org/a?b=c: d"


@pytest.mark.parametrize(
    "text",
    ["---\nA sentence between rules.\n---\nmore", "---\ntitle: open\nno end", "--- x\n", "words\n---\ntitle: a\n---\n"],
)
def test_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, text)


def test_title_of_the_body_when_front_matter_has_none(reading: Read) -> None:
    (article,), _ = reading("a.txt", "---\ndate: 2024-05-06\n---\nFerry late\n\n" + BODY)
    assert (article.title, article.published) == ("Ferry late", "2024-05-06")


@pytest.mark.parametrize("name", ["2020-02-08-ferry.txt", "ferry-2020-02-08.md", "ferry-2020-02-08.txt"])
def test_date_of_the_file_name(reading: Read, name: str) -> None:
    (article,), _ = reading(name, BODY)
    assert article.published == "2020-02-08"


def test_front_matter_beats_the_file_name_and_that_beats_the_option(reading: Read) -> None:
    (written,), _ = reading("ferry-2020-02-08.txt", "---\ndate: 2021-01-01\n---\n" + BODY, published="2022-02-02")
    (named,), _ = reading("ferry-2020-02-08.txt", BODY, published="2022-02-02")
    (given,), _ = reading("ferry.txt", BODY, published="2022-02-02", outlet="Wire")
    assert [a.published for a in (written, named, given)] == ["2021-01-01", "2020-02-08", "2022-02-02"]
    assert given.outlet == "Wire"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"---\ntitle: x\n---\n \n", "empty")],
)
def test_nothing_to_read(reading: Read, data: bytes, words: str) -> None:
    articles, (error,) = reading("a.txt", data)
    assert not articles
    assert words in error.message and error.file is not None and error.file.endswith("a.txt")


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(range(256)) * 4])
def test_binary_named_txt(reading: Read, data: bytes) -> None:
    articles, (error,) = reading("photo.txt", data)
    assert not articles
    assert "not text" in error.message and error.remedy


def test_latin_1(reading: Read) -> None:
    (article,), _ = reading("a.txt", "Der Präsident sprach am Montag in Köln über die Flüsse.".encode("latin-1"))
    assert "Präsident" in article.text and article.language == "de"


def test_turkish_is_read_and_named(reading: Read) -> None:
    text = "Bakan yaptığı açıklamada yeni bir köprü için çalışmaların devam ettiğini ve bu yıl biteceğini söyledi."
    (article,), _ = reading("a.txt", text)
    assert article.language == "tr"


def test_five_megabytes_on_one_line(reading: Read) -> None:
    text = "The ferry was late. " * 250_000
    start = time.perf_counter()
    (article,), errors = reading("a.txt", text)
    assert not errors and article.text == text and article.title is None
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("size", [10_000_001, 40_000_001])
def test_an_article_beyond_the_limit(reading: Read, size: int) -> None:
    articles, (error,) = reading("a.txt", b"x" * size)
    assert not articles
    assert "10,000,000 characters" in error.message and error.remedy
