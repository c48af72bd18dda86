"""The Model Context Protocol: a session of an assistant, hostile ones, and the official client."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import COMMAND, TESTS, Run, environment, posix

from cppcc_cli import __version__
from cppcc_cli.cli.mcp import LARGEST, SESSION_VERSIONS, TOOLS

SPEECH = (TESTS / "samples" / "speech.txt").read_text("utf-8")
CALLS: list[tuple[str, dict[str, object], tuple[str, ...], str]] = [
    ("stats", {"names": ["proposals", "halls"]}, ("proposals", "halls"), ""),
    ("stats", {}, (), ""),
    ("show", {"figure": "被全国政协、省政协采用"}, ("public-opinion.adopted",), ""),
    ("search", {"words": ["议事"]}, ("议事",), ""),
    ("compare", {"names": ["issues", "adopted"]}, ("issues", "adopted"), ""),
    ("verify", {"figure": "attendances", "value": "1.7万"}, ("attendances", "1.7万"), ""),
    ("proofread", {"text": SPEECH}, ("-",), SPEECH),
    ("proofread", {"file": "speech.txt"}, ("speech.txt",), ""),
    ("verify", {"figure": "tian", "value": 418}, ("tian", "418"), ""),
    ("stats", {"names": [], "year": 2023}, (), ""),
    ("numbers", {"text": "全年立案212件，办复率87.80%。"}, ("-",), "全年立案212件，办复率87.80%。"),
]


def request(id: object, method: str, **params: object) -> bytes:
    """Return a request as a line."""
    asked = {"jsonrpc": "2.0", "id": id, "method": method, "params": params}
    return json.dumps(asked).encode() + b"\n"


def call(id: object, name: str, arguments: object) -> bytes:
    """Return a call of a tool as a line."""
    return request(id, "tools/call", name=name, arguments=arguments)


def session(run: Run, *lines: bytes, options: tuple[str, ...] = ()) -> list[Any]:
    """Return the replies of one run, decimals and all as they are written."""
    told = run("mcp", *options, input=b"".join(lines))
    assert (told.err, told.code) == ("", 0)
    return [json.loads(line, parse_float=str) for line in told.out.splitlines()]


def test_an_assistant_is_answered_as_a_person_is(run: Run, tmp_path: Path) -> None:
    """The records of `-f json`, the words that people see, and notes; of a notification nothing."""
    (tmp_path / "speech.txt").write_text(SPEECH, "utf-8")
    lines = [
        request(0, "initialize", protocolVersion="2025-06-18", capabilities={}),
        b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n',
        request("list", "tools/list"),
        *(call(number, name, given) for number, (name, given, _, _) in enumerate(CALLS)),
        b'{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 3}}\n',
        b'{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}\n',
        b'{"jsonrpc": "2.0", "method": "notifications/cancelled"}\n',
        request("last", "ping"),
    ]
    begun, listed, *answers, last = session(run, *lines)
    assert begun["result"]["protocolVersion"] == "2025-06-18"
    assert begun["result"]["serverInfo"] == {"name": "cppcc", "version": __version__}
    assert [tool["name"] for tool in listed["result"]["tools"]] == list(TOOLS)
    assert all(tool["annotations"]["readOnlyHint"] for tool in listed["result"]["tools"])
    assert last == {"jsonrpc": "2.0", "id": "last", "result": {}}
    assert [answer["id"] for answer in answers] == list(range(len(CALLS)))
    for (name, given, words, text), answer in zip(CALLS, answers, strict=True):
        result = answer["result"]
        asked = run(name, "-f", "json", "--", *words, input=text.encode())
        shown = run(name, "-f", "markdown", "--", *words, input=text.encode())
        records = json.loads(asked.out, parse_float=str)
        assert (result["structuredContent"], result["isError"]) == ({"records": records}, False)
        told = [part["text"] for part in result["content"]]
        assert told[0] == shown.out
        if given.get("figure") != "被全国政协、省政协采用":
            assert told[1:] == ([asked.err] if asked.err else [])
    assert "more than 17,000" in answers[5]["result"]["content"][0]["text"]


def test_a_citation_is_words(run: Run) -> None:
    """In the style asked for, and in the language of the server."""
    lines = (
        call(1, "cite", {"figure": "submitted"}),
        call(2, "cite", {"figure": "submitted", "style": "gbt7714"}),
    )
    chinese, reference = session(run, *lines, options=("--lang", "zh"))
    assert chinese["result"]["content"][0]["text"] == run("cite", "submitted", "--style", "zh").out
    assert reference["result"]["content"][0]["text"].endswith("丽水日报，2024-02-21.\n")
    assert "structuredContent" not in chinese["result"]


def test_a_tool_may_be_asked_of_a_year(run: Run) -> None:
    """As a person asks with --year; but of a server that is of some years, only of those."""
    data = str(TESTS / "samples" / "collection")
    lines = [
        request(0, "tools/list"),
        call(1, "verify", {"figure": "received", "value": "318", "year": "2022"}),
        call(2, "stats", {"year": [2022]}),
        call(3, "show", {"figure": "received", "year": "22"}),
    ]
    given = ("--data", data, "--body", "harbour")
    listed, verdict, *wrong = session(run, *lines, options=given)
    taking = {
        tool["name"]
        for tool in listed["result"]["tools"]
        if "year" in tool["inputSchema"]["properties"]
    }
    assert taking == set(TOOLS) - {"numbers"}
    assert verdict["result"]["structuredContent"]["records"][0]["verdict"] == "agrees"
    said = [one["result"]["content"][0]["text"] for one in wrong]
    assert (
        "the argument year is missing, or wrong; it takes text: Only these years: 2023" in said[0]
    )
    assert "--year" in said[1]
    listed, refused, *_ = session(run, *lines, options=(*given, "--year", "2022"))
    assert "year" not in str([tool["inputSchema"] for tool in listed["result"]["tools"]])
    assert refused["result"]["content"][0]["text"] == (
        "there is no argument year; there are figure, value"
    )


def test_a_tool_may_be_asked_of_a_committee(run: Run) -> None:
    """Of several, what cannot be answered of all names the argument that chooses one."""
    data = ("--data", str(TESTS / "samples" / "collection"))
    given = {"figure": "received", "value": "362", "year": "2024"}
    lines = [
        request(0, "tools/list"),
        call(1, "verify", given),
        call(2, "verify", {**given, "body": "harbour"}),
    ]
    listed, refused, verdict = session(run, *lines, options=data)
    schemas = {tool["name"]: tool["inputSchema"] for tool in listed["result"]["tools"]}
    # It takes one text, and says nothing of several.
    assert "repeated" not in schemas["compare"]["properties"]["body"]["description"]
    assert "body" not in schemas["numbers"]["properties"]
    assert "--body" in refused["result"]["content"][0]["text"]
    assert verdict["result"]["structuredContent"]["records"][0]["verdict"] == "agrees"
    listed, *_ = session(run, *lines, options=(*data, "--body", "harbour"))
    assert "body" not in str([tool["inputSchema"] for tool in listed["result"]["tools"]])


def test_each_request_may_name_its_version(run: Run) -> None:
    """The newer protocol has no session: a server is discovered, and each answer is complete."""
    meta = {"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}}
    found, listed, answer = session(
        run,
        request(1, "server/discover", **meta),
        request(2, "tools/list", **meta),
        request(3, "tools/call", name="stats", arguments={"names": ["rules"]}, **meta),
    )
    assert found["result"]["supportedVersions"] == ["2026-07-28"]
    assert listed["result"]["resultType"] == answer["result"]["resultType"] == "complete"
    assert listed["result"]["ttlMs"] > 0
    assert answer["result"]["structuredContent"]["records"][0]["id"] == "rules.issued"


def test_an_unknown_version_is_answered_with_the_newest(run: Run) -> None:
    """As the protocol wants it."""
    (begun,) = session(run, request(1, "initialize", protocolVersion="1999-01-01"))
    assert begun["result"]["protocolVersion"] == SESSION_VERSIONS[0]


WRONG: list[tuple[str, object, str]] = [
    ("show", {"figure": "nothing of the kind"}, "no figure is called"),
    ("show", {"figure": "activities"}, "may mean any of"),
    ("show", {"figure": "--output=x"}, "no figure is called"),
    ("show", {"figure": "a\x1b[31m"}, "control characters"),
    ("show", {}, "the argument figure is missing"),
    ("show", {"figure": ["submitted"]}, "the argument figure is missing, or wrong"),
    ("show", {"figure": "submitted", "output": "x.csv"}, "no argument output"),
    ("compare", {"names": []}, "the argument names is missing"),
    ("cite", {"figure": "submitted", "style": "-h"}, "it takes text: zh, en, gbt7714, bibtex"),
    ("verify", {"figure": "submitted", "value": "many"}, "many"),
    ("proofread", {}, "give text or file"),
    ("proofread", {"text": "a", "file": "b"}, "give text or file"),
    ("proofread", {"file": "."}, "no file in the folder"),
    ("proofread", {"file": "../secret.txt"}, "no file in the folder"),
    ("proofread", {"file": "/etc/passwd"}, "no file in the folder"),
    ("proofread", {"file": "link.txt"}, "no file in the folder"),
    ("proofread", {"file": "a\0b"}, "no file in the folder"),
    ("proofread", {"file": ""}, "no file in the folder"),
    ("proofread", {"file": "-"}, "no such file"),
    ("proofread", {"file": "nothing.txt"}, "no such file"),
    ("numbers", {"text": "\ud800"}, ""),
]


@posix
def test_a_wrong_call_is_a_result_that_says_so(run: Run, tmp_path: Path) -> None:
    """And neither writes a file nor reads one outside the folder that is served."""
    (tmp_path / "secret.txt").write_text("提案418件", "utf-8")
    served = tmp_path / "served"
    served.mkdir()
    (served / "link.txt").symlink_to(tmp_path / "secret.txt")
    lines = [call(number, name, given) for number, (name, given, _) in enumerate(WRONG)]
    answers = session(run, *lines, options=("--root", "served"))
    for (_, _, words), answer in zip(WRONG, answers, strict=True):
        result = answer["result"]
        assert result["isError"] is True
        assert words in result["content"][0]["text"]
    assert [path.name for path in served.iterdir()] == ["link.txt"]


NO_REQUESTS = [
    (b"{", -32700),
    (b"\xff\xfe", -32700),
    (b"[" * 100_000, -32700),
    (b'{"jsonrpc": "2.0", "id": NaN, "method": "ping"}', -32700),
    (b"1" * 5_000, -32700),
    (b"[]", -32600),
    (b'"ping"', -32600),
    (b'{"id": 1, "method": "ping"}', -32600),
    (b'{"jsonrpc": "2.0", "id": null, "method": "ping"}', -32600),
    (b'{"jsonrpc": "2.0", "id": 1, "method": 1}', -32600),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}', -32602),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "draft"}}', -32602),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', -32601),
    (b'{"jsonrpc": "2.0", "id": 1, "method": "' + b"x" * LARGEST + b'"}', -32600),
    (b"x" * (2 * LARGEST), -32600),
]


def test_what_is_no_request_stops_nothing(run: Run) -> None:
    """Each line is answered for itself; what follows is answered, too."""
    lines = [line + b"\n" for line, _ in NO_REQUESTS]
    *errors, last = session(run, *lines, b"\n", request("last", "ping"))
    assert [error["error"]["code"] for error in errors] == [code for _, code in NO_REQUESTS]
    assert last["id"] == "last"


def test_several_requests_in_one_line_are_answered_in_one(run: Run) -> None:
    """Without those that are notifications; of nothing but these, nothing follows."""
    lines = (
        b'[{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "method": "x"}, 7]\n',
        b'[{"jsonrpc": "2.0", "method": "notifications/initialized"}]\n',
        b'{"jsonrpc": "2.0", "id": 9, "result": {}}\n',
        # The last line may have no end.
        request(2, "ping")[:-1],
    )
    several, last = session(run, *lines)
    assert [reply.get("id") for reply in several] == [1, None]
    assert last["id"] == 2


def test_datasets_are_those_that_the_server_was_given(run: Run, installed: Run) -> None:
    """And what cannot be served is said at the start."""
    data = str(TESTS / "samples" / "collection")
    options = ("--data", data, "--body", "harbour", "--year", "2022")
    (answer,) = session(run, call(1, "stats", {}), options=options)
    assert {row["year"] for row in answer["result"]["structuredContent"]["records"]} == {2022}
    assert run("mcp", "--data", "nothing.toml").code == 3
    for nowhere in ("nowhere", "n" * 5_000):
        assert run("mcp", "--root", nowhere).code == 3
    told = installed("mcp", input=request(1, "ping"))
    assert json.loads(told.out) == session(run, request(1, "ping"))[0]


@posix
def test_a_server_ends_with_its_client(tmp_path: Path) -> None:
    """Interrupted it ends as every command does, and when its input ends, with 0."""
    with subprocess.Popen(
        [COMMAND, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(request(1, "ping"))
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["id"] == 1
        # A line comes in halves, and a character of it, too.
        half = call(2, "verify", {"figure": "提案", "value": "481"}).replace(
            b"481", "四八一".encode()
        )
        for part in (half[:90], half[90:]):
            server.stdin.write(part)
            server.stdin.flush()
        assert json.loads(server.stdout.readline())["id"] == 2
        server.terminate()
        assert server.wait(60) == 143


# A Python that has the official client, in which nothing of ours is installed.
CLIENT = os.environ.get("CPPCC_MCP_CLIENT")
PROGRAM = """
import asyncio, json, sys
from mcp import Client
from mcp.client.stdio import StdioServerParameters

async def main():
    for mode in ("auto", "legacy"):
        server = StdioServerParameters(command=sys.argv[1], args=["mcp"], env=dict(LANG="en"))
        async with Client(server, mode=mode) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            given = {"figure": "submitted", "value": "481"}
            result = await client.call_tool("verify", given)
            print(json.dumps([tools, result.structured_content, result.is_error]))

asyncio.run(main())
"""


@pytest.mark.skipif(CLIENT is None, reason="needs CPPCC_MCP_CLIENT, a Python with the package mcp")
def test_the_official_client_is_answered(run: Run) -> None:
    """In both eras of the protocol."""
    done = subprocess.run(
        [str(CLIENT), "-c", PROGRAM, COMMAND], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    records = json.loads(run("verify", "submitted", "481", "-f", "json").out)
    expected = [list(TOOLS), {"records": records}, False]
    assert [json.loads(line) for line in done.stdout.splitlines()] == [expected, expected]
