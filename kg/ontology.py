"""What the graph can say: kinds, sectors, event types and standing relations, read from `kg/data/ontology`.

Invariant: labels and relationship types anywhere in the product come from here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_file, read_yaml


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity and its labels in Neo4j, the common one first."""

    name: str
    labels: tuple[str, ...]
    about: str

    @property
    def acts(self) -> bool:
        """Whether an entity of this kind may be actor or recipient."""
        return "Actor" in self.labels

    @property
    def located(self) -> bool:
        """Whether an entity of this kind may stand as a place."""
        return "Place" in self.labels


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of act: its quad (V+, M+, V-, M-), its modes, and whether all sides are actors."""

    name: str
    quad: str
    about: str
    modes: tuple[str, ...] = ()
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class RelationType:
    """A standing relation and the kinds that may stand on its sides; `timed`: a claim of it has the time that it tells."""

    name: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    about: str
    symmetric: bool = False
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All words of the graph, by name, in the order of the data files."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    events: dict[str, EventType] = field(default_factory=dict)
    relations: dict[str, RelationType] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    in_relations: tuple[str, ...] = ()
    in_relations_of_type: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quantity_roles: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    grains: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """Every type a claim or relation may have: events first, then standing relations."""
        return (*self.events, *self.relations)

    def counts(self, type_: str, status: str) -> bool:
        """Whether a claim of this type and status is summarised as a relation."""
        return status in self.in_relations or status in self.in_relations_of_type.get(type_, ())

    def quad(self, type_: str) -> str | None:
        """Quad of an event type; None for a standing relation."""
        event = self.events.get(type_)
        return event.quad if event is not None else None


@cache
def load_ontology(extra: Path | None = None) -> Ontology:
    """Read the ontology; a file in `extra/ontology` takes the place of the built-in one of that name.

    Raises:
        DataError: A key is missing or unknown; the error names file and key.
    """

    def table(name: str) -> tuple[Path, dict[str, Any]]:
        path = data_file(f"ontology/{name}.yaml", extra)
        content = read_yaml(path)
        if not isinstance(content, dict):
            raise DataError(
                "expected a mapping from names to values", file=path, remedy="compare with the built-in file"
            )
        return path, content

    def build(name: str, cls: type) -> dict[str, Any]:
        path, rows = table(name)
        built = {}
        for key, row in rows.items():
            values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
            try:
                built[key] = cls(name=key, **values)
            except TypeError as e:
                raise DataError(
                    str(e).replace(f"{cls.__name__}.__init__() ", ""), file=path, key=key, remedy="mend the keys"
                ) from e
        return built

    _, claims = table("claims")
    return Ontology(
        kinds=build("kinds", Kind),
        sectors=table("sectors")[1],
        events=build("events", EventType),
        relations=build("relations", RelationType),
        statuses=claims["statuses"],
        in_relations=tuple(claims.get("in_relations", ("actual", "alleged", "historical"))),
        in_relations_of_type={k: tuple(v) for k, v in claims.get("in_relations_of_type", {}).items()},
        quantity_roles=tuple(claims["quantity_roles"]),
        precisions=tuple(claims["precisions"]),
        grains=tuple(claims["grains"]),
    )
