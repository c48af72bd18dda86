"""A report -> the dataset that it states."""
