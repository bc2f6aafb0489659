"""Where data files lie, and how they are opened: the built-in `kg/data`, with a person's `--data DIR` merged over it.

Invariant: a file of the same name in the person's folder takes the place of the built-in one; others are added.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from kg.errors import DataError, UsageError

DATA = Path(__file__).parent / "data"


def data_files(folder: str, suffix: str, extra: Path | None = None) -> list[Path]:
    """List the data files of one folder below `kg/data`, those of `extra` merged over them by file name.

    Args:
        folder: Folder below `kg/data`, such as `rules/en`.
        suffix: How the names end, such as `.yaml`.
        extra: A person's data folder (`--data DIR`), laid out like `kg/data`; None for none.

    Returns:
        Paths sorted by file name.

    Raises:
        UsageError: `extra` is given and is not a folder.
    """
    found = {p.name: p for p in (DATA / folder).glob(f"*{suffix}")}
    if extra is not None:
        if not extra.is_dir():
            raise UsageError(
                "the data folder does not exist", file=extra, remedy="give --data a folder laid out like kg/data"
            )
        found.update({p.name: p for p in (extra / folder).glob(f"*{suffix}")})
    return [found[name] for name in sorted(found)]


def data_file(name: str, extra: Path | None = None) -> Path:
    """Path of one data file (`gazetteers/countries.json`), the person's own where it exists.

    Raises:
        DataError: There is no such file.
    """
    if extra is not None and (extra / name).exists():
        return extra / name
    path = DATA / name
    if not path.exists():
        raise DataError("the data file is missing", file=path, remedy="install kg again")
    return path


def read_yaml(path: Path) -> Any:
    """Read one YAML file with PyYAML's safe loader (the C one where it is built in).

    Raises:
        DataError: The file is not UTF-8 or not YAML, or says a key twice, the second of which would hide the first; the
            error names the line.
    """
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe one
    except UnicodeDecodeError as e:
        raise DataError(f"not UTF-8 at byte {e.start}", file=path, remedy="save the file as UTF-8") from e
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        problem = getattr(e, "problem", None) or "not valid YAML"
        raise DataError(str(problem), file=path, line=line, remedy="mend the YAML") from e


@cache
def _loader() -> Any:
    """PyYAML's safe loader (the C one where it is built in), which takes no key twice."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Complains of a key that stands in a mapping already."""

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            """A mapping whose keys all differ."""
            seen: set[str] = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in seen:
                        raise yaml.constructor.ConstructorError(
                            None, None, f"{key.value!r} stands here twice", key.start_mark
                        )
                    seen.add(key.value)
            return super().construct_mapping(node, deep)

    return Loader


def digest(paths: Iterable[Path], length: int = 12) -> str:
    """Hash file names and contents, in the order given: the version of a set of data files."""
    h = hashlib.sha256()
    for path in paths:
        h.update(path.name.encode("utf-8") + b"\x00" + path.read_bytes() + b"\x00")
    return h.hexdigest()[:length]


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading bytes, unpacking gzip by its magic number rather than by its name."""
    stream = path.open("rb")
    if stream.peek(2)[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    return stream


@contextmanager
def atomic_text(path: Path) -> Iterator[TextIO]:
    """Write a text file that appears whole or not at all: written beside its place, then renamed.

    Raises:
        UsageError: The folder does not exist or cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        raw = temporary.open("wb")
    except OSError as e:
        raise UsageError(
            f"cannot write: {e.strerror}", file=path, remedy="give a folder that exists and is writable"
        ) from e
    try:
        with io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as stream:
            yield stream
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
