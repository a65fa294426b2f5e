"""Portals of an eleventh round: pictures, clicks, trees, inner pages and files of JSON, once more in other ways."""

from __future__ import annotations

import json

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def json_beside_the_page() -> Layout:
    """The page asks for a file beside it; the rows' links are relative to the page as well."""
    found = rows("汕区", lambda n, y: f"/shan/nb/detail.html?id={n}")
    lines = [{"bt": t, "lj": f"detail.html?id={n}", "rq": d} for n, (_, t, d) in enumerate(found)]
    pages = {
        "/": frame("汕区人民政府", "", "<li><a href='/shan/'>政务公开</a></li>"),
        "/shan/": frame("政务公开", "<p><a href='/shan/nb/index.html'>信息公开年报</a></p>"),
        "/shan/nb/index.html": frame(
            "信息公开年报",
            "<ul id='u'></ul><script>$.getJSON(\"nb.json\", function (d) { show(d.data.page.rows); });</script>",
        ),
        "/shan/nb/nb.json": json.dumps({"data": {"page": {"rows": lines, "total": 16}}}, ensure_ascii=False),
    }
    return column("json_beside_the_page", found, "/shan/nb/nb.json", "json", pages)


@layout
def base_beside() -> Layout:
    """A relative base one folder down; the pager's links are relative to it too."""
    found = rows("揭区", lambda n, y: f"/jie/zw/items/{n}.html")
    lines = "".join(
        f"<li><a href='{n}.html'>{t}</a><span>{d}</span></li>" for n, (_, t, d) in enumerate(found)
    )
    pages = {
        "/": frame("揭区人民政府", "", "<li><a href='jie/zw/index.html'>政务公开</a></li>"),
        "/jie/zw/index.html": "<html><head><base href='./items/'><title>政务公开</title></head><body><a href='../nb.html'>信息公开年报</a><a href='../zn.html'>指南</a></body></html>",
        "/jie/zw/nb.html": f"<html><head><base href='items/'><title>信息公开年报</title></head><body><ul>{lines}</ul></body></html>",
    }
    return column("base_beside", found, "/jie/zw/nb.html", "listing", pages)


@layout
def tags_left_open() -> Layout:
    """Capital tags that nobody closes, GBK declared behind a long comment, GBK in a query."""
    found = rows("潮区", lambda n, y: f"/chao/{n}.htm")
    items = "".join(f"<LI><A HREF='{u}'>{t}<FONT COLOR=GRAY>({d})</FONT></A>" for u, t, d in found)
    late = f"<HTML><!--{'模板 ' * 800}--><HEAD><META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'><TITLE>"
    pages: dict[str, str | bytes] = {
        "/": (
            late
            + "潮区政府</TITLE><BODY><TABLE><TR><TD><A HREF='list.asp?lm=%D0%C5%CF%A2%B9%AB%BF%AA'>信息公开<TR><TD><A HREF='bs.asp'>办事</TABLE>"
        ).encode("gbk"),
        "/list.asp": (
            late
            + "信息公开</TITLE><BODY><P><A HREF='chao/nb.htm'>年 度 报 告</A><P><A HREF='chao/zn.htm'>指南</A>"
        ).encode("gbk"),
        "/chao/nb.htm": (late + f"年度报告</TITLE><BODY><UL>{items}</UL>").encode("gbk"),
    }
    return column("tags_left_open", found, "/chao/nb.htm", "listing", pages)


