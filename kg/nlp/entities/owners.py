"""Where a title begins and ends, and whose it is: the words before it, and what stands after "of", "for", "at" behind it.

Invariant: a portfolio is no owner ("minister for the Middle East"), nor is the country that an envoy is sent to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents, Title
from kg.nlp.entities.mentions import Mention
from kg.rules.beside import HYPHENS

_LONGEST, _REACH, _SKIPPED = 7, 10, 4
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
MODIFIERS = frozenset(
    (
        "deputy",
        "vice",
        "acting",
        "interim",
        "former",
        "ex",
        "then",
        "shadow",
        "chief",
        "senior",
        "assistant",
        "caretaker",
        "outgoing",
        "incoming",
        "new",
        "current",
        "incumbent",
        "late",
        "ousted",
        "deposed",
        "general",
        "associate",
        "first",
        "co",
    )
)
"""Words before a title that belong to it."""
_FIRST = ("NN", "JJ", "VBN", "VBG", "CD")
"""Tags (or beginnings of tags) of the words that a title may begin with."""
_BETWEEN = frozenset(("JJ", "JJS", "NN", "NNP", "VBN", "VBG", "HYPH", "RB", "CD"))
_PREPOSITIONS = frozenset(("of", "for", "at", "with", "within", "from", "in", "to", "on", "over", "under", "by"))
_BODY = frozenset(("organization", "group"))


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title and the words that it stands on."""

    title: Title
    start: int
    end: int


class TitleSpans:
    """Titles in one document, by the word that ends them."""

    def __init__(self, doc: Doc, mentions: list[Mention], agents: Agents) -> None:
        self._doc = doc
        self._mentions = mentions
        self._agents = agents
        self.at: dict[int, int] = {}
        """Number of the first mention that holds each word."""
        for n, m in enumerate(mentions):
            for i in range(m["start"], m["end"]):
                known = self.at.get(i)
                # "U.N." of the "U.N. World Food Program" is no owner by itself.
                whose = known is not None and m["proper"] and m["kind"] == mentions[known]["kind"] == "organization"
                if known is None or whose or (mentions[known]["pronoun"] and not m["pronoun"]):
                    self.at[i] = n

    def ending(self, end: int) -> TitleSpan | None:
        """The longest title whose last word stands before `end`."""
        if end < 1:
            return None
        for length in range(min(_LONGEST, end), 0, -1):
            start = end - length
            if not self._may_be(start, end):
                continue
            title = self._agents.title(self._text(start, end), whole=True)
            if title is not None:
                return self._modified(self._head(title, start, end), end)
        return None

    def _may_be(self, start: int, end: int) -> bool:
        words = self._doc[start:end]
        first = words[0]
        if not first.tag_.startswith(_FIRST) or not first.text[0].isalpha():
            return False
        return not any(t.is_space or t.text == "," or (t.is_sent_start and t.i != start) for t in words)

    def _text(self, start: int, end: int) -> str:
        text = self._doc[start:end].text
        for hyphen in HYPHENS:
            text = text.replace(f" {hyphen} ", "-")
        return text

    def _head(self, title: Title, start: int, end: int) -> TitleSpan:
        """ "Fisheries minister": nouns before some titles are part of them, unless they name an actor."""
        span = TitleSpan(title, start, end)
        if not self._agents.heads(title.name.rpartition(" ")[2]):
            return span
        i = start
        while i > 0 and start - i < _SKIPPED and i - 1 not in self.at:
            before = self._doc[i - 1]
            joined = before.tag_ == "CC" and i > 1 and self._doc[i - 2].tag_.startswith(("NN", "JJ"))
            if joined and self._agents.title(self._doc[i - 2].text, whole=True) is not None:
                break
            if before.lower_ in MODIFIERS or self._doc[i].is_sent_start:
                break
            if not (
                before.tag_.startswith(("NN", "JJ")) or before.text in HYPHENS or (joined and i - 2 not in self.at)
            ):
                break
            i -= 1
        return TitleSpan(title, i, end)

    def _modified(self, span: TitleSpan, end: int) -> TitleSpan:
        """A deputy minister is no minister: the words that change a title belong to it."""
        start, title = span.start, span.title
        while start > 0 and not self._doc[start].is_sent_start:
            before = start - 1
            if self._doc[before].text in HYPHENS:
                before -= 1
            if before < 0 or self._doc[before].lower_ not in MODIFIERS or self._taken(before):
                break
            changed = self._agents.title(f"{self._doc[before].lower_} {title.name}")
            if changed is not None:
                title = replace(changed, name=title.name, former=title.former or changed.former)
            start = before
        return TitleSpan(title, start, end)

    def country(self, span: TitleSpan) -> str | None:
        """Country of the described person that a title is the head of: "Kenyan ambassador"."""
        number = self.at.get(span.end - 1)
        mention = self._mentions[number] if number is not None else None
        return (
            mention["country"]
            if mention is not None and not mention["proper"] and mention["kind"] == "person"
            else None
        )

    def _taken(self, i: int) -> bool:
        """Whether a word is inside a name that is not made of such words alone."""
        number = self.at.get(i)
        return number is not None and self._mentions[number]["proper"] and self._mentions[number]["kind"] == "person"


