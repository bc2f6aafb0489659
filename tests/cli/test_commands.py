"""Every command: what it prints where, its exit status, and how errors look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import __version__
from kg.evaluate import TASKS
from kg.trials import ready
from tests import stub
from tests.cli.conftest import Run

TEXT = "Alpha met Beta in town. Beta met Gamma later. Nobody came."


@pytest.fixture
def ledger(kg: Run, line: stub.StubLine, tmp_path: Path) -> Path:
    """A ledger of two articles, `kg.db` in the working folder."""
    rows = [
        {"id": "one", "text": TEXT, "date": "2025-01-02", "outlet": "The Example", "title": "A meeting"},
        {"id": "two", "text": "Alpha met Beta again.", "date": "2025-02-03"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert kg("ingest", "a.jsonl").code == 0
    return tmp_path / "kg.db"


def test_version(kg: Run) -> None:
    assert kg("--version").out == f"kg {__version__}\n"


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("rules", "--help"), ("ingest", "--help")])
def test_help(kg: Run, words: tuple[str, ...]) -> None:
    done = kg(*words)
    assert done.code == 0
    assert "Usage: kg" in done.out


def test_ingest_talks_on_stderr(kg: Run, line: stub.StubLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    first, second = kg("ingest", "a.txt"), kg("ingest", "a.txt")
    assert (first.code, first.out, second.code, second.out) == (0, "", 0, "")
    assert "1 new, 0 already there, 2 claims" in first.err
    assert "articles/s" in first.err
    assert "0 new, 1 already there" in second.err


def test_the_ledger_is_named_by_the_environment(
    kg: Run, line: stub.StubLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("KG_LEDGER", str(tmp_path / "other.db"))
    kg("ingest", "a.txt")
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "kg.db").exists()


def test_extract_prints_json_lines(kg: Run, line: stub.StubLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = kg("extract", "a.txt")
    assert done.err == ""
    (row,) = map(json.loads, done.out.splitlines())
    assert list(row) == ["article", "mentions", "chains", "claims", "model", "rules"]
    assert [c["type"] for c in row["claims"]] == ["CONSULT", "CONSULT"]
    assert kg("extract", "a.txt").out == done.out


def test_ctrl_c(kg: Run, line: stub.StubLine, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Delta met Alpha.", encoding="utf-8")
    line.interrupt_after = 0
    done = kg("ingest", "b.txt")
    assert done.code == 130
    assert "the same command goes on" in done.err
    assert "Traceback" not in done.err


def test_resolve(kg: Run, ledger: Path) -> None:
    done = kg("resolve")
    assert done.out == ""
    assert "became" in done.err


def test_show(kg: Run, ledger: Path) -> None:
    done = kg("show", "alpha")
    assert done.code == 0
    assert done.out.startswith("Alpha  ·  organization")
    assert "↔ CONSULT  Beta  (2 claims in 2 articles, 2025-01-02 … 2025-02-03)" in done.out
    assert "“Alpha met Beta in town.”" in done.out
    assert "A meeting · The Example · 2025-01-02  [consult/meet, 0.80]" in done.out


def test_show_json(kg: Run, ledger: Path) -> None:
    (row,) = map(json.loads, kg("show", "Beta", "--json", "--latest", "1").out.splitlines())
    assert (row["entity"]["name"], row["claim_count"], len(row["claims"])) == ("Beta", 3, 1)


def test_remove(kg: Run, ledger: Path) -> None:
    assert kg("remove", "two").code == 0
    assert json.loads(kg("stats", "--json").out)["articles"] == 1
    done = kg("remove", "two")
    assert done.code == 2
    assert "two: no such article in the ledger" in done.err


def test_stats(kg: Run, ledger: Path) -> None:
    assert json.loads(kg("stats", "--json").out)["claims"] == 3
    done = kg("stats")
    assert "articles" in done.out
    assert "CONSULT" in done.out


def test_schema(kg: Run) -> None:
    assert "ASSAULT" in kg("schema").out
    assert "CREATE CONSTRAINT entity_id" in kg("schema", "--cypher").out


def test_rules_list(kg: Run) -> None:
    done = kg("rules", "list", "ASSAULT")
    assert "assault/kill" in done.out
    assert "aid/" not in done.out
    assert kg("rules", "list", "nothing").code == 2


def test_rules_diff(kg: Run, line: stub.StubLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    done = kg("rules", "diff", "mine", "a.txt")
    assert (done.code, done.out, done.err) == (0, "", "0 claims gained, 0 lost\n")
    assert json.loads(kg("rules", "diff", "mine", "a.txt", "--format", "json").out) == []
    assert kg("rules", "diff", "nowhere", "a.txt").code == 2
    assert kg("rules", "diff", "mine", "a.txt", "--format", "xml").code == 2


def test_rules_diff_prints_what_is_gained_and_lost(
    kg: Run, line: stub.StubLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import trials
    from kg.rules.diff import Change

    lost = Change(False, "a", "AID", None, "actual", ("Chad",), ("Niger",), (), "aid/help", "Chad helped Niger.")
    gained = Change(True, "a", "AID", "x", "planned", ("Chad",), (), ("Gao",), "aid/mine", "Chad helped Niger.")
    monkeypatch.setattr(trials, "diff", lambda *_: iter((lost, gained)))
    done = kg("rules", "diff", "mine", "a.txt")
    assert done.out.splitlines() == [
        "a",
        "  Chad helped Niger.",
        "    - AID (actual): Chad -> Niger  [aid/help]",
        "    + AID/x (planned): Chad -> - at Gao  [aid/mine]",
    ]
    assert "1 claims gained, 1 lost" in done.err


def test_export_leaves_out_unsure_claims(kg: Run, ledger: Path) -> None:
    every = kg("export", "jsonl", "-o", "-").out.splitlines()
    assert kg("export", "jsonl", "-o", "-", "--min-confidence", "0.8").out.splitlines() == every
    assert kg("export", "jsonl", "-o", "-", "--min-confidence", "0.81").out == ""
    assert kg("export", "jsonl", "-o", "-", "--min-confidence", "1.1").code == 2


def test_evaluate_names_what_comes_later(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    unknown = kg("evaluate", "nothing", "gold.jsonl")
    assert unknown.code == 2
    assert "no task 'nothing'" in unknown.err
    listed = kg("evaluate", "--tasks").out
    assert "ner: " in listed
    for task in (t for t in TASKS if not ready(t)):
        later = kg("evaluate", task, "gold.jsonl")
        assert later.code == 2
        assert "comes with a later version of kg (now: " in later.err
        assert "(comes with a later version)" in next(x for x in listed.splitlines() if x.startswith(f"{task}: "))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ingest",), "Missing argument 'PATH"),
        (("ingest", "no-such-file"), "no-such-file: there is no such file or folder"),
        (("ingest", ".", "--on-error", "ask"), "--on-error 'ask' is unknown (one of skip, stop)"),
        (("ingest", ".", "--workers", "0"), "'--workers'"),
        (("ingest", ".", "--model", "none"), "there is no model 'none'"),
        (("extract", ".", "--model", "none"), "there is no model 'none'"),
        (("ingest", ".", "--data", "no-such"), "the data folder does not exist"),
        (("stats",), "there is no ledger here (run `kg ingest` first"),
        (("show", "Alpha"), "there is no ledger here"),
        (("resolve",), "there is no ledger here"),
        (("remove", "a"), "there is no ledger here"),
        (("export", "gexf", "-o", "x.gexf"), "there is no ledger here"),
        (("model", "--model", "none"), "there is no model 'none'"),
        (("nonsense",), "No such command 'nonsense'"),
        (("stats", "--nonsense"), "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(kg: Run, words: tuple[str, ...], said: str) -> None:
    done = kg(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert said in done.err


def test_show_of_nobody_proposes_names(kg: Run, ledger: Path) -> None:
    done = kg("show", "Alpa")
    assert done.code == 2
    assert "did you mean Alpha?" in done.err


def test_debug_tells_where(kg: Run, line: stub.StubLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("BROKEN text.", encoding="utf-8")
    assert "Traceback" not in kg("extract", "a.txt").err
    monkeypatch.setenv("KG_DEBUG", "1")
    assert "Traceback" in kg("extract", "a.txt").err
    assert "Traceback" in kg("stats").err


def test_a_fault_of_kg_is_one_line_too(kg: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg import run

    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(run, "stats", fault)
    done = kg("stats")
    assert done.code == 2
    assert done.err == (
        "error: ZeroDivisionError: division by zero (a fault in kg: run again as `kg --debug …` and report it)\n"
    )


def test_ask_lists_questions(kg: Run) -> None:
    done = kg("ask", "--format", "json")
    assert done.code == 0
    listed = {row["question"]: row for row in json.loads(done.out)}
    assert len(listed) >= 12
    assert "limit" in listed["most-active-dyads"]["parameters"]


def test_ask_and_query(kg: Run, ledger: Path) -> None:
    pytest.importorskip("grafeo")
    done = kg("ask", "most-active-dyads", "--param", "limit=1", "--format", "json")
    (row,) = json.loads(done.out)
    assert ({row["actor"], row["recipient"]}, row["claims"]) == ({"Alpha", "Beta"}, 2)
    text = "MATCH (e:Entity) WHERE e.name = $name RETURN e.name AS name, e.mentions AS mentions"
    assert kg("query", text, "--param", "name=Gamma", "--format", "csv").out == "name,mentions\nGamma,1\n"


def test_the_index_follows_the_ledger(kg: Run, ledger: Path) -> None:
    pytest.importorskip("grafeo")
    count = ("query", "MATCH (a:Article) RETURN count(a) AS n", "--format", "csv")
    assert kg(*count).out == "n\n2\n"
    kg("remove", "two")
    assert kg(*count).out == "n\n1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "MATCH (n) DELETE n"), "DELETE is not allowed"),
        (("query", "MATCH (n) RETURN n", "--format", "xml"), "--format 'xml' is unknown (one of table, json, csv)"),
        (("query", "MATCH (n) RETURN n", "--param", "novalue"), "write --param name=value"),
        (("ask", "nothing-like-it"), "there is no question"),
        (("ask", "who-did-what", "--param", "nonsense=1"), "has no parameter 'nonsense'"),
    ],
)
def test_wrong_questions(kg: Run, ledger: Path, words: tuple[str, ...], said: str) -> None:
    pytest.importorskip("grafeo")
    done = kg(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_without_the_engine(kg: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.loaders import embedded

    monkeypatch.setattr(embedded, "available", lambda: False)
    done = kg("query", "MATCH (n) RETURN n")
    assert done.code == 2
    assert "kg-news[cypher]" in done.err


@pytest.mark.parametrize(
    "format", ["neo4j-csv", "graphml", "gexf", "node-link", "csv", "geojson", "cytoscape", "jsonl"]
)
def test_export(kg: Run, ledger: Path, tmp_path: Path, format: str) -> None:
    done = kg("export", format, "-o", "out")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "out").exists()
    assert done.err.endswith(": out\n")


def test_export_of_a_part_to_stdout(kg: Run, ledger: Path) -> None:
    done = kg("export", "node-link", "-o", "-", "--since", "2025-02", "--entity", "alpha")
    assert {node["name"] for node in json.loads(done.out)["nodes"]} == {"Alpha", "Beta"}
    claims = kg("export", "node-link", "-o", "-", "--what", "claims").out
    assert len(json.loads(claims)["nodes"]) == 3 + 3 + 2  # entities, claims, articles


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "nonsense", "-o", "x"), "unknown format 'nonsense' (one of neo4j-csv"),
        (("export", "gexf"), "Missing option '-o'"),
        (("export", "gexf", "-o", "no/such/folder/x"), "cannot write"),
        (("export", "gexf", "-o", "x", "--type", "NOTHING"), "unknown type 'NOTHING'"),
        (("export", "gexf", "-o", "x", "--entity", "nobody at all"), "no entity is called"),
        (("export", "gexf", "-o", "x", "--what", "both"), "--what 'both' is unknown (one of relations, claims, all)"),
        (("export", "gexf", "-o", "x", "--what", "all"), "cannot export 'all' (relations or claims)"),
    ],
)
def test_wrong_exports(kg: Run, ledger: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = kg(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "x").exists()
