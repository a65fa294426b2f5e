"""Further portals, written after discovery was."""

from __future__ import annotations

import json

from sample import NEWS, Layout, article, frame, rows, ul, with_articles

from layouts.made import addresses, layout


@layout
def crowded_home() -> Layout:
    """Eighty links on the home page; the list is parted by year headings."""
    found = rows("东县", lambda n, y: f"/zwgk/zfxxgk/nb/{y}/c{n}.html")
    crowd = "".join(
        f"<a href='/s/{n}/'>{word}{n}</a>"
        for n in range(16)
        for word in ("办事", "公开电话", "政务服务", "专题", "互动")
    )
    lists = "".join(
        f"<h4>{y}年度</h4>{ul([r for r in found if f'/{y}/' in r[0]], 'yl')}" for y in range(2024, 2016, -1)
    )
    pages = {
        "/": frame("东县人民政府网", f"<div>{crowd}</div>", "<li><a href='/zwgk/'>政务公开</a></li>"),
        "/zwgk/": frame(
            "政务公开-东县",
            "<ul id='tree'><li><a href='/zwgk/zfxxgk/zn.html'>政府信息公开指南</a></li><li><a href='/zwgk/zfxxgk/nb/'>政府信息公开工作年报</a></li></ul>",
        ),
        "/zwgk/zfxxgk/nb/": frame("政府信息公开工作年报-东县", f"<div class='con'>{lists}</div>"),
    }
    return Layout(
        "crowded_home", with_articles(pages, found), "/zwgk/zfxxgk/nb/", "listing", addresses(found)
    )


@layout
def departments() -> Layout:
    """The column lists departments; each has a list of its own."""
    names = ("财政局", "教育局", "水利局", "民政局", "交通运输局")
    lists = {
        n: [
            (f"/bm/{n}/{y}.html", f"南县{name}{y}年政府信息公开工作年度报告", f"{y + 1}-01-15")
            for y in range(2024, 2016, -1)
        ]
        for n, name in enumerate(names)
    }
    links = "".join(f"<li><a href='/bm/{n}/'>{name}</a></li>" for n, name in enumerate(names))
    pages: dict[str, str | bytes] = {
        "/": frame("南县人民政府", "", "<li><a href='/xxgk/'>政府信息公开</a></li>"),
        "/xxgk/": frame("政府信息公开", "<ul><li><a href='/xxgk/bmnb/'>政府信息公开年报</a></li></ul>"),
        "/xxgk/bmnb/": frame("政府信息公开年报", f"<ul class='depts'>{links}</ul>"),
        **{f"/bm/{n}/": frame(names[n], ul(found)) for n, found in lists.items()},
    }
    return Layout(
        "departments",
        with_articles(pages, [r for found in lists.values() for r in found]),
        "/bm/0/",
        "listing",
        addresses(lists[0]),
    )


@layout
def bodies_are_items() -> Layout:
    """One year's column: every item says only whose report it is."""
    names = ("财政局", "教育局", "水利局", "民政局", "审计局", "城关镇人民政府")
    found = [(f"/nb2024/{n}.html", name, "2025-01-20") for n, name in enumerate(names)]
    pages: dict[str, str | bytes] = {
        "/": frame("西县人民政府", "", "<li><a href='/gk/'>政务公开</a></li>"),
        "/gk/": frame("政务公开", "<a href='/gk/nb/'>政府信息公开年度报告</a>"),
        "/gk/nb/": frame("政府信息公开年度报告", f"<div class='grid'>{ul(found, 'g')}</div>"),
        **{u: article(f"西县{t}2024年政府信息公开工作年度报告") for u, t, _ in found},
    }
    return Layout("bodies_are_items", pages, "/gk/nb/", "listing", addresses(found))


@layout
def short_titles() -> Layout:
    """A bureau's own: 2023年度报告 and nothing else."""
    found = [(f"/c/{y}.html", f"{y}年度报告", f"{y + 1}-02-01") for y in range(2024, 2012, -1)]
    pages: dict[str, str | bytes] = {
        "/": frame(
            "北市科学技术局",
            "",
            "<li><a href='/open/'>信息公开</a><ul><li><a href='/open/fd/'>法定主动公开内容</a></li><li><a href='/open/y/'>年度报告</a></li></ul></li>",
        ),
        "/open/y/": frame(
            "年度报告", f"<dl>{''.join(f'<dd><a href={u}>{t}</a></dd>' for u, t, _ in found)}</dl>"
        ),
        **{u: article(f"北市科学技术局{t[:4]}年政府信息公开工作年度报告") for u, t, _ in found},
    }
    return Layout("short_titles", pages, "/open/y/", "listing", addresses(found))


@layout
def moved_by_script() -> Layout:
    """The home page only sends on to another."""
    found = rows("中县", lambda n, y: f"/portal/show/{n}.htm")
    pages = {
        "/": "<html><head><script>window.location.href='/portal/index.htm';</script></head></html>",
        "/portal/index.htm": frame("中县人民政府", "", "<li><a href='gk.htm'>政务公开</a></li>"),
        "/portal/gk.htm": frame("政务公开", "<p><a href='nb.htm'>信息公开年报</a></p>"),
        "/portal/nb.htm": frame("信息公开年报", ul(found)),
    }
    return Layout(
        "moved_by_script", with_articles(pages, found), "/portal/nb.htm", "listing", addresses(found)
    )


