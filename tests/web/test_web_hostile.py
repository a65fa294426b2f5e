"""In real Chromium: a stored page runs, loads, sends and reads nothing, and leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import Watch
from hostile_page import FAR, HOSTILE_PAGE
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route
from sample_archive import Ids

from archive.web.gate import STORED_POLICY

pytestmark = pytest.mark.browser

CLICKED = ("script", "data", "spaced", "top", "blank", "relative", "file", "send", "far", "image", "area")


@pytest.fixture
def context(browser: Browser, base: str) -> Iterator[BrowserContext]:
    """A browser with a cookie worth stealing, in which another host would answer."""
    context = browser.new_context(locale="zh-CN")
    context.add_cookies([{"name": "secret", "value": "42", "url": base}])
    context.route(f"{FAR}/**", lambda route: route.fulfill(body="reached", content_type="text/html"))
    yield context
    context.close()


def nothing_happened(page: Page, watch: Watch, address: str) -> None:
    page.wait_for_timeout(150)
    assert page.url.split("#")[0] == address
    assert page.title() != "ran"
    assert len(page.context.pages) == 1
    assert watch.elsewhere == []
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"secret", "gongkai_lang"}


def click_everything(page: Page, place: Page | Frame, watch: Watch, address: str) -> None:
    for name in CLICKED:
        found = place.locator(f"#{name}")
        if found.count():
            # The element itself gets the click, whatever lies over it.
            found.dispatch_event("click")
            nothing_happened(page, watch, address)


def test_framed_in_its_page(context: BrowserContext, base: str, ids: Ids) -> None:
    page, address = context.new_page(), f"{base}/capture/{ids.attacker}"
    watch = Watch(page, base)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    (frame,) = page.frames[1:]
    assert frame.locator("h1").text_content() == "正文仍在"
    nothing_happened(page, watch, address)
    click_everything(page, frame, watch, address)
    page.mouse.click(400, 600)
    nothing_happened(page, watch, address)
    assert watch.complaints == []


def test_by_itself(context: BrowserContext, base: str, ids: Ids) -> None:
    page, address = context.new_page(), f"{base}/capture/{ids.attacker}/page"
    watch = Watch(page, base)
    answer = page.goto(address)
    assert answer
    assert "正文仍在" in answer.text()
    nothing_happened(page, watch, address)
    click_everything(page, page, watch, address)
    assert watch.complaints == []


def test_the_policy_alone_holds_what_was_not_taken_out(context: BrowserContext, base: str) -> None:
    """The page as it was fetched, under nothing but our header: no second wall is needed."""

    def raw(route: Route) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": STORED_POLICY}
        route.fulfill(body=HOSTILE_PAGE, headers=headers)

    page, address = context.new_page(), f"{base}/raw"
    page.route(address, raw)
    reached: list[str] = []
    page.on("response", lambda response: reached.append(response.url))
    page.goto(address)
    page.wait_for_timeout(300)
    assert page.url == address
    assert page.title() == "stored"
    for name in ("send", "far", "script", "data", "spaced"):
        page.locator(f"#{name}").dispatch_event("click")
        page.wait_for_timeout(100)
        assert page.url == address
        assert page.title() == "stored"
    assert {cookie["name"] for cookie in context.cookies()} == {"secret"}
    assert [url for url in reached if url.startswith(FAR)] == []


def test_the_same_page_without_a_policy_would_do_it_all(context: BrowserContext, base: str) -> None:
    """The attack is a real one: else the tests above would prove nothing."""
    page, address = context.new_page(), f"{base}/raw"
    page.route(address, lambda route: route.fulfill(body=HOSTILE_PAGE, content_type="text/html"))
    watch = Watch(page, base)
    page.goto(address, wait_until="commit")
    page.wait_for_url(f"{FAR}/**")
    assert "ran" in {cookie["name"] for cookie in context.cookies(base)}
    assert f"{FAR}/top" in watch.elsewhere
    assert any("secret" in url for url in watch.elsewhere)


def test_what_people_typed_and_titles_said_stays_text(context: BrowserContext, base: str, ids: Ids) -> None:
    words = "\"><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">{{7*7}}"
    page = context.new_page()
    watch = Watch(page, base)
    foreign = page.locator("main :not(.picture) > img, main script")
    for path in ("/search?q=", "/archive/documents?_search=", "/compare?named=", "/findings?body=",
                 "/report/0?x=", "/archive?sql=", "/changes?x=", "/coverage?region="):  # fmt: skip
        page.goto(base + path + quote(words))
        assert page.title() != "ran"
        assert "49" not in page.title()
        assert foreign.count() == 0
    for path in (f"/document/{ids.hostile}", "/", "/archive/documents", f"/capture/{ids.attacker}"):
        page.goto(base + path)
        assert page.title() != "ran"
        assert foreign.count() == 0
    assert watch.elsewhere == []
