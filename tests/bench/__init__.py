"""Benches, run by hand; each prints what it measured and exits 1 where a bar is missed."""
