"""What an LLM decides, and what the built-in rules decide without one."""
