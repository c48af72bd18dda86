"""Word documents: the page that holds a table, its markup, its styles, and the file."""
