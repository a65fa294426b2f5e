"""Formats and character sets told from bytes; files that give no document; joining; dates."""

from __future__ import annotations

import pytest

from archive.model import Link
from archive.read import Unreadable, is_trusted, join, media_type, read
from archive.read.charset import decode
from archive.text.dates import find_dates, find_period, parse_date

CHINESE = "政府信息公开工作年度报告，主动公开政府信息1901条。"


def declared(charset: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{meta}</head><p>{CHINESE}㎡镕</p>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (declared("utf-8").encode(), None),
        (declared("gb2312").encode("gb18030"), None),
        (declared("utf-8").encode("gb18030"), None),
        (declared("gb2312").encode(), None),
        (declared("iso-8859-1").encode("gb18030"), "text/html; charset=ISO-8859-1"),
        (declared("no-such-set").encode("gb18030"), None),
        (b"\xef\xbb\xbf" + declared("gbk").encode(), "text/html;charset=gbk"),
        (b"\xff\xfe" + declared("utf-16").encode("utf-16-le"), None),
        (declared("utf-16").encode("utf-16-le"), None),
        (("\n" + declared("utf-8")).encode("utf-16-be"), None),
    ],
)
def test_charset_is_found_even_when_declared_wrongly(body: bytes, content_type: str | None) -> None:
    assert "㎡镕" in decode(body, content_type)
    assert read(body, content_type=content_type).text.startswith(CHINESE)


def test_page_cut_inside_a_character() -> None:
    assert decode((CHINESE * 3).encode("gb18030")[:-1]).startswith(CHINESE * 2)
    assert decode((CHINESE * 3).encode()[:-1]).startswith(CHINESE * 2)


def test_page_with_a_few_spoiled_bytes() -> None:
    body = (CHINESE * 20).encode()
    assert decode(body[:100] + b"\xff\xc0" + body[102:]).count("年度报告") >= 19


def test_big5_page() -> None:
    text = '<html><meta charset="big5"><p>政府資訊公開工作年度報告</p>'
    assert "政府資訊公開" in decode(text.encode("big5"), "text/html; charset=big5")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "application/pdf"),
        ("\ufeff  <!DOCTYPE html><p>".encode(), "text/html"),
        (b"<!-- made by x -->\n<html>", "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "text/html"),
        (b"<datastore><record/></datastore>", "application/xml"),
        (b'{"articles": [1]}', "application/json"),
        (CHINESE.encode("gb18030"), "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0", "image/png"),
        (b"Rar!\x1a\x07\x00", "application/vnd.rar"),
        (bytes(range(256)), "application/octet-stream"),
    ],
)
def test_media_type(body: bytes, expected: str) -> None:
    assert media_type(body) == expected


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"Rar!\x1a\x07\x00xx", "packed archive"),
        (b'{"a": 1}', "JSON"),
        (b"%PDF-1.4\n%%EOF", "damaged|no pages"),
        (b"PK\x03\x04broken", "archive|damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "container"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 100, "damaged"),
        (b"<table>" + b"<tr>" + b"<td>1</td>" * 10_000, "columns"),
    ],
)
def test_unreadable_files_say_why_in_one_sentence(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as raised:
        read(body)
    assert raised.value.reason.endswith(".")
    assert "\n" not in raised.value.reason


def test_saved_text_of_a_page() -> None:
    text = (
        "某市水利局2016年政府信息公开工作年度报告\n某市政务网 发布日期 : 2017-02-03 来源 : "
        "某市水利局\n字体大小: 打印\n\n"
        "　　一、概述\n\n　　2016年，共公开信息３２条。\n\n扫一扫在手机打开当前页"
    )
    document = read(text.encode())
    assert document.title == "某市水利局2016年政府信息公开工作年度报告"
    assert (document.published, document.source, document.site_name) == (
        "2017-02-03",
        "某市水利局",
        "某市政务网",
    )
    assert document.text.split("\n") == [document.title, "一、概述", "2016年，共公开信息３２条。"]
    assert [block.kind for block in document.blocks] == ["heading", "heading", "paragraph"]


def test_join_keeps_offsets_and_numbers_tables_on() -> None:
    table = "<table><tr><td>{}</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    page = read(
        f"<html><title>甲</title><div id=zoom><p>正文{CHINESE}</p>{table.format('甲')}</div>".encode()
    )
    first = read(f"<html><div id=zoom><p>附一{CHINESE}</p>{table.format('乙')}</div>".encode())
    second = read("附件二的话。".encode())
    joined = join(
        page, [(Link("http://x.test/1.html", "附件1"), first), (Link("http://x.test/2.txt", ""), second)]
    )
    assert [t.number for t in joined.tables] == [1, 2]
    assert [joined.text[b.start : b.end] for b in joined.blocks] == [
        f"正文{CHINESE}", "甲\t1\nb\t2", "附件1", f"附一{CHINESE}", "乙\t1\nb\t2", "附件二的话。"
    ]  # fmt: skip
    assert [b.table for b in joined.blocks if b.kind == "table"] == [1, 2]
    assert [(p.number, p.tables, p.url) for p in joined.parts] == [
        (0, (1,), None), (1, (2,), "http://x.test/1.html"), (2, (), "http://x.test/2.txt")
    ]  # fmt: skip
    assert joined.text[joined.parts[1].start : joined.parts[1].end].startswith("附件1\n附一")
    assert joined.parts[2].end == len(joined.text)
    assert joined.title == "甲"


def test_join_without_attachments_is_the_page() -> None:
    page = read(CHINESE.encode())
    assert join(page, []) == page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-01-26 10:20", "2018-01-26"),
        ("发布：2018/1/6", "2018-01-06"),
        ("2018.01.26", "2018-01-26"),
        ("２０１８年１月２６日", "2018-01-26"),
        ("2018 年 1 月 26 日", "2018-01-26"),
        ("二〇一八年十二月二十六日", "2018-12-26"),
        ("二○一八年元月三十一日", "2018-01-31"),
        ("20180126", "2018-01-26"),
        ("2018-02-30", None),
        ("电话：201801267", None),
        ("2018年", None),
        ("2019.5", None),
        (None, None),
    ],
)
def test_dates(text: str | None, expected: str | None) -> None:
    assert parse_date(text) == expected


def test_dates_with_their_places() -> None:
    text = "自2017年1月1日起至2017年12月31日止"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["2017年1月1日", "2017年12月31日"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统计期限自2017年1月1日起至2017年12月31日止。", ("2017-01-01", "2017-12-31")),
        ("（2008年5月1日至12月31日）", ("2008-05-01", "2008-12-31")),
        ("2010年1月1日—同年12月31日", ("2010-01-01", "2010-12-31")),
        ("2023年1月1日起，至2023年12月31日", ("2023-01-01", "2023-12-31")),
        ("2018年11日至2018年1231日", None),
    ],
)
def test_periods(text: str, expected: tuple[str, str] | None) -> None:
    assert find_period(text) == expected


def test_deeply_nested_page_is_read() -> None:
    assert read(("<html><body>" + "<div>" * 5000 + "<p>全文</p>" + "</div>" * 5000).encode()).text == "全文"


def test_a_page_whose_parsing_may_take_long_is_not_trusted() -> None:
    attributes = "".join(f" a{n}" for n in range(10_000))
    assert is_trusted(declared("utf-8").encode())
    assert not is_trusted(f"<html><body><p{attributes}>{CHINESE}</p>".encode())
    assert not is_trusted(b"<html>" + b"<p>" * 20_000)
