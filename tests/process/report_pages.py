"""Pages with yearly reports in our own words, and sites whose columns list them."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Capture
from archive.store import Archive

HTML = (("Content-Type", "text/html; charset=utf-8"),)
COLUMN = "政府信息公开年报"


@dataclass(frozen=True)
class Column:
    name: str = COLUMN
    kind: str = "annual_report"
    address: str = "http://www.s1.test/nb/"
    family: str = "trs"
    every: float = 7.0


@dataclass(frozen=True)
class Site:
    id: str = "s1"
    host: str = "www.s1.test"
    name: str = "样石县政府网"
    region: str | None = None
    body: str | None = None
    columns: tuple[Column, ...] = (Column(),)


def page(
    organ: str,
    year: int,
    *,
    published: str = "",
    extra: str = "",
    meta: str = "",
    named: str | None = None,
    signature: str = "",
) -> str:
    """A report in prose with a statistics table where the form of the year has one."""
    title = f"{organ}{year}年政府信息公开工作年度报告" if named is None else named
    box = f"<meta name='PubDate' content='{published} 09:00'>" if published else ""
    return (
        f"<html><head><title>{title}</title><meta name='ArticleTitle' content='{title}'>{box}{meta}</head>"
        f"<body><h1>{title}</h1><div class='article'>"
        f"<p>根据《中华人民共和国政府信息公开条例》，现公布{year}年政府信息公开工作年度报告。</p>"
        f"<p>一、主动公开政府信息情况</p><p>{year}年，我局主动公开政府信息{100 + year - 2000}条。</p>"
        f"<p>二、依申请公开政府信息情况</p><p>{year}年，共收到政府信息公开申请{year - 2000}件。</p>{extra}"
        f"<p>三、存在的主要问题及改进情况</p><p>公开的内容还不够全面。</p><p>{signature}</p></div></body></html>"
    )


LINES = (
    ("四、行政复议数量", "件", "3"),
    ("（一）维持具体行政行为数", "件", "2"),
    ("（二）被依法纠错数", "件", "1"),
    ("（三）其他情形数", "件", "0"),
    ("八、机构建设和保障经费情况", "——", ""),
    ("（一）政府信息公开工作专门机构数", "个", "1"),
    ("（二）设置政府信息公开查阅点数", "个", "2"),
    ("（三）从事政府信息公开工作人员数", "人", "{total}"),
    ("1.专职人员数", "人", "{full}"),
    ("2.兼职人员数", "人", "{part}"),
    ("九、政府信息公开会议和培训情况", "——", ""),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "4"),
)
STAFF = (
    "<p>政府信息公开情况统计表</p><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in LINES)
    + "</table>"
)


def staff(total: int, full: int, part: int) -> str:
    """A part of the 统计表 of form 2014: an identity in three rows."""
    return STAFF.format(total=total, full=full, part=part)


def put(
    archive: Archive, path: str, body: str, *, at: str = "2026-01-01T08:00:00Z", kind: str = "annual_report",
    site: Site = Site(), column: str = COLUMN, link: str | None = None, host: str | None = None,
) -> Capture:  # fmt: skip
    """Stores one answer of a site, as the crawler does."""
    url = path if "://" in path else f"http://{host or site.host}/{path}"
    capture = Capture(url, url, at, 200, HTML, (), body.encode(), site.id, column, kind, None, "crawl", link)
    archive.record(capture)
    archive.flush()
    return capture


def complete(archive: Archive, site: Site = Site(), *, at: str = "2026-06-01T08:00:00Z") -> Capture:
    """The column was fetched to its end: its list is stored, its state says so."""
    archive.declare(site)
    capture = put(archive, site.columns[0].address, "<ul>list</ul>", at=at, kind="list", site=site)
    with archive.transaction() as conn:
        conn.execute("UPDATE columns SET state = 'ok', complete_at = ? WHERE site_id = ?", (at, site.id))
    return capture


def rows(archive: Archive, sql: str, *values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in archive.conn.execute(sql, values)]
