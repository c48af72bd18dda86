"""Valid input spoiled in every way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from cppcc_cli.screen import first_unprintable

# What breaks readers: ends of strings and tables, controls, what is no UTF-8, markup, numbers.
PIECES = (
    *(
        b"\0",
        b"\x1b[2J",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\xc2\x9b",
        b"\r",
        b"\n",
        b"\t",
    ),
    *(b'"', b"'", b'"""', b"\\", b"\\u202e", b"#", b"=", b".", b"[", b"]", b"{", b"}", b"[[", b","),
    *(b"[bold]", b"[/]", b"<", b"</td>", b"<table>", b"&#27;", b"&#x202e;", b"<!--", b"]]>", b"%"),
    *(
        b"-",
        b"1e400",
        b"nan",
        b"-1",
        b"9" * 30,
        "１．".encode(),
        "分之".encode(),
        "万亿余".encode(),
    ),
    *(
        "《“".encode(),
        "一百〇".encode(),
        b"2023-02-30",
        b"true",
        b"PK\x05\x06",
        b"\x00\x00\xff\xff",
    ),
)
_PLACE = st.floats(0, 1, exclude_max=True)


@st.composite
def spoiled(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Draw one of the seeds, cut, flipped, added to, doubled or spliced with another."""
    raw = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 4))):
        at = int(draw(_PLACE) * (len(raw) + 1))
        to = min(len(raw), at + draw(st.integers(0, 60)))
        how = draw(st.sampled_from(("cut", "end", "flip", "insert", "double", "splice")))
        if how == "cut":
            del raw[at:to]
        elif how == "end":
            del raw[at:]
        elif how == "flip" and at < len(raw):
            raw[at] ^= 1 << draw(st.integers(0, 7))
        elif how == "insert":
            raw[at:at] = draw(st.sampled_from(PIECES))
        elif how == "double":
            raw[at:at] = raw[at:to] * draw(st.integers(1, 3))
        elif how == "splice":
            other = draw(st.sampled_from(seeds))
            raw[at:] = other[int(draw(_PLACE) * len(other)) :]
    return bytes(raw)


@contextmanager
def kept(name: str, raw: bytes) -> Iterator[Path]:
    """Yield a file with the content, which must not have changed afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        yield path
        assert path.read_bytes() == raw
        assert [one.name for one in Path(folder).iterdir()] == [name]


def assert_harmless(*texts: str) -> None:
    """Assert that no character in the texts acts on a terminal, but line feeds and tabs."""
    for text in texts:
        bad = first_unprintable(text.replace("\n", "").replace("\t", ""))
        assert bad is None, f"{bad!r} in {text!r}"
