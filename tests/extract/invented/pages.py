"""An invented report as a web page, in the hand of one of several content systems."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

import html
from random import Random

from invented.grids import Box, Grid
from invented.report import Report

CONTAINERS = ('<div class="TRS_Editor">{}</div>', '<div id="zoom">{}</div>', '<div class="v_news_content">{}</div>',
              '<div class="article-content">{}</div>', '<div class="k9x">{}</div>', '<div class="xxgk_content">{}</div>')  # fmt: skip
CHARSETS = (
    ("utf-8", "utf-8"),
    ("utf-8", "utf-8"),
    ("gb2312", "gb18030"),
    ("utf-8", "gb18030"),
    ("gbk", "utf-8"),
    (None, "gb18030"),
)


def page(report: Report, *, for_printing: bool = False) -> bytes:
    """The bytes of the page; one that is to be printed is in UTF-8 and mostly without the site's menu."""
    random = Random(report.seed + 1)
    write = random.choice([plain_cell, word_cell, wps_cell, mobile_cell])
    paragraph = random.choice(
        [
            "<p>{}</p>",
            '<p class="MsoNormal" style="text-indent:32pt"><span lang="EN-US">{}</span></p>',
            "<div>{}</div>",
            "　　{}<br>",
        ]
    )
    body = "\n".join(
        paragraph.format(part) if isinstance(part, str) else table(part, write, random)
        for part in report.parts
    )
    article = random.choice(CONTAINERS).format(body)
    declared, real = CHARSETS[0] if for_printing else random.choice(CHARSETS)
    meta = f'<meta charset="{declared}">' if declared else ""
    links = random.choice([0, 0, 8]) if for_printing else 20
    menu = "".join(f'<li><a href="/c{i}/">栏目{i}</a></li>' for i in range(links))
    text = (
        f"<!DOCTYPE html><html><head>{meta}<title>{report.title}-{report.organ}网站</title></head><body>"
        f'<ul class="menu">{menu}</ul><div class="main"><h1>{report.title}</h1>'
        f"<div>发布时间：{report.year + 1}-01-2{random.randint(0, 9)} 来源：{report.organ}</div>{article}</div>"
        '<div class="foot">主办单位：某市人民政府办公室 网站标识码：9901000001</div></body></html>'
    )
    return text.encode(real)


def table(grid: Grid, write: object, random: Random) -> str:
    tags = (
        ("<thead>", "</thead><tbody>", "</tbody>") if grid.heads and random.random() < 0.3 else ("", "", "")
    )
    rows = ["<tr>" + "".join(write(box, random) for box in row) + "</tr>" for row in grid.rows]  # type: ignore[operator]
    text = tags[0] + "".join(rows[: grid.heads]) + tags[1] + "".join(rows[grid.heads :]) + tags[2]
    caption = f"<caption>{grid.caption}</caption>" if grid.caption else ""
    whole = f'<table border="1" width="100%">{caption}{text}</table>'
    return random.choice(["{}", "<div style='overflow-x:auto'>{}</div>", "<center>{}</center>"]).format(whole)


def spans(box: Box) -> str:
    return (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (
        f' colspan="{box.columns}"' if box.columns > 1 else ""
    )


def words(box: Box, line_break: str = "<br>") -> str:
    return html.escape(box.text, quote=False).replace("\n", line_break)


def plain_cell(box: Box, random: Random) -> str:
    tag = "th" if box.head and random.random() < 0.5 else "td"
    return f"<{tag}{spans(box)}>{words(box)}</{tag}>"


def word_cell(box: Box, random: Random) -> str:
    """Saved from a word processor: paragraphs, fonts, numbers broken over runs."""
    text = words(box, "<br/>")
    if box.key and len(box.text) > 1 and random.random() < 0.5:
        at = random.randint(1, len(box.text) - 1)
        text = f"<span>{box.text[:at]}</span><b><span>{box.text[at:]}</span></b>"
    inner = f'<span style="font-size:10.5pt;font-family:宋体">{text}</span>' if text else "<o:p>&nbsp;</o:p>"
    return f'<td{spans(box)} valign="center" style="border:1pt solid"><p class="MsoNormal" align="center">\n{inner}\n</p></td>'


def wps_cell(box: Box, random: Random) -> str:
    pieces = "</span></p><p><span>".join(words(box, "\n").split("\n")) if not box.key else words(box)
    gap = random.choice(["", " ", "\u200b", "&nbsp;"])
    return f'<td width="{random.randint(40, 200)}"{spans(box)}><p><span>{gap}{pieces}</span></p></td>'


def mobile_cell(box: Box, random: Random) -> str:  # noqa: ARG001
    return f'<td{spans(box)}><section><span leaf="">{words(box)}</span></section></td>'
