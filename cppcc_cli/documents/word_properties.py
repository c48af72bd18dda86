"""What the paragraphs and characters of a .docx have: looks, levels of headings, lists."""

from typing import Literal, NamedTuple

from cppcc_cli.documents.blocks import style_level
from cppcc_cli.documents.numbering import LEVELS, Level, Numbering, first_number
from cppcc_cli.documents.package import Element, attribute, child, local

Raised = Literal["", "superscript", "subscript"]
_OFF = ("0", "false", "off", "none")
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
    """A style: its look, the level of the headings that have it, and how they are numbered."""

    look: Look = Look()
    level: int | None = None
    # The id of the list, and its level; None for what is not said.
    list: str | None = None
    list_level: int | None = None


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
            said = attribute(one, "val")
            raised = said if said in ("superscript", "subscript") else ""
    return Look(unseen, raised)  # type: ignore[arg-type]


def outline_level(properties: Element | None) -> int | None:
    """Return the level of a heading that the properties of a paragraph name, from 1."""
    said = value(properties, "outlineLvl")
    return None if said is None or said not in "012345678" else int(said) + 1


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
            below = self.of(value(element, "basedOn"), deep + 1)
            level = style_level(value(element, "name") or "")
            if level is None:
                level = outline_level(child(element, "pPr"))
            look = look_of(child(element, "rPr")).over(below.look)
            listed, list_level = numbered(child(element, "pPr"))
            self._made[id] = Style(
                look,
                below.level if level is None else level,
                below.list if listed is None else listed,
                below.list_level if list_level is None else list_level,
            )
        return self._made[id]


def numbered(properties: Element | None) -> tuple[str | None, int | None]:
    """Return the id of the list that the properties of a paragraph name, and the level in it."""
    said = child(properties, "numPr")
    return value(said, "numId"), None if child(said, "ilvl") is None else count_of(said, "ilvl", 0)


class Lists:
    """The lists of a document by their ids."""

    def __init__(self, root: Element | None = None) -> None:
        listed = [] if root is None else list(root.iterchildren("*"))
        kinds = {attribute(one, "abstractNumId"): one for one in listed}
        styles = {value(one, "styleLink"): key for key, one in kinds.items()}
        self.numbering = Numbering()
        # Which level of a list a style has.
        self._styled: dict[tuple[str | None, str | None], int] = {}
        for one in listed:
            if local(one) == "num":
                kind = value(one, "abstractNumId")
                linked = value(kinds.get(kind), "numStyleLink")
                kind = styles.get(linked, kind) if linked else kind
                self._add(attribute(one, "numId"), kind, kinds.get(kind), one)

    def _add(
        self, key: str | None, kind: str | None, element: Element | None, own: Element
    ) -> None:
        levels, starts = [Level("")] * LEVELS, {}
        overrides = list(own.iterchildren("{*}lvlOverride"))
        for place in overrides if element is None else [element, *overrides]:
            for one in place.iterchildren("{*}lvl"):
                at = _digit(attribute(one, "ilvl"))
                levels[at] = Level(
                    first_number(value(one, "numFmt") or "decimal"),
                    value(one, "lvlText") or "",
                    count_of(one, "start", 1),
                    is_on(child(one, "isLgl")) or False,
                    count_of(one, "lvlRestart", LEVELS),
                )
                if styled := value(one, "pStyle"):
                    self._styled[key, styled] = at
            if child(place, "startOverride") is not None:
                starts[_digit(attribute(place, "ilvl"))] = count_of(place, "startOverride", 1)
        self.numbering.add(key, kind, levels, starts)

    def label(self, properties: Element | None, named: str | None, style: Style) -> str:
        """Return the number that is shown before a paragraph; nothing where it has none."""
        key, level = numbered(properties)
        if key is None:
            key = style.list
            level = self._styled.get((key, named)) if level is None else level
        return self.numbering.label(key, (style.list_level or 0) if level is None else level)


def _digit(value: str | None) -> int:
    return int(value) if value and value in "012345678" else 0


def value(properties: Element | None, name: str) -> str | None:
    """Return the value of a property; None where it does not stand there."""
    one = child(properties, name)
    return None if one is None else attribute(one, "val")


def count_of(properties: Element | None, name: str, default: int) -> int:
    """Return the number that a property has as its value; the default where it has none."""
    said = value(properties, name) or ""
    return min(int(said), 1_000) if said.isdecimal() and said.isascii() else default
