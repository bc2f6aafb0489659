from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.graph import project
from kg.model import Extraction, Graph
from kg.resolve import link
from tests.factory import chain, claim, make_extraction


def build(*extractions: Extraction) -> Graph:
    return project(extractions, link(extractions))


@pytest.fixture
def graph_of() -> Callable[..., Graph]:
    return build


@pytest.fixture
def batch() -> list[Extraction]:
    """Three articles that tell of the same quarrel."""
    return [
        make_extraction(
            "a1",
            "2020-02-04",
            [
                claim(
                    "ASSAULT",
                    "Syria",
                    "Turkish soldiers",
                    at="Idlib",
                    when="2020-02-03",
                    killed=7,
                    mode="drone",
                ),
                claim("THREATEN", "Turkey", "Syria", by="Recep Tayyip Erdogan"),
                claim("LEADS", "Recep Tayyip Erdogan", "Turkey"),
            ],
        ),
        make_extraction(
            "a2",
            "2020-02-08",
            [
                claim("ASSAULT", "Syria", "Turkish soldiers", at="Idlib", when="2020-02", status="alleged"),
                claim("CONSULT", "Turkey; Russia", at="Ankara", when="2020-02-08"),
                claim("ASSAULT", "Turkey", "Syria", status="threatened"),
                claim("MOBILIZE", "Turkey", at="Idlib", mode="troops"),
            ],
        ),
        make_extraction(
            "a3",
            None,
            [
                claim("CONSULT", "Russia; Turkey"),
                claim("ALLIED_WITH", "Russia", "Syria"),
                claim("ALLIED_WITH", "Syria", "Russia"),
                claim("ASSAULT", "", "rebels", status="denied"),
            ],
            chains=[chain("protesters")],
        ),
    ]
