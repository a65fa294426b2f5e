"""Portals of a third round, written after the second was measured."""

from __future__ import annotations

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def openness_module() -> Layout:
    """龙讯's module of yearly reports."""
    found = rows("蓝县", lambda n, y: f"/XxgkAnnualReport/show/{n + 1700}.html")
    menu = "<ul><li><a href='/openness/guide.html'>公开指南</a></li><li><a href='/XxgkAnnualReport/list.html'>公开年报</a></li></ul>"
    pages = {
        "/": frame("蓝县人民政府", "", "<li><a href='/openness/index.html'>信息公开</a></li>"),
        "/openness/index.html": frame("信息公开", menu),
        "/XxgkAnnualReport/list.html": frame(
            "公开年报", f"<div class='nblist'>{ul(found, 'clearfix')}</div>"
        ),
    }
    return Layout(
        "openness_module",
        with_articles(pages, found),
        "/XxgkAnnualReport/list.html",
        "listing",
        addresses(found),
    )


@layout
def quoted_numbers() -> Layout:
    """TRS, with quoted numbers in the script and addresses without scheme."""
    found = rows("灰市", lambda n, y: f"//quoted-numbers.layout.test/gk/nb/{y + 1}01/t{n}.html")
    real = [(u.removeprefix("//quoted-numbers.layout.test"), t, d) for u, t, d in found]
    pages = {
        "/": frame("灰市住建局", "", "<li><a href='//quoted-numbers.layout.test/gk/'>政务公开</a></li>"),
        "/gk/": frame(
            "政务公开", "<p><a href='//quoted-numbers.layout.test/gk/nb/'>政府信息公开年报</a></p>"
        ),
        "/gk/nb/": frame(
            "政府信息公开年报", ul(found[:9]) + '<script>createPageHTML("2", "0", "index", "html");</script>'
        ),
        "/gk/nb/index_1.html": frame("政府信息公开年报", ul(found[9:])),
    }
    return Layout("quoted_numbers", with_articles(pages, real), "/gk/nb/", "trs", addresses(real[:9]))


@layout
def with_base() -> Layout:
    """<base href>, and everything relative to it."""
    found = rows("粉县", lambda n, y: f"show/{n}.html")
    real = [(f"/site/{u}", t, d) for u, t, d in found]

    def based(title: str, inside: str) -> str:
        return frame(title, inside).replace("<title>", "<base href='/site/'><title>")

    lines = "".join(f"<dt><a href={u}>{t}</a></dt><dd>{d}</dd>" for u, t, d in found)
    pages = {
        "/": based("粉县人民政府", "<a href='gk/'>政府信息公开</a>"),
        "/site/gk/": based("政府信息公开", "<a href='nb/'>年度报告</a>"),
        "/site/nb/": based("年度报告", f"<dl>{lines}</dl>"),
    }
    return Layout("with_base", with_articles(pages, real), "/site/nb/", "listing", addresses(real))


@layout
def year_behind() -> Layout:
    """政府信息公开工作年度报告(2023年度) under headings of bodies."""
    found = [
        (f"/y/{b}-{y}.html", f"政府信息公开工作年度报告({y}年度)", f"{y + 1}-01-30")
        for b in range(3)
        for y in range(2024, 2019, -1)
    ]
    groups = "".join(
        f"<div class='dept'><h5>棕县{n}局</h5>{ul(found[n * 5 : n * 5 + 5], 'dl')}</div>" for n in range(3)
    )
    pages: dict[str, str | bytes] = {
        "/": frame("棕县人民政府", "", "<li><a href='/y/'>政务公开</a></li>"),
        "/y/": frame("政务公开", "<div><a href='/y/nb.html'>政府信息公开工作年度报告</a></div>"),
        "/y/nb.html": frame("政府信息公开工作年度报告", groups),
    }
    return Layout("year_behind", with_articles(pages, found), "/y/nb.html", "listing", addresses(found))


