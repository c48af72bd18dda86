"""Word manuscripts with comments, suggestions and links: all else stays as it was."""

import io
import re
import zipfile
from datetime import datetime, timezone
from random import Random

import pytest
from hypothesis import given, strategies as st
from lxml import etree
from word_manuscripts import (
    covered,
    damaged,
    document,
    hostile,
    letters,
    paragraph,
    parts_of,
    resolved,
    run,
    tag,
)

from cppcc_cli.documents.copies import Link, Mark
from cppcc_cli.documents.reading import read_kind
from cppcc_cli.documents.word_copy import link_word, mark_word, refresh_word
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.numerals import read
from cppcc_cli.quantity import Quantity

WHEN = datetime(2024, 3, 1, 8, 30, tzinfo=timezone.utc)
SLIPS = (
    *("481件", "1.7万人次", "463期", "841件", "171家", "91个", "1341条次", "100个", "82场", "42期"),
    *("119家", "717家", "545场次", "484件"),
)


def marks(raw: bytes, *words: str, **said: str) -> list[Mark]:
    """Return a mark at each place where one of the words stands in a document."""
    text = read_kind(raw, "a.docx").text
    found = re.finditer("|".join(map(re.escape, words)), text)
    return [Mark(one.start(), one.end(), f"见{one.group()}", **said) for one in found]


def quantity(printed: str) -> Quantity:
    """Return what is printed."""
    found = read(printed)
    assert found is not None
    return found


def test_a_comment_covers_its_number_and_nothing_else_changes() -> None:
    """Over split runs, links, fields, controls, insertions, tables, boxes and comments of others.

    In a text box and in notes, the comment stands where these hang; of a header, in the first.
    """
    raw = hostile()
    marked = mark_word(raw, read_kind(raw, "a.docx"), marks(raw, *SLIPS), WHEN)
    before, after = parts_of(raw), parts_of(marked)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml"}
    assert list(before) == list(after)
    assert letters(before["word/document.xml"]) == letters(after["word/document.xml"])
    assert read_kind(marked, "a.docx").text == read_kind(raw, "a.docx").text
    box = "播出“主题教育·委员说”42期"
    assert covered(marked) == {
        "951 见481件header, “484件” (no comment can stand there): 见484件": "481件",
        "950 请核实": "开展协商议政活动82场",
        **{
            f"{number} 见{word}": word
            for number, word in enumerate(("1.7万人次", "463期", "841件", "171家", "119家"), 952)
        },
        **{
            f"{number} 见{word}": word
            for number, word in enumerate(("91个", "1341条次", "100个", "82场"), 957)
        },
        # Word keeps a text box twice.
        "961 见42期": 2 * box,
        "962 见119家": "119家",
        "963 见717家": "",
        "964 见545场次": "",
    }


def test_marking_again_replaces_our_comments_and_keeps_those_of_others() -> None:
    """A marked copy that is marked again has each comment once."""
    raw = hostile()
    once = mark_word(raw, read_kind(raw, "a.docx"), marks(raw, *SLIPS), WHEN)
    twice = mark_word(once, read_kind(once, "a.docx"), marks(once, *SLIPS), WHEN)
    assert sorted(covered(once).values()) == sorted(covered(twice).values())
    assert list(mark_word(twice, read_kind(twice, "a.docx"), [], WHEN)) and list(
        covered(mark_word(twice, read_kind(twice, "a.docx"), [], WHEN)).values()
    ) == ["开展协商议政活动82场"]


