"""Storyreel turns a request, a script or an article into a finished narrated film, and keeps every step editable."""

from storyreel.films import amake, make
from storyreel.pictures import draw

__all__ = ["amake", "draw", "make"]
