"""Parts as the inside of an article, in one of four habits of editors."""

from __future__ import annotations

from html import escape

from scraper.portal.parts import Box, Grid, Heading, Part, Parts

_WORD = 'style="font-family:仿宋_GB2312;font-size:16pt"'
_PARAGRAPH = {
    "plain": "<p>　　{}</p>\n",
    "strong": '<p style="text-indent:2em;line-height:2">{}</p>\n',
    "word": f'<p class="MsoNormal" style="text-indent:32pt"><span {_WORD}>{{}}</span></p>\n',
    "headings": "<p>{}</p>\n",
}
_HEADING = {
    "plain": "<p>　　{}</p>\n",
    "strong": '<p style="text-indent:2em;line-height:2"><strong>{}</strong></p>\n',
    "word": '<p class="MsoNormal"><span style="font-family:黑体;font-size:16pt">{}</span></p>\n',
    "headings": "<h3>{}</h3>\n",
}
_TABLE = {
    "plain": '<table border="1" cellspacing="0" cellpadding="2" width="100%">',
    "strong": '<table class="table" style="width:98%;border-collapse:collapse" border="1">',
    "word": '<table class="MsoTableGrid" border="1" cellspacing="0" style="border-collapse:collapse">',
    "headings": '<table class="report-table">',
}
_CELL = {
    "plain": "<{tag}{span}>{text}</{tag}>",
    "strong": '<{tag}{span} align="center">{text}</{tag}>',
    "word": '<{tag}{span}><p align="center"><span style="font-size:10pt">{text}</span></p></{tag}>',
    "headings": "<{tag}{span}>{text}</{tag}>",
}


def render(parts: Parts, style: str) -> str:
    """The HTML of the parts; `style` is plain, strong, word or headings."""
    return "".join(_part(part, style) for part in parts)


def _part(part: Part, style: str) -> str:
    if isinstance(part, Grid):
        return _grid(part, style)
    text = escape(part.text)
    if style == "word" and len(part.text) > 60:  # Word splits a run wherever somebody once edited
        text = f"{escape(part.text[:30])}</span><span {_WORD}>{escape(part.text[30:])}"
    return (_HEADING if isinstance(part, Heading) else _PARAGRAPH)[style].format(text)


def _grid(grid: Grid, style: str) -> str:
    caption = f'<p style="text-align:center">{escape(grid.caption)}</p>\n' if grid.caption else ""
    rows = ("<tr>" + "".join(_box(box, style) for box in row) + "</tr>\n" for row in grid.rows)
    return f"{caption}{_TABLE[style]}<tbody>\n{''.join(rows)}</tbody></table>\n"


def _box(box: Box, style: str) -> str:
    tag = "th" if box.head and style == "headings" else "td"
    span = f' rowspan="{box.row_span}"' if box.row_span > 1 else ""
    span += f' colspan="{box.column_span}"' if box.column_span > 1 else ""
    text = escape(box.text).replace("\n", "<br/>") or "&nbsp;"
    return _CELL[style].format(tag=tag, span=span, text=text)
