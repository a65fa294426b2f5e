"""Pages into documents: article, paragraphs, tables, metadata, attachments."""

from __future__ import annotations

import pytest

from archive.model import Document
from archive.read import read

LONG = "本局认真贯彻落实政府信息公开条例，全面推进决策、执行、管理、服务、结果公开，主动公开各类政府信息。"


def page(article: str, *, head: str = "", before: str = "", after: str = "") -> bytes:
    menu = "".join(f'<li><a href="/c{i}/">栏目{i}</a></li>' for i in range(40))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><ul class="menu">{menu}</ul>'
        f'<div class="main">{before}{article}{after}</div>'
        '<div class="foot">主办单位：某市人民政府办公室 备案号：某ICP备05000001号 '
        "网站标识码：9901000001</div></body></html>"
    ).encode()


def zoomed(inner: str) -> bytes:
    return page(f'<div id="zoom"><p>{LONG}</p>{inner}</div>')


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind != "table"]


def rows(document: Document, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.table(number).rows]


def test_blocks_cover_the_text() -> None:
    document = read(
        zoomed("<h2>一、概述</h2><p>收到申请5件。</p><table><tr><td>甲</td><td>1</td></tr></table><p>完</p>")
    )
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["paragraph", "heading", "paragraph", "table", "paragraph"]
    pieces = [document.text[block.start : block.end] for block in document.blocks]
    assert document.text == "\n".join(pieces)
    assert pieces[3] == "甲\t1"
    assert document.blocks[3].table == 1


def test_numbers_over_nested_tags_become_one() -> None:
    document = read(
        zoomed("<p>公开信息<span>19</span><b><span>0</span>1</b>条，&nbsp;微信&#8203;1<i></i>5条</p>")
    )
    assert texts(document)[1] == "公开信息1901条， 微信15条"


def test_break_begins_a_line_but_not_inside_a_number() -> None:
    document = read(zoomed("<p>一、概述<br>全文。<br/>共公开19<br>01条。电话：8591<br>2228</p>"))
    assert texts(document)[1:] == ["一、概述", "全文。", "共公开1901条。电话：8591", "2228"]


def test_cell_labels_broken_to_fit_are_one_word() -> None:
    table = (
        "<table><tr><td>信息内容</td><td>本年新<br/>制作数量</td><td><p>商业</p><p>企业</p></td></tr>"
        "<tr><td>规章</td><td>1<br>2</td><td><p>10</p><p>5</p></td></tr></table>"
    )
    assert rows(read(zoomed(table))) == [["信息内容", "本年新制作数量", "商业企业"], ["规章", "12", "10 5"]]


def test_text_after_a_block_in_a_cell_stays_apart() -> None:
    assert rows(read(zoomed("<table><tr><td>a</td><td><p>10</p>5</td></tr></table>"))) == [["a", "10 5"]]


def test_merged_cells_stand_in_all_their_places() -> None:
    table = (
        '<table><caption>表三</caption><tr><td rowspan="2" colspan="2">x</td><td>1</td></tr><tr>'
        "<td>2</td></tr>"
        '<tr><td>a</td><td>b</td><td rowspan="0">3</td></tr><tr><td>c</td><td></td></tr></table>'
    )
    document = read(zoomed(table))
    assert rows(document) == [["x", "x", "1"], ["x", "x", "2"], ["a", "b", "3"], ["c", "", "3"]]
    cell = document.table(1).rows[1][1]
    assert (cell.row, cell.column, cell.row_span, cell.column_span) == (1, 1, 2, 2)
    assert document.table(1).caption == "表三"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><td colspan=20>t</td></tr><tr><td>a</td><td>1</td></tr>", [["t", "t"], ["a", "1"]]),
        ("<tr><td rowspan=99>a</td><td>1</td></tr><tr><td>2</td></tr>", [["a", "1"], ["a", "2"]]),
        ("<tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr>", [["a", "b"], ["c", "b"]]),
        ("<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>1</td></tr>", [["a", "b", "c"], ["1", "", ""]]),
        ("<tr><td rowspan='x' colspan='-3'>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr>",
         [["a", "b"], ["1", "2"]]),
        ("<tr><td>a</td><td>b</td></tr><tr></tr><tr><td>1</td><td>2</td></tr>", [["a", "b"], ["1", "2"]]),
        ("<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
         [["a", "b"], ["1", "2"]]),
    ],
)  # fmt: skip
def test_spans_that_do_not_fit(table: str, expected: list[list[str]]) -> None:
    assert rows(read(zoomed(f"<table>{table}</table>"))) == expected


def test_layout_tables_are_read_as_paragraphs() -> None:
    inner = "<table><tr><td>指标</td><td>数</td></tr><tr><td>收到申请</td><td>7</td></tr></table>"
    article = f"<table><tr><td><p>{LONG}</p><p>第二段。</p>{inner}<p>第三段。</p></td></tr></table>"
    document = read(page(f'<div id="zoom">{article}</div>'))
    assert texts(document) == [LONG, "第二段。", "第三段。"]
    assert rows(document) == [["指标", "数"], ["收到申请", "7"]]


