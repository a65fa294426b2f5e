"""`serve`: a real server on a real port, and one clear sentence where there can be none."""

from __future__ import annotations

import asyncio
import html
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from browsing import serving
from datasette.app import Datasette
from sample_archive import BUREAU, Ids, build_archive

from archive.model import digest
from archive.store import ArchiveError
from archive.web.serve import ServeError, _listen, serve, site

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


def test_small_answers_are_sent_at_once() -> None:
    """asyncio sets TCP_NODELAY only on sockets that name their protocol."""
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


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
    path, ids = archive_file
    report = f"/report/{ids.reports[BUREAU, 2018]}"
    pages = ("/search?q=复议", "/", "/compare", "/coverage", "/findings", "/changes", "/method", "/codebook",
             f"{report}/proactive.total", "/search?q=复议&body=司法局", f"/body/{digest(BUREAU)}",
             f"/changes/{ids.corrected}", report, f"{report}/cite", f"/capture/{ids.page}",
             f"/document/{ids.corrected}", "/report/0",
             "/region/990100", "/archive", "/archive/figures?unit=条",
             "/archive?sql=select+1")  # fmt: skip
    asyncio.run(_keeps_its_path(site(path, base_url="/gk/"), pages, ids))


async def _keeps_its_path(datasette: Datasette, pages: tuple[str, ...], ids: Ids) -> None:
    for address in pages:
        # A proxy hands on the whole path; the test client adds it by itself.
        page = await datasette.client.get(address)
        assert page.status_code == (404 if address == "/report/0" else 200), address
        addresses = re.findall(r'(?:href|action|src)="(/[^"]*)"', page.text)
        assert addresses, address
        assert [one for one in addresses if not one.startswith("/gk/")] == [], address
        assert [one for one in addresses if one.startswith("/gk/gk")] == [], address
        for one in addresses:
            if "figures." in one.partition("?")[0]:  # a file, as the page gives it
                answer = await datasette.client.get(html.unescape(one.removeprefix("/gk")))
                assert answer.status_code in (200, 501), one
    feed = (await datasette.client.get("/feeds/reports.atom")).text
    assert "http://localhost/gk/report/" in feed
    moved = await datasette.client.get("/search/")
    assert moved.headers["location"] == "/gk/search"
    cited = (await datasette.client.get(f"/report/{ids.reports[BUREAU, 2018]}/cite.json")).json()
    assert "http://localhost/gk/report/" in cited["citation"]["plain"]
    assert "Disallow: /gk/capture/" in (await datasette.client.get("/robots.txt")).text


def test_served_under_the_path_of_a_proxy(archive_file: tuple[Path, Ids]) -> None:
    """By the command, asked as a proxy asks that hands on the whole path, and as one that cuts it off."""
    path, ids = archive_file
    command = [sys.executable, "-m", "archive.cli", "serve", "--db", str(path), "--port", "0"]
    with subprocess.Popen([*command, "--base-url", "/gk/"], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            address = process.stderr.readline().split()[4]
            assert address.endswith("/gk/")
            for under in (address, address.removesuffix("gk/")):
                with urllib.request.urlopen(f"{under}report/{ids.older_report}") as answer:
                    page = answer.read().decode()
                assert f'href="/gk/report/{ids.reports[BUREAU, 2020]}"' in page
                assert f'<link rel="canonical" href="{address}report/{ids.older_report}">' in page
        finally:
            process.terminate()


WRITER = """
import sys, time
from pathlib import Path
from archive.model import Capture
from archive.model import digest
from archive.store import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    print("writing", flush=True)
    end = time.monotonic() + 6
    number = 0
    while time.monotonic() < end:
        number += 1
        url = f"https://www.yunchuan.test/w/{number}.html"
        body = f"<html><title>{number}</title><p>{number}</p></html>".encode() * 200
        now = f"2023-01-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}Z"
        archive.record(Capture(url, url, now, 200, (), (), body, source_id="yunchuan", kind="notice"))
    print(number, flush=True)
"""


def test_serves_without_an_error_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ids = build_archive(path)
    asked = ["/", "/search?q=复议", "/compare", "/coverage", "/changes", f"/report/{ids.older_report}",
             "/archive/captures", "/archive/captures.csv", "/archive/captures.xlsx",
             "/feeds/changes.atom"]  # fmt: skip
    with (
        serving(path) as base,
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer,
    ):
        assert writer.stdout
        assert writer.stdout.readline() == "writing\n"
        rounds = 0
        while writer.poll() is None:
            for address in asked:
                target = f"{base}{urllib.parse.quote(address, safe='/?=.')}"
                with urllib.request.urlopen(target) as answer:
                    assert answer.status == 200
                    assert answer.read()
            rounds += 1
        written = int(writer.stdout.read())
    assert rounds > 0
    assert written > 50
