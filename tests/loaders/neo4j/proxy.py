"""A wire to the server that can be cut: everything passes until so many bytes went through."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Wire:
    """Listens on a free port of loopback and passes bytes on; `cut` ends what is open.

    Args:
        port: Of the server.
        after: Bytes towards the server after which it is cut once; None for never.
        mend: Whether it takes connections again after that.
    """

    def __init__(self, port: int, after: int | None = None, *, mend: bool = False) -> None:
        self._port, self._after, self._mend = port, after, mend
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self.cuts = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if counted and self._after is not None:
                    self._after -= len(data)
                    if self._after < 0:
                        self._after = None
                        self.cut()
                        return
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """End every connection; unless it mends, take no more."""
        self.cuts += 1
        if not self._mend:
            # Closing alone does not wake who waits in `accept`.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._open.clear()

    def close(self) -> None:
        self._mend = False
        self.cut()


@contextlib.contextmanager
def wire(port: int, after: int | None = None, *, mend: bool = False) -> Iterator[Wire]:
    made = Wire(port, after, mend=mend)
    try:
        yield made
    finally:
        made.close()
