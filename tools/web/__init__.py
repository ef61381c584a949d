"""The web, through one safe fetch."""