@layout
def old_markup() -> Layout:
    """Capitals, attributes without quotes, no closing tags, a byte order mark."""
    found = rows("银县", lambda n, y: f"/Info/{n}.asp")
    items = "".join(
        f"<LI><FONT color=red>·</FONT><A HREF={u} TARGET=_blank>{t}</A>({d})" for u, t, d in found
    )
    pages: dict[str, str | bytes] = {
        "/": "\ufeff<HTML><HEAD><TITLE>银县政府网</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF=/Open.asp>政务公开</A></TABLE></BODY></HTML>",
        "/Open.asp": "<HTML><TITLE>政务公开</TITLE><BODY><UL><LI><A HREF=/List.asp?ClassID=9>信息公开年报</A><LI><A HREF=/List.asp?ClassID=3>公告</A></UL>",
        "/List.asp?ClassID=9": f"<HTML><TITLE>信息公开年报</TITLE><BODY><UL CLASS=lb>{items}</UL><A HREF=/List.asp?ClassID=9&Page=2>下一页</A>",
        "/List.asp?ClassID=9&Page=2": "<HTML><TITLE>信息公开年报</TITLE><BODY><UL CLASS=lb></UL>",
    }
    pages["/List.asp?ClassID=9&Page=1"] = pages["/List.asp?ClassID=9"]
    return Layout("old_markup", with_articles(pages, found), "/List.asp?ClassID=9", "query", addresses(found))


@layout
def more_of_a_block() -> Layout:
    """A block with a heading that is no link, three reports, and 更多."""
    found = rows("金县", lambda n, y: f"/jx/{y}/{n}.html")
    block = f"<div class='blk'><h3>信息公开年报</h3><a class='more' href='/jx/lm-31.html'>更多&gt;&gt;</a>{ul(found[:3])}</div>"
    news = f"<div class='blk'><h3>通知公告</h3><a class='more' href='/jx/lm-30.html'>更多&gt;&gt;</a><ul>{NEWS}</ul></div>"
    pages = {
        "/": frame("金县人民政府", "", "<li><a href='/jx/gk.html'>政务公开</a></li>"),
        "/jx/gk.html": frame("政务公开", news + block),
        "/jx/lm-30.html": frame("通知公告", f"<ul>{NEWS}</ul>"),
        "/jx/lm-31.html": frame("金县信息公开年报", ul(found)),
    }
    return Layout(
        "more_of_a_block", with_articles(pages, found), "/jx/lm-31.html", "listing", addresses(found)
    )


@layout
def opaque_years() -> Layout:
    """Years whose addresses have nothing in common."""
    ids = {2024: "ab81", 2023: "9f02", 2022: "77c1", 2021: "1de0"}
    inside = {y: rows("铜县", lambda n, _, y=y: f"/k/{y}/{n}.html", range(y, y + 1)) for y in ids}
    links = "".join(f"<li><a href='/k/{key}.html'>{y}年度政府信息公开年报</a></li>" for y, key in ids.items())
    pages: dict[str, str | bytes] = {
        "/": frame("铜县人民政府", "", "<li><a href='/k/nb.html'>政府信息公开年报</a></li>"),
        "/k/nb.html": frame("政府信息公开年报", f"<ul class='yy'>{links}</ul>"),
        **{f"/k/{key}.html": frame(f"{y}年度政府信息公开年报", ul(inside[y])) for y, key in ids.items()},
    }
    everything = [row for found in inside.values() for row in found]
    return Layout(
        "opaque_years", with_articles(pages, everything), "/k/ab81.html", "listing", addresses(inside[2024])
    )


@layout
def single_report() -> Layout:
    """A new body with one report so far."""
    found = [("/only/2024.html", "铁区数据局2024年政府信息公开工作年度报告", "2025-01-20")]
    pages: dict[str, str | bytes] = {
        "/": frame("铁区数据局", "", "<li><a href='/xxgk/'>信息公开</a></li>"),
        "/xxgk/": frame("信息公开", "<a href='/xxgk/nb/'>政府信息公开年报</a>"),
        "/xxgk/nb/": frame("政府信息公开年报", ul(found, "one")),
        "/only/2024.html": article(found[0][1]),
    }
    return Layout("single_report", pages, "/xxgk/nb/", "listing", addresses(found))
