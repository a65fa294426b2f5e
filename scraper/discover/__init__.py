"""Finds where a site lists its yearly reports, recognises how, and proposes the column of a source file.

    home page -> leads (navigation, usual paths, site map, titles) -> pages -> proposal -> first results

All but `run` is pure: `explore` says what to fetch and is given the answers; the spider `discover` fetches.
"""

from __future__ import annotations

from scraper.discover.explore import Finding, explore
from scraper.discover.proof import Answer

__all__ = ["Answer", "Finding", "explore"]
