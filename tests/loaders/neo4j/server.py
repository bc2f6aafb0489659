"""A real Neo4j Community server without Docker: its jars from Maven Central, on loopback, in a folder of its own.

`python -m tests.loaders.neo4j.server` (or `make neo4j`) runs one for people until Ctrl-C: ports 7687 and 7474, data in
`.neo4j/home`, the password from NEO4J_PASSWORD; the guide of `cypher/browser` on 7475. Tests start one in an empty folder on free ports.
"""

from __future__ import annotations

import contextlib
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CACHE = Path(os.environ.get("KG_NEO4J_CACHE", ROOT / ".neo4j"))
POM = Path(__file__).with_name("pom.xml")
PASSWORD = "a-test-password"
_START = 300.0  # seconds; a busy machine of two cores took 170
_OPENED = [
    f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
]
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
client.allow_telemetry=false
server.memory.pagecache.size={pages}
db.tx_log.rotation.retention_policy=1 files
server.databases.default_to_read_only={read_only}
"""


def possible() -> bool:
    """Whether Java and, unless the jars are there already, Maven are on this machine."""
    return shutil.which("java") is not None and (_lib().is_dir() or shutil.which("mvn") is not None)


def version() -> str:
    """The version that the pom names."""
    found = re.search(r"<neo4j.version>(.+)</", POM.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def _lib() -> Path:
    return CACHE / f"lib-{version()}"


def assemble() -> Path:
    """The folder of jars; fetched by Maven when it is not there yet."""
    lib = _lib()
    if not lib.is_dir():
        part = CACHE / f"part-{os.getpid()}"
        subprocess.run(
            ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={part}"],
            check=True,
            timeout=900,
        )
        part.rename(lib)
    return lib


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


@dataclass
class Neo4j:
    """One server; a context manager that stops it.

    `home` is its folder; `heap` and `pages` are its memory; `more` are lines for neo4j.conf. `quick` compiles less: it starts sooner and peaks lower.
    """

    home: Path
    bolt: int = field(default_factory=free_port)
    http: int = field(default_factory=free_port)
    password: str = PASSWORD
    heap: str = "512m"
    pages: str = "64m"
    read_only: bool = False
    quick: bool = True
    more: str = ""

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    def __enter__(self) -> Neo4j:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def java(self, main: str, *words: str, **options: object) -> subprocess.Popen[bytes]:
        """Start a main class of Neo4j's with this home."""
        conf = self.home / "conf"
        for folder in (conf, self.home / "data", self.home / "logs", self.home / "import", self.home / "run"):
            folder.mkdir(parents=True, exist_ok=True)
        text = _CONF.format(bolt=self.bolt, http=self.http, pages=self.pages, read_only=str(self.read_only).lower())
        (conf / "neo4j.conf").write_text(text + self.more, encoding="utf-8")
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] if self.quick else ["-XX:+UseG1GC"]
        command = [
            "java",
            f"-Xmx{self.heap}",
            *quick,
            *_OPENED,
            "-Dfile.encoding=UTF-8",
            "-cp",
            f"{assemble()}/*{os.pathsep}{self.home / 'plugins'}/*",
            main,
            *words,
        ]
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)}
        return subprocess.Popen(command, env=environment, cwd=self.home, **options)  # type: ignore[call-overload, no-any-return]

    def start(self) -> None:
        """Start it and wait until it answers; the password is set where it is not yet."""
        log = self.home / "console.log"
        self.home.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as stream:
            self._process = self.java(
                "org.neo4j.server.CommunityEntryPoint",
                f"--home-dir={self.home}",
                f"--config-dir={self.home / 'conf'}",
                "--console-mode",
                stdout=stream,
                stderr=subprocess.STDOUT,
                # A Ctrl-C at the terminal is for us; the server is stopped in order.
                start_new_session=True,
            )
        until = time.monotonic() + _START
        while "Started." not in log.read_text(encoding="utf-8", errors="replace"):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"Neo4j did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
            time.sleep(0.2)
        if not self.read_only:
            self._set_password()

    def _set_password(self) -> None:
        import neo4j

        with (
            neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver,
            driver.session(database="system") as session,
            contextlib.suppress(neo4j.exceptions.AuthError),  # it was set already where the folder is not new
        ):
            session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password).consume()

    def stop(self) -> None:
        """Stop it; after half a minute, harder."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def admin(self, *words: str) -> None:
        """Run `neo4j-admin` while the server is stopped."""
        process = self.java("org.neo4j.cli.AdminTool", *words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said, _ = process.communicate(timeout=_START)
        assert process.returncode == 0, said.decode("utf-8", "replace")[-3000:]


def main() -> None:
    """Run a server for people until Ctrl-C."""
    password = os.environ.get("NEO4J_PASSWORD", "")
    if len(password) < 8:
        sys.exit("error: choose a password of 8 characters or more (export NEO4J_PASSWORD=…)")
    if not possible():
        sys.exit("error: Java 17 or 21 and Maven are needed (or use docker-compose.yml)")
    server = Neo4j(CACHE / "home", 7687, 7474, password, heap="1g", pages="256m", quick=False)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # also when it is ended by `kill`
    print(f"Neo4j {version()} starts; its data lie in {server.home}")
    with server:
        print(
            f"Browser: http://localhost:{server.http}  (user neo4j)\nnow, elsewhere: kg load\nCtrl-C stops it",
            flush=True,
        )
        guides = runpy.run_path(str(ROOT / "cypher" / "browser" / "serve.py"))
        with guides["server"]() as serving:
            print(f"in the Browser, a guide: :guide http://localhost:{guides['PORT']}/guide.html", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                serving.serve_forever()


if __name__ == "__main__":
    main()
