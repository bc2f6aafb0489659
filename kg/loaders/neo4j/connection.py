"""A connection to a Neo4j server, and what each of its failures means to a person.

Invariant: every error of the driver leaves as a `ServerError` with a remedy; a password is in no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg import __version__
from kg.errors import LostError, QueryError, ServerError
from kg.settings import Server

OLDEST = 5
_BY_VALUE = (5, 26)  # from then on a type of relationship may be a value
_PATIENCE = 15.0  # seconds to wait for a connection
RETRY = 30.0  # seconds in which the driver tries a transaction again that the server gave up

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_CREDENTIALS = "export NEO4J_PASSWORD=…; NEO4J_USER or --user names another user"
# What the server calls it -> what happened, and what to do. The first prefix that fits counts.
_REFUSED = (
    ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords", "wait a few seconds"),
    ("Neo.ClientError.Security.CredentialsExpired", "the password has to be changed first", "change it in the Browser"),
    ("Neo.ClientError.Security.Forbidden", "this user may not do that", "give another user with --user"),
    ("Neo.ClientError.Security", "wrong user or password", _CREDENTIALS),
    ("Neo.ClientError.Database.DatabaseNotFound", "there is no such database", "SHOW DATABASES lists them"),
    ("Neo.TransientError.Database.DatabaseUnavailable", "the database is not ready", "start it, or wait"),
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "the database is read-only", "allow writing to it"),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "the database is read-only", "allow writing to it"),
    ("Neo.ClientError.Cluster.NotALeader", "this server of the cluster takes no writes", "use neo4j:// for routing"),
    ("Neo.TransientError.General.MemoryPoolOutOfMemory", "a batch is too large for the server", "smaller: --batch 200"),
    ("Neo.ClientError.Statement.UnsupportedAdministrationCommand", "its edition cannot do that", "see its licence"),
    ("Neo.ClientError.Schema.ConstraintValidationFailed", "the database holds things of our names twice", "mend them"),
    ("Neo.DatabaseError.Schema.ConstraintCreationFailed", "the database holds things of our names twice", "mend them"),
)


def connect(server: Server) -> Connection:
    """Open a connection, and see that somebody answers who is recent enough.

    Raises:
        ServerError: No password, a bad address, nobody there, refused, no such database, or too old a server.
    """
    import neo4j

    if server.password is None:
        raise ServerError("no password for Neo4j", key=server.uri, remedy=_CREDENTIALS)
    if server.uri.partition("://")[0] not in _SCHEMES:
        raise ServerError("no address of Neo4j", key=server.uri, remedy=f"it begins {'://, '.join(_SCHEMES)}://")
    options: dict[str, Any] = {}
    if server.ca is not None:
        if not server.ca.is_file():
            raise ServerError("no such certificate", file=server.ca, remedy="give --ca a PEM file")
        options = {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(str(server.ca))}
    with translated(server):
        driver = neo4j.GraphDatabase.driver(
            server.uri,
            auth=(server.user, server.password),
            user_agent=f"kg/{__version__}",
            connection_timeout=_PATIENCE,
            connection_acquisition_timeout=2 * _PATIENCE,
            max_transaction_retry_time=RETRY,
            notifications_min_severity="OFF",
            **options,
        )
    connection = Connection(driver, server)
    try:
        connection.check()
    except LostError as e:  # it was never there
        driver.close()
        raise ServerError(e.message, key=e.key, remedy=e.remedy) from e
    except BaseException:
        driver.close()
        raise
    return connection


class Connection:
    """A driver with its server; a context manager that closes it.

    Attributes:
        driver: The driver, safe to use from several threads.
        server: Its address.
        types_by_value: Whether the server takes a type of relationship as a value; known after `check`.
    """

    def __init__(self, driver: Any, server: Server) -> None:
        from neo4j import GraphDatabase

        self.driver, self.server = driver, server
        self.types_by_value = False
        # What one session has written, the next one sees, also when another server of a cluster answers it.
        self._bookmarks = GraphDatabase.bookmark_manager()

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.close()

    def session(self, *, reading: bool = False) -> Any:
        """A session of the driver on the database; one for reading is refused every write by the server."""
        return self.driver.session(
            database=self.server.database,
            default_access_mode="READ" if reading else "WRITE",
            bookmark_manager=self._bookmarks,
        )

    def check(self) -> None:
        """See that the server answers and is recent enough.

        Raises:
            ServerError: It is not.
        """
        with translated(self.server), self.session(reading=True) as session:
            agent = session.run("RETURN 1").consume().server.agent
        self.types_by_value = check_version(agent, self.server) >= _BY_VALUE

    def check_writable(self) -> None:
        """See that the database takes writes, before the work is prepared.

        Raises:
            ServerError: It is read-only.
        """
        with translated(self.server), self.session(reading=True) as session:
            name = session.run("CALL db.info() YIELD name RETURN name").single(strict=True)["name"]
            shown = session.run("SHOW DATABASES YIELD name, access WHERE name = $name RETURN access", name=name)
            access = {record["access"] for record in shown}
        if access == {"read-only"}:
            raise ServerError("the database is read-only", key=name, remedy="allow writing to it")


def check_version(agent: str, server: Server) -> tuple[int, int]:
    """Major and minor version of a server, `Neo4j/4.4.9`; what gives none (a cloud) is taken as the oldest that will do.

    Raises:
        ServerError: It is too old.
    """
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    version = (int(found[1]), int(found[2])) if found is not None else (OLDEST, 0)
    if version[0] < OLDEST:
        raise ServerError(
            f"{agent.replace('/', ' ')} is too old", key=server.uri, remedy=f"Neo4j {OLDEST} or later is needed"
        )
    return version


@contextmanager
def translated(server: Server) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.Neo4jError as e:
        raise _refused(e.code or "", e.message or "", server) from e
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as e:
        said = str(e).splitlines()[0] if str(e) else ""
        raise LostError(f"no Neo4j answers: {said}", key=server.uri, remedy=_REACH) from e
    except (exceptions.ConfigurationError, ValueError) as e:
        raise ServerError(f"no address of Neo4j: {e}", key=server.uri, remedy="bolt://HOST:7687, neo4j+s://…") from e
    except exceptions.DriverError as e:
        raise ServerError(f"the connection failed: {e}", key=server.uri, remedy=_REACH) from e


_REACH = "is it running, is the address right (--uri, NEO4J_URI), does it want TLS (neo4j+s://)?"


def _refused(code: str, message: str, server: Server) -> ServerError | QueryError:
    for prefix, said, remedy in _REFUSED:
        if code.startswith(prefix):
            key = server.database if "Database" in prefix and server.database is not None else server.uri
            return ServerError(said, key=key, remedy=remedy)
    if code.startswith("Neo.ClientError.Statement"):
        return QueryError(message, remedy="see `kg schema` for labels, types and properties")
    if "TimedOut" in code or "Terminated" in code:
        return QueryError("no answer in time", remedy="narrow the query, or add a LIMIT")
    remedy = "a limit of its licence or disk, perhaps" if "limit" in message.lower() else f"it calls this {code}"
    return ServerError(f"Neo4j refuses: {message}", key=server.uri, remedy=remedy)
