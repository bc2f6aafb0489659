"""Fourth component of the line: mentions of one entity become one chain, with its best name and all that is known of it.

requires: doc._.kg_mentions, doc._.kg_offices. assigns: the chain of each mention, doc._.kg_chains.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents, load_agents
from kg.gazetteer.countries import Countries, load_countries
from kg.gazetteer.given_names import GivenNames, load_given_names
from kg.gazetteer.leaders import Leaders, load_leaders
from kg.nlp import marks  # noqa: F401  (declares doc._.kg_*)
from kg.nlp.entities import pronouns
from kg.nlp.entities.antecedents import load_weights
from kg.nlp.entities.cluster import RULING, Clusters
from kg.nlp.entities.context import country_of, home_country
from kg.nlp.entities.elections import note_elections
from kg.nlp.entities.labels import LOCATIVE
from kg.nlp.entities.mentions import Mention
from kg.nlp.entities.short_forms import join_short_forms

_BODIES = frozenset(
    ("monitor", "war monitor", "watchdog", "publisher", "broadcaster", "maker", "manufacturer", "operator")
)
_RULED = frozenset(("regime", "government", "administration", "presidency", "junta", "cabinet"))
_HAPPENING = frozenset((
    "become", "burn", "change", "erupt", "explode", "face", "fall", "flood", "get", "grow", "have", "lie", "lose", "remain",
    "reel", "see", "shake", "sit", "sleep", "stand", "suffer", "wake",
))  # fmt: skip
"""What a city does that is no act of a government."""
_TOWARDS = frozenset(("against", "with", "to", "on", "between", "from"))
_DEALINGS = frozenset((
    "accord", "accusation", "agreement", "aid", "appeal", "assistance", "complaint", "cooperation", "deal", "demand",
    "dialogue", "embargo", "message", "negotiation", "negotiations", "pact", "pressure", "protest", "relation", "relations",
    "request", "response", "sanction", "sanctions", "support", "talk", "talks", "tariff", "threat", "tie", "ties", "treaty",
    "ultimatum", "warning",
))  # fmt: skip
_DEEDS = frozenset((
    "aggression", "ally", "ambassador", "ambition", "army", "bid", "claim", "decision", "delegation", "demand",
    "diplomat", "effort", "embassy", "envoy", "foe", "government", "influence", "interest", "invasion", "negotiator",
    "offer", "policy", "proposal", "refusal", "request", "sanction", "stance", "support", "threat", "troop",
    "willingness",
))  # fmt: skip
"""What is a government's rather than a city's: "Seoul's efforts"."""
_ADDRESSED = frozenset((
    "accuse", "arm", "ask", "assure", "blame", "caution", "condemn", "convince", "criticise", "criticize", "defy",
    "denounce", "deter", "encourage", "inform", "notify", "order", "persuade", "press", "pressure", "provoke",
    "punish", "reassure", "rebuke", "sanction", "tell", "thank", "threaten", "urge", "warn",
))  # fmt: skip
"""What one does to a government and to no city."""
_MINDED = frozenset((
    "angry", "committed", "concerned", "critical", "determined", "eager", "furious", "keen", "prepared", "ready", "reluctant",
    "responsible", "unwilling", "wary", "willing",
))  # fmt: skip
"""What a government is and no city: "Oslo was prepared to host the talks"."""
_STATES = frozenset(("country", "nation"))
_HIS = frozenset(("his", "her"))
_TITLE_REACH = 4
"""Within how many words behind a country's name somebody is named who has an office there."""
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))


