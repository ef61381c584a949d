"""Photographs as material for a film's pictures: the user's own, those of a web page, freely licensed ones."""
