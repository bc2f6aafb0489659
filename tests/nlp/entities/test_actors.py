import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.gazetteer.agents import load_agents
from kg.nlp.entities.groups import _is_joined, groups_of
from kg.nlp.entities.phrases import whole_word
from tests.nlp.entities.documents import annotated, chain, forms


def test_a_described_group_has_its_country_and_sector():
    doc = annotated("Kenyan/JJ/amod/2 soldiers/NNS/nsubj/3/soldier left/VBD/root/0/leave ./././3")
    group = chain(doc, "Kenyan soldiers")
    assert (group["kind"], group["country"], group["sector"]) == ("group", "KEN", "MIL")


def test_two_countries_before_one_head_are_two_groups():
    doc = annotated(
        "Kenyan/JJ/amod/4 and/CC/cc/3 Ugandan/JJ/conj/1 soldiers/NNS/nsubj/5/soldier left/VBD/root/0/leave ./././5"
    )
    assert sorted(c["country"] for c in doc._.kg_chains) == ["KEN", "UGA"]


def test_backed_by_a_country_is_not_of_that_country():
    doc = annotated(
        "Kenyan/JJ/compound/3 -/HYPH/punct/3 backed/VBN/amod/5/back Somali/JJ/amod/5 troops/NNS/nsubj/6/troop"
        " left/VBD/root/0/leave ./././6"
    )
    assert chain(doc, "Somali troops")["country"] == "SOM"
    assert chain(doc, "Kenya")["kind"] == "country"


def test_the_country_of_an_adjective_before_an_event_is_a_mention():
    doc = annotated("The/DT/det/3 Kenyan/JJ/amod/3 offensive/NN/nsubj/4 failed/VBD/root/0/fail ./././4")
    assert [(m["kind"], m["country"], m["root"]) for m in doc._.kg_mentions] == [("country", "KEN", 1)]


@pytest.mark.parametrize(
    ("label", "expected"), [("GPE", "country"), ("ORG", "country"), ("PERSON", "country"), ("LOC", "country")]
)
def test_the_name_of_a_country_is_a_country_whatever_its_label(label, expected):
    doc = annotated(f"[{label} Kenya/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2")
    assert [(c["kind"], c["ref"]) for c in doc._.kg_chains] == [(expected, "iso3166:KEN")]


def test_a_country_is_told_of_the_name_that_a_description_is_of():
    doc = annotated(
        "A/DT/det/3 Kenyan/JJ/amod/3 woman/NN/nsubj/7 ,/,/punct/5 [PERSON Amina/NNP/appos/3 Odera/NNP/flat/5]"
        " left/VBD/root/0/leave ./././7"
    )
    assert ("country", "KEN", 1) in [(m["kind"], m["country"], m["root"]) for m in doc._.kg_mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/DT/det/3 birthday/NN/compound/3 party/NN/nsubj/4/party ended/VBD/root/0/end", []),
        ("The/DT/det/3 ruling/NN/compound/3 party/NN/nsubj/4/party left/VBD/root/0/leave", ["ruling party"]),
        ("They/PRP/nsubj/2 did/VBD/root/0/do business/NN/obj/2/business", []),
        ("The/DT/det/2 business/NN/nsubj/3/business closed/VBD/root/0/close", ["business"]),
        ("The/DT/det/2 chief/NN/nsubj/5/chief of/IN/case/4 staff/NN/nmod/2/staff left/VBD/root/0/leave", ["chief"]),
    ],
)
def test_words_of_actors_that_name_none(text, found):
    assert [m["name"] for m in annotated(text)._.kg_mentions if not m["pronoun"]] == found


def test_a_described_group_does_not_cut_a_name():
    doc = annotated(
        "[ORG Sea/NNP/compound/4 -/HYPH/punct/1 Guild/NNP/flat/1] fighters/NNS/nsubj/5/fighter left/VBD/root/0/leave"
    )
    assert [m["name"] for m in doc._.kg_mentions if m["kind"] == "group"] == ["Sea - Guild fighters"]


def test_a_country_possessor_is_split_off_a_ministry():
    doc = annotated(
        "[ORG Kenya/NNP/nmod:poss/4 's/POS/case/1 Defence/NNP/compound/4 Ministry/NNP/nsubj/5] said/VBD/root/0/say"
        " so/RB/advmod/5 ./././5"
    )
    ministry = chain(doc, "Kenya's Defence Ministry") if doc[0].whitespace_ == "" else chain(doc, "Defence Ministry")
    assert (ministry["kind"], ministry["country"], ministry["sector"]) == ("organization", "KEN", "GOV")
    assert forms(doc, "country") == ["Kenya"]


