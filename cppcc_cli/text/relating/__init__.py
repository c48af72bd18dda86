"""What the numbers of a text are said of: which figure, which whole, and why it may be none."""
