"""What a trigger with its arguments is, and what its words say against it.

Invariant: only the sentence and the gazetteer's sizes decide here; nothing is filled or changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from kg.nlp.claims.view import View
from kg.ontology import Ontology
from kg.rules.compile import Candidate
from kg.rules.paths import is_passive

_NAMING = frozenset(("mention", "noun", "office", "hyphen"))
_TO_COME = frozenset(("planned", "requested", "hypothetical"))


@dataclass(slots=True)
class Filled:
    """A candidate with its arguments: chain ids, and the words that they stand on."""

    candidate: Candidate
    arguments: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[Token]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    ways: dict[str, int] = field(default_factory=dict)
    """The how manieth of a rule's roles filled an argument; 0 is the first."""

    @property
    def weight(self) -> tuple[int, int, int, float]:
        """How specific: words of the trigger, a choice of objects, arguments found, trust in the rule."""
        rule = self.candidate.rule
        found = sum(bool(v) for v in self.arguments.values())
        return (
            len(self.candidate.trigger.others),
            bool(rule.objects or rule.needs) + bool(rule.requires),
            found,
            rule.confidence,
        )

    def says_more(self, other: Filled) -> bool:
        """Whether this is to be preferred to another rule of its type at the same trigger: both sides, then what is specific."""
        return (self._sides, *self.weight) > (other._sides, *other.weight)

    @property
    def _sides(self) -> int:
        return sum(bool(self.arguments[side]) for side in ("actor", "recipient"))


_SIZES = {"country": 0, "province": 1, "city": 2, "below": 3}


def holds(filled: Filled, view: View) -> bool:
    """Whether the places on the right may hold those on the left: "Lyon, Nantes" is a list, no town lies in an unknown one.

    Behind a mere comma only a country or a part of one holds a place of which nothing is known ("Greene, Miami").
    """
    inner, outer = (
        [_SIZES.get(view.chains[c]["place_precision"] or "") for c in filled.arguments[side]]
        for side in ("actor", "place")
    )
    if inner == outer == [None]:
        # Of two places that no gazetteer knows nothing can be said.
        return False
    rule = filled.candidate.rule
    roles = rule.roles.get(f"recipient@{filled.candidate.kind}", ())
    role = roles[filled.ways["recipient"]] if filled.ways.get("recipient", len(roles)) < len(roles) else None
    if role == "COMMA_IN_LIST":
        return _within(filled, view)
    comma = role == "COMMA"
    listed = comma and any(_goes_on(w) for w in filled.words["recipient"])

    def fits(a: int | None, b: int | None) -> bool:
        if a is None or listed:
            return not comma or (b is not None and b <= _SIZES["province"])
        return (b is not None and b < a) or a == b == _SIZES["below"]

    return all(fits(a, b) for a in inner for b in outer)


def _within(filled: Filled, view: View) -> bool:
    """Whether what follows a comma inside a list holds the place before: "in Lyon, France, and Turin, Italy"."""
    (word,) = filled.words["recipient"][:1]
    inner, outer = (view.chains[filled.arguments[side][0]] for side in ("actor", "place"))
    if inner["country"] is None or inner["country"] != outer["country"]:
        return False
    sizes = [_SIZES.get(c["place_precision"] or "") for c in (inner, outer)]
    if outer["kind"] == "country":
        return True
    # "New York, California and Texas" are three; "Lyon, Rhone, and Lille, Nord" are two.
    return None not in sizes and sizes[1] == _SIZES["province"] and _pairs(word)


def _pairs(word: Token) -> bool:
    """Whether another name with a comma and a name follows behind "and": the list is one of pairs."""
    doc, i = word.doc, word.i + 1
    if i < len(doc) and doc[i].text == ",":
        i += 1
    if i >= len(doc) or doc[i].tag_ != "CC":
        return False
    i += 1
    first = i
    while i < len(doc) and doc[i].pos_ == "PROPN":
        i += 1
    return i > first and i + 1 < len(doc) and doc[i].text == "," and doc[i + 1].pos_ == "PROPN"


def other_between(token: Token, word: Token, view: View) -> bool:
    """Whether another name of the same kind stands before what follows: in "A and B of the union" B is of the union."""
    kinds = {view.kind(m) for m in view.at(token, shared=False)}
    return any(
        token.i < m["root"] < word.i and m["proper"] and view.kind(m) in kinds and m["end"] <= word.i
        for m in view.mentions
        if m["chain"]
    )


def behind(office: dict[str, Any], view: View) -> list[str]:
    """The body behind a title behind a name: "Ana Reyes, President, Wheat Board"."""
    end = office["end"]
    if (
        end + 1 >= len(view.doc)
        or view.doc[end].text != ","
        or view.mentions[office["holder"]]["end"] > office["start"]
    ):
        return []
    found = view.covering(end + 1)
    return [found["chain"]] if found is not None and view.kind(found) == "organization" else []