def test_a_document_without_comments_gets_the_part() -> None:
    """The part is listed, referred to, and dated; a document without slips stays as it is."""
    raw = document(paragraph("提出提案481件。"))
    after = parts_of(mark_word(raw, read_kind(raw, "a.docx"), marks(raw, "481件"), WHEN))
    changed = {name for name in after if parts_of(raw).get(name) != after[name]}
    assert changed == {
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    (comment,) = etree.fromstring(after["word/comments.xml"])
    assert comment.get(tag("date")) == "2024-03-01T08:30:00Z"
    assert parts_of(mark_word(raw, read_kind(raw, "a.docx"), [], WHEN)) == parts_of(raw)


def test_changes_suggested_can_be_rejected_or_accepted() -> None:
    """Rejected they leave the original; accepted, what was expected; the rest says why not."""
    raw = hostile()
    plain = resolved(raw, "ins", "none")
    found = [
        one._replace(replacement=re.sub("[0-9.万]+", "9", one.comment[1:]))
        for one in marks(raw, *SLIPS, otherwise="请手工改")
    ]
    marked = mark_word(raw, read_kind(raw, "a.docx"), found, WHEN)
    assert resolved(marked, "del", "ins") == plain
    accepted = resolved(marked, "ins", "del")
    numbers = ("提案9件", "群众9人次", "编报9期", "工作室9家", "制度9个", "建议9条次")
    assert [one for one in (*numbers, "案例9个", "活动9场") if one not in accepted] == []
    by_hand = [said for said in covered(marked) if "请手工改" in said]
    assert [said.partition("见")[2] for said in by_hand] == [
        "841件请手工改",
        "171家请手工改",
        "42期请手工改",
        "717家请手工改",
        "545场次请手工改",
    ]


@pytest.mark.parametrize("edit", ["readOnly", "forms"])
def test_a_protected_document_is_refused(edit: str) -> None:
    """So is a signed one; what may be commented on may be."""
    body, name = paragraph("提出提案481件。"), "settings"
    said = '<w:settings><w:documentProtection w:edit="{}" w:enforcement="1"/></w:settings>'
    raw = document(body, {name: said.format(edit)})
    with pytest.raises(OutputError):
        mark_word(raw, read_kind(raw, "a.docx"), marks(raw, "481件"), WHEN)
    raw = document(body, {name: said.format("comments")})
    assert len(covered(mark_word(raw, read_kind(raw, "a.docx"), marks(raw, "481件"), WHEN))) == 1
    with pytest.raises(OutputError):
        mark_word(raw, read_kind(raw, "a.docx"), marks(raw, "481件", replacement="418件"), WHEN)


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    instructed = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    shown = result if result.startswith("<") else run(result)
    return kinds[0] + instructed + kinds[1] + shown + kinds[0].replace("begin", "end")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (field("DOCPROPERTY halls", "全市171家议事堂"), "全市171家议事堂"),
        (field("IF 1", field("REF a", "171家")), "171家"),
        (field('HYPERLINK "a"', "全市171家议事堂"), "171"),
        ('<w:fldSimple w:instr="REF a">' + run("全市171家议事堂") + "</w:fldSimple>", "171"),
    ],
)
def test_a_comment_stands_around_a_field(text: str, words: str) -> None:
    """What writes its result again loses nothing; in a link it is at the number. None changes."""
    raw = document(paragraph("议事堂有", text, "。"))
    found = marks(raw, "171家", replacement="177家", otherwise="请手工改")
    marked = mark_word(raw, read_kind(raw, "a.docx"), found, WHEN)
    assert covered(marked) == {"1 见171家请手工改": words}
    (holder,) = etree.fromstring(parts_of(marked)["word/document.xml"]).iter(
        tag("commentReference")
    )
    runs = list(holder.getparent().itersiblings())
    ends = [one for one in runs if one.find(tag("fldChar")) is not None]
    assert len(ends) == ("HYPERLINK" in text)


def test_a_comment_on_a_change_stands_around_no_field_beside_it() -> None:
    """What is suggested stands in no result, whatever other fields its paragraph has."""
    raw = document(paragraph("议事堂有", run("171家"), field("REF a", "甲"), "。"))
    found = marks(raw, "171家", replacement="177家")
    marked = mark_word(raw, read_kind(raw, "a.docx"), found, WHEN)
    root = etree.fromstring(parts_of(marked)["word/document.xml"])
    (start,), (end,) = (root.iter(tag(f"commentRange{at}")) for at in ("Start", "End"))
    between = [start.getnext(), end.getprevious()]
    assert [one.tag for one in between] == [tag("del"), tag("ins")]