def test_titles_give_office_sector_country_and_forms():
    doc = annotated(
        "Kenyan/JJ/amod/3 President/NNP/nmod:desc/3 [PERSON Amina/NNP/nsubj/5 Odera/NNP/flat/3] left/VBD/root/0/leave"
        " ./././5"
    )
    person = chain(doc, "Amina Odera")
    assert (person["country"], person["sector"]) == ("KEN", "GOV")
    assert {"President Amina Odera", "Kenyan President Amina Odera"} <= set(person["aliases"])
    office = doc._.kg_offices[0]
    assert office["leads"] and doc._.kg_mentions[office["of"][0]]["country"] == "KEN"


def test_a_title_with_what_it_is_of_before_a_name():
    doc = annotated(
        "Minister/NNP/nmod:desc/4 of/IN/case/3 Education/NNP/nmod/4 [PERSON Amina/NNP/nsubj/6 Odera/NNP/flat/4]"
        " left/VBD/root/0/leave ./././6"
    )
    assert chain(doc, "Amina Odera")["sector"] == "GOV"
    assert doc._.kg_offices[0]["title"].startswith("minister")


def test_a_party_tells_the_sector_of_its_people_but_not_a_country_that_nobody_named():
    doc = annotated(
        "[PERSON Amina/NNP/nsubj/7 Odera/NNP/flat/1] of/IN/case/6 the/DT/det/6 [ORG Labour/NNP/compound/6"
        " Party/NNP/nmod/1] won/VBD/root/0/win ./././7"
    )
    assert chain(doc, "Amina Odera")["sector"] == "PTY"
    assert chain(doc, "Labour Party")["country"] is None


def test_one_form_has_one_label():
    doc = annotated(
        "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] spoke/VBD/root/0/speak ./././3\n"
        "[ORG Odera/NNP/nsubj/2] left/VBD/root/0/leave ./././2"
    )
    assert forms(doc, "person") == ["Amina Odera"] and forms(doc, "organization") == []


def test_a_name_is_found_again_where_the_network_passed_over_it():
    doc = annotated(
        "[ORG Sealight/NNP/compound/2 Foundation/NNP/nsubj/3] grew/VBD/root/0/grow ./././3\n"
        "They/PRP/nsubj/2 praised/VBD/root/0/praise Sealight/NNP/compound/4 Foundation/NNP/obj/2 ./././2"
    )
    assert sum(m["name"] == "Sealight Foundation" for m in doc._.kg_mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The/DT/det/2 economy/NN/nsubj/3 grew/VBD/root/0/grow ./././3",
        "Rain/NN/nsubj/2 fell/VBD/root/0/fall on/IN/case/5 the/DT/det/5 hills/NNS/obl/2/hill ./././2",
    ],
)
def test_things_are_no_actors(text):
    assert annotated(text)._.kg_chains == []


def test_further_forms_of_a_group_hold_its_modifiers_and_what_it_is_of():
    doc = annotated(
        "Veteran/JJ/amod/2 members/NNS/nsubj/6/member of/IN/case/5 the/DT/det/5 [ORG Sealight/NNP/nmod/2]"
        " left/VBD/root/0/leave ./././6"
    )
    assert {"Veteran members", "members of the Sealight"} <= set(chain(doc, "members")["aliases"])


def test_counted_groups_are_found_with_their_number():
    doc = annotated(
        "Fire/NN/nsubj/2/fire killed/VBD/root/0/kill at/IN/case/4 least/JJS/nmod/5/least 20/CD/nummod/6 farmers/NNS/obj/2/farmer"
        " and/CC/cc/9 two/CD/nummod/9 soldiers/NNS/conj/6/soldier ./././2"
    )
    assert {"at least 20 farmers", "20 farmers"} <= set(chain(doc, "farmers")["aliases"])
    assert chain(doc, "soldiers")["aliases"] == ["soldiers", "two soldiers"]


def test_adjectives_that_are_joined_are_told_whole():
    doc = annotated(
        "Local/JJ/amod/4 and/CC/cc/3 provincial/JJ/conj/1 councils/NNS/nsubj/5/council met/VBD/root/0/meet ./././5"
    )
    assert "Local and provincial councils" in chain(doc, "councils")["aliases"]


