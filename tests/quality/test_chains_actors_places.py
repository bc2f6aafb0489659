"""Floors of the steps between the language model and the rules, on public development data beside the repository."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from kg.trials import TrialSettings, evaluate

DATA = Path(__file__).parents[3] / "shared/data"
pytestmark = [pytest.mark.shared, pytest.mark.model]


def scores(task: str, name: str, digest: str, **settings: Any) -> dict[str, Any]:
    """Scores of a task on one file, whose content is the one that the floors were measured on."""
    path = DATA / name
    assert hashlib.sha256(path.read_bytes()).hexdigest()[:16] == digest
    return evaluate(task, [path], TrialSettings(**settings))


def test_chains_of_documents() -> None:
    done = scores("coref", "coref/ontogum-dev.conllu.gz", "4ef32dd9d683b6bc")["documents"]
    assert done["f1"] >= 0.52, done


@pytest.mark.slow
def test_pronouns_and_names() -> None:
    done = scores("coref", "coref/gap-development.tsv.gz", "309809e24f690be3")["pairs"]
    assert done["f1"] >= 0.66, done
    assert done["bias"] >= 0.87, done


def test_actor_phrases() -> None:
    done = scores("actors", "actors/actor-cases.jsonl", "fb49bd72bb868347")
    assert (done["country"] >= 0.87, done["sector"] >= 0.77, done["abstains"] >= 0.9) == (True, True, True), done


@pytest.mark.slow
def test_places_of_articles() -> None:
    done = scores("places", "places/tr-news.xml.gz", "93c914c75cb7f408")
    assert done["tagged"]["f1"] >= 0.81, done
    assert done["placed"] >= 0.58, done
