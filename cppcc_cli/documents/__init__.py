"""What is written: files -> documents of blocks, each with its place."""
