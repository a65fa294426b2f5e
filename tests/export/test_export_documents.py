"""Documents as text: what is in them, and what of people is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from panel_samples import Builder, gongkai

from archive.export.documents import export_documents
from archive.export.masking import mask
from archive.export.selection import Selection, select
from archive.export.whole import ExportError
from archive.store.rows import upsert

TEXT = "申请人张某（身份证号370102199003071234，手机13800138000）。全年主动公开政府信息1901条。"


@pytest.mark.parametrize(
    "text",
    [
        "370102199003071234", "37010219900307123X", "37010219900307123x",
        "３７０１０２１９９００３０７１２３４",
        "370102 19900307 1234", "370102-19900307-123X", "370102900307123", "13800138000", "138 0013 8000",
        "138-0013-8000", "１３８００１３８０００", "37010219900307123Ｘ", "37010219900307123 x",
        "370102–19900307–1234", "3701 0219 9003 0712 34", "370102\xa019900307\xa01234", "138 00138000",
        "1380013 8000", "+86 138 0013 8000", "8613800138000", "0086-13800138000", "138\t0013\t8000",
        "37010219900307123×", "13800138000/13900139000", "13800138000 13900139000",
        "370102199003071234 13800138000",
    ],
)  # fmt: skip
def test_numbers_of_people_are_masked_and_the_text_keeps_its_length(text: str) -> None:
    for around in (f"号码{text}。", f"（{text}）", f"{text}；19888887777"):
        masked = mask(around)
        assert len(masked) == len(around)
        assert not any(letter.isdigit() for letter in masked)


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话0532-85911234", "统一社会信用代码11370883004325769B", "信用代码113702000000000000",
        "鲁政发〔2018〕13号", "索引号014416330/2018-04736", "全年访问量13800138000次", "金额15000000000元",
        "共计13912345678.50万元", "2018年1月1日至2018年12月31日", "1234567890123456789", "邮编266071",
        "标识码3702000087", "账号：370102199003071234", "开户账号 13800138000", "卡号6222 0216 0200 1234 567",
        "6222021602001234567", "档案号370102900307123", "统一社会信用代码：370102199003071234",
        "编号13800138000", "访问量１３８００１３８０００人次", "13800138000余条", "990102199003071234",
        "370102199013071234", "92370102MA3C199003", "0532-8591-1234", "1 3 8 0 0 1 3 8 0 0 0",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


def test_a_number_is_found_among_others() -> None:
    assert mask("2018 13800138000 2019") == "2018 *********** 2019"
    assert mask("2018-01-01 138 0013 8000") == "2018-01-01 *** **** ****"
    assert mask("身份证编号：370102199003071234") == "身份证编号：" + "*" * 18
    assert mask("账号370102199003071234，电话13800138000") == "账号370102199003071234，电话***********"


@pytest.fixture
def filled(build: Builder) -> Builder:
    report = build.report("青岛市司法局", 2020, "2019", {"applications.new.total": 12}, text=TEXT)
    build.report("青岛市公安局", 2021, "2021", {"applications.new.total": 1}, text="甲\n乙")
    with build.archive.transaction() as conn:
        (document,) = conn.execute("SELECT document_id FROM reports WHERE id = ?", (report,)).fetchone()
        cells = [
            [1, 1, 2, 1, "项目"],
            [1, 2, 1, 2, "申请人13800138000"],
            [2, 2, 1, 1, "自然人"],
            [2, 3, 1, 1, "总计"],
        ]
        upsert(conn, "document_tables", [
            {"document_id": document, "number": 1, "caption": "申请情况", "rows": json.dumps(cells)}
        ])  # fmt: skip
    return build


def lines(build: Builder, path: Path, **chosen: Any) -> list[dict[str, Any]]:
    conn = build.archive.conn
    export_documents(conn, path, select(conn, of="documents", **chosen))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_document_has_its_text_and_tables(filled: Builder, tmp_path: Path) -> None:
    found = {row["body"]: row for row in lines(filled, tmp_path / "a.jsonl")}
    row = found["青岛市司法局"]
    assert row["date"] == "2021-01-20"
    assert row["kind"] == "annual_report"
    assert row["title"] == "青岛市司法局2020年政府信息公开工作年度报告"
    assert row["text"] == TEXT.replace("370102199003071234", "*" * 18).replace("13800138000", "*" * 11)
    assert row["tables"] == [
        {
            "number": 1,
            "caption": "申请情况",
            "rows": [["项目", "申请人***********", ""], ["", "自然人", "总计"]],
        }
    ]
    assert found["青岛市公安局"]["tables"] == []


def test_what_is_stored_is_not_touched(filled: Builder, tmp_path: Path) -> None:
    lines(filled, tmp_path / "a.jsonl")
    stored = [row["text"] for row in filled.archive.conn.execute("SELECT text FROM documents")]
    assert TEXT in stored


def test_parquet_says_the_same(filled: Builder, tmp_path: Path) -> None:
    rows = lines(filled, tmp_path / "a.jsonl")
    export_documents(filled.archive.conn, tmp_path / "a.parquet", Selection())
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert frame["text"].tolist() == [row["text"] for row in rows]
    assert [json.loads(tables) for tables in frame["tables"]] == [row["tables"] for row in rows]


def test_years_are_those_of_publication(filled: Builder, tmp_path: Path) -> None:
    assert [row["body"] for row in lines(filled, tmp_path / "a.jsonl", years=["2022"])] == ["青岛市公安局"]
    with pytest.raises(ExportError, match="no documents of that time here. Did you mean 2021"):
        lines(filled, tmp_path / "a.jsonl", years=["2020"])


def test_the_command_says_what_it_wrote(filled: Builder, tmp_path: Path) -> None:
    output = tmp_path / "a.jsonl"
    call = ("export", "documents", "--db", filled.archive.path, "--output", output)
    assert json.loads(gongkai(*call, "--json").stdout) == {"output": str(output), "documents": 2}
    assert gongkai(*call).stdout == f"{output}: 2 documents\n"
    assert "'annual_report'" in gongkai(*call, "--kind", "annual_reports", code=2).stderr


def test_another_ending_is_refused(filled: Builder, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"ends in \.jsonl or \.parquet"):
        export_documents(filled.archive.conn, tmp_path / "a.txt", Selection())
    assert list(tmp_path.glob("*.txt")) == []