def test_people_of_a_people_are_found_with_their_number():
    doc = annotated("Five/CD/nummod/2 Kenyans/NNPS/nsubj/3 left/VBD/root/0/leave ./././3")
    assert chain(doc, "Kenyans")["aliases"] == ["Kenyans", "Five Kenyans"]


def test_an_acronym_is_found_by_the_full_name():
    doc = annotated("The/DT/det/2 [ORG IAEA/NNP/nsubj/3] left/VBD/root/0/leave ./././3")
    assert "International Atomic Energy Agency" in chain(doc, "IAEA")["aliases"]


@pytest.mark.parametrize(("title", "country"), [("President", "USA"), ("Captain", None)])
def test_a_head_of_state_has_a_country_wherever_he_is(title, country):
    doc = annotated(
        f"{title}/NNP/compound/2 [PERSON Obama/NNP/nsubj/3] left/VBD/root/0/leave [GPE Kenya/NNP/obj/3] ./././3"
    )
    assert chain(doc, "Obama")["country"] == country


def test_a_number_and_how_exact_it_is_belong_to_the_forms_of_a_group():
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill at/IN/case/4 least/JJS/advmod/5/least 20/CD/nummod/6"
        " traders/NNS/obj/2/trader ./././2"
    )
    assert {"at least 20 traders", "20 traders"} <= set(chain(doc, "traders")["aliases"])
    doc = annotated("Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill five/CD/nummod/4 Kenyans/NNPS/obj/2 ./././2")
    assert "five Kenyans" in chain(doc, "Kenyans")["aliases"]


def test_who_moves_with_military_vehicles_is_the_military():
    doc = annotated(
        "Kenyan/JJ/amod/3 military/JJ/amod/3 vehicles/NNS/nsubj/4/vehicle crossed/VBD/root/0/cross ./././4\n"
        "Kenyan/JJ/amod/2 forces/NNS/nsubj/3/force left/VBD/root/0/leave ./././3"
    )
    military = chain(doc, "Kenyan military")
    assert (military["country"], military["sector"]) == ("KEN", "MIL")
    assert "Kenyan forces" in military["aliases"]
    assert forms(doc, "country") == []


def test_a_military_operation_is_its_countrys():
    doc = annotated(
        "The/DT/det/4 Kenyan/JJ/amod/4 military/JJ/amod/4 operation/NN/nsubj/5 failed/VBD/root/0/fail ./././5"
    )
    assert [(m["kind"], m["name"]) for m in doc._.kg_mentions] == [("country", "Kenya")]


def test_other_forces_of_a_country_are_not_all_its_forces():
    doc = annotated(
        "Kenyan/JJ/amod/3 security/NN/compound/3 forces/NNS/nsubj/4/force left/VBD/root/0/leave ./././4\n"
        "Kenyan/JJ/amod/2 forces/NNS/nsubj/3/force left/VBD/root/0/leave ./././3"
    )
    assert len(doc._.kg_chains) == 2


def test_officials_from_a_country_are_its_officials():
    doc = annotated(
        "Officials/NNS/nsubj/4/official from/IN/case/3 [GPE Kenya/NNP/nmod/1] met/VBD/root/0/meet ./././4\n"
        "Kenyan/JJ/amod/2 officials/NNS/nsubj/3/official left/VBD/root/0/leave ./././3"
    )
    assert len([c for c in doc._.kg_chains if c["kind"] == "group"]) == 1


@pytest.mark.parametrize(("dep", "head"), [("nmod", "1"), ("conj", "3")])
def test_a_bare_regime_shares_the_head_behind_and(dep, head):
    doc = annotated(
        "Attacks/NNS/nsubj/7/attack by/IN/case/3 regime/NN/nmod/1 and/CC/cc/6 Russian/JJ/amod/6"
        f" forces/NNS/{dep}/{head}/force continued/VBD/root/0/continue ./././7"
    )
    assert forms(doc, "group") == ["regime forces", "Russian forces"]
    assert {m["root"] for m in doc._.kg_mentions if m["kind"] == "group"} == {5}