class Chains:
    """The spaCy component."""

    def __init__(self, name: str, data: str | None) -> None:
        self.name = name
        self._extra = Path(data) if data is not None else None

    @cached_property
    def _tables(self) -> tuple[Countries, Agents]:
        return load_countries(self._extra), load_agents(self._extra)

    @cached_property
    def _leaders(self) -> Leaders:
        return load_leaders(self._extra)

    @cached_property
    def _given(self) -> GivenNames:
        return load_given_names(self._extra)

    def __call__(self, doc: Doc) -> Doc:
        """Write the chains of a document."""
        countries, agents = self._tables
        mentions: list[Mention] = doc._.kg_mentions
        made = Clusters(agents, countries, self._leaders)
        numbers: list[int | None] = [None] * len(mentions)
        for n in self._order(mentions):
            m = mentions[n]
            m["definite"] = self._definite(doc, m)
            numbers[n] = made.add(m)
        for n, m in enumerate(mentions):
            code = countries.capital_of(m["name"]) if m["kind"] == "place" else None
            if code is not None and (self._speaks(doc, m) or _dealt_with(doc[m["root"]])):
                found = made.of_country(code)
                if found is None:
                    m.update(
                        kind="country",
                        country=code,
                        name=countries.name(code),
                        **dict.fromkeys(("ref", "lat", "lon", "precision")),
                    )
                    found = made.add(m)
                numbers[n] = found
        self._name_countries(doc, mentions, numbers, made)
        _place_groups(mentions)
        self._join_apposed(doc, mentions, numbers)
        join_short_forms(doc, mentions, numbers)
        _tell_rulers(mentions, numbers, made)
        note_elections(doc, mentions, numbers)
        pronouns.resolve(doc, mentions, numbers, load_weights(self._extra), self._given.gender)
        self._write(doc, mentions, numbers)
        return doc

    def _name_countries(self, doc: Doc, mentions: list[Mention], numbers: list[int | None], made: Clusters) -> None:
        """ "The country", "that nation": the country that was named last, in this sentence or the one before.

        "His country" is that of the one with an office there: "Chadian President X says his country …".
        """
        last: Mention | None = None
        office: Mention | None = None
        for n, m in enumerate(mentions):
            if m["kind"] == "group" and m["name"].lower() in _STATES and m["number"] == "s" and last is not None:
                before = doc[m["start"] - 1].lower_ if m["start"] else ""
                sentence = doc[m["root"]].sent
                meant = last if before in ("the", "that", "this") else office if before in _HIS else None
                near = meant is not None and (
                    sentence.start == 0 or meant["start"] >= doc[sentence.start - 1].sent.start
                )
                number = made.of_country(meant["country"]) if meant is not None and near else None
                if number is None and meant is not None and near:
                    # "Chadian officials say the country …": only they were named.
                    code = meant["country"]
                    m.update(kind="country", country=code, name=self._tables[0].name(code), sector=None, head=None)
                    m.update(dict.fromkeys(("ref", "lat", "lon", "precision")))
                    numbers[n] = made.add(m)
                elif number is not None:
                    named = made.members[number][0]
                    known = ("kind", "country", "name", "number", "ref", "lat", "lon", "precision")
                    m.update({k: named[k] for k in known}, sector=None, head=None)
                    numbers[n] = number
            elif m["country"] and not m["pronoun"]:
                last = m
                if n + 1 < len(mentions) and _of_office(m, mentions[n + 1]):
                    office = m

    def _join_apposed(self, doc: Doc, mentions: list[Mention], numbers: list[int | None]) -> None:
        """ "The Observatory, a war monitor," and "the mayor, X," are each one: the description goes where the name goes."""
        at = {m["root"]: n for n, m in enumerate(mentions) if not m["pronoun"]}
        joined: dict[int, int] = {}
        for n, m in enumerate(mentions):
            root = doc[m["root"]]
            other = at.get(root.head.i) if root.dep_ == "appos" and not m["pronoun"] else None
            if other is None or _listed(root) or _listed(root.head):
                continue
            name, description = (n, other) if m["proper"] else (other, n)
            a, b = numbers[name], numbers[description]
            if a is not None and b is not None and a != b and _one_kind(mentions[name], mentions[description]):
                joined[b] = a
        for n, number in enumerate(numbers):
            if number in joined and not mentions[n]["proper"]:
                numbers[n] = joined[number]

    def _order(self, mentions: list[Mention]) -> list[int]:
        """Long names before short ones, so that "Erdogan" in a headline finds the full name below it."""
        plain = [n for n, m in enumerate(mentions) if not m["pronoun"]]
        return sorted(
            plain,
            key=lambda n: (
                not mentions[n]["proper"],
                -min(2, len(mentions[n]["name"].split())) if mentions[n]["proper"] else 0,
                n,
            ),
        )

    def _definite(self, doc: Doc, m: Mention) -> bool:
        if m["start"] > 0 and doc[m["start"] - 1].lower_ in _DEFINITE:
            return True
        return (
            any(c.lower_ in _DEFINITE or c.dep_ == "nmod:poss" for c in doc[m["root"]].children) or m["number"] == "p"
        )

    def _speaks(self, doc: Doc, m: Mention) -> bool:
        """A capital that is the subject of a verb, outside any phrase of place, stands for its government."""
        root = doc[m["root"]]
        cased = any(c.dep_ == "case" and c.lower_ in LOCATIVE for c in root.children)
        if root.dep_ != "nsubj" or cased:
            return False
        head = root.head
        return (head.pos_ == "VERB" and head.lemma_ not in _HAPPENING) or head.lemma_.lower() in _MINDED

    def _write(self, doc: Doc, mentions: list[Mention], numbers: list[int | None]) -> None:
        order: dict[int, str] = {}
        members: dict[str, list[Mention]] = {}
        for m, number in zip(mentions, numbers, strict=True):
            if number is None:
                continue
            chain = order.setdefault(number, f"c{len(order) + 1}")
            m["chain"] = chain
            if not m["pronoun"]:
                members.setdefault(chain, []).append(m)
        doc._.kg_chains = [self._chain(doc, chain, members[chain]) for chain in order.values() if chain in members]
        self._know_leaders(doc, mentions)
        self._place_in_article(doc, mentions, members)
        known = {c["id"] for c in doc._.kg_chains}
        for m in mentions:
            if m["chain"] not in known:
                m["chain"] = None

    def _know_leaders(self, doc: Doc, mentions: list[Mention]) -> None:
        """Well-known office holders have their country; the sector waits for the article's date (see `kg.nlp.harvest`)."""
        spoken = [m["country"] for m in mentions if m["country"] and m["kind"] in ("country", "place", "group")]
        for chain in doc._.kg_chains:
            if chain["kind"] == "person" and chain["country"] is None:
                leader = self._leaders.fitting(chain["name"], spoken)
                if leader is None:
                    leader = next(filter(None, map(self._leaders.titled, chain["aliases"])), None)
                chain["country"] = leader.country if leader is not None else None

    def _place_in_article(self, doc: Doc, mentions: list[Mention], members: dict[str, list[Mention]]) -> None:
        """Give actors without a country the article's own, where it has one."""
        home = home_country(mentions)
        if home is None:
            return
        spoken: dict[int, set[str]] = {}
        for m in mentions:
            if m["country"] and m["kind"] in ("country", "place", "group") and not m["pronoun"]:
                spoken.setdefault(doc[m["root"]].sent.start, set()).add(m["country"])
        for chain in doc._.kg_chains:
            if chain["country"] is None:
                first = doc[members[chain["id"]][0]["root"]].sent.start
                chain["country"] = country_of(chain, home, bool(spoken.get(first, set()) - {home[0]}))
                chain["placed"] = True

    def _chain(self, doc: Doc, chain: str, members: list[Mention]) -> dict[str, Any]:
        kinds = Counter(m["kind"] for m in members)
        kind = "country" if "country" in kinds else max(sorted(kinds), key=lambda k: kinds[k])
        own = [m for m in members if m["kind"] == kind] or members
        proper = [m for m in own if m["proper"]] or own
        name = (
            proper[0]["name"]
            if kind == "country"
            else max(proper, key=lambda m: (len(m["name"].split()), -m["start"]))["name"]
        )
        forms = [
            re.sub(r"\s+", " ", f) for m in members for f in (doc[m["start"] : m["end"]].text, m["name"], *m["extra"])
        ]
        return {
            "id": chain,
            "kind": kind,
            "name": name,
            "aliases": [f for f in dict.fromkeys(forms) if f],
            "country": _most(m["country"] for m in own),
            "placed": False,
            "sector": _most(m["sector"] for m in _ruling(own)) if kind not in ("country", "place") else None,
            "ref": _most(m["ref"] for m in own),
            **{key: next((m[key] for m in own if m[key] is not None), None) for key in ("lat", "lon")},
            "place_precision": _most(m["precision"] for m in own),
        }


