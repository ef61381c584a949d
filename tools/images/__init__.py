"""Pictures: the port, the built-in illustrator, and every other painter."""
