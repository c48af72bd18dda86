"""Styles of a Word document: which text they hide, raise or lower, and which are headings."""

from typing import Literal, NamedTuple

from cppcc_cli.documents.markup import Element, attribute, child, local

Raised = Literal["", "superscript", "subscript"]
_OFF = ("0", "false", "off", "none")
_LEVELS = 9
_MOST_DEEP = 20


class Look(NamedTuple):
    """How text looks, as far as it matters for reading; None for what is not said."""

    # Hidden or struck out.
    unseen: bool | None = None
    raised: Raised | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, else the one below it."""
        return Look(
            below.unseen if self.unseen is None else self.unseen,
            below.raised if self.raised is None else self.raised,
        )


class Style(NamedTuple):
    """A style: its look, and the level of the headings that have it."""

    look: Look = Look()
    level: int | None = None


def is_on(element: Element | None) -> bool | None:
    """Return whether a property that stands there is on; None where it does not stand there."""
    if element is None:
        return None
    return (attribute(element, "val") or "true").lower() not in _OFF


def look_of(properties: Element | None) -> Look:
    """Return what the properties of a run say of its look."""
    unseen, raised = None, None
    for one in () if properties is None else properties.iterchildren("*"):
        name = local(one)
        if name in ("vanish", "strike", "dstrike"):
            unseen = bool(unseen) or is_on(one)
        elif name in ("del", "moveFrom"):
            unseen = True
        elif name == "vertAlign":
            value = attribute(one, "val")
            raised = value if value in ("superscript", "subscript") else ""
    return Look(unseen, raised)  # type: ignore[arg-type]


def outline_level(properties: Element | None) -> int | None:
    """Return the level of a heading that the properties of a paragraph name, from 1."""
    value = attribute(one, "val") if (one := child(properties, "outlineLvl")) is not None else None
    if value is None or not value.isdecimal() or int(value) >= _LEVELS:
        return None
    return int(value) + 1


class Styles:
    """The styles of a document by their ids, each with all that it inherits."""

    def __init__(self, root: Element | None = None) -> None:
        listed = () if root is None else root.iterchildren("{*}style")
        self._elements = {attribute(one, "styleId"): one for one in listed}
        self._made: dict[str | None, Style] = {}

    def of(self, id: str | None, deep: int = 0) -> Style:
        """Return the style of an id; one that says nothing where there is none."""
        element = self._elements.get(id)
        if element is None or deep > _MOST_DEEP:
            return Style()
        if id not in self._made:
            based = child(element, "basedOn")
            below = Style() if based is None else self.of(attribute(based, "val"), deep + 1)
            level = _named_level(element)
            if level is None:
                level = outline_level(child(element, "pPr"))
            look = look_of(child(element, "rPr")).over(below.look)
            self._made[id] = Style(look, below.level if level is None else level)
        return self._made[id]


def _named_level(style: Element) -> int | None:
    """Return the level that the name of a built-in style stands for: title is that of the whole."""
    named = child(style, "name")
    name = "" if named is None else (attribute(named, "val") or "").lower()
    if name == "title":
        return 0
    word, _, number = name.partition(" ")
    return int(number) if word == "heading" and number.isdecimal() else None
