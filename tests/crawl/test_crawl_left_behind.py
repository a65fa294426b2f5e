"""Source files that changed or are broken: what they leave behind, what status says of them."""

from __future__ import annotations

import json
from pathlib import Path

import forks
import pytest
from small_server import SmallServer, listing, page, source


@pytest.mark.parametrize(
    ("old", "new", "left", "said"),
    [
        ("", "", {"hosts": {}, "columns": {}}, ""),
        (
            "www.one.test",
            "www.new.test",
            {"hosts": {"www.one.test": 2}, "columns": {}},
            "one: 2 known pages are on www.one.test, a host that its source file does not name any more:"
            " no crawl goes there. Name it in `hosts` where it still answers.",
        ),
        (
            'name = "年报"',
            'name = "年度报告"',
            {"hosts": {}, "columns": {"年报": 1}},
            "one: 1 known page is in 年报, a column that its source file does not name any more:"
            " no crawl goes there. Where it was renamed, use the old name.",
        ),
    ],
)
def test_status_says_what_a_changed_source_file_leaves_behind(
    tmp_path: Path, old: str, new: str, left: dict[str, dict[str, int]], said: str
) -> None:
    sites, db = source(tmp_path / "sites"), str(tmp_path / "a.db")
    with SmallServer() as server:
        call = ["crawl", "one", "--sites", str(sites), "--db", db, "--proxy", server.proxy]
        for host in ("www.one.test", "www.new.test"):
            server.put(
                "/list.html", listing(("/a/1.html", "报告1", ""), ("/a/2.html", "报告2", "")), host=host
            )
            for n in (1, 2):
                server.put(f"/a/{n}.html", page(f"报告{n}"), host=host)
        assert forks.run(*call).returncode == 0
        file = sites / "one.toml"
        file.write_text(file.read_text().replace(old, new) if old else file.read_text())
        for host in ("www.one.test", "www.new.test"):
            server.put("/list.html", listing(("/a/1.html", "报告1", "")), host=host)
        assert forks.run(*call).returncode == 0
    done = forks.run("status", "--sites", str(sites), "--db", db, "--json")
    found = json.loads(done.stdout)
    assert (found["left_behind"], found["notes"], done.returncode) == (
        left,
        [said.removeprefix("one: ")] if said else [],
        0,
    )
    text = forks.run("status", "--sites", str(sites), "--db", db).stdout
    assert [line for line in text.splitlines() if "does not name any more" in line] == (
        [said] if said else []
    )


def test_a_source_file_that_cannot_be_read_needs_a_person(tmp_path: Path) -> None:
    sites, db = source(tmp_path / "sites"), str(tmp_path / "a.db")
    (sites / "bad.toml").write_text('id = "bad"\n')
    assert forks.run("sites", "follow", "one", "--sites", str(sites), "--db", db).returncode == 0
    done = forks.run("status", "--sites", str(sites), "--db", db)
    assert (done.returncode, done.stderr) == (1, f'{sites}/bad.toml: key "host" is missing.\n')


def test_a_source_that_is_named_twice_is_crawled_once(tmp_path: Path) -> None:
    sites = source(tmp_path / "sites")
    with SmallServer() as server:
        server.put("/list.html", listing(("/a/1.html", "报告1", "")))
        server.put("/a/1.html", page("报告1"))
        call = ["crawl", "one", "one", "--sites", str(sites), "--db", str(tmp_path / "a.db")]
        done = forks.run(*call, "--proxy", server.proxy)
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
        assert server.paths().count("/a/1.html") == 1
