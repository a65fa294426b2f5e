"""Portals of a ninth round: titles that say little, old pages, and columns with unlike names."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def situation_of_the_work() -> Layout:
    """Titles that say 工作情况 instead of 报告."""
    found = rows("柘县", lambda n, y: f"/zhe/{n}.html", form="{body}{year}年度政府信息公开工作情况")
    pages = {
        "/": frame("柘县人民政府", "", "<li><a href='/zhe/'>政务公开</a></li>"),
        "/zhe/": frame("政务公开", "<p><a href='/zhe/nb/'>信息公开年报</a></p>"),
        "/zhe/nb/": frame("信息公开年报", ul(found)),
    }
    return column("situation_of_the_work", found, "/zhe/nb/", "listing", pages)


@layout
def year_before_the_title() -> Layout:
    """The year stands before the link, the title has none."""
    found = rows("虞县", lambda n, y: f"/yu/bg/{y}-{n}.html", form="{body}政府信息公开工作年度报告（{year}）")
    items = "".join(
        f"<li><em>{t[-5:-1]}年度</em><a href='{u}'>{t[:-6]}</a><span>{d}</span></li>" for u, t, d in found
    )
    pages = {
        "/": frame("虞县人民政府", "", "<li><a href='/yu/'>信息公开</a></li>"),
        "/yu/": frame("信息公开", "<p><a href='/yu/bg/'>政府信息公开年报</a></p>"),
        "/yu/bg/": frame("政府信息公开年报", f"<ul class='bg'>{items}</ul>"),
    }
    return column("year_before_the_title", found, "/yu/bg/", "listing", pages)


@layout
def bodies_in_the_side() -> Layout:
    """The bodies stand in a tree at the side, each with a list of its own; the government's is shown."""
    found = rows("夏县", lambda n, y: f"/xia/{n}.html", form="夏县人民政府{year}年政府信息公开工作年度报告")[
        ::2
    ]
    side = "".join(
        f"<li><a href='/xia/nb.html?org={n}'>{name}</a></li>"
        for n, name in enumerate(("县政府", "县财政局", "县教育局", "城关镇"))
    )
    pages = {
        "/": frame("夏县人民政府", "", "<li><a href='/xia/'>政务公开</a></li>"),
        "/xia/": frame("政务公开", "<p><a href='/xia/nb.html'>政府信息公开年报</a></p>"),
    }
    pages["/xia/nb.html"] = frame(
        "政府信息公开年报", f"<ul class='org'>{side}</ul><div class='r'>{ul(found)}</div>"
    )
    for n in range(1, 4):
        pages[f"/xia/nb.html?org={n}"] = frame(
            "政府信息公开年报",
            f"<ul class='org'>{side}</ul><ul><li><a href='/xia/o{n}.html'>2024年政府信息公开工作年度报告</a></li></ul>",
        )
    pages["/xia/nb.html?org=0"] = pages["/xia/nb.html"]
    return column("bodies_in_the_side", found, "/xia/nb.html", "listing", pages)


@layout
def fonts_and_capitals() -> Layout:
    """A page of the year 2003: capitals, fonts, a target for all links, the charset in the header alone."""
    found = rows("永县", lambda n, y: f"/YONG/{n}.HTM")
    cells = "".join(
        f"<TR><TD HEIGHT=24><IMG SRC=D.GIF> <A HREF={u}><FONT COLOR=#333333 SIZE=2>{t}</FONT></A></TD><TD><FONT SIZE=1>{d}</FONT></TD></TR>"
        for u, t, d in found
    )
    made = {
        "/": "<HTML><HEAD><TITLE>永县</TITLE><BASE TARGET=_blank></HEAD><BODY><MAP NAME=M><AREA SHAPE=RECT COORDS=0,0,9,9 HREF=XXGK.HTM ALT=信息公开></MAP></BODY></HTML>",
        "/XXGK.HTM": "<HTML><BODY><TABLE><TR><TD><A HREF=YONG/NB.HTM><B>信 息 公 开 年 报</B></A></TD></TR></TABLE></BODY></HTML>",
        "/YONG/NB.HTM": f"<HTML><HEAD><TITLE>信息公开年报</TITLE></HEAD><BODY><CENTER><TABLE>{cells}</TABLE></CENTER></BODY></HTML>",
    }

    def reply(request: Request) -> Answer | None:
        body = made.get(request.path)
        return (
            Answer(200, body.encode("gbk"), {"Content-Type": "text/html; charset=gb2312"}) if body else None
        )

    return column("fonts_and_capitals", found, "/YONG/NB.HTM", "listing", {}, reply)


