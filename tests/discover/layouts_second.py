"""Further portals, written after discovery was."""

from __future__ import annotations

import json
from collections.abc import Callable

from layouts import addresses
from sample import NEWS, Layout, article, frame, rows, ul, with_articles

MADE: list[Callable[[], Layout]] = []


def layout(make: Callable[[], Layout]) -> Callable[[], Layout]:
    MADE.append(make)
    return make


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


@layout
def files_only() -> Layout:
    """The items are PDF files."""
    found = rows("上县", lambda n, y: f"/upload/{y}/{n}.pdf", form="{year}年{body}政府信息公开年度报告")
    pages: dict[str, str | bytes] = {
        "/": frame("上县", "", "<li><a href='/c/12.html'>公开</a></li>"),
        "/c/12.html": frame(
            "公开", "<a href='/c/13.html'>指南</a><a href='/c/14.html'>信息公开工作年度报告</a>"
        ),
        "/c/14.html": frame(
            "信息公开工作年度报告",
            "".join(f"<p><img src='/pdf.gif'><a href='{u}'>{t}.pdf</a></p>" for u, t, _ in found),
        ),
    }
    return Layout("files_only", pages, "/c/14.html", "listing", addresses(found))


@layout
def xxgk_fragment() -> Layout:
    """大汉's disclosure module: the list is a fragment that the page loads."""
    found = rows("下县", lambda n, y: f"/art/{y}/art_88_{n}.html")
    lines = "".join(
        f"<tr class='tr_main_value_odd'><td><a href='{u}' mc='{t}'>{t}</a></td><td>{d}</td></tr>"
        for u, t, d in found
    )
    url = "/module/xxgk/search.jsp?infotypeId=A0204&area=&currpage=1"
    pages = {
        "/": frame("下县人民政府", "", "<li><a href='/col/col70/index.html'>政府信息公开</a></li>"),
        "/col/col70/index.html": frame(
            "政府信息公开", "<a href='/col/col88/index.html'>政府信息公开年报</a>"
        ),
        "/col/col88/index.html": frame(
            "政府信息公开年报", f"<div id='div_list'></div><script>$('#div_list').load('{url}');</script>"
        ),
        url: f"<div id='div_list'><table>{lines}</table><a href='/module/xxgk/search.jsp?infotypeId=A0204&area=&currpage=2'>2</a></div>",
        "/module/xxgk/search.jsp?infotypeId=A0204&area=&currpage=2": "<div><table></table></div>",
    }
    return Layout("xxgk_fragment", with_articles(pages, found), url, "query", addresses(found))


@layout
def tabs_on_one_page() -> Layout:
    """Guide, rules and reports are tabs of one page."""
    found = rows("内县", lambda n, y: f"/r{n}.html")
    tabs = (
        "<div id='t1'><p>本指南说明如何获取政府信息。</p></div>"
        + f"<div id='t2'><ul>{NEWS}</ul></div><div id='t3' style='display:none'>{ul(found, 'tl')}</div>"
    )
    pages = {
        "/": frame("内县教育局", "", "<li><a href='/gk/'>政府信息公开</a></li>"),
        "/gk/": frame("政府信息公开", f"<ul class='tabs'><li>指南</li><li>制度</li><li>年报</li></ul>{tabs}"),
    }
    return Layout("tabs_on_one_page", with_articles(pages, found), "/gk/", "listing", addresses(found))


@layout
def wordpress() -> Layout:
    """A blog system: /category/…/page/2/."""
    found = rows("外镇", lambda n, y: f"/{y + 1}/01/{n}/")
    posts = "".join(
        f"<article><h2 class='entry-title'><a href='{u}' rel='bookmark'>{t}</a></h2><time>{d}</time></article>"
        for u, t, d in found[:8]
    )
    rest = "".join(
        f"<article><h2 class='entry-title'><a href='{u}' rel='bookmark'>{t}</a></h2></article>"
        for u, t, d in found[8:]
    )
    pages = {
        "/": frame("外镇人民政府", "", "<li><a href='/category/open/'>政务公开</a></li>"),
        "/category/open/": frame(
            "政务公开", "<ul><li><a href='/category/open/annual-report/'>政府信息公开年报</a></li></ul>"
        ),
        "/category/open/annual-report/": frame(
            "政府信息公开年报",
            f"<main>{posts}<nav><a class='next page-numbers' href='/category/open/annual-report/page/2/'>下一页</a></nav></main>",
        ),
        "/category/open/annual-report/page/2/": frame("政府信息公开年报", f"<main>{rest}</main>"),
    }
    return Layout(
        "wordpress",
        with_articles(pages, found),
        "/category/open/annual-report/",
        "listing",
        addresses(found[:8]),
    )