def test_a_regime_with_an_article_shares_nothing():
    doc = annotated(
        "Attacks/NNS/nsubj/8/attack by/IN/case/4 the/DT/det/4 regime/NN/nmod/1 and/CC/cc/7 Russian/JJ/amod/7"
        " forces/NNS/conj/4/force continued/VBD/root/0/continue ./././8"
    )
    assert forms(doc, "group") == ["regime", "Russian forces"]


def test_a_ship_is_an_organization_of_its_navys_country_whatever_its_label():
    doc = annotated("[FAC USS/NNP/compound/2 Harlan/NNP/nsubj/3] left/VBD/root/0/leave ./././3")
    ship = chain(doc, "USS Harlan")
    assert (ship["kind"], ship["country"], ship["sector"]) == ("organization", "USA", "MIL")


def test_a_people_with_one_home_is_a_group_of_that_country():
    doc = annotated("[PERSON Rohingya/NNP/nsubj/2] fled/VBD/root/0/flee ./././2")
    people = chain(doc, "Rohingya")
    assert (people["kind"], people["country"]) == ("group", "MMR")


@pytest.mark.parametrize(
    "text",
    [
        "[PERSON Paul/NNP/nsubj/7 Grey/NNP/flat/1] ,/,/punct/6 a/DT/det/6 Kenyan/JJ/amod/6 writer/NN/appos/1"
        " left/VBD/root/0/leave ./././7",
        "[PERSON Paul/NNP/nsubj/6 Grey/NNP/flat/1] is/VBZ/cop/6/be a/DT/det/6 Kenyan/JJ/amod/6 writer/NN/root/0 ./././6",
    ],
)
def test_the_country_in_a_description_of_a_named_person_is_told(text):
    doc = annotated(text)
    assert forms(doc, "country") == ["Kenya"]
    assert chain(doc, "Paul Grey")["country"] == "KEN"


@pytest.mark.parametrize(
    ("noun", "told"), [("writer/NN", ["Kenya"]), ("court/NN", ["Kenya"]), ("soldiers/NNS", []), ("army/NN", [])]
)
def test_the_country_of_one_person_or_court_is_told_and_that_of_forces_is_theirs(noun, told):
    doc = annotated(f"A/DT/det/3 Kenyan/JJ/amod/3 {noun}/nsubj/4 left/VBD/root/0/leave ./././4")
    assert forms(doc, "country") == told


@pytest.mark.parametrize(("word", "sector"), [("Father", "REL"), ("father", "CVL")])
def test_a_father_in_lower_case_is_no_priest(word, sector):
    tag = "NNP" if word == "Father" else "NN"
    doc = annotated(
        f"Then/RB/advmod/4 {word}/{tag}/nmod:desc/3 [PERSON Joseph/NNP/nsubj/4] left/VBD/root/0/leave ./././4"
    )
    assert chain(doc, "Joseph")["sector"] == sector


def test_a_shortened_title_is_no_organization():
    doc = annotated(
        "[ORG Army/NNP/compound/2 Pfc/NNP/compound/4] ././punct/2 [PERSON Reyes/NNP/nsubj/5] left/VBD/root/0/leave\n"
        "[ORG SENS/NNP/compound/3] ././punct/1 [PERSON Snowe/NNP/nsubj/4] left/VBD/root/0/leave"
    )
    assert forms(doc, "organization") == ["Army"]


@pytest.mark.parametrize(("name", "kind"), [("Somaliland", "place"), ("Mormons", "group")])
def test_a_division_of_a_country_is_no_people(name, kind):
    doc = annotated(f"[NORP {name}/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2")
    assert [c["kind"] for c in doc._.kg_chains] == [kind]


def test_a_name_cut_behind_of_is_whole():
    doc = annotated(
        "[ORG Alliance/NNP/nsubj/5 of/IN/case/4] [ORG Harbour/NNP/compound/4 Tenants/NNPS/nmod/1] met/VBD/root/0/meet ./././5"
    )
    assert forms(doc, "organization") == ["Alliance of Harbour Tenants"]


def test_a_name_does_not_end_in_a_preposition():
    doc = annotated(
        "The/DT/det/3 [ORG Sea/NNP/compound/3 Guild/NNP/nsubj/7 of/IN/case/6] the/DT/det/6 north/NN/nmod/3 met/VBD/root/0/meet"
    )
    assert forms(doc, "organization") == ["Sea Guild"]


