from __future__ import annotations

import pytest

from archive.text.names import find_organ, level_of, region_of, regions


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("青岛市司法局", "370200"),
        ("教育部", "000000"),
        ("国家税务总局青岛市税务局", "370200"),
        ("淮安市洪泽区人民政府", "320813"),
        ("北京市朝阳区财政局", "110105"),
        ("朝阳区财政局", None),
        ("胶南市人民政府", "370284"),
        ("济源市财政局", "419001"),
        ("银海市财政局", None),
    ],
)
def test_the_region_of_a_body(name: str, code: str | None) -> None:
    assert region_of(name) == code


def test_a_shared_name_is_decided_by_where_the_site_stands() -> None:
    assert region_of("朝阳区财政局", within="1101") == "110105"
    assert region_of("朝阳区财政局", within="220100") == "220104"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("吉林省财政厅", "province"),
        ("吉林市财政局", "city"),
        ("德清县统计局", "county"),
        ("兴安街道办事处", "town"),
    ],
)
def test_the_level_of_a_body(name: str, level: str) -> None:
    assert level_of(name) == level


def test_the_body_of_a_title() -> None:
    assert find_organ("青岛市司法局2017年政府信息公开工作年度报告") == "青岛市司法局"
    assert find_organ("2013年上海市公安局政府信息公开年度报告") == "上海市公安局"


def test_every_region_has_a_known_parent() -> None:
    for region in regions().values():
        assert len(region.code) == 6
        assert region.parent in regions() or region.code == "000000"