@layout
def postback() -> Layout:
    """ASP.NET: the pager posts back, so only one page can be read by addresses."""
    found = rows("旧县", lambda n, y: f"/NewsView.aspx?id={n}")
    table = "".join(f"<tr><td><a href='{u}'>{t}</a></td><td align='right'>{d}</td></tr>" for u, t, d in found)
    pages = {
        "/": frame("旧县安监局", "", "<li><a href='/NewsList.aspx?cid=3'>政务公开</a></li>"),
        "/NewsList.aspx?cid=3": frame("政务公开", "<a href='/NewsList.aspx?cid=12'>信息公开年报</a>"),
        "/NewsList.aspx?cid=12": frame(
            "信息公开年报",
            f"<table id='GridView1'>{table}</table><a href=\"javascript:__doPostBack('p','2')\">下一页</a>",
        ),
    }
    return Layout(
        "postback", with_articles(pages, found), "/NewsList.aspx?cid=12", "listing", addresses(found)
    )


@layout
def image_map() -> Layout:
    """The column is an area of a picture in the footer."""
    found = rows("新县", lambda n, y: f"/nr/{n}.html")
    pages = {
        "/": frame(
            "新县",
            "<p>建设中的首页</p>",
            foot="<map name='m'><area shape='rect' coords='0,0,9,9' href='/nb.html' alt='政务公开年报'></map>",
        ),
        "/nb.html": frame(
            "政务公开年报",
            f"<div id='c'>{''.join(f'<div><span>{d}</span><a href={u}>{t}</a></div>' for u, t, d in found)}</div>",
        ),
    }
    return Layout("image_map", with_articles(pages, found), "/nb.html", "listing", addresses(found))


@layout
def chinese_numerals() -> Layout:
    """二〇二三年度…工作情况报告, in a column called 工作年报 below 公开制度与年报."""
    digits = "〇一二三四五六七八九"
    found = [
        (
            f"/h/{y}.html",
            f"高县审计局{''.join(digits[int(c)] for c in str(y))}年度政府信息公开工作情况报告",
            f"{y + 1}-03-01",
        )
        for y in range(2020, 2009, -1)
    ]
    pages = {
        "/": frame("高县审计局", "", "<li><a href='/zd.html'>公开制度与年报</a></li>"),
        "/zd.html": frame(
            "公开制度与年报",
            "<ul><li><a href='/zd/1.html'>公开制度</a></li><li><a href='/zd/2.html'>工作年报</a></li></ul>",
        ),
        "/zd/1.html": frame("公开制度", f"<ul>{NEWS}</ul>"),
        "/zd/2.html": frame("工作年报", ul(found)),
    }
    return Layout("chinese_numerals", with_articles(pages, found), "/zd/2.html", "listing", addresses(found))


@layout
def javascript_links() -> Layout:
    """Links whose address is a script."""
    found = rows("低县", lambda n, y: f"/v/{n}.html")
    pages = {
        "/": frame(
            "低县人民政府", "", "<li><a href=\"javascript:toUrl('/zw/list.html')\">政府信息公开</a></li>"
        ),
        "/zw/list.html": frame(
            "政府信息公开", "<a href=\"javascript:toUrl('/zw/nb.html')\">政府信息公开年报</a>"
        ),
        "/zw/nb.html": frame("政府信息公开年报", ul(found)),
    }
    return Layout("javascript_links", with_articles(pages, found), "/zw/nb.html", "listing", addresses(found))


@layout
def years_by_query() -> Layout:
    """One address, the year a parameter of it."""
    inside = {
        y: rows("长区", lambda n, _, y=y: f"/x/{y}-{n}.html", range(y, y + 1)) for y in range(2020, 2025)
    }
    links = "".join(f"<a href='/nb/?year={y}'>{y}</a>" for y in sorted(inside, reverse=True))
    pages: dict[str, str | bytes] = {
        "/": frame("长区人民政府", "", "<li><a href='/nb/'>政府信息公开年报</a></li>"),
        **{
            f"/nb/?year={y}": frame("政府信息公开年报", f"<div class='ys'>{links}</div>{ul(found)}")
            for y, found in inside.items()
        },
    }
    pages["/nb/"] = pages["/nb/?year=2024"]
    everything = [row for found in inside.values() for row in found]
    return Layout(
        "years_by_query", with_articles(pages, everything), "/nb/", "yearly", addresses(inside[2024])
    )


def layouts() -> list[Layout]:
    return [make() for make in MADE]
