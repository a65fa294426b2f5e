"""`serve`: the Datasette site of one archive."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database

from archive.store import Archive
from archive.web import metadata

SETTINGS = {
    "suggest_facets": False,
    "max_csv_mb": 0,
    "default_page_size": 50,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 1000,
    "truncate_cells_html": 90,
    "allow_download": False,
}


# Bytes of a request's head: so that a choice of too many bodies reaches us and is answered with a sentence.
LONGEST_REQUEST = 1_000_000


class ServeError(Exception):
    """Why the site cannot be served, in one sentence."""


def site(db_path: Path | str, **settings: Any) -> Datasette:
    """The site over a live archive, mounted as `archive`. Raises ArchiveError where the file is none."""
    path = Path(db_path)
    Archive.open(path, read_only=True).close()
    datasette = Datasette(metadata=metadata.build(), settings={**SETTINGS, **settings})
    datasette.remove_database("_memory")
    datasette.add_database(Database(datasette, path=str(path), is_mutable=True), name="archive")
    return datasette


def serve(
    db_path: Path | str,
    host: str = "127.0.0.1",
    port: int = 8001,
    base_url: str = "/",
    ready: Callable[[str], object] | None = None,
) -> None:
    """Serves until interrupted. `ready` is given the address once it is open; port 0 takes a free one.
    `base_url` is the path under which a proxy shows the site, with slashes at both ends."""
    datasette = site(db_path, base_url=base_url)
    listening = _listen(host, port)
    with listening:
        asyncio.run(_run(datasette, listening, host, ready))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio sends small pieces at once instead of waiting 40 ms for more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise ServeError(_why(error, host, port)) from error
    return listening


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use: stop what uses it, or choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} on {host} needs rights you do not have: choose one above 1023 with --port"
    return f"cannot listen on {host} port {port}: {error.strerror}"


async def _run(
    datasette: Datasette, listening: socket.socket, host: str, ready: Callable[[str], object] | None
) -> None:
    await datasette.invoke_startup()
    config = uvicorn.Config(
        datasette.app(),
        log_level="warning",
        server_header=False,
        lifespan="on",
        http="h11",
        h11_max_incomplete_event_size=LONGEST_REQUEST,
    )
    if ready:
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{listening.getsockname()[1]}{datasette.setting('base_url')}")
    await uvicorn.Server(config).serve(sockets=[listening])