def test_unknown_layout_made_of_tables() -> None:
    paragraphs = "".join(f"<p>第{i}项工作，{LONG}</p>" for i in range(6))
    side = "".join(f"<a href='/x{i}.htm'>相关新闻标题第{i}条</a><br>" for i in range(20))
    body = (
        f"<html><body><table><tr><td>{side}</td><td><table><tr><td>某局文件</td></tr><tr><td>"
        f"{paragraphs}</td></tr>"
        "</table></td></tr><tr><td colspan=2>版权所有 某局 地址：某路1号</td></tr></table></body></html>"
    )
    document = read(body.encode())
    assert len(texts(document)) == 6
    assert texts(document)[0].startswith("第0项工作")


def test_unknown_layout_with_a_table_keeps_prose_and_table() -> None:
    cells = "".join(f"<tr><td>指标名称第{i}</td><td>{i}</td></tr>" for i in range(12))
    article = f'<div class="q7"><p>{LONG}</p><div><table>{cells}</table></div><p>{LONG}</p></div>'
    document = read(page(article))
    assert texts(document) == [LONG, LONG]
    assert len(document.table(1).rows) == 12


def test_scripts_hidden_parts_and_controls_are_no_text() -> None:
    inner = (
        "<script>var a='脚本';</script><style>p{}</style><p style='display:none'>隐藏</p><p>正文。</p>"
        "<div class='share'>分享到微信</div><p>【字体：大 中 小】</p><p>打印本页 | 关闭窗口</p>"
        "<p>扫一扫在手机打开当前页</p>"
    )
    assert texts(read(zoomed(inner))) == [LONG, "正文。"]


def test_article_hidden_until_a_script_shows_it() -> None:
    document = read(page(f'<div style="display: none"><div id="zoom"><p>{LONG}</p></div></div>'))
    assert document.text == LONG


def test_container_that_two_selectors_find() -> None:
    table = "<table><tr><td>甲</td><td>1</td></tr></table>"
    document = read(page(f'<div id="content" class="content"><p>{LONG}{LONG}</p>{table}</div>'))
    assert len(document.tables) == 1


def test_report_printed_twice_is_read_once() -> None:
    table = "<table><tr><td>甲</td><td>1</td></tr></table>"
    report = f"<p>{LONG}</p><p>收到申请15件，{LONG}</p>{table}<p>{LONG}二</p><p>{LONG}三</p>"
    article = f'<div class="TRS_Editor">{report}</div><div class="TRS_Editor">{report}</div>'
    document = read(page(article))
    assert len(document.tables) == 1
    assert document.text.count("收到申请15件") == 1


def test_metadata_from_tags() -> None:
    head = (
        '<title>关于某事的通知-某市某局</title><meta name="SiteName" content="某市某局"><meta '
        'name="ArticleTitle" '
        'content="关于某事的通知"><meta name="PubDate" content="2020-03-05 10:20"><meta '
        'name="ContentSource" content="办公室">'
        '<meta name="ColumnName" content="通知公告"><meta name="SiteIDCode" content="9901000001">'
    )
    document = read(page(f'<div id="zoom"><p>{LONG}</p></div>', head=head))
    assert (document.title, document.published) == ("关于某事的通知", "2020-03-05")
    assert (document.source, document.site_name) == ("办公室", "某市某局")
    assert ("SiteIDCode", "9901000001") in document.meta


def test_metadata_box_and_migrated_date() -> None:
    box = (
        "<table class='box'><tr><td>索 引 号：</td><td>014416330/2011-04736</td><td>文号：</td>"
        "<td>安参政[2011]27号</td></tr>"
        "<tr><td>发布机构：</td><td>某市财政局</td><td>成文日期：</td><td>2011年3月10日</td></tr></table>"
    )
    document = read(
        page(
            f'<div id="zoom"><p>{LONG}</p></div>',
            before=box,
            head='<meta name="PubDate" content="2020-09-11 08:00">',
        )
    )
    assert document.index_number == "014416330/2011-04736"
    assert document.document_number == "安参政〔2011〕27号"
    assert document.source == "某市财政局"
    assert document.published == "2011-03-10"
    assert ("成文日期", "2011年3月10日") in document.meta


def test_metadata_of_spans_and_title_of_heading() -> None:
    before = (
        "<h1>某区2016年政府信息公开年度报告</h1><div><span>发布时间：2017-03-20 15:00</span>"
        "<span>来源：</span><span>某区政府办</span>"
        "<span>浏览次数：</span></div>"
    )
    head = "<title>某区2016年政府信息公开年度报告_政府信息公开_某区人民政府</title>"
    document = read(page(f'<div class="article-content"><p>{LONG}</p></div>', before=before, head=head))
    assert document.title == "某区2016年政府信息公开年度报告"
    assert (document.published, document.source) == ("2017-03-20", "某区政府办")


