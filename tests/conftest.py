"""What all tests share: the `--no-skips` switch of scripts/test --all, and the material beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what is made once for their module run in one worker: else each would make it."""
    for item in items:
        if _shares(item) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _shares(item: pytest.Item) -> bool:
    found = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    return any(one.scope == "module" for fixtures in found.values() for one in fixtures)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:  # noqa: ARG001
    """A skip under --no-skips fails: CI must run all that the product promises."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and item.config.getoption("--no-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but --no-skips is given: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real documents beside the checkout."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no real documents at {folder}")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The demo's archive and its summary, made once for the tests of the group `main_job`."""
    db = tmp_path_factory.mktemp("demo") / "demo" / "archive.db"
    command = [sys.executable, "-m", "archive.cli", "demo", "--once", "--json", "--db", str(db)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return db, json.loads(done.stdout)
