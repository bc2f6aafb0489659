"""The same articles give the same entities: in any order, all at once or one by one, judged anew or remembered."""

from __future__ import annotations

import random
from dataclasses import replace

from kg.evaluate import perturb
from kg.model import Extraction, Judgement
from kg.resolve import chains_of
from kg.resolve.linker import link, resolved
from tests.factory import chain, make_extraction

FIRMS = ["Fjord Ferries", "First National Bank", "OAF", "Orange Apple Front", "Hezbollah", "Hizbollah", "Harbour Union"]


def news(seed: int) -> list[Extraction]:
    """Sixty articles: made-up people in several spellings, organizations, offices, single names."""
    draw = random.Random(seed)
    everybody = perturb.people(40, seed)
    named = [replace(c, aliases=(c.name,)) for _, c in perturb.chains(everybody, 240, seed)]
    batch = []
    for n in range(60):
        persons = named[4 * n : 4 * n + 4]
        more = [chain(draw.choice(FIRMS), "organization", country=draw.choice((None, "USA")))]
        more += [chain(persons[0].name.split()[-1], "person", country=persons[0].country, sector=persons[0].sector)]
        more += [
            chain("Turkish president", "person", country="TUR"),
            chain("rebels", country=draw.choice((None, "SYR"))),
        ]
        batch.append(make_extraction(f"a{n:02}", f"20{10 + n % 10}-02-03", chains=[*persons, *more]))
    return batch


def test_any_order_gives_the_same_entities() -> None:
    batch = news(1)
    expected = list(link(batch).entities())
    assert 60 < len(expected) < 300
    assert list(link(batch[::-1]).entities()) == expected
    for seed in range(3):
        assert list(link(random.Random(seed).sample(batch, len(batch))).entities()) == expected


def test_what_was_judged_before_changes_nothing_and_is_not_judged_again() -> None:
    batch = news(2)
    known: dict[tuple[str, str], Judgement] = {}
    for end in range(10, 61, 10):  # ten more articles each time, the last first
        part = batch[-end:]
        linker, made = resolved(list(chains_of(part)), known.values(), at=str(end))
        assert list(linker.entities()) == list(link(part).entities())
        known.update({(j.left, j.right): j for j in made})
    again = resolved(list(chains_of(batch)), known.values(), at="again")[1]
    assert not any(j.at == "again" for j in again)


def test_one_more_article_judges_only_what_it_touches() -> None:
    batch = news(3)
    made = resolved(list(chains_of(batch)), at="before")[1]
    extra = make_extraction("zz", "2020-02-03", chains=[chain("Hizbollah", "organization")])
    after = resolved(list(chains_of([*batch, extra])), made, at="after")[1]
    anew = [j for j in after if j.at == "after"]
    assert 0 < len(anew) < len(after) / 10
