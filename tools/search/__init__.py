"""Where facts are looked for."""
