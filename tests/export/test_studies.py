"""The studies of docs/studies.md, each way, on the archive of the demo."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from datasette.app import Datasette

from archive.export.package import export_panel
from archive.export.panel import Panel
from archive.export.selection import Selection
from archive.store import Archive

pytestmark = pytest.mark.xdist_group("main_job")

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "studies.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Study:
    title: str
    sql: str
    link: str
    python: str
    results: list[tuple[str, ...]]


def studies() -> Iterator[Study]:
    for part in PAGE.split("\n## ")[1:]:
        if "```sql" in part:
            lines = [line for line in part.splitlines() if line.startswith("| ")][2:]
            yield Study(
                part.splitlines()[0],
                block(part, "sql"),
                re.findall(r"\]\((http[^)]*)\)", part)[0],
                block(part, "python"),
                [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines],
            )


def block(part: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)\n```", part, re.DOTALL)
    assert found
    return found[1]


STUDIES = list(studies())


@pytest.fixture(scope="module")
def work(demo: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with panel/ in it."""
    folder = tmp_path_factory.mktemp("studies")
    with Archive.open(demo[0], read_only=True) as archive:
        export_panel(Panel.of(archive.conn, Selection()), folder / "panel", formats=["csv"])
    return folder


def cells(rows: list[Any]) -> list[tuple[Any, ...]]:
    """As the page prints them: numbers by their value, nothing for what is missing."""
    return [tuple("" if value is None or value != value else number(value) for value in row) for row in rows]


def number(value: Any) -> Any:
    try:
        return float(value)
    except ValueError:
        return value


def test_there_are_three() -> None:
    assert len(STUDIES) == 3
    assert all(study.results for study in STUDIES)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.title)
def test_as_sql(study: Study, demo: tuple[Path, dict[str, int]]) -> None:
    with Archive.open(demo[0], read_only=True) as archive:
        rows = [tuple(row) for row in archive.conn.execute(study.sql)]
    assert cells(rows) == cells(study.results)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.title)
def test_as_a_link(study: Study, demo: tuple[Path, dict[str, int]]) -> None:
    link = urlsplit(study.link)
    assert parse_qs(link.query)["sql"] == [study.sql]
    site = Datasette([str(demo[0])], settings={"sql_time_limit_ms": 20_000})
    answer = asyncio.run(site.client.get(f"{link.path}.json?{link.query}&_shape=arrays"))
    assert answer.status_code == 200, answer.text
    assert cells(answer.json()["rows"]) == cells(study.results)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.title)
def test_as_pandas(study: Study, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(work)
    names: dict[str, Any] = {}
    exec(study.python, names)
    found = names["result"].astype(object).where(pd.notna(names["result"]), None)
    expected = cells(study.results)
    assert len(found) == len(expected)
    for row, wanted in zip(cells(found.values.tolist()), expected, strict=True):
        assert [v for v in row if isinstance(v, str)] == [v for v in wanted if isinstance(v, str)]
        assert [v for v in row if not isinstance(v, str)] == pytest.approx(
            [v for v in wanted if not isinstance(v, str)], abs=0.0101
        )


def test_ten_lines_of_r(work: Path) -> None:
    """Run where R is installed; else the files and columns that they name are looked for."""
    script = block(PAGE, "r")
    assert len(script.splitlines()) <= 12
    if program := shutil.which("Rscript"):
        (work / "study.R").write_text(script, encoding="utf-8")
        done = subprocess.run(
            [program, "study.R"],
            cwd=work,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert "2019" in done.stdout
    assert script.count("(") == script.count(")")
    for name in re.findall(r'read.csv\("([^"]*)"', script):
        assert (work / name).exists()
    files = [work / "panel" / f"{name}.csv" for name in ("panel", "variables", "coverage")]
    heads = " ".join(path.read_text(encoding="utf-8").partition("\n")[0] for path in files)
    for column in re.findall(r"\b(\w+) ~ |\$(\w+)|(\w+) ==", script):
        assert re.search(rf"\b{''.join(column)}\b", heads)
