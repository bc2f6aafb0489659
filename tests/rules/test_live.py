"""Every rule's own examples hold on the bundled model: hits with their arguments, misses without a claim of that rule."""

import pytest

from kg import trials
from kg.settings import DEFAULT_MODEL

pytestmark = [pytest.mark.model, pytest.mark.slow]


def test_every_example_of_every_rule_holds() -> None:
    report = trials.check(DEFAULT_MODEL)
    assert [f"{p.rule}: {p.why} | {p.text}" for p in report.problems] == []
    assert report.passed >= 600
