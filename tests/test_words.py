"""Words: both languages everywhere, the choice between them, and characters fit for a screen."""

import ast
import re
import string
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import typer
from conftest import Run
from hypothesis import given, strategies as st

import cppcc_cli
from cppcc_cli import cli as commands, messages
from cppcc_cli.cli import app, help, mcp
from cppcc_cli.messages import Catalogue, Text, choose
from cppcc_cli.screen import escaped, first_unprintable, width, wrap

CATALOGUES = ("sentences", "findings", "documents", "labels")
BELOW_A_NAME = re.compile(r"(?m)^(\w+)\n((?:  .*\n)+)")


def texts(value: object, name: str) -> Iterator[tuple[str, Text]]:
    """Yield every text in `value` with where it stands: one, or a collection or record of them."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, Catalogue):
        for key, below in BELOW_A_NAME.findall(value.text):
            is_table = "  " in below.splitlines()[0].strip()
            yield from texts(value[key] if is_table else getattr(value, key), f"{name}.{key}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts(item, f"{name}[{key}]")
    elif isinstance(value, tuple | list):
        for at, item in enumerate(value):
            yield from texts(item, f"{name}[{at}]")


def fields(sentence: str) -> list[str]:
    """Return the names of the values that a sentence speaks of."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


# What one language leaves out and the other names, and braces that are those of TOML.
ONE_SIDED = {"PER", "A_LABEL", "ID_AND_NAME"}


def test_every_text_exists_in_both_languages() -> None:
    """Both sentences are there, and speak of the same values: in every module of the program."""
    modules = [import_module(one.name) for one in walk_packages(cppcc_cli.__path__, "cppcc_cli.")]
    found = {
        where: text
        for module in modules
        for name, value in vars(module).items()
        for where, text in texts(value, f"{module.__name__}.{name}")
    }
    assert messages.CANNOT_OPEN in found.values()
    assert [where for where, text in found.items() if not all(map(str.strip, text))] == []
    assert [
        where
        for where, text in found.items()
        if fields(text.zh) != fields(text.en) and where.split(".")[-1] not in ONE_SIDED
    ] == []


def asked_for(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a module or a template asks the catalogues for: the catalogue and the name."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from (("labels", name) for name in re.findall(r"labels\.([A-Z_]+)", text))
        return
    called: dict[str, str] = {"sentences": "sentences"}
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cppcc_cli"):
            for one in node.names:
                if f"{node.module}.{one.name}" == "cppcc_cli.messages":
                    called[one.asname or one.name] = "sentences"
                elif node.module == "cppcc_cli.messages" and one.name.isupper():
                    yield "sentences", one.name
                elif node.module == "cppcc_cli.messages":
                    called[one.asname or one.name] = one.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node.slice, "value", 0)
            if node.value.id in called and str(name).isupper():
                yield called[node.value.id], str(name)


def test_every_sentence_is_there_and_is_said() -> None:
    """What the program asks its catalogues for stands in them, and nothing stands there besides."""
    package = Path(cppcc_cli.__file__).parent
    asked = {
        one
        for path in package.rglob("*.*")
        if path.suffix in (".py", ".html", ".xml")
        for one in asked_for(path)
    }
    there = {
        (name, key)
        for name in CATALOGUES
        for key, _ in BELOW_A_NAME.findall(getattr(messages, name).text)
    }
    assert asked == there


def test_every_command_and_parameter_has_help() -> None:
    """In both languages: a command has a text with examples, each parameter a sentence."""
    group = typer.main.get_command(app.app)
    context = group.make_context("cppcc", [], resilient_parsing=True)
    said = {"HELP", "VERSION"}
    for name in commands.COMMANDS:
        command = commands.named(name)
        parameters = {one.name for one in group.get_command(context, name).params}
        assert set(command.parameters()) == parameters
        said |= {parameter.upper() for parameter in parameters}
    assert said == {name for name, _ in BELOW_A_NAME.findall(messages.options.text)}
    named = {"cppcc", "tools", *commands.COMMANDS, *help.TOPICS}
    for folder in ("zh", "en"):
        texts = Path(help.__file__).with_name("help") / folder
        assert {text.stem for text in texts.iterdir()} == named
        for name in commands.COMMANDS:
            assert f"cppcc {name}" in (texts / f"{name}.txt").read_text("utf-8")
        tools = (texts / "tools.txt").read_text("utf-8")
        words = {word for name in mcp.TOOLS for word in (name, *mcp.Tool(name, ()).words)}
        assert {word for word in words if f"\n  {word}  " not in tools} == set()


def test_a_count_has_a_singular() -> None:
    """1 category, but 2 categories, and none of either in Chinese; a number may stand alone."""
    text = Text("{count} 类", "{count:category|categories} in {count}")
    assert [text.about(count=count).say("en") for count in (0, 1, 2)] == [
        "0 categories in 0",
        "1 category in 1",
        "2 categories in 2",
    ]
    assert text.about(count=1).say("zh") == "1 类"


def test_a_part_of_a_sentence_is_said_where_there_is_what_it_speaks_of() -> None:
    """What stands within its brackets is left out for a value that is missing or empty."""
    text = Text("没有 {name}⟦；是不是 {near}？⟧", "no {name}⟦: {near}? See|; see⟧ {help}")
    assert text.about(name="a", near=["b", "c"]).say("zh") == "没有 a；是不是 b、c？"
    assert text.about(name="a", help="h", near="{b}|").say("en") == "no a: {b}|? See h"
    for near in ({"near": None}, {"near": []}, {"near": ""}, {}):
        assert text.about(name="⟦a⟧", help="h", **near).say("en") == "no ⟦a⟧; see h"


