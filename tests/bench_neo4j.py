"""Measures `kg load` against a Neo4j server, in one run: rate beside other writers, memory, and the saved questions.

    python tests/bench_neo4j.py LEDGER [--smaller LEDGER] [--peers PYTHON] [--apoc JAR] [--only NAME]

LEDGER is loaded; `--smaller` is another ledger, for the growth of memory. `--peers` is the Python of an environment with
langchain-neo4j and neo4j-graphrag, `--apoc` APOC's core jar (`org.neo4j.procedure:apoc-core`, classifier `core`), which
they need. The order of the writers changes from round to round, since the server gets faster all the while; the last
lines give each one's best. A rate is nodes and relationships per second of the wall clock, and per second of CPU (of the server and the
writer together), which other work on the machine does not change. Every writer begins with an empty database.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg import run
from kg.graph.spool import Spool
from kg.graph.stored import PARTS
from kg.loaders.neo4j import BATCH, Connection, bring, connect
from kg.loaders.neo4j import run as ask
from kg.loaders.neo4j.batches import phases
from kg.loaders.neo4j.schema import make_schema
from kg.loaders.neo4j.statements import new_nodes
from kg.loaders.questions import load_questions
from kg.ontology import load_ontology
from kg.projection import project_to
from kg.settings import Server, Settings
from tests.loaders.neo4j.server import PASSWORD, Neo4j

_UNRESTRICTED = "dbms.security.procedures.unrestricted=apoc.*\n"  # langchain-neo4j looks at the schema with it
_BY_ROW = 1500  # rows for the writer that sends one at a time


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def empty(connection: Connection) -> None:
    """Nothing in it, constraints and indexes neither."""
    with connection.session() as session:
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for record in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT `{record['name']}`").consume()
        for record in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").data():
            session.run(f"DROP INDEX `{record['name']}`").consume()


def size(connection: Connection) -> tuple[int, int]:
    with connection.session(reading=True) as session:
        nodes = session.run("MATCH (n) WHERE NOT n:KgLoad RETURN count(n) AS n").single()["n"]
        return nodes, session.run("MATCH ()-[r]->() RETURN count(r) AS n").single()["n"]


def dump(spool: Spool, path: Path) -> None:
    """The rows as other writers take them: nodes with labels, relationships with ends, plain values."""
    nodes, edges = [], []
    for part in PARTS:
        for batch in spool.new(part):
            for row, digest in batch:
                kept = {**row.properties, "_digest": digest}
                if part == "relation":
                    edges.append([row.ties["FROM"][0], row.group, row.ties["TO"][0], kept])
                    continue
                key = f"article:{row.id}" if part == "article" else row.id
                nodes.append([key, row.group.split(":"), kept])
                for type_, ids in row.ties.items():
                    edges += [[row.id, type_, f"article:{i}" if type_ == "IN" else i, {}] for i in ids]
    path.write_text(json.dumps({"nodes": nodes, "edges": edges}), encoding="utf-8")


def by_row(connection: Connection, rows: Path) -> tuple[int, int]:
    """MERGE, one row at a time, with the constraint that makes it quick."""
    told = json.loads(rows.read_text(encoding="utf-8"))
    half = _BY_ROW // 2
    with connection.session() as session:
        session.run("CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE").consume()
        # The ends of relationships have to be there; they are not counted.
        ends = [{"id": node[0]} for node in told["nodes"][half:]]
        session.run("UNWIND $rows AS row MERGE (n:Node {id: row.id})", rows=ends).consume()
        began = time.monotonic()
        for key, labels, kept in told["nodes"][:half]:
            more = ":".join(f"`{label}`" for label in labels)
            session.run(
                f"MERGE (n:Node {{id: $id}}) SET n += $kept SET n:{more}", id=key, kept={**kept, "id": key}
            ).consume()
        for source, type_, target, kept in told["edges"][:half]:
            query = f"MATCH (a:Node {{id: $a}}) MATCH (b:Node {{id: $b}}) MERGE (a)-[r:`{type_}`]->(b) SET r = $kept"
            session.run(query, a=source, b=target, kept=kept).consume()
    return 2 * half, int(1000 * (time.monotonic() - began))


PEER = """
import asyncio, json, resource, sys, time
name, uri, password, path = sys.argv[1:5]
told = json.load(open(path, encoding="utf-8"))
if name == "langchain-neo4j":
    from langchain_neo4j import Neo4jGraph
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship
    from langchain_core.documents import Document
    graph = Neo4jGraph(url=uri, username="neo4j", password=password, refresh_schema=False)
    nodes = {k: Node(id=k, type=labels[-1], properties={a: v for a, v in kept.items() if a != "id"}) for k, labels, kept in told["nodes"]}
    edges = [Relationship(source=nodes[a], target=nodes[b], type=t, properties=kept) for a, t, b, kept in told["edges"]]
    every, size = list(nodes.values()), 2000
    nothing = Document(page_content="")
    documents = [GraphDocument(nodes=every[i:i+size], relationships=[], source=nothing) for i in range(0, len(every), size)]
    documents += [GraphDocument(nodes=[], relationships=edges[i:i+size], source=nothing) for i in range(0, len(edges), size)]
    began, used = time.monotonic(), time.process_time()
    graph.add_graph_documents(documents, baseEntityLabel=True)
