"""The evaluation tasks of events, on sentences of our own with the bundled model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import trials
from kg.evaluate.acts.events import Event, Record
from kg.trials.events import write_names
from kg.trials.settings import TrialSettings

MODEL = pytest.mark.model
PAIRS = (
    "sentence\tsource\ttarget\tgold_root\n"
    "Norway accused Sweden of spying.\tNorway\tSweden\tACCUSE\n"
    "Zorblax condemned the Quuxians on Monday.\tZorblax\tQuuxians\tACCUSE\n"
)


@MODEL
@pytest.mark.parametrize(("given", "least"), [(False, 0.5), (True, 1.0)])
def test_pairs(tmp_path: Path, given: bool, least: float) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    assert trials.evaluate("events-pairs", [path], TrialSettings(given=given))["right"] >= least


@MODEL
def test_places(tmp_path: Path) -> None:
    path = tmp_path / "placed.jsonl"
    row = {"text": "Police arrested two students in Minsk.", "verb": [7, 15], "locations": [[32, 37]]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert trials.evaluate("event-place", [path], TrialSettings())["exact"] == 1.0


@MODEL
def test_coded_events(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    row = {"text": "Norway accused Sweden of spying.", "events": [{"source": "NOR", "target": "SWE", "code": "112"}]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = trials.evaluate("events", [path], TrialSettings())
    assert (done["dyad"]["f1"], done["type"]["f1"]) == (1.0, 1.0)


def test_only_names_that_no_gazetteer_knows_are_written(tmp_path: Path) -> None:
    records = [Record("Florin helped Norway.", (Event("FLO", "NOR", "070"),))]
    folder = write_names(records, tmp_path)
    (row,) = [json.loads(x) for x in (folder / "gazetteers/coded.countries.jsonl").read_text().splitlines()]
    assert (row["code"], row["names"]) == ("FLO", ["Florin"])
