"""Excel workbooks: the number formats, the sheets with their cells, the chart, and the file."""
