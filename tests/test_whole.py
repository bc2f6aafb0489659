"""The whole line with the bundled model, as a user runs it: offline, killed, repeated, in several processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import execute
from kg.ledger import Ledger

pytestmark = pytest.mark.model


def kg(*words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "kg", *map(str, words)], capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stderr
    return done


def stats(ledger: Path) -> dict[str, object]:
    with Ledger(ledger, create=False, readonly=True) as opened:
        return opened.stats()


@pytest.fixture(scope="session")
def batch(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example articles six times over, each copy with ids of its own: enough to be killed in the middle."""
    from kg.readers import read

    path = tmp_path_factory.mktemp("batch") / "batch.jsonl"
    articles = [a for a in read([str(examples)]) if not isinstance(a, Exception)]
    with path.open("w", encoding="utf-8") as stream:
        for copy in range(6):
            for a in articles:
                row = {**a.to_dict(), "id": f"{a.id}-{copy}", "text": a.text}
                stream.write(json.dumps({k: v for k, v in row.items() if v is not None}) + "\n")
    return path


@pytest.fixture(scope="session")
def undisturbed(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the batch."""
    ledger = tmp_path_factory.mktemp("undisturbed") / "kg.db"
    kg("ingest", batch, "--ledger", ledger)
    return ledger


def test_offline(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    for words in (
        ["ingest", str(examples)],
        ["stats"],
        ["resolve"],
        ["show", "Mali"],
        ["export", "gexf", "-o", "graph.gexf"],
        ["rules", "explain", "Rebels shelled the airport on Monday."],
    ):
        assert execute(words) == 0, capsys.readouterr().err
    assert (tmp_path / "graph.gexf").stat().st_size > 1000


def test_extract_gives_the_same_bytes(examples: Path) -> None:
    first, second = kg("extract", examples), kg("extract", examples)
    assert first.stdout == second.stdout
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert len(rows) == 10
    assert all(row["claims"] for row in rows)


def test_workers_do_not_show(examples: Path) -> None:
    assert kg("extract", examples, "--workers", "2").stdout == kg("extract", examples).stdout


def test_offsets_are_verbatim(examples: Path) -> None:
    from kg import run
    from kg.settings import Settings

    for extraction in run.extract([str(examples)], Settings()):
        assert not isinstance(extraction, Exception)
        text = extraction.article.text
        assert all(text[m.start : m.end] == m.text for m in extraction.mentions)
        for claim in extraction.claims:
            assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end


@pytest.mark.slow
def test_the_same_command_again_adds_nothing(batch: Path, undisturbed: Path) -> None:
    before = undisturbed.read_bytes()
    done = kg("ingest", batch, "--ledger", undisturbed)
    assert "0 new, 60 already there" in done.stderr
    assert undisturbed.read_bytes() == before


@pytest.mark.slow
def test_workers_give_the_same_ledger(batch: Path, undisturbed: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "kg.db"
    kg("ingest", batch, "--ledger", ledger, "--workers", "2")
    with Ledger(ledger) as ours, Ledger(undisturbed) as theirs:
        assert ours.version() == theirs.version()
        assert list(ours.extractions()) == list(theirs.extractions())


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_ended_in_the_middle_the_same_command_goes_on(
    batch: Path, undisturbed: Path, tmp_path: Path, workers: str, sign: signal.Signals, code: int
) -> None:
    ledger = tmp_path / "kg.db"
    words = [sys.executable, "-m", "kg", "ingest", str(batch), "--ledger", str(ledger), "--workers", workers]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell starts what it puts in the background deaf to Ctrl-C, and so would the process below be.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 120
    while _kept(ledger) == 0 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    # Ctrl-C on a terminal goes to the whole group; so does, here, the kill, lest workers outlive the test.
    os.killpg(process.pid, sign)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert 0 < _kept(ledger) < 60
    if sign is signal.SIGINT:
        assert "the same command goes on" in said
        assert "Traceback" not in said
    kg("ingest", batch, "--ledger", ledger, "--workers", workers)
    assert stats(ledger) == stats(undisturbed)
    with Ledger(ledger) as ours, Ledger(undisturbed) as theirs:
        assert list(ours.extractions()) == list(theirs.extractions())


def _kept(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    try:
        return int(stats(ledger)["articles"])  # type: ignore[call-overload]
    except Exception:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_closed_pipe_is_silent(examples: Path) -> None:
    line = f"{sys.executable} -m kg schema | head -1; {sys.executable} -m kg extract {examples} | head -c 10"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("Kinds of entity")


def test_model_card_says_where_it_comes_from() -> None:
    card = json.loads(kg("model", "--json").stdout)
    assert card["name"] == "kg_en_news"
    assert card["licence"]
    assert all(source["licence"] for source in card["sources"])


def test_evaluate(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("Ana\tB-PER\nReyes\tI-PER\nleft\tO\nOslo\tB-LOC\n.\tO\n", encoding="utf-8")
    (tmp_path / "trees.conllu").write_text(
        "1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "3\tOslo\tOslo\tPROPN\tNNP\t_\t2\tobj\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
        encoding="utf-8",
    )
    names = json.loads(kg("evaluate", "ner", tmp_path / "names.tsv").stdout)
    trees = json.loads(kg("evaluate", "parse", tmp_path / "trees.conllu").stdout)
    assert (names["gold"], names["correct"]) == (2, 2)
    assert (trees["words"], trees["uas"]) == (4, 1.0)
