"""cppcc: the desk for the yearly figures of a city's political consultative committee (政协)."""

__version__ = "0.1.0"
