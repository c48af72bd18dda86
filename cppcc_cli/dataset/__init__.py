"""What is known: datasets, their layout, and where they lie."""