@pytest.mark.parametrize("start", ["[GPE Town/NNP/nsubj/4 of/IN/case/3]", "[GPE Town/NNP/nsubj/4] of/IN/case/3"])
def test_the_town_of_a_place_is_the_place(start):
    doc = annotated(f"{start} [GPE Kisumu/NNP/nmod/1] grew/VBD/root/0/grow ./././4")
    assert forms(doc, "place") == ["Kisumu"]


def test_a_law_is_no_actor():
    doc = annotated(
        "The/DT/det/4 [ORG Free/NNP/compound/4 Workers/NNPS/compound/4 Act/NNP/nsubj/5] passed/VBD/root/0/pass ./././5"
    )
    assert doc._.kg_chains == []


def test_seekers_of_asylum_with_a_hyphen_are_a_group():
    doc = annotated(
        "Syrian/JJ/amod/4 asylum/NN/compound/4 -/HYPH/punct/2 seekers/NNS/nsubj/5/seeker left/VBD/root/0/leave ./././5"
    )
    group = chain(doc, "Syrian asylum - seekers")
    assert (group["kind"], group["country"], group["sector"]) == ("group", "SYR", "REF")


def test_ex_ministers_hold_no_office():
    doc = annotated("Two/CD/nummod/2 ex-ministers/NNS/nsubj/3/ex-minister left/VBD/root/0/leave ./././3")
    assert [(c["kind"], c["sector"]) for c in doc._.kg_chains] == [("group", "ELI")]


def test_force_that_is_used_is_nobody():
    text = "Police/NNS/nsubj/2/police used/VBD/root/0/use {}deadly/JJ/amod/{} force/NN/obj/2 ./././2"
    assert forms(annotated(text.format("", 4)), "group") == ["Police"]
    assert forms(annotated(text.format("a/DT/det/5 ", 5)), "group") == ["Police", "force"]


def test_a_country_and_a_body_before_one_head_are_two_groups():
    doc = annotated(
        "[NORP British/JJ/amod/4] and/CC/cc/3 [ORG EU/NNP/conj/1] envoys/NNS/nsubj/5/envoy met/VBD/root/0/meet ./././5"
    )
    groups = [(m["name"], m["country"]) for m in doc._.kg_mentions if m["kind"] == "group"]
    assert groups == [("British envoys", "GBR"), ("EU envoys", None)]


@pytest.mark.parametrize(("tag", "space", "joined"), [("IN", False, True), ("IN", True, False), ("VBN", False, False)])
def test_a_word_that_begins_several_is_no_actor(tag: str, space: bool, joined: bool):
    """ "State-of-the-art" is one, "the state - of late", "state-run" are not."""
    words = ["state", "-", "of", "guards"]
    doc = Doc(Vocab(), words=words, spaces=[space, space, False, False], tags=["NN", "HYPH", tag, "NNS"])
    assert _is_joined(doc[0]) is joined


@pytest.mark.parametrize(("word", "kind"), [("a/DT/det/4", "person"), ("the/DT/det/4", "country")])
def test_one_from_a_country_is_a_person(word: str, kind: str) -> None:
    doc = annotated(f"Guards/NNS/nsubj/2/guard held/VBD/root/0/hold {word} Kenyan/NNP/obj/2 ./././2")
    assert kind in [c["kind"] for c in doc._.kg_chains if c["country"] == "KEN"]


@pytest.mark.parametrize(("obl", "expected"), [("in/IN/case/6", False), ("by/IN/case/6", True)])
def test_a_head_that_is_hit_is_nobody(obl: str, expected: bool) -> None:
    doc = annotated(
        f"Ana/NNP/nsubj:pass/3 was/VBD/aux:pass/3 shot/VBN/root/0/shoot {obl} the/DT/det/6 head/NN/obl/3 ./././3"
    )
    assert any(doc[m["root"]].text == "head" for m in doc._.kg_mentions) is expected


@pytest.mark.parametrize(
    ("verb", "expected"), [("marched/VBD/root/0/march", ["protesters"]), ("voted/VBD/root/0/vote", [])]
)
def test_those_told_by_their_number_only_are_what_they_do(verb: str, expected: list[str]) -> None:
    doc = annotated(f"Some/DT/det/2 5,000/CD/nsubj/3 {verb} in/IN/case/5 [GPE Lima/NNP/obl/3] ./././3")
    assert forms(doc, "group") == expected


def test_a_number_of_people_is_those_people() -> None:
    doc = annotated(
        "Thousands/NNS/nsubj/4/thousand of/IN/case/3 students/NNS/nmod/1/student marched/VBD/root/0/march ./././4"
    )
    assert forms(doc, "group") == ["students"]


