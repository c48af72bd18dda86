"""The Model Context Protocol over two streams: the commands that answer, as tools of an assistant.

A message is a line of JSON (JSON-RPC 2.0). Both eras of the protocol are spoken: that in which a
session begins with `initialize`, and that in which each request names its version. Every tool only
reads. Its answer is that of the command: the records of `-f json`, and beside them the words that a
person sees, in which no qualifier is left out. What is asked wrongly is a result that says so; only
what is no request is an error of the protocol.
"""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cppcc_cli import __version__, cli, messages
from cppcc_cli.cli.help import rows_of, summary_of
from cppcc_cli.errors import InputError, UsageError
from cppcc_cli.files import is_folder, sayable, write_output
from cppcc_cli.messages import current

# The versions of sessions, the newest first, and those that a request names.
SESSION_VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
REQUEST_VERSIONS = ("2026-07-28",)
_VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
_SERVER_KEY = "io.modelcontextprotocol/serverInfo"
# Bytes of a message: a text as large as any that is held against figures, with its escapes.
LARGEST = 32 * 1024 * 1024
# How long a client may keep the list of tools, in milliseconds: they change with the program.
_KEPT = {"ttlMs": 3_600_000, "cacheScope": "public"}
# What JSON-RPC calls what is no request.
PARSE_ERROR = (-32700, "Parse error")
INVALID_REQUEST = (-32600, "Invalid Request")
METHOD_NOT_FOUND = (-32601, "Method not found")
INVALID_PARAMS = (-32602, "Invalid params")
# The commands that are tools; of those that read texts, a text or the file of one is taken.
TOOLS = ("stats", "show", "search", "compare", "cite", "verify", "proofread", "numbers")
_READ = ["text", "file"]


class Tool:
    """A command as a tool, by the words that it takes; in help is told what each means.

    One with `styles` gives no records; one of figures may be asked of some of the years and
    committees that the server knows, as `choices` has it.
    """

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        command = cli.named(name)
        known, meanings = command.parameters(), rows_of("tools")
        words = [word for word, one in known.items() if not one.spelt]
        self.name, self.meaning, self.reads = name, meanings[name], "documents" in words
        self.words = _READ if self.reads else words
        self.optional = self.reads or known[words[0]].default is None
        self.styles = [*known["style"].choices] if "style" in known else []
        text = {"type": "string"}
        # What it may be called with, as JSON Schema has it.
        self.properties: dict[str, dict[str, Any]] = {}
        for word in self.words:
            several = not self.reads and command.takes_several(word)
            kind = {"type": "array", "items": text} if several else text
            self.properties[word] = {**kind, "description": meanings[word]}
        if self.styles:
            told = {"description": meanings["style"], "enum": self.styles}
            self.properties["style"] = {**text, **told}
        # Numbers are read of a text whatever the figures are.
        for choice in choices if name != "numbers" else ():
            self.properties[choice] = {**text, "description": meanings[choice]}

    def listed(self) -> dict[str, object]:
        """Return how it is announced, with the JSON Schema of what it is called with."""
        return {
            "name": self.name,
            "description": self.meaning,
            "inputSchema": {
                "type": "object",
                "properties": self.properties,
                "required": [] if self.optional else self.words,
                "additionalProperties": False,
            },
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }


class _Failure(Exception):
    """What is no request: its code and name in JSON-RPC, and what is wrong with it."""

    def __init__(self, error: tuple[int, str], detail: str = "") -> None:
        super().__init__(error, detail)
        self.error = {"code": error[0], "message": f"{error[1]}: {detail}" if detail else error[1]}


@cli.command("data", "year", "body", "no_cache", "lang")
def mcp(
    asked: cli.SharedOptions, root: str = cli.option("--root", metavar="FOLDER", default=".")
) -> None:
    """Serve an assistant by the Model Context Protocol, over standard input and output."""
    if sys.stdin is None:
        raise InputError(messages.NO_INPUT.about())
    # Closed, it is told of at once.
    write_output(b"")
    if not is_folder(root):
        raise InputError(messages.CANNOT_OPEN.about(path=root, reason=messages.NO_SUCH_FOLDER))
    asked.gather()
    shared = ["--lang", current()]
    for name, given in (("--data", asked.data), ("--body", asked.body)):
        shared += [f"{name}={word}" for word in given or ()]
    if asked.year:
        shared.append(f"--year={','.join(map(str, asked.year))}")
    if asked.no_cache:
        shared.append("--no-cache")
    choices = [name for name in ("year", "body") if not getattr(asked, name)]
    server = _Server(Path(root), shared, {name: Tool(name, choices) for name in TOOLS})
    # The assistant may go.
    with sayable(messages.STANDARD_OUTPUT), suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer, server)


