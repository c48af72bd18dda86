"""The bench of mutants: what it changes of a module, and what it leaves alone."""

import ast

from bench.mutants import PACKAGE, modules, mutants, mutated

SOURCE = '''
LIMIT: int = 3

def most(values: "list[int]", least: int = 1) -> int | None:
    """Return the most."""
    if not values or len(values) < least:
        return None
    said: str = "件"
    return max(values) if said else 7
'''


def test_each_thing_that_a_function_does_is_changed_once() -> None:
    assert [(one.line, one.what) for one in mutants("a.py", SOURCE)] == [
        (6, "if not values or len(values) < least: → if not (not values or len(values) < least):"),
        (6, "not values or len(values) < least → not values and len(values) < least"),
        (6, "len(values) < least → len(values) <= least"),
        (8, "'件' → '件†'"),
        (9, "return max(values) if said else 7 → return None"),
        (9, "max(values) if said else 7 → max(values) if not said else 7"),
        (9, "7 → 8"),
    ]


def test_a_mutant_is_the_module_with_that_change_alone() -> None:
    changed = next(one for one in mutants("a.py", SOURCE) if one.what == "7 → 8")
    source = ast.unparse(ast.parse(SOURCE))
    assert mutated(SOURCE, changed.place) == source.replace("else 7", "else 8")


def test_the_engine_has_mutants() -> None:
    assert {"quantity.py", "numerals.py", "text/numbers.py"} <= set(modules())
    assert len(mutants("quantity.py", (PACKAGE / "quantity.py").read_text("utf-8"))) > 50
