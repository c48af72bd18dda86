"""The commands that answer with figures, categories and named work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from cppcc_cli import messages, query
from cppcc_cli.cli import (
    CHOOSING,
    FIGURE_NAME,
    STDIN_FILENAME,
    TABLE,
    TEXT_FILE,
    SharedOptions,
    argument,
    command,
    key_of,
    option,
    path_of,
)
from cppcc_cli.dataset import SCOPES, Dataset
from cppcc_cli.errors import UsageError
from cppcc_cli.files import sayable, write_file
from cppcc_cli.language import Text, current
from cppcc_cli.messages import labels
from cppcc_cli.output import Table
from cppcc_cli.output.formats import FORMATS, emit_page

# How a figure is cited.
STYLES = ("zh", "en", "gbt7714", "bibtex")
# fmt: off
NAMES = argument("NAMES", offers="names", default=None,
    zh="类别或指标：编号、名称、用词、拼音或首字母，写一部分也行。",
    en="A category or a figure: id, name, term, pinyin or initials, or a part of these.")
SOME_NAMES = argument("NAMES", offers="names", zh=NAMES.help.zh, en=NAMES.help.en)
GIVEN_VALUE = argument("VALUE",
    zh="要核对的数：418、418件、400余、1.7万、四百一十八；不写单位则按该指标的单位。",
    en="The number to check: 418, 418件, 400余, 1.7万, 四百一十八; without a unit, that of the "
       "figure.")
WORDS = argument("WORDS",
    zh="要找的词；几个词须都符合，不分先后。",
    en="Words to find; several must all match, in any order.")
TOPIC_KIND = argument("KIND", offers="kinds",
    zh="只要这一类工作，如 rule 或“制度”；写错时会列出全部类型。",
    en="Only work of this kind, like rule; a wrong one lists the right ones.", default=None)
SOURCES = option("--source", metavar="TEXT",
    zh="来源（文本、Word、WPS、PDF、OFD、网页等；- 为标准输入），可写几次：列出写有该数的原句。",
    en="The source (a text, a document of Word or WPS, a PDF, a page; - is standard input): show "
       "the sentence in it that states the figure; may be repeated.")
SCOPE = option(
    "--scope", metavar="SCOPE", choices={scope: labels["SCOPES"][scope] for scope in SCOPES},
    zh="只要这一口径：committee 为本级，city 为全市。",
    en="Only figures of this scope: committee, or city.")
BY = option(
    "--by", metavar="AXIS", choices={axis: labels["COLUMNS"][axis] for axis in ("year", "body")},
    zh="以 year（年度）或 body（政协）为列；不写则以年度为列。",
    en="What the columns are: year or body; by default, year.")
STEPS = option("--steps",
    zh="增减为较上一列，不是较首年。",
    en="Show the change since the previous column, not since the first year.")
SORT = option("--sort", metavar="KEY", choices=("value", "name", "id"),
    zh="排序：value 从大到小，name 按名称，id 按编号；不写则按所写次序。",
    en="Order by value (the largest first), name or id; by default, in the order given.")
CHART_FILE = option(
    "--chart", metavar="FILE", reads=path_of("--chart", ".svg"),
    zh="另画一张图，写入 .svg 文件（可放进 Word、WPS）；只画同一单位的指标。",
    en="Also draw a chart, into an .svg file that Word and WPS open; figures of one unit only.")
STYLE = option("--style", metavar="STYLE", choices=STYLES,
    zh="{choices}；不写则用界面语言的一句话。",
    en="{choices}; by default, a sentence in the language of the answer.")
PAGE_FILE = option(
    "--output", "-o", metavar="FILE", reads=path_of("--output", ".html", ".png", ".pdf"),
    zh="写入 .html 文件；装有浏览器的，也可写 .png（宽度合公众号）或 .pdf（A4）；不写则输出到屏幕或"
       "管道。",
    en="Write to an .html file, or where there is a browser to a .png (as wide as a telephone) or "
       "a .pdf (A4); by default, to standard output.")
HEADLINE = option(
    "--headline", metavar="FIGURE", offers="figures",
    zh="放在最前面的指标，可写几次；不写则类别在三个以上时，取几类中最大的数。",
    en="A figure to stand above all; may be repeated. By default, the largest of some "
       "categories, where there are three or more.")
DARK = option("--dark",
    zh="深色背景。",
    en="On a dark ground.")
ONLY = option("--only", metavar="CATEGORY", offers="categories",
    zh="只要这个类别（也不列工作事项）：编号、名称、拼音或首字母；可写几次。",
    en="Only this category, and no named work: its id, name, pinyin or initials; may be "
       "repeated.")
# fmt: on


@command(*TABLE, columns="figures.CATEGORY_COLUMNS")
def categories(asked: SharedOptions) -> None:
    """List the categories."""
    from cppcc_cli.views.figures import categories

    with asked.collection() as known:
        asked.emit(categories(known.counted()), *known.paths)


@command(*TABLE, columns="figures.FIGURE_COLUMNS")
def stats(asked: SharedOptions, names: list[str] | None = NAMES, scope: str | None = SCOPE) -> None:
    """Show the figures of categories, or single ones; all where none is named."""
    from cppcc_cli.views.figures import figures

    with asked.collection() as known:
        chosen = query.choose(known.catalogue(), names or [])
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        within = [
            (dataset, figure)
            for dataset, figure in query.in_each(datasets, chosen.ids)
            if scope in (None, figure.scope)
        ]
        asked.emit(figures(datasets, within), *known.paths)


@command(*TABLE, columns="figures.FIGURE_COLUMNS")
def show(
    asked: SharedOptions,
    figure: str = FIGURE_NAME,
    source: list[str] | None = SOURCES,
    stdin_filename: str | None = STDIN_FILENAME,
) -> None:
    """Show everything known of one figure."""
    from cppcc_cli.views.figures import card

    with asked.collection() as known:
        if source:
            _show_stated(asked, asked.one_of(known), figure, source, stdin_filename)
            return
        chosen = asked.one_figure(known.catalogue(), figure)
        there = query.in_each(known.load(), [chosen.id])
        asked.emit(card(there), *known.paths)


def _show_stated(
    asked: SharedOptions,
    dataset: Dataset,
    name: str,
    sources: Sequence[str],
    stdin_name: str | None,
) -> None:
    """Show a figure with the sentence that states it, of the first of its sources that has one."""
    from cppcc_cli.cli.texts import Documents
    from cppcc_cli.text.auditing import stating_sentence
    from cppcc_cli.views.figures import card

    chosen = asked.one_figure(dataset, name)
    named = Documents(asked, sources, stdin_name)
    stated = {document.path: stating_sentence(document, chosen) for document in named}
    path, sentence = next((one for one in stated.items() if one[1] is not None), ("", ""))
    if path and named.several:
        asked.say(messages.STATED_IN.about(path=path, printed=chosen.printed))
    elif stated and not path:
        said = messages.NOT_STATED if chosen.paragraph else messages.NOT_STATED_ANYWHERE
        values = {"printed": chosen.printed, "paragraph": chosen.paragraph}
        asked.say(said.about(path=[*stated], **values))
    if stated:
        asked.emit(card([(dataset, chosen)], sentence), dataset.path, *named.paths)
    named.require_all()


@command(*TABLE, columns="comparison.ACROSS_COLUMNS")
def compare(
    asked: SharedOptions,
    names: list[str] = SOME_NAMES,
    by: str | None = BY,
    steps: bool = STEPS,
    sort: str | None = SORT,
    chart: str | None = CHART_FILE,
) -> None:
    """Show figures side by side: of one dataset, or over years and committees."""
    from cppcc_cli.query import compare as comparison
    from cppcc_cli.views.comparison import across, compared

    with asked.collection() as known:
        chosen = query.choose(known.catalogue(), names)
        asked.say(*chosen.taken)
        datasets = known.load(chosen.ids)
        if len(datasets) < 2 and len(chosen.figures) < 2:
            raise UsageError(messages.COMPARE_TWO.about())
        if len(datasets) > 1 or by is not None or steps:
            placed = comparison.compare_over_time(datasets, chosen.ids, steps)
            table: Table[Any] = across(datasets, placed, by, steps, sort)
        else:
            (dataset,) = datasets
            rows = comparison.compare(dataset, chosen.figures)
            if sort is not None:
                rows = comparison.sort(rows, sort)
            ratios = comparison.declared_ratios(dataset, chosen.figures)
            table = compared(dataset, rows, ratios)
        if asked.title is not None:
            table.name(asked.title)
        beside = []
        if chart is not None:
            from cppcc_cli.output.svg import to_svg
            from cppcc_cli.views.report import comparison_chart

            beside = [(chart, to_svg(comparison_chart(datasets, table, by)).encode())]
        asked.emit(table, *known.paths, beside=beside)


@command(*TABLE, columns="figures.TOPIC_COLUMNS")
def topics(asked: SharedOptions, kind: str | None = TOPIC_KIND) -> None:
    """Show the named work of the year."""
    from cppcc_cli.views.figures import topics

    with asked.collection() as known:
        datasets = known.load(())
        every = [(dataset, topic) for dataset in datasets for topic in dataset.topics]
        there = dict.fromkeys(topic.kind for _, topic in every)
        wanted = kind and key_of(
            kind, {name: labels["KINDS"].get(name, Text(name, name)) for name in there}
        )
        if kind is not None and wanted is None:
            raise UsageError(messages.UNKNOWN_KIND.about(name=kind, known=list(there)))
        chosen = [(dataset, topic) for dataset, topic in every if wanted in (None, topic.kind)]
        asked.emit(topics(datasets, chosen), *known.paths)


@command(*TABLE, columns="figures.FOUND_COLUMNS")
def search(asked: SharedOptions, words: list[str] = WORDS) -> None:
    """Find figures, categories and topics by any of their names."""
    from cppcc_cli.views.figures import found

    with asked.collection() as known:
        every = known.catalogue()._replace(topics=known.topics())
        rows = query.search(every, words)
        near = [] if rows else query.offers(every, words)
        empty = messages.NOTHING_FOUND_NEAR if near else messages.NOTHING_FOUND
        asked.emit(found(known.load(()), rows, empty.about(near=near)), *known.paths)


@command("force", *CHOOSING)
def cite(
    asked: SharedOptions,
    figure: str = FIGURE_NAME,
    style: str | None = STYLE,
    output: str | None = TEXT_FILE,
) -> None:
    """Cite one figure, or the document that states it."""
    from cppcc_cli.views import wording

    with asked.collection() as known:
        chosen = asked.one_figure(known.catalogue(), figure)
        cited = [
            wording.cite(dataset, one, style or current())
            for dataset, one in query.in_each(known.load([chosen.id]), [chosen.id])
        ]
        asked.write(output, "".join(f"{one}\n" for one in cited), known.paths)


@command("force", "title", *CHOOSING)
def report(
    asked: SharedOptions,
    output: str | None = PAGE_FILE,
    only: list[str] | None = ONLY,
    headline: list[str] | None = HEADLINE,
    dark: bool = DARK,
) -> None:
    """Publish the figures of a committee as one page: of one year, or of several."""
    from cppcc_cli.views.report import report

    room = FORMATS["html"].enter(output or messages.A_PAGE)
    suffix = Path(output or "").suffix.lower()
    browser = None if suffix in ("", ".html") else room.find_browser()
    with asked.collection() as known:
        known.require_one_body()
        catalogue = known.catalogue()
        chosen, taken = query.choose_categories(catalogue, only or [])
        asked.say(*taken)
        above = [asked.one_figure(catalogue, name).id for name in headline or ()]
        told = report(catalogue, known.load(), chosen, asked.title, above, dark)
        text = room.render("report.html", **told)
        if output is None:
            emit_page(text)
        else:
            with sayable(output):
                made = room.photograph(browser, text, suffix) if browser else text.encode()
            write_file(output, made, asked.force, known.paths)


@command(*TABLE, columns="comparison.VERDICT_COLUMNS")
def verify(asked: SharedOptions, figure: str = FIGURE_NAME, value: str = GIVEN_VALUE) -> None:
    """Tell whether a number agrees with a figure; exit 1 where it contradicts it."""
    from cppcc_cli.query import verify as verification
    from cppcc_cli.views.comparison import verdict

    known = asked.gather()
    dataset = asked.one_of(known)
    chosen = asked.one_figure(dataset, figure)
    verified = verification.verify(dataset, chosen, value, asked.other_years(dataset, known))
    asked.emit(verdict(dataset, verified), dataset.path)
    if verified.verdict == "contradicts":
        raise typer.Exit(1)
