"""`kg evaluate events`: who does what to whom in coded sentences, with the names of their actors as a data folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.acts import events
from kg.evaluate.acts.events import Act, Record
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score coded events; `--data` replaces the folder of names that is learnt from the gold."""
    from kg.nlp.load import load
    from kg.ontology import load_ontology

    records = [r for path in files for r in events.read_events(path)]
    known = set(load_ontology(settings.data).events)
    with tempfile.TemporaryDirectory() as folder:
        data = settings.data if settings.data is not None else write_names(records, Path(folder))
        nlp = load(settings.model, data=data)
        drawn = settings.drawn(records)
        return events.score(drawn, [_acts(nlp(r.text), known) for r in drawn])


def write_names(records: Sequence[Record], folder: Path) -> Path:
    """A data folder with the names that the records' codes stand for, as far as the gazetteer does not know them.

    Args:
        records: Coded sentences.
        folder: Where to write `gazetteers/coded.countries.jsonl`.

    Returns:
        The folder.
    """
    from kg.gazetteer.countries import load_countries

    countries = load_countries()
    rows: dict[str, dict[str, Any]] = {}
    for name, code in events.learn_names(records).items():
        if countries.find(name, capitals=True) is not None:
            continue
        row = rows.setdefault(code, {"code": code, "name": name, "names": [], "adjectives": [], "people": []})
        people = name.endswith(("ians", "is", "ans")) and name[:4] in {n[:4] for n in row["names"]}
        adjective = name.endswith(("ian", "an", "i", "ish", "ese")) and name[:4] in {n[:4] for n in row["names"]}
        row["people" if people else "adjectives" if adjective else "names"].append(name)
    target = folder / "gazetteers"
    target.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(rows[code]) + "\n" for code in sorted(rows))
    (target / "coded.countries.jsonl").write_text(lines, encoding="utf-8")
    return folder


def _acts(doc: Doc, known: set[str]) -> list[Act]:
    code = {c["id"]: c.get("country") for c in doc._.kg_chains}
    acts = []
    for claim in doc._.kg_claims:
        if claim["type"] not in known:
            continue
        others = claim["recipients"] or claim["places"]
        pairs = [(a, b) for a in claim["actors"] for b in others] or list(permutations(claim["actors"], 2))
        coded = {(code[a], code[b]) for a, b in pairs if code.get(a) and code.get(b)}
        acts.append(Act(claim["type"], frozenset((str(a), str(b)) for a, b in coded)))
    return acts
