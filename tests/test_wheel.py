"""The wheel as it is shipped: the data inside, and the command line in an environment of nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as z:
        z.extractall(folder)
    return folder


def test_data_travel_in_it(unpacked: Path, root: Path) -> None:
    for folder in ("ontology", "rules/en", "times", "titles", "gazetteers"):
        ours = {p.name for p in (root / "kg/data" / folder).iterdir() if p.is_file() and not p.name.startswith(".")}
        assert ours <= {p.name for p in (unpacked / "kg/data" / folder).iterdir()}
    questions = {p.name for p in (root / "cypher/ask").glob("*.cypher")}
    assert questions == {p.name for p in (unpacked / "kg/data/cypher/ask").glob("*.cypher")}
    assert (unpacked / "kg/data/cypher/schema.cypher").is_file()


@pytest.mark.model
def test_the_model_travels_in_it(unpacked: Path) -> None:
    for name in ("network.onnx", "labels.onnx", "vocab.txt", "meta.json", "lemmas.json"):
        assert (unpacked / "kg/data/models/kg_en_news" / name).stat().st_size > 0


def test_no_tests_and_no_leftovers(unpacked: Path) -> None:
    assert {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")} == {"kg"}
    assert not list(unpacked.rglob("*.pyc"))


def test_metadata(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    said = message_from_bytes((info / "METADATA").read_bytes())
    assert said["Name"] == "kg-news"
    assert said["Requires-Python"] == ">=3.11"
    needed = {re.match(r"[\w-]+", r)[0] for r in said.get_all("Requires-Dist") or [] if "extra" not in r}  # type: ignore[index]
    assert "torch" not in needed
    assert {"spacy", "networkx", "neo4j", "typer", "onnxruntime"} <= needed
    assert (info / "licenses" / "LICENSE").is_file()
    assert (info / "licenses" / "NOTICE").is_file()


@pytest.mark.model
def test_it_runs_away_from_the_repository(unpacked: Path, examples: Path, tmp_path: Path) -> None:
    # The wheel's files first on the path and another working folder: what is missing in it cannot come from here.
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}

    def kg(*words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done

    where = subprocess.run(
        [sys.executable, "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(unpacked))
    rows = [json.loads(line) for line in kg("extract", str(examples)).stdout.splitlines()]
    assert sum(len(r["claims"]) for r in rows) > 50
    kg("ingest", str(examples))
    kg("export", "graphml", "-o", "graph.graphml")
    assert (tmp_path / "graph.graphml").stat().st_size > 1000
    assert "most-active-dyads" in kg("ask").stdout
