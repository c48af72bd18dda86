"""XML, and the packages that files are: their parts, as bytes and as trees of elements.

Archives (.zip), as Word, WPS, OpenDocument and OFD files are, their bytes counted while they are
unpacked; compound files (OLE), as those of Word, Excel and PowerPoint 97 and of WPS are. Of markup
no entity is resolved, and nothing outside is opened. A copy of an Office Open XML file has the
parts that are not written to byte for byte.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain, count
from typing import Any, TypeAlias

from lxml import etree

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

# What unpacking raises where a file is damaged: a check sum that is off, packed bytes that are
# none, a name that cannot be read.
_DAMAGED: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ArithmeticError, RuntimeError, LookupError, ValueError),
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_MAIN = ("word/document.xml", "ppt/presentation.xml", "xl/workbook.xml")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The namespace of references in a usual file, and in a Strict one.
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
# How the elements of a language are written where a part is made.
_PREFIXES = {"wordprocessingml": "w", "presentationml": "p"}

# How a property says that it is off.
_OFF = ("0", "false", "off", "none")

Element: TypeAlias = Any
# What a part refers to, by the id of the reference: the last word of its type, and its target.
References: TypeAlias = dict[str, tuple[str, str]]


def damaged(path: str) -> InputError:
    """Return what is to be raised for a file that is damaged."""
    return InputError(messages.DAMAGED_ARCHIVE.about(path=path))


@contextmanager
def refused(path: str, *errors: type[Exception]) -> Iterator[None]:
    """Raise InputError for what reading a damaged file raises meanwhile, and for other `errors`."""
    try:
        yield
    except (*_DAMAGED, *errors):
        raise damaged(path) from None


class Archive:
    """The parts of an archive by their names, of which all together may unpack to so much.

    Raises InputError for what is damaged, has a password, or unpacks to too much, as counted while
    it is unpacked.
    """

    def __init__(self, raw: bytes, path: str) -> None:
        self.path = path
        self._left = LARGEST_MARKUP * MEBIBYTE
        if raw.count(_ENTRY) > _MOST_ENTRIES:
            raise damaged(path)
        with refused(path):
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        # By their names in small letters, without a leading slash, with no backslash.
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            if entry.flag_bits & _ENCRYPTED:
                raise InputError(messages.LOCKED.about(path=path))
            self.entries.setdefault(_plain(entry.filename), entry)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self.entries

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raise LookupError where there is none of this name."""
        return self._unpacked(self.entries[_plain(name)], LARGEST_MARKUP)

    def root(self, name: str, whole: bool = False) -> Element | None:
        """Return the root of a part; None where there is none of this name, or it is empty.

        It is `whole`, with what is no element, where it is to be written again.
        """
        raw = self.read(name) if name in self else b""
        return parsed(raw, self.path, whole) if raw.strip() else None

    def required(self, name: str) -> Element:
        """Return the root of a part; raise InputError where there is none."""
        root = self.root(name)
        if root is None:
            raise damaged(self.path)
        return root

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        """Return the bytes of a part, counted: what an archive says of its sizes may be a lie."""
        if entry.compress_type not in _METHODS:
            raise damaged(self.path)
        pieces: list[bytes] = []
        with refused(self.path), self._archive.open(entry) as file:
            while piece := file.read(_AT_A_TIME):
                self._left -= len(piece)
                if self._left < 0:
                    said = messages.UNPACKS_TOO_LARGE.about(path=self.path, limit=most)
                    raise InputError(said)
                pieces.append(piece)
        return b"".join(pieces)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def resolved(target: str, part: str) -> str:
    """Return the name of the part that `target` names, as written in `part`."""
    place = posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/"))
    return posixpath.normpath(place).lstrip("/")


def streams(raw: bytes, path: str, most: int, *names: str) -> list[bytes]:
    """Return the bytes of streams, nothing for one that is not there.

    Raises InputError where the file is damaged, or the first that is there has over `most` MiB.
    """
    with compound(raw, path) as file:
        found = [file.openstream(name).read() if file.exists(name) else b"" for name in names]
    if len(next(filter(None, found), b"")) > most * MEBIBYTE:
        raise InputError(messages.LARGER.about(path=path, limit=most))
    return found


@contextmanager
def compound(raw: bytes, path: str) -> Iterator[Any]:
    """Give a compound file as olefile does; raise InputError where it is damaged."""
    from olefile import OleFileIO

    with refused(path, TypeError, MemoryError), OleFileIO(io.BytesIO(raw)) as file:
        yield file


