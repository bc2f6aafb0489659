"""The path language: from a trigger through the tree to an argument. Only `_paths.*.yaml` is written in it.

A path is steps with spaces between them:

    ?active ?passive ?nosubj ?noobj ?noobl ?nocomp ?pronoun ?relative ?copula ?nocopula    so the word is, else nothing is yielded
                                                (pronoun: its subject is one)
    ?left ?right                                it stands before (behind) the word that it hangs on
    ?first                                      its head has another of the same label behind it
    ?listed                                     a conjunction follows ("*Mali* and Niger ministers")
    ?tag:VBN|VBG  ?dep:acl  ?pos:NOUN           its tag, label or class is one of these
    ?case:with|under  ?nocase:during             it carries one (none) of these prepositions
    ?word:LIST  ?not:LIST                       its lemma is (is not) in a list of `_words.yaml`
    ?free:LIST                                   nothing that describes it is in that list ("*rebel* fire", "a wave of *attacks*")
    >nsubj|obj                                  children with one of these labels; `>*` any
    >obl[in|at]                                 … that carry one of these prepositions (or marks)
    >obl{NOUN|PROPN}                            … of one of these classes
    <conj  <obj(light)                          up to the head, when the label fits and, in brackets, the head's lemma is
                                                in that list
    ~[of|from]                                  the name right behind this name and one of these prepositions
    ~[,|&]                                      … behind a comma, though a list may go on there
    ~['s]                                       the name right before this name and its 's
    ~(list)[of|from]                            the name behind, with nothing but numbers and words of that list between
    @-2                                         the word two before, when the one between is a hyphen
    =AGENT                                      whatever that role yields here (the last step)

The first path of a role that yields something wins; a path that begins with `+` adds to what others yielded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.rules.beside import HYPHENS, beside

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk along paths: how many roles referred to roles already, and which words count as found (None: all)."""

    accept: Callable[[Token], bool] | None = None
    depth: int = 0

    def deeper(self, *, last: bool = True) -> Walk:
        """The walk one role further; words on the way to another role count whatever they are."""
        return Walk(self.accept if last else None, self.depth + 1)


Step = Callable[["Token"], "list[Token]"]


@dataclass(eq=False, slots=True)
class Path:
    """One path: whether it adds to what others yielded, its steps, the role that its end refers to, and what it begins with.

    `labels` are those of which the first way up ("<obj") or down ("obj") takes one; None where it takes any, or goes nowhere.
    """

    adds: bool
    steps: tuple[Step, ...]
    role: str | None
    labels: frozenset[str] | None


_EVERYTHING = Walk()
_STEP = re.compile(
    r"(?P<op>[<>])(?P<deps>[^\[\]{}()]+)(?:\[(?P<case>[^\]]*)\])?(?:\{(?P<pos>[^}]*)\})?(?:\((?P<words>[^)]*)\))?$"
)
_BESIDE = re.compile(r"~(?:\((?P<words>[^)]+)\))?\[(?P<links>[^\]]+)\]$")
_DEPTH = 5
"""How often a role may refer to a role: deep enough for chains of verbs, and an end for circles."""
_JOINED = 2
"""How far behind its head a word stands that one word joins to it."""
_INSIDE = frozenset(("appos", "flat", "compound", "nmod:desc", "nmod:unmarked", "amod"))


def cases(token: Token) -> frozenset[str]:
    """Prepositions and marks of a word, lower case; "according to" counts as "according" and as "according to".

    A parser may hang the preposition of "with former president Karzai" on the name inside: it counts for the phrase.
    """
    found = _own_cases(token)
    if not found:
        for child in token.children:
            if child.dep_ in _INSIDE and child.pos_ != "VERB":
                found.update(c for c in _own_cases(child, token.left_edge.i + 1))
    return frozenset(found)


def _own_cases(token: Token, before: int | None = None) -> set[str]:
    found = set()
    for child in token.children:
        if before is not None and child.i >= before:
            continue
        if child.dep_ in ("case", "mark", "prep") or (child.dep_ == "advmod" and child.pos_ == "ADP"):
            low = child.lower_
            found.add(low)
            rest = [c.lower_ for c in child.children if c.dep_ == "fixed"]
            if rest:
                found.add(" ".join([low, *rest]))
    return found


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by auxiliary, by subject, or as a bare participle beside a noun."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {c.dep_ for c in verb.children}
    if deps & {"aux:pass", "auxpass"}:
        return True
    if deps & {"nsubj:pass", "nsubjpass"}:
        # "Three attacks killed nine people": what has an object acts, whatever the parser calls its subject.
        return not deps & {"obj", "dobj"}
    if verb.tag_ == "VBN" and not deps & {"aux", "obj", "dobj"}:
        # "was found murdered" is passive, too.
        if "nsubj" not in deps and verb.dep_ in ("acl", "amod", "advcl", "xcomp"):
            return True
        # "Five were killed and many wounded": with a subject of its own, too.
        return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)
    return False


