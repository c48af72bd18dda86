"""Completion: what TAB offers, asked in the shells themselves where they are there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import COMMANDS
from conftest import COMMAND, Run, environment, modules_of, needs, posix
from samples import write_sample


def fitting(run: Run, *words: str, how: str = "1", **environ: str) -> dict[str, str]:
    """Return the words that fit at the end of a command line, with what they mean."""
    answer = run(*words, environ={"_CPPCC_COMPLETE": how, **environ})
    assert (answer.err, answer.code) == ("", 0)
    return dict(line.split("\t") for line in answer.out.splitlines())


def test_commands_and_options_complete(run: Run) -> None:
    """The first word is a command, a dash begins an option; both with what help says of them."""
    assert list(fitting(run, "s")) == ["stats", "show", "search", "schema"]
    assert fitting(run, "cat", LANG="zh_CN.UTF-8") == {
        "categories": "列出类别，以及各类别有多少项指标。"
    }
    assert list(fitting(run, "stats", "--f")) == ["--format", "--force"]
    assert list(fitting(run, "compare", "halls", "--s")) == ["--steps", "--sort"]
    assert list(fitting(run, "--v")) == ["--version"]
    assert fitting(run, "nothing", "x") == {}


def test_values_of_options_complete(run: Run) -> None:
    """Formats, languages, sorts, styles; in one word with the option, or in two."""
    assert list(fitting(run, "stats", "-f", "j")) == ["json", "jsonl"]
    assert list(fitting(run, "stats", "--format=j")) == ["--format=json", "--format=jsonl"]
    assert list(fitting(run, "stats", "--format", "=")) == list(fitting(run, "stats", "-f", ""))
    assert list(fitting(run, "stats", "--format", "=", "t")) == ["table", "tsv"]
    assert "lines" not in fitting(run, "stats", "-f", "")
    assert list(fitting(run, "check", "-f", "li")) == ["lines"]
    assert list(fitting(run, "compare", "--sort", "")) == ["value", "name", "id"]
    assert list(fitting(run, "cite", "--style", "g")) == ["gbt7714"]
    assert list(fitting(run, "completion", "")) == ["bash", "zsh", "fish", "powershell"]
    assert list(fitting(run, "help", "e")) == ["exit-codes", "environment", "export"]
    assert list(fitting(run, "help", "st")) == ["stats"]
    assert fitting(run, "stats", "-o", "") == {}
    assert fitting(run, "stats", "--data", "") == {}


def test_columns_complete_after_a_comma(run: Run) -> None:
    """The keys of the command's own record, each after those that stand before it."""
    assert list(fitting(run, "categories", "--columns", "")) == [
        "id",
        "name_zh",
        "name_en",
        "function",
        "figures",
        "dataset",
    ]
    assert list(fitting(run, "stats", "--columns", "id,un")) == ["id,unit", "id,unit_en"]
    assert list(fitting(run, "check", "--verdict", "other,un")) == ["other,unknown"]
    assert list(fitting(run, "compare", "--columns", "share")) == ["share", "share_qualifier"]
    for command in COMMANDS:
        if command[:2] != ("check", "./broken.toml"):
            keys = run(*command).out.split("\n")[0].split("\t")
            # Over several datasets a comparison has its rank, too.
            assert [*fitting(run, command[0], "--columns", "")] in (keys, [*keys, "rank"])


def test_names_complete_with_their_chinese(run: Run, tmp_path: Path) -> None:
    """Ids of categories and figures, from the dataset that the line names."""
    assert fitting(run, "show", "public-opinion.a") == {
        "public-opinion.adopted": "被全国政协、省政协采用 60余期"
    }
    assert list(fitting(run, "stats", "pro")) == ["proposals", "proposals.submitted"]
    assert list(fitting(run, "show", "pro")) == ["proposals.submitted"]
    assert len(fitting(run, "stats", how="next")) == 9 + 23
    assert list(fitting(run, "topics", "pl")) == ["platform"]
    assert list(fitting(run, "numbers", "--kind", "s")) == ["share", "session"]
    assert fitting(run, "numbers", "") == {}
    assert list(fitting(run, "check", "")) == ["lishui-2023"]
    assert list(fitting(run, "init", "2024", "--like", "l")) == ["lishui-2023"]
    assert list(fitting(run, "report", "--only", "p")) == [
        "proposals",
        "plenary-speeches",
        "public-opinion",
    ]
    assert fitting(run, "report", "-o", "") == fitting(run, "compare", "--chart", "") == {}
    sample = write_sample(tmp_path)
    assert fitting(run, "show", "--data", str(sample), "") == {"proposals.filed": "立案 12件"}
    assert fitting(run, "show", "--data", "nothing.toml", "") == {}


