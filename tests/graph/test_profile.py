from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import UsageError
from kg.graph import profile
from kg.model import Extraction, Graph

Build = Callable[..., Graph]


def test_a_profile_shows_ties_and_latest_claims_with_evidence(graph_of: Build, batch: list[Extraction]) -> None:
    (found,) = profile(graph_of(*batch), "turkey", latest=3)
    assert found.entity.id == "iso3166:TUR"
    assert [(t.type, t.direction, t.name, t.count) for t in found.ties] == [
        ("CONSULT", "both", "Russia", 2),
        ("LEADS", "in", "Recep Tayyip Erdogan", 1),
        ("MOBILIZE", "out", "Idlib", 1),
        ("THREATEN", "out", "Syria", 1),
    ]
    assert found.claim_count == 6
    assert [c.first for c in found.claims] == ["2020-02-08"] * 3
    meeting = next(c for c in found.claims if c.type == "CONSULT")
    assert meeting.actors == ("Turkey", "Russia")
    assert meeting.places == ("Ankara",)
    assert (meeting.title, meeting.published, meeting.rule) == ("Title of a2", "2020-02-08", "test/rule")
    assert meeting.sentence == "Turkey Russia consult Ankara."


def test_undated_claims_come_last(graph_of: Build, batch: list[Extraction]) -> None:
    (found,) = profile(graph_of(*batch), "Russia")
    assert [c.first for c in found.claims] == ["2020-02-08", None, None, None]


def test_an_unknown_name_is_an_error(graph_of: Build, batch: list[Extraction]) -> None:
    with pytest.raises(UsageError, match="no entity is called"):
        profile(graph_of(*batch), "Zembla")
