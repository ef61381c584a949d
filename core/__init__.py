"""The vocabulary and the mechanisms: no I/O but settings."""
