"""The layout of a dataset file: every table with its keys, for the reader and for the schema."""

from typing import Literal, NamedTuple

from cppcc_cli.quantity import QUALIFIERS

Kind = Literal["text", "label", "year", "count", "number", "date", "texts", "choice", "reference"]
SCHEMA_VERSION = 1
LARGEST_COUNT = 1_000_000
# A value is below 10 to this power, and has at most so many decimals.
LARGEST_EXPONENT = 15
MOST_DECIMALS = 9
SCOPES = ("committee", "city")
ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"


class Field(NamedTuple):
    """A key of a table: its name, what its value is, and what it means."""

    name: str
    kind: Kind
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


DATASET = (
    Field("id", "reference", "Short name of the dataset, as in lishui-2023.", required=True),
    Field("year", "year", "The year that the figures describe.", required=True),
    Field("body", "label", "Full name of the committee.", required=True),
    Field("title", "label", "Heading for tables."),
)
SOURCE = (
    Field("title", "text", "Title of the document that states the figures.", required=True),
    Field("author", "text", "Its author."),
    Field("publisher", "text", "The newspaper, site or office that published it."),
    Field("published", "date", "The day of publication."),
    Field("page", "text", "Page or section, as printed."),
    Field("url", "text", "Address of the document."),
    Field("accessed", "date", "The day the address was last opened."),
)
CATEGORY = (
    Field("name", "label", "Name of the category.", required=True),
    Field("function", "label", "The function of the committee that it serves."),
    Field("pinyin", "texts", "Syllables of the name."),
)
FIGURE = (
    Field("name", "label", "Name of the figure.", required=True),
    Field("value", "number", "The number itself, without unit and qualifier.", required=True),
    Field("unit", "text", "The measure word, one of the table [units].", required=True),
    Field("printed", "text", "The figure as the source prints it.", required=True),
    Field(
        "qualifier",
        "choice",
        "What the source claims of the value; exact if left out.",
        False,
        QUALIFIERS,
    ),
    Field("scope", "choice", "The committee itself, or the city with its counties.", False, SCOPES),
    Field("paragraph", "count", "Paragraph of the source, counting non-empty lines from 1."),
    Field("part_of", "reference", "Id of the figure that contains this one."),
    Field("terms", "texts", "Words that a text uses for the figure."),
    Field("pinyin", "texts", "Syllables of the name and of each term."),
    Field("note", "label", "What a reader must know to use the figure rightly."),
)
RATIO = (
    Field("name", "label", "Name of the ratio."),
    Field("numerator", "reference", "Id of the figure that is divided.", required=True),
    Field("denominator", "reference", "Id of the figure that divides.", required=True),
)
TOPIC = (
    Field("name", "label", "Name of the work.", required=True),
    Field(
        "kind",
        "text",
        "Kind of work: consultation, supervision, research and so on.",
        required=True,
    ),
    Field("paragraph", "count", "Paragraph of the source, counting non-empty lines from 1."),
    Field("pinyin", "texts", "Syllables of the name."),
)
LABEL = (
    Field("zh", "text", "In Chinese.", required=True),
    Field("en", "text", "In English; Chinese is shown where it is left out."),
)

# The tables of a file, and what they hold: a table, tables by id, or a list of tables.
TOP_LEVEL = ("schema", "dataset", "source", "units", "category", "figure", "ratio", "topic")
