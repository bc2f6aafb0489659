"""Quality only goes up: scores of the whole line on development data, pinned with a digest of that data.

A lower floor needs a sentence in the CHANGELOG. The data lie beside the repository and are skipped where they are absent.
"""

import hashlib
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import run
from kg.model import Extraction
from kg.settings import Settings
from tests.quality.facts import Facts

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "data/gold/dev.jsonl"
GOLD_DIGEST = "a59ab556c8e97f84"
pytestmark = [pytest.mark.shared, pytest.mark.model]

# Measured on 2026-11-25 (`kg extract`, score_claims.py), less about 0.02.
WHO_F1, WHO_PRECISION, WHAT_F1, EVENTS_F1 = 0.54, 0.71, 0.63, 0.45
ACTORS, PLACES, KIND, COUNTRY, SECTOR = 0.92, 0.85, 0.94, 0.87, 0.77


def digest(path: Path) -> str:
    """Hash of a data file: other data, other floors."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@cache
def gold_scores() -> dict[str, Any]:
    """Scores of the gold articles, as the scorer beside the data gives them."""
    lines = "".join(
        json.dumps(x.to_dict()) + "\n" for x in run.extract([str(GOLD)], Settings()) if isinstance(x, Extraction)
    )
    command = [sys.executable, str(SHARED / "tools/score_claims.py"), str(GOLD)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


def test_the_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert digest(GOLD) == GOLD_DIGEST


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        (("who", "f1"), WHO_F1), (("who", "p"), WHO_PRECISION), (("what", "f1"), WHAT_F1),
        (("who_events", "f1"), EVENTS_F1), (("entities", "actors"), ACTORS),
        (("entities", "places"), PLACES), (("entities", "kind"), KIND), (("entities", "country"), COUNTRY),
        (("entities", "sector"), SECTOR), (("attributes", "status"), 0.92), (("attributes", "attributed_to"), 0.96),
        (("attributes", "period"), 0.95), (("attributes", "place"), 0.90),
    ],
    ids=lambda p: "-".join(p) if isinstance(p, tuple) else str(p),
)  # fmt: skip
def test_gold_articles(path: tuple[str, str], floor: float) -> None:
    scores = gold_scores()
    assert scores[path[0]][path[1]] >= floor, json.dumps({k: v for k, v in scores.items() if k != "by_type"}, indent=1)


@cache
def facts() -> Facts:
    """The article that started the project, with what a careful reader takes from it."""
    source = SHARED / "data/articles/idlib-2020-02-08.txt"
    (x,) = run.extract([str(source)], Settings())
    assert isinstance(x, Extraction)
    assert x.article.published == "2020-02-08"
    wanted = yaml.safe_load((SHARED / "data/articles/idlib-2020-02-08.facts.yaml").read_text(encoding="utf-8"))
    return Facts(wanted, x.to_dict())


def test_the_first_article_actors_and_places() -> None:
    assert len(facts().found("actors")) >= 14
    assert len(facts().found("places")) == 6


def test_the_first_article_claims_and_traps() -> None:
    assert len(facts().claims()) >= 18, facts().claims()
    assert facts().traps() == []


def test_the_first_article_coordinates() -> None:
    from kg.gazetteer.places import distance_km

    truth = {"Idlib": (35.93, 36.63), "Ankara": (39.92, 32.85), "Saraqeb": (35.86, 36.80)}
    for name, point in truth.items():
        chain = next(c for c in facts().x["chains"] if c["name"] == name)
        assert distance_km((chain["lat"], chain["lon"]), point) < 25, chain
