"""A Laurel process for one journey: a fresh demonstration on a free port of this machine."""

import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 120
STOP_SECONDS = 15


@dataclass(frozen=True)
class Route:
    """A line of `laurel routes`: `GET /seasons/:season page SeasonVisitor`."""

    method: str
    pattern: str
    kind: str

    @property
    def is_page(self) -> bool:
        return self.kind in ("page", "public-page")

    def matches(self, path: str) -> bool:
        expression = re.sub(r":\w+|\\\{\w+\\\}", "[^/]+", re.escape(self.pattern))
        return re.fullmatch(expression, path) is not None


class Routes:
    def __init__(self, lines: str) -> None:
        self.all = [Route(*line.split()[:3]) for line in lines.splitlines() if line.strip()]
        self.pages = [route for route in self.all if route.method == "GET" and route.is_page]

    def page(self, path: str) -> Route | None:
        """The route that serves a path: of several that match, the one with the fewest parameters."""
        matching = [route for route in self.pages if route.matches(path)]
        return min(matching, key=lambda route: route.pattern.count(":") + route.pattern.count("{"), default=None)

    @staticmethod
    def of(laurel: Path) -> "Routes":
        with tempfile.TemporaryDirectory(prefix="laurel-routes-") as folder:
            command = [laurel, "routes", "--data-directory", folder]
            return Routes(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


class Server:
    """Use it in a `with`: it ends, and its data with it, when the block does."""

    def __init__(self, laurel: Path, engine: str, log: Path) -> None:
        self.data = tempfile.TemporaryDirectory(prefix="laurel-journey-")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log_path = log
        options = ["--data-directory", self.data.name, "--port", str(self.port), "--address", self.address]
        if engine == "postgres":
            options += ["--postgres", fresh_postgres_database()]
        self.command = [str(laurel), "demo", *options]

    def __enter__(self) -> "Server":
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        self.log = self.log_path.open("w")
        settings_left_out = {name: value for name, value in os.environ.items() if not name.startswith("LAUREL_")}
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=settings_left_out, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        )
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"laurel ended with {self.process.returncode}; see {self.log_path}")
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"laurel was not ready after {READY_SECONDS} s; see {self.log_path}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"laurel did not stop within {STOP_SECONDS} s; see {self.log_path}") from None
        finally:
            self.log.close()
            self.data.cleanup()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fresh_postgres_database() -> str:
    """A database of its own in the server that bin/with-postgres lends."""
    connection = os.environ["LAUREL_TEST_POSTGRES"]
    name = f"journey_{os.getpid()}_{time.monotonic_ns()}"
    subprocess.run(["psql", connection, "-qc", f"CREATE DATABASE {name}"], check=True)
    return f"{connection} dbname={name}"
