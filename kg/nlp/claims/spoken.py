"""Quotations of one document with their speakers, and who stands behind "we" and "us" in them.

Invariant: a quotation whose speaker the text does not tell has none; outside quotations there is no "we" but that of a clause
that a verb of speech governs, and that of a statement's issuer (see `issuer`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.nlp.claims.issuer import issuer
from kg.nlp.claims.quotations import Quotation, after, before, paragraphs, quotations, statements, whole
from kg.nlp.claims.view import ACTS, View

if TYPE_CHECKING:
    from kg.nlp.claims.attribution import AttributionReader

Levels = list[list[str]]
"""Chains of those who say something together, first hand first."""
_DASHES = frozenset(("-", "–", "—", "--", "―"))
_TAG = 20
"""Tokens that a tag behind a quotation has at most."""
_LABELLED = frozenset(("person", "organization", "group"))


class Spoken:
    """Who says what stands at a position."""

    def __init__(self, view: View, reader: AttributionReader) -> None:
        self._view, self._reader = view, reader
        self._lines = paragraphs(view.doc)
        marked = quotations(view.doc, self._lines)
        self._marks = frozenset(i for q in marked for i in range(q.start, q.end))
        self._at: dict[int, tuple[Quotation, Levels]] = {}
        self._assign(marked)
        self._state(marked)
        self._labels(marked)

    def at(self, i: int) -> tuple[Quotation, Levels] | None:
        """The quotation around a token, with its speakers; None where nobody is known to speak."""
        return self._at.get(i)

    def in_marks(self, i: int) -> bool:
        """Whether a token stands in quotation marks."""
        return i in self._marks

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Tokens of each paragraph."""
        return self._lines

    def _put(self, q: Quotation, speakers: Levels) -> None:
        if speakers:
            for i in range(q.start, q.end):
                self._at.setdefault(i, (q, speakers))

    def _assign(self, marked: list[Quotation]) -> None:
        """Speakers of quotations: those of a tag beside it, else those of the quotation that it goes on from."""
        told = [self._tagged(n, marked) for n in range(len(marked))]
        for n in range(len(marked) - 2, -1, -1):
            if marked[n].open and not told[n] and _follows(marked[n], marked[n + 1]):
                told[n] = told[n + 1]
        for n, q in enumerate(marked):
            if not told[n] and whole(self._view.doc, q):
                told[n] = self._going_on(n, marked, told)
            self._put(q, told[n])

    def _state(self, marked: list[Quotation]) -> None:
        """Statements: they end where the speaker is told of by name."""
        over: set[int] = set()
        for colon, q in statements(self._view.doc, self._lines, marked):
            speakers = self._introduced(*self._sentence(colon), colon=True, marked=False)
            names = {c for level in speakers for c in level}
            if any((m := self._view.covering(i)) is not None and m["chain"] in names for i in range(q.start, q.end)):
                over.add(colon)
            if colon not in over:
                self._put(q, speakers)

    def _tagged(self, n: int, marked: list[Quotation]) -> Levels:
        doc, q = self._view.doc, marked[n]
        earliest = marked[n - 1].end + 1 if n else 0
        latest = marked[n + 1].start - 1 if n + 1 < len(marked) else len(doc)
        start, end, colon = before(doc, q, self._lines, earliest)
        behind = after(doc, q, self._lines, latest)
        closely = colon or (end > start and (doc[end - 1].text == "," or self._reader.is_speech(doc[end - 1])))
        here = start >= self._lines[q.paragraph][0]
        introduced = self._introduced(start, end, colon=colon, marked=here) if closely or whole(doc, q) else []
        if introduced and (colon or doc[end - 1].text == "," or behind[0] == behind[1]):
            return introduced
        for i in range(*behind):
            if self._reader.is_speech(doc[i]):
                found = self._reader.tag(doc[i], self._view) or self._named(i + 1, behind[1])
                if found:
                    return found
                break
        return introduced or self._signed(q)

    def _introduced(self, start: int, end: int, *, colon: bool, marked: bool = True) -> Levels:
        """Speakers of the last verb of speech in these tokens.

        Before a colon also those whose statement it is; before marks behind a colon of the same paragraph (`marked`) those of
        the main verb, or a name alone.
        """
        tokens = [self._view.doc[i] for i in range(end - 1, start - 1, -1)]
        for token in tokens:
            if self._reader.is_speech(token) or self._reader.utters(token):
                found = self._reader.tag(token, self._view)
                if not found and token.i + 2 >= end:
                    found = self._named(start, token.i)
                if found:
                    return found
        if not colon:
            return []
        for token in tokens:
            found = self._reader.statement(token, self._view)
            if not found and marked and token.dep_ == "ROOT" and token.pos_ == "VERB":
                found = self._reader.tag(token, self._view)
            if found:
                return found
        return self._named(start, end) if marked and not any(t.pos_ in ("VERB", "AUX") for t in tokens) else []

    def _named(self, start: int, end: int) -> Levels:
        """The first actor that begins in these tokens."""
        for i in range(start, end):
            m = self._view.covering(i)
            if m is not None and m["start"] >= start and m["chain"] and self._view.kind(m) in ACTS:
                return [[m["chain"]]]
        return []

    def _signed(self, q: Quotation) -> Levels:
        """The name behind a dash behind a quotation."""
        doc, at = self._view.doc, q.end + 1
        while at < len(doc) and (doc[at].is_space or doc[at].text in _DASHES):
            at += 1
        dashed = at > q.end + 1 and any(doc[i].text in _DASHES for i in range(q.end + 1, at))
        m = self._view.covering(at) if dashed and at < len(doc) else None
        return [[m["chain"]]] if m is not None and m["chain"] and self._view.kind(m) == "person" else []

    def _going_on(self, n: int, marked: list[Quotation], told: list[Levels]) -> Levels:
        """Speakers of a quotation without a tag: those of the quotation before it or of the sentence before."""
        q = marked[n]
        if n and told[n - 1] and _follows(marked[n - 1], q) and self._near_end(marked[n - 1], q):
            return told[n - 1]
        above = self._lines[q.paragraph - 1][1] if q.paragraph else 0
        last = q.start - 2 if q.start - 1 > self._lines[q.paragraph][0] else above - 1
        if last <= 0 or any(other.start <= last <= other.end for other in marked):
            return []
        start = last - 1 if q.start - 1 > self._lines[q.paragraph][0] else self._lines[q.paragraph - 1][0]
        return self._introduced(min(start, self._sentence(last)[0]), last + 1, colon=False)

    def _near_end(self, one: Quotation, other: Quotation) -> bool:
        """Whether nothing but a tag stands between a quotation and the next paragraph with one."""
        return one.paragraph == other.paragraph or self._lines[one.paragraph][1] - one.end < _TAG

    def _sentence(self, i: int) -> tuple[int, int]:
        sentence = self._view.doc[i].sent
        return sentence.start, i + 1

    def _labels(self, marked: list[Quotation]) -> None:
        """Paragraphs that begin with a speaker and a colon: turns of a transcript, headlines."""
        doc, quoted = self._view.doc, {q.paragraph for q in marked}
        for number, (a, b) in enumerate(self._lines):
            m = self._view.covering(a)
            if number in quoted or m is None or not m["chain"] or self._view.kind(m) not in _LABELLED:
                continue
            if m["end"] + 1 < b and doc[m["end"]].text == ":":
                self._put(Quotation(m["end"] + 1, b, number, marked=False), [[m["chain"]]])


