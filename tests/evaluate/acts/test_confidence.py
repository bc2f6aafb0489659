"""Measured reliability: shares drawn towards the type's, and honest tables."""

import pytest

from kg.evaluate.acts.confidence import (
    STRONG,
    WEAK,
    Judged,
    at_least,
    bins,
    error,
    held_out,
    learn,
    measure,
    ordered,
    weights,
)

RULES = ["aid/give", "aid/lend", "accuse/blame"]


def judged(rule: str, right: int, wrong: int, article: str = "a", signs: tuple[str, ...] = ()) -> list[Judged]:
    """So many claims of a rule, each in an article of its own."""
    truth = [True] * right + [False] * wrong
    return [Judged(f"{article}{n}", rule.split("/")[0].upper(), rule, t, signs) for n, t in enumerate(truth)]


def test_a_rule_seen_once_is_not_sure() -> None:
    table = measure([*judged("aid/give", 1, 0), *judged("accuse/blame", 20, 20)], RULES)
    assert 0.5 < table.rules["aid/give"] < 0.7


def test_a_rule_seen_often_has_its_own_share() -> None:
    table = measure([*judged("aid/give", 90, 10), *judged("accuse/blame", 10, 90)], RULES)
    assert table.rules["aid/give"] == pytest.approx(0.9, abs=0.03)
    assert table.rules["accuse/blame"] == pytest.approx(0.1, abs=0.03)


def test_a_rule_never_seen_is_as_good_as_its_type() -> None:
    table = measure(judged("aid/give", 30, 10), RULES)
    assert table.rules["aid/lend"] == table.types["AID"]
    assert table.types["ACCUSE"] == table.overall


def test_a_list_in_one_article_counts_for_a_few() -> None:
    same = [Judged("a", "AID", "aid/give", True)] * 40
    assert sum(weights(same)) == pytest.approx(4)
    assert measure(same, RULES).rules["aid/give"] < measure(judged("aid/give", 40, 0), RULES).rules["aid/give"]


def test_a_weakness_takes_off_what_was_measured_and_never_adds() -> None:
    bad = learn([*judged("aid/give", 40, 0), *judged("aid/give", 5, 35, "b", ("pronoun",))], RULES)
    good = learn([*judged("aid/give", 20, 20), *judged("aid/give", 30, 0, "b", ("pronoun",))], RULES)
    assert bad.signs["pronoun"] < -1
    assert good.signs["pronoun"] == 0
    assert bad.of(Judged("x", "AID", "aid/give", True, ("pronoun",))) < bad.of(Judged("x", "AID", "aid/give", True))


def test_a_strength_adds_what_was_measured_and_never_takes_off() -> None:
    good = learn([*judged("aid/give", 20, 20), *judged("aid/give", 38, 2, "b", ("main",))], RULES)
    bad = learn([*judged("aid/give", 38, 2), *judged("aid/give", 5, 35, "b", ("main",))], RULES)
    assert good.signs["main"] > 1
    assert bad.signs["main"] == 0
    assert not set(WEAK) & set(STRONG)


def test_a_sign_seen_twice_weighs_little() -> None:
    seldom = learn([*judged("aid/give", 40, 40), *judged("aid/give", 0, 2, "b", ("far",))], RULES)
    often = learn([*judged("aid/give", 40, 40), *judged("aid/give", 0, 40, "b", ("far",))], RULES)
    assert often.signs["far"] < seldom.signs["far"] < 0


def test_what_was_learnt_is_calibrated() -> None:
    claims = [
        *judged("aid/give", 60, 20),
        *judged("aid/give", 10, 30, "b", ("deep",)),
        *judged("accuse/blame", 8, 32, "c"),
    ]
    table = learn(claims, RULES)
    mean = sum(table.of(c) for c in claims) / len(claims)
    assert mean == pytest.approx(sum(c.right for c in claims) / len(claims), abs=0.02)
    plain, deep, other = (
        table.of(Judged("x", "", rule, True, signs))
        for rule, signs in (("aid/give", ()), ("aid/give", ("deep",)), ("accuse/blame", ()))
    )
    assert plain > 0.65 > 0.4 > deep
    assert plain > other


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [*judged("aid/give", 9, 3, "a", ("far",)), *judged("accuse/blame", 4, 8, "b", ("main", "short"))]
    one, other = learn(claims, RULES), learn(claims[::-1], RULES)
    assert {k: round(v, 6) for k, v in one.signs.items()} == {k: round(v, 6) for k, v in other.signs.items()}


def test_held_out_never_asks_the_article_itself() -> None:
    only = [Judged("a", "AID", "aid/give", True)] * 3
    assert {round(c, 2) for c, _, _ in held_out(only, RULES)} == {0.5}


def test_tables() -> None:
    told = [(0.45, False, 1.0), (0.45, True, 1.0), (0.9, True, 2.0)]
    assert bins(told) == [(0.4, 0.5, 2.0, 0.45, 0.5), (0.8, 1.0, 2.0, 0.9, 1.0)]
    assert at_least(told)[-1] == (0.8, 2.0, 1.0, pytest.approx(2 / 3))
    assert error([(1.0, True, 1.0), (0.5, False, 1.0)]) == pytest.approx(0.125)


def test_ordered_counts_pairs_of_right_and_wrong() -> None:
    assert ordered([(0.9, True, 1.0), (0.5, False, 1.0), (0.5, True, 1.0)]) == pytest.approx(0.75)
    assert ordered([(0.9, True, 1.0)]) == 0.5
