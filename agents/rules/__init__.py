"""The built-in rules: agents without an LLM."""
