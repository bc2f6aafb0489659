"""What the line says of our own articles, as JSON under review: a change of the model, the rules or the data shows as a diff.

`pytest tests/golden --update-golden` writes the files anew. The network's 8-bit products are exact on processors with
VNNI; on others a score may fall to the other side of a tie, so the comparison is made only where a probe of the network
gives the numbers that the files were made with.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import run
from kg.graph import project
from kg.model import Extraction
from kg.resolve import link
from kg.settings import DEFAULT_MODEL, Settings

HERE = Path(__file__).parent
pytestmark = pytest.mark.model
PROBE = "The minister of Volta told reporters in Gao on Monday that rebels had attacked two villages ."


@cache
def extractions() -> tuple[Extraction, ...]:
    """The example articles, read once."""
    made = tuple(run.extract([str(HERE.parents[1] / "examples/articles")], Settings()))
    assert all(isinstance(x, Extraction) for x in made)
    return tuple(x for x in made if isinstance(x, Extraction))


@cache
def probe() -> str:
    """A few numbers of the network itself, rounded finely: the same where the arithmetic is the same."""
    from kg.ids import content_hash
    from kg.nlp.load import model_folder
    from kg.nlp.neural.network import Network

    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    network = Network(folder)
    return content_hash(*network.probe(PROBE.split()))


def slug(x: Extraction) -> str:
    """File name of an article."""
    return re.sub(r"[^a-z0-9]+", "-", (x.article.title or x.article.id).lower()).strip("-")[:60]


def lines(value: Any) -> str:
    """JSON with one mention, chain or claim a line: short enough to read, and a diff shows what changed."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return re.sub(r"\n {3,}\s*|\n {2}(?=[\]}])", " ", text) + "\n"


def compare(path: Path, content: str, update: bool) -> None:
    made_on = HERE / "probe.txt"
    if update:
        path.write_text(content, encoding="utf-8")
        made_on.write_text(probe() + "\n", encoding="utf-8")
        return
    if made_on.read_text(encoding="utf-8").strip() != probe():
        pytest.skip("the network's arithmetic differs on this processor from that of the golden files")
    assert path.exists(), "run pytest tests/golden --update-golden, and review the file"
    assert content == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(10))
def test_extraction(number: int, update_golden: bool) -> None:
    x = extractions()[number]
    told = x.to_dict()
    told.pop("model")
    told.pop("rules")
    compare(HERE / f"{slug(x)}.json", lines(told), update_golden)


def test_graph(update_golden: bool) -> None:
    made = project(extractions(), link(extractions())).to_dict()
    made["claims"] = len(made["claims"])
    made["articles"] = len(made["articles"])
    compare(HERE / "graph.json", lines(made), update_golden)


def test_offsets_are_verbatim() -> None:
    for x in extractions():
        for m in x.mentions:
            assert x.article.text[m.start : m.end] == m.text
        for c in x.claims:
            assert c.sentence.start <= c.trigger.start < c.trigger.end <= c.sentence.end


def test_the_same_articles_in_another_order_say_the_same() -> None:
    backwards = tuple(reversed(extractions()))
    assert project(backwards, link(backwards)).to_dict() == project(extractions(), link(extractions())).to_dict()
