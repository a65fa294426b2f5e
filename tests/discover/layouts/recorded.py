"""Portals after the recorded structure of real columns of yearly reports: their addresses, elements and pagers.

The facts (a path, the element of an item, how pages are numbered) were recorded on real sites; the pages are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sample import NEWS, Layout, Row, frame, rows, with_articles

from layouts.made import addresses

Draw = Callable[[Sequence[Row]], str]


def li(start: str, line: str, end: str) -> Draw:
    """Lines of a list: `line` has {u}, {t} and {d}."""
    return lambda found: start + "".join(line.format(u=u, t=t, d=d) for u, t, d in found) + end


def ways(home: int, column: str) -> dict[str, str | bytes]:
    """Four common ways from the home page to the column."""
    platform = "/zfxxgkpt/index.html"
    tree = f"<div class='left'><ul><li><a href='/zfxxgkpt/zn.html'>政府信息公开指南</a></li><li><a href='/zfxxgkpt/zd.html'>政府信息公开制度</a></li><li><a href='{column}'>政府信息公开年报</a></li></ul></div>"
    nav = (
        f"<li><a href='/zw/'>政务公开</a><ul><li><a href='{platform}'>政府信息公开</a></li></ul></li>",
        "<li><a href='/zw/'>政务公开</a></li>",
        f"<li><a href='{platform}'><img src='/g.png' alt='政府信息公开专栏'></a></li>",
        f"<li><a href='/zw/'>公开</a></li><li><a href='{column}'>信息公开年报</a></li>",
    )[home % 4]
    return {
        "/": frame("样例单位", f"<div class='news'><ul>{NEWS}</ul></div>", nav),
        "/zw/": frame("政务公开", f"<p><a href='{platform}'>政府信息公开</a></p><ul>{NEWS}</ul>"),
        platform: frame("政府信息公开", f"{tree}<div class='right'><p>请选择左侧栏目。</p></div>"),
        "/zfxxgkpt/zn.html": frame("政府信息公开指南", f"{tree}<p>指南正文。</p>"),
        "/zfxxgkpt/zd.html": frame("政府信息公开制度", f"{tree}<ul>{NEWS}</ul>"),
    }


def made(
    number: int, name: str, column: str, path: Callable[[int, int], str], draw: Draw, family: str,
    pager: str = "", second: str = "", per: int = 9, **rest: str,
) -> Layout:  # fmt: skip
    found = rows("某市", path, **rest)
    shown = found[:per] if second else found
    pages = ways(number, column)
    pages[column] = frame(
        "政府信息公开年报", f"<div class='wrap'>{draw(shown)}<div class='pg'>{pager}</div></div>"
    )
    if second:
        pages[second] = frame("政府信息公开年报", f"<div class='wrap'>{draw(found[per:])}</div>")
    return Layout(name, with_articles(pages, found), column, family, addresses(shown))


UL = li("<ul>", "<li><a href='{u}'>{t}</a><span>{d}</span></li>", "</ul>")


def recorded() -> list[Layout]:
    return [
        made(0, "overview_right", "/gongkai/zfxxgkpt/zfxxgknb/", lambda n, y: f"/gongkai/zfxxgkpt/zfxxgknb/{y + 1}01/t{n}.html",
             li("<div class='overview_right'><ul>", "<li><a href='{u}'>{t}<span>{d}</span></a></li>", "</ul></div>"), "trs",
             "<script>var countPage = 2;</script>", "/gongkai/zfxxgkpt/zfxxgknb/index_1.html"),
        made(1, "news_list_or_table", "/zfxxgk/zfxxgknb/", lambda n, y: f"/zfxxgk/zfxxgknb/{y}/{n}.shtml",
             li("<ul id='newslist'>", "<li><a href='{u}'>{t}</a><span>{d}</span></li>", "</ul>"), "trs",
             "<script>createPageHTML(2, 0, 'index', 'shtml');</script>", "/zfxxgk/zfxxgknb/index_1.shtml"),
        made(2, "first_page_is_one", "/zfxxgk/zfxxgknb/1.html", lambda n, y: f"/zfxxgk/zfxxgknb/{n + 90000}.html",
             li("<div class='m-lst'><ul>", "<li><a href='{u}'>{t}</a><span>{d}</span></li>", "</ul></div>"), "static",
             "<div class='m-lst-pg'><a class='on'>1</a><a href='/zfxxgk/zfxxgknb/2.html'>2</a></div>", "/zfxxgk/zfxxgknb/2.html"),
        made(3, "two_kinds_of_list", "/zfxxgk/zfxxgknb/", lambda n, y: f"/zfxxgk/zfxxgknb/t{n}.html",
             li("<ul class='gov-com-list'>", "<li><span>{d}</span><a href='{u}'>{t}</a></li>", "</ul>"), "trs",
             "<script>var currentPage=0;var countPage = 1;</script>"),
        made(0, "xxgk_list", "/hbgyhxxht/zfxxgk/zfxxgknb/index.html", lambda n, y: f"/hbgyhxxht/zfxxgk/zfxxgknb/{n}/index.html",
             li("<ul class='xxgkList'>", "<li><a href='{u}'>{t}</a><a href='/dy'>打印</a><span>{d}</span></li>", "</ul>"), "listing"),
        made(1, "info_public", "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=", lambda n, y: f"/NewsView.aspx?NewsID={n}",
             li("<div class='info-list'>", "<p><a href='{u}'>{t}</a><span>{d}</span></p>", "</div>"), "query",
             "<div class='pages'><a href='/InfoPublic.aspx?cid=1019&pid=971&page=1&kw='>1</a><a href='/InfoPublic.aspx?cid=1019&pid=971&page=2&kw='>2</a></div>",
             "/InfoPublic.aspx?cid=1019&pid=971&page=2&kw="),
        made(2, "id_data", "/zwgk_500428/xxgknb/", lambda n, y: f"/zwgk_500428/xxgknb/{y}01/t{n}.html",
             li("<table><tbody id='idData'>", "<tr><td>1</td><td>A-01</td><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>", "</tbody></table>"), "trs",
             "<script>createPageHTML(2, 0, 'index', 'html');</script>", "/zwgk_500428/xxgknb/index_1.html"),
        made(3, "article_box", "/zwgk_918/xxgknb/", lambda n, y: f"/zwgk_918/xxgknb/{y}01/t{n}.shtml",
             li("<div class='article-box'><ul>", "<li><a href='{u}'>{t} <span>{d}</span></a></li>", "</ul></div>"), "trs",
             "<script>createPageHTML(2, 0, \"index\", \"shtml\");</script>", "/zwgk_918/xxgknb/index_1.shtml"),
        made(0, "scroll_wrap", "/zfxxgk/zfxxgknb.htm", lambda n, y: f"/info/1071/{n}.htm",
             li("<div class='scroll_wrap'><ul>", "<li><a class='tit' href='{u}'>{t}</a><a class='dl' href='{u}'></a><span>{d}</span></li>", "</ul></div>"), "vsb",
             "<span class='p_next'><a href='/zfxxgk/zfxxgknb/1.htm'>下页</a></span>", "/zfxxgk/zfxxgknb/1.htm"),
        made(1, "list_in_list", "/zfxxgk1/zfxxgknb.htm", lambda n, y: f"/info/2210/{n}.htm",
             li("<ul class='content-list'><li><ul>", "<li><a href='{u}' target='_blank' title='{t}'>{t}</a><span>{d}</span></li>", "</ul></li></ul>"), "vsb",
             "<div class='pb_sys_common'>共16条 1/2</div>", "/zfxxgk1/zfxxgknb/1.htm"),
        made(2, "last_item_is_next", "/list/xxgknb/auto/124.html", lambda n, y: f"/article/{n}.html",
             li("<ul class='p-list'>", "<li>{d} <a href='{u}'>{t}</a></li>", "</ul>"), "listing",
             "<div class='page'><ul><li>1</li><li><a href='/list/xxgknb/auto/124-p-b.html'>下一页</a></li></ul></div>", "/list/xxgknb/auto/124-p-b.html"),
        made(3, "list_div", "/xxgk/xxgknb/", lambda n, y: f"/xxgk/xxgknb/{y}/t{n}.shtml",
             li("<div class='list_div'>", "<div><a href='{u}'>{t}</a><span>{d}</span><span>局办</span></div>", "</div>"), "trs",
             "<script>createPageHTML(2, 0, 'index', 'shtml');</script>", "/xxgk/xxgknb/index_1.shtml"),
        made(0, "files_and_pages", "/zwgk/xxgk/zfxxgknb/", lambda n, y: f"/zwgk/f/{n}.{'pdf' if n % 2 else 'html'}",
             li("<ul class='newsList'>", "<li><a href='{u}'>{t}</a></li>", "</ul>"), "listing"),
        made(1, "cut_by_class", "/zfxxgk/zfxxgknb/", lambda n, y: f"/zfxxgk/zfxxgknb/{n}.html",
             li("<div class='gl'>", "<div class='row'><a class='f-otw' href='{u}'>{t}</a><em>{d}</em></div>", "</div>"), "listing"),
        made(2, "col_with_underscore", "/col/18073_668815/index.html", lambda n, y: f"/col/18073_668815/art/{n}/{n * 7919:x}.html",
             li("<table>", "<tr><td><a href='{u}'>{t}</a></td></tr>", "</table>"), "listing", form="{year}年{body}信息公开年报"),
        made(3, "pdf_matrix", "/zwgk/gkml/ndbg/", lambda n, y: f"/wzxxgknb/{y + 1}/3208{n:02}.pdf",
             li("<div class='matrix'>", "<span class='c'><a href='{u}'>{t}</a></span>", "</div>"), "listing"),
    ]  # fmt: skip
