"""A small graph with every trap in it: parallel edges, hostile names, None, lists, dates of every grain."""

from __future__ import annotations

import pytest

from kg.model import Article, Entity, Graph, Period, Quantity, Relation, Statement

HOSTILE = (
    "quotes \" and ' and `backticks`",
    "<b>&amp; ]]> <!-- & -->",
    "control \x00\x01\x1f\x7f\x85 end\ufffe",
    "line\nend\ttab\r\nnext",
    "‮ العربية עברית",
    "🕊️ 👩‍👩‍👧",
    "=HYPERLINK(1);a|b;c",
    "half \ud800 surrogate",
)

CLAIM = Statement(
    id="k1",
    article="a1",
    type="ASSAULT",
    mode="aerial",
    actors=("e1",),
    recipients=("e2",),
    places=("p1",),
    period=Period("2018-09", "2018-09", "month", "in September"),
    status="alleged",
    attributed_to=("e3",),
    quantities=(Quantity("killed", 3, None, "e2", "at least three"),),
    trigger="bombed",
    sentence="The north bombed the south, a monitor said.",
    rule="assault/bomb",
    confidence=0.9,
)
UNDATED = Statement(
    "k2", "a2", "CONSULT", None, ("e1", "e2"), (), (), None, "actual", (), (), "met", "They met.", "consult/meet", 1.0
)


@pytest.fixture
def graph() -> Graph:
    hostile = tuple(
        Entity(f"h{i}", "group", name, (name, "plain"), (f"a1:c{i}",), mentions=1) for i, name in enumerate(HOSTILE)
    )
    return Graph(
        entities=(
            Entity(
                "e1", "country", "Northland", ("Northland", "the North"), ("a1:c1", "a2:c1"), "NLD", None, 60.0, 10.5
            ),
            Entity("e2", "country", "Southland", (), ("a1:c2",), "SLD", None, None, None, None, 7),
            Entity("e3", "organization", "Monitor", ("Monitor",), ("a1:c3",), None, "NGO"),
            *hostile,
            Entity("p1", "place", "Midtown", ("Midtown",), ("a1:c4",), "SLD", None, -33.25, 151.0, "city", 2),
            Entity("p2", "place", "Nowhere", (), ("a1:c5",)),
        ),
        relations=(
            Relation("r1", "e1", "ASSAULT", "e2", 2, 1, "2018-09", "2018-09", ("k1",)),
            Relation("r2", "e1", "ACCUSE", "e2", 1, 1, "2018-09-30", "2019", ()),
            Relation("r3", "e2", "ACCUSE", "e1", 1, 1, "2020-02-29", "2020-02-29", ()),
            Relation("r4", "e1", "CONSULT", "e3", 1, 1, None, None, ()),
            Relation("r5", "e1", "PRESENT_IN", "p1", 1, 1, "2020-02-01", "2020-02-02", ()),
            Relation("r6", "e2", "OPPOSED_TO", "e2", 1, 1, "2020-02", "2020-02", ()),
        ),
        articles=(
            Article("a1", title='Title of "one" & <two>', outlet="The Example", published="2018-10-01", language="en"),
            Article("a2"),
        ),
        claims=(CLAIM, UNDATED),
    )
