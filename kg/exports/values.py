"""Values as other tools can take them: one table of targets, one function, one way to name and type columns.

Invariant: what `sanitise` lets through, the target's readers read back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Scalar = str | int | float | bool
Value = Scalar | list[Scalar]

# XML 1.0 has no escape for these; everything else it takes.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NOT_UNICODE = re.compile("[\ud800-\udfff]")
# A spreadsheet takes a cell that begins like this for a formula and runs it.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Target:
    """What a format can hold.

    Attributes:
        separator: Between the parts of a list; None where the format has lists.
        illegal: Characters that it cannot hold: they are left out.
        formulas: Whether text that a spreadsheet would run gets an apostrophe in front.
        reserved: Names that mean something to its readers: ours get `kg_` in front.
    """

    separator: str | None = "|"
    illegal: re.Pattern[str] = _NOT_XML
    formulas: bool = False
    reserved: frozenset[str] = frozenset()


TARGETS = {
    "graphml": Target(reserved=frozenset({"id", "source", "target"})),
    "gexf": Target(
        reserved=frozenset({"id", "label", "type", "weight", "kind", "source", "target", "start", "end", "interval"})
    ),
    "csv": Target(illegal=_NOT_TEXT, formulas=True, reserved=frozenset({"id", "source", "target"})),
    # No apostrophes here: the database would keep them.
    "neo4j-csv": Target(separator=";", illegal=_NOT_TEXT, reserved=frozenset({"id"})),
    "cytoscape": Target(separator=None, illegal=_NOT_UNICODE, reserved=frozenset({"id", "source", "target", "parent"})),
    "node-link": Target(separator=None, illegal=_NOT_UNICODE, reserved=frozenset({"id", "source", "target", "key"})),
    "geojson": Target(separator=None, illegal=_NOT_UNICODE),
    "jsonl": Target(separator=None, illegal=_NOT_UNICODE),
}


def sanitise(value: Any, target: str) -> Value | None:
    """A value as the target can hold it; None where nothing is left of it.

    Args:
        value: Text, number, truth value, date, a list of these, or None.
        target: A name in `TARGETS`.

    Returns:
        Text without illegal characters, finite numbers, truth values; lists as lists or as one text, where a separator
        inside a part becomes a comma; anything else as its `isoformat()` or `str()`.
    """
    if isinstance(value, (list, tuple)):
        parts = [part for part in (_scalar(v, target) for v in value) if part is not None]
        separator = TARGETS[target].separator
        if not parts:
            return None
        if separator is None:
            return list(parts)
        return _guarded(separator.join(plain(part).replace(separator, ",") for part in parts), target)
    scalar = _scalar(value, target)
    return _guarded(scalar, target) if isinstance(scalar, str) else scalar


def properties(values: Mapping[str, Any], target: str) -> dict[str, Value]:
    """Sanitised properties under names that the target does not reserve; those of nothing are left out."""
    clean = ((renamed(name, target), sanitise(value, target)) for name, value in values.items())
    return {name: value for name, value in clean if value is not None}


def legal(text: str, target: str) -> str:
    """Text without the characters that the target cannot hold: for ids, names of files' parts, labels."""
    return TARGETS[target].illegal.sub("", text)


def renamed(name: str, target: str) -> str:
    """The name, with `kg_` in front where the target's readers mean something else by it."""
    return f"kg_{name}" if name.lower() in TARGETS[target].reserved else name


def plain(value: Value) -> str:
    """A value as text: truth values as `true` and `false`, floats so that they read back equal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


@dataclass(slots=True)
class Columns:
    """The columns of one table, found as rows come: a name for each, and in the end one type for each.

    Names that differ only by case are made distinct (`name`, `Name_2`), as some readers fold case.
    """

    names: list[str] = field(default_factory=list)
    kinds: list[set[str]] = field(default_factory=list)
    _index: dict[str, int] = field(default_factory=dict)
    _folded: set[str] = field(default_factory=set)

    def number(self, row: Mapping[str, Value]) -> Iterator[tuple[int, Value]]:
        """(column number, value) for each value of a row."""
        for name, value in row.items():
            index = self._index.get(name)
            if index is None:
                index = self._index[name] = len(self.names)
                self.names.append(self._distinct(name))
                self.kinds.append(set())
            self.kinds[index].add(_kind(value))
            yield index, value

    def type_of(self, index: int) -> str:
        """`boolean`, `int`, `long`, `double` or `string`; with `[]` where all values are lists."""
        kinds = self.kinds[index]
        if kinds and all(k.endswith("[]") for k in kinds):
            return _one({k[:-2] for k in kinds}) + "[]"
        return _one(kinds)

    def _distinct(self, name: str) -> str:
        tried, n = name, 1
        while tried.lower() in self._folded:
            n += 1
            tried = f"{name}_{n}"
        self._folded.add(tried.lower())
        return tried


def _one(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds <= {"int", "long"}:
        return "long"
    return "double" if kinds and kinds <= {"int", "long", "double"} else "string"


def _kind(value: Value) -> str:
    if isinstance(value, list):
        return _one({_kind(v) for v in value}) + "[]"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            return "double"  # a database would refuse the whole file for one such number
        return "int" if -(2**31) <= value < 2**31 else "long"
    return "double" if isinstance(value, float) else "string"


def _scalar(value: Any, target: str) -> Scalar | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value
    text = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return legal(text, target)


def _guarded(text: str, target: str) -> str:
    return f"'{text}" if TARGETS[target].formulas and _FORMULA.match(text) else text
