"""Pages made of the heads in heads.txt: title, labels, index number, opening and signature as given there, a
short report between them.

The heads were written before anything of the resolver was read by their writer; how many came out right at
the first try is in docs/measurements.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from archive.extract import extract
from archive.extract.report.publisher import Known
from archive.model import Report
from archive.read import read

SENTENCES = """
一、主动公开政府信息情况
本年度主动公开政府信息128条，其中通过政府网站公开96条。
二、依申请公开政府信息办理情况
本年度收到政府信息公开申请3件，均已按时办结，其中予以公开2件，部分公开1件。
三、因政府信息公开申请行政复议、提起行政诉讼的情况
本年度未发生针对本单位有关政府信息公开的行政复议和行政诉讼案件。
四、存在的主要问题及改进情况
公开的主动性有待加强，下一步将加大力度。
"""


@dataclass(frozen=True, slots=True)
class Head:
    id: str
    host: str
    site: str
    site_code: str
    source: str
    index: str
    title: str
    opening: str
    signature: str
    names: tuple[str, ...]
    regions: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"http://{self.host}/zwgk/nb/{self.id}.html"

    @property
    def page(self) -> bytes:
        labels = {
            "SiteName": self.site,
            "SiteIDCode": self.site_code,
            "ArticleTitle": self.title,
            "ContentSource": self.source,
        }
        meta = "".join(f'<meta name="{k}" content="{escape(v)}">' for k, v in labels.items() if v)
        box = f"<table><tr><td>索引号</td><td>{self.index}</td></tr></table>" if self.index else ""
        lines = [self.opening, *SENTENCES.split(), self.signature]
        body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        return (
            f"<!doctype html><html><head><meta charset=utf-8><title>{escape(self.title)}</title>{meta}</head>"
            f"<body>{box}<div id='zoom'><h1>{escape(self.title)}</h1>{body}</div></body></html>"
        ).encode()

    def read(self) -> Report | None:
        return extract(read(self.page, url=self.url), Known(self.url)).report

    def wrong(self) -> str | None:
        """What is not right about the body that was found; None where all is."""
        report = self.read()
        if report is None:
            return "no report"
        body = (report.body or "").replace(" ", "")
        named = body in self.names
        placed = "*" in self.regions or report.region in self.regions
        return None if named and placed else f"{report.organ} > {body} {report.region} ({report.body_rule})"


def heads(name: str = "heads.txt") -> list[Head]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [head_of(line) for line in lines if not line.startswith("#")]


def head_of(line: str) -> Head:
    *texts, names, regions = (part.strip() for part in line.split("|"))
    return Head(*texts, tuple(names.split("/")), tuple(regions.split("/")))
