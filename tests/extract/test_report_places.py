"""Every region of the country is read whole out of a title: 和县 and 南部县 are no words to be left out."""

from __future__ import annotations

import pytest

from archive.extract.report import recognise
from archive.extract.report.publisher import resolve
from archive.extract.report.titles import read_title
from archive.model import Document
from archive.text.names import find_organ, regions

# Groups of the statistical code and reefs, which have no report; offices that are bodies themselves.
NONE = {
    "中央",
    "中沙群岛的岛礁及其海域",
    "南沙群岛",
    "西沙群岛",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
}
OFFICES = {"乌拉盖管理区管委会", "大柴旦行政委员会", "保定白沟新城"}
PLACES = sorted({region.name for region in regions().values()} - NONE - OFFICES)


def test_the_title_of_a_bureau_names_its_whole_place() -> None:
    titles = {place: read_title(f"{place}财政局2016年政府信息公开工作年度报告") for place in PLACES}
    assert [place for place, title in titles.items() if not title or title.organ != f"{place}财政局"] == []


def test_the_title_of_a_government_names_its_whole_place() -> None:
    titles = {place: read_title(f"2016年{place}政府信息公开年度报告") for place in PLACES}
    assert [place for place, title in titles.items() if not title or title.organ != place] == []


def test_a_bureau_is_found_in_a_title() -> None:
    wrong = [p for p in PLACES if find_organ(f"{p}统计局2016年政府信息公开年度报告") != f"{p}统计局"]
    assert wrong == []


@pytest.mark.parametrize(
    ("place", "organ"),
    [
        ("和县", "和县人民政府"),
        ("和平街道", "和平街道办事处"),
        ("下花园区", "下花园区人民政府"),
        ("绿园区", "绿园区人民政府"),
        ("和田地区", "和田地区行政公署"),
        ("佳荣里街", "佳荣里街道办事处"),
        ("上海市浦东新区", "上海市浦东新区人民政府"),
    ],
)
def test_a_place_stands_for_its_government(place: str, organ: str) -> None:
    title = f"{place}2016年政府信息公开工作年度报告"
    text = f"{title}\n一、概述\n主动公开政府信息12条。\n二、依申请公开情况\n收到申请3件。"
    report = recognise(Document("text/plain", title, text))
    assert report is not None
    assert report.organ == organ


@pytest.mark.parametrize(
    ("zone", "said", "organ", "body"),
    [
        ("壬江商务区", "如有疑问请致电本单位。", "壬江商务区", "壬江商务区管理委员会"),
        (
            "合肥高新技术产业开发区",
            "合肥高新技术产业开发区管委会负责。",
            "合肥高新技术产业开发区管委会",
            "合肥高新技术产业开发区管理委员会",
        ),
        ("高新区", "安阳高新区围绕公众关切开展工作。", "安阳高新区", "安阳高新区管理委员会"),
        ("开发区（白洋街道）", "白洋街道负责。", "开发区（白洋街道）", "开发区（白洋街道）"),
    ],
)
def test_a_zone_is_named_as_printed_and_its_committee_is_the_body(
    zone: str, said: str, organ: str, body: str
) -> None:
    title = f"{zone}2016年政府信息公开工作年度报告"
    text = f"{title}\n{said}\n一、概述\n主动公开政府信息12条。\n二、依申请公开情况\n收到申请3件。"
    document = Document("text/plain", title, text)
    report = recognise(document)
    assert report is not None
    assert report.organ == organ
    assert resolve(document, report)[0].body == body
