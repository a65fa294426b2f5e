"""Reading on one core: HTML reports and ordinary pages against gne, reports against BeautifulSoup on whole
pages, text PDFs against pdfplumber's own extraction, and memory over many documents.
"""

from __future__ import annotations

import io
import json
import logging
import resource
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pdfplumber
from bs4 import BeautifulSoup
from bs4.element import Tag

from archive.extract import extract
from archive.model import Table
from archive.read import read
from archive.read.charset import decode
from archive.read.grid import Slot, flow, resolve
from archive.read.lines import About, clean, compose, line_of
from scripts.benches.ratio import Ratio, in_turn

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
CORPUS = ROOT.parents[0] / "shared" / "corpus"
WORDS = "根据通知要求各单位认真落实工作责任推进重点任务加强监督检查确保取得实效并及时报送情况"


def measure(quick: bool) -> Iterator[Ratio]:
    from gne import GeneralNewsExtractor

    rounds = 1 if quick else 5
    reports = reports_of_cases()[: 20 if quick else None]
    pages = [ordinary_page(Random(seed)) for seed in range(10 if quick else 60)]
    gne = GeneralNewsExtractor()
    for name, bodies, bar in (("HTML reports to rows against gne's text", reports, 1.5),
                              ("ordinary pages against gne's text", pages, 4.0)):  # fmt: skip
        ours, theirs = in_turn(over(to_rows, bodies), over(lambda b: gne_text(gne, b), bodies), rounds)
        yield Ratio(name, len(bodies) / ours, len(bodies) / theirs, "pages/s", bar)
    ours, theirs = in_turn(over(to_rows, reports), over(soup_rows, reports), rounds)
    yield Ratio(
        "HTML reports to rows against BeautifulSoup on whole pages",
        len(reports) / ours,
        len(reports) / theirs,
        "pages/s",
        3.0,
    )
    prints = text_pdfs()[: 4 if quick else None]
    ours, theirs = in_turn(over(to_rows, prints), over(plumbed, prints), rounds)
    yield Ratio("text PDFs against pdfplumber's tables and text", ours, theirs, "s", 1.5, at_most=True)
    few, many = memory_after(reports, 200 if quick else 2_000, 400 if quick else 10_000)
    yield Ratio("memory after 10,000 documents against 2,000", many, few, "KiB", 1.1, at_most=True)


def over(work: Callable[[bytes], object], bodies: Sequence[bytes]) -> Callable[[], None]:
    def run() -> None:
        for body in bodies:
            work(body)

    return run


def to_rows(body: bytes) -> int:
    """Stored bytes to figures and findings, as `gongkai read` does it."""
    reading = extract(read(body))
    return len(reading.figures) + len(reading.findings)


def gne_text(gne: object, body: bytes) -> object:
    return gne.extract(decode(body))  # type: ignore[attr-defined]


def soup_rows(body: bytes) -> int:
    """The same work by a reader that gives the whole page to BeautifulSoup and walks its tables there."""
    soup = BeautifulSoup(decode(body), "lxml")
    tables = [soup_table(table) for table in soup.find_all("table")]
    for table in soup.find_all(["table", "script", "style"]):
        table.decompose()
    items = [line_of(line) for line in soup.get_text("\n").splitlines() if line.strip()]
    reading = extract(compose("text/html", [*items, *tables], About(soup.title and soup.title.get_text())))
    return len(reading.figures) + len(reading.findings)


def soup_table(table: Tag) -> Table:
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    slots = [
        [
            Slot(clean(c.get_text()), int(c.get("rowspan") or 1), int(c.get("colspan") or 1))
            for c in row
            if digits(c)
        ]
        for row in rows
    ]
    return Table(0, resolve(flow(slots)))


def digits(cell: Tag) -> bool:
    return all(str(cell.get(name) or 1).isdigit() for name in ("rowspan", "colspan"))


def plumbed(body: bytes) -> int:
    """pdfplumber's own tables and text of every page."""
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        return sum(len(page.extract_tables()) + len(page.extract_text()) for page in pdf.pages)


def reports_of_cases() -> list[bytes]:
    """The HTML reports with tables among the cases, each on a portal: among the cases most stand alone."""
    found = []
    for path in sorted(CASES.glob("*/page.html")):
        body = path.read_bytes()
        if "columns" in path.parent.name or len(body) > 200_000 or body.count(b"<td") < 150:
            continue
        page = BeautifulSoup(decode(body), "lxml")
        title = page.title.get_text() if page.title else ""
        article = page.body.decode_contents() if page.body else ""
        found.append(on_a_portal(title.split("-")[0], article, Random(path.parent.name)))
    return found


def text_pdfs() -> list[bytes]:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    paths = [p for p in sorted(CASES.glob("*/page.pdf")) if not is_unreadable(p.parent)]
    return [path.read_bytes() for path in [*paths, *sorted(CORPUS.glob("*.pdf"))]]


def is_unreadable(case: Path) -> bool:
    """Whether a case is a file that cannot be read, or a PDF without text, which is no text PDF."""
    truth = json.loads((case / "expected.json").read_text("utf-8"))
    return bool(truth.get("error") or truth.get("may_fail"))


def ordinary_page(random: Random) -> bytes:
    """A notice of a few paragraphs on a portal, about 40 KB."""
    text = "".join(
        f'<p style="text-indent:2em"><span style="font-size:16px">{words(random, 60, 260)}。</span></p>'
        for _ in range(14)
    )
    return on_a_portal("关于做好某项工作的通知", text, random)


def on_a_portal(title: str, article: str, random: Random) -> bytes:
    """The page as a site sends it: scripts and styles, menus, lists of other pages around the article."""
    menu = "".join(
        f'<li class="item"><a href="/col/col{i}/index.html" title="栏目{i}"><span>栏目{i}</span></a></li>'
        for i in range(150)
    )
    news = "".join(
        f'<li><a href="/art/2020/{i}.html" target="_blank">{words(random, 20, 20)}</a>'
        f"<span>2020-03-{i % 28 + 1:02d}</span></li>"
        for i in range(80)
    )
    style, script = ".a{color:#333;margin:0 auto}" * 60, "var a=1;function f(b){return b+1}" * 120
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-清河市政府</title>'
        f"<style>{style}</style><script>{script}</script></head>"
        f'<body><div class="nav"><ul>{menu}</ul></div><div class="main"><h1>{title}</h1>'
        f'<div class="info">发布时间：2020-03-05 来源：清河市政府</div><div id="zoom">{article}</div></div>'
        f'<div class="side"><ul>{news}</ul></div><div class="footer">主办单位：清河市府办</div></body></html>'
    ).encode()


def words(random: Random, least: int, most: int) -> str:
    return "".join(random.choices(WORDS, k=random.randint(least, most)))


def memory_after(bodies: Sequence[bytes], first: int, last: int) -> tuple[int, int]:
    """KiB of memory in use after reading `first` and `last` documents, each made to differ."""
    after = {}
    for number in range(1, last + 1):
        to_rows(bodies[number % len(bodies)] + f"<!-- {number} -->".encode())
        if number in (first, last):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            after[number] = pages * resource.getpagesize() // 1024
    return after[first], after[last]
