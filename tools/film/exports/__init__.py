"""A finished film for other programs: one module a format."""