def _goes_on(word: Token) -> bool:
    """Whether a list goes on behind a name: "Greene, Miami, Preble and Shelby"."""
    doc, i = word.doc, word.i + 1
    return i + 1 < len(doc) and doc[i].text == "," and (doc[i + 1].tag_ == "CC" or doc[i + 1].pos_ == "PROPN")


def names_somebody(candidate: Candidate, view: View) -> bool:
    """Whether a word is part of an organization's name of several words: "Assistance for Firefighters" helps nobody."""
    token = candidate.token
    cover = view.covering(token.i) if candidate.kind not in ("mention", "office") else None
    return (
        cover is not None
        and bool(cover["proper"])
        and view.kind(cover) == "organization"
        and token.pos_ in ("NOUN", "PROPN", "ADJ")
        and cover["end"] - cover["start"] > 1
    )


def owned(filled: Filled) -> bool:
    """Whether a noun itself names its doer, and not by a pronoun: "rebel attacks", "the army's raids"."""
    token, doers = filled.candidate.token, filled.words.get("actor") or ()
    return filled.candidate.kind == "noun" and any(w.head.i == token.i and w.pos_ != "PRON" for w in doers)


def spent(filled: Filled, events: Mapping[int, Filled]) -> bool:
    """Whether an attack on nobody is told again by whom it hit: "opened fire at a school, killing two" is one act.

    Who takes a town does more than kill those who hold it.
    """
    rule, given = filled.candidate.rule, filled.arguments
    shots = rule.mode == "firearms"
    takes = rule.mode not in _FROM_AFAR and any(key.startswith("place@") for key in rule.roles)
    if rule.type != "ASSAULT" or takes or given["recipient"] or not given["actor"]:
        return False
    token = filled.candidate.token
    # "Burst in and opened fire, killing two": a parser may hang the killing on the first verb.
    near = [*token.children, *(c for c in token.head.children if token.dep_ == "conj" and c.i > token.i and shots)]
    if token.pos_ != "VERB" and token.dep_ in ("obj", "obl", "nsubj:pass"):
        # "carried out an attack, killing two".
        near.extend(c for c in token.head.children if c.i > token.i and c.dep_ in ("advcl", "xcomp"))
    near = [c for c in near if c.dep_ != "conj" or shots]
    beside = [events[c.i] for c in near if c.dep_ in _RESULTING and c.i in events]
    if token.dep_ == "advcl" and token.tag_ == "VBD" and token.head.i in events:
        # "Nine were killed when a bomber detonated a bomb."
        beside.append(events[token.head.i])
    # "strikes that the army says killed nine"
    beside.extend(events[k.i] for c in near if c.dep_ == "acl:relcl" for k in c.children if k.i in events)
    return any(
        f.candidate.rule.type == rule.type and f.arguments["recipient"] and f.arguments["actor"] == given["actor"]
        for f in beside
    )


_RESULTING = frozenset(("advcl", "conj", "acl", "acl:relcl", "xcomp"))
_FROM_AFAR = frozenset(("firearms", "explosives", "aerial", "drone", "heavy-weapons", "suicide-attack"))
"""How one attacks without taking what is attacked."""
_BETTER = {
    "MEMBER_OF": frozenset(("LEADS", "SPEAKS_FOR", "PART_OF")), "PART_OF": frozenset(("LEADS",)),
    "BASED_IN": frozenset(("LEADS",)), "CITIZEN_OF": frozenset(("LEADS", "SPEAKS_FOR")),
}  # fmt: skip
"""Relations that say more than another between the same two."""


def said_better(filled: Filled, standing: list[Filled]) -> bool:
    """Whether a leader or spokesman is told as a mere member beside."""
    better = _BETTER.get(filled.candidate.rule.type, frozenset())
    whose = {*filled.arguments["recipient"], *filled.arguments["place"]}
    return any(
        f.candidate.rule.type in better
        and set(filled.arguments["actor"]) <= set(f.arguments["actor"])
        and whose & {*f.arguments["recipient"], *f.arguments["place"]}
        for f in standing
    )


def by_law(token: Token, laws: Collection[str]) -> bool:
    """Whether a paper is what acts: "legislation that directs the ministry", "the bill would give schools money"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    if is_passive(verb):
        return False
    for _ in range(3):
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects:
            subject = verb.head if subjects[0].tag_ in ("WDT", "WP") and verb.dep_ == "acl:relcl" else subjects[0]
            return subject.lemma_.lower() in laws
        if verb.dep_ not in ("conj", "xcomp"):
            return False
        verb = verb.head
    return False


def told_status(candidate: Candidate, status: str | None, view: View, ontology: Ontology) -> str | None:
    """Status of a standing relation that a name, a noun or an office tells: it is so already, or was formerly."""
    if candidate.rule.type in ontology.relations and candidate.kind in _NAMING and status in _TO_COME:
        return "actual"
    if candidate.kind != "office" or status != "actual":
        return status
    held = (o for o in view.doc._.kg_offices if o["end"] - 1 == candidate.token.i)
    return "historical" if any(o["former"] for o in held) else status
