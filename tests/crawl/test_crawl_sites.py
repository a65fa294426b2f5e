"""Source files: every wrong one is refused in one sentence that names file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.families import FAMILIES
from scraper.sites import CATALOGUE, SiteError, find, load, load_all, read_site
from scraper.sites.keys import COLUMN_KEYS

GOOD = """
id = "one"
host = "www.one.gov.cn"
name = "一号网"
region = "370200"
hosts = ["file.one.gov.cn"]
gone_after = "12h"
verified = 2026-11-23

[[column]]
name = "年报"
kind = "annual_report"
address = "http://www.one.gov.cn/nb/"
family = "trs"
item = "ul li a"
every = "7d"
second = 2

[[column]]
name = "通知"
kind = "notice"
address = "https://file.one.gov.cn/tz/"
family = "jpage"
columnid = 101
unitid = "9"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.toml"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_becomes_a_site(path: Path) -> None:
    site = read_site(write(path, GOOD))
    assert (site.id, site.host, site.region, site.gone_after) == ("one", "www.one.gov.cn", "370200", 43200)
    assert (site.delay, site.concurrency, site.sample) == (3.0, 1, False)
    first, second = site.columns
    assert (first.every, first.verified, dict(first.parameters)) == (7.0, "2026-11-23", {"second": 2})
    assert (second.family, dict(second.parameters)) == ("jpage", {"columnid": 101, "unitid": "9"})
    assert site.column("通知") is second


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('region = "370200"', "region = 370200", "region", "six digits"),
        ('region = "370200"', 'regoin = "370200"', "regoin", "the keys are"),
        ('id = "one"', 'id = "two"', "id", "the file's own name"),
        ('id = "one"', 'id = "One!"', "id", "small letters"),
        ('host = "www.one.gov.cn"', 'host = "http://www.one.gov.cn/"', "host", "without scheme"),
        ('host = "www.one.gov.cn"', 'host = "127.0.0.1"', "host", "a host name"),
        ('host = "www.one.gov.cn"', "", "host", "is missing"),
        ('hosts = ["file.one.gov.cn"]', 'hosts = "file.one.gov.cn"', "hosts", "a list"),
        ("http://www.one.gov.cn/nb/", "http://www.two.gov.cn/nb/", "address", "must lie on"),
        ("http://www.one.gov.cn/nb/", "ftp://www.one.gov.cn/nb/", "address", "http://"),
        ('family = "trs"', 'family = "trss"', "family", "epoint, feed, gkmlpt"),
        ('kind = "notice"', 'kind = "news"', "kind", "annual_report, notice"),
        ('item = "ul li a"', 'item = "ul[["', "item", "a CSS selector"),
        ('every = "7d"', "every = 7", "every", "a span of time"),
        ("second = 2", "second = 3", "second", "a whole number between 0 and 2"),
        ("second = 2", "columnid = 2", "columnid", "the keys are"),
        ('unitid = "9"', 'method = "put"', "method", '"get" or "post"'),
        ('family = "trs"', 'family = "static"', "page", "is missing"),
        ('gone_after = "12h"', 'gone_after = "12 moons"', "gone_after", "a span of time"),
        ("verified = 2026-11-23", 'verified = "yesterday"', "verified", "a date"),
        ('name = "通知"', 'name = "年报"', "name", "must differ from that of the other columns"),
        ('name = "一号网"', "delay = -1\nname = '一'", "delay", "a number between 0 and 3600"),
        ('name = "一号网"', 'hours = "22:00-24:30"\nname = "一"', "hours", "hours of the day"),
        ('name = "一号网"', 'hours = "22:00-22:00"\nname = "一"', "hours", "another than the beginning"),
        ('name = "一号网"', "concurrency = 1.5\nname = '一'", "concurrency", "a whole number"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(
    path: Path, old: str, new: str, key: str, expected: str
) -> None:
    assert old in GOOD
    with pytest.raises(SiteError) as error:
        read_site(write(path, GOOD.replace(old, new, 1)))
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert f'"{key}"' in message
    assert expected in message
    assert "\n" not in message
    assert message.endswith(".")


def test_files_that_are_no_source_files(path: Path, tmp_path: Path) -> None:
    for text, expected in (
        ("id = ", "not valid TOML"),
        ('id = "one"\nhost = "a.cn"\nname = "x"', '"column"'),
    ):
        with pytest.raises(SiteError, match=expected):
            read_site(write(path, text))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SiteError, match="not UTF-8"):
        read_site(path)
    with pytest.raises(SiteError, match="cannot be read"):
        read_site(tmp_path / "none.toml")
    with pytest.raises(SiteError, match="no such folder"):
        load(tmp_path / "none")


def test_the_catalogue_is_valid_and_has_qingdao() -> None:
    sites = load(CATALOGUE)
    site = sites["qingdao"]
    assert (site.host, site.region, site.verified) == ("www.qingdao.gov.cn", "370200", "never")
    assert "青岛市司法局" in site.columns[0].name
    assert site.columns[0].kind == "annual_report"
    assert not any(site.sample for site in sites.values())


def test_folders_of_the_user_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "one.toml", GOOD)
    monkeypatch.delenv("GONGKAI_SITES", raising=False)
    assert "one" not in load_all()
    assert "one" in load_all([tmp_path])
    monkeypatch.setenv("GONGKAI_SITES", str(tmp_path))
    assert [site.id for site in find(load_all(), ["one"])] == ["one"]
    assert "one" in load_all([tmp_path]), "the same folder twice is no conflict"
    (tmp_path / "more").mkdir()
    write(tmp_path / "more" / "one.toml", GOOD)
    with pytest.raises(SiteError, match="already"):
        load_all([tmp_path / "more"])
    refused: list[SiteError] = []
    assert "qingdao" in load_all([tmp_path / "more"], refused=refused)
    assert len(refused) == 1
    with pytest.raises(SiteError, match="no source file declares"):
        find(load_all(), ["nowhere"])


def test_families_say_what_they_are_and_take_no_key_of_the_columns() -> None:
    for name, family in FAMILIES.items():
        assert family.name == name
        assert family.title
        assert family.facts
        assert set(family.required) <= set(family.parameters)
        assert not set(family.parameters) & set(COLUMN_KEYS)
