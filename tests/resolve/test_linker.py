"""Which chains become one entity, which stay apart, and that neither order nor number of articles changes it."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from kg.model import Chain, Entity, Extraction, Judgement
from kg.resolve import ArticleChain, Linker, block, chains_of, judge, link
from kg.resolve.linker import WITHDRAWN
from tests.factory import chain, make_extraction


def articles(*chains: Chain | list[Chain]) -> list[Extraction]:
    """One article a chain (or list of chains): a0, a1, …"""
    return [make_extraction(f"a{i}", chains=c if isinstance(c, list) else [c]) for i, c in enumerate(chains)]


def sets(linker: Linker) -> list[tuple[str, ...]]:
    return sorted(e.chains for e in linker.entities())


def person(name: str, country: str | None = None, sector: str | None = None) -> Chain:
    return chain(name, "person", country=country, sector=sector)


def organization(name: str, country: str | None = None, *aliases: str) -> Chain:
    return chain(name, "organization", country=country, aliases=(name, *aliases))


TURKEY = chain("Turkey", "country", ref="iso3166:TUR", country="TUR")
ANKARA_GOVERNMENT = chain("Türkiye", "country", ref="iso3166:TUR", country="TUR")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (TURKEY, ANKARA_GOVERNMENT, True),
        (TURKEY, chain("Syria", "country", ref="iso3166:SYR"), False),
        (TURKEY, chain("Republic of Turkey", "country", country="TUR"), True),
        (person("Ada Lovelace"), person("Ada LOVELACE", "GBR"), True),
        (person("John Smith", "USA"), person("John Smith", "GBR"), False),
        (person("Smith"), person("Smith"), False),
        (person("Smith", "USA", "GOV"), person("Smith", "USA", "GOV"), False),
        (person("Smith", "USA", "GOV"), person("John Smith", "USA", "GOV"), True),
        (person("Smith", "USA", "GOV"), person("John Smith", "USA", "MIL"), False),
        (person("Smith"), person("John Smith"), False),
        (organization("Red Crescent"), organization("the Red Crescent", "TUR"), True),
        (organization("Defence Ministry", "TUR"), organization("Defence Ministry", "TUR"), True),
        (organization("Defence Ministry", "TUR"), organization("Defence Ministry", "RUS"), False),
        (organization("Defence Ministry"), organization("Defence Ministry"), False),
        (organization("OAF", "SYR"), organization("Orange Apple Front", "SYR"), True),
        (organization("OAF", "SYR"), organization("Orange Apple Front", "IRQ"), False),
        (organization("OAF"), organization("Orange Apple Front"), False),
        (organization("OAF"), organization("Orange Apple Front", None, "OAF"), True),
        (organization("XYZ"), organization("Orange Apple Front", None, "XYZ"), True),
        (chain("Turkish soldiers", country="TUR"), chain("the Turkish soldier", country="TUR"), True),
        (chain("Turkish soldiers", country="TUR"), chain("Turkish police", country="TUR"), False),
        (chain("soldiers", country="TUR"), chain("soldiers", country="SYR"), False),
        (chain("rebels"), chain("rebels"), False),
        (chain("Newtown", "place", country="GBR"), chain("Newtown", "place", country="GBR"), True),
        (chain("Newtown", "place"), chain("Newtown", "place"), False),
        (chain("Georgia", "place"), chain("Georgia", "person"), False),
    ],
)
def test_two_chains(left: Chain, right: Chain, same: bool) -> None:
    linker = link(articles(left, right))
    assert (linker.entity_of("a0:c1") == linker.entity_of("a1:c1")) is same
    assert sets(linker) == sets(link(articles(left, right)[::-1]))


def test_a_surname_that_fits_two_stays_alone_with_a_reason() -> None:
    batch = articles(
        person("Smith", "USA", "GOV"), person("John Smith", "USA", "GOV"), person("Ann Smith", "USA", "GOV")
    )
    assert len(sets(link(batch))) == 3
    judged = list(judge(block(chains_of(batch)), at="2020-02-03"))
    assert [(j.left, j.right, j.same, j.at) for j in judged] == [
        ("a0:c1", "a2:c1", False, "2020-02-03"),
        ("a0:c1", "a1:c1", False, "2020-02-03"),
    ]
    assert "2 full names" in judged[0].reason


def test_a_surname_beside_its_full_name_in_one_article_stays_apart() -> None:
    batch = articles([person("Smith", "USA", "GOV"), person("John Smith", "USA", "GOV")])
    assert len(sets(link(batch))) == 2


def test_two_organizations_with_one_acronym_stay_apart() -> None:
    batch = articles(
        organization("OAF", "SYR"), organization("Orange Apple Front", "SYR"), organization("Old Allied Front", "SYR")
    )
    assert len(sets(link(batch))) == 3


def test_one_stray_country_does_not_split_a_well_known_name() -> None:
    known = [person("Ada Lovelace", "GBR")] * 9
    linker = link(articles(*known, person("Ada Lovelace", "FRA"), person("Ada Lovelace")))
    assert [len(s) for s in sets(linker)] == [10, 1]
    assert linker.entity_of("a10:c1") == linker.entity_of("a0:c1") == link(articles(known[0])).entity_of("a0:c1")


def test_ids_are_the_gazetteers_and_outlive_new_articles() -> None:
    batch = articles(TURKEY, chain("Idlib", "place", ref="geonames:169389"), person("Ada Lovelace"), chain("rebels"))
    before = link(batch)
    assert before.entity_of("a0:c1") == "iso3166:TUR"
    assert before.entity_of("a1:c1") == "geonames:169389"
    more = [replace(x, article=replace(x.article, id="0" + x.article.id)) for x in batch]
    after = link([*more, *batch])
    for i in range(4):
        assert after.entity_of(f"a{i}:c1") == before.entity_of(f"a{i}:c1")


def test_ids_are_unique() -> None:
    batch = articles(*[[chain("rebels"), chain("Rebels", country="SYR"), person("Smith"), person("REBELS")]] * 3)
    ids = [e.id for e in link(batch).entities()]
    assert len(ids) == len(set(ids)) == 3 * 3 + 1


def test_an_entity_describes_its_chains() -> None:
    entity = next(
        link(
            articles(
                organization("OAF", "SYR"),
                organization("OAF", "SYR"),
                replace(organization("Orange Apple Front", "SYR", "the Front"), sector="REB"),
            )
        ).entities()
    )
    assert entity == Entity(
        id=entity.id,
        kind="organization",
        name="Orange Apple Front",
        aliases=("OAF", "Orange Apple Front", "the Front"),
        chains=("a0:c1", "a1:c1", "a2:c1"),
        country="SYR",
        sector="REB",
        mentions=3,
    )


def test_the_most_frequent_name_and_point_win() -> None:
    near = {"ref": "geonames:1", "lat": 1.0, "lon": 2.0, "place_precision": "city"}
    batch = articles(
        chain("Kyiv", "place", **near), chain("Kyiv", "place", **near), chain("Kiev", "place", ref="geonames:1")
    )
    (entity,) = link(batch).entities()
    assert (entity.name, entity.aliases) == ("Kyiv", ("Kyiv", "Kiev"))
    assert (entity.lat, entity.lon, entity.place_precision) == (1.0, 2.0, "city")


def test_aliases_are_capped_and_hold_the_name() -> None:
    many = [chain("zz", "country", ref="iso3166:TUR", aliases=("zz", f"b{i:03}", f"c{i:03}")) for i in range(60)]
    others = [chain(f"n{i:03}", "country", ref="iso3166:TUR", aliases=(f"b{i:03}",) * 1) for i in range(60)]
    (entity,) = link(articles(*many, *others)).entities()
    assert len(entity.aliases) == 50
    assert entity.name in entity.aliases


def says(left: str, right: str, same: bool, by: str = "ada") -> Judgement:
    return Judgement(left, right, same, 1.0, "seen", by, "2020-02-03")


def test_a_person_joins_what_the_keys_keep_apart() -> None:
    batch = articles(person("Smith"), person("Jon Smith"), TURKEY)
    linker = link(batch, [says("a0:c1", "a1:c1", True)])
    assert sets(linker) == [("a0:c1", "a1:c1"), ("a2:c1",)]
    assert linker.entity_of("a0:c1").startswith("p")


def test_the_id_of_a_reviewed_entity_outlives_new_words() -> None:
    batch = articles(person("Smith"), person("Jon Smith"), person("Jonny Smith"), person("J. Smith"))
    first = says("a0:c1", "a1:c1", True)
    later = [
        replace(says("a2:c1", "a3:c1", True), at="2020-03-01"),
        replace(says("a1:c1", "a2:c1", True), at="2020-04-01"),
    ]
    id_ = link(batch, [first]).entity_of("a0:c1")
    assert link(batch, [*later, first]).entity_of("a3:c1") == id_


def test_a_gazetteer_id_goes_before_a_reviewed_one() -> None:
    batch = articles(TURKEY, chain("Anatolia", "place"))
    assert link(batch, [says("a0:c1", "a1:c1", True)]).entity_of("a1:c1") == "iso3166:TUR"


def test_a_withdrawn_word_counts_as_not_said() -> None:
    batch = articles(person("Smith", "USA", "GOV"), person("John Smith", "USA", "GOV"))
    withdrawn = replace(says("a0:c1", "a1:c1", False), score=WITHDRAWN)
    assert list(link(batch, [withdrawn]).entities()) == list(link(batch).entities())


def test_a_person_parts_what_the_keys_join() -> None:
    batch = articles(*[person("Ada Lovelace")] * 4)
    linker = link(batch, [says("a1:c1", "a2:c1", False)])
    assert sets(linker) == [("a0:c1", "a1:c1", "a3:c1"), ("a2:c1",)]
    assert linker.entity_of("a0:c1") == link(batch).entity_of("a0:c1")
    tied = link(batch, [says("a1:c1", "a2:c1", False), says("a2:c1", "a3:c1", True)])
    assert sets(tied) == [("a0:c1", "a1:c1"), ("a2:c1", "a3:c1")]


def test_a_person_parts_what_the_machine_joins() -> None:
    batch = articles(person("Smith", "USA", "GOV"), person("John Smith", "USA", "GOV"))
    assert len(sets(link(batch, [says("a0:c1", "a1:c1", True, by="kg")]))) == 1
    assert len(sets(link(batch, [says("a0:c1", "a1:c1", False)]))) == 2


def test_parted_chains_of_one_reference_have_two_ids() -> None:
    linker = link(articles(TURKEY, TURKEY), [says("a0:c1", "a1:c1", False)])
    ids = [e.id for e in linker.entities()]
    assert "iso3166:TUR" in ids and len(set(ids)) == 2


def test_contradicting_words_of_persons_end_the_same_in_any_order() -> None:
    batch = articles(*[chain(f"g{i}") for i in range(3)])
    said = [says("a0:c1", "a1:c1", True), says("a1:c1", "a2:c1", True), says("a0:c1", "a2:c1", False)]
    outcomes = {str(sets(link(batch, random.Random(i).sample(said, 3)))) for i in range(6)}
    assert outcomes == {str([("a0:c1", "a1:c1"), ("a2:c1",)])}


def test_judgements_of_chains_that_are_gone_are_left_out() -> None:
    assert len(sets(link(articles(TURKEY), [says("a0:c1", "gone:c1", True)]))) == 1


def test_any_order_of_articles_gives_the_same_entities() -> None:
    rng = random.Random(7)
    names = ["Smith", "John Smith", "Ann Smith", "OAF", "Orange Apple Front", "Turkey", "rebels", "Defence Ministry"]
    pool = [
        chain(n, k, country=c, sector=s)
        for n in names
        for k in ("person", "organization", "group")
        for c in (None, "TUR", "USA")
        for s in (None, "GOV")
    ]
    batch = articles(*[rng.sample(pool, 5) for _ in range(40)])
    said = [says(f"a{i}:c1", f"a{i + 1}:c2", bool(i % 2)) for i in range(0, 38, 5)]
    expected = list(link(batch, said).entities())
    for seed in range(5):
        shuffled = random.Random(seed).sample(batch, len(batch))
        assert list(link(shuffled, said[::-1]).entities()) == expected


def test_a_block_of_many_chains_costs_linear_time() -> None:
    def seconds(count: int) -> float:
        chains = [
            ArticleChain(f"a{i:06}", person("Ada Lovelace", "GBR", "EDU"), 1, f"a{i:06}:c1") for i in range(count)
        ]
        chains += [ArticleChain(f"b{i:06}", person("Lovelace", "GBR", "EDU"), 1, f"b{i:06}:c1") for i in range(count)]
        start = time.process_time()
        assert len(list(Linker(chains, judge(block(chains))).entities())) == 1
        return time.process_time() - start

    small, large = seconds(1000), seconds(8000)
    assert large < 40 * small + 0.5
