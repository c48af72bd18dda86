"""On which line of a TOML text each key stands; TOML readers tell that for broken texts only.

The text must be valid. A key inside an inline table or an array is not looked for: its table or
array stands on the line of its own key.
"""

KeyPath = tuple[str | int, ...]

# figure, category, name, key and zh or en: no key of a dataset lies deeper.
_DEEPEST = 5


def index_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every table and key: ("figure", "rules", "issued") -> 9.

    The items of an array of tables are numbered from 0: ("topic", 3, "kind").
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    position, line = 0, 1
    while position < len(text):
        char = text[position]
        if char == "\n":
            line += 1
            position += 1
        elif char in " \t\r":
            position += 1
        elif char == "#":
            position = _end_of_line(text, position)
        elif char == "[":
            many = text.startswith("[[", position)
            names, position = _key(text, position + 1 + many)
            table = _resolved(names, counts)
            if many:
                number = counts.get(table, 0)
                counts[table] = number + 1
                table = (*table, number)
            for size in range(1, min(len(table), _DEEPEST) + 1):
                lines.setdefault(table[:size], line)
            position = _end_of_line(text, position)
        else:
            names, position = _key(text, position)
            for size in range(1, min(len(names), _DEEPEST) + 1):
                lines.setdefault((*table, *names[:size]), line)
            end = _end_of_value(text, position)
            line += text.count("\n", position, end)
            position = end
    return lines


def _resolved(names: tuple[str, ...], counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a header, each array of tables followed by the number of its last item."""
    path: KeyPath = ()
    for index, name in enumerate(names):
        path = (*path, name)
        if path in counts and index < len(names) - 1:
            path = (*path, counts[path] - 1)
    return path


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _key(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key; return its names and the position behind its "=" or "]"."""
    names: list[str] = []
    bare = ""
    while text[position] not in "=]":
        char = text[position]
        if char in "\"'":
            end = _end_of_string(text, position)
            names.append(text[position + 1 : end - 1])
            position = end
            continue
        if char == ".":
            if bare:
                names.append(bare)
            bare = ""
        elif char not in " \t":
            bare += char
        position += 1
    if bare:
        names.append(bare)
    return tuple(names), position + 1


def _end_of_string(text: str, position: int) -> int:
    quote = text[position]
    if text.startswith(quote * 3, position):
        end = position + 3
        while not text.startswith(quote * 3, end):
            end += 2 if quote == '"' and text[end] == "\\" else 1
        end += 3
        # Up to two quotes may stand directly before the closing ones.
        while text.startswith(quote, end):
            end += 1
        return end
    end = position + 1
    while text[end] != quote:
        end += 2 if quote == '"' and text[end] == "\\" else 1
    return end + 1


def _end_of_value(text: str, position: int) -> int:
    """Return the end of the line on which the value that begins at `position` ends."""
    depth = 0
    while position < len(text):
        char = text[position]
        if char in "\"'":
            position = _end_of_string(text, position)
            continue
        if char == "#":
            position = _end_of_line(text, position)
            continue
        if char == "\n" and depth == 0:
            return position
        depth += (char in "[{") - (char in "]}")
        position += 1
    return position
