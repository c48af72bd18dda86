"""How an answer looks: one table, many formats, one place to write."""
