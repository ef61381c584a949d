"""What a file really is."""
