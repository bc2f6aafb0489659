"""Titles and what they say: who holds which office of what ("Turkish President X", "X, a spokesman for the ministry")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents, Title
from kg.nlp.entities.mentions import Mention

Office = dict[str, Any]
_LONGEST = 4
_FAR = 10
_OF_THEIRS = frozenset(
    ("representative", "attorney", "lawyer", "spokesman", "spokeswoman", "spokesperson", "member", "official")
)
_FORMER = frozenset(("former", "ex", "ex-", "then", "late", "ousted", "deposed"))


class OfficeFinder:
    """Finds the offices of one document, given its mentions."""

    def __init__(self, doc: Doc, mentions: list[Mention], agents: Agents) -> None:
        self._doc = doc
        self._mentions = mentions
        self._agents = agents
        self._at: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for n, m in enumerate(mentions):
            for i in range(m["start"], m["end"]):
                self._at.setdefault(i, n)
            self._ends.setdefault(m["end"], n)

    def find(self) -> Iterator[Office]:
        """Offices in order of their holders; the holder takes on sector and country of its office."""
        for number, mention in enumerate(self._mentions):
            if mention["kind"] != "person" or mention["pronoun"]:
                continue
            if not mention["proper"]:
                office = self._of_noun(number, self._doc[mention["root"]])
                if office is not None:
                    yield office
                continue
            office = self._before(number, mention) or self._apposed(number, mention) or self._before_of(number, mention)
            if office is not None:
                yield office
            elif mention["sector"] is None:
                self._belongs(mention)

    def _before(self, number: int, mention: Mention) -> Office | None:
        """A title left of a name: "President X", "Kenya's prime minister, X,"."""
        start = mention["start"]
        if start > 1 and self._doc[start - 1].text == "," and self._closed(mention["end"]):
            start -= 1
        for length in range(min(_LONGEST, start), 0, -1):
            words = self._doc[start - length : start]
            if any(t.is_space or (t.is_sent_start and t.i != words.start) for t in words):
                continue
            title = self._agents.title(words.text.replace(" - ", "-"))
            if title is not None and (start == mention["start"] or not title.plain):
                if not title.plain:
                    self._extend(mention, words.start)
                elif mention["gender"] is None:
                    mention["gender"] = title.gender
                return self._office(number, title, words.start, start)
        return None

    def _before_of(self, number: int, mention: Mention) -> Office | None:
        """A title with what it is of before a name: "Minister of Education X", "the president of the region, X,"."""
        end = mention["start"]
        if end > 1 and self._doc[end - 1].text == "," and self._closed(mention["end"]):
            end -= 1
        for i in range(end - 3, max(-1, end - _FAR), -1):
            token = self._doc[i]
            if token.pos_ in ("VERB", "AUX") or token.is_punct or token.is_space or self._doc[i + 1].is_sent_start:
                return None
            if self._doc[i + 1].lower_ not in ("of", "for") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            office = self._of_noun(number, token)
            if office is not None:
                inside = (self._at[k] for k in range(i + 2, end) if k in self._at)
                office["of"] = list(dict.fromkeys([*office["of"], *(n for n in inside if n != number)]))
                self._take(mention, office["of"])
                self._extend(mention, office["start"])
                return office
        return None

    def _closed(self, end: int) -> bool:
        """Whether a name in apposition ends here."""
        return end >= len(self._doc) or self._doc[end].text in (",", ".", ";", ")", "-", "–", "—")

    def _take(self, mention: Mention, owners: list[int]) -> None:
        """A holder is of the country of its office, and of the sector where it has none."""
        for n in owners:
            mention["country"] = mention["country"] or self._mentions[n]["country"]
            if self._mentions[n]["kind"] == "organization":
                mention["sector"] = mention["sector"] or self._mentions[n]["sector"]

    def _belongs(self, mention: Mention) -> None:
        """ "X of the Green Party", "the Green Party's X": no office, but a sector."""
        for child in self._doc[mention["root"]].children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and cases & {"of", "from", "with", "for", "at"}):
                number = self._at.get(child.i)
                if number is not None and self._mentions[number]["kind"] == "organization":
                    self._take(mention, [number])

    def _extend(self, mention: Mention, start: int) -> None:
        """The name with its title, and with what stands before it, are further forms of the name."""
        mention["extra"].append(self._doc[start : mention["end"]].text)
        before = self._doc[start - 1] if start else None
        if before is not None and start - 1 in self._at and before.tag_ != "POS":
            owner = self._mentions[self._at[start - 1]]
            mention["extra"].append(self._doc[owner["start"] : mention["end"]].text)
            mention["extra"].append(self._doc[owner["start"] : mention["start"]].text.rstrip(" ,"))

    def _apposed(self, number: int, mention: Mention) -> Office | None:
        """A title in apposition or as predicate: "X, the president of Y", "Y's coach, X", "X is the mayor of Y"."""
        root = self._doc[mention["root"]]
        near = [c for c in root.children if c.dep_ == "appos"]
        if root.dep_ == "appos":
            near.append(root.head)
        if root.dep_ == "nsubj" and any(c.dep_ == "cop" for c in root.head.children):
            near.append(root.head)
        for noun in near:
            if noun.pos_ in ("NOUN", "PROPN"):
                office = self._of_noun(number, noun)
                if office is not None:
                    return office
        return None

    def _of_noun(self, number: int, noun: Token) -> Office | None:
        """The office that a noun phrase names."""
        for length in (3, 2, 1):
            start = noun.i - length + 1
            # A title looks itself up without its edges, so a full stop before it would be taken along.
            if start < noun.sent.start or not (self._doc[start].is_alpha or self._doc[start].like_num):
                continue
            title = self._agents.title(self._doc[start : noun.i + 1].text.replace(" - ", "-"))
            if title is not None:
                return self._office(number, title, start, noun.i + 1, noun=noun)
        return None

    def _office(self, number: int, title: Title, start: int, end: int, noun: Token | None = None) -> Office:
        holder = self._mentions[number]
        former = any(t.lower_ in _FORMER for t in self._doc[max(0, start - 3) : end])
        owners = [n for n in dict.fromkeys(self._owners(start, noun)) if n != number]
        countries = [self._mentions[n]["country"] for n in owners if self._mentions[n]["country"]]
        theirs = next(
            (s for n in owners if (s := self._mentions[n]["sector"]) and self._mentions[n]["kind"] != "person"), None
        )
        sector = title.sector
        if sector in (None, "BUS") or title.name in _OF_THEIRS:
            # A party's chairman is a politician, a ministry's spokesman an official.
            sector = (
                theirs or sector or ("GOV" if any(self._mentions[n]["kind"] == "country" for n in owners) else None)
            )
        if sector is not None and (holder["sector"] is None or noun is None or holder["proper"]):
            holder["sector"] = "ELI" if former and title.leads and sector == "GOV" else sector
        holder["gender"] = holder["gender"] or title.gender
        if holder["country"] is None and countries:
            holder["country"] = countries[0]
        words = self._doc[start:end].text
        holder.setdefault("titles", []).append(words.lower())
        return {
            "holder": number, "of": owners, "start": start, "end": end, "title": words.lower(), "leads": title.leads,
            "speaks": title.speaks, "member": title.member, "former": former,
        }  # fmt: skip

    def _owners(self, start: int, noun: Token | None) -> Iterator[int]:
        """What the office belongs to: the name, demonym or possessor before the title, then "of" and "for" after it."""
        before = start
        while before > 0 and self._doc[before - 1].lower_ in (
            *_FORMER,
            "-",
            "deputy",
            "acting",
            "interim",
            "chief",
            "senior",
        ):
            before -= 1
        if before > 0 and self._doc[before - 1].text in ("'s", "’s", "'", "’"):
            before -= 1
        if before in self._ends:
            yield self._ends[before]
        elif before > 0 and before - 1 in self._at:
            yield self._at[before - 1]
        if noun is None:
            return
        for child in noun.children:
            prepositions = {c.lower_ for c in child.children if c.dep_ == "case"}
            fits = child.dep_ == "nmod:poss" or (
                child.dep_ in ("nmod", "obl") and prepositions & {"of", "for", "at", "to", "with"}
            )
            if fits or child.dep_ in ("compound", "amod"):
                found = self._at.get(child.i)
                if found is not None:
                    yield found
