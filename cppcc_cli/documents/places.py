"""Where a block stands, in words by which a person finds it there."""

from cppcc_cli.documents.document import Document, Place
from cppcc_cli.language import Message, Text
from cppcc_cli.messages import documents as messages


def place_words(place: Place) -> Message:
    """Return a place in words: 第7页表2第4行, 脚注1, 第3张幻灯片备注, 第3段."""
    words: list[Message | Text] = []
    if place.page is not None:
        words.append(messages.ON_PAGE.about(page=place.page))
    if place.slide is not None:
        words.append(messages.ON_SLIDE.about(slide=place.slide))
    if place.sheet is not None:
        words.append(messages.ON_SHEET.about(sheet=place.sheet))
    if place.note is not None:
        words.append(messages.IN_NOTE[place.part].about(note=place.note))
    elif place.part != "body":
        words.append(messages.IN_PART[place.part])
    if place.row is not None:
        row = messages.IN_ROW if place.table is None else messages.IN_TABLE
        words.append(row.about(table=place.table, row=place.row))
    if not words:
        words.append(messages.IN_PARAGRAPH.about(paragraph=place.paragraph))
    said = messages.AT.about(place=words[0])
    for word in words[1:]:
        said = messages.WITHIN.about(place=said, inner=word)
    return said


def line_or_place(document: Document, offset: int) -> Message:
    """Return where a character of a document stands: its line, or its place where it has none."""
    place = place_at(document, offset)
    line = document.text.count("\n", 0, offset) + 1
    return place or messages.IN_LINE.about(line=line)


def place_at(document: Document, offset: int) -> Message | None:
    """Return the place of what stands at an offset; None in a file of lines, which are its own."""
    if document.has_lines:
        return None
    return place_words(document.blocks[document.block_at(offset)].place)
