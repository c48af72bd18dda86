"""Marks in office files: a copy with a comment at each number of a document that is told of.

A Word document has comments and tracked changes. Word takes no comments in headers and footers:
these are listed in the first comment. A mark in a text box stands at the run that holds the box,
one in a note where the text refers to the note; LibreOffice opens no file with a comment within a
note. A workbook has a note at the cell of each number. A cell has one note: where another's is
there, and for what stands in no cell, what is said is listed in the first of the sheet. A
presentation has a comment on the slide of each number, its words quoted; what a speaker noted is
marked there, too. What this program said at an earlier time is replaced, what others said is kept.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from itertools import count, islice, takewhile
from pathlib import Path

from cppcc_cli.documents import AUTHOR, Document, Mark, Run, joined, locate, quoted, xml
from cppcc_cli.documents.slides import slide_parts
from cppcc_cli.documents.word_copy import WordCopy
from cppcc_cli.documents.workbook import read_xlsx, sheet_parts
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import documents as messages

_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_MARGINS = ("header", "footer")


def mark_word(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the Word document in `raw`, as read, with a comment at each mark, dated `when`.

    Marks that overlap share a comment. Raises InputError for what is no Word document, and
    OutputError for one that is signed, or protected against what is written.
    """
    copy = WordCopy(raw, document.path)
    copy.require_open(any(mark.replacement is not None for mark in marks))
    runs = copy.blocks().runs
    _remove_ours(copy)

    def passage_of(start: int, end: int) -> list[Run]:
        """Return where characters stand in the file; nothing where no comment can stand there."""
        block, passage = locate(document, runs, start, end)
        is_open = passage and block.place.part not in _MARGINS
        return passage if is_open and _run_at(copy, passage) is not None else []

    found = [_narrowed(mark, document.text) for mark in joined(marks)]
    placed = [(passage_of(mark.start, mark.end), mark) for mark in found]
    anchored = [(passage, mark) for passage, mark in placed if passage]
    listed = [quoted(document, mark, messages.NO_PLACE) for passage, mark in placed if not passage]
    if listed and not anchored:
        starts = ((block.pieces[0][1], len(block.text)) for block in document.blocks)
        words = filter(None, (passage_of(start, start + length) for start, length in starts))
        anchored = [(passage, Mark(0, 0, "")) for passage in islice(words, 1)]
    if anchored:
        passage, mark = anchored[0]
        said = "\n".join(filter(None, (mark.comment, *listed)))
        anchored[0] = passage, mark._replace(comment=said)
        _write(copy, anchored, when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return copy.packed()


def _narrowed(mark: Mark, text: str) -> Mark:
    """Return a mark whose replacement is the number alone, where the words beside it stay."""
    if mark.replacement is None:
        return mark
    printed, new = text[mark.start : mark.end], mark.replacement
    before = _same_words(printed, new)
    behind = _same_words(printed[before:][::-1], new[before:][::-1])
    start, end = mark.start + before, mark.end - behind
    narrowed = mark._replace(start=start, end=end, replacement=new[before : len(new) - behind])
    return mark if start == end else narrowed


def _same_words(one: str, other: str) -> int:
    """Return how many characters both begin with that are none of a number's own.

    No part of a number is left standing.
    """
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    own = ".,，．万亿萬億"
    return sum(1 for _ in takewhile(lambda pair: not (pair[0].isnumeric() or pair[0] in own), same))


def _remove_ours(copy: WordCopy) -> None:
    """Remove the comments that this program wrote before, with what refers to them."""
    author, number = copy.named("author"), copy.named("id")
    for name in copy.parts("comments"):
        ours = [one for one in xml.children(copy.required(name)) if one.get(author) == AUTHOR]
        copy.remove(name, ours)
        ids = {one.get(number) for one in ours}
        for mark in list(copy.required(copy.main).iter(*map(copy.named, _MARKS))):
            if mark.get(number) in ids:
                run = mark.getparent()
                alone = {*map(xml.local, xml.children(run))} <= {"rPr", xml.local(mark)}
                copy.remove(copy.main, [run if xml.local(run) == "r" and alone else mark])
        paragraphs = {xml.attribute(one, "paraId") for top in ours for one in top.iter("*")}
        for extension in copy.parts("commentsExtended", "commentsIds"):
            told = xml.children(copy.required(extension))
            copy.remove(extension, (one for one in told if paragraphs & {*one.attrib.values()}))


def _write(copy: WordCopy, anchored: Sequence[tuple[list[Run], Mark]], date: str) -> None:
    name = f"{copy.main.rpartition('/')[0]}/comments.xml".lstrip("/")
    comments = copy.made("comments", "comments", name)
    ids = copy.new_ids()
    numbers = [next(ids) for _ in anchored]
    made = []
    for (passage, mark), number in zip(reversed(anchored), reversed(numbers), strict=True):
        run, comment = _run_at(copy, passage), mark.comment
        is_own = run is passage[0].node.getparent()
        first, last = copy.cut(passage) if is_own else (run, run)
        if mark.replacement is not None:
            changed = copy.suggest(first, last, mark.replacement, ids, date) if is_own else None
            first, last = changed or (first, last)
            comment = comment if changed else f"{comment}\n{mark.otherwise}".strip()
        _refer(copy, *copy.around_fields(first, last), number)
        paragraphs = (copy.element("p", copy.run(line)) for line in comment.split("\n"))
        told = {"author": AUTHOR, "date": date, "initials": AUTHOR[0]}
        made.append(copy.element("comment", *paragraphs, id=number, **told))
    comments.extend(reversed(made))


def _run_at(copy: WordCopy, passage: Sequence[Run]) -> xml.Element | None:
    """Return the run at which a comment stands: the outermost, or that which refers to a note.

    None where none can stand: in a damaged file a run may be anywhere.
    """
    node = passage[0].node
    run = [node.getparent(), *node.iterancestors(copy.named("r"))][-1]
    if passage[0].part != copy.main:
        note = next(node.iterancestors("{*}footnote", "{*}endnote"), node)
        referring = copy.tree(copy.main).iter(copy.named(f"{xml.local(note)}Reference"))
        id = copy.named("id")
        run = next((one.getparent() for one in referring if one.get(id) == note.get(id)), None)
    is_placed = run is not None and next(run.iterancestors(copy.named("p")), None) is not None
    return run if is_placed else None


def _refer(copy: WordCopy, first: xml.Element, last: xml.Element, number: str) -> None:
    """Lay the range of a comment around runs, and refer to it behind them.

    The reference stands in the paragraph itself, and in no change or link that may be undone; of
    the only one in a control in the next, since LibreOffice drops what stands before it in that.
    """
    end = copy.element("commentRangeEnd", id=number)
    first.addprevious(copy.element("commentRangeStart", id=number))
    last.addnext(end)
    holder = end
    while holder.getparent().tag != copy.named("p"):
        holder = holder.getparent()
    referring = copy.element("r", copy.element("commentReference", id=number))
    control = next(holder.iterancestors(copy.named("sdt")), holder)
    is_alone = control is not holder and sum(1 for _ in control.iter(copy.named("p"))) == 1
    spaces = {"w": copy.space[1:-1]}
    if found := control.xpath("following::w:p[1]", namespaces=spaces) if is_alone else ():
        found[0].insert(int(xml.child(found[0], "pPr") is not None), referring)
    else:
        holder.addnext(referring)


# In a sheet, what stands behind the reference to the drawing of its notes.
_BEHIND = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
_V, _X = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
# How many letters stand in a line of a note that is four columns wide, and the lines it may have.
_WIDTH, _FEWEST, _MOST = 20, 4, 20
# The row and the column of a cell, from 1.
_Cell = tuple[int, int]


def _named(row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def mark_xlsx(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the workbook in `raw`, as read, with a note at the cell of each mark.

    Notes have no date. Raises OutputError for a workbook that is signed, or a sheet of which is
    protected against notes.
    """
    runs = read_xlsx(raw, document.path).runs
    copy = xml.OfficeCopy(raw, document.path)
    said: dict[str, list[tuple[_Cell | None, Mark]]] = {}
    for mark in joined(marks):
        block, passage = locate(document, runs, mark.start, mark.end)
        row = block.place.row
        cell = (row, passage[0].node) if passage and row is not None else None
        said.setdefault(block.place.sheet or "", []).append((cell, mark))
    for name, target in sheet_parts(copy).items():
        if target:
            _remove_notes(copy, target)
            if name in said:
                _write_notes(copy, document, target, said[name])
    return copy.packed()


def _write_notes(
    copy: xml.OfficeCopy, document: Document, sheet: str, said: Sequence[tuple[_Cell | None, Mark]]
) -> None:
    if xml.is_true(xml.child(copy.required(sheet), "sheetProtection"), "objects"):
        raise OutputError(messages.PROTECTED.about(path=copy.path))
    comments, shapes = _notes(copy, sheet), _shapes(copy, sheet)
    taken = {one.get("ref") for one in xml.inner(comments, "comment")}
    notes: dict[_Cell, list[str]] = {}
    listed = []
    for cell, mark in said:
        if cell is not None and _named(*cell) not in taken:
            notes.setdefault(cell, []).append(quoted(document, mark))
        else:
            listed.append(quoted(document, mark, messages.NO_PLACE))
    if listed:
        free = next((1, column) for column in count(1) if _named(1, column) not in taken)
        notes.setdefault(next(iter(notes), free), []).extend(listed)
    author = [one.text for one in xml.inner(comments, "author")].index(AUTHOR)
    holder = xml.child(comments, "commentList")
    for (row, column), texts in notes.items():
        comment = xml.new_child(holder, "comment", ref=_named(row, column), authorId=str(author))
        text = "\n".join(texts)
        xml.new_child(xml.new_child(xml.new_child(comment, "text"), "r"), "t").text = text
        lines = sum(1 + len(line) // _WIDTH for line in text.split("\n"))
        top = max(row - 2, 0)
        bottom = top + min(max(lines, _FEWEST), _MOST)
        anchor = f"{column}, 15, {top}, 10, {column + 4}, 15, {bottom}, 4"
        id = max(_numbers(shapes), default=1024) + 1
        *_, note = _drawn(id=id, anchor=anchor, row=row - 1, column=column - 1)
        shapes.append(note)


def _drawn(
    number: str = "", anchor: str = "", id: int = 0, row: int = 0, column: int = 0
) -> xml.Element:
    """Return a drawing of notes: its layout, the box that all have, and that of one."""
    drawing = Path(__file__).with_name("notes.vml").read_text("utf-8")
    told = drawing.format(number=number, anchor=anchor, id=id, row=row, column=column)
    return xml.parsed(told.encode(), "")


def _numbers(shapes: xml.Element) -> Iterator[int]:
    """Yield the numbers of the shapes, and the last below those that are free for the drawing."""
    for shape in shapes.iter(f"{_V}shape"):
        if number := re.fullmatch("_x0000_s([0-9]{1,9})", shape.get("id", "")):
            yield int(number[1])
    for one in xml.inner(shapes, "idmap"):
        first = re.match("[0-9]{1,5}", one.get("data", ""))
        yield 1024 * int(first[0]) if first else 1024


def _notes(copy: xml.OfficeCopy, sheet: str) -> xml.Element:
    """Return the notes of a sheet, which are made where there are none, with us as an author."""
    root = copy.made("comments", "comments", "xl/comments{}.xml", of=sheet)
    for at, kind in enumerate(("authors", "commentList")):
        if xml.child(root, kind) is None:
            root.insert(at, xml.new_child(root, kind))
    if AUTHOR not in [one.text for one in xml.inner(root, "author")]:
        xml.new_child(xml.child(root, "authors"), "author").text = AUTHOR
    return root


def _shapes(copy: xml.OfficeCopy, sheet: str) -> xml.Element:
    """Return the drawing of the notes of a sheet, which is made where there is none."""
    name = _drawing(copy, sheet)
    if name is not None:
        try:
            root = copy.tree(name)
        except InputError:
            # Some write into it what is no XML, as the line breaks of a page.
            raise OutputError(messages.CANNOT_MARK.about(path=copy.path)) from None
    else:
        name = copy.free("xl/drawings/vmlDrawing{}.vml")
        number = re.sub("[^0-9]", "", name)
        root = _drawn(number=number)
        del root[1:]
        id = copy.add(name, root, "vmlDrawing", of=sheet)
        tree = copy.tree(sheet)
        copy.remove(sheet, xml.children(tree, "legacyDrawing"))
        drawing = xml.new_element(copy.named("legacyDrawing"))
        drawing.set(f"{{{copy.relationships}}}id", id)
        behind = [*xml.children(tree, *_BEHIND.split())]
        tree.insert(tree.index(behind[0]) if behind else len(tree), drawing)
    if all(one.get("id") != "_x0000_t202" for one in root.iter(f"{_V}shapetype")):
        root.append(_drawn()[1])
    return root


def _drawing(copy: xml.OfficeCopy, sheet: str) -> str | None:
    drawing = xml.child(copy.required(sheet), "legacyDrawing")
    target = "" if drawing is None else xml.target_of(drawing, copy.references(sheet))
    return target if target in copy else None


def _remove_notes(copy: xml.OfficeCopy, sheet: str) -> None:
    """Remove the notes that this program wrote before, with their boxes."""
    for name in copy.parts("comments", of=sheet):
        authors = [one.text for one in xml.inner(copy.required(name), "author")]
        ours = {str(at) for at, author in enumerate(authors) if author == AUTHOR}
        notes = [*xml.inner(copy.required(name), "comment")]
        cells = {one.get("ref") for one in notes if one.get("authorId") in ours}
        copy.remove(name, (one for one in notes if one.get("ref") in cells))
        if cells and (drawing := _drawing(copy, sheet)):
            shapes = copy.required(drawing).iter(f"{_V}shape")
            copy.remove(drawing, (one for one in shapes if _cell_of(one) in cells))


def _cell_of(shape: xml.Element) -> str | None:
    """Return the cell to which the box of a note belongs."""
    told = (shape.findtext(f".//{_X}{key}") for key in ("Row", "Column"))
    row, column = (xml.integer(one, -1) for one in told)
    return _named(row + 1, column + 1)


# Where comments stand on a slide, one below the other; in 576ths of an inch.
_BETWEEN, _LOWEST = 180, 4000


def mark_pptx(raw: bytes, document: Document, marks: Sequence[Mark], when: datetime) -> bytes:
    """Return the presentation in `raw`, as read, with a comment for each mark, dated `when`.

    Marks that overlap share a comment. Raises OutputError for one that is signed or protected, or
    has comments of the kind that answer one another, beside which those of slides cannot stand.
    """
    copy = xml.OfficeCopy(raw, document.path)
    if xml.child(copy.required(copy.main), "modifyVerifier") is not None:
        raise OutputError(messages.PROTECTED.about(path=document.path))
    slides = dict(slide_parts(copy))
    listed = map(copy.required, copy.parts("commentAuthors"))
    authors = (one for root in listed for one in xml.children(root))
    known = {one.get("id") for one in authors if one.get("name") == AUTHOR}
    for slide in slides.values():
        for name in copy.parts("comments", of=slide):
            if copy.required(name).tag != copy.named("cmLst"):
                raise OutputError(messages.THREADED.about(path=document.path))
            comments = xml.children(copy.required(name))
            copy.remove(name, (one for one in comments if one.get("authorId") in known))
    if not marks:
        return copy.packed()
    author, date = _author(copy), when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000")
    separate = joined(marks)
    author.set("lastIdx", str(len(separate)))
    on_slide: Counter[int] = Counter()
    for number, mark in enumerate(separate, 1):
        shown = document.blocks[document.block_at(mark.start)].place.slide or 1
        comments = copy.made("comments", "cmLst", "ppt/comments/comment{}.xml", slides[shown])
        comment = xml.new_child(comments, "cm", authorId=author.get("id"), dt=date, idx=str(number))
        xml.new_child(comment, "pos", x="10", y=str(10 + on_slide[shown] * _BETWEEN % _LOWEST))
        xml.new_child(comment, "text").text = quoted(document, mark)
        on_slide[shown] += 1
    return copy.packed()


def _author(copy: xml.OfficeCopy) -> xml.Element:
    """Return the entry of this program among the authors, which is made where there is none."""
    authors = copy.made("commentAuthors", "cmAuthorLst", "ppt/commentAuthors.xml")
    there = list(xml.children(authors, "cmAuthor"))
    for one in there:
        if one.get("name") == AUTHOR and one.get("id"):
            return one
    taken = {one.get("id") for one in there}
    id = next(str(number) for number in count() if str(number) not in taken)
    return xml.new_child(authors, "cmAuthor", id=id, name=AUTHOR, initials=AUTHOR[0], clrIdx=id)
