"""A citation down to the single figure, in the forms people use; a correction row to copy."""

from __future__ import annotations

import csv
import re

import pytest
from sample_archive import BUREAU, Ask, Ids

from archive.web.citing import Cited, bibtex, ris


def test_a_figure_is_cited_with_its_capture(ask: Ask, ids: Ids) -> None:
    report_id = ids.reports[BUREAU, 2018]
    address = f"/report/{report_id}/applications.new.total"
    cited = ask(f"{address}.json").json()["citation"]
    assert cited["gbt7714"].startswith(
        f"{BUREAU}. 本年新收申请数（总计）：23件，载：{BUREAU}2018年政府信息公开工作年度报告[R/OL]."
        " (2019-01-20)[2019-01-20]."
    )
    for words in cited.values():
        assert re.search(r"sha256 [0-9a-f]{64}", words)
        assert "2019-01-20T01:02:03Z" in words
        assert "https://www.yunchuan.test/1/2018.html" in words
        assert f"http://localhost/report/{report_id}#applications.new.total" in words.replace(r"\#", "#")
    assert cited["gbt7714"] in ask(address).text.replace("&#39;", "'")


def test_a_figure_of_an_attachment_is_cited_with_both_files(ask: Ask, ids: Ids) -> None:
    """The panel gives the hash of the file in which the figure stands."""
    report_id = ids.reports[BUREAU, 2018]
    data = ask(f"/report/{report_id}/applications.new.total.json").json()
    question = f"/archive/panel.json?_shape=array&report_id={report_id}&indicator=applications.new"
    hashes = {row["capture_sha256"] for row in ask(question).json()}
    assert hashes == {data["stands_in"]["sha256"]}
    for words in data["citation"].values():
        assert f"https://www.yunchuan.test/n/表.xls, sha256 {data['stands_in']['sha256']}" in words
        assert len(set(re.findall(r"sha256 ([0-9a-f]{64})", words))) == 2
    assert (
        f"/capture/{data['stands_in']['capture_id']}"
        in ask(f"/report/{report_id}/applications.new.total").text
    )
    in_page = ask(f"/report/{report_id}/proactive.total.json").json()
    assert in_page["stands_in"]["number"] == 0
    assert "表.xls" not in in_page["citation"]["plain"]


def test_a_corrected_figure_is_cited_as_corrected(ask: Ask, ids: Ids) -> None:
    address = f"/report/{ids.reports[BUREAU, 2017]}/proactive.total"
    data = ask(f"{address}.json").json()
    assert (data["figure"]["value"], data["figure"]["corrected_value"]) == (2117, 2171)
    for words in data["citation"].values():
        assert "主动公开政府信息数：2,171条（更正；原读作2,117）" in words
    heading = re.search(r"<h1>(.*?)</h1>", ask(address).text, re.S)
    assert heading
    assert "2,171" in heading[1]
    assert "2,117" not in heading[1]
    assert next(csv.reader([data["correction"]["row"]]))[4] == "2171"
    in_report = ask(f"/report/{ids.reports[BUREAU, 2017]}").text
    assert '<a href="#proactive.total">2,171</a>' in in_report


def test_files_for_reference_managers(ask: Ask, ids: Ids) -> None:
    address = f"/report/{ids.reports[BUREAU, 2018]}/cite"
    assert ask(f"{address}.bib").text.startswith("@techreport{gongkai:")
    answer = ask(f"{address}.ris")
    assert answer.text.startswith("TY  - RPRT\r\n")
    assert answer.text.endswith("ER  - \r\n")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_correction_row_says_what_was_read(ask: Ask, ids: Ids) -> None:
    report_id = ids.reports[BUREAU, 2018]
    correction = ask(f"/report/{report_id}/applications.new.total.json").json()["correction"]
    head, row = csv.reader([correction["head"], correction["row"]])
    given = dict(zip(head, row, strict=True))
    assert given["report_key"] == f"{BUREAU}/2018/own"
    assert (given["indicator"], given["applicant"], given["value"]) == ("applications.new", "total", "23")
    assert (given["reason"], given["by"], given["date"]) == ("", "", "")


def test_the_report_leads_to_each_figure(ask: Ask, ids: Ids) -> None:
    report_id = ids.reports[BUREAU, 2018]
    page = ask(f"/report/{report_id}").text
    for figure in ask(f"/report/{report_id}.json").json()["figures"]:
        address = f"/report/{report_id}/{figure['anchor']}"
        assert f'href="{address}"' in page
        assert ask(address).status == 200


@pytest.mark.parametrize("name", ["no.such.figure", "applications.new.nobody", "%3Cscript%3E"])
def test_what_was_not_read_is_no_figure(ask: Ask, ids: Ids, name: str) -> None:
    assert ask(f"/report/{ids.reports[BUREAU, 2018]}/{name}").status == 404
    assert ask(f"/report/0/{name}").status == 404


def test_words_cannot_break_out_of_a_field() -> None:
    cited = Cited(
        "k", "局{}", "题\n名 100%\\input", 2020, None, "http://x.test/a_b#c", "http://h", "2021", "0"
    )
    assert "\\input" not in bibtex(cited)
    assert "author = {{局\\{\\}}}" in bibtex(cited)
    assert "100\\%/input" in bibtex(cited)
    assert "TI  - 题 名 100%\\input\r\n" in ris(cited)
