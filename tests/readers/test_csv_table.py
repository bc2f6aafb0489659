from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_delimiters(reading: Read, name: str, delimiter: str) -> None:
    rows = [
        ["id", "Text", " title", "date"],
        ["1", '"One, two; three\tfour."', "T", "2020-02-08"],
        ["2", "Five.", "", ""],
    ]
    articles, errors = reading(name, "\ufeff" + "\r\n".join(delimiter.join(r) for r in rows))
    assert not errors
    assert [(a.id, a.text, a.title, a.published) for a in articles] == [
        ("1", "One, two; three\tfour.", "T", "2020-02-08"),
        ("2", "Five.", None, None),
    ]


def test_fields_with_line_breaks_and_the_lines_of_faulty_rows(reading: Read) -> None:
    content = 'id,text\n1,"a\nb ""c"""\n\n2,\n3,x,y\n4,"d\n\ne"\n5\n6,f\n'
    articles, errors = reading("a.csv", content)
    assert [(a.id, a.text) for a in articles] == [("1", 'a\nb "c"'), ("4", "d\n\ne"), ("6", "f")]
    assert [(e.line, e.message.split(";")[0]) for e in errors] == [
        (5, "the text is empty"),
        (6, "the row has 3 fields, the header 2"),
        (10, "there is no text"),
    ]


def test_a_big_field(reading: Read) -> None:
    text = "word " * 200_000
    (article,), errors = reading("a.csv", f'id,text\n1,"{text}"\n')
    assert not errors and article.text == text


def test_without_text_the_columns_are_named(reading: Read) -> None:
    articles, (error,) = reading("a.csv", "id;body;title\n1;x;y\n")
    assert not articles
    assert "id, body, title" in error.message and error.line == 1 and error.remedy


def test_only_a_header_holds_nothing(reading: Read) -> None:
    assert reading("a.csv", "id,text\n") == ([], [])


def test_one_column(reading: Read) -> None:
    articles, errors = reading("a.csv", "text\nOne.\nTwo.\n")
    assert not errors and [a.text for a in articles] == ["One.", "Two."]


def test_an_open_quotation_mark_takes_the_rest(reading: Read) -> None:
    articles, errors = reading("a.csv", 'id,text\n1,"open\n' + "x" * 10_000_001 + "\n2,y\n")
    assert any("quotation mark" in (e.remedy or "") for e in errors)
    assert all(a.text == "y" for a in articles)


def test_latin_1(reading: Read) -> None:
    (article,), _ = reading("a.csv", "text\ncafé\n".encode("cp1252"))
    assert article.text == "café"


def test_rows_that_end_in_carriage_returns(reading: Read) -> None:
    articles, errors = reading("a.csv", 'id,text\r1,"a\rb\r\nc"\r2,d\r')
    assert not errors and [a.text for a in articles] == ["a\rb\r\nc", "d"]


def test_a_header_beyond_the_limit(reading: Read) -> None:
    articles, (error,) = reading("a.csv", "x" * 10_000_002)
    assert not articles and "header" in error.message
