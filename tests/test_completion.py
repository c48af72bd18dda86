"""Completion: what TAB offers, asked in the shells themselves where they are there."""

import os
import subprocess
from pathlib import Path

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
    assert list(fitting(run, "compare", "--sort", "")) == ["value", "name", "id"]
    assert list(fitting(run, "cite", "--style", "g")) == ["gbt7714"]
    assert list(fitting(run, "completion", "")) == ["bash", "zsh", "fish", "powershell"]
    assert list(fitting(run, "help", "e")) == ["exit-codes", "environment"]
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
    assert list(fitting(run, "proofread", "a", "--columns", "s")) == ["severity"]


def test_completing_loads_no_rich() -> None:
    """A TAB imports nothing that draws."""
    loaded = modules_of("stats", "--columns", "", _CPPCC_COMPLETE="1")
    assert "cppcc_cli.cli.completion" in loaded
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


@posix
@needs("zsh")
def test_zsh_completes(run: Run, tmp_path: Path) -> None:
    """In zsh at a terminal, TAB completes a command and an id, and the line runs."""
    path, environ = script("zsh", run, tmp_path)
    typed = (
        "autoload -U compinit; compinit -D -u\n"
        f"source {path}\n"
        "cppcc categ\t -f value --columns id > categories.txt\n"
        "cppcc show proposals.s\t -f value > value.txt\n"
        "exit\n"
    )
    type_into(["zsh", "-f", "-i"], typed, tmp_path, {**environ, "HOME": str(tmp_path)})
    assert (tmp_path / "categories.txt").read_text().split()[0] == "theory-study"
    assert (tmp_path / "value.txt").read_text() == "418\n"


def type_into(command: list[str], typed: str, folder: Path, environ: dict[str, str]) -> None:
    """Type into a shell on a terminal, each line once its prompt is there."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**environ, "PS1": "ready>"},
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    for line in typed.splitlines():
        while b"ready>" not in shown:
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


def test_scripts_install_nothing(run: Run, tmp_path: Path) -> None:
    """Printing a script writes no file and sets no policy."""
    for shell in ("bash", "zsh", "fish", "powershell"):
        printed = run("completion", shell, environ={"HOME": str(tmp_path)})
        assert "cppcc" in printed.out
        assert "ExecutionPolicy" not in printed.out
    assert list(tmp_path.iterdir()) == []
    assert run("completion", "tcsh").code == 2
