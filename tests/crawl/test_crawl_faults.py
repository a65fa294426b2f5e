"""Every way in which a server can misbehave, and what must come of it: the right state, and all else fetched.

One crawl of all sites at once, over real sockets; the table below is what is promised.
"""

from __future__ import annotations

import shutil
import sqlite3
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from small_server import crawl_in_child

from archive.store.pages import VISITED
from scraper.portal.faults import FAULTS, LIST, NUMBER, STRUCK, fault_portal

pytestmark = pytest.mark.xdist_group("faults")
ALL = NUMBER
REST = NUMBER - 1

# fault: state of the source, new pages, and what became of the struck page: outcome, begin of its detail
TABLE: dict[str, tuple[str, int, str]] = {
    "slow-drip": ("ok", REST, "failed There was no answer in time"),
    "hang": ("ok", REST, "failed There was no answer in time"),
    "reset-mid-body": ("ok", REST, "guarded truncated: The answer was cut off"),
    "length-too-long": ("ok", REST, "guarded truncated: The answer was cut off"),
    "length-too-short": ("ok", ALL, "new"),
    "length-twice": ("ok", REST, "failed"),
    "chunk-size-bad": ("ok", REST, "guarded truncated: The answer was cut off"),
    "chunk-cut": ("ok", REST, "guarded truncated: The answer was cut off"),
    "gzip-bomb": ("ok", REST, "guarded too_large: The body is too large when decompressed"),
    "gzip-cut": ("ok", REST, "guarded truncated: the compressed body ends too early"),
    "gzip-not": ("ok", REST, "failed"),
    "gzip-unsaid": ("ok", REST, "guarded coding: the body is gzip, which no header says"),
    "gzip-twice": ("ok", REST, "guarded coding: the body is gzip, which no header says"),
    "coding-charset": ("ok", ALL, "new"),
    "coding-unknown": ("ok", REST, "guarded coding: the body is coded as lzma"),
    "redirect-endless": ("ok", REST, "failed"),
    "redirect-to-itself": ("ok", REST, "failed"),
    "redirect-away": ("ok", REST, "failed The host www.elsewhere.test is not declared"),
    "redirect-login": ("ok", REST, "guarded login: The site leads on to a login at sso.elsewhere.test"),
    "redirect-private": ("ok", REST, "failed The host 127.0.0.1 is not declared"),
    "redirect-metadata": ("ok", REST, "failed The host 169.254.169.254 is not declared"),
    "redirect-file": ("ok", REST, "failed HTTP 302"),
    "redirect-home": ("ok", REST, "missing"),
    "redirect-list": ("ok", REST, "guarded soft_404: redirected to a list"),
    "redirect-user": ("ok", REST, "failed The address holds the name of a user"),
    "refresh": ("ok", ALL, "new"),
    "refresh-script": ("ok", ALL, "new"),
    "refresh-away": ("ok", REST, "failed The host www.elsewhere.test is not declared"),
    "refresh-to-itself": ("ok", REST, "failed max redirections reached"),
    "cookie-wanted": ("ok", ALL, "new"),
    "storm-500": ("ok", REST, "failed HTTP 500"),
    "storm-passes": ("ok", ALL, "new"),
    "asked-to-wait": ("ok", ALL, "new"),
    "asked-to-go": ("blocked", 0, ""),
    "asked-oddly": ("ok", ALL, "new"),
    "charset-undefined": ("ok", ALL, "new"),
    "list-charset": ("ok", ALL, ""),
    "charset-lie": ("ok", ALL, "new"),
    "nul-bytes": ("ok", ALL, "new"),
    "page-of-50-mb": ("ok", REST, "guarded too_large: The file is too large"),
    "header-too-long": ("ok", REST, "failed"),
    "headers-too-many": ("ok", REST, "failed"),
    "not-http": ("ok", REST, "failed"),
    "closed-at-once": ("ok", REST, "failed"),
    "nested-deeply": ("ok", REST, "guarded too_large: its elements are nested more than 5000 deep"),
    "empty-body": ("ok", REST, "guarded empty"),
    "304-unasked": ("ok", REST, "failed HTTP 304"),
    "partial-content": ("ok", REST, "failed HTTP 206"),
    "challenge-521": ("ok", REST, "guarded challenge: HTTP 521, 加速乐"),
    "soft-404": ("ok", REST, "guarded soft_404"),
    "list-endless": ("ok", 10, ""),
    "list-duplicates": ("ok", 1, ""),
    "list-future": ("ok", 1, ""),
    "list-odd-links": ("ok", 1, ""),
    "list-trap": ("ok", 1, ""),
    "list-unclosed": ("ok", 1, ""),
    "list-xml-broken": ("empty", 0, ""),
    "list-challenge": ("blocked", 0, ""),
    "list-forbidden": ("refused_here", 0, ""),
    "list-login": ("blocked", 0, ""),
    "list-maintenance": ("unreachable", 0, ""),
    "list-wrong-host": ("broken", 0, ""),
    "list-soft-404": ("broken", 0, ""),
    "list-script": ("needs_browser", 0, ""),
    "list-fetched": ("needs_browser", 0, ""),
    "cookie-challenge": ("blocked", 0, ""),
    "robots-500": ("unreachable", 0, ""),
    "robots-closed": ("unreachable", 0, ""),
    "robots-huge": ("ok", REST, "failed robots.txt forbids the address"),
    "robots-garbage": ("ok", ALL, ""),
    "down-halfway": ("unreachable", 3, ""),
    "down": ("unreachable", 0, ""),
    "silent": ("unreachable", 0, ""),
    "tls-expired": ("tls_refused", 0, ""),
}
# The others have time enough on a machine that is busy.
IN_TIME = ("slow-drip", "hang", "silent")
COLUMNS = {"list-endless": 'next = "a.next"', "list-xml-broken": ""}


