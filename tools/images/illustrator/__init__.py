"""The built-in illustrator."""

from tools.images.illustrator.backend import Illustrator

__all__ = ["Illustrator"]
