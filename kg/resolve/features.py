"""THE list of features: all that is ever said for or against two parties being one entity.

A feature is a function of a pair that gives points and a reason, or nothing; its docstring says what it looks at.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.resolve.compare import organizations, persons, surroundings
from kg.resolve.compare.verdict import Verdict
from kg.resolve.pairs import Pair

Feature = Callable[[Pair], Verdict | None]

FEATURES: tuple[Feature, ...] = (
    persons.same_name,
    persons.other_order,
    persons.other_spelling,
    persons.slip,
    persons.initial,
    persons.shorter,
    persons.surname_only,
    persons.single_name,
    persons.names_clash,
    organizations.same_body,
    organizations.turned_body,
    organizations.spelled_body,
    organizations.slip_in_body,
    organizations.ends_alike,
    organizations.alias_is_said,
    organizations.initials_agree,
    organizations.bodies_clash,
    surroundings.one_holder,
    surroundings.two_holders,
    surroundings.countries_differ,
    surroundings.one_country,
    surroundings.sectors_part,
    surroundings.one_sector,
    surroundings.shared_company,
    surroundings.shared_places,
    surroundings.stands_apart,
    surroundings.has_rivals,
)


# What persons' names say is no matter of organizations, and the other way round.
_OF_KIND = {
    kind: tuple(f for f in FEATURES if f.__module__ != other.__name__)
    for kind, other in (("person", organizations), ("organization", persons))
}


def told(pair: Pair) -> list[tuple[str, Verdict]]:
    """Everything that the features say of a pair, by name, in the order of the list."""
    features = _OF_KIND[pair.left.kind]
    return [(feature.__name__, verdict) for feature in features if (verdict := feature(pair)) is not None]
