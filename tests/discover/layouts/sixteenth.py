"""Portals of a sixteenth round: no page lists the reports; other yearly reports stand before them."""

from __future__ import annotations

import json

from sample import Layout, frame

from layouts.fourteenth import own
from layouts.made import column, layout
from scraper.portal.server import Answer, Request

SHELL = "<html><head><title>{}</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>"


@layout
def only_the_map_lists_them() -> Layout:
    """A site drawn by script, without a word in its pages; its site map has the reports, without titles."""
    found = own("前湾新区管委会", "/gov-info/annual-report/{y}/{n}.html", range(2016, 2025))
    host = "http://only-the-map-lists-them.layout.test"
    others = [f"/gov-info/rule-of-law/annual/{n}.html" for n in range(3)]
    places = "".join(f"<url><loc>{host}{place}</loc></url>" for place in (*others, *(u for u, _, _ in found)))
    pages: dict[str, str | bytes] = {place: frame("2023年法治政府建设年度报告", "法治") for place in others}
    pages |= {
        "/": SHELL.format("前湾新区门户网站"),
        "/sitemap.xml": f"<?xml version='1.0'?><urlset>{places}</urlset>",
    }
    return column("only_the_map_lists_them", found, "/sitemap.xml", "sitemap", pages)


@layout
def gkmlpt_with_other_yearly_reports_first() -> Layout:
    """The tree of a bureau of justice: its reports on the rule of law stand before those on openness."""
    name = "gkmlpt_with_other_yearly_reports_first"
    found = own("粤海市司法局", "/gkmlpt/content/2/{y}/post_{n}.html", range(2015, 2025))
    tree = [
        {"id": 1210, "name": "法治政府建设年度报告", "children": []},
        {"id": 1215, "name": "部门决算年度报告", "children": []},
        {"id": 1218, "name": "政府信息公开年度报告", "children": []},
    ]
    script = (
        f"<script>window._CONFIG = {json.dumps({'SID': '799', 'TREE': tree}, ensure_ascii=False)};</script>"
    )
    articles = [{"title": title, "url": url, "create_time": 1706659200} for url, title, _ in found]

    def reply(request: Request) -> Answer | None:
        if not request.path.startswith("/gkmlpt/api/all/"):
            return None
        listed = articles if request.path.endswith("/1218") else []
        return Answer(200, json.dumps({"total": len(listed), "articles": listed}).encode())

    pages = {
        "/": frame("粤海市司法局", "<a href='/gkmlpt/index'>政府信息公开</a>"),
        "/gkmlpt/index": SHELL.format("公开平台") + script,
    }
    return column(name, found, "/gkmlpt/index", "gkmlpt", pages, reply=reply)
