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
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NamedTuple

from cppcc_cli import __version__, messages
from cppcc_cli.cli.commands import SharedOptions, command
from cppcc_cli.cli.options import Option
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.files import is_folder
from cppcc_cli.language import Message, Text, current
from cppcc_cli.messages import assistants as said

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


class Answer(NamedTuple):
    """What a command gave: its exit code, what it wrote, and what it said beside that."""

    code: int
    out: str
    notes: str


class Tool(NamedTuple):
    """A command as a tool: what it does, its words and options, and whether it prints records."""

    about: Text
    words: Mapping[str, Text]
    # A last word that may be several; and a text, or a file of one.
    several: str | None = None
    reads: bool = False
    optional: bool = False
    options: Mapping[str, Sequence[str]] = {}
    records: bool = True

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of what it is called with."""
        properties: dict[str, object] = {}
        for name, meaning in self.words.items():
            listed = {"type": "array", "items": {"type": "string"}}
            kind = listed if name == self.several else {"type": "string"}
            properties[name] = {**kind, "description": meaning.say()}
        if self.reads:
            for name, meaning in (("text", said.TEXT), ("file", said.FILE)):
                properties[name] = {"type": "string", "description": meaning.say()}
        for name, choices in self.options.items():
            properties[name] = {"type": "string", "enum": list(choices)}
        return {
            "type": "object",
            "properties": properties,
            "required": [] if self.optional else list(self.words),
            "additionalProperties": False,
        }

    def listed(self, name: str) -> dict[str, object]:
        """Return how it is announced."""
        told: dict[str, object] = {
            "name": name,
            "description": self.about.say(),
            "inputSchema": self.schema(),
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }
        if self.records:
            array = {"type": "array", "items": {"type": "object"}}
            told["outputSchema"] = {
                "type": "object",
                "properties": {"records": array},
                "required": ["records"],
            }
        return told


TOOLS = {
    "stats": Tool(said.STATS, {"names": said.NAMES}, "names", optional=True),
    "show": Tool(said.SHOW, {"figure": said.FIGURE}),
    "search": Tool(said.SEARCH, {"words": said.WORDS}, "words"),
    "compare": Tool(said.COMPARE, {"names": said.NAMES}, "names"),
    "cite": Tool(
        said.CITE,
        {"figure": said.FIGURE},
        options={"style": ("zh", "en", "gbt7714", "bibtex")},
        records=False,
    ),
    "verify": Tool(said.VERIFY, {"figure": said.FIGURE, "value": said.VALUE}),
    "proofread": Tool(said.PROOFREAD, {}, reads=True),
    "numbers": Tool(said.NUMBERS, {}, reads=True),
}


class _Failure(Exception):
    """What is no request: its code and name in JSON-RPC, and what is wrong with it."""

    def __init__(self, error: tuple[int, str], detail: str = "") -> None:
        super().__init__(error, detail)
        self.error = {"code": error[0], "message": f"{error[1]}: {detail}" if detail else error[1]}


class _Refusal(Exception):
    """A call that is answered with what is wrong with it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


# fmt: off
Root = Annotated[str, Option("--root", metavar="FOLDER",
    zh="只读取这个文件夹之内的文稿；不写则为当前文件夹。",
    en="Read manuscripts in this folder only; by default, in the working folder.")]
# fmt: on


@command("data", "year", "body", "no_cache", "lang")
def mcp(asked: SharedOptions, root: Root = ".") -> None:
    """Serve an assistant by the Model Context Protocol, over standard input and output."""
    if sys.stdin is None:
        raise InputError(messages.NO_INPUT.about())
    if sys.stdout is None:
        closed = messages.OUTPUT_CLOSED
        raise OutputError(messages.CANNOT_WRITE.about(path=messages.STANDARD_OUTPUT, reason=closed))
    if not is_folder(root):
        raise InputError(messages.CANNOT_OPEN.about(path=root, reason=messages.NO_SUCH_FOLDER))
    asked.gather()
    shared = ["--lang", current()]
    for option, given in (("--data", asked.data), ("--body", asked.body)):
        shared += [f"{option}={word}" for word in given or ()]
    if asked.year:
        shared.append(f"--year={','.join(map(str, asked.year.wanted))}")
    if asked.no_cache:
        shared.append("--no-cache")
    try:
        _serve(sys.stdin.buffer, sys.stdout.buffer, _Server(Path(root), shared))
    except BrokenPipeError:
        # The assistant has gone.
        return
    except OSError as error:
        place, reason = messages.STANDARD_OUTPUT, messages.reason(error)
        raise OutputError(messages.CANNOT_WRITE.about(path=place, reason=reason)) from None