def relative_head(pronoun: Token) -> Token | None:
    """The word that a relative pronoun stands for: what its clause hangs on; None for any other word."""
    if pronoun.tag_ not in ("WDT", "WP", "WP$"):
        return None
    for token in [pronoun, *pronoun.ancestors]:
        if token.dep_ in ("acl:relcl", "relcl"):
            head: Token = token.head
            return head
    return None


_DESCRIBING = frozenset(("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "acl"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:outer"))
_OBJECTS = frozenset(("obj", "dobj", "ccomp"))


class Paths:
    """The paths of one scheme, compiled; `words` are the lists of `_words.yaml` that paths may name."""

    def __init__(self, table: Mapping[str, Mapping[str, Sequence[str]]], words: Mapping[str, frozenset[str]]) -> None:
        self._words = words
        self._seen: tuple[Doc | None, dict[int, frozenset[str]]] = (None, {})
        self._roles: dict[str, dict[str, list[Path]]] = {
            kind: {role: [self._compile(p) for p in paths] for role, paths in roles.items()}
            for kind, roles in table.items()
        }

    def kinds(self) -> list[str]:
        """Kinds of trigger that have paths."""
        return list(self._roles)

    def find(self, token: Token, kind: str, role: str, walk: Walk = _EVERYTHING) -> list[Token]:
        """Words that stand in a role of a trigger.

        Args:
            token: The trigger.
            kind: Its kind (verb, noun, …): which table of paths applies.
            role: Role name, or a chain of them: `COMP.PATIENT` is the PATIENT of the COMP.
            walk: Which words count as found.

        Returns:
            Words in order, without repetition; empty where nothing fits.
        """
        first, _, rest = role.partition(".")
        if not rest:
            return self._find(token, kind, first, walk)
        out: list[Token] = []
        for found in self._find(token, kind, first, walk.deeper(last=False)):
            t = relative_head(found) or found
            out.extend(x for x in self.find(t, kind_of(t), rest, walk.deeper()) if x not in out)
        return out

    def _find(self, token: Token, kind: str, role: str, walk: Walk) -> list[Token]:
        if walk.depth > _DEPTH:
            return []
        out: list[Token] = []
        labels = self._labels(token)
        for path in self._roles.get(kind, {}).get(role, ()):
            # Most paths begin with a label that is not there: nothing else of them is looked at.
            if (out and not path.adds) or (path.labels is not None and path.labels.isdisjoint(labels)):
                continue
            tokens = [token]
            for step in path.steps:
                tokens = [x for t in tokens for x in step(t)]
                if not tokens:
                    break
            if path.role is not None:
                tokens = [x for t in tokens for x in self.find(t, kind_of(t), path.role, walk.deeper())]
            out.extend(t for t in tokens if t not in out and (walk.accept is None or walk.accept(t)))
        return out

    def _labels(self, token: Token) -> frozenset[str]:
        """Labels of a word's children, and that of the word itself behind a "<": remembered while one document is read."""
        doc, known = self._seen
        if doc is not token.doc:
            self._seen = _, known = token.doc, {}
        found = known.get(token.i)
        if found is None:
            found = known[token.i] = frozenset([*(c.dep_ for c in token.children), f"<{token.dep_}"])
        return found

    def _compile(self, path: str) -> Path:
        steps = path.lstrip("+ ").split()
        role = steps.pop()[1:] if steps and steps[-1].startswith("=") else None
        way = next((s for s in steps if not s.startswith("?")), "")
        m = _STEP.match(way)
        labels = None
        if m is not None and "*" not in m["deps"]:
            labels = frozenset(f"<{d}" if m["op"] == "<" else d for d in m["deps"].split("|"))
        return Path(path.startswith("+"), tuple(self._step(s, path) for s in steps), role, labels)

    def _step(self, text: str, path: str) -> Step:
        if text.startswith("?"):
            return self._condition(text[1:], path)
        if text.startswith("@"):
            return _neighbour(int(text[1:]))
        m = _BESIDE.match(text)
        if m is not None:
            return beside(frozenset(m["links"].split("|")), self._list(m["words"], path) if m["words"] else None)
        m = _STEP.match(text)
        if m is None:
            raise DataError(
                f"cannot read the step {text!r} of {path!r}", file="_paths", remedy="see the head of kg/rules/paths.py"
            )
        deps = frozenset(m["deps"].split("|"))
        case = frozenset(m["case"].split("|")) if m["case"] is not None else None
        pos = frozenset(m["pos"].split("|")) if m["pos"] else None
        if m["op"] == ">":
            return _down(deps, case, pos)
        return _up(deps, pos, self._list(m["words"], path) if m["words"] else None)

    def _list(self, name: str, path: str) -> frozenset[str]:
        if name not in self._words:
            raise DataError(
                f"unknown list {name!r} in {path!r}", file="_paths", remedy=f"known: {', '.join(sorted(self._words))}"
            )
        return self._words[name]

    def _condition(self, text: str, path: str) -> Step:
        key, _, value = text.partition(":")
        values = frozenset(value.split("|"))
        tests: dict[str, Callable[[Token], bool]] = {
            "active": lambda t: not is_passive(t),
            "passive": is_passive,
            "nosubj": lambda t: not any(c.dep_ in _SUBJECTS for c in t.children),
            "nocomp": lambda t: not any(c.dep_ in ("xcomp", "ccomp") for c in t.children),
            "noobj": lambda t: not any(c.dep_ in _OBJECTS for c in t.children),
            "pronoun": lambda t: any(c.dep_ in _SUBJECTS and c.tag_ == "PRP" for c in t.children),
            "relative": lambda t: any(c.tag_ in ("WP", "WDT") for c in t.children),
            "nocopula": lambda t: not any(c.dep_ == "cop" for c in t.children),
            "copula": lambda t: any(c.dep_ == "cop" for c in t.children),
            "noobl": lambda t: not any(c.dep_ == "obl" for c in t.children),
            "joined": lambda t: 0 < t.i - t.head.i <= _JOINED,
            "gapped": lambda t: not any(c.dep_.startswith("aux") for c in t.children),
            "first": lambda t: any(c.dep_ == t.dep_ and c.i > t.i for c in t.head.children),
            "left": lambda t: t.i < t.head.i,
            "right": lambda t: t.i > t.head.i,
            "listed": lambda t: t.i + 1 < len(t.doc) and t.doc[t.i + 1].tag_ == "CC",
            "tag": lambda t: t.tag_ in values,
            "dep": lambda t: t.dep_ in values,
            "pos": lambda t: t.pos_ in values,
            "case": lambda t: bool(cases(t) & values),
            "nocase": lambda t: not cases(t) & values,
        }
        if key == "word":
            inside = self._list(value, path)
            return lambda t: [t] if t.lemma_ in inside else []
        if key == "not":
            outside = self._list(value, path)
            return lambda t: [t] if t.lemma_ not in outside else []
        if key == "free":
            barred = self._list(value, path)
            return lambda t: [] if any(c.dep_ in _DESCRIBING and c.lemma_ in barred for c in t.children) else [t]
        if key not in tests:
            raise DataError(
                f"unknown condition {text!r} in {path!r}", file="_paths", remedy="see the head of kg/rules/paths.py"
            )
        test = tests[key]
        return lambda t: [t] if test(t) else []


def kind_of(token: Token) -> str:
    """Kind of trigger that a word would be, by its class."""
    if token.pos_ in ("VERB", "AUX"):
        return "verb"
    return "adjective" if token.pos_ == "ADJ" else "noun"


def _down(deps: frozenset[str], case: frozenset[str] | None, pos: frozenset[str] | None) -> Step:
    everything = "*" in deps

    def step(token: Token) -> list[Token]:
        return [
            c
            for c in token.children
            if (everything or c.dep_ in deps) and (pos is None or c.pos_ in pos) and (case is None or cases(c) & case)
        ]

    return step


def _up(deps: frozenset[str], pos: frozenset[str] | None, words: frozenset[str] | None) -> Step:
    def step(token: Token) -> list[Token]:
        head = token.head
        fits = token.dep_ in deps and head.i != token.i and (pos is None or head.pos_ in pos)
        return [head] if fits and (words is None or head.lemma_ in words) else []

    return step


def _neighbour(offset: int) -> Step:
    between = offset + (1 if offset < 0 else -1)

    def step(token: Token) -> list[Token]:
        at = token.i + offset
        if not 0 <= at < len(token.doc) or token.doc[token.i + between].text not in HYPHENS:
            return []
        return [token.doc[at]]

    return step
