"""What other rules change in an article."""

from dataclasses import replace

from kg.model import Article, Chain, Claim, Extraction, Span
from kg.rules.diff import changes

TEXT = "Chad helped Niger. Niger met Mali."


def article(*claims: Claim) -> Extraction:
    chains = tuple(Chain(f"c{n}", "country", name, (name,)) for n, name in enumerate(("Chad", "Niger", "Mali"), 1))
    return Extraction(Article("a", TEXT), (), chains, claims, "model", "rules")


def claim(type_: str, actor: str, recipient: str, at: tuple[int, int] = (0, 18), rule: str = "aid/help") -> Claim:
    return Claim(
        "i", type_, None, (actor,), (recipient,), (), None, "actual", (), (), Span(5, 11), Span(*at), rule, 0.5
    )  # fmt: skip


def test_nothing_changes_when_only_rule_and_confidence_differ() -> None:
    mine = claim("AID", "c1", "c2")
    assert list(changes(article(mine), article(replace(mine, rule="aid/other", confidence=0.9)))) == []


def test_gained_and_lost_in_the_order_of_the_text() -> None:
    before = article(claim("CONSULT", "c2", "c3", (19, 34)), claim("AID", "c1", "c2"))
    after = article(claim("AID", "c2", "c1"), claim("CONSULT", "c2", "c3", (19, 34)))
    found = list(changes(before, after))
    assert [(c.gained, c.actors, c.recipients) for c in found] == [
        (False, ("Chad",), ("Niger",)),
        (True, ("Niger",), ("Chad",)),
    ]
    assert {c.sentence for c in found} == {"Chad helped Niger."}


def test_a_claim_that_is_told_twice_counts_twice() -> None:
    one = claim("AID", "c1", "c2")
    assert [c.gained for c in changes(article(one), article(one, one))] == [True]
