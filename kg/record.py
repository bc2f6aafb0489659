"""The base of the types that flow: a frozen dataclass that turns into plain JSON values and back.

Invariant: `from_dict(to_dict(x)) == x`, and the order of keys is the order of fields.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Self

Json = Mapping[str, Any]


class Record:
    """A frozen, slotted dataclass of plain values, records and tuples of these."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Every field, in the order of its declaration; tuples become lists, records become objects."""
        return {name: _plain(getattr(self, name)) for name, _, _ in _plan(self.__class__)}

    @classmethod
    def from_dict(cls, d: Json) -> Self:
        """Rebuild from `to_dict`. Unknown keys are ignored; a key without default must be there (KeyError)."""
        values = {}
        for name, convert, default in _plan(cls):
            if name in d or default is MISSING:
                value = d[name]
                values[name] = convert(value) if value is not None else None
        return cls(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _plan(cls: Any) -> tuple[tuple[str, Callable[[Any], Any], Any], ...]:
    found: tuple[tuple[str, Callable[[Any], Any], Any], ...] = _plan_of(cls)
    return found


@cache
def _plan_of(cls: Any) -> tuple[tuple[str, Callable[[Any], Any], Any], ...]:
    hints = typing.get_type_hints(cls)
    return tuple((f.name, _converter(hints[f.name]), f.default) for f in fields(cls))


def _converter(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, types.UnionType):
        return _converter(next(a for a in typing.get_args(hint) if a is not type(None)))
    if typing.get_origin(hint) is tuple:
        inner = _converter(typing.get_args(hint)[0])
        return lambda values: tuple(inner(v) for v in values)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict
    return lambda value: value
