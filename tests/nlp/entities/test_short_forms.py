import pytest

from kg.nlp.entities.short_forms import is_short_form
from tests.nlp.entities.documents import annotated, said_of


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("SRG", "Sea Rescue Guild", True), ("SeRG", "Sea Rescue Guild", True), ("KfS", "Kassel for Schools", True),
        ("XRG", "Sea Rescue Guild", False), ("Sea", "Sea Rescue Guild", False), ("S", "Sea Rescue Guild", False),
        ("SGR", "Sea Rescue Guild", False), ("SR Guild", "Sea Rescue Guild", False),
        ("SRG", "Kenyan Sea Rescue Guild", True), ("DOH", "U.S. Department of Harbours", True),
    ],
)  # fmt: skip
def test_is_short_form(short: str, long: str, fits: bool) -> None:
    assert is_short_form(short, long) == fits


def test_a_short_form_in_brackets_is_the_same_wherever_it_stands() -> None:
    doc = annotated(
        "The/DT/det/2 [ORG Harbour/NNP/nsubj/7 Guild/NNP/flat/2] (/-LRB-/punct/5 [ORG HaGu/NNP/appos/2] )/-RRB-/punct/5"
        " spoke/VBD/root/0/speak ./././7\n"
        "[ORG HaGu/NNP/nsubj/2] left/VBD/root/0/leave ./././2"
    )
    assert said_of(doc, "HaGu") == "Harbour Guild"
    assert len(doc._.kg_chains) == 1
