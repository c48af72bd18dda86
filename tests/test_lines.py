"""The line index of a dataset file, compared with where the keys really stand."""

import tomli

from cppcc_cli.dataset.toml import index_lines

TEXT = '''\
schema = 1  # with a comment = sign
[dataset] # and here
id = "a # b"
title = { zh = "x", en = """
two lines""" }

[ figure . "a b".'c.d' ]
terms = [
  "[", # ] "
  'it"s', "\\"", """a""b\\"""",
]
name.zh = """
[not.a.table]
value = 3
"""
value = 5
[[topic]]
kind = 'a'
[[topic]]
kind = \'\'\'
b\'\'\'
  [topic.name]
  zh = "z"
last = 1'''


def test_every_key_stands_on_its_line() -> None:
    """Strings, comments, arrays and dotted or quoted keys do not lead the count astray."""
    tomli.loads(TEXT)
    assert index_lines(TEXT) == {
        ("schema",): 1,
        ("dataset",): 2,
        ("dataset", "id"): 3,
        ("dataset", "title"): 4,
        ("figure",): 7,
        ("figure", "a b"): 7,
        ("figure", "a b", "c.d"): 7,
        ("figure", "a b", "c.d", "terms"): 8,
        ("figure", "a b", "c.d", "name"): 12,
        ("figure", "a b", "c.d", "name", "zh"): 12,
        ("figure", "a b", "c.d", "value"): 16,
        ("topic",): 17,
        ("topic", 0): 17,
        ("topic", 0, "kind"): 18,
        ("topic", 1): 19,
        ("topic", 1, "kind"): 20,
        ("topic", 1, "name"): 22,
        ("topic", 1, "name", "zh"): 23,
        ("topic", 1, "name", "last"): 24,
    }


def test_windows_line_ends_count_the_same() -> None:
    """CRLF makes no difference."""
    assert index_lines(TEXT.replace("\n", "\r\n")) == index_lines(TEXT)
