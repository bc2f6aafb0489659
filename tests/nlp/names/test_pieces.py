"""Names lose the titles that the network took into them, and get back what it cut off."""

import pytest

from tests.nlp.entities.documents import annotated

LEFT = "left/VBD/root/0/leave"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Secretary/NNP/nsubj/6 of/IN/case/3 [ORG State/NNP/nmod/1 Amina/NNP/flat/1 Odera/NNP/flat/4] {LEFT}", ["Amina Odera"]),
        (f"[ORG Home/NNP/compound/2] Secretary/NNP/nmod:desc/3 [PERSON Amina/NNP/nsubj/4] {LEFT}", ["Amina"]),
        (f"The/DT/det/2 [ORG Municipality/NNP/nsubj/5 of/IN/case/4] [GPE Gao/NNP/nmod/2] {LEFT}", ["Municipality of Gao"]),
        (f"The/DT/det/3 [ORG Task/NNP/compound/3 Force/NNP/nsubj/5] 50/CD/flat/3 {LEFT}", ["Task Force 50"]),
        (f"The/DT/det/2 [ORG NATO/NNP/compound/4] 28/CD/nummod/4 members/NNS/nsubj/5/member {LEFT}", ["NATO"]),
        (f"The/DT/det/2 [ORG Government/NNP/nsubj/5] of/IN/case/4 [GPE Chad/NNP/nmod/2] {LEFT}", ["Government of Chad"]),
        (f"[ORG Al/NNP/compound/4 -/HYPH/punct/1] Shabaab/NNP/flat/1 {LEFT}", ["Al - Shabaab"]),
        (f"[ORG Foxconn/NNP/nsubj/3 -/HYPH/punct/1] {LEFT}", ["Foxconn"]),
        (f"[GPE Harlow/NNP/compound/3 County/NNP/compound/3] [ORG Sheriff/NNP/nmod:poss/5 's/POS/case/3 Office/NNP/nsubj/6] {LEFT}",
         ["Harlow County Sheriff 's Office"]),
        (f"[GPE Gao/NNP/compound/2] [ORG Seaguard/NNP/nsubj/3] {LEFT}", ["Gao", "Seaguard"]),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, names: list[str]) -> None:
    assert list(dict.fromkeys(m["name"] for m in annotated(text)._.kg_mentions if m["proper"])) == names