def _run(words: Sequence[str], text: bytes) -> Answer:
    """Run a command in this process, with a text for its standard input."""
    from cppcc_cli.cli.app import app

    out, notes = io.BytesIO(), io.BytesIO()
    with ExitStack() as stack:
        stdout = io.TextIOWrapper(out, "utf-8", write_through=True)
        stderr = io.TextIOWrapper(notes, "utf-8", "backslashreplace", write_through=True)
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        stack.callback(setattr, sys, "stdin", sys.stdin)
        sys.stdin = io.TextIOWrapper(io.BytesIO(text), "utf-8")
        code = app(list(words), standalone_mode=False) or 0
        return Answer(code, out.getvalue().decode(), notes.getvalue().decode())


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
            return json.dumps({**session, "instructions": said.INSTRUCTIONS.say()})
        if method == "server/discover":
            found = {"supportedVersions": REQUEST_VERSIONS, "capabilities": tools}
            instructions = {"instructions": said.INSTRUCTIONS.say(), "_meta": {_SERVER_KEY: server}}
            return json.dumps({**found, **instructions, **_KEPT, **complete})
        if method == "ping":
            return json.dumps(complete)
        if method == "tools/list":
            listed = [tool.listed(name) for name, tool in TOOLS.items()]
            kept = _KEPT if per_request else {}
            return json.dumps({"tools": listed, **kept, **complete})
        if method == "tools/call":
            return self._called(params, complete)
        raise _Failure(METHOD_NOT_FOUND, method[:100])

    def _called(self, params: Mapping[str, Any], complete: Mapping[str, object]) -> str:
        name, given = params.get("name"), params.get("arguments") or {}
        if not isinstance(name, str) or name not in TOOLS or not isinstance(given, dict):
            raise _Failure(INVALID_PARAMS, f"unknown tool: {str(name)[:100]}")
        tool = TOOLS[name]
        try:
            options, words, text = self._arguments(tool, given)
        except _Refusal as refusal:
            return _told(complete, [refusal.message.say()], wrong=True)
        command = [name, *options, *self.shared]
        # Behind two dashes no word is an option.
        if not tool.records:
            answer = _run([*command, "--", *words], text)
            return _told(complete, _parts(answer), wrong=answer.code > 1)
        answer = _run([*command, "-f", "json", "--", *words], text)
        if answer.code > 1:
            return _told(complete, _parts(answer), wrong=True)
        shown = _run([*command, "-f", "markdown", "--", *words], text)
        # Line breaks stand between the records only; decimals keep their digits.
        records = answer.out.replace("\n", "")
        return _told(complete, _parts(shown), wrong=False, records=records)

    def _arguments(
        self, tool: Tool, given: Mapping[str, Any]
    ) -> tuple[list[str], list[str], bytes]:
        """Return the options and words of a command, and what it reads."""
        known = {*tool.words, *tool.options, *(("text", "file") if tool.reads else ())}
        if unknown := sorted(set(given) - known):
            raise _Refusal(said.UNKNOWN_ARGUMENT.about(names=unknown))
        words: list[str] = []
        for name in tool.words:
            words += _words(name, given.get(name), name == tool.several, tool.optional)
        options = []
        for name, choices in tool.options.items():
            if name in given:
                if given[name] not in choices:
                    raise _Refusal(said.WRONG_ARGUMENT.about(name=name))
                options += [f"--{name}", given[name]]
        if not tool.reads:
            return options, words, b""
        text = _words("text", given.get("text"), several=False, optional=True)
        files = _words("file", given.get("file"), several=False, optional=True)
        if len(text) + len(files) != 1:
            raise _Refusal(said.TEXT_OR_FILE.about())
        if text:
            return options, [*words, "-"], text[0].encode("utf-8", "surrogatepass")
        return options, [*words, self._below_root(files[0])], b""

    def _below_root(self, file: str) -> str:
        """Return the path of a file; only below the root are there files."""
        path = self.root / file
        try:
            there, root = path.resolve(), self.root.resolve()
        except (OSError, ValueError, RuntimeError):
            raise _Refusal(said.NOT_BELOW_ROOT.about(file=file)) from None
        if there == root or not there.is_relative_to(root):
            raise _Refusal(said.NOT_BELOW_ROOT.about(file=file))
        # By that name, standard input would be read.
        return "./-" if str(path) == "-" else str(path)


def _words(name: str, value: object, several: bool, optional: bool) -> list[str]:
    """Return the words of an argument; raise _Refusal for what is none."""
    if value is None and optional:
        return []
    given: list[object] = value if several and isinstance(value, list) else [value]
    words = [word for word in given if isinstance(word, str)]
    if len(words) < len(given) or not (words or optional):
        raise _Refusal(said.WRONG_ARGUMENT.about(name=name))
    return words


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _parts(answer: Answer) -> list[str]:
    return [part for part in (answer.out, answer.notes) if part]


def _told(
    complete: Mapping[str, object], parts: Sequence[str], wrong: bool, records: str | None = None
) -> str:
    """Return the result of a call, as JSON."""
    content = [{"type": "text", "text": part} for part in parts]
    told = json.dumps({"content": content, "isError": wrong, **complete})
    if records is None:
        return told
    return f'{told[:-1]}, "structuredContent": {{"records": {records}}}}}'
