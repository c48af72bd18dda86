"""What is written: documents, and what stands in them."""