@given(st.lists(st.integers(1, 20), max_size=12), st.data())
def test_runs_may_be_split_anywhere(cuts: list[int], data: st.DataObject) -> None:
    """However a paragraph is cut into runs: each comment covers its words, each change is one."""
    text = "全市177家民生议事堂共举办协商活动454场次，提出意见建议1431条次。"
    places = sorted({min(sum(cuts[: n + 1]), len(text)) for n in range(len(cuts))} | {len(text)})
    pieces = [text[a:b] for a, b in zip([0, *places], places, strict=False) if a < b]
    raw = document(
        paragraph(*(run(piece, data.draw(st.sampled_from(("", "<w:b/>")))) for piece in pieces))
    )
    wanted = ["177家", "454场次", "1431条次"]
    marked = mark_word(raw, read_kind(raw, "a.docx"), marks(raw, *wanted), WHEN)
    assert list(covered(marked).values()) == wanted
    assert letters(parts_of(raw)["word/document.xml"]) == letters(
        parts_of(marked)["word/document.xml"]
    )
    changes = [one._replace(replacement="9") for one in marks(raw, *wanted)]
    suggested = mark_word(raw, read_kind(raw, "a.docx"), changes, WHEN)
    expected = text.replace("177家", "9").replace("454场次", "9").replace("1431条次", "9")
    assert resolved(suggested, "del", "ins") == text
    assert resolved(suggested, "ins", "del") == expected
    tied = [Link(one.start, one.end, "sessions") for one in changes[1:2]]
    linked, _ = link_word(raw, "a.docx", tied)
    for tracked in (True, False):
        new, _ = refresh_word(linked, "a.docx", {"sessions": quantity("460场次")}, WHEN, tracked)
        assert read_kind(new, "a.docx").text == text.replace("454", "460")


def letters_of_boxes(raw: bytes) -> list[str]:
    """Return what each form of a text box says."""
    root = etree.fromstring(parts_of(raw)["word/document.xml"])
    return ["".join(box.itertext()) for box in root.iter(tag("txbxContent"))]


FIGURES = {"proposals.submitted": "523件", "activities": "31场", "people": "2.3万余人次"}


def links(raw: bytes) -> list[Link]:
    """Return links of what the hostile manuscript says of three figures."""
    text = read_kind(raw, "a.docx").text
    words = {"481件": 0, "841件": 0, "28场": 1, "1.7万人次": 2, "42期": 1}
    ids = list(FIGURES)
    return [
        Link(text.index(word), text.index(word) + len(word), ids[number])
        for word, number in words.items()
    ]


def test_linked_numbers_are_written_anew() -> None:
    """In the form in which they stood; what reaches into a change of somebody is left and told."""
    raw = hostile()
    linked, left = link_word(raw, "a.docx", links(raw))
    assert left == []
    assert read_kind(linked, "a.docx").text == read_kind(raw, "a.docx").text
    figures = {id: quantity(printed) for id, printed in FIGURES.items()}
    tracked, told = refresh_word(linked, "a.docx", figures, WHEN)
    assert [one[1:4] for one in told] == [
        ("481件", "523件", "changed"),
        ("28场", "31场", "changed"),
        ("1.7万人次", "2.3万余人次", "changed"),
        ("841件", "841件", "out_of_reach"),
        ("42期", "31场", "changed"),
    ]
    assert resolved(tracked, "del", "ins") == resolved(raw, "ins", "none")
    plain, told = refresh_word(linked, "a.docx", figures, WHEN, tracked=False)
    assert [one.outcome for one in told] == ["changed"] * 5
    text = read_kind(plain, "a.docx").text
    assert "大家提交提案523件，开展协商议政活动31场" in text
    assert "提出提案523件。" in text
    assert letters_of_boxes(plain) == ["播出“主题教育·委员说”31场"] * 2
    _, told = refresh_word(tracked, "a.docx", figures, WHEN)
    assert [one.outcome for one in told] == ["same"] * 3 + ["out_of_reach", "same"]


