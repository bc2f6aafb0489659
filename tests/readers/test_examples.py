"""The examples that ship with the project are read without a fault and are what they are said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article
from kg.readers import read

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="module")
def examples() -> list[Article]:
    items = list(read([str(EXAMPLES)]))
    articles = [i for i in items if isinstance(i, Article)]
    assert len(articles) == len(items) == 10
    return articles


def test_each_has_title_date_and_language(examples: list[Article]) -> None:
    assert all(a.title and a.language == "en" for a in examples)
    assert all(a.published is not None and "2024-01-01" <= a.published <= "2025-12-31" for a in examples)
    assert len({a.id for a in examples}) == len({a.outlet for a in examples}) == 10


def test_each_is_of_the_length_of_a_wire_report(examples: list[Article]) -> None:
    assert all(200 <= len(a.text.split()) <= 400 for a in examples)


def test_three_of_different_outlets_tell_the_same_events(examples: list[Article]) -> None:
    assert sum("Tessougué" in a.text and "Azawad Renewal Front" in a.text for a in examples) == 3
