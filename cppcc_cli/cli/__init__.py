"""The command line: the only door to Typer. Nothing else imports it."""
