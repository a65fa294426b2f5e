"""Datasette's own errors, in the reader's language and without markup; its pages about itself are closed."""

from __future__ import annotations

import pytest
from sample_archive import Ask

SLOW = "with recursive n(i) as (select 1 union all select i %2B 1 from n) select max(i) from n"


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("/archive/nothing", "没有这张表。", "Table not found"),
        ("/archive/documents/999999", "没有这一行。", "Record not found"),
        (
            "/archive/documents?_sort=nothing",
            "不能按“nothing”排序：没有这一列。",
            "Cannot sort table by nothing",
        ),
        ("/archive/documents?_size=a", "_size（每页行数）应是", "_size must be a positive integer"),
        ("/archive?sql=delete+from+documents", "这里只能查询（SELECT），不能改写。", "must be a SELECT"),
        ("/archive?sql=select+x", "没有“x”这一列。", "no such column: x"),
        ("/archive?sql=select+1+2", "请求有误：near", "syntax error"),
        ("/archive.db", "不提供整个数据库文件的下载。", "download is forbidden"),
        ("/nothing/at/all", "没有这个网址。", "There is no such address."),
        (f"/archive?sql={SLOW}", "查询花的时间太长", "The query took too long"),
    ],
)
def test_every_error_is_said_in_both_languages(ask: Ask, path: str, zh: str, en: str) -> None:
    in_chinese = ask(path)
    in_english = ask(path, headers={"accept-language": "en"})
    assert in_chinese.status == in_english.status
    assert 400 <= in_chinese.status < 500
    assert zh in in_chinese.text
    assert en in in_english.text
    for answer in (in_chinese, in_english):
        assert "&lt;p&gt;" not in answer.text
        assert "<textarea style" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/-/databases.json", "/-/versions", "/-/plugins", "/-/settings", "/-/threads.json", "/-/patterns",
     "/-/messages", "/-/allow-debug", "/-/metadata", "/-/config", "/-/logout", "/-/auth-token"],
)  # fmt: skip
def test_nobody_is_told_where_the_file_lies_or_what_runs_here(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert 'href="/search"' in answer.text


def test_the_style_sheet_is_served(ask: Ask) -> None:
    assert ask("/-/static-plugins/gongkai/gongkai.css").headers["content-type"].startswith("text/css")