CHOICES = [
    ("zh", {"CPPCC_LANG": "en", "LANG": "en_US.UTF-8"}, "linux", "zh"),
    (None, {"CPPCC_LANG": "zh", "LANG": "en_US.UTF-8"}, "linux", "zh"),
    (None, {"CPPCC_LANG": "en", "LANG": "zh_CN.UTF-8"}, "linux", "en"),
    (None, {"CPPCC_LANG": "", "LANG": "zh_CN.UTF-8"}, "linux", "zh"),
    (None, {"CPPCC_LANG": "fr", "LANG": "zh_CN.UTF-8"}, "linux", "zh"),
    (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "linux", "en"),
    (None, {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "linux", "zh"),
    (None, {"LANG": "C"}, "linux", "en"),
    (None, {}, "linux", "en"),
    (None, {}, "win32", "zh"),
    (None, {"LANG": "en_GB"}, "win32", "en"),
    ("en", {}, "win32", "en"),
]


def test_language_is_chosen_in_order() -> None:
    """Option, CPPCC_LANG, locale, Windows, English; Windows stands here for a Chinese one."""
    assert [
        (asked, environ, platform, choose(asked, environ, platform, lambda: "zh"))
        for asked, environ, platform, _ in CHOICES
    ] == CHOICES


def test_language_of_windows_is_english_elsewhere() -> None:
    """Where there is no Windows to ask, its language is English."""
    assert sys.platform == "win32" or messages.windows_language() == "en"


def test_locale_decides_what_the_command_says(run: Run) -> None:
    """The same question is answered in the language of the locale."""
    chinese = run("stats", "nothing", environ={"LANG": "zh_CN.UTF-8"})
    assert chinese == run("stats", "nothing", "--lang", "zh")
    assert chinese.err.startswith("cppcc: 没有名为“nothing”的类别或指标")
    plain = run("stats", "nothing", environ={"LANG": "C"})
    assert plain == run("stats", "nothing", "--lang=en")
    assert plain.code == 2


FIT = ["提案", "a b", "\u3000", "\u00a0", "क\u200d", "418", ""]
UNFIT = ["\x1b", "\0", "\n", "\t", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800"]


def test_unfit_characters_are_found_and_escaped() -> None:
    """Control, bidirectional and zero-width characters are not fit; spaces and joiners are."""
    assert [text for text in FIT if first_unprintable(text) or escaped(text) != text] == []
    assert [char for char in UNFIT if first_unprintable(f"a{char}b") != char] == []
    assert [char for char in UNFIT if not escaped(char).isascii()] == []
    assert escaped("提\x1b[0m案\u202e") == "提\\x1b[0m案\\u202e"


@given(st.text(st.characters(blacklist_categories=["C", "Z"]) | st.just(" ")), st.integers(2, 60))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, cells: int) -> None:
    """Lines hold all characters but the spaces they were broken at, in at most the cells given."""
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= cells for line in lines)


WRAPPED = [
    ("提出意见建议", 8, ["提出意见", "建议"]),
    ("提案、建议", 6, ["提案、", "建议"]),
    ("一二三四,五", 8, ["一二三", "四,五"]),
    ("一二三四\uff0c五", 8, ["一二三", "四\uff0c五"]),
    ("一二三\uff08四五", 8, ["一二三", "\uff08四五"]),
    ("Proposals 提出提案", 14, ["Proposals", "提出提案"]),
    ("Proposals\n提出提案", 40, ["Proposals 提出提案"]),
    ("Proposals\n提出提案", 12, ["Proposals", "提出提案"]),
    ("adopted (more than 60)", 10, ["adopted", "(more than", "60)"]),
    ("as .csv .tsv .json", 12, ["as .csv .tsv", ".json"]),
    ("livelihood-halls", 6, ["liveli", "hood-", "halls"]),
    ("figure.work.talks.printed", 20, ["figure.work.talks.", "printed"]),
    ("收到提案418件", 10, ["收到提案", "418件"]),
    ("文中写作近30场", 10, ["文中写作", "近30场"]),
    ("全市提案等418件，第3段", 18, ["全市提案等418件，", "第3段"]),
    ("丽水日报，2024年1月31日", 20, ["丽水日报，", "2024年1月31日"]),
    ("各存一份名-批注。", 12, ["各存一份", "名-批注。"]),
    ("丽水日报, 2024-01-31", 16, ["丽水日报,", "2024-01-31"]),
    ("lishui-2023", 8, ["lishui-", "2023"]),
    # An id that has a line of its own stays whole, in Chinese as well.
    ("就写 --data lishui-2023。", 20, ["就写 --data", "lishui-2023。"]),
    ('应为年份，现在是 "提案数"', 20, ["应为年份，现在是", '"提案数"']),
    ("see report.txt now", 12, ["see", "report.txt", "now"]),
    ("/srv/data/lishui-2023.toml", 20, ["/srv/data/", "lishui-2023.toml"]),
    (r"C:\data\lishui-2023.toml", 18, ["C:\\data\\", "lishui-2023.toml"]),
]


def test_lines_break_where_a_reader_expects() -> None:
    """Between words, inside long Chinese, never before closing punctuation."""
    assert [(text, cells, wrap(text, cells)) for text, cells, _ in WRAPPED] == WRAPPED