def test_hundreds_from_a_country_are_not_the_country() -> None:
    doc = annotated("Hundreds/NNS/nsubj/4/hundred of/IN/case/3 Lebanese/JJ/nmod/1 marched/VBD/root/0/march ./././4")
    assert [(m["kind"], m["country"]) for m in doc._.kg_mentions] == [("group", "LBN")]


@pytest.mark.parametrize(
    ("words", "joined", "begins"),
    [
        (["an", "off", "-", "duty", "guard"], {1, 2}, 1),
        (["a", "man", "-", "at", "arms"], {1, 2}, 1),
        (["guards", "-", "-", "duty", "guard"], set(), 3),
        (["the", "mayor", "-", "duty", "guard"], {2}, 3),
        (["an", "army", "of", "duty", "guards"], set(), 3),
    ],
)
def test_a_word_with_hyphens_is_whole(words: list[str], joined: set[int], begins: int) -> None:
    """A dash joins nothing: spaces stand around it."""
    doc = Doc(Vocab(), words=words, spaces=[i not in joined for i in range(len(words))])
    assert whole_word(doc, 3) == begins


def test_the_name_of_a_described_person_is_not_cut_at_a_hyphen() -> None:
    words = ["An", "off", "-", "duty", "policeman", "left"]
    doc = Doc(
        Vocab(),
        words=words,
        spaces=[True, False, False, True, True, False],
        tags=["DT", "RB", "HYPH", "NN", "NN", "VBD"],
        pos=["DET", "ADV", "PUNCT", "NOUN", "NOUN", "VERB"],
        deps=["det", "advmod", "punct", "compound", "nsubj", "ROOT"],
        heads=[4, 3, 3, 4, 5, 5],
        lemmas=[w.lower() for w in words],
    )
    found = groups_of(doc, load_agents(), {}, {})
    assert [m["name"] for m in found] == ["off-duty policeman"]


@pytest.mark.parametrize(("kind", "body"), [("police", "Oslo police"), ("army", "Oslo army")])
def test_the_body_before_a_rank_is_somebody(kind: str, body: str) -> None:
    doc = annotated(
        f"[GPE Oslo/NNP/compound/3] {kind}/NN/compound/3 sergeant/NN/compound/4 [PERSON Nils/NNP/nsubj/6 Berg/NNP/flat/4]"
        " left/VBD/root/0/leave ./././6"
    )
    assert body in [c["name"] for c in doc._.kg_chains]


def test_a_sheriff_before_a_rank_is_his_office() -> None:
    doc = annotated(
        "[ORG Harlow/NNP/compound/2 County/NNP/compound/3 Sheriff/NNP/nmod:poss/5 's/POS/case/3 Office/NNP/nsubj/6]"
        " closed/VBD/root/0/close ./././6\n"
        "Sheriff/NN/nmod:poss/3/sheriff 's/POS/case/1 deputy/NN/compound/4 [PERSON Ana/NNP/nsubj/6 Reyes/NNP/flat/4]"
        " left/VBD/root/0/leave ./././6"
    )
    told = [(m["name"], m["kind"]) for m in doc._.kg_mentions if doc[m["root"]].text == "Sheriff"]
    assert told[-1] == ("Harlow County Sheriff 's Office", "organization")
    assert not any(c["kind"] == "person" and "Sheriff" in c["name"] for c in doc._.kg_chains)


def test_a_union_of_states_is_told_inside_the_name_of_its_body_and_is_not_it():
    doc = annotated(
        "The/DT/det/4 [ORG U.N./NNP/compound/4 Food/NNP/compound/4 Program/NNP/nsubj/5] left/VBD/root/0/leave ./././5"
    )
    assert sorted(forms(doc, "organization")) == ["U.N.", "U.N. Food Program"]
    assert chain(doc, "U.N.")["id"] != chain(doc, "U.N. Food Program")["id"]


@pytest.mark.parametrize(("number", "told"), [("Two/CD/nummod/3", ["Kenya"]), ("Most/JJ/amod/3", [])])
def test_the_country_of_so_many_is_told(number, told):
    doc = annotated(f"{number} Kenyan/JJ/amod/3 women/NNS/nsubj/4/woman left/VBD/root/0/leave ./././4")
    assert forms(doc, "country") == told
