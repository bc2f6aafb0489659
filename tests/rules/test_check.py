"""The rules' own examples: what holds, what does not and why, and what is covered."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.rules.check import Found, check_rules
from kg.rules.read import load_rulebook
from kg.rules.rule import Rulebook

RULE = """type: AID
defaults: {verb: {actor: AGENT, recipient: PATIENT}}
rules:
  - id: help
    verbs: [help]
    hits:
      - {text: "Chad helped Niger.", actor: Chad, recipient: Niger}
      - {text: "Niger was helped by Chad.", actor: Chad, recipient: Niger}
    misses: ["It could not be helped."]
"""


def claim(**known: object) -> Found:
    sides = {"actor": ("the Chad",), "recipient": ("Niger",), "place": (), **known}
    arguments = {k: tuple(frozenset({str(x)}) for x in sides[k]) for k in ("actor", "recipient", "place")}  # type: ignore[attr-defined]
    return Found(str(known.get("type", "AID")), "aid/help", str(known.get("status", "actual")), arguments)


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    folder = tmp_path / "rules" / "en"
    folder.mkdir(parents=True)
    (folder / "AID.yaml").write_text(RULE, encoding="utf-8")
    return load_rulebook(tmp_path)


def test_all_hold(book: Rulebook) -> None:
    report = check_rules(book, lambda text: [] if text.startswith("It") else [claim()], only="aid/")
    assert (report.passed, report.problems) == (3, [])
    assert report.coverage() == [("AID", 1, 1, 2, 1, 0), ("all", 1, 1, 2, 1, 0)]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ([], "does not fire (no claim at all)"),
        ([claim(type="COERCE")], "type COERCE, expected AID"),
        ([claim(recipient=("Mali",))], "recipient 'Niger' not found (found Mali)"),
        ([Found("AID", "aid/give", "actual", {})], "does not fire (aid/give)"),
    ],
)
def test_what_does_not_hold_says_why(book: Rulebook, found: list[Found], why: str) -> None:
    report = check_rules(book, lambda text: [] if text.startswith("It") else found, only="aid/")
    assert {p.why for p in report.problems} == {why}
    assert report.coverage()[-1] == ("all", 1, 1, 2, 1, 2)


def test_a_miss_must_not_fire(book: Rulebook) -> None:
    report = check_rules(book, lambda text: [claim()], only="aid/")
    assert [p.why for p in report.problems] == ["fires, and should not"]


@pytest.mark.parametrize(
    ("wanted", "found", "why"),
    [
        ("[Reuters, the guild]", ("Reuters", "guild"), None),
        ("[Reuters, guild]", ("guild", "Reuters"), "says 'Reuters, guild' expected (found guild, Reuters)"),
        ("[Reuters]", (), "says 'Reuters' expected (found nobody)"),
        ("nobody", (), None),
        ("nobody", ("Reuters",), "says 'nobody' expected (found Reuters)"),
    ],
)
def test_sources_come_in_the_order_of_the_example(
    tmp_path: Path, wanted: str, found: tuple[str, ...], why: str | None
) -> None:
    folder = tmp_path / "rules" / "en"
    folder.mkdir(parents=True)
    (folder / "AID.yaml").write_text(
        RULE.replace("recipient: Niger}", f"recipient: Niger, says: {wanted}}}"), encoding="utf-8"
    )
    known = replace(claim(), says=tuple(frozenset({x}) for x in found))
    report = check_rules(load_rulebook(tmp_path), lambda text: [] if text.startswith("It") else [known], only="aid/")
    assert {p.why for p in report.problems} == ({why} if why else set())
