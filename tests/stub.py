"""A stand-in for half one, so that tests of the line and of the command line need no language model.

`install(monkeypatch)` replaces loading and harvesting: each capitalised word that the text repeats no matter where is
an actor; each sentence with two of them is one CONSULT of these two. A text that says BROKEN makes the line fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.ids import claim_id
from kg.model import Article, Chain, Claim, Extraction, Mention, Span


@dataclass
class StubLine:
    """Counts what it reads; `interrupt_after` raises Ctrl-C at that article."""

    loads: int = 0
    read: list[str] = field(default_factory=list)
    interrupt_after: int | None = None

    def load(self, model: str, *, data: Path | None = None) -> StubLine:
        self.loads += 1
        return self

    def start(self, nlp: object, article: Article) -> Started:
        if self.interrupt_after is not None and len(self.read) >= self.interrupt_after:
            raise KeyboardInterrupt
        return Started(self, article)

    @property
    def pipe_names(self) -> list[str]:
        return []


@dataclass
class Started:
    """An article that the stand-in reads when it is asked for it."""

    line: StubLine
    article: Article

    def done(self) -> str:
        if self.line.interrupt_after is not None and len(self.line.read) >= self.line.interrupt_after:
            raise KeyboardInterrupt
        if "BROKEN" in self.article.text:
            raise ValueError("the text says so")
        self.line.read.append(self.article.id)
        return self.article.text

    def give_up(self) -> None:
        pass


def harvest(doc: str, article: Article, *, model: str, rules: str, data: object = None) -> Extraction:
    """Extraction of a text by the rule above."""
    names = list(dict.fromkeys(re.findall(r"\b[A-Z][a-z]+\b", doc)))
    ids = {name: f"c{i}" for i, name in enumerate(names, 1)}
    mentions = [
        Mention(f"m{i}", m.start(), m.end(), m[0], "organization", ids[m[0]])
        for i, m in enumerate(re.finditer(r"\b[A-Z][a-z]+\b", doc), 1)
    ]
    chains = [Chain(ids[n], "organization", n, (n,)) for n in names]
    return Extraction(article, tuple(mentions), tuple(chains), tuple(_claims(doc, article, ids)), model, rules)


def _claims(doc: str, article: Article, ids: dict[str, str]) -> Iterator[Claim]:
    for sentence in re.finditer(r"[^.]+\.", doc):
        pair = tuple(dict.fromkeys(ids[n] for n in re.findall(r"\b[A-Z][a-z]+\b", sentence[0])))[:2]
        verb = re.search(r"\bmet\b", sentence[0])
        if len(pair) == 2 and verb is not None:
            at = (sentence.start(), sentence.end())
            trigger = (at[0] + verb.start(), at[0] + verb.end())
            yield Claim(
                claim_id(article.id, at, trigger, "consult/meet", pair), "CONSULT", None, pair, (), (), None, "actual",
                (), (), Span(*trigger), Span(*at), "consult/meet", 0.8,
            )  # fmt: skip


def install(monkeypatch: pytest.MonkeyPatch) -> StubLine:
    """Put the stand-in in the place of the language line."""
    import kg.nlp.harvest
    import kg.nlp.load

    line = StubLine()
    monkeypatch.setattr(kg.nlp.load, "load", line.load)
    monkeypatch.setattr(kg.nlp.load, "Started", line.start)
    monkeypatch.setattr(kg.nlp.harvest, "harvest", harvest)
    return line