class Owners:
    """Finds whose an office is."""

    def __init__(self, doc: Doc, mentions: list[Mention], titles: TitleSpans) -> None:
        self._doc = doc
        self._mentions = mentions
        self._titles = titles

    def of(self, span: TitleSpan, *, noun: Token | None, until: int | None) -> list[int]:
        """Numbers of the mentions that an office belongs to.

        Args:
            span: The title.
            noun: Its word in the tree, where the tree may tell more.
            until: Where the phrase ends, when a name follows it.
        """
        before = list(self._before(span))
        after = list(self._after(span.end, until))
        fitting = [n for preposition, n in after if self._fits(span, preposition, self._mentions[n])]
        if fitting and self._is_body(fitting[0]):
            # "the French head of the fund" heads the fund.
            named = [n for n, possesses in before if possesses or self._is_body(n)]
            return list(dict.fromkeys([fitting[0], *named])) if span.title.speaks else [fitting[0]]
        if before:
            return [n for n, _ in before]
        if fitting:
            return fitting[:1]
        apposed = self._apposed(span)
        if apposed is not None:
            return [apposed]
        return list(self._in_tree(span, noun)) if noun is not None and not after else []

    def _apposed(self, span: TitleSpan) -> int | None:
        """The body behind a comma: "X, commander, Northern Brigade"."""
        i = span.end
        if not (span.title.leads or span.title.speaks) or i + 1 >= len(self._doc) or self._doc[i].text != ",":
            return None
        comma = span.start > 0 and self._doc[span.start - 1].text == ","
        first = next((k for k in (i + 1, i + 2) if k in self._titles.at), None)
        if first is None or not comma or self._doc[i + 1].pos_ not in ("PROPN", "DET", "ADJ"):
            return None
        mention = self._mentions[self._titles.at[first]]
        named = mention["kind"] == "organization" and mention["proper"] and mention["start"] == first
        return self._titles.at[first] if named else None

    def _is_body(self, number: int) -> bool:
        return self._mentions[number]["kind"] in _BODY

    def _before(self, span: TitleSpan) -> Iterator[tuple[int, bool]]:
        """The name, demonym or possessor before a title or at its beginning, and whether it is a possessor."""
        start = span.start
        inner = self._inside(span)
        if inner is not None:
            yield inner, False
            return
        number = self._titles.at.get(start)
        first = self._mentions[number] if number is not None else None
        if first is not None and first["kind"] in _BODY and first["start"] < start < first["end"] < span.end:
            # "Oslo police" of "Oslo police Lt. X", whose title is "police lieutenant".
            yield self._titles.at[start], False
            return
        if number is not None and self._mentions[number]["start"] < start and self._mentions[number]["proper"]:
            # "Pentagon Press" was taken for a name before "Secretary".
            rest = self._doc[self._mentions[number]["start"] : start]
            if not all(t.lower_ in MODIFIERS for t in rest):
                yield number, False
                return
        i = start
        for _ in range(_SKIPPED):
            if i <= 0 or self._doc[i].is_sent_start:
                return
            before = self._doc[i - 1]
            if before.text in _POSSESSIVE and before.tag_ == "POS":
                owner = self._titles.at.get(i - 2) if i > 1 else None
                if owner is not None:
                    yield owner, True
                return
            number = self._titles.at.get(i - 1)
            if number is not None:
                mention = self._mentions[number]
                owns = mention["pronoun"] and before.tag_ == "PRP$"
                sender = self._titles.at.get(mention["start"] - 1)
                sends = sender is not None and self._mentions[sender]["kind"] in ("country", "organization")
                if sender is not None and sends and span.title.sent and mention["kind"] in ("place", "country"):
                    # "the U.S. Syria envoy" is the first's.
                    yield sender, False
                    return
                if owns or (mention["end"] <= start and not mention["pronoun"] and mention["kind"] != "person"):
                    yield number, bool(owns)
                return
            backed = before.tag_ == "VBN" and i > 1 and self._doc[i - 2].text in HYPHENS
            if before.tag_ not in _BETWEEN or backed:
                # "Soviet-backed President X" is not the Soviet Union's.
                return
            i -= 1

    def _inside(self, span: TitleSpan) -> int | None:
        """A body that a title names itself: "CIA director", "foreign ministry spokesman", "speaker of parliament"."""
        for i in range(span.start, span.end):
            number = self._titles.at.get(i)
            mention = self._mentions[number] if number is not None else None
            police = mention is not None and mention["kind"] == "group" and mention["sector"] == "COP"
            if (
                mention is not None
                and mention["root"] != span.end - 1
                and (police or mention["kind"] == "organization")
            ):
                within = span.start <= mention["start"] and mention["end"] <= span.end
                return number if within and mention["end"] - mention["start"] < span.end - span.start else None
        return None

    def _after(self, end: int, until: int | None) -> Iterator[tuple[str, int]]:
        """Prepositions behind a title with the mention that each governs, in order."""
        i, preposition = end, None
        limit = min(len(self._doc), end + _REACH, until if until is not None else len(self._doc))
        while i < limit:
            token = self._doc[i]
            if token.is_sent_start or token.pos_ in ("VERB", "AUX") or token.is_space:
                return
            if token.lower_ in _PREPOSITIONS:
                preposition = token.lower_
            elif preposition is None:
                if token.tag_ == "CC" or token.text == ",":
                    # "president and chief executive of the bank".
                    other = next((e for e in range(i + 5, i + 1, -1) if self._begins(e, i + 1)), None)
                    if other is None:
                        return
                    i = other
                    continue
                return
            elif token.is_punct and token.text not in HYPHENS:
                return
            number = self._titles.at.get(i)
            if preposition is not None and number is not None and self._mentions[number]["start"] == i:
                mention = self._mentions[number]
                if token.tag_ == "PRP$" and preposition != "of":
                    # "the general, for his role in the deaths of civilians".
                    return
                i = mention["end"]
                if self._describes_unit(mention):
                    # "the director of the Paris office of the fund".
                    continue
                if i + 1 < len(self._doc) and self._doc[i].text in HYPHENS and self._doc[i + 1].tag_ == "VBN":
                    # "the head of the Peru-based Observatory" heads no country.
                    continue
                owned = i < len(self._doc) and self._doc[i].tag_ == "POS"
                if not owned and not mention["pronoun"]:
                    yield preposition, number
                    preposition = ""
                continue
            i += 1

    def _describes_unit(self, mention: Mention) -> bool:
        """Whether a place stands before a noun that is no actor: it tells where the unit is, not what is led."""
        root, end = self._doc[mention["root"]], mention["end"]
        before = mention["kind"] == "place" and root.dep_ in ("compound", "amod", "nmod:desc") and root.head.i >= end
        of = end + 1 < len(self._doc) and self._doc[end + 1].lower_ == "of"
        return before and of and root.head.i == end and root.head.pos_ == "NOUN" and end not in self._titles.at

    def _begins(self, end: int, start: int) -> bool:
        if end > len(self._doc):
            return False
        span = self._titles.ending(end)
        return span is not None and span.start <= start

    def _fits(self, span: TitleSpan, preposition: str, owner: Mention) -> bool:
        """Whether what follows a title's preposition may own it."""
        title, kind = span.title, owner["kind"]
        if title.sent:
            return preposition == "of" or (preposition == "for" and kind in ("organization", "group", "person"))
        if title.national and not title.state:
            return preposition == "of" and (kind == "country" or (kind == "organization" and " " in owner["name"]))
        if title.speaks:
            return preposition in ("of", "for", "at", "with", "from", "to")
        if kind in ("country", "place"):
            return preposition == "of"
        if preposition == "for" and kind == "group" and owner["sector"] in (None, "CVL", "REF"):
            # The commissioner for refugees leads no refugees.
            return False
        return preposition in ("of", "at", "with", "within", "from", "for") or (
            preposition in ("to", "in") and title.member
        )

    def _in_tree(self, span: TitleSpan, noun: Token) -> Iterator[int]:
        """What the tree hangs on a title's word."""
        for child in noun.children:
            prepositions = {c.lower_ for c in child.children if c.dep_ == "case"}
            number = self._titles.at.get(child.i)
            if number is None or self._mentions[number]["pronoun"] or span.start <= child.i < span.end:
                continue
            if child.dep_ in ("nmod:poss", "compound", "amod") and self._mentions[number]["kind"] != "person":
                yield number
            fits = any(self._fits(span, p, self._mentions[number]) for p in prepositions)
            if child.dep_ in ("nmod", "obl") and fits:
                yield number
