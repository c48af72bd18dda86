"""Characters of the font Symbol, as Word keeps them, -> characters."""

# Those that say something of a number; letters and digits stand where ASCII has them.
_SYMBOLS = {
    0x2D: "−",
    0xA3: "≤",
    0xA4: "/",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD7: "·",
}
# What stands for a character that we have no name for.
_UNKNOWN = "□"


def symbol(font: str, code: str) -> str:
    """Return the character that a symbol shows: of a font, by its code in hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if font.lower() == "symbol":
        return symbol_font(low)
    if number != low or "dings" in font.lower():
        return _UNKNOWN
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else _UNKNOWN


def symbol_font(code: int) -> str:
    """Return the character that a code of the font Symbol shows."""
    return _SYMBOLS.get(code) or (chr(code) if 0x20 <= code < 0x7F else _UNKNOWN)


def without_private(text: str) -> str:
    """Return text with what was typed in the font Symbol as characters, place for place."""
    if text.isascii() or not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(
        symbol_font(ord(char) - 0xF000) if "\uf020" <= char <= "\uf0ff" else char for char in text
    )
