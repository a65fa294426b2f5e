"""Further portals, written after discovery was."""

from __future__ import annotations

from sample import NEWS, Layout, frame, rows, ul, with_articles

from layouts.made import addresses, layout


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