@dataclass
class Crawled:
    outcomes: dict[str, dict[str, Any]]
    asked: list[tuple[str, str]]
    archive: Path

    def rows(self, sql: str, *values: object) -> list[Any]:
        with sqlite3.connect(self.archive) as conn:
            found = conn.execute(sql, values).fetchall()
        conn.close()
        return found


def expired(path: Path) -> ssl.SSLContext:
    """TLS with a certificate that ran out yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.tls-expired.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now - timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.tls-expired.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def write_source(folder: Path, name: str, text: str = "", column: str = "") -> None:
    scheme = "https" if name == "tls-expired" else "http"
    family = "feed" if name == "list-xml-broken" else "listing"
    item = 'item = "ul.list a"\n' if family == "listing" else ""
    site_id = name.replace("-", "_")
    (folder / f"{site_id}.toml").write_text(
        f'id = "{site_id}"\nhost = "www.{name}.test"\nname = "故障"\ndelay = 0\nconcurrency = 2\n'
        f"timeout = {5 if name in IN_TIME else 30}\nmax_bytes = 5000000\nmax_lists = 10\n{text}\n"
        f'[[column]]\nname = "年报"\nkind = "annual_report"\naddress = "{scheme}://www.{name}.test{LIST}"\n'
        f'family = "{family}"\n{item}article = ".article"\n{COLUMNS.get(name, column)}\n',
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("faults")
    (folder / "sites").mkdir()
    for name in TABLE:
        write_source(folder / "sites", name)
    with fault_portal(expired(folder / "expired.pem")) as portal:
        outcomes = crawl_in_child(folder / "sites", folder / "a.db", proxy=portal.proxy, at_once=60)
        found = {outcome["site_id"].replace("_", "-"): outcome for outcome in outcomes}
        return Crawled(found, list(portal.asked), folder / "a.db")


def test_every_fault_of_the_portal_is_in_the_table() -> None:
    assert TABLE.keys() == FAULTS.keys()


@pytest.mark.parametrize("fault", TABLE)
def test_fault(crawled: Crawled, fault: str) -> None:
    state, new, visit = TABLE[fault]
    outcome = crawled.outcomes[fault]
    assert (outcome["state"], outcome["new"]) == (state, new), outcome
    assert outcome["finished"]
    if visit:
        url = f"http://www.{fault}.test{STRUCK}"
        visits = crawled.rows(f"SELECT outcome, detail FROM visits WHERE {VISITED} = ?", url)
        said = [f"{outcome} {detail or ''}".strip() for outcome, detail in visits]
        assert len(said) == 1
        assert said[0].startswith(visit), said


def test_no_body_that_is_no_content_was_kept(crawled: Crawled) -> None:
    struck = {f"http://www.{name}.test{STRUCK}" for name, (_, _, visit) in TABLE.items() if visit != "new"}
    kept = {url for (url,) in crawled.rows("SELECT url FROM captures")}
    healthy = {f"http://www.{name}.test{STRUCK}" for name, (_, _, visit) in TABLE.items() if not visit}
    assert not (struck - healthy) & kept


def test_the_bytes_of_odd_pages_are_kept_as_they_came(crawled: Crawled) -> None:
    from archive.store import Archive

    with Archive.open(crawled.archive) as archive:
        for name, part in (("nul-bytes", b"\x00\x00\x00"), ("charset-lie", "正文".encode("gb18030"))):
            (row,) = archive.conn.execute(
                "SELECT sha256 FROM captures WHERE url = ?", (f"http://www.{name}.test{STRUCK}",)
            ).fetchall()
            assert part in archive.body(row["sha256"])


def test_pages_that_only_lead_on_are_kept_where_they_led(crawled: Crawled) -> None:
    for name in ("refresh", "refresh-script"):
        sql = "SELECT final_url, redirects FROM captures WHERE url = ?"
        ((final, chain),) = crawled.rows(sql, f"http://www.{name}.test{STRUCK}")
        assert final == f"http://www.{name}.test/day/3.html"
        assert final in chain


def test_cookies_are_sent_where_they_are_wanted_alone_and_never_kept(crawled: Crawled) -> None:
    kept = crawled.rows("SELECT count(*) FROM captures WHERE request_headers LIKE '%ookie%'")
    assert kept == [(0,)]
    assert len([path for host, path in crawled.asked if host == "www.cookie-wanted.test"]) <= 2 * (NUMBER + 2)


def test_nothing_but_the_declared_hosts_was_asked(crawled: Crawled) -> None:
    assert {host for host, _ in crawled.asked} <= {f"www.{name}.test" for name in TABLE}


def test_limits_hold(crawled: Crawled) -> None:
    lists = {path for host, path in crawled.asked if host == "www.list-endless.test" and "list" in path}
    assert len(lists) == 10
    assert "cut the list short" in crawled.outcomes["list-endless"]["detail"]
    hops = [path for host, path in crawled.asked if host == "www.redirect-endless.test" and "step" in path]
    assert len(hops) <= 6
    assert all(len(path) < 2100 for _, path in crawled.asked)
    assert not [path for _, path in crawled.asked if path.startswith("/x/y/x/y")]
    dates = crawled.rows("SELECT link_date FROM pages WHERE url LIKE '%list-future%' AND kind != 'list'")
    assert dates == [(None,)]


def test_an_unreachable_host_costs_one_row_of_state(crawled: Crawled) -> None:
    for name in ("down", "silent"):
        assert crawled.outcomes[name]["seconds"] < 30
        found = crawled.rows(f"SELECT count(*) FROM visits WHERE {VISITED} LIKE ?", f"%www.{name}.test%")
        assert found == [(0,)]


def test_a_bad_certificate_is_taken_where_the_source_says_so(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    write_source(tmp_path / "sites", "tls-expired", 'certificate = "any"')
    with fault_portal(expired(tmp_path / "expired.pem")) as portal:
        (outcome,) = crawl_in_child(tmp_path / "sites", tmp_path / "a.db", proxy=portal.proxy)
    assert (outcome["state"], outcome["new"]) == ("ok", ALL), outcome["detail"]


def test_a_server_that_goes_no_further_than_tls_1_2(tmp_path: Path) -> None:
    """`tls = "old"` takes what the installed OpenSSL still speaks: weak ciphers, 1.0 where it is built in."""
    context = expired(tmp_path / "expired.pem")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    (tmp_path / "sites").mkdir()
    write_source(tmp_path / "sites", "tls-expired", 'certificate = "any"\ntls = "old"')
    with fault_portal(context) as portal:
        (outcome,) = crawl_in_child(tmp_path / "sites", tmp_path / "a.db", proxy=portal.proxy)
    assert (outcome["state"], outcome["new"]) == ("ok", ALL), outcome["detail"]


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this machine")
def test_a_browser_reads_what_a_script_builds_and_passes_a_plain_challenge(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    write_source(tmp_path / "sites", "list-fetched", column="browser = true")
    write_source(tmp_path / "sites", "cookie-challenge", 'challenge = "run"\nreason = "年报依法公开"')
    with fault_portal() as portal:
        outcomes = crawl_in_child(tmp_path / "sites", tmp_path / "a.db", proxy=portal.proxy)
    assert [(one["state"], one["new"]) for one in outcomes] == [("ok", ALL), ("ok", ALL)]
