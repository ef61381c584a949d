"""What a photograph is to a film: `core.material.Photo`."""

from core.material import Photo as Photo

TITLE = 300  # characters