def parsed(raw: bytes, path: str, whole: bool = False) -> Element:
    """Return the root of an XML document, `whole` or without what is no element.

    Raises InputError for what is none.
    """
    # Some programs give an id twice, and others read what they write.
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "collect_ids": False}
    parser = etree.XMLParser(**safe, remove_comments=not whole, remove_pis=not whole)
    with refused(path, etree.XMLSyntaxError):
        root = etree.fromstring(raw, parser)
    return root


def new_element(tag: str, prefix: str | None = None) -> Element:
    """Return an element of a full name, whose namespace has this prefix or is the default."""
    return etree.Element(tag, nsmap={prefix: tag[1:].partition("}")[0]})


def new_child(parent: Element, kind: str, /, **attributes: str) -> Element:
    """Return a new element within one, of its namespace."""
    return etree.SubElement(parent, parent.tag.rpartition("}")[0] + "}" + kind, attributes)


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


def inner(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield an element and those below it, at whatever depth, that have one of these names."""
    return iter(()) if element is None else element.iter(*(f"{{*}}{name}" for name in names))


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names, all where none is given."""
    tags = [f"{{*}}{name}" for name in names] or ["*"]
    return iter(()) if element is None else element.iterchildren(*tags)


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None where there is none."""
    return None if element is None else element.find(f"{{*}}{name}")


def text_of(element: Element | None) -> str:
    """Return the text that an element begins with, without the spaces around it."""
    return "" if element is None else (element.text or "").strip()


def chosen(element: Element) -> Element:
    """Return of alternate content the form that is read, the newer one; all else as it is."""
    is_chosen = local(element) == "AlternateContent"
    return next(children(element, "Choice", "Fallback"), element) if is_chosen else element


def is_true(element: Element | None, name: str) -> bool:
    """Tell whether an attribute says yes; not so where there is no such element."""
    return element is not None and element.get(name) in ("1", "true")


def is_on(element: Element | None) -> bool:
    """Tell whether a property is on; not so where it does not stand there."""
    return element is not None and (attribute(element, "val") or "true").lower() not in _OFF


def value(properties: Element | None, name: str) -> str | None:
    """Return the value of a property; None where it does not stand there."""
    one = child(properties, name)
    return None if one is None else attribute(one, "val")


def count_of(properties: Element | None, name: str, default: int) -> int:
    """Return the number that a property has as its value; the default where it has none."""
    return integer(value(properties, name), default, 1_000)


def integer(text: str | None, default: int = 0, most: int = 10**9) -> int:
    """Return the whole number that a file gives; the default where that is none, or too large."""
    text = (text or "").strip()
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return min(int(text), most) if is_number else default


def target_of(element: Element, found: References) -> str:
    """Return the part that an element refers to by its id, which has a namespace; else nothing."""
    id = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
    return found.get(id, ("", ""))[1]


def page(text: str) -> Element | None:
    """Return the root of a page, in which a fault ends nothing; None where nothing is in it."""
    safe = {"no_network": True, "remove_comments": True, "remove_pis": True}
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, **safe)
    with suppress(etree.XMLSyntaxError):
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    return None


def walk(root: Element | None) -> Any:
    """Return an iterator that yields each element where it starts and where it ends.

    Its `skip_subtree` leaves out what lies in the one that started last.
    """
    return iter(()) if root is None else etree.iterwalk(root, events=("start", "end"))


class Office(Archive):
    """An Office Open XML file: its parts, and what they refer to."""

    def __init__(self, raw: bytes, path: str) -> None:
        super().__init__(raw, path)
        # What a part refers to; its external targets left out.
        self.references = cache(self._references)
        # Where it does not say which that is, it is called as is usual.
        usual = filter(self.__contains__, _MAIN)
        self.main = next(chain(self.parts("officeDocument", of=""), usual), _MAIN[0])

    def _references(self, name: str) -> References:
        found: References = {}
        for one in inner(self.root(_references_of(name)), "Relationship"):
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External" and target:
                kind = (one.get("Type") or "").rpartition("/")[2]
                found[one.get("Id") or ""] = (kind, resolved(target, name))
        return found

    def parts(self, *kinds: str, of: str | None = None) -> list[str]:
        """Return the names of the parts of these kinds that the main one, or one, refers to."""
        found = self.references(self.main if of is None else of).values()
        names = (target for kind in kinds for named, target in found if named == kind)
        return [name for name in dict.fromkeys(names) if name in self]

    def roots(self, kind: str, of: str | None = None) -> Iterator[Element]:
        """Yield the roots of the parts of a kind that the main one, or one, refers to."""
        return filter(lambda root: root is not None, map(self.root, self.parts(kind, of=of)))


def _references_of(name: str) -> str:
    """Return the name of the part in which stands what a part refers to."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


class OfficeCopy(Office):
    """A file whose parts can be changed, and which is packed again.

    Raises OutputError for one that is signed.
    """

    def __init__(self, raw: bytes, path: str) -> None:
        self._changed: dict[str, Element] = {}
        self._trees: dict[str, Element | None] = {}
        super().__init__(raw, path)
        if any(name.startswith("_xmlsignatures/") for name in self.entries):
            raise OutputError(messages.SIGNED.about(path=path))
        # The namespace in which the elements of the main part are.
        self.space = self.required(self.main).tag.rpartition("}")[0] + "}"
        # Its language, and the namespace of references.
        self.language = self.space.removesuffix("/main}").removesuffix("/2006").rpartition("/")[2]
        self.relationships = _RELATIONSHIPS["purl.oclc.org" in self.space]

    def __contains__(self, name: str) -> bool:
        return name in self._changed or super().__contains__(name)

    def root(self, name: str, whole: bool = True) -> Element | None:
        """Return the tree of a part to look at; None where there is none."""
        if name not in self._trees:
            self._trees[name] = super().root(name, whole)
        return self._trees[name]

    def tree(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed; raise InputError without one."""
        self._changed[name] = self.required(name)
        return self._changed[name]

    def remove(self, name: str, elements: Iterable[Element]) -> None:
        """Remove elements from a part; where there are none, it stays as it is."""
        for one in list(elements):
            self.tree(name)
            if (parent := one.getparent()) is not None:
                parent.remove(one)

    def named(self, name: str) -> str:
        """Return the full name of an element of the main part, as it is here."""
        return f"{self.space}{name}"

    def free(self, pattern: str) -> str:
        """Return the first name of a numbered part that is not taken."""
        return next(name for name in map(pattern.format, count(1)) if name not in self)

    def add(self, name: str, root: Element, kind: str, of: str | None = None) -> str:
        """Add a part, to which the main one, or one, refers; return the id of the reference.

        Of what type it is, is said as Office does: of all that is no XML by its suffix.
        """
        self._changed[name] = self._trees[name] = root
        types, suffix = self.tree(_TYPES), name.rpartition(".")[2]
        type = "application/vnd.openxmlformats-officedocument."
        if suffix != "xml" and all(one.get("Extension") != suffix for one in types.iter("*")):
            types.insert(0, new_child(types, "Default", Extension=suffix, ContentType=type + kind))
        elif suffix == "xml" and all(one.get("PartName") != f"/{name}" for one in types.iter("*")):
            type = f"{type}{self.language}.{kind}+xml"
            new_child(types, "Override", PartName=f"/{name}", ContentType=type)
        source = of or self.main
        listed = _references_of(source)
        if listed not in self:
            self._trees[listed] = new_element(f"{{{_PACKAGE}/relationships}}Relationships")
        relations = self.tree(listed)
        known = {one.get("Id") for one in children(relations)}
        id = next(f"rId{n}" for n in count(1) if f"rId{n}" not in known)
        target = posixpath.relpath(name, posixpath.dirname(source) or ".")
        relation = f"{self.relationships}/{kind}"
        new_child(relations, "Relationship", Id=id, Type=relation, Target=target)
        self.references.cache_clear()
        return id

    def made(self, kind: str, root: str, name: str, of: str | None = None) -> Element:
        """Return the part of a kind to which the main one, or one, refers; an empty one is made.

        Where its name has a place for a number, it is called by the first that is not taken.
        """
        for there in self.parts(kind, of=of):
            return self.tree(there)
        tree = new_element(self.named(root), _PREFIXES.get(self.language))
        self.add(self.free(name) if "{" in name else name, tree, kind, of)
        return tree

    def packed(self) -> bytes:
        """Return the bytes of the file, its parts in their order, new ones behind them.

        Raises InputError where a part is damaged, or where they are more than can be held.
        """
        self._left = _MOST_COPIED * MEBIBYTE
        changed = {_plain(name): (name, tree) for name, tree in self._changed.items()}

        def said(name: str, tree: Element) -> str:
            declaration = "" if name.endswith(".vml") else _DECLARATION
            return declaration + str(etree.tostring(tree, encoding="unicode"))

        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in self._archive.infolist():
                content = self._unpacked(entry, _MOST_COPIED)
                part = changed.pop(_plain(entry.filename), None)
                copy.writestr(entry, said(*part) if part else content)
            for name, tree in changed.values():
                copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), said(name, tree))
        return written.getvalue()
