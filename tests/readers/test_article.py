from __future__ import annotations

import pytest

from kg import ids
from kg.errors import InputError
from kg.readers.article import TEXT_LIMIT, Source, build_article

SOURCE = Source("some.jsonl")


def test_all_columns() -> None:
    article = build_article(
        {
            "id": 12,
            "text": "Words.",
            "title": " A\n title ",
            "url": "https://example.org/1",
            "source": "Wire",
            "date": "8 Feb 2020",
            "language": "EN",
        },
        SOURCE,
    )
    assert (article.id, article.text, article.title, article.url) == (
        "12",
        "Words.",
        "A title",
        "https://example.org/1",
    )
    assert (article.outlet, article.published, article.language) == ("Wire", "2020-02-08", "en")
    assert article.content == ids.content_hash("A title", "2020-02-08", "Wire", "en", "Words.")


def test_the_first_name_of_a_column_that_holds_something_counts() -> None:
    article = build_article(
        {"text": "x", "outlet": "", "source": "B", "published": "2020-01-01", "date": "2021-01-01"}, SOURCE
    )
    assert (article.outlet, article.published) == ("B", "2020-01-01")


@pytest.mark.parametrize("given", [None, "", "  ", True, ["x"], {"a": 1}])
def test_without_a_usable_id_it_is_a_hash_of_url_and_text(given: object) -> None:
    article = build_article({"id": given, "text": "x", "url": "https://example.org/1"}, SOURCE)
    assert article.id == ids.article_id("https://example.org/1", "x")


def test_an_unreadable_date_reads_the_article_all_the_same() -> None:
    assert build_article({"text": "x", "date": "last week"}, SOURCE).published is None


def test_defaults_of_the_source_stand_in_for_what_is_missing() -> None:
    source = Source("some.jsonl", published="2024-05-06", outlet="Wire")
    bare = build_article({"text": "x"}, source)
    assert (bare.published, bare.outlet) == ("2024-05-06", "Wire")
    own = build_article({"text": "x", "date": "2020-01-01", "outlet": "Own"}, source)
    assert (own.published, own.outlet) == ("2020-01-01", "Own")


def test_text_is_verbatim_but_for_what_utf8_cannot_carry() -> None:
    text = "  a\r\nb\x00c\ud800d\n"
    article = build_article({"text": text, "title": "t\udfff"}, SOURCE)
    assert article.text == "  a\r\nb c\ufffdd\n"
    assert len(article.text) == len(text)
    assert article.text.encode("utf-8") and article.title == "t\ufffd"


def test_same_text_under_other_metadata_is_other_content() -> None:
    hashes = {
        build_article({"text": "x", **more}, SOURCE).content
        for more in ({}, {"title": "t"}, {"date": "2020-01-01"}, {"language": "en"})
    }
    assert len(hashes) == 4


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": "x"}, "columns are: body"),
        ({}, "columns are: none"),
        ({"text": None}, "no text"),
        ({"text": 5}, "a number"),
        ({"text": ["x"]}, "a list"),
        ({"text": ""}, "empty"),
        ({"text": " \n\t\u00a0"}, "empty"),
        ({"text": "\x00\x00"}, "empty"),
        ({"text": "x" * (TEXT_LIMIT + 1)}, "10,000,000 characters"),
    ],
)
def test_faults(fields: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        build_article(fields, SOURCE, line=7)
    assert caught.value.place == "some.jsonl:7"
    assert caught.value.remedy
