"""Measured confidence becomes data that the rules read, and tables of a page."""

from pathlib import Path

import pytest

from kg.evaluate.acts.confidence import STRONG, WEAK, Judged, learn
from kg.rules.read import load_rulebook
from kg.training import confidence


def test_the_data_are_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "en"
    folder.mkdir(parents=True)
    rules = [r.id for r in load_rulebook().rules]
    claims = [Judged(f"a{n}", "AID", "aid/give", n % 3 > 0, ("pronoun",) if n % 2 else ()) for n in range(40)]
    claims += [Judged(f"b{n}", "AID", "aid/give", False, ("pronoun",)) for n in range(20)]
    table = learn(claims, rules)
    confidence.write(table, "abc", folder / "_confidence.yaml")
    book = load_rulebook(tmp_path)
    by_id = {r.id: r.reliability for r in book.rules}
    assert by_id["aid/give"] == round(table.rules["aid/give"], 2)
    assert book.signs == {"pronoun": round(table.signs["pronoun"], 2)}
    assert book.signs["pronoun"] < 0
    assert (book.start, book.share) == (round(table.start, 2), round(table.share, 2))


def test_every_rule_is_measured() -> None:
    assert [r.id for r in load_rulebook().rules if r.reliability is None] == []


def test_every_sign_is_weighed_and_keeps_its_direction() -> None:
    signs = load_rulebook().signs
    assert set(signs) == {*WEAK, *STRONG}
    assert all(signs[s] <= 0 for s in WEAK)
    assert all(signs[s] >= 0 for s in STRONG)


def test_every_sign_is_explained() -> None:
    page = Path(confidence.PAGE).read_text(encoding="utf-8")
    assert [s for s in (*WEAK, *STRONG) if f"`{s}`" not in page] == []


def test_the_page_keeps_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured -->\nold\n<!-- end -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(confidence, "PAGE", page)
    monkeypatch.setattr(confidence, "write", lambda *_: None)
    monkeypatch.setattr(confidence, "judge", lambda _: iter([Judged("a", "AID", "aid/give", True)]))
    (tmp_path / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    confidence.main([str(tmp_path / "gold.jsonl")])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- measured -->\n\n1 claims of 1 articles; 1 right.")
    assert text.endswith("<!-- end -->\nafter\n")
    assert "old" not in text
    assert capsys.readouterr().out.startswith("1 claims of 1 articles")
