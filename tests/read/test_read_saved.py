"""Pages that a browser has saved as one file are read as the pages they are."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import compat32

import pytest

from archive.read import Unreadable, is_trusted, read

LINE = "云河市司法局2016年政府信息公开工作年度报告"
PAGE = f"<html><head><title>{LINE}</title></head><body><p>{LINE}，主动公开政府信息1901条。</p></body></html>"


def saved(page: str | None, charset: str) -> bytes:
    letter = EmailMessage()
    letter["From"] = "<Saved by a browser>"
    letter["Subject"] = "report"
    letter.set_content("")
    letter.clear_content()
    letter.make_related()
    if page is not None:
        letter.add_related(page.encode(charset), "text", "html", params={"charset": charset})
    letter.add_related(b"GIF89a", "image", "gif")
    return letter.as_bytes(policy=compat32.clone(linesep="\r\n"))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_in_it_is_read(charset: str) -> None:
    body = saved(PAGE, charset)
    assert not is_trusted(body)
    document = read(body)
    assert document.title == LINE
    assert "主动公开政府信息1901条" in document.text


def test_one_without_a_page_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="the page itself is missing"):
        read(saved(None, "utf-8"))


def test_a_text_that_begins_as_a_letter_is_a_text() -> None:
    body = f"From: a\r\nTo: b\r\n\r\n{LINE}".encode()
    assert read(body).media_type == "text/plain"
