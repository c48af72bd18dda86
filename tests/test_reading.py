"""Files that are no dataset, or hardly one: a clear sentence each, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, environment, posix
from samples import SAMPLE, write_sample


def refusal(run: Run, name: str, language: str = "en") -> str:
    """Return what `stats` says of the file `name`; it must exit 3 and print nothing."""
    asked = run("stats", "--data", name, "--lang", language)
    assert (asked.out, asked.code) == ("", 3)
    assert "Traceback" not in asked.err
    return asked.err


def test_byte_order_mark_is_accepted(run: Run, tmp_path: Path) -> None:
    """A file that an editor began with a byte order mark reads as any other."""
    plain = run("stats", "--data", str(write_sample(tmp_path)))
    (tmp_path / "marked.toml").write_bytes(b"\xef\xbb\xbf" + SAMPLE.encode())
    assert run("stats", "--data", "marked.toml") == plain
    assert plain.code == 0


def test_crlf_is_accepted(run: Run, tmp_path: Path) -> None:
    """A file written on Windows reads as any other, and its faults stand on the right lines."""
    (tmp_path / "crlf.toml").write_bytes(SAMPLE.replace("\n", "\r\n").encode())
    assert run("stats", "--data", "crlf.toml").code == 0
    faulty = SAMPLE.replace("value = 12", "value = -1").replace("\n", "\r\n")
    (tmp_path / "crlf.toml").write_bytes(faulty.encode())
    assert refusal(run, "crlf.toml").startswith("cppcc: crlf.toml:12: figure.proposals.filed.value")


CONTENTS = [
    (
        "gbk",
        SAMPLE.encode("gbk"),
        "cppcc: gbk.toml:5: not UTF-8 text from this line on: save the file as UTF-8\n",
    ),
    (
        "document",
        b"PK\x03\x04\xff",
        "cppcc: document.toml:1: this is a document and no dataset: "
        "make one of it with cppcc draft\n",
    ),
    (
        "nul",
        SAMPLE.replace("某镇政协工作", "\0").encode(),
        "cppcc: nul.toml:7:10: not valid TOML: a control character must not stand here\n",
    ),
    (
        "brackets",
        b"schema = 1\nx = " + b"[" * 100_000,
        "cppcc: brackets.toml:2: nested too deeply to be read\n",
    ),
    (
        "tables",
        b"schema = 1\nx = " + b"{a=" * 50_000,
        "cppcc: tables.toml:2: nested too deeply to be read\n",
    ),
    (
        "digits",
        b"schema = 1\nx = " + b"9" * 5_000,
        "cppcc: digits.toml:2: a number with too many digits to be read\n",
    ),
    (
        "exponent",
        b"schema = 1\nx = 1e-" + b"9" * 19 + b"\ny = [2023, 2022, 2021, 2020, 2019, 2018]",
        "cppcc: exponent.toml:2: a number with too many digits to be read\n",
    ),
    (
        "large",
        b"#" * (50 * 1024 * 1024),
        "cppcc: large.toml is larger than 8 MiB and is not read: "
        "check that it is the right file, or split it\n",
    ),
]


@pytest.mark.parametrize(("name", "content", "said"), CONTENTS, ids=[c[0] for c in CONTENTS])
def test_broken_content_is_refused(
    name: str, content: bytes, said: str, run: Run, tmp_path: Path
) -> None:
    """A broken text is refused with its line, and left as it was."""
    file = tmp_path / f"{name}.toml"
    file.write_bytes(content)
    assert refusal(run, file.name) == said
    assert refusal(run, file.name, "zh").isascii() is False
    assert file.read_bytes() == content


@posix
def test_what_is_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A pipe, a folder, a device, a circle of links, a name of nothing: refused at once."""
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "circle.toml").symlink_to(tmp_path / "circle.toml")
    said = "is a pipe or a device: name a file"
    assert refusal(run, "pipe.toml") == f"cppcc: pipe.toml {said}\n"
    assert refusal(run, "/dev/zero") == f"cppcc: /dev/zero {said}\n"
    assert refusal(run, "folder.toml") == "cppcc: there is no .toml dataset in folder.toml\n"
    assert refusal(run, "circle.toml") == (
        "cppcc: cannot open circle.toml: the links form a loop\n"
    )
    assert refusal(run, "nothing.toml") == (
        "cppcc: cannot open nothing.toml: there is no such file or folder\n"
    )
    assert refusal(run, "x" * 300) == f"cppcc: cannot open {'x' * 300}: the name is too long\n"


def test_a_name_that_is_nearly_that_of_a_file_is_told(run: Run, tmp_path: Path) -> None:
    """One letter is wrong, or the system hid the end of the name; far names are none."""
    for name in ("linxi.toml.txt", "讲话稿.md", "讲话稿.txt", "讲话稿.wps", "y.txt"):
        (tmp_path / name).write_text(SAMPLE, "utf-8")
    asked = {
        "linxi.toml": "linxi.toml.txt",
        "./讲话搞.txt": "./讲话稿.txt",
        "“讲话稿.md”": "讲话稿.md",
        "报告.txt": None,
        "m.txt": None,
    }
    for name, near in asked.items():
        end = f"；是不是 {near}？" if near else ""
        said = f"cppcc: 无法打开 {name}：没有这个文件或文件夹{end}\n"
        assert run("proofread", name, "--lang", "zh").err.replace("\\", "/") == said


