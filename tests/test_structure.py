"""The architecture can be read from the folder tree: imports point down, modules are short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = (
    "model",
    "text",
    "codebook",
    "labels",
    "crosswalk",
    "read",
    "extract",
    "store",
    "process",
    "export",
    "web",
    "cli",
)
SCRAPER_MAY_IMPORT = (
    "archive.model",
    "archive.text",
    "archive.read",
    "archive.extract.report",
    "archive.store",
)
IMPURE = (
    "sqlite3",
    "sqlite_utils",
    "scrapy",
    "twisted",
    "socket",
    "http",
    "urllib.request",
    "time",
    "random",
)
MODULES = sorted(p for top in ("archive", "scraper") for p in (ROOT / top).rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    """Every module that the file imports, relative ones resolved; `from a import b` counts as a.b too."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base]).rstrip(".")
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


def layer_of(module: str) -> int | None:
    parts = module.split(".")
    if parts[0] != "archive" or len(parts) < 2 or parts[1] not in LAYERS:
        return None
    return LAYERS.index(parts[1])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    module = name_of(path)
    imported = imports_of(path)
    own = layer_of(module)
    if own is not None:
        higher = {m for m in imported if (layer := layer_of(m)) is not None and layer > own}
        assert not higher, f"{module} imports what stands above it: {sorted(higher)}"
    if module.startswith("archive") and module != "archive.cli" and not module.startswith("archive.cli."):
        assert not {m for m in imported if m.split(".")[0] == "scraper"}, "only archive.cli imports scraper"
    if module.startswith("scraper"):
        foreign = {m for m in imported if m.startswith("archive.") and not m.startswith(SCRAPER_MAY_IMPORT)}
        assert not foreign - {"archive.__version__"}, (
            f"{module} reaches too far into archive: {sorted(foreign)}"
        )


@pytest.mark.parametrize(
    "path", [p for p in MODULES if name_of(p).startswith(("archive.read", "archive.extract"))], ids=name_of
)
def test_reading_is_pure(path: Path) -> None:
    impure = {
        m for m in imports_of(path) if m in IMPURE or m.startswith(tuple(f"{name}." for name in IMPURE))
    }
    assert not impure, f"{name_of(path)} must not know {sorted(impure)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
