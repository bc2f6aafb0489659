"""The name beside a name is found by the words between, whatever the tree says."""

import pytest

from kg.rules.beside import beside
from tests.rules.documents import parsed

FAR = frozenset(("a", "port", "town", "km", "north", "south", "camp", "district"))
LISTED = "Lyon/NNP/nmod/0 ,/,/punct/1 France/NNP/conj/1 and/CC/cc/5 Turin/NNP/conj/1 ,/,/punct/7 Italy/NNP/appos/5"


@pytest.mark.parametrize(
    ("text", "links", "between", "found"),
    [
        # A list may go on behind the second of two names, and only "&" lets it.
        (LISTED, {","}, None, []),
        (LISTED, {",", "&"}, None, ["France"]),
        # A distance may stand behind what the place is, a kind of place alone is none.
        ("Gao/NNP/nmod/0 ,/,/punct/4 a/DT/det/4 town/NN/appos/1 5/CD/nummod/6 km/NNS/nmod/4 south/RB/advmod/6 of/IN/case/9 Bamba/NNP/obl/7",
         {"of"}, FAR, ["Bamba"]),
        ("Gao/NNP/nmod/0 ,/,/punct/4 a/DT/det/4 district/NN/appos/1 of/IN/case/6 Bamba/NNP/nmod/4", {"of"}, FAR, []),
        # "Near" needs one word between.
        ("Dadaab/NNP/compound/2 camp/NN/root/0 near/IN/case/4 Garissa/NNP/nmod/2", {"near"}, FAR, ["Garissa"]),
        # What a place is may stand before its name.
        ("Gao/NNP/root/0 in/IN/case/4 the/DT/det/4 province/NN/nmod/1 of/IN/case/6 Bamba/NNP/nmod/4", {"in"}, None, ["Bamba"]),
        ("Gao/NNP/root/0 in/IN/case/4 the/DT/det/4 province/NN/nmod/1 of/IN/case/6 gold/NN/nmod/4", {"in"}, None, []),
    ],
)  # fmt: skip
def test_the_name_beside(text: str, links: set[str], between: frozenset[str] | None, found: list[str]) -> None:
    doc = parsed(text)
    assert [t.text for t in beside(frozenset(links), between)(doc[0])] == found
