"""Words that a dataset adds: each must hit and miss what it says."""

from pathlib import Path

from conftest import PROJECT, Run

DATASET = (PROJECT / "data" / "lishui-2023.toml").read_text("utf-8")


def check(run: Run, folder: Path, word: str) -> tuple[str, int]:
    """Return what `check` says of the dataset with a word of its own."""
    (folder / "a.toml").write_text(f"{DATASET}\n{word}", "utf-8")
    done = run("check", "./a.toml", "-f", "tsv", "--columns", "code,key,message", "--no-header")
    return done.out, done.code


def test_words_that_do_what_they_say_are_clean(run: Run, tmp_path: Path) -> None:
    """A word of plans makes a plan of the number in its sentence, and of no other.

    Its brackets may be those of answers; and the one that the bundled file shows is clean.
    """
    word = (
        '[[word]]\nkind = "plan"\nwords = ["谋求"]\n'
        'hit = ["谋求提交提案[481件]。", "谋求提交提案【481件】。"]\nmiss = ["提交提案[481件]。"]\n'
    )
    shown = DATASET[DATASET.rindex("# [[word]]") :].replace("# ", "")
    assert check(run, tmp_path, shown) == ("", 0)
    assert check(run, tmp_path, word) == ("", 0)


def test_words_that_do_not_are_told(run: Run, tmp_path: Path) -> None:
    """What is not hit, what is not missed, and a sentence without a number in brackets."""
    word = (
        '[[word]]\nkind = "plan"\nwords = ["谋求"]\n'
        'hit = ["提交提案[481件]。", "提交提案481件。"]\nmiss = ["谋求提交提案[481件]。"]\n'
    )
    out, code = check(run, tmp_path, word)
    assert code == 1
    assert [line.split("\t")[1] for line in out.splitlines()] == [
        "word[1].hit[1]",
        "word[1].hit[2]",
        "word[1].miss[1]",
    ]
