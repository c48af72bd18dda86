"""The house: which room may import which, one door for each foreign library, no crowded room."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT, modules_of

PACKAGE = PROJECT / "cppcc_cli"
SAMPLES = PROJECT / "tests" / "samples"

# From the ground up: a room imports from the rooms before it, and from its own.
FLOORS = (
    ("cppcc_cli.screen", "cppcc_cli.script", "cppcc_cli.import_path"),
    ("cppcc_cli.messages", "cppcc_cli.errors"),
    ("cppcc_cli.quantity", "cppcc_cli.files"),
    ("cppcc_cli.numerals",),
    ("cppcc_cli.printing",),
    ("cppcc_cli.dataset",),
    ("cppcc_cli.text.lexicon",),
    ("cppcc_cli.query", "cppcc_cli.documents"),
    ("cppcc_cli.text.numbers", "cppcc_cli.text.kinds"),
    ("cppcc_cli.text",),
    ("cppcc_cli.text.drafting",),
    # The interface for programs.
    ("cppcc_cli",),
    ("cppcc_cli.output",),
    ("cppcc_cli.views",),
    ("cppcc_cli.cli",),
    ("cppcc_cli.__main__",),
)
# One door each; where a library both reads and writes, one for either.
DOORS = {
    ("tomli", "cppcc_cli.dataset.toml"),
    ("tomli", "cppcc_cli.dataset"),
    ("tomli", "cppcc_cli.text.lexicon"),
    ("rich", "cppcc_cli.output.terminal"),
    ("typer", "cppcc_cli.cli"),
    ("xlsxwriter", "cppcc_cli.output.workbook"),
    ("lxml", "cppcc_cli.documents.xml"),
    ("olefile", "cppcc_cli.documents.xml"),
    ("xlrd", "cppcc_cli.documents.workbook"),
    ("pypdfium2", "cppcc_cli.documents.pdf"),
    ("pypdf", "cppcc_cli.documents.pdf"),
    ("pypinyin", "cppcc_cli.text.drafting"),
    ("pyarrow", "cppcc_cli.output.lake"),
    ("jinja2", "cppcc_cli.output.pages"),
    ("markupsafe", "cppcc_cli.output.pages"),
}
NEVER_PIPED = {
    "rich",
    "pydantic",
    "docx",
    "lxml",
    "xlsxwriter",
    "jinja2",
    "pyarrow",
    "pypinyin",
} | {
    "olefile",
    "xlrd",
    "pypdfium2",
    "zipfile",
    "email",
}
# What only a collection needs.
NEVER_FOR_FEW = {"sqlite3", "multiprocessing", "concurrent"}


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PROJECT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            for name in node.names:
                inner = PROJECT.joinpath(*module.split("."), name.name)
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                yield f"{module}.{name.name}" if is_module else module


def _floor(module: str) -> int:
    """Return on which floor a module stands: that of the innermost room named there."""
    named = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    while module not in named:
        module, inner, _ = module.rpartition(".")
        assert inner, f"{module} stands on no floor"
    return named[module]


def test_imports_run_one_way() -> None:
    """No room imports from a room above it."""
    upwards = [
        f"{module} imports {imported}"
        for module, path in _modules()
        for imported in _imports(path)
        if imported.split(".")[0] == "cppcc_cli" and _floor(imported) > _floor(module)
    ]
    assert upwards == []


def test_no_circle() -> None:
    """No chain of imports leads back to where it began."""
    graph = {
        module: {name for name in _imports(path) if name.startswith("cppcc_cli")}
        for module, path in _modules()
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for imported in graph.get(module, ()):
                if imported != module:
                    visit(imported, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_each_library_has_one_door() -> None:
    """A foreign library is imported in its own room and nowhere else."""
    entered = {
        (library, module if (library, module) in DOORS else module.rpartition(".")[0])
        for module, path in _modules()
        for imported in _imports(path)
        if (library := imported.split(".")[0]) not in {"cppcc_cli", *sys.stdlib_module_names}
    }
    assert entered == DOORS


def test_no_room_is_crowded() -> None:
    """No file has more than 500 lines."""
    crowded = {
        str(path.relative_to(PROJECT)): lines
        for path in (*PACKAGE.rglob("*.py"), *(PROJECT / "tests").rglob("*.py"))
        if (lines := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert crowded == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ["categories"],
        ["stats", "proposals"],
        ["stats", "-f", "json"],
        ["show", "submitted", "-f", "value"],
        ["check"],
        ["datasets"],
        ["compare", "livelihood-halls"],
        ["compare", "received", "--data", str(SAMPLES / "collection")],
        ["topics"],
        ["schema"],
        ["verify", "submitted", "418"],
        ["proofread", str(SAMPLES / "slide.md")],
        [
            "check",
            str(SAMPLES / "harbour-2031.toml"),
            "--source",
            str(SAMPLES / "harbour-2031.txt"),
        ],
    ],
    ids=lambda arguments: arguments[0],
)
def test_piped_run_loads_no_heavy_library(arguments: list[str]) -> None:
    """A piped run imports none of the libraries that draw, write documents or read pinyin."""
    loaded = {name.split(".")[0] for name in modules_of(*arguments)}
    assert "typer" in loaded
    assert loaded & (NEVER_PIPED | NEVER_FOR_FEW) == set()


def test_top_level_holds_what_is_prescribed() -> None:
    """At the top stand README, pyproject and three folders; all else is a dot file."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    tops = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {top for top in tops if not top.startswith(".")} <= {
        "README.md",
        "pyproject.toml",
        "cppcc_cli",
        "data",
        "tests",
    }
