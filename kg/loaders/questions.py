"""The saved questions of `cypher/ask`: a header comment that says what each asks, then Cypher that Neo4j and grafeo both know."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError, QueryError
from kg.files import DATA
from kg.loaders.read_only import parameter_names

_HEAD = re.compile(r"^//\s*(title|about|param|columns|example):\s*(.*)$")
_PARAM = re.compile(r"^(\w+)\s*\((\w+)\)\s*(?:=\s*(\S+))?\s*(?:[—-]+\s*(.*))?$")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TYPES = {"text": str, "date": str, "number": (int, float), "list": list}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; `required` when it has no default."""

    name: str
    type: str
    default: Any
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: str
    text: str

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values for all parameters, defaults filled in.

        Raises:
            QueryError: A parameter is unknown, missing or of another type.
        """
        known = {p.name for p in self.parameters}
        unknown = sorted(set(given) - known)
        if unknown:
            raise QueryError(
                f"{self.name} has no parameter {unknown[0]!r}", remedy=f"it has: {', '.join(sorted(known)) or 'none'}"
            )
        values = {}
        for p in self.parameters:
            value = given.get(p.name, p.default)
            if value is None and p.required:
                raise QueryError(f"{self.name} needs --param {p.name}=…", remedy=f"for example: {self.example}")
            if value is not None and p.type in ("text", "date"):
                value = str(value)
            fits = isinstance(value, _TYPES[p.type]) and not isinstance(value, bool)  # type: ignore[arg-type]
            if p.type == "date" and value is not None:
                fits = _DATE.fullmatch(value) is not None
            if value is not None and not fits:
                raise QueryError(f"{p.name} must be a {p.type}", remedy=f"for example: {self.example}")
            values[p.name] = value
        return values


def questions_folder() -> Path:
    """`cypher/ask` of the checkout, or its copy inside the installed package."""
    inside = DATA / "cypher" / "ask"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "cypher" / "ask"


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """Read all questions, by name (the file's, without suffix), sorted.

    Raises:
        DataError: A header is incomplete; the error names file and key.
    """
    files = sorted((folder if folder is not None else questions_folder()).glob("*.cypher"))
    return {p.stem: _read(p) for p in files}


def find_question(name: str) -> Question:
    """One question by name.

    Raises:
        QueryError: There is none; the error names those that come near.
    """
    questions = load_questions()
    found = questions.get(name)
    if found is None:
        near = [q for q in questions if name in q or q in name] or list(questions)
        raise QueryError(f"there is no question {name!r}", remedy=f"try: {', '.join(near[:6])}; `kg ask` lists all")
    return found


def _read(path: Path) -> Question:
    head: dict[str, str] = {}
    parameters = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        m = _HEAD.match(line)
        if m is None:
            continue
        if m[1] != "param":
            head[m[1]] = m[2].strip()
            continue
        p = _PARAM.match(m[2].strip())
        if p is None or p[2] not in _TYPES:
            raise DataError(
                "cannot read the parameter",
                file=path,
                line=number,
                remedy="name (text|date|number|list) = default — meaning",
            )
        default = json.loads(p[3]) if p[3] is not None else None
        parameters.append(Parameter(p[1], p[2], default, p[3] is None, p[4] or ""))
    for key in ("title", "about", "columns", "example"):
        if key not in head:
            raise DataError("the header is incomplete", file=path, key=key, remedy=f"add `// {key}: …`")
    text = "\n".join(line for line in lines if not line.startswith("//")).strip()
    differing = sorted({p.name for p in parameters} ^ set(parameter_names(text)))
    if differing:
        remedy = "name each parameter of the query in the header, and no other"
        raise DataError("header and query differ in parameters", file=path, key=differing[0], remedy=remedy)
    return Question(
        path.stem, head["title"], head["about"], tuple(parameters),
        tuple(c.strip() for c in head["columns"].split(",")), head["example"], text,
    )  # fmt: skip
