"""What speaks for and against an antecedent of a pronoun: named features, and their weights as data.

A log-linear ranking of candidates (Denis and Baldridge 2007): mentions of the sentences before, plain nouns that no mention
holds, and "nothing named". Weights are made by `kg.training.pronouns` and can be read: `kg/data/pronouns/weights.json`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from kg.files import data_file
from kg.nlp.entities.mentions import Mention

BACK = 3
_GAIN = 1.0
"""How much better a plain noun or nothing must be than a named candidate; chosen on the documents that the weights are from."""
"""Sentences before the pronoun's own that are looked at."""
_NOUNS_BACK = 1
_COORDINATED = 8  # words between the two that "and" joins, at most
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "csubj"))
_ACTED_ON = frozenset(("obj", "iobj"))
_ROLES = {
    "obj": "obj", "iobj": "obj", "dobj": "obj", "obl": "obl", "obl:agent": "agent", "nmod": "nmod", "nmod:poss": "poss",
    "appos": "appos", "conj": "conj", "compound": "inside", "amod": "inside", "nmod:desc": "inside", "flat": "inside",
}  # fmt: skip
_CLASS = {"m": "person", "f": "person", "n": "thing"}
_UNREAL = frozenset(("_SP", "CD"))
_QUOTES = frozenset('"“”„«»')
_BESIDES = frozenset(
    ("here", "there", "lot", "way", "time", "day", "year", "month", "week", "hour", "case", "fact", "thing")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that a pronoun may stand for: its cluster, and the mention that holds it (both None for a plain noun)."""

    word: int
    cluster: int | None
    mention: int | None


@dataclass(slots=True)
class Context:
    """What is known while the pronouns of one document are gone through in order."""

    doc: Doc
    mentions: list[Mention]
    clusters: list[int | None]
    genders: dict[int, str]
    sizes: dict[int, int]
    sentence: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    nouns: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc, mentions: list[Mention], clusters: list[int | None], genders: dict[int, str]) -> Context:
        """Look a document over once."""
        found = cls(doc, mentions, clusters, genders, {})
        held = bytearray(len(doc))
        for m in mentions:
            if m.get("counted"):
                continue
            held[m["start"] : m["end"]] = b"\x01" * (m["end"] - m["start"])
            held[m["root"]] = 1
        found.nouns = [t.i for t in doc if not held[t.i] and _may_be_meant(t)]
        found.sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            found.sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        inside = False
        for token in doc:
            if token.text in _QUOTES:
                inside = token.text == "“" or (token.text == '"' and not inside)
            elif token.is_space and "\n" in token.text:
                inside = False
            found.quoted.append(inside)
        return found

    def note(self, number: int | None) -> None:
        """One more mention of a cluster was read."""
        if number is not None:
            self.sizes[number] = self.sizes.get(number, 0) + 1


def _may_be_meant(token: Token) -> bool:
    """Whether a noun outside all mentions may be what "it" or "they" stands for."""
    return (
        token.pos_ in ("NOUN", "PROPN")
        and token.tag_ not in _UNREAL
        and token.dep_ not in ("compound", "flat", "nmod:desc", "nmod:unmarked", "obl:unmarked", "fixed", "goeswith")
        and token.lemma_.lower() not in _BESIDES
    )


def class_of(pronoun: Mention) -> str:
    """`person` for he and she, `thing` for it, `many` for they."""
    return _CLASS.get(pronoun["gender"] or "", "many")


def candidates(at: Context, n: int) -> list[Candidate]:
    """Words that may be the antecedent of mention `n`, the nearest first."""
    pronoun = at.mentions[n]
    here = at.sentence[pronoun["start"]]
    token = at.doc[pronoun["root"]]
    out = []
    other = _other(at, n, token)
    for k in range(n - 1, -1, -1):
        m, number = at.mentions[k], at.clusters[k]
        distance = here - at.sentence[m["start"]]
        if distance > BACK:
            break
        if (
            number is None
            or number == other
            or m.get("counted")
            or at.doc[m["root"]].tag_ in ("WP", "WDT", "WP$")
            or m["end"] > pronoun["start"]
        ):
            continue
        if _agrees(pronoun, m, at.genders.get(number)) and not (distance == 0 and bound(token, at.doc[m["root"]])):
            out.append(Candidate(m["root"], number, k))
    if any(at.mentions[c.mention]["number"] == "p" for c in out if c.mention is not None):
        # Where several people are spoken of, "they" are these and not a country.
        out = [c for c in out if c.mention is not None and at.mentions[c.mention]["kind"] != "country"]
    if class_of(pronoun) != "person":
        for k in range(bisect_left(at.nouns, pronoun["start"]) - 1, -1, -1):
            i = at.nouns[k]
            distance = here - at.sentence[i]
            if distance > _NOUNS_BACK:
                break
            fits = (at.doc[i].tag_ in ("NNS", "NNPS")) == (pronoun["number"] == "p")
            if fits and not (distance == 0 and bound(token, at.doc[i])):
                out.append(Candidate(i, None, None))
    return sorted(out, key=lambda c: -c.word)


def bound(pronoun: Token, candidate: Token) -> bool:
    """A plain pronoun and the subject of its own verb are two: "X said he" may be one, "X hit him" is not."""
    if pronoun.lower_.endswith(("self", "selves")):
        return False
    if pronoun.dep_ == "nmod:poss":
        return pronoun.head.i == candidate.i
    return (pronoun.head.i == candidate.head.i and pronoun.dep_ not in _SUBJECTS) or candidate.head.i == pronoun.i


def _other(at: Context, n: int, pronoun: Token) -> int | None:
    """The cluster of whoever acts on the pronoun: nobody does it to himself without saying so."""
    if pronoun.dep_ not in _ACTED_ON or pronoun.lower_.endswith(("self", "selves")):
        return None
    doer = _doer(pronoun.head)
    if doer is None:
        return None
    # What another pronoun stands for is too unsure to rule anybody out.
    named = (k for k in range(n - 1, -1, -1) if at.mentions[k]["root"] == doer.i and not at.mentions[k]["pronoun"])
    return next((at.clusters[k] for k in named), None)


def _doer(verb: Token) -> Token | None:
    """Who does what a verb tells, where another verb has the subject: "freed them and killed", "a day after seizing"."""
    for _ in range(4):
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            relative = subject.tag_ in ("WP", "WDT") and verb.dep_ == "acl:relcl"
            return verb.head if relative else subject
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ == "xcomp":
            told = next((c for c in verb.head.children if c.dep_ in ("obj", "iobj")), None)
            if told is not None:
                return told
        elif verb.dep_ != "conj" and not (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
            return None
        verb = verb.head
    return None


def _agrees(pronoun: Mention, m: Mention, of_cluster: str | None) -> bool:
    """Number, gender and animacy."""
    kind, gender = m["kind"], pronoun["gender"]
    if m["pronoun"]:
        return bool(m["number"] == pronoun["number"] and m["gender"] == gender)
    if gender in ("m", "f"):
        return kind == "person" and of_cluster in (None, gender)
    if gender == "n":
        return kind in ("organization", "country", "place") or (kind == "group" and m["number"] == "s")
    return kind in ("group", "organization", "country")


def features(at: Context, n: int, options: Sequence[Candidate]) -> Iterator[dict[str, float]]:
    """What is to be said of each candidate; names begin with the class of the pronoun."""
    kind = class_of(at.mentions[n])
    pronoun = at.doc[at.mentions[n]["root"]]
    order: dict[object, int] = {}
    for c in options:
        order.setdefault(c.cluster if c.cluster is not None else ("word", c.word), len(order))
        rank = order[c.cluster if c.cluster is not None else ("word", c.word)]
        found = dict(_of_words(at, pronoun, at.doc[c.word]))
        found[f"rank {min(rank, 3)}"] = 1.0
        found[f"is {_type(at, c)}"] = 1.0
        if c.cluster is not None:
            found["said before"] = math.log1p(at.sizes.get(c.cluster, 0))
        if c.mention is not None:
            m = at.mentions[c.mention]
            found[f"number {m['number']}"] = 1.0
            if kind == "person":
                found["gender known"] = float(c.cluster in at.genders)
        yield {f"{kind}: {name}": value for name, value in found.items()}


def nothing(at: Context, n: int) -> dict[str, float]:
    """What speaks for "nothing named"."""
    m = at.mentions[n]
    token = at.doc[m["root"]]
    kind = class_of(m)
    out = {f"{kind}: nothing": 1.0, f"{kind}: nothing, {_role(token)}": 1.0}
    if kind == "thing" and token.dep_ in _SUBJECTS:
        verb = token.head
        copula = any(c.dep_ == "cop" for c in verb.children)
        clause = any(c.dep_ in ("csubj", "ccomp", "advcl", "xcomp", "acl") and c.i > verb.i for c in verb.children)
        out[f"thing: nothing, {'copula' if copula else 'verb'}{' and clause' if clause else ''}"] = 1.0
    return out


def _type(at: Context, c: Candidate) -> str:
    if c.mention is None:
        return "proper noun" if at.doc[c.word].pos_ == "PROPN" else "noun"
    m = at.mentions[c.mention]
    return "pronoun" if m["pronoun"] else f"{'proper' if m['proper'] else 'common'} {m['kind']}"


def _role(token: Token) -> str:
    if token.dep_ in _SUBJECTS:
        return "subject"
    return _ROLES.get(token.dep_, "other")


def _of_words(at: Context, pronoun: Token, word: Token) -> Iterator[tuple[str, float]]:
    """Distance, roles and how the two words stand to each other in the tree."""
    distance = at.sentence[pronoun.i] - at.sentence[word.i]
    yield f"sentence {distance}", 1.0
    yield "words between", math.log1p(pronoun.i - word.i)
    mine, theirs = _role(pronoun), _role(word)
    yield f"{mine} for {theirs}", 1.0
    yield f"{theirs}, sentence {min(distance, 1)}", 1.0
    if mine == theirs and distance == 1:
        yield "same role as in the sentence before", 1.0
    if distance == 0:
        above = [t.i for t in pronoun.ancestors]
        if word.head.i in above and theirs == "subject":
            yield "subject above", 1.0
            yield f"subject above, {len(above) - above.index(word.head.i) > 2}", 1.0
        if mine == "poss" and pronoun.head.dep_ == "conj" and pronoun.head.head.i == word.i:
            yield "the army and its allies", 1.0
        if mine == "poss" and pronoun.head.head.i == word.head.i:
            yield f"possessive beside {theirs}", 1.0
    if word.head.dep_ == "ROOT" and theirs == "subject":
        yield "subject of the sentence", 1.0
    if at.quoted[pronoun.i] != at.quoted[word.i]:
        yield f"other voice, {at.quoted[pronoun.i]}", 1.0
    if any(c.lower_ in ("a", "an") for c in word.children):
        yield "a or an", 1.0


class Weights:
    """Sums of features."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = dict(table)

    def of(self, found: Mapping[str, float]) -> float:
        """Weight of a set of features; names without a weight count nothing."""
        table = self._table
        return sum(table.get(name, 0.0) * value for name, value in found.items())


@cache
def load_weights(extra: Path | None = None) -> Weights:
    """Load `pronouns/weights.json`, a person's own where there is one.

    Raises:
        DataError: The file is missing.
    """
    return Weights(json.loads(data_file("pronouns/weights.json", extra).read_text(encoding="utf-8")))


def _coordinated(pronoun: Token) -> int | None:
    """The word that a possessive's noun is coordinated with: "the army and its allies" are the army's."""
    noun = pronoun.head
    close = pronoun.dep_ == "nmod:poss" and noun.dep_ == "conj" and noun.i - noun.head.i < _COORDINATED
    return noun.head.i if close else None


def choose(at: Context, n: int, weigh: Callable[[Mapping[str, float]], float]) -> int | None:
    """The cluster that pronoun `n` stands for: that of the best candidate; None where a plain noun or nothing is better."""
    options = candidates(at, n)
    beside = _coordinated(at.doc[at.mentions[n]["root"]])
    for c in options:
        if c.word == beside:
            return c.cluster
    best, best_score = None, weigh(nothing(at, n)) if class_of(at.mentions[n]) != "person" else -math.inf
    best_score -= _GAIN
    for c, found in zip(options, features(at, n, options), strict=True):
        score = weigh(found) - (_GAIN if c.cluster is None else 0.0)
        if score > best_score:
            best, best_score = c.cluster, score
    return best
