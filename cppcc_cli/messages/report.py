"""What is said of charts, and on a page that tells a year."""

from cppcc_cli.language import Text

# Charts.
COMPARISON = Text("指标比较", "Figures compared")
SEVERAL_UNITS = Text(
    "--chart 只能把同一单位的指标画在一起；所选的有：{units}",
    "--chart draws figures of one unit together; those named have several: {units}",
)
OF_UNIT = Text("{unit}（{figures}）", "{unit} ({figures})")