def test_what_was_edited_or_has_no_figure_is_left() -> None:
    """A number that somebody changed since, a figure that is gone, a form that no longer holds."""
    raw = document(
        paragraph("提出提案418件。") + paragraph("举办活动28场。") + paragraph("服务400余人次。")
    )
    text = read_kind(raw, "a.docx").text
    spans = {word: (text.index(word), text.index(word) + len(word)) for word in ("418件", "28场")}
    start = text.index("400余")
    linked, _ = link_word(
        raw,
        "a.docx",
        [
            Link(*spans["418件"], "submitted"),
            Link(*spans["28场"], "gone"),
            Link(start, start + 6, "people", coarser=True),
        ],
    )
    edited = parts_of(linked)["word/document.xml"].decode().replace("418件", "419件")
    raw = document(edited.partition("<w:body>")[2].partition("<w:sectPr")[0])
    figures = {"submitted": quantity("523件"), "people": quantity("500人次")}
    written, told = refresh_word(raw, "a.docx", figures, WHEN)
    assert [(one.printed, one.outcome) for one in told] == [
        ("419件", "edited"),
        ("28场", "no_figure"),
        ("400余人次", "no_form"),
    ]
    assert read_kind(written, "a.docx").text == read_kind(raw, "a.docx").text


def test_a_picture_that_is_damaged_is_told_when_it_is_copied() -> None:
    """The text is read without it."""
    raw = io.BytesIO(document(paragraph(run("提案481件"))))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr("word/media/a.png", b"picture")
    damaged = raw.getvalue().replace(b"picture", b"pigture")
    assert read_kind(damaged, "a.docx").text == "提案481件"
    with pytest.raises(InputError) as refused:
        mark_word(damaged, read_kind(damaged, "a.docx"), [Mark(2, 6, "418件")], WHEN)
    assert len(refused.value.lines("en")) == 1


def test_marks_that_overlap_share_a_comment() -> None:
    """Each sentence once; of two suggestions that reach differently, none is made."""
    raw = document(paragraph("提出提案481件。"))
    found = [Mark(4, 8, "一", "418件"), Mark(4, 8, "一"), Mark(5, 8, "二", "9件")]
    assert covered(mark_word(raw, read_kind(raw, "a.docx"), found, WHEN)) == {"1 一二": "481件"}


def test_what_stands_in_a_header_alone_is_said_at_the_first_words() -> None:
    """Where no comment can stand, one is made at the beginning of the text."""
    header = {"header1": f"<w:hdr>{paragraph('提出提案484件')}</w:hdr>"}
    raw = document(paragraph("讲话稿"), header)
    (said,) = covered(mark_word(raw, read_kind(raw, "a.docx"), marks(raw, "484件"), WHEN)).items()
    assert ("484件" in said[0], said[1]) == (True, "讲话稿")


@pytest.mark.parametrize("seed", [*range(20), 249])
def test_a_damaged_manuscript_is_marked_or_refused(seed: int) -> None:
    """Whatever elements are lost or stand elsewhere, there is a copy, or a sentence."""
    raw = damaged(hostile(), Random(seed))
    try:
        read = read_kind(raw, "a.docx")
        found = [mark._replace(replacement="9件") for mark in marks(raw, "件", "期")]
        read_kind(mark_word(raw, read, found, WHEN), "a.docx")
    except (InputError, OutputError) as error:
        assert error.args


def test_a_linked_number_is_known_by_what_it_looks_like() -> None:
    """A radical in it, as texts have that were copied out of a PDF file, makes none edited."""
    raw = document(paragraph("服务群众1.7万余⼈次。"))
    linked, _ = link_word(raw, "a.docx", [Link(4, 11, "people")])
    _, told = refresh_word(linked, "a.docx", {"people": quantity("2.3万余人次")}, WHEN)
    assert [one[1:4] for one in told] == [("1.7万余人次", "2.3万余人次", "changed")]


def test_what_is_linked_again_is_linked_once() -> None:
    """The bookmarks of before go."""
    raw = hostile()
    once, _ = link_word(raw, "a.docx", links(raw))
    twice, _ = link_word(once, "a.docx", links(once))
    names = [parts_of(one)["word/document.xml"].count(b'"cppcc_') for one in (once, twice)]
    assert names == [6, 6]
