"""Flat: the sheet as it is."""

from tools.images.illustrator.hands import Hand
from tools.images.illustrator.raster import flat

HAND = Hand(paint=flat)
