"""`serve`: a real server on a real port, and one clear sentence where there can be none."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from sample_archive import Ids

from archive.store import ArchiveError
from archive.web.serve import ServeError, serve, site

PROGRAM = (
    "import sys; from archive.web.serve import serve; "
    "serve(sys.argv[1], port=0, ready=lambda address: print(address, flush=True))"
)


def test_serves_under_the_name_archive_while_it_is_written(archive_file: tuple[Path, Ids]) -> None:
    path, _ = archive_file
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            with sqlite3.connect(path) as conn:
                conn.execute("UPDATE sites SET detail = 'seen' WHERE id = 'yunchuan'")
            conn.close()
            with urllib.request.urlopen(f"{address}archive/sites.json?_shape=array") as answer:
                assert b'"detail": "seen"' in answer.read()
                assert "server" not in answer.headers
        finally:
            process.terminate()


def test_a_port_in_use_is_one_sentence(archive_file: tuple[Path, Ids]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServeError, match="is in use"):
            serve(archive_file[0], port=taken.getsockname()[1])


def test_an_address_of_another_machine_is_one_sentence(archive_file: tuple[Path, Ids]) -> None:
    with pytest.raises(ServeError, match="cannot listen on 192.0.2.1"):
        serve(archive_file[0], host="192.0.2.1", port=0)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE t (a)").connection.close()
    with pytest.raises(ArchiveError):
        serve(other, port=0)
    with pytest.raises(ArchiveError):
        serve(tmp_path / "missing.db", port=0)


def test_addresses_keep_the_path_of_a_proxy(archive_file: tuple[Path, Ids]) -> None:
    datasette = site(archive_file[0], base_url="/gk/")
    page = asyncio.run(datasette.client.get("/search?q=复议"))
    assert page.status_code == 200
    addresses = re.findall(r'(?:href|action)="(/[^"]*)"', page.text)
    assert addresses
    assert all(address.startswith("/gk/") for address in addresses)
