"""A CSS selector for the items of a list, from some of its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_TAILS = ("li > a", "li a", "tr a", "dd a", "h3 a", "p > a", "a", "li > a:first-of-type", "a:first-of-type")


def selector_for(tree: LexborHTMLParser, wanted: Sequence[LexborNode]) -> str | None:
    """The shortest selector that finds all wanted links and as few others as can be; None where none does."""
    keys = {node.mem_id for node in wanted}
    best: tuple[int, int, str] | None = None
    for candidate in dict.fromkeys(_candidates(wanted)):
        try:
            found = {node.mem_id for node in tree.css(candidate)}
        except SelectolaxError:
            continue
        if keys <= found:
            rank = (len(found) - len(keys), len(candidate), candidate)
            best = min(best, rank) if best else rank
    return best[2] if best else None


def _candidates(wanted: Sequence[LexborNode]) -> Iterator[str]:
    yield from _of_the_link_itself(wanted[0])
    around = _around(wanted)
    for depth, element in enumerate(around[:5]):
        for own in _names(element):
            for tail in _TAILS:
                yield f"{own} {tail}"
                for outer in around[depth + 1 : depth + 5]:
                    yield from (f"{name} {own} {tail}" for name in _names(outer) if name != outer.tag)


def _of_the_link_itself(link: LexborNode) -> Iterator[str]:
    """By the classes of the link, or of what holds it alone."""
    yield from (name for name in _names(link) if name.startswith("a."))
    for holder in list(_ancestors(link))[:3]:
        for name in _names(holder):
            if "." in name:
                yield from (f"{name} > a", f"{name} a")


def _around(wanted: Sequence[LexborNode]) -> list[LexborNode]:
    """The elements that hold all wanted links, the innermost first."""
    chains = [[node.mem_id for node in _ancestors(link)] for link in wanted]
    shared = set(chains[0]).intersection(*chains[1:]) if chains else set()
    return [node for node in _ancestors(wanted[0]) if node.mem_id in shared and node.tag not in ("html",)]


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag not in ("-undef", None):
        yield parent
        parent = parent.parent


def _names(node: LexborNode) -> Iterator[str]:
    """The element by its id, by its classes, by its tag."""
    tag = node.tag or "*"
    if name := (node.attributes.get("id") or "").strip():
        yield f"#{name}" if _NAME.fullmatch(name) else f'[id="{name}"]'
    classes = [c for c in (node.attributes.get("class") or "").split() if _NAME.fullmatch(c)]
    if classes:
        yield f"{tag}.{classes[0]}"
        if len(classes) > 1:
            yield f"{tag}.{'.'.join(classes)}"
    if tag not in ("body", "div"):
        yield tag
