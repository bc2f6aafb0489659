"""Constraints and indexes in a database: what a load needs before its rows, and what is quicker to make after them.

Invariant: only what is missing is made; names and statements are those of `kg.schema`.
"""

from __future__ import annotations

from typing import Any

from kg.ontology import Ontology
from kg.schema import statements

_WAIT = 300  # seconds for an index to be filled


def make_schema(session: Any, ontology: Ontology) -> None:
    """Make all constraints and indexes that are not there yet, and wait for them.

    Raises:
        DataError: A label or type of the ontology is not a word.
    """
    making = Indexes(session, ontology)
    for part in ("entity", "article", "claim"):
        making.make(part)
    making.wait()


class Indexes:
    """What is missing in a database. The constraints, by which rows are found and none is written twice, are made at once.

    Args:
        session: On the database.
        ontology: Labels.

    Raises:
        DataError: A label or type of the ontology is not a word.
    """

    def __init__(self, session: Any, ontology: Ontology) -> None:
        self._session = session
        wanted = statements(ontology)
        shown = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
        missing = [said for name, said in wanted.items() if name not in shown]
        self._made = bool(missing)
        self._later = [said for said in missing if not said.startswith("CREATE CONSTRAINT")]
        self._say([said for said in missing if said not in self._later])

    def make(self, part: str) -> None:
        """Begin the indexes of one kind of node, once its rows are there; the server fills them meanwhile."""
        now = [said for said in self._later if _part(said) == part]
        self._say(now)
        self._later = [said for said in self._later if said not in now]

    def _say(self, statements: list[str]) -> None:
        """Make some in one transaction: the server then fills them all in one walk over the nodes."""
        if statements:
            with self._session.begin_transaction() as transaction:
                for said in statements:
                    transaction.run(said).consume()
                transaction.commit()

    def wait(self) -> None:
        """Wait until all are filled."""
        if self._made:
            self._session.run("CALL db.awaitIndexes($seconds)", seconds=_WAIT).consume()


def _part(said: str) -> str:
    """Whose index a statement makes: that of claims, articles, or any of the labels of entities."""
    return next((label.lower() for label in ("Claim", "Article") if f"(n:{label})" in said), "entity")
