"""A real pywb over a collection, in a virtual environment of its own: its redis is older than ours."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

REQUIREMENT = "pywb==2.10.*"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai" / "pywb-2.10"


def programs() -> Path:
    """The folder with pywb's programs; made once a machine, in a minute."""
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with CACHE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (CACHE / "made").exists():
            run = [sys.executable, "-m", "venv", "--clear", str(CACHE)]
            subprocess.run(run, check=True, capture_output=True)
            subprocess.run(
                [CACHE / "bin" / "pip", "install", "--quiet", REQUIREMENT], check=True, capture_output=True
            )
            (CACHE / "made").touch()
    return CACHE / "bin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def pywb(folder: Path, *warcs: Path) -> Iterator[str]:
    """The address of a running pywb whose collection `demo` holds these files."""
    bin_ = programs()
    for command in (["init", "demo"], *(["add", "demo", str(warc)] for warc in warcs)):
        subprocess.run([bin_ / "wb-manager", *command], cwd=folder, check=True, capture_output=True)
    port = free_port()
    with (folder / "pywb.log").open("w") as log:
        server = subprocess.Popen(
            [bin_ / "wayback", "-p", str(port), "-b", "127.0.0.1"], cwd=folder, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, server)
            yield f"{address}/demo"
        finally:
            server.kill()
            server.wait()


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "pywb ended; pywb.log beside the collection says why"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("pywb does not answer")
