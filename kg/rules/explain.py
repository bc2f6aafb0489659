"""Why a sentence gave the claims that it gave: its tree, what was known in it, which rules fired and which nearly did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_DEEPEST = 40


def explain(trace: Mapping[str, Any]) -> str:
    """Lay out a trace for reading.

    Args:
        trace: `words` (number, text, lemma, tag, label, head), `mentions` (text, kind, entity), `times`, `candidates`
            (rule, trigger, kind, arguments, missing, sought, fired, lost_to) and `claims`, as the relations step gives it.

    Returns:
        Several lines of plain text: the tree, actors and places, times, the rules that fired, those that nearly did with
        what they lacked and where they looked for it, and the claims.
    """
    candidates = trace["candidates"]
    fired = [c for c in candidates if c["fired"]]
    near = [c for c in candidates if not c["fired"] and _is_near(c)]
    others = len(candidates) - len(fired) - len(near)
    lines = ["Tree", *_tree(trace["words"])]
    lines.extend(_section("Actors and places", _columns([(t, k, e or "(nobody)") for t, k, e in trace["mentions"]])))
    if trace["times"]:
        lines.extend(_section("Times", trace["times"]))
    lines.extend(_section("Rules that fired", _candidates(fired)))
    lines.extend(_section("Rules that nearly fired", _candidates(near)))
    if others:
        lines.append(f"  and {others} that a name might have, but found nothing beside it")
    lines.extend(_section("Claims", [line for c in trace["claims"] for line in _claim(c)]))
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield title
    yield from (f"  {line}" for line in lines or ["none"])


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as text, with columns as wide as their widest cell."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def _tree(words: Sequence[Sequence[Any]]) -> list[str]:
    """Words below the words that they hang on, with label, tag and lemma in columns of their own."""
    children: dict[int, list[Sequence[Any]]] = {}
    for row in words:
        children.setdefault(row[5], []).append(row)
    rows: list[tuple[str, str, str, str]] = []

    def walk(row: Sequence[Any], before: str, branch: str) -> None:
        number, text, lemma, tag, label, _ = row
        rows.append((f"{before}{branch}{text}", label, tag, lemma))
        inner = [c for c in children.get(number, []) if c[0] != number]
        below = before + {"": "", "├ ": "│ ", "└ ": "  "}[branch]
        for child in inner if len(below) < 2 * _DEEPEST else ():
            walk(child, below, "└ " if child is inner[-1] else "├ ")

    for row in words:
        if row[0] == row[5]:
            walk(row, "", "")
    return [f"  {line}" for line in _columns(rows)]


def _is_near(c: Mapping[str, Any]) -> bool:
    """Whether a rule that did not fire is worth a line: a word announced it, or a name and something beside it."""
    return c["kind"] != "mention" or sum(bool(found) for found in c["arguments"].values()) > 1


def _candidates(candidates: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = []
    for c in candidates:
        found = "; ".join(f"{a}: {', '.join(names)}" for a, names in c["arguments"].items()) or "nothing found"
        rows.append((c["rule"], f"at {c['trigger']!r}", found, "" if c["fired"] else _why_not(c)))
    return _columns(rows)


def _why_not(c: Mapping[str, Any]) -> str:
    if c["missing"]:
        return "missing " + "; ".join(f"{m} ({c['sought'][m]})" if c["sought"].get(m) else m for m in c["missing"])
    if c["lost_to"]:
        return f"gave way to {', '.join(c['lost_to'])}"
    return "part of what another rule says, or not of its status"


def _claim(c: Mapping[str, Any]) -> Iterator[str]:
    def side(key: str) -> str:
        return ", ".join(c[key]) or "-"

    yield f"{c['type']}{'/' + c['mode'] if c['mode'] else ''}: {side('actors')} -> {side('recipients')}"
    if c["places"]:
        yield f"    at      {side('places')}"
    if c["period"]:
        yield f"    when    {c['period']}"
    if c["attributed_to"]:
        yield f"    says    {side('attributed_to')}"
    for q in c["quantities"]:
        high = "" if q["high"] == q["low"] else " or more" if q["high"] is None else f" to {q['high']}"
        yield f"    {q['role']:<7} {q['low']}{high} ({q['text']})"
    yield f"    status  {c['status']}; rule {c['rule']}, confidence {c['confidence']}"
    if c.get("why"):
        yield f"    trust   {', '.join(f'{name} {weight:+.2f}' for name, weight in c['why'])}"
