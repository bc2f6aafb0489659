"""Nouns, titles and organizations: sector, number, gender, office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.files import DATA, read_yaml
from kg.gazetteer.agents import load_agents
from kg.gazetteer.organizations import load_organizations

A = load_agents()
SECTORS = set(read_yaml(DATA / "ontology/sectors.yaml"))


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("soldier", "MIL"), ("soldiers", "MIL"), ("servicemen", "MIL"), ("armed forces", "MIL"), ("air force", "MIL"),
        ("riot police", "COP"), ("security forces", "COP"), ("policewomen", "COP"), ("spy", "SPY"), ("judges", "JUD"),
        ("attorneys general", "JUD"), ("supreme court", "JUD"), ("lawmakers", "LEG"), ("parliament", "LEG"), ("rebels", "REB"),
        ("militia", "PRM"), ("gunmen", "UAF"), ("protesters", "OPP"), ("candidate", "PTY"), ("former president", "ELI"),
        ("civilians", "CVL"), ("women", "CVL"), ("children", "CVL"), ("refugees", "REF"), ("asylum seekers", "REF"),
        ("smugglers", "CRM"), ("companies", "BUS"), ("miners", "LAB"), ("students", "EDU"), ("doctors", "MED"),
        ("state TV", "JRN"), ("clergymen", "REL"), ("activist", "SOC"), ("peacekeepers", "MIL"), ("aid workers", "NGO"),
        ("human rights group", "NGO"), ("UN agency", "IGO"), ("foreign ministry", "GOV"), ("junta", "GOV"), ("warplanes", "MIL"),
    ],
)  # fmt: skip
def test_sectors_of_nouns(noun: str, sector: str) -> None:
    found = A.sector(noun)
    assert found is not None
    assert found.sector == sector


def test_what_nouns_say_besides() -> None:
    army, soldiers, ministry, actress, leader = (
        A.sector(w) for w in ("army", "soldiers", "ministry", "actress", "leader")
    )
    assert army and soldiers and ministry and actress and leader
    assert (army.collective, army.institution, army.plural) == (True, True, False)
    assert (soldiers.collective, soldiers.plural, soldiers.lemma) == (False, True, "soldier")
    assert ministry.institution
    assert actress.gender == "f"
    assert leader.sector is None


@pytest.mark.parametrize("noun", ["puppy", "virus", "table", "mechanism", "", "wolves"])
def test_no_actor(noun: str) -> None:
    assert A.sector(noun) is None


def test_every_sector_is_of_the_ontology_and_has_nouns() -> None:
    assert len(A) >= 900
    nouns = read_yaml(DATA / "gazetteers/agents.yaml")
    assert set(nouns) - {"plurals", "gender", "carried", "nobody", "suffered", "unions", "counted", "NONE"} == SECTORS
    assert {g.get("sector") for g in read_yaml(DATA / "titles/en.yaml")["titles"]} - {None} <= SECTORS
    rows = [json.loads(x) for x in (DATA / "gazetteers/organizations.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 250
    assert {r["sector"] for r in rows} <= SECTORS


def test_a_noun_stands_under_one_sector() -> None:
    seen: dict[str, str] = {}
    nouns = read_yaml(DATA / "gazetteers/agents.yaml")
    for sector in (*SECTORS, "NONE"):
        for words in nouns[sector].values():
            for word in words:
                assert seen.setdefault(word.lower(), sector) == sector, word


@pytest.mark.parametrize(
    ("words", "sector", "flags"),
    [
        ("President", "GOV", "leads state"), ("Foreign Minister", "GOV", "leads"), ("Fisheries Minister", "GOV", "leads"),
        ("Deputy Prime Minister", "GOV", "member"), ("former Prime Minister", "GOV", "leads state former"),
        ("Lt. Gen.", "MIL", "member"), ("Sen.", "LEG", "member"), ("police spokeswoman", "COP", "speaks"),
        ("spokesman", None, "speaks"), ("Secretary-General", "IGO", "leads"), ("Pope", "REL", "leads state"), ("Mr.", None, "plain"),
        ("CEO", "BUS", "leads"), ("Judge", "JUD", "member"), ("coach", "SOC", "leads"), ("chairwoman", None, "leads"),
        ("acting President", "GOV", "leads state"), ("Deputy Culture Minister", "GOV", "member"), ("ambassador", "GOV", "speaks"),
    ],
)  # fmt: skip
def test_titles(words: str, sector: str | None, flags: str) -> None:
    title = A.title(words)
    assert title is not None
    assert title.sector == sector
    told = [f for f in ("leads", "state", "speaks", "member", "plain", "former") if getattr(title, f)]
    assert sorted(told) == sorted(flags.split())


@pytest.mark.parametrize("words", ["the", "banana king of", "", "former", "acting", "Ankara"])
def test_no_title(words: str) -> None:
    assert A.title(words) is None


@pytest.mark.parametrize(("words", "gender"), [("King", "m"), ("Mrs.", "f"), ("spokeswoman", "f"), ("President", None)])
def test_gender_of_titles(words: str, gender: str | None) -> None:
    title = A.title(words)
    assert title is not None
    assert title.gender == gender


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Freedonia's Defence Ministry", "GOV"), ("Department of Health", "GOV"), ("White House", "GOV"), ("Knesset", "LEG"),
        ("House of Representatives", "LEG"), ("High Court", "JUD"), ("Freedonian Navy", "MIL"), ("Pentagon", "MIL"),
        ("National Police", "COP"), ("Mossad", "SPY"), ("University of Freedonia", "EDU"), ("Central Hospital", "MED"),
        ("Police Academy", "EDU"), ("Freedonian People's Party", "PTY"), ("Freedonian Liberation Army", "REB"),
        ("Teachers' Union", "LAB"), ("Freedonia Daily News", "JRN"), ("Church of Freedonia", "REL"), ("Acme Corp.", "BUS"),
        ("World Health Organization", "IGO"), ("the Observatory", "NGO"), ("Freedonian Red Cross", "NGO"), ("Acme", None),
    ],
)  # fmt: skip
def test_sectors_of_organizations(name: str, sector: str | None) -> None:
    assert A.organization_sector(name) == sector


@pytest.mark.parametrize(
    ("name", "canonical", "country"),
    [
        ("the U.N.", "United Nations", None), ("WHO", "World Health Organization", None), ("Daesh", "Islamic State", None),
        ("al-Qaeda", "al-Qaida", None), ("PKK", "PKK", "TUR"), ("Reuters", "Reuters", "GBR"), ("Human rights watch", "Human Rights Watch", None),
        ("Medecins Sans Frontieres", "Doctors Without Borders", None),
    ],
)  # fmt: skip
def test_known_organizations(name: str, canonical: str, country: str | None) -> None:
    found = load_organizations().find(name)
    assert found is not None
    assert (found.name, found.country) == (canonical, country)


@pytest.mark.parametrize("name", ["who", "apple", "guardian", "Observatory of the Sky"])
def test_case_tells_names_from_words(name: str) -> None:
    assert load_organizations().find(name) is None


def test_the_country_of_the_article_chooses_between_acronyms() -> None:
    known = load_organizations()
    one, other = known.find("RSF", countries=["SDN"]), known.find("RSF")
    assert one and other
    assert (one.name, other.name) == ("Rapid Support Forces", "Reporters Without Borders")


def test_a_persons_own_organizations_and_nouns(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    row = {"name": "Freedonian Front", "aliases": ["WHO"], "sector": "REB", "country": "FRD"}
    (folder / "my-organizations.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (folder / "my-agents.yaml").write_text("MIL:\n  person: [hussar]\n", encoding="utf-8")
    own = load_agents(tmp_path)
    found, hussars = own.organization("WHO"), own.sector("hussars")
    assert found and hussars
    assert (found.country, hussars.sector) == ("FRD", "MIL")
    assert own.sector("soldier") is not None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "my-agents.yaml").write_text("MIL:\n  persons: [hussar]\n", encoding="utf-8")
    with pytest.raises(DataError, match="persons"):
        load_agents(tmp_path)


@pytest.mark.parametrize(("verb", "suffers"), [("kill", True), ("arrest", True), ("buy", False)])
def test_what_is_done_to_people(verb: str, suffers: bool) -> None:
    assert A.suffers(verb) is suffers


@pytest.mark.parametrize(
    ("noun", "carries"), [("vehicle", True), ("Checkpoint", True), ("soldier", False), ("talks", False)]
)
def test_things_that_an_owner_acts_with(noun: str, carries: bool) -> None:
    assert A.carries(noun) is carries


@pytest.mark.parametrize(
    ("phrase", "nobody"), [("Birthday party", True), ("labour force", True), ("ruling party", False)]
)
def test_phrases_that_name_nobody(phrase: str, nobody: bool) -> None:
    assert A.is_nobody(phrase) is nobody


@pytest.mark.parametrize(
    ("name", "certain", "country", "sector"),
    [
        ("HMS Invincible", True, "GBR", "MIL"),
        ("USS Nimitz", True, "USA", "MIL"),
        ("MV Aurora", True, None, "BUS"),
        ("USS", False, None, None),
        ("FS", False, None, None),
        ("Royal Navy", False, "GBR", "MIL"),
        ("Norvale College", True, None, "EDU"),
        ("College Green", False, None, "EDU"),
    ],
)
def test_bodies_for_certain(name: str, certain: bool, country: str | None, sector: str | None) -> None:
    assert (A.is_certain(name), A.organization_country(name)) == (certain, country)
    assert A.organization_sector(name) == sector


@pytest.mark.parametrize(
    ("word", "begins"), [("United", True), ("U.N.", True), ("al-Qaida", True), ("UNICEF's", True), ("Xqzwy", False)]
)
def test_whether_a_name_may_begin_with_a_word(word: str, begins: bool) -> None:
    assert load_agents().begins_organization(word) == begins


@pytest.mark.parametrize(
    ("word", "ends"), [("Minister", True), ("Sen.", True), (".", True), ("General", True), ("Nairobi", False)]
)
def test_whether_a_title_may_end_with_a_word(word: str, ends: bool) -> None:
    assert load_agents().ends_title(word) == ends


@pytest.mark.parametrize(
    ("name", "union"), [("U.N.", True), ("European Union", True), ("NATO", True), ("Oxfam", False)]
)
def test_unions_of_states(name: str, union: bool) -> None:
    assert load_agents().is_union(name) == union
