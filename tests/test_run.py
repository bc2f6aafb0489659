"""The line end to end with a stand-in for the language model: what is kept, what is passed over, what fails and how."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from kg import run
from kg.errors import InputError, LedgerError, ModelError, UsageError
from kg.ledger import Ledger
from kg.settings import Settings
from kg.watch import Report, error_list
from tests import stub


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> stub.StubLine:
    return stub.install(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(ledger=tmp_path / "kg.db", batch=2)


def write(folder: Path, count: int, *, broken: tuple[int, ...] = ()) -> Path:
    """A jsonl of articles `n0`, `n1`, …; the text of some makes the line fail."""
    path = folder / "news.jsonl"
    rows = [
        {"id": f"n{i}", "text": "BROKEN text." if i in broken else f"Alpha met Beta in town {i}.", "date": "2025-01-02"}
        for i in range(count)
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def ingest(path: Path, settings: Settings) -> Report:
    return run.ingest([str(path)], settings)


def test_new_articles_are_kept(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    report = ingest(write(tmp_path, 5), settings)
    assert (report.read, report.new, report.skipped, report.failed, report.claims) == (5, 5, 0, 0, 5)
    assert report.words == 30
    assert report.position == report.size > 0
    assert run.stats(settings)["articles"] == 5


def test_a_second_run_adds_nothing_and_loads_no_model(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, 5)
    ingest(path, settings)
    before = settings.ledger.read_bytes()
    report = ingest(path, settings)
    assert (report.new, report.skipped) == (0, 5)
    assert line.loads == 1
    assert settings.ledger.read_bytes() == before


def test_only_what_is_new_is_read(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    ingest(write(tmp_path, 3), settings)
    report = ingest(write(tmp_path, 5), settings)
    assert (report.new, report.skipped) == (2, 3)
    assert line.read == ["n0", "n1", "n2", "n3", "n4"]


def test_a_change_of_data_reads_again(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, 2)
    ingest(path, settings)
    data = tmp_path / "data" / "rules" / "en"
    data.mkdir(parents=True)
    (data / "mine.yaml").write_text("type: AID\nrules: []\n", encoding="utf-8")
    report = ingest(path, replace(settings, data=tmp_path / "data"))
    assert (report.new, report.skipped) == (2, 0)
    assert run.stats(settings)["articles"] == 2


def test_a_failure_is_listed_and_the_rest_goes_on(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, 5, broken=(1, 3))
    report = ingest(path, settings)
    assert (report.new, report.failed, report.errors) == (3, 2, error_list(settings.ledger))
    rows = [json.loads(row) for row in error_list(settings.ledger).read_text(encoding="utf-8").splitlines()]
    assert [(r["file"], r["line"], r["article"]) for r in rows] == [(str(path), 2, "n1"), (str(path), 4, "n3")]
    assert rows[0]["reason"] == "ValueError: the text says so"
    assert rows[0]["remedy"]


def test_a_failed_article_is_tried_again_and_the_list_is_of_the_last_run(
    line: stub.StubLine, settings: Settings, tmp_path: Path
) -> None:
    ingest(write(tmp_path, 3, broken=(1,)), settings)
    report = ingest(write(tmp_path, 3), settings)
    assert (report.new, report.failed, report.errors) == (1, 0, None)
    assert not error_list(settings.ledger).exists()


def test_stop_keeps_what_came_before(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    report = ingest(write(tmp_path, 6, broken=(3,)), replace(settings, stop_on_error=True))
    assert (report.new, report.failed, report.stopped) == (3, 1, True)
    assert line.read == ["n0", "n1", "n2"]


def test_ctrl_c_keeps_what_was_read(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, 6)
    line.interrupt_after = 3
    with pytest.raises(KeyboardInterrupt):
        ingest(path, settings)
    assert run.stats(settings)["articles"] == 3  # the third was in a batch of its own
    line.interrupt_after = None
    assert ingest(path, settings).new == 3


def test_another_language_is_refused(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"id": "t", "text": "Alpha met Beta.", "language": "tr"}, {"id": "e", "text": "Alpha met Beta."}]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    report = ingest(path, settings)
    assert (report.new, report.failed) == (1, 1)
    row = json.loads(error_list(settings.ledger).read_text(encoding="utf-8"))
    assert (row["line"], row["article"], row["reason"]) == (1, "t", "language tr; the model reads English")


def test_an_article_without_date_is_read(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Alpha met Beta yesterday.", encoding="utf-8")
    assert ingest(path, settings).new == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"model": "no_such_model"}, ModelError),
        ({"data": Path("/no/such")}, UsageError),
        ({"ledger": Path("/")}, LedgerError),
    ],
)
def test_what_is_wrong_with_the_call_is_raised_before_reading(
    line: stub.StubLine, settings: Settings, tmp_path: Path, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ingest(write(tmp_path, 1), replace(settings, **change))  # type: ignore[arg-type]
    assert line.read == []


def test_progress_hears_of_each_article_and_failure(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    class Ear:
        def __init__(self) -> None:
            self.heard: list[int] = []
            self.errors: list[InputError] = []

        def advanced(self, report: Report) -> None:
            self.heard.append(report.read)

        def failed(self, error: InputError) -> None:
            self.errors.append(error)

    ear = Ear()
    run.ingest([str(write(tmp_path, 4, broken=(2,)))], settings, progress=ear)
    assert set(ear.heard) == {1, 2, 3, 4}
    assert [e.key for e in ear.errors] == ["n2"]


def test_standard_input_is_read(line: stub.StubLine, settings: Settings) -> None:
    assert run.ingest(["-"], settings, stdin=BytesIO(b"Alpha met Beta.")).new == 1


def test_extract_gives_values_in_order_and_keeps_nothing(
    line: stub.StubLine, settings: Settings, tmp_path: Path
) -> None:
    results = list(run.extract([str(write(tmp_path, 4, broken=(1,)))], settings))
    assert [r.key if isinstance(r, InputError) else r.article.id for r in results] == ["n0", "n1", "n2", "n3"]
    assert not settings.ledger.exists()


def test_extract_stops_when_told(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    stopping = replace(settings, stop_on_error=True)
    results = list(run.extract([str(write(tmp_path, 4, broken=(1,)))], stopping))
    assert len(results) == 2
    assert isinstance(results[-1], InputError)


def test_the_fault_travels_with_the_failure(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    (error,) = run.extract([str(write(tmp_path, 1, broken=(0,)))], settings)
    assert "in done" in error.__notes__[0]  # type: ignore[union-attr]


def test_graph_resolve_remove(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    ingest(write(tmp_path, 3), settings)
    assert run.resolve(settings).entities == 2
    graph = run.build_graph(settings)
    assert [(r.type, r.count) for r in graph.relations] == [("CONSULT", 3)]
    run.remove(settings, ["n0", "n2"])
    assert [r.count for r in run.build_graph(settings).relations] == [1]
    with Ledger(settings.ledger) as ledger:
        assert list(ledger.ids()) == ["n1"]


def test_remove_takes_all_or_none(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    ingest(write(tmp_path, 2), settings)
    with pytest.raises(UsageError, match="nobody"):
        run.remove(settings, ["n0", "nobody"])
    assert run.stats(settings)["articles"] == 2


def test_profiles(line: stub.StubLine, settings: Settings, tmp_path: Path) -> None:
    ingest(write(tmp_path, 3), settings)
    (profile,) = run.profiles(settings, "alpha", latest=2)
    assert (profile.entity.name, len(profile.claims), profile.claim_count) == ("Alpha", 2, 3)


@pytest.mark.parametrize("call", [run.stats, run.build_graph, run.resolve])
def test_without_a_ledger(call: object, settings: Settings) -> None:
    with pytest.raises(LedgerError, match="kg ingest"):
        call(settings)  # type: ignore[operator]
    assert not settings.ledger.exists()


def test_the_card_of_no_model() -> None:
    with pytest.raises(ModelError, match="kg_en_news"):
        run.model_card("no_such_model")
