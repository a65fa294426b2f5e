"""The comparison as a file is the table of the page; as a picture, the lines of it."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook
from sample_archive import BUREAU, OFFICE, Ask

from archive.web import plots

CHOICE = f"indicator=proactive.total&indicator=proactive.channel.website&body={BUREAU}&body={OFFICE}"
SHOWN = [
    "proactive.total",
    "主动公开政府信息数",
    "条",
    "",
    BUREAU,
    "own",
    "2171",
    "2118",
    "2119",
    "1910",
    "2019",
]


def test_csv_is_what_the_page_shows(ask: Ask) -> None:
    lines = list(csv.reader(io.StringIO(ask(f"/compare.csv?{CHOICE}").text)))
    assert len(lines) == 5
    assert lines[1] == SHOWN
    assert lines[2][-2] == "·"  # no report of that year
    assert lines[3][6] == "≥ 1,500"
    in_file = {cell.replace(",", "") for line in lines for cell in line}
    on_page = re.findall(r'<td class="num[^>]*>\s*<a[^>]*>([^<]*)</a>', ask(f"/compare?{CHOICE}").text)
    assert {cell.replace(",", "") for cell in on_page} <= in_file


def test_blanks_are_no_zeros_in_any_file(ask: Ask) -> None:
    asked = "indicator=applications.carried_in&applicant=natural_person&lang=en"
    (_, line, *_) = csv.reader(io.StringIO(ask(f"/compare.csv?{asked}").text))
    assert line[6:10] == ["blank"] * 4
    assert ask(f"/compare.excel?{asked}").content.startswith("\ufeff".encode())
    book = CalamineWorkbook.from_filelike(io.BytesIO(ask(f"/compare.xlsx?{CHOICE}").content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[1][6:10] == [2171, 2118, 2119, 1910]


def test_the_picture_breaks_its_lines_where_the_series_breaks(ask: Ask) -> None:
    answer = ask(f"/compare.svg?{CHOICE}")
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    ElementTree.fromstring(answer.content)
    assert "竖虚线处报表格式更替" in answer.text
    assert BUREAU in answer.text
    assert ask(f"/compare.png?{CHOICE}").content.startswith(b"\x89PNG")


def test_the_picture_has_no_more_lines_than_eyes_can_follow() -> None:
    cell = {"value": 1, "break": False}
    lines = [{"organ": f"局{n}", "scope": "own", "cells": {"2020": cell}} for n in range(20)]
    indicator = {"code": "a", "zh": "甲", "en": "A", "unit": "件"}
    drawn = plots.specification([{"indicator": indicator, "series": lines}], "zh")
    assert len({point["body"] for point in drawn["data"]["values"]}) == plots.MOST_LINES
    assert drawn["title"]["subtitle"] == ["另有 8 条线未画出"]


def test_the_page_shows_its_picture_above_its_table(ask: Ask) -> None:
    page = ask(f"/compare?{CHOICE}").text
    (first, second) = re.findall(r'<img loading="lazy" src="(/compare\.svg\?[^"]*)"', page)
    assert "indicator=proactive.total&amp;" in first
    assert "indicator=proactive.channel.website&amp;" in second
    assert page.index("<form") < page.index(first) < page.index("<table")


def test_what_cannot_be_compared_is_no_file(ask: Ask) -> None:
    for ending in ("csv", "excel", "xlsx", "svg", "png"):
        assert ask(f"/compare.{ending}?indicator=nothing").status == 404
        assert ask(f"/compare.{ending}?from=1").status == 400
        empty = ask(f"/compare.{ending}?from=1990&to=1991").status
        assert empty == (404 if ending in ("svg", "png") else 200)