def _dealt_with(root: Token) -> bool:
    """Whether a capital is a side of dealings: "sanctions against Moscow", "accused Paris", "Seoul's offer"."""
    head = root.head
    if root.dep_ == "nmod:poss" and head.lemma_.lower() in _DEEDS:
        return True
    if root.dep_ in ("obj", "nsubj:pass") and head.pos_ == "VERB" and head.lemma_ in _ADDRESSED:
        return True
    if root.dep_ not in ("nmod", "obl") or not any(c.dep_ == "case" and c.lower_ in _TOWARDS for c in root.children):
        return False
    if head.pos_ == "VERB" and head.lemma_ == "call":
        return any(c.dep_ == "case" and c.lower_ == "on" for c in root.children)
    dealing = [head, *(c for c in head.children if c.dep_ == "obj")] if head.pos_ == "VERB" else [head]
    return any(t.lemma_.lower() in _DEALINGS for t in dealing)


def _of_office(country: Mention, holder: Mention) -> bool:
    """Whether a country's name stands before the title of the one behind it: "Chadian Foreign Minister X"."""
    kinds = (country["kind"], holder["kind"])
    return kinds == ("country", "person") and holder["root"] - country["end"] in range(1, _TITLE_REACH)


def _listed(token: Token) -> bool:
    """Whether a word is coordinated and not the last of its list: commas of a list look like apposition."""
    last = token.dep_ == "conj" and any(c.dep_ == "cc" for c in token.children)
    return any(c.dep_ == "conj" for c in token.children) or (token.dep_ == "conj" and not last)


