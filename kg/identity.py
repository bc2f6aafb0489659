"""Who is who, and a person's word on it: explain, review, merge, split. What the command line calls; nothing prints.

Invariant: each answer is kept in the ledger at once, so that a review that ends at any moment has lost nothing.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from kg.errors import UsageError
from kg.ledger import MACHINE, Ledger
from kg.model import Judgement
from kg.record import Record
from kg.resolve import ArticleChain, Linker, chains_of
from kg.resolve.explain import compare
from kg.resolve.judge import SAME
from kg.resolve.linker import WITHDRAWN, resolved
from kg.resolve.review import Words, called, choose, doubts, merging, splitting
from kg.resolve.roles import load_roster
from kg.settings import Settings

_WITNESSES = 3  # sentences of one side
_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)\s])\s*(?=[\"“‘(A-Z])|\n+")
_LONGEST = 400  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Witness(Record):
    """A sentence that names one side, and where it stands."""

    chain: str
    sentence: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Side(Record):
    """One of two entities as a person sees it: who it is, and sentences that name it."""

    entity: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    chains: int
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Feature(Record):
    """What one feature says: points for or against, and the reason."""

    name: str
    points: float
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """Why two entities are one or two.

    Attributes:
        left: The one.
        right: The other.
        same: Whether they are one entity now.
        decision: What decided it, in words.
        score: The machine's score; None where it compared nothing (equal keys, places, groups).
        features: All that the machine said.
        said: What persons said of the two, the newest of each pair.
    """

    left: Side
    right: Side
    same: bool
    decision: str
    score: float | None
    features: tuple[Feature, ...]
    said: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Question(Record):
    """A doubtful pair: are these two one? `left.chain` and `right.chain` of the judgement stand for them."""

    left: Side
    right: Side
    judgement: Judgement


class Review:
    """A ledger as a person reviews it; a context manager.

    Args:
        settings: Ledger and data.
        by: Who speaks; None for the name of the user.
    """

    def __init__(self, settings: Settings, *, by: str | None = None) -> None:
        self._by = _speaker(by)
        self._roster = load_roster(settings.data)
        self._ledger = Ledger(settings.ledger, create=False)
        try:
            self._chains = list(chains_of(self._ledger.extractions()))
            self._said = self._ledger.judgements()
            self._linker, self._made = resolved(self._chains, self._said, roster=self._roster)
        except BaseException:
            self._ledger.close()
            raise
        self._given: list[Judgement] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ledger.close()

    @property
    def linker(self) -> Linker:
        """Who is who, as it was when the review began or after the last `merge` or `split`."""
        return self._linker

    def doubts(self) -> list[Judgement]:
        """The pairs to ask about, the most mentioned entities first."""
        return doubts(self._linker, self._made, self._said)

    def question(self, doubt: Judgement) -> Question:
        """A doubtful pair with the sentences of both sides."""
        sides = [self._side([self._linker.chain(key)]) for key in (doubt.left, doubt.right)]
        return Question(sides[0], sides[1], doubt)

    def answer(self, doubt: Judgement, same: bool) -> None:
        """Keep a person's answer."""
        said = self._words("answered in a review").say(doubt.left, doubt.right, same)
        self._keep([said])
        self._given.append(said)

    def undo(self) -> Judgement | None:
        """Take back the last answer of this review; None where there is none."""
        if not self._given:
            return None
        last = self._given.pop()
        self._keep([self._words("").withdraw(last.left, last.right)])
        return last

    def merge(self, left: str, right: str) -> Side:
        """Make two entities one (names, ids, or keys of chains). See `kg.resolve.review.merging`."""
        sides = choose(self._linker, left), choose(self._linker, right)
        self._keep(merging(self._linker, *sides, self._said, self._words("merged")))
        self._again()
        return self._side(self._linker.chains_of(self._linker.entity_of(sides[0][0].key)))

    def split(self, left: str, right: str) -> tuple[Side, Side]:
        """Make one entity two (names, or keys of chains). See `kg.resolve.review.splitting`."""
        sides = choose(self._linker, left), choose(self._linker, right)
        made = splitting(self._linker, *sides, self._said, self._words("split"))
        self._keep(made)
        self._again()
        parted = next(j for j in made if not j.same)
        ends = (parted.left, parted.right)
        first, second = (self._side(self._linker.chains_of(self._linker.entity_of(key))) for key in ends)
        return first, second

    def explain(self, left: str, right: str) -> Explanation:
        """Why two names are one entity or two."""
        sides = _named(self._linker, left), _named(self._linker, right)
        entities = [self._linker.entity_of(s[0].key) for s in sides]
        ours, theirs = ({c.key for c in side} for side in sides)
        said = tuple(
            j
            for j in self._said
            if j.by != MACHINE and ((j.left in ours and j.right in theirs) or (j.left in theirs and j.right in ours))
        )
        compared = compare(self._chains, *sides, self._roster)
        same = entities[0] == entities[1]
        verdicts = compared.verdicts if compared is not None else ()
        return Explanation(
            left=self._side(sides[0]),
            right=self._side(sides[1]),
            same=same,
            decision=self._decision(sides, same, said, compared.score if compared is not None else None),
            score=compared.score if compared is not None else None,
            features=tuple(Feature(name, v.points, v.reason) for name, v in verdicts),
            said=said,
        )

    def _decision(
        self, sides: Sequence[list[ArticleChain]], same: bool, said: Sequence[Judgement], score: float | None
    ) -> str:
        """In one line: what made them one, or keeps them two."""
        standing = [j for j in said if j.score != WITHDRAWN]
        if standing and standing[-1].same == same:
            return f"{standing[-1].by} said so on {standing[-1].at[:10]}"
        keys = [{self._linker.key_of(c.key) for c in side} for side in sides]
        if shared := sorted(keys[0] & keys[1]):
            return (
                f"both have the key {' / '.join(shared[0])}" if same else "a person parted what one key ties together"
            )
        if score is None:
            return "one through others" if same else "their keys differ, and their kind is told apart by its key alone"
        if same:
            return f"the score reaches {SAME}" if score >= SAME else "one through others that both are the same as"
        return f"the score stays below {SAME}" if score < SAME else "joining them would contradict what else is known"

    def _side(self, chains: Sequence[ArticleChain]) -> Side:
        entity = self._linker.entity_of(chains[0].key)
        first = chains[0].chain
        names = [c.chain.name for c in chains]
        name = min(names, key=lambda n: (-names.count(n), -len(n), n)) if len(names) < 50 else first.name
        return Side(
            entity=entity,
            name=name,
            kind=first.kind,
            country=next((c.chain.country for c in chains if c.chain.country), None),
            sector=next((c.chain.sector for c in chains if c.chain.sector), None),
            chains=len(chains),
            witnesses=tuple(self._witnesses(chains[:_WITNESSES])),
        )

    def _witnesses(self, chains: Iterable[ArticleChain]) -> Iterator[Witness]:
        for item in chains:
            extraction = self._ledger.extraction(item.article)
            article = extraction.article
            spans = [(m.start, m.end) for m in extraction.mentions if m.chain == item.chain.id]
            if spans:
                sentence = sentence_at(article.text, *spans[0])
                yield Witness(item.key, sentence, article.id, article.title, article.outlet, article.published)

    def _words(self, reason: str) -> Words:
        return Words(self._by, datetime.now(UTC).isoformat(timespec="microseconds"), reason)

    def _keep(self, judgements: Sequence[Judgement]) -> None:
        self._ledger.add_judgements(judgements)

    def _again(self) -> None:
        self._said = self._ledger.judgements()
        self._linker, self._made = resolved(self._chains, [*self._made, *self._said], roster=self._roster)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around some characters of a text, on one line, cut where it is very long."""
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    first = max((b for b in bounds if b <= start), default=0)
    last = min((b for b in bounds if b >= end), default=len(text))
    if last - first > _LONGEST:
        first, last = max(first, start - _LONGEST // 2), min(last, end + _LONGEST // 2)
    return " ".join(text[first:last].split())


def _named(linker: Linker, name: str) -> list[ArticleChain]:
    """Chains of a name, for looking only: of several entities with that name the most mentioned."""
    found = called(linker, name)
    return found[min(found, key=lambda e: (-sum(c.mentions for c in linker.chains_of(e)), e))]


def _speaker(by: str | None) -> str:
    """Who speaks. Nobody may speak as the machine."""
    name = by if by is not None else getpass.getuser()
    if not name.strip() or name == MACHINE:
        raise UsageError(f"{name!r} cannot judge", remedy="say who you are with --by NAME")
    return name
