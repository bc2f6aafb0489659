"""A load makes the database what the ledger says: by difference, after any interruption, and nothing else in it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kg import run
from kg.errors import LostError, UsageError
from kg.ledger import Ledger
from kg.loaders.neo4j import Connection, Loaded
from kg.loaders.neo4j import connection as connections
from kg.model import Judgement
from kg.run import build_graph
from kg.settings import Server, Settings
from tests.factory import chain, claim, make_extraction
from tests.loaders.conftest import clear, stored
from tests.loaders.neo4j.proxy import wire
from tests.loaders.neo4j.world import article, keep

pytestmark = pytest.mark.neo4j

Cypher = Callable[..., list[dict[str, Any]]]


def load(ledger: Path, server: Server, **options: Any) -> Loaded:
    return run.load(Settings(ledger=ledger), server, **options)


def test_counts_are_those_of_the_graph(empty: Connection, ledger: Path, server: Server) -> None:
    keep(ledger, map(article, range(20)))
    loaded = load(ledger, server)
    graph = build_graph(Settings(ledger=ledger))
    assert loaded.nodes == len(graph.entities) + len(graph.articles) + len(graph.claims)
    ties = sum(len(c.actors) + len(c.recipients) + len(c.places) + len(c.attributed_to) + 1 for c in graph.claims)
    assert loaded.relationships == len(graph.relations) + ties
    assert loaded.rows == loaded.done == sum(map(len, (graph.entities, graph.articles, graph.claims, graph.relations)))


def test_the_model_in_the_database(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    said = claim("ASSAULT", "Turkey", "Syria", at="Idlib", by="Russia", when="2020-02", killed=3, status="alleged")
    keep(ledger, [make_extraction("a1", "2020-03-01", [said])])
    load(ledger, server)
    (found,) = cypher(
        "MATCH (x:Actor:Place:Country {name: 'Turkey'})<-[:ACTOR]-(c:Claim)-[:RECIPIENT]->(y:Country), "
        "(c)-[:AT]->(p:Place {name: 'Idlib'}), (c)-[:ATTRIBUTED_TO]->(s), (c)-[:`IN`]->(a:Article) "
        "RETURN c, y.name AS y, s.name AS s, a.id AS a, labels(p) AS labels, toString(c.end_date) AS until"
    )
    assert (found["y"], found["s"], found["a"], set(found["labels"])) == ("Syria", "Russia", "a1", {"Entity", "Place"})
    kept = found["c"]
    assert (kept["type"], kept["quad"], kept["status"], kept["start"], kept["grain"]) == (
        "ASSAULT",
        "M-",
        "alleged",
        "2020-02",
        "month",
    )
    assert (str(kept["start_date"]), found["until"]) == ("2020-02-01", "2020-02-29")
    assert (kept["killed_low"], kept["killed_high"], kept["confidence"]) == (3, 3, 0.9)
    assert "assault" in kept["sentence"]
    (edge,) = cypher("MATCH (:Country {name: 'Turkey'})-[r:ASSAULT]->() RETURN r, toString(r.first_date) AS first")
    assert (edge["r"]["count"] if isinstance(edge["r"], dict) else 1, edge["first"]) == (1, "2020-02-01")


def test_coordinates_are_points(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    keep(
        ledger,
        [
            make_extraction(
                "a1", claims=[claim("CONSULT", "Turkey", at="Ankara"), claim("AID", "Turkey", "Syria", at="Idlib")]
            )
        ],
    )
    load(ledger, server)
    (found,) = cypher(
        "MATCH (a:Place {name: 'Ankara'}), (b:Place {name: 'Idlib'}) RETURN point.distance(a.location, b.location) / 1000 AS km"
    )
    assert 540 < found["km"] < 560
    near = "MATCH (p:Entity) WHERE point.distance(p.location, point({latitude: 35.9, longitude: 36.6})) < 20000 RETURN p.name AS name"
    assert cypher(near) == [{"name": "Idlib"}]


def test_names_and_aliases_are_found_by_their_words(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, [make_extraction("a1", claims=[claim("CONSULT", "Russia", "Recep Tayyip Erdogan")])])
    load(ledger, server)
    query = "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node RETURN node.name AS name"
    assert cypher(query, words="moscow") == [{"name": "Russia"}]
    assert cypher(query, words="erdo*") == [{"name": "Recep Tayyip Erdogan"}]


def test_constraints_and_indexes_are_those_of_the_schema(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, [article(1)])
    load(ledger, server)
    text = (Path(__file__).parents[3] / "cypher" / "schema.cypher").read_text(encoding="utf-8")
    named = {line.split()[line.split().index("IF") - 1] for line in text.splitlines() if line.startswith("CREATE")}
    shown = cypher("SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state")
    assert {r["name"] for r in shown} == named
    assert {r["state"] for r in shown} == {"ONLINE"}
    assert len(cypher("SHOW CONSTRAINTS")) == 4


def test_the_second_load_writes_nothing(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    keep(ledger, map(article, range(15)))
    load(ledger, server)
    before = stored(empty)
    last = "SHOW TRANSACTIONS YIELD database RETURN count(*) AS n"
    assert cypher(last)
    again = load(ledger, server)
    assert again.current
    assert (again.writes, again.rows) == (0, 0)
    assert stored(empty) == before


def test_without_the_note_the_digests_tell_that_nothing_changed(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, map(article, range(15)))
    load(ledger, server)
    cypher("MATCH (k:KgLoad) DELETE k")
    again = load(ledger, server)
    assert (again.writes, again.rows) == (0, 0)


def test_only_what_changed_is_sent(empty: Connection, ledger: Path, server: Server) -> None:
    keep(ledger, map(article, range(30)))
    first = load(ledger, server)
    keep(ledger, [article(30)])
    second = load(ledger, server)
    assert 0 < second.rows < first.rows / 2
    afresh = stored(empty)
    clear(empty)
    load(ledger, server)
    assert stored(empty) == afresh


def test_a_damaged_database_is_seen_by_its_counts(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, map(article, range(10)))
    load(ledger, server)
    whole = stored(empty)
    cypher("MATCH (c:Claim) WITH c LIMIT 2 DETACH DELETE c")
    assert not load(ledger, server).current
    assert stored(empty) == whole


def test_an_edited_article_replaces_its_old_self(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, [make_extraction("a1", claims=[claim("ASSAULT", "Turkey", "Syria")]), article(2)])
    load(ledger, server)
    keep(
        ledger,
        [
            make_extraction(
                "a1", claims=[claim("AID", "Turkey", "Syria"), claim("AID", "Russia", "Syria")], extra="edited"
            )
        ],
    )
    load(ledger, server)
    kept = cypher("MATCH (c:Claim {article: 'a1'}) RETURN c.type AS type ORDER BY type")
    assert kept == [{"type": "AID"}, {"type": "AID"}]
    edited = stored(empty)
    clear(empty)
    load(ledger, server)
    assert stored(empty) == edited


def test_five_articles_removed_is_a_graph_without_them(
    empty: Connection, ledger: Path, server: Server, tmp_path: Path
) -> None:
    everything = [article(n) for n in range(40)]
    keep(ledger, everything)
    load(ledger, server)
    gone = set(random.Random(6).sample([e.article.id for e in everything], 5))
    run.remove(Settings(ledger=ledger), sorted(gone), server)
    left = stored(empty)
    clear(empty)
    load(keep(tmp_path / "without.db", [e for e in everything if e.article.id not in gone]), server)
    assert stored(empty) == left


def test_removing_an_unknown_article_changes_nothing(empty: Connection, ledger: Path, server: Server) -> None:
    keep(ledger, map(article, range(3)))
    load(ledger, server)
    before = stored(empty)
    with pytest.raises(UsageError, match="no such article"):
        run.remove(Settings(ledger=ledger), ["a000", "never"], server)
    assert stored(empty) == before


def test_the_ledger_stays_whole_where_the_server_cannot_be_reached(ledger: Path) -> None:
    keep(ledger, map(article, range(3)))
    with pytest.raises(Exception, match="no Neo4j answers"):
        run.remove(Settings(ledger=ledger), ["a000"], Server("bolt://127.0.0.1:9", password="x" * 8))
    with Ledger(ledger) as opened:
        assert list(opened.ids()) == ["a000", "a001", "a002"]


def judged(ledger: Path, same: bool) -> None:
    """A person says that two groups of different names are, or are not, one."""
    with Ledger(ledger) as opened:
        opened.add_judgements([Judgement("a1:c1", "a2:c1", same, 1.0, "known", "a person", f"2020-01-0{1 + same}")])


def test_merged_and_split_entities_are_moved(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    keep(
        ledger,
        [
            make_extraction(
                "a1", claims=[claim("ASSAULT", "the river band", "Syria")], chains=[chain("the river band")]
            ),
            make_extraction("a2", claims=[claim("ASSAULT", "the hill band", "Syria")], chains=[chain("the hill band")]),
        ],
    )
    load(ledger, server)
    apart = stored(empty)
    actors = "MATCH (c:Claim)-[:ACTOR]->(x) RETURN x.id AS id, count(c) AS claims ORDER BY id"
    assert [r["claims"] for r in cypher(actors)] == [1, 1]
    judged(ledger, True)
    load(ledger, server)
    assert [r["claims"] for r in cypher(actors)] == [2]
    assert cypher("MATCH (:Group)-[r:ASSAULT]->() RETURN r.count AS n") == [{"n": 2}]
    judged(ledger, False)
    load(ledger, server)
    assert stored(empty) == apart


def test_what_others_keep_there_is_left_alone(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    cypher("CREATE (:Entity {id: 'mine', name: 'mine'})-[:KNOWS]->(:Note {text: 'hello'}), (:Article {id: 'own'})")
    keep(ledger, map(article, range(3)))
    load(ledger, server)
    cypher("MATCH (n:Note), (e:Country {name: 'Syria'}) CREATE (n)-[:ABOUT]->(e)")
    keep(ledger, map(article, range(3, 6)))
    load(ledger, server)
    assert cypher("MATCH (e {id: 'mine'})-[:KNOWS]->(n:Note) RETURN n.text AS text") == [{"text": "hello"}]
    assert cypher("MATCH (:Note)-[:ABOUT]->(e) RETURN count(e) AS n") == [{"n": 1}]
    assert [(d.part, d.sound, d.foreign) for d in run.verify(Settings(ledger=ledger), server)] == [
        ("entity", True, 1),
        ("article", True, 1),
        ("claim", True, 0),
        ("relation", True, 0),
    ]


def test_verify_finds_each_difference(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    keep(ledger, map(article, range(10)))
    load(ledger, server)
    settings = Settings(ledger=ledger)
    assert all(d.sound for d in run.verify(settings, server))
    cypher("MATCH (a:Article {id: 'a003'}) DETACH DELETE a")
    cypher("MATCH (e:Country {name: 'Syria'}) SET e.country = 'XXX'")
    cypher("MATCH (c:Claim) WITH c ORDER BY c.id LIMIT 1 CREATE (c)-[:ACTOR]->(c)")
    cypher("MATCH (a:Entity)-[r:ASSAULT]->(b) WITH a, r, b ORDER BY r.id LIMIT 1 CREATE (a)-[s:ASSAULT]->(b) SET s = r")
    cypher("CREATE (:Claim {id: 'made up', _digest: 'x'})")
    entity, articles, claims, relations = run.verify(settings, server)
    assert entity.differing == ("iso3166:SYR",)
    assert articles.missing == ("a003",)
    assert claims.surplus == ("made up",)
    assert len(claims.differing) >= 2, "the one that was tied, and those of the article"
    assert relations.doubled == 1
    assert not any(d.sound for d in (entity, articles, claims, relations))


def test_a_full_load_puts_right_what_was_changed_by_hand(
    empty: Connection, ledger: Path, server: Server, cypher: Cypher
) -> None:
    keep(ledger, map(article, range(10)))
    load(ledger, server)
    whole = stored(empty)
    cypher("MATCH (e:Country {name: 'Syria'}) SET e.country = 'XXX', e.note = 1 REMOVE e:Actor")
    cypher("MATCH (c:Claim)-[r:ACTOR]->() WITH r LIMIT 3 DELETE r")
    load(ledger, server, full=True)
    assert stored(empty) == whole


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_the_size_of_batches_does_not_show(empty: Connection, ledger: Path, server: Server, batch: int) -> None:
    keep(ledger, map(article, range(8)))
    load(ledger, server, batch=batch)
    found = stored(empty)
    clear(empty)
    load(ledger, server)
    assert stored(empty) == found


def test_killed_half_way_and_run_again(empty: Connection, ledger: Path, server: Server, cypher: Cypher) -> None:
    keep(ledger, map(article, range(60)))
    load(ledger, server)
    undisturbed = stored(empty)
    clear(empty)
    environment = {
        **os.environ,
        "NEO4J_PASSWORD": server.password or "",
        "NEO4J_URI": server.uri,
        "NEO4J_USER": server.user,
    }
    command = [sys.executable, "-m", "kg", "load", "--ledger", str(ledger), "--batch", "2"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    until = time.monotonic() + 120
    while not cypher("MATCH (c:Claim) RETURN count(c) >= 20 AS enough")[0]["enough"]:
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < until
    process.send_signal(signal.SIGKILL)
    process.communicate()
    half = stored(empty)
    assert 0 < len(half["edges"]) < len(undisturbed["edges"])
    resumed = load(ledger, server)
    assert resumed.rows < len(undisturbed["nodes"]), "what was there was not sent again"
    assert stored(empty) == undisturbed


def test_a_connection_that_comes_back_is_not_noticed(empty: Connection, ledger: Path, server: Server) -> None:
    keep(ledger, map(article, range(40)))
    load(ledger, server)
    undisturbed = stored(empty)
    clear(empty)
    with wire(urlsplit(server.uri).port or 7687, after=60_000, mend=True) as through:
        load(ledger, Server(f"bolt://127.0.0.1:{through.port}", server.user, server.password, server.database), batch=5)
        assert through.cuts == 1
    assert stored(empty) == undisturbed


def test_a_lost_connection_says_how_to_go_on(
    empty: Connection, ledger: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "RETRY", 1.0)
    keep(ledger, map(article, range(40)))
    load(ledger, server)
    undisturbed = stored(empty)
    clear(empty)
    with (
        wire(urlsplit(server.uri).port or 7687, after=60_000) as through,
        pytest.raises(LostError, match="run the same command again") as e,
    ):
        load(ledger, Server(f"bolt://127.0.0.1:{through.port}", server.user, server.password, server.database), batch=5)
    assert e.value.exit_code == 1
    half = stored(empty)
    assert 0 < len(half["nodes"]) < len(undisturbed["nodes"])
    load(ledger, server)
    assert stored(empty) == undisturbed


def test_another_ledger_takes_the_place_of_the_first_only_where_that_is_said(
    empty: Connection, ledger: Path, server: Server, tmp_path: Path
) -> None:
    load(keep(ledger, map(article, range(5))), server)
    first = stored(empty)
    other = keep(tmp_path / "other.db", [article(n, seed=2) for n in range(100, 104)])
    with pytest.raises(UsageError, match="5 of the 5 articles there were never in this ledger"):
        load(other, server)
    assert stored(empty) == first
    load(other, server, replace=True)
    found = stored(empty)
    clear(empty)
    load(other, server)
    assert stored(empty) == found


def test_an_empty_ledger_empties_it_where_that_is_said(
    empty: Connection, ledger: Path, server: Server, tmp_path: Path
) -> None:
    load(keep(ledger, map(article, range(3))), server)
    nothing = keep(tmp_path / "empty.db", [])
    with pytest.raises(UsageError, match="3 of the 3"):
        load(nothing, server)
    load(nothing, server, replace=True)
    assert stored(empty) == {"nodes": {}, "edges": []}


def test_most_articles_may_be_removed_by_name(empty: Connection, ledger: Path, server: Server) -> None:
    load(keep(ledger, map(article, range(3))), server)
    with Ledger(ledger) as opened:
        ids = list(opened.ids())
    run.remove(Settings(ledger=ledger), ids[:2], server)
    with Ledger(ledger) as opened:
        assert list(opened.ids()) == ids[2:]
    left = stored(empty)
    clear(empty)
    load(ledger, server)
    assert stored(empty) == left


def test_progress_tells_rows_done(empty: Connection, ledger: Path, server: Server) -> None:
    keep(ledger, map(article, range(8)))
    told: list[tuple[int, int]] = []
    load(ledger, server, batch=10, progress=lambda loaded: told.append((loaded.done, loaded.rows)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 3
