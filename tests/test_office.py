"""The same manuscript in every kind of file: the same findings in each."""

import json
import quopri
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from conftest import TESTS, Run
from lxml import etree
from word_manuscripts import document, hostile, paragraph

from cppcc_cli.documents.pdf import pages_of
from cppcc_cli.documents.reading import read_document

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
SOURCES = TESTS / "office"

# What stands in the manuscript, as printed, and what must come of it.
FINDINGS = {
    "481件 contradicts",
    "28场 agrees",
    "177家 agrees",
    "454场次 contradicts",
    "1.7万余人次 agrees",
    "481 contradicts",
    "191 agrees",
    "436期 contradicts",
    "42期 contradicts",
    "51篇 contradicts",
}
# In a text also what was inserted, and a header; slides have neither.
OF_TEXT = FINDINGS | {"53篇 contradicts", "485件 contradicts"}
PLACES = {
    "481件": "第3段",
    "454场次": "第4段",
    "481": "表1第2行",
    "51篇": "脚注1",
    "42期": "文本框",
    "485件": "页眉",
}
# A PDF has pages instead, and no text boxes.
OF_PDF = {
    "481件": "第1页",
    "454场次": "第1页",
    "481": "第1页表1第2行",
    "51篇": "第1页脚注1",
    "485件": "页眉",
}
# As a program numbers paragraphs itself, and with changes in their final state.
LISTED = ["一、会议情况", "（1）举行大会，听取大会发言53篇。", "（2）形成纪要。", "二、学习情况"]

Convert = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a source, or a file, to a kind, in a profile of its own."""
    folder = tmp_path_factory.mktemp("office")

    def convert(source: str, kind: str) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run(
            [*command, str(folder), str(SOURCES / source)], check=True, capture_output=True
        )
        made: Path = (folder / Path(source).name).with_suffix(f".{kind}")
        return made

    return convert


def found(run: Run, path: Path) -> dict[str, tuple[str, str]]:
    """Return what was found of each number that speaks of a known figure: verdict and place."""
    columns = "printed,verdict,code,place"
    done = run("proofread", str(path), "--columns", columns, "--lang", "zh", "--no-header")
    assert done.code == 1
    rows = [line.split("\t") for line in done.out.splitlines()]
    return {
        printed: (verdict, place)
        for printed, verdict, code, place in rows
        if code == "figure" and verdict in ("agrees", "consistent", "contradicts")
    }


@pytest.mark.parametrize("kind", ["docx", "odt", "fodt", "doc", "rtf", "pdf", "html", "xhtml"])
def test_a_manuscript_has_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind, at the place where a person finds it; what is hidden or struck is nowhere.

    Pages have no headers, and LibreOffice writes what was deleted into them as if it stood there.
    """
    path = converted("manuscript.fodt", kind)
    rows = found(run, path)
    deleted = {"52篇 contradicts"} if "html" in kind else set()
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == OF_TEXT | deleted
    if "html" not in kind:
        places = OF_PDF if kind == "pdf" else PLACES
        assert {printed: rows[printed][1] for printed in places} == places
    if "html" not in kind and kind != "pdf":
        texts = [block.text for block in read_document(str(path)).blocks]
        assert texts[texts.index(LISTED[0]) :][:4] == LISTED


def test_a_page_kept_in_one_file_has_the_same_findings(
    converted: Convert, run: Run, tmp_path: Path
) -> None:
    """As browsers and Word keep it: encoded for mail."""
    page = quopri.encodestring(converted("manuscript.fodt", "html").read_bytes())
    head = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    (tmp_path / "a.mht").write_bytes(head + page + b"\n--b--\n")
    rows = found(run, tmp_path / "a.mht")
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == (
        OF_TEXT | {"52篇 contradicts"}
    )


def test_an_ofd_has_the_same_findings(converted: Convert, run: Run, tmp_path: Path) -> None:
    """Made of the letters of the PDF, each where it stands there."""
    pages = pages_of(converted("manuscript.fodt", "pdf").read_bytes(), "a.pdf")
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as archive:
        archive.writestr("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>")
        listed = "".join(f'<Page BaseLoc="{number}.xml"/>' for number in range(len(pages)))
        archive.writestr("D.xml", f"<D>{listed}</D>")
        for number, page in enumerate(pages):
            letters = "".join(
                f'<TextObject Boundary="{one.left} {one.top} 99 99" Size="{one.size}"><TextCode '
                f'X="0" Y="{one.size * 0.85}">{escape(one.text)}</TextCode></TextObject>'
                for one in page.letters
            )
            archive.writestr(f"{number}.xml", f"<P>{letters}</P>")
    rows = found(run, tmp_path / "a.ofd")
    # What was deleted has its letters there, and no more the line through them.
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == (
        OF_TEXT | {"52篇 contradicts"}
    )
    assert {printed: rows[printed][1] for printed in OF_PDF} == OF_PDF


