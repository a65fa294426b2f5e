"""Lists that a script builds and plain cookie challenges, with the system's Chromium over real HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_server import Handler, Reply, SmallServer, crawl_in_child, listing, page, source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this machine"),
]

SCRIPTED = """<html><head><title>列表</title><script src="http://tracker.elsewhere.test/t.js"></script>
<script src="/list.js"></script></head><body><ul class="list" id="app"></ul>
<img src="/logo.png"><iframe src="http://169.254.169.254/latest"></iframe></body></html>"""
SCRIPT = """fetch('/data.json').then(r => r.json()).then(items => {
  for (const [url, title] of items) document.querySelector('#app').insertAdjacentHTML(
    'beforeend', `<li><a href="${url}">${title}</a><span>2024-01-01</span></li>`);
});
fetch('/away').catch(() => 0);
fetch('http://other.elsewhere.test/x').catch(() => 0);"""
CHALLENGE = """<html><script>document.cookie = 'pass=42; path=/'; location.reload();</script></html>"""


@pytest.fixture
def server() -> Iterator[SmallServer]:
    with SmallServer() as running:
        for n in (1, 2):
            running.put(f"/a/{n}.html", page(f"报告{n}"))
        yield running


def scripted(server: SmallServer) -> None:
    server.put("/list.html", SCRIPTED)
    server.put("/list.js", SCRIPT, headers={"Content-Type": "text/javascript"})
    server.put("/data.json", '[["/a/1.html", "报告1"], ["/a/2.html", "报告2"]]')
    server.put("/away", "", status=302, headers={"Location": "http://127.0.0.1:9/inside"})


def test_a_list_built_by_a_script(server: SmallServer, tmp_path: Path) -> None:
    scripted(server)
    (without,) = crawl_in_child(source(tmp_path / "plain"), tmp_path / "plain.db", proxy=server.proxy)
    assert without["state"] == "needs_browser"
    server.asked.clear()
    sites = source(tmp_path / "sites", column="browser = true")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"]) == ("ok", 2), outcome
    assert {host for host, _, _ in server.asked} == {"www.one.test"}, "no other host, whatever the page wants"
    assert "/logo.png" not in server.paths(), "pictures are not needed to build a list"
    agents = {headers.get("User-Agent", "") for _, _, headers in server.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("gongkai/0.1 (")


def test_the_rendered_list_is_marked(server: SmallServer, tmp_path: Path) -> None:
    import sqlite3

    scripted(server)
    crawl_in_child(source(tmp_path / "sites", column="browser = true"), tmp_path / "a.db", proxy=server.proxy)
    with sqlite3.connect(tmp_path / "a.db") as conn:
        found = conn.execute("SELECT kind, rendered FROM captures ORDER BY kind").fetchall()
    conn.close()
    assert found == [("annual_report", 0), ("annual_report", 0), ("list", 1)]


def guarded(body: str) -> object:
    """Wants the cookie that the challenge's script sets."""

    def reply(handler: Handler) -> Reply:
        passed = "pass=42" in (handler.headers.get("Cookie") or "")
        return Reply(body) if passed else Reply(CHALLENGE, 521)

    return reply


def challenged(server: SmallServer) -> None:
    """Every page but robots.txt is guarded."""
    server.answers["www.one.test", "/list.html"] = guarded(  # type: ignore[assignment]
        listing(("/a/1.html", "报告1", ""), ("/a/2.html", "报告2", ""))
    )
    for n in (1, 2):
        server.answers["www.one.test", f"/a/{n}.html"] = guarded(page(f"报告{n}"))  # type: ignore[assignment]


