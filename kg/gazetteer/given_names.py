"""Given names that say whether their bearer is a man or a woman.

Invariant: a name that is borne by both, or that no file has, says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.files import data_files, read_yaml

_GENDERS = ("m", "f")


class GivenNames:
    """Lookups by the first word of a person's name."""

    def __init__(self, genders: Mapping[str, str]) -> None:
        self._genders = dict(genders)

    def __len__(self) -> int:
        return len(self._genders)

    def gender(self, name: str) -> str | None:
        """`m` or `f` by the given name that a name begins with ("Maria Reyes", "Jean-Luc Brun"); None where it is open."""
        first = next(iter(name.split()), "")
        return self._genders.get(_key(first)) or self._genders.get(_key(re.split(r"[-‐‑]", first)[0]))


def _key(name: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def load_given_names(extra: Path | None = None) -> GivenNames:
    """Load the lists of names.

    Args:
        extra: A person's data folder; its `gazetteers/*given-names.yaml` are added (a file of the same name takes the
            built-in one's place).

    Raises:
        DataError: A file has another key than `m` and `f`, or something else than a list below it.
    """
    found: dict[str, set[str]] = {}
    for path in data_files("gazetteers", "given-names.yaml", extra):
        for gender, names in (read_yaml(path) or {}).items():
            if gender not in _GENDERS or not isinstance(names, list):
                raise DataError(
                    "not a list of given names", file=path, key=str(gender), remedy="write m: […] and f: […]"
                )
            for name in names:
                found.setdefault(_key(str(name)), set()).add(gender)
    return GivenNames({name: next(iter(genders)) for name, genders in found.items() if len(genders) == 1})


__all__ = ["GivenNames", "load_given_names"]
