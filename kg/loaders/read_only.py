"""Whether a Cypher query only reads: told from its words, before any engine sees it.

Invariant: words inside strings, back-ticked names, comments, labels, property names and parameters do not count. The
engine is opened read-only as well; this comes first because `LOAD CSV` and `CALL` would read files of this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import QueryError

# fmt: off
_WRITES = frozenset({
    "CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "INSERT", "ALTER", "GRANT", "REVOKE",
    "DENY", "RENAME", "LOAD", "CALL",
})
# After these comes an expression or a name, so that what follows begins no clause.
_BEFORE_EXPRESSION = frozenset({
    "AS", "RETURN", "WITH", "DISTINCT", "WHERE", "AND", "OR", "XOR", "NOT", "IN", "BY", "UNWIND", "CASE", "WHEN",
    "THEN", "ELSE", "CONTAINS", "LIMIT", "SKIP", "IS",
})
# fmt: on
# No asterisk: `WITH * SET …` goes on with a clause.
_BEFORE_NAME = frozenset(".:|&!([,$+-/%^=<>")
_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<text> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `(?:[^`]|``)*` )
    | (?P<open> ['"`] | /\* )
    | (?P<word> [^\W\d]\w* )
    | (?P<number> \d\w* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def check_readonly(query: str) -> None:
    """Refuse a query that would write, call a procedure, load a file, or is none or more than one.

    Raises:
        QueryError: With the word and the line it stands in.
    """
    before, ended = "", False
    tokens = list(_tokens(query))
    if not any(text != ";" for _, text, _ in tokens):
        raise QueryError("the query is empty", remedy='try: kg query "MATCH (n:Entity) RETURN n.name LIMIT 5"')
    for i, (kind, text, position) in enumerate(tokens):
        line = query.count("\n", 0, position) + 1
        if ended:
            raise QueryError("one query at a time", line=line, remedy="take out what stands after the semicolon")
        after = tokens[i + 1][1] if i + 1 < len(tokens) else ""
        if kind == "open":
            raise QueryError(f"{text} is opened and never closed", line=line, remedy="close it")
        if kind == "word" and text.upper() in _WRITES and _begins_clause(before, after):
            _refuse(text.upper(), after, line)
        ended = text == ";"
        before = text.upper() if kind == "word" else text


def _tokens(query: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(query):
        if match.lastgroup is not None and match.lastgroup != "skip":
            yield match.lastgroup, match.group(), match.start()


def _begins_clause(before: str, after: str) -> bool:
    """Whether a word stands where a clause may begin, rather than as a name or key."""
    return before not in _BEFORE_NAME and before not in _BEFORE_EXPRESSION and after != ":"


def _refuse(word: str, after: str, line: int) -> None:
    if word == "CALL":
        if after in ("{", "("):
            return  # a subquery: its own words are looked at in turn
        raise QueryError("procedures cannot be called here", line=line, remedy="ask with MATCH")
    remedy = "the graph follows the ledger; a name that reads like this goes into back-ticks"
    raise QueryError(f"{word} is not allowed: queries only read", line=line, remedy=remedy)


def parameter_names(query: str) -> list[str]:
    """Names of the parameters (`$name`) that a query uses, in order, each once."""
    tokens = [(kind, text) for kind, text, _ in _tokens(query)]
    pairs = pairwise(tokens)
    return list(dict.fromkeys(text for (_, mark), (kind, text) in pairs if mark == "$" and kind == "word"))
