from __future__ import annotations

import json

import pytest

from kg.readers import json_file

from .conftest import Read

GOOD = '{"id": "a", "text": "One."}'


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "-"])
def test_lines(reading: Read, name: str) -> None:
    articles, errors = reading(name, GOOD + '\n\n{"id": "b", "text": "Two.", "Date": "2020-02-08"}\n')
    assert not errors
    assert [(a.id, a.text, a.published) for a in articles] == [("a", "One.", None), ("b", "Two.", "2020-02-08")]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ('{"text": "cut', "not valid JSON"),
        ("{}", "no text"),
        ('{"body": "x"}', "columns are: body"),
        ('{"text": 7}', "not a string"),
        ('{"text": {"a": 1}}', "an object"),
        ('{"text": "  "}', "empty"),
        ('["x"]', "not a JSON object"),
        ("null", "not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "x", "a":' + '{"a":' * 100_000, "nested too deeply"),
        ('{"text": "x", "n": ' + "9" * 5_000 + "}", "number that is too long"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(reading: Read, broken: str, words: str) -> None:
    articles, (error,) = reading("a.jsonl", f"{GOOD}\n{broken}\n" + GOOD.replace('"a"', '"c"'))
    assert [a.id for a in articles] == ["a", "c"]
    assert words in error.message and error.line == 2 and error.place.endswith("a.jsonl:2") and error.remedy
    assert error.__traceback__ is None


def test_text_is_verbatim_with_offsets_kept(reading: Read) -> None:
    (article,), _ = reading("a.jsonl", '{"text": " \\r\\na\\u0000b\\ud83dc\\ud83d\\ude00 "}')
    assert article.text == " \r\na b\ufffdc😀 "


def test_raw_control_characters_and_latin_1(reading: Read) -> None:
    articles, errors = reading("a.jsonl", b'{"text": "a\tb"}\n{"text": "caf\xe9 del mar"}\n')
    assert not errors
    assert [a.text for a in articles] == ["a\tb", "café del mar"]


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(reading: Read, code: str) -> None:
    for name in ("a.jsonl", "a.json"):
        (article,), errors = reading(name, '{"text": "één"}\n'.encode(code))
        assert not errors and article.text == "één"


@pytest.mark.parametrize("name", ["a.json", "-"])
def test_array(reading: Read, name: str) -> None:
    articles, (error,) = reading(name, json.dumps([{"text": "One."}, {"title": "x"}, {"text": "Two."}], indent=1))
    assert [a.text for a in articles] == ["One.", "Two."]
    assert error.key == "item 2"


@pytest.mark.parametrize("name", ["a.json", "-"])
def test_one_object_over_many_lines(reading: Read, name: str) -> None:
    (article,), errors = reading(name, json.dumps({"text": "One.", "title": "T"}, indent=2))
    assert not errors and (article.text, article.title) == ("One.", "T")


def test_empty_array_holds_nothing(reading: Read) -> None:
    assert reading("a.json", "[]") == ([], [])


@pytest.mark.parametrize(
    ("content", "line"),
    [('[{"text": "x"},\n {"text": }]', 2), ('"words"', None), ("[" * 100_000, None), ("", None), (" \n", None)],
)
def test_broken_file(reading: Read, content: str, line: int | None) -> None:
    articles, (error,) = reading("a.json", content)
    assert not articles and error.line == line and error.remedy


def test_a_file_beyond_the_limit(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "FILE_LIMIT", 100)
    articles, (error,) = reading("a.json", json.dumps([{"text": "x" * 200}]))
    assert not articles and error.remedy is not None and ".jsonl" in error.remedy


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_a_binary_file_is_one_error(reading: Read, name: str) -> None:
    articles, (error,) = reading(name, b"PK\x03\x04\n\n\n\n" * 50)
    assert not articles and "ZIP" in error.message
