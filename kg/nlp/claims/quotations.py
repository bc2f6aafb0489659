"""What stands in quotation marks, in a statement or behind a speaker's name and a colon, and where its speaker is told.

Invariant: marks are paired inside a paragraph; a quotation that a paragraph leaves open goes on where the next one begins
with a mark again (and, in curly marks, to the next closing one). Nothing here knows entities: it says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_OPEN, _CLOSE, _EITHER = frozenset(("“", "„", "«", "``")), frozenset(("”", "»", "''")), frozenset(('"',))
_ENDS = frozenset((".", "!", "?", "…"))
_BULLETS = frozenset(("*", "-", "–", "—", "•", "·", "#", "##", "###"))
_SHORTEST = 5
"""Tokens of a paragraph of a statement: what is shorter and ends without a mark is a heading, and the statement is over."""

_LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` (exclusive) that somebody is quoted with, without the marks.

    Attributes:
        start: First token.
        end: Token behind the last.
        paragraph: Number of its paragraph.
        open: The paragraph ends before the quotation does.
        marked: In quotation marks; else a statement behind a colon.
    """

    start: int
    end: int
    paragraph: int
    open: bool = False
    marked: bool = True


def paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Tokens of each paragraph, without the white space around it; empty ones are left out."""
    out: list[tuple[int, int]] = []
    start = 0
    for i in range(len(doc) + 1):
        if i < len(doc) and not (doc[i].is_space and "\n" in doc[i].text):
            continue
        a, b = start, i
        while a < b and doc[a].is_space:
            a += 1
        while b > a and doc[b - 1].is_space:
            b -= 1
        if a < b:
            out.append((a, b))
        start = i + 1
    return _joined(doc, out)


def _joined(doc: Doc, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that were only wrapped are one paragraph: they end in the middle of a sentence and go on in lower case."""
    out: list[tuple[int, int]] = []
    for a, b in lines:
        if out and doc[out[-1][1] - 1].is_alpha and doc[a].is_lower:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def quotations(doc: Doc, lines: list[tuple[int, int]]) -> list[Quotation]:
    """Quotations in marks, in text order; `lines` are the paragraphs."""
    out: list[Quotation] = []
    for number, (a, b) in enumerate(lines):
        start: int | None = None
        held = bool(out) and out[-1].open and out[-1].paragraph == number - 1
        for i in range(a, b):
            side = _side(doc[i], inside=start is not None)
            if side == "close" and held:
                start = a
            if side == "open" and start is None:
                start = i + 1
            elif side == "close" and start is not None:
                if i > start:
                    out.append(Quotation(start, i, number))
                start = None
            held = held and side is None
        if start is not None and b > start:
            out.append(Quotation(start, b, number, open=True))
    return out


def _side(token: Token, *, inside: bool) -> str | None:
    """Whether a token opens or closes a quotation; a straight mark is judged by the spaces around it."""
    text = token.text
    if text in _OPEN:
        return "open"
    if text in _CLOSE:
        return "close"
    if text not in _EITHER:
        return None
    before = token.i == 0 or bool(token.doc[token.i - 1].whitespace_) or token.doc[token.i - 1].is_space
    after = bool(token.whitespace_) or token.i + 1 == len(token.doc) or token.doc[token.i + 1].is_space
    if before != after:
        return "open" if before else "close"
    return "close" if inside else "open"


def statements(doc: Doc, lines: list[tuple[int, int]], marked: list[Quotation]) -> Iterator[tuple[int, Quotation]]:
    """Paragraphs without marks behind one that ends in a colon: the place of the colon, and each paragraph.

    They go on until a paragraph with a quotation, a list or a heading.
    """
    quoted = {q.paragraph for q in marked}
    colon: int | None = None
    for number, (a, b) in enumerate(lines):
        if number in quoted or doc[a].text in _BULLETS or doc[a].is_digit or not _is_prose(doc, a, b):
            colon = None
        elif colon is not None and doc[b - 1].text != ":":
            yield colon, Quotation(a, b, number, marked=False)
        if doc[b - 1].text == ":" and number not in quoted:
            colon = b - 1


def _is_prose(doc: Doc, a: int, b: int) -> bool:
    return b - a >= _SHORTEST and (doc[b - 1].text in _ENDS or doc[b - 1].text in {":", *_CLOSE, *_EITHER})


def before(doc: Doc, q: Quotation, lines: list[tuple[int, int]], earliest: int) -> tuple[int, int, bool]:
    """Tokens that may introduce a quotation: from, to, and whether a colon stands between.

    They are those of its sentence that stand before it, or of the paragraph before when that ends in a colon or comma.
    """
    a = lines[q.paragraph][0]
    end = q.start - 1 if q.marked else q.start
    if end <= a and q.paragraph and doc[lines[q.paragraph - 1][1] - 1].text in (":", ","):
        a, end = lines[q.paragraph - 1]
    colon = end > a and doc[end - 1].text == ":"
    start = end - 1 if end > a and doc[end - 1].text in (":", ",") else end
    while start > max(a, earliest) and doc[start - 1].text not in _ENDS and not doc[start - 1].is_quote:
        start -= 1
    return start, end, colon


def after(doc: Doc, q: Quotation, lines: list[tuple[int, int]], latest: int) -> tuple[int, int]:
    """Tokens that may name the speaker behind a quotation: to the end of their sentence or the next quotation.

    Empty where the quotation ends a sentence of its own.
    """
    b = lines[q.paragraph][1]
    start = q.end + 1
    goes_on = doc[q.end - 1].text in (",", "?", "!", "-", "—", "–") or (start < b and doc[start].text == ",")
    goes_on = goes_on or (start < b and doc[start].is_lower)
    if start < b and doc[start].text == ",":
        start += 1
    if q.open or start >= b or not goes_on or doc[start].tag_ in ("CC", "IN"):
        return start, start
    end = start
    while end < min(b, latest) and (doc[end].text not in _ENDS or _is_abbreviation(doc, end, b)):
        end += 1
    return start, end


def _is_abbreviation(doc: Doc, i: int, end: int) -> bool:
    """Whether a full stop belongs to a title that the tokenizer did not know: "said Spc. Reyes"."""
    short = 0 < i < end - 1 and doc[i - 1].text[0].isupper() and len(doc[i - 1]) < _LONGEST_TITLE
    return short and doc[i + 1].pos_ == "PROPN"


def whole(doc: Doc, q: Quotation) -> bool:
    """Whether a quotation is a sentence of its own and not some words of another's."""
    at = q.start
    return q.end - q.start >= _SHORTEST and (doc[at].text[:1].isupper() or doc[at].is_punct) and not doc[at].is_space
