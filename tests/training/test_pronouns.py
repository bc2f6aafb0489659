"""Learning the weights of antecedents from a small gold document, without a model."""

from kg.evaluate.coref import GoldDocument, GoldMention
from kg.training.pronouns import examples, fit
from tests.nlp.entities.documents import annotated


def test_examples_point_at_the_gold_antecedent() -> None:
    doc = annotated(
        "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] met/VBD/root/0/meet [PERSON Juma/NNP/obj/3 Kato/NNP/flat/4] ./././3\n"
        "She/PRP/nsubj/2 left/VBD/root/0/leave ./././2"
    )
    start = doc.text.index("She")
    gold = GoldDocument(
        "d", doc.text,
        (GoldMention(0, 11, "1", "name", (0, 6)), GoldMention(start, start + 3, "1", "pronoun", (start,))),
    )  # fmt: skip
    ((options, right),) = list(examples(doc, gold))
    # Candidates from the nearest on, then "nothing named".
    assert [o.get("person: subject for subject", 0.0) for o in options] == [0.0, 1.0, 0.0]
    assert right == [1]


def test_fit_is_for_what_is_right_and_gives_the_same_each_time() -> None:
    good, bad = {"person: near": 1.0}, {"person: far": 1.0}
    data = [([good, bad], [0])] * 6
    weights = fit(data)
    assert weights == fit(data)
    assert weights["person: near"] > 0 > weights["person: far"]


def test_features_seen_seldom_have_no_weight() -> None:
    assert fit([([{"a": 1.0}, {"b": 1.0}], [0])]) == {}
