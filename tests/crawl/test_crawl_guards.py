"""What is refused: addresses, and answers that are no content."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.http import Response
from small_server import listing, page

from scraper.addresses import AddressGuard, PrivateNetwork, is_private, is_trap, objection
from scraper.answers import conditions
from scraper.attachments import belongings
from scraper.expect import ColumnTally, Tally, Trouble, judge_column, judge_site
from scraper.guards import GUARDS, refuse
from scraper.settings import user_agent
from scraper.source import Column, Site

URL = "http://www.one.test/a/b/1.html"
LONG = page("报告", "正文" * 400)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://www.one.test/a", None),
        ("https://www.one.test:8443/a", None),
        ("http://www.one.test.evil.cn/", "not declared"),
        ("http://evil.cn/www.one.test", "not declared"),
        ("http://www.one.test@evil.cn/", "not declared"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://www.one.test/", "scheme"),
        ("http://[::1", "not valid"),
        ("http://u:p@www.one.test/", "name of a user"),
        ("http://www.one.test/" + "a" * 3000, "longer"),
        ("http://10.0.0.1/", "private network"),
    ],
)
def test_only_declared_public_addresses(url: str, reason: str | None) -> None:
    found = objection(url, ["www.one.test", "10.0.0.1"])
    assert (found is None) if reason is None else (found is not None and reason in found)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "[::1]", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "127.1", "0x7f000001",
     "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses_in_every_spelling(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "2400:3200::1", "64:ff9b::808:808", "www.qingdao.gov.cn", "12348.gov.cn"]
)
def test_public_addresses(host: str) -> None:
    assert not is_private(host)


@pytest.mark.parametrize(
    ("guard", "status", "final", "body"),
    [
        (None, 200, URL, LONG),
        (None, 200, URL, LONG.replace("<body>", "<body><script>var x='__jsl_clearance'</script>")),
        (None, 200, URL, page("关于404号地块的通知", "正文" * 400)),
        (None, 200, URL, page("关于系统维护的公告", "本网站将于周六维护。" * 60)),
        (None, 200, URL, "\x00\x01 binary"),
        ("challenge", 200, URL, "<html><script>$_ts=window['$_ts'];</script><body></body></html>"),
        ("challenge", 412, URL, ""),
        ("challenge", 521, URL, "<script></script>"),
        ("challenge", 200, URL, "<script>document.cookie='a=1';location.reload()</script>"),
        ("forbidden", 403, URL, LONG),
        (None, 200, URL, page("关于信息文件不存在的答复", "正文" * 400)),
        ("soft_404", 200, URL, page("页面不存在", "")),
        ("soft_404", 200, URL, page("404 - 某市人民政府", "正文" * 400)),
        ("soft_404", 200, URL, page("抱歉，您访问的页面不存在", "正文" * 400)),
        ("soft_404", 200, URL, page("某市政府", "您访问的页面不存在或已删除")),
        ("soft_404", 200, "http://www.one.test/", LONG),
        ("soft_404", 200, "http://www.one.test/index.shtml", LONG),
        ("soft_404", 200, "http://www.one.test/Default.aspx", LONG),
        (None, 200, "http://www.one.test/a/index.shtml", LONG),
        ("soft_404", 200, "http://www.one.test/404.html", LONG),
        ("login", 200, URL, page("用户登录", "请登录", "<input type='password'>")),
        ("maintenance", 200, URL, page("网站维护中", "请稍后再来")),
        ("empty", 200, URL, "  \n "),
    ],
)  # fmt: skip
def test_guards_name_what_is_no_content(guard: str | None, status: int, final: str, body: str) -> None:
    found = refuse(status, URL, final, body.encode())
    assert (found.guard if found else None) == guard
    assert found is None or found.guard in GUARDS


@pytest.mark.parametrize(("links", "guard"), [(5, "challenge"), (6, None)])
def test_the_script_of_a_protection_in_a_page_with_links_is_no_challenge(
    links: int, guard: str | None
) -> None:
    body = f"<html><script>$_ts=window['$_ts'];</script><body>{'<a href=/>首页</a>' * links}</body></html>"
    refusal = refuse(200, URL, URL, body.encode())
    assert (refusal.guard if refusal else None) == guard


def test_a_page_in_place_of_a_file_is_refused() -> None:
    url = "http://www.one.test/a/P01.pdf"
    found = refuse(200, url, url, LONG.encode())
    assert found
    assert found.guard == "not_the_file"
    assert refuse(200, url, url, b"%PDF-1.4") is None
    word = b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>x</body></html>'
    assert refuse(200, url.replace("pdf", "doc"), url.replace("pdf", "doc"), word, file=True) is None
    assert refuse(200, URL, URL, LONG.encode()) is None
    found = refuse(200, URL, URL, LONG.encode(), file=True)
    assert found
    assert found.guard == "not_the_file"


def test_attachments_are_found_in_the_article_alone() -> None:
    body = page(
        "报告",
        extra="""<a href="./P01.pdf">附件1</a><a href="P01.pdf#page=2">又</a><a href="/x.html">页</a>
        <a href="/module/download/downfile.jsp?classid=0&filename=a1.docx"><img src="/word.png"></a>
        <a href="http://www.two.test/b.XLSX" title="表">  </a><iframe src="v.pdf"></iframe>
        <img src="t.jpg" alt="图">""",
    ).encode()
    found = belongings(body, "utf-8", URL, ".article").files
    assert [(link.url.removeprefix("http://www.one.test"), link.text) for link in found] == [
        ("/a/b/P01.pdf", "附件1"),
        ("/module/download/downfile.jsp?classid=0&filename=a1.docx", "downfile.jsp"),
        ("http://www.two.test/b.XLSX", "表"),
        ("/a/b/v.pdf", "v.pdf"),
    ]
    assert len(belongings(body, None, URL, ".article", pictures=True).files) == 6
    assert len(belongings(body, None, URL, ".article", most=2).files) == 2
    assert belongings(listing().encode(), None, URL, ".none").files == ()


def test_a_link_that_promises_a_file_is_tried_and_furniture_is_not_kept() -> None:
    body = page(
        "报告",
        extra="""<a href="/open?id=9">附件：统计表</a><a href="/open?id=8">年报.wps</a>
        <a href="/n/7.html">通知</a>
        <a href="/s/getfile?x=1" download>表</a><img src="/t.png" width="600"><img src="/a.gif" width="16">
        <img src="/img/icon_pdf.gif">""",
    ).encode()
    found = belongings(body, None, URL, ".article", pictures=True).files
    assert [urlsplit(link.url).path for link in found] == ["/open", "/open", "/s/getfile", "/t.png"]
    assert [link.text for link in belongings(body, None, URL, "body").files] == ["手册"]


@pytest.mark.parametrize(
    ("extra", "parts"),
    [
        ('<script>createPageHTML(3, 0, "1", "html");</script>', ["1_1.html", "1_2.html"]),
        ("<script>createPageHTML('page_div', 3, 1, '1', 'html', 40);</script>", ["1_2.html", "1_3.html"]),
        (
            '<a href="1_2.html">[2]</a><a href="1_3.html">3</a><a href="1_2.html">下一页</a>',
            ["1_2.html", "1_3.html"],
        ),
        ('<a href="1_2.html">附图</a><a href="d_2.html">2</a>', []),
        ('<script>createPageHTML(9, 0, "index", "html");</script>', []),
    ],
)
def test_an_article_over_several_pages(extra: str, parts: list[str]) -> None:
    found = belongings(page("报告", extra=extra).encode(), None, URL, ".article").parts
    assert [link.url.rpartition("/")[2] for link in found] == parts
    assert [link.text for link in found] == [f"第{n}页" for n in range(2, 2 + len(parts))]


def test_an_article_whose_pages_only_lead_on() -> None:
    following = belongings(
        page("报告", extra='<a href="1_2.html">下一页</a>').encode(), None, URL, ".article"
    )
    assert [(link.url[-8:], link.text) for link in following.parts] == [("1_2.html", "续页")]
    last = page("报告", extra='<a href="1.html">上一页</a><a href="2.html">下一页</a>').encode()
    assert belongings(last, None, URL.replace("1.html", "1_2.html"), ".article", begins=URL).parts == ()


def test_states_follow_from_what_was_seen() -> None:
    column = Column("年报", "annual_report", URL, "listing")
    fresh, lost = ColumnTally(column, asked=1, read=1), ColumnTally(column, before=5, asked=1, read=1)
    well, cut = ColumnTally(column, asked=2, read=2, items=9), ColumnTally(column, asked=3, read=2, items=9)
    assert [judge_column(tally).state for tally in (fresh, lost, well, cut)] == [
        "empty",
        "broken",
        "ok",
        "ok",
    ]
    assert judge_column(cut).detail == "1 of 3 list pages could not be read."
    assert (well.complete, cut.complete) == (True, False)
    tally = Tally({"年报": well})
    tally.guards["challenge"], tally.outcomes["guarded"] = 5, 5
    assert judge_site(tally).state == "blocked"
    assert judge_site(Tally({"a": well, "b": lost})).state == "broken"


def test_a_guess_that_proves_wrong_says_nothing_about_the_site() -> None:
    gone = Trouble("broken", "The list page answered HTTP 404.")
    guess = ColumnTally(Column("年报", "annual_report", URL, "listing", guess=True), asked=1, trouble=gone)
    well = ColumnTally(Column("通知", "notice", URL, "listing"), asked=1, read=1, items=9)
    assert judge_column(guess).state == "empty"
    assert judge_site(Tally({"a": guess, "b": well})).state == "ok"
    assert judge_site(Tally({"a": guess})).state == "empty"
    guess.before = 5
    assert judge_site(Tally({"a": guess, "b": well})).state == "broken"


def test_who_we_say_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CONTACT", "mailto:a@b.org")
    assert user_agent().startswith("gongkai/0.1 (+mailto:a@b.org; archive of open government information")
    monkeypatch.delenv("GONGKAI_CONTACT")
    assert user_agent().startswith("gongkai/0.1 (archive of open government information")
    assert conditions(None) == {}


@pytest.mark.parametrize(
    ("address", "allow", "refused"),
    [
        ("127.0.0.1", False, True),
        ("10.0.0.8", False, True),
        ("8.8.8.8", False, False),
        ("127.0.0.1", True, False),
    ],
)
def test_the_address_that_answered_is_looked_at_again(address: str, allow: bool, refused: bool) -> None:
    """A name may lead elsewhere the second time it is asked for: what counts is who was connected to."""
    site = Site("one", "www.one.test", "", ())
    guard = AddressGuard(site, None, allow)
    response = Response(URL, ip_address=ip_address(address), request=Request(URL))
    if refused:
        with pytest.raises(PrivateNetwork):
            guard.process_response(Request(URL), response)
    else:
        assert guard.process_response(Request(URL), response) is response


@pytest.mark.parametrize(
    ("path", "trap"),
    [
        ("/zwgk/zwgk/a.html", False),
        ("/a/b/a/b/a/b/1.html", True),
        ("/x/x/x/1.html", True),
        ("/a/b/c/d.html", False),
        ("/s" + "/".join(str(n) for n in range(30)), True),
    ],
)
def test_paths_that_go_in_circles_are_traps(path: str, trap: bool) -> None:
    assert is_trap(f"http://www.one.test{path}") == trap
