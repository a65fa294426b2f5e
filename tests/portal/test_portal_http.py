"""The sample portal over real HTTP: proxy, charsets, 304, lists of each family, the second state."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from archive.read import read
from scraper.families import FAMILIES
from scraper.portal import SITES, Portal, truth
from scraper.portal.__main__ import main
from scraper.portal.catalogue import sites
from scraper.portal.places import PLACES, Place
from scraper.sites import load
from scraper.source import Column


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with Portal() as found:
        yield found


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(self.headers.get_content_charset() or "utf-8")


def ask(portal: Portal, url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
    """One request with an absolute address, as a proxy gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(portal.proxy).port, timeout=20)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, url, body=body, headers=named)
        reply = connection.getresponse()
        return Reply(reply.status, reply.headers, reply.read())
    finally:
        connection.close()


def test_the_connection_stays_open(portal: Portal) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(portal.proxy).port, timeout=20)
    for _ in range(3):
        connection.request("GET", "http://www.yunhe.test/robots.txt")
        assert connection.getresponse().read()
        opened = connection.sock
    assert connection.sock is opened
    connection.close()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_each_site_has_a_home_page_and_robots_txt(portal: Portal, place: Place) -> None:
    assert "User-agent: *" in ask(portal, f"http://{place.host}/robots.txt").text
    page = ask(portal, f"http://{place.host}/")
    assert page.status == 200
    assert "样例数据 / sample data" in page.text


def test_every_page_says_that_it_is_sample_data_and_is_as_heavy_as_a_real_one(portal: Portal) -> None:
    for report in truth.reports(1)[::25]:
        reply = ask(portal, report.url)
        assert reply.status == 200
        if reply.headers.get_content_type() == "text/html":
            assert "样例数据 / sample data" in reply.text
            assert 30_000 <= len(reply.body) <= 66_000
            for tag in ("SiteName", "SiteIDCode", "ColumnName", "ArticleTitle", "PubDate", "ContentSource"):
                assert f'<meta name="{tag}"' in reply.text


def test_gb18030_pages_of_jpage(portal: Portal) -> None:
    url = truth.report("ys_sfj", 2017).url
    reply = ask(portal, url)
    assert reply.headers["Content-Type"] == "text/html; charset=gb18030"
    assert "云河市司法局" in reply.body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("utf-8")


def test_conditional_requests(portal: Portal) -> None:
    url = truth.report("yh_czt", 2021).url
    first = ask(portal, url)
    for again in (
        ask(portal, url, If_None_Match=first.headers["ETag"]),
        ask(portal, url, If_Modified_Since=first.headers["Last-Modified"]),
    ):
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    assert ask(portal, url, If_None_Match='"other"').status == 200


def test_what_is_not_there(portal: Portal) -> None:
    assert ask(portal, "http://www.qingdao.gov.cn/").status == 502
    assert ask(portal, "http://www.yunhe.test/nothing.html").status == 404
    assert ask(portal, "http://www.yunheshi.test/col/col1101/index_1.html").status == 404
    assert ask(portal, "http://www.yunheshi.test/module/download/downfile.jsp?filename=x.doc").status == 404
    assert ask(portal, "http://www.liuting.test/gkmlpt/api/all/1101?page=1&sid=1").status == 404
    assert ask(portal, "http://www.yunhe.test/", method="DELETE").status == 400


