"""What is asked: names to figures, and figures to what follows from them."""
