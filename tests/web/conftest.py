"""The sample archive and the site over it, asked in process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, FLAGS, serving
from datasette.app import Datasette
from playwright.sync_api import Browser, Page, sync_playwright
from sample_archive import Answer, Ask, Ids, build_archive

from archive.store import Archive
from archive.web.serve import site


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    path = tmp_path_factory.mktemp("web") / "some name.db"
    return path, build_archive(path)


@pytest.fixture(scope="session")
def ids(archive_file: tuple[Path, Ids]) -> Ids:
    return archive_file[1]


@pytest.fixture(scope="session")
def ask(archive_file: tuple[Path, Ids]) -> Iterator[Ask]:
    """Asks the site for an address: `ask("/search", params={"q": "复议"})`."""
    yield from asking(archive_file[0])


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the site of an archive into which nothing has come yet."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(path, create=True).close()
    yield from asking(path)


def asking(path: Path) -> Iterator[Ask]:
    loop = asyncio.new_event_loop()
    datasette = site(path)
    loop.run_until_complete(datasette.invoke_startup())

    def ask_site(path: str, method: str = "GET", **request: Any) -> Answer:
        response = loop.run_until_complete(datasette.client.request(method, path, **request))
        return Answer(response.status_code, response.text, response.content, dict(response.headers))

    yield ask_site
    _close(datasette)
    loop.close()


def _close(datasette: Datasette) -> None:
    if datasette.executor:
        datasette.executor.shutdown()
    for database in datasette.databases.values():
        database.close()


@pytest.fixture(scope="session")
def base(archive_file: tuple[Path, Ids]) -> Iterator[str]:
    with serving(archive_file[0]) as address:
        yield address


# While Playwright lives no other event loop can run in the thread: not longer than a module.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def page(browser: Browser, width: int) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="zh-CN")
    yield page
    page.close()