def test_labels_in_the_head_of_the_article() -> None:
    article = (
        '<div class="q9"><h1>关于某事的通知</h1><p>2023年3月10日 08:00　　某市住建局</p><dl><dt>索引号</dt>'
        "<dd>9902001204/2023-31740</dd><dt>文号</dt><dd>无</dd><dt>成文日期</dt><dd>2023-03-09</dd></dl>"
        f"<p>各部门：</p><p>{LONG}</p><p>{LONG}</p><p>某市住建局</p><p>2023年3月9日</p></div>"
    )
    document = read(page(article))
    assert document.title == "关于某事的通知"
    assert texts(document) == ["关于某事的通知", "各部门：", LONG, LONG, "某市住建局", "2023年3月9日"]
    assert (document.index_number, document.document_number) == ("9902001204/2023-31740", None)
    assert (document.published, document.source) == ("2023-03-10", "某市住建局")


def test_title_with_hyphens_stays_whole() -> None:
    head = "<title>1-10月某县固定资产投资趋稳 - 某省发展和改革委员会</title>"
    assert read(page(f'<div id="zoom"><p>{LONG}</p></div>', head=head)).title == "1-10月某县固定资产投资趋稳"


def test_list_date_and_link_text_stand_in() -> None:
    document = read(
        page(f'<div id="zoom"><p>{LONG}</p></div>'), link_text="某局2015年年报", link_date="2016-03-01"
    )
    assert (document.title, document.published) == ("某局2015年年报", "2016-03-01")


def test_attachments_in_order_without_duplicates() -> None:
    inner = (
        '<p><a href="./P020180126.doc">附件1：统计表.doc</a></p><p><a '
        'href="/module/download/downfile.jsp?classid=0&amp;'
        'filename=a1.xls">附件2</a><a href="./P020180126.doc#x">附件1</a></p><p><a '
        'href="http://www.gov.cn/a.html">中国政府网</a>'
        '</p><iframe src="/pdfjs/web/viewer.html?file=/files/b.pdf"></iframe>'
    )
    document = read(zoomed(inner), url="http://www.x.test/xxgk/2018/t20180126_1.html")
    assert [(link.url, link.text) for link in document.attachments] == [
        ("http://www.x.test/xxgk/2018/P020180126.doc", "附件1：统计表.doc"),
        ("http://www.x.test/module/download/downfile.jsp?classid=0&filename=a1.xls", "附件2"),
        ("http://www.x.test/files/b.pdf", "b.pdf"),
    ]


def test_attachments_under_the_article() -> None:
    after = '<div class="fj"><a href="a.pdf">年度报告.pdf</a></div>'
    document = read(
        page(f'<div id="zoom"><p>{LONG}</p></div>', after=after), url="http://www.x.test/a/b.html"
    )
    assert [link.url for link in document.attachments] == ["http://www.x.test/a/a.pdf"]


def test_article_that_is_only_a_link_to_a_file() -> None:
    document = read(
        page('<div class="TRS_Editor"><p><a href="a.pdf">某局2019年政府信息公开工作年度报告</a></p></div>'),
        url="http://www.x.test/a/b.html",
    )
    assert document.text == "某局2019年政府信息公开工作年度报告"
    assert len(document.attachments) == 1


def test_caption_is_the_line_above_the_table() -> None:
    table = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    document = read(zoomed(f"<p>附：政府信息公开情况统计表</p><p>（单位：件）</p>{table}"))
    assert document.table(1).caption == "附：政府信息公开情况统计表"


def test_headings_by_their_looks() -> None:
    document = read(
        zoomed("<p>• 二、组织领导</p><p>（一）主动公开情况。共公开5条。</p><p><b>（二）依申请公开</b></p>")
    )
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert kinds["二、组织领导"] == "heading"
    assert kinds["（一）主动公开情况。共公开5条。"] == "paragraph"
    assert kinds["（二）依申请公开"] == "heading"


def test_short_notice_on_an_unknown_layout() -> None:
    document = read(page('<div class="k3"><p>定于3月5日9时召开听证会，欢迎参加。</p></div>'))
    assert document.text == "定于3月5日9时召开听证会，欢迎参加。"


def test_preformatted_and_indented_paragraphs() -> None:
    document = read(zoomed("<pre>第一行\n第二行</pre><p>　　一、概述　　全文。　　二、申请　　收到3件。</p>"))
    assert texts(document)[1:] == ["第一行", "第二行", "一、概述 全文。", "二、申请 收到3件。"]


def test_document_number_under_the_title() -> None:
    document = read(zoomed("").replace(LONG.encode(), f"某政办发[2020]5号</p><p>{LONG}".encode()))
    assert document.document_number == "某政办发〔2020〕5号"


def test_reading_is_deterministic() -> None:
    body = zoomed("<table><tr><td>a</td><td>1</td></tr></table>")
    assert read(body, url="http://x.test/") == read(body, url="http://x.test/")
