import pytest

from kg.model import Article
from kg.nlp.harvest import harvest
from tests.nlp.entities.documents import annotated, parsed


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They/PRP/nsubj/2 met/VBD/root/0/meet on/IN/case/4 Monday/NNP/obl/2 ./././2", "past"),
        ("They/PRP/nsubj/3 will/MD/aux/3 meet/VB/root/0 on/IN/case/5 Monday/NNP/obl/3 ./././3", "future"),
        (
            "They/PRP/nsubj/2 agreed/VBD/root/0/agree to/TO/mark/4 meet/VB/xcomp/2 on/IN/case/6 Monday/NNP/obl/4 ./././2",
            "future",
        ),
    ],
)
def test_times_know_their_words_and_the_tense_of_their_verb(text, tense):
    (time,) = annotated(text)._.kg_times
    assert "Monday" in time["text"] and time["tense"] == tense


def test_a_text_without_times_has_none():
    assert annotated("They/PRP/nsubj/2 met/VBD/root/0/meet ./././2")._.kg_times == []


def _claim(doc, **values):
    chains = [c["id"] for c in doc._.kg_chains]
    made = {
        "type": "CONSULT", "mode": None, "actors": chains[:1], "recipients": [], "places": [], "time": 0, "status": "actual",
        "attributed_to": [], "quantities": [], "trigger": (1, 2), "sentence": (0, len(doc)), "rule": "consult/meet",
        "confidence": 0.9,
    }  # fmt: skip
    return made | values


def test_harvest_writes_characters_and_anchors_times_on_the_article():
    doc = annotated("[GPE Kenya/NNP/nsubj/2] met/VBD/root/0/meet them/PRP/obj/2 on/IN/case/5 Monday/NNP/obl/2 ./././2")
    doc._.kg_claims = [_claim(doc)]
    article = Article(id="a1", text=doc.text, published="2021-05-08")
    x = harvest(doc, article, model="m", rules="r")
    for m in x.mentions:
        assert doc.text[m.start : m.end] == m.text
    (claim,) = x.claims
    assert (claim.period.start, claim.period.end) == ("2021-05-03", "2021-05-03")
    assert doc.text[claim.trigger.start : claim.trigger.end] == "met"
    assert x.to_dict() == harvest(doc, article, model="m", rules="r").to_dict()


def test_without_a_date_a_weekday_stays_open():
    doc = annotated("[GPE Kenya/NNP/nsubj/2] met/VBD/root/0/meet them/PRP/obj/2 on/IN/case/5 Monday/NNP/obl/2 ./././2")
    doc._.kg_claims = [_claim(doc)]
    (claim,) = harvest(doc, Article(id="a1", text=doc.text), model="m", rules="r").claims
    assert claim.period.start is None and claim.period.end is None


def test_mentions_without_a_chain_are_left_out():
    doc = annotated("It/PRP/nsubj/2 rained/VBD/root/0/rain ./././2")
    assert harvest(doc, Article(id="a1", text=doc.text), model="m", rules="r").mentions == ()


def test_an_empty_document_is_an_empty_extraction():
    doc = parsed("")
    x = harvest(doc, Article(id="a1", text=""), model="m", rules="r")
    assert (x.mentions, x.chains, x.claims) == ((), (), ())