def _run(words: Sequence[str], text: bytes) -> tuple[int, list[str]]:
    """Run a command in this process, with a text for its standard input.

    Return its exit code, what it wrote, and what it said beside that; neither where it is empty.
    """
    from cppcc_cli.cli.app import app

    written = io.BytesIO(), io.BytesIO()
    with ExitStack() as stack:
        stdout, stderr = (
            io.TextIOWrapper(one, "utf-8", "backslashreplace", write_through=True)
            for one in written
        )
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        stack.callback(setattr, sys, "stdin", sys.stdin)
        sys.stdin = io.TextIOWrapper(io.BytesIO(text), "utf-8")
        code = app(list(words), standalone_mode=False) or 0
        return code, [one.getvalue().decode() for one in written if one.getvalue()]


def _serve(source: BinaryIO, target: BinaryIO, server: "_Server") -> None:
    """Answer every message of `source` on `target` until it ends."""
    while line := source.readline(LARGEST + 1):
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while (rest := source.readline(LARGEST)) and not rest.endswith(b"\n"):
                pass
            reply = _failed(None, _Failure(INVALID_REQUEST, f"more than {LARGEST} bytes"))
        elif not line.strip():
            continue
        else:
            reply = server.reply(line)
        if reply:
            target.write(reply.encode() + b"\n")
            target.flush()


def _failed(id: object, failure: _Failure) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": id, "error": failure.error})