def test_an_argument_completes_in_its_place(run: Run) -> None:
    """A figure is offered once where one is asked for; a value and a text file are not known."""
    assert list(fitting(run, "verify", "prop")) == ["proposals.submitted"]
    assert list(fitting(run, "verify", "--lang", "en", "prop")) == ["proposals.submitted"]
    assert fitting(run, "verify", "proposals.submitted", "") == {}
    assert fitting(run, "show", "submitted", "") == {}
    assert list(fitting(run, "compare", "halls", "proposals.")) == ["proposals.submitted"]
    assert fitting(run, "proofread", "") == fitting(run, "check", "--source", "") == {}
    assert list(fitting(run, "verify", "a", "1", "--columns", "v")) == ["value", "verdict"]
    assert list(fitting(run, "proofread", "a", "--columns", "s")) == ["severity", "slip"]


def test_completing_loads_no_rich() -> None:
    """A TAB imports nothing that draws."""
    loaded = modules_of("stats", "--columns", "", _CPPCC_COMPLETE="1")
    assert "cppcc_cli.cli.help" in loaded
    assert "rich" not in loaded


def script(shell: str, run: Run, folder: Path) -> tuple[Path, dict[str, str]]:
    """Write the script for a shell; return its path, and an environment that finds `cppcc`."""
    printed = run("completion", shell)
    assert (printed.err, printed.code) == ("", 0)
    path = folder / f"complete.{shell}"
    path.write_text(printed.out, "utf-8")
    return path, environment(PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}")