@pytest.mark.parametrize("kind", ["pptx", "ppt", "odp", "pdf"])
def test_slides_have_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind, with the notes of the speaker, which a PDF of them has not."""
    rows = found(run, converted("slides.fodp", kind))
    expected = FINDINGS - {"436期 contradicts"} - ({"51篇 contradicts"} if kind == "pdf" else set())
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == expected
    if kind != "pdf":
        assert rows["51篇"][1] == "第1张幻灯片备注"
        assert rows["481"][1] == "第2张幻灯片表1第2行"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_sheets_have_the_same_findings(kind: str, converted: Convert, run: Run) -> None:
    """In every kind: cells as displayed; hidden rows, columns and sheets are told, not read."""
    sheets = converted("sheets.fods", kind)
    rows = found(run, sheets)
    assert "隐藏内容3处" in run("numbers", str(sheets), "--lang", "zh").err
    assert {f"{printed} {verdict}" for printed, (verdict, _) in rows.items()} == {
        "481 contradicts",
        "191 agrees",
        "481件 contradicts",
        "28场 agrees",
        "177家 agrees",
        "454场次 contradicts",
        "超过17,000人次 agrees",
        "50篇 agrees",
    }
    assert rows["481"][1] == "工作表“数据”第3行"


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def annotated(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what our comments say, and those without a range, with the words that each covers."""
    opened: dict[str | None, tuple[str, list[str]]] = {}
    within: list[etree._Element] = []
    for event, one in etree.iterparse(path, events=("start", "end")):
        kind = etree.QName(one).localname
        if kind == "annotation" and event == "start":
            within.append(one)
        elif kind == "annotation":
            within.pop()
            creator, *_ = (text for text in one.itertext() if text.strip())
            said = "".join(one.itertext())
            if creator == "cppcc" and one.get(f"{_OFFICE}name"):
                opened[one.get(f"{_OFFICE}name")] = said, []
            elif not one.get(f"{_OFFICE}name"):
                yield said, ""
        elif event == "start" and one.get(f"{_OFFICE}name") in opened:
            said, words = opened.pop(one.get(f"{_OFFICE}name"))
            yield said, "".join(words).strip()
        if not within:
            text = one.text if event == "start" else one.tail
            for _, words in opened.values():
                words.append((text or "").strip())
    assert not opened


def test_the_range_of_a_comment_is_its_number(converted: Convert, run: Run, tmp_path: Path) -> None:
    """As LibreOffice reads it; in a text box, and for notes, it is what the number stands in."""
    (tmp_path / "h.docx").write_bytes(hostile())
    shown = ("-f", "json", "--all", "--lang", "zh")
    done = run("proofread", "h.docx", *shown, "--marked", "m.docx")
    rows = [row for row in json.loads(done.out) if row["place"] != "页眉"]
    found = list(annotated(converted(str(tmp_path / "m.docx"), "fodt")))
    assert len(found) == len(rows)
    by_words = Counter(words for _, words in found)
    for row in rows:
        if row["place"] in ("文本框", "脚注1", "尾注1"):
            assert any(row["printed"] in words for words in by_words)
        else:
            assert by_words[row["printed"]] > 0, row
            by_words[row["printed"]] -= 1


def test_a_control_keeps_the_words_before_a_comment(
    converted: Convert, run: Run, tmp_path: Path
) -> None:
    """LibreOffice drops them where the comment is referred to in its only paragraph."""
    control = f"<w:sdt><w:sdtContent>{paragraph('提出提案481件。')}</w:sdtContent></w:sdt>"
    (tmp_path / "a.docx").write_bytes(document(control + paragraph("完。")))
    assert run("proofread", "a.docx", "--marked", "m.docx").code == 1
    path = converted(str(tmp_path / "m.docx"), "fodt")
    assert len([*annotated(path)]) == 1
    assert read_document(str(path)).text == "提出提案481件。\n完。"


@pytest.mark.parametrize(
    ("source", "kind", "back"), [("slides", "pptx", "fodp"), ("sheets", "xlsx", "fods")]
)
def test_comments_on_slides_and_sheets_are_read(
    source: str, kind: str, back: str, converted: Convert, run: Run, tmp_path: Path
) -> None:
    """Each contradiction has one, with its words."""
    path = converted(f"{source}.{back}", kind)
    done = run("proofread", str(path), "-f", "json", "--marked", f"m.{kind}", "--lang", "zh")
    said = [text for text, _ in annotated(converted(str(tmp_path / f"m.{kind}"), back))]
    wrong = [row["printed"] for row in json.loads(done.out) if row["verdict"] == "contradicts"]
    assert len(wrong) > 2
    assert [words for words in wrong if not any(f"“{words}”：" in text for text in said)] == []