def test_a_challenge_is_not_run_by_itself(server: SmallServer, tmp_path: Path) -> None:
    challenged(server)
    (outcome,) = crawl_in_child(source(tmp_path / "sites"), tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"]) == ("blocked", 0)
    assert server.paths() == ["/robots.txt", "/list.html"]


def test_a_plain_cookie_challenge_is_passed_where_the_source_says_so(
    server: SmallServer, tmp_path: Path
) -> None:
    challenged(server)
    sites = source(tmp_path / "sites", text='challenge = "run"\nreason = "年报依法公开，脚本只设一个 cookie"')
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"]) == ("ok", 2), outcome
    headers = [headers for _, path, headers in server.asked if path == "/a/1.html"]
    assert headers[-1]["Cookie"] == "pass=42"


def test_a_challenge_that_asks_a_person_stays_blocked(server: SmallServer, tmp_path: Path) -> None:
    body = "<html><title>安全验证</title><script>var a = '__jsl_clearance'</script><p>请输入验证码</p></html>"
    server.put("/list.html", body, status=521)
    sites = source(tmp_path / "sites", text='challenge = "run"\nreason = "试一次"')
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", proxy=server.proxy)
    assert (outcome["state"], outcome["new"]) == ("blocked", 0)


def test_running_a_challenge_needs_a_reason(tmp_path: Path) -> None:
    from scraper.sites import SiteError, load

    with pytest.raises(SiteError, match='key "reason" is missing'):
        load(source(tmp_path / "sites", text='challenge = "run"'))


REACHING = """<html><head><title>列表</title><script src="AWAY/t.js"></script></head><body>
<ul class="list" id="app"></ul><iframe src="AWAY/frame"></iframe><script>
try { new WebSocket('AWAY/socket'.replace('http', 'ws')); } catch (e) {}
navigator.sendBeacon('AWAY/beacon', 'x');
fetch('AWAY/fetch').catch(() => 0);
fetch('/led').catch(() => 0);
const work = "fetch('AWAY/worker'); new WebSocket('AWAY/ws'.replace('http', 'ws'))";
new Worker(URL.createObjectURL(new Blob([work])));
setTimeout(() => document.querySelector('#app').insertAdjacentHTML(
  'beforeend', '<li><a href="/a/1.html">报告1</a></li><li><a href="/a/2.html">报告2</a></li>'), 1500);
</script></body></html>"""


def direct(server: SmallServer, folder: Path, text: str = "", column: str = "") -> Path:
    """A source on localhost, asked without a proxy."""
    sites = source(folder, "localhost", text, column)
    file = sites / "localhost.toml"
    words = file.read_text().replace("www.localhost.test/", f"localhost:{server.server_address[1]}/")
    file.write_text(words.replace("www.localhost.test", "localhost"))
    for n in (1, 2):
        server.put(f"/a/{n}.html", page(f"报告{n}"), host="localhost")
    return sites


@pytest.mark.parametrize("place", ["127.0.0.1", "other.localhost"])
def test_without_a_proxy_no_other_host_is_reached_in_any_way(
    server: SmallServer, tmp_path: Path, place: str
) -> None:
    with SmallServer() as away:
        address = f"http://{place}:{away.server_address[1]}"
        server.put("/list.html", REACHING.replace("AWAY", address), host="localhost")
        led = {"Location": f"{address}/redirected"}
        server.put("/led", "", host="localhost", status=302, headers=led)
        sites = direct(server, tmp_path / "sites", column="browser = true")
        (outcome,) = crawl_in_child(sites, tmp_path / "a.db", allow_private=True)
        assert away.asked == []
    assert (outcome["state"], outcome["new"]) == ("ok", 2), outcome
    assert {"/led", "/a/1.html"} <= set(server.paths("localhost"))


def test_without_a_proxy_a_plain_challenge_is_passed(server: SmallServer, tmp_path: Path) -> None:
    sites = direct(server, tmp_path / "sites", text='challenge = "run"\nreason = "年报依法公开"')
    found = listing(("/a/1.html", "报告1", ""), ("/a/2.html", "报告2", ""))
    for path, body in (("/list.html", found), ("/a/1.html", page("报告1")), ("/a/2.html", page("报告2"))):
        server.answers["localhost", path] = guarded(body)  # type: ignore[assignment]
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db", allow_private=True)
    assert (outcome["state"], outcome["new"]) == ("ok", 2), outcome


def test_a_private_address_is_not_asked_by_the_browser_either(server: SmallServer, tmp_path: Path) -> None:
    server.put("/list.html", REACHING.replace("AWAY", server.proxy), host="localhost")
    sites = direct(server, tmp_path / "sites", column="browser = true")
    (outcome,) = crawl_in_child(sites, tmp_path / "a.db")
    assert (outcome["state"], outcome["new"], server.asked) == ("unreachable", 0, []), outcome