def test_head_and_post(portal: Portal) -> None:
    head = ask(portal, "http://www.yunhe.test/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["Content-Length"]) > 30_000
    url = "http://www.yunheshi.test/module/web/jpage/dataproxy.jsp"
    posted = ask(portal, url, "POST", b"columnid=1101&unitid=3304&startrecord=1&endrecord=5")
    assert posted.text.count("<record>") == 5


def everything(portal: Portal, column: Column) -> list[str]:
    """The addresses a column lists, followed by the code that crawls it."""
    family, found = FAMILIES[column.family], []
    asks, asked = list(family.first(column)), set()
    while asks:
        page = asks.pop()
        if (page.url, page.body) in asked:
            continue
        asked.add((page.url, page.body))
        reply = ask(portal, page.url)
        assert reply.status == 200
        listed = family.read(column, page, reply.body, reply.headers.get_content_charset())
        found += [entry.url for entry in listed.entries]
        asks += listed.more
    return found


def test_the_source_files_lead_to_every_page(portal: Portal) -> None:
    found = [
        url for site in load(SITES).values() for column in site.columns for url in everything(portal, column)
    ]
    assert sorted(found) == sorted(truth.pages(1))


def test_attachments_are_linked_and_are_what_they_say(portal: Portal) -> None:
    magic = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}
    for report in [t for t in truth.reports(1) if t.files][::9]:
        for url in report.files:
            reply = ask(portal, url)
            assert reply.status == 200
            assert reply.body.startswith(magic[url.rpartition(".")[2]])
            if report.medium != "pdf_list":
                page = ask(portal, report.url).text.replace("&amp;", "&")
                assert urlsplit(url).path.rpartition("/")[2] in page


def test_files_say_that_they_are_sample_data(portal: Portal) -> None:
    for ending in ("pdf", "docx", "xlsx"):
        url = next(url for report in truth.reports(1) for url in report.files if url.endswith(ending))
        assert "样例数据" in read(ask(portal, url).body).text


def test_the_second_state_over_http() -> None:
    gone, (corrected, _), (*new,) = truth.gone_page(), truth.corrected_report(), truth.new_pages()
    column = load(SITES)["linxiu"].column("人事信息")
    with Portal() as portal:
        assert {ask(portal, url).status for url in new} == {404}
        before, listed = ask(portal, corrected), everything(portal, column)
        portal.state = 2
        assert {ask(portal, url).status for url in new} == {200}
        after = ask(portal, corrected, If_None_Match=before.headers["ETag"])
        assert ask(portal, gone).status == 404
        assert everything(portal, column) == []
        assert {ask(portal, url).status for url in listed} == {200}
    assert after.status == 200
    published = re.search(r'"PubDate" content="([^"]+)"', before.text)
    assert published is not None
    assert published[0] in after.text
    with pytest.raises(ValueError, match="states 1 and 2"):
        Portal(state=3)


def test_gkmlpt_pages(portal: Portal) -> None:
    url = "http://www.liuting.test/gkmlpt/api/all/1101?page={}&sid=99010201"
    pages = [json.loads(ask(portal, url.format(number)).body) for number in (1, 2, 99)]
    assert len(pages[0]["articles"]) == 20
    assert pages[0]["total"] == pages[1]["total"] > 20
    assert pages[2]["articles"] == []


def test_a_port_in_use_is_one_sentence(portal: Portal) -> None:
    port = str(urlsplit(portal.proxy).port)
    result = CliRunner().invoke(main, ["--port", port])
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"Error: Port {port} of 127.0.0.1 cannot be used; another program may listen there.\n"
    )


def test_the_command_serves_until_it_is_interrupted() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "scraper.portal"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        proxy = process.stdout.readline().strip().partition(": ")[2]
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(proxy).port, timeout=20)
        connection.request("GET", "http://www.yunhe.test/robots.txt")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def digest() -> str:
    """Of every page and file of the first state."""
    whole = hashlib.sha256()
    for host, site in sorted(sites(1).items()):
        for path, resource in sorted(site.paths.items()):
            whole.update(f"{host}{path}\n".encode() + (resource.build({}) or b""))
    for report in truth.reports(1):
        whole.update(repr(report).encode())
    return whole.hexdigest()


def test_two_processes_make_the_same_bytes() -> None:
    code = "from tests.portal.test_portal_http import digest; print(digest())"
    env = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "America/Lima",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    other = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == digest()
