"""The ledger: whole batches or nothing, nothing twice, and a clear word when it cannot be opened."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import LedgerError, UsageError
from kg.ledger import Ledger, schema
from kg.model import Extraction, Judgement
from tests.factory import MODEL, RULES, claim, make_extraction

VERSIONS = (MODEL, RULES)


def story(article: str, **values: object) -> Extraction:
    said = [
        claim("ASSAULT", "Turkey", "Syria", at="Idlib", when="2020-02", killed=3),
        claim("CONSULT", "Turkey; Russia"),
    ]
    return make_extraction(article, "2020-02-03", said, **values)  # type: ignore[arg-type]


def judged(left: str, right: str, same: bool, by: str = "kg", at: str = "2020-02-03") -> Judgement:
    return Judgement(left, right, same, 0.9, "because", by, at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kg.db"


def test_what_is_appended_comes_back_whole(path: Path) -> None:
    batch = [story("b"), story("a", title="Ünïcode – “title”")]
    with Ledger(path) as ledger:
        assert ledger.append(batch) == 2
    with Ledger(path, readonly=True) as ledger:
        assert list(ledger.extractions()) == sorted(batch, key=lambda x: x.article.id)
        assert ledger.article("b") == batch[0].article
        assert list(ledger.ids()) == ["a", "b"]


def test_extractions_page_through_many_and_filter_by_date(path: Path) -> None:
    batch = [make_extraction(f"a{i:03}", None if i % 10 == 0 else f"2020-01-{i % 28 + 1:02}") for i in range(200)]
    with Ledger(path) as ledger:
        ledger.append(random.Random(1).sample(batch, 200))
        ledger.remove("a063")
        assert [x.article.id for x in ledger.extractions()] == [f"a{i:03}" for i in range(200) if i != 63]
        late = [x.article.published for x in ledger.extractions(since="2020-01-20")]
        assert late and all(d is not None and d >= "2020-01-20" for d in late)


def test_the_same_again_adds_nothing(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a")])
        before, stats = ledger.version(), ledger.stats()
        assert list(ledger.unseen([story("a").article], versions=VERSIONS)) == []
        assert ledger.append([story("a")]) == 0
        assert (ledger.version(), ledger.stats()) == (before, stats)


@pytest.mark.parametrize("versions", [("other", RULES), (MODEL, "other")])
def test_other_versions_read_an_article_again(path: Path, versions: tuple[str, str]) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a")])
        assert [a.id for a in ledger.unseen([story("a").article], versions=versions)] == ["a"]
        newer = replace(story("a"), model=versions[0], rules=versions[1], claims=())
        assert ledger.append([newer]) == 1
        assert list(ledger.extractions()) == [newer]
        assert ledger.stats()["editions"] == 1
        assert ledger.stats()["claims"] == 0


def test_another_text_takes_the_place_of_the_first_and_both_are_kept(path: Path) -> None:
    first, second = story("a"), story("a", extra="More.")
    with Ledger(path) as ledger:
        ledger.append([first])
        assert list(ledger.unseen([second.article], versions=VERSIONS)) == [second.article]
        ledger.append([second])
        assert list(ledger.extractions()) == [second]
        assert (ledger.stats()["articles"], ledger.stats()["editions"]) == (1, 2)
        # Input that holds both editions may be ingested again and again.
        assert list(ledger.unseen([first.article, second.article], versions=VERSIONS)) == []
        assert ledger.append([first, second]) == 0


def test_one_article_twice_in_one_stream_is_passed_on_once(path: Path) -> None:
    with Ledger(path) as ledger:
        assert len(list(ledger.unseen([story("a").article] * 3, versions=VERSIONS))) == 1


def test_unseen_streams(path: Path) -> None:
    def endless():  # type: ignore[no-untyped-def]
        for i in range(10**9):
            yield story(f"a{i}").article

    with Ledger(path) as ledger:
        stream = ledger.unseen(endless(), versions=VERSIONS)
        assert [next(stream).id for _ in range(3)] == ["a0", "a1", "a2"]


def test_unseen_may_be_pulled_from_another_thread_while_batches_are_kept(path: Path) -> None:
    batch = [story(f"a{i:03}") for i in range(60)]
    found: list[str] = []
    with Ledger(path) as ledger:

        def pull() -> None:
            found.extend(a.id for a in ledger.unseen((x.article for x in batch), versions=VERSIONS))

        thread = threading.Thread(target=pull)
        thread.start()
        for i in range(100, 130):
            ledger.append([story(f"b{i}")])
        thread.join()
    assert found == [x.article.id for x in batch]


def test_removed_and_ingested_again_comes_back(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a"), story("b")])
        before, stats = ledger.version(), ledger.stats()
        ledger.remove("a")
        assert ledger.version() != before
        assert [x.article.id for x in ledger.extractions()] == ["b"]
        assert ledger.stats()["articles"] == 1
        with pytest.raises(UsageError, match="no such article"):
            ledger.remove("a")
        with pytest.raises(UsageError, match="no such article"):
            ledger.article("a")
        assert [a.id for a in ledger.unseen([story("a").article], versions=VERSIONS)] == ["a"]
        assert ledger.append([story("a")]) == 1
        assert ledger.stats() == stats


def test_stats_count_what_stands(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a"), make_extraction("b", "2019-05", [claim("AID", "Russia", status="planned")])])
        stats = ledger.stats()
    assert {k: stats[k] for k in ("articles", "mentions", "chains", "claims", "types", "statuses")} == {
        "articles": 2,
        "mentions": 6,
        "chains": 5,
        "claims": 3,
        "types": {"AID": 1, "ASSAULT": 1, "CONSULT": 1},
        "statuses": {"actual": 2, "planned": 1},
    }
    assert (stats["first_published"], stats["last_published"]) == ("2019-05", "2020-02-03")
    assert stats["models"] == {MODEL: 2}
    assert stats["bytes"] > 0


def test_stats_do_not_depend_on_order_or_batches(tmp_path: Path) -> None:
    batch = [story(f"a{i}") for i in range(10)]
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        one.append(batch)
        for extraction in reversed(batch):
            two.append([extraction])
        assert one.stats() == two.stats()
        assert one.version() != Ledger(tmp_path / "three.db").version()


def test_the_newest_judgement_holds_and_a_persons_before_the_machines(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.add_judgements([judged("b:c1", "a:c1", True), judged("a:c1", "c:c1", True)]) == 2
        version = ledger.version()
        assert ledger.add_judgements([judged("a:c1", "b:c1", True, at="2021-01-01")]) == 0
        assert ledger.version() == version
        ledger.add_judgements([judged("a:c1", "b:c1", False, by="ada")])
        ledger.add_judgements([judged("a:c1", "b:c1", False)])
        ledger.add_judgements([judged("a:c1", "b:c1", True)])
        held = ledger.judgements()
        assert [(j.left, j.right, j.same, j.by) for j in held] == [
            ("a:c1", "b:c1", False, "ada"),
            ("a:c1", "c:c1", True, "kg"),
        ]
        ledger.add_judgements([judged("a:c1", "b:c1", True, by="ada")])  # undo is a newer judgement
        assert ledger.judgements()[0].same
        assert ledger.stats()["judgements"] == 2


def test_an_error_in_a_batch_leaves_nothing_of_it(path: Path) -> None:
    with Ledger(path) as ledger:
        version = ledger.version()
        broken = replace(story("b"), claims=(None,))  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            ledger.append([story("a"), broken])
        assert ledger.version() == version
        assert list(ledger.extractions()) == []


def test_a_full_disk_is_told_and_the_last_batch_not_kept(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a")])
        pages = ledger._db.execute("PRAGMA page_count").fetchone()[0]
        ledger._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        noise = "".join(random.Random(1).choices("abcdefghijklmnop", k=100_000))
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.append([story("b", extra=noise)])
        assert list(ledger.ids()) == ["a"]


def test_readonly_refuses_changes(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a")])
    with Ledger(path, readonly=True) as ledger, pytest.raises(LedgerError, match="cannot be written"):
        ledger.append([story("b")])


def test_a_reader_sees_what_stood_when_it_began(path: Path) -> None:
    with Ledger(path) as writer:
        writer.append([story("a"), story("b"), story("c")])
        writer.add_judgements([judged("x", "y", True)])
        with Ledger(path, readonly=True) as reader:
            before = list(reader.extractions()), reader.judgements(), reader.version(), reader.extraction("a")
            writer.append([story("a", title="Another title"), story("d")])
            writer.remove("b")
            writer.add_judgements([judged("x", "y", False), judged("x", "z", True)])
            after = list(reader.extractions()), reader.judgements(), reader.version(), reader.extraction("a")
            assert after == before
        assert [x.article.id for x in writer.extractions()] == ["a", "c", "d"]
        assert [writer.held(id_) for id_ in ("a", "b", "z")] == [True, True, False]
        assert len(writer.judgements()) == 2
        with Ledger(path, readonly=True) as later:
            assert later.version() == writer.version() != before[2]


def other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")


def future(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda p: p.write_text("just some words, long enough to be no SQLite header at all\n" * 20),
            "not a kg ledger",
        ),
        (other_sqlite, "not a kg ledger"),
        (future, "version 3"),
        (lambda p: p.mkdir(), "folder"),
    ],
    ids=["text", "sqlite", "future", "folder"],
)
def test_what_is_no_ledger_is_refused_and_left_alone(path: Path, make, message: str, readonly: bool) -> None:  # type: ignore[no-untyped-def]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=message) as caught:
        Ledger(path, readonly=readonly)
    assert caught.value.exit_code == 2
    assert caught.value.remedy
    assert str(path) in str(caught.value)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("values", [{"readonly": True}, {"create": False}])
def test_a_missing_ledger_is_not_made_by_readers(path: Path, values: dict[str, bool]) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        Ledger(path, **values)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder of the ledger"):
        Ledger(tmp_path / "no" / "kg.db")


@pytest.mark.skipif(sys.platform != "linux", reason="paths of Linux")
@pytest.mark.parametrize("name", ["/proc/kg.db", "/dev/null", "/dev/null/kg.db"])
def test_places_that_hold_no_files_are_refused(name: str) -> None:
    with pytest.raises(LedgerError):
        Ledger(Path(name))


def test_damage_is_told(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story(f"a{i}", extra="x" * 5000 + str(i)) for i in range(50)])
        ledger._db.execute("UPDATE extraction SET body = x'00' WHERE id = 3")
        with pytest.raises(LedgerError, match=r"a2: .*damaged"):
            list(ledger.extractions())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(LedgerError, match="damaged"), Ledger(path) as ledger:
        list(ledger.extractions())


def test_two_processes_make_one_ledger(path: Path) -> None:
    code = f"from kg.ledger import Ledger; from pathlib import Path; Ledger(Path({str(path)!r})).close()"
    root = Path(__file__).parents[1]
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_ledger_reads_but_does_not_write(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.append([story("a")])
    path.chmod(0o444)
    with pytest.raises(LedgerError, match="cannot be written"):
        Ledger(path)
    with Ledger(path, readonly=True) as ledger:
        assert list(ledger.ids()) == ["a"]


def test_another_writer_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    with Ledger(path) as ledger:
        ledger.append([story("a")])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process"):
            ledger.append([story("b")])
        assert list(Ledger(path, readonly=True).ids()) == ["a"]
        other.execute("ROLLBACK")
        other.close()
        assert ledger.append([story("b")]) == 1


_WRITER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.factory import make_extraction
from kg.ledger import Ledger
noise = "".join(chr(97 + i * i % 26) for i in range(3000))
with Ledger(Path({path!r})) as ledger:
    for batch in range(100000):
        ledger.append([make_extraction(f"a{{batch * 8 + i:06}}", extra=noise + str(batch)) for i in range(8)])
        print(batch, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.011, 0.023])
def test_a_kill_leaves_whole_batches(path: Path, delay: float) -> None:
    code = _WRITER.format(root=str(Path(__file__).parents[1]), path=str(path))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    told = 3 + len(process.stdout.read().splitlines())
    process.wait()
    with Ledger(path, readonly=True) as ledger:
        kept = list(ledger.ids())
    assert len(kept) % 8 == 0
    assert len(kept) >= told * 8
    with Ledger(path) as ledger:
        assert ledger._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert ledger.append([story("z")]) == 1
