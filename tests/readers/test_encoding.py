from __future__ import annotations

import codecs
import io

import pytest

from kg.errors import InputError
from kg.readers import encoding
from kg.readers.encoding import decode, lines

WORDS = "Müller said “no” – naïve café\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "utf-32", "cp1252"],
)
def test_decode(data: bytes) -> None:
    assert decode(data, "f") == WORDS


def test_a_declared_encoding_is_tried_before_western_text() -> None:
    assert decode("Привет, мир".encode("cp1251"), "f", declared="windows-1251") == "Привет, мир"
    assert decode("café".encode("cp1252"), "f", declared="no-such-encoding") == "café"


def test_a_broken_byte_in_utf8_does_not_turn_the_rest_into_8_bit_text() -> None:
    assert decode("“quoted” words ".encode() + b"\xff", "f") == "“quoted” words \ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"words\x00words",
        bytes(range(1, 9)) * 20,
        bytes(range(128, 256)) * 9,
        b"%PDF-1.7 words",
        b"\x89PNG\r\n",
        b"PK\x03\x04 words",
        b"{\\rtf1 words}",
    ],
)
def test_binary_is_refused_with_name_and_remedy(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "photo.txt")
    assert caught.value.file == "photo.txt"
    assert caught.value.remedy


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_lines(mark: bytes) -> None:
    data = mark + "één\r\n\ntwo".encode()
    assert [(n, line) for n, line in lines(io.BytesIO(data), data[:10], "f")][1:] == [(2, "\n"), (3, "two")]


def test_lines_of_utf16() -> None:
    data = "één\ntwo\n".encode("utf-16")
    assert list(lines(io.BytesIO(data), data[:10], "f")) == [(1, "één\n"), (2, "two\n")]


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_line_that_is_too_long_is_an_error_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(encoding, "LINE_LIMIT", 10)
    data = ("a\n" + "b" * 35 + "\nc\n").encode(code)
    found = list(lines(io.BytesIO(data), data[:10], "f"))
    assert [n for n, _ in found] == [1, 2, 3]
    assert isinstance(found[1][1], InputError) and found[1][1].line == 2
    assert found[2][1] == "c\n"
