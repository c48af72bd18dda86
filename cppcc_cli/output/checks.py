"""Findings -> what machines that check texts keep: annotations of GitHub, JUnit, SARIF 2.1.0.

In each, a finding of severity info fails nothing: GitHub is not told of it, in JUnit it is a case
that passed, in SARIF a result that informs. Places are counted from 1, columns in characters.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from cppcc_cli import __version__

Findings = Sequence[Mapping[str, Any]]


def to_github(findings: Findings) -> str:
    """Return a workflow command for each error and warning, a line each."""
    return "".join(
        f"::{one['severity']} file={_property(one['file'])},line={one['line'] or 1},"
        f"col={one['column'] or 1},title=cppcc {_property(one['code'])}::{_data(one['message'])}\n"
        for one in findings
        if one["severity"] != "info"
    )


def _data(text: object) -> str:
    return str(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: object) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_junit(findings: Findings) -> str:
    """Return a test suite: a case for each finding, which failed unless it is one of info."""
    failed = sum(one["severity"] != "info" for one in findings)
    counts = f'tests="{len(findings)}" failures="{failed}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuite name="cppcc" {counts}>']
    for one in findings:
        place = f"{one['line'] or 1}:{one['column'] or 1}"
        name = quoteattr(" ".join(filter(None, (place, one["code"], one.get("printed")))))
        said = quoteattr(str(one["message"]))
        result = f'<failure type="{one["severity"]}" message={said}/>'
        if one["severity"] == "info":
            result = f"<system-out>{_content(one['message'])}</system-out>"
        case = f"<testcase classname={quoteattr(str(one['file']))} name={name}>"
        lines.append(f"  {case}{result}</testcase>")
    return "".join(f"{line}\n" for line in [*lines, "</testsuite>"])


def _content(text: object) -> str:
    from xml.sax.saxutils import escape

    return escape(str(text))


def to_sarif(findings: Findings) -> str:
    """Return a log of one run, with a rule for each code."""
    codes = sorted({str(one["code"]) for one in findings})
    driver = {"name": "cppcc", "version": __version__, "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(one: Mapping[str, Any]) -> dict[str, object]:
    line, column = one["line"] or 1, one["column"] or 1
    region = {"startLine": line, "startColumn": column}
    if printed := one.get("printed"):
        region["endColumn"] = column + len(str(printed))
    place = {"artifactLocation": {"uri": quote(str(one["file"]).replace("\\", "/"))}}
    return {
        "ruleId": one["code"],
        # What is no failure has no level.
        "level": one["severity"] if one["severity"] != "info" else "none",
        "kind": "fail" if one["severity"] != "info" else "informational",
        "message": {"text": one["message"]},
        "locations": [{"physicalLocation": {**place, "region": region}}],
    }


WRITERS = {"github": to_github, "junit": to_junit, "sarif": to_sarif}
