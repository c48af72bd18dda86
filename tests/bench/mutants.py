"""How many faults put into the engine the quick tests find: mutation testing, by a fixed sample.

Run by hand: `python -m tests.bench mutants`, or `python -m tests.bench.mutants COUNT [MODULE …]`,
as in `python -m tests.bench.mutants 20 text/matching.py`. A mutant is the engine with one
comparison, condition, number, word or returned value changed, in a copy of the project; the tests
of texts are tried on it first, then all quick ones. What survives is told with its line, to be
looked at: some mutants say the same in other words.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .bars import Bar, report

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "cppcc_cli"
MUTANTS, KILLED_BAR = 120, 85
# A mutant that is not through by then goes round for ever.
SECONDS = 300
_CLOSE = (
    *("quantities", "numerals", "mentions", "mention_kinds", "lexicon", "arithmetic"),
    *("proofreading", "audit", "usage", "metadata", "verification"),
)
_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In},
}


class Mutant(NamedTuple):
    """A module with one thing changed: where, what into what, and which of its places that is."""

    module: str
    line: int
    what: str
    place: int


def mutants(module: str, source: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its lines."""
    found = []
    for place, node in enumerate(list(_within_functions(ast.parse(source)))):
        before = ast.unparse(node).splitlines()[0]
        if _change(node):
            after = ast.unparse(node).splitlines()[0]
            found.append(Mutant(module, node.lineno, f"{before} → {after}", place))
    return sorted(found, key=lambda one: one.line)


def mutated(source: str, place: int) -> str:
    """Return a module with what stands at a place changed."""
    tree = ast.parse(source)
    _change(list(_within_functions(tree))[place])
    return ast.unparse(tree)


def _within_functions(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield what functions do: neither their annotations nor what explains them."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            body = function.body[ast.get_docstring(function) is not None :]
            for statement in body:
                yield from _parts(statement)


def _parts(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    if isinstance(node, (ast.expr, ast.stmt)):
        yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            # A function within another comes by itself.
            elsewhere = name == "annotation" or isinstance(child, (ast.FunctionDef, ast.JoinedStr))
            if isinstance(child, ast.AST) and not elsewhere:
                yield from _parts(child)


def _change(node: ast.AST) -> bool:
    """Change a node, all that is below it left alone; tell whether anything of it is to change."""
    match node:
        case ast.Compare(ops=[op, *rest]) if type(op) in _OTHER:
            node.ops = [_OTHER[type(op)](), *rest]
        case ast.BoolOp(op=op):
            node.op = ast.And() if isinstance(op, ast.Or) else ast.Or()
        case ast.If(test=test) | ast.IfExp(test=test):
            node.test = ast.UnaryOp(ast.Not(), test)
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case ast.Constant(value=str(value)) if value:
            node.value = f"{value}†"
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            node.value = ast.Constant(None)
        case _:
            return False
    return True


def modules() -> list[str]:
    """Return the modules of the engine, as paths below the package."""
    texts = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("text/**/*.py"))
    return ["quantity.py", "numerals.py", *(name for name in texts if "__init__" not in name)]


def survives(mutant: Mutant, copy: Path, failing: Collection[str] = ()) -> bool:
    """Tell whether the quick tests pass on a mutant, put into a copy of the project.

    Those that were `failing` without a mutant are left out.
    """
    path = copy / "cppcc_cli" / mutant.module
    kept = path.read_text("utf-8")
    path.write_text(mutated(kept, mutant.place), "utf-8")
    try:
        close = [f"tests/test_{name}.py" for name in _CLOSE]
        there = [name for name in close if (copy / name).exists()]
        left_out = [f"--deselect={test}" for test in failing]
        return all(
            _tested(copy, "-x", *left_out, *asked).returncode == 0
            for asked in (there, ("-m", "quick", "tests"))
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(kept, "utf-8")


def _tested(copy: Path, *asked: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-B", "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    return subprocess.run(
        # Benches would tell of a mutant what tests do not; what TAB says comes of no text.
        [*words, "--ignore-glob=*bench*", "--ignore-glob=*completion*", *asked],
        cwd=copy,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )


def _copy(folder: Path) -> Path:
    for name in ("cppcc_cli", "data", "tests"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(PROJECT / name, folder)
    return folder


def measure(count: int = MUTANTS, *names: str) -> Iterator[Bar]:
    """Try so many mutants of the engine; tell what survives, yield the share that is killed."""
    chosen = names or tuple(modules())
    every = [one for name in chosen for one in mutants(name, (PACKAGE / name).read_text("utf-8"))]
    sample = Random(0).sample(every, min(count, len(every)))
    workers = os.cpu_count() or 1
    survivors: list[Mutant] = []
    with TemporaryDirectory() as place, ThreadPoolExecutor(workers) as pool:
        copies: Queue[Path] = Queue()
        for number in range(workers):
            copies.put(_copy(Path(place, str(number))))
        told = _tested(copy := copies.get(), "-m", "quick", "tests").stdout
        failing = set(re.findall(r"^(?:FAILED|ERROR) (tests/[^\s\[]+)", told, re.MULTILINE))
        sys.stdout.writelines(
            f"fails without a mutant, and is left out: {one}\n" for one in failing
        )
        copies.put(copy)

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return survives(mutant, copy, failing)
            finally:
                copies.put(copy)

        for mutant, lives in zip(sample, pool.map(tried, sample), strict=True):
            if lives:
                survivors.append(mutant)
                sys.stdout.write(f"{mutant.module}:{mutant.line}: {mutant.what}\n")
                sys.stdout.flush()
    tried_of, alive = Counter(one.module for one in sample), Counter(m.module for m in survivors)
    for name in tried_of:
        yield Bar(f"{name}, {tried_of[name]} mutants: alive", alive[name], "")
    killed = 100 * (1 - len(survivors) / max(len(sample), 1))
    yield Bar(f"killed of {len(sample)} in {len(every):,}", killed, "%", least=KILLED_BAR)


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(report(measure(int(asked[0]) if asked else MUTANTS, *asked[1:])))
