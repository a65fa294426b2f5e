"""Portals of a ninth round: menus, frames, platforms and forms as they are often met."""

from __future__ import annotations

from sample import NEWS, Layout, frame, rows, ul

from layouts.made import column, layout
from scraper.portal.server import Answer, Request


@layout
def menu_of_pictures_in_a_frame() -> Layout:
    """A frameset in GBK; the menu is pictures with alt texts that open in the main frame."""
    found = rows("黔县", lambda n, y: f"/qian/{y}/{n}.htm")
    menu = "<html><head><meta charset='gb2312'></head><body><a href='xxgk.htm' target='main'><img src='1.gif' alt='信息公开'></a><a href='bsfw.htm' target='main'><img src='2.gif' alt='办事服务'></a></body></html>"
    pages: dict[str, str | bytes] = {
        "/": "<html><head><meta charset='gb2312'><title>黔县</title></head><frameset cols='160,*'><frame name='menu' src='left.htm'><frame name='main' src='main.htm'></frameset></html>".encode(
            "gbk"
        ),
        "/left.htm": menu.encode("gbk"),
        "/main.htm": frame("黔县", f"<ul>{NEWS}</ul>"),
        "/xxgk.htm": frame("信息公开", "<p><a href='qian/gknb.htm'>公开年报</a></p>"),
        "/qian/gknb.htm": frame("公开年报", ul(found)),
    }
    return column("menu_of_pictures_in_a_frame", found, "/qian/gknb.htm", "listing", pages)


@layout
def menu_as_nested_arrays() -> Layout:
    """A script of its own holds the menu as arrays inside arrays."""
    found = rows("滇县", lambda n, y: f"/dian/zw/{n}.html")
    menu = 'var menus = [["首页", "/index.html"], ["政务公开", "/dian/zw/", [["公开指南", "/dian/zw/zn.html"], ["政府信息公开年报", "/dian/zw/nb.html"]]]];\nrender(menus);'
    pages = {
        "/": frame("滇县人民政府", "<div id='nav'></div><script src='/static/js/site.nav.js?v=3'></script>"),
        "/static/js/site.nav.js?v=3": menu,
        "/dian/zw/": frame("政务公开", "<div id='nav'></div>"),
        "/dian/zw/zn.html": frame("公开指南", "<p>指南</p>"),
        "/dian/zw/nb.html": frame("政府信息公开年报", ul(found)),
    }
    return column("menu_as_nested_arrays", found, "/dian/zw/nb.html", "listing", pages)


@layout
def folded_tree() -> Layout:
    """The platform's tree is folded: its branches open by a script, the leaf is a relative link."""
    found = rows("藏县", lambda n, y: f"/zang/fdzdgknr/zfxxgknb/{y + 1}0120/{n}.shtml")
    tree = "<ul class='tree'><li><a href='javascript:;' class='fold'>法定主动公开内容</a><ul style='display:none'><li><a href='../jgjj/'>机构简介</a></li><li><a href='../zfxxgknb/'>政府信息公开年报</a></li></ul></li></ul>"
    pages = {
        "/": frame("藏县人民政府", "", "<li><a href='/zang/'>政务</a></li>"),
        "/zang/": frame("政务", "<div><a href='/zang/fdzdgknr/'>政府信息公开平台</a></div>"),
        "/zang/fdzdgknr/": "<html><head><meta http-equiv='refresh' content='0;url=jgjj/'></head><body></body></html>",
        "/zang/fdzdgknr/jgjj/": frame("机构简介", tree + "<p>简介</p>"),
        "/zang/fdzdgknr/zfxxgknb/": frame(
            "政府信息公开年报",
            tree + ul(found[:12]) + "<script>createPageHTML(2, 0, 'index', 'shtml')</script>",
        ),
        "/zang/fdzdgknr/zfxxgknb/index_1.shtml": frame("政府信息公开年报", tree + ul(found[12:])),
    }
    return column("folded_tree", found[:12], "/zang/fdzdgknr/zfxxgknb/", "trs", pages)


@layout
def newest_year_shown() -> Layout:
    """The column shows the newest year's reports; years beside it lead to folders of their own."""
    found = rows("陕区", lambda n, y: f"/gknb/gknb{y}/{y + 1}01/t{y}{n}.html")
    years = "".join(f"<li><a href='/gknb/gknb{y}/'>{y}年</a></li>" for y in range(2024, 2016, -1))

    def shown(year: int) -> str:
        return frame(
            "政府信息公开年报",
            f"<ul class='years'>{years}</ul>{ul([r for r in found if f'/gknb{year}/' in r[0]])}",
        )

    pages = {
        "/": frame("陕区人民政府", "", "<li><a href='/zw.html'>政务公开</a></li>"),
        "/zw.html": frame("政务公开", "<a href='/gknb/'>政府信息公开年报</a>"),
        "/gknb/": shown(2024),
    }
    pages |= {f"/gknb/gknb{year}/": shown(year) for year in range(2017, 2025)}
    return column("newest_year_shown", [r for r in found if "/gknb2024/" in r[0]], "/gknb/", "yearly", pages)


