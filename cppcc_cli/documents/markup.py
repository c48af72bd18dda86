"""Markup -> trees of elements. No entity is resolved, and nothing outside is opened."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from cppcc_cli.documents.archive import Archive, resolved
from cppcc_cli.errors import InputError
from cppcc_cli.messages import documents as messages

Element: TypeAlias = Any
# What a part refers to, by the id of the reference: the last word of its type, and its target.
References: TypeAlias = dict[str, tuple[str, str]]


def parsed(raw: bytes, path: str, whole: bool = False) -> Element:
    """Return the root of an XML document; raise InputError for what is none.

    It is `whole`, with what is no element, where it is to be written again.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        # Some programs give an id twice, and others read what they write.
        collect_ids=False,
        remove_comments=not whole,
        remove_pis=not whole,
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None


def new_element(tag: str, prefix: str | None = None) -> Element:
    """Return an element of a full name, whose namespace has this prefix or is the default."""
    return etree.Element(tag, nsmap={prefix: tag[1:].partition("}")[0]})


def new_child(parent: Element, kind: str, /, **attributes: str) -> Element:
    """Return a new element within one, of its namespace."""
    return etree.SubElement(parent, parent.tag.rpartition("}")[0] + "}" + kind, attributes)


def to_bytes(root: Element, declared: bool = True) -> bytes:
    """Return an XML document, which is `declared` as such."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' if declared else ""
    return (head + str(etree.tostring(root, encoding="unicode"))).encode()


def part(archive: Archive, name: str) -> Element | None:
    """Return the root of a part; None where there is none of this name, or it is empty."""
    if name not in archive:
        return None
    raw = archive.read(name)
    return parsed(raw, archive.path) if raw.strip() else None


def local(element: Element) -> str:
    """Return the name of an element without its namespace; nothing for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return the attribute of a name in whatever namespace; None where there is none."""
    value = element.get(name)
    if value is not None:
        return str(value)
    return next((v for key, v in element.attrib.items() if key.endswith(f"}}{name}")), None)


def attribute_in_space(element: Element, name: str) -> str:
    """Return an attribute that has a namespace; nothing where there is none."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def inner(element: Element, *names: str) -> Iterator[Element]:
    """Yield an element and those below it, at whatever depth, that have one of these names."""
    found: Iterator[Element] = element.iter(*(f"{{*}}{name}" for name in names))
    return found


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None where there is none."""
    if element is None:
        return None
    return next(element.iterchildren(f"{{*}}{name}"), None)


def references(archive: Archive, name: str) -> References:
    """Return what a part of an Office Open XML file refers to; its external targets left out."""
    return references_in(part(archive, references_of(name)), name)


def references_of(name: str) -> str:
    """Return the name of the part in which stands what a part refers to."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def references_in(root: Element | None, name: str) -> References:
    """Return what the part of this name refers to, as the root of such a part has it."""
    found: References = {}
    for one in () if root is None else inner(root, "Relationship"):
        target = one.get("Target") or ""
        if one.get("TargetMode") != "External" and target:
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = (kind, resolved(target, name))
    return found


def referred(found: References, kind: str) -> list[str]:
    """Return the names of the parts that are referred to as of a kind."""
    return [target for named, target in found.values() if named == kind]


def parts_of(archive: Archive, found: References, kind: str) -> Iterator[tuple[str, Element]]:
    """Yield the names and the roots of the parts that are referred to as of a kind."""
    for target in referred(found, kind):
        root = part(archive, target)
        if root is not None:
            yield target, root


def main_part(archive: Archive, usual: str) -> str:
    """Return the name of the part in which an Office Open XML file begins, else the `usual`."""
    name = next(iter(referred(references(archive, ""), "officeDocument")), usual)
    return name if name in archive else usual


def main_root(archive: Archive, usual: str) -> tuple[str, Element]:
    """Return the name and the root of that part; raise InputError where there is none."""
    name = main_part(archive, usual)
    root = part(archive, name)
    if root is None:
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=archive.path))
    return name, root


def page_events(text: str, target: object) -> None:
    """Feed a page to `target`, as lxml.etree.HTMLParser does; a fault in it ends nothing."""
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:
        # Of an empty page; what was read is there.
        pass
