"""Packages: what files are packed in -> their parts, as bytes and as trees of markup.

Archives (.zip), as Word, WPS, OpenDocument and OFD files are, their bytes counted while they are
unpacked; compound files (OLE), as those of Word, Excel and PowerPoint 97 and of WPS are. Of markup
no entity is resolved, and nothing outside is opened. A copy of an Office Open XML file has the
parts that are not written to byte for byte.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias

from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.files import MEBIBYTE
from cppcc_cli.messages import documents as messages

# In MiB: all parts together that are read of one file. What is marked up takes ten times its size.
LARGEST_MARKUP = 16
_MOST_COPIED = 128
# How an entry of the directory of an archive begins; a document has some dozens.
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 20_000
_ENCRYPTED = 1
_AT_A_TIME = 1 << 16
# No office program packs otherwise, and other methods unpack far more than is asked of them.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What unpacking raises where a file is damaged: a method of packing that there is none of, an
# encrypted part, a check sum that is off, packed bytes that are none, a name that cannot be read.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ArithmeticError, RuntimeError, LookupError, ValueError),
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
# The namespace of references in a usual file, and in a Strict one.
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

Element: TypeAlias = Any
# What a part refers to, by the id of the reference: the last word of its type, and its target.
References: TypeAlias = dict[str, tuple[str, str]]


class Archive:
    """The parts of an archive by their names, of which all together may unpack to so much.

    Raises InputError for what is damaged, has a password, or unpacks to too much, as counted while
    it is unpacked.
    """

    def __init__(self, raw: bytes, path: str) -> None:
        self.path = path
        self._left = LARGEST_MARKUP * MEBIBYTE
        if raw.count(_ENTRY) > _MOST_ENTRIES:
            raise self._damaged()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGED:
            raise self._damaged() from None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            if entry.flag_bits & _ENCRYPTED:
                raise InputError(messages.LOCKED.about(path=path))
            self._entries.setdefault(_plain(entry.filename).lower(), entry)

    def __contains__(self, name: str) -> bool:
        return _plain(name).lower() in self._entries

    @cached_property
    def names(self) -> list[str]:
        """The names of all parts, without a leading slash, with no backslash."""
        return [_plain(entry.filename) for entry in self._archive.infolist()]

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raise LookupError where there is none of this name."""
        return self._unpacked(self._entries[_plain(name).lower()], LARGEST_MARKUP)

    def members(self) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
        """Yield every member with its bytes, pictures and all, to be copied.

        Raises InputError where one is damaged, or where they are more than can be held.
        """
        self._left = _MOST_COPIED * MEBIBYTE
        for entry in self._archive.infolist():
            yield entry, self._unpacked(entry, _MOST_COPIED)

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        if entry.compress_type not in _METHODS:
            raise self._damaged()
        try:
            return b"".join(self._pieces(entry, most))
        except _DAMAGED:
            raise self._damaged() from None

    def _pieces(self, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
        """Yield the bytes of a part, counted: what an archive says of its sizes may be a lie."""
        with self._archive.open(entry) as file:
            while piece := file.read(_AT_A_TIME):
                self._left -= len(piece)
                if self._left < 0:
                    raise InputError(messages.UNPACKS_TOO_LARGE.about(path=self.path, limit=most))
                yield piece

    def _damaged(self) -> InputError:
        return InputError(messages.DAMAGED_ARCHIVE.about(path=self.path))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def resolved(target: str, part: str) -> str:
    """Return the name of the part that `target` names, as written in `part`."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")


def stream_names(raw: bytes, path: str) -> set[str]:
    """Return the names of the streams at the top of a compound file, in small letters."""
    with _compound(raw, path) as file:
        return {entry[0].lower() for entry in file.listdir() if len(entry) == 1}


def streams(raw: bytes, path: str, *names: str) -> list[bytes]:
    """Return the bytes of streams, nothing for one that is not there."""
    with _compound(raw, path) as file:
        return [file.openstream(name).read() if file.exists(name) else b"" for name in names]


@contextmanager
def _compound(raw: bytes, path: str) -> Iterator[Any]:
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(raw)) as file:
            yield file
    except (*_DAMAGED, TypeError, MemoryError):
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None


def parsed(raw: bytes, path: str, whole: bool = False) -> Element:
    """Return the root of an XML document; raise InputError for what is none.

    It is `whole`, with what is no element, where it is to be written again.
    """
    from lxml import etree

    # Some programs give an id twice, and others read what they write.
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "collect_ids": False}
    parser = etree.XMLParser(**safe, remove_comments=not whole, remove_pis=not whole)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise InputError(messages.DAMAGED_ARCHIVE.about(path=path)) from None


def new_element(tag: str, prefix: str | None = None) -> Element:
    """Return an element of a full name, whose namespace has this prefix or is the default."""
    from lxml import etree

    return etree.Element(tag, nsmap={prefix: tag[1:].partition("}")[0]})


def new_child(parent: Element, kind: str, /, **attributes: str) -> Element:
    """Return a new element within one, of its namespace."""
    from lxml import etree

    return etree.SubElement(parent, parent.tag.rpartition("}")[0] + "}" + kind, attributes)


def to_bytes(root: Element, declared: bool = True) -> bytes:
    """Return an XML document, which is `declared` as such."""
    from lxml import etree

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
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


def is_true(element: Element | None, name: str) -> bool:
    """Tell whether an attribute says yes; not so where there is no such element."""
    return element is not None and element.get(name) in ("1", "true")


def text_in(element: Element | None, name: str) -> str:
    """Return the text of the first child of a name; nothing where there is none."""
    one = child(element, name)
    return "" if one is None else one.text or ""


def whole(text: str | None, default: int = 0, most: int = 10**9) -> int:
    """Return the whole number that a file gives; the default where that is none, or too large."""
    text = (text or "").strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return min(int(text), most) if is_number else default


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
    from lxml import etree

    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:
        # Of an empty page; what was read is there.
        pass


class OfficeCopy:
    """A file whose parts can be changed, and which is packed again."""

    def __init__(self, raw: bytes, path: str, usual: str) -> None:
        """Open a file; its main part is called as `usual` where it does not say."""
        self.path = path
        self.archive = Archive(raw, path)
        self.main = main_part(self.archive, usual)
        self._trees: dict[str, Element] = {}
        self._seen: dict[str, Element] = {}
        # The namespace in which the elements of the main part are.
        self.space = self.seen(self.main).tag.rpartition("}")[0] + "}"
        # That of references.
        self.relationships = _RELATIONSHIPS["purl.oclc.org" in self.space]

    def tree(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed; raise InputError without one."""
        if name not in self._trees:
            if name not in self.archive:
                raise InputError(messages.DAMAGED_ARCHIVE.about(path=self.path))
            self._trees[name] = parsed(self.archive.read(name), self.path, whole=True)
        return self._trees[name]

    def seen(self, name: str) -> Element:
        """Return the tree of a part to look at; it is written only where it was changed before."""
        if name in self._trees:
            return self._trees[name]
        if name not in self._seen:
            self._seen[name] = parsed(self.archive.read(name), self.path)
        return self._seen[name]

    def parts(self, *kinds: str, of: str | None = None) -> list[str]:
        """Return the names of the parts of these kinds that the main one, or one, refers to."""
        found = self.references(of or self.main)
        names = (name for kind in kinds for name in referred(found, kind))
        return [one for one in dict.fromkeys(names) if one in self._trees or one in self.archive]

    def references(self, name: str) -> References:
        """Return what a part refers to, with what was added."""
        listed = references_of(name)
        there = listed in self._trees or listed in self.archive
        return references_in(self.seen(listed) if there else None, name)

    def named(self, name: str) -> str:
        """Return the full name of an element of the main part, as it is here."""
        return f"{self.space}{name}"

    def require_unsigned(self) -> None:
        """Raise OutputError where the file is signed."""
        if any(name.startswith("_xmlsignatures/") for name in self.archive.names):
            raise OutputError(messages.SIGNED.about(path=self.path))

    def free(self, pattern: str) -> str:
        """Return the first name of a numbered part that is not taken."""
        names = (pattern.format(number) for number in count(1))
        return next(one for one in names if one not in self.archive and one not in self._trees)

    def add(
        self, name: str, root: Element, kind: str, content_type: str, of: str | None = None
    ) -> str:
        """Add a part, to which the main one, or one, refers; return the id of the reference.

        Of what type it is, is said as Office does: of all that is no XML by its suffix.
        """
        self._trees[name] = root
        types, suffix = self.tree(_TYPES), name.rpartition(".")[2]
        type = f"application/vnd.openxmlformats-officedocument.{content_type}"
        if suffix != "xml" and all(one.get("Extension") != suffix for one in types.iter("*")):
            types.insert(0, new_child(types, "Default", Extension=suffix, ContentType=type))
        elif suffix == "xml" and all(one.get("PartName") != f"/{name}" for one in types.iter("*")):
            new_child(types, "Override", PartName=f"/{name}", ContentType=f"{type}+xml")
        source = of or self.main
        listed = references_of(source)
        space = f"{_PACKAGE}/relationships"
        if listed not in self.archive:
            self._trees.setdefault(listed, new_element(f"{{{space}}}Relationships"))
        relations = self.tree(listed)
        known = {one.get("Id") for one in relations.iterchildren("*")}
        id = next(f"rId{n}" for n in count(1) if f"rId{n}" not in known)
        target = posixpath.relpath(name, posixpath.dirname(source) or ".")
        relation = f"{self.relationships}/{kind}"
        new_child(relations, "Relationship", Id=id, Type=relation, Target=target)
        return id

    def made(
        self,
        kind: str,
        root: str,
        name: str,
        content_type: str,
        prefix: str | None = None,
        of: str | None = None,
    ) -> Element:
        """Return the part of a kind to which the main one, or one, refers; an empty one is made."""
        for there in self.parts(kind, of=of):
            return self.tree(there)
        tree = new_element(self.named(root), prefix)
        self.add(name, tree, kind, content_type, of)
        return tree

    def packed(self) -> bytes:
        """Return the bytes of the file, its parts in their order, new ones behind them."""
        changed = {
            name: to_bytes(tree, declared=not name.endswith(".vml"))
            for name, tree in self._trees.items()
        }
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            members = zip(self.archive.names, self.archive.members(), strict=True)
            for name, (entry, content) in members:
                copy.writestr(entry, changed.pop(name, content))
            for name, content in changed.items():
                copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return written.getvalue()


def remove(elements: Iterable[Element]) -> None:
    """Remove elements of markup from where they stand."""
    for one in list(elements):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
