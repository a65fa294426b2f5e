"""The site in the system's Chromium: the main journey at both widths; nothing run or asked elsewhere."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Watch
from playwright.sync_api import Browser, Page, expect
from sample_archive import BUREAU, Ids

from archive.model import digest

pytestmark = pytest.mark.browser


# What is wrong with a page for people who read it on a phone, by ear or with the keyboard.
FAULTS = """() => {
  const all = (css) => [...document.querySelectorAll(css)];
  const ids = all('[id]').map(e => e.id);
  return {
    overflow: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    nameless: all('input:not([type=hidden]), select, textarea, a, button')
      .filter(e => !(e.labels && e.labels.length) && !e.ariaLabel && !e.alt && !e.textContent.trim())
      .map(e => e.outerHTML),
    doubled: ids.filter((id, i) => ids.indexOf(id) !== i),
    headings: all('h1').length,
  }
}"""


def test_from_a_two_character_word_to_the_sentence_of_a_figure(page: Page, base: str) -> None:
    watch = Watch(page, base)
    page.goto(base)
    page.get_by_role("searchbox").fill("复议")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("status")).to_contain_text("9 个文件")
    page.get_by_role("link", name=f"{BUREAU}2018年政府信息公开工作年度报告").click()
    page.locator("#figures").get_by_role("link", name="2,118").click()
    number = page.locator("[id='proactive.total']")
    expect(number).to_have_text("2118")
    expect(number).to_be_in_viewport()
    assert page.url.endswith("#proactive.total")
    highlighted = page.locator(".sentence:has(:target)")
    expect(highlighted).to_contain_text("全年主动公开政府信息2118条")
    assert number.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 210, 74)"
    page.locator("#figures").get_by_role("link", name="23").click()
    expect(page.locator("td:has(mark:target)")).to_have_text("23")
    assert (watch.complaints, watch.elsewhere) == ([], [])


def test_datasettes_own_search_box(page: Page, base: str) -> None:
    watch = Watch(page, base)
    page.goto(f"{base}/archive/documents")
    page.get_by_role("searchbox").fill("指南")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 行")
    expect(page.get_by_role("table")).to_contain_text("关于政务服务的通知")
    assert (watch.complaints, watch.elsewhere) == ([], [])


def every_page(ids: Ids) -> list[str]:
    return [
        "/",
        "/search?q=复议",
        f"/report/{ids.reports[BUREAU, 2018]}",
        f"/report/{ids.reports[BUREAU, 2018]}/cite",
        f"/report/{ids.reports[BUREAU, 2018]}/applications.new.total",
        f"/report/{ids.reports[BUREAU, 2018]}/proactive.total",
        f"/body/{digest(BUREAU)}",
        "/region/990100",
        "/source/yunchuan",
        f"/document/{ids.hostile}",
        f"/document/{ids.vanished}",
        f"/capture/{ids.page}",
        f"/capture/{ids.attachment}",
        "/compare",
        "/coverage",
        "/changes",
        f"/changes/{ids.corrected}",
        f"/capture/{ids.attacker}",
        f"/compare?indicator=proactive.total&indicator=applications.new&body={BUREAU}",
        "/report/0",
        "/search?q=没有的词",
        "/findings",
        "/codebook",
        "/method",
        "/search?q=复议&body=司法局",
        "/search?q=-诉讼",
        f"/report/{ids.reports[BUREAU, 2017]}/proactive.total",
        f"/changes?body={BUREAU}",
        "/archive?sql=select+x",
        "/archive/nothing",
        "/about",
        "/archive",
        "/archive/documents",
        "/archive/figures",
        "/archive/documents/1",
        "/archive/indicator?indicator=proactive.total",
        "/archive?sql=select+1",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_fits_and_is_quiet_and_walked_by_keyboard(
    page: Page, base: str, ids: Ids, language: str
) -> None:
    watch = Watch(page, base)
    page.context.add_cookies([{"name": "gongkai_lang", "value": language, "url": base}])
    for path in every_page(ids):
        page.goto(base + path)
        assert page.evaluate(FAULTS) == {"overflow": 0, "nameless": [], "doubled": [], "headings": 1}, path
        assert page.locator("html").get_attribute("lang") == ("zh-CN" if language == "zh" else "en")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        # Chromium says of a page that is not there, or not understood, just that.
        complaints = [one for one in watch.complaints if "status of 40" not in one]
        assert (complaints, watch.elsewhere) == ([], []), path


def test_the_language_switch_stays(page: Page, base: str) -> None:
    page.goto(f"{base}/findings?severity=error")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Findings")
    expect(page.get_by_label("Severity")).to_have_value("error")
    page.goto(f"{base}/about")
    expect(page.get_by_role("heading", level=1)).to_have_text("About this archive")


@pytest.mark.parametrize(
    ("width", "locale"),
    [(390, "zh-CN"), *(pytest.param(*one, marks=pytest.mark.full) for one in
                       ((1280, "en-US"), (390, "en-US"), (1280, "zh-CN")))],
)  # fmt: skip
def test_every_page_is_accessible(browser: Browser, base: str, ids: Ids, width: int, locale: str) -> None:
    """axe-core finds nothing on any page; its script may only run because this context ignores the policy."""
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 800}, locale=locale)
    page = context.new_page()
    found = {}
    for path in every_page(ids):
        page.goto(base + path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in violations]
    context.close()
    assert found == {}
