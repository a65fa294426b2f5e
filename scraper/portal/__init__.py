"""The sample portal: five government sites of an invented province, served over real HTTP on loopback.

    with Portal() as portal:            # portal.proxy is "http://127.0.0.1:PORT"
        …                               # GET http://www.yunhe.test/… through the proxy
        portal.state = 2                # new pages, a silent correction, a page gone, a list redesigned

Everything is made up and deterministic: the same bytes in every process. `SITES` is the folder of the source
files of the sites, `scraper.portal.truth` says what their reports say.
"""

from __future__ import annotations

from scraper.portal.portal import SITES, Portal

__all__ = ["SITES", "Portal"]
