"""Rule files become a `Rulebook`; whatever is wrong in them is an error that names file, rule and remedy.

One YAML file per type: `type`, optional `defaults` (per trigger kind: argument -> roles) and `fallback` (the same; tried after
the roles of every rule of the file that places this argument), `rules`.
Files whose names begin with an underscore are tables: `_paths.ud.yaml`, `_words.yaml`, `_modes.yaml`,
`_numbers.yaml`, and `_confidence.yaml`, which is measured (`python -m kg.training.confidence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, digest, read_yaml
from kg.ontology import Ontology, load_ontology
from kg.rules.rule import ARGUMENTS, Example, Rule, Rulebook, Trigger

FOLDER = "rules/en"
_TRIGGERS = {
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "hyphens": "hyphen",
    "offices": "office",
    "mentions": "mention",
}
_KEYS = {
    "id", *_TRIGGERS, *ARGUMENTS, "kinds", "sectors", "known", "named", "requires", "needs", "unless",
    "fallback", "objects", "not_objects", "absorbs", "quantities", "mode",
    "status", "statuses", "confidence", "hits", "misses", "about",
}  # fmt: skip
_EXAMPLE_KEYS = {"text", *ARGUMENTS, "status", "type", "says"}


@cache
def load_rulebook(extra: Path | None = None) -> Rulebook:
    """Read all rules and tables.

    Args:
        extra: A person's data folder; its `rules/en` is merged over the built-in one by file name.

    Raises:
        DataError: A file is wrong; the error names file, rule id and remedy.
    """
    files = data_files(FOLDER, ".yaml", extra)
    named = {p.name: p for p in files}
    ontology = load_ontology(extra)
    rules: list[Rule] = []
    for path in files:
        if not path.name.startswith("_"):
            rules.extend(read_rules(path, ontology))
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            raise DataError(
                f"the rule also stands in {seen[rule.id]}", file=rule.file, key=rule.id, remedy="rename one"
            )
        seen[rule.id] = rule.file
    paths = _paths(named)
    for rule in rules:
        _check_roles(rule, paths)
    measured = read_yaml(named["_confidence.yaml"]) if "_confidence.yaml" in named else {}
    known: Mapping[str, float] = measured.get("rules") or {}
    return Rulebook(
        rules=tuple(replace(r, reliability=known.get(r.id)) for r in rules),
        paths=paths,
        words={k: {n: _strings(v) for n, v in t.items()} for k, t in read_yaml(named["_words.yaml"]).items()},
        modes=read_yaml(named["_modes.yaml"]),
        start=float(measured.get("start", 0.0)),
        share=float(measured.get("share", 1.0)),
        signs=dict(measured.get("signs") or {}),
        version=digest([*files, *data_files("ontology", ".yaml", extra)]),
    )


def _paths(named: Mapping[str, Path]) -> dict[str, dict[str, tuple[str, ...]]]:
    table = read_yaml(named["_paths.ud.yaml"])
    return {kind: {role: _strings(v) for role, v in roles.items()} for kind, roles in table.items()}


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def read_rules(path: Path, ontology: Ontology) -> Iterator[Rule]:
    """Read one rule file.

    Raises:
        DataError: See `load_rulebook`.
    """
    content = read_yaml(path)
    if not isinstance(content, dict) or content.get("type") not in ontology.types:
        raise DataError("`type` is missing or not in the ontology", file=path, key="type", remedy="see `kg schema`")
    unknown = sorted(set(content) - {"type", "defaults", "fallback", "rules", "about"})
    if unknown:
        raise DataError(
            f"unknown key {unknown[0]!r}", file=path, remedy="known: type, defaults, fallback, rules, about"
        )
    for row in content.get("rules") or []:
        yield _rule(row, content, path, ontology)


def _rule(row: Mapping[str, Any], content: Mapping[str, Any], path: Path, ontology: Ontology) -> Rule:
    type_ = content["type"]
    name = str(row.get("id") or "?")
    rule_id = f"{type_.lower()}/{name}"

    def wrong(message: str, remedy: str) -> DataError:
        return DataError(message, file=path, key=rule_id, remedy=remedy)

    unknown = sorted(set(row) - _KEYS)
    if name == "?" or unknown:
        raise wrong(
            f"unknown key {unknown[0]!r}" if unknown else "`id` is missing", f"known: {', '.join(sorted(_KEYS))}"
        )
    triggers = tuple(
        Trigger(kind, *_split(kind, str(w))) for key, kind in _TRIGGERS.items() for w in _strings(row.get(key) or [])
    )
    if not triggers:
        raise wrong("no trigger", f"give one of {', '.join(_TRIGGERS)}")
    kinds = {a: _strings(v) for a, v in (row.get("kinds") or {}).items()}
    for argument, accepted in kinds.items():
        for kind in accepted:
            if argument not in ARGUMENTS or kind not in ontology.kinds:
                raise wrong(f"unknown kind {argument}: {kind!r}", f"known: {', '.join(ontology.kinds)}")
    sectors = {a: _strings(v) for a, v in (row.get("sectors") or {}).items()}
    for argument, accepted in sectors.items():
        for sector in accepted:
            if argument not in ARGUMENTS or sector not in ontology.sectors:
                raise wrong(f"unknown sector {argument}: {sector!r}", f"known: {', '.join(ontology.sectors)}")
    event = ontology.events.get(type_)
    mode = row.get("mode")
    if mode is not None and (event is None or mode not in event.modes):
        raise wrong(f"unknown mode {mode!r}", f"known: {', '.join(event.modes) if event else 'none'}")
    for role in row.get("quantities") or {}:
        if role not in ontology.quantity_roles:
            raise wrong(f"unknown quantity {role!r}", f"known: {', '.join(ontology.quantity_roles)}")
    for status in (*_strings(row.get("status") or []), *_strings(row.get("statuses") or [])):
        if status not in ontology.statuses:
            raise wrong(f"unknown status {status!r}", f"known: {', '.join(ontology.statuses)}")
    hits, misses = _examples(row, wrong)
    return Rule(
        id=rule_id, type=type_, file=str(path), triggers=triggers, roles=_roles(row, content, triggers), kinds=kinds,
        sectors=sectors, known=_strings(row.get("known") or []), named=_strings(row.get("named") or []),
        requires=_strings(row.get("requires") or []),
        needs=_strings(row.get("needs") or []), unless=_strings(row.get("unless") or []),
        objects=frozenset(_strings(row.get("objects") or [])),
        not_objects=frozenset(_strings(row.get("not_objects") or [])), absorbs=bool(row.get("absorbs", False)),
        quantities=dict(row.get("quantities") or {}), mode=mode, status=row.get("status"),
        statuses=_strings(row.get("statuses") or []),
        confidence=float(row.get("confidence", 0.8)), hits=hits, misses=misses,
    )  # fmt: skip


def _split(kind: str, words: str) -> tuple[str, tuple[str, ...]]:
    """Head and other words of a trigger: a verb's head comes first, a noun's last."""
    parts = words.split()
    if kind in ("noun", "office", "mention", "hyphen"):
        return parts[-1], tuple(parts[:-1])
    return parts[0], tuple(parts[1:])


def _roles(
    row: Mapping[str, Any], content: Mapping[str, Any], triggers: tuple[Trigger, ...]
) -> dict[str, tuple[str, ...]]:
    """Roles per `argument@kind`: the rule's own or its file's defaults, then the file's fallback unless the rule wants none."""
    roles: dict[str, tuple[str, ...]] = {}
    defaults = content.get("defaults") or {}
    fallback = (content.get("fallback") or {}) if row.get("fallback", True) else {}
    for kind in sorted({t.kind for t in triggers}):
        for argument in ARGUMENTS:
            value = row.get(argument, (defaults.get(kind) or {}).get(argument))
            if isinstance(value, dict):
                value = value.get(kind)
            if value:
                further = _strings((fallback.get(kind) or {}).get(argument) or [])
                own = _strings(value)
                roles[f"{argument}@{kind}"] = (*own, *(r for r in further if r not in own))
    return roles


def _examples(row: Mapping[str, Any], wrong: Any) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    hits = []
    for e in row.get("hits") or []:
        unknown = sorted(set(e) - _EXAMPLE_KEYS)
        if unknown or "text" not in e:
            raise wrong(f"a hit has no text or an unknown key {unknown}", f"known: {', '.join(sorted(_EXAMPLE_KEYS))}")
        values = {a: _strings(e[a]) for a in (*ARGUMENTS, "says") if e.get(a) is not None}
        hits.append(Example(text=e["text"], status=e.get("status"), type=e.get("type"), **values))
    misses = tuple(str(m) for m in row.get("misses") or [])
    if len(hits) < 2 or not misses:
        raise wrong(f"{len(hits)} hits and {len(misses)} misses", "give at least two hits and one miss")
    return tuple(hits), misses


def _check_roles(rule: Rule, paths: Mapping[str, Mapping[str, Any]]) -> None:
    known = {role for table in paths.values() for role in table}
    for chain in (c for chains in (*rule.roles.values(), rule.needs, rule.unless) for c in chains):
        for role in chain.split("."):
            if role not in known:
                raise DataError(
                    f"unknown role {role!r}", file=rule.file, key=rule.id, remedy=f"known: {', '.join(sorted(known))}"
                )