@posix
@needs("bash")
def test_bash_completes(run: Run, tmp_path: Path) -> None:
    """bash offers what fits, also where it splits a word at the equals sign."""
    path, environ = script("bash", run, tmp_path)
    program = (
        f"source {path}\n"
        'ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cppcc_complete; '
        'printf "%s|" "${COMPREPLY[@]}"; echo; }\n'
        "ask cppcc sh\n"
        "ask cppcc show member-outreach.\n"
        "ask cppcc stats --format = js\n"
        "ask cppcc stats --columns ''\n"
        "ask cppcc stats -o ''\n"
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", program], capture_output=True, text=True, env=environ, check=True
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "show|"
    assert lines[1].count("member-outreach.") == 4
    assert lines[2] == "json|jsonl|"
    assert lines[3].startswith("id|category|name_zh|")
    assert lines[4] == "|"


TYPED = {
    "bash": ["PS1=ready'>'", "source {script}"],
    "zsh": ["PS1=ready'>'", "autoload -U compinit; compinit -D -u", "source {script}"],
    "fish": ["function fish_prompt; echo 'ready>'; end", "source {script}"],
}
PLAIN = {
    "bash": ["bash", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SHELLS = [pytest.param(shell, marks=[posix, needs(shell)]) for shell in TYPED]
# What a shell would run, split or expand if it stood in a line as it is.
NAMES = ["$(touch x)", "`touch x`", ";touch x", "a b", "*", "'q'", "a&touch x"]


def type_into(shell: str, lines: list[str], folder: Path, environ: dict[str, str]) -> None:
    """Type lines into a shell on a terminal of its own, each once its prompt is there."""
    import pty

    ours, theirs = pty.openpty()
    owning = (
        "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        "os.execvp(sys.argv[1], sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", owning, *PLAIN[shell]],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**environ, "PS1": "ready>", "HOME": str(folder)},
    )
    os.close(theirs)
    shown = b""
    for number, line in enumerate([*lines, "exit"]):
        # fish has a prompt of its own until it is told ours.
        while number and b"ready>" not in shown:
            shown += os.read(ours, 4096)
        shown = b""
        before, tab, after = line.partition("\t")
        os.write(ours, before.encode())
        if tab:
            # The shell echoes the rest of the word once it has completed it.
            os.write(ours, b"\t")
        os.write(ours, f"{after}\n".encode())
    try:
        while os.read(ours, 4096):
            pass
    except OSError:
        pass
    process.wait(30)
    os.close(ours)


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_on_a_terminal(shell: str, run: Run, tmp_path: Path) -> None:
    """A command and an id, behind an option too, and by its last part or Chinese name."""
    path, environ = script(shell, run, tmp_path)
    lines = [
        "cppcc categ\t -f value --columns id > categories.txt",
        "cppcc show proposals.s\t -f value > value.txt",
        "cppcc --lang zh sta\t 制度建设 -f value > 1.txt",
        "cppcc show --format=val\t submitted > 2.txt",
        "cppcc show subm\t -f value > 3.txt",
        "cppcc show 委员工作\t -f value > 4.txt",
    ]
    setup = [line.format(script=path) for line in TYPED[shell]]
    type_into(shell, [*setup, *lines], tmp_path, environ)
    assert (tmp_path / "categories.txt").read_text().split()[0] == "theory-study"
    assert (tmp_path / "value.txt").read_text() == "418\n"
    values = [(tmp_path / f"{number}.txt").read_text() for number in (1, 2, 3, 4)]
    assert values == ["19\n", "418\n", "418\n", "191\n"]


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_that_tab_writes_is_run(shell: str, run: Run, tmp_path: Path) -> None:
    """A file name stands quoted in the line, and is opened as it is called."""
    path, environ = script(shell, run, tmp_path)
    names = [*NAMES, *(["~root"] if shell != "bash" else [])]
    lines = []
    for number, name in enumerate(names):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / name).write_text("立案212件", "utf-8")
        lines += [f"cd {tmp_path / str(number)}", f"cppcc numbers \t -f value > ../{number}.txt"]
    setup = [line.format(script=path) for line in TYPED[shell]]
    type_into(shell, [*setup, *lines], tmp_path, environ)
    assert [(tmp_path / f"{number}.txt").read_text() for number in range(len(names))] == [
        "212\n" for _ in names
    ]
    assert [
        path.name for number in range(len(names)) for path in (tmp_path / str(number)).iterdir()
    ] == names


@posix
@needs("fish")
def test_fish_completes_with_meanings(run: Run, tmp_path: Path) -> None:
    """fish shows the Chinese name beside each id."""
    path, environ = script("fish", run, tmp_path)
    program = (
        f"source {path}; complete -C 'cppcc show public-opinion.a'; "
        "complete -C 'cppcc stats --format j'; complete -C 'cppcc compl'"
    )
    done = subprocess.run(
        ["fish", "--no-config", "-c", program],
        capture_output=True,
        text=True,
        env={**environ, "HOME": str(tmp_path)},
        check=True,
    )
    assert done.stdout.splitlines() == [
        "public-opinion.adopted\t被全国政协、省政协采用 60余期",
        "json",
        "jsonl",
        "completion\tPrint the script that makes a shell complete commands, options and ids. "
        "Nothing is installed.",
    ]


def test_what_a_shell_would_act_on_is_not_offered(run: Run, tmp_path: Path) -> None:
    """A stranger's dataset puts no word into the line that would be run, split or expanded."""
    topics = "".join(
        f'[[topic]]\nname = {{ zh = "事{number}" }}\nkind = "{kind}"\n'
        for number, kind in enumerate(
            ["r$(touch x)", "r;touch x", "r`touch x`", "r~", "r“x”", "rule"]
        )
    )
    sample = write_sample(tmp_path, "sample", topics)
    assert list(fitting(run, "topics", "--data", str(sample), "r")) == ["rule"]
    assert list(fitting(run, "topics", f"--data={sample}", "r")) == ["rule"]


def test_the_line_is_read_as_the_command_reads_it(run: Run, tmp_path: Path) -> None:
    """Options before the command and with an equals sign, quoted paths, words behind two dashes."""
    assert list(fitting(run, "--lang", "zh", "st")) == ["stats"]
    assert fitting(run, "--lang=zh", "cat") == {"categories": "列出类别，以及各类别有多少项指标。"}
    sample = write_sample(tmp_path).rename(tmp_path / "my sample.toml")
    for data in ([f"--data={sample}"], [f"--data='{sample}'"], ["--data", "=", f'"{sample}"']):
        assert list(fitting(run, "show", *data, "p")) == ["proposals.filed"]
    assert fitting(run, "show", "--", "--") == {}
    assert list(fitting(run, "show", "-fjson", "subm")) == ["submitted"]
    assert fitting(run, "--nothing", "st") == fitting(run, "st")


def test_names_complete_where_no_id_does(run: Run) -> None:
    """The last part of an id, or a name, where it is that of one thing only."""
    assert fitting(run, "show", "sub") == {"submitted": "proposals.submitted"}
    assert fitting(run, "show", "acti") == {}
    assert list(fitting(run, "show", "民生")) == ["民生议事堂"]
    assert len(fitting(run, "show", "民")) == 3
    assert list(fitting(run, "stats", "社情")) == ["社情民意信息"]
    assert list(fitting(run, "topics", "协")) == ["协商议政"]
    assert list(fitting(run, "stats", "--body", "中国")) == ["中国人民政治协商会议丽水市委员会"]


def test_scripts_install_nothing(run: Run, tmp_path: Path) -> None:
    """Printing a script writes no file and sets no policy."""
    for shell in ("bash", "zsh", "fish", "powershell"):
        printed = run("completion", shell, environ={"HOME": str(tmp_path)})
        assert "cppcc" in printed.out
        assert "ExecutionPolicy" not in printed.out
    assert list(tmp_path.iterdir()) == []
    assert run("completion", "tcsh").code == 2
