"""What stands where in one document: from a word to the mentions, chains and times that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Token

from kg.rules.paths import cases, relative_head

if TYPE_CHECKING:
    from kg.nlp.claims.spoken import Spoken

ACTS = frozenset(("country", "person", "organization", "group"))
LOCATED = frozenset(("place", "country"))
_PARTITIVE = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "some", "any", "most",
    "many", "both", "each", "all", "several", "few", "none", "half", "majority", "number", "group", "series",
    "hundred", "thousand", "million", "dozen", "score", "couple", "handful", "part", "rest", "more", "member",
    "scores", "tens", "lot", "pair", "total", "crowd", "convoy", "wave", "team", "column", "unit", "band",
    "horde", "throng", "round", "kind", "sort", "type", "leader", "remnant", "section", "faction", "contingent", "bulk", "segment",
))  # fmt: skip
SETTLEMENTS = frozenset(
    ("city", "town", "village", "port", "suburb", "resort", "capital", "neighbourhood", "neighborhood")
)
"""Of these the name stands behind "of", and what stands before says where: "the Kabul suburb of Karte Seh"."""
GENERIC_PLACE = frozenset((
    "province", "city", "town", "village", "district", "region", "area", "governorate", "state", "county",
    "border", "suburb", "outskirts", "capital", "neighbourhood", "neighborhood", "east", "west", "north",
    "south", "northeast", "northwest", "southeast", "southwest", "center", "centre", "camp", "port", "island",
    "part", "side", "territory", "zone",
))  # fmt: skip
"""Nouns of places: the name inside tells which one."""

_NAMING = frozenset(("appos", "flat", "nmod:desc", "nmod:unmarked", "compound"))
_ORGANS = frozenset(
    ("office", "campaign", "administration", "camp", "side", "team", "staff", "entourage", "leadership")
)

_COUNTRIES = frozenset(("country",))
_SIDES = frozenset(("country", "organization"))
_PERSONS = frozenset(("person",))
_PAIRED = {
    **dict.fromkeys(("country", "nation", "neighbor", "neighbour", "state", "government", "capital"), _COUNTRIES),
    **dict.fromkeys(("side", "party", "group", "organization", "organisation", "company", "firm"), _SIDES),
    **dict.fromkeys(("leader", "president", "minister", "man", "official", "politician"), _PERSONS),
}
"""What two are, who are told by a number only."""
_DEFINITE = frozenset(("the", "both", "these", "those"))
_PAIR_REACH = 3
"""In how many sentences, the own one among them, the two are looked for."""
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_INCLUDING = frozenset(("including", "notably", "such"))


class View:
    """Lookups over the marks of one document; built once, read by every step of claim building."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: list[dict[str, Any]] = doc._.kg_mentions
        self.chains: dict[str, dict[str, Any]] = {c["id"]: c for c in doc._.kg_chains}
        self._by_root: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._by_end: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._covering: dict[int, dict[str, Any]] = {}
        self.named = frozenset(m["chain"] for m in self.mentions if m["proper"] or self._capital(m))
        """Chains that the article names."""
        self.about_games = False
        """Whether the article tells of games on the whole."""
        self.spoken: Spoken | None = None
        """Quotations with their speakers, once `AttributionReader` looked for them."""
        for m in self.mentions:
            if m["chain"] is None:
                continue
            self._by_root[m["root"]].append(m)
            self._by_end[m["end"]].append(m)
            if not m["pronoun"]:
                for i in range(m["start"], m["end"]):
                    self._covering.setdefault(i, m)

    def _capital(self, m: dict[str, Any]) -> bool:
        """Whether a body that the network did not take for a name is written as one: "the Malian Army"."""
        root = self.doc[m["root"]]
        return m["kind"] in ("organization", "group") and root.pos_ == "PROPN" and not root.is_sent_start

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of entity."""
        return ACTS | LOCATED

    def kind(self, mention: dict[str, Any]) -> str:
        """Kind of the mention's chain."""
        kind: str = self.chains[mention["chain"]]["kind"]
        return kind

    def at(self, token: Token, *, shared: bool = True) -> list[dict[str, Any]]:
        """Mentions that a word stands for, with those coordinated with it when `shared`."""
        found = self._own(token, 0)
        if shared:
            for other in (*_conjuncts(token), *_included(token), *self._listed(token), *self._both(token, found)):
                found.extend(m for m in self._own(other, 0) if m not in found)
        return found

    def _listed(self, token: Token) -> Iterator[Token]:
        """The persons whom a group is told to be: "the councillors, Ana Reyes and Jan Moreau"."""
        if token.tag_ not in ("NNS", "NNPS"):
            return
        for child in token.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > token.i:
                several = [child, *_conjuncts(child)]
                if len(several) > 1 and any(self.kind(m) == "person" for m in self._by_root.get(child.i, ())):
                    yield from several

    def _both(self, token: Token, found: list[dict[str, Any]]) -> Iterator[Token]:
        """The others whom "they" means: after "Mali and Niger said that they …" it is both."""
        if token.lower_ not in _THEY or len(found) != 1 or not found[0]["pronoun"]:
            return
        chain = found[0]["chain"]
        before = [m for m in self.mentions if m["chain"] == chain and m["end"] <= token.i and not m["pronoun"]]
        last = self.doc[before[-1]["root"]] if before else None
        if last is not None and self.kind(before[-1]) != "group":
            yield from (t for t in last.conjuncts if t.i < token.i)

    def _own(self, token: Token, depth: int) -> list[dict[str, Any]]:
        pair = self._pair(token)
        if pair:
            return pair
        found = list(self._by_root.get(token.i, ()))
        found.extend(
            m
            for m in self._by_end.get(token.i + 1, ())
            if m not in found and m["start"] <= token.i and m["kind"] == "group"
        )
        if found or depth > 3:
            return found
        cover = self._covering.get(token.i)
        if cover is not None and (token.pos_ == "PROPN" or cover["end"] == token.i + 1):
            return [cover]
        if token.tag_ in ("WP", "WDT") or (token.lower_ == "that" and token.pos_ == "PRON"):
            antecedent = relative_head(token)
            return self._own(antecedent, depth + 1) if antecedent is not None else []
        if token.pos_ == "NUM" or token.lemma_.lower() in _PARTITIVE:
            for child in token.children:
                counted = child.dep_ == "nmod" and any(c.lower_ in ("of", "from") for c in child.children)
                # "tens of thousands of people": a parser may hang both on the first word.
                if counted and (found := self._own(child, depth + 1)):
                    return found
        if token.lemma_.lower() in GENERIC_PLACE:
            return self._place_of(token, depth)
        return self._named(token, depth) if token.pos_ in ("NOUN", "PROPN") else []

    def _pair(self, token: Token) -> list[dict[str, Any]]:
        """The two of whom "the two countries", "both sides" speaks, where one sentence names two and no third."""
        kinds = _PAIRED.get(token.lemma_.lower()) if token.tag_ == "NNS" else None
        said = {c.lower_ for c in token.children}
        if kinds is None or not said & {"two", "both"} or (kinds is _PERSONS and not said & _DEFINITE):
            # "Two men were arrested" tells of others than those named before.
            return []
        sentence = token.sent
        for _ in range(_PAIR_REACH):
            named: dict[str, dict[str, Any]] = {}
            for m in self.mentions:
                before = sentence.start <= m["root"] < min(sentence.end, token.i)
                if before and m["chain"] and not m["pronoun"] and m["proper"] and self.kind(m) in kinds:
                    named.setdefault(m["chain"], m)
            if len(named) == 2:
                return list(named.values())
            if named or sentence.start == 0:
                return []
            sentence = self.doc[sentence.start - 1].sent
        return []

    def _named(self, token: Token, depth: int) -> list[dict[str, Any]]:
        """The person in "prominent blogger Ana Reyes", and the one whose office or campaign speaks."""
        for child in token.children:
            if child.i > token.i and child.dep_ in _NAMING and child.pos_ == "PROPN" and _beside(token, child):
                return self._own(child, depth + 1)
        if token.lemma_.lower() in _ORGANS:
            for child in token.children:
                told = self._own(child, depth + 1) if child.dep_ == "nmod:poss" else []
                if told := [m for m in told if self.kind(m) in ACTS]:
                    return told
        return []

    def _place_of(self, token: Token, depth: int) -> list[dict[str, Any]]:
        """The name inside "Idlib province", "the town of Saraqeb", "the Red Sea port of Aqaba", "Syria's border"."""
        before, of = ("compound", "appos", "nmod:desc", "flat", "amod"), ("nmod",)
        for deps in (*((of, before) if token.lemma_.lower() in SETTLEMENTS else (before, of)), ("nmod:poss",)):
            for child in token.children:
                if child.dep_ in deps and child.pos_ == "PROPN":
                    found = [m for m in self._own(child, depth + 1) if self.kind(m) in LOCATED]
                    if found:
                        return found
        return []

    def chains_at(
        self, token: Token, kinds: Collection[str], sectors: Collection[str] = (), *, known: bool = False
    ) -> list[str]:
        """Ids of the chains that a word (and what is coordinated with it) stands for, of these kinds and sectors.

        Countries are of every sector, as are, unless it must be `known`, organizations of an unknown one; without `sectors`
        all fit.
        """
        out: list[str] = []
        for m in self.at(token):
            if (
                self.chains[m["chain"]]["kind"] in kinds
                and self.fits(m["chain"], sectors, known=known)
                and m["chain"] not in out
            ):
                out.append(m["chain"])
        return out

    def fits(self, chain: str, sectors: Collection[str], *, known: bool = False) -> bool:
        """Whether a chain is of one of these sectors, as `chains_at` takes them."""
        kind, sector = self.chains[chain]["kind"], self.chains[chain].get("sector")
        unknown = not known and kind == "organization" and sector is None
        return not sectors or kind == "country" or unknown or sector in sectors

    def outermost(self, words: list[Token]) -> list[Token]:
        """Without words that tell whose another is: in "an Assad regime attack" the regime attacks, not Assad.

        Such a word stands inside the other's mention, or right before it under the same head. Of two words inside one
        mention the first speaks for both.
        """
        spans: list[tuple[int, int, Token]] = []
        for w in words:
            told = [(m["start"], m["end"]) for m in self.at(w, shared=False)]
            spans.extend((start, end, w) for start, end in told if (start, end) not in [s[:2] for s in spans])

        def told_by_another(w: Token) -> bool:
            return any(
                w.i != other.i
                and (
                    start <= w.i < end
                    or (w.i + 1 == start and w.head.i == other.head.i and w.dep_ in ("compound", "amod"))
                )
                for start, end, other in spans
            )

        return [w for w in words if not told_by_another(w)]

    def covering(self, i: int) -> dict[str, Any] | None:
        """The mention that covers a position, no pronoun."""
        return self._covering.get(i)

    def ending(self, i: int) -> dict[str, Any] | None:
        """The actor whose name ends right before a position."""
        return next((m for m in self._by_end.get(i, ()) if self.kind(m) in ACTS), None)

    def give_voice(self, token: Token, chain: str) -> None:
        """Let a pronoun of the first person stand for a chain."""
        self._by_root[token.i].append({
            "start": token.i, "end": token.i + 1, "root": token.i, "kind": self.chains[chain]["kind"], "name": token.text,
            "proper": False, "pronoun": True, "chain": chain,
        })  # fmt: skip

    def is_pronoun(self, token: Token) -> bool:
        """Whether the word reaches its chain only as a pronoun."""
        return any(m["pronoun"] for m in self._by_root.get(token.i, ()))


def _beside(token: Token, name: Token) -> bool:
    """Whether a name follows without a comma: "blogger Ana Reyes", "Sgt. Ana Reyes", not "the mayor, Ana Reyes"."""
    return all(not token.doc[i].is_punct or token.doc[i].text == "." for i in range(token.i + 1, name.i))


def _conjuncts(token: Token) -> Iterator[Token]:
    """Words coordinated below this one."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            yield child
            yield from _conjuncts(child)


def _included(token: Token) -> Iterator[Token]:
    """Those that a group is said to include: "neighbours including Mali and Niger"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return
    for child in token.children:
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and cases(child) & _INCLUDING:
            yield child
            yield from _conjuncts(child)
