"""Where the act was: only places that the sentence ties to the trigger; otherwise nothing.

A word in a role of place tells the place itself, or holds its name ("at a market in the town of Gao"); without one the act
was where the act was that it is told with ("shelled the town, killing two"). What the act was done to is a place, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from spacy.tokens import Doc, Token

from kg.nlp.claims.view import LOCATED, SETTLEMENTS, View
from kg.rules.compile import Candidate, Matcher
from kg.rules.paths import Walk, cases

_MOTION = frozenset(("from", "to", "into", "onto", "towards", "toward"))
_TEMPORAL = frozenset(("since", "until", "during", "before", "after", "for", "with", "by", "despite", "about"))
_INSIDE = frozenset(
    ("in", "at", "near", "of", "on", "inside", "outside", "around", "across", "along", "within", "over")
)
_AT = frozenset(("in", "at", "near"))
_TOLD_WITH = frozenset(("conj", "advcl", "xcomp", "acl"))
_MOVING = frozenset(("MOBILIZE", "RETREAT", "CONSULT", "PRESENT_IN", "AID"))
_MEANWHILE = frozenset(("while", "as", "when"))
_WORDS = frozenset(("SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
"""Acts of words: what they are about has a place of its own ("condemned the attack in Gao")."""
_TALKS = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_DEEP, _TOGETHER = 4, 3
_ROUGH = {"country": 0, "province": 1}


def read_places(
    matcher: Matcher, candidate: Candidate, view: View, *, taken: set[str], known: bool = False
) -> list[str]:
    """Chains of the places of an act.

    Args:
        matcher: For the PLACE paths.
        candidate: The trigger and its rule.
        view: The document.
        taken: Chains that are arguments already: "talks with Turkey" is not in Turkey.
        known: The rule found a place already: only what stands at the trigger itself can tell it better.

    Returns:
        Chain ids; the more exact of two nested places comes first.
    """
    reader = _Reader(matcher, view, candidate)
    told = _told(candidate, matcher.words["results"])
    for token, kind in islice(told, 1) if known else told:
        found = _exact([c for c in dict.fromkeys(reader.of(token, kind)) if c not in taken], view)
        if found:
            return found
    return []


def _told(candidate: Candidate, results: frozenset[str]) -> Iterator[tuple[Token, str]]:
    """The trigger, then the verbs whose place is its own: what it is told with, "shot and killed", "shot while driving",
    and what came of it, "set off a bomb, killing six in Kabul".
    """
    token = candidate.token
    yield token, candidate.kind
    if candidate.kind != "verb":
        return
    for child in token.children:
        together = child.dep_ == "conj" and child.i - token.i <= _TOGETHER
        meanwhile = child.dep_ == "advcl" and bool(cases(child) & _MEANWHILE)
        result = candidate.rule.type == "ASSAULT" and child.lemma_ in results and _comes_of(child)
        if child.pos_ == "VERB" and (together or meanwhile or result):
            yield child, "verb"
    if token.dep_ in _TOLD_WITH and token.head.pos_ == "VERB":
        yield token.head, "verb"
    if token.dep_ == "acl:relcl" and token.head.pos_ == "NOUN" and candidate.rule.type not in (*_WORDS, *_TALKS):
        # "the offensive there, which has displaced thousands": where the offensive is.
        yield token.head, "noun"


def _comes_of(verb: Token) -> bool:
    """Whether a participle behind a verb tells what came of it, and not what for or why."""
    return verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG" and verb.i > verb.head.i and not cases(verb)


def _exact(chains: list[str], view: View) -> list[str]:
    """Without the country or province around a place that is told more exactly."""
    rough = {c: _ROUGH.get(view.chains[c]["place_precision"] or "", 2) for c in chains}
    return [c for c in chains if rough[c] == max(rough.values())] if chains else []


def _performed(candidate: Candidate) -> bool:
    """Whether the object that a rule asks for is made by the act: a truce is declared where it holds, a deal signed."""
    rule = candidate.rule
    return bool(rule.objects) and (rule.type == "CONCEDE" or (rule.type == "SUPPORT" and rule.absorbs))


class _Reader:
    def __init__(self, matcher: Matcher, view: View, candidate: Candidate) -> None:
        type_ = candidate.rule.type
        self._paths = matcher.paths
        self._abstract = matcher.words["abstract"]
        self._view = view
        self._moving = type_ in _MOVING
        self._words = type_ in _WORDS and not _performed(candidate)
        self._done_to = type_ not in _WORDS and type_ not in _TALKS

    def of(self, token: Token, kind: str) -> Iterator[str]:
        """Chains of the places of one trigger."""
        told: dict[int, list[str]] = {}

        def tells(word: Token) -> bool:
            told[word.i] = self._told_by(word, token)
            return bool(told[word.i])

        for word in self._paths.find(token, kind, "PLACE", Walk(tells)):
            yield from told[word.i]
        if kind == "noun" and not told and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "there":
            yield from self._antecedent(token.nbor(1))
        for word in self._paths.find(token, kind, "OBJECT", Walk()) if self._done_to else ():
            if self._only_place(word):
                yield from self._named(word)
            elif not self._view.at(word, shared=False):
                yield from self._inside(word, 0)

    def _told_by(self, word: Token, trigger: Token) -> list[str]:
        """Places that a word in a role of place tells; none where it tells a time, or the goal of something that stays."""
        if word.lower_ == "there":
            return self._antecedent(word)
        prepositions = cases(word)
        if self._words and word.head.i != trigger.i:
            return []
        if prepositions & _TEMPORAL or (prepositions & _MOTION and not self._moving):
            return []
        if word.dep_ == "compound" and not self._only_place(word):
            return []
        return self._named(word)

    def _antecedent(self, there: Token) -> list[str]:
        """The place that "there" means: the last one before it in its sentence, else in the sentence before."""
        begin = there.sent.start
        before = there.doc[begin - 1].sent.start if begin > 0 else begin
        for start, end in ((begin, there.i), (before, begin)):
            told = [m for m in self._view.mentions if start <= m["start"] < end and self._is_somewhere(m, there.doc)]
            if told:
                return [max(told, key=lambda m: m["start"])["chain"]]
        return []

    def _is_somewhere(self, mention: dict[str, Any], doc: Doc) -> bool:
        """A place or country that is named as one: not the people's adjective in "the Syrian offensive there"."""
        adjective = doc[mention["root"]].dep_ == "amod"
        return mention["kind"] in LOCATED and mention["chain"] is not None and not adjective

    def _named(self, word: Token) -> list[str]:
        return self._view.chains_at(word, LOCATED) or list(self._inside(word, 0, actor=bool(self._view.at(word))))

    def _inside(self, word: Token, depth: int, *, actor: bool = False) -> Iterator[str]:
        """The place that a noun phrase names inside itself: its name, what it is of or in, whose it is."""
        if word.pos_ not in ("NOUN", "PROPN") or depth > _DEEP or word.lemma_.lower() in self._abstract:
            return
        within = (("nmod",), ("compound",)) if word.lemma_.lower() in SETTLEMENTS else (("compound",), ("nmod",))
        for deps in (("appos", "flat", "nmod:desc"), *within, ("amod",), ("nmod:poss",)):
            for child in word.children:
                if child.dep_ not in deps or (child.dep_ == "nmod" and not cases(child) & _INSIDE):
                    continue
                if actor and (child.dep_ != "nmod" or not cases(child) & _AT):
                    continue
                chains = self._view.chains_at(child, LOCATED)
                owns = child.dep_ in ("compound", "amod", "nmod:poss")
                if chains and (not owns or self._only_place(child)):
                    yield from chains
                    return
                if child.dep_ == "nmod":
                    deeper = list(self._inside(child, depth + 1))
                    if deeper:
                        yield from deeper
                        return

    def _only_place(self, token: Token) -> bool:
        """A bare modifier or object is a place only when it cannot act: "Idlib attack", not "Turkey attack"."""
        mentions = self._view.at(token, shared=False)
        return bool(mentions) and all(self._view.kind(m) == "place" for m in mentions)
