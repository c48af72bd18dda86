"""Records as tables: for each kind of record its columns, and how people see them."""
