"""A copy of an Office Open XML file that is written to: its parts as trees.

Parts that are not written to are copied byte for byte.
"""

import io
import posixpath
import zipfile
from itertools import count

from cppcc_cli.documents.archive import Archive
from cppcc_cli.documents.markup import (
    Element,
    References,
    main_part,
    new_element,
    parsed,
    references_in,
    references_of,
    referred,
    to_bytes,
)
from cppcc_cli.errors import InputError, OutputError
from cppcc_cli.messages import marking as messages
from cppcc_cli.messages.documents import DAMAGED_ARCHIVE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"


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

    def tree(self, name: str) -> Element:
        """Return the tree of a part that is going to be changed; raise InputError without one."""
        if name not in self._trees:
            if name not in self.archive:
                raise InputError(DAMAGED_ARCHIVE.about(path=self.path))
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
        """Add a part, to which the main one, or one, refers; return the id of the reference."""
        self._trees[name] = root
        self._declare(name, content_type)
        source = of or self.main
        listed = references_of(source)
        space = f"{_PACKAGE}/relationships"
        if listed not in self.archive:
            self._trees.setdefault(listed, new_element(f"{{{space}}}Relationships"))
        relations = self.tree(listed)
        known = {one.get("Id") for one in relations.iterchildren("*")}
        relation = new_element(f"{{{space}}}Relationship")
        relations.append(relation)
        id = next(f"rId{n}" for n in count(1) if f"rId{n}" not in known)
        relation.set("Id", id)
        relation.set("Type", f"{self.relationships}/{kind}")
        relation.set("Target", posixpath.relpath(name, posixpath.dirname(source) or "."))
        return id

    def _declare(self, name: str, content_type: str) -> None:
        """Say of what type a part is: as Office does, of all that is no XML by its suffix."""
        types, suffix = self.tree(_TYPES), name.rpartition(".")[2]
        kind, key, value = "Override", "PartName", f"/{name}"
        if suffix != "xml":
            kind, key, value = "Default", "Extension", suffix
        if all(one.get(key) != value for one in types.iterchildren("*")):
            declared = new_element(f"{{{_PACKAGE}/content-types}}{kind}")
            types.insert(0 if kind == "Default" else len(types), declared)
            declared.set(key, value)
            declared.set("ContentType", content_type)

    @property
    def relationships(self) -> str:
        """The namespace of references: of a Strict file, another."""
        strict = "purl.oclc.org" in self.space
        return (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
            if strict
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )

    def packed(self) -> bytes:
        """Return the bytes of the file, its parts in their order, new ones behind them."""
        changed = {
            name: to_bytes(tree, declared=not name.endswith(".vml"))
            for name, tree in self._trees.items()
        }
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry, content in self.archive.members():
                name = entry.filename.replace("\\", "/").lstrip("/")
                copy.writestr(entry, changed.pop(name, content))
            for name, content in changed.items():
                copy.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return written.getvalue()


def remove(element: Element) -> None:
    """Remove an element of markup from where it stands."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
