"""From a pattern of the data file to a regular expression.

Invariant: spaces are bounded and no word list is repeated without bound, so that a scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.times.anchor import MEANINGS
from kg.times.expression import plain

SPACE = r"(?:[^\S\n]{1,4}(?:\n[^\S\n]{0,4})?|\n[^\S\n]{0,4})"
_GAP = rf"(?:[-‐‑]|{SPACE})"
_DASH = r"[^\S\n]?[-‐‑–—][^\S\n]?"
_SHAPES = {
    "year": r"(?:1[5-9]\d\d|20\d\d)",
    "daynum": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
    "gap": _GAP,
    "dash": _DASH,
}
_SLOT = re.compile(r"\{(?P<slot>[a-z_]+)?(?P<n>\d?)(?::(?P<list>[a-z_]+))?\}")
_LEFT = r"(?<![\w$£€#/'’-])(?<!\d[.,:])"
_RIGHT = r"(?!\w|[-‐‑/]\w|[.,:]\d|\s?%)"
_NEEDED = ("id", "meaning", "form", "hits", "misses")
_KEYS = {*_NEEDED, "lead", "lead_needed", "needs", "border", "modifier", "count", "keys", "not_before", "not_after"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its regular expression, what may not stand beside it, and its examples.

    `count` asks whether a year at its end may be a number of things ("in 2000 villages"). `modifier` is True, False or
    None: whether the expression always or never modifies a noun, or whether the words beside it tell.
    """

    id: str
    meaning: str
    form: re.Pattern[str]
    keys: frozenset[str]
    outside: bool
    modifier: bool | None
    count: bool
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    hits: tuple[tuple[Any, ...], ...]
    misses: tuple[str, ...]


def alternatives(words: Iterable[str]) -> str:
    """Words as a regular expression, the longest first.

    A word that the list writes with a capital is found with one, or in capitals only; another in any case.
    """
    out = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        form = _loose(re.escape(word))
        out.append(f"(?-i:{form}|{_loose(re.escape(word.upper()))})" if word != word.lower() else form)
    return f"(?:{'|'.join(out)})"


def _loose(form: str) -> str:
    """Spaces become any short white space, apostrophes straight or curly."""
    return form.replace("\\ ", " ").replace(" ", SPACE).replace("'", "['’]")


def compile_pattern(row: Mapping[str, Any], lists: Mapping[str, Any], keys: frozenset[str], file: Path) -> Pattern:
    """Compile one row of `patterns`.

    Args:
        row: Keys id, meaning, form, hits, misses; optional ones are described in `kg/data/times/en.yaml`.
        lists: The word lists, by name.
        keys: Names of the key lists.
        file: For messages.

    Returns:
        The pattern.

    Raises:
        DataError: A key, list or meaning is unknown, examples are missing, or the form is no regular expression.
    """
    name = str(row.get("id"))

    def wrong(what: str, remedy: str) -> DataError:
        return DataError(what, file=file, key=name, remedy=remedy)

    if unknown := sorted(set(row) - _KEYS):
        raise wrong(f"unknown keys: {', '.join(unknown)}", f"use {', '.join(sorted(_KEYS))}")
    if row.get("meaning") not in MEANINGS:
        raise wrong(f"unknown meaning {row.get('meaning')!r}", f"use one of {', '.join(sorted(MEANINGS))}")
    if missing := [key for key in _NEEDED if not row.get(key)]:
        raise wrong(f"{' and '.join(missing)} missing", "give a form, at least one hit and one miss")

    def spell(form: str) -> str:
        return _SLOT.sub(lambda m: _slot(m, lists, wrong), _loose(form))

    lead = [spell(str(row["lead"]))] if row.get("lead") else []
    if row.get("border", True):
        lead.append(f"(?P<border>{alternatives(lists['border'])})(?:{SPACE}the)?")
    before = f"(?:(?:{'|'.join(lead)}){SPACE}){'' if row.get('lead_needed') else '?'}" if lead else ""
    needs = f"(?:{spell(str(row['needs']))}){SPACE}?" if row.get("needs") else ""
    try:
        return Pattern(
            id=name,
            meaning=row["meaning"],
            form=re.compile(f"{_LEFT}{needs}{before}(?P<core>{spell(str(row['form']))}){_RIGHT}", re.IGNORECASE),
            keys=frozenset(
                row.get("keys")
                or keys & {g for m in _SLOT.finditer(str(row["form"])) for g in m.group("slot", "list") if g}
            ),
            outside=bool(needs),
            modifier=row.get("modifier"),
            count=bool(row.get("count")),
            not_before=_beside(rf"(?<!\w)(?:{spell(str(row['not_before']))})\s*$" if row.get("not_before") else None),
            not_after=_beside(rf"^\s*(?:{spell(str(row['not_after']))})(?!\w)" if row.get("not_after") else None),
            hits=tuple(tuple(hit) for hit in row["hits"]),
            misses=tuple(row["misses"]),
        )
    except re.error as e:
        raise wrong(f"the form does not compile: {e}", "mend the form") from e


def _slot(m: re.Match[str], lists: Mapping[str, Any], wrong: Any) -> str:
    """One `{slot}` of a form: a named group of the list's words, or without a name just the words."""
    if m["slot"] is None and m["list"] is None:
        return m.group()  # a repetition such as {4}
    source = m["list"] or m["slot"]
    if source in ("gap", "dash"):
        return _SHAPES[source]
    if source not in _SHAPES and source not in lists:
        raise wrong(f"unknown list {source!r}", f"use one of {', '.join(sorted([*_SHAPES, *lists]))}")
    meant = lists.get(m["slot"])
    if meant is not None and (lost := sorted(set(map(plain, lists.get(source, ()))) - set(map(plain, meant)))):
        raise wrong(f"{', '.join(lost)} of {source!r} mean nothing in {m['slot']!r}", f"add them to {m['slot']!r}")
    words = _SHAPES.get(source) or alternatives(lists[source])
    if source == "number":
        tens = alternatives(w for w, n in lists[source].items() if w.isalpha() and 20 <= n < 100)
        ones = alternatives(w for w, n in lists[source].items() if w.isalpha() and n < 10)
        words = rf"(?:{tens}{_GAP}{ones}|{words}|\d{{1,3}})"
    return f"(?P<{m['slot']}{m['n']}>{words})" if m["slot"] else words


def _beside(form: str | None) -> re.Pattern[str] | None:
    return re.compile(form, re.IGNORECASE) if form is not None else None
