"""Proxies, budgets, old servers and long addresses, over real connections."""

from __future__ import annotations

import json
import os
import socketserver
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import forks
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from small_server import Reply, SmallServer, crawl_in_child, listing, page, source

PAGES = 12


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        put_pages(running)
        yield running


def put_pages(server: SmallServer, host: str = "www.one.test") -> None:
    items = [(f"/a/{n}.html", f"报告{n}", "2024-01-01") for n in range(10, 10 + PAGES)]
    server.put("/list.html", listing(*items), host=host)
    for n in range(10, 10 + PAGES):
        server.put(f"/a/{n}.html", page(f"报告{n}", "字" * 10_000), host=host)


def test_every_source_has_its_own_proxy(server: SmallServer, tmp_path: Path) -> None:
    with SmallServer() as second:
        put_pages(second, "www.two.test")
        source(tmp_path / "sites", "one", f'proxy = "{server.proxy}"')
        sites = source(tmp_path / "sites", "two", f'proxy = "{second.proxy}"')
        outcomes = crawl_in_child(sites, tmp_path / "a.db")
    assert [(one["state"], one["new"]) for one in outcomes] == [("ok", PAGES)] * 2
    assert {host for host, _, _ in server.asked} == {"www.one.test"}
    assert {host for host, _, _ in second.asked} == {"www.two.test"}


def test_the_proxy_of_the_call_comes_before_that_of_the_source(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites", "one", 'proxy = "http://127.0.0.1:9"')
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"]) == ("ok", PAGES)


def test_a_proxy_that_is_away(tmp_path: Path) -> None:
    sites = source(tmp_path / "sites", "one", 'proxy = "http://127.0.0.1:9"')
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db")
    assert (outcome["state"], outcome["detail"]) == ("unreachable", "robots.txt: The connection was refused.")


def test_the_budget_of_a_source_ends_its_crawl(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites", text="max_total_bytes = 100000")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert 3 <= outcome["new"] <= 8, "pages are 30 KB, and four are asked for at a time"
    assert outcome["bytes"] > 100_000
    assert outcome["columns"][0]["complete"] is False
    assert outcome["columns"][0]["detail"] == "The limit on pages cut the list short."
    assert outcome["finished"]


def test_the_budget_of_a_call_and_the_next_call_goes_on(server: SmallServer, tmp_path: Path) -> None:
    sites = source(tmp_path / "sites")
    call = ["crawl", "one", "--sites", str(sites), "--json", "--db", str(tmp_path / "a.db")]
    call += ["--proxy", server.proxy]
    done = forks.run(*call, "--bytes", "100000")
    first = json.loads(done.stdout)
    assert (first["finished"], first["stopped"]) == (False, "The limit of 100000 bytes is reached.")
    assert 3 <= first["new"] <= 8
    second = json.loads(forks.run(*call).stdout)
    assert (second["finished"], first["new"] + second["new"]) == (True, PAGES)
    asked = [path for path in server.paths() if path != "/robots.txt"]
    assert len(asked) == len(set(asked))


def test_long_addresses_are_left_alone(server: SmallServer, tmp_path: Path) -> None:
    long, led = f"/a/10.html?x={'y' * 3000}", "/a/11.html"
    server.put("/list.html", listing((long, "长", ""), (led, "转", ""), ("/a/12.html", "报告", "")))
    server.put(led, "", status=302, headers={"Location": long})
    (outcome,) = crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"], outcome["failed"]) == ("ok", 1, 2)
    assert not [path for path in server.paths() if len(path) > 2048]


class Tunnel(socketserver.ThreadingTCPServer):
    """A proxy that hands what is in a tunnel to `speak`."""

    daemon_threads = True

    def __init__(self, speak: Callable[[socketserver.StreamRequestHandler], None]) -> None:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while self.rfile.readline().strip():
                    pass
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                speak(self)

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __exit__(self, *rest: object) -> None:
        self.shutdown()
        super().__exit__(*rest)


def secret(path: Path, bits: int) -> Path:
    """A key and a certificate of its own for www.one.test."""
    key = rsa.generate_private_key(65537, bits)
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.one.test")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.one.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    text = key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    path.write_bytes(text + made.public_bytes(pem))
    return path


def speaking(context: ssl.SSLContext) -> Callable[[socketserver.StreamRequestHandler], None]:
    """One answer a connection, in TLS: the list or a page."""

    def speak(handler: socketserver.StreamRequestHandler) -> None:
        try:
            wire = context.wrap_socket(handler.request, server_side=True)
        except (ssl.SSLError, ConnectionError):
            return
        with wire, wire.makefile("rb") as lines:
            path = lines.readline().split(b" ")[1]
            while lines.readline().strip():
                pass
            body = Reply(listing(("/a/1.html", "报告1", "")) if path == b"/list.html" else page("报告1")).data
            body = b"" if path == b"/robots.txt" else body
            wire.sendall(
                b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            )
            wire.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            wire.unwrap()

    return speak


def old_context(path: Path, version: ssl.TLSVersion, ciphers: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the versions that are to be tested
        context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    context.load_cert_chain(path)
    return context


def https(folder: Path, text: str) -> Path:
    sites = source(folder, text=text)
    file = sites / "one.toml"
    file.write_text(file.read_text().replace('address = "http:', 'address = "https:'))
    return sites


@pytest.mark.parametrize(
    ("version", "bits", "ciphers"),
    [
        (ssl.TLSVersion.TLSv1, 2048, "DEFAULT"),
        (ssl.TLSVersion.TLSv1_1, 1024, "AES128-SHA"),
    ],
)
def test_what_old_servers_speak(tmp_path: Path, version: ssl.TLSVersion, bits: int, ciphers: str) -> None:
    context = old_context(secret(tmp_path / "key.pem", bits), version, ciphers)
    with Tunnel(speaking(context)) as tunnel:
        modern = https(tmp_path / "modern", 'certificate = "any"')
        (outcome,) = crawl_in_child(modern, tmp_path / "m.db", proxy=tunnel.proxy)
        assert outcome["state"] == "tls_refused", outcome["detail"]
        old = https(tmp_path / "old", 'certificate = "any"\ntls = "old"')
        (outcome,) = crawl_in_child(old, tmp_path / "o.db", proxy=tunnel.proxy)
        assert (outcome["state"], outcome["new"]) == ("ok", 1), outcome["detail"]


def test_a_server_without_secure_renegotiation(tmp_path: Path) -> None:
    """Its hello names no extensions; the client must go on to the certificate, here an alert instead."""
    heard = []

    def speak(handler: socketserver.StreamRequestHandler) -> None:
        handler.request.recv(4096)
        hello = b"\x03\x03" + os.urandom(32) + b"\x00\x00\x2f\x00"  # TLS 1.2, RSA with AES-128-CBC-SHA
        record = b"\x02" + len(hello).to_bytes(3, "big") + hello
        handler.wfile.write(b"\x16\x03\x03" + len(record).to_bytes(2, "big") + record)
        handler.wfile.write(b"\x15\x03\x03\x00\x02\x02\x47")  # a fatal alert: insufficient security
        heard.append(handler.request.recv(100))

    with Tunnel(speak) as tunnel:
        sites = https(tmp_path / "sites", 'certificate = "any"\ntls = "old"')
        (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=tunnel.proxy)
    assert heard
    assert outcome["state"] == "tls_refused"
    assert "insufficient security" in outcome["detail"], "it was the server that ended it"