else:
    import neo4j
    from neo4j_graphrag.experimental.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship
    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=k, label=labels[-1], properties={**kept, "id": k}) for k, labels, kept in told["nodes"]],
        relationships=[Neo4jRelationship(start_node_id=a, end_node_id=b, type=t, properties=kept) for a, t, b, kept in told["edges"]],
    )
    driver = neo4j.GraphDatabase.driver(uri, auth=("neo4j", password))
    writer = Neo4jWriter(driver, batch_size=2000)
    began, used = time.monotonic(), time.process_time()
    asyncio.run(writer.run(graph))
print(json.dumps([time.monotonic() - began, time.process_time() - used]))
"""


def peer(name: str, python: str, server: Neo4j, rows: Path) -> tuple[float, float]:
    """Seconds, and seconds of its own CPU, that another package's writer takes."""
    words = [python, "-c", PEER, name, server.uri, server.password, str(rows)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=3000)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    wall, used = json.loads(done.stdout.splitlines()[-1])
    return wall, used


MEMORY = """
import resource, sys
from kg.cli import execute
status = execute(["load", "--ledger", sys.argv[1]])
peak = [resource.getrusage(w).ru_maxrss // 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(status, *peak)
"""


def memory(ledger: Path, server: Neo4j) -> tuple[int, int]:
    """Peak MB of the loader, and of the process that links and projects."""
    environment = {**os.environ, "NEO4J_PASSWORD": server.password, "NEO4J_URI": server.uri}
    words = [sys.executable, "-c", MEMORY, str(ledger)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    status, own, child = map(int, done.stdout.split())
    assert status == 0, done.stderr
    return own, child


def questions(connection: Connection, pid: int) -> None:
    """Each saved question, with what it is asked about most; all are asked ten times before, so that the server is warm."""
    (top,) = ask(
        connection, "MATCH (c:Claim)-[:ACTOR]->(x:Country) RETURN x.name AS n, count(c) AS c ORDER BY c DESC LIMIT 2"
    ).rows[:1] or [("",)]
    (place,) = ask(
        connection, "MATCH (c:Claim)-[:AT]->(x) RETURN x.name AS n, count(c) AS c ORDER BY c DESC LIMIT 1"
    ).rows or [("",)]
    other = ask(
        connection,
        "MATCH (c:Claim)-[:RECIPIENT]->(x:Country) WHERE x.name <> $n RETURN x.name AS n, count(c) AS c ORDER BY c DESC LIMIT 1",
        {"n": top[0]},
    ).rows[0]
    given = {"name": top[0], "actor": top[0], "place": place[0], "from": top[0], "to": other[0], "date": "2007-01"}
    for turn, (name, question) in enumerate([*load_questions().items()] * 2):
        asked = {p.name: given[p.name] for p in question.parameters if p.required or p.name == "actor"}
        bound = question.values(asked)
        times = []
        before = cpu(pid) + time.process_time()
        for _ in range(10):
            began = time.monotonic()
            rows = ask(connection, question.text, bound).rows
            times.append(1000 * (time.monotonic() - began))
        used = 1000 * (cpu(pid) + time.process_time() - before) / 10
        if turn < len(load_questions()):
            continue
        with connection.session(reading=True) as session:
            found = operators(session.run(f"EXPLAIN {question.text}", bound).consume().plan)
        entry = [o.partition("@")[0] for o in found if "Scan" in o or "Seek" in o]
        print(
            f"  {name:22} {statistics.median(times):7.1f} ms, {used:6.1f} of CPU  {len(rows):5} rows  {', '.join(dict.fromkeys(entry))}",
            flush=True,
        )


def operators(plan: dict[str, Any]) -> list[str]:
    return [plan["operatorType"], *(o for child in plan.get("children", ()) for o in operators(child))]


def rate(name: str, elements: int, wall: float, used: float) -> None:
    print(
        f"  {name:28} {elements:7} in {wall:7.1f} s: {elements / wall:8.0f}/s; {used:6.1f} s of CPU: {elements / used:8.0f}/s",
        flush=True,
    )


def main() -> None:
    """Start a server and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--smaller", type=Path)
    parser.add_argument("--peers")
    parser.add_argument("--apoc", type=Path)
    parser.add_argument("--only", action="append", help="only this writer (may be said several times), and no import")
    parser.add_argument("--rounds", type=int, default=2, help="0: only the import and the questions")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not options.only:
            imported(options.ledger, folder)
        if options.rounds == 0:
            return
        server = Neo4j(folder / "home", heap="1g", pages="256m", quick=False, more=_UNRESTRICTED)
        if options.apoc:
            (server.home / "plugins").mkdir(parents=True)
            shutil.copy(options.apoc, server.home / "plugins")
        with server, connect(Server(server.uri, password=PASSWORD)) as connection:
            measure(options, folder, server, connection)


def measure(options: argparse.Namespace, folder: Path, server: Neo4j, connection: Connection) -> None:
    ontology, pid = load_ontology(), server._process.pid
    began = time.monotonic()
    project_to(Settings(ledger=options.ledger), folder / "rows.db")
    print(f"projection of {options.ledger.name}: {time.monotonic() - began:.1f} s", flush=True)
    with Spool(folder / "rows.db") as spool:
        dump(spool, folder / "rows.json")

    def ours() -> None:
        with Spool(folder / "rows.db") as spool:
            spool._db.execute("DELETE FROM stands")
            bring(connection, spool, ontology)

    for ledger in filter(None, (options.smaller, options.ledger) if not options.only else ()):
        empty(connection)
        own, child = memory(ledger, server)
        print(f"memory at {ledger.name}: loader {own} MB, linking and projection {child} MB", flush=True)
    names = ["kg load", "langchain-neo4j", "neo4j-graphrag", "bare CREATE", "row by row"]
    if options.only:
        names = [name for name in names if name in options.only]
    best: dict[str, list[tuple[float, float]]] = {}
    for round_ in range(options.rounds):
        print(f"round {round_ + 1}", flush=True)
        turn = round_ % len(names)
        for name in names[turn:] + names[:turn]:
            if name in ("langchain-neo4j", "neo4j-graphrag") and not options.peers:
                continue
            empty(connection)
            before, own = cpu(pid), time.process_time()
            began = time.monotonic()
            elements = 0
            if name == "kg load":
                ours()
                wall, used = time.monotonic() - began, time.process_time() - own
            elif name == "row by row":
                elements, thousandths = by_row(connection, folder / "rows.json")
                wall, used = thousandths / 1000, time.process_time() - own
            elif name == "bare CREATE":
                bare(connection, folder / "rows.db")
                wall, used = time.monotonic() - began, time.process_time() - own
            else:
                wall, used = peer(name, options.peers, server, folder / "rows.json")
            used += cpu(pid) - before
            elements = elements or sum(size(connection))
            rate(name, elements, wall, used)
            best.setdefault(name, []).append((elements / wall, elements / used))
    for name, rates in best.items():
        print(f"best of {name:20} {max(w for w, _ in rates):8.0f}/s, {max(u for _, u in rates):8.0f} per second of CPU")


def bare(connection: Connection, rows: Path) -> None:
    """What the server alone takes for the same nodes: no constraint, no index, no relationships."""
    ontology = load_ontology()
    with Spool(rows) as spool, connection.session() as session:
        spool._db.execute("DELETE FROM stands")
        for phase in phases(spool, ontology, BATCH, by_value=True):
            for batch in phase.batches:
                statement, sent, _ = batch.steps[0]
                if phase.part == "claim":
                    statement, sent = new_nodes(("Claim",)), [kept for kept, _ in sent or ()]
                if phase.part != "relation":
                    session.run(statement, rows=sent).consume()


def imported(ledger: Path, folder: Path) -> None:
    """The graph by `neo4j-admin database import`, and the questions on it."""
    run.export(Settings(ledger=ledger), "neo4j-csv", folder / "csv")
    server = Neo4j(folder / "imported", heap="1g", pages="256m", quick=False)
    script = (folder / "csv" / "import.txt").read_text(encoding="utf-8")
    words = shlex.split(script[script.index("neo4j-admin") :].replace("\\\n", " "))[1:]
    words = [
        w.replace("=", f"={folder / 'csv'}/", 1) if w.startswith(("--nodes", "--relationships")) else w for w in words
    ]
    began = time.monotonic()
    server.admin(*["neo4j" if w == "$database" else w for w in words if w != "$@"])
    took = time.monotonic() - began
    with server, connect(Server(server.uri, password=PASSWORD)) as connection:
        elements = sum(size(connection))
        print(
            f"neo4j-admin import of {ledger.name}: {elements} in {took:.1f} s, its start included: {elements / took:.0f}/s"
        )
        with connection.session() as session:
            make_schema(session, load_ontology())
        questions(connection, server._process.pid)


if __name__ == "__main__":
    main()
