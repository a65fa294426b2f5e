"""Lists as real sites give them: growing while they are read, moved, escaped, cut; all in one crawl."""

from __future__ import annotations

import gzip
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from small_server import SmallServer, crawl_in_child, listing, page

URLS = "".join(f"<url><loc>/a/{n}.html</loc></url>" for n in range(2000))
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss><channel>
<item><title>年报&nbsp;一&mdash;上</title><link>/a/1.html?x=1&amp;y=2</link></item>
<item><title><![CDATA[年报&ldquo;二&rdquo;<b>下</b>]]></title><link><![CDATA[ ./a/2.html ]]></link></item>
</channel></rss>"""
JSON = 'items_at = "list"\nlink_at = "u"\ntitle_at = "t"\nparameter = "page"'


def numbered(number: int, count: int) -> str:
    items = [(f"/a/{number}{n}.html", f"年报{number}{n}", "2024-01-01") for n in range(3)]
    script = f'<script>createPageHTML({count}, {number}, "index", "html");</script>'
    return listing(*items, extra=script)


def rows(*items: tuple[str, str]) -> str:
    return json.dumps({"list": [{"u": url, "t": title} for url, title in items]})


@dataclass
class Case:
    """A column, what its host answers, and what must come of it; every other address is an article."""

    family: str
    address: str
    answers: dict[str, bytes | str | tuple[int, str]]
    column: str = ""
    site: str = ""
    state: str = "ok"
    detail: str = ""
    items: int = 0
    complete: bool = True
    titles: dict[str, str] = field(default_factory=dict)


CASES = {
    "grows": Case(
        "trs", "/z/index.html",
        {"/z/index.html": numbered(0, 3), **{f"/z/index_{n}.html": numbered(n, 4) for n in (1, 2, 3)}},
        items=12,
    ),
    "just_enough": Case(
        "trs", "/z/index.html",
        {"/z/index.html": numbered(0, 3), **{f"/z/index_{n}.html": numbered(n, 3) for n in (1, 2)}},
        site="max_lists = 3", items=9,
    ),
    "moved": Case(
        "trs", "/z/",
        {"/z/": (301, "/new/z/index.html"), "/new/z/index.html": numbered(0, 2),
         "/new/z/index_1.html": numbered(1, 2)},
        items=6, detail="年报: The list has moved to http://www.moved.test/new/z/index.html.",
    ),
    "half_signs": Case(
        "json", "/api", {"/api?page=1": rows(("/a/1.html", "截断\ud83d"), ("/a/2\ud83d.html", "二"))},
        JSON, items=2, titles={"/a/1.html": "截断\ufffd", "/a/2\ufffd.html": "二"},
    ),
    "sign_in_halves": Case(
        "script", "/l.html",
        {"/l.html": r"<script>var a = [{t:'\ud83d\ude00一',u:'/a/1.html'},{t:'二',u:'/a/2.html'}]</script>"},
        'items_at = "a"\nlink_at = "u"\ntitle_at = "t"', items=2, titles={"/a/1.html": "😀一"},
    ),
    "escaped": Case(
        "gkmlpt", "/gkmlpt/index",
        {"/gkmlpt/api/all/5?page=1&sid=2": json.dumps(
            {"total": 1, "articles": [{"title": "2023&nbsp;年&ldquo;<b>年报</b>&rdquo;", "url": "/a/1.html"}]}
        )},
        "category = 5\nsid = 2", items=1, titles={"/a/1.html": "2023 年“年报”"},
    ),
    "entities": Case(
        "feed", "/feed.xml", {"/feed.xml": FEED}, items=2,
        titles={"/a/1.html?x=1&y=2": "年报 一—上", "/a/2.html": "年报“二”下"},
    ),
    "gzip_cut": Case(
        "sitemap", "/s.xml.gz", {"/s.xml.gz": gzip.compress(f"<urlset>{URLS}</urlset>".encode())[:3000]},
        state="broken", complete=False, detail="年报: The list cannot be read: the gzip file ends too early.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "sites").mkdir()
    with SmallServer() as server:
        server.answers = Articles(server.answers)
        for name, case in CASES.items():
            host = f"www.{name.replace('_', '-')}.test"
            (folder / "sites" / f"{name}.toml").write_text(
                f'id = "{name}"\nhost = "{host}"\nname = "站"\ndelay = 0\n{case.site}\n[[column]]\n'
                f'name = "年报"\nkind = "annual_report"\naddress = "http://{host}{case.address}"\n'
                f'family = "{case.family}"\n{case.column}\n',
                encoding="utf-8",
            )
            server.put("/robots.txt", "", host=host)
            for path, body in case.answers.items():
                if isinstance(body, tuple):
                    server.put(path, "", host=host, status=body[0], headers={"Location": body[1]})
                else:
                    server.put(path, body, host=host)
        outcomes = crawl_in_child(folder / "sites", folder / "a.db", proxy=server.proxy)
    return {outcome["site_id"]: outcome for outcome in outcomes}, folder / "a.db"


class Articles(dict[Any, Any]):
    """Answers of a small server in which every address below /a/ is an article."""

    def get(self, key: tuple[str, str], default: Any = None) -> Any:
        articles = page("报告")
        if key not in self and key[1].startswith("/a/"):
            return type(default)(articles)
        return super().get(key, default)


@pytest.mark.parametrize("name", CASES)
def test_list(crawled: tuple[dict[str, Any], Path], name: str) -> None:
    case, outcome = CASES[name], crawled[0][name]
    column = outcome["columns"][0]
    assert (outcome["state"], outcome["detail"]) == (case.state, case.detail)
    assert (column["items"], column["complete"], outcome["new"]) == (case.items, case.complete, case.items)
    with sqlite3.connect(crawled[1]) as conn:
        found = conn.execute(
            "SELECT url, link_text FROM captures WHERE source_id = ? AND kind != 'list'", (name,)
        ).fetchall()
    conn.close()
    assert len(found) == case.items, "what is counted is there"
    kept = {url.removeprefix(f"http://www.{name.replace('_', '-')}.test"): text for url, text in found}
    assert {url: kept[url] for url in case.titles} == case.titles
