"""Documents: what the user gave, read as plain blocks of text."""
