"""Storyreel turns a request, a script or an article into a finished narrated film, and keeps every step editable."""

from storyreel.exports import changed, export, restore
from storyreel.films import amake, make
from storyreel.pictures import draw

__all__ = ["amake", "changed", "draw", "export", "make", "restore"]
