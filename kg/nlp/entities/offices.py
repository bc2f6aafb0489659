"""Titles and what they say: who holds which office of what ("Turkish President X", "X, a spokesman for the ministry").

A title stands left of a name, before it with what it is of, after it in apposition, or in a predicate. Words beside words
decide wherever they can; the tree is asked only for what stands farther off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents, Title
from kg.nlp.entities.mentions import Mention
from kg.nlp.entities.owners import MODIFIERS, Owners, TitleSpan, TitleSpans

Office = dict[str, Any]
_FAR, _STACKED = 12, 3
_OF_THEIRS = frozenset(
    (
        "special envoy",
        "envoy",
        "special representative",
        "representative",
        "attorney",
        "lawyer",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "member",
        "official",
    )
)
_FORMER = frozenset(("former", "ex", "ex-", "then", "late", "ousted", "deposed", "formerly", "one-time", "erstwhile"))
_OPENS, _CLOSES = frozenset((",", "(", "-", "–", "—")), frozenset((",", ".", ";", ")", "-", "–", "—"))
_GOES_ON = frozenset(("of", "for", "at", "to", "with", "from", "and", "in", "who", "until", "since", "when", "whose"))
_MISSION = re.compile(r"\b(?:Embassy|Consulate|Mission|embassy|consulate|mission)\b")
_BECOMES = frozenset(
    (
        "become",
        "elect",
        "appoint",
        "name",
        "remain",
        "reelect",
        "re-elect",
        "reappoint",
        "serve",
        "succeed",
        "act",
        "work",
        "retire",
        "return",
        "install",
        "confirm",
        "be",
    )
)
_PERSONAL = frozenset(("he", "she", "who"))
_UNDER = re.compile(r"^(?:first )?(?:deputy|vice)[ -]+")
_INSIDE = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "CC", "POS", "-LRB-", "-RRB-", "HYPH", "CD", "TO"))


class OfficeFinder:
    """Finds the offices of one document, given its mentions."""

    def __init__(self, doc: Doc, mentions: list[Mention], agents: Agents) -> None:
        self._doc = doc
        self._mentions = mentions
        self._agents = agents
        self._titles = TitleSpans(doc, mentions, agents)
        self._owners = Owners(doc, mentions, self._titles)

    def find(self) -> Iterator[Office]:
        """Offices, those of names first; the holder takes on sector and country of its office."""
        inside: dict[int, int] = {}
        persons = [(n, m) for n, m in enumerate(self._mentions) if m["kind"] == "person" and not m["pronoun"]]
        for number, mention in persons:
            if not mention["proper"]:
                continue
            known: set[int] = set()
            for office in self._of_name(number, mention):
                if office["start"] not in known:
                    known.update(range(office["start"], office["end"]))
                    inside.update((i, number) for i in range(office["start"], office["end"]))
                    yield office
            if not known and mention["sector"] is None:
                self._belongs(mention)
        for number, mention in enumerate(self._mentions):
            if mention["pronoun"] and self._doc[mention["root"]].lower_ in _PERSONAL:
                # "She became mayor of Gao."
                yield from self._in_tree(number, mention)
        for number, mention in persons:
            if mention["proper"]:
                continue
            if mention["root"] in inside:
                # "the U.S. Secretary" of "U.S. Secretary of State Kerry" is Kerry.
                mention.update(name=self._mentions[inside[mention["root"]]]["name"], proper=True)
                continue
            span = self._titles.ending(mention["root"] + 1)
            if span is not None:
                yield self._office(number, span, noun=self._doc[mention["root"]])

    def _of_name(self, number: int, mention: Mention) -> Iterator[Office]:
        left = list(self._left(number, mention))
        # "A spokesman for President X": whoever has a title of her own before her name has not the one before that.
        yield from left or self._left_with_owner(number, mention)
        yield from self._right(number, mention)
        yield from self._in_tree(number, mention)

    def _left(self, number: int, mention: Mention) -> Iterator[Office]:
        """Titles left of a name: "President X", "Kenya's prime minister, X,", "ministry spokesman Colonel X"."""
        end = mention["start"]
        for _ in range(_STACKED):
            comma = end == mention["start"] and end > 1 and self._doc[end - 1].text == "," and self._closed(mention)
            span = self._titles.ending(end - 1 if comma else end)
            if span is None or (comma and span.title.plain):
                return
            if span.title.plain:
                mention["gender"] = mention["gender"] or span.title.gender
            else:
                self._extend(mention, span.start)
            yield self._office(number, span)
            end = span.start

    def _left_with_owner(self, number: int, mention: Mention) -> Iterator[Office]:
        """A title with what it is of before a name: "Minister of Education X", "the president of the region, X,"."""
        end = mention["start"]
        if end > 1 and self._doc[end - 1].text == "," and self._closed(mention):
            end -= 1
        for i in range(end - 2, max(0, end - _FAR), -1):
            token = self._doc[i]
            if token.tag_ not in _INSIDE or self._doc[i + 1].is_sent_start:
                return
            if token.lower_ not in ("of", "for", "at", "to"):
                continue
            span = self._titles.ending(i)
            if span is not None and not span.title.plain:
                office = self._office(number, span, until=end)
                self._extend(mention, span.start)
                yield office
                return

    def _right(self, number: int, mention: Mention) -> Iterator[Office]:
        """A title after a name: "X, the president of Y", "X (Y's coach)"."""
        first = mention["end"]
        if first >= len(self._doc) or self._doc[first].text not in _OPENS:
            return
        for end in range(first + 2, min(len(self._doc), first + _FAR)):
            last = self._doc[end - 1]
            if last.is_sent_start or last.is_punct or last.is_space:
                return
            if last.pos_ in ("VERB", "AUX", "ADP") and last.lower_ not in MODIFIERS:
                return
            after = self._doc[end]
            goes_on = after.text in _CLOSES or after.lower_ in _GOES_ON or after.pos_ in ("VERB", "AUX")
            if last.tag_ in ("NN", "NNP") and goes_on and end - 1 != first:
                span = self._titles.ending(end)
                if span is not None and span.start > first and not span.title.plain and not self._next_ones(last):
                    yield self._office(number, span, noun=last)
                    return

    def _in_tree(self, number: int, mention: Mention) -> Iterator[Office]:
        """A title that the tree ties to a name: "X, long the feared president of Y", "X was elected mayor of Y"."""
        root = self._doc[mention["root"]]
        near = [c for c in root.children if c.dep_ == "appos"]
        if root.dep_ == "appos":
            near.append(root.head)
        if root.dep_ in ("nsubj", "nsubj:pass"):
            head = root.head
            if any(c.dep_ == "cop" for c in head.children):
                near.append(head)
            elif head.lemma_ in _BECOMES:
                near.extend(c for c in head.children if c.dep_ in ("xcomp", "obj", "obl") and c.i > head.i)
            # "As head of the bank, X …"
            near.extend(c for c in head.children if c.dep_ == "obl" and c.i < root.i and _is_role(c))
        for noun in near:
            if noun.pos_ in ("NOUN", "PROPN") and noun.tag_ in ("NN", "NNP") and noun.i != root.i:
                span = self._titles.ending(noun.i + 1)
                mine = noun.i < root.i or not self._next_ones(noun)
                if span is not None and not span.title.plain and mine:
                    yield self._office(number, span, noun=noun)

    def _next_ones(self, noun: Token) -> bool:
        """Whether a title is that of the name behind it: "Senator Reyes, Secretary of Transport Ana Berg and …"."""
        for child in noun.children:
            number = self._titles.at.get(child.i) if child.dep_ in ("appos", "flat") and child.i > noun.i else None
            named = number is not None and self._mentions[number]["kind"] == "person"
            if named and self._doc[child.i - 1].text != ",":
                return True
        return False

    def _closed(self, mention: Mention) -> bool:
        """Whether a name in apposition ends where its mention does."""
        end = mention["end"]
        if end >= len(self._doc) or self._doc[end].text in _CLOSES:
            return True
        # "Malaysia's prime minister, X said": the second comma is often left out.
        return self._doc[end].pos_ in ("VERB", "AUX")

    def _belongs(self, mention: Mention) -> None:
        """ "X of the Green Party", "the Green Party's X": no office, but a sector."""
        for child in self._doc[mention["root"]].children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and cases & {"of", "from", "with", "for", "at"}):
                number = self._titles.at.get(child.i)
                if number is not None and self._mentions[number]["kind"] == "organization":
                    self._take(mention, [number])

    def _take(self, mention: Mention, owners: list[int]) -> None:
        """A holder is of the country of its office, and of the sector where it has none."""
        for n in owners:
            mention["country"] = mention["country"] or self._mentions[n]["country"]
            if self._mentions[n]["kind"] == "organization":
                mention["sector"] = mention["sector"] or self._mentions[n]["sector"]

    def _extend(self, mention: Mention, start: int) -> None:
        """The name with its title, and with what stands before it, are further forms of the name."""
        mention["extra"].append(self._doc[start : mention["end"]].text)
        before = self._doc[start - 1] if start else None
        if before is not None and start - 1 in self._titles.at and before.tag_ != "POS":
            owner = self._mentions[self._titles.at[start - 1]]
            mention["extra"].append(self._doc[owner["start"] : mention["end"]].text)
            mention["extra"].append(self._doc[owner["start"] : mention["start"]].text.rstrip(" ,"))

    def _office(self, number: int, span: TitleSpan, *, noun: Token | None = None, until: int | None = None) -> Office:
        holder, title = self._mentions[number], span.title
        former = title.former or any(t.lower_ in _FORMER for t in self._doc[max(0, span.start - 3) : span.end])
        owners = [n for n in self._owners.of(span, noun=noun, until=until) if n != number]
        words = self._doc[span.start : span.end].text.lower()
        if not holder["pronoun"]:
            self._tell(holder, title, owners, former=former, described=noun is not None and not holder["proper"])
            holder.setdefault("titles", []).append(words)
        leads, speaks, member = self._relations(span, owners)
        return {
            "holder": number, "of": owners, "start": span.start, "end": span.end, "title": words, "leads": leads,
            "speaks": speaks, "member": member, "former": former, "national": title.national, "state": title.state,
            "country": self._titles.country(span), "deputy": member and self._is_deputy(words),
        }  # fmt: skip

    def _is_deputy(self, words: str) -> bool:
        """Whether a title is that of a leader's deputy: "deputy governor", "vice mayor", no "vice admiral" or "deputy sheriff"."""
        rest = _UNDER.sub("", words, count=1)
        over = self._agents.title(rest, whole=True) if rest != words else None
        return over is not None and over.leads and over.sector not in ("COP", "MIL")

    def _relations(self, span: TitleSpan, owners: list[int]) -> tuple[bool, bool, bool]:
        """Whether the holder leads, speaks for, or only belongs to what the office is of.

        An envoy at the head of an embassy leads it; a firm's representative speaks for it.
        A commissioner of a union of states is one of many, and so is "a
        commander" or "a leader" of something.
        """
        title, theirs = span.title, [self._mentions[n] for n in owners]
        leads, speaks, member = title.leads, title.speaks, title.member
        if title.sent and any(_MISSION.search(m["name"]) for m in theirs if m["kind"] == "organization"):
            return True, False, False
        if title.name == "representative" and any(_is_represented(m) for m in theirs):
            return False, True, False
        shared = title.name == "commissioner" and any(m["sector"] == "IGO" for m in theirs)
        first = min([span.start, *(m["start"] for m in theirs)])
        if leads and not title.state and (shared or (first > 0 and self._doc[first - 1].lower_ in ("a", "an"))):
            return False, speaks, True
        return leads, speaks, member

    def _tell(self, holder: Mention, title: Title, owners: list[int], *, former: bool, described: bool) -> None:
        """What an office says of its holder: sector, gender, country."""
        theirs = [self._mentions[n] for n in owners]
        sector = title.sector
        if sector in (None, "BUS") or title.name in _OF_THEIRS:
            # A party's chairman is a politician, a ministry's spokesman an official.
            own = next((m["sector"] for m in theirs if m["sector"] and m["kind"] not in ("person", "pronoun")), None)
            sector = own or sector or ("GOV" if any(m["kind"] == "country" for m in theirs) else None)
        if sector is not None and (holder["sector"] is None or not described):
            holder["sector"] = "ELI" if former and title.leads and sector == "GOV" else sector
        holder["gender"] = holder["gender"] or title.gender
        holder["country"] = holder["country"] or next((m["country"] for m in theirs if m["country"]), None)


def _is_represented(owner: Mention) -> bool:
    """Whether a representative speaks for it: for a firm or a person, not of a people in parliament."""
    return owner["kind"] == "organization" and owner["sector"] not in ("LEG", "GOV", "PTY")


def _is_role(token: Token) -> bool:
    """Whether a word tells as what somebody acts: "as head of the bank"."""
    return any(c.dep_ == "case" and c.lower_ == "as" for c in token.children)