@layout
def form_turns_the_pages() -> Layout:
    """A form to filter by; the pager fills its hidden field and submits it."""
    found = rows("甘县", lambda n, y: f"/gan/show.do?id={n}")
    form = "<form name='form1' action='/gan/nb.do' method='post'><input type='hidden' name='pageNo' value='1'><select name='nd'><option value=''>年度</option></select><input type='text' name='bt'><input type='submit' value='检索'></form>"
    script = "<script>function turnPage(n){document.form1.pageNo.value=n;document.form1.submit();}</script>"
    pager = "<div>共16条 <a href='javascript:turnPage(1)'>1</a> <a href='javascript:turnPage(2)'>2</a> <a href='javascript:turnPage(2)'>下一页</a></div>"

    def reply(request: Request) -> Answer | None:
        if request.path != "/gan/nb.do":
            return None
        first = (int(request.query.get("pageNo") or "1") - 1) * 10
        return Answer(
            200,
            frame("信息公开年报", form + ul(found[first : first + 10]) + pager + script).encode(),
            {"Content-Type": "text/html; charset=utf-8"},
        )

    pages = {
        "/": frame("甘县人民政府", "", "<li><a href='/gan/gk.do'>信息公开</a></li>"),
        "/gan/gk.do": frame("信息公开", "<p><a href='/gan/nb.do'>信息公开年报</a></p>"),
    }
    return column("form_turns_the_pages", found[:10], "/gan/nb.do", "query", pages, reply)


@layout
def column_was_moved() -> Layout:
    """An old column of that name is empty; the new one hangs below the statutory content."""
    found = rows("宁区", lambda n, y: f"/ning/xin/nb/{n}.html")
    pages = {
        "/": frame(
            "宁区人民政府",
            "",
            "<li><a href='/jiu/nb/'>信息公开年报</a></li><li><a href='/ning/xin/'>政府信息公开</a></li>",
        ),
        "/jiu/nb/": frame("信息公开年报", "<p class='none'>暂无数据</p>"),
        "/ning/xin/": frame("政府信息公开", "<p><a href='/ning/xin/fd/'>法定主动公开内容</a></p>"),
        "/ning/xin/fd/": frame(
            "法定主动公开内容",
            "<p><a href='/ning/xin/jg/'>机构</a><a href='/ning/xin/nb/'>政府信息公开年报</a></p>",
        ),
        "/ning/xin/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("column_was_moved", found, "/ning/xin/nb/", "listing", pages)


@layout
def languages_first() -> Layout:
    """The first page offers languages; the Chinese home page lies in a folder."""
    found = rows("新县", lambda n, y: f"/cn/gk/nb/{n}.html")
    pages = {
        "/": "<html><head><title>Welcome</title></head><body><embed src='a.swf'><a href='cn/index.html'>中文版</a> | <a href='en/index.html'>English</a></body></html>",
        "/en/index.html": frame("Xin County", "<p>About</p>", "<li><a href='/en/news/'>News</a></li>"),
        "/cn/index.html": frame("新县人民政府", "", "<li><a href='gk/'>政府信息公开</a></li>"),
        "/cn/gk/": frame("政府信息公开", "<div><a href='nb/'>政府信息公开年报</a></div>"),
        "/cn/gk/nb/": frame("政府信息公开年报", ul(found)),
    }
    return column("languages_first", found, "/cn/gk/nb/", "listing", pages)


@layout
def list_in_an_inner_frame() -> Layout:
    """The column's page is a frame around the list, whose page has no name."""
    found = rows("青县", lambda n, y: f"/qing/c/{n}.html")
    pages = {
        "/": frame("青县人民政府", "", "<li><a href='/qing/'>政务公开</a></li>"),
        "/qing/": frame("政务公开", "<p><a href='/qing/nb.html'>政府信息公开年度报告</a></p>"),
        "/qing/nb.html": frame(
            "政府信息公开年度报告", "<iframe src='/qing/inner/list.jsp?c=12' width='100%'></iframe>"
        ),
        "/qing/inner/list.jsp?c=12": f"<html><body>{ul(found[:8])}<a href='list.jsp?c=12&p=2'>2</a> <a href='list.jsp?c=12&p=2'>下页</a></body></html>",
        "/qing/inner/list.jsp?c=12&p=2": f"<html><body>{ul(found[8:])}</body></html>",
    }
    pages["/qing/inner/list.jsp?c=12&p=1"] = pages["/qing/inner/list.jsp?c=12"]
    return column("list_in_an_inner_frame", found[:8], "/qing/inner/list.jsp?c=12", "query", pages)
