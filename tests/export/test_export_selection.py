"""What is chosen of the panel, and what cannot be chosen together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from panel_samples import NEW, Builder, export, gongkai

from archive.export.selection import select
from archive.export.whole import ExportError


def test_filters_choose_rows(filled: Builder, tmp_path: Path) -> None:
    def bodies(**chosen: Any) -> list[str]:
        return [row["body"] for row in export(filled, tmp_path / "out", **chosen)]

    assert set(bodies(regions=["山东省"])) == {"青岛市司法局", "青岛市公安局", "青岛市人民政府"}
    assert set(bodies(regions=["110000"])) == {"北京市教育委员会"}
    assert bodies(years=["2015-2018"]) == ["青岛市司法局"] * 3
    assert bodies(scope="consolidated") == ["青岛市人民政府"]
    assert bodies(bodies=["青岛市公安局"], indicators=[NEW]) == ["青岛市公安局"] * 2
    assert bodies(indicators=["传真申请数"]) == ["青岛市司法局"]
    assert len(bodies(indicators=["applications.*"])) == 8


def test_wide_has_a_row_a_report_and_a_column_a_figure(filled: Builder, tmp_path: Path) -> None:
    rows = export(filled, tmp_path / "out", "csv", "dta", "xlsx", wide=True, years=["2020"])
    assert len(rows) == 4
    assert [name for name in rows[0] if name.startswith("applications.")] == [
        f"{NEW}.natural_person",
        f"{NEW}.total",
    ]
    found = {row["body"]: (row[f"{NEW}.natural_person"], row[f"{NEW}.total"]) for row in rows}
    assert found["青岛市司法局"] == ("", "12")
    assert found["青岛市公安局"] == ("28", "30")
    assert len(pd.read_stata(tmp_path / "out" / "panel.dta")) == 4


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"indicators": ["applications.neu"]}, r"no such indicator. Did you mean applications.new"),
        ({"indicators": ["传真申请"]}, r"Did you mean applications.channel.fax"),
        ({"regions": ["青岛是"]}, r"no such region. Did you mean 370200 青岛市"),
        ({"regions": ["370201"]}, r"Did you mean .*370200 青岛市"),
        ({"regions": ["朝阳区"]}, r"several regions have this name: .*110105"),
        ({"bodies": ["青岛司法局"]}, r"no such body here. Did you mean 青岛市司法局"),
        ({"years": ["1999"]}, r"no reports of that time here. Did you mean 2017"),
        ({"years": ["2020-2017"]}, r"ends before it begins; did you mean 2017-2020"),
        ({"years": ["去年"]}, r"expected a year or a span of years"),
        ({"bodies": ["青岛市司法局"], "regions": ["110000"]}, r"lies in 370200, outside --region 110000"),
        ({"bodies": ["青岛市公安局"], "years": ["2017"]}, r"has reports of 2020 only, none of 2017"),
        ({"bodies": ["青岛市公安局"], "scope": "consolidated"}, r"has no report of --scope consolidated"),
        (
            {"indicators": ["applications.channel.fax"], "years": ["2020"]},
            r"forms 2008, 2014; those chosen are of 2019",
        ),
        (
            {"regions": ["110000"], "years": ["2017"]},
            r"No report answers all of --year 2017 and --region 110000",
        ),
    ],
)
def test_words_that_mean_nothing_and_filters_that_exclude_each_other(
    filled: Builder, chosen: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ExportError, match=sentence):
        select(filled.archive.conn, **chosen)


def test_the_command_says_it_in_one_sentence_and_exits_2(filled: Builder, tmp_path: Path) -> None:
    call = ["export", "panel", "--db", filled.archive.path, "--output", tmp_path / "out"]
    done = gongkai(*call, "--indicator", "applications.neu", code=2)
    assert done.stderr.strip().count("\n") == 0
    assert "Did you mean applications.new" in done.stderr
    assert not (tmp_path / "out").exists()