@layout
def framed_site() -> Layout:
    """A refresh, then a frameset."""
    found = rows("前县", lambda n, y: f"/cms/n{n}.html")
    pages = {
        "/": "<html><head><meta http-equiv='refresh' content='0;url=/cms/index.html'></head></html>",
        "/cms/index.html": "<html><head><title>前县</title></head><frameset><frame src='left.html'><frame src='main.html'></frameset></html>",
        "/cms/left.html": "<html><body><a href='nb.html' target='main'>公开年报</a><a href='tz.html'>通知</a></body></html>",
        "/cms/main.html": frame("欢迎", f"<ul>{NEWS}</ul>"),
        "/cms/nb.html": frame(
            "公开年报",
            f"<table><tbody>{''.join(f'<tr><td>·</td><td><a href={u}>{t}</a></td></tr>' for u, t, _ in found)}</tbody></table>",
        ),
    }
    return Layout("framed_site", with_articles(pages, found), "/cms/nb.html", "listing", addresses(found))


@layout
def jeecms_buttons() -> Layout:
    """The pager's buttons are scripts."""
    found = rows("后县", lambda n, y: f"/xxgknb/{n + 3000}.jhtml")
    pager = "<input type='button' value='下一页' onclick=\"location.href='index_2.jhtml';\"> 共20条 1/2 <a onclick=\"location.href='index_2.jhtml';\">尾页</a>"
    pages = {
        "/": frame("后县人民政府", "", "<li><a href='/zwgk.jhtml'>政务公开</a></li>"),
        "/zwgk.jhtml": frame("政务公开", "<a href='/xxgknb/index.jhtml'>信息公开年报</a>"),
        "/xxgknb/index.jhtml": frame("信息公开年报", ul(found[:10], "news") + pager),
        "/xxgknb/index_2.jhtml": frame("信息公开年报", ul(found[10:], "news")),
    }
    return Layout(
        "jeecms_buttons", with_articles(pages, found), "/xxgknb/index.jhtml", "static", addresses(found[:10])
    )


@layout
def cut_titles() -> Layout:
    """TRS with countPage; titles cut short, whole ones in the title attribute."""
    found = rows("左市", lambda n, y: f"./{y + 1}02/t{y + 1}0203_{n}.html")
    real = [(u.replace("./", "/zfxxgk/fdzdgknr/zfxxgknb_1/"), t, d) for u, t, d in found]
    lines = "".join(
        f"<li><a href='{u}' title='{t}'>{t[:10]}...</a><b>{d[5:]}</b></li>" for u, t, d in found[:12]
    )
    pages = {
        "/": frame("左市生态环境局", "", "<li><a href='./zfxxgk/'>政府信息公开</a></li>"),
        "/zfxxgk/": frame(
            "政府信息公开",
            "<div class='mu'><a href='./fdzdgknr/zfxxgknb_1/'><i></i>政府信息<br>公开年报</a></div>",
        ),
        "/zfxxgk/fdzdgknr/zfxxgknb_1/": frame(
            "政府信息公开年报",
            f"<ul class='xx'>{lines}</ul><script>var currentPage = 0;var countPage = 2//共</script>",
        ),
        "/zfxxgk/fdzdgknr/zfxxgknb_1/index_1.html": frame("政府信息公开年报", ul(found[12:], "xx")),
    }
    return Layout(
        "cut_titles", with_articles(pages, real), "/zfxxgk/fdzdgknr/zfxxgknb_1/", "trs", addresses(real[:12])
    )


@layout
def was_search() -> Layout:
    """TRS WAS behind a page with an empty table."""
    found = rows("右市", lambda n, y: f"/a/b/t{n}.htm")
    docs = ",".join(
        json.dumps({"title": t, "url": f"http://was-search.layout.test{u}", "pubtime": d}, ensure_ascii=False)
        for u, t, d in found
    )
    pages = {
        "/": frame("右市人民政府", "", "<li><a href='/zfxxgkzl/'>政府信息公开</a></li>"),
        "/zfxxgkzl/": frame(
            "政府信息公开专栏", "<ul><li><a href='/zfxxgkzl/zfxxgkndbg/'>政府信息公开年度报告</a></li></ul>"
        ),
        "/zfxxgkzl/zfxxgkndbg/": frame(
            "政府信息公开年度报告",
            "<table id='docs'></table><script>var u = '/was5/web/search?channelid=21&templet=docs.jsp&page=1&prepage=20'; get(u);</script>",
        ),
        "/was5/web/search?channelid=21&templet=docs.jsp&page=1&prepage=20": f'{{"count": "{len(found)}", "docs": [{docs}, {{"title": "", "url": ""}},]}}',
    }
    pages["/was5/web/search?channelid=21&templet=docs.jsp&prepage=20&page=1"] = pages[
        "/was5/web/search?channelid=21&templet=docs.jsp&page=1&prepage=20"
    ]
    return Layout(
        "was_search",
        with_articles(pages, found),
        "/was5/web/search?channelid=21&templet=docs.jsp&prepage=20",
        "was",
        addresses(found),
    )