def _one_kind(name: Mention, description: Mention) -> bool:
    """Whether a name and a description beside it may be one: a person, or a body and what it is."""
    if not name["proper"] or description["proper"]:
        return False
    if name["kind"] == "person" or description["kind"] == "person":
        bodily = name["kind"] == "organization" and description["head"] in _BODIES
        return bool(name["kind"] == description["kind"] or bodily)
    return (
        name["kind"] == "organization"
        and description["kind"] in ("organization", "group")
        and description["number"] != "p"
    )


def _place_groups(mentions: list[Mention]) -> None:
    """ "Mombasa police": a group with a place in its words is of the place's country."""
    at = {i: m for m in mentions if m["kind"] == "place" and m["country"] for i in range(m["start"], m["end"])}
    for m in mentions:
        if m["kind"] in ("group", "organization") and not m["proper"] and m["country"] is None:
            place = next((at[i] for i in range(m["start"], m["root"]) if i in at), None)
            m["country"] = place["country"] if place is not None else None


def _tell_rulers(mentions: list[Mention], numbers: list[int | None], made: Clusters) -> None:
    """Who gives a regime or government its name is of its country and governs."""
    for n, m in enumerate(mentions):
        number = numbers[n]
        if number is None or m["head"] not in _RULED or m["proper"]:
            continue
        for k in range(max(0, n - 3), min(len(mentions), n + 3)):
            person = mentions[k]
            if (
                person["kind"] == "person"
                and person["proper"]
                and m["start"] <= person["start"]
                and person["end"] < m["end"]
            ):
                person["sector"] = person["sector"] or "GOV"
                person["country"] = person["country"] or _most(o["country"] for o in made.members[number])


def _ruling(own: list[Mention]) -> list[Mention]:
    """Of a regime and its forces the regime tells the sector; else all members do."""
    return [m for m in own if m["head"] in RULING] or own


def _most(values: Any) -> Any:
    """Most frequent value that is there, the earliest of equals."""
    counts = Counter(v for v in values if v is not None)
    return max(counts, key=lambda v: counts[v]) if counts else None


@Language.factory(
    "kg_chains",
    default_config={"data": None},
    requires=["doc._.kg_mentions", "doc._.kg_offices", "token.dep"],
    assigns=["doc._.kg_chains", "doc._.kg_mentions"],
)
def make_chains(nlp: Language, name: str, data: str | None) -> Chains:
    """Factory of the chains step."""
    return Chains(name, data)