@posix
def test_a_link_to_nothing_is_not_told_as_the_file_that_is_meant(run: Run, tmp_path: Path) -> None:
    """It lies there under the very name that cannot be opened."""
    (tmp_path / "a.txt").symlink_to("gone")
    said = "cppcc: cannot open a.txt: there is no such file or folder\n"
    assert run("numbers", "a.txt", "--lang", "en").err == said


def test_a_dataset_of_any_suffix_is_checked(run: Run, tmp_path: Path) -> None:
    """A name with a dot is never an id."""
    (tmp_path / "sample.txt").write_text(SAMPLE, "utf-8")
    assert run("check", "sample.txt").code == 0
    missing = run("check", "sample.md", "--lang", "en")
    assert (missing.code, missing.err) == (
        3,
        "cppcc: cannot open sample.md: there is no such file or folder; did you mean sample.txt?\n",
    )


def as_nobody(folder: Path, first: list[str], asked: list[str]) -> tuple[str, str, int]:
    """Ask in a folder what the superuser, who may read all, asks as nobody.

    What is asked first imports all that nobody may not read.
    """
    program = (
        "import os, sys\n"
        "from cppcc_cli.cli.app import app\n"
        f"app({first}, standalone_mode=False)\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        f"sys.exit(app({asked}, standalone_mode=False))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment(),
        cwd=folder,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


@posix
def test_file_without_permission_is_refused(tmp_path: Path) -> None:
    """A file that may not be read is named."""
    file = write_sample(tmp_path, "locked")
    file.chmod(0)
    ask = ["stats", "--data"]
    said = (
        "cppcc: cannot open nothing.toml: there is no such file or folder\n"
        f"cppcc: cannot open {file}: permission denied\n"
    )
    assert as_nobody(tmp_path, [*ask, "nothing.toml"], [*ask, str(file)]) == ("", said, 3)


@posix
def test_a_folder_without_permission_hides_no_other(tmp_path: Path) -> None:
    """What stands beside it is read; alone it is refused."""
    (tmp_path / "a.txt").write_text("立案12件。", "utf-8")
    (tmp_path / "locked").mkdir()
    tmp_path.chmod(0o755)
    (tmp_path / "locked").chmod(0)
    ask = ["numbers", "--columns", "printed", "--no-header"]
    for folder, read in ((".", "12件\n"), ("locked", "")):
        path = Path(folder) / ("locked" if read else "")
        said = f"cppcc: cannot open {'./' if read else ''}{path}: permission denied\n"
        assert as_nobody(tmp_path, [*ask, "a.txt"], [*ask, folder]) == (f"12件\n{read}", said, 3)


def test_smallest_dataset_is_enough(run: Run, tmp_path: Path) -> None:
    """What is optional may be left out: English, units, qualifier, scope, paragraph, terms."""
    write_sample(tmp_path)
    asked = run("stats", "--data", "town-2030.toml", "-f", "jsonl")
    assert asked.out == (
        '{"id": "proposals.filed", "category": "proposals", "name_zh": "立案", "name_en": null, '
        '"value": 12, "qualifier": "exact", "unit": "件", "unit_en": null, "printed": "12件", '
        '"scope": null, "year": 2030, "dataset": "town-2030", "paragraph": null, '
        '"source": "某镇政协工作报告", "body": "政协某镇委员会", "low": 12, '
        '"high": 12, "low_open": false, "high_open": false}\n'
    )
    for command in ("stats", "categories", "datasets"):
        for language in ("zh", "en"):
            shown = run(command, "--data", "town-2030.toml", "-f", "table", "--lang", language)
            assert (shown.err, shown.code) == ("", 0)
    assert run("show", "filed", "--data", "town-2030.toml", "-f", "table").out == (
        "立案\n\n"
        "Value       12 件\n"
        "As printed  12件\n"
        "Category    提案\n"
        "Committee   政协某镇委员会\n"
        "Year        2030\n"
        "Id          proposals.filed\n\n"
        "Source: 《某镇政协工作报告》\n"
    )


def test_decimals_stay_exact(run: Run, tmp_path: Path) -> None:
    """A value keeps its digits, trailing zeros too, in every format."""
    extra = (
        '[figure.proposals.rate]\nname = { zh = "办复率" }\nvalue = 96.50\nunit = "%"\n'
        'printed = "96.50%左右"\nqualifier = "about"\n'
        '[figure.proposals.money]\nname = { zh = "资金" }\nvalue = 50385600\nunit = "元"\n'
        'printed = "5038.56万元"\n'
    )
    write_sample(tmp_path, extra=extra)
    ask = ("stats", "rate", "money", "--data", "town-2030.toml")
    assert run(*ask, "-f", "value").out == "96.50\n50385600\n"
    assert '"value": 96.50, ' in run(*ask, "-f", "json").out
    assert "96.50左右  %" in run(*ask, "-f", "table", "--lang", "zh").out
    assert "about 96.50  %" in run(*ask, "-f", "table", "--lang", "en").out
    assert "50,385,600  元" in run(*ask, "-f", "table", "--lang", "en").out
    assert "5038.56万  元" in run(*ask, "-f", "table", "--lang", "zh").out


def test_faults_without_end_end_at_a_thousand(run: Run, tmp_path: Path) -> None:
    """Of a file with more faults the first thousand are told, and that there are more."""
    extra = "".join(f"key{number} = 1\n" for number in range(1_001))
    write_sample(tmp_path, extra=extra)
    lines = refusal(run, "town-2030.toml").splitlines()
    assert len(lines) == 1_001
    assert lines[-1] == (
        "cppcc: town-2030.toml: more than 1000 faults, the rest are not listed: is this a dataset?"
    )
