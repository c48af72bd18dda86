"""The package: the oldest dependencies tried are those that pyproject.toml calls the oldest."""

import re
import sys
from importlib.metadata import version

import pytest
import tomli
from conftest import PROJECT

PYPROJECT = PROJECT / "pyproject.toml"


def lower_bounds() -> dict[str, str]:
    """Return the oldest version allowed of each package that runs or tests the program."""
    project = tomli.loads(PYPROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in extras for one in extras[name])]
    of_tests = [one for one in wanted if one not in extras["develop"] and "[" not in one]
    found = [re.match(r"([A-Za-z0-9-]+)>=([0-9.]+)", one) for one in of_tests]
    assert None not in found
    return {one[1]: one[2] for one in found if one}


def test_oldest_pins_are_the_lower_bounds() -> None:
    """Each dependency is tried as old as it may be."""
    tox = tomli.loads(PYPROJECT.read_text("utf-8"))["tool"]["tox"]
    pins = tox["env_run_base"]["deps"][0]["then"]
    pinned = dict(re.fullmatch(r"([A-Za-z0-9-]+)==([0-9.]+)\.\*", pin).groups() for pin in pins)  # type: ignore[union-attr]
    bounds = lower_bounds()
    assert pinned == {name: ".".join(bound.split(".")[:2]) for name, bound in bounds.items()}


@pytest.mark.parametrize("name", ["typer", "rich", "tomli"])
def test_installed_versions_are_within_the_bounds(name: str) -> None:
    """No test runs with a dependency older than what is promised."""
    bound = lower_bounds()[name]
    parts = [[int(part) for part in one.split(".")[:2]] for one in (version(name), bound)]
    assert parts[0] >= parts[1]
    assert sys.version_info >= (3, 10)


def test_every_dependency_has_an_upper_bound() -> None:
    """A major release that would break something is not taken unasked."""
    pyproject = tomli.loads(PYPROJECT.read_text("utf-8"))
    project = pyproject["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in extras for one in extras[name])]
    wanted += pyproject["build-system"]["requires"]
    assert [one for one in wanted if "<" not in one and "cppcc-cli[" not in one] == []
