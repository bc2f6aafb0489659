"""Find entities by what a person types: an id, a name or an alias."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

from kg.errors import UsageError
from kg.model import Entity, Graph


def find(graph: Graph, name: str) -> list[Entity]:
    """All entities that a name may mean, the most mentioned first.

    Args:
        graph: Where to look.
        name: An id, or a name or alias without regard to case, accents and spaces around it.

    Raises:
        UsageError: Nothing has that name; the error names similar ones.
    """
    if exact := [e for e in graph.entities if e.id == name]:
        return exact
    wanted = _fold(name)
    found = [e for e in graph.entities if wanted in {_fold(n) for n in (e.name, *e.aliases)}]
    if not found:
        raise UsageError(f"no entity is called {name!r}", remedy=_remedy(graph, wanted))
    return sorted(found, key=lambda e: (-e.mentions, -len(e.chains), e.id))


def _remedy(graph: Graph, wanted: str) -> str:
    names = {_fold(n): n for e in graph.entities for n in (*e.aliases, e.name)}
    close = [names[n] for n in get_close_matches(wanted, sorted(names), n=3, cutoff=0.6)]
    return "did you mean " + ", ".join(close) + "?" if close else "`kg ask` lists questions that find names"


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