@layout
def buttons_with_pictures() -> Layout:
    """Picture buttons with an alt text open the platform and the column."""
    found = rows("茂区", lambda n, y: f"/mao/nb/{n}.html")
    pages = {
        "/": frame(
            "茂区人民政府",
            "<input type='image' src='/gk.png' alt='政府信息公开' onclick=\"window.open('/mao/gk.html')\"><input type='image' src='/bs.png' alt='办事' onclick=\"window.open('/mao/bs.html')\">",
        ),
        "/mao/gk.html": frame(
            "政府信息公开",
            "<input type='image' src='/zn.png' alt='指南' onclick=\"window.open('/mao/zn.html')\"><input type='image' src='/nb.png' title='政府信息公开年报' onclick=\"window.open('/mao/nb/')\">",
        ),
        "/mao/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("buttons_with_pictures", found, "/mao/nb/", "listing", pages)


@layout
def boxes_that_are_clicked() -> Layout:
    """Boxes with an attribute; a script takes the address from it."""
    found = rows("梅区", lambda n, y: f"/mei/nb/{n}.html")
    script = "<script>$('.box').click(function () { location.href = $(this).data('link'); });</script>"
    pages = {
        "/": frame(
            "梅区人民政府",
            f"<div class='box' data-link='/mei/gk.html'>政务公开</div><div class='box' data-link='/mei/bs.html'>办事服务</div>{script}",
        ),
        "/mei/gk.html": frame(
            "政务公开",
            f"<div class='box' data-link='/mei/zn.html'><i></i>公开指南</div><div class='box' data-link='/mei/nb/'><i></i>信息公开年报</div>{script}",
        ),
        "/mei/nb/": frame("信息公开年报", ul(found)),
    }
    return column("boxes_that_are_clicked", found, "/mei/nb/", "listing", pages)


@layout
def object_holds_the_list() -> Layout:
    """The list is an <object> in the column's page."""
    found = rows("惠区", lambda n, y: f"/hui/{n}.html")
    pages = {
        "/": frame("惠区人民政府", "", "<li><a href='/hui/gk/'>政务公开</a></li>"),
        "/hui/gk/": frame("政务公开", "<p><a href='/hui/gk/nb.html'>信息公开年报</a></p>"),
        "/hui/gk/nb.html": frame(
            "信息公开年报", "<object type='text/html' data='/hui/gk/inc/nb_list.html' width='700'></object>"
        ),
        "/hui/gk/inc/nb_list.html": f"<html><body>{ul(found)}</body></html>",
    }
    return column("object_holds_the_list", found, "/hui/gk/inc/nb_list.html", "listing", pages)


@layout
def small_site_of_reports() -> Layout:
    """A small site below a path: its home lists the newest, its menu the years."""
    found = rows("河区", lambda n, y: f"/zfxxgknb/{y}/{n}.html")
    menu = "".join(f"<li><a href='/zfxxgknb/{y}/'>{y}</a></li>" for y in range(2024, 2016, -1))
    pages = {
        "/": frame(
            "河区人民政府", f"<div class='zt'><a href='/zfxxgknb/'>信息公开年报专栏</a></div><ul>{NEWS}</ul>"
        ),
        "/zfxxgknb/": frame("信息公开年报专栏", f"<ul class='m'>{menu}</ul><h3>最新发布</h3>{ul(found[:6])}"),
    }
    for year in range(2017, 2025):
        pages[f"/zfxxgknb/{year}/"] = frame(
            f"{year}", f"<ul class='m'>{menu}</ul>{ul([r for r in found if f'/{year}/' in r[0]])}"
        )
    return column("small_site_of_reports", found[:6], "/zfxxgknb/", "listing", pages)


@layout
def tree_that_fills_a_frame() -> Layout:
    """The tree's links call a function that sets the source of an inner frame."""
    found = rows("清区", lambda n, y: f"/qing/show.aspx?id={n}")
    tree = "<ul class='tree'><li><a href=\"javascript:showList('0301')\">机构职能</a></li><li><a href=\"javascript:showList('0307')\">年度报告</a></li></ul><iframe id='f' src='about:blank'></iframe>"
    script = "<script>function showList(code) {\n  document.getElementById('f').src = '/qing/list.aspx?code=' + code + '&t=1';\n}</script>"
    pages = {
        "/": frame("清区人民政府", "", "<li><a href='/qing/index.aspx'>信息公开目录</a></li>"),
        "/qing/index.aspx": frame("信息公开目录", tree + script),
        "/qing/list.aspx?code=0301&t=1": "<html><body><p>机构</p></body></html>",
        "/qing/list.aspx?code=0307&t=1": f"<html><body>{ul(found)}</body></html>",
    }
    return column("tree_that_fills_a_frame", found, "/qing/list.aspx?code=0307&t=1", "listing", pages)


@layout
def only_an_arrow() -> Layout:
    """The way to the next page is an arrow; the address of it tells nothing."""
    found = rows("阳区", lambda n, y: f"/yang/{n}.html")
    pages = {
        "/": frame("阳区人民政府", "", "<li><a href='/yang/gk'>政务公开</a></li>"),
        "/yang/gk": frame("政务公开", "<p><a href='/yang/nb'>信息公开年报</a></p>"),
        "/yang/nb": frame(
            "信息公开年报", ul(found[:10]) + "<nav><a class='nx' href='/yang/nb/after-x7f3'>›</a></nav>"
        ),
        "/yang/nb/after-x7f3": frame("信息公开年报", ul(found[10:])),
    }
    return column("only_an_arrow", found[:10], "/yang/nb", "listing", pages)


@layout
def nested_platform() -> Layout:
    """A body's platform of Guangdong, the column three levels down, addresses called post_url."""
    branch = {
        "id": 701,
        "name": "其他法定信息",
        "children": [{"id": 733, "name": "政府信息公开年度报告", "children": []}],
    }
    tree = [{"id": 700, "name": "法定主动公开内容", "children": [branch]}]
    config = (
        f"<script>window._CONFIG = {json.dumps({'SID': '7551', 'TREE': tree}, ensure_ascii=False)};</script>"
    )
    found = rows("云区", lambda n, y: f"/yunczj/gkmlpt/content/9/{n}/post_{n}.html")

    def reply(request: Request) -> Answer | None:
        if request.path != "/yunczj/gkmlpt/api/all/733":
            return None
        lines = [
            {
                "id": n,
                "title": t,
                "post_url": u,
                "url": f"http://nested-platform.layout.test{u}",
                "create_time": 1700000000,
            }
            for n, (u, t, _) in enumerate(found)
        ]
        return Answer(
            200, json.dumps({"total": 16, "articles": lines}).encode(), {"Content-Type": "application/json"}
        )

    pages = {
        "/": frame("云区财政局", "", "<li><a href='/yunczj/gkmlpt/index'>政府信息公开</a></li>"),
        "/yunczj/gkmlpt/index": f"<html><body><div id='app'></div>{config}</body></html>",
    }
    return column("nested_platform", found, "/yunczj/gkmlpt/index", "gkmlpt", pages, reply)


@layout
def count_in_the_first_address() -> Layout:
    """Every address of the list has its page, the first one too; a hundred other links around it."""
    found = rows("中区", lambda n, y: f"/zhong/article/{n}")
    crowd = "".join(
        f"<li><a href='/zhong/list?cid={n}&page=1'>{word}{n}</a></li>"
        for n in range(20)
        for word in ("规划", "统计", "人事", "应急", "采购")
    )
    pager = "<a href='/zhong/list?cid=900&page=1'>1</a><a href='/zhong/list?cid=900&page=2'>2</a><a href='/zhong/list?cid=900&page=2'>下一页</a>"
    nav = f"{crowd}<li><a href='/zhong/list?cid=900&page=1'>信息公开年报</a></li>"
    pages = {
        "/": frame("中区人民政府", "", nav),
        "/zhong/list?cid=900&page=1": frame("信息公开年报", ul(found[:10]) + pager, nav),
        "/zhong/list?cid=900&page=2": frame("信息公开年报", ul(found[10:]) + pager, nav),
    }
    return column("count_in_the_first_address", found[:10], "/zhong/list?cid=900&page=1", "query", pages)


@layout
def titles_in_boxes() -> Layout:
    """Every report is a box: a heading, a date in pieces, and a link that says 阅读全文."""
    found = rows("珠区", lambda n, y: f"/zhu/r/{n}")
    boxes = "".join(
        f"<div class='box'><h3><a href='{u}'>{t}</a></h3><p><b>{d[8:]}</b>/<i>{d[:7]}</i></p><a class='more' href='{u}'>阅读全文</a></div>"
        for u, t, d in found
    )
    pages = {
        "/": frame("珠区人民政府", "", "<li><a href='/zhu/'>公开</a></li>"),
        "/zhu/": frame("公开", "<p><a href='/zhu/nb'>年度报告</a></p>"),
        "/zhu/nb": frame("年度报告", f"<div class='boxes'>{boxes}</div>"),
    }
    return column("titles_in_boxes", found, "/zhu/nb", "listing", pages)
