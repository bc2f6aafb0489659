"""A trace laid out for reading: the tree, what fired, what nearly did and what it lacked."""

from typing import Any

from kg.rules.explain import explain


def candidate(rule: str, **known: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "rule": rule, "trigger": "shelled", "kind": "verb", "arguments": {}, "missing": [], "sought": {}, "fired": False,
        "lost_to": [],
    }  # fmt: skip
    return {**row, **known}


TRACE = {
    "words": [
        [0, "Rebels", "rebel", "NNS", "nsubj", 1], [1, "shelled", "shell", "VBD", "ROOT", 1],
        [2, "the", "the", "DT", "det", 3], [3, "port", "port", "NN", "obj", 1],
    ],
    "mentions": [["Rebels", "group", "Rebels"], ["it", "pronoun", ""]],
    "times": [],
    "candidates": [
        candidate("assault/shell", arguments={"actor": ["Rebels"]}, fired=True),
        candidate(
            "assault/kill", missing=["recipient"], sought={"recipient": "group as PATIENT"}, arguments={"actor": ["Rebels"]}
        ),
        candidate("coerce/shell", lost_to=["assault/shell"]),
        candidate("member_of/person-of", kind="mention", arguments={"actor": ["Rebels"]}, missing=["recipient"]),
    ],
    "claims": [
        {
            "type": "ASSAULT", "mode": "heavy-weapons", "actors": ["Rebels"], "recipients": [], "places": ["Gao"],
            "period": "on Monday", "attributed_to": ["army"], "status": "actual", "rule": "assault/shell", "confidence": 0.8,
            "quantities": [{"role": "killed", "low": 7, "high": None, "text": "at least seven"}],
        }
    ],
}  # fmt: skip


def section(text: str, title: str) -> list[str]:
    """Lines below a title."""
    return text.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()


def test_the_tree_is_drawn_from_its_root() -> None:
    lines = explain(TRACE).splitlines()
    assert lines[0] == "Tree"
    assert [line.split()[0] for line in lines[1:2]] == ["shelled"]
    assert [line[2:].split("  ")[0] for line in lines[2:5]] == ["├ Rebels", "└ port", ""]
    assert "└ the" in lines[4]


def test_what_nearly_fired_says_what_it_lacked_and_where_it_looked() -> None:
    near = section(explain(TRACE), "Rules that nearly fired")
    assert "missing recipient (group as PATIENT)" in near[0]
    assert near[1].endswith("gave way to assault/shell")
    assert near[2].strip() == "and 1 that a name might have, but found nothing beside it"


def test_what_fired_gives_no_reason() -> None:
    (line,) = section(explain(TRACE), "Rules that fired")
    assert line.split() == ["assault/shell", "at", "'shelled'", "actor:", "Rebels"]


def test_a_claim_is_told_with_all_that_it_carries() -> None:
    lines = [line.strip() for line in section(explain(TRACE), "Claims")]
    assert lines == [
        "ASSAULT/heavy-weapons: Rebels -> -",
        "at      Gao",
        "when    on Monday",
        "says    army",
        "killed  7 or more (at least seven)",
        "status  actual; rule assault/shell, confidence 0.8",
    ]


def test_nothing_is_none() -> None:
    empty = {"words": [], "mentions": [], "times": [], "candidates": [], "claims": []}
    assert section(explain(empty), "Claims") == ["  none"]