def give_voices(view: View, reader: AttributionReader) -> None:
    """Let "we" and "I" stand for who speaks: an office holder's "we" is whom the office belongs to."""
    issuers: dict[bool, str | None] = {}
    for token in view.doc:
        if token.lower_ not in _FIRST or token.pos_ != "PRON" or view.at(token, shared=False):
            continue
        many = token.lower_ in _MANY
        speakers = reader.voices(token, view)
        if not speakers and not reader.spoken(view).in_marks(token.i):
            if many not in issuers:
                issuers[many] = issuer(view, reader, many=many)
            found = issuers[many]
            speakers = [found] if found is not None else []
        if speakers:
            side = _side(speakers[0], view) if many else speakers[0]
            if side is not None:
                view.give_voice(token, side)


_MANY = frozenset(("we", "us"))
_FIRST = _MANY | frozenset(("i", "me"))


def _side(chain: str, view: View) -> str | None:
    """Whom somebody speaks for: himself, or what he leads or speaks for; None where the text does not say what that is."""
    speaks = False
    for office in view.doc._.kg_offices:
        holder = office["holder"]
        if holder is None or view.mentions[holder]["chain"] != chain or office["former"]:
            continue
        if office["leads"] or office["speaks"]:
            speaks = True
            owners = [view.mentions[n]["chain"] for n in office["of"]] or _named_in(office, view)
            owners = owners or _countries(office["country"], view)
            found = [c for c in owners if c in view.chains and view.chains[c]["kind"] in ACTS]
            if found:
                return str(found[0])
    return None if speaks else chain


def _named_in(office: dict[str, Any], view: View) -> list[str]:
    """The body that the article tells of and whose name the title begins with: "Coast Guard spokesman"."""
    return [
        chain
        for m in view.mentions
        if (chain := m["chain"]) is not None
        and view.chains[chain]["kind"] == "organization"
        and not office["start"] <= m["root"] < office["end"]
        and any(office["title"].startswith(f"{form.lower()} ") for form in view.chains[chain]["aliases"])
    ]


def _countries(code: str | None, view: View) -> list[str]:
    return [c["id"] for c in view.chains.values() if code and c["kind"] == "country" and c["country"] == code]


def _follows(one: Quotation, other: Quotation) -> bool:
    """Whether nothing but a tag can stand between two quotations: in one paragraph, or in two that follow."""
    return other.paragraph - one.paragraph <= 1
