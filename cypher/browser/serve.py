"""Serves this folder to the Neo4j Browser: `python cypher/browser/serve.py`, then `:guide http://localhost:7475/guide.html`.

The Browser takes guides from localhost, and only where the server allows it to look (CORS). Only this machine can ask.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PORT = 7475


class Guides(SimpleHTTPRequestHandler):
    """Files of this folder, for any page on this machine."""

    def end_headers(self) -> None:
        """Allow the Browser, which comes from another port."""
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_OPTIONS(self) -> None:
        """Answer the Browser, which asks whether it may ask."""
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def server(port: int = PORT) -> ThreadingHTTPServer:
    """A server on loopback; `serve_forever` runs it."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Guides, directory=str(Path(__file__).parent)))


if __name__ == "__main__":
    print(f"in the Neo4j Browser: :guide http://localhost:{PORT}/guide.html   (Ctrl-C ends)")
    with suppress(KeyboardInterrupt):
        server().serve_forever()
