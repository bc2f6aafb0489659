"""A person's word: merges and splits, each undone by a newer one; what is asked, and what names mean."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.model import Chain, Extraction, Judgement
from kg.resolve import Linker, chains_of
from kg.resolve.linker import resolved
from kg.resolve.review import Words, choose, doubts, merging, splitting
from tests.factory import chain, make_extraction


def person(name: str, country: str | None = None, *aliases: str) -> Chain:
    return chain(name, "person", country=country, aliases=(name, *aliases))


BATCH = [
    make_extraction("a1", chains=[person("Johanna Stone", "NOR")]),
    make_extraction("a2", chains=[person("Johanna Stone", "NOR", "Hanna")]),
    make_extraction("a3", chains=[person("J. Stone", "NOR")]),
    make_extraction("a4", chains=[person("Lars Berg", "NOR")]),
    make_extraction("a5", chains=[person("Lars Berg", "SWE")]),
    make_extraction("a6", chains=[person("Johanna Stone", "NOR")]),
]


class Book:
    """Judgements of persons as a ledger gives them: the newest of each pair."""

    def __init__(self, batch: list[Extraction]) -> None:
        self.chains = list(chains_of(batch))
        self.said: dict[tuple[str, str], Judgement] = {}
        self.time = 0

    def add(self, judgements: list[Judgement]) -> None:
        self.said.update({(j.left, j.right): j for j in judgements})

    def words(self) -> Words:
        self.time += 1
        return Words("ada", f"2020-01-{self.time:02}", "seen")

    def linker(self) -> Linker:
        return resolved(self.chains, self.said.values())[0]

    def merge(self, left: str, right: str) -> None:
        linker = self.linker()
        self.add(merging(linker, choose(linker, left), choose(linker, right), self.said.values(), self.words()))

    def split(self, left: str, right: str) -> None:
        linker = self.linker()
        self.add(splitting(linker, choose(linker, left), choose(linker, right), self.said.values(), self.words()))

    def sets(self) -> list[tuple[str, ...]]:
        return sorted(tuple(c.removesuffix(":c1") for c in e.chains) for e in self.linker().entities())


START = [("a1", "a2", "a3", "a6"), ("a4",), ("a5",)]


def test_merge_and_split_undo_each_other_as_often_as_one_likes() -> None:
    book = Book(BATCH)
    assert book.sets() == START
    ids = [e.id for e in book.linker().entities() if e.name == "Lars Berg"]
    book.merge(*ids)
    assert ("a4", "a5") in book.sets()
    book.split("a4:c1", "a5:c1")
    assert book.sets() == START
    book.merge("a4:c1", "a5:c1")
    assert ("a4", "a5") in book.sets()


def test_a_name_is_parted_from_an_entity() -> None:
    book = Book(BATCH)
    book.split("Johanna Stone", "J. Stone")
    assert book.sets() == [("a1", "a2", "a6"), ("a3",), ("a4",), ("a5",)]
    book.merge("Johanna Stone", "J. Stone")
    assert book.sets() == START


def test_namesakes_with_one_key_are_parted_by_their_chains() -> None:
    book = Book(BATCH)
    book.split("a1:c1", "a6:c1")
    assert ("a6",) in book.sets()
    book.merge("a1:c1", "a6:c1")
    assert book.sets() == START


@pytest.mark.parametrize(
    ("act", "left", "right", "said"),
    [
        ("merge", "Lars Berg", "J. Stone", "2 entities are called 'Lars Berg' .give an id: e"),
        ("merge", "Nobody", "J. Stone", "no entity is called 'Nobody'"),
        ("merge", "Hanna", "J. Stone", "one entity already"),
        ("split", "a4:c1", "J. Stone", "two entities already"),
        ("split", "Johanna Stone", "Johanna Stone", "both names mean the same .give keys of two chains, such as a1:c1"),
    ],
)
def test_what_cannot_be_done_says_why(act: str, left: str, right: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        getattr(Book(BATCH), act)(left, right)
    assert said.replace(" .", " (") in str(caught.value)


def test_only_the_doubtful_middle_is_asked_and_only_once() -> None:
    batch = [
        make_extraction("a1", chains=[person("Johanna Mary Stone")]),
        make_extraction("a2", chains=[person("Johanna Stone")]),
        make_extraction("a3", chains=[person("Lars Berg", "NOR")]),
        make_extraction("a4", chains=[person("Lars Berg", "SWE")]),
    ]
    chains = list(chains_of(batch))
    linker, made = resolved(chains)
    (asked,) = doubts(linker, made, [])
    assert (asked.left, asked.right) == ("a1:c1", "a2:c1")
    answer = Words("ada", "2020", "asked").say(asked.left, asked.right, False)
    assert doubts(linker, made, [answer]) == []
    withdrawn = Words("ada", "2020", "asked").withdraw(asked.left, asked.right)
    assert doubts(linker, made, [withdrawn]) == [asked]
