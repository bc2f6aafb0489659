"""What is begun before it is asked for: order, failures, and what nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.nlp.load import AHEAD, ahead


def begun(count: int, made: list[int], *, broken: bool = False) -> Iterator[int]:
    for n in range(count):
        made.append(n)
        yield n
    if broken:
        raise OSError("the file ends here")


def test_order_and_distance() -> None:
    made: list[int] = []
    taken = ahead(begun(6, made), lambda n: None)
    assert next(taken) == 0
    assert made == list(range(AHEAD + 1))
    assert list(taken) == [1, 2, 3, 4, 5]


def test_what_was_begun_before_a_failure_is_handed_on() -> None:
    seen = []
    with pytest.raises(OSError, match="ends here"):
        for n in ahead(begun(2, [], broken=True), lambda n: None):
            seen.append(n)
    assert seen == [0, 1]


def test_what_nobody_waits_for_is_dropped() -> None:
    dropped: list[int] = []
    taken = ahead(begun(9, []), dropped.append)
    assert [next(taken), next(taken)] == [0, 1]
    taken.close()  # type: ignore[attr-defined]
    assert dropped == [2, 3]
