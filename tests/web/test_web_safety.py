"""Nothing stored can run, and nothing on the disk but the archive can be read."""

from __future__ import annotations

import re

import pytest
from sample_archive import BUREAU, HOSTILE, PAGE, Ask, Ids

PATHS = [
    "/",
    "/search?q=复议",
    "/archive",
    "/archive/documents",
    "/report/0",
    "/search.json",
    "/archive/documents.csv",
]


@pytest.mark.parametrize("path", PATHS)
def test_headers_on_every_answer(ask: Ask, path: str) -> None:
    headers = ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy.replace("allow-scripts", "script")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize(
    "path", ["/", "/search", "/archive/documents", "/archive", "/report/0", "/-/messages"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(ask: Ask, path: str, method: str) -> None:
    answer = ask(path, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "read-only" in answer.text
    assert "content-security-policy" in answer.headers


def test_the_style_sheet_is_fetched_once(ask: Ask) -> None:
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]*)"', ask("/").text)
    assert "immutable" in ask(address).headers["cache-control"]
    assert "cache-control" not in ask(address.partition("?")[0]).headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=复议",
        "/archive/documents",
        "/archive/reports",
        "/archive?sql=select+1",
        "/archive/documents/1",
    ],
)
def test_no_script_and_no_inline_style(ask: Ask, path: str) -> None:
    text = ask(path).text
    assert "<script" not in text
    assert "<style" not in text
    assert not re.search(r"<[^>]+\sstyle=", text)


def test_hostile_words_stay_text(ask: Ask, ids: Ids) -> None:
    for path in (
        f"/document/{ids.hostile}",
        "/",
        "/search?q=第二段",
        f"/search?q={HOSTILE}",
        "/archive/documents",
    ):
        text = ask(path).text
        assert "<script" not in text
        assert "<img" not in text
    assert "&lt;script&gt;" in ask(f"/document/{ids.hostile}").text


def test_stored_page_is_sandboxed_and_disarmed(ask: Ask, ids: Ids) -> None:
    framed = ask(f"/capture/{ids.page}")
    assert framed.status == 200
    assert framed.headers["content-security-policy"].startswith("sandbox ")
    assert "allow-scripts" not in framed.headers["content-security-policy"]
    stored = ask(f"/capture/{ids.page}/page")
    assert stored.headers["content-security-policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )
    assert stored.headers["x-robots-tag"] == "noindex"
    assert "关于政务服务的通知" in stored.text
    for word in ("script", "javascript:", "elsewhere", "onload", "http-equiv", "<base", "<iframe", "gb2312"):
        assert word not in stored.text.lower(), word


def test_exact_bytes_are_a_download(ask: Ask, ids: Ids) -> None:
    body = ask(f"/capture/{ids.page}/body")
    assert body.content == PAGE.encode("gb18030")
    assert body.headers["content-type"] == "application/octet-stream"
    assert body.headers["content-disposition"].startswith("attachment;")
    file = ask(f"/capture/{ids.attachment}")
    assert (file.status, "<iframe" in file.text) == (200, False)
    assert ask(f"/capture/{ids.attachment}/page").headers["content-disposition"].startswith("attachment;")
    assert ask("/capture/0/body").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fetc/passwd",
        "/capture/..%2f..%2fx/body",
        "/-/static-plugins/gongkai/../serve.py",
        "/archive.db",
    ],
)
def test_nothing_else_on_the_disk(ask: Ask, path: str) -> None:
    assert ask(path).status in (302, 403, 404)


# What a function called by SQLite raises is told to SQLite, and to Python as something it cannot raise.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "sql",
    [
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
        "select length(replace(hex(zeroblob(4000000)), '0', segment(hex(zeroblob(1000)))))",
        "select length(zeroblob(100000000))",
        "select length(segment(replace(hex(zeroblob(1000000)), '0', '政')))",
        "select length(normalise(hex(zeroblob(1000000))))",
    ],
)
def test_heavy_sql_is_stopped(ask: Ask, sql: str) -> None:
    assert ask("/archive", params={"sql": sql}).status == 400


def test_report_page_links_outward_only_to_the_source(ask: Ask, ids: Ids) -> None:
    text = ask(f"/report/{ids.reports[BUREAU, 2017]}").text
    led_to = set(re.findall(r'(?:href|src)="(https?://[^"]+)"', text))
    own = f"http://localhost/report/{ids.reports[BUREAU, 2017]}"
    assert led_to == {own, "https://www.yunchuan.test/1/2017.html"}
