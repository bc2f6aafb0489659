"""A rulebook ready to run over parsed sentences: which rules a word may trigger, and which words stand in their roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.rules.paths import Paths, Walk, cases, kind_of
from kg.rules.rule import Rule, Rulebook, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("NOUN", "PROPN"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that a word may trigger."""

    rule: Rule
    trigger: Trigger
    token: Token

    @property
    def kind(self) -> str:
        """Kind of the trigger."""
        return self.trigger.kind


class Matcher:
    """The compiled rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.words = {name: frozenset(w for ws in table.values() for w in ws) for name, table in book.words.items()}
        self.paths = Paths(book.paths, self.words)
        self._index: dict[tuple[str, str], list[tuple[Rule, Trigger]]] = defaultdict(list)
        for rule in book.rules:
            for trigger in rule.triggers:
                self._index[trigger.kind, trigger.word].append((rule, trigger))

    def candidates(self, token: Token) -> Iterator[Candidate]:
        """Rules that a word may trigger by its lemma, class and the words beside it."""
        for kind in _kinds(token):
            rows = self._index.get((kind, token.lemma_))
            if rows is None and kind in ("hyphen", "noun"):
                rows = self._index.get((kind, token.lower_))
            for rule, trigger in rows or ():
                if not trigger.others or _beside(token, trigger):
                    yield Candidate(rule, trigger, token)

    def of_mention(self, kind: str, token: Token) -> Iterator[Candidate]:
        """Rules that a mention of this kind of entity triggers by being there."""
        for rule, trigger in self._index.get(("mention", kind), ()):
            yield Candidate(rule, trigger, token)

    def of_office(self, flag: str, token: Token) -> Iterator[Candidate]:
        """Rules that an office (`leads`, `speaks`, `member`) triggers."""
        for rule, trigger in self._index.get(("office", flag), ()):
            yield Candidate(rule, trigger, token)

    def roles(
        self, candidate: Candidate, argument: str, accept: Callable[[Token], bool]
    ) -> Iterator[tuple[str, list[Token]]]:
        """Acceptable words in each role that may fill an argument, in the rule's order: pairs of role and words."""
        walk = Walk(accept)
        for role in candidate.rule.roles.get(f"{argument}@{candidate.kind}", ()):
            found = self.paths.find(candidate.token, candidate.kind, role, walk)
            if found:
                yield role, found

    def missing_roles(self, candidate: Candidate) -> tuple[str, ...]:
        """Roles that the rule needs and that yield nothing, and (with "no" before) those that must not yield anything."""
        rule, find = candidate.rule, self.paths.find
        missing = [r for r in rule.needs if not find(candidate.token, candidate.kind, r)]
        missing.extend(f"no {r}" for r in rule.unless if find(candidate.token, candidate.kind, r))
        return tuple(missing)

    def objects_fit(self, candidate: Candidate) -> bool:
        """Whether the object of the trigger is (and is not) one of the lemmas that the rule asks for."""
        rule = candidate.rule
        if not rule.objects and not rule.not_objects:
            return True
        found = [x for t in self.paths.find(candidate.token, candidate.kind, "OBJECT") for x in self._counted(t)]
        lemmas = {x for t in found for x in (t.lemma_.lower(), *(c.lemma_.lower() for c in t.conjuncts))}
        return (not rule.objects or bool(lemmas & rule.objects)) and not lemmas & rule.not_objects

    def _counted(self, token: Token) -> Iterator[Token]:
        """An object, and what it is a number or a part of: "dozens *of rockets*", "a series *of sanctions*"."""
        yield token
        if token.pos_ == "NUM" or token.lemma_.lower() in self.words.get("counted", ()):
            yield from (c for c in token.children if c.dep_ == "nmod" and "of" in cases(c))


def _kinds(token: Token) -> tuple[str, ...]:
    if token.pos_ in _VERBAL:
        hyphened = token.i > 1 and token.nbor(-1).text in ("-", "‐", "‑", "–")
        if hyphened and token.tag_ == "VBN" and token.dep_ == "amod" and token.nbor(-2).pos_ == "NOUN":
            # "drought-hit Niger": nobody of the sentence hits it.
            return ("hyphen",)
        return ("hyphen", "verb") if hyphened else ("verb",)
    if token.pos_ in _NOMINAL:
        return ("noun",)
    if token.pos_ == "ADJ":
        return (
            ("hyphen", "adjective") if token.i > 1 and token.nbor(-1).text in ("-", "‐", "‑", "–") else ("adjective",)
        )
    return ()


def _beside(token: Token, trigger: Trigger) -> bool:
    """Whether all other words of a trigger stand beside it: as dependents, as their prepositions, or as neighbours."""
    near: set[str] = set()
    for child in token.children:
        if trigger.kind == "verb" and child.dep_ in ("mark", "case") and child.i < token.i:
            # "Jailed for attacking him" is no "attack for".
            continue
        near.update((child.lower_, child.lemma_.lower()))
        near.update(cases(child))
        if child.dep_ in ("obj", "obl", "xcomp", "nmod", "compound", "amod"):
            near.update(c.lower_ for c in child.children if c.dep_ in ("compound", "amod", "case"))
    start = max(0, token.i - 3) if trigger.kind == "noun" else token.i + 1
    end = token.i if trigger.kind == "noun" else min(len(token.doc), token.i + 3)
    sentence = token.sent
    near.update(t.lower_ for t in token.doc[max(start, sentence.start) : min(end, sentence.end)])
    return all(w in near for w in trigger.others)


__all__ = ["Candidate", "Matcher", "kind_of"]