@layout
def platform_of_guangdong() -> Layout:
    """A platform below the body's path, entered by its guide."""
    tree = [
        {"id": 501, "name": "政府信息公开指南", "children": []},
        {
            "id": 502,
            "name": "法定主动公开内容",
            "children": [{"id": 513, "name": "政府信息公开年报", "children": []}],
        },
    ]
    config = (
        f"<script>window._CONFIG = {json.dumps({'SID': '441', 'TREE': tree}, ensure_ascii=False)};</script>"
    )
    found = rows("台区", lambda n, y: f"/tai/gkmlpt/content/3/{n}/post_{n}.html")

    def reply(request: Request) -> Answer | None:
        if request.path != "/tai/gkmlpt/api/all/513":
            return None
        lines = [
            {
                "id": n,
                "title": t,
                "url": f"http://platform-of-guangdong.layout.test{u}",
                "create_time": 1700000000,
            }
            for n, (u, t, _) in enumerate(found)
        ]
        return Answer(
            200, json.dumps({"total": 16, "articles": lines}).encode(), {"Content-Type": "application/json"}
        )

    pages = {
        "/": frame("台区人民政府", "", "<li><a href='/tai/gkmlpt/guide'>政府信息公开</a></li>"),
        "/tai/gkmlpt/guide": f"<html><body><div id='app'></div>{config}</body></html>",
        "/tai/gkmlpt/index": f"<html><body><div id='app'></div>{config}</body></html>",
    }
    return column(
        "platform_of_guangdong",
        found,
        "/tai/gkmlpt/guide",
        "gkmlpt",
        pages,
        reply,
        also=frozenset({"/tai/gkmlpt/index"}),
    )


@layout
def picture_with_a_title() -> Layout:
    """A picture links to the column, its title says so; the list is in cards."""
    found = rows("蒙县", lambda n, y: f"/meng/file/{y}-{n}.pdf")
    cards = "".join(
        f"<div class='card'><a href='{u}' title='{t}'><img src='/pdf.png'></a><p>{t}</p></div>"
        for u, t, _ in found
    )
    pages = {
        "/": frame(
            "蒙县人民政府",
            f"<a href='/meng/bg.html' title='政府信息公开年报'><img src='/nb.png'></a><ul>{NEWS}</ul>",
        ),
        "/meng/bg.html": frame("政府信息公开年报", f"<div class='cards'>{cards}</div>"),
    }
    return column("picture_with_a_title", found, "/meng/bg.html", "listing", pages)


@layout
def work_reports() -> Layout:
    """The column is called 工作年报 and hangs below 公开工作."""
    found = rows("冀区", lambda n, y: f"/ji/gkgz/{n}.html")
    pages = {
        "/": frame("冀区人民政府", "", "<li><a href='/ji/'>公开</a></li>"),
        "/ji/": frame(
            "公开",
            "<ul><li><a href='/ji/gkgz/'>公开工作</a></li><li><a href='/ji/cz/'>财政公开</a></li></ul>",
        ),
        "/ji/cz/": frame("财政公开", f"<ul>{NEWS}</ul>"),
        "/ji/gkgz/": frame(
            "公开工作", "<p><a href='/ji/gkgz/yd/'>工作要点</a> <a href='/ji/gkgz/nb/'>工作年报</a></p>"
        ),
        "/ji/gkgz/yd/": frame(
            "工作要点", "<ul><li><a href='/ji/1.html'>2024年政务公开工作要点</a></li></ul>"
        ),
        "/ji/gkgz/nb/": frame("工作年报", ul(found)),
    }
    return column("work_reports", found, "/ji/gkgz/nb/", "listing", pages)


@layout
def bodies_then_years() -> Layout:
    """A table: a body a row, a cell a year, and 查看 in each cell; titles say it all."""
    names = ("财政局", "教育局", "水利局", "民政局")
    cells = [
        (f"/liao/{n}/{y}.html", f"辽县{name}{y}年政府信息公开工作年度报告", str(n))
        for n, name in enumerate(names)
        for y in (2024, 2023, 2022)
    ]
    lines = "".join(
        f"<tr><td>{name}</td>"
        + "".join(f"<td><a href='{u}' title='{t}'>查看</a></td>" for u, t, row in cells if row == str(n))
        + "</tr>"
        for n, name in enumerate(names)
    )
    pages = {
        "/": frame("辽县人民政府", "", "<li><a href='/liao/'>政府信息公开</a></li>"),
        "/liao/": frame("政府信息公开", "<p><a href='/liao/nb.html'>各单位信息公开年报</a></p>"),
        "/liao/nb.html": frame(
            "各单位信息公开年报",
            f"<table><tr><th>单位</th><th>2024</th><th>2023</th><th>2022</th></tr>{lines}</table>",
        ),
        **{u: article(t) for u, t, _ in cells},
    }
    return column("bodies_then_years", cells, "/liao/nb.html", "listing", pages)
