"""The country of actors whose own words tell none, in an article about one country."""

import pytest

from kg.nlp.entities.context import country_of


@pytest.mark.parametrize(
    ("kind", "sector", "home", "foreign", "country"),
    [
        ("group", "CVL", ("MLI", 0.5), False, "MLI"),
        ("group", "CVL", ("MLI", 0.4), False, None),
        ("organization", "GOV", ("MLI", 0.3), False, "MLI"),
        ("group", "CVL", ("MLI", 0.9), True, None),
        ("group", "REB", ("MLI", 0.7), False, "MLI"),
        ("person", "UAF", ("MLI", 0.7), False, "MLI"),
        ("group", "REB", ("MLI", 0.5), False, None),
        ("organization", "REB", ("MLI", 0.9), False, None),
        ("group", "REF", ("MLI", 0.9), False, None),
        ("organization", "IGO", ("MLI", 0.9), False, None),
        ("place", None, ("MLI", 0.9), False, None),
        ("group", "CVL", None, False, None),
    ],
)
def test_the_article_answers_where_it_is_plain(kind, sector, home, foreign, country):
    assert country_of({"kind": kind, "sector": sector}, home, foreign) == country
