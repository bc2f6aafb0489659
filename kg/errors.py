"""Every error that a user may meet: what happened, where, and what to do about it.

The library raises these; only the CLI prints them. `exit_code` is the process status the CLI ends with.
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Base of all errors raised on purpose: a message, the place it came from, and a remedy."""

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        key: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file) if file is not None else None
        self.line = line
        self.key = key
        self.remedy = remedy

    @property
    def place(self) -> str:
        """`file:line` (or `file`, or an empty string), the form editors can jump to."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line is not None else self.file

    def __str__(self) -> str:
        parts = [p for p in (self.place, self.key, self.message) if p]
        text = ": ".join(parts)
        return f"{text} ({self.remedy})" if self.remedy else text


class UsageError(KgError):
    """The command cannot be carried out as it was asked: a missing file, an unknown name, a wrong option."""


class InputError(KgError):
    """One article (or one file of articles) cannot be read; the others can."""

    exit_code = 1


class DataError(KgError):
    """A rule, ontology, gazetteer or time file is wrong: the error names file, key and remedy."""


class LedgerError(KgError):
    """The ledger cannot be opened, written or understood."""


class ModelError(KgError):
    """A language model is unknown, incomplete or does not load."""


class QueryError(KgError):
    """A query is not read-only, is malformed, or ran out of time or rows."""


class ServerError(KgError):
    """A database server cannot be reached, refuses, or is not what is needed."""


class LostError(ServerError):
    """The server was there and went away: what was done stays done, and the same command goes on from there."""

    exit_code = 1
