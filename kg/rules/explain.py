"""Why a sentence gave the claims that it gave: its tree, what was known in it, which rules fired and which nearly did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def explain(trace: Mapping[str, Any]) -> str:
    """Lay out a trace for reading.

    Args:
        trace: `words` (number, text, lemma, tag, label, head), `mentions` (text, kind, entity), `times`, `candidates`
            (rule, trigger, arguments, missing, fired) and `claims`, as the relations step gives it.

    Returns:
        Several lines of plain text.
    """
    lines = ["Tree"]
    lines.extend(_tree(trace["words"]))
    lines.append("Actors and places")
    lines.extend(f"  {text}  [{kind}]  {entity or '(belongs to nobody)'}" for text, kind, entity in trace["mentions"])
    if trace["times"]:
        lines.append("Times")
        lines.extend(f"  {text}" for text in trace["times"])
    lines.append("Rules that fired")
    fired = [c for c in trace["candidates"] if c["fired"]]
    lines.extend(_candidate(c) for c in fired)
    near = [c for c in trace["candidates"] if not c["fired"]]
    if not fired:
        lines.append("  none")
    if near:
        lines.append("Rules that did not, and why")
        lines.extend(_candidate(c) for c in near)
    lines.append("Claims")
    lines.extend(_claim(c) for c in trace["claims"])
    if not trace["claims"]:
        lines.append("  none")
    return "\n".join(lines) + "\n"


def _tree(words: Sequence[Sequence[Any]]) -> list[str]:
    children: dict[int, list[Sequence[Any]]] = {}
    for row in words:
        children.setdefault(row[5], []).append(row)
    out: list[str] = []

    def walk(row: Sequence[Any], depth: int) -> None:
        number, text, lemma, tag, label, _ = row
        out.append(f"  {'  ' * depth}{text}  ({label}, {tag}, {lemma})")
        for child in children.get(number, []):
            if child[0] != number and depth < 40:
                walk(child, depth + 1)

    for row in words:
        if row[0] == row[5]:
            walk(row, 0)
    return out


def _candidate(c: Mapping[str, Any]) -> str:
    found = "; ".join(f"{a}: {', '.join(names)}" for a, names in c["arguments"].items()) or "nothing found"
    if c["fired"]:
        return f"  {c['rule']} at {c['trigger']!r}: {found}"
    why = (
        f"missing {', '.join(c['missing'])}"
        if c["missing"]
        else "another rule at this word is more specific, or absorbs it"
    )
    return f"  {c['rule']} at {c['trigger']!r}: {found} - {why}"


def _claim(c: Mapping[str, Any]) -> str:
    def side(key: str) -> str:
        return ", ".join(c[key]) or "-"

    parts = [
        f"  {c['type']}{'/' + c['mode'] if c['mode'] else ''} ({c['status']}): {side('actors')} -> {side('recipients')}"
    ]
    if c["places"]:
        parts.append(f"at {side('places')}")
    if c["period"]:
        parts.append(f"when {c['period']!r}")
    if c["attributed_to"]:
        parts.append(f"says {side('attributed_to')}")
    if c["quantities"]:
        parts.append("; ".join(f"{q['role']} {q['text']!r}" for q in c["quantities"]))
    parts.append(f"[{c['rule']}, {c['confidence']}]")
    return " ".join(parts)
