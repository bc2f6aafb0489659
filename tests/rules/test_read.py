"""Rule files: whatever is wrong in them is an error that names file, rule and remedy."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.ontology import load_ontology
from kg.rules.read import load_rulebook

RULE = """type: AID
defaults: {verb: {actor: AGENT, recipient: PATIENT}}
rules:
  - id: help
    verbs: [help, "bail out"]
    hits:
      - {text: "Chad helped Niger.", actor: Chad, recipient: Niger}
      - {text: "Niger was helped by Chad.", actor: Chad, recipient: Niger}
    misses: ["It could not be helped."]
"""


def book_with(tmp_path: Path, text: str):
    folder = tmp_path / "rules" / "en"
    folder.mkdir(parents=True)
    (folder / "AID.yaml").write_text(text, encoding="utf-8")
    return load_rulebook(tmp_path)


def test_a_persons_file_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    book = book_with(tmp_path, RULE)
    (rule,) = (r for r in book.rules if r.type == "AID")
    assert rule.id == "aid/help"
    assert [(t.word, t.others) for t in rule.triggers] == [("help", ()), ("bail", ("out",))]
    assert rule.roles["actor@verb"] == ("AGENT",)
    assert book.version != load_rulebook().version


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("type: AID", "type: AIDE", "ontology"),
        ("verbs:", "verb:", "unknown key"),
        ("actor: AGENT", "actor: AGENTS", "unknown role"),
        ("    misses", "    mode: gift\n    misses", "unknown mode"),
        ("    misses", "    kinds: {actor: [animal]}\n    misses", "unknown kind"),
        ("    misses", "    status: maybe\n    misses", "unknown status"),
        ("    misses", "    quantities: {eaten: recipient}\n    misses", "unknown quantity"),
        ('    misses: ["It could not be helped."]', "", "at least two hits and one miss"),
        ("{text:", "{sentence:", "unknown key"),
        ("rules:", "rules: [", "AID.yaml"),
    ],
)
def test_a_wrong_file_is_named_with_its_remedy(tmp_path: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(DataError) as raised:
        book_with(tmp_path, RULE.replace(old, new, 1))
    assert word in str(raised.value)
    assert "AID.yaml" in str(raised.value)


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    twice = RULE + RULE.split("rules:\n")[1]
    with pytest.raises(DataError, match="also stands in"):
        book_with(tmp_path, twice)


def test_every_type_of_the_ontology_has_a_rule() -> None:
    have = {r.type for r in load_rulebook().rules}
    assert sorted(set(load_ontology().types) - have) == []


def test_every_rule_has_two_hits_and_a_miss() -> None:
    for rule in load_rulebook().rules:
        assert len(rule.hits) >= 2, rule.id
        assert rule.misses, rule.id
