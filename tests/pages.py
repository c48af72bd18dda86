"""HTML as the tests read it: elements by their class, and their text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from conftest import Run

_VOID = {"meta", "link", "br", "img", "input", "hr"}


class Element(NamedTuple):
    """An element with its attributes and what is in it, elements and texts."""

    tag: str
    attributes: dict[str, str]
    inside: list["Element | str"]

    @property
    def text(self) -> str:
        """All text in it, spaces as a browser shows them."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            else:
                yield from one._texts()

    def walk(self) -> Iterator["Element"]:
        """Yield it and all elements in it, in their order."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.walk()

    def find(self, tag: str, named: str = "") -> list["Element"]:
        """Return the elements in it by tag, and by class where one is given."""
        return [
            one
            for one in self.walk()
            if one.tag == tag
            and (not named or named in one.attributes.get("class", "").split())
            and one is not self
        ]

    def one(self, tag: str, named: str = "") -> "Element":
        """Return the only such element."""
        (found,) = self.find(tag, named)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, [])
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read_page(text: str) -> Element:
    """Return the root of a page; every element must be closed, in the right order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def read_page_of(run: Run, folder: Path, *arguments: str) -> Element:
    """Return the page that a command writes its table to."""
    done = run(*arguments, "-o", "out.html", "--force")
    assert (folder / "out.html").exists(), done.err
    return read_page((folder / "out.html").read_text("utf-8"))
