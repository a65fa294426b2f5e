"""What went wrong, as a status and a sentence in both languages: Datasette's errors, SQLite's, and ours."""

from __future__ import annotations

import json
import re
import sqlite3

from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from archive.store import ArchiveError

# Datasette's and SQLite's sentences, and what they come to in Chinese.
IN_CHINESE = (
    (r"Table not found|no such table: (?:main\.)?-?$", "没有这张表。"),
    (r"Record not found|No data", "没有这一行。"),
    (r"Cannot sort table by (.*)", r"不能按“\1”排序：没有这一列。"),
    (r"Cannot use _sort and _sort_desc at the same time", "升序、降序只能选一种。"),
    (r"_size must be .*", "_size（每页行数）应是 1 至 1000 之间的整数。"),
    (r"Cannot search by that column", "不能在这一列里搜索。"),
    (r"Statement must be a SELECT", "这里只能查询（SELECT），不能改写。"),
    (r"Database download is forbidden|Cannot download .*", "不提供整个数据库文件的下载。"),
    (r"Choose a table or a query first\.", "请先选一张表或一个查询。"),
    (r"(\S+) needs gongkai\[data\] to be .*", r"服务器未安装 gongkai[data]，不能给出 \1。"),
    (r"user-defined function raised exception", "函数不能处理这么长的文字。"),
    (r"no such column: (.*)", r"没有“\1”这一列。"),
    (r"no such table: (.*)", r"没有“\1”这张表。"),
    (r"no such function: (.*)", r"没有“\1”这个函数。"),
)  # fmt: skip
TOO_LONG = (
    "查询花的时间太长，请加上条件或缩小范围。",
    "The query took too long: add conditions, or ask for less.",
)


def fault(exception: Exception) -> tuple[int, str, str]:
    """(status, Chinese, English). Only what is 500 is a fault of ours; what it is stays in the log."""
    if isinstance(exception, DatasetteError):
        if exception.title == "SQL Interrupted":
            return 400, *TOO_LONG
        # Datasette calls what it cannot do with a reader's words (sort by no column, say) a fault of its own.
        return (400 if exception.status == 500 else exception.status), *both(str(exception.message))
    if isinstance(exception, Base400):
        return exception.status, *both(str(exception.args[0] if exception.args else ""))
    if isinstance(exception, OverflowError):
        return 400, "有个数比库中任何数都大。", "A number is larger than any in the archive."
    if isinstance(exception, json.JSONDecodeError):
        return 400, "有个参数看似 JSON 而不是。", "A parameter looks like JSON and is none."
    if isinstance(exception, sqlite3.ProgrammingError) and "null character" in str(exception):
        return 400, "词语里有空字符。", "A word holds a null character."
    if isinstance(exception, sqlite3.OperationalError) and "user-defined function" in str(exception):
        return 400, *both(str(exception))
    if "interrupted" in str(exception) and isinstance(exception, sqlite3.OperationalError | ArchiveError):
        return 503, *TOO_LONG
    return 500, "服务器内部出错。", "Internal error"


def both(message: str) -> tuple[str, str]:
    """A sentence of Datasette's or SQLite's in both languages; one that is not known stays as it is said."""
    if message == "Database not found":  # Datasette takes whatever else was asked for a database's name
        return "没有这个网址。", "There is no such address."
    for pattern, chinese in IN_CHINESE:
        if match := re.fullmatch(pattern, message):
            return match.expand(chinese), message
    return (f"请求有误：{message}" if message else ""), message
