"""Bodies of many kinds, by what the heads of their reports say: bodies that no register has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from heads import heads

from archive.text.bodies import bodies, full_name
from archive.text.functions import function_of
from archive.text.names import area, region_of

SHARE = 0.99


def test_bodies_that_no_register_has_are_told_from_the_heads_of_their_reports() -> None:
    wrong = [f"{head.id}: {fault}" for head in heads() if (fault := head.wrong())]
    assert len(wrong) <= (1 - SHARE) * len(heads()), "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("内江市市中区农业农村局", "511002"),  # 511102 is that of 乐山, in a city whose code begins alike
        ("大厂县财政局", "131028"),
        ("鄂温克旗民政局", "150724"),
        ("长沙市公安局岳麓分局", "430104"),
        ("国家统计局晋江调查队", "350582"),
        ("井冈山管理局", "360881"),
        ("青岛海关", "370200"),
    ],
)
def test_the_region_of_a_name(name: str, code: str) -> None:
    assert region_of(name) == code


@pytest.mark.parametrize(
    ("name", "region", "full"),
    [
        ("山东大学", "370000", "山东大学"),
        ("贵州贵安新区管委会", "520000", "贵州贵安新区管理委员会"),
        ("湖北煤矿安全监察局", "420000", "湖北煤矿安全监察局"),
        ("广西自然资源厅", "450000", "广西壮族自治区自然资源厅"),
        ("陵水县财政局", "469028", "陵水黎族自治县财政局"),
        ("大连市发展改革委", "210200", "大连市发展和改革委员会"),
    ],
)
def test_a_name_in_full(name: str, region: str, full: str) -> None:
    assert full_name(name, region) == full


def test_short_words_before_a_short_class_word_are_written_out() -> None:
    for name, whole in (("国家卫生计生委", "卫生和计划生育委员会"), ("发展改革局", "发展改革局")):
        named = function_of(name)
        assert named is not None
        assert named.whole == whole


def test_the_codes_of_a_region_begin_with_whole_pairs_of_digits() -> None:
    assert [area(code) for code in ("511000", "370000", "370203", "000000")] == ["5110", "37", "370203", ""]


def test_the_register_of_bodies_is_what_the_sources_and_the_portal_say() -> None:
    script = Path(__file__).resolve().parents[2] / "scripts" / "build_bodies"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_bodies_of_sources_bear_their_names_and_keep_the_labels_of_the_sources() -> None:
    for label, name in (
        ("上海市教育厅", "上海市教育委员会"),
        ("内蒙古财政部", "内蒙古自治区财政厅"),
        ("杭州市场监督局", "杭州市市场监督管理局"),
        ("安徽省国有资产委员会", "安徽省人民政府国有资产监督管理委员会"),
        ("江西省税务局", "国家税务总局江西省税务局"),
    ):
        assert label in bodies()[name].aliases
        assert label not in bodies()
