"""A number alone is people where something is done to them, and nothing else."""

import pytest

from tests.nlp.entities.documents import annotated


def counted(text: str) -> list[tuple[str, str]]:
    """Words and name of each mention that a number makes."""
    doc = annotated(text)
    return [(doc[m["start"] : m["end"]].text, m["name"]) for m in doc._.kg_mentions if m.get("counted")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six/CD/nummod/2 others/NNS/nsubj:pass/4/other were/VBD/aux:pass/4 killed/VBN/root/0/kill ./././4", ["Six others"]),
        ("Frost/NN/nsubj/2 killed/VBD/root/0/kill twelve/CD/obj/2 ./././2", ["twelve"]),
        ("Dozens/NNS/nsubj:pass/3/dozen were/VBD/aux:pass/3 arrested/VBN/root/0/arrest ./././3", ["Dozens"]),
        ("Nine/CD/nsubj/2 died/VBD/root/0/die ./././2", ["Nine"]),
        ("Frost/NN/nsubj/2 left/VBD/root/0/leave dozens/NNS/obj/2/dozen dead/JJ/xcomp/2 ./././2", ["dozens"]),
        ("Frost/NN/nsubj/2 left/VBD/root/0/leave dozens/NNS/obj/2/dozen behind/RB/advmod/2 ./././2", []),
        ("Frost/NN/nsubj/2 killed/VBD/root/0/kill twelve/CD/nummod/4 cows/NNS/obj/2/cow ./././2", []),
        ("Frost/NN/nsubj/2 killed/VBD/root/0/kill dozens/NNS/obj/2/dozen of/IN/case/5 cows/NNS/nmod/3/cow ./././2", []),
        ("Nine/CD/nsubj/2 left/VBD/root/0/leave ./././2", []),
        ("Frost/NN/nsubj/2 killed/VBD/root/0/kill in/IN/case/4 2008/CD/obl/2 ./././2", []),
        ("Twelve/CD/nsubj/2 killed/VBD/root/0/kill wolves/NNS/obj/2/wolf ./././2", []),
    ],
)  # fmt: skip
def test_a_number_alone_is_people(text: str, expected: list[str]) -> None:
    assert counted(text) == [(words, "people") for words in expected]


def test_who_is_counted_beside_others_is_of_them() -> None:
    text = (
        "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill three/CD/nummod/4 soldiers/NNS/obj/2/soldier and/CC/cc/6 "
        "wounded/VBD/conj/2/wound two/CD/obj/6 ./././2"
    )
    assert counted(text) == [("two", "soldiers")]
    doc = annotated(text)
    assert len({m["chain"] for m in doc._.kg_mentions if m["name"] == "soldiers"}) == 1


def test_they_are_not_those_counted() -> None:
    text = (
        "[ORG Sea/NNP/compound/2 Guild/NNP/nsubj/3] met/VBD/root/0/meet ./././3\n"
        "Frost/NN/nsubj/2 killed/VBD/root/0/kill twelve/CD/obj/2 ./././2\n"
        "They/PRP/nsubj/2 left/VBD/root/0/leave ./././2"
    )
    doc = annotated(text)
    people = next(m["chain"] for m in doc._.kg_mentions if m.get("counted"))
    assert all(m["chain"] != people for m in doc._.kg_mentions if m["pronoun"])


def test_an_adjective_tells_whose_a_thing_is() -> None:
    doc = annotated("Frost/NN/nsubj/2 hit/VBD/root/0/hit militant/JJ/amod/4 hideouts/NNS/obj/2/hideout ./././2")
    assert [(m["kind"], m["name"], m["sector"]) for m in doc._.kg_mentions] == [("group", "militants", "REB")]
    doc = annotated("Frost/NN/nsubj/2 hit/VBD/root/0/hit militant/JJ/amod/4 Islam/NN/obj/2 ./././2")
    assert [m for m in doc._.kg_mentions if m["name"] == "militants"] == []
