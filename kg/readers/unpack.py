"""Streams that can be looked into and that unpack gzip by its magic number, whatever the name says.

Invariant: unpacking streams; a stream that unpacks to far more than text ever does is refused instead of read.
"""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from kg.errors import InputError

HEAD = 65_536
# News text packs 3 to 10 times, very repetitive text 100 times, a bomb 1,000 times.
BOMB_RATIO = 200
BOMB_FROM = 64_000_000


class Opened:
    """A readable stream of unpacked bytes together with its first bytes.

    Attributes:
        head: The first `HEAD` bytes (fewer only when there are no more).
        stream: All bytes, the head included.
    """

    def __init__(self, raw: BinaryIO, name: str) -> None:
        packed = raw.read(2)
        joined = io.BufferedReader(_Joined(packed, raw))
        stream: BinaryIO = joined
        if packed == b"\x1f\x8b":
            stream = io.BufferedReader(_Unpacked(joined, name), HEAD)
        self.head = stream.read(HEAD)
        self.stream: BinaryIO = io.BufferedReader(_Joined(self.head, stream), HEAD)


class _Joined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not data:
            data = memoryview(self._rest.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """Counts the packed bytes that the unpacker took."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip stream, refused when they are out of proportion to the packed ones."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        self._packed = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._given = 0
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._gzip.readinto(buffer)
        self._given += count
        if self._given > BOMB_FROM and self._given > BOMB_RATIO * self._packed.taken:
            raise InputError(
                f"the gzip file unpacks to more than {BOMB_RATIO} times its size, as text does not",
                file=self._name,
                remedy="unpack it yourself if it is what you want to read",
            )
        return count