class _Server(NamedTuple):
    """What is served: files below `root` only, by commands with the options that all `shared`."""

    root: Path
    shared: Sequence[str]
    tools: Mapping[str, Tool]

    def reply(self, line: bytes) -> str:
        """Return the reply to one message or several, as JSON; nothing where none is due."""
        try:
            message = json.loads(line.decode(), parse_constant=_no_constant)
        except (ValueError, RecursionError):
            return _failed(None, _Failure(PARSE_ERROR))
        if isinstance(message, list) and message:
            replies = [reply for one in message if (reply := self._reply_to(one))]
            return f"[{', '.join(replies)}]" if replies else ""
        return self._reply_to(message)

    def _reply_to(self, message: object) -> str:
        id: object = None
        try:
            if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
                raise _Failure(INVALID_REQUEST)
            if "method" not in message and ("result" in message or "error" in message):
                return ""
            method, params = message.get("method"), message.get("params") or {}
            if not isinstance(method, str):
                raise _Failure(INVALID_REQUEST)
            if "id" not in message:
                # Of a notification nothing follows; a call that is cancelled was answered before.
                return ""
            if isinstance(message["id"], bool) or not isinstance(message["id"], (str, int)):
                raise _Failure(INVALID_REQUEST)
            id = message["id"]
            if not isinstance(params, dict):
                raise _Failure(INVALID_PARAMS)
            result = self._result(method, params)
        except _Failure as failure:
            return _failed(id, failure)
        return f'{{"jsonrpc": "2.0", "id": {json.dumps(id)}, "result": {result}}}'

    def _result(self, method: str, params: Mapping[str, Any]) -> str:
        """Return the result of a request, as JSON."""
        meta = params.get("_meta")
        per_request = isinstance(meta, dict) and _VERSION_KEY in meta
        complete: dict[str, object] = {"resultType": "complete"} if per_request else {}
        server = {"name": "cppcc", "version": __version__}
        tools: dict[str, object] = {"tools": {}}
        if method == "initialize":
            asked = params.get("protocolVersion")
            version = asked if asked in SESSION_VERSIONS else SESSION_VERSIONS[0]
            session = {"protocolVersion": version, "capabilities": tools, "serverInfo": server}
            return json.dumps({**session, "instructions": summary_of("tools")})
        if method == "server/discover":
            found = {"supportedVersions": REQUEST_VERSIONS, "capabilities": tools}
            instructions = {"instructions": summary_of("tools"), "_meta": {_SERVER_KEY: server}}
            return json.dumps({**found, **instructions, **_KEPT, **complete})
        if method == "ping":
            return json.dumps(complete)
        if method == "tools/list":
            listed = [tool.listed() for tool in self.tools.values()]
            kept = _KEPT if per_request else {}
            return json.dumps({"tools": listed, **kept, **complete})
        if method == "tools/call":
            return self._called(params, complete)
        raise _Failure(METHOD_NOT_FOUND, method[:100])

    def _called(self, params: Mapping[str, Any], complete: Mapping[str, object]) -> str:
        name, given = params.get("name"), params.get("arguments") or {}
        tool = self.tools.get(name) if isinstance(name, str) else None
        if tool is None or not isinstance(given, dict):
            raise _Failure(INVALID_PARAMS, f"unknown tool: {str(name)[:100]}")
        try:
            options, words, text = self._arguments(tool, given)
        except UsageError as refused:
            return _told(complete, refused.lines(), wrong=True)

        def run(*form: str) -> tuple[int, list[str]]:
            # Behind two dashes no word is an option.
            return _run([tool.name, *options, *self.shared, *form, "--", *words], text)

        if tool.styles:
            code, told = run()
            return _told(complete, told, wrong=code > 1)
        code, told = run("-f", "json")
        if code > 1:
            return _told(complete, told, wrong=True)
        # Line breaks stand between the records only; decimals keep their digits.
        records = told[0].replace("\n", "")
        return _told(complete, run("-f", "markdown")[1], wrong=False, records=records)

    def _arguments(
        self, tool: Tool, given: Mapping[str, Any]
    ) -> tuple[list[str], list[str], bytes]:
        """Return the options and words of a command, and what it reads."""
        if unknown := sorted(set(given) - set(tool.properties)):
            known = [*tool.properties]
            raise UsageError(messages.UNKNOWN_ARGUMENT.about(names=unknown, known=known))
        said: dict[str, list[str]] = {}
        for name, schema in tool.properties.items():
            value, is_word = given.get(name), name in tool.words
            if value is None and (tool.optional if is_word else name not in given):
                continue
            several = value if "items" in schema and isinstance(value, list) else [value]
            # Assistants write 2023, and not "2023".
            several = [str(one) if type(one) in (int, float) else one for one in several]
            choices = schema.get("enum", several)
            said[name] = [one for one in several if isinstance(one, str) and one in choices]
            if len(said[name]) < len(several) or not (several or tool.optional):
                meaning = schema.get("enum", schema["description"])
                raise UsageError(messages.WRONG_ARGUMENT.about(name=name, meaning=meaning))
        options = [f"--{name}={said[name][0]}" for name in said if name not in tool.words]
        words = [word for name in tool.words for word in said.get(name, ())]
        if not tool.reads:
            return options, words, b""
        if len(words) != 1:
            raise UsageError(messages.TEXT_OR_FILE.about())
        if "text" in said:
            return options, ["-"], words[0].encode("utf-8", "surrogatepass")
        return options, [self._below_root(words[0])], b""

    def _below_root(self, file: str) -> str:
        """Return the path of a file; only below the root are there files."""
        path = self.root / file
        try:
            there, root = path.resolve(), self.root.resolve()
        except (OSError, ValueError, RuntimeError):
            there = root = self.root
        if there == root or not there.is_relative_to(root):
            raise UsageError(messages.NOT_BELOW_ROOT.about(file=file))
        # By that name, standard input would be read.
        return "./-" if str(path) == "-" else str(path)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _told(
    complete: Mapping[str, object], parts: Sequence[str], wrong: bool, records: str | None = None
) -> str:
    """Return the result of a call, as JSON."""
    content = [{"type": "text", "text": part} for part in parts]
    told = json.dumps({"content": content, "isError": wrong, **complete})
    if records is None:
        return told
    return f'{told[:-1]}, "structuredContent": {{"records": {records}}}}}'
