"""Numbers in words and digits, with their bounds."""

import pytest

from kg.nlp.claims.quantities import Number, QuantityReader
from kg.nlp.claims.view import View
from tests.nlp.entities.documents import annotated, parsed

READER = QuantityReader()


def number_of(words: str) -> tuple[int, int | None, str] | None:
    """Number of "soldiers" after these words; all but the last word before it hang on the last, as the parser does."""
    before = words.split()
    n = len(before)
    cells = [
        f"{w}/{'CD' if k == n - 1 else 'RB'}/{'nummod' if k == n - 1 else 'dep'}/{n + 1 if k == n - 1 else n}"
        for k, w in enumerate(before)
    ]
    doc = parsed(" ".join([*cells, f"soldiers/NNS/nsubj/{n + 2}/soldier", "fell/VBD/root/0/fall"]))
    found = READER.of(doc[n])
    return (found.low, found.high, doc[found.start : found.end].text) if isinstance(found, Number) else None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("seven", 7, 7), ("1,800", 1800, 1800), ("at least 1,800", 1800, None), ("more than half a million", 500_000, None),
        ("no fewer than 14", 14, None), ("about a dozen", 12, 12), ("nearly 300", 300, 300), ("twenty - five", 25, 25),
        ("one hundred and twenty", 120, 120), ("2.5 million", 2_500_000, 2_500_000), ("12 to 15", 12, 15),
        ("2 to 3 million", 2_000_000, 3_000_000), ("between 20 and 30", 20, 30), ("one or two", 1, 2), ("10 - 12", 10, 12),
        ("several hundred", 200, None), ("a few dozen", 24, None), ("tens of thousands", 20_000, None), ("over 60", 60, None),
    ],
)  # fmt: skip
def test_numbers(words: str, low: int, high: int | None) -> None:
    assert number_of(words) == (low, high, words.removeprefix("a ") if words == "a few dozen" else words)


def test_or_more_behind_a_number() -> None:
    doc = parsed("107/CD/nsubj/4 or/CC/cc/3 more/JJR/conj/1 died/VBD/root/0/die")
    found = READER.of(doc[0])
    assert found is not None and (found.low, found.high) == (107, None)


def test_one_of_each_and_none_of_what_is_not_counted() -> None:
    doc = parsed("A/DT/det/2 soldier/NN/nsubj/3 helped/VBD/root/0/help the/DT/det/5 army/NN/obj/3")
    one = READER.of(doc[1])
    assert one is not None and (one.low, one.high) == (1, 1)
    assert READER.of(doc[4]) is None


def test_coordinated_groups_are_two_quantities() -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill seven/CD/nummod/4 soldiers/NNS/obj/2/soldier and/CC/cc/7"
        " one/CD/nummod/7 policeman/NN/conj/4 ./././2"
    )
    view = View(doc)
    found = list(READER.read([doc[3]], "killed", view))
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    assert [(q["low"], q["text"], names[q["of"]]) for q in found] == [
        (7, "seven soldiers", "soldiers"),
        (1, "one policeman", "policeman"),
    ]


def test_dozens_are_told_with_what_they_count() -> None:
    doc = annotated(
        "Police/NNS/nsubj/2/police arrested/VBD/root/0/arrest dozens/NNS/obj/2/dozen of/IN/case/5"
        " protesters/NNS/nmod/3/protester ./././2"
    )
    (found,) = READER.read([doc[2]], "arrested", View(doc))
    assert (found["low"], found["high"], found["text"]) == (24, None, "dozens of protesters")


def test_a_number_that_stands_on_what_is_theirs() -> None:
    doc = parsed("430/CD/nummod/3 Kenyan/JJ/amod/3 trucks/NNS/nsubj/4/truck crossed/VBD/root/0/cross")
    found = READER.of(doc[1])
    assert found is not None and (found.low, found.high) == (430, 430)


def test_a_number_of_is_not_one() -> None:
    doc = parsed("A/DT/det/2 number/NN/nsubj/5/number of/IN/case/4 soldiers/NNS/nmod/2/soldier fell/VBD/root/0/fall")
    assert READER.of(doc[1]) is None
